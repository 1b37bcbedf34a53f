"""A caseload as the manager looks at it: each case and each worker, and what is late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cases.models import Case
from pilot import calendar
from pilot.models import User


@dataclass(frozen=True)
class Line:
    """A case that was read `for_reviewing`."""

    case: Case

    @property
    def is_risk_late(self) -> bool:
        """Whether its risk should have been looked at again by now (P-09)."""
        return self.case.risk_review.is_overdue

    @property
    def is_assessment_late(self) -> bool:
        """Whether its first assessment should be complete by now (P-08)."""
        case = self.case
        return not case.is_assessed and case.assessment_due_on < calendar.today()

    @property
    def late(self) -> list[str]:
        """What is late on it, in words."""
        records, tasks = self.case.records_late, self.case.tasks_late
        return [
            *(["Assessment"] if self.is_assessment_late else []),
            *(["Risk review"] if self.is_risk_late else []),
            *([f"{records} record{'' if records == 1 else 's'}"] if records else []),
            *([f"{tasks} task{'' if tasks == 1 else 's'}"] if tasks else []),
        ]

    @property
    def contact(self) -> tuple[str, date] | None:
        """The last time they were seen, missed or tried; seen counts first on a day."""
        days = [
            (self.case.last_tried_on, 0, "Tried"),
            (self.case.last_missed_on, 1, "Missed"),
            (self.case.last_seen_on, 2, "Seen"),
        ]
        known = [each for each in days if each[0]]
        if not known:
            return None
        day, _, how = max(known)
        return how, day


@dataclass
class Caseload:
    """What one worker carries, and how much of it is late."""

    worker: User
    next_on: date | None  # the next supervision
    open: int = 0
    suspended: int = 0
    closing: int = 0
    records: int = 0
    tasks: int = 0
    risk: int = 0

    @property
    def is_supervision_late(self) -> bool:
        """Whether the day agreed for the next one has passed."""
        return self.next_on is not None and self.next_on < calendar.today()

    def add(self, case: Case) -> None:
        """One more case."""
        self.open += 1
        self.suspended += case.status == Case.Status.SUSPENDED
        self.closing += case.status == Case.Status.CLOSING
        self.records += case.records_late
        self.tasks += case.tasks_late
        self.risk += Line(case).is_risk_late


def caseloads(cases: Iterable[Case], next_on: dict[int, date]) -> list[Caseload]:
    """Who has how many of these cases, in the order in which they come."""
    found: dict[int, Caseload] = {}
    for case in cases:
        key = case.worker_id
        if key not in found:
            found[key] = Caseload(case.worker, next_on.get(key))
        found[key].add(case)
    return list(found.values())
