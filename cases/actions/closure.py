"""What a case closed on, which whatever is put right afterwards leaves as it was."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Q

from cases.actions.guards import missing
from cases.models import Case
from cases.models.onward import PROGRAMMES
from pilot.transitions import TransitionRefused

Reason = Case.ClosureReason


@contextmanager
def keeping_its_closure(case: Case) -> Iterator[None]:
    """What a closed case had when it closed (V-18) it has after the block; else refused.

    What it lacked before is nobody's fault here. Opened inside an action that holds the
    case; of an open one nothing is asked.
    """
    lacked = _lacking(case)
    yield
    if lost := [text for text in _lacking(case) if text not in lacked]:
        raise TransitionRefused(
            f"Case {case.reference} was closed on the strength of what this would change. "
            f"It would be missing then: {' '.join(lost)} If it is right all the same, the "
            "manager reopens the case first."
        )


def check_goes_where_it_says(case: Case, reason: str) -> None:
    """Who is said to have moved on was referred on: refused until that is recorded."""
    to_programmes = Q(destination__in=PROGRAMMES)
    said = {
        Reason.STEP_TO_DVPP: (to_programmes, "a full programme"),
        Reason.STEP_TO_OTHER: (~to_programmes, "another service"),
    }
    for stepped, (there, where) in said.items():
        if reason == stepped and not case.onward.made().filter(there).exists():
            raise TransitionRefused(
                f"No onward referral to {where} is on record: record it first, or choose "
                "another reason."
            )


def _lacking(case: Case) -> list[str]:
    """What of all it had to have a closed case has not."""
    if case.closed_on is None:
        return []
    lacking = [each.text for each in missing(case, Case.Status.CLOSED, case.closed_on)]
    try:
        check_goes_where_it_says(case, case.closure_reason)
    except TransitionRefused as refused:
        lacking.append(str(refused))
    return lacking
