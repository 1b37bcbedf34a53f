"""The parts of a pack that are figures, all of them as they may be published."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import groupby

from pilot.charts import Chart
from pilot.models import Assumption, Borough
from reporting.assumptions import Assumed, InForce, in_force
from reporting.dashboard import DaysRow, Panel
from reporting.disclosure import SUPPRESSED, SUPPRESSED_BECAUSE
from reporting.disclosure import cumulative as to_date
from reporting.equality import EqualityTable, equality_to
from reporting.figures import HIDDEN, NOT_RELEASED_YET, WAITING, Figures, Number
from reporting.indicators import (
    DAYS,
    EQUALITY_COMPLETE,
    INDICATORS,
    SPENDING,
    TOTAL,
    Definition,
    Outcome,
    Place,
)
from reporting.packs.records import Records
from reporting.packs.table import Table
from reporting.spending import Outturn, SpendingNumbers

SIDE_BY_SIDE = ("I01", "I05")  # drawn: what comes in, and who is supported
OVER_TIME = ("I01", "I04", "I05")  # the same, and how many of those accepted engage
HEADLINES = (  # of a borough's own page; every figure stands side by side before it
    *("I01", "I02", "I03", "I04", "I05", "I08", "I09", "I10", "I11", "I12", "I13"),
    *("I15", "I16", "I17", "I18", "I19", "I21", "I22"),
)
SAFEGUARDING = ("C02", "C05", "I12", "I15", "I19")
CAMPAIGN = ("C06", "C07")
COMPLAINTS = ("C09", "C10")
WORDS = {HIDDEN: SUPPRESSED, WAITING: NOT_RELEASED_YET}


@dataclass(frozen=True)
class SideBySide:
    """Every figure of the boroughs and the pilot, and a few of them drawn."""

    figures: Figures
    tables: list[Table]
    charts: list[Chart]


@dataclass(frozen=True)
class OfBorough:
    """One borough on a page: headline figures beside the pilot's, days and money."""

    borough: Borough
    table: Table
    charts: list[Chart]
    days: list[DaysRow]
    now: SpendingNumbers
    so_far: SpendingNumbers
    outturn: Outturn


@dataclass(frozen=True)
class Annex:
    """How every figure is counted, and the numbers and assumptions they rest on."""

    outcomes: list[tuple[Outcome, list[Definition]]]
    parameters: list[InForce]
    assumptions: list[Assumed]


@dataclass(frozen=True)
class Equality:
    """How complete the answers are, protected characteristics in groups, the campaign.

    A characteristic of which nothing can be told is named with the word for why.
    """

    complete: Table
    groups: list[tuple[EqualityTable, list[tuple[str, str]]]]
    untold: list[tuple[str, list[str]]]
    campaign: Table


@dataclass(frozen=True)
class Limits:
    """What the figures leave open."""

    suppressed_because: str
    assumed: list[Assumption]


def side_by_side(records: Records) -> SideBySide:
    """The boroughs side by side in the quarter, with the pilot's total."""
    by_outcome = groupby(records.panels, lambda panel: panel.indicator.outcome)
    return SideBySide(
        figures=records.figures,
        tables=[
            Table(records.figures, outcome.label, list(panels), [TOTAL])
            for outcome, panels in by_outcome
        ],
        charts=charts_of(records.panels, SIDE_BY_SIDE, "boroughs"),
    )


def of_borough(records: Records, borough: Borough, key: str) -> OfBorough:
    """One borough, quarter by quarter beside the pilot's total."""
    place = Place(borough.pk, borough.name)
    panels = records.panels_of(place)
    headlines = [panel for panel in panels if panel.indicator.code in HEADLINES]
    (_, days), *_ = records.days_of(place).tables
    spending, quarter = records.figures.spending, str(records.quarter)
    return OfBorough(
        borough=borough,
        table=Table(records.figures, "Headline figures", headlines, [place]),
        charts=charts_of(panels, OVER_TIME, key),
        days=days,
        now=spending.of(place, quarter),
        so_far=spending.of(place, to_date(quarter)),
        outturn=spending.outturn(place),
    )


def charts_of(panels: list[Panel], codes: Collection[str], key: str) -> list[Chart]:
    """These figures drawn; `key` tells the charts from the same ones in another part."""
    return [
        replace(panel.chart, key=f"{key}-{panel.chart.key}")
        for panel in panels
        if panel.indicator.code in codes and panel.chart
    ]


def safeguarding(records: Records) -> Table:
    """Children, links to exploitation, risk, MARAC, and what referrers were told."""
    return records.table("Safeguarding", *SAFEGUARDING)


def equality(records: Records) -> Equality:
    """Who is reached: of the whole pilot to date; and what was done for the campaign."""
    groups = [
        (each, [(row.group, _released(row.latest)) for row in each.rows])
        for each in equality_to(records.figures)
    ]
    return Equality(
        complete=records.table("Equality", EQUALITY_COMPLETE.code),
        groups=[each for each in groups if not _untold_of(each)],
        untold=[
            (word, [of.characteristic.label for of, _ in found])
            for word, found in groupby(sorted(groups, key=_untold_of), key=_untold_of)
            if word
        ],
        campaign=records.table("Campaign", *CAMPAIGN),
    )


def _untold_of(group: tuple[EqualityTable, list[tuple[str, str]]]) -> str:
    """The word that every number of it is; nothing where one can be told."""
    words = {number for _, number in group[1]}
    return words.pop() if len(words) == 1 and words <= set(WORDS.values()) else ""


def _released(number: Number) -> str:
    """A number of people as it left the provider, or the word for why it did not."""
    return WORDS[number] if isinstance(number, str) else f"{number:,}"


def complaints(records: Records) -> Table:
    """How many there were, as may be published."""
    return records.table("Complaints and serious incidents", *COMPLAINTS)


def limits(records: Records) -> Limits:
    """What is hidden and what is not agreed."""
    return Limits(
        suppressed_because=SUPPRESSED_BECAUSE,
        assumed=assumed_in(records),
    )


def assumed_in(records: Records) -> list[Assumption]:
    """The assumptions that nobody has decided."""
    found = [each.assumption for each in records.assumptions]
    return [each for each in found if each.status == Assumption.Status.ASSUMED]


def annex(records: Records) -> Annex:
    """Every definition under its outcome, as it stands with the numbers in force."""
    every = sorted((*INDICATORS, DAYS, SPENDING), key=_place)
    return Annex(
        outcomes=[
            (of, list(found)) for of, found in groupby(every, lambda each: each.outcome)
        ],
        parameters=[each for each in in_force() if each.figures],
        assumptions=records.assumptions,
    )


def _place(definition: Definition) -> int:
    return list(Outcome).index(definition.outcome)
