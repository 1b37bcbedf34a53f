"""A caseworker's day: appointments, and one list of what waits."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F
from django.urls import reverse

from cases.models import Case, Session
from pilot import calendar
from pilot.due import Due
from pilot.models import Draft
from reporting.dashboard import Card
from reporting.due import due_of, in_order

MOST = 50  # lines of a list before the rest is only counted
SOON = timedelta(days=7)


@dataclass(frozen=True)
class Today:
    """A caseworker's day."""

    template = "reporting/parts/today.html"
    heading = "Today"
    cards: list[Card]
    appointments: list[Session]
    due: list[Due]
    more: int

    @property
    def rows_that_tell(self) -> int:
        """How many of its lines name somebody the work is with, or quote a task."""
        return len(self.appointments) + number_that_tell(self.due)


def today_of(user) -> Today:
    """Appointments, one list of what waits, and the numbers of one's own work."""
    today = calendar.today()
    due = in_order([*due_of(user, today), *drafts_of(user)])
    to_come = Session.objects.visible_to(user).to_come()
    appointments = list(
        to_come.select_related("case__perpetrator", "borough").order_by(
            "on", F("starts_at").asc(nulls_last=True), "pk"
        )[:MOST]
    )
    soon = sum(appointment.on < today + SOON for appointment in appointments)
    return Today(
        cards=[
            Card("Due", f"{len(due)}", "", "#attention"),
            Card("Overdue", f"{sum(each.is_late for each in due)}", "", "#attention"),
            Card("Appointments", f"{soon}", "in the next 7 days", "#appointments"),
            Card(
                "Open cases",
                f"{Case.objects.visible_to(user).open().count()}",
                "",
                reverse("cases:case_list"),
            ),
        ],
        appointments=appointments,
        due=due[:MOST],
        more=len(due[MOST:]),
    )


def number_that_tell(due: list[Due]) -> int:
    """How many name somebody the work is with, or quote what somebody was asked to do."""
    return sum(bool(each.who) or each.is_done_by_a_button for each in due)


def drafts_of(user):
    """What somebody began to write, and has not recorded."""
    for draft in Draft.objects.visible_to(user):
        answers = "1 answer" if draft.answered == 1 else f"{draft.answered} answers"
        yield Due(
            kind="Drafts",
            what=f"{draft.title}: {answers} so far, not recorded",
            on=calendar.add_working_days(calendar.day_of(draft.saved_at), 1),
            href=draft.path,
            action="Go on",
            whose=user,
            discard_href=reverse("pilot:draft_discard", args=[draft.pk]),
        )
