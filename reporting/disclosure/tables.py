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
    least: Mapping[Key, float] = MappingProxyType({}),
    most: Mapping[Key, float] = MappingProxyType({}),
) -> Decisions[Key]:
    """Decides what may be shown of a table with margins (section 9, steps 1 to 4).

    `decided` says True for what was shown before and False for what was hidden; neither
    changes. Ties go to the cell that stands first in `values`.

    `least` names the cells whose zeros need not be shown, with the smallest that a hidden
    one can be: the numbers of a later release, and the changes, which may be less than
    nothing and are hidden when small whatever their sign. `most` says the same of the
    largest: what a reader knows from the figure that a count is part of.

    Where section 9 leaves room, more is hidden rather than less:

    * a hidden total keeps a hidden member beside it, or it could be added up again;
    * a zero outside `least` is never hidden to protect another cell, and neither is a cell
      that zeros and earlier publications give away: hiding it would protect nothing;
    * every hidden count must be able to take three values. A reader knows that it is at
      least 1, because zeros are shown, unless all of its sensitive line is hidden.
    """
    _check(values, lines, least)
    work = _Work(values, lines, threshold, decided, least, most)
    while (cell := work.next_to_hide()) is not None:
        work.reasons[cell] = Reason.SECONDARY
    return Decisions(work.reasons)


def _check(
    values: Mapping[Key, int], lines: Sequence[Line[Key]], least: Mapping[Key, float]
) -> None:
    if any(value < least.get(cell, 0) for cell, value in values.items()):
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
        least: Mapping[Key, float],
        most: Mapping[Key, float],
    ) -> None:
        self.values = values
        self.least = least
        self.most = most
        self.lines = lines
        # Of what was decided as a whole nothing can be changed, also by another threshold.
        self.open = [line for line in lines if not line.signs.keys() <= decided.keys()]
        self.threshold = threshold
        self.position = {cell: place for place, cell in enumerate(values)}
        masked = self.everyone_or_no_one()
        self.reasons: dict[Key, Reason | None] = {}
        for cell, value in values.items():
            reason = Reason.GROUP if cell in masked else None
            if 0 < abs(value) < threshold:
                reason = Reason.PRIMARY
            if cell in decided:
                reason = None if decided[cell] else reason or Reason.SECONDARY
            self.reasons[cell] = reason
        self.given_away = self.known_anyway(decided)
        self.audit = Audit(values, lines, self.reasons, least, most)
        self.beyond_help: frozenset[Key] | None = None

    def everyone_or_no_one(self) -> set[Key]:
        """Step 1: the rows of an attribute in which one answer holds everybody.

        A zero that is the sum of a masked zero and others would tell it, so its row is
        masked as well.
        """
        rows = [set(line.members) for line in self.lines if line.is_sensitive]
        masked = {
            cell
            for line in self.lines
            if line.is_sensitive and self.values[line.total]
            for cell in line.members
            if self.values[line.total] in [self.values[other] for other in line.members]
        }
        telling = [
            line
            for line in self.lines
            if not self.values[line.total] and self.least.get(line.total, 0) >= 0
        ]
        found = masked
        while found:
            found = {
                cell
                for line in telling
                if any(not self.values[each] and each in masked for each in line.members)
                for cell in {line.total}.union(*(row for row in rows if line.total in row))
            } - masked
            masked = masked | found
        return masked

    def known_anyway(self, decided: Mapping[Key, bool]) -> set[Key]:
        """Cells that zeros and what was shown before give away, so cannot be hidden."""
        known = {
            cell
            for cell, reason in self.reasons.items()
            if reason is None
            and (decided.get(cell) or not (self.values[cell] or cell in self.least))
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
        for line in self.open:
            if self.is_weak(line):
                return self.protection_for(line)
        if self.smallest(self.values) is None:
            return None
        if self.beyond_help is None:
            self.beyond_help = self.told_whatever_is_hidden()
        certain = next(self.audit.certain(but=self.beyond_help), None)
        if certain is None:
            return None
        beside = [
            other for line in self.lines if certain in line.signs for other in line.signs
        ]
        found = (
            self.smallest(others, may_be_zero=may_be_zero)
            for others in (beside, self.values)
            for may_be_zero in (False, True)
        )
        return next(more for more in found if more is not None)  # there is one: see above

    def told_whatever_is_hidden(self) -> frozenset[Key]:
        """Hidden counts that follow from what was shown before, whatever is hidden now, or
        from the figure that they are part of: nobody can be one of two among one.

        To hide more for their sake protects nothing.
        """
        all_hidden = {
            cell: reason or (None if cell in self.given_away else Reason.SECONDARY)
            for cell, reason in self.reasons.items()
        }
        audit = Audit(self.values, self.lines, all_hidden, self.least, self.most)
        told = set(audit.certain()) if self.most else set()
        return audit.added_up() | told

    def is_weak(self, line: Line[Key]) -> bool:
        """Steps 2 and 3: the line, read alone, says too much about its hidden members."""
        hidden = [cell for cell in line.members if self.reasons[cell]]
        if self.reasons[line.total]:
            return not hidden
        if len(hidden) <= 1:
            return bool(hidden)
        values, most = [self.values[cell] for cell in hidden], self.threshold - 1
        if any(self.least.get(cell, 0) < 0 for cell in hidden):
            # A change may have either sign, so it covers a count beside it: but the reader
            # knows what they come to together.
            return 0 < abs(sum(values)) < self.threshold
        return sum(values) < self.threshold or all(value == most for value in values)

    def protection_for(self, line: Line[Key]) -> Key:
        """Step 2: the smallest member still shown; step 4: without one, the total.

        The total first where a later change is what must not be told: it is withheld until
        the next period rather than a number of this one.
        """
        ways = [line.members, (line.total,)]
        if any(self.reasons[cell] and cell in self.least for cell in line.members):
            ways.reverse()
        for cells in (*ways, line.signs):
            may_be_zero = cells is line.signs
            if (cell := self.smallest(cells, may_be_zero=may_be_zero)) is not None:
                return cell
        raise AlreadyDisclosed(f"Nothing is left to hide in the line of {line.total!r}")

    def smallest(self, cells: Iterable[Key], *, may_be_zero: bool = True) -> Key | None:
        """The smallest of the cells that can still be hidden to some purpose."""
        return min(
            (
                cell
                for cell in cells
                if not self.reasons[cell]
                and cell not in self.given_away
                and (may_be_zero or self.values[cell])
            ),
            key=lambda cell: (abs(self.values[cell]), self.position[cell]),
            default=None,
        )
