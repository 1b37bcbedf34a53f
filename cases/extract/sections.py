"""Of which records of a person what is his to read, and what is not (domain 4.4)."""

from dataclasses import dataclass

from django.db import models

from cases.models import (
    AgencyInvolvement,
    Assessment,
    AssetSummary,
    Case,
    CaseBorough,
    CaseMove,
    CaseNote,
    ContactAttempt,
    DomainRating,
    EarlierClosure,
    EqualityRecord,
    Feedback,
    Goal,
    GoalOutcome,
    Incident,
    Involvement,
    JusticeCheck,
    NonEngagement,
    NoteAddendum,
    OnwardReferral,
    Order,
    Perpetrator,
    PlanReview,
    RiskUpdate,
    Session,
    StageRating,
    Terms,
    YouthDetail,
)
from referrals.models import PastDecision, Referral


@dataclass(frozen=True)
class Section:
    """One kind of record: how it is reached from the person, and what of it is his to read.

    `held` are texts that others gave or that are about others. `from_him` are texts that
    are his to read only where the row says that they come from him or from us.
    """

    title: str
    model: type[models.Model]
    path: str  # to the person
    shows: tuple[str, ...]
    held: tuple[str, ...] = ()
    from_him: tuple[str, ...] = ()
    of: str = "case__reference"  # which of his records it belongs to

    @property
    def key(self) -> str:
        """Its name in the file."""
        return self.title.lower().replace(" ", "_")


_MENDED = ("is_replaced", "correction_reason", "withdrawal_reason")
_OF_CASE = "case__perpetrator"

SECTIONS = (
    Section(
        "Person",
        Perpetrator,
        "pk",
        (
            *("reference", "given_names", "surname", "aliases", "born_on"),
            *("residence", "address", "postcode", "phone", "email", "contact_ways"),
            *("contact_times", "language", "interpreter", "needs", "supported_on"),
        ),
        held=("police_reference", "contact_warning", "children_known"),
        of="reference",
    ),
    Section(
        "Referrals",
        Referral,
        "case__perpetrator",
        (
            *("reference", "received_on", "source", "given_names", "surname", "aliases"),
            *("born_on", "residence", "route", "agreement", "aware_on", "status"),
            *("decided_on", "youth_team", "youth_order", "campaign", "first_tried_on"),
        ),
        held=(
            *("reason", "relationship", "harmed_aged_16", "abuse_types"),
            *("has_urgent_risk", "cj_status", "prior_offence", "prior_programme"),
            *("parent_position", "decision_note", "decline_reason", "awareness"),
            *("targeting", "sector"),
            *("otherwise_offered", "early_flag"),
            # They would tell on which days it was not safe to contact him.
            *("tried_after", "held_for"),
        ),
    ),
    Section(
        "Earlier decisions",
        PastDecision,
        "referral__case__perpetrator",
        ("decision", "decided_on", "taken_back_because"),
        held=("note", "decline_reason"),
        of="referral__reference",
    ),
    Section(
        "Cases",
        Case,
        "perpetrator",
        (
            *("reference", "status", "opened_on", "is_first"),
            *("engaged_on", "engaged_after", "first_stage"),
            *("last_stage", "suspension_review_on", "non_engagement_declared_on"),
            *("closed_on", "closure_reason", "closure_outcome"),
        ),
        of="reference",
    ),
    Section("Boroughs", CaseBorough, _OF_CASE, ("was", "borough", "starts_on", "reason")),
    Section(
        "Stages", CaseMove, _OF_CASE, ("was", "to", "effective_on", "reason", "review_on")
    ),
    Section(
        "Earlier closures",
        EarlierClosure,
        _OF_CASE,
        ("closed_on", "reason", "outcome", "reopened_on"),
    ),
    Section(
        "What was explained",
        Terms,
        _OF_CASE,
        ("explained_on", "is_accepted", "has_confidentiality", "has_sharing"),
    ),
    Section(
        "Sessions",
        Session,
        _OF_CASE,
        (
            *("reference", "on", "starts_at", "kind", "method", "outcome", "is_excused"),
            *("minutes", "record", "next_plan", "move_asked_by", "move_asked_on"),
            *_MENDED,
        ),
    ),
    Section(
        "Attempts",
        ContactAttempt,
        _OF_CASE,
        ("reference", "on", "method", "outcome", "note", *_MENDED),
    ),
    Section(
        "Assessments",
        Assessment,
        _OF_CASE,
        (
            *("reference", "kind", "status", "started_on", "completed_on", "narrative"),
            *("risk_level", "rationale", "pathway", "sent_back_because", *_MENDED),
        ),
        held=("pattern", "sources"),
    ),
    Section(
        "Rated concerns",
        DomainRating,
        "assessment__case__perpetrator",
        ("domain", "concern", "evidence"),
        of="assessment__case__reference",
    ),
    Section(
        "Stage of change",
        StageRating,
        _OF_CASE,
        ("reference", "on", "stage", "evidence", *_MENDED),
    ),
    Section(
        "Goals",
        Goal,
        _OF_CASE,
        (
            *("reference", "place", "words", "steps", "agreed_on", "review_on"),
            *("ended_on", *_MENDED),
        ),
    ),
    Section(
        "Reviews of the plan",
        PlanReview,
        _OF_CASE,
        ("reference", "on", "changed", "next_on", *_MENDED),
    ),
    Section(
        "What came of goals",
        GoalOutcome,
        "goal__case__perpetrator",
        ("on", "outcome", "is_final", "evidence", *_MENDED),
        of="goal__case__reference",
    ),
    Section(
        "Risk",
        RiskUpdate,
        _OF_CASE,
        ("reference", "on", "trigger", "level", "rationale", "action", *_MENDED),
    ),
    Section(
        "Incidents",
        Incident,
        _OF_CASE,
        ("reference", "known_on", "kind", "police_reported", *_MENDED),
        held=("relationship", "source", "action"),
        from_him=("what",),
    ),
    Section(
        "Orders",
        Order,
        _OF_CASE,
        ("reference", "kind", "starts_on", "ends_on", "conditions", *_MENDED),
        held=("protects",),
    ),
    Section(
        "Criminal justice",
        JusticeCheck,
        _OF_CASE,
        ("reference", "on", "found", "source", *_MENDED),
        from_him=("note",),
    ),
    Section(
        "Meetings and schemes",
        Involvement,
        _OF_CASE,
        (
            *("reference", "kind", "on", "ended_on", "level", "role"),
            *("mappa_category", "mappa_level", *_MENDED),
        ),
        held=("source", "held_by", "actions"),
    ),
    Section(
        "Declared not engaging",
        NonEngagement,
        _OF_CASE,
        ("reference", "declared_on", "ground", "ended_on", *_MENDED),
        held=("evidence", "evidence_lost_on", "told_after"),
    ),
    Section(
        "Feedback to the referrer",
        Feedback,
        _OF_CASE,
        ("reference", "kind", "status", "work", "sent_on", "acknowledged_on", *_MENDED),
        held=(
            *("risk", "advice", "next_steps", "returned_because", "sent_to", "method"),
            "due_on",
        ),
    ),
    Section(
        "Referred on",
        OnwardReferral,
        _OF_CASE,
        (
            *("reference", "destination", "service", "made_on", "accepted_on"),
            *("started_on", "ended_on", "ending", "reason", "source", "follow_up_on"),
            *_MENDED,
        ),
        from_him=("news",),
    ),
    Section(
        "Notes",
        CaseNote,
        _OF_CASE,
        ("reference", "on", "category", "source"),
        held=("sensitivity",),
        from_him=("text",),
    ),
    Section(
        "Added to notes",
        NoteAddendum,
        "note__case__perpetrator",
        ("source",),
        from_him=("text",),
        of="note__case__reference",
    ),
    Section(
        "Young person",
        YouthDetail,
        _OF_CASE,
        (
            *("consent", "parental_consent", "competence", "school", "send"),
            *("looked_after", "order", "attendance"),
        ),
        held=("holders", "competence_reasons"),
    ),
    Section(
        "Asset summaries",
        AssetSummary,
        _OF_CASE,
        ("tool", "stage", "done_on", "reoffending", "serious_harm", "safety", *_MENDED),
    ),
    Section(
        "Equality monitoring",
        EqualityRecord,
        "perpetrator",
        (
            *("ethnicity", "sex", "gender_identity", "gender_words", "orientation"),
            *("condition", "effect", "impairments", "religion", "marital_status"),
            *("maternity", "asked_on"),
        ),
        held=("observed_ethnicity", "not_asked_because"),
        of="perpetrator__reference",
    ),
    Section(
        "Agencies",
        AgencyInvolvement,
        "perpetrator",
        ("reference", "agency", "role", "starts_on", "ends_on"),
        held=("contact",),
        of="perpetrator__reference",
    ),
)
# Whole kinds of record that are of others, of staff, or of the work itself.
NEVER = {
    "cases.Bridge": "the seam to the other side",
    "cases.SafetyNotice": "the seam to the other side",
    "referrals.DeclineNotice": "the seam to the other side",
    "cases.Child": "about children: released by two people",
    "cases.ChildStatus": "about children: released by two people",
    "cases.CaseWarning": "about the safety of staff and of others",
    "cases.WarningReview": "about the safety of staff and of others",
    "cases.CaseAllocation": "who works for us",
    "cases.Task": "how the work is arranged",
    "cases.EligibilityQuery": "a question to the manager",
    "cases.SupervisionPoint": "supervision of staff",
    "cases.FileAudit": "how good our file is",
    "cases.FileAction": "how our file is put right",
    "referrals.Question": "what another agency was asked and said",
    "referrals.EligibilityCheck": "what another agency said",
    "referrals.ContactSafetyCheck": "about the safety of others",
    "referrals.ReferralNotice": "whom we told",
    "referrals.Consultation": "advice to a practitioner",
    "referrals.NameKey": "an index",
}
