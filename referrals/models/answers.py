"""The coded answers about a referral. Codes are permanent (dictionary 5).

"Not asked" and "not known" are answers of their own, never a "no" (1.2).
"""

from django.db import models


class Answer(models.TextChoices):
    """An answer to a yes-or-no question."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_KNOWN = "NOT_KNOWN", "Not known"
    NOT_ASKED = "NOT_ASKED", "Not asked"


class Route(models.TextChoices):
    """How a referral reached us: CL-04."""

    DIRECT = "DIRECT", "Directly from the referrer"
    TARGETED = "TARGETED", "From a list of people to approach"
    CONSULT = "CONSULT", "After a consultation"
    MEETING = "MEETING", "From a meeting or panel"
    CAMPAIGN = "CAMPAIGN", "Through the awareness campaign"
    TRANSFER = "TRANSFER", "From another post or service"
    WALKIN = "WALKIN", "In person"


class Targeting(models.TextChoices):
    """Why somebody is on a list of people to approach: A-12."""

    REPEAT = "REPEAT", "Repeat: the same person harmed"
    SERIAL = "SERIAL", "Serial: different people harmed"
    FREQUENCY = "FREQUENCY", "How often it happens"
    GRAVITY = "GRAVITY", "How serious it was"
    FIRST = "FIRST", "A first report"
    OTHER = "OTHER", "Another reason"


class Relationship(models.TextChoices):
    """What the person harmed is to the person referred: CL-07."""

    PARTNER = "PARTNER", "Partner"
    EX_PARTNER = "EX_PARTNER", "Ex-partner"
    PARENT = "PARENT", "Parent"
    SIBLING = "SIBLING", "Brother or sister"
    OTHER_FAMILY = "OTHER_FAMILY", "Another relative"
    PEER_INTIMATE = "PEER_INTIMATE", "Boyfriend, girlfriend or somebody they were seeing"
    PEER_NON_INTIMATE = "PEER_NON_INTIMATE", "Friend or another young person"
    CARER = "CARER", "Carer"
    UNK = "UNK", "Not known"
    NOT_ASKED = "NOT_ASKED", "Not asked"


class AbuseType(models.TextChoices):
    """What was done: CL-08."""

    PHYSICAL = "PHYSICAL", "Physical"
    SEXUAL = "SEXUAL", "Sexual"
    EMOTIONAL = "EMOTIONAL", "Emotional"
    ECONOMIC = "ECONOMIC", "Economic"
    COERCIVE_CONTROL = "COERCIVE_CONTROL", "Coercive control"
    STALK_HARASS = "STALK_HARASS", "Stalking or harassment"
    DIGITAL = "DIGITAL", "Online or by phone"
    THREATS = "THREATS", "Threats"
    PROPERTY = "PROPERTY", "Damage to property"
    HBV_FM = "HBV_FM", "Honour-based abuse or forced marriage"
    CHILD_CONTACT = "CHILD_CONTACT", "Through contact with children"
    OTHER = "OTHER", "Something else"


class SubjectAgreement(models.TextChoices):
    """Whether the person agrees to be referred."""

    AGREED = "AGREED", "Agrees"
    REFUSED = "REFUSED", "Does not agree"
    NOT_REQUIRED = "NOT_REQUIRED", "Agreement is not required"
    NOT_ASKED = "NOT_ASKED", "Not asked"


class CjStatus(models.TextChoices):
    """Where somebody stands in the criminal justice process: CL-09."""

    NONE = "NONE", "Nothing is open"
    INVESTIGATION_OPEN = "INVESTIGATION_OPEN", "Investigation open"
    NFA = "NFA", "No further action"
    VICTIM_NOT_SUPPORTING = "VICTIM_NOT_SUPPORTING", "Closed: prosecution not supported"
    CAUTION = "CAUTION", "Cautioned"
    RUI_BAIL = "RUI_BAIL", "On bail or under investigation, with conditions"
    CHARGED = "CHARGED", "Charged"
    ON_ORDER = "ON_ORDER", "On a court order or supervised by probation"
    CUSTODY = "CUSTODY", "In custody"
    DVPO_CIVIL = "DVPO_CIVIL", "Civil protection notice or order only"
    UNK = "UNK", "Not known"
    NOT_ASKED = "NOT_ASKED", "Not asked"


# In the criminal justice process: not for the Criminal Justice Worker (A-09, V-05).
ENGAGED = (CjStatus.RUI_BAIL, CjStatus.CHARGED, CjStatus.ON_ORDER, CjStatus.CUSTODY)
NOT_ESTABLISHED = (CjStatus.UNK, CjStatus.NOT_ASKED)


class InformationSource(models.TextChoices):
    """Who told us: CL-51. The person harmed is never a source on this side of the wall."""

    POLICE = "POLICE", "Police records or an officer"
    REFERRER = "REFERRER", "The referrer"
    SELF = "SELF", "The person themselves"
    CHILDRENS = "CHILDRENS", "Children’s Services"
    YOS = "YOS", "Youth Offending Service"
    HEALTH = "HEALTH", "Health"
    THIRD_PARTY = "THIRD_PARTY", "Somebody else"
    PROFESSIONAL_JUDGEMENT = "PROFESSIONAL_JUDGEMENT", "The manager’s judgement"


class CampaignSource(models.TextChoices):
    """Where somebody saw the awareness campaign: CL-34."""

    POSTER = "POSTER", "Poster"
    LEAFLET = "LEAFLET", "Leaflet"
    SOCIAL = "SOCIAL", "Social media"
    WEB = "WEB", "Website"
    EVENT = "EVENT", "Event"
    OUTREACH = "OUTREACH", "Outreach"
    PRESS = "PRESS", "Newspaper"
    RADIO = "RADIO", "Radio"
    STAFF_COMMS = "STAFF_COMMS", "From staff who knew of it"
    NONE = "NONE", "Nowhere"
    NOT_KNOWN = "NOT_KNOWN", "Not known"
    NOT_ASKED = "NOT_ASKED", "Not asked"


class YouthTeam(models.TextChoices):
    """The Youth Offending team of a young person’s home: A-14."""

    LBHF = "LBHF", "Hammersmith and Fulham"
    RBKC = "RBKC", "Kensington and Chelsea"
    WCC = "WCC", "Westminster"
    ELSEWHERE = "ELSEWHERE", "Another borough"
    NOT_KNOWN = "NOT_KNOWN", "Not known"
    NOT_ASKED = "NOT_ASKED", "Not asked"


class YouthOrder(models.TextChoices):
    """The order that makes a young person attend, if there is one: CL-22."""

    NONE = "NONE", "No order"
    REF_ORDER = "REF_ORDER", "Referral order"
    YRO = "YRO", "Youth rehabilitation order"
    BAIL = "BAIL", "Bail"
    OTHER = "OTHER", "Another order"
    NOT_KNOWN = "NOT_KNOWN", "Not known"
    NOT_ASKED = "NOT_ASKED", "Not asked"


class ParentPosition(models.TextChoices):
    """What the parent or carer says to it (V-07)."""

    AGREES = "AGREES", "Agrees"
    DISAGREES = "DISAGREES", "Does not agree"
    NOT_TOLD = "NOT_TOLD", "Has not been told, for a reason"
    NOBODY = "NOBODY", "There is nobody to ask"
    NOT_ASKED = "NOT_ASKED", "Not asked"


class EarlyFlag(models.TextChoices):
    """Whether somebody was identified at the earliest stages (8.1, A-08)."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    UNKNOWN = "UNKNOWN", "Cannot be said yet"
