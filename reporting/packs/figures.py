"""The parts of a pack that are figures, all of them as they may be published."""

from dataclasses import dataclass, replace
from itertools import groupby

from pilot.charts import Chart
from pilot.models import Assumption, Borough
from reporting.assumptions import Assumed, InForce, in_force
from reporting.dashboard import Dashboard, DaysRow, Panel
from reporting.indicators import (
    DAYS,
    INDICATORS,
    NOT_RECORDED,
    SPENDING,
    Definition,
    NotRecorded,
    Outcome,
)
from reporting.packs.records import Records
from reporting.spending import Outturn, SpendingNumbers

DRAWN = ("I01", "I04", "I05")  # what comes in, who engages, who is supported
HEADLINES = (  # of a borough's own page; every figure stands side by side before it
    *("I01", "I02", "I03", "I04", "I05", "I08", "I09", "I10", "I11", "I12", "I13"),
    *("I15", "I16", "I17", "I18", "I19", "I21", "I22"),
)
SAFEGUARDING = ("C02", "C05", "I12", "I15", "I19")
CAMPAIGN = ("C06", "C07")
EQUALITY = ("I25a",)
COMPLAINTS = ("C09", "C10")


@dataclass(frozen=True)
class SideBySide:
    """Every figure of the boroughs and the pilot, and a few of them drawn."""

    dashboard: Dashboard
    charts: list[Chart]


@dataclass(frozen=True)
class OfBorough:
    """One borough on a page: headline figures beside the pilot's, days and money."""

    borough: Borough
    panels: list[Panel]
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
class Limits:
    """What the figures leave open."""

    dashboard: Dashboard
    not_recorded: list[NotRecorded]
    assumed: list[Assumption]


def side_by_side(records: Records) -> SideBySide:
    """The boroughs side by side in the quarter, with the pilot's total."""
    return SideBySide(records.dashboard, charts_of(records.dashboard, "boroughs"))


def of_borough(records: Records, borough: Borough, key: str) -> OfBorough:
    """One borough, quarter by quarter beside the pilot's total."""
    shown = records.dashboard_of(borough)
    panels = [panel for _, found in shown.outcomes for panel in found]
    (_, days), *_ = shown.days.tables
    (_, now, so_far, outturn), *_ = shown.spending.rows
    return OfBorough(
        borough=borough,
        panels=[panel for panel in panels if panel.indicator.code in HEADLINES],
        charts=charts_of(shown, key),
        days=days,
        now=now,
        so_far=so_far,
        outturn=outturn,
    )


def charts_of(dashboard: Dashboard, key: str) -> list[Chart]:
    """The drawn figures; `key` tells their charts from the same ones in another part."""
    return [
        replace(panel.chart, key=f"{key}-{panel.chart.key}")
        for _, panels in dashboard.outcomes
        for panel in panels
        if panel.indicator.code in DRAWN and panel.chart
    ]


def safeguarding(records: Records) -> list[Panel]:
    """Children, links to exploitation, risk, MARAC, and what referrers were told."""
    return records.panels(*SAFEGUARDING)


def campaign(records: Records) -> list[Panel]:
    """What was done for the awareness campaign, and who came from it."""
    return records.panels(*EQUALITY, *CAMPAIGN)


def complaints(records: Records) -> list[NotRecorded]:
    """Why there is no count of them."""
    return [each for each in NOT_RECORDED if each.code in COMPLAINTS]


def limits(records: Records) -> Limits:
    """What is not counted, not agreed and not told."""
    return Limits(
        dashboard=records.dashboard,
        not_recorded=[each for each in NOT_RECORDED if each.code not in COMPLAINTS],
        assumed=[
            each.assumption for each in records.assumptions if is_assumed(each.assumption)
        ],
    )


def is_assumed(assumption: Assumption) -> bool:
    """Whether nobody has decided it."""
    return assumption.status == Assumption.Status.ASSUMED


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
