"""Whether a signed return still holds: recounted from the records as they then stood.

The clock is set to the day of signing, so that periods, lags and parameters are those of
then. A row that counts now and did not, or the other way round, or as something else, was
changed since: the trail has to name the record, the day, and something that the figure
reads (`explanations`). Without those rows the recount is the return. What nothing on the
trail explains is a finding that somebody has to look into.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pilot import calendar, parameters
from pilot.parameters import PARAMETERS
from reporting.indicators import DAYS, INDICATORS, SPENDING
from reporting.models import ReturnVersion
from reporting.returns.content import tables_in
from reporting.returns.evidence import Evidence, Row, evidence_of, numbers_in
from reporting.returns.explanations import Key, changes_since, explained
from reporting.returns.measures import fingerprint
from reporting.returns.reads import reads_of

UNEXPLAINED = "differs without explanation"
FIGURES = {each.code: each for each in (*INDICATORS, DAYS, SPENDING)}


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was, in words, and whether a later record explains it."""

    text: str
    is_explained: bool


def verified(version: ReturnVersion) -> list[Finding]:
    """Everything that differs between a version and the records; nothing where it holds."""
    if not version.is_unbroken:
        return [Finding("The seal is broken: what is kept is not what was signed", False)]
    return [
        *_numbers(version),
        *_definitions(version),
        *_parameters(version),
        *_rows(version),
    ]


def _numbers(version: ReturnVersion) -> Iterator[Finding]:
    """The rows that were kept come to the numbers that were kept."""
    quarter = version.of_return.quarter
    for table in tables_in(version, in_clear=True):
        if not table.is_of_figures:
            continue
        for cells in map(dict, table.lines()):
            code = str(cells["Code"])
            counted = numbers_in(version.counted, code, quarter)
            for name, period in (("Quarter", "quarter"), ("To date", "to date")):
                met, of, _ = counted[period]
                said = (cells[f"{name} numerator"], cells[f"{name} base"])
                if said not in ((met, of), (met, None)):
                    yield Finding(
                        f"{code}, {period}: the rows kept come to {met} of {of}, the "
                        f"return says {said[0]} of {said[1]}",
                        False,
                    )


def _definitions(version: ReturnVersion) -> Iterator[Finding]:
    """Figures that are counted in another way by now: their recount proves nothing."""
    with calendar.clock_set_to(version.signed_at), parameters.read_once():
        marks = {code: fingerprint(figure) for code, figure in FIGURES.items()}
    for code, mark in version.said["definitions"].items():
        if code not in marks:
            yield Finding(f"{code} is not counted any more", False)
        elif marks[code] != mark:
            yield Finding(f"{code} is defined in another way since", False)


def _parameters(version: ReturnVersion) -> Iterator[Finding]:
    """Numbers changed since: the recount takes those of the day of signing."""
    for code, then in version.said["parameters"].items():
        if code in PARAMETERS and list(parameters.values(code)) != then:
            was = parameters.PARAMETERS[code].in_words(tuple(then))
            now = parameters.in_words(code)
            yield Finding(f"{code} has changed since, from {was} to {now}", True)


def _rows(version: ReturnVersion) -> Iterator[Finding]:
    """Rows that came, went or count as something else since, each with its reason."""
    of = version.of_return
    with calendar.clock_set_to(version.signed_at), parameters.read_once():
        now = evidence_of(of.borough, of.of_quarter)
        reads = reads_of(of.borough, of.of_quarter)
    changes = changes_since(version)
    differences: dict[str, list[tuple[str, Key, str]]] = defaultdict(list)
    for code, *difference in _differences(version.counted, now):
        differences[code].append(tuple(difference))
    for code, found in differences.items():
        because = explained({key for _, key, _ in found}, reads[code], changes)
        for quarter, key, what in found:
            why = because[key].in_words(key) if key in because else UNEXPLAINED
            text = f"{code}, {quarter}: {key} {what} ({why})"
            yield Finding(text, key in because)


def _differences(then: Evidence, now: Evidence) -> Iterator[tuple[str, str, Key, str]]:
    for code in then:
        for quarter, rows in then[code].items():
            before, after = _by_key(rows), _by_key(now.get(code, {}).get(quarter, ()))
            for key in sorted(before.keys() | after.keys()):
                if key not in before:
                    yield code, quarter, key, "counts since"
                elif key not in after:
                    yield code, quarter, key, "counts no more"
                elif before[key] != after[key]:
                    yield code, quarter, key, "counts as something else"


def _by_key(rows: Iterable[Row]) -> dict[Key, list[list[Any]]]:
    """The same key may come more than once: of a case that closed and opened again."""
    found: dict[Key, list[list[Any]]] = defaultdict(list)
    for key, *rest in rows:
        found[key].append(list(rest))
    return {key: sorted(each) for key, each in found.items()}
