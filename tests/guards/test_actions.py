"""Every action asks who, leaves a trace, and happens whole or not at all.

The actions are enumerated from the code. A new one without an entry here fails, and so
does an entry for one that is gone.
"""

import inspect
import re
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

from cases.actions import Word
from cases.models import CRITERIA, Case, ContactAttempt, SafetyNotice, Session
from cases.models.answers import ANSWERS
from cases.partners.models import DASH_ITEMS, SafeContactPlan
from pilot.actions import Part, months_to_come
from pilot.calendar import Quarter
from pilot.models import (
    Agreement,
    ApportionmentKey,
    Assumption,
    AuditEvent,
    Borough,
    Budget,
    ContractDocument,
    DayAllocation,
    Membership,
    Post,
    Site,
    User,
    WorkDay,
)
from pilot.parameters import PARAMETERS
from pilot.permissions import CASEWORKERS, Role
from referrals.models import Agency, NewPractitioner, Question, Referral
from reporting.targets import WITH_TARGETS
from tests.factories import (
    PASSWORD,
    AbsenceFactory,
    AgencyFactory,
    AgencyInvolvementFactory,
    AgendaItemFactory,
    AssessmentFactory,
    AssetSummaryFactory,
    AttendanceFactory,
    CampaignActivityFactory,
    CaseAllocationFactory,
    CaseFactory,
    CaseNoteFactory,
    CaseWarningFactory,
    CaseworkerFactory,
    ChildFactory,
    ChildStatusFactory,
    ComplaintFactory,
    ConcernActionFactory,
    ConcernFactory,
    ConfidenceSlipFactory,
    ConsultationFactory,
    ContactAttemptFactory,
    ContactDetailFactory,
    ContractActionFactory,
    ContractDocumentFactory,
    ContractRiskFactory,
    CostShareFactory,
    CostSheetFactory,
    DashAssessmentFactory,
    DeclineNoticeFactory,
    DiaryFeedFactory,
    EligibilityQueryFactory,
    ExtensionFactory,
    FeedbackFactory,
    FileActionFactory,
    FileAuditFactory,
    GoalFactory,
    GoalOutcomeFactory,
    GroupMeetingFactory,
    IncidentFactory,
    InvolvementFactory,
    JusticeCheckFactory,
    LiaisonMeetingFactory,
    MaracDecisionFactory,
    MembershipFactory,
    OnwardReferralFactory,
    PartnerAllocationFactory,
    PartnerCaseFactory,
    PartnerContactFactory,
    PractitionerFactory,
    QuestionFactory,
    ReferralFactory,
    ReferralNoticeFactory,
    ReturnFactory,
    ReturnTextFactory,
    RiskUpdateFactory,
    SafeContactPlanFactory,
    SafetyCheckFactory,
    SafetyNoticeFactory,
    SessionFactory,
    StageRatingFactory,
    SupervisionFactory,
    TaskFactory,
    TrainingEventFactory,
    UserFactory,
    VarianceCommentFactory,
    VariationFactory,
    WorkDayFactory,
    WorkWeekFactory,
    declared,
    never_reached,
    ready_to_close,
)
from tests.guards.fingerprint import changes, fingerprint
from tests.guards.inventory import actions

WORKERS = CASEWORKERS | {Role.SERVICE_MANAGER}
MANAGER = {Role.SERVICE_MANAGER}
ADMINISTRATOR = {Role.SYSTEM_ADMINISTRATOR}
FINANCE = {Role.DATA_AND_FINANCE_OFFICER}
COUNCIL = {Role.AUTHORISED_OFFICER, Role.APPROVER}
OFFICER = {Role.AUTHORISED_OFFICER}
HERE, ELSEWHERE = "WCC", "RBKC"
DAY, LATER = date(2016, 2, 1), date(2016, 4, 1)
CAME = {"outcome": Session.Outcome.ATT, "minutes": 50, "record": "Talked."}
ANYWHERE = "the right holds in every borough"

ENTRIES: dict[str, "Entry"] = {}
# They ask nobody and leave no trace, each for its reason.
WITHOUT_BY = {
    "reporting.send_digest": "the command line has no person; leaves a trace",
    "pilot.create_administrator": "the command line has no person; leaves a trace",
    "pilot.make_administrator": "the command line has no person; leaves a trace",
    "pilot.record_refused_sign_in": "is a trace itself, of somebody who is not known",
    "pilot.dismiss_news": "a banner of one's own",
    "pilot.keep_concern_open": "holds a row, inside the action that asks",
    "pilot.keep_settled": "a fact on the row, inside the actions that make it true",
    "pilot.write_of_concern": "a line of the thread, inside the action that asks",
    "pilot.covers": "reads only",
    "pilot.months_to_come": "reads only",
    "pilot.try_costs": "undoes whatever it does",
    "pilot.latest_pattern": "reads only",
    "pilot.plan_pattern": "reads only",
    "pilot.variations_for": "reads only",
    "pilot.changed": "reckons only",
    "pilot.not_approved": "reads only",
    "pilot.owners": "reads only",
    "pilot.tell_of": "writes to people, inside the action that asks",
    "pilot.discard_draft": "a draft of one's own, which nobody else ever saw",
    "referrals.attribution": "reads only",
    "referrals.not_taken": "reads only",
    "referrals.check_eligible": "reads only",
    "referrals.keep_clock": "repeats what days say, inside the action that asks",
    "referrals.keep_first_try": "repeats what attempts say, inside the action that asks",
    "referrals.keep_gain": "repeats what answers say, inside the action that asks",
    "referrals.keep_names": "repeats names as an index, inside the action that asks",
    "referrals.check_approvable": "reads only",
    "referrals.check_attributed": "reads only",
    "referrals.check_at": "reads only",
    "referrals.check_matters": "reads only",
    "referrals.check_standing": "reads only",
    "referrals.check_given": "reads only",
    "referrals.check_not_merged": "reads only",
    "referrals.check_contact_decided": "reads only",
    "referrals.check_decided": "reads only",
    "referrals.check_informed": "reads only",
    "referrals.check_not_erased": "reads only",
    "referrals.check_safe_to_contact": "reads only",
    "referrals.erase_declined": "the command line has no person; leaves a trace",
    "referrals.lacking": "reads only",
    "referrals.open_question": "reads only",
    "referrals.check_entry_stands": "reads only",
    "referrals.check_waiting": "reads only",
    "referrals.answer_slip": "whoever answers has no account; leaves a trace",
    "referrals.check_window": "reads only",
    "referrals.has_tried_too_often": "reads only",
    "referrals.may_still_answer": "reads only",
    "referrals.note_refusal": "counts refusals of somebody who is not known",
    "referrals.links_of": "reads only",
    "referrals.check_agreement": "reads only",
    "referrals.hold": "keeps the row as it is, inside the action that asks",
    "referrals.hold_as_read": "keeps the row as it is, inside the action that asks",
    "referrals.may_write_home": "reads only",
    "cases.check_is_as_read": "reads only",
    "cases.check_assessment_is_as_read": "reads only",
    "cases.check_ends_as_decided": "reads only",
    "cases.check_looked_at_in_turn": "reads only",
    "cases.check_not_after_its_end": "reads only",
    "cases.check_open": "reads only",
    "cases.check_not_after_today": "reads only",
    "cases.check_stands": "reads only",
    "cases.check_unrecorded": "reads only",
    "cases.check_unlocked": "reads only",
    "cases.check_open_to": "reads only",
    "cases.check_young": "reads only",
    "cases.lock_of": "reckons only",
    "cases.trace_of": "reads only",
    "cases.keep_first_case": "a fact on the row, inside the actions that make it true",
    "cases.keep_what_was_told": "part of opening a case, which asks and leaves the trace",
    "cases.check_booked_together": "reads only",
    "cases.check_day_has_come": "reads only",
    "cases.check_kind": "reads only",
    "cases.check_may_contact": "reads only",
    "cases.check_one_to_one": "reads only",
    "cases.check_somebody_came": "reads only",
    "cases.check_time": "holds the worker’s row, inside the action that asks",
    "cases.check_together": "reads only",
    "cases.check_free": "holds the worker’s row, inside the action that asks",
    "cases.clash_in_words": "reads only",
    "cases.clash_of": "reads only",
    "cases.entries_of": "finds or adds who was there, inside the action that asks",
    "cases.keys_of_meeting": "reads only",
    "cases.make_activity": "a row to hang sessions on, inside the action that asks",
    "cases.outcome_of_moving": "reads only",
    "cases.runs_past_midnight": "reads only",
    "cases.takes_time": "reads only",
    "cases.what_came": "reads only",
    "cases.what_came_of_another": "reads only",
    "cases.hold": "touches the row to hold it, inside the action that asks",
    "cases.check_closed": "reads only",
    "cases.check_closing": "reads only",
    "cases.check_goes_where_it_says": "reads only",
    "cases.keeping_its_closure": "reads only",
    "cases.possible": "reads only",
    "cases.check_nothing_missing": "reads only",
    "cases.missing": "reads only",
    "cases.caseworkers_in": "reads only",
    "cases.check_may_work_on": "reads only",
    "cases.hold_open": "touches the row to hold it, inside the action that asks",
    "cases.keep_first_attempt": "repeats what attempts say, inside the action that asks",
    "cases.keep_told": "repeats what letters say, inside the action that asks",
    "cases.keep_engagement": "repeats what sessions say, inside the action that asks",
    "cases.keep_end": "repeats what reviews say, inside the action that asks",
    "cases.keep_by_parameter": "repeats what rows say, inside the action that asks",
    "cases.keep_stages": "repeats what ratings say, inside the action that asks",
    "cases.check_assessed": "reads only",
    "cases.check_never_in_partner_support": "reads only",
    "cases.auditors_in": "reads only",
    "cases.files_to_draw": "reads only",
    "cases.partners.check_open": "reads only",
    "cases.partners.hold": "touches the row to hold it, inside the action that asks",
    "cases.partners.hold_open": "touches the row to hold it, inside the action that asks",
    "cases.partners.perpetrators_of": "reads only",
    "cases.partners.check_one_side": "reads only",
    "cases.partners.keep_sides": "repeats who works where, inside the action that asks",
    "cases.partners.supporters_in": "reads only",
    "cases.partners.check_may_support": "reads only",
    "cases.partners.linkable_cases": "reads only",
    "cases.partners.check_point_is_free": "reads only",
    "cases.partners.plan_of": "reads only",
    "cases.partners.has_read_plan": "reads only",
    "cases.partners.check_plan_read": "reads only",
    "cases.partners.trace_of": "reads only",
    "cases.partners.keep_facts": "repeats what entries say, inside the action that asks",
    "cases.partners.status_by_entries": "reads only",
    "cases.partners.check_in_scope": "reads only",
    "cases.partners.check_may_tell": "reads only",
    "cases.partners.what_it_comes_to": "reckons only",
    "cases.check_evidence": "reads only",
    "cases.check_rated_since": "reads only",
    "cases.check_risk_is_rated": "reads only",
    "cases.keep_non_engagement": "repeats what sessions say, inside the action that asks",
    "cases.partners.check_across": "reads only",
    "cases.partners.check_not_heard": "reads only",
    "cases.partners.not_tried": "reads only",
    "cases.partners.sides_of": "reads only",
}


@dataclass(frozen=True)
class Entry:
    """Who may do an action, what its trace says, and what it is called with."""

    roles: frozenset[Role]
    says: str
    where: str
    arrange: Callable


def entry(name, roles, *, says, where=HERE):
    def keep(arrange):
        ENTRIES[name] = Entry(frozenset(roles), says, where, arrange)
        return arrange

    return keep


@entry("pilot.add_person", ADMINISTRATOR, says="added", where=ANYWHERE)
def _(by):
    names = {"first_name": "Tansy", "last_name": "Orchard", "email": "t@example.org"}
    return (), {"username": "tansy", "password": PASSWORD, **names}


@entry("pilot.grant_membership", ADMINISTRATOR, says="granted")
def _(by):
    boroughs = Borough.objects.filter(pk=HERE)
    role = Role.APPROVER
    return (UserFactory(),), {"role": role, "boroughs": boroughs, "reason": "They start"}


@entry("pilot.end_membership", ADMINISTRATOR, says="ended")
def _(by):
    return (MembershipFactory(borough__code=HERE),), {"reason": "They left"}


@entry("pilot.deactivate_person", ADMINISTRATOR, says="closed")
def _(by):
    return (MembershipFactory(borough__code=HERE).user,), {"reason": "They left"}


@entry("pilot.reactivate_person", ADMINISTRATOR, says="reopened")
def _(by):
    closed = MembershipFactory(borough__code=HERE, user__is_active=False).user
    return (closed,), {"reason": "They are back"}


@entry(
    "pilot.change_password", ADMINISTRATOR, says="changed the password of", where=ANYWHERE
)
def _(by):
    return (UserFactory(),), {"password": "eleven-herons-in-the-reeds"}


def a_post_of(by):
    """The post of whoever works in one; the manager's may be any."""
    held = [role.value for role in by.roles() if role in CASEWORKERS]
    return Post.objects.get(pk=held[0] if held else "CJW")


def a_day_of(by, **more):
    given = {DAY: [Part(4, WorkDay.Activity.ADMIN, Borough.objects.get(pk=HERE))]}
    return {"version": 0, "days": given, **more}


@entry("pilot.decide_assumption", MANAGER, says="decided", where=ANYWHERE)
def _(by):
    told = {"decided_by": "The group", "decided_on": DAY, "reason": "It fits"}
    return (Assumption.objects.get(pk="A-02"),), {"status": "AGREED", **told}


@entry("pilot.change_parameter", MANAGER, says="changed", where=ANYWHERE)
def _(by):
    return (PARAMETERS["P-05"],), {"version": 0, "numbers": (3,), "reason": "They asked"}


@entry("reporting.release_quarter", MANAGER, says="released", where=ANYWHERE)
def _(by):
    return (Quarter(2015, 4),), {}


WRITERS = MANAGER | FINANCE
SENDERS = ADMINISTRATOR | FINANCE


def a_return(**state):
    return ReturnFactory(borough__code=HERE, **state)


@entry("reporting.start_return", WRITERS, says="began")
def _(by):
    return (of_here(), Quarter(2015, 4)), {}


@entry("reporting.write_return_text", WRITERS, says="wrote")
def _(by):
    return (a_return(draft=True), "delays"), {"version": 0, "text": "Nothing was late."}


@entry("reporting.release_return_text", WRITERS, says="released")
def _(by):
    return (ReturnTextFactory(of_return=a_return(draft=True)),), {"version": 1}


@entry("reporting.sign_return", MANAGER, says="signed")
def _(by):
    of = a_return(draft=True)
    for code in ("achievements", "delays", "next_quarter"):
        ReturnTextFactory(of_return=of, code=code)
    VarianceCommentFactory(borough=of.borough, quarter=of.quarter)
    return (of,), {"version": 1}


@entry("reporting.review_return", OFFICER, says="took up")
def _(by):
    return (a_return(signed_now=True),), {"version": 1}


@entry("reporting.send_back_return", OFFICER, says="sent back")
def _(by):
    return (a_return(in_review=True),), {"version": 1, "text": "Explain the days."}


@entry("reporting.accept_return", OFFICER, says="accepted")
def _(by):
    return (a_return(in_review=True),), {"version": 1}


@entry("reporting.submit_return", SENDERS, says="submitted")
def _(by):
    of = a_return(accepted_now=True)
    for code in ("achievements", "delays", "next_quarter"):
        ReturnTextFactory(of_return=of, code=code)
    VarianceCommentFactory(borough=of.borough, quarter=of.quarter)
    return (of,), {"version": 1}


@entry("reporting.restate_return", MANAGER, says="restated")
def _(by):
    return (a_return(submitted_now=True),), {"version": 1, "text": "A late session."}


@entry("reporting.put_in_force", MANAGER, says="changed", where=ANYWHERE)
def _(by):
    return (PARAMETERS["P-10"],), {"version": 0, "numbers": (1, 4), "reason": "They asked"}


@entry("reporting.set_target", OFFICER, says="set")
def _(by):
    told = {"version": 0, "quarter": Quarter(2016, 2), "is_to_date": False}
    told |= {"value": Decimal(12), "direction": "HIGHER", "reason": "Half as many again"}
    return (WITH_TARGETS["I05"], Borough.objects.get(pk=HERE)), told


@entry("reporting.record_baseline", OFFICER, says="recorded")
def _(by):
    told = {"value": Decimal(40), "period_words": "The year before", "source": "A count"}
    return (WITH_TARGETS["I01"], Borough.objects.get(pk=HERE)), {"version": 0, **told}


@entry("pilot.change_pattern", MANAGER, says="changed")
def _(by):
    post = Post.objects.get(pk="FSW")
    site = Site.objects.filter(borough=HERE).first()
    weeks = [[site, site, None, site, site]]
    terms = {"is_agreed": True, "source": "The group", "reason": "They asked"}
    DayAllocation.objects.filter(post=post).exclude(borough=HERE).delete()
    return (post,), {"starts_on": LATER, "weeks": weeks, **terms}


@entry("pilot.enter_days", WORKERS, says="entered")
def _(by):
    MembershipFactory(role=a_post_of(by).pk)
    return (a_post_of(by),), a_day_of(by, starts_on=DAY)


@entry("pilot.correct_days", WORKERS, says="corrected")
def _(by):
    post = a_post_of(by)
    MembershipFactory(role=post.pk)
    WorkDayFactory(post=post, user=by, borough__code=HERE, on=DAY)
    week = WorkWeekFactory(post=post, starts_on=DAY, version=0)
    return (week,), a_day_of(by, reason="It was another thing")


TIMES_AWAY = {"starts_on": date(2016, 7, 18), "ends_on": None}


def of_here():
    return Borough.objects.get(pk=HERE)


@entry("pilot.enter_cost", FINANCE, says="entered")
def _(by):
    told = {"supplier": "Rowan Print", "evidence": "INV 7", "borough": of_here()}
    paid = {"kind": "ACTUAL", "on": DAY, "cost_line": "TRAVEL", "amount": Decimal("9.50")}
    return (), {**told, **paid}


ANY_ROW = [["Day"], ["27/01/2016"]]


@entry("pilot.upload_sheet", FINANCE, says="uploaded", where=ANYWHERE)
def _(by):
    return (), {"rows": ANY_ROW}


@entry("pilot.import_sheet", FINANCE, says="imported", where=ANYWHERE)
def _(by):
    return (CostSheetFactory(uploaded_by=by),), {"costs": []}


@entry("pilot.reverse_cost", FINANCE, says="reversed")
def _(by):
    cost = CostShareFactory(borough__code=HERE).cost
    return (cost,), {"on": DAY, "reason": "Entered twice"}


@entry("pilot.divide_budget", FINANCE, says="put right")
def _(by):
    was = Budget.objects.standing().get(borough=HERE)
    lines = {("SALARY", 2015): Decimal("50000.00")}
    terms = {"is_assumed": False, "source": "The group", "reason": "They agreed"}
    return (of_here(),), {"version": was.pk, "lines": lines, **terms}


@entry("pilot.change_key", FINANCE, says="changed")
def _(by):
    key = ApportionmentKey.objects.get(code="KEY_FSW")
    return (key,), {"starts_on": LATER, "parts": {of_here(): 1}, "source": "The group"}


@entry("pilot.make_forecast", FINANCE, says="made")
def _(by):
    months = months_to_come(of_here())
    return (of_here(),), {"months": dict.fromkeys(months, Decimal(4000))}


@entry("pilot.explain_variance", FINANCE, says="explained")
def _(by):
    return (of_here(), Quarter(2015, 4)), {"text": "A post was filled late"}


@entry("pilot.record_carry_forward", FINANCE, says="recorded")
def _(by):
    approval = {"approved_on": LATER, "approver": "Grants manager", "evidence": "Letter"}
    return (of_here(),), {"financial_year": 2015, "amount": Decimal(900), **approval}


def a_concern(**fields):
    return ConcernFactory(borough__code=HERE, **fields)


HOW_BAD = {"severity": "AMBER", "direction": "SAME", "settled_when": "Days are made up"}
SAID = {"text": "Nobody was there on two Tuesdays."}


@entry("pilot.raise_concern", OFFICER, says="raised")
def _(by):
    return (of_here(),), {"kind": "STAFFING", **HOW_BAD, **SAID}


@entry("pilot.reply_to_concern", OFFICER | MANAGER, says="wrote about")
def _(by):
    return (a_concern(),), SAID


@entry("pilot.acknowledge_concern", MANAGER, says="acknowledged")
def _(by):
    return (a_concern(),), {}


@entry("pilot.answer_concern", MANAGER, says="answered")
def _(by):
    return (a_concern(),), SAID


@entry("pilot.resolve_concern", MANAGER, says="resolved")
def _(by):
    return (a_concern(answered=True),), SAID


@entry("pilot.close_concern", OFFICER, says="closed")
def _(by):
    return (a_concern(resolved=True),), SAID


@entry("pilot.reopen_concern", OFFICER, says="reopened")
def _(by):
    return (a_concern(closed=True),), SAID


@entry("pilot.pause_concern", OFFICER | MANAGER, says="paused")
def _(by):
    return (a_concern(),), SAID


@entry("pilot.resume_concern", OFFICER | MANAGER, says="resumed")
def _(by):
    return (a_concern(paused_on=date(2016, 7, 12), due_on=None),), {}


@entry("pilot.assess_concern", OFFICER, says="assessed")
def _(by):
    return (a_concern(),), {"version": 1, **HOW_BAD, **SAID}


@entry("pilot.escalate_concern", OFFICER, says="escalated")
def _(by):
    return (a_concern(),), SAID


@entry("pilot.share_concern", OFFICER, says="shared")
def _(by):
    return (a_concern(),), SAID


@entry("pilot.add_concern_action", OFFICER | MANAGER, says="added")
def _(by):
    held = MembershipFactory(role=Role.SERVICE_MANAGER, borough__code=HERE)
    told = {"what": "Send the dates", "owner": held.user, "due_on": date(2016, 7, 20)}
    return (a_concern(),), told


@entry("pilot.finish_concern_action", OFFICER | MANAGER, says="did")
def _(by):
    side = "COUNCIL" if by.roles() == [Role.AUTHORISED_OFFICER] else "PROVIDER"
    return (ConcernActionFactory(concern=a_concern(), owner=by, side=side),), {}


@entry("pilot.record_absence", WORKERS, says="recorded", where=ANYWHERE)
def _(by):
    MembershipFactory(role=a_post_of(by).pk)
    return (a_post_of(by),), {"kind": "LEAVE", **TIMES_AWAY}


@entry("pilot.correct_absence", WORKERS, says="put right", where=ANYWHERE)
def _(by):
    absence = AbsenceFactory(post=a_post_of(by))
    told = {"kind": "SICK", "cover": None, "reason": "They are ill", **TIMES_AWAY}
    return (absence,), told


@entry("pilot.withdraw_absence", WORKERS, says="withdrew", where=ANYWHERE)
def _(by):
    return (AbsenceFactory(post=a_post_of(by)),), {"reason": "Another week"}


@entry("pilot.add_record", MANAGER, says="recorded")
def _(by):
    told = {"kind": "OTHER", "title": "Insurance", "kept": "With the provider"}
    return (ContractDocument,), {"borough": of_here(), **told}


@entry("pilot.correct_record", MANAGER, says="put right")
def _(by):
    document = ContractDocumentFactory(borough=of_here())
    return (document,), {"because": "Another copy", "kept": "Archive"}


@entry("pilot.withdraw_record", MANAGER, says="withdrew")
def _(by):
    return (ContractDocumentFactory(borough=of_here()),), {"because": "Another pilot’s"}


@entry("pilot.complete_agreement", MANAGER, says="corrected")
def _(by):
    found = {"executed_on": date(2015, 9, 28), "because": "The copy came"}
    return (Agreement.objects.get(borough=HERE),), {"version": 1, **found}


DECISION = {"decided_on": LATER, "decided_as": "Director", "because": "It fits"}


OFFICER_ONLY = {Role.AUTHORISED_OFFICER}
APPROVER_ONLY = {Role.APPROVER}
GOES_ON = {"ends_on": date(2017, 9, 30), "cost": Decimal(40000), "reasons": "It is needed"}


@entry("pilot.propose_extension", OFFICER_ONLY, says="proposed")
def _(by):
    return (of_here(),), GOES_ON


@entry("pilot.evidence_extension", OFFICER_ONLY, says="evidenced")
def _(by):
    evidence = {"funding_evidence": "A letter", "outcomes_evidence": "The figures"}
    return (ExtensionFactory(borough=of_here()),), {"version": 1, **evidence}


@entry("pilot.decide_extension", APPROVER_ONLY, says="decided")
def _(by):
    found = ExtensionFactory(borough=of_here(), evidenced=True)
    return (found,), {"version": 1, "is_agreed": True, **DECISION}


@entry("pilot.execute_extension", OFFICER_ONLY, says="signed")
def _(by):
    found = ExtensionFactory(borough=of_here(), agreed=True)
    return (found,), {"version": 1, "executed_on": LATER}


@entry("pilot.propose_variation", MANAGER, says="proposed")
def _(by):
    told = {"kind": "TERMS", "what": "Quarterly pack", "reasons": "Asked for"}
    return (of_here(),), {"starts_on": LATER, **told}


@entry("pilot.decide_variation", COUNCIL, says="decided")
def _(by):
    return (VariationFactory(borough=of_here()),), {"is_approved": True, **DECISION}


@entry("pilot.withdraw_variation", MANAGER, says="withdrew")
def _(by):
    return (VariationFactory(borough=of_here()),), {"because": "Not needed"}


SCORE = {"likelihood": 2, "impact": 3, "note": "Quiet", "review_on": date(2016, 9, 1)}


@entry("pilot.add_risk", MANAGER, says="recorded")
def _(by):
    told = {"kind": "DATA", "what": "A laptop is lost", "mitigation": "It is encrypted"}
    return (), {"borough": of_here(), "owner": "Service manager", **told, **SCORE}


@entry("pilot.score_risk", MANAGER, says="scored")
def _(by):
    return (ContractRiskFactory(borough=of_here()),), {"version": 1, **SCORE}


@entry("pilot.change_risk", MANAGER, says="changed")
def _(by):
    told = {"version": 1, "because": "They left", "owner": "Director"}
    return (ContractRiskFactory(borough=of_here()),), told


@entry("pilot.close_risk", MANAGER, says="closed")
def _(by):
    told = {"version": 1, "because": "It is over"}
    return (ContractRiskFactory(borough=of_here()),), told


COMPLAINED = {"kind": "COMPLAINT", "received_on": DAY, "came_from": "USER"}
COMPLAINED |= {"about": "DELAY", "summary": "No call back", "due_on": LATER}
ANSWERS_COMPLAINTS = {Role.SERVICE_MANAGER, Role.GOVERNANCE_LEAD}


@entry("pilot.record_complaint", ANSWERS_COMPLAINTS, says="recorded")
def _(by):
    return (of_here(),), COMPLAINED


@entry("pilot.notify_of_complaint", ANSWERS_COMPLAINTS, says="said who was told of")
def _(by):
    told = {"version": 1, "notified_to": "MOPAC", "notified_on": date(2016, 7, 14)}
    return (ComplaintFactory(borough=of_here()),), told


@entry("pilot.answer_complaint", ANSWERS_COMPLAINTS, says="answered")
def _(by):
    told = {"answered_on": date(2016, 7, 14), "answered_with": "Sorry"}
    return (ComplaintFactory(borough=of_here()),), told


@entry("pilot.close_complaint", ANSWERS_COMPLAINTS, says="closed")
def _(by):
    return (ComplaintFactory(borough=of_here(), answered=True),), {"outcome": "UPHELD"}


@entry("pilot.record_meeting", MANAGER, says="recorded", where=ANYWHERE)
def _(by):
    return (), {"on": LATER, "items": [("Referrals", "Paper 1")]}


@entry("pilot.change_meeting", MANAGER, says="changed", where=ANYWHERE)
def _(by):
    told = {"version": 1, "because": "The hall is let", "on": LATER}
    return (GroupMeetingFactory(),), told


@entry("pilot.cancel_meeting", MANAGER, says="cancelled", where=ANYWHERE)
def _(by):
    return (GroupMeetingFactory(),), {"version": 1, "because": "Nobody can come"}


@entry("pilot.add_item", MANAGER, says="added", where=ANYWHERE)
def _(by):
    return (GroupMeetingFactory(),), {"title": "Costs"}


@entry("pilot.decide_item", MANAGER, says="decided", where=ANYWHERE)
def _(by):
    return (AgendaItemFactory(),), {"decision": "Noted"}


@entry("pilot.correct_item", MANAGER, says="put right", where=ANYWHERE)
def _(by):
    told = {"title": "Costs", "paper": "", "decision": "Noted", "because": "A slip"}
    return (AgendaItemFactory(),), told


@entry("pilot.withdraw_item", MANAGER, says="withdrew", where=ANYWHERE)
def _(by):
    return (AgendaItemFactory(),), {"because": "Twice on it"}


@entry("pilot.add_action", MANAGER, says="added", where=ANYWHERE)
def _(by):
    owner = MembershipFactory(role=Role.AUTHORISED_OFFICER, borough__code="LBHF").user
    told = {"what": "Ask the units", "owner": owner, "due_on": LATER}
    return (GroupMeetingFactory(),), told


@entry("pilot.change_action", MANAGER, says="changed", where=ANYWHERE)
def _(by):
    owner = MembershipFactory(role=Role.AUTHORISED_OFFICER, borough__code="LBHF").user
    told = {"version": 1, "because": "It takes longer", "due_on": date(2016, 8, 1)}
    return (ContractActionFactory(owner=owner),), told


@entry("pilot.finish_action", MANAGER, says="finished", where=ANYWHERE)
def _(by):
    told = {"done_on": date(2016, 7, 1), "outcome": "They answered"}
    return (ContractActionFactory(),), told


@entry("referrals.record_referral", WORKERS, says="recorded", where=ANYWHERE)
def _(by):
    return (), {**told(), "born_on": date(1984, 5, 6), "practitioner": None}


def told():
    return {
        "received_on": date(2016, 1, 11),
        "post": Post.objects.get(pk="CJW"),
        "source": Referral.Source.SELF,
        "agency": None,
        "given_names": "Alder",
        "surname": "Quillfeather",
        "residence": HERE,
        "reason": "Shouting at home.",
    }


@entry("referrals.correct_referral", WORKERS, says="corrected")
def _(by):
    referral = ReferralFactory(borough__code=HERE)
    return (referral,), {**told(), "practitioner": None, "version": 1}


@entry("referrals.attribute_referral", MANAGER, says="attributed")
def _(by):
    chosen = {"borough": Borough.objects.get(pk=HERE), "reason": "Sleeps there"}
    return (ReferralFactory(without_borough=True),), {"version": 1, **chosen}


@entry("referrals.check_referral", WORKERS, says="checked")
def _(by):
    found = {"cj_status": "NFA", "checked_on": DAY, "source": "POLICE"}
    return (ReferralFactory(borough__code=HERE),), found


@entry("referrals.allow_referral", MANAGER, says="allowed")
def _(by):
    allowed = {"criterion": "REFERRER", "reason": "Agreed with the team"}
    return (ReferralFactory(borough__code=HERE),), allowed


@entry("referrals.accept_referral", WORKERS, says="accepted")
def _(by):
    worker = CaseworkerFactory(borough__code=HERE)
    referral = ReferralFactory(borough__code=HERE, fit=date(2016, 1, 14))
    return (referral,), {"worker": worker, "accepted_on": date(2016, 1, 14)}


@entry("referrals.decline_referral", WORKERS, says="declined")
def _(by):
    decided = {"decision": Referral.Status.REJECTED, "decided_on": DAY, "reason": "AGE"}
    return (ReferralFactory(borough__code=HERE),), decided


def an_event(**fields):
    return TrainingEventFactory(boroughs=[HERE], **fields)


def of_training(by, on=DAY):
    boroughs = Borough.objects.filter(pk=HERE)
    event = {"on": on, "kind": "BRIEFING", "title": "Recognising coercive control"}
    return {**event, "sectors": ["POLICE"], "boroughs": boroughs, "trainer": by}


@entry("referrals.plan_training", WORKERS, says="planned")
def _(by):
    return (), of_training(by)


@entry("referrals.correct_training", WORKERS, says="corrected")
def _(by):
    return (an_event(),), {**of_training(by), "version": 1}


@entry("referrals.register_practitioner", WORKERS, says="added somebody to")
def _(by):
    return (an_event(),), {"who": PractitionerFactory(agency__borough__code=HERE)}


@entry("referrals.register_others", WORKERS, says="added people to")
def _(by):
    return (an_event(),), {"agency": AgencyFactory(), "number": 2}


@entry("referrals.take_off_register", WORKERS, says="took somebody off")
def _(by):
    return (ConfidenceSlipFactory(attendance__event=an_event()).attendance,), {}


@entry("referrals.take_register", WORKERS, says="took the register of")
def _(by):
    place = AttendanceFactory(event=an_event())
    return (place.event,), {"version": 1, "present": [place.pk]}


@entry("referrals.close_training", WORKERS, says="closed")
def _(by):
    return (an_event(delivered=True),), {"reason": "Nobody answers any more"}


@entry("referrals.cancel_training", WORKERS, says="cancelled")
def _(by):
    return (an_event(),), {"reason": "The trainer was ill"}


@entry("referrals.key_in_answers", WORKERS, says="keyed in answers about")
def _(by):
    slip = ConfidenceSlipFactory(attendance__event=an_event())
    sheets = {"point": "BEFORE", "answered_on": DAY, "answers": {slip.pk: {"talking": 3}}}
    return (slip.attendance.event,), sheets


def a_consultation(**fields):
    return ConsultationFactory(borough__code=HERE, **fields)


def advice(**changes):
    asked = {"question": "How do we begin?", "advice": "With one incident."}
    return {"on": DAY, "minutes": 30, "topics": ["RISK"], **asked, **changes}


def asked_of_here():
    post = Post.objects.get(pk="FSW")
    return {"who": PractitionerFactory(agency__borough__code=HERE), "post": post}


@entry("referrals.record_consultation", WORKERS, says="recorded")
def _(by):
    return (), {**advice(), **asked_of_here()}


@entry("referrals.book_consultation", WORKERS, says="booked")
def _(by):
    return (), {"on": date(2016, 7, 20), "question": "How do we begin?", **asked_of_here()}


@entry("referrals.hold_consultation", WORKERS, says="recorded")
def _(by):
    return (a_consultation(booked=True),), advice()


@entry("referrals.follow_up_consultation", WORKERS, says="followed up")
def _(by):
    return (a_consultation(on=DAY),), {"on": DAY, "outcome": "NO_ACTION"}


@entry("referrals.cancel_consultation", WORKERS, says="cancelled")
def _(by):
    return (a_consultation(booked=True),), {"reason": "They were called away"}


@entry("referrals.correct_consultation", WORKERS, says="put right")
def _(by):
    consultation = a_consultation()
    changed = advice(who=consultation.practitioner, reason="Another day")
    return (consultation,), changed


@entry("referrals.withdraw_consultation", WORKERS, says="withdrew")
def _(by):
    return (a_consultation(),), {"reason": "It never took place"}


@entry("referrals.link_consultation", WORKERS, says="linked a referral to")
def _(by):
    return (a_consultation(),), {"referral": ReferralFactory(borough__code=HERE)}


def a_specialist():
    return PractitionerFactory(agency__borough__code=HERE, is_specialist=True)


@entry("referrals.record_liaison", WORKERS, says="recorded")
def _(by):
    met = {"practitioners": [a_specialist()], "post": Post.objects.get(pk="FSW")}
    return (), {"on": DAY, "topics": "Who sees whom", **met}


@entry("referrals.correct_liaison", WORKERS, says="put right")
def _(by):
    meeting = LiaisonMeetingFactory(borough__code=HERE)
    changed = {"practitioners": [a_specialist()], "topics": "Who sees whom"}
    return (meeting,), {"reason": "Somebody else came", **changed}


@entry("referrals.withdraw_liaison", WORKERS, says="withdrew")
def _(by):
    meeting = LiaisonMeetingFactory(borough__code=HERE)
    return (meeting,), {"reason": "It never took place"}


def of_campaign():
    boroughs = Borough.objects.filter(pk=HERE)
    posters = {"title": "Posters", "channel": "POSTER", "audience": "Everybody"}
    return {"boroughs": boroughs, "starts_on": DAY, **posters}


@entry("referrals.record_campaign", WORKERS, says="recorded")
def _(by):
    return (), of_campaign()


@entry("referrals.correct_campaign", WORKERS, says="put right")
def _(by):
    activity = CampaignActivityFactory(boroughs=[HERE])
    return (activity,), {"reason": "Another title", **of_campaign()}


@entry("referrals.withdraw_campaign", WORKERS, says="withdrew")
def _(by):
    return (CampaignActivityFactory(boroughs=[HERE]),), {"reason": "It never ran"}


@entry("referrals.add_agency", WORKERS, says="added")
def _(by):
    return (), {"name": "Night team", "sector": "POLICE", "borough": _of_here()}


def _of_here():
    return Borough.objects.get(pk=HERE)


@entry("referrals.correct_agency", WORKERS, says="corrected")
def _(by):
    agency = AgencyFactory(borough__code=HERE)
    changed = {"name": "Day team", "sector": Agency.Sector.YOS, "borough": _of_here()}
    return (agency,), {"version": 1, "is_retired": False, **changed}


@entry("referrals.add_practitioner", WORKERS, says="added")
def _(by):
    return (), {"name": "Pc Dove", "agency": AgencyFactory(borough=_of_here()), **OFFICER}


OFFICER = {"role": "OFFICER", "is_specialist": False}


@entry("referrals.enter_practitioner", WORKERS, says="added")
def _(by):
    return (), {
        "who": NewPractitioner("Pc Dove", AgencyFactory(borough=_of_here()), "OFFICER")
    }


@entry("referrals.correct_practitioner", WORKERS, says="corrected")
def _(by):
    known = PractitionerFactory(agency__borough__code=HERE)
    changed = {"name": "Pc Dove", "agency": known.agency, "is_retired": False}
    return (known,), {"version": 1, **changed, **OFFICER}


@entry("referrals.merge_practitioners", MANAGER, says="merged")
def _(by):
    one, other = PractitionerFactory.create_batch(2, agency__borough__code=HERE)
    ReferralFactory(practitioner=one, agency=one.agency)
    return (one,), {"version": 1, "into": other, "reason": "One badge number"}


@entry("referrals.reopen_referral", MANAGER, says="reopened")
def _(by):
    declined = ReferralFactory(borough__code=HERE, declined=True)
    return (declined,), {"reason": "A new address was found"}


@entry("referrals.take_screening", WORKERS, says="took on the screening of")
def _(by):
    return (ReferralFactory(borough__code=HERE),), {}


@entry("referrals.ask_question", WORKERS, says="asked for information about")
def _(by):
    asked = {"asked_of": "The team", "text": "Do they know?", "asked_on": DAY}
    return (ReferralFactory(borough__code=HERE),), asked


@entry("referrals.end_question", WORKERS, says="went on with the screening of")
def _(by):
    question = QuestionFactory(referral__borough__code=HERE)
    ending = {"ending": Question.Ending.ANSWERED, "ended_on": DAY, "answer": "They do."}
    return (question.referral,), ending


@entry("referrals.close_question", WORKERS, says="closed")
def _(by):
    question = QuestionFactory(referral__borough__code=HERE)
    return (question,), {"ending": Question.Ending.ANSWERED, "ended_on": DAY}


@entry("referrals.ensure_screening", WORKERS, says="took on the screening of")
def _(by):
    return (ReferralFactory(borough__code=HERE),), {}


@entry("referrals.record_safety_check", WORKERS, says="recorded")
def _(by):
    return (ReferralFactory(borough__code=HERE),), {"asked": "POLICE", **safe()}


def safe():
    return {"on": DAY, "result": "SAFE", "valid_to": date(2016, 2, 28)}


@entry("referrals.correct_safety_check", WORKERS, says="put right")
def _(by):
    check = SafetyCheckFactory(referral__borough__code=HERE)
    return (check,), {"because": "It was the other one", **safe()}


@entry("referrals.approve_safety_check", MANAGER, says="approved")
def _(by):
    return (SafetyCheckFactory(referral__borough__code=HERE, approved_by=None),), {}


@entry("referrals.mark_aware", WORKERS, says="noted that the person knows of")
def _(by):
    return (ReferralFactory(borough__code=HERE, awareness="NO"),), {"on": DAY}


@entry("referrals.tell_referrer", WORKERS, says="recorded")
def _(by):
    return (ReferralFactory(borough__code=HERE, declined=True),), told_them()


def told_them():
    said = {"kind": "DECISION", "to": "REFERRER", "name": "Constable Fieldmouse"}
    return {**said, "told_on": DAY, "method": "PHONE"}


@entry("referrals.correct_notice", WORKERS, says="put right")
def _(by):
    notice = ReferralNoticeFactory(referral__borough__code=HERE)
    return (notice,), {"because": "It was a letter", **told_them(), "method": "LETTER"}


@entry("referrals.hold_referral", MANAGER, says="held back from erasure")
def _(by):
    declined = ReferralFactory(borough__code=HERE, declined=True)
    return (declined,), {"version": 1, "reason": "An inquiry asked for it"}


@entry("referrals.release_referral", MANAGER, says="released for erasure")
def _(by):
    held = {"is_held": True, "hold_reason": "An inquiry asked for it"}
    declined = ReferralFactory(borough__code=HERE, declined=True, **held)
    return (declined,), {"version": 1, "reason": "The inquiry ended"}


@entry("cases.open_case", WORKERS, says="opened")
def _(by):
    worker = CaseworkerFactory(borough__code=HERE)
    referral = ReferralFactory(borough__code=HERE, fit=date(2016, 1, 14))
    return (referral,), {"worker": worker, "accepted_on": date(2016, 1, 14)}


@entry("cases.log_session", WORKERS, says="recorded")
def _(by):
    session = {"on": DAY, "kind": Session.Kind.MOTIV, "method": "VISIT", **CAME}
    return (CaseFactory(borough__code=HERE),), {**session, "starts_at": time(14)}


@entry("cases.record_session", WORKERS, says="recorded")
def _(by):
    session = SessionFactory(case__borough__code=HERE)
    return (session,), {"version": 1, **CAME}


@entry("cases.log_attempt", WORKERS, says="logged")
def _(by):
    outcome = ContactAttempt.Outcome.NO_ANSWER
    case = CaseFactory(borough__code=HERE)
    return (case,), {"on": DAY, "method": "PHONE", "outcome": outcome}


@entry("cases.move_session", WORKERS, says="moved")
def _(by):
    booked = SessionFactory(case__borough__code=HERE, booked=True)
    to = {"on": date(2016, 7, 20), "starts_at": time(10), "version": 1}
    return (booked,), {**to, "asked_by": "THEM", "asked_on": DAY, "reason": "Works late"}


@entry("cases.correct_session", WORKERS, says="put right")
def _(by):
    session = SessionFactory(case__borough__code=HERE, attended=True)
    right = {"on": DAY, "starts_at": time(9), "kind": "MOTIV", "method": "VISIT", **CAME}
    return (session,), {**right, "version": 1, "because": "It was another day"}


@entry("cases.withdraw_session", WORKERS, says="withdrew")
def _(by):
    session = SessionFactory(case__borough__code=HERE, missed=True)
    return (session,), {"because": "Logged on the wrong person"}


@entry("cases.correct_attempt", WORKERS, says="put right")
def _(by):
    right = {"on": DAY, "method": "TEXT", "outcome": "REACHED", "because": "They rang back"}
    return (ContactAttemptFactory(case__borough__code=HERE),), right


@entry("cases.withdraw_attempt", WORKERS, says="withdrew")
def _(by):
    attempt = ContactAttemptFactory(case__borough__code=HERE)
    return (attempt,), {"because": "Logged on the wrong person"}


@entry("cases.start_contacting", WORKERS, says="moved")
def _(by):
    return (CaseFactory(borough__code=HERE),), {}


@entry("cases.review_awareness", WORKERS, says="noted again whether the person knows of")
def _(by):
    known = {"referral__awareness": "YES", "referral__aware_on": DAY}
    return (CaseFactory(borough__code=HERE, **known),), {}


@entry(
    "referrals.take_back_awareness", WORKERS, says="noted again whether the person knows of"
)
def _(by):
    known = {"awareness": "YES", "aware_on": DAY}
    return (ReferralFactory(borough__code=HERE, **known),), {"aware_on": None}


@entry("cases.keep_awareness", WORKERS, says="noted that the person knows of")
def _(by):
    unaware = {"referral__awareness": "NO", "borough__code": HERE}
    return (CaseFactory(**unaware),), {"on": DAY}


@entry("cases.add_task", WORKERS, says="asked for")
def _(by):
    colleague = CaseworkerFactory(borough__code=HERE)
    return (CaseFactory(borough__code=HERE),), {"assignee": colleague, "what": "Ring them"}


@entry("cases.finish_task", WORKERS, says="finished")
def _(by):
    return (TaskFactory(case__borough__code=HERE),), {}


@entry("cases.open_feed", WORKERS, says="made", where=ANYWHERE)
def _(by):
    return (), {}


@entry("cases.end_feed", WORKERS, says="ended", where=ANYWHERE)
def _(by):
    DiaryFeedFactory(user=by)
    return (), {}


AGREED = {"on": DAY, "kind": "CASE", "agreed": "Fewer visits", "next_on": LATER}


@entry("cases.record_supervision", MANAGER, says="wrote")
def _(by):
    worker = CaseworkerFactory(borough__code=HERE)
    points = {CaseFactory(borough__code=HERE, worker=worker): "Ring the school"}
    return (worker,), {**AGREED, "points": points}


@entry("cases.change_supervision", MANAGER, says="changed")
def _(by):
    worker = CaseworkerFactory(borough__code=HERE)
    held = SupervisionFactory(worker=worker, supervisor=by, open=True)
    points = {CaseFactory(borough__code=HERE, worker=worker): "Ring the school"}
    return (held,), {**AGREED, "version": 1, "points": points}


@entry("cases.acknowledge_supervision", CASEWORKERS, says="acknowledged", where=ANYWHERE)
def _(by):
    return (SupervisionFactory(worker=by),), {"version": 1}


AUDITORS = {Role.CASE_FILE_AUDITOR, Role.SERVICE_MANAGER}


@entry("cases.draw_files", AUDITORS, says="drew")
def _(by):
    CaseFactory(borough__code=HERE)
    return (), {"auditor": by, "boroughs": [of_here()], "each": 1}


@entry("cases.grade_file", AUDITORS, says="graded")
def _(by):
    told = {"grade": "GOOD", "findings": "Clear", **dict.fromkeys(CRITERIA, "MET")}
    return (FileAuditFactory(case__borough__code=HERE, auditor=by),), told


@entry("cases.add_file_action", AUDITORS, says="found something to do in")
def _(by):
    audit = FileAuditFactory(case__borough__code=HERE, auditor=by, graded=True)
    told = {"what": "Say why", "owner": audit.case.worker, "due_on": date(2016, 7, 29)}
    return (audit,), told


@entry("cases.finish_file_action", WORKERS, says="finished")
def _(by):
    return (FileActionFactory(audit__case__borough__code=HERE, owner=by),), {
        "outcome": "Written down"
    }


@entry("cases.close_file_audit", AUDITORS, says="closed")
def _(by):
    audit = FileAuditFactory(case__borough__code=HERE, auditor=by, graded=True)
    return (audit,), {}


@entry("cases.pass_on", WORKERS, says="told partner support")
def _(by):
    word = Word(
        "He knows the new address", "Ring them", (CaseworkerFactory(borough__code=HERE),)
    )
    return (CaseFactory(borough__code=HERE),), {"word": word}


@entry("cases.tell_of_absence", WORKERS, says="told partner support")
def _(by):
    return (CaseFactory(borough__code=HERE),), {"now": "DNA"}


@entry("cases.tell_partner_support", WORKERS, says="told partner support")
def _(by):
    return (CaseFactory(borough__code=HERE),), {"kind": SafetyNotice.Kind.STARTED}


@entry("cases.move_case", WORKERS, says="moved")
def _(by):
    return (CaseFactory(borough__code=HERE),), {"to": Case.Status.CONTACTING}


@entry("cases.close_case", WORKERS, says="closed")
def _(by):
    ending = {"closed_on": DAY, "reason": "MOVED", "outcome": "Moved to the coast."}
    case = CaseFactory(borough__code=HERE, status=Case.Status.CLOSING)
    return (ready_to_close(case),), ending


@entry("cases.enter_stage", WORKERS, says="moved")
def _(by):
    return (CaseFactory(borough__code=HERE), Case.Status.CONTACTING), {"on": DAY}


@entry("cases.start_contacting", WORKERS, says="moved")
def _(by):
    return (CaseFactory(borough__code=HERE),), {"on": DAY}


@entry("cases.reopen_case", MANAGER, says="reopened")
def _(by):
    again = {"on": date(2016, 7, 1), "reason": "They rang"}
    return (CaseFactory(borough__code=HERE, closed=True),), again


@entry("cases.record_terms", WORKERS, says="recorded")
def _(by):
    told = {"explained": ["has_sharing"], "accepted": True}
    return (CaseFactory(borough__code=HERE),), {"explained_on": DAY, **told}


@entry("cases.allocate_case", MANAGER, says="reallocated")
def _(by):
    to = CaseworkerFactory(borough__code=HERE)
    given = {"version": 1, "to": to, "on": DAY, "reason": "They know the family"}
    return (CaseFactory(borough__code=HERE),), given


@entry("cases.hand_over", MANAGER, says="reallocated")
def _(by):
    case = CaseFactory(borough__code=HERE)
    given = {"to": {case: CaseworkerFactory(borough__code=HERE)}, "reason": "They leave"}
    return (case.worker,), {"on": DAY, **given}


@entry("cases.arrange_cover", MANAGER, says="arranged cover by")
def _(by):
    cases = [CaseFactory(borough__code=HERE)]
    days = {"starts_on": date(2016, 8, 8), "ends_on": date(2016, 8, 19)}
    worker = CaseworkerFactory(borough__code=HERE)
    return (cases,), {"worker": worker, "reason": "On leave", **days}


@entry("cases.end_cover", MANAGER, says="ended")
def _(by):
    return ([CaseAllocationFactory(case__borough__code=HERE, cover=True)],), {}


@entry("cases.end_covers_of", WORKERS, says="ended")
def _(by):
    return (CaseAllocationFactory(case__borough__code=HERE, cover=True).case,), {}


def answers():
    answers = {"pattern": "REPEAT", "sources": ["SELF"], "narrative": "Two calls."}
    answers |= {"risk_level": "HIGH", "rationale": "More often.", "pathway": "DVPP_DVIP"}
    return {**answers, "completed_on": DAY, "ratings": {}}


def here(factory, **fields):
    return (factory(case__borough__code=HERE, **fields),)


@entry("cases.start_assessment", WORKERS, says="started")
def _(by):
    return (CaseFactory(borough__code=HERE),), {"kind": "INITIAL", "started_on": DAY}


@entry("cases.complete_assessment", WORKERS, says="completed")
def _(by):
    return here(AssessmentFactory), {"version": 1, **answers()}


@entry("cases.send_back_assessment", MANAGER, says="sent back")
def _(by):
    sent = {"version": 1, "because": "Say why it is high."}
    return here(AssessmentFactory, completed=True), sent


@entry("cases.sign_off_assessment", MANAGER, says="signed off")
def _(by):
    return here(AssessmentFactory, completed=True), {"version": 1}


@entry("cases.correct_assessment", WORKERS, says="put right")
def _(by):
    return here(AssessmentFactory, signed_off=True), {"because": "Typing", **answers()}


@entry("cases.keep_rating_of", WORKERS, says="rated")
def _(by):
    return here(AssessmentFactory, completed=True), {"because": "It was rated"}


@entry("cases.declare_non_engagement", WORKERS, says="declared")
def _(by):
    case = never_reached(CaseFactory(borough__code=HERE))
    return (case,), {"declared_on": LATER, "ground": "NO_CONTACT"}


@entry("cases.begin_feedback", WORKERS, says="began")
def _(by):
    return (declared(CaseFactory(borough__code=HERE)),), {}


@entry("cases.correct_non_engagement", WORKERS, says="put right")
def _(by):
    wrong = declared(never_reached(CaseFactory(borough__code=HERE)))
    right = {"declared_on": LATER, "ground": "NO_CONTACT"}
    return (wrong,), {"because": "Typing", **right}


@entry("cases.draft_feedback", WORKERS, says="began")
def _(by):
    return (CaseFactory(borough__code=HERE),), {"kind": "REVIEW"}


def letter():
    return {"work": "Came.", "risk": "Low.", "advice": "Go on.", "next_steps": "Ring."}


@entry("cases.write_feedback", WORKERS, says="approved")
def _(by):
    return here(FeedbackFactory), {"version": 1, "is_ready": True, **letter()}


@entry("cases.approve_feedback", MANAGER, says="approved")
def _(by):
    return here(FeedbackFactory, not_engaging=True, submitted=True), {"version": 1}


@entry("cases.return_feedback", MANAGER, says="returned")
def _(by):
    return here(FeedbackFactory, not_engaging=True, approved=True), {
        "because": "Why?",
        "version": 1,
    }


@entry("cases.send_feedback", WORKERS, says="sent")
def _(by):
    gone = {"sent_on": LATER, "sent_to": "The sergeant", "method": "EMAIL"}
    return here(FeedbackFactory, approved=True), gone


@entry("cases.acknowledge_feedback", WORKERS, says="acknowledged")
def _(by):
    return here(FeedbackFactory, sent=True), {"acknowledged_on": LATER}


@entry("cases.correct_feedback", WORKERS, says="put right")
def _(by):
    gone = {"sent_on": LATER, "sent_to": "The sergeant", "method": "LETTER"}
    return here(FeedbackFactory, sent=True), {"because": "Typing", **gone}


@entry("cases.rate_stage", WORKERS, says="rated")
def _(by):
    rating = {"on": DAY, "stage": 2, "evidence": "Asked what others have done."}
    return (CaseFactory(borough__code=HERE),), rating


@entry("cases.correct_stage", WORKERS, says="put right")
def _(by):
    rating = {"on": DAY, "stage": 3, "evidence": "Has rung the programme."}
    return here(StageRatingFactory), {"because": "Typing", **rating}


@entry("cases.agree_goal", WORKERS, says="agreed")
def _(by):
    goal = {"agreed_on": DAY, "words": "I will leave.", "steps": "", "review_on": LATER}
    return (CaseFactory(borough__code=HERE),), goal


@entry("cases.review_plan", WORKERS, says="reviewed")
def _(by):
    goal = GoalFactory(case__borough__code=HERE)
    outcomes = {goal: ("ACHIEVED", "Two months of it.")}
    review = {"on": LATER, "changed": "Calmer.", "next_on": None, "outcomes": outcomes}
    return (goal.case,), review


@entry("cases.conclude_goals", WORKERS, says="recorded")
def _(by):
    goal = GoalFactory(case__borough__code=HERE)
    return (goal.case,), {"on": LATER, "outcomes": {goal: ("NOT", "Not spoken of.")}}


@entry("cases.refer_onward", WORKERS, says="recorded")
def _(by):
    to = {"destination": "SUBST", "made_on": DAY, "follow_up_on": date(2016, 8, 1)}
    return (CaseFactory(borough__code=HERE),), to


@entry("cases.follow_onward", WORKERS, says="followed up")
def _(by):
    told = {"found": "STARTED", "on": date(2016, 7, 1), "follow_up_on": date(2016, 8, 1)}
    return here(OnwardReferralFactory), {"version": 1, **told}


@entry("cases.correct_onward", WORKERS, says="put right")
def _(by):
    unknown = dict.fromkeys(("accepted_on", "started_on", "ended_on"))
    right = {"destination": "SUBST", "made_on": date(2016, 7, 1), **unknown}
    return here(OnwardReferralFactory), {"because": "Wrong service", **right}


@entry("cases.correct_goal", WORKERS, says="put right")
def _(by):
    goal = {"words": "I will go out.", "steps": "", "review_on": LATER}
    return here(GoalFactory), {"because": "His words", **goal}


@entry("cases.correct_goal_outcome", WORKERS, says="put right")
def _(by):
    found = {"outcome": "NOT", "evidence": "His diary says otherwise."}
    outcome = GoalOutcomeFactory(goal__case__borough__code=HERE)
    return (outcome,), {"because": "Wrong goal", **found}


@entry("cases.update_risk", WORKERS, says="rated")
def _(by):
    rating = {"on": DAY, "trigger": "PLANNED", "level": "HIGH", "rationale": "Drinks."}
    return (CaseFactory(borough__code=HERE),), rating


@entry("cases.correct_risk", WORKERS, says="put right")
def _(by):
    rating = {"on": DAY, "trigger": "PLANNED", "level": "HIGH", "rationale": "Drinks."}
    return here(RiskUpdateFactory), {"because": "Typing", **rating}


@entry("cases.record_incident", WORKERS, says="recorded")
def _(by):
    incident = {"kind": "THREATS", "relationship": "PARENT", "source": "POLICE"}
    incident |= {"known_on": DAY, "police_reported": "YES", "what": "Threats."}
    return (CaseFactory(borough__code=HERE),), incident


@entry("cases.record_order", WORKERS, says="recorded")
def _(by):
    order = {"kind": "NMO", "starts_on": DAY, "ends_on": None}
    order |= {"conditions": "No contact.", "protects": "EX_PARTNER"}
    return (CaseFactory(borough__code=HERE),), order


@entry("cases.correct_entry", WORKERS, says="put right")
def _(by):
    return here(IncidentFactory), {"because": "Typing", "police_reported": "NO"}


@entry("cases.withdraw_entry", WORKERS, says="withdrew")
def _(by):
    return here(RiskUpdateFactory), {"because": "Another man’s"}


@entry("cases.ask_the_manager", WORKERS, says="asked")
def _(by):
    return (CaseFactory(borough__code=HERE),), {"about": "MAPPA"}


@entry("cases.raise_warning", WORKERS, says="raised")
def _(by):
    warning = {"kind": "ALONE", "evidence": "Blocked the door."}
    warning |= {"raised_on": DAY, "review_on": LATER}
    return (CaseFactory(borough__code=HERE),), warning


@entry("cases.review_warning", WORKERS, says="ended")
def _(by):
    return here(CaseWarningFactory), {"version": 1, "reason": "He left", "next_on": None}


@entry("cases.correct_warning", WORKERS, says="put right")
def _(by):
    warning = {"kind": "STAFF", "evidence": "Blocked it.", "raised_on": DAY}
    return here(CaseWarningFactory), {"because": "Typing", "review_on": LATER, **warning}


@entry("cases.record_justice", WORKERS, says="asked")
def _(by):
    check = {"on": DAY, "found": "CHARGED", "source": "POLICE"}
    return (CaseFactory(borough__code=HERE),), check


@entry("cases.correct_justice", WORKERS, says="put right")
def _(by):
    check = {"on": DAY, "found": "NFA", "source": "POLICE"}
    return here(JusticeCheckFactory), {"because": "Misheard", **check}


@entry("cases.decide_eligibility", MANAGER, says="decided")
def _(by):
    decided = {"decision": "CONTINUE", "because": "A civil matter"}
    return here(EligibilityQueryFactory), decided


@entry("cases.record_involvement", WORKERS, says="recorded")
def _(by):
    meeting = {"kind": "MARAC", "on": DAY, "source": "POLICE", "actions": "None."}
    return (CaseFactory(borough__code=HERE),), meeting


@entry("cases.end_involvement", WORKERS, says="ended")
def _(by):
    return here(InvolvementFactory), {"version": 1, "ended_on": LATER}


@entry("cases.correct_involvement", WORKERS, says="put right")
def _(by):
    return here(InvolvementFactory), {"because": "Typing", "on": DAY, "actions": "None."}


@entry("cases.change_borough", MANAGER, says="changed the borough of")
def _(by):
    MembershipFactory(user=by, role=by.roles()[0], borough__code="LBHF")
    by.refresh_from_db()
    move = {"to": Borough.objects.get(pk="LBHF"), "effective_on": DAY, "reason": "Moved"}
    case = CaseFactory(borough__code=HERE)
    MembershipFactory(user=case.worker, borough__code="LBHF")
    return (case,), {"version": 1, **move}


ANSWERED = {
    **{"first_name": "Wren", "born_on": date(2009, 3, 4), "is_birth_estimated": False},
    **{"is_unborn": False, "relationship": "CHILD", "lives_with": "NO"},
    **{"responsibility": "YES", "contact": "NONE"},
}
STATUS = {
    **{"status": "CIN", "category": "", "starts_on": DAY, "authority": HERE},
    "source": "CHILDRENS",
}
ASSET = {
    **{"tool": "ASSET_PLUS", "stage": "START", "done_on": DAY, "reoffending": "LOW"},
    **{"serious_harm": "HIGH", "safety": "LOW"},
}
NOTE = {
    **{"on": DAY, "category": "CALL", "source": "POLICE", "sensitivity": "NORMAL"},
    "text": "The constable rang.",
}


@entry("cases.correct_person", WORKERS, says="corrected")
def _(by):
    case = CaseFactory(borough__code=HERE)
    return (case,), {"version": 1, "born_on": date(1984, 5, 6), "phone": "020 7946 0000"}


@entry("cases.record_child", WORKERS, says="recorded")
def _(by):
    return (CaseFactory(borough__code=HERE),), ANSWERED


@entry("cases.amend_child", WORKERS, says="corrected")
def _(by):
    child, case = a_child()
    return (child,), {"case": case, "version": 1, **ANSWERED}


@entry("cases.withdraw_child", WORKERS, says="withdrew")
def _(by):
    child, case = a_child()
    return (child,), {"case": case, "because": "Somebody else’s child"}


@entry("cases.start_child_status", WORKERS, says="recorded")
def _(by):
    child, case = a_child()
    return (child,), {"case": case, **STATUS}


@entry("cases.correct_child_status", WORKERS, says="put right")
def _(by):
    child, case = a_child()
    entry = ChildStatusFactory(child=child, status="S47")
    return (entry,), {"case": case, "because": "Misread the letter", **STATUS}


def a_child():
    case = CaseFactory(borough__code=HERE)
    return ChildFactory(perpetrator=case.perpetrator), case


@entry("cases.record_agency", WORKERS, says="recorded")
def _(by):
    return (CaseFactory(borough__code=HERE),), an_agency()


@entry("cases.amend_agency", WORKERS, says="corrected")
def _(by):
    case = CaseFactory(borough__code=HERE)
    around = AgencyInvolvementFactory(perpetrator=case.perpetrator)
    return (around,), {"case": case, "version": 1, **an_agency()}


def an_agency():
    agency = AgencyFactory(borough__code=HERE, sector="HEALTH")
    # Nobody new is entered with it: that asks for a right of its own.
    work = {"agency": agency, "who": None, "role": "GP"}
    return {**work, "contact": "", "starts_on": DAY, "ends_on": None}


@entry("cases.keep_youth_detail", WORKERS, says="recorded")
def _(by):
    case = CaseFactory(borough__code=HERE, post__code="YPS")
    return (case,), {"version": 0, "holders": ["MOTHER"], "consent": "YES"}


@entry("cases.record_asset", WORKERS, says="recorded")
def _(by):
    return (CaseFactory(borough__code=HERE, post__code="YPS"),), ASSET


@entry("cases.correct_asset", WORKERS, says="put right")
def _(by):
    summary = AssetSummaryFactory(case__borough__code=HERE)
    return (summary,), {"because": "Misread it", **ASSET}


@entry("cases.keep_equality", WORKERS, says="recorded")
def _(by):
    case = CaseFactory(borough__code=HERE)
    return (case,), {"version": 0, "asked_on": DAY, **all_unasked(), "ethnicity": "E11-02"}


def all_unasked():
    return dict.fromkeys(ANSWERS, "NOT_ASKED")


@entry("cases.write_note", WORKERS, says="wrote")
def _(by):
    return (CaseFactory(borough__code=HERE),), NOTE


@entry("cases.change_note", WORKERS, says="changed")
def _(by):
    note = CaseNoteFactory(case__borough__code=HERE, open=True, written_by=by)
    return (note,), {"version": 1, **NOTE}


@entry("cases.add_to_note", WORKERS, says="added")
def _(by):
    note = CaseNoteFactory(case__borough__code=HERE)
    return (note,), {"source": "POLICE", "text": "It was Tuesday."}


SUPPORTERS = {Role.PARTNER_SUPPORT_WORKER, Role.SERVICE_MANAGER}
PLAN = {
    **{"methods": ["PHONE"], "times": "Mornings", "never": "Never ring at night"},
    "review_on": LATER,
}
SCALES = dict.fromkeys(DASH_ITEMS, "N")


def a_partner_case(**fields):
    return PartnerCaseFactory(borough__code=HERE, **fields)


def supported(factory, **fields):
    return (factory(partner_case=a_partner_case(), **fields),)


@entry("cases.partners.open_partner_case", SUPPORTERS, says="opened")
def _(by):
    other = CaseworkerFactory(borough__code=HERE, role=Role.PARTNER_SUPPORT_WORKER)
    worker = other if Role.SERVICE_MANAGER in by.roles() else by  # who gives it to whom
    told = {"given_names": "Clover", "relationship": "PARTNER", "opened_on": DAY}
    return (CaseFactory(borough__code=HERE),), {"worker": worker, **told}


@entry("cases.partners.link_case", SUPPORTERS, says="recorded")
def _(by):
    told = {"on": DAY, "relationship": "PARENT", "lives_together": "YES"}
    return (a_partner_case(),), {"case": CaseFactory(borough__code=HERE), **told}


@entry("cases.partners.set_out_support", SUPPORTERS, says="set out")
def _(by):
    told = {"delivered_by": "ANGELOU", "scope": "NO", "out_of_scope": "UNSAFE"}
    return (a_partner_case(),), {"version": 1, **told}


@entry("cases.partners.correct_supported_person", SUPPORTERS, says="corrected")
def _(by):
    return (a_partner_case(),), {"version": 1, "given_names": "Clover"}


@entry("cases.partners.close_partner_case", SUPPORTERS, says="closed")
def _(by):
    told = {"closed_on": DAY, "reason": "COMPLETED", "note": "It is done."}
    return (a_partner_case(),), told


@entry("cases.partners.allocate_partner_case", MANAGER, says="reallocated")
def _(by):
    to = CaseworkerFactory(borough__code=HERE, role=Role.PARTNER_SUPPORT_WORKER)
    return (a_partner_case(),), {"version": 1, "to": to, "on": DAY, "reason": "They left"}


@entry("cases.partners.cover_partner_case", MANAGER, says="arranged cover by")
def _(by):
    worker = CaseworkerFactory(borough__code=HERE, role=Role.PARTNER_SUPPORT_WORKER)
    days = {"starts_on": date(2016, 8, 8), "ends_on": date(2016, 8, 19)}
    return (a_partner_case(),), {"worker": worker, "reason": "On leave", **days}


@entry("cases.partners.end_partner_cover", MANAGER, says="ended")
def _(by):
    return supported(PartnerAllocationFactory, cover=True), {}


@entry("cases.partners.record_entry", SUPPORTERS, says="recorded")
def _(by):
    return (a_partner_case(),), {"of": SafeContactPlan, "on": DAY, **PLAN}


@entry("cases.partners.correct_entry", SUPPORTERS, says="put right")
def _(by):
    return supported(SafeContactPlanFactory), {"because": "Misheard", "times": "Never"}


@entry("cases.partners.withdraw_entry", SUPPORTERS, says="withdrew")
def _(by):
    return supported(PartnerContactFactory), {"because": "Somebody else’s"}


@entry("cases.partners.acknowledge_plan", SUPPORTERS, says="said they had read")
def _(by):
    return supported(SafeContactPlanFactory), {}


@entry("cases.partners.reveal_detail", SUPPORTERS, says="revealed")
def _(by):
    [detail] = supported(ContactDetailFactory)
    SafeContactPlanFactory(partner_case=detail.partner_case, read_by=by)
    return (detail,), {"why": "CONTACT"}


@entry("cases.partners.log_contact", SUPPORTERS, says="recorded")
def _(by):
    [plan] = supported(SafeContactPlanFactory, read_by=by)
    return (plan.partner_case,), {"on": DAY, "method": "PHONE", "outcome": "NO_ANSWER"}


@entry("cases.partners.record_notification", SUPPORTERS, says="recorded")
def _(by):
    [plan] = supported(SafeContactPlanFactory, read_by=by)
    return (plan.partner_case,), {"on": DAY, "event": "STARTED", "method": "PHONE"}


@entry("cases.partners.record_response", SUPPORTERS, says="recorded")
def _(by):
    return (a_partner_case(),), {"on": DAY, "response": "OTHER_LEAD"}


@entry("cases.partners.record_dash", SUPPORTERS, says="recorded")
def _(by):
    told = {"on": DAY, "checklist": "SAFELIVES_24", "answers": SCALES, "point": "START"}
    return (a_partner_case(),), {**told, "completed_with": "PERSON"}


@entry("cases.partners.correct_dash", SUPPORTERS, says="put right")
def _(by):
    told = {"because": "Misread", "checklist": "SAFELIVES_24", "answers": SCALES}
    return supported(DashAssessmentFactory), told


def across(by, **fields):
    """His case, on the other side of which this person stands."""
    case = CaseFactory(borough__code=HERE)
    PartnerCaseFactory(his=case, worker=by, link__case=case, **fields)
    return case


@entry("cases.partners.hold_review", SUPPORTERS, says="held")
def _(by):
    said = {"rationale": "Both differ.", "decisions": "Look again", "present": "All"}
    return (across(by),), {"on": DAY, "level": "HIGH", **said}


@entry("cases.partners.clear_case", SUPPORTERS, says="cleared")
def _(by):
    return (across(by, first_attempt_on=DAY),), {"ground": "CONTACT"}


@entry("cases.partners.take_back_clearance", SUPPORTERS, says="took back")
def _(by):
    case = across(by)
    case.bridge.cleared_on = DAY
    case.bridge.save()
    return (case,), {"reason": "The wrong number was rung"}


@entry("cases.partners.acknowledge_notice", SUPPORTERS, says="acknowledged")
def _(by):
    return (SafetyNoticeFactory(case=across(by)),), {}


@entry("cases.partners.acknowledge_decline", SUPPORTERS, says="acknowledged")
def _(by):
    return (DeclineNoticeFactory(referral__borough__code=HERE),), {}


@entry("cases.partners.decide_marac", SUPPORTERS, says="recorded")
def _(by):
    told = {"on": DAY, "decision": "REFERRED", "criterion": "SCORE"}
    return (a_partner_case(),), told


@entry("cases.partners.correct_marac", SUPPORTERS, says="put right")
def _(by):
    told = {"because": "Misread", "decision": "ALREADY", "reason": "Heard elsewhere"}
    return supported(MaracDecisionFactory), told


@entry("cases.partners.record_marac_outcome", SUPPORTERS, says="recorded the outcome of")
def _(by):
    return supported(MaracDecisionFactory), {"outcome": "HEARD", "heard_on": LATER}


ACTIONS = {
    f"{function.__module__.partition('.actions')[0]}.{function.__name__}": function
    for function in actions()
}
WITH_BY = sorted(
    name
    for name, action in ACTIONS.items()
    if "by" in inspect.signature(action).parameters and name not in WITHOUT_BY
)
ENTERED = [name for name in WITH_BY if name in ENTRIES]


def test_every_action_has_an_entry_here_and_every_entry_an_action():
    assert len(WITH_BY) >= 15
    assert set(WITH_BY) == set(ENTRIES)
    assert set(ACTIONS) - set(WITH_BY) == set(WITHOUT_BY)


def test_who_did_it_is_always_named_and_never_left_out():
    for name in WITH_BY:
        by = inspect.signature(ACTIONS[name]).parameters["by"]
        assert by.kind is by.KEYWORD_ONLY, name
        assert by.default is by.empty, name
        assert by.annotation is User, name


@pytest.mark.parametrize("name", ENTERED)
def test_an_action_leaves_a_trace_of_who_did_it_and_every_fact_right(person, name):
    """The facts that figures rest on are afterwards what the records say."""
    entry = ENTRIES[name]
    by = person(min(entry.roles), HERE)
    args, kwargs = entry.arrange(by)
    call_command("recompute_facts", stdout=StringIO())
    _refresh(args)
    assert not AuditEvent.objects.exists()

    ACTIONS[name](*args, by=by, **kwargs)

    events = AuditEvent.objects.all()
    assert entry.says in {event.action for event in events}
    assert {event.by for event in events} == {by}
    call_command("recompute_facts", "--check", stdout=StringIO())


@pytest.mark.one_engine
@pytest.mark.parametrize("name", ENTERED)
def test_an_action_is_done_by_whoever_may_and_not_from_another_borough(person, name):
    entry = ENTRIES[name]
    for role in entry.roles:
        with undone():
            by = person(role, HERE)
            args, kwargs = entry.arrange(by)
            before = fingerprint()
            if entry.where is not ANYWHERE:
                held = Membership.objects.filter(user=by, borough=HERE)
                with holding(held, borough=ELSEWHERE):
                    _is_refused(name, by, args, kwargs)
            assert changes(before, fingerprint()) == {}, role.label

            # Nothing but the borough was in the way.
            ACTIONS[name](*args, by=by, **kwargs)


@pytest.mark.one_engine
@pytest.mark.parametrize("name", ENTERED)
def test_an_action_is_done_in_no_other_role_without_any_and_after_it_ended(person, name):
    entry = ENTRIES[name]
    by, newcomer = person(min(entry.roles), HERE), UserFactory()
    args, kwargs = entry.arrange(by)
    before = fingerprint()

    # Nothing but the role is in the way, which may do it.
    held = Membership.objects.filter(user=by)
    for role in set(Role) - entry.roles:
        with holding(held, role=role):
            _is_refused(name, by, args, kwargs)
    with holding(held, ended_at=by.date_joined, ended_by=by, end_reason="They left"):
        _is_refused(name, by, args, kwargs)
    _is_refused(name, newcomer, args, kwargs)

    assert changes(before, fingerprint()) == {}


def _is_refused(name, by, args, kwargs):
    with pytest.raises(PermissionDenied):
        ACTIONS[name](*args, by=User.objects.get(pk=by.pk), **kwargs)


@contextmanager
def holding(memberships, **something_else):
    """What they hold is something else for as long as that lasts."""
    rows = list(memberships)
    memberships.filter(pk__in=[row.pk for row in rows]).update(**something_else)
    yield
    Membership.objects.bulk_update(rows, something_else)


@pytest.mark.parametrize("name", ENTERED)
def test_an_action_happens_whole_or_not_at_all(person, name):
    entry = ENTRIES[name]
    by = person(min(entry.roles), HERE)
    args, kwargs = entry.arrange(by)
    before = fingerprint()
    writes = Writes()
    with undone(), connection.execute_wrapper(writes):
        ACTIONS[name](*args, by=by, **kwargs)
    assert writes.seen >= 2, "at least the thing and its trace"

    # What the one engine undoes of each write, the other undoes of all before the last.
    first = 1 if connection.vendor == "sqlite" else writes.seen
    for number in range(first, writes.seen + 1):
        _refresh(args)
        failing = connection.execute_wrapper(Writes(fail_at=number))
        with failing, pytest.raises(DatabaseError):
            ACTIONS[name](*args, by=by, **kwargs)
        assert changes(before, fingerprint()) == {}, f"write {number} of {writes.seen}"


class Writes:
    """Counts what is written, and makes the database fail at one of them."""

    def __init__(self, fail_at: int = 0):
        self.seen, self.fail_at = 0, fail_at

    def __call__(self, execute, sql, params, many, context):
        if re.match(r"\s*(INSERT|UPDATE|DELETE)", sql):
            self.seen += 1
            if self.seen == self.fail_at:
                return execute("SELECT the_disk_is_full", None, many, context)
        return execute(sql, params, many, context)


@contextmanager
def undone():
    """What happens inside is undone at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _refresh(args):
    for thing in args:
        for each in thing if isinstance(thing, list) else [thing]:
            if isinstance(each, models.Model):
                each.refresh_from_db()
