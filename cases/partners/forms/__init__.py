"""What the pages of partner support ask."""

from cases.partners.forms.allocation import (
    PartnerCaseAllocateForm,
    PartnerCaseCoverForm,
)
from cases.partners.forms.caseload import PartnerCaseFilterForm, PartnerCaseSearchForm
from cases.partners.forms.contact import (
    ContactDetailForm,
    PartnerContactForm,
    PartnerNotificationForm,
    PartnerResponseForm,
    RevealForm,
    SafeContactPlanForm,
)
from cases.partners.forms.entry import PartnerEntryForm, PartnerWithdrawForm
from cases.partners.forms.marac import MaracDecisionForm, PartnerMaracOutcomeForm
from cases.partners.forms.measure import DashForm, PartnerOutcomeForm, SeverityGridForm
from cases.partners.forms.partner_case import (
    CaseLinkForm,
    PartnerCaseCloseForm,
    PartnerCaseEditForm,
    PartnerCaseOpenForm,
    SupportedPersonForm,
)
from cases.partners.forms.sides import (
    PartnerSidesClearForm,
    PartnerSidesReviewForm,
    PartnerSidesTakeBackForm,
    PartnerUntriedFilterForm,
)
from cases.partners.forms.support import SafetyPlanForm, SupportOfferForm

__all__ = [
    "CaseLinkForm",
    "ContactDetailForm",
    "DashForm",
    "MaracDecisionForm",
    "PartnerCaseAllocateForm",
    "PartnerCaseCloseForm",
    "PartnerCaseCoverForm",
    "PartnerCaseEditForm",
    "PartnerCaseFilterForm",
    "PartnerCaseOpenForm",
    "PartnerCaseSearchForm",
    "PartnerContactForm",
    "PartnerEntryForm",
    "PartnerMaracOutcomeForm",
    "PartnerNotificationForm",
    "PartnerOutcomeForm",
    "PartnerResponseForm",
    "PartnerSidesClearForm",
    "PartnerSidesReviewForm",
    "PartnerSidesTakeBackForm",
    "PartnerUntriedFilterForm",
    "PartnerWithdrawForm",
    "RevealForm",
    "SafeContactPlanForm",
    "SafetyPlanForm",
    "SeverityGridForm",
    "SupportOfferForm",
    "SupportedPersonForm",
]
