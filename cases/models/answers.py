"""What a person is asked about themselves, and what they may say: section 5."""

from django.db import models

from cases.models.ethnicity import ETHNICITIES


class NonAnswer(models.TextChoices):
    """Why there is no answer: four different things, none of them "no" (1.2)."""

    NOT_ASKED = "NOT_ASKED", "Not asked yet"
    NOT_KNOWN = "NOT_KNOWN", "Asked, could not say"
    DECLINED = "DECLINED", "Prefer not to say"
    NOT_APPLICABLE = "NOT_APPLICABLE", "Does not apply"


class Sex(models.TextChoices):
    F = "F", "Female"
    M = "M", "Male"


class GenderIdentity(models.TextChoices):
    SAME = "SAME", "Yes, the same as registered at birth"
    DIFFERENT = "DIFFERENT", "No, different"


class Orientation(models.TextChoices):
    HET = "HET", "Heterosexual or straight"
    GAY_LESBIAN = "GAY_LESBIAN", "Gay or lesbian"
    BI = "BI", "Bisexual"
    OTHER = "OTHER", "Another orientation"


class YesNo(models.TextChoices):
    YES = "YES", "Yes"
    NO = "NO", "No"


class Effect(models.TextChoices):
    LOT = "LOT", "Yes, a lot"
    LITTLE = "LITTLE", "Yes, a little"
    NONE = "NONE", "Not at all"


class Impairment(models.TextChoices):
    PHYSICAL = "PHYSICAL", "Physical"
    SENSORY = "SENSORY", "Sight or hearing"
    LEARNING = "LEARNING", "Learning or developmental"
    MENTAL_HEALTH = "MENTAL_HEALTH", "Mental health"
    ILLNESS = "ILLNESS", "Long-term illness"
    OTHER = "OTHER", "Another"


class Religion(models.TextChoices):
    NONE = "NONE", "No religion"
    CHR = "CHR", "Christian"
    BUD = "BUD", "Buddhist"
    HIN = "HIN", "Hindu"
    JEW = "JEW", "Jewish"
    MUS = "MUS", "Muslim"
    SIK = "SIK", "Sikh"
    OTH = "OTH", "Another religion"


class MaritalStatus(models.TextChoices):
    SINGLE = "SINGLE", "Never married or in a civil partnership"
    MARRIED = "MARRIED", "Married"
    CIVIL = "CIVIL", "In a civil partnership"
    SEPARATED = "SEPARATED", "Separated"
    DIVORCED = "DIVORCED", "Divorced, or partnership dissolved"
    WIDOWED = "WIDOWED", "Widowed"


class NotAskedBecause(models.TextChoices):
    """Why the questions could not be put: a case may then close without answers (V-18)."""

    NEVER_MET = "NEVER_MET", "We never met"
    NEVER_RIGHT = "NEVER_RIGHT", "It was never the right moment"
    LANGUAGE = "LANGUAGE", "No interpreter could be found in time"


# Each question: its answers, besides the four non-answers.
ANSWERS = {
    "ethnicity": ETHNICITIES,
    "sex": Sex.choices,
    "gender_identity": GenderIdentity.choices,
    "orientation": Orientation.choices,
    "condition": YesNo.choices,
    "effect": Effect.choices,
    "religion": Religion.choices,
    "marital_status": MaritalStatus.choices,
    "maternity": YesNo.choices,
}
# A record is complete with these (I25a); the others are asked and never missed.
CORE = ("ethnicity", "sex", "gender_identity", "orientation", "condition", "effect")
CORE += ("religion",)
QUESTIONS = {
    "ethnicity": "Ethnic group",
    "sex": "Sex",
    "gender_identity": "Gender identity",
    "orientation": "Sexual orientation",
    "condition": "Long-term condition",
    "effect": "Effect on daily life",
    "religion": "Religion",
    "marital_status": "Marital status",
    "maternity": "Pregnancy and maternity",
}
