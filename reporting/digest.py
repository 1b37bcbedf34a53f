"""The week of one person in numbers: what is late, and what is coming."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from cases.models import Session
from pilot import calendar
from pilot.models import User
from reporting.due import due_for

AHEAD = timedelta(days=6)  # today and six more days


@dataclass
class Counted:
    """How much of one kind is late, and how much comes due."""

    kind: str
    late: int = 0
    coming: int = 0


@dataclass(frozen=True)
class WeekInNumbers:
    """Counts and nothing else: what stands in the message stands here."""

    kinds: list[Counted] = field(default_factory=list)
    appointments: int = 0

    @property
    def late(self) -> int:
        """Everything whose last day has passed."""
        return sum(each.late for each in self.kinds)

    @property
    def coming(self) -> int:
        """Everything else that waits, with a day in the next seven or already begun."""
        return sum(each.coming for each in self.kinds)


def week_in_numbers(user: User) -> WeekInNumbers:
    """What waits for somebody until the seventh day from today."""
    last = calendar.today() + AHEAD
    kinds: dict[str, Counted] = defaultdict(lambda: Counted(""))
    for due in due_for(user, last):
        counted = kinds[due.kind]
        counted.kind = due.kind
        counted.late += due.is_late
        counted.coming += not due.is_late
    appointments = Session.objects.visible_to(user).to_come().filter(on__lte=last)
    return WeekInNumbers(
        kinds=sorted(kinds.values(), key=lambda each: each.kind),
        appointments=appointments.filter(worker=user).count(),
    )
