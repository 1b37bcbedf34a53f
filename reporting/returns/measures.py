"""The figures of a return: every indicator of the registry, in clear or as published."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pilot import parameters
from reporting.days import EVERY_POST
from reporting.disclosure import cumulative as to_date
from reporting.figures import HIDDEN, WAITING, Figure, Figures, Number, Numbers
from reporting.indicators import (
    DAYS,
    INDICATORS,
    PAN_BOROUGH,
    SPENDING,
    Definition,
    Indicator,
    Outcome,
    Place,
)
from reporting.models import Target
from reporting.rag import NO_TARGET, Rag, rag_of
from reporting.returns.tables import Cell, Table
from reporting.targets import NO_BASELINE, Targets

COLUMNS = (
    *("Code", "Measure", "Outcome", "Unit", "Baseline", "Target"),
    *("Quarter", "Quarter numerator", "Quarter base", "Quarter RAG"),
    *("Target to date", "To date", "To date numerator", "To date base", "To date RAG"),
    *("Commentary", "Note"),
)
HERE = "The borough"
WHAT_WAS_DONE = (Outcome.CONTRACT, Outcome.CONTEXT)


def activity(
    figures: Figures,
    place: Place,
    said: Mapping[str, str],
    targets: Targets,
    *,
    in_clear: bool,
) -> Table:
    """What was delivered: how the agreement was kept, and what stands around it."""
    found = [each for each in INDICATORS if each.outcome in WHAT_WAS_DONE]
    return Table(
        code="activity",
        tab="activity",
        title="Activity",
        columns=COLUMNS,
        keys=2,
        rows=tuple(_line(each, place, figures, said, targets, in_clear) for each in found),
    )


def outcomes(
    figures: Figures,
    place: Place,
    said: Mapping[str, str],
    targets: Targets,
    *,
    in_clear: bool,
) -> Table:
    """What came of it, by the three outcomes of the report."""
    found = [each for each in INDICATORS if each.outcome not in WHAT_WAS_DONE]
    return Table(
        code="outcomes",
        tab="outcomes",
        title="Outcomes",
        columns=COLUMNS,
        keys=2,
        rows=tuple(_line(each, place, figures, said, targets, in_clear) for each in found),
    )


def _line(
    indicator: Indicator,
    place: Place,
    figures: Figures,
    said: Mapping[str, str],
    targets: Targets,
    in_clear: bool,
) -> tuple[Cell, ...]:
    of_quarter = figures.figure(indicator, place)
    so_far = figures.to_date(indicator, place)
    now, then = (_numbers(each, in_clear) for each in (of_quarter, so_far))
    quarter = figures.quarter
    target = targets.of_quarter(indicator.code, place, quarter)
    until = targets.to_date(indicator.code, place, quarter)
    return (
        *(indicator.code, indicator.label, indicator.outcome.code, indicator.value_unit),
        *(_baseline(targets, indicator, place), _target(target)),
        *(now.value, now.numerator, now.denominator),
        _rag(of_quarter, target, figures, in_clear),
        _target(until),
        *(then.value, then.numerator, then.denominator),
        _rag(so_far, until, figures, in_clear),
        said.get(indicator.code, ""),
        " ".join([*_reasons("Quarter", now), *_reasons("To date", then)]),
    )


def _baseline(targets: Targets, indicator: Indicator, place: Place) -> Cell:
    found = targets.baseline(indicator.code, place)
    return NO_BASELINE if found is None or found.value is None else found.value


def _target(target: Target | None) -> Cell:
    return NO_TARGET if target is None else target.value


def _rag(figure: Figure, target: Target | None, figures: Figures, in_clear: bool) -> str:
    """How it stands beside its target; nothing where there is none or it is hidden."""
    if target is None:
        return ""
    said = replace(figure, published=_numbers(figure, in_clear))
    judged = rag_of(said, target, in_clear=in_clear, is_over=figures.is_complete)
    return judged.in_words if judged else ""


def red_without_words(
    figures: Figures, place: Place, targets: Targets, said: Mapping[str, str]
) -> Iterator[Indicator]:
    """The figures that are red beside a target and of which nothing is said (V-29)."""
    for indicator in INDICATORS:
        judged = (
            _rag(
                figures.figure(indicator, place),
                targets.of_quarter(indicator.code, place, figures.quarter),
                figures,
                True,
            ),
            _rag(
                figures.to_date(indicator, place),
                targets.to_date(indicator.code, place, figures.quarter),
                figures,
                True,
            ),
        )
        if Rag.RED in judged and not said.get(indicator.code):
            yield indicator


def _numbers(figure: Figure, in_clear: bool) -> Numbers:
    """What is counted now, or what of it has left the provider last."""
    if in_clear:
        return figure.clear
    return figure.restated.published if figure.restated else figure.published


def _average(figure: Figure, in_clear: bool) -> Number:
    if in_clear:
        return figure.average
    last = figure.restated or figure.submitted
    return last.published_average if last else figure.published_average


def _reasons(period: str, numbers: Numbers) -> list[str]:
    mark = HIDDEN if numbers.is_released else WAITING
    return [f"{period} {mark}: {numbers.note}"] if numbers.note else []


def beside(figures: Figures, place: Place, *, in_clear: bool) -> Table:
    """What is counted beside the figures: other counts, averages, and answers."""
    return Table(
        code="beside",
        tab="activity",
        title="Beside the figures",
        columns=("Code", "What", "Answer", "Quarter", "To date"),
        keys=3,
        rows=tuple(
            line
            for indicator in INDICATORS
            for line in _beside(
                figures.figure(indicator, place),
                figures.to_date(indicator, place),
                in_clear,
            )
        ),
    )


def _beside(now: Figure, so_far: Figure, in_clear: bool) -> Iterator[tuple[Cell, ...]]:
    indicator = now.indicator
    then = dict(so_far.beside_in_words(in_clear=in_clear))
    for label, count in now.beside_in_words(in_clear=in_clear):
        yield indicator.code, label, "", count, then[label]
    if average := indicator.average:
        pair = [_average(each, in_clear) for each in (now, so_far)]
        yield indicator.code, average.label, average.unit, *pair
    spread = indicator.spread
    if spread and (in_clear or spread.is_published):
        for answer, label in spread.labels.items():
            counts = (now.spread.get(answer, 0), so_far.spread.get(answer, 0))
            if any(counts):
                yield indicator.code, spread.label, label, *counts


def days(figures: Figures, place: Place) -> Table:
    """Days by post, and those for all three boroughs that cannot be split (I23)."""
    of_quarter = str(figures.quarter)
    posts = {post.code: post.title for post in figures.days.posts}
    rows = []
    for where in (place, PAN_BOROUGH):
        for code, title in {**posts, EVERY_POST: "All posts"}.items():
            now = figures.days.of(code, where, of_quarter)
            then = figures.days.of(code, where, to_date(of_quarter))
            assumed = "assumed (A-02)" if figures.days.is_assumed(code, where) else ""
            rows.append(
                (
                    *(title, where.name if where is PAN_BOROUGH else HERE),
                    *(now.worked, now.commissioned, now.absent),
                    *(then.worked, then.commissioned, then.absent),
                    assumed,
                )
            )
    return Table(
        code="days",
        tab="activity",
        title="Days by post",
        columns=(
            *("Post", "Worked for"),
            *("Quarter worked", "Quarter commissioned", "Quarter away"),
            *("To date worked", "To date commissioned", "To date away"),
            "Split",
        ),
        keys=2,
        rows=tuple(rows),
        note=parameters.filled(DAYS.definition),
    )


def definitions() -> Table:
    """How each figure is counted, with what it rests on and the mark of its definition."""
    return Table(
        code="definitions",
        tab="history",
        title="Definitions",
        columns=("Code", "Measure", "Outcome", "Definition", "Assumptions", "Mark"),
        rows=tuple(
            (
                *(each.code, each.label, each.outcome.label, each.definition),
                *(", ".join(each.assumptions) or "none", fingerprint(each)),
            )
            for each in (*INDICATORS, DAYS, SPENDING)
        ),
    )


def fingerprint(definition: Definition) -> str:
    """A mark that changes when the figure is counted in another way.

    Of the words, which say everything that counts, and of how its rows are looked for.
    """
    asked = [definition.definition, definition.disclosure.value]
    if isinstance(definition, Indicator):
        asked += [
            definition.counted_on,
            definition.borough_path,
            str(definition.lag),
            definition.lag_parameter,
            *_conditions(definition),
        ]
    return hashlib.sha256("\n".join(asked).encode()).hexdigest()[:12]


def _conditions(indicator: Indicator) -> Iterable[str]:
    for where in (indicator.numerator, indicator.denominator, indicator.uncovered):
        yield str(where() if callable(where) else where)
