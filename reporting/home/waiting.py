"""What waits for those who work on no case: the councils and the finance officer."""

from dataclasses import dataclass

from pilot import calendar
from pilot.due import Due
from reporting.due import due_about_the_contract
from reporting.home.today import MOST


@dataclass(frozen=True)
class Waiting:
    """What somebody is to do about the contract."""

    template = "reporting/parts/waiting.html"
    heading = "Waiting for you"
    due: list[Due]
    more: int


def waiting_of(user) -> list[Waiting]:
    """One list of what is due by today; no list where nothing is."""
    due = due_about_the_contract(user, calendar.today())
    return [Waiting(due=due[:MOST], more=len(due[MOST:]))] if due else []
