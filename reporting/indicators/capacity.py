"""Outcome 5.5.3: Police, Children's Services and the YOS better able to respond."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import NonEngagement
from pilot import parameters
from referrals.models import Agency, Attendance, Consultation, Referral
from reporting.disclosure import DisclosureClass
from reporting.indicators.definition import OUT_OF_AREA, PAN_BOROUGH, Outcome
from reporting.indicators.indicator import Average, Beside, Indicator, Spread

LOOKS_BACK = timedelta(days=180)  # I20
TARGETED = (Agency.Sector.POLICE, Agency.Sector.CHILDRENS, Agency.Sector.YOS)  # 5.5.3
_OF_THEIR_TEAM = (
    "that of the practitioner’s team on the day; a team that serves all of London, or is "
    "not known, stands on a line of its own"
)


def _by_sector(word: str) -> Spread:
    return Spread(
        label=f"{word} by sector",
        field="sector",
        labels=dict(Agency.Sector.choices),
        disclosure=DisclosureClass.A,
    )


CONSULTATIONS = Indicator(
    code="I16",
    label="Consultations",
    outcome=Outcome.CAPACITY,
    unit="consultations",
    disclosure=DisclosureClass.A,
    numerator_words="consultations given to practitioners",
    denominator_words="",
    period_words="by the day of the consultation",
    borough_words=_OF_THEIR_TEAM,
    unknowns_words="none; those booked or cancelled are not counted",
    assumptions=("A-23",),
    elsewhere=PAN_BOROUGH,
    rows=lambda: Consultation.objects.given(),
    counted_on="on",
    borough_path="borough",
    numerator=Q(),
    beside=(
        Beside(
            label="different practitioners",
            where=Q(),
            disclosure=DisclosureClass.A,
            distinct=("practitioner",),
        ),
    ),
    spread=_by_sector("Consultations"),
)

TRAINING = Indicator(
    code="I17",
    label="Training attendances",
    outcome=Outcome.CAPACITY,
    unit="attendances",
    disclosure=DisclosureClass.A,
    numerator_words="practitioners who came to an event, once for each event",
    denominator_words="",
    period_words="by the day of the event",
    borough_words=_OF_THEIR_TEAM,
    unknowns_words="an attendance without a known team counts as “other”",
    assumptions=(),
    elsewhere=PAN_BOROUGH,
    rows=lambda: Attendance.objects.attended(),
    counted_on="on",
    borough_path="borough",
    numerator=Q(),
    spread=_by_sector("Attendances"),
)

CONFIDENCE = Indicator(
    code="I18",
    label="More confident after training",
    outcome=Outcome.CAPACITY,
    unit="practitioners who answered before and after",
    disclosure=DisclosureClass.B,
    numerator_words="practitioners whose answers after the training are higher than before",
    denominator_words=(
        "practitioners who answered at least 4 of the 5 questions both before and after"
    ),
    period_words="by the day of the event",
    borough_words=_OF_THEIR_TEAM,
    unknowns_words=(
        "answers without the other half of the pair are never used; the response rate, "
        "pairs out of attendances, stands wherever the pairs do"
    ),
    assumptions=(),
    elsewhere=PAN_BOROUGH,
    rows=lambda: Attendance.objects.attended(),
    counted_on="on",
    borough_path="borough",
    numerator=Q(gain__gt=0),
    denominator=Q(gain__isnull=False),
    uncovered=Q(gain=None),
    uncovered_words="came and did not answer both times",
    average=Average(label="Mean change", unit="points out of 5", field="gain", parts=100),
    within="I17",
    is_coverage_told=True,
)

FEEDBACK = Indicator(
    code="I19",
    label="Non-engagement feedback to referrers on time",
    outcome=Outcome.CAPACITY,
    unit="declarations",
    disclosure=DisclosureClass.B,
    numerator_words=(
        "declarations after which the referrer was told of risk and what to do within "
        "{P-04}, partner support no later than they"
    ),
    denominator_words=(
        "declarations that somebody does not engage, but for those who referred themselves "
        "or whom their family referred"
    ),
    period_words=("by the day of the declaration; only those of which the {P-04} are over"),
    borough_words="the borough of the case on that day",
    unknowns_words="not sent counts as not met, also where they came after all",
    assumptions=("A-16", "A-21"),
    rows=lambda: NonEngagement.objects.standing().exclude(
        case__referral__source__in=Referral.WITHOUT_AGENCY
    ),
    counted_on="declared_on",
    borough_path="borough",
    numerator=lambda: Q(told_after__lte=parameters.value("P-04")),
    denominator=Q(),
    lag_parameter="P-04",
    is_sensitive=False,
)


def _from_targeted_sectors() -> QuerySet[Referral]:
    """Referrals of the three sectors, each knowing whether we had helped who sent it."""
    lately = {
        "practitioner": OuterRef("practitioner"),
        "on__lte": OuterRef("received_on"),
        "on__gte": OuterRef("received_on") - LOOKS_BACK,
    }
    return (
        Referral.objects.exclude(status=Referral.Status.DUPLICATE)
        .filter(sector__in=TARGETED)
        .annotate(
            was_helped=Exists(Consultation.objects.given().filter(**lately))
            | Exists(Attendance.objects.attended().filter(**lately))
        )
    )


BY_SECTOR = Indicator(
    code="I20",
    label="Referred by practitioners we had helped",
    outcome=Outcome.CAPACITY,
    unit="referrals by Police, Children’s Services and Youth Offending Service",
    disclosure=DisclosureClass.B,
    numerator_words=(
        "referrals by somebody who had a consultation or came to training in the "
        f"{LOOKS_BACK.days} days before"
    ),
    denominator_words="referrals by the three sectors, duplicates left out",
    period_words="by the day the referral was received",
    borough_words="the borough that the referral counts for",
    unknowns_words=(
        "a referral without the practitioner’s name counts as not helped; no change is "
        "given against a baseline, as none was recorded"
    ),
    assumptions=("A-13", "A-16"),
    elsewhere=OUT_OF_AREA,
    rows=_from_targeted_sectors,
    counted_on="received_on",
    borough_path="borough",
    numerator=Q(was_helped=True),
    denominator=Q(),
    spread=Spread(
        label="Referrals by sector",
        field="sector",
        labels={each.value: each.label for each in TARGETED},
        disclosure=DisclosureClass.B,
    ),
    within="I01",
)
