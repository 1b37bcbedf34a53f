"""The entries of a partner case as a page shows them, in the shape of `cases.entries`.

A kind is one line of `KINDS`. No address or number is among what is told: it is shown
alone, on a page of its own.
"""

from typing import Any

from cases.entries import Kind, Shown
from cases.partners.models import (
    DASH_ITEMS,
    GRID_DOMAINS,
    MIRABAL,
    ContactDetail,
    DashAssessment,
    MaracCriterion,
    MaracDecision,
    PartnerCase,
    PartnerNotification,
    PartnerOutcome,
    SafeContactPlan,
    SafetyPlan,
    SeverityGrid,
    SupportOffer,
)
from pilot import calendar

LATEST = 5  # of each kind on a page; the rest has a page of its own
LEVELS = {"HIGH": "red", "MEDIUM": "orange", "STANDARD": "green", "NOT_ASSESSED": "grey"}


def _facts(*pairs: tuple[str, Any]) -> list[tuple[str, str]]:
    return [(key, str(value)) for key, value in pairs if value not in ("", None)]


def _plan(plan: SafeContactPlan):
    return {
        "title": "Safe-contact plan",
        "on": plan.on,
        "tag": "Ask again" if plan.is_overdue and not plan.is_replaced else "",
        "colour": "red",
        "facts": _facts(
            ("Never", "\n".join(plan.never_list)),
            ("Safe ways", plan.methods_in_words),
            ("When", plan.times),
            ("Voicemail", plan.get_voicemail_display()),
            ("Letters", plan.get_letters_display()),
            ("Say you are", plan.say_you_are),
            ("Word for “not safe”", plan.code_word),
            ("Who may answer", plan.who_may_answer),
            ("They know of the referral", plan.get_knows_display()),
            ("Ask again by", calendar.in_words(plan.review_on)),
        ),
    }


def _detail(detail: ContactDetail):
    return {
        "title": str(detail),
        "on": detail.on,
        "tag": "Safe" if detail.is_safe == "YES" else "Not safe",
        "colour": "green" if detail.is_safe == "YES" else "red",
        "facts": _facts(
            ("Safe to use", detail.get_is_safe_display()), ("What it is", "Hidden")
        ),
    }


def _contact(contact):
    return {
        "title": str(contact),
        "on": contact.on,
        "tag": "They spoke" if contact.is_two_way else "",
        "colour": "green",
        "facts": _facts(("What was said", contact.content)),
    }


def _answer(answer):
    return {
        "title": answer.get_response_display(),
        "on": answer.on,
        "facts": _facts(
            ("Wants to hear what happens", answer.get_wants_notices_display()),
            ("What they agreed to", answer.consent),
        ),
    }


def _notification(told: PartnerNotification):
    return {
        "title": str(told),
        "on": told.on,
        "facts": _facts(("How", told.get_method_display())),
    }


def _offer(offer: SupportOffer):
    answered = offer.answered_on and calendar.in_words(offer.answered_on)
    return {
        "title": offer.get_kind_display(),
        "on": offer.on,
        "tag": offer.get_uptake_display(),
        "colour": {"TAKEN_UP": "green", "AWAITED": "yellow"}.get(offer.uptake, "grey"),
        "facts": _facts(("Answered", answered), ("What came of it", offer.what_came)),
    }


def _safety(plan: SafetyPlan):
    review = plan.review_on and calendar.in_words(plan.review_on)
    overdue = plan.is_overdue and not plan.is_replaced
    return {
        "title": f"Safety plan: {plan.get_state_display().lower()}",
        "on": plan.on,
        "tag": "Look at it again" if overdue else "",
        "colour": "red",
        "facts": _facts(("What they and we do", plan.plan), ("Look again by", review)),
    }


def _dash(dash: DashAssessment):
    score = (
        f"{dash.yes_count} of {len(DASH_ITEMS)} answered yes"
        if dash.yes_count is not None
        else "Items of this checklist are not kept"
    )
    said_yes = [
        label for item, label in DASH_ITEMS.items() if dash.answers.get(item) == "Y"
    ]
    met = [MaracCriterion(code).label for code in dash.criteria]
    return {
        "title": f"{dash.get_point_display()}: {dash.get_checklist_display()}",
        "on": dash.on,
        "tag": dash.get_level_display(),
        "colour": LEVELS[dash.level],
        "facts": _facts(
            ("Answers of", dash.get_completed_with_display()),
            ("Score", score),
            ("The score alone comes to", dash.get_band_display()),
            ("Our judgement", dash.get_judgement_display()),
            ("Why", dash.judgement_reason),
            ("Reasons for a MARAC", "\n".join(met)),
            ("Answered yes", "\n".join(said_yes)),
        ),
    }


def _grid(grid: SeverityGrid):
    rated = [
        (label, getattr(grid, f"get_{name}_display")())
        for name, label in GRID_DOMAINS.items()
    ]
    return {
        "title": str(grid),
        "on": grid.on,
        "facts": _facts(
            *rated,
            ("How severe, over time", grid.get_severity_trend_display()),
            ("How often, over time", grid.get_frequency_trend_display()),
        ),
    }


def _outcome(outcome: PartnerOutcome):
    """Six values, one after the other: nothing is ever added up (domain 1.13)."""
    rated = [
        (label, getattr(outcome, f"get_{name}_display")())
        for name, label in MIRABAL.items()
    ]
    return {
        "title": outcome.get_point_display(),
        "on": outcome.on,
        "facts": _facts(
            *rated,
            ("Feel safer than at the start", outcome.get_feels_safer_display()),
            ("In their own words", outcome.words),
        ),
    }


def _marac(marac: MaracDecision):
    heard = marac.heard_on and calendar.in_words(marac.heard_on)
    return {
        "title": str(marac),
        "on": marac.on,
        "tag": marac.get_outcome_display(),
        "colour": "yellow" if marac.is_waiting else "grey",
        "facts": _facts(
            ("Criterion", marac.get_criterion_display()),
            ("Do they know, and agree", marac.get_consent_display()),
            ("Why", marac.reason),
            ("Heard", heard),
            ("Left to us", marac.actions),
        ),
    }


def _link(link):
    return {
        "title": f"{link.get_relationship_display()} of {link.case.perpetrator}",
        "on": link.on,
        "facts": _facts(
            ("His case", link.case.reference),
            ("Live together", link.get_lives_together_display()),
        ),
    }


KINDS = {
    "plan": Kind(
        "safe-contact plan",
        "safe-contact plans",
        lambda case: case.contact_plans.latest_first(),
        _plan,
        "plan",
    ),
    "detail": Kind(
        "address or number",
        "addresses and numbers",
        lambda case: case.details.latest_first(),
        _detail,
        "details",
    ),
    "contact": Kind(
        "contact",
        "contacts",
        lambda case: case.contacts.latest_first(),
        _contact,
        "contacts",
    ),
    "answer": Kind(
        "answer",
        "answers",
        lambda case: case.responses.latest_first(),
        _answer,
        "answers",
    ),
    "notification": Kind(
        "notification",
        "notifications",
        lambda case: case.notifications.latest_first(),
        _notification,
        "notifications",
    ),
    "offer": Kind(
        "offer of support",
        "offers of support",
        lambda case: case.offers.latest_first(),
        _offer,
        "offers",
    ),
    "safety": Kind(
        "safety plan",
        "safety plans",
        lambda case: case.safety_plans.latest_first(),
        _safety,
        "safety",
    ),
    "dash": Kind(
        "Dash checklist",
        "Dash checklists",
        lambda case: case.dashes.latest_first(),
        _dash,
        "dash",
    ),
    "marac": Kind(
        "MARAC decision",
        "MARAC decisions",
        lambda case: case.maracs.latest_first(),
        _marac,
        "marac",
    ),
    "grid": Kind(
        "severity grid",
        "severity grids",
        lambda case: case.grids.latest_first(),
        _grid,
        "grid",
    ),
    "outcome": Kind(
        "measure of outcome",
        "measures of outcome",
        lambda case: case.outcomes.latest_first(),
        _outcome,
        "outcomes",
    ),
    "link": Kind(
        "link to his case",
        "links to his cases",
        lambda case: case.links.latest_first(),
        _link,
        "links",
    ),
}


def latest(key: str, partner_case: PartnerCase, number: int = LATEST) -> dict[str, Any]:
    """The newest entries of a kind, replaced ones too, and whether there are more."""
    kind = KINDS[key]
    found = list(kind.of(partner_case)[: number + 1])
    return {
        "key": key,
        "kind": kind,
        "shown": [kind.shown(entry) for entry in found[:number]],
        "has_more": len(found) > number,
    }


def standing(key: str, partner_case: PartnerCase) -> list[Shown]:
    """Every entry of a kind that stands: of those there are few."""
    kind = KINDS[key]
    return [kind.shown(entry) for entry in kind.of(partner_case).standing()]
