from typing import Any

from cases.entries import LATEST, latest, with_directions
from cases.models import Case, RiskLevel
from cases.models.levels import RANKED
from pilot import calendar
from pilot.charts import Step, StepChart, step_chart
from pilot.models import User

DRAWN = 24  # ratings: a line of two years, if each waited its twelve weeks and more came


def risk(case: Case, user: User) -> dict[str, Any]:
    """The ratings of a case: the latest in words, and a line of what they were."""
    found = latest("risk", case, DRAWN)
    shown = with_directions(found["shown"])
    standing = [each for each in shown if not each.entry.is_replaced]
    return found | {
        "now": standing[0] if standing else None,
        "shown": shown[:LATEST],
        "has_more": found["has_more"] or len(shown) > LATEST,
        "line": _line(case, [each.entry for each in standing[::-1]]),
        "review": case.risk_review,
    }


def _line(case: Case, updates: list) -> StepChart | None:
    """Nothing is drawn of a single rating: the words say as much."""
    if len(updates) < 2:
        return None
    ranks = {level.value: rank for rank, level in enumerate(RANKED)}
    return step_chart(
        "risk-line",
        "Risk over time",
        [RiskLevel(level).label for level in RANKED],
        [Step(update.on, ranks.get(update.level)) for update in updates],
        until=case.closed_on or calendar.today(),
    )
