"""Where something written comes from: CL-51, as far as the perpetrator side may say."""

from django.db import models


class InformationSource(models.TextChoices):
    """CL-51 without PARTNER, which this side has no word for (V-14)."""

    SELF = "SELF", "The person themselves"
    REFERRER = "REFERRER", "The referrer"
    POLICE = "POLICE", "Police"
    CHILDRENS = "CHILDRENS", "Children’s Services"
    YOS = "YOS", "Youth Offending Service"
    HEALTH = "HEALTH", "Health"
    THIRD_PARTY = "THIRD_PARTY", "Somebody else"
    PROFESSIONAL_JUDGEMENT = "PROFESSIONAL_JUDGEMENT", "Our own professional judgement"
