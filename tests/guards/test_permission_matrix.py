"""Every page × every role × own or other borough × GET and POST.

A page is one line below. A page of the URL configuration that stands neither in the
matrix nor on the public list fails, and so does a line without its page.
"""

import re
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory
from django.urls import resolve, reverse

from cases.models import Case
from pilot.models import Membership, User
from pilot.permissions import CASEWORKERS, Role
from referrals.models import AnswerPoint, Referral
from reporting.models import Return
from tests.factories import (
    AbsenceFactory,
    AgencyFactory,
    AgencyInvolvementFactory,
    AgendaItemFactory,
    ApprovalFactory,
    AssessmentFactory,
    AssetSummaryFactory,
    AssumptionFactory,
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
    ConsultationFactory,
    ContactAttemptFactory,
    ContactDetailFactory,
    ContractActionFactory,
    CostShareFactory,
    CostSheetFactory,
    DeclineNoticeFactory,
    DraftFactory,
    EligibilityQueryFactory,
    ExtensionFactory,
    FeedbackFactory,
    FileActionFactory,
    FileAuditFactory,
    GroupMeetingFactory,
    InvolvementFactory,
    KeyShareFactory,
    LiaisonMeetingFactory,
    MaracDecisionFactory,
    MembershipFactory,
    OnwardReferralFactory,
    PartnerAllocationFactory,
    PartnerCaseFactory,
    PractitionerFactory,
    QuestionFactory,
    ReferralFactory,
    ReferralNoticeFactory,
    ReturnFactory,
    ReturnTextFactory,
    ReturnVersionFactory,
    RiskScoreFactory,
    RiskUpdateFactory,
    SafeContactPlanFactory,
    SafetyCheckFactory,
    SafetyNoticeFactory,
    SessionFactory,
    SiteFactory,
    SupervisionFactory,
    SupportOfferFactory,
    TaskFactory,
    TrainingEventFactory,
    UserFactory,
    VariationFactory,
    at,
)
from tests.guards.inventory import pages
from tests.unseen import nobody_looks

pytestmark = pytest.mark.one_engine

HERE, ELSEWHERE, QUARTER = "WCC", "RBKC", "2016Q2"
QUARTERS = ("2015Q4", "2016Q1", "2016Q2", "2016Q3")
DONE, MOVED_ON, FORBIDDEN, UNSEEN, NOT_THIS_WAY = 200, 302, 403, 404, 405
CANNOT = 409


def roles(codes: str) -> frozenset[Role]:
    return frozenset(Role(code) for code in codes.split())


EVERYBODY = frozenset(Role)
CASEWORK = roles("CJW FSW YPS MGR")
READING = CASEWORK | roles("AUD")
AUDITORS = roles("AUD MGR")
MANAGER = roles("MGR")
SUPPORT = roles("PSW MGR")
FIGURES = roles("MGR DPO_F AO CMG")
ALL_FIGURES = roles("MGR DPO_F CMG")
GOVERNANCE = roles("MGR DPO_F AO CMG")
FINANCE = roles("DPO_F")
RETURNS = roles("MGR DPO_F AO CMG SYS")
WRITERS = roles("MGR DPO_F")
SENDERS = roles("DPO_F SYS")
TRAIL = roles("MGR IGL")
ADMINISTRATOR = roles("SYS")
OFFICER = roles("AO")
CONCERNS = roles("AO MGR")
GROUP = roles("CMG")
COMPLAINTS = roles("MGR IGL")
HAS_DUE = CASEWORK | GOVERNANCE | roles("PSW APR IGL AUD")


# What an address leads to. Each gets the reader, a borough, and whether it is the
# reader's own, and answers with what stands in the address.


def a_case(reader, borough, own):
    return [_case(reader, borough, own).reference]


def a_closing_case(reader, borough, own):
    return [_case(reader, borough, own, status=Case.Status.CLOSING).reference]


def a_closed_case(reader, borough, own):
    return [_case(reader, borough, own, closed=True).reference]


def a_caseload(reader, borough, own):
    return [_case(reader, borough, own).worker.pk]


def a_cover(reader, borough, own):
    return [CaseAllocationFactory(case=_case(reader, borough, own), cover=True).pk]


def a_session(reader, borough, own):
    return [SessionFactory(case=_case(reader, borough, own)).reference]


def an_attempt(reader, borough, own):
    return [ContactAttemptFactory(case=_case(reader, borough, own)).reference]


def a_task(reader, borough, own):
    return [TaskFactory(case=_case(reader, borough, own)).reference]


def a_supervision(reader, borough, own):
    """The reader's own, or that of somebody who works in the borough."""
    supervised = own and set(reader.roles()) & CASEWORKERS
    worker = reader if supervised else CaseworkerFactory(borough__code=borough)
    return [SupervisionFactory(worker=worker).reference]


def a_supervision_as_read(reader, borough, own):
    return [*a_supervision(reader, borough, own), 1]


def a_supervision_by_the_reader(reader, borough, own):
    worker = CaseworkerFactory(borough__code=borough)
    return [SupervisionFactory(worker=worker, supervisor=reader, open=True).reference]


def a_caseworker(reader, borough, own):
    return [CaseworkerFactory(borough__code=borough).pk]


def an_assessment(reader, borough, own):
    return [AssessmentFactory(case=_case(reader, borough, own)).reference]


def an_assessment_to_read(reader, borough, own):
    case = _case(reader, borough, own)
    return [AssessmentFactory(case=case, completed=True).reference]


def a_feedback(reader, borough, own):
    return [FeedbackFactory(case=_case(reader, borough, own)).reference]


def a_submitted_feedback(reader, borough, own):
    case = _case(reader, borough, own)
    return [FeedbackFactory(case=case, not_engaging=True, submitted=True).reference]


def an_approved_feedback(reader, borough, own):
    return [FeedbackFactory(case=_case(reader, borough, own), approved=True).reference]


def a_sent_feedback(reader, borough, own):
    return [FeedbackFactory(case=_case(reader, borough, own), sent=True).reference]


def a_warning(reader, borough, own):
    return [CaseWarningFactory(case=_case(reader, borough, own)).reference]


def an_onward_referral(reader, borough, own):
    return [OnwardReferralFactory(case=_case(reader, borough, own)).reference]


def an_involvement(reader, borough, own):
    return [InvolvementFactory(case=_case(reader, borough, own)).reference]


def a_case_asked_about(reader, borough, own):
    case = _case(reader, borough, own)
    return [EligibilityQueryFactory(case=case).case.reference]


def a_case_and_marac(reader, borough, own):
    return [_case(reader, borough, own).reference, "marac"]


def an_entry(reader, borough, own):
    return [RiskUpdateFactory(case=_case(reader, borough, own)).reference, "risk"]


def a_young_case(reader, borough, own):
    return [_case(reader, borough, own, post__code="YPS").reference]


def a_child(reader, borough, own):
    case = _case(reader, borough, own)
    child = ChildFactory(perpetrator=case.perpetrator)
    return [case.reference, child.reference]


def a_child_status(reader, borough, own):
    case = _case(reader, borough, own)
    status = ChildStatusFactory(child__perpetrator=case.perpetrator)
    return [case.reference, status.reference]


def an_agency_around(reader, borough, own):
    case = _case(reader, borough, own)
    around = AgencyInvolvementFactory(perpetrator=case.perpetrator)
    return [case.reference, around.reference]


def an_asset_summary(reader, borough, own):
    case = _case(reader, borough, own, post__code="YPS")
    return [case.reference, AssetSummaryFactory(case=case).reference]


def a_note(reader, borough, own):
    """It is the reader's own, whoever they are, and still open."""
    case = _case(reader, borough, own)
    note = CaseNoteFactory(case=case, open=True, written_by=reader)
    return [case.reference, note.reference]


def a_referral(reader, borough, own):
    """It waits: for the reader's post if it is their own, else for another."""
    post = _post_of(reader) if own else _another_post(reader)
    return [ReferralFactory(borough__code=borough, post__code=post).reference]


def a_referral_that_waits(reader, borough, own):
    """It waits for an answer."""
    [reference] = a_referral(reader, borough, own)
    Referral.objects.filter(reference=reference).update(
        status="PENDING_INFO",
        screening_by=UserFactory(),
        screening_at=at(date(2016, 1, 12)),
    )
    QuestionFactory(referral=Referral.objects.get(reference=reference))
    return [reference]


def a_declined_referral(reader, borough, own):
    """Decided by the reader, if it is their own."""
    screened = {"screening_by": reader} if own else {}
    post = _post_of(reader) if own else _another_post(reader)
    referral = ReferralFactory(
        borough__code=borough, post__code=post, declined=True, **screened
    )
    return [referral.reference]


def a_safety_check(reader, borough, own):
    post = _post_of(reader) if own else _another_post(reader)
    of = {"referral__borough__code": borough, "referral__post__code": post}
    check = SafetyCheckFactory(**of, referral__awareness="NO", approved_by=None)
    return [check.referral.reference, check.pk]


def a_notice(reader, borough, own):
    [reference] = a_declined_referral(reader, borough, own)
    referral = Referral.objects.get(reference=reference)
    return [reference, ReferralNoticeFactory(referral=referral).pk]


def a_search(reader, borough, own):
    """One that nobody has begun, in this session: it leads to the beginning."""
    return ["2222-2222"]


def an_unplaced_referral(reader, borough, own):
    """No rule says where it belongs: the manager of any borough may say."""
    return [ReferralFactory(without_borough=True).reference]


def an_event(reader, borough, own):
    return [TrainingEventFactory(boroughs=[borough]).reference]


def a_delivered_event(reader, borough, own):
    return [TrainingEventFactory(boroughs=[borough], delivered=True).reference]


def an_event_and_point(reader, borough, own):
    return [*an_event(reader, borough, own), AnswerPoint.BEFORE]


def a_colleague(reader, borough, own):
    return [MembershipFactory(borough__code=borough, role=Role.APPROVER).user.pk]


def an_approval(reader, borough, own):
    return ["approvals", ApprovalFactory(borough__code=borough).pk]


def a_kind_of_record(reader, borough, own):
    return ["documents"]


def an_extension(reader, borough, own):
    return [ExtensionFactory(borough__code=borough).pk]


def an_evidenced_one(reader, borough, own):
    return [ExtensionFactory(borough__code=borough, evidenced=True).pk]


def an_agreed_one(reader, borough, own):
    return [ExtensionFactory(borough__code=borough, agreed=True).pk]


def a_variation(reader, borough, own):
    return [VariationFactory(borough__code=borough).pk]


def a_contract_risk(reader, borough, own):
    return [RiskScoreFactory(risk__borough__code=borough).risk.pk]


def an_incident(reader, borough, own):
    return [ComplaintFactory(borough__code=borough, incident=True).reference]


def a_group_meeting(reader, borough, own):
    return [GroupMeetingFactory().reference]


def an_agenda_item(reader, borough, own):
    return [AgendaItemFactory().pk]


def a_contract_action(reader, borough, own):
    return [ContractActionFactory().pk]


def a_meeting_to_follow(reader, borough, own):
    return ["meeting", GroupMeetingFactory().pk]


def a_kind_of_file(reader, borough, own):
    return ["csv"]


def a_role(reader, borough, own):
    return [MembershipFactory(borough__code=borough, role=Role.APPROVER).pk]


def a_draft(reader, borough, own):
    return [DraftFactory(user=reader if own else UserFactory()).pk]


def a_quarter(reader, borough, own):
    return [QUARTER]


def a_part_of_a_pack(reader, borough, own):
    return [QUARTER, "concerns"]


def a_money_borough(reader, borough, own):
    return [borough]


def a_cost(reader, borough, own):
    return [CostShareFactory(borough__code=borough).cost.reference]


def a_concern(reader, borough, own):
    return [ConcernFactory(borough__code=borough).reference]


def an_answered_concern(reader, borough, own):
    return [ConcernFactory(borough__code=borough, answered=True).reference]


def a_resolved_concern(reader, borough, own):
    return [ConcernFactory(borough__code=borough, resolved=True).reference]


def a_paused_concern(reader, borough, own):
    paused = {"paused_on": date(2016, 7, 12), "due_on": None}
    return [ConcernFactory(borough__code=borough, **paused).reference]


def a_concern_action(reader, borough, own):
    side = "COUNCIL" if Role.AUTHORISED_OFFICER in reader.roles() else "PROVIDER"
    action = ConcernActionFactory(concern__borough__code=borough, owner=reader, side=side)
    return [action.concern.reference, action.pk]


def a_sheet(reader, borough, own):
    sender = {"uploaded_by": reader} if own else {}
    return [CostSheetFactory(**sender).reference]


def a_key(reader, borough, own):
    return [KeyShareFactory(borough__code=borough).key.pk]


def a_borough_and_quarter(reader, borough, own):
    return [borough, QUARTER]


def a_number(reader, borough, own):
    return [borough, QUARTER, "I04"]


def a_borough_and_figure(reader, borough, own):
    return [borough, "I05"]


def a_file(reader, borough, own):
    _return(borough, with_version=True, accepted_now=True)
    return [borough, QUARTER, 1, "csv"]


def a_pilot_file(reader, borough, own):
    _return(HERE, with_version=True, accepted_now=True)
    return [QUARTER, "csv"]


def _return(borough, *, with_version=False, **state):
    """The borough's return of the quarter, where it is to be for a page to open."""
    of = Return.objects.filter(borough=borough, quarter=QUARTER).first()
    if of is None:
        of = ReturnFactory(borough__code=borough, quarter=QUARTER, **state)
        if with_version:
            ReturnVersionFactory(of_return=of)
    return of


def a_return_not_begun(reader, borough, own):
    begun = Return.objects.filter(borough=borough).values_list("quarter", flat=True)
    return [borough, next(each for each in QUARTERS if each not in begun)]


def a_return(**state):
    def of(reader, borough, own):
        _return(borough, **state)
        return [borough, QUARTER]

    return of


def a_question(reader, borough, own):
    _return(borough, draft=True)
    return [borough, QUARTER, "delays"]


def a_return_text(reader, borough, own):
    of = _return(borough, draft=True)
    if not of.texts.exists():
        ReturnTextFactory(of_return=of)
    return [borough, QUARTER, "achievements"]


def a_borough(reader, borough, own):
    return [borough]


def a_post(reader, borough, own):
    return ["CJW"]


def a_week(reader, borough, own):
    return [_post_of(reader) if own else _another_post(reader), "2016-02-01"]


def an_absence(reader, borough, own):
    post = _post_of(reader) if own else _another_post(reader)
    return [AbsenceFactory(post__code=post).reference]


def an_assumption(reader, borough, own):
    return [AssumptionFactory().pk]


def a_parameter(reader, borough, own):
    return ["P-05"]


def a_site(reader, borough, own):
    return [SiteFactory(borough__code=borough).pk]


def an_agency(reader, borough, own):
    return [AgencyFactory(borough__code=borough).pk]


def a_practitioner(reader, borough, own):
    return [PractitionerFactory(agency__borough__code=borough).token]


def a_consultation(reader, borough, own, **fields):
    post = _post_of(reader) if own else _another_post(reader)
    fields |= {"borough__code": borough, "post__code": post}
    if own and set(reader.roles()) & CASEWORKERS:
        fields["worker"] = reader
    return [ConsultationFactory(**fields).reference]


def a_booked_consultation(reader, borough, own):
    return a_consultation(reader, borough, own, booked=True)


def a_meeting(reader, borough, own):
    post = _post_of(reader) if own else _another_post(reader)
    return [LiaisonMeetingFactory(borough__code=borough, post__code=post).reference]


def an_activity(reader, borough, own):
    return [CampaignActivityFactory(boroughs=[borough]).reference]


def an_app(reader, borough, own):
    return ["pilot"]


def a_drawn_file(reader, borough, own):
    return [_audit(_case(reader, borough, own), reader, own).reference]


def a_graded_file(reader, borough, own):
    case = _case(reader, borough, own)
    return [_audit(case, reader, own, graded=True).reference]


def a_file_action(reader, borough, own):
    action = FileActionFactory(audit__case=_case(reader, borough, own))
    return [action.audit.reference, action.pk]


def a_case_to_read(reader, borough, own):
    return [_to_read(reader, borough, own).reference]


def a_case_and_kind_to_read(reader, borough, own):
    return [_to_read(reader, borough, own).reference, "risk"]


def an_assessment_of_a_file(reader, borough, own):
    return [AssessmentFactory(case=_to_read(reader, borough, own)).reference]


def a_feedback_of_a_file(reader, borough, own):
    return [FeedbackFactory(case=_to_read(reader, borough, own)).reference]


def _to_read(reader, borough, own):
    """A case that may be read: an auditor's own is one whose file is drawn for them."""
    case = _case(reader, borough, own)
    if reader.roles() == [Role.CASE_FILE_AUDITOR]:
        _audit(case, reader, own)
    return case


def _audit(case, reader, own, **how_far):
    drawn_for = {"auditor": reader} if own else {}
    return FileAuditFactory(case=case, **drawn_for, **how_far)


def _case(reader, borough, own, **more):
    if own and set(reader.roles()) & CASEWORKERS:
        more = {"post__code": _post_of(reader), **more}
        return CaseFactory(borough__code=borough, worker=reader, **more)
    worker = CaseworkerFactory(borough__code=borough)
    return CaseFactory(borough__code=borough, worker=worker, **more)


def _post_of(reader):
    held = set(reader.roles()) & CASEWORKERS
    return held.pop().value if held else "CJW"


def _another_post(reader):
    return "FSW" if _post_of(reader) != "FSW" else "YPS"


def a_partner_case(reader, borough, own):
    return [_partner_case(reader, borough, own).reference]


def a_partner_case_and_kind(reader, borough, own):
    return [_partner_case(reader, borough, own).reference, "offer"]


def a_partner_entry(reader, borough, own):
    partner_case = _partner_case(reader, borough, own)
    return [SupportOfferFactory(partner_case=partner_case).reference, "offer"]


def a_contact_plan(reader, borough, own):
    partner_case = _partner_case(reader, borough, own)
    return [SafeContactPlanFactory(partner_case=partner_case).reference]


def a_contact_detail(reader, borough, own):
    partner_case = _partner_case(reader, borough, own)
    SafeContactPlanFactory(partner_case=partner_case, read_by=reader)
    return [ContactDetailFactory(partner_case=partner_case).reference]


def a_partner_cover(reader, borough, own):
    partner_case = _partner_case(reader, borough, own)
    cover = PartnerAllocationFactory(partner_case=partner_case, cover=True)
    return [cover.reference]


def a_case_across(reader, borough, own):
    return [_partner_case(reader, borough, own).links.get().case.reference]


def a_safety_notice(reader, borough, own):
    case = _partner_case(reader, borough, own).links.get().case
    return [SafetyNoticeFactory(case=case).pk]


def a_decline_notice(reader, borough, own):
    return [DeclineNoticeFactory(referral__borough__code=borough).pk]


def a_marac(reader, borough, own):
    partner_case = _partner_case(reader, borough, own)
    return [MaracDecisionFactory(partner_case=partner_case).reference]


def _partner_case(reader, borough, own):
    supports = own and Role.PARTNER_SUPPORT_WORKER in reader.roles()
    fields = {"worker": reader} if supports else {}
    return PartnerCaseFactory(borough__code=borough, **fields)


OF_A_WORKER = {
    a_case,
    a_closing_case,
    a_session,
    an_attempt,
    a_task,
    a_referral,
    a_referral_that_waits,
    a_safety_check,
    a_notice,
}
OF_A_WORKER |= {a_feedback, an_approved_feedback, a_sent_feedback}
OF_A_WORKER |= {a_consultation, a_booked_consultation, a_meeting}
OF_A_WORKER |= {an_assessment, an_assessment_to_read, a_warning, an_involvement}
OF_A_WORKER |= {an_onward_referral}
OF_A_WORKER |= {a_case_asked_about, a_case_and_marac}
OF_A_WORKER |= {an_entry}
OF_A_WORKER |= {a_young_case, a_child, a_child_status, an_agency_around}
OF_A_WORKER |= {an_asset_summary, a_note, a_supervision, a_supervision_as_read}
OF_A_WORKER |= {a_drawn_file, a_graded_file, a_file_action, a_case_to_read}
OF_A_WORKER |= {a_case_and_kind_to_read, an_assessment_of_a_file, a_feedback_of_a_file}
OF_A_WORKER |= {a_partner_case, a_partner_case_and_kind, a_partner_entry}
OF_A_WORKER |= {a_contact_plan, a_contact_detail}
OF_A_WORKER |= {a_case_across, a_safety_notice, a_marac}


@dataclass(frozen=True)
class Row:
    """Who may open a page, and how it answers those who may and those who may not."""

    may: frozenset[Role]
    of: object = None  # what stands in the address
    get: int = DONE
    post: int = DONE  # with nothing filled in: a form asks again
    elsewhere: int = UNSEEN  # another borough's record, for a role that may
    open_elsewhere: frozenset[Role] = frozenset()


BUTTON = {"get": NOT_THIS_WAY, "post": MOVED_ON}

MATRIX = {
    "pilot:contract": Row(roles("CJW FSW YPS PSW MGR IGL DPO_F AUD AO CMG APR SYS")),
    "pilot:contract_agreement": Row(EVERYBODY, a_money_borough),
    "pilot:contract_agreement_edit": Row(MANAGER, a_money_borough),
    "pilot:contract_record_list": Row(EVERYBODY, a_kind_of_record, elsewhere=DONE),
    "pilot:contract_record_add": Row(MANAGER, a_kind_of_record, elsewhere=DONE),
    "pilot:contract_record_detail": Row(EVERYBODY, an_approval),
    "pilot:contract_record_correct": Row(MANAGER, an_approval),
    "pilot:contract_extension_list": Row(EVERYBODY),
    "pilot:contract_extension_propose": Row(roles("AO")),
    "pilot:contract_extension_evidence": Row(roles("AO"), an_extension),
    "pilot:contract_extension_decide": Row(roles("APR"), an_evidenced_one),
    "pilot:contract_extension_sign": Row(roles("AO"), an_agreed_one),
    "pilot:contract_variation_list": Row(EVERYBODY),
    "pilot:contract_variation_propose": Row(MANAGER),
    "pilot:contract_variation_detail": Row(EVERYBODY, a_variation),
    "pilot:contract_variation_decide": Row(roles("AO APR"), a_variation),
    "pilot:contract_variation_withdraw": Row(MANAGER, a_variation),
    "pilot:contract_complaint_list": Row(COMPLAINTS | OFFICER),
    "pilot:contract_complaint_record": Row(COMPLAINTS),
    "pilot:contract_complaint_detail": Row(COMPLAINTS | OFFICER, an_incident),
    "pilot:contract_complaint_notify": Row(COMPLAINTS, an_incident),
    "pilot:contract_complaint_answer": Row(COMPLAINTS, an_incident),
    "pilot:contract_complaint_close": Row(COMPLAINTS, an_incident),
    "pilot:contract_risk_list": Row(GOVERNANCE),
    "pilot:contract_risk_add": Row(MANAGER),
    "pilot:contract_risk_detail": Row(GOVERNANCE, a_contract_risk),
    "pilot:contract_risk_score": Row(MANAGER, a_contract_risk),
    "pilot:contract_risk_change": Row(MANAGER, a_contract_risk),
    "pilot:contract_meeting_list": Row(GOVERNANCE),
    "pilot:contract_meeting_record": Row(MANAGER),
    "pilot:contract_meeting_detail": Row(GOVERNANCE, a_group_meeting, elsewhere=DONE),
    "pilot:contract_meeting_change": Row(MANAGER, a_group_meeting, elsewhere=DONE),
    "pilot:contract_item_add": Row(MANAGER, a_group_meeting, elsewhere=DONE),
    "pilot:contract_item_decide": Row(MANAGER, an_agenda_item, elsewhere=DONE),
    "pilot:contract_item_correct": Row(MANAGER, an_agenda_item, elsewhere=DONE),
    "pilot:contract_action_list": Row(GOVERNANCE),
    "pilot:contract_action_add": Row(MANAGER, a_meeting_to_follow, elsewhere=DONE),
    "pilot:contract_action_change": Row(MANAGER, a_contract_action, elsewhere=DONE),
    "pilot:contract_action_finish": Row(GOVERNANCE, a_contract_action, elsewhere=DONE),
    "reporting:register_download": Row(GOVERNANCE, a_kind_of_file, elsewhere=DONE),
    "pilot:concern_list": Row(CONCERNS | GROUP),
    "pilot:concern_raise": Row(OFFICER),
    "pilot:concern_detail": Row(CONCERNS | GROUP, a_concern, open_elsewhere=GROUP),
    "pilot:concern_reply": Row(CONCERNS, a_concern),
    "pilot:concern_acknowledge": Row(MANAGER, a_concern, post=MOVED_ON),
    "pilot:concern_answer": Row(MANAGER, a_concern),
    "pilot:concern_resolve": Row(MANAGER, an_answered_concern),
    "pilot:concern_close": Row(OFFICER, a_resolved_concern),
    "pilot:concern_reopen": Row(OFFICER, a_resolved_concern),
    "pilot:concern_pause": Row(CONCERNS, a_concern),
    "pilot:concern_resume": Row(CONCERNS, a_paused_concern, post=MOVED_ON),
    "pilot:concern_assess": Row(OFFICER, a_concern),
    "pilot:concern_escalate": Row(OFFICER, a_concern),
    "pilot:concern_share": Row(OFFICER, a_concern),
    "pilot:concern_action_add": Row(CONCERNS, a_concern),
    "pilot:concern_action_finish": Row(CONCERNS, a_concern_action, post=MOVED_ON),
    "pilot:money": Row(FIGURES, get=MOVED_ON, post=MOVED_ON),
    "pilot:money_group": Row(ALL_FIGURES),
    "pilot:money_borough": Row(FIGURES, a_money_borough, open_elsewhere=ALL_FIGURES),
    "pilot:cost_list": Row(FIGURES),
    "pilot:cost_detail": Row(FIGURES, a_cost, open_elsewhere=ALL_FIGURES),
    "pilot:cost_enter": Row(FINANCE),
    "pilot:cost_reverse": Row(FINANCE, a_cost),
    "pilot:sheet_upload": Row(FINANCE),
    "pilot:sheet_check": Row(FINANCE, a_sheet),
    "pilot:sheet_refused": Row(FINANCE, a_sheet),
    "pilot:key_list": Row(FIGURES),
    "pilot:key_change": Row(FINANCE, a_key, elsewhere=DONE),
    "pilot:budget_divide": Row(FINANCE, a_money_borough),
    "pilot:forecast_make": Row(FINANCE, a_money_borough),
    "pilot:variance_explain": Row(FINANCE, a_borough_and_quarter),
    "pilot:carry_forward_record": Row(FINANCE, a_money_borough),
    "pilot:password_change": Row(EVERYBODY),
    "pilot:proof_give": Row(EVERYBODY),
    "pilot:session_stay": Row(EVERYBODY, get=NOT_THIS_WAY, post=204),
    "pilot:whats_new_dismiss": Row(EVERYBODY, **BUTTON),
    "pilot:draft_discard": Row(EVERYBODY, a_draft, **BUTTON),
    "pilot:person_list": Row(ADMINISTRATOR),
    "pilot:person_add": Row(ADMINISTRATOR),
    "pilot:person_detail": Row(ADMINISTRATOR, a_colleague, elsewhere=DONE),
    "pilot:person_password": Row(ADMINISTRATOR, a_colleague, elsewhere=DONE),
    "pilot:person_deactivate": Row(ADMINISTRATOR, a_colleague, elsewhere=DONE),
    "pilot:person_reactivate": Row(ADMINISTRATOR, a_colleague, elsewhere=DONE),
    "pilot:membership_grant": Row(ADMINISTRATOR, a_colleague, elsewhere=DONE),
    "pilot:membership_end": Row(ADMINISTRATOR, a_role),
    "pilot:trail": Row(TRAIL),
    "referrals:referral_list": Row(CASEWORK),
    "referrals:referral_search": Row(CASEWORK),
    "referrals:referral_known": Row(
        CASEWORK, a_search, get=MOVED_ON, post=MOVED_ON, elsewhere=DONE
    ),
    "referrals:referral_record": Row(CASEWORK, a_search, get=MOVED_ON, elsewhere=DONE),
    "referrals:referral_check": Row(CASEWORK, a_referral),
    "referrals:referral_allow": Row(MANAGER, a_referral),
    "referrals:referral_detail": Row(CASEWORK, a_referral),
    "referrals:referral_edit": Row(CASEWORK, a_referral),
    "referrals:referral_decline": Row(CASEWORK, a_referral),
    "referrals:referral_screen": Row(CASEWORK, a_referral, **BUTTON),
    "referrals:referral_ask": Row(CASEWORK, a_referral),
    "referrals:referral_answer": Row(CASEWORK, a_referral_that_waits),
    "referrals:safety_check_record": Row(CASEWORK, a_referral),
    "referrals:safety_check_approve": Row(MANAGER, a_safety_check, post=MOVED_ON),
    "referrals:safety_check_correct": Row(CASEWORK, a_safety_check),
    "referrals:referral_tell": Row(CASEWORK, a_referral),
    "referrals:notice_correct": Row(CASEWORK, a_notice),
    "referrals:referral_reopen": Row(MANAGER, a_declined_referral),
    "referrals:referral_hold": Row(MANAGER, a_declined_referral),
    "referrals:erasure_list": Row(MANAGER),
    "referrals:referral_attribute": Row(MANAGER, an_unplaced_referral, elsewhere=DONE),
    "referrals:training_list": Row(CASEWORK),
    "referrals:training_plan": Row(CASEWORK),
    "referrals:training_follow_up_list": Row(CASEWORK),
    "referrals:training_detail": Row(CASEWORK, an_event),
    "referrals:training_edit": Row(CASEWORK, an_event),
    "referrals:training_register": Row(CASEWORK, an_event),
    "referrals:training_slips": Row(CASEWORK, an_event),
    "referrals:training_answers": Row(CASEWORK, an_event_and_point),
    "referrals:training_close": Row(CASEWORK, a_delivered_event, post=MOVED_ON),
    "referrals:training_cancel": Row(CASEWORK, an_event),
    "referrals:consultation_list": Row(CASEWORK),
    "referrals:consultation_record": Row(CASEWORK),
    "referrals:consultation_book": Row(CASEWORK),
    "referrals:consultation_detail": Row(CASEWORK, a_consultation),
    "referrals:consultation_hold": Row(CASEWORK, a_booked_consultation),
    "referrals:consultation_cancel": Row(CASEWORK, a_booked_consultation),
    "referrals:consultation_follow_up": Row(CASEWORK, a_consultation),
    "referrals:consultation_correct": Row(CASEWORK, a_consultation),
    "referrals:liaison_list": Row(CASEWORK),
    "referrals:liaison_record": Row(CASEWORK),
    "referrals:liaison_detail": Row(CASEWORK, a_meeting),
    "referrals:liaison_correct": Row(CASEWORK, a_meeting),
    "referrals:campaign_list": Row(CASEWORK),
    "referrals:campaign_record": Row(CASEWORK),
    "referrals:campaign_detail": Row(CASEWORK, an_activity, elsewhere=DONE),
    "referrals:campaign_correct": Row(CASEWORK, an_activity, elsewhere=DONE),
    "referrals:practitioner_list": Row(CASEWORK),
    "referrals:practitioner_search": Row(CASEWORK),
    "referrals:practitioner_find": Row(CASEWORK, get=NOT_THIS_WAY, post=UNSEEN),
    "referrals:practitioner_add": Row(CASEWORK),
    "referrals:practitioner_detail": Row(CASEWORK, a_practitioner, elsewhere=DONE),
    "referrals:practitioner_edit": Row(CASEWORK, a_practitioner, elsewhere=DONE),
    "referrals:practitioner_merge": Row(MANAGER, a_practitioner, elsewhere=DONE),
    "referrals:agency_list": Row(CASEWORK),
    "referrals:agency_add": Row(CASEWORK),
    "referrals:agency_detail": Row(CASEWORK, an_agency, elsewhere=DONE),
    "referrals:agency_edit": Row(CASEWORK, an_agency, elsewhere=DONE),
    "cases:case_list": Row(CASEWORK),
    "cases:case_search": Row(CASEWORK),
    "cases:case_open": Row(CASEWORK, a_referral),
    "cases:case_detail": Row(READING, a_case_to_read),
    "cases:case_people": Row(READING, a_case_to_read),
    "cases:case_plan": Row(READING, a_case_to_read),
    "cases:case_contacts": Row(READING, a_case_to_read),
    "cases:case_notes": Row(READING, a_case_to_read),
    "cases:case_history": Row(READING, a_case_to_read),
    "cases:case_assessment_start": Row(CASEWORK, a_case),
    "cases:case_assessment_edit": Row(CASEWORK, an_assessment),
    "cases:case_assessment_detail": Row(READING, an_assessment_of_a_file),
    "cases:case_assessment_sign_off": Row(MANAGER, an_assessment_to_read),
    "cases:case_non_engagement_declare": Row(CASEWORK, a_case),
    "cases:case_feedback_start": Row(CASEWORK, a_case),
    "cases:feedback_list": Row(CASEWORK),
    "cases:feedback_detail": Row(READING, a_feedback_of_a_file),
    "cases:feedback_edit": Row(CASEWORK, a_feedback),
    "cases:feedback_decide": Row(MANAGER, a_submitted_feedback),
    "cases:feedback_send": Row(CASEWORK, an_approved_feedback),
    "cases:feedback_acknowledge": Row(CASEWORK, a_sent_feedback),
    "cases:feedback_letter": Row(CASEWORK, a_feedback),
    "cases:feedback_pdf": Row(CASEWORK, a_feedback),
    "cases:case_stage_rate": Row(CASEWORK, a_case),
    "cases:case_goal_agree": Row(CASEWORK, a_case),
    "cases:case_plan_review": Row(CASEWORK, a_case),
    "cases:case_goals_conclude": Row(CASEWORK, a_case),
    "cases:case_summary": Row(CASEWORK, a_case),
    "cases:case_summary_pdf": Row(CASEWORK, a_case),
    "cases:case_onward_refer": Row(CASEWORK, a_case),
    "cases:onward_follow": Row(CASEWORK, an_onward_referral),
    "cases:onward_list": Row(CASEWORK, post=DONE),
    "cases:case_risk_rate": Row(CASEWORK, a_case),
    "cases:case_incident_record": Row(CASEWORK, a_case),
    "cases:case_order_record": Row(CASEWORK, a_case),
    "cases:case_warning_raise": Row(CASEWORK, a_case),
    "cases:case_warning_review": Row(CASEWORK, a_warning),
    "cases:case_justice_record": Row(CASEWORK, a_case),
    "cases:case_eligibility_decide": Row(MANAGER, a_case_asked_about),
    "cases:case_involvement_record": Row(CASEWORK, a_case_and_marac),
    "cases:case_involvement_end": Row(CASEWORK, an_involvement),
    "cases:case_entry_list": Row(READING, a_case_and_kind_to_read),
    "cases:case_entry_correct": Row(CASEWORK, an_entry),
    "cases:case_entry_withdraw": Row(CASEWORK, an_entry),
    "cases:case_move": Row(CASEWORK, a_case),
    "cases:case_alert": Row(CASEWORK, a_case),
    "cases:case_allocate": Row(MANAGER, a_case),
    "cases:diary_week": Row(CASEWORK),
    "cases:feed_open": Row(CASEWORK),
    "cases:feed_end": Row(CASEWORK, get=NOT_THIS_WAY, post=CANNOT),  # there is none
    "cases:file_audit_list": Row(READING),
    "cases:file_audit_sample": Row(AUDITORS),
    "cases:file_audit_detail": Row(READING, a_graded_file),
    "cases:file_audit_grade": Row(AUDITORS, a_drawn_file),
    "cases:file_audit_action_add": Row(AUDITORS, a_graded_file),
    "cases:file_audit_action_finish": Row(CASEWORK, a_file_action),
    "cases:file_audit_close": Row(AUDITORS, a_graded_file, **BUTTON),
    "cases:supervision_list": Row(CASEWORK),
    "cases:supervision_record": Row(MANAGER, a_caseworker),
    "cases:supervision_detail": Row(CASEWORK, a_supervision),
    "cases:supervision_edit": Row(MANAGER, a_supervision_by_the_reader),
    "cases:supervision_acknowledge": Row(CASEWORKERS, a_supervision_as_read, **BUTTON),
    "cases:task_add": Row(CASEWORK, a_case),
    "cases:caseload_review": Row(MANAGER),
    "cases:caseload_list": Row(MANAGER, post=DONE),
    "cases:caseload_hand_over": Row(MANAGER, a_caseload),
    "cases:caseload_cover": Row(MANAGER, a_caseload),
    "cases:cover_end": Row(MANAGER, a_cover, post=MOVED_ON),
    "cases:terms_record": Row(CASEWORK, a_case),
    "cases:case_close": Row(CASEWORK, a_closing_case),
    "cases:case_reopen": Row(MANAGER, a_closed_case),
    "cases:case_change_borough": Row(MANAGER, a_case),
    "cases:case_person_edit": Row(CASEWORK, a_case),
    "cases:case_agency_add": Row(CASEWORK, a_case),
    "cases:case_agency_edit": Row(CASEWORK, an_agency_around),
    "cases:case_child_add": Row(CASEWORK, a_case),
    "cases:case_child_edit": Row(CASEWORK, a_child),
    "cases:case_child_status": Row(CASEWORK, a_child),
    "cases:case_child_status_correct": Row(CASEWORK, a_child_status),
    "cases:case_child_withdraw": Row(CASEWORK, a_child),
    "cases:case_youth_edit": Row(CASEWORK, a_young_case),
    "cases:case_asset_add": Row(CASEWORK, a_young_case),
    "cases:case_asset_correct": Row(CASEWORK, an_asset_summary),
    "cases:case_equality": Row(CASEWORK, a_case),
    "cases:case_equality_edit": Row(CASEWORK, a_case),
    "cases:equality_form": Row(CASEWORK),
    "cases:case_note_add": Row(CASEWORK, a_case),
    "cases:case_note_edit": Row(CASEWORK, a_note),
    "cases:case_note_addendum": Row(CASEWORK, a_note),
    "cases:session_log": Row(CASEWORK, a_case),
    "cases:session_record": Row(CASEWORK, a_session),
    "cases:session_move": Row(CASEWORK, a_session),
    "cases:session_correct": Row(CASEWORK, a_session),
    "cases:session_withdraw": Row(CASEWORK, a_session),
    "cases:session_sheet": Row(CASEWORK),
    "cases:attempt_log": Row(CASEWORK, a_case),
    "cases:attempt_correct": Row(CASEWORK, an_attempt),
    "cases:attempt_withdraw": Row(CASEWORK, an_attempt),
    "cases:task_finish": Row(CASEWORK, a_task, **BUTTON),
    "partners:partner_case_list": Row(SUPPORT),
    "partners:partner_case_search": Row(SUPPORT),
    "partners:partner_case_open": Row(SUPPORT),
    "partners:partner_case_detail": Row(SUPPORT, a_partner_case),
    "partners:partner_case_measures": Row(SUPPORT, a_partner_case),
    "partners:partner_case_history": Row(SUPPORT, a_partner_case),
    "partners:partner_case_edit": Row(SUPPORT, a_partner_case),
    "partners:partner_case_close": Row(SUPPORT, a_partner_case),
    "partners:partner_case_allocate": Row(MANAGER, a_partner_case),
    "partners:partner_case_cover": Row(MANAGER, a_partner_case),
    "partners:partner_cover_end": Row(MANAGER, a_partner_cover, post=MOVED_ON),
    "partners:partner_notice_list": Row(SUPPORT),
    "partners:partner_notice_acknowledge": Row(SUPPORT, a_safety_notice, **BUTTON),
    "partners:partner_decline_acknowledge": Row(SUPPORT, a_decline_notice, **BUTTON),
    "partners:partner_untried_list": Row(MANAGER),
    "partners:partner_sides_detail": Row(SUPPORT, a_case_across),
    "partners:partner_sides_review": Row(SUPPORT, a_case_across),
    "partners:partner_sides_clear": Row(SUPPORT, a_case_across),
    "partners:partner_marac_outcome": Row(SUPPORT, a_marac),
    "partners:supported_person_edit": Row(SUPPORT, a_partner_case),
    "partners:contact_plan_read": Row(SUPPORT, a_contact_plan, **BUTTON),
    "partners:contact_detail_reveal": Row(SUPPORT, a_contact_detail),
    "partners:partner_entry_list": Row(SUPPORT, a_partner_case_and_kind),
    "partners:partner_entry_record": Row(SUPPORT, a_partner_case_and_kind),
    "partners:partner_entry_correct": Row(SUPPORT, a_partner_entry),
    "partners:partner_entry_withdraw": Row(SUPPORT, a_partner_entry),
    "pilot:week_list": Row(CASEWORK),
    "pilot:week_detail": Row(CASEWORK, a_week, open_elsewhere=MANAGER),
    "pilot:week_enter": Row(CASEWORK, a_week, open_elsewhere=MANAGER),
    "pilot:week_correct": Row(CASEWORK, a_week, open_elsewhere=MANAGER),
    "pilot:pattern_list": Row(CASEWORK),
    "pilot:pattern_change": Row(MANAGER, a_post, elsewhere=DONE),
    "pilot:absence_list": Row(CASEWORK),
    "pilot:absence_record": Row(CASEWORK),
    "pilot:absence_correct": Row(CASEWORK, an_absence, open_elsewhere=MANAGER),
    "reporting:home": Row(EVERYBODY),
    "reporting:digest": Row(HAS_DUE),
    "reporting:due_list": Row(HAS_DUE),
    "reporting:figures": Row(FIGURES, get=MOVED_ON, post=MOVED_ON),
    "reporting:figures_borough": Row(
        FIGURES, a_borough_and_quarter, open_elsewhere=ALL_FIGURES
    ),
    "reporting:assumption_list": Row(EVERYBODY),
    "reporting:assumption_decide": Row(MANAGER, an_assumption, elsewhere=DONE),
    "reporting:extension_pack": Row(FIGURES | roles("APR"), an_extension),
    "reporting:extension_pack_pdf": Row(FIGURES | roles("APR"), an_extension),
    "reporting:pack_list": Row(ALL_FIGURES),
    "reporting:pack_contents": Row(ALL_FIGURES, a_quarter, elsewhere=DONE),
    "reporting:pack_part": Row(ALL_FIGURES, a_part_of_a_pack, elsewhere=DONE),
    "reporting:pack_pdf": Row(ALL_FIGURES, a_quarter, elsewhere=DONE),
    "reporting:parameter_change": Row(MANAGER, a_parameter, elsewhere=DONE),
    "reporting:figure_rows": Row(MANAGER, a_number),
    "reporting:figures_unit_costs": Row(FIGURES),
    "reporting:figures_days": Row(FIGURES),
    "reporting:figures_group": Row(ALL_FIGURES, a_quarter, elsewhere=DONE),
    "reporting:target_list": Row(FIGURES, a_borough, open_elsewhere=ALL_FIGURES),
    "reporting:target_history": Row(
        FIGURES, a_borough_and_figure, open_elsewhere=ALL_FIGURES
    ),
    "reporting:target_set": Row(OFFICER, a_borough_and_figure),
    "reporting:baseline_record": Row(OFFICER, a_borough_and_figure),
    "reporting:question_waiting": Row(MANAGER),
    "reporting:question_sources": Row(MANAGER),
    "reporting:question_declined": Row(MANAGER),
    "reporting:question_teams": Row(MANAGER),
    "reporting:return_list": Row(RETURNS),
    "reporting:return_download": Row(RETURNS, a_file),
    "reporting:return_detail": Row(RETURNS, a_borough_and_quarter),
    "reporting:return_start": Row(WRITERS, a_return_not_begun, **BUTTON),
    "reporting:return_text_edit": Row(WRITERS, a_question),
    "reporting:return_text_release": Row(WRITERS, a_return_text),
    "reporting:return_sign": Row(MANAGER, a_return(draft=True)),
    "reporting:return_review": Row(OFFICER, a_return(signed_now=True), **BUTTON),
    "reporting:return_accept": Row(OFFICER, a_return(in_review=True)),
    "reporting:return_send_back": Row(OFFICER, a_return(in_review=True)),
    "reporting:return_submit": Row(SENDERS, a_return(accepted_now=True)),
    "reporting:return_restate": Row(MANAGER, a_return(submitted_now=True)),
    "reporting:return_pilot": Row(ALL_FIGURES, a_quarter, elsewhere=DONE),
    "reporting:return_pilot_download": Row(ALL_FIGURES, a_pilot_file, elsewhere=DONE),
    "admin:index": Row(ADMINISTRATOR),
    "admin:app_list": Row(ADMINISTRATOR, an_app, elsewhere=DONE),
    "admin:jsi18n": Row(ADMINISTRATOR, post=NOT_THIS_WAY),
    "admin:pilot_borough_changelist": Row(ADMINISTRATOR),
    "admin:pilot_borough_add": Row(frozenset()),
    "admin:pilot_borough_change": Row(ADMINISTRATOR, a_borough, elsewhere=DONE),
    "admin:pilot_post_changelist": Row(ADMINISTRATOR),
    "admin:pilot_post_add": Row(frozenset()),
    "admin:pilot_post_change": Row(ADMINISTRATOR, a_post, elsewhere=DONE),
    "admin:pilot_site_changelist": Row(ADMINISTRATOR),
    "admin:pilot_site_add": Row(ADMINISTRATOR),
    "admin:pilot_site_change": Row(ADMINISTRATOR, a_site, elsewhere=DONE),
    "admin:referrals_agency_changelist": Row(ADMINISTRATOR),
    "admin:referrals_agency_add": Row(ADMINISTRATOR),
    "admin:referrals_agency_change": Row(ADMINISTRATOR, an_agency, elsewhere=DONE),
}

# They need an account and no role: one's own things.
NEED_NO_ROLE = {
    "reporting:home",
    "pilot:password_change",
    "pilot:proof_give",
    "pilot:session_stay",
    "pilot:whats_new_dismiss",
    "pilot:draft_discard",
}

# Open to people who are not signed in: how they answer GET and POST.
PUBLIC = {
    "pilot:sign_in": (DONE, DONE),
    "pilot:demo_sign_in": (UNSEEN, UNSEEN),  # there is no demonstration here
    "pilot:sign_out": (NOT_THIS_WAY, MOVED_ON),
    "pilot:health": (DONE, NOT_THIS_WAY),
    "pilot:favicon": (MOVED_ON, NOT_THIS_WAY),
    "referrals:training_answer": (DONE, DONE),  # for whoever has a token
    "referrals:training_thanks": (DONE, NOT_THIS_WAY),
    "cases:feed_read": (UNSEEN, NOT_THIS_WAY),  # for a calendar that has the secret
    "admin:login": (MOVED_ON, MOVED_ON),  # to the one way in
}


def test_no_page_is_missing_from_the_matrix_and_none_is_too_many():
    assert {listed.name for listed in pages()} == MATRIX.keys() | PUBLIC.keys()
    assert not MATRIX.keys() & PUBLIC.keys()


def test_every_page_with_a_record_in_its_address_is_tried_on_one():
    with_arguments = {listed.name for listed in pages() if listed.arguments}

    assert {name for name in with_arguments if MATRIX[name].of is None} == set()


@pytest.mark.parametrize("name", MATRIX)
def test_whoever_may_opens_their_own_and_what_is_elsewhere_as_the_row_says(
    person, client_of, name
):
    row, wrong = MATRIX[name], []
    for role in sorted(row.may):
        reader = person(role, HERE)
        browser, tried = client_of(reader), {}
        for whose, borough, own, expected in _expected(row, role):
            arguments = row.of(reader, borough, own) if row.of else []
            address = reverse(name, args=arguments)
            if tried.get(address) == expected:
                continue  # it names nothing of a borough, and was tried just now
            tried[address] = expected
            # What is shown to the first is shown to the others by the same templates.
            with nullcontext() if role == min(row.may) else nobody_looks():
                wrong += _wrong(browser, address, f"{role.value}, {whose}", expected)

    assert wrong == []


def _expected(row, role):
    """For each kind of record: whose it is, where, if the reader's own, and the answers."""
    answers = {"get": row.get, "post": row.post}
    yield "own", HERE, True, answers
    if row.of is None:
        return
    unseen = {"get": _not_there(row.get), "post": _not_there(row.post)}
    if row.of in OF_A_WORKER:
        manages = role == Role.SERVICE_MANAGER
        yield "a colleague's", HERE, False, answers if manages else unseen
    open_to = row.elsewhere == DONE or role in row.open_elsewhere
    yield "elsewhere", ELSEWHERE, False, answers if open_to else unseen


def _not_there(status):
    """A page that only answers a button says so before it looks for the record."""
    return NOT_THIS_WAY if status == NOT_THIS_WAY else UNSEEN


@pytest.mark.parametrize("name", MATRIX)
def test_nobody_else_opens_a_page(person, client_of, name):
    """Not even their own: nothing but the role is in the way, and then having none."""
    row, wrong = MATRIX[name], []
    reader = person(min(row.may or Role), HERE)
    browser = client_of(reader)
    address = reverse(name, args=row.of(reader, HERE, True) if row.of else [])
    refused = {"get": FORBIDDEN, "post": FORBIDDEN}
    held = Membership.objects.filter(user=reader)

    others = [role for role in Role if role not in row.may]
    for role in others:
        held.update(role=role)
        if role == others[0] or name.startswith("admin:"):
            wrong += _wrong(browser, address, role.value, refused)
        elif not _is_refused_by_the_view(reader, address):
            wrong.append(f"{role.value}: the view lets them in")
    held.delete()
    answers = {"get": row.get, "post": row.post} if name in NEED_NO_ROLE else refused
    with nobody_looks():
        wrong += _wrong(browser, address, "without a role", answers)

    assert wrong == []


def _is_refused_by_the_view(reader, address):
    """Whether both methods end at its gate, for this reader as they are now.

    What comes before a view and what is made of its refusal was seen with another role.
    """
    view, args, kwargs = resolve(address)
    for method in ("get", "post"):
        request = getattr(RequestFactory(), method)(address)
        request.user = User.objects.get(pk=reader.pk)
        try:
            view(request, *args, **kwargs)
        except PermissionDenied:
            continue
        except Http404:
            return False  # it was looked for
        return False
    return True


def _wrong(browser, address, who, expected):
    """What the page answers to both methods where that is not what it should."""
    answers = {
        method: getattr(browser, method)(address).status_code for method in ("get", "post")
    }
    return [
        f"{who} {method.upper()}: {status} instead of {expected[method]}"
        for method, status in answers.items()
        if status != expected[method]
    ]


@pytest.mark.parametrize("name", MATRIX)
def test_nobody_who_is_not_signed_in_opens_a_page(person, client, name):
    row = MATRIX[name]
    reader = person(Role.SERVICE_MANAGER)
    arguments = row.of(reader, HERE, True) if row.of else []
    address = reverse(name, args=arguments)

    for method in ("get", "post"):
        response = getattr(client, method)(address, follow=True)
        assert response.redirect_chain, "the page opened"
        assert response.request["PATH_INFO"] == reverse("pilot:sign_in")


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_answers_everybody_alike(facts, client, name):
    address, (get, post) = reverse(name), PUBLIC[name]

    assert client.get(address).status_code == get
    assert client.post(address).status_code == post


@pytest.mark.parametrize(
    "name", [name for name, row in MATRIX.items() if row.of and row.elsewhere == UNSEEN]
)
def test_what_is_not_yours_looks_like_what_is_not_there(person, client_of, name):
    """The same page, letter for letter: not even a form that is sent learns more."""
    row = MATRIX[name]
    reader = person(min(row.may - row.open_elsewhere), HERE)
    browser = client_of(reader)
    arguments = row.of(reader, ELSEWHERE, False)
    theirs, nowhere = (
        reverse(name, args=arguments),
        reverse(name, args=_of_nothing(arguments)),
    )

    for method in ("get", "post"):
        seen, missing = (getattr(browser, method)(each) for each in (theirs, nowhere))
        assert seen.status_code == missing.status_code == _expected_unseen(row, method)
        assert _lasting(seen, theirs) == _lasting(missing, nowhere)
        assert seen.headers.keys() == missing.headers.keys()


def _expected_unseen(row, method):
    return _not_there(getattr(row, method))


def _of_nothing(arguments):
    first, *rest = arguments
    if isinstance(first, int):
        return [10**9, *rest]
    nobodys = re.sub("[^-]", "2", first)  # a reference, each side's of its own shape
    return [nobodys if "-" in first else "NONE", *rest]


def _lasting(response, address):
    """The page without what is new on every page: tokens and the request's reference."""
    text = response.content.decode().replace(address, "")
    return re.sub(r"[0-9a-f]{32}|[0-9A-Za-z]{64}|\b[0-9a-f]{8}\b", "", text)
