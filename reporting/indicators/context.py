"""Context counts: what stands around the outcomes, without a target (dictionary 8.2)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case as Where
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import TruncDate

from cases.models import (
    Case,
    CaseBorough,
    CaseMove,
    Child,
    ChildStatus,
    Involvement,
    JusticeCheck,
    NonEngagement,
)
from cases.models.involvement import LINKS
from pilot.calendar import PILOT, Period
from pilot.models import Complaint, Concern
from pilot.permissions import CASEWORKERS
from referrals.models import (
    ENGAGED,
    CampaignActivity,
    CampaignSource,
    LiaisonMeeting,
    Referral,
    Route,
)
from reporting.disclosure import DisclosureClass
from reporting.indicators.definition import OUT_OF_AREA, PAN_BOROUGH, Outcome
from reporting.indicators.indicator import EVERY, Average, Indicator, Rows, Spread


@dataclass(frozen=True, kw_only=True)
class Context(Indicator):
    """A count without a target."""

    outcome: Outcome = Outcome.CONTEXT
    disclosure: DisclosureClass = DisclosureClass.B
    denominator_words: str = ""
    unknowns_words: str = "none"
    numerator: Q = EVERY


def _nothing() -> QuerySet[Any]:
    raise LookupError("Its rows are those that come, and those that go")


@dataclass(frozen=True, kw_only=True)
class Level(Context):
    """How many there are at the end of a period: those that came, less those that left.

    What was true at the end of a quarter stays so, whatever moves or reopens later.
    """

    flows: tuple[Rows, ...]
    rows: Callable[[], QuerySet[Any]] = _nothing
    counted_on: str = ""
    borough_path: str = ""

    @property
    def sources(self) -> tuple[Rows, ...]:
        """What came and what left."""
        return self.flows

    @property
    def is_level(self) -> bool:
        """It is one."""
        return True

    def cohort(self, period: Period, today: date) -> Period:
        """Everything that happened up to the end of the period, and not after today."""
        return Period(PILOT.start, period.end).clipped_to(today)


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
        labels={role.value: role.label for role in CASEWORKERS},
        disclosure=DisclosureClass.B,
    ),
)


def _children() -> QuerySet[Child]:
    """Children of people accepted, each once, with the person's first case and the latest
    status that stands."""
    first = Case.objects.filter(perpetrator=OuterRef("perpetrator"))
    first = first.order_by("opened_on", "pk")
    status = ChildStatus.objects.standing().filter(child=OuterRef("pk"))
    status = status.order_by("-starts_on", "-pk")
    children = Child.objects.filter(withdrawal_reason="").order_by()
    return children.annotate(
        accepted_on=Subquery(first.values("opened_on")[:1]),
        accepted_for=Subquery(first.values("accepted_borough")[:1]),
        latest_status=Subquery(status.values("status")[:1]),
    )


_STATUSES = {
    ChildStatus.Status.CPP.value: ChildStatus.Status.CPP.label,
    ChildStatus.Status.CIN.value: ChildStatus.Status.CIN.label,
    ChildStatus.Status.LAC_S20.value: ChildStatus.Status.LAC_S20.label,
    ChildStatus.Status.LAC_CO.value: ChildStatus.Status.LAC_CO.label,
}

CHILDREN = Context(
    code="C02",
    label="Children of the people accepted",
    unit="children",
    numerator_words="children linked to somebody accepted, each once for that person",
    period_words="by the day the person was first accepted",
    borough_words="the borough their first case was accepted for",
    unknowns_words="children of whom nobody knows are not counted",
    assumptions=("A-16",),
    rows=_children,
    counted_on="accepted_on",
    borough_path="accepted_for",
    spread=Spread(
        label="Of these, known to Children’s Services now as",
        field="latest_status",
        labels=_STATUSES,
        where=Q(latest_status__in=list(_STATUSES)),
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

YOUTH_LINKS = Context(
    code="C05",
    label="Links to exploitation and serious youth violence",
    unit="links",
    numerator_words="links suspected or confirmed",
    period_words="by the day the link was made",
    borough_words="the borough of the case on that day",
    unknowns_words="looked at without a link, or not known, is not counted",
    assumptions=("A-16", "A-21"),
    rows=lambda: Involvement.objects.links(),
    counted_on="on",
    borough_path="borough",
    spread=Spread(
        label="By kind",
        field="kind",
        labels={kind.value: kind.label for kind in LINKS},
        disclosure=DisclosureClass.B,
    ),
)


def _campaign() -> QuerySet[CampaignActivity]:
    """Activities, each with its borough if it was for one alone."""
    boroughs = CampaignActivity.boroughs.through._default_manager.filter(
        campaignactivity=OuterRef("pk")
    )
    activities = CampaignActivity.objects.standing().annotate(
        a_borough=Subquery(boroughs.order_by("borough").values("borough")[:1])
    )
    others = Exists(boroughs.exclude(borough=OuterRef("a_borough")))
    return activities.annotate(for_borough=Where(When(~others, then=F("a_borough"))))


_TARGETED = (
    "the borough it was for; for more than one it stands on a line of its own, never spread"
)

CAMPAIGN = Context(
    code="C06",
    label="Campaign activities",
    unit="activities",
    disclosure=DisclosureClass.N,
    numerator_words="things done for the awareness campaign",
    period_words="by its first day",
    borough_words=_TARGETED,
    unknowns_words="an activity whose reach nobody counted adds nothing to it",
    assumptions=("A-17",),
    elsewhere=PAN_BOROUGH,
    rows=_campaign,
    counted_on="starts_on",
    borough_path="for_borough",
    spread=Spread(
        label="Reach, each kind by itself",
        field="measure",
        labels=dict(CampaignActivity.Measure.choices),
        where=Q(reach__isnull=False),
        weight="reach",
        disclosure=DisclosureClass.N,
    ),
)

_SEEN_NOTHING = (CampaignSource.NONE, CampaignSource.NOT_KNOWN, CampaignSource.NOT_ASKED)

CAMPAIGN_CONTACTS = Context(
    code="C07",
    label="Referrals that came from the campaign",
    unit="referrals",
    numerator_words="referrals by the campaign route, or of people who had seen it",
    period_words="by the day the referral was received",
    borough_words="the borough that the referral counts for",
    unknowns_words="not asked and not known are not counted",
    assumptions=("A-17",),
    elsewhere=OUT_OF_AREA,
    rows=lambda: Referral.objects.exclude(status=Referral.Status.DUPLICATE).filter(
        Q(route=Route.CAMPAIGN) | ~Q(campaign__in=_SEEN_NOTHING)
    ),
    counted_on="received_on",
    borough_path="borough",
    within="I01",
)

LIAISON = Context(
    code="C08",
    label="Liaison meetings held",
    unit="meetings",
    disclosure=DisclosureClass.N,
    numerator_words="meetings with the perpetrator specialists of a borough",
    period_words="by the day of the meeting",
    borough_words="the borough of the specialists",
    assumptions=("A-15",),
    rows=lambda: LiaisonMeeting.objects.standing(),
    counted_on="on",
    borough_path="borough",
)

CONCERNS = Context(
    code="C11",
    label="Concerns raised by authorised officers",
    unit="concerns",
    disclosure=DisclosureClass.N,
    numerator_words="concerns taken to the provider, whatever came of them",
    period_words="by the day it was raised",
    borough_words="the borough of the officer",
    rows=lambda: Concern.objects.annotate(raised_on=TruncDate("raised_at")),
    counted_on="raised_on",
    borough_path="borough",
    spread=Spread(
        label="Where they stand now",
        field="status",
        labels=dict(Concern.Status.choices),
        disclosure=DisclosureClass.N,
    ),
)

RESOLVED = Context(
    code="C12",
    label="Concerns resolved, and the days it took",
    unit="concerns",
    disclosure=DisclosureClass.N,
    numerator_words=(
        "concerns that the provider resolved, or that were closed before it came to that"
    ),
    period_words="by the day it was resolved",
    borough_words="the borough of the officer",
    unknowns_words=(
        "one that was reopened counts when it is resolved again, from the day it was "
        "reopened; days in a pause are no working days of it"
    ),
    rows=lambda: Concern.objects.filter(settled_on__isnull=False),
    counted_on="settled_on",
    borough_path="borough",
    average=Average(
        label="Median",
        unit="working days to resolve",
        field="settled_after",
        is_median=True,
    ),
)

COMPLAINTS = Context(
    code="C09",
    label="Complaints",
    unit="complaints",
    numerator_words="complaints about the provider’s work, whatever they were found to be",
    period_words="by the day the complaint came",
    borough_words="the borough it is about",
    unknowns_words="what was recorded by mistake is not counted",
    rows=lambda: Complaint.objects.standing().complaints(),
    counted_on="received_on",
    borough_path="borough",
)

INCIDENTS = Context(
    code="C10",
    label="Serious incidents",
    unit="incidents",
    numerator_words=(
        "serious incidents, losses of personal data and requests from homicide reviews"
    ),
    period_words="by the day the provider knew of it",
    borough_words="the borough it is about",
    unknowns_words="what was recorded by mistake is not counted",
    rows=lambda: Complaint.objects.standing().incidents(),
    counted_on="received_on",
    borough_path="borough",
)

CONTEXT: tuple[Indicator, ...] = (
    CASELOAD,
    CHILDREN,
    NOT_ENGAGING,
    ENTERED_JUSTICE,
    YOUTH_LINKS,
    CAMPAIGN,
    CAMPAIGN_CONTACTS,
    LIAISON,
    COMPLAINTS,
    INCIDENTS,
    CONCERNS,
    RESOLVED,
)
