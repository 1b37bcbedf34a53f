"""Outcome 5.5.1, second half: people engaged, supported to change, and moved on."""

from datetime import timedelta

from django.db.models import F, Q

from cases.models import Case, OnwardReferral, Perpetrator
from reporting.disclosure import DisclosureClass
from reporting.indicators.definition import Outcome
from reporting.indicators.indicator import Indicator, Spread

FOLLOW_UP = 42  # days to a first session: I04
STARTS_WITHIN = 90  # days to the first session of a full programme: I08

ENGAGEMENT = Indicator(
    code="I04",
    label="Engagement rate",
    outcome=Outcome.IDENTIFICATION,
    unit="accepted cases",
    disclosure=DisclosureClass.B,
    numerator_words=(
        f"accepted cases with a first session attended within {FOLLOW_UP} days of "
        "acceptance"
    ),
    denominator_words="accepted cases",
    period_words=(
        f"by the day of acceptance, counted {FOLLOW_UP} days later, so that every case has "
        "had the same time; nothing before the pilot began"
    ),
    borough_words="the borough the case was accepted for, wherever it moved since",
    unknowns_words="a session that nobody has recorded yet counts as not attended",
    assumptions=("A-16",),
    rows=lambda: Case.objects.all(),
    counted_on="opened_on",
    borough_path="accepted_borough",
    numerator=Q(engaged_after__lte=FOLLOW_UP),
    denominator=Q(),
    lag=FOLLOW_UP,
    within="I03",
)


ENGAGED = Indicator(
    code="I04b",
    label="Cases engaged",
    outcome=Outcome.IDENTIFICATION,
    unit="accepted cases",
    disclosure=DisclosureClass.B,
    numerator_words="accepted cases with a first session attended, each once",
    denominator_words="",
    period_words=(
        "by the day of that session, whenever the case was accepted; I04 follows those "
        "accepted instead"
    ),
    borough_words="the borough that session counted for",
    unknowns_words="a session that nobody has recorded yet counts as not attended",
    assumptions=("A-16", "A-21"),
    rows=lambda: Case.objects.filter(engaged_on__isnull=False),
    counted_on="engaged_on",
    borough_path="engaged_borough",
    numerator=Q(),
    within="I22",
)

SUPPORTED = Indicator(
    code="I05",
    label="People supported to change",
    outcome=Outcome.IDENTIFICATION,
    unit="people",
    disclosure=DisclosureClass.B,
    numerator_words="people who attended {P-10.2} one to one, each once",
    denominator_words="",
    period_words="by the day of the last of these {P-10.2}",
    borough_words="the borough that last session counted for",
    unknowns_words="none; sessions that nobody has recorded yet are not attended",
    assumptions=("A-16", "A-21"),
    rows=lambda: Perpetrator.objects.all(),
    counted_on="supported_on",
    borough_path="supported_borough",
    numerator=Q(),
    within="I22",
)

PLANNED_CLOSURES = Indicator(
    code="I09",
    label="Planned closures",
    outcome=Outcome.IDENTIFICATION,
    unit="closures of engaged cases",
    disclosure=DisclosureClass.B,
    numerator_words=(
        "closures of engaged cases because the work was completed, the person moved on to "
        "a full programme or another service, or the risk was lowered"
    ),
    denominator_words="closures of cases in which a session was attended",
    period_words="by the day of closure",
    borough_words="the borough of the case when it closed",
    unknowns_words="a closure for “another reason” counts as not planned",
    assumptions=("A-16", "A-21"),
    rows=lambda: Case.objects.closed().filter(engaged_on__isnull=False),
    counted_on="closed_on",
    borough_path="borough",
    numerator=Q(closure_reason__in=Case.PLANNED),
    denominator=Q(),
    spread=Spread(
        label="Why the work ended",
        field="closure_reason",
        labels=dict(Case.ClosureReason.choices),
        disclosure=DisclosureClass.B,
    ),
)

MOVEMENT = Indicator(
    code="I06",
    label="Positive movement in stage of change",
    outcome=Outcome.IDENTIFICATION,
    unit="closures of engaged cases rated twice",
    disclosure=DisclosureClass.B,
    numerator_words="closures of cases whose last stage is above the first",
    denominator_words=(
        "closures of engaged cases with two ratings of the stage at least {P-11} apart"
    ),
    period_words="by the day of closure",
    borough_words="the borough of the case when it closed",
    unknowns_words=(
        "engaged cases without two such ratings are left out, and the provider is shown "
        "how many; a relapse ranks below every stage. It is the worker’s view, and says "
        "nothing of anybody’s safety"
    ),
    uncovered_words="not rated twice",
    assumptions=("A-16", "A-21"),
    rows=lambda: Case.objects.closed().filter(engaged_on__isnull=False),
    counted_on="closed_on",
    borough_path="borough",
    numerator=Q(last_stage__gt=F("first_stage")),
    denominator=Q(last_stage__isnull=False),
    uncovered=Q(last_stage=None),
    within="I09",
)

PROGRAMMES = Indicator(
    code="I08",
    label="Starts on a full programme",
    outcome=Outcome.IDENTIFICATION,
    unit="starts",
    disclosure=DisclosureClass.B,
    numerator_words="onward referrals to a full perpetrator programme that began there",
    denominator_words="",
    period_words="by the day they began",
    borough_words="the borough of the case on that day",
    unknowns_words="one of which nobody has heard that it began is not counted",
    assumptions=("A-16", "A-21"),
    rows=lambda: OnwardReferral.objects.to_programmes(),
    counted_on="started_on",
    borough_path="start_borough",
    numerator=Q(),
)

CONVERSION = Indicator(
    code="I08b",
    label="Onward referrals to a full programme that began",
    outcome=Outcome.IDENTIFICATION,
    unit="onward referrals to a full programme",
    disclosure=DisclosureClass.B,
    numerator_words=f"onward referrals that began within {STARTS_WITHIN} days",
    denominator_words="onward referrals to a full perpetrator programme",
    period_words=(
        f"by the day the referral was made, counted {STARTS_WITHIN} days later; nothing "
        "before the pilot began"
    ),
    borough_words="the borough of the case on that day",
    unknowns_words="one of which nobody has heard that it began counts as not begun",
    assumptions=("A-16", "A-21"),
    rows=lambda: OnwardReferral.objects.to_programmes(),
    counted_on="made_on",
    borough_path="borough",
    numerator=Q(started_on__lte=F("made_on") + timedelta(days=STARTS_WITHIN)),
    denominator=Q(),
    lag=STARTS_WITHIN,
)
