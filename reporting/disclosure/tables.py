"""Which cells of a table must be hidden: section 9, steps 1 to 4."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Generic

from reporting.disclosure.audit import Audit
from reporting.disclosure.lines import Decisions, Key, Line, Reason

THRESHOLD = 5  # P-01


class AlreadyDisclosed(ValueError):
    """What was published earlier gives a small number away, whatever is hidden now."""


def suppress(
    values: Mapping[Key, int],
    lines: Sequence[Line[Key]],
    *,
    threshold: int = THRESHOLD,
    decided: Mapping[Key, bool] = MappingProxyType({}),
) -> Decisions[Key]:
    """Decides what may be shown of a table with margins (section 9, steps 1 to 4).

    `decided` says True for what was shown before and False for what was hidden; neither
    changes. Ties go to the cell that stands first in `values`.

    Where section 9 leaves room, more is hidden rather than less:

    * a hidden total keeps a hidden member beside it, or it could be added up again;
    * a zero is never hidden to protect another cell, and neither is a cell that zeros and
      earlier publications give away, because hiding it would protect nothing;
    * every hidden count must be able to take three values. A reader knows that it is at
      least 1, because zeros are shown, unless it stands in a sensitive line.
    """
    _check(values, lines)
    work = _Work(values, lines, threshold, decided)
    while (cell := work.next_to_hide()) is not None:
        work.reasons[cell] = Reason.SECONDARY
    return Decisions(work.reasons)


def _check(values: Mapping[Key, int], lines: Sequence[Line[Key]]) -> None:
    if any(value < 0 for value in values.values()):
        raise ValueError("A count cannot be negative")
    for line in lines:
        if sum(sign * values[cell] for cell, sign in line.signs.items()):
            raise ValueError(f"The members of {line.total!r} do not add up to it")


class _Work(Generic[Key]):
    """The state of one call of suppress()."""

    def __init__(
        self,
        values: Mapping[Key, int],
        lines: Sequence[Line[Key]],
        threshold: int,
        decided: Mapping[Key, bool],
    ) -> None:
        self.values = values
        self.lines = lines
        self.threshold = threshold
        self.position = {cell: place for place, cell in enumerate(values)}
        masked = self.everyone_or_no_one()
        self.reasons: dict[Key, Reason | None] = {}
        for cell, value in values.items():
            reason = Reason.GROUP if cell in masked else None
            if 0 < value < threshold:
                reason = Reason.PRIMARY
            if cell in decided:
                reason = None if decided[cell] else reason or Reason.SECONDARY
            self.reasons[cell] = reason
        self.audit = Audit(values, lines, self.reasons, self.least_values())
        self.given_away = self.known_anyway(decided)

    def everyone_or_no_one(self) -> set[Key]:
        """Step 1: the rows of an attribute in which one answer holds everybody."""
        return {
            cell
            for line in self.lines
            if line.is_sensitive and self.values[line.total]
            for cell in line.members
            if self.values[line.total] in [self.values[other] for other in line.members]
        }

    def least_values(self) -> dict[Key, int]:
        """What a reader knows of a hidden count: at least 1, unless zeros hide as well."""
        masks = {cell for line in self.lines if line.is_sensitive for cell in line.members}
        return {
            cell: 0 if cell in masks or not value else 1
            for cell, value in self.values.items()
        }

    def known_anyway(self, decided: Mapping[Key, bool]) -> set[Key]:
        """Cells that zeros and what was shown before give away, so cannot be hidden."""
        known = {
            cell
            for cell, reason in self.reasons.items()
            if reason is None and (not self.values[cell] or decided.get(cell))
        }
        found = True
        while found:
            found = False
            for line in self.lines:
                unknown = line.signs.keys() - known
                if len(unknown) == 1:
                    known |= unknown
                    found = True
        return known

    def next_to_hide(self) -> Key | None:
        """The next cell that must go, or None when nothing shown says too much."""
        for line in self.lines:
            if self.is_weak(line):
                return self.protection_for(line)
        for cell in self.audit.certain():
            beside = [
                other for line in self.lines if cell in line.signs for other in line.signs
            ]
            for others in (beside, self.values):
                if (more := self.smallest(others)) is not None:
                    return more
        return None

    def is_weak(self, line: Line[Key]) -> bool:
        """Steps 2 and 3: the line, read alone, says too much about its hidden members."""
        hidden = [self.values[cell] for cell in line.members if self.reasons[cell]]
        if self.reasons[line.total]:
            return not hidden
        most = self.threshold - 1
        return bool(hidden) and (
            len(hidden) == 1
            or sum(hidden) < self.threshold
            or all(value == most for value in hidden)
        )

    def protection_for(self, line: Line[Key]) -> Key:
        """Step 2: the smallest member still shown; step 4: without one, the total."""
        for cells in (line.members, [line.total]):
            if (cell := self.smallest(cells)) is not None:
                return cell
        raise AlreadyDisclosed(f"Nothing is left to hide in the line of {line.total!r}")

    def smallest(self, cells: Iterable[Key]) -> Key | None:
        """The smallest of the cells that can still be hidden to some purpose."""
        return min(
            (
                cell
                for cell in cells
                if not self.reasons[cell] and cell not in self.given_away
            ),
            key=lambda cell: (self.values[cell], self.position[cell]),
            default=None,
        )
