"""Which teams have had no consultation and no training, or none for long."""

from datetime import timedelta

from django.db import models
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When

from pilot import calendar
from referrals.models import Agency, Attendance, Consultation
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
    return (
        teams.select_related("borough")
        .annotate(trained_on=_last(Attendance.objects.attended()))
        .annotate(consulted_on=_last(Consultation.objects.given()))
        .annotate(helped_on=_LATER)
        .order_by(F("helped_on").asc(nulls_first=True), "name", "pk")
    )


def _last(rows: QuerySet) -> Subquery:
    """The day of a team's last one of these."""
    of_team = rows.filter(agency=OuterRef("pk")).order_by("-on")
    return Subquery(of_team.values("on")[:1])


# "Greatest" answers differently on the two engines when one of them is missing.
_LATER = Case(
    When(trained_on=None, then=F("consulted_on")),
    When(consulted_on=None, then=F("trained_on")),
    When(trained_on__gte=F("consulted_on"), then=F("trained_on")),
    default=F("consulted_on"),
)
