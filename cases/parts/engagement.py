from typing import Any

from cases.engagement_rules import evidence_of
from cases.entries import latest
from cases.models import Case
from pilot.models import User

SHOWN = 3  # declarations


def engagement(case: Case, user: User) -> dict[str, Any]:
    """Whether they are declared not to engage, or how far the evidence of it has come.

    Of a case that is closing the list of what is missing says whether it is enough.
    """
    found = latest("declaration", case, SHOWN)
    declared = [each.entry for each in found["shown"] if each.entry.is_current]
    current = declared[0] if declared and case.is_open else None
    builds = case.is_open and case.status != Case.Status.CLOSING and not declared
    return found | {
        "current": current,
        "evidence": evidence_of(case) if builds else None,
        "is_rated": current
        and case.risk_to_tell_on
        and case.risk_to_tell_on >= current.declared_on,
    }
