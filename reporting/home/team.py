"""What the service manager decides and watches."""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.db.models import Count, Q
from django.urls import reverse

from cases.models import Case, Session
from cases.models import Gap as Missing
from pilot import calendar
from pilot.due import Due
from reporting.dashboard import Card
from reporting.due import due_of_team
from reporting.home.today import MOST, number_that_tell


@dataclass(frozen=True)
class Gap:
    """Something missing from some open cases, and the list of these."""

    label: str
    number: int
    href: str


@dataclass(frozen=True)
class Team:
    """What the service manager decides and watches."""

    template = "reporting/parts/team.html"
    heading = "The service today"
    cards: list[Card]
    due: list[Due]
    more: int
    workers: list[dict]
    gaps: list[Gap]

    @property
    def rows_that_tell(self) -> int:
        """How many of its lines quote what somebody was asked to do."""
        return number_that_tell(self.due)


def team_of(user) -> Team:
    """What waits for her, what the team is late with, and who carries what.

    Nobody the work is with is named: a reference leads to the record.
    """
    found = due_of_team(user, calendar.today())
    hers_first = sorted(found, key=lambda each: each.whose != user)  # and by day in each
    due = [replace(each, who="") for each in hers_first]
    cases = Case.objects.visible_to(user).open()
    missed = Session.objects.visible_to(user).awaiting_a_record()
    hers = sum(each.whose == user for each in due)
    gaps = cases.gap_counts()
    workers = _workers(cases, missed)
    carried = sum(worker["open"] for worker in workers)
    return Team(
        cards=[
            Card("Waiting for you", f"{hers}", "to approve, decide or do", "#attention"),
            Card("Overdue in the team", f"{len(due) - hers}", "", "#attention"),
            Card("Risk reviews overdue", f"{gaps[Missing.RISK]}", "", _gap_list("risk")),
            Card("Open cases", f"{carried}", "", reverse("cases:case_list")),
        ],
        due=due[:MOST],
        more=len(due[MOST:]),
        workers=workers,
        gaps=[
            Gap(gap.label, number, _gap_list(gap.value))
            for gap, number in gaps.items()
            if number
        ],
    )


def _gap_list(gap: str) -> str:
    return f"{reverse('cases:case_list')}?gap={gap}"


def _workers(cases, missed) -> list[dict]:
    """One line for each worker: cases, those nobody has contacted, records missing."""
    lines = defaultdict(lambda: {"open": 0, "new": 0, "missing": 0})
    new = Count("pk", filter=Q(status=Case.Status.OPEN))
    worker = ("worker__last_name", "worker__first_name", "worker")
    carried = cases.order_by().values_list(*worker).annotate(open=Count("pk"), new=new)
    for *key, of_worker, not_contacted in carried:
        lines[tuple(key)] |= {"open": of_worker, "new": not_contacted}
    unrecorded = missed.order_by().values_list(*worker).annotate(missing=Count("pk"))
    for *key, count in unrecorded:
        lines[tuple(key)]["missing"] = count
    return [
        {"name": f"{first} {last}".strip(), **line}
        for (last, first, _), line in sorted(lines.items())
    ]
