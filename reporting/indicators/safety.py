"""Safer, and at less risk: figures of which only rows without a name cross the wall."""

from dataclasses import dataclass, replace
from functools import partial

from django.db.models import Q

from cases.partners import figures
from cases.partners.figures import EXEMPTIONS, HIGHER, LOWER, SAME
from reporting.disclosure import DisclosureClass
from reporting.indicators.definition import Outcome
from reporting.indicators.indicator import Indicator, Rows, Spread, Where

MET, KNOWN, NOT_KNOWN = Q(is_met=True), Q(is_met__isnull=False), Q(is_met=None)


@dataclass(frozen=True, kw_only=True)
class AcrossTheWall(Indicator):
    """A rate counted from what the partner side tells of its rows: `figures.COLUMNS`."""

    counted_on: str = "counted_on"
    borough_path: str = "counted_for"
    numerator: Where = MET
    denominator: Where | None = KNOWN
    meets: str = "is_met"
    outcome: Outcome = Outcome.SAFETY
    disclosure: DisclosureClass = DisclosureClass.B
    borough_words: str = (
        "the borough of the case they are supported because of, never where they live"
    )

    @property
    def sources(self) -> tuple[Rows, ...]:
        """Its rows, each told as its reference alone."""
        return tuple(replace(source, link="told_as") for source in super().sources)


CONTACT_ON_TIME = AcrossTheWall(
    code="I10",
    label="Proactive partner contact on time",
    unit="people to be contacted",
    numerator_words="people first tried within {P-07} of his acceptance",
    denominator_words=(
        "people harmed by somebody we accepted, whether or not it is known that they are "
        "to be contacted"
    ),
    period_words=("by the day of his acceptance; only those of which the {P-07} are over"),
    unknowns_words=(
        "not known whether they are to be contacted counts as not met; those exempt for a "
        "recorded reason are left out"
    ),
    rows=figures.contact_on_time,
    spread=Spread(
        label="Exempt for a recorded reason, and left out",
        field="answer",
        labels=EXEMPTIONS,
        where=~Q(answer=""),
        disclosure=DisclosureClass.B,
    ),
    lag_parameter="P-07",
    is_sensitive=False,
)

TAKE_UP = AcrossTheWall(
    code="I11",
    label="Take-up of partner support",
    unit="people reached",
    numerator_words="people who accepted support within 28 days of the first talk",
    denominator_words="people with whom somebody talked",
    period_words="by the day of the first talk; only those talked with 28 days ago or more",
    unknowns_words="people never reached are not counted",
    rows=figures.take_up,
    lag=28,
)

REACHED = AcrossTheWall(
    code="I11b",
    label="Reached by partner support",
    unit="people to be contacted",
    numerator_words="people with whom somebody has talked",
    denominator_words=(
        "people harmed by somebody we accepted, whether or not it is known that they are "
        "to be contacted"
    ),
    period_words=(
        "by the day their support was opened; only those opened 28 days ago or more"
    ),
    unknowns_words="those exempt for a recorded reason are left out",
    rows=figures.reached,
    lag=28,
)

REDUCED_RISK = AcrossTheWall(
    code="I12",
    label="Reduced risk",
    unit="people in partner support",
    numerator_words="people whose latest Dash level is lower than at the start",
    denominator_words=(
        "people at medium or high risk at the start, and measured again at least {P-11} "
        "later"
    ),
    period_words="by the day of the latest measure, each person once",
    unknowns_words=(
        "people who were not measured again are left out; the provider is shown how many, "
        "{P-11} after their first measure, by its day"
    ),
    uncovered=NOT_KNOWN,
    uncovered_words="not measured again",
    rows=figures.reduced_risk,
    spread=Spread(
        label="Level at the latest measure",
        field="answer",
        labels={
            LOWER: "lower than at the start",
            SAME: "the same",
            HIGHER: "higher",
        },
        where=~Q(answer=""),
        disclosure=DisclosureClass.B,
    ),
)

FEELS_SAFER = AcrossTheWall(
    code="I13",
    label="Feels safer",
    unit="people in partner support",
    numerator_words="people who say they feel safer or much safer",
    denominator_words="people who answered at a review or at the exit",
    period_words="by the day of their latest answer, each person once",
    unknowns_words=(
        "those not asked, who could not say or preferred not to are left out, and the "
        "provider is shown how many"
    ),
    uncovered=NOT_KNOWN,
    uncovered_words="without an answer",
    rows=figures.feels_safer,
)

SCALES = {
    "respect": "talking with each other, and respect",
    "space": "deciding about their own life",
    "safety": "safety and freedom from violence",
    "parenting": "safe and shared parenting",
    "awareness": "awareness of what he does to others",
    "childhood": "safer and healthier childhoods",
}
SPACE_FOR_ACTION = tuple(
    AcrossTheWall(
        code=f"I14{letter}",
        label=f"Better than at the start: {scale}",
        unit="people in partner support",
        numerator_words="people whose latest answer is higher than at the start",
        denominator_words=(
            "people who answered at the start, and again at least {P-11} later"
        ),
        period_words="by the day of the latest answer, each person once",
        unknowns_words=(
            "those who answered at the start and not again are left out; the provider is "
            "shown how many, {P-11} after the start, by its day; the six measures are "
            "never added up to one"
        ),
        uncovered=NOT_KNOWN,
        uncovered_words="not answered again",
        rows=partial(figures.space_for_action, measure),
    )
    for letter, (measure, scale) in zip("abcdef", SCALES.items(), strict=True)
)

MARAC_ON_TIME = AcrossTheWall(
    code="I15",
    label="MARAC referral on time",
    unit="Dash checklists",
    numerator_words="checklists followed by a MARAC referral within {P-12}",
    denominator_words="checklists that meet a criterion, of people not before a MARAC yet",
    period_words=("by the day of the checklist; only those of which the {P-12} are over"),
    unknowns_words="no decision counts as not met",
    rows=figures.marac_on_time,
    lag_parameter="P-12",
    is_sensitive=False,
)

LESS_ABUSE = AcrossTheWall(
    code="I07",
    label="Reduced abusive behaviour",
    outcome=Outcome.IDENTIFICATION,
    unit="closures of engaged cases",
    numerator_words=(
        "closures after which the abuse is less severe than at the start, all groups rated "
        "both times together, and worse in none"
    ),
    denominator_words=(
        "closures of engaged cases with abuse in at least one group at the start, rated "
        "again at least {P-11} later and by 28 days after closure"
    ),
    period_words="by the day of closure of his case",
    borough_words="the borough of the case when it closed",
    unknowns_words=(
        "engaged cases without both ratings are left out, and the provider is shown how "
        "many; a group not known at one of the two times is left out"
    ),
    uncovered=NOT_KNOWN,
    uncovered_words="not rated both times",
    assumptions=("A-11", "A-16"),
    rows=figures.less_abuse,
    within="I09",
)
GROUPS = {
    "physical": "physical abuse",
    "sexual": "sexual abuse",
    "stalking": "harassment and stalking",
    "controlling": "jealous and controlling behaviour",
}
ABUSE_ENDED = tuple(
    AcrossTheWall(
        code=f"I07{letter}",
        label=f"No more {group}",
        outcome=Outcome.IDENTIFICATION,
        unit="closures of engaged cases",
        numerator_words=f"closures after which {group} is rated “none”",
        denominator_words=f"those of I07 with {group} at the start",
        period_words="by the day of closure of his case",
        borough_words="the borough of the case when it closed",
        unknowns_words="as I07",
        assumptions=("A-11", "A-16"),
        rows=partial(figures.abuse_ended, kind),
        within="I07",
    )
    for letter, (kind, group) in zip("abcd", GROUPS.items(), strict=True)
)

SAFETY = (
    CONTACT_ON_TIME,
    TAKE_UP,
    REACHED,
    REDUCED_RISK,
    FEELS_SAFER,
    *SPACE_FOR_ACTION,
    MARAC_ON_TIME,
)
