"""The one main button of a case page: what its worker would do next.

Each function of `STEPS` answers the step it knows of, or nothing; the first answer is the
button. To add one, write it below and give it its place in the order.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from cases.models import Case, Feedback
from pilot import calendar
from pilot.models import User
from pilot.permissions import Permission


@dataclass(frozen=True)
class Step:
    """A button, and where there is need of one a sentence above it."""

    text: str
    href: str
    why: str = ""


def next_step(case: Case, user: User) -> Step | None:
    """What to do next on the case; nothing for whoever may not.

    Once it has closed there is only news to ask for, of where they went on to.
    """
    if not user.can(Permission.LOG_WORK, case.borough):
        return None
    if not case.is_open:
        return _ask_how_it_went(case)
    return next(filter(None, (find(case) for find in STEPS)), None)


def _record_what_happened(case: Case) -> Step | None:
    if case.session_awaiting is None:
        return None
    href = reverse("cases:session_record", args=[case.session_awaiting])
    return Step("Record the session awaiting a record", href)


def _look_again(case: Case) -> Step | None:
    if case.suspension_review_on is None:
        return None
    until = calendar.in_words(case.suspension_review_on)
    said = "was to be" if case.is_suspension_review_due else "is to be"
    why = f"The work is suspended, and {said} looked at again on {until}."
    return Step("Look at the suspension", _page("case_move", case), why)


def _finish_closing(case: Case) -> Step | None:
    if case.status != Case.Status.CLOSING:
        return None
    why = "The work is ending. The next page lists what is missing before the case closes."
    return Step("Close this case", _page("case_close", case), why)


def _tell_of_not_engaging(case: Case) -> Step | None:
    """Of one who does not engage risk is rated, and the referrer is told (V-17, P-04)."""
    since = case.non_engagement_declared_on
    if since is None:
        return None
    said = f"They were declared not to engage on {calendar.in_words(since)}."
    if case.risk_to_tell_on is None or case.risk_to_tell_on < since:
        return Step("Rate risk", _page("case_risk_rate", case), said)
    waiting = case.feedback.unsent().filter(kind=Feedback.Kind.NONENG_RISK).first()
    if waiting is None or waiting.is_submitted:
        return None
    why = f"{said} The referrer is to be told by {calendar.in_words(waiting.due_on)}."
    if waiting.is_to_send:
        href = reverse("cases:feedback_send", args=[waiting.reference])
        return Step("Send the feedback", href, why)
    href = reverse("cases:feedback_edit", args=[waiting.reference])
    return Step("Write the feedback", href, why)


def _ask_how_it_went(case: Case) -> Step | None:
    due = case.onward.news_due().order_by("follow_up_on", "pk").first()
    if due is None:
        return None
    why = f"Somebody was to ask on {calendar.in_words(due.follow_up_on)} how it went there."
    href = reverse("cases:onward_follow", args=[due.reference])
    return Step("Record news of where they went on to", href, why)


def _explain_terms(case: Case) -> Step | None:
    """They have met, and nothing has been explained."""
    if case.status != Case.Status.CONTACTING or not case.engaged_on:
        return None
    if case.terms.exists():
        return None
    why = "You have met. The assessment can begin when they know the terms."
    return Step("Record the terms", _page("terms_record", case), why)


def _reach_them(case: Case) -> Step | None:
    if case.status != Case.Status.OPEN:
        return None
    return Step("Log a failed attempt", _page("attempt_log", case))


def _log_work(case: Case) -> Step:
    return Step("Log an intervention", _page("session_log", case))


STEPS: tuple[Callable[[Case], Step | None], ...] = (
    _record_what_happened,
    _look_again,
    _tell_of_not_engaging,
    _finish_closing,
    _explain_terms,
    _reach_them,
    _log_work,
)


def _page(name: str, case: Case) -> str:
    return reverse(f"cases:{name}", args=[case.reference])
