"""A partner support worker's day: what his side told us, and one list of what waits."""

from dataclasses import dataclass

from django.urls import reverse

from cases.partners.models import PartnerCase, notices_told_to, waiting
from pilot import calendar
from pilot.due import Due
from reporting.dashboard import Card
from reporting.due import due_of, in_order
from reporting.home.today import MOST, drafts_of, number_that_tell


@dataclass(frozen=True)
class Support:
    """A partner support worker's day."""

    template = "reporting/parts/support.html"
    heading = "Today"
    cards: list[Card]
    due: list[Due]
    more: int

    @property
    def rows_that_tell(self) -> int:
        """How many of its lines name somebody the work is with."""
        return number_that_tell(self.due)


def support_of(user) -> Support:
    """What waits, what was told, and the numbers of one's own work."""
    due = in_order([*due_of(user, calendar.today()), *drafts_of(user)])
    supported = PartnerCase.objects.visible_to(user).open()
    told = waiting(notices_told_to(user))
    inbox, mine = (
        reverse("partners:partner_notice_list"),
        reverse("partners:partner_case_list"),
    )
    return Support(
        cards=[
            Card("Due", f"{len(due)}", "", "#attention"),
            Card("Overdue", f"{sum(each.is_late for each in due)}", "", "#attention"),
            Card("Told by his side", f"{told.count()}", "to take on", inbox),
            Card("Open partner cases", f"{supported.count()}", "", mine),
        ],
        due=due[:MOST],
        more=len(due[MOST:]),
    )
