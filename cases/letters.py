"""The first words of a letter to a referrer, from the record of the case.

Days, methods and outcomes, the risk rating and what is done about it: nothing of anybody
but the person referred, and none of the free notes on attempts and sessions. A rating that
was made because of partner support is not quoted, and no earlier one in its place: that
would say what the risk is not any more. The worker goes on from there.
"""

from cases.models import Case, ContactAttempt, Feedback, RiskUpdate, Session
from pilot import calendar

MOST_LINES = 12  # the latest: earlier ones are counted

NO_REASSURANCE = (
    "That they do not come is no sign that the risk has gone: it means that less is known. "
    "No reassurance should be taken from the referral alone."
)
ANSWER = "Please tell us that you have this, and what you decide."


def drafted(feedback: Feedback) -> dict[str, str]:
    """What each part of the letter would say today, in three queries."""
    case = feedback.case
    is_of_non_engager = feedback.kind == Feedback.Kind.NONENG_RISK
    work = _tried(case) if is_of_non_engager else _worked(case)
    latest = case.risk_updates.standing().latest_first().first()
    if latest and not latest.is_of_this_side:
        latest = None
    return {
        "work": work,
        "risk": _risk(latest, NO_REASSURANCE if is_of_non_engager else ""),
        "advice": latest.action if latest else "",
        "next_steps": _next(feedback),
    }


def _tried(case: Case) -> str:
    """Each attempt and each appointment with its day, how, and what came of it."""
    attempts = [
        (each.on, f"{each.get_method_display()}: {each.get_outcome_display().lower()}")
        for each in case.attempts.standing()
    ]
    meetings = [
        (each.on, f"{each.get_method_display()}, appointment: {_came(each)}")
        for each in case.sessions.recorded().with_the_person()
    ]
    lines = sorted(attempts + meetings)
    shown = [f"{calendar.in_words(on)}, {_small(said)}" for on, said in lines]
    earlier = len(shown) - MOST_LINES
    head = [f"{earlier} earlier, then:"] if earlier > 0 else []
    offered = []
    if meetings:
        offered = [f"We offered {_counted(len(meetings), 'one-to-one session')}."]
    return "\n".join(["We tried:", *head, *shown[-MOST_LINES:], *offered])


def _worked(case: Case) -> str:
    """How often they were offered a session, and how often they came."""
    sessions = list(case.sessions.recorded().with_the_person())
    tries = case.attempts.standing()
    missed = tries.exclude(outcome__in=ContactAttempt.IN_PERSON).count()
    declined = tries.filter(outcome=ContactAttempt.Outcome.DECLINED).count()
    came = sorted(each.on for each in sessions if each.is_attended)
    said = f"They came to {len(came)} of {_counted(len(sessions), 'session')}"
    if came:
        first, last = calendar.in_words(came[0]), calendar.in_words(came[-1])
        said += f", from {first} to {last}"
    said += f". {_counted(missed, 'attempt')} did not reach them."
    if declined:
        said += f" {_counted(declined, 'attempt')} reached them, and they declined."
    return said


def _risk(latest: RiskUpdate | None, added: str) -> str:
    if latest is None:
        return added
    said = (
        f"{latest.get_level_display()}, rated on {calendar.in_words(latest.on)}. "
        f"{latest.rationale}"
    )
    return f"{said}\n{added}".strip()


def _next(feedback: Feedback) -> str:
    if feedback.kind in (Feedback.Kind.NONENG_RISK, Feedback.Kind.CLOSURE):
        return f"{ANSWER}\nThe case closes with us. You can refer them again at any time."
    return f"{ANSWER}\nWe go on working with them."


def _came(session: Session) -> str:
    said = session.get_outcome_display().lower()
    return f"{said}, for a good reason" if session.is_excused else said


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
