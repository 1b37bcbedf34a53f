"""How far a referral comes, and why it is declined."""

from django.db import models


class ReferralStatus(models.TextChoices):
    """How far a referral has come, and what was decided. A draft is no referral yet."""

    RECEIVED = "RECEIVED", "Received"
    SCREENING = "SCREENING", "Being screened"
    PENDING_INFO = "PENDING_INFO", "Waiting for information"
    ACCEPTED = "ACCEPTED", "Accepted"
    REJECTED = "REJECTED", "Declined"
    REDIRECTED = "REDIRECTED", "Redirected"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"
    DUPLICATE = "DUPLICATE", "Duplicate"


class DeclineReason(models.TextChoices):
    """Why a referral is declined or redirected: CL-06."""

    OUT_AREA = "OUT_AREA", "Outside the three boroughs"
    AGE = "AGE", "Outside the age range"
    IN_CJ = "IN_CJ", "Charged, on bail with conditions or on an order"
    FAM_PROC = "FAM_PROC", "Family proceedings"
    NOT_DA = "NOT_DA", "Not domestic abuse"
    PRIMARY_VICTIM = "PRIMARY_VICTIM", "The person referred is the one harmed"
    UNSAFE = "UNSAFE", "Contact would raise the risk"
    ALREADY_PROG = "ALREADY_PROG", "Already on a programme"
    RECENT_PROG = "RECENT_PROG", "Finished a programme in the last 6 months"
    NO_AGREEMENT = "NO_AGREEMENT", "Does not agree to be referred"
    NO_CONTACT = "NO_CONTACT", "Cannot be traced"
    HIGH_COMPLEX = "HIGH_COMPLEX", "Needs another lead service"
    NOT_OFFERED = "NOT_OFFERED", "Asks for something we do not offer"
    NEED_STABLE = "NEED_STABLE", "Substance use or mental health comes first"
    LANG_ACCESS = "LANG_ACCESS", "Language or access need we cannot meet"
    NO_CAPACITY = "NO_CAPACITY", "No capacity"
    INFO_INCOMPLETE = "INFO_INCOMPLETE", "Information never completed"
    OTHER = "OTHER", "Another reason"


UNDECIDED = (
    ReferralStatus.RECEIVED,
    ReferralStatus.SCREENING,
    ReferralStatus.PENDING_INFO,
)
WITHOUT_CASE = (
    ReferralStatus.REJECTED,
    ReferralStatus.REDIRECTED,
    ReferralStatus.WITHDRAWN,
    ReferralStatus.DUPLICATE,
)
