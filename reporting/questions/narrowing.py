"""Which referrals a question is about: the filters of its page, as the address has them."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import models
from django.db.models import Q, QuerySet

from pilot import calendar, parameters
from pilot.calendar import Period, Quarter
from pilot.models import Borough, Post
from referrals.models import Agency, Referral
from reporting.figures import quarters_begun

NONE = "NONE"  # no borough yet; or nobody at an agency
SECTORS = [*Agency.Sector.choices, (NONE, "Themselves or family")]


class Age(models.TextChoices):
    """How long a referral waits, in working days after the one it came on (P-06).

    In time, as long again, or longer.
    """

    IN_TIME = "in-time"
    LATE = "late"
    LONG = "long"


def ages() -> list[tuple[str, str]]:
    """Each with its number of working days, as they are in force."""
    most = parameters.value("P-06")
    words = (f"Up to {most}", f"{most + 1} to {2 * most}", f"More than {2 * most}")
    return list(zip(Age.values, words, strict=True))


def came(age: Age) -> Q:
    """When a referral came that has now waited as long as this."""
    most = parameters.value("P-06")
    once = calendar.subtract_working_days(calendar.today(), most)
    twice = calendar.subtract_working_days(calendar.today(), 2 * most)
    return {
        Age.IN_TIME: Q(received_on__gte=once),
        Age.LATE: Q(received_on__lt=once, received_on__gte=twice),
        Age.LONG: Q(received_on__lt=twice),
    }[age]


def working_day(received_on: date) -> int:
    """The how many-th working day after the one it came on today belongs to.

    A decision is in time up to that of P-06. A weekend belongs to the working day after it.
    """
    if received_on >= calendar.today():
        return 0
    since = Period(received_on + timedelta(days=1), calendar.today())
    return calendar.working_days(since) + 1


def narrowed(
    referrals: QuerySet[Referral], asked: Mapping[str, str], *, by_day: str = "received_on"
) -> QuerySet[Referral]:
    """The referrals that the filters leave; a quarter is that of the day counted by."""
    for name, value in asked.items():
        referrals = referrals.filter(_where(name, value, by_day))
    return referrals


def _where(name: str, value: str, by_day: str) -> Q:
    match name:
        case "quarter":
            period = Quarter.parse(value).period
            days = {f"{by_day}__gte": period.start, f"{by_day}__lt": period.end}
            return Q(**days)
        case "age":
            return came(Age(value))
        case "borough" if value == NONE:
            return Q(borough=None)
        case "sector":
            return Q(sector="" if value == NONE else value)
        case "reason":
            return Q(decline_reason=value)
    return Q(**{name: value})


def posts() -> list[tuple[str, str]]:
    """The posts, as answers to choose from."""
    return [(post.pk, post.title) for post in Post.objects.order_by("place")]


def boroughs() -> list[tuple[str, str]]:
    """The boroughs, and none yet, as answers to choose from."""
    named = [(borough.pk, borough.name) for borough in Borough.objects.order_by("place")]
    return [*named, (NONE, "No borough yet")]


def quarters() -> list[tuple[str, str]]:
    """The quarters that have begun, as answers to choose from."""
    return [(str(quarter), quarter.label) for quarter in quarters_begun()]
