"""One entry as a page shows it, and what a kind of entries is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from cases.models import Case


@dataclass(frozen=True)
class Shown:
    """One entry: what, when, by whom, and what it says."""

    entry: Any
    title: str
    on: date
    tag: str = ""
    colour: str = "grey"
    facts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def recorded_on(self) -> date | None:
        """The day it was put on record, when that was a later one."""
        return self.entry.recorded_on if self.entry.recorded_on > self.on else None

    @property
    def replaced_because(self) -> str:
        """Why it stands no longer."""
        if not self.entry.is_replaced:
            return ""
        if self.entry.is_withdrawn:
            return f"Taken out: {self.entry.withdrawal_reason}"
        later = self.entry.replaced_by
        return f"Put right by {later.recorded_by}: {later.correction_reason}"


@dataclass(frozen=True)
class Kind:
    """A kind of entry: what it is called, where its rows are, and how one is shown."""

    noun: str
    plural: str
    rows: Callable[[Case], QuerySet]
    told: Callable[[Any], dict[str, Any]]
    anchor: str

    def of(self, case: Case) -> QuerySet:
        """Every entry of this kind on a case, the newest first."""
        return self.rows(case).for_listing()

    def shown(self, entry: Any) -> Shown:
        """One entry as pages show it."""
        return Shown(entry, **self.told(entry))

    def all_shown(self, entries: Iterable[Any]) -> list[Shown]:
        """Entries as pages show them."""
        return [self.shown(entry) for entry in entries]


def facts(*pairs: tuple[str, Any]) -> list[tuple[str, str]]:
    """What an entry says, line by line, without what nobody answered."""
    return [(key, str(value)) for key, value in pairs if value not in ("", None)]
