"""How near money is to what was planned for it: dictionary 8.3."""

from decimal import Decimal
from enum import StrEnum


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
    """Green from 95 to 100%, amber from 90% and to 102%, red beyond."""
    if not planned:
        return Rag.GREY
    share = amount / planned
    if Decimal("0.95") <= share <= 1:
        return Rag.GREEN
    return Rag.AMBER if Decimal("0.90") <= share <= Decimal("1.02") else Rag.RED
