"""How severe the abuse is after his case closed, compared with the start."""

from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from cases.models import Case
from cases.partners.figures.measures import AFTER_THE_END, LATEST_FIRST
from cases.partners.figures.told import is_so, told
from cases.partners.models import GRID_DOMAINS, Point, SeverityGrid
from pilot import parameters

Severity = SeverityGrid.Severity


def less_abuse() -> QuerySet[Any]:
    """I07: severity in the groups rated at both times fell, and rose in none.

    His closed cases in which he engaged, each once, by the day it closed; not known where
    no link of it has both ratings.
    """
    worse, better = (
        reduce(or_, (_rated_both(group) & Q(**{f"{group}{way}": F(f"now_{group}")})
        for group in GRID_DOMAINS))
        for way in ("__lt", "__gt")
    )  # fmt: skip
    return _of_closures(better & ~worse)


def abuse_ended(group: str) -> QuerySet[Any]:
    """I07a to I07d: of closures with this kind of abuse at the start, none later."""
    met = Q(**{f"now_{group}": Severity.NONE})
    return _of_closures(met, _rated_both(group) & Q(**{f"{group}__gt": Severity.NONE}))


def _of_closures(met: Q, known: Q | None = None) -> QuerySet[Any]:
    """His closures, each as its first link with abuse rated at both times says.

    The later rating is the last until 28 days after his case closed (8.1).
    """
    apart = timedelta(days=parameters.value("P-11"))
    later = (
        SeverityGrid.objects.standing()
        .exclude(point=Point.START)
        .filter(
            partner_case=OuterRef("partner_case"),
            on__gte=OuterRef("on") + apart,
            on__lte=OuterRef(OuterRef("closed_on")) + AFTER_THE_END,
        )
        .order_by(*LATEST_FIRST)
    )
    abused = (_rated_both(group) & Q(**{f"{group}__gt": 0}) for group in GRID_DOMAINS)
    pairs = (
        SeverityGrid.objects.at(Point.START)
        .filter(
            partner_case__links__case=OuterRef("pk"),
            partner_case__links__is_replaced=False,
        )
        .annotate(
            **{f"now_{group}": Subquery(later.values(group)[:1]) for group in GRID_DOMAINS}
        )
        .filter(reduce(or_, abused))
        .order_by("partner_case__links__pk")
        .annotate(is_less=is_so(met, known))
    )
    closed = Case.objects.closed().filter(engaged_on__isnull=False)
    return told(
        closed.annotate(is_less=Subquery(pairs.values("is_less")[:1])),
        on=F("closed_on"),
        met=Q(is_less=True),
        known=Q(is_less__isnull=False),
        via="",
    )


def _rated_both(group: str) -> Q:
    """That this kind of abuse was rated at the start and later."""
    now = f"now_{group}"
    return ~Q(**{group: Severity.NOT_KNOWN}) & Q(
        **{f"{now}__isnull": False, f"{now}__lt": Severity.NOT_KNOWN}
    )
