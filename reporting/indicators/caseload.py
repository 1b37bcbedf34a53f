"""Context counts of cases: open, not engaging, come into the criminal justice process."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from cases.models import Case, CaseBorough, CaseMove, JusticeCheck, NonEngagement
from pilot.permissions import CASEWORKERS, Role
from referrals.models import ENGAGED
from reporting.disclosure import DisclosureClass
from reporting.indicators.context import Context, Level
from reporting.indicators.indicator import Rows, Spread


def _arrivals() -> QuerySet[CaseBorough]:
    """The first borough of a case is its opening, a later one its moving there."""
    return CaseBorough.objects.all()


def _departures() -> QuerySet[CaseBorough]:
    """Each move, and the borough it was a move from."""
    before = CaseBorough.objects.filter(
        case=OuterRef("case"), starts_on__lt=OuterRef("starts_on")
    ).order_by("-starts_on")
    moved = CaseBorough.objects.annotate(moved_from=Subquery(before.values("borough")[:1]))
    return moved.filter(moved_from__isnull=False)


def _moves() -> QuerySet[CaseMove]:
    """Changes of stage, each with the borough that the case counted for then."""
    then = CaseBorough.objects.filter(
        case=OuterRef("case"), starts_on__lte=OuterRef("effective_on")
    ).order_by("-starts_on")
    return CaseMove.objects.annotate(counted_for=Subquery(then.values("borough")[:1]))


CASELOAD = Level(
    code="C01",
    label="Open cases at the end of the period",
    unit="cases",
    numerator_words="cases opened or reopened and not closed",
    period_words="by the last day of the period",
    borough_words="the borough of the case on that day",
    assumptions=("A-16", "A-21"),
    flows=(
        Rows(find=_arrivals, counted_on="starts_on", borough_path="borough", key="case"),
        Rows(
            find=_departures,
            counted_on="starts_on",
            borough_path="moved_from",
            key="case",
            sign=-1,
        ),
        Rows(
            find=lambda: _moves().filter(was=Case.Status.CLOSED),
            counted_on="effective_on",
            borough_path="counted_for",
            key="case",
        ),
        Rows(
            find=lambda: _moves().filter(to=Case.Status.CLOSED),
            counted_on="effective_on",
            borough_path="counted_for",
            key="case",
            sign=-1,
        ),
    ),
    spread=Spread(
        label="Open cases by post",
        field="case__post",
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
