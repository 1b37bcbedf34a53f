"""Declarations that somebody does not engage, and letters, each in its own words."""

from cases.entries.shown import facts
from cases.models import Feedback
from pilot import calendar


def of_declaration(declared):
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
        "facts": facts(("Rests on", declared.evidence)),
    }


def of_feedback(feedback):
    due = feedback.due_on if feedback.is_owed else None
    gone = feedback.sent_on and calendar.in_words(feedback.sent_on)
    had = feedback.acknowledged_on and calendar.in_words(feedback.acknowledged_on)
    return {
        "title": feedback.get_kind_display(),
        "on": feedback.sent_on or feedback.recorded_on,
        **feedback_state(feedback),
        "facts": facts(
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
