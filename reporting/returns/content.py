"""All that a return says, table by table: of a draft as it stands, of a version frozen."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from pilot import calendar, parameters
from pilot.accounts import account_of
from pilot.parameters import PARAMETERS
from reporting.figures import Figures, figures_to
from reporting.indicators import DAYS, FUNNEL, INDICATORS, SPENDING, Place
from reporting.models import Return, ReturnVersion
from reporting.returns import measures, money, surroundings
from reporting.returns.tables import Difference, Table, differences, read, written
from reporting.returns.template import templates
from reporting.targets import targets_of

COUNTED = ("activity", "outcomes", "beside", "days", "finance", "profile")
SAID = (*COUNTED, "forecast", "equality", "narrative")
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


def changed_since(before: list[Table], now: list[Table]) -> list[Difference]:
    """What differs now in what is counted of the quarter.

    Texts and the day of counting are no change, nor what is told of the day of signing: the
    forecast, and how far people have come by then.
    """
    return [
        each
        for each in _told_once(differences(_of(before, COUNTED), _of(now, COUNTED)))
        if each.column not in ("Commentary", "Note")
        and not (each.table.code == "beside" and each.line.startswith(FUNNEL.code))
    ]


def submitted_before(version: ReturnVersion) -> ReturnVersion | None:
    """The version that was submitted last when this one was signed, if any was.

    Each version that was submitted has a step that says so, and its own number is lower.
    """
    steps = version.of_return.steps.filter(
        to=Return.Status.SUBMITTED, number__lt=version.number
    )
    last = steps.order_by("-number").values("number")[:1]
    return version.of_return.versions.filter(number__in=last).first()


def restated_in(
    version: ReturnVersion, *, in_clear: bool = False
) -> tuple[ReturnVersion | None, list[Difference]]:
    """The version that this one states again, and what it says otherwise: texts too."""
    before = submitted_before(version)
    if before is None:
        return None, []
    was, now = (tables_in(each, in_clear=in_clear) for each in (before, version))
    found = differences(_of(was, SAID), _of(now, SAID))
    return before, [each for each in _told_once(found) if each.column != "Note"]


def _told_once(found: list[Difference]) -> Iterator[Difference]:
    """Without the numerator of a count, which is the count itself."""
    told = {(each.line, each.column): (each.before, each.now) for each in found}
    for each in found:
        of = each.column.removesuffix(" numerator")
        is_again = told.get((each.line, of)) == (each.before, each.now)
        if of == each.column or not is_again:
            yield each


def _of(tables: Iterable[Table], codes: Collection[str]) -> list[Table]:
    return [table for table in tables if table.code in codes]
