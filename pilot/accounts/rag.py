"""How near money is to what was planned for it: dictionary 8.3."""

from decimal import Decimal
from enum import StrEnum

from pilot import parameters


class Rag(StrEnum):
    """How near spending is to what was planned for it: dictionary 8.3."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"

    @property
    def in_words(self) -> str:
        """The word that stands beside the colour."""
        return _IN_WORDS[self]


_IN_WORDS = {
    Rag.GREEN: "As planned",
    Rag.AMBER: "A little off plan",
    Rag.RED: "Off plan",
    Rag.GREY: "Nothing planned",
}


def rag_of(amount: Decimal, planned: Decimal) -> Rag:
    """Green from 95 to 100%, amber from 90% and to 102%, red beyond, as P-29 stands."""
    if not planned:
        return Rag.GREY
    lowest, green_from, green_to, highest = parameters.values("P-29")
    percent = 100 * amount / planned
    if green_from <= percent <= green_to:
        return Rag.GREEN
    return Rag.AMBER if lowest <= percent <= highest else Rag.RED
