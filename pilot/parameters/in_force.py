"""What is in force on a day: read from the changes once for a request or a command."""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import TypeAlias

from django.utils.functional import lazy

from pilot import calendar
from pilot.models import ParameterChange
from pilot.parameters.dictionary import PARAMETERS

Changes: TypeAlias = dict[str, list[tuple[date, tuple[int, ...]]]]

BETWEEN = ", "  # the numbers of one parameter, where they are kept as text


def value(code: str, on: date | None = None) -> int:
    """The number in force on a day, which is today unless one is named."""
    (number,) = values(code, on)
    return number


def values(code: str, on: date | None = None) -> tuple[int, ...]:
    """The numbers in force on a day of a parameter that has several."""
    found = PARAMETERS[code].default
    changes = _changes().get(code)
    if not changes:  # most are as they were written down, and asked by the hundred
        return found
    day = on or calendar.today()
    for starts_on, numbers in changes:
        if starts_on <= day:
            found = numbers
    return found


def in_words(code: str, place: int | None = None) -> str:
    """What is in force today, as somebody would say it; or one of its numbers, from 1."""
    parameter, numbers = PARAMETERS[code], values(code)
    if place is None:
        return parameter.in_words(numbers)
    return parameter.numbers[place - 1].in_words(numbers[place - 1])


_NAMED = re.compile(r"\{(P-\d\d)(?:\.(\d))?\}")


def filled(text: str) -> str:
    """The text with what is in force where it names a parameter: "within {P-07}".

    "{P-13.2}" names the second number of P-13.
    """
    return _NAMED.sub(lambda found: in_words(found[1], found[2] and int(found[2])), text)


# The same for a label or a hint that is written down once: filled whenever it is shown.
filled_lazily = lazy(filled, str)


def named_in(text: str) -> set[str]:
    """The codes of the parameters that a text names."""
    return {found[1] for found in _NAMED.finditer(text)}


def as_text(numbers: tuple[int, ...]) -> str:
    """Numbers as `ParameterChange` keeps them: "3, 2, 10"."""
    return BETWEEN.join(map(str, numbers))


def from_text(text: str) -> tuple[int, ...]:
    """The numbers that were kept as text."""
    return tuple(int(number) for number in text.split(BETWEEN))


# What was read, for the length of a request or a command; outside one nothing is kept.
_kept: ContextVar[dict[str, Changes] | None] = ContextVar("parameters", default=None)


@contextmanager
def read_once(known: Changes | None = None) -> Iterator[None]:
    """Inside the block the changes are read at most once, when the first number is asked.

    A request and a command are such a block: another process sees a change with its next.
    Changes that are `known` already are not read at all.
    """
    if known is None and _kept.get() is not None:
        yield  # whoever called has begun to read already
        return
    token = _kept.set({} if known is None else {"changes": known})
    try:
        yield
    finally:
        _kept.reset(token)


def forget() -> None:
    """What was read is read again: for the action that changes a parameter."""
    kept = _kept.get()
    if kept is not None:
        kept.clear()


def _changes() -> Changes:
    kept = _kept.get()
    if kept is None:
        return _read()
    if "changes" not in kept:
        kept["changes"] = _read()
    return kept["changes"]


def _read() -> Changes:
    found: Changes = defaultdict(list)
    rows = ParameterChange.objects.order_by("place")
    for code, starts_on, text in rows.values_list("code", "starts_on", "value"):
        found[code].append((starts_on, from_text(text)))
    return found
