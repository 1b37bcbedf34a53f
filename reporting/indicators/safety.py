"""Safer, and at less risk: figures that the partner side counts, and nobody else reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from cases.partners import figures
from cases.partners.figures import (
    CESSATION,
    Counts,
    code_of_scale,
)
from pilot.calendar import Period
from reporting.disclosure import DisclosureClass
from reporting.indicators.identification import PLANNED_CLOSURES
from reporting.indicators.indicator import Facts, Indicator, Outcome, Rows, Tally

NO_ROW = Q(pk=None)
Source = Callable[[Mapping[str, Period]], Mapping[str, Counts]]


def _nothing() -> QuerySet[Any]:
    raise LookupError("No row of the partner side is read here")


@dataclass(frozen=True, kw_only=True)
class AcrossTheWall(Indicator):
    """A rate of which only counts cross the wall: its rows are read by nobody here."""

    counts: Source
    out_of: Indicator | None = None  # the figure of all the rows that it could cover
    rows: Callable[[], QuerySet[Any]] = _nothing
    counted_on: str = ""
    borough_path: str = ""
    numerator: Q = NO_ROW
    denominator: Q | None = NO_ROW
    outcome: Outcome = Outcome.SAFETY
    disclosure: DisclosureClass = DisclosureClass.B
    borough_words: str = (
        "the borough of the case they are supported because of, never where they live"
    )

    @property
    def sources(self) -> tuple[Rows, ...]:
        """No row is read on this side."""
        return ()

    def tally(
        self, periods: Mapping[str, Period], facts: Facts
    ) -> dict[tuple[str | None, str], Tally]:
        """The counts of every borough and period; what several figures share, once."""
        key = (self.counts, tuple(periods.items()))
        if key not in facts.shared:
            facts.shared[key] = self.counts(periods)
        found = {
            place: Tally(met, of, uncovered=unknown)
            for place, (met, of, unknown) in facts.shared[key][self.code].items()
        }
        if self.out_of is None:
            return found
        whole = self.out_of.tally(periods, facts)
        return {
            place: tally._replace(uncovered=whole[place].denominator - tally.denominator)
            for place in whole
            for tally in [found.get(place, self.nothing)]
        }


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
    counts=figures.contact_on_time,
    lag_parameter="P-07",
)

TAKE_UP = AcrossTheWall(
    code="I11",
    label="Take-up of partner support",
    unit="people reached",
    numerator_words="people who accepted support within 28 days of the first talk",
    denominator_words="people with whom somebody talked",
    period_words="by the day of the first talk; only those talked with 28 days ago or more",
    unknowns_words="people never reached are not counted",
    counts=figures.take_up,
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
    counts=figures.take_up,
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
        "people who were not measured again are left out; how many is shown, {P-11} after "
        "their first measure, by its day"
    ),
    uncovered=NO_ROW,
    uncovered_words="not measured again",
    counts=figures.reduced_risk,
)

FEELS_SAFER = AcrossTheWall(
    code="I13",
    label="Feels safer",
    unit="people in partner support",
    numerator_words="people who say they feel safer or much safer",
    denominator_words="people who answered at a review or at the exit",
    period_words="by the day of their latest answer, each person once",
    unknowns_words=(
        "those not asked, who could not say or preferred not to are left out, and how many "
        "is shown"
    ),
    uncovered=NO_ROW,
    uncovered_words="without an answer",
    counts=figures.how_life_is,
)

SCALES = (
    "talking with each other, and respect",
    "deciding about their own life",
    "safety and freedom from violence",
    "safe and shared parenting",
    "awareness of what he does to others",
    "safer and healthier childhoods",
)
SPACE_FOR_ACTION = tuple(
    AcrossTheWall(
        code=code_of_scale(number),
        label=f"Better than at the start: {scale}",
        unit="people in partner support",
        numerator_words="people whose latest answer is higher than at the start",
        denominator_words=(
            "people who answered at the start, and again at least {P-11} later"
        ),
        period_words="by the day of the latest answer, each person once",
        unknowns_words=(
            "those who answered at the start and not again are left out; how many is "
            "shown, {P-11} after the start, by its day; the six measures are never added "
            "up to one"
        ),
        uncovered=NO_ROW,
        uncovered_words="not answered again",
        counts=figures.how_life_is,
    )
    for number, scale in enumerate(SCALES)
)

MARAC_ON_TIME = AcrossTheWall(
    code="I15",
    label="MARAC referral on time",
    unit="Dash checklists",
    numerator_words="checklists followed by a MARAC referral within {P-12}",
    denominator_words="checklists that meet a criterion, of people not before a MARAC yet",
    period_words=("by the day of the checklist; only those of which the {P-12} are over"),
    unknowns_words="no decision counts as not met",
    counts=figures.marac_on_time,
    lag_parameter="P-12",
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
        "engaged cases without both ratings are left out, and how many is shown; a group "
        "not known at one of the two times is left out"
    ),
    uncovered=NO_ROW,
    uncovered_words="not rated both times",
    assumptions=("A-11", "A-16"),
    out_of=PLANNED_CLOSURES,
    counts=figures.less_abuse,
)
GROUPS = (
    "physical abuse",
    "sexual abuse",
    "harassment and stalking",
    "jealous and controlling behaviour",
)
ABUSE_ENDED = tuple(
    AcrossTheWall(
        code=code,
        label=f"No more {group}",
        outcome=Outcome.IDENTIFICATION,
        unit="closures of engaged cases",
        numerator_words=f"closures after which {group} is rated “none”",
        denominator_words=f"those of I07 with {group} at the start",
        period_words="by the day of closure of his case",
        borough_words="the borough of the case when it closed",
        unknowns_words="as I07",
        assumptions=("A-11", "A-16"),
        counts=figures.less_abuse,
    )
    for code, group in zip(CESSATION, GROUPS, strict=True)
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
