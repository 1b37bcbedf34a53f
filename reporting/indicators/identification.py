"""Outcome 5.5.1: more perpetrators identified at the earliest stages and supported."""

from datetime import timedelta

from django.db.models import F, Q

from cases.models import Case, Perpetrator
from referrals.models import Referral
from reporting.disclosure import DisclosureClass
from reporting.indicators.indicator import OUT_OF_AREA, Beside, Indicator, Outcome

FOLLOW_UP = 42  # days to a first session: I04

_DECIDED = (Referral.Status.ACCEPTED, Referral.Status.REJECTED, Referral.Status.REDIRECTED)
_ATTRIBUTED = (
    "where the person referred lives, else the referring agency’s borough, else the "
    "service manager’s decision; never where anybody who was harmed lives"
)

REFERRALS = Indicator(
    code="I01",
    label="Referrals received",
    outcome=Outcome.IDENTIFICATION,
    unit="referrals",
    disclosure=DisclosureClass.A,
    numerator_words="referrals received, duplicates left out",
    denominator_words="",
    period_words="by the day the referral was received",
    borough_words=_ATTRIBUTED,
    unknowns_words=(
        "a referral without a borough stands on a line of its own and in the pilot total; "
        "people of the same name and date of birth are one person, and so are people of "
        "the same name whose date of birth is not known"
    ),
    assumptions=("A-16",),
    elsewhere=OUT_OF_AREA,
    rows=lambda: Referral.objects.exclude(status=Referral.Status.DUPLICATE),
    counted_on="received_on",
    borough_path="borough",
    numerator=Q(),
    beside=(
        Beside(
            label="different people",
            where=Q(),
            disclosure=DisclosureClass.A,
            distinct=("given_names", "surname", "born_on"),
        ),
        Beside(
            label="still waiting for a decision",
            where=Q(status__in=Referral.UNDECIDED),
            disclosure=DisclosureClass.B,
            asks=True,
        ),
    ),
)

ACCEPTANCE = Indicator(
    code="I03",
    label="Acceptance rate",
    outcome=Outcome.IDENTIFICATION,
    unit="decisions",
    disclosure=DisclosureClass.A,
    numerator_words="referrals accepted",
    denominator_words="referrals accepted, declined or redirected",
    period_words="by the day of the decision",
    borough_words=_ATTRIBUTED,
    unknowns_words=(
        "referrals that still wait, and those withdrawn or set aside as duplicates, are "
        "not counted; how many there are is listed for the provider alone"
    ),
    assumptions=("A-16",),
    elsewhere=OUT_OF_AREA,
    rows=lambda: Referral.objects.decided(),
    counted_on="decided_on",
    borough_path="borough",
    numerator=Q(status=Referral.Status.ACCEPTED),
    denominator=Q(status__in=_DECIDED),
    beside=(
        Beside(
            label="withdrawn or duplicates, not counted",
            where=Q(status__in=[Referral.Status.WITHDRAWN, Referral.Status.DUPLICATE]),
            disclosure=DisclosureClass.B,
        ),
    ),
)

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
    numerator=Q(engaged_on__lte=F("opened_on") + timedelta(days=FOLLOW_UP)),
    denominator=Q(),
    lag=FOLLOW_UP,
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
)
