"""Context counts of cases: open, not engaging, come into the criminal justice process."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from cases.models import (
    Case,
    CaseBorough,
    EarlierClosure,
    JusticeCheck,
    NonEngagement,
)
from pilot.permissions import CASEWORKERS, Role
from referrals.models import ENGAGED
from reporting.disclosure import DisclosureClass
from reporting.indicators.context import Context, Level
from reporting.indicators.indicator import Rows, Spread


def _with_post(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.annotate(of_post=F("post"))


def _moved() -> QuerySet[CaseBorough]:
    """Each time a case moved to another borough; its first one is where it opened."""
    moved = CaseBorough.objects.filter(was__isnull=False)
    return moved.annotate(of_post=F("case__post"))


def _taken_back(day: str) -> QuerySet[EarlierClosure]:
    """Closures taken back since, each with the borough that the case counted for then."""
    then = CaseBorough.objects.filter(case=OuterRef("case"), starts_on__lte=OuterRef(day))
    borough = then.order_by("-starts_on").values("borough")[:1]
    return EarlierClosure.objects.annotate(
        of_post=F("case__post"), counted_for=Subquery(borough)
    )


CASELOAD = Level(
    code="C01",
    label="Open cases at the end of the period",
    unit="cases",
    numerator_words="cases opened or reopened and not closed",
    period_words="by the last day of the period",
    borough_words="the borough of the case on that day",
    assumptions=("A-16", "A-21"),
    flows=(
        Rows(
            find=lambda: _with_post(Case.objects.all()),
            counted_on="opened_on",
            borough_path="accepted_borough",
        ),
        Rows(find=_moved, counted_on="starts_on", borough_path="borough", key="case"),
        Rows(find=_moved, counted_on="starts_on", borough_path="was", key="case", sign=-1),
        Rows(
            find=lambda: _with_post(Case.objects.closed()),
            counted_on="closed_on",
            borough_path="borough",
            sign=-1,
        ),
        Rows(
            find=lambda: _taken_back("closed_on"),
            counted_on="closed_on",
            borough_path="counted_for",
            key="case",
            sign=-1,
        ),
        Rows(
            find=lambda: _taken_back("reopened_on"),
            counted_on="reopened_on",
            borough_path="counted_for",
            key="case",
        ),
    ),
    spread=Spread(
        label="Open cases by post",
        field="of_post",
        labels={role.value: role.label for role in Role if role in CASEWORKERS},
        disclosure=DisclosureClass.B,
    ),
)

NOT_ENGAGING = Context(
    code="C03",
    label="Cases declared not engaging",
    unit="declarations",
    numerator_words="declarations that somebody does not engage, also if they came later",
    period_words="by the day of the declaration",
    borough_words="the borough of the case on that day",
    assumptions=("A-16", "A-21"),
    rows=lambda: NonEngagement.objects.standing(),
    counted_on="declared_on",
    borough_path="borough",
)


def _entered() -> QuerySet[JusticeCheck]:
    found = JusticeCheck.objects.standing().filter(found__in=ENGAGED)
    earlier = found.filter(
        Q(on__lt=OuterRef("on"))
        | Q(on=OuterRef("on"), recorded_at__lt=OuterRef("recorded_at"))
        | Q(
            on=OuterRef("on"),
            recorded_at=OuterRef("recorded_at"),
            pk__lt=OuterRef("pk"),
        ),
        case=OuterRef("case"),
    )
    return found.filter(~Exists(earlier))


ENTERED_JUSTICE = Context(
    code="C04",
    label="Cases that entered the criminal justice process",
    unit="cases",
    numerator_words="cases first found charged, on bail, on an order or in custody",
    period_words="by the day of the check that found it",
    borough_words="the borough of the case on that day",
    assumptions=("A-09", "A-16"),
    rows=_entered,
    counted_on="on",
    borough_path="borough",
)
