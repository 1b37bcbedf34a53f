"""Risk, safety and how life is for them, compared with the start."""

from datetime import timedelta
from typing import Any

from django.db.models import Case as Where
from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from cases.models import RiskLevel
from cases.partners.figures.told import WITHOUT, is_so, told
from cases.partners.models import RATED, DashAssessment, PartnerOutcome, Point
from pilot import calendar, parameters

AFTER_THE_END = timedelta(days=28)  # in which something may still be measured (8.1)
LATEST_FIRST = ("-on", "-recorded_at", "-pk")
HIGHER_FIRST = (RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.STANDARD)
LOWER, SAME, HIGHER = "lower", "same", "higher"
SAFER = (PartnerOutcome.Feels.MUCH_SAFER, PartnerOutcome.Feels.SAFER)
NO_ANSWER = (
    PartnerOutcome.Feels.DK,
    PartnerOutcome.Feels.DECLINED,
    PartnerOutcome.Feels.NOT_ASKED,
)


def reduced_risk() -> QuerySet[Any]:
    """I12: the level is lower than at the start, where it was medium or high then.

    The answer is which way it went: lower, same or higher.
    """
    levels = later_on(DashAssessment).filter(level__in=HIGHER_FIRST)
    started = at_the_start(DashAssessment).filter(level__in=HIGHER_FIRST[:2])
    started = started.annotate(now=Subquery(levels.values("level")[:1]))
    fell = Q(now=RiskLevel.STANDARD) | Q(level=RiskLevel.HIGH, now=RiskLevel.MEDIUM)
    way = Where(
        When(fell, then=Value(LOWER)),
        When(now=F("level"), then=Value(SAME)),
        When(now__isnull=False, then=Value(HIGHER)),
        default=WITHOUT,
        output_field=CharField(),
    )
    on = Coalesce(Subquery(levels.values("on")[:1]), F("on"))
    return told(started, on=on, is_met=is_so(fell, known=Q(now__isnull=False)), answer=way)


def feels_safer() -> QuerySet[Any]:
    """I13: safer or much safer, by each person's latest answer at a review or the exit.

    Somebody who was asked and never gave an answer is one of whom nobody can say.
    """
    asked = PartnerOutcome.objects.at(Point.REVIEW, Point.EXIT)
    answered = asked.exclude(feels_safer__in=NO_ANSWER)
    of_case = {"partner_case": OuterRef("partner_case")}
    latest = Coalesce(
        Subquery(answered.filter(**of_case).order_by(*LATEST_FIRST).values("pk")[:1]),
        Subquery(asked.filter(**of_case).order_by(*LATEST_FIRST).values("pk")[:1]),
    )
    return told(
        asked.filter(pk=latest),
        on=F("on"),
        is_met=is_so(Q(feels_safer__in=SAFER), known=~Q(feels_safer__in=NO_ANSWER)),
    )


def space_for_action(scale: str) -> QuerySet[Any]:
    """I14: the latest answer on this scale is above the one at the start."""
    answers = later_on(PartnerOutcome).filter(**{f"{scale}__in": RATED})
    started = at_the_start(PartnerOutcome).filter(**{f"{scale}__in": RATED})
    started = started.annotate(now=Subquery(answers.values(scale)[:1]))
    return told(
        started,
        on=Coalesce(Subquery(answers.values("on")[:1]), F("on")),
        is_met=is_so(Q(now__gt=F(scale)), known=Q(now__isnull=False)),
    )


def at_the_start(model: Any) -> QuerySet[Any]:
    """Measures at the start, after which something can have been measured by now (P-11)."""
    latest = calendar.today() - timedelta(days=parameters.value("P-11"))
    return model.objects.at(Point.START).filter(on__lte=latest)


def later_on(model: Any) -> QuerySet[Any]:
    """What was measured long enough after a start, the latest first: inside a query of it.

    Until 28 days after support ended (8.1).
    """
    apart = timedelta(days=parameters.value("P-11"))
    return (
        model.objects.standing()
        .exclude(point=Point.START)
        .filter(
            Q(partner_case__closed_on=None)
            | Q(on__lte=F("partner_case__closed_on") + AFTER_THE_END),
            partner_case=OuterRef("partner_case"),
            on__gte=OuterRef("on") + apart,
        )
        .order_by(*LATEST_FIRST)
    )
