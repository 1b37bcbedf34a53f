from typing import Any

from cases.entries import latest
from cases.models import Case
from pilot import calendar
from pilot.models import User


def assessments(case: Case, user: User) -> dict[str, Any]:
    """The assessments of a case, which one is under way, and whether the first is late."""
    found = latest("assessment", case)
    standing = [each.entry for each in found["shown"] if not each.entry.is_replaced]
    first_is_due = case.is_open and not any(each.completed_on for each in standing)
    return found | {
        "under_way": next((each for each in standing if each.is_under_way), None),
        "waiting": next((each for each in standing if each.is_awaiting_sign_off), None),
        "due_on": case.assessment_due_on if first_is_due else None,
        "is_overdue": first_is_due and case.assessment_due_on < calendar.today(),
    }
