"""Outcome 5.5.1, first half: referrals, and how early and how fast they are taken up."""

from django.db.models import Case as Where
from django.db.models import F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Concat

from cases.models import Case
from pilot import parameters
from referrals.models import EarlyFlag, Referral
from reporting.disclosure import DisclosureClass
from reporting.indicators.definition import OUT_OF_AREA, Outcome
from reporting.indicators.indicator import Average, Beside, Indicator, Spread

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
        Beside(
            label="from a source not known, or not on the list",
            where=Q(source=Referral.Source.OTHER),
            disclosure=DisclosureClass.A,
        ),
    ),
)


def _first_of_person() -> QuerySet[Referral]:
    """Referrals that were no second one, as far as anybody knew or found out since.

    One that follows an earlier one says so; and whoever was accepted twice is one person.
    """
    return Referral.objects.exclude(status=Referral.Status.DUPLICATE).filter(
        Q(case=None) | Q(case__is_first=True), follows=None
    )


EARLY = Indicator(
    code="I02",
    label="Identified at the earliest stage",
    outcome=Outcome.IDENTIFICATION,
    unit="first referrals",
    disclosure=DisclosureClass.B,
    numerator_words=(
        "first referrals of people without a conviction, caution or charge in the last 24 "
        "months, outside the criminal justice process, and never on a programme before"
    ),
    denominator_words="first referrals of which all that is known, or one of it is so",
    period_words="by the day the referral was received",
    borough_words=_ATTRIBUTED,
    unknowns_words=(
        "where something was not asked or is not known, and nothing known speaks against "
        "it, nobody can say; those are left out, and the provider is shown how many"
    ),
    uncovered_words="not known",
    assumptions=("A-08", "A-16"),
    elsewhere=OUT_OF_AREA,
    rows=_first_of_person,
    counted_on="received_on",
    borough_path="borough",
    numerator=Q(early_flag=EarlyFlag.YES),
    denominator=Q(early_flag__in=[EarlyFlag.YES, EarlyFlag.NO]),
    uncovered=Q(early_flag=EarlyFlag.UNKNOWN),
    within="I01",
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
    spread=Spread(
        label="Why referrals were declined or redirected",
        field="decline_reason",
        labels=dict(Referral.DeclineReason.choices),
        where=~Q(decline_reason="") & Q(status__in=_DECIDED),
        disclosure=DisclosureClass.B,
    ),
)

FIRST_CONTACT = Indicator(
    code="I21",
    label="First contact on time",
    outcome=Outcome.CONTRACT,
    unit="accepted referrals",
    disclosure=DisclosureClass.B,
    numerator_words=(
        "accepted referrals whose person somebody first tried to reach, or saw, within "
        "{P-05}"
    ),
    denominator_words="accepted referrals",
    period_words=(
        "by the day the referral was received; only those of which the {P-05} are over"
    ),
    borough_words=_ATTRIBUTED,
    unknowns_words=(
        "working days on which it was not safe to contact them stop the clock; until "
        "somebody has tried it counts as not met"
    ),
    assumptions=("A-16",),
    rows=lambda: Referral.objects.filter(status=Referral.Status.ACCEPTED),
    counted_on="received_on",
    borough_path="borough",
    numerator=lambda: Q(tried_after__lte=parameters.value("P-05")),
    denominator=Q(),
    lag_parameter="P-05",
    average=Average(
        label="Median",
        unit="working days to the first try, of those tried",
        field="tried_after",
        is_median=True,
    ),
    beside=(
        Beside(
            label="on hold for a time before the first try",
            where=Q(held_for__gt=0),
            disclosure=DisclosureClass.B,
        ),
    ),
    within="I01",
    is_sensitive=False,
)


def _with_losses() -> QuerySet[Referral]:
    """Referrals, each with why it came to nothing: a decline, or an ending not planned."""
    return Referral.objects.exclude(status=Referral.Status.DUPLICATE).annotate(
        lost_because=Where(
            When(status=Referral.Status.WITHDRAWN, then=Value(WITHDRAWN)),
            When(
                status__in=[Referral.Status.REJECTED, Referral.Status.REDIRECTED],
                then=Concat(Value(BEFORE), "decline_reason"),
            ),
            When(
                Q(case__closed_on__isnull=False)
                & ~Q(case__closure_reason__in=Case.PLANNED),
                then=Concat(Value(AFTER), "case__closure_reason"),
            ),
            default=Value(""),
            output_field=TextField(),
        )
    )


BEFORE, AFTER, WITHDRAWN = "before ", "after ", "withdrawn"
LOSSES = {
    WITHDRAWN: "Withdrawn before a decision",
    **{
        f"{BEFORE}{code}": f"Not accepted: {label}"
        for code, label in Referral.DeclineReason.choices
    },
    **{
        f"{AFTER}{code}": f"Ended: {label}"
        for code, label in Case.ClosureReason.choices
        if code not in Case.PLANNED
    },
}


def _at_the_end(label: str, where: Q) -> Beside:
    return Beside(label=label, where=where, disclosure=DisclosureClass.B)


FUNNEL = Indicator(
    code="F01",
    label="What became of the referrals received",
    outcome=Outcome.IDENTIFICATION,
    unit="referrals",
    # Its number is that of I01, which everybody reads in clear; what stands beside is not.
    disclosure=DisclosureClass.A,
    numerator_words=(
        "referrals received, duplicates left out, and beside them how many of the same "
        "referrals have come how far until today"
    ),
    denominator_words="",
    period_words=(
        "by the day the referral was received, whenever the rest happened; I03 to I09 "
        "count by the day of each step instead"
    ),
    borough_words=_ATTRIBUTED,
    unknowns_words="what is not recorded yet has not happened",
    assumptions=("A-16",),
    elsewhere=OUT_OF_AREA,
    rows=_with_losses,
    counted_on="received_on",
    borough_path="borough",
    numerator=Q(),
    beside=(
        _at_the_end("decided", Q(decided_on__isnull=False)),
        _at_the_end("accepted", Q(status=Referral.Status.ACCEPTED)),
        _at_the_end("tried or seen", Q(first_tried_on__isnull=False)),
        _at_the_end("engaged", Q(case__engaged_on__isnull=False)),
        _at_the_end(
            "supported",
            Q(
                case__engaged_on__isnull=False,
                case__perpetrator__supported_on__gte=F("case__opened_on"),
            ),
        ),
        _at_the_end("ended as planned", Q(case__closure_reason__in=Case.PLANNED)),
    ),
    spread=Spread(
        label="Lost on the way",
        field="lost_because",
        labels=LOSSES,
        where=~Q(lost_because=""),
        disclosure=DisclosureClass.B,
    ),
)
