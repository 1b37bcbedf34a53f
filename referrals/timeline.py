"""What happened to a referral, newest first, from the rows and the trail that say so.

A page fetches what belongs to the referral once, with `prefetched`, and shows it twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import zip_longest

from django.db.models import Prefetch, QuerySet

from pilot import calendar
from pilot.models import AuditEvent
from referrals.models import ContactSafetyCheck, Question, Referral, ReferralNotice

TOLD_AS = {  # what somebody did to it, and the line that says so
    "recorded": "Recorded",
    "corrected": "Corrected",
    "attributed": "Given a borough",
    "took on the screening of": "Screening begun",
    "took over the screening of": "Screening taken over",
    "noted that the person knows of": "The person knows of it",
    "reopened": "Reopened",
    "held back from erasure": "Held back from erasure",
    "released for erasure": "Let go again",
    "erased": "Details erased",
    "checked": "Criminal justice process checked",
    "allowed": "Let through by the manager",
}
ASKED, WENT_ON = "asked for information about", "went on with the screening of"
DECIDED = ("accepted", "declined", "redirected", "marked as withdrawn", "set aside")


@dataclass(frozen=True)
class Entry:
    """Something that happened, on the day it holds from; `late` if recorded on another.

    `entered_at` is when it was recorded: of one day, what came last stands first.
    """

    at: date
    title: str
    byline: str = ""
    text: str = ""
    late: str = ""
    is_minor: bool = False
    entered_at: datetime | None = None


def prefetched(referrals: QuerySet, user) -> QuerySet:
    """Each with its questions, its answers about contact and its notices, oldest first."""
    return referrals.prefetch_related(
        *(
            Prefetch(name, rows.visible_to(user).select_related(*people).order_by("pk"))
            for name, rows, people in (
                ("questions", Question.objects, ("asked_by", "ended_by")),
                (
                    "safety_checks",
                    ContactSafetyCheck.objects,
                    ("recorded_by", "approved_by"),
                ),
                ("notices", ReferralNotice.objects, ("told_by",)),
            )
        )
    )


def history_of(referral: Referral) -> list[Entry]:
    """Everything that happened to it, in a fixed number of queries."""
    trail = AuditEvent.objects.about(referral)
    trail = trail.filter(action__in=(*TOLD_AS, ASKED, WENT_ON, *DECIDED))
    events = list(trail.select_related("by").order_by("pk"))
    entries = [
        *_trail(referral, [event for event in events if event.action in TOLD_AS]),
        *_decisions(referral, [event for event in events if event.action in DECIDED]),
        *_questions(referral, events),
    ]
    for maker in (_checks, _notices, _partner_support):
        entries += maker(referral)
    entries.reverse()
    return sorted(entries, key=_in_order, reverse=True)


def _in_order(entry: Entry) -> tuple[date, datetime]:
    """By the day it holds from, then by when it was recorded, as far as that is known."""
    of_day = datetime.combine(entry.at, time.min, tzinfo=calendar.LONDON)
    return entry.at, entry.entered_at or of_day


def _recorded(on: date, moment) -> str:
    day = calendar.day_of(moment)
    return f"recorded {calendar.in_words(day)}" if day != on else ""


def _trail(referral: Referral, events: list[AuditEvent]) -> Iterator[Entry]:
    for event in events:
        is_receipt = event.action == "recorded"
        on = referral.received_on if is_receipt else calendar.day_of(event.at)
        yield Entry(
            at=on,
            title="Received" if is_receipt else TOLD_AS[event.action],
            byline=event.who,
            text=event.reason,
            late=_recorded(on, event.at),
            is_minor=True,
            entered_at=event.at,
        )


def _decisions(referral: Referral, events: list[AuditEvent]) -> Iterator[Entry]:
    """Each decision as it stood; the trail says, in that order, when it was entered."""
    past = referral.past_decisions.select_related("decided_by").order_by("pk")
    decisions = [
        (row.get_decision_display(), row.get_decline_reason_display(), row.note, row)
        for row in past
    ]
    if referral.decided_on:
        reason = referral.get_decline_reason_display()
        now = (referral.get_status_display(), reason, referral.decision_note, referral)
        decisions.append(now)
    for decision, event in zip_longest(decisions, events[: len(decisions)]):
        what, reason, note, row = decision
        yield Entry(
            at=row.decided_on,
            title=what if row is referral else f"{what}: taken back since",
            byline=str(row.decided_by),
            text="\n".join(filter(None, (reason, note))),
            late=_recorded(row.decided_on, event.at) if event else "",
            entered_at=event.at if event else None,
        )


def _questions(referral: Referral, events: list[AuditEvent]) -> Iterator[Entry]:
    """Each question and how the waiting ended; the trail says when, in the same order."""
    asked = iter([event.at for event in events if event.action == ASKED])
    ended = {
        is_decided: iter([event.at for event in events if event.action in actions])
        for is_decided, actions in ((False, (WENT_ON,)), (True, DECIDED))
    }
    for question in referral.questions.all():
        asked_at = next(asked, None)
        yield Entry(
            at=question.asked_on,
            title="Asked for information",
            byline=str(question.asked_by),
            text="\n".join(filter(None, (question.asked_of, question.text))),
            entered_at=asked_at,
        )
        if not question.is_open:
            later = ended[question.ending == Question.Ending.DECIDED]
            yield Entry(
                at=question.ended_on,
                title=question.get_ending_display(),
                byline=str(question.ended_by),
                text=question.answer,
                entered_at=next((at for at in later if asked_at and at >= asked_at), None),
            )


def _checks(referral: Referral) -> Iterator[Entry]:
    for check in referral.safety_checks.all():
        yield Entry(
            at=check.on,
            title=_with_its_fate(f"Contact: {check.get_result_display().lower()}", check),
            byline=str(check.recorded_by),
            text="\n".join(filter(None, (check.get_asked_display(), check.conditions))),
            late=_recorded(check.on, check.recorded_at),
            entered_at=check.recorded_at,
        )
        if check.approved_at:
            yield Entry(
                at=calendar.day_of(check.approved_at),
                title="Contact approved" if check.is_safe else "Hold accepted",
                byline=str(check.approved_by),
                is_minor=True,
                entered_at=check.approved_at,
            )


def _notices(referral: Referral) -> Iterator[Entry]:
    for notice in referral.notices.all():
        whom = notice.name or notice.get_to_display()
        yield Entry(
            at=notice.told_on,
            title=_with_its_fate(f"Told: {notice.get_kind_display().lower()}", notice),
            byline=str(notice.told_by),
            text=f"{whom}, {notice.get_method_display().lower()}",
            late=_recorded(notice.told_on, notice.recorded_at),
            entered_at=notice.recorded_at,
        )


def _partner_support(referral: Referral) -> Iterator[Entry]:
    for notice in referral.decline_notices.select_related("sent_by").order_by("-pk"):
        yield Entry(
            at=calendar.day_of(notice.sent_at),
            title="Partner support told, as of every referral declined or redirected",
            byline=str(notice.sent_by),
            is_minor=True,
            entered_at=notice.sent_at,
        )


def _with_its_fate(title: str, entry) -> str:
    return f"{title}. Put right since" if entry.is_replaced else title
