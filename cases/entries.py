"""The entries of a case as a page shows them: each kind in its own words, in one shape.

A kind is one line of `KINDS`. Lists, parts and the pages that put something right or take
it out show every kind alike.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from cases.models import (
    Case,
    Direction,
    Feedback,
    GoalOutcome,
    Involvement,
    JusticeCheck,
    OnwardReferral,
    Order,
    direction,
)
from pilot import calendar

LATEST = 5  # of each kind on a page of the case; the rest has a page of its own
COLOURS = {Direction.WORSE: "red", Direction.SAME: "grey", Direction.BETTER: "green"}


@dataclass(frozen=True)
class Shown:
    """One entry: what, when, by whom, and what it says."""

    entry: Any
    title: str
    on: date
    tag: str = ""
    colour: str = "grey"
    facts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def recorded_on(self) -> date | None:
        """The day it was put on record, when that was a later one."""
        return self.entry.recorded_on if self.entry.recorded_on > self.on else None

    @property
    def replaced_because(self) -> str:
        """Why it stands no longer."""
        if not self.entry.is_replaced:
            return ""
        if self.entry.is_withdrawn:
            return f"Taken out: {self.entry.withdrawal_reason}"
        later = self.entry.replaced_by
        return f"Put right by {later.recorded_by}: {later.correction_reason}"


@dataclass(frozen=True)
class Kind:
    """A kind of entry: what it is called, where its rows are, and how one is shown."""

    noun: str
    plural: str
    rows: Callable[[Case], QuerySet]
    told: Callable[[Any], dict[str, Any]]
    anchor: str

    def of(self, case: Case) -> QuerySet:
        """Every entry of this kind on a case, the newest first."""
        return self.rows(case).for_listing()

    def shown(self, entry: Any) -> Shown:
        """One entry as pages show it."""
        return Shown(entry, **self.told(entry))

    def all_shown(self, entries: Iterable[Any]) -> list[Shown]:
        """Entries as pages show them."""
        return [self.shown(entry) for entry in entries]


def _facts(*pairs: tuple[str, Any]) -> list[tuple[str, str]]:
    return [(key, str(value)) for key, value in pairs if value not in ("", None)]


def _risk(update):
    return {
        "title": update.get_level_display(),
        "on": update.on,
        "facts": _facts(
            ("Why it was looked at", update.get_trigger_display()),
            ("What it rests on", update.rationale),
            ("What is done about it", update.action),
        ),
    }


def with_directions(shown: Sequence[Shown]) -> list[Shown]:
    """Ratings, newest first, each with which way risk had gone since the one before."""
    told, before = [], None
    for each in reversed(shown):
        if not each.entry.is_replaced:
            gone = direction(before, each.entry.level)
            if gone:
                each = replace(each, tag=gone.value.capitalize(), colour=COLOURS[gone])
            before = each.entry.level
        told.append(each)
    return told[::-1]


def _stage(rating):
    return {
        "title": rating.get_stage_display(),
        "on": rating.on,
        "facts": _facts(("What shows it", rating.evidence)),
    }


def _goal(goal):
    return {
        "title": f"“{goal.words}”",
        "on": goal.agreed_on,
        "facts": _facts(("Steps", goal.steps)),
    }


def _outcome(found):
    return {
        "title": found.get_outcome_display(),
        "on": found.on,
        "facts": _facts(("Goal", found.goal.words), ("What shows it", found.evidence)),
    }


def _review(review):
    after = calendar.in_words(review.next_on) if review.next_on else "None planned"
    return {
        "title": "The plan was reviewed",
        "on": review.on,
        "facts": _facts(("What has changed", review.changed), ("Next review", after)),
    }


def _declaration(declared):
    state = {"tag": "Not engaging", "colour": "red"}
    if declared.ended_on:
        ended = calendar.in_words(declared.ended_on)
        state = {"tag": f"Ended {ended}", "colour": "grey"}
    if declared.evidence_lost_on and not declared.is_replaced:
        state = {"tag": "Rests on too little now", "colour": "orange"}
    return {
        "title": declared.get_ground_display(),
        "on": declared.declared_on,
        **state,
        "facts": _facts(("Rests on", declared.evidence)),
    }


def _feedback(feedback):
    due = feedback.due_on if feedback.is_owed else None
    gone = feedback.sent_on and calendar.in_words(feedback.sent_on)
    had = feedback.acknowledged_on and calendar.in_words(feedback.acknowledged_on)
    return {
        "title": feedback.get_kind_display(),
        "on": feedback.sent_on or feedback.recorded_on,
        **feedback_state(feedback),
        "facts": _facts(
            ("Due", due and calendar.in_words(due)),
            ("Sent to", feedback.sent_to),
            ("Sent", gone and f"{gone}, {feedback.get_method_display().lower()}"),
            ("Acknowledged", had),
            ("Returned because", feedback.returned_because),
        ),
    }


def feedback_state(feedback: Feedback) -> dict[str, str]:
    """How far feedback has come, in a tag."""
    if feedback.is_replaced:
        return {"tag": "", "colour": "grey"}
    if feedback.is_overdue:
        return {"tag": "Overdue", "colour": "red"}
    if feedback.is_submitted and feedback.needs_the_manager:
        return {"tag": "Waiting for the manager", "colour": "yellow"}
    if feedback.is_draft and feedback.returned_because:
        return {"tag": "Returned", "colour": "orange"}
    colours = {"DRAFT": "blue", "APPROVED": "yellow", "SENT": "purple"}
    colour = colours.get(feedback.status, "green")
    return {"tag": feedback.get_status_display(), "colour": colour}


def _incident(incident):
    return {
        "title": (
            f"{incident.get_kind_display()}, against: "
            f"{incident.get_relationship_display().lower()}"
        ),
        "on": incident.known_on,
        "facts": _facts(
            ("What happened", incident.what),
            ("Known from", incident.get_source_display()),
            ("Police know of it", incident.get_police_reported_display()),
            ("What was done", incident.action),
        ),
    }


def _order(order):
    until = calendar.in_words(order.ends_on) if order.ends_on else "No end is set"
    return {
        "title": order.get_kind_display(),
        "on": order.starts_on,
        **_how_long(order),
        "facts": _facts(
            ("Conditions", order.conditions),
            ("Protects", order.get_protects_display()),
            ("Until", until),
        ),
    }


def _how_long(order: Order) -> dict[str, str]:
    if order.is_over:
        return {"tag": "Expired", "colour": "grey"}
    if order.starts_on > calendar.today():
        return {"tag": "Not in force yet", "colour": "blue"}
    if order.days_left is None:
        return {"tag": "In force", "colour": "green"}
    days = order.days_left
    left = {0: "Ends today", 1: "Ends tomorrow"}.get(days, f"Ends in {days} days")
    return {"tag": left, "colour": "yellow"}


def _warning(warning):
    state = {"tag": "Active", "colour": "orange"}
    if warning.is_overdue:
        state = {"tag": "Review overdue", "colour": "red"}
    elif warning.ended_on:
        state = {"tag": f"Ended {calendar.in_words(warning.ended_on)}", "colour": "grey"}
    reviews = [
        (f"{review}", f"{review.reason} ({review.by})") for review in warning.reviews.all()
    ]
    return {
        "title": warning.get_kind_display(),
        "on": warning.raised_on,
        **state,
        "facts": _facts(
            ("What is known", warning.evidence),
            ("To be looked at again", calendar.in_words(warning.review_on)),
            *reviews,
        ),
    }


def _involvement(meeting: Involvement):
    over = meeting.ended_on and f"Until {calendar.in_words(meeting.ended_on)}"
    level = meeting.mappa_level and f"Level {meeting.mappa_level}"
    return {
        "title": meeting.get_kind_display(),
        "on": meeting.on,
        "tag": over or meeting.get_level_display() or level or "",
        "colour": "grey" if meeting.is_over else "purple",
        "facts": _facts(
            ("Part in it", meeting.get_role_display()),
            ("Category", meeting.get_mappa_category_display()),
            ("Left to us", meeting.actions),
            ("Known from", meeting.get_source_display()),
            ("Who holds the detail", meeting.held_by),
        ),
    }


def _justice(check: JusticeCheck):
    return {
        "title": check.get_found_display(),
        "on": check.on,
        "tag": "In the process" if check.is_in_process else "",
        "colour": "red",
        "facts": _facts(("Known from", check.get_source_display()), ("Note", check.note)),
    }


def _assessment(assessment):
    return {
        "title": str(assessment),
        "on": assessment.completed_on or assessment.started_on,
        "tag": assessment.get_status_display(),
        "colour": {"SIGNED_OFF": "green", "COMPLETED": "yellow"}.get(
            assessment.status, "blue"
        ),
        "facts": _facts(("Sent back because", assessment.sent_back_because)),
    }


def _onward(referral: OnwardReferral):
    days = (
        ("Accepted", referral.accepted_on),
        ("Began", referral.started_on),
        (referral.get_ending_display(), referral.ended_on),
        ("To be asked about", referral.follow_up_on),
    )
    return {
        "title": referral.get_destination_display(),
        "on": referral.made_on,
        "tag": referral.state,
        "colour": _ONWARD.get(referral.state, "blue"),
        "facts": _facts(
            ("Service", referral.service),
            *((said, calendar.in_words(day)) for said, day in days if day),
            ("Why", referral.get_reason_display()),
            ("Last heard", referral.news),
            ("Known from", referral.get_source_display()),
        ),
    }


_ONWARD = {"Started": "green", "Completed": "green", "Dropped out": "grey"}
_ONWARD |= {"Never began": "grey", "Refused by the service": "grey"}


KINDS = {
    "risk": Kind(
        "risk rating",
        "risk ratings",
        lambda case: case.risk_updates.latest_first(),
        _risk,
        "risk",
    ),
    "stage": Kind(
        "stage of change",
        "stages of change",
        lambda case: case.stage_ratings.in_order().reverse(),
        _stage,
        "stage",
    ),
    "goal": Kind(
        "goal",
        "goals",
        lambda case: case.goals.order_by("-agreed_on", "-recorded_at", "-pk"),
        _goal,
        "plan",
    ),
    "outcome": Kind(
        "outcome of a goal",
        "outcomes of goals",
        lambda case: GoalOutcome.objects.filter(goal__case=case).latest_first(),
        _outcome,
        "plan",
    ),
    "review": Kind(
        "review of the plan",
        "reviews of the plan",
        lambda case: case.plan_reviews.order_by("-on", "-recorded_at", "-pk"),
        _review,
        "plan",
    ),
    "declaration": Kind(
        "declaration",
        "declarations",
        lambda case: case.non_engagements.latest_first(),
        _declaration,
        "engagement",
    ),
    "feedback": Kind(
        "feedback",
        "feedback",
        lambda case: case.feedback.latest_first(),
        _feedback,
        "feedback",
    ),
    "incident": Kind(
        "incident",
        "incidents",
        lambda case: case.incidents.latest_first(),
        _incident,
        "incidents",
    ),
    "order": Kind(
        "order", "orders", lambda case: case.orders.latest_first(), _order, "orders"
    ),
    "warning": Kind(
        "warning",
        "warnings",
        lambda case: case.warnings.latest_first(),
        _warning,
        "warnings",
    ),
    "meeting": Kind(
        "meeting or scheme",
        "meetings and schemes",
        lambda case: case.involvements.latest_first(),
        _involvement,
        "involvements",
    ),
    "justice": Kind(
        "criminal justice entry",
        "criminal justice entries",
        lambda case: case.justice_checks.latest_first(),
        _justice,
        "justice",
    ),
    "onward": Kind(
        "onward referral",
        "onward referrals",
        lambda case: case.onward.latest_first(),
        _onward,
        "onward",
    ),
    "assessment": Kind(
        "assessment",
        "assessments",
        lambda case: case.assessments.latest_first(),
        _assessment,
        "assessment",
    ),
}


def latest(key: str, case: Case, number: int = LATEST) -> dict[str, Any]:
    """The newest entries of a kind, replaced ones too, and whether there are more."""
    kind = KINDS[key]
    found = list(kind.of(case)[: number + 1])
    return {
        "key": key,
        "kind": kind,
        "shown": kind.all_shown(found[:number]),
        "has_more": len(found) > number,
    }
