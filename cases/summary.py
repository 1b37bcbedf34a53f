"""One page about the work with somebody, that holds nothing of anybody else.

It may come into his hands, so it says what he did and what was agreed with him, and quotes
no free text at all: coded answers, days and numbers. Whatever somebody typed may name
somebody, and no reading of it by a machine would be sure. Of his goals it says when they
were agreed and what became of them; the words are said over with him. Risk is left out,
because it may rest on what others said; so is every destination that is about watching him
(domain 4.7).
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, Min, Q

from cases.models import Case, OnwardReferral, Session
from cases.models.onward import NOWHERE
from pilot import calendar

To, Reason = OnwardReferral.Destination, Case.ClosureReason
NOT_FOR_HIM = (To.POLICE_RISK, To.MARAC, To.CS_UP, To.CS_DOWN)
ENDED_BY_US = "Ended by the service"


@dataclass(frozen=True)
class Section:
    """A heading, and what stands under it in pairs."""

    heading: str
    facts: list[tuple[str, str]] = field(default_factory=list)


def summary_of(case: Case) -> list[Section]:
    """The sections of the page; one without anything to say is left out."""
    sections = [
        Section("The work", _work(case)),
        Section("Meetings", _meetings(case)),
        Section("What was agreed", _agreed(case)),
        Section("Goals", _goals(case)),
        Section("Readiness to change, as the worker saw it", _stages(case)),
        Section("What comes next", _onward(case)),
    ]
    return [section for section in sections if section.facts]


def _day(day: date | None) -> str:
    return calendar.in_words(day) if day else ""


def _work(case: Case) -> list[tuple[str, str]]:
    facts = [("Opened", _day(case.opened_on))]
    for move in case.moves.filter(to__in=Case.ACTIVE).exclude(was="").order_by("pk"):
        facts.append((move.get_to_display(), f"from {_day(move.effective_on)}"))
    if case.closed_on:
        reason = case.get_closure_reason_display()
        if case.closure_reason == Reason.UNSAFE:
            reason = ENDED_BY_US
        facts += [("Closed", _day(case.closed_on)), ("How it ended", reason)]
    return facts


def _meetings(case: Case) -> list[tuple[str, str]]:
    came = Q(outcome__in=Session.ATTENDED)
    with_him = case.sessions.recorded().with_the_person()
    found = with_him.aggregate(
        came=Count("pk", filter=came),
        missed=Count("pk", filter=Q(outcome=Session.Outcome.DNA)),
        first=Min("on", filter=came),
        last=Max("on", filter=came),
    )
    if not found["came"] and not found["missed"]:
        return []
    facts = [("Came to", f"{found['came']}"), ("Missed", f"{found['missed']}")]
    if found["came"]:
        facts.append(("First and last", f"{_day(found['first'])}, {_day(found['last'])}"))
    return facts


def _agreed(case: Case) -> list[tuple[str, str]]:
    facts = []
    if terms := case.terms.order_by("-explained_on", "-pk").first():
        said = "accepted" if terms.is_accepted else "not accepted"
        facts.append(("Terms of the work", f"{said}, {_day(terms.explained_on)}"))
    for each in case.assessments.signed_off().order_by("completed_on", "pk"):
        facts.append((f"{each.get_kind_display()} assessment", _day(each.completed_on)))
    return facts


def _goals(case: Case) -> list[tuple[str, str]]:
    facts = []
    for goal in case.goals.standing().with_outcome():
        became = goal.outcomes.model.Kind(goal.outcome).label if goal.outcome else "Open"
        facts.append((f"Agreed {_day(goal.agreed_on)}", became))
    return facts


def _stages(case: Case) -> list[tuple[str, str]]:
    ratings = list(case.stage_ratings.standing().in_order())
    ends = ratings[:1] + ratings[1:][-1:]
    return [(_day(each.on), each.get_stage_display()) for each in ends]


def _onward(case: Case) -> list[tuple[str, str]]:
    facts = []
    for each in case.onward.standing().order_by("made_on", "pk"):
        if each.destination in NOT_FOR_HIM:
            continue
        state = f"{each.state}, {_day(each.last_step_on)}"
        said = _day(each.made_on) if each.destination in NOWHERE else state
        facts.append((each.get_destination_display(), said))
    return facts
