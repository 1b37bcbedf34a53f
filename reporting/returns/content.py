"""All that a return says, table by table: of a draft as it stands, of a version frozen."""

from collections.abc import Callable, Mapping
from typing import Any

from pilot import calendar, parameters
from pilot.accounts import account_of
from pilot.parameters import PARAMETERS
from reporting.figures import Figures, figures_to
from reporting.indicators import DAYS, INDICATORS, SPENDING, Place
from reporting.models import Return, ReturnVersion
from reporting.returns import measures, money, surroundings
from reporting.returns.tables import Table, differences, read, written
from reporting.returns.template import templates
from reporting.targets import targets_of

IN_CLEAR = ("activity", "outcomes", "beside")  # tables that hold more inside the provider


def texts_of(of: Return) -> dict[str, str]:
    """What is written so far, by the code of the question or the figure."""
    return dict(of.texts.values_list("code", "text"))


def tables_of(
    of: Return, said: Mapping[str, str], *, in_clear: bool, figures: Figures | None = None
) -> list[Table]:
    """The return as it would be signed now, in the order of its layout."""
    figures = figures or figures_to(of.of_quarter)
    template = templates()[of.template]
    place = Place(of.borough.pk, of.borough.name)
    account = account_of(of.borough)
    targets = targets_of([of.borough.pk])
    made: dict[str, Callable[[], Table]] = {
        "header": lambda: surroundings.header(of.borough, figures, template),
        "activity": lambda: measures.activity(
            figures, place, said, targets, in_clear=in_clear
        ),
        "outcomes": lambda: measures.outcomes(
            figures, place, said, targets, in_clear=in_clear
        ),
        "beside": lambda: measures.beside(figures, place, in_clear=in_clear),
        "days": lambda: measures.days(figures, place),
        "finance": lambda: money.categories(account, of.of_quarter),
        "profile": lambda: money.profile(account, of.of_quarter),
        "forecast": lambda: money.forecast(account),
        "equality": lambda: surroundings.equality(figures),
        "risks": lambda: surroundings.risks(of.borough),
        "narrative": lambda: surroundings.narrative(template, said),
        "definitions": measures.definitions,
        "parameters": surroundings.in_force,
    }
    return [made[code]() for code in template.tables]


def frozen(
    of: Return, figures: Figures, *, number: int, signer: str, release: Any
) -> dict[str, Any]:
    """What a version says for good: published and in clear, with what it rests on."""
    said = texts_of(of)
    published = tables_of(of, said, in_clear=False, figures=figures)
    clear = tables_of(of, said, in_clear=True, figures=figures)
    template = templates()[of.template]
    return {
        "borough": of.borough.pk,
        "borough_name": of.borough.name,
        "quarter": of.quarter,
        "number": number,
        "template": template.number,
        "is_assumed": template.is_assumed,
        "signed_by": signer,
        "signed_at": calendar.now().isoformat(),
        "as_at": figures.as_at.isoformat(),
        "release": release.number,
        "texts": dict(sorted(said.items())),
        "parameters": {code: list(parameters.values(code)) for code in PARAMETERS},
        "definitions": {
            each.code: measures.fingerprint(each) for each in (*INDICATORS, DAYS, SPENDING)
        },
        "published": [written(table) for table in published],
        "clear": [written(table) for table in clear if table.code in IN_CLEAR],
    }


def tables_in(version: ReturnVersion, *, in_clear: bool = False) -> list[Table]:
    """The tables that were signed: as published, or as the provider saw them."""
    clear = {each["code"]: read(each) for each in version.said["clear"]} if in_clear else {}
    tables = [read(each) for each in version.said["published"]]
    return [clear.get(table.code, table) for table in tables]


def changed_since(before: list[Table], now: list[Table]) -> list:
    """What differs now in what is counted; texts and the day of counting are no change."""
    counted = ("activity", "outcomes", "beside", "days", "finance", "profile", "forecast")
    return [
        each
        for each in differences(
            [table for table in before if table.code in counted],
            [table for table in now if table.code in counted],
        )
        if each.column not in ("Commentary", "Note")
    ]
