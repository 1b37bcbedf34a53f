"""What must have been done before a case comes to a stage (dictionary 7).

`GUARDS` names for each stage the questions that are asked on the way in, whichever stage
the case comes from. Each answers what is missing, in words and with the page on which to
put it right, or nothing. The page of moves shows them, and the way in asks them again. To
add one, write it, and put it in the tuple of its stage.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse

from cases.engagement_rules import evidence_of
from cases.models import (
    Case,
    ContactAttempt,
    EqualityRecord,
    Feedback,
    NonEngagement,
    RiskLevel,
    RiskTrigger,
    SafetyNotice,
)
from pilot import calendar
from pilot.transitions import TransitionRefused
from referrals.actions import check_safe_to_contact


class Missing(NamedTuple):
    """What has to be done first, and where."""

    text: str
    href: str = ""
    action: str = ""  # the words of the link


Guard = Callable[[Case, date], Missing | None]


def missing(case: Case, to: Case.Status, on: date) -> list[Missing]:
    """All that stands between the case and a stage, were it to come there on that day."""
    answers = (guard(case, on) for guard in GUARDS.get(to, ()))
    return [answer for answer in answers if answer is not None]


def check_nothing_missing(case: Case, to: Case.Status, on: date) -> None:
    """Refused, in plain words, while something is missing."""
    if found := missing(case, to, on):
        raise TransitionRefused(" ".join(each.text for each in found))


def check_assessed(case: Case, *, on: date) -> None:
    """Refused unless an assessment of that day or earlier is signed off (dictionary 7)."""
    by_then = case.assessments.filter(completed_on__lte=on)
    if by_then.signed_off().exists():
        return
    if later := case.assessments.signed_off().order_by("completed_on").first():
        raise TransitionRefused(
            f"The assessment is of {calendar.in_words(later.completed_on)}: "
            "intervention begins on that day or later."
        )
    if by_then.awaiting_sign_off().exists():
        raise TransitionRefused(
            "The assessment waits for the manager to sign it off: "
            "intervention can begin after that."
        )
    raise TransitionRefused(
        "Intervention begins with an assessment that the manager has signed off: "
        "complete it first."
    )


def check_rated_since(declaration: NonEngagement) -> None:
    """Refused until risk was rated since the declaration, so as it may be told (V-17)."""
    ratings = declaration.case.risk_updates
    if ratings.to_tell().filter(on__gte=declaration.declared_on).exists():
        return
    said = (
        "Rate risk first: nobody has since they were declared not to engage, on "
        f"{calendar.in_words(declaration.declared_on)}."
    )
    if ratings.standing().filter(on__gte=declaration.declared_on).exists():
        said += (
            " Not assessed is no level, and a rating because of partner support is not "
            "for the referrer."
        )
    raise TransitionRefused(said)


def _contact_is_safe(case: Case, on: date) -> Missing | None:
    """OPEN to CONTACTING: nobody unaware is contacted unless it is safe (V-12)."""
    try:
        check_safe_to_contact(case.referral, on=on)
    except TransitionRefused as refused:
        return Missing(str(refused), case.referral.get_absolute_url(), "Open the referral")
    return None


def _they_were_met(case: Case, on: date) -> Missing | None:
    """CONTACTING to ASSESSMENT: a first two-way contact."""
    reached = case.attempts.standing().filter(
        outcome=ContactAttempt.Outcome.REACHED, on__lte=on
    )
    met = case.sessions.attended().with_the_person().filter(on__lte=on)
    if met.exists() or reached.exists():
        return None
    return Missing(
        "Nobody has reached them yet: log the session they came to, or the attempt that "
        "reached them.",
        _page("attempt_log", case),
        "Log an attempt",
    )


def _terms_are_explained(case: Case, on: date) -> Missing | None:
    """CONTACTING to ASSESSMENT: the agreement to work has been explained."""
    latest = case.terms.filter(explained_on__lte=on).order_by("-explained_on", "-pk")
    unexplained = latest[0].unexplained if latest else ["the agreement to work"]
    if not unexplained:
        return None
    return Missing(
        f"Explain to them first: {', '.join(unexplained)}.",
        _page("terms_record", case),
        "Record the terms",
    )


def _assessment_is_signed_off(case: Case, on: date) -> Missing | None:
    """ASSESSMENT to INTERVENTION: an assessment of by then, that the manager signed off."""
    try:
        check_assessed(case, on=on)
    except TransitionRefused as refused:
        return Missing(
            str(refused),
            f"{_page('case_plan', case)}#assessment",
            "See the assessment",
        )
    return None


def _partner_support_has_cleared(case: Case, on: date) -> Missing | None:
    """V-13. The perpetrator side learns whether it is cleared, and never since when."""
    if case.bridge.is_cleared:
        return None
    return Missing("Not cleared yet: ask partner support or the manager.")


def _no_session_waits(case: Case, on: date) -> Missing | None:
    """A figure would miss a session whose record never comes."""
    if not case.sessions.unrecorded().exists():
        return None
    return Missing(
        "Record or cancel the booked sessions before closing the case.",
        case.get_absolute_url(),
        "See the sessions",
    )


def _the_manager_has_decided(case: Case, on: date) -> Missing | None:
    """Dictionary 7, ENTERED_CJ: whether it goes on is for the manager to say."""
    if not case.eligibility_queries.waiting().exists():
        return None
    return Missing(
        "The manager has been asked whether this case still belongs here, and has not "
        "decided yet.",
        f"{_page('case_people', case)}#justice",
        "See what was asked",
    )


def _final_risk_is_rated(case: Case, on: date) -> Missing | None:
    """V-18: a level for the end, rated since the closing began. "Not assessed" is none."""
    back_on, closing_on = _came_to_its_end(case)
    for_the_end = Q(trigger=RiskTrigger.CLOSING, on__gte=back_on)
    ratings = case.risk_updates.standing().filter(on__lte=on).latest_first()
    final = ratings.filter(for_the_end | Q(on__gte=closing_on)).first()
    if final and final.level != RiskLevel.NOT_ASSESSED:
        return None
    said = " Not assessed is no level to close on." if final else ""
    return Missing(
        f"Rate the risk as it is at the end.{said}",
        _page("case_risk_rate", case),
        "Rate the risk",
    )


def _every_goal_has_an_outcome(case: Case, on: date) -> Missing | None:
    """Outcome per goal: a goal that goes on has no last word yet."""
    going_on = case.goals.standing().filter(Q(ended_on=None) | Q(ended_on__gt=on))
    number = going_on.count()
    if not number:
        return None
    goals = "the goal" if number == 1 else f"each of the {number} goals"
    return Missing(
        f"Say what has become of {goals}.",
        _page("case_goals_conclude", case),
        "Give the outcomes",
    )


def _onward_is_set(case: Case, on: date) -> Missing | None:
    """V-18: where they go on to, or that they go nowhere."""
    if case.onward.standing().filter(made_on__lte=on).exists():
        return None
    return Missing(
        "Say where they go on to, or that nothing is needed or wanted.",
        _page("case_onward_refer", case),
        "Record where they go on to",
    )


def _equality_is_asked(case: Case, on: date) -> Missing | None:
    """V-18: no core question is left unasked, or it is said why."""
    record = EqualityRecord.objects.filter(perpetrator=case.perpetrator_id).first()
    if record and record.is_enough_to_close:
        return None
    return Missing(
        "Ask the equality questions, or say why they could not be asked.",
        _page("case_equality_edit", case),
        "Ask them",
    )


def _partner_support_is_told(case: Case, on: date) -> Missing | None:
    """V-18. Told when closing begins: of a case that came here otherwise, it is not."""
    told = case.safety_notices.filter(kind=SafetyNotice.Kind.CLOSING)
    if told.filter(sent_at__date__gte=_came_to_its_end(case).closing_on).exists():
        return None
    return Missing(
        "Partner support has not been told that the work ends: take the case back, and "
        "begin closing it again.",
        _page("case_move", case),
        "Move the case",
    )


def _high_risk_is_reviewed(case: Case, on: date) -> Missing | None:
    """Dictionary 7: a team risk that is high is looked at together before the end."""
    bridge = case.bridge
    if bridge.team_risk_level != RiskLevel.HIGH:
        return None
    if bridge.level_set_on and bridge.level_set_on >= _came_to_its_end(case).closing_on:
        return None
    return Missing(
        "The team risk is high: ask the manager for a review with partner support first."
    )


def _declaration_rests_on_enough(case: Case, on: date) -> Missing | None:
    """V-17: what somebody was declared not to engage on still stands."""
    if not case.non_engagements.unfounded().exists():
        return None
    return Missing(
        "They were declared not to engage on something that was put right since: declare "
        "it anew, or take the declaration out.",
        f"{case.get_absolute_url()}#engagement",
        "See the declaration",
    )


def _referrer_is_told(case: Case, on: date) -> Missing | None:
    """The end: of one who does not engage risk is rated and the referrer told (V-17, V-18).

    Of anybody else the referrer is told that the work ends. Where nobody at an agency
    referred them there is nobody to tell, and risk is rated all the same.
    """
    letters = list(case.feedback.standing())
    declaration = case.non_engagements.current().first()
    if declaration is None:
        back_on = _came_to_its_end(case).back_on
        if evidence_of(case).is_complete:
            return Missing(
                "There is enough to say that they do not engage, and nobody has declared "
                "it.",
                _page("case_non_engagement_declare", case),
                "Declare it",
            )
        ending = [each for each in letters if each.kind == Feedback.Kind.CLOSURE]
        said = "The referrer has not been told that the work ends."
        return _unsent(case, ending, said, since=back_on)
    try:
        check_rated_since(declaration)
    except TransitionRefused as refused:
        return Missing(str(refused), _page("case_risk_rate", case), "Rate risk")
    about_it = [each for each in letters if each.non_engagement_id == declaration.pk]
    said = "The referrer has not been sent the risk and what to do about it."
    return _unsent(case, about_it, said, since=case.opened_on)


def _unsent(
    case: Case, letters: list[Feedback], text: str, *, since: date
) -> Missing | None:
    """None of these has gone since: where it is written, or what there is of it so far."""
    gone = [each.sent_on for each in letters if each.has_gone and each.sent_on]
    if case.referral.tells_the_person or any(sent_on >= since for sent_on in gone):
        return None
    if begun := next((each for each in letters if not each.has_gone), None):
        return Missing(text, begun.get_absolute_url(), "Go on with the feedback")
    return Missing(text, _page("case_feedback_start", case), "Write to the referrer")


class _End(NamedTuple):
    """Since when the case may be looked at as one that ends."""

    back_on: date  # the work went on after an end, begun or come; or it opened
    closing_on: date


def _came_to_its_end(case: Case) -> _End:
    """When the work last went on again, and when closing last began, by its history."""
    back = closing = case.opened_on
    for was, to, on in case.moves.order_by("pk").values_list("was", "to", "effective_on"):
        if was in (Case.Status.CLOSING, Case.Status.CLOSED) and to in Case.ACTIVE:
            back = closing = on
        if to == Case.Status.CLOSING:
            closing = on
    return _End(back, closing)


def _page(name: str, case: Case) -> str:
    return reverse(f"cases:{name}", args=[case.reference])


GUARDS: dict[Case.Status, tuple[Guard, ...]] = {
    Case.Status.CONTACTING: (_contact_is_safe,),
    Case.Status.ASSESSMENT: (_they_were_met, _terms_are_explained),
    Case.Status.INTERVENTION: (_assessment_is_signed_off, _partner_support_has_cleared),
    Case.Status.CLOSED: (
        _no_session_waits,
        _the_manager_has_decided,
        _final_risk_is_rated,
        _every_goal_has_an_outcome,
        _onward_is_set,
        _equality_is_asked,
        _partner_support_is_told,
        _high_risk_is_reviewed,
        _declaration_rests_on_enough,
        _referrer_is_told,
    ),
}
