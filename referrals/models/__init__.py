from referrals.models.agency import Agency, Practitioner
from referrals.models.referral import Referral, Residence

__all__ = ["Agency", "Practitioner", "Referral", "Residence"]
