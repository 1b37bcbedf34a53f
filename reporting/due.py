"""Everything that waits for one person, in one order: the oldest first.

The list of the home page and the counts of the weekly digest come from here, so that they
never say different things. It costs one query for each source, however much waits.
"""

from collections.abc import Iterable
from datetime import date
from itertools import chain

import cases.due
import cases.partners.due
import pilot.due
import referrals.due
from pilot.due import Due
from pilot.models import User
from pilot.permissions import Permission

SOURCES = (
    *cases.due.SOURCES,
    *cases.partners.due.SOURCES,
    *referrals.due.SOURCES,
    *pilot.due.SOURCES,
)

WORKS_ON_CASES = (
    Permission.VIEW_OWN_WORK,
    Permission.VIEW_OWN_PARTNER_WORK,
    Permission.VIEW_CASELOAD,
)
# Something may wait for these, of cases or of the contract.
HAS_DUE = (
    *WORKS_ON_CASES,
    Permission.RAISE_CONCERN,
    Permission.KEEP_COMPLAINTS,
    Permission.AUDIT_FILES,
    Permission.VIEW_GOVERNANCE,
    Permission.DECIDE_VARIATION,
)


def due_of(user: User, until: date) -> list[Due]:
    """What somebody should have done by a day: their own, and what they cover."""
    return in_order(chain.from_iterable(find(user, until) for find in SOURCES))


def due_about_the_contract(user: User, until: date) -> list[Due]:
    """What somebody who works on no case should have done: nothing of one is asked for.

    But which files an auditor has to grade.
    """
    sources = (*cases.due.OF_AUDITORS, *pilot.due.SOURCES)
    found = chain.from_iterable(find(user, until) for find in sources)
    return in_order(found)


def due_of_team(user: User, until: date) -> list[Due]:
    """What the manager decides and was asked herself, and what the team is late with.

    What a worker still has time for is the worker's.
    """
    return [due for due in due_of(user, until) if due.is_late or due.whose == user]


def due_for(user: User, until: date) -> list[Due]:
    """Whatever waits for somebody, by what they may do."""
    if user.can(Permission.VIEW_CASELOAD):
        return due_of_team(user, until)
    works = any(map(user.can, WORKS_ON_CASES))
    return due_of(user, until) if works else due_about_the_contract(user, until)


def in_order(found: Iterable[Due]) -> list[Due]:
    """The one whose last day is the earliest first."""
    return sorted(found, key=lambda due: (due.on, due.kind, due.what))
