"""All that a return says, table by table: of a draft as it stands, of a version frozen."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from pilot import calendar, parameters
from pilot.parameters import PARAMETERS
from reporting.indicators import DAYS, FUNNEL, INDICATORS, SPENDING
from reporting.models import Return, ReturnVersion
from reporting.returns import measures, money, surroundings
from reporting.returns.draft import Draft
from reporting.returns.tables import Difference, Table, differences, read, written

COUNTED = ("activity", "outcomes", "beside", "days", "finance", "profile")
SAID = (*COUNTED, "forecast", "equality", "narrative")
IN_CLEAR = ("activity", "outcomes", "beside")  # tables that hold more inside the provider
TAB_OF = {  # of each table the tab it stands on, known before it is made
    "header": "summary",
    "activity": "activity",
    "outcomes": "outcomes",
    "beside": "activity",
    "days": "activity",
    "finance": "finance",
    "profile": "finance",
    "forecast": "forecast",
    "equality": "equality",
    "risks": "comments",
    "narrative": "comments",
    "definitions": "history",
    "parameters": "history",
}


def tables_of(
    draft: Draft, *, in_clear: bool, codes: Collection[str] = tuple(TAB_OF)
) -> list[Table]:
    """The return as it would be signed now, or these tables of it, in their order."""
    borough, quarter = draft.of.borough, draft.of.of_quarter
    made: dict[str, Callable[[], Table]] = {
        "header": lambda: surroundings.header(borough, draft.figures, draft.template),
        "activity": lambda: measures.activity(
            draft.figures, draft.place, draft.said, draft.targets, in_clear=in_clear
        ),
        "outcomes": lambda: measures.outcomes(
            draft.figures, draft.place, draft.said, draft.targets, in_clear=in_clear
        ),
        "beside": lambda: measures.beside(draft.figures, draft.place, in_clear=in_clear),
        "days": lambda: measures.days(draft.figures, draft.place),
        "finance": lambda: money.categories(draft.account, quarter),
        "profile": lambda: money.profile(draft.account, quarter),
        "forecast": lambda: money.forecast(draft.account),
        "equality": lambda: surroundings.equality(draft.figures),
        "risks": lambda: surroundings.risks(borough),
        "narrative": lambda: surroundings.narrative(draft.template, draft.said),
        "definitions": measures.definitions,
        "parameters": surroundings.in_force,
    }
    return [made[code]() for code in draft.template.tables if code in codes]


def frozen(draft: Draft, *, number: int, signer: str, release: Any) -> dict[str, Any]:
    """What a version says for good: published and in clear, with what it rests on."""
    of, template = draft.of, draft.template
    published = tables_of(draft, in_clear=False)
    clear = tables_of(draft, in_clear=True, codes=IN_CLEAR)
    return {
        "borough": of.borough.pk,
        "borough_name": of.borough.name,
        "quarter": of.quarter,
        "number": number,
        "template": template.number,
        "is_assumed": template.is_assumed,
        "signed_by": signer,
        "signed_at": calendar.now().isoformat(),
        "as_at": draft.figures.as_at.isoformat(),
        "release": release.number,
        "texts": dict(sorted(draft.said.items())),
        "parameters": {code: list(parameters.values(code)) for code in PARAMETERS},
        "definitions": {
            each.code: measures.fingerprint(each) for each in (*INDICATORS, DAYS, SPENDING)
        },
        "published": [written(table) for table in published],
        "clear": [written(table) for table in clear],
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
