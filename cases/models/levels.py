"""How risk is spoken of: its level, which way it has gone, and when to look at it again."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from django.db import models

from pilot import calendar, parameters


class RiskLevel(models.TextChoices):
    """CL-10."""

    STANDARD = "STANDARD", "Standard"
    MEDIUM = "MEDIUM", "Medium"
    HIGH = "HIGH", "High"
    NOT_ASSESSED = "NOT_ASSESSED", "Not assessed"


RANKED = (RiskLevel.STANDARD, RiskLevel.MEDIUM, RiskLevel.HIGH)


class Direction(Enum):
    """Which way risk has gone from one rating to the next, in a word."""

    WORSE = "worse"
    SAME = "the same"
    BETTER = "better"


def direction(before: str | None, after: str | None) -> Direction | None:
    """Which way it has gone; nothing where one of the two was not assessed."""
    if before not in RANKED or after not in RANKED:
        return None
    change = RANKED.index(RiskLevel(after)) - RANKED.index(RiskLevel(before))
    if change == 0:
        return Direction.SAME
    return Direction.WORSE if change > 0 else Direction.BETTER


class RiskTrigger(models.TextChoices):
    """Why risk is looked at again: P-09, and what may not wait for it."""

    PLANNED = "PLANNED", "Planned review"
    ASSESSMENT = "ASSESSMENT", "An assessment"
    INCIDENT = "INCIDENT", "An incident"
    MISSED = "MISSED", "A missed appointment"
    JUSTICE = "JUSTICE", "Something in the criminal justice process"
    PARTNER_SIDE = "PARTNER_SIDE", "Partner support"
    NOT_ENGAGING = "NOT_ENGAGING", "Not engaging"
    NEWS = "NEWS", "News from the referrer or another agency"
    CLOSING = "CLOSING", "The case is closing"
    OTHER = "OTHER", "Another reason"


@dataclass(frozen=True)
class RiskReview:
    """The day on which risk has to be looked at again, and why."""

    due_on: date
    why: RiskTrigger
    news: RiskTrigger | None = None  # the latest thing that nobody has looked at

    @property
    def is_overdue(self) -> bool:
        """Whether that day has passed, and nobody has."""
        return self.due_on < calendar.today()

    @property
    def is_first(self) -> bool:
        """Whether it is for the assessment to rate it, and nothing has happened before."""
        return self.why == RiskTrigger.ASSESSMENT


def next_review(
    *, opened_on: date, rated_on: date | None, triggers: dict[RiskTrigger, date | None]
) -> RiskReview:
    """When risk has to be looked at again (P-09).

    So many weeks after the last rating, or on the day of the first thing that has happened
    since. Until there is a rating it is due with the assessment (P-08).
    """
    if rated_on is None:
        on = calendar.add_working_days(opened_on, parameters.value("P-08"))
        reviews = [RiskReview(on, RiskTrigger.ASSESSMENT)]
    else:
        on = rated_on + timedelta(weeks=parameters.value("P-09"))
        reviews = [RiskReview(on, RiskTrigger.PLANNED)]
    happened = {why: on for why, on in triggers.items() if on is not None}
    reviews += [RiskReview(on, why) for why, on in happened.items()]
    news = max(happened, key=lambda why: happened[why], default=None)
    return replace(min(reviews, key=lambda review: review.due_on), news=news)
