"""The home page, composed of what each person may do: the next thing first."""

from pilot.permissions import Permission
from reporting.due import WORKS_ON_CASES
from reporting.home.concerns import concerns_of
from reporting.home.glances import (
    Little,
    People,
    borough_glances,
    group_glance,
)
from reporting.home.returns import returns_of
from reporting.home.rota import rota_for
from reporting.home.support import support_of
from reporting.home.team import team_of
from reporting.home.today import today_of
from reporting.home.waiting import waiting_of

__all__ = [
    "rota_for",
    "rows_that_tell",
    "sections_for",
]


def sections_for(user) -> list:
    """The parts of a person's home page, in order: what they may do decides."""
    sections = []
    if user.can(Permission.VIEW_OWN_WORK):
        sections.append(today_of(user))
    if user.can(Permission.VIEW_OWN_PARTNER_WORK):
        sections.append(support_of(user))
    if user.can(Permission.VIEW_CASELOAD):
        sections.append(team_of(user))
    if user.can(Permission.VIEW_OWN_FIGURES):
        sections += borough_glances(user)
    if user.can(Permission.RAISE_CONCERN):
        sections.append(concerns_of(user))
    if user.can(Permission.EXPORT_RETURN):
        sections += returns_of(user)
    if user.can(Permission.VIEW_ALL_FIGURES) and not user.can(Permission.VIEW_CASELOAD):
        sections.append(group_glance(user))
    if user.can(Permission.MANAGE_PEOPLE):
        sections.append(People())
    if not any(map(user.can, WORKS_ON_CASES)):  # their part lists what waits already
        sections += waiting_of(user)
    return sections or [Little(roles=user.roles())]


def rows_that_tell(sections) -> int:
    """How many lines of the page name somebody the work is with, or quote a task."""
    return sum(getattr(part, "rows_that_tell", 0) for part in sections)
