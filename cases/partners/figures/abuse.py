"""How severe the abuse is after his case closed, compared with the start."""

from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from cases.models import Case
from cases.partners.figures.measures import AFTER_THE_END
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
        reduce(or_, (_rated_both(group) & Q(**{f"{group}{way}": F(f"first_{group}")})
        for group in GRID_DOMAINS))
        for way in ("__gt", "__lt")
    )  # fmt: skip
    return _of_closures(better & ~worse)


def abuse_ended(group: str) -> QuerySet[Any]:
    """I07a to I07d: of closures with this kind of abuse at the start, none later."""
    return _of_closures(Q(**{group: Severity.NONE}), _was_abused(group))


def _of_closures(met: Q, known: Q | None = None) -> QuerySet[Any]:
    """His closures, each as its first link with abuse rated at both times says.

    The later rating is the last until 28 days after his case closed (8.1).
    """
    pairs = (
        _later_ratings()
        .filter(reduce(or_, map(_was_abused, GRID_DOMAINS)), ~Exists(_after_it()))
        .order_by("of_link")
        .annotate(is_less=is_so(met, known))
    )
    closed = Case.objects.closed().filter(engaged_on__isnull=False)
    is_less = Subquery(pairs.values("is_less")[:1])
    return told(closed, on=F("closed_on"), is_met=is_less, via="")


def _later_ratings() -> QuerySet[Any]:
    """Ratings long enough after the start of support because of his case.

    Each beside the first one: `first_physical` and so on.
    """
    apart = timedelta(days=parameters.value("P-11"))
    first = {
        f"first_{column}": F(f"partner_case__grids__{column}")
        for column in ("point", "is_replaced", "on", *GRID_DOMAINS)
    }
    link = {
        f"of_{name}": F(f"partner_case__links{column}")
        for name, column in (
            ("link", "__pk"),
            ("case", "__case"),
            ("replaced_link", "__is_replaced"),
        )
    }
    return (
        SeverityGrid.objects.standing()
        .exclude(point=Point.START)
        .alias(**first, **link)
        .filter(
            first_point=Point.START,
            first_is_replaced=False,
            of_case=OuterRef("pk"),
            of_replaced_link=False,
            on__gte=F("first_on") + apart,
            on__lte=OuterRef("closed_on") + AFTER_THE_END,
        )
    )


def _after_it() -> QuerySet[Any]:
    """Later ratings of the same support: of a pair the last is told."""
    return (
        SeverityGrid.objects.standing()
        .exclude(point=Point.START)
        .filter(
            Q(on__gt=OuterRef("on"))
            | Q(on=OuterRef("on"), recorded_at__gt=OuterRef("recorded_at"))
            | Q(
                on=OuterRef("on"),
                recorded_at=OuterRef("recorded_at"),
                pk__gt=OuterRef("pk"),
            ),
            partner_case=OuterRef("partner_case"),
            on__lte=OuterRef(OuterRef("closed_on")) + AFTER_THE_END,
        )
    )


def _was_abused(group: str) -> Q:
    """That there was this kind of abuse at the start, and it was rated again."""
    return _rated_both(group) & Q(**{f"first_{group}__gt": Severity.NONE})


def _rated_both(group: str) -> Q:
    """That this kind of abuse was rated at the start and later."""
    known = Severity.NOT_KNOWN
    return Q(**{f"first_{group}__lt": known, f"{group}__lt": known})
