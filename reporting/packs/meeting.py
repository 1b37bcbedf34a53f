"""The pack of a quarter for the Contract Management Group: its parts, in their order.

A page shows one part and reads no more than that needs; the PDF is all of them.
"""

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import Any

from pilot.calendar import Quarter
from reporting.packs import figures
from reporting.packs.concerns import concerns
from reporting.packs.exceptions import Heading, part_of, what_stands_out
from reporting.packs.finance import finance
from reporting.packs.movement import Movement, movement
from reporting.packs.records import Records
from reporting.packs.workforce import workforce

OPENS_A_PAGE = {"boroughs", "borough", "finance", "workforce", "definitions"}


class Part:
    """A part of the pack: what it is called, and what its template is told."""

    def __init__(self, key: str, title: str, template: str, made: Callable[[], Any]):
        self.key = key  # in its address, and where the contents lead on paper
        self.title = title
        self.template = f"reporting/parts/pack_{template}.html"
        self.opens_a_page = template in OPENS_A_PAGE  # on paper
        self.is_wide = template == "boroughs"  # on paper turned on its side
        self._made = made

    @cached_property
    def told(self) -> Any:
        """What the template shows, read when it is first asked for."""
        return self._made()


class Pack:
    """The pack of a quarter, as at today. It is the same for everybody who may read it."""

    def __init__(self, quarter: Quarter) -> None:
        self.quarter = quarter
        self.records = Records(quarter)

    @cached_property
    def parts(self) -> list[Part]:
        """Its parts in order, after the contents and what stands out."""
        return list(self._parts())

    @cached_property
    def exceptions(self) -> list[Heading]:
        """What the meeting looks at first."""
        return what_stands_out(self.records)

    @cached_property
    def movement(self) -> Movement | None:
        """How its numbers stand beside those of the quarter before."""
        return movement(self.records)

    def part(self, key: str) -> Part | None:
        """The part with this key, if there is one."""
        return next((each for each in self.parts if each.key == key), None)

    def _parts(self) -> Iterator[Part]:
        def part(key, title, made, *args):
            return Part(key, title, key, partial(made, self.records, *args))

        yield part("boroughs", "The three boroughs and the pilot", figures.side_by_side)
        for borough in self.records.boroughs:
            key = part_of(borough)
            made = partial(figures.of_borough, self.records, borough, key)
            yield Part(key, borough.name, "borough", made)
        yield part("finance", "Finance", finance)
        yield part("workforce", "Workforce and days", workforce)
        yield part("safeguarding", "Safeguarding", figures.safeguarding)
        yield part("complaints", "Complaints and serious incidents", figures.complaints)
        yield part("concerns", "Concerns of the councils", concerns)
        yield part("equality", "Equality and the campaign", figures.equality)
        yield part("risks", "Risks", lambda records: records.risks)
        yield part("decisions", "Decisions needed", figures.assumed_in)
        yield part("actions", "Actions", lambda records: records.actions)
        yield part("limits", "What the numbers do not say", figures.limits)
        yield part("definitions", "Definitions", figures.annex)
