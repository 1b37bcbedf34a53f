"""What the rules work on: cells, the lines they add up in, and what became of them."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Generic, TypeVar

SUPPRESSED = "suppressed"
SUPPRESSED_BECAUSE = (
    "Suppressed to protect people: this number is small, or a small number could be "
    "worked out from it."
)

Key = TypeVar("Key", bound=Hashable)


class Reason(StrEnum):
    """Why a cell is hidden. For the provider only.

    Outside, every hidden cell has the same word and the same sentence: to say which one is
    the small one is to help the reader work it out.
    """

    PRIMARY = "a small number"
    GROUP = "everyone or no one in a group"
    SECONDARY = "a small number could be worked out from it"
    WITHHELD = "not published at this level"


@dataclass(frozen=True)
class Line(Generic[Key]):
    """The value of `total` is the sum of the values of `members`.

    `is_sensitive` marks an attribute spread over its answers, where a member that holds
    everybody says something about each of them.
    """

    total: Key
    members: tuple[Key, ...]
    is_sensitive: bool = False

    @cached_property
    def signs(self) -> dict[Key, int]:
        return dict.fromkeys(self.members, 1) | {self.total: -1}


@dataclass(frozen=True)
class Decisions(Generic[Key]):
    """For every cell, why it is hidden, or None when it is shown."""

    reasons: Mapping[Key, Reason | None]

    def shows(self, cell: Key) -> bool:
        return self.reasons[cell] is None

    def hides(self, cell: Key) -> bool:
        return not self.shows(cell)

    @property
    def decided(self) -> dict[Key, bool]:
        """True for what is shown: to be kept, and given back when more is published."""
        return {cell: self.shows(cell) for cell in self.reasons}
