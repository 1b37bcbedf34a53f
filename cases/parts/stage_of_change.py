from typing import Any

from cases.entries import LATEST, latest
from cases.models import Case, Stage
from pilot import calendar, parameters
from pilot.charts import Step, step_chart
from pilot.models import User

DRAWN = 24


def stage_of_change(case: Case, user: User) -> dict[str, Any]:
    """The ratings of a case, a line of them, and how far the first lies from the last."""
    found = latest("stage", case, DRAWN)
    shown = found["shown"]
    standing = [each.entry for each in shown if not each.entry.is_replaced]
    line = None
    if len(standing) > 1:
        line = step_chart(
            "stage-line",
            "Stage of change over time",
            [stage.label for stage in Stage],
            [Step(rating.on, rating.stage) for rating in standing[::-1]],
            until=case.closed_on or calendar.today(),
        )
    return found | {
        "now": standing[0] if standing else None,
        "shown": shown[:LATEST],
        "has_more": found["has_more"] or len(shown) > LATEST,
        "line": line,
        "movement": movement(case.first_stage, case.last_stage),
    }


def movement(first: int | None, last: int | None) -> str:
    """How far it went from the first rating to one late enough to compare (P-11)."""
    if first is None:
        return ""
    if last is None:
        return parameters.filled(
            "Not to be compared yet: that takes two ratings {P-11} apart."
        )
    was, now = Stage(first).label.lower(), Stage(last).label.lower()
    if last == first:
        return f"At {now}, as at the first rating."
    way = "Forward" if last > first else "Back"
    return f"{way} from {was} to {now} since the first rating."
