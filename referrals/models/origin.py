"""Where a referral comes from: who sent it, and where the person lives."""

from django.db import models


class Residence(models.TextChoices):
    """Where the person referred lives: CL-01."""

    LBHF = "LBHF", "Hammersmith and Fulham"
    RBKC = "RBKC", "Kensington and Chelsea"
    WCC = "WCC", "Westminster"
    OLON = "OLON", "Elsewhere in London"
    OENG = "OENG", "Elsewhere in England"
    OUK = "OUK", "Elsewhere in the UK"
    NFA = "NFA", "No fixed address"
    UNK = "UNK", "Not known"


class ReferralSource(models.TextChoices):
    """Where a referral came from: CL-03."""

    POL_CSU = "POL_CSU", "Police: community safety unit"
    POL_NEIGH = "POL_NEIGH", "Police: neighbourhood team"
    POL_OTHER = "POL_OTHER", "Police: another unit"
    MARAC = "MARAC", "MARAC"
    MASH = "MASH", "MASH"
    IDVA_VS = "IDVA_VS", "Victim service"
    CS_ASSESS = "CS_ASSESS", "Children’s Services: assessment and referral"
    CS_CP = "CS_CP", "Children’s Services: child protection"
    CS_CIN = "CS_CIN", "Children’s Services: children in need"
    CS_LAC = "CS_LAC", "Children’s Services: looked-after children"
    CS_EARLY = "CS_EARLY", "Children’s Services: early years or early help"
    CS_PLO = "CS_PLO", "Children’s Services: pre-proceedings"
    YOS_CM = "YOS_CM", "Youth offending: case manager"
    YOS_OOCD = "YOS_OOCD", "Youth offending: out-of-court panel"
    YOS_RO = "YOS_RO", "Youth offending: referral-order panel"
    MASE = "MASE", "Sexual exploitation panel (MASE)"
    GANGS_SYV = "GANGS_SYV", "Gangs or serious youth violence unit"
    SCHOOL_PRU = "SCHOOL_PRU", "School or pupil referral unit"
    HEALTH_GP = "HEALTH_GP", "GP"
    HEALTH_HV = "HEALTH_HV", "Health visitor"
    CAMHS = "CAMHS", "CAMHS"
    MH_ADULT = "MH_ADULT", "Adult mental health"
    SUBST = "SUBST", "Drug and alcohol service"
    HOUSING = "HOUSING", "Housing"
    PROB = "PROB", "Probation"
    CAFCASS = "CAFCASS", "Cafcass"
    DVIP_INT = "DVIP_INT", "Elsewhere in DVIP"
    SELF = "SELF", "The person themselves"
    FAMILY = "FAMILY", "Family member"
    PARENT = "PARENT", "Parent"
    OTHER = "OTHER", "Somebody else"


class Basis(models.TextChoices):
    """What says which borough a referral counts for."""

    RESIDENCE = "RESIDENCE", "Where the person referred lives"
    REFERRER = "REFERRER", "The referring agency’s borough"
    MGR = "MGR", "The service manager’s decision"


# Nobody at an agency stands behind these (I19 leaves them out too).
WITHOUT_AGENCY = (ReferralSource.SELF, ReferralSource.FAMILY, ReferralSource.PARENT)
