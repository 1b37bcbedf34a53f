"""What the pages of a case are composed of, one part a noun.

A part has two files of the same name: `cases/parts/NOUN.py`, whose function `NOUN(case,
user)` reads what the part shows, and `templates/cases/parts/NOUN.html`, which the page's
template includes with it. `PARTS` says which page reads which. To add one: write the two
files, name the function in the tuple of its page and include the template there.

A part costs a fixed number of queries however much has happened: it shows the latest few
and links to the page that has all of them, or it is paged.
"""

from typing import Any

from cases.models import Case
from cases.parts.agencies import agencies
from cases.parts.alerts import alerts
from cases.parts.allocations import allocations
from cases.parts.assessments import assessments
from cases.parts.attempts import attempts
from cases.parts.boroughs import boroughs
from cases.parts.children import children
from cases.parts.earlier_closures import earlier_closures
from cases.parts.engagement import engagement
from cases.parts.equality import equality
from cases.parts.feedback import feedback
from cases.parts.gaps import gaps
from cases.parts.goals import goals
from cases.parts.incidents import incidents
from cases.parts.involvements import involvements
from cases.parts.justice import justice
from cases.parts.moves import moves
from cases.parts.onward import onward
from cases.parts.orders import orders
from cases.parts.person import person
from cases.parts.risk import risk
from cases.parts.sessions import sessions
from cases.parts.stage_of_change import stage_of_change
from cases.parts.tags import tags
from cases.parts.tasks import tasks
from cases.parts.team_risk import team_risk
from cases.parts.terms import terms
from cases.parts.warnings import warnings
from cases.parts.youth import youth
from pilot.models import User

# On every page of a case, above the sub-navigation.
MASTHEAD = (tags, warnings, alerts)

PARTS = {
    "case_detail": (*(sessions, attempts, tasks, engagement, feedback, terms, gaps),),
    "case_plan": (assessments, goals, stage_of_change, onward),
    "case_people": (
        *(risk, team_risk, justice, incidents, orders, involvements),
        *(person, children, agencies, youth, equality),
    ),
    "case_contacts": (),  # its entries are paged, so the view reads them itself
    "case_notes": (),  # its notes are paged, so the view reads them itself
    "case_history": (moves, earlier_closures, allocations, boroughs),
}


def parts_of(page: str, case: Case, user: User) -> dict[str, Any]:
    """What the parts of a page show, each by its noun."""
    return {part.__name__: part(case, user) for part in (*MASTHEAD, *PARTS[page])}
