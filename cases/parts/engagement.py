from cases.engagement_rules import Evidence, evidence_of
from cases.models import Case
from pilot.models import User


def engagement(case: Case, user: User) -> Evidence | None:
    """How far the evidence has come that they do not engage; nothing once it is closed."""
    return evidence_of(case) if case.is_open else None
