"""The return to MOPAC for a borough and a quarter, line by line.

The agreement's own template was not supplied (A-18), so the layout is ours and says so. The
file leaves the provider: every figure stands in it as it may be published, never in clear.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from pilot.calendar import Quarter
from pilot.models import Agreement, Borough
from reporting.days import EVERY_POST
from reporting.disclosure import cumulative as to_date
from reporting.figures import HIDDEN, WAITING, Figures, Numbers, figures_to
from reporting.indicators import DAYS, INDICATORS, PAN_BOROUGH, Indicator, Place

GRANT = "London Crime Prevention Fund, MOPAC"
TEMPLATE = "First layout, assumed (A-18)"
NO_BASELINE = "none recorded"  # none was given, and none is invented
NO_TARGET = "no target set"
NOT_ENTERED = "Not entered yet: from the finance ledger"

COST_CATEGORIES = {  # CL-35
    "SALARY": "Salaries",
    "ONCOST": "On-costs",
    "SUPERVISION": "Supervision",
    "TRAVEL": "Travel",
    "TRAINING": "Training",
    "MATERIALS": "Materials",
    "CAMPAIGN": "Awareness campaign",
    "INTERPRETING": "Interpreting",
    "PREMISES": "Premises",
    "IT": "Information technology",
    "OVERHEAD": "Overheads",
    "OTHER": "Other",
}

Cell: TypeAlias = str | int | Decimal | date | None


@dataclass(frozen=True, kw_only=True)
class ReturnLine:
    """One line of the return. Cells that do not concern the line stay empty."""

    section: str
    item: str
    code: str = ""
    detail: Cell = None
    unit: str = ""
    baseline: Cell = None
    target: Cell = None
    quarter_value: Cell = None
    quarter_numerator: Cell = None
    quarter_base: Cell = None
    to_date_value: Cell = None
    to_date_numerator: Cell = None
    to_date_base: Cell = None
    budget: Cell = None
    profile: Cell = None
    spend: Cell = None
    note: str = ""


def return_lines(borough: Borough, quarter: Quarter) -> list[ReturnLine]:
    """The whole return: header, measures, days by post, and finance not yet entered."""
    figures = figures_to(quarter)
    place = Place(borough.code, borough.name)
    return [
        *_header(borough, figures),
        *(_measure(indicator, place, figures) for indicator in INDICATORS),
        *_days(place, figures),
        *_finance(),
    ]


def _header(borough: Borough, figures: Figures) -> Iterator[ReturnLine]:
    agreement = Agreement.objects.filter(borough=borough).first()
    quarter = figures.quarter
    cells: dict[str, Cell] = {
        "Grant": GRANT,
        "Provider": agreement.provider if agreement else "No agreement is recorded",
        "Borough": borough.name,
        "Borough code": borough.code,
        "Quarter": f"{quarter} ({quarter.label})",
        "Quarter of the pilot": quarter.pilot_label,
        "Quarter of the financial year": quarter.finance_label,
        "First day": quarter.period.start,
        "Last day": quarter.period.last,
        "As at": figures.as_at,
        "Quarter is complete": "yes" if figures.is_complete else "no, counted so far",
        "Template version": TEMPLATE,
    }
    for item, cell in cells.items():
        yield ReturnLine(section="Header", item=item, detail=cell)


def _measure(indicator: Indicator, place: Place, figures: Figures) -> ReturnLine:
    of_quarter = figures.figure(indicator, place)
    so_far = figures.to_date(indicator, place)
    return ReturnLine(
        section="Measures",
        code=indicator.code,
        item=indicator.label,
        detail=place.name,
        unit=indicator.value_unit,
        baseline=NO_BASELINE,
        target=NO_TARGET,
        quarter_value=of_quarter.published.value,
        quarter_numerator=of_quarter.published.numerator,
        quarter_base=of_quarter.published.denominator,
        to_date_value=so_far.published.value,
        to_date_numerator=so_far.published.numerator,
        to_date_base=so_far.published.denominator,
        note=" ".join(
            [
                f"{indicator.outcome.code}: {indicator.outcome.label}.",
                indicator.definition,
                *(
                    f"Quarter, {label}: {count}."
                    for label, count in of_quarter.beside_in_words(in_clear=False)
                ),
                *_reasons("Quarter", of_quarter.published),
                *_reasons("To date", so_far.published),
                f"Assumptions: {', '.join(indicator.assumptions) or 'none'}.",
            ]
        ),
    )


def _reasons(period: str, numbers: Numbers) -> list[str]:
    mark = HIDDEN if numbers.is_released else WAITING
    return [f"{period} {mark}: {numbers.note}"] if numbers.note else []


def _days(place: Place, figures: Figures) -> Iterator[ReturnLine]:
    of_quarter = str(figures.quarter)
    so_far = to_date(of_quarter)
    posts = {post.code: post.title for post in figures.days.posts}
    for where in (place, PAN_BOROUGH):
        for code, title in {**posts, EVERY_POST: "All posts"}.items():
            now = figures.days.of(code, where, of_quarter)
            then = figures.days.of(code, where, so_far)
            assumed = figures.days.is_assumed(code, where)
            yield ReturnLine(
                section="Days by post",
                code=DAYS.code,
                item=title,
                detail=where.name,
                unit=DAYS.unit,
                baseline=NO_BASELINE,
                target=NO_TARGET,
                quarter_value=now.worked,
                quarter_numerator=now.worked,
                quarter_base=now.commissioned,
                to_date_value=then.worked,
                to_date_numerator=then.worked,
                to_date_base=then.commissioned,
                note=f"{DAYS.definition} Quarter, leave, sickness and vacancy: "
                f"{now.absent}."
                + (" The split of this post is assumed (A-02)." if assumed else ""),
            )


def _finance() -> Iterator[ReturnLine]:
    for code, label in COST_CATEGORIES.items():
        yield ReturnLine(
            section="Finance", code=code, item=label, unit="pounds", note=NOT_ENTERED
        )
