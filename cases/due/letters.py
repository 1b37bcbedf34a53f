"""What is due of what goes to others: feedback, and news of where people went on to."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from cases.models import Feedback, OnwardReferral
from pilot import calendar, parameters
from pilot.due import Due
from pilot.models import User
from pilot.permissions import Permission


def feedback_to_send(user: User, until: date) -> Iterator[Due]:
    """What referrers are to be told: to write, to approve, to send (P-04)."""
    unsent = Feedback.objects.visible_to(user).unsent()
    related = ("case__borough", "case__worker", "case__perpetrator")
    within = parameters.value("P-04")
    for feedback in unsent.select_related(*related):
        # Where P-04 sets no day, a letter may take as long as it would.
        on = feedback.due_on or calendar.add_working_days(feedback.recorded_on, within)
        due = _to_approve(feedback, user, on) if feedback.is_submitted else None
        if not feedback.is_submitted and on <= until:
            due = _to_write_or_send(feedback, on)
        if due:
            yield due


def _to_approve(feedback: Feedback, user: User, on: date) -> Due | None:
    if not user.can(Permission.APPROVE_FEEDBACK, feedback.case.borough):
        return None
    return Due(
        kind="To approve",
        what=f"Approve the feedback to the referrer, case {feedback.case.reference}",
        on=on,
        href=reverse("cases:feedback_decide", args=[feedback.reference]),
        action="Read and decide",
        whose=user,
    )


def _to_write_or_send(feedback: Feedback, on: date) -> Due:
    verb = "Send" if feedback.is_to_send else "Write"
    page = "feedback_send" if feedback.is_to_send else "feedback_edit"
    return Due(
        kind="Feedback to referrers",
        what=f"{verb} the feedback to the referrer, case {feedback.case.reference}",
        on=on,
        href=reverse(f"cases:{page}", args=[feedback.reference]),
        action=verb,
        whose=feedback.case.worker,
        who=str(feedback.case.perpetrator),
    )


def onward_to_follow(user: User, until: date) -> Iterator[Due]:
    """Onward referrals about which somebody was to ask, on closed cases too."""
    followed = OnwardReferral.objects.visible_to(user).followed()
    for onward in followed.filter(follow_up_on__lte=until).for_following():
        yield Due(
            kind="Onward referrals",
            what=f"Ask what came of an onward referral, case {onward.case.reference}",
            on=onward.follow_up_on,
            href=reverse("cases:onward_follow", args=[onward.reference]),
            action="Record the news",
            whose=onward.case.worker,
            who=str(onward.case.perpetrator),
        )
