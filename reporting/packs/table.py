"""Figures that stand together in a table of a pack, and what is told below it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from reporting.dashboard import Panel, Row, restated_in_words
from reporting.figures import NOT_RELEASED_YET, Figures
from reporting.indicators import Place

# As it is written: nobody, or not to be told yet. What is hidden may be somebody.
NOTHING_TO_TELL = {"0", "0 of 0", NOT_RELEASED_YET}


@dataclass(frozen=True)
class Table:
    """Figures under a caption: in the quarter and to date, as they may be published.

    What stands beside a number is told of the places in `beside_of`.
    """

    figures: Figures
    caption: str
    panels: list[Panel]
    beside_of: Collection[Place] = ()

    @property
    def beside(self) -> list[tuple[Panel, Row]]:
        """The lines of those places that have something beside their number."""
        return [
            (panel, row)
            for panel in self.panels
            for row in panel.side_by_side
            if row.beside and row.place in self.beside_of
        ]

    @property
    def lines(self) -> list[tuple[Panel, list[str]]]:
        """Each figure, and what its total holds beside the boroughs, if anything."""
        return [(panel, list(_elsewhere(panel))) for panel in self.panels]

    @property
    def notes(self) -> list[str]:
        """Why numbers of the table are hidden, each reason once."""
        return list(dict.fromkeys(note for panel in self.panels for note in panel.notes))

    @property
    def restated(self) -> list[str]:
        """Each number that was another one when its quarter was first released."""
        return list(self._restated())

    def _restated(self) -> Iterator[str]:
        for panel in self.panels:
            for row in panel.side_by_side:
                of = (panel.indicator, row.place)
                for when, figure in (
                    ("in the quarter", self.figures.figure(*of)),
                    ("to date", self.figures.to_date(*of)),
                ):
                    if told := restated_in_words(figure):
                        code, place = panel.indicator.code, row.place.name
                        yield f"{code}, {place}, {when}: {told}."


def _elsewhere(panel: Panel) -> Iterator[str]:
    for row in panel.elsewhere:
        now, so_far = (words.parts or words.value for words in (row.now, row.so_far))
        if not {now, so_far} <= NOTHING_TO_TELL:
            yield f"With {row.place.name.lower()}: {now}, to date {so_far}"
