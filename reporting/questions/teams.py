"""Which teams have had no consultation and no training, or none for long."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Max, Q, QuerySet

from pilot import calendar
from referrals.models import Agency
from reporting.questions.narrowing import NONE

LONG_AGO = timedelta(days=180)  # I20 looks back as far


class Heard(models.TextChoices):
    """Whether a team has had anything of us, and how long ago."""

    NEVER = "never", "Never"
    LONG_AGO = "long_ago", "More than 180 days ago"
    LATELY = "lately", "In the last 180 days"


def heard(how: Heard) -> Q:
    """The teams of which that is true today."""
    since = calendar.today() - LONG_AGO
    return {
        Heard.NEVER: Q(helped_on=None),
        Heard.LONG_AGO: Q(helped_on__lt=since),
        Heard.LATELY: Q(helped_on__gte=since),
    }[how]


def with_last_help(
    teams: QuerySet[Agency], *, sector: str = "", borough: str = ""
) -> QuerySet[Agency]:
    """The teams with the last day each had training or a consultation.

    Those that never had any come first, then those whose last is longest ago.
    """
    if sector:
        teams = teams.filter(sector=sector)
    if borough:
        teams = teams.filter(borough=None if borough == NONE else borough)
    came = Q(attendances__has_attended=True)
    return (
        teams.select_related("borough")
        .annotate(trained_on=Max("attendances__on", filter=came))
        .annotate(helped_on=F("trained_on"))
        .order_by(F("helped_on").asc(nulls_first=True), "name", "pk")
    )
