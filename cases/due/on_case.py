"""What has its day on the case itself: attempts, assessment, risk, plan, warnings."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from django.urls import reverse

from cases.models import Case
from pilot import calendar, parameters
from pilot.due import Due
from pilot.models import User
from pilot.permissions import Permission

SIGNED_OFF_WITHIN = 5  # working days: nobody has agreed a time, so that of the others


def cases_to_look_at(user: User, until: date) -> Iterator[Due]:
    """Everything that has a day on the case itself: one query for all of it."""
    cases = Case.objects.visible_to(user).open()
    cases = cases.with_risk().with_assessment().with_reviews()
    related = ("perpetrator", "worker", "referral", "borough")
    for case in cases.select_related(*related):
        for find in ON_A_CASE:
            due = find(case)
            if due and due.on <= until:
                yield due
        for permission, decide in DECIDED_BY_MANAGER.items():
            if user.can(permission, case.borough) and (due := decide(case)):
                yield replace(due, whose=user)


def _first_attempt(case: Case) -> Due | None:
    """P-05: nobody has tried to reach them yet."""
    if case.status != Case.Status.OPEN:
        return None
    received_on = case.referral.received_on
    return _of_case(
        case,
        kind="First attempts",
        what=f"Nobody has tried to reach them yet, case {case.reference}",
        on=calendar.add_working_days(received_on, parameters.value("P-05")),
        page="attempt_log",
        action="Log an attempt",
    )


def _assessment(case: Case) -> Due | None:
    """P-08: the first assessment is not complete."""
    if case.is_assessed or not case.is_active:
        return None
    return _of_case(
        case,
        kind="Assessments",
        what=f"Complete the assessment, case {case.reference}",
        on=case.assessment_due_on,
        page="case_plan",
        action="Assess",
    )


def _risk(case: Case) -> Due | None:
    """P-09: risk is to be looked at again; the first time is the assessment's."""
    review = case.risk_review
    if review is None or (review.is_first and not case.is_assessed):
        return None
    why = f" after {_news(review)}" if review.news else ""
    return _of_case(
        case,
        kind="Risk reviews",
        what=f"Review the risk{why}, case {case.reference}",
        on=review.due_on,
        page="case_risk_rate",
        action="Rate the risk",
    )


def _news(review) -> str:
    return review.news.label[0].lower() + review.news.label[1:]


def _suspension(case: Case) -> Due | None:
    """The day has come on which somebody was to look at it again."""
    if case.suspension_review_on is None:
        return None
    return _of_case(
        case,
        kind="Suspensions",
        what=f"Look again at the suspension, case {case.reference}",
        on=case.suspension_review_on,
        page="case_move",
        action="Look again",
    )


def _warning(case: Case) -> Due | None:
    """Its warning that is to be looked at next."""
    if case.warning_review_on is None:
        return None
    return _of_case(
        case,
        kind="Warnings to review",
        what=f"Look again at a warning, case {case.reference}",
        on=case.warning_review_on,
        page="case_warning_review",
        of=case.warning_reference,
        action="Review",
    )


def _plan(case: Case) -> Due | None:
    """Its goals, which are looked back on together."""
    if case.goal_review_on is None:
        return None
    return _of_case(
        case,
        kind="Goals to review",
        what=f"Look back on the plan, case {case.reference}",
        on=case.goal_review_on,
        page="case_plan_review",
        action="Review",
    )


def _sign_off(case: Case) -> Due | None:
    """An assessment that its worker has completed."""
    if case.unread_since is None:
        return None
    return _of_case(
        case,
        kind="To approve",
        what=f"Sign off the assessment, case {case.reference}",
        on=calendar.add_working_days(case.unread_since, SIGNED_OFF_WITHIN),
        page="case_assessment_detail",
        of=case.unread_reference,
        action="Read and sign off",
    )


def _eligibility(case: Case) -> Due | None:
    """The question whether it still belongs here."""
    if case.asked_about_on is None:
        return None
    return _of_case(
        case,
        kind="To approve",
        what=f"Decide whether case {case.reference} still belongs here",
        on=calendar.add_working_days(case.asked_about_on, 1),
        page="case_eligibility_decide",
        action="Decide",
    )


def _declaration(case: Case) -> Due | None:
    """Whether they still count as not engaging, though the evidence was put right."""
    if case.unfounded_since is None:
        return None
    due = _of_case(
        case,
        kind="To approve",
        what=f"Decide whether they are still declared not to engage, case {case.reference}",
        on=calendar.add_working_days(case.unfounded_since, 1),
        page="case_detail",
        action="See what has changed",
    )
    return replace(due, href=f"{due.href}#engagement")


def _of_case(case: Case, *, page: str, of: str = "", **what) -> Due:
    return Due(
        href=reverse(f"cases:{page}", args=[of or case.reference]),
        whose=case.worker,
        who=str(case.perpetrator),
        **what,
    )


ON_A_CASE: tuple[Callable[[Case], Due | None], ...] = (
    _first_attempt,
    _assessment,
    _risk,
    _suspension,
    _warning,
    _plan,
)
DECIDED_BY_MANAGER: dict[Permission, Callable[[Case], Due | None]] = {
    Permission.SIGN_OFF_ASSESSMENT: _sign_off,
    Permission.DECIDE_ELIGIBILITY: _eligibility,
    Permission.APPROVE_FEEDBACK: _declaration,
}
