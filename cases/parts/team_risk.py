from cases.models import Bridge, Case
from pilot.models import User


def team_risk(case: Case, user: User) -> Bridge:
    """What partner support has answered: the level, and whether work may begin (V-13)."""
    return case.bridge
