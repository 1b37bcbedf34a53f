"""Assessments, stages of change, goals and reviews, each in its own words."""

from cases.entries.shown import facts
from pilot import calendar


def of_assessment(assessment):
    return {
        "title": str(assessment),
        "on": assessment.completed_on or assessment.started_on,
        "tag": assessment.get_status_display(),
        "colour": {"SIGNED_OFF": "green", "COMPLETED": "yellow"}.get(
            assessment.status, "blue"
        ),
        "facts": facts(("Sent back because", assessment.sent_back_because)),
    }


def of_stage(rating):
    return {
        "title": rating.get_stage_display(),
        "on": rating.on,
        "facts": facts(("What shows it", rating.evidence)),
    }


def of_goal(goal):
    return {
        "title": f"“{goal.words}”",
        "on": goal.agreed_on,
        "facts": facts(("Steps", goal.steps)),
    }


def of_outcome(found):
    return {
        "title": found.get_outcome_display(),
        "on": found.on,
        "facts": facts(("Goal", found.goal.words), ("What shows it", found.evidence)),
    }


def of_review(review):
    after = calendar.in_words(review.next_on) if review.next_on else "None planned"
    return {
        "title": "The plan was reviewed",
        "on": review.on,
        "facts": facts(("What has changed", review.changed), ("Next review", after)),
    }
