"""What a form does not ask, nobody sets by sending it all the same (S-21).

Every page that takes a form is sent twice: with its answers, and with its answers and
every column of every model beside them. Both must leave the same rows.
"""

import ast
import inspect
import textwrap
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models, transaction
from django.urls import reverse

from cases.models import CRITERIA, Case, Domain
from pilot.models import ApportionmentKey, Budget, Membership, Site, User
from pilot.permissions import Role
from referrals.models import ITEMS
from tests.factories import (
    PASSWORD,
    AbsenceFactory,
    AgencyFactory,
    AgencyInvolvementFactory,
    AgendaItemFactory,
    AssessmentFactory,
    AssetSummaryFactory,
    CampaignActivityFactory,
    CaseFactory,
    CaseNoteFactory,
    CaseWarningFactory,
    CaseworkerFactory,
    ChildFactory,
    ChildStatusFactory,
    ComplaintFactory,
    ConcernActionFactory,
    ConcernFactory,
    ConfidenceResponseFactory,
    ConfidenceSlipFactory,
    ConsultationFactory,
    ContactAttemptFactory,
    ContractActionFactory,
    ContractDocumentFactory,
    ContractRiskFactory,
    CostShareFactory,
    EligibilityQueryFactory,
    ExtensionFactory,
    FeedbackFactory,
    FileActionFactory,
    FileAuditFactory,
    GoalFactory,
    GroupMeetingFactory,
    InvolvementFactory,
    LiaisonMeetingFactory,
    MaracDecisionFactory,
    MembershipFactory,
    OnwardReferralFactory,
    PartnerCaseFactory,
    PractitionerFactory,
    QuestionFactory,
    ReferralFactory,
    ReferralNoticeFactory,
    ReturnFactory,
    ReturnTextFactory,
    RiskUpdateFactory,
    SafetyCheckFactory,
    SessionFactory,
    SupervisionFactory,
    SupportOfferFactory,
    TrainingEventFactory,
    UserFactory,
    VarianceCommentFactory,
    VariationFactory,
    WorkDayFactory,
    WorkWeekFactory,
    never_reached,
    ready_to_close,
)
from tests.guards.inventory import our_models, our_pages
from tests.pages import picked, typed

pytestmark = pytest.mark.one_engine

CJW, MGR = Role.CRIMINAL_JUSTICE_WORKER, Role.SERVICE_MANAGER
SYS, PSW = Role.SYSTEM_ADMINISTRATOR, Role.PARTNER_SUPPORT_WORKER
FINANCE = Role.DATA_AND_FINANCE_OFFICER
OFFICER = Role.AUTHORISED_OFFICER
NEW_PASSWORD = "eleven-herons-in-the-reeds"
# They take words and keep none: some find, one shows, another lets somebody in.
KEEPING_NOTHING = {
    "partners:contact_detail_reveal",
    "cases:case_search",
    "partners:partner_case_search",
    "referrals:referral_search",
    "referrals:practitioner_search",
    "pilot:proof_give",
    "pilot:sign_in",
}

# page: (who sends it, what it is about and what is answered)
FORMS = {}


def form(name, role):
    def keep(arrange):
        FORMS[name] = (role, arrange)
        return arrange

    return keep


def told(**answers):
    """Every question is answered, so that none of them can be planted."""
    return {
        "targeting": "SERIAL",
        "route": "DIRECT",
        "aliases": "Bob",
        "has_urgent_risk": "on",
        "relationship": "PARTNER",
        "harmed_aged_16": "YES",
        "abuse_types": ["THREATS"],
        "awareness": "NO",
        "agreement": "NOT_ASKED",
        "cj_status": "NFA",
        **typed("checked_on", date(2016, 7, 4)),
        "check_source": "POLICE",
        "advice": "",
        "prior_offence": "NO",
        "prior_programme": "NO",
        "otherwise_offered": "NO",
        "campaign": "NONE",
        "follows": "",
        "shown": "",
        "post": "CJW",
        **typed("received_on", date(2016, 7, 4)),
        "source": "POL_CSU",
        "given_names": "Alder",
        "surname": "Quillfeather",
        **typed("born_on", date(1984, 5, 6)),
        "residence": "WCC",
        "reason": "Shouting at home.",
        **answers,
    }


HOW_BAD = {"severity": "RED", "direction": "WORSE", "settled_when": "Days are made up"}
SAID = {"text": "Nobody was there on two Tuesdays."}


@form("pilot:concern_raise", OFFICER)
def _(reader):
    return [], {"borough": "WCC", "kind": "STAFFING", **HOW_BAD, **SAID}


@form("pilot:concern_assess", OFFICER)
def _(reader):
    return [ConcernFactory().reference], {**HOW_BAD, **SAID, "version": 1}


def a_word_of_concern(verb, role, **fields):
    @form(f"pilot:concern_{verb}", role)
    def arrange(reader):
        return [ConcernFactory(**fields).reference], SAID


a_word_of_concern("reply", OFFICER)
a_word_of_concern("acknowledge", MGR)
a_word_of_concern("answer", MGR)
a_word_of_concern("resolve", MGR, answered=True)
a_word_of_concern("close", OFFICER, resolved=True)
a_word_of_concern("reopen", OFFICER, closed=True)
a_word_of_concern("pause", MGR)
a_word_of_concern("resume", MGR, paused_on=date(2016, 7, 12), due_on=None)
a_word_of_concern("escalate", OFFICER)
a_word_of_concern("share", OFFICER)


@form("pilot:concern_action_add", MGR)
def _(reader):
    told = {"what": "Send the dates", "owner": reader.pk}
    return [ConcernFactory().reference], {**told, **typed("due_on", date(2016, 7, 20))}


@form("pilot:concern_action_finish", MGR)
def _(reader):
    action = ConcernActionFactory(owner=reader)
    return [action.concern.reference, action.pk], SAID


COST = {"kind": "ACTUAL", "cost_line": "TRAVEL", "amount": "12.50", "bears": "WCC"}
SHOWN = {"supplier": "Rowan Print", "evidence": "INV 7", **typed("on", date(2016, 7, 1))}


@form("pilot:cost_enter", FINANCE)
def _(reader):
    return [], {**COST, **SHOWN}


class Sent(SimpleUploadedFile):
    """A file that can be sent again."""

    def read(self, *args):
        self.seek(0)
        return super().read(*args)


@form("pilot:sheet_upload", FINANCE)
def _(reader):
    headings = "Day,Paid or owed,Cost line,Amount,Who bears it,Who is paid,What shows it"
    return [], {"file": Sent("costs.csv", f"{headings}\n1,2,3,4,5,6,7".encode())}


@form("pilot:cost_reverse", FINANCE)
def _(reader):
    cost = CostShareFactory(borough__code="WCC").cost
    return [cost.reference], {"reason": "Twice", **typed("on", date(2016, 7, 1))}


@form("pilot:key_change", FINANCE)
def _(reader):
    key = ApportionmentKey.objects.get(code="KEY_YPS")
    parts = {"parts_LBHF": "1", "parts_RBKC": "2", "parts_WCC": "1"}
    return [key.pk], {**parts, "source": "Group", **typed("starts_on", date(2016, 7, 1))}


@form("pilot:budget_divide", FINANCE)
def _(reader):
    was = Budget.objects.standing().get(borough="WCC")
    lines = {"line_SALARY_2015": "20,000", "line_OVERHEAD_2016": "30000"}
    terms = {"is_assumed": "no", "source": "Group", "reason": "Agreed"}
    return ["WCC"], {"version": was.pk, **lines, **terms}


@form("pilot:forecast_make", FINANCE)
def _(reader):
    return ["WCC"], {f"month_2016_0{month}": "4000" for month in (7, 8, 9)}


@form("pilot:variance_explain", FINANCE)
def _(reader):
    return ["WCC", "2015Q4"], {"text": "A post was filled late"}


@form("pilot:carry_forward_record", FINANCE)
def _(reader):
    told = {"amount": "900", "approver": "Grants manager", "evidence": "Letter"}
    return ["WCC"], {**told, **typed("approved_on", date(2016, 4, 12))}


@form("referrals:referral_record", CJW)
def _(reader):
    known = PractitionerFactory(agency__borough__code="WCC")
    return ["2222-2222"], told(agency=known.agency.pk, **picked("practitioner", known))


@form("referrals:referral_edit", CJW)
def _(reader):
    referral = ReferralFactory(borough__code="WCC")
    known = PractitionerFactory(agency=referral.agency)
    named = picked("practitioner", known)
    return [referral.reference], told(agency=referral.agency.pk, version=1, **named)


@form("referrals:referral_check", CJW)
def _(reader):
    found = {"cj_status": "NFA", "source": "POLICE", "advice": "Go ahead"}
    day = typed("checked_on", date(2016, 7, 4))
    return [ReferralFactory(borough__code="WCC").reference], {**found, **day}


@form("referrals:referral_allow", MGR)
def _(reader):
    referral = ReferralFactory(borough__code="WCC", post__code="FSW")
    return [referral.reference], {"criterion": "REFERRER", "reason": "Agreed"}


@form("referrals:referral_attribute", MGR)
def _(reader):
    referral = ReferralFactory(without_borough=True)
    return [referral.reference], {"borough": "WCC", "reason": "Sleeps there", "version": 1}


@form("referrals:referral_ask", CJW)
def _(reader):
    asked = {"asked_of": "The team", "text": "Do they know?"}
    referral = ReferralFactory(borough__code="WCC")
    return [referral.reference], {**asked, **typed("asked_on", date(2016, 1, 13))}


@form("referrals:referral_answer", CJW)
def _(reader):
    question = QuestionFactory(referral__borough__code="WCC")
    ended = {"ending": "ANSWERED", "answer": "Yes.", **typed("ended_on", question.asked_on)}
    return [question.referral.reference], ended


def safe():
    days = {**typed("on", date(2016, 1, 13)), **typed("valid_to", date(2016, 2, 1))}
    return {"asked": "POLICE", "result": "SAFE", "conditions": "By letter", **days}


@form("referrals:safety_check_record", CJW)
def _(reader):
    return [ReferralFactory(borough__code="WCC", awareness="NO").reference], safe()


def a_check(**fields):
    check = SafetyCheckFactory(referral__borough__code="WCC", **fields)
    return [check.referral.reference, check.pk]


@form("referrals:safety_check_correct", CJW)
def _(reader):
    return a_check(), {**safe(), "because": "It was the other one"}


@form("referrals:safety_check_approve", MGR)
def _(reader):
    return a_check(approved_by=None), {"once": "0" * 32}


def told_them():
    said = {"kind": "DECISION", "name": "Constable Fieldmouse", "method": "PHONE"}
    return {**said, **typed("told_on", date(2016, 1, 20))}


@form("referrals:referral_tell", CJW)
def _(reader):
    declined = ReferralFactory(borough__code="WCC", declined=True, screening_by=reader)
    return [declined.reference], told_them()


@form("referrals:notice_correct", MGR)
def _(reader):
    notice = ReferralNoticeFactory(referral__borough__code="WCC")
    arguments = [notice.referral.reference, notice.pk]
    return arguments, {**told_them(), "because": "It was a call"}


@form("referrals:referral_reopen", MGR)
def _(reader):
    declined = ReferralFactory(borough__code="WCC", declined=True)
    return [declined.reference], {"reason": "The wrong reason"}


@form("referrals:referral_hold", MGR)
def _(reader):
    declined = ReferralFactory(borough__code="WCC", declined=True)
    return [declined.reference], {"reason": "An inquiry", "version": 1}


@form("referrals:referral_decline", CJW)
def _(reader):
    day = typed("decided_on", date(2016, 1, 14))
    decided = {"decision": "REJECTED", "reason": "AGE", "note": "Told them", **day}
    return [ReferralFactory(borough__code="WCC").reference], decided


FSW = Role.FAMILY_SUPPORT_WORKER


def asked(practitioner=None):
    who = practitioner or PractitionerFactory(agency__borough__code="WCC")
    return {**picked("who", who), **advised()}


def advised():
    return {
        **typed("on", date(2016, 7, 14)),
        "minutes": "25",
        "topics": ["RISK"],
        "question": "How do we begin?",
        "advice": "With one incident.",
        "follow_up": "2",
        "has_named_family": "yes",
        "has_safeguarding_advice": "yes",
        "safeguarding_action": "A strategy meeting",
        "confidence_before": "2",
        "confidence_after": "4",
    }


@form("referrals:consultation_record", FSW)
def _(reader):
    return [], asked()


@form("referrals:consultation_book", FSW)
def _(reader):
    return [], {**asked(), **typed("on", date(2016, 7, 20))}


@form("referrals:consultation_hold", FSW)
def _(reader):
    booked = ConsultationFactory(borough__code="WCC", booked=True, worker=reader)
    return [booked.reference], advised()


@form("referrals:consultation_follow_up", FSW)
def _(reader):
    held = ConsultationFactory(borough__code="WCC", worker=reader)
    ended = {"outcome": "NO_ACTION", "note": "They managed"}
    return [held.reference], {**ended, **typed("on", date(2016, 7, 14))}


@form("referrals:consultation_cancel", FSW)
def _(reader):
    booked = ConsultationFactory(borough__code="WCC", booked=True, worker=reader)
    return [booked.reference], {"reason": "They were called away"}


@form("referrals:consultation_correct", FSW)
def _(reader):
    held = ConsultationFactory(borough__code="WCC", worker=reader)
    # Nobody takes it out here: the box is left empty, which sends nothing.
    return [held.reference], {**asked(held.practitioner), "reason": "Another day"}


def met(*specialists):
    people = specialists or [a_specialist()]
    texts = {"topics": "Who sees whom", "agreed": "They ring on Friday"}
    return {
        "practitioners": [person.token for person in people],
        **texts,
        **typed("on", date(2016, 7, 14)),
    }


def a_specialist():
    return PractitionerFactory(agency__borough__code="WCC", is_specialist=True)


MONDAY = {"version": 0, "monday": "ADMIN", "monday_place": "WCC"}


@form("pilot:week_enter", CJW)
def _(reader):
    return ["CJW", "2016-02-01"], MONDAY


@form("pilot:week_correct", CJW)
def _(reader):
    WorkDayFactory(post__code="CJW", user=reader, on=date(2016, 2, 1))
    WorkWeekFactory(post__code="CJW", starts_on=date(2016, 2, 1), version=0)
    return ["CJW", "2016-02-01"], {**MONDAY, "reason": "It was paperwork"}


@form("pilot:pattern_change", MGR)
def _(reader):
    site = Site.objects.get(borough="WCC", pattern_days__pattern__post="FSW").pk
    days = {f"week_1_{day}": site for day in ("monday", "tuesday", "wednesday", "friday")}
    agreed = {"agreed": "AGREED", "source": "The group", "reason": "They asked"}
    looked_at = f"2016-04-04:{site},{site},{site},,{site}"
    told = {**typed("starts_on", date(2016, 4, 4)), "looked_at": looked_at}
    return ["FSW"], {**days, **agreed, **told}


@form("reporting:assumption_decide", MGR)
def _(reader):
    told = {"status": "AGREED", "decided_by": "The group", "reason": "It fits"}
    return ["A-02"], {**told, **typed("decided_on", date(2016, 3, 21))}


@form("reporting:parameter_change", MGR)
def _(reader):
    return ["P-05"], {"version": 0, "number_1": "3", "agreed": "NO", "reason": "They asked"}


@form("pilot:contract_agreement_edit", MGR)
def _(reader):
    told = {"funding_source": "MOPAC", "funding_reference": "L 7", "partnership": "VAWG"}
    days = typed("executed_on", date(2015, 9, 28))
    days |= typed("e_sourcing_uploaded_on", date(2015, 8, 3))
    told |= {"e_sourcing_reference": "CE 1", "because": "Found", "version": 1}
    told |= {"return_due_days": "30"}
    return ["WCC"], {**told, **days}


DOCUMENT = {"borough": "WCC", "kind": "OTHER", "title": "Insurance", "kept": "Office"}
DOCUMENT |= {"note": "Renewed", **typed("dated_on", date(2015, 9, 28))}


@form("pilot:contract_record_add", MGR)
def _(reader):
    return ["documents"], DOCUMENT


@form("pilot:contract_record_correct", MGR)
def _(reader):
    document = ContractDocumentFactory(borough__code="WCC")
    return ["documents", document.pk], {**DOCUMENT, "because": "Another copy"}


AO = Role.AUTHORISED_OFFICER


RETURN = ["WCC", "2015Q4"]


def a_return(**state):
    return ReturnFactory(borough__code="WCC", **state)


@form("reporting:return_text_edit", Role.SERVICE_MANAGER)
def _(reader):
    a_return(draft=True)
    return [*RETURN, "delays"], {"version": 0, "text": "Nothing was late."}


@form("reporting:return_text_release", Role.SERVICE_MANAGER)
def _(reader):
    ReturnTextFactory(of_return=a_return(draft=True))
    return [*RETURN, "achievements"], {"version": 1, "is_sure": "on"}


@form("reporting:return_sign", Role.SERVICE_MANAGER)
def _(reader):
    _ready(a_return(draft=True))
    return RETURN, {"version": 1, "is_sure": "on"}


@form("reporting:return_accept", AO)
def _(reader):
    a_return(in_review=True)
    return RETURN, {"version": 1, "text": "It is as agreed."}


@form("reporting:return_send_back", AO)
def _(reader):
    a_return(in_review=True)
    return RETURN, {"version": 1, "text": "Explain the days."}


@form("reporting:return_submit", Role.SYSTEM_ADMINISTRATOR)
def _(reader):
    _ready(a_return(accepted_now=True))
    return RETURN, {"version": 1, "is_sure": "on"}


@form("reporting:return_restate", Role.SERVICE_MANAGER)
def _(reader):
    a_return(submitted_now=True)
    return RETURN, {"version": 1, "text": "A late session."}


def _ready(of):
    for code in ("achievements", "delays", "next_quarter"):
        ReturnTextFactory(of_return=of, code=code)
    VarianceCommentFactory(borough=of.borough, quarter=of.quarter)


@form("reporting:target_set", AO)
def _(reader):
    told = {"version": 0, "period": "2016Q2", "holds": "YES", "value": "12"}
    told |= {"direction": "HIGHER", "agreed": "NO", "reason": "Half as many again"}
    return ["WCC", "I05"], told


@form("reporting:baseline_record", AO)
def _(reader):
    told = {"version": 0, "holds": "YES", "value": "40", "source": "The council"}
    return ["WCC", "I01"], {**told, "period_words": "The year before"}


@form("pilot:contract_extension_propose", AO)
def _(reader):
    told = {"borough": "WCC", "cost": "40000", "reasons": "The need goes on"}
    return [], {**told, **typed("ends_on", date(2017, 9, 30))}


@form("pilot:contract_extension_evidence", AO)
def _(reader):
    told = {"funding_evidence": "A letter", "outcomes_evidence": "The figures"}
    return [ExtensionFactory(borough__code="WCC").pk], {"version": 1, **told}


@form("pilot:contract_extension_decide", Role.APPROVER)
def _(reader):
    told = {"is_agreed": "yes", "decided_as": "Director", "because": "It fits"}
    extension = ExtensionFactory(borough__code="WCC", evidenced=True)
    return [extension.pk], {"version": 1, **told, **typed("decided_on", date(2016, 7, 14))}


@form("pilot:contract_extension_sign", AO)
def _(reader):
    extension = ExtensionFactory(borough__code="WCC", agreed=True)
    return [extension.pk], {"version": 1, **typed("executed_on", date(2016, 7, 14))}


@form("pilot:contract_variation_propose", MGR)
def _(reader):
    told = {"borough": "WCC", "kind": "DAYS", "post": "CJW", "days_per_week": "1.5"}
    told |= {"what": "Half a day less", "reasons": "Fewer come", "amount": "1"}
    return [], {**told, **typed("starts_on", date(2016, 8, 1))}


@form("pilot:contract_variation_decide", Role.AUTHORISED_OFFICER)
def _(reader):
    told = {"is_approved": "yes", "decided_as": "Authorised officer", "because": "It fits"}
    variation = VariationFactory(borough__code="WCC")
    return [variation.pk], {**told, **typed("decided_on", date(2016, 7, 14))}


@form("pilot:contract_variation_withdraw", MGR)
def _(reader):
    return [VariationFactory(borough__code="WCC").pk], {"because": "Not needed"}


RISK = {"kind": "DATA", "what": "A laptop is lost", "mitigation": "It is encrypted"}
RISK |= {"owner": "Service manager"}
SCORE = {"likelihood": "2", "impact": "3", "note": "Quiet"}
SCORE |= typed("review_on", date(2016, 9, 1))


@form("pilot:contract_risk_add", MGR)
def _(reader):
    return [], {"borough": "WCC", **RISK, **SCORE}


@form("pilot:contract_risk_score", MGR)
def _(reader):
    return [ContractRiskFactory(borough__code="WCC").pk], {"version": 1, **SCORE}


@form("pilot:contract_risk_change", MGR)
def _(reader):
    risk = ContractRiskFactory(borough__code="WCC")
    return [risk.pk], {**RISK, "because": "Others now", "version": 1}


A_COMPLAINT = {
    **{"borough": "WCC", "kind": "COMPLAINT", "came_from": "USER", "about": "DELAY"},
    **{"summary": "No call back", "notified_to": "MOPAC"},
    **{**typed("received_on", date(2016, 7, 13)), **typed("due_on", date(2016, 8, 1))},
    **typed("notified_on", date(2016, 7, 14)),
}


@form("pilot:contract_complaint_record", MGR)
def _(reader):
    return [], A_COMPLAINT


@form("pilot:contract_complaint_notify", MGR)
def _(reader):
    told = {"version": 1, "notified_to": "MOPAC", **typed("notified_on", date(2016, 7, 14))}
    return [ComplaintFactory(borough__code="WCC").reference], told


@form("pilot:contract_complaint_answer", MGR)
def _(reader):
    told = {"answered_with": "Sorry", **typed("answered_on", date(2016, 7, 14))}
    return [ComplaintFactory(borough__code="WCC").reference], told


@form("pilot:contract_complaint_close", MGR)
def _(reader):
    told = {"outcome": "UPHELD", "outcome_changes": "Calls end at eight"}
    return [ComplaintFactory(borough__code="WCC", answered=True).reference], told


@form("pilot:contract_meeting_record", MGR)
def _(reader):
    told = {"attended": "Officers", "agenda": "Referrals | Paper 1"}
    return [], {**told, **typed("on", date(2016, 7, 12))}


@form("pilot:contract_meeting_change", MGR)
def _(reader):
    told = {"attended": "Officers", "because": "Another day", "version": 1}
    meeting = GroupMeetingFactory()
    return [meeting.reference], {**told, **typed("on", date(2016, 7, 12))}


@form("pilot:contract_item_add", MGR)
def _(reader):
    return [GroupMeetingFactory().reference], {"title": "Costs", "paper": "Paper 2"}


@form("pilot:contract_item_decide", MGR)
def _(reader):
    return [AgendaItemFactory().pk], {"decision": "Noted"}


@form("pilot:contract_item_correct", MGR)
def _(reader):
    told = {"title": "Costs", "paper": "Paper 2", "decision": "Noted"}
    return [AgendaItemFactory().pk], {**told, "because": "A slip"}


@form("pilot:contract_action_add", MGR)
def _(reader):
    told = {"what": "Ask the units", "owner": reader.pk}
    due = typed("due_on", date(2016, 8, 1))
    return ["meeting", GroupMeetingFactory().pk], {**told, **due}


@form("pilot:contract_action_change", MGR)
def _(reader):
    told = {"what": "Ask the units", "owner": reader.pk, "because": "It takes longer"}
    action = ContractActionFactory(owner=reader)
    return [action.pk], {**told, "version": 1, **typed("due_on", date(2016, 8, 1))}


@form("pilot:contract_action_finish", MGR)
def _(reader):
    told = {"outcome": "They answered", **typed("done_on", date(2016, 7, 14))}
    return [ContractActionFactory().pk], told


AWAY = {"kind": "LEAVE", **typed("starts_on", date(2016, 7, 18))}


@form("pilot:absence_record", CJW)
def _(reader):
    return [], {"post": "CJW", **AWAY}


@form("pilot:absence_correct", CJW)
def _(reader):
    absence = AbsenceFactory(user=reader)
    return [absence.reference], {**AWAY, "reason": "Longer than that"}


@form("referrals:liaison_record", FSW)
def _(reader):
    return [], met()


@form("referrals:liaison_correct", FSW)
def _(reader):
    meeting = LiaisonMeetingFactory(borough__code="WCC")
    people = meeting.practitioners.all()
    return [meeting.reference], {**met(*people), "reason": "Another day"}


def ran():
    return {
        "title": "Posters",
        "channel": "POSTER",
        "boroughs": ["WCC"],
        "audience": "Everybody",
        **typed("starts_on", date(2016, 2, 1)),
        **typed("ends_on", date(2016, 3, 1)),
        "reach": "200",
        "measure": "COPIES",
        "cost": "85.50",
        "contacts": "3",
    }


@form("referrals:campaign_record", FSW)
def _(reader):
    return [], ran()


@form("referrals:campaign_correct", FSW)
def _(reader):
    activity = CampaignActivityFactory(boroughs=["WCC"])
    return [activity.reference], {**ran(), "reason": "Another title"}


@form("referrals:practitioner_add", CJW)
def _(reader):
    return [], {**PERSON, "agency": AgencyFactory(borough__code="WCC").pk}


PERSON = {"name": "Pc Dove", "role": "OFFICER", "is_specialist": "on"}


@form("referrals:practitioner_edit", CJW)
def _(reader):
    known = PractitionerFactory(agency__borough__code="WCC")
    changed = {"agency": known.agency.pk, "is_retired": "on", "version": 1}
    return [known.token], {**PERSON, **changed}


@form("referrals:practitioner_merge", MGR)
def _(reader):
    entry, other = PractitionerFactory.create_batch(2, agency__borough__code="WCC")
    merged = {**picked("into", other), "reason": "One badge number", "version": 1}
    return [entry.token], merged


@form("referrals:agency_add", CJW)
def _(reader):
    return [], TEAM


TEAM = {"name": "Night team", "sector": "POLICE", "borough": "WCC"}


@form("referrals:agency_edit", CJW)
def _(reader):
    agency = AgencyFactory(borough__code="WCC")
    return [agency.pk], {**TEAM, "is_retired": "on", "version": 1}


def an_event(**fields):
    return TrainingEventFactory(boroughs=["WCC"], **fields)


def of_training(reader, **answers):
    return {
        "title": "Safe conversations",
        "kind": "HALF",
        **typed("on", date(2016, 3, 9)),
        "hours": "2.5",
        "sectors": ["YOS"],
        "boroughs": ["WCC"],
        "trainer": reader.pk,
        **answers,
    }


@form("referrals:training_plan", CJW)
def _(reader):
    return [], of_training(reader)


@form("referrals:training_edit", CJW)
def _(reader):
    return [an_event().reference], of_training(reader, version=1)


@form("referrals:training_register", CJW)
def _(reader):
    place = ConfidenceSlipFactory(attendance__event=an_event()).attendance
    # Whoever is added, and how many, is asked: it is left empty here.
    empty = {"who": "", "number": "", "agency": "", "mistaken": ""}
    return [place.event.reference], {"present": [place.pk], "version": 1, **empty}


@form("referrals:training_answers", CJW)
def _(reader):
    slip = ConfidenceSlipFactory(attendance__event=an_event())
    sheet = {f"items_{slip.pk}": "34543", f"knowledge_{slip.pk}": "7"}
    day = typed("answered_on", date(2016, 3, 8))
    return [slip.attendance.event.reference, "BEFORE"], {**sheet, **day}


@form("referrals:training_answer", CJW)
def _(reader):
    slip = ConfidenceSlipFactory(attendance__event__on=date(2016, 7, 15))
    items = dict.fromkeys(ITEMS, "3")
    return [], {"token": slip.token, "point": "BEFORE", "knowledge": "4", **items}


@form("referrals:training_close", CJW)
def _(reader):
    event = an_event(delivered=True, on=date(2016, 7, 1))
    ConfidenceResponseFactory(slip__attendance__event=event)
    return [event.reference], {"reason": "The team was disbanded"}


@form("referrals:training_cancel", CJW)
def _(reader):
    return [an_event().reference], {"reason": "The trainer was ill"}


@form("cases:case_open", CJW)
def _(reader):
    day = typed("accepted_on", date(2016, 1, 14))
    referral = ReferralFactory(borough__code="WCC", fit=date(2016, 1, 14))
    return [referral.reference], {"worker": reader.pk, **day}


@form("cases:session_log", CJW)
def _(reader):
    return [a_case(reader).reference], {**came(), "kind": "MOTIV", "method": "VISIT"}


@form("cases:session_record", CJW)
def _(reader):
    return [SessionFactory(case=a_case(reader)).reference], {**came(), "version": 1}


def a_case(reader, **fields):
    return CaseFactory(borough__code="WCC", worker=reader, **fields)


def came():
    return {
        "outcome": "ATT",
        **typed("on", date(2016, 2, 1)),
        "starts_at": "14:00",
        "minutes": "50",
        "record": "Talked about the last fortnight.",
        "next_plan": "Bring the diary.",
    }


@form("cases:session_move", CJW)
def _(reader):
    booked = SessionFactory(case=a_case(reader), booked=True)
    moved = {"starts_at": "10:00", "asked_by": "THEM", "reason": "Works", "version": 1}
    moved |= typed("asked_on", date(2016, 7, 14))
    return [booked.reference], {**moved, **typed("on", date(2016, 7, 20))}


@form("cases:session_correct", CJW)
def _(reader):
    wrong = SessionFactory(case=a_case(reader), attended=True)
    right = {"kind": "MOTIV", "method": "VISIT", "because": "Wrong day", "version": 1}
    return [wrong.reference], {**came(), **right}


@form("cases:session_withdraw", CJW)
def _(reader):
    wrong = SessionFactory(case=a_case(reader), attended=True)
    return [wrong.reference], {"because": "Logged on the wrong person"}


@form("cases:attempt_log", CJW)
def _(reader):
    return [a_case(reader).reference], tried()


def tried():
    answers = {"method": "PHONE", "outcome": "NO_ANSWER", "note": "Rang off"}
    return {**answers, **typed("on", date(2016, 2, 1))}


@form("cases:attempt_correct", CJW)
def _(reader):
    wrong = ContactAttemptFactory(case=a_case(reader))
    return [wrong.reference], {**tried(), "because": "It was another day"}


@form("cases:attempt_withdraw", CJW)
def _(reader):
    wrong = ContactAttemptFactory(case=a_case(reader))
    return [wrong.reference], {"because": "Logged on the wrong person"}


@form("cases:case_person_edit", CJW)
def _(reader):
    return [a_case(reader).reference], {
        **{"given_names": "Alder", "surname": "Vetch", "aliases": "Al"},
        **typed("born_on", date(1984, 5, 6)),
        **{"police_reference": "CR1", "residence": "WCC", "address": "8 Hedgerow Street"},
        **{"postcode": "W6", "phone": "07700 900123", "email": "a@example.org"},
        **{"contact_ways": ["CALL"], "contact_times": "Late", "contact_warning": "Never"},
        **{"language": "Somali", "interpreter": "NEEDED", "needs": "Large print"},
        **{"children_known": "NO", "version": "1"},
    }


A_CHILD = {
    **{"first_name": "Wren", "birth": "KNOWN", **typed("born_on", date(2012, 3, 4))},
    **{"age": "", "relationship": "CHILD", "lives_with": "NO", "responsibility": "YES"},
    "contact": "NONE",
}
A_STATUS = {
    **{"status": "CPP", "category": "NEGLECT", **typed("starts_on", date(2016, 5, 2))},
    **{"authority": "LBHF", "source": "CHILDRENS"},
}
A_SUMMARY = {
    **{"tool": "ASSET", "stage": "START", **typed("done_on", date(2016, 2, 1))},
    **{"reoffending": "LOW", "serious_harm": "LOW", "safety": "LOW"},
}
A_NOTE = {
    **{"category": "CALL", "source": "POLICE", "text": "The constable rang."},
    **{**typed("on", date(2016, 7, 14)), "sensitivity": "NORMAL"},
}


@form("cases:case_child_add", CJW)
def _(reader):
    return [a_case(reader).reference], A_CHILD


@form("cases:case_child_edit", CJW)
def _(reader):
    case = a_case(reader)
    child = ChildFactory(perpetrator=case.perpetrator)
    return [case.reference, child.reference], {**A_CHILD, "version": "1"}


@form("cases:case_child_withdraw", CJW)
def _(reader):
    case = a_case(reader)
    child = ChildFactory(perpetrator=case.perpetrator)
    return [case.reference, child.reference], {"because": "Not theirs"}


@form("cases:case_child_status", CJW)
def _(reader):
    case = a_case(reader)
    child = ChildFactory(perpetrator=case.perpetrator)
    return [case.reference, child.reference], A_STATUS


@form("cases:case_child_status_correct", CJW)
def _(reader):
    case = a_case(reader)
    entry = ChildStatusFactory(child__perpetrator=case.perpetrator)
    return [case.reference, entry.reference], {**A_STATUS, "because": "Misread"}


@form("cases:case_agency_add", CJW)
def _(reader):
    return [a_case(reader).reference], an_agency()


@form("cases:case_agency_edit", CJW)
def _(reader):
    case = a_case(reader)
    around = AgencyInvolvementFactory(perpetrator=case.perpetrator)
    return [case.reference, around.reference], {**an_agency(), "version": "1"}


def an_agency():
    known = PractitionerFactory(agency__sector="HEALTH")
    days = {**typed("starts_on", date(2016, 2, 1)), **typed("ends_on", date(2016, 7, 1))}
    told = {"role": "GP", "contact": "020 7946 0000", "agency": known.agency.pk}
    return {**told, **picked("who", known), **days}


@form("cases:case_youth_edit", CJW)
def _(reader):
    case = CaseFactory(borough__code="WCC", worker=reader, post__code="YPS")
    return [case.reference], {
        **{"holders": ["MOTHER"], "consent": "YES", "parental_consent": "YES"},
        **{"competence": "COMPETENT", "competence_reasons": "Weighs it up"},
        **{"school": "COLLEGE", "send": "NONE", "looked_after": "NO", "order": "NONE"},
        **{"attendance": "VOLUNTARY", "version": "0"},
    }


@form("cases:case_asset_add", CJW)
def _(reader):
    case = CaseFactory(borough__code="WCC", worker=reader, post__code="YPS")
    return [case.reference], A_SUMMARY


@form("cases:case_asset_correct", CJW)
def _(reader):
    case = CaseFactory(borough__code="WCC", worker=reader, post__code="YPS")
    entry = AssetSummaryFactory(case=case)
    return [case.reference, entry.reference], {**A_SUMMARY, "because": "Misread"}


@form("cases:case_equality_edit", CJW)
def _(reader):
    return [a_case(reader).reference], {
        **{"ethnicity": "E11-02", "sex": "M", "gender_identity": "SAME"},
        **{"gender_words": "", "orientation": "HET", "condition": "NO", "effect": ""},
        **{"impairments": [], "religion": "NONE", "marital_status": "SINGLE"},
        **{"maternity": "NO", "observed_ethnicity": "W2", "not_asked_because": ""},
        **{**typed("asked_on", date(2016, 7, 14)), "version": "0"},
    }


A_SUPERVISION = {
    **typed("on", date(2016, 7, 14)),
    **{"kind": "CASE", "agreed": "Fewer visits.", **typed("next_on", date(2016, 8, 12))},
}


@form("cases:supervision_record", MGR)
def _(reader):
    return [CaseworkerFactory(borough__code="WCC").pk], A_SUPERVISION


@form("cases:supervision_edit", MGR)
def _(reader):
    worker = CaseworkerFactory(borough__code="WCC")
    held = SupervisionFactory(worker=worker, supervisor=reader, open=True)
    return [held.reference], {**A_SUPERVISION, "version": "1"}


@form("cases:file_audit_sample", MGR)
def _(reader):
    a_case(CaseworkerFactory(borough__code="WCC"))
    return [], {"boroughs": ["WCC"], "each": "1", "auditor": str(reader.pk)}


@form("cases:file_audit_grade", MGR)
def _(reader):
    told = {**dict.fromkeys(CRITERIA, "MET"), "grade": "GOOD", "findings": "Clear"}
    return [FileAuditFactory(case__borough__code="WCC").reference], told


@form("cases:file_audit_action_add", MGR)
def _(reader):
    audit = FileAuditFactory(case__borough__code="WCC", graded=True)
    owner = {"what": "Say why", "owner": str(reader.pk)}
    return [audit.reference], {**owner, **typed("due_on", date(2016, 7, 29))}


@form("cases:file_audit_action_finish", CJW)
def _(reader):
    action = FileActionFactory(audit__case=a_case(reader))
    return [action.audit.reference, action.pk], {"outcome": "Written down"}


@form("cases:task_add", CJW)
def _(reader):
    asked = {"what": "Ring them", "assignee": str(reader.pk)}
    return [a_case(reader).reference], {**asked, **typed("due_on", date(2016, 7, 20))}


@form("cases:case_note_add", CJW)
def _(reader):
    return [a_case(reader).reference], A_NOTE


@form("cases:case_note_edit", CJW)
def _(reader):
    note = CaseNoteFactory(case=a_case(reader), open=True)
    return [note.case.reference, note.reference], {**A_NOTE, "version": "1"}


@form("cases:case_note_addendum", CJW)
def _(reader):
    note = CaseNoteFactory(case=a_case(reader))
    added = {"source": "POLICE", "text": "It was Tuesday."}
    return [note.case.reference, note.reference], added


@form("cases:case_move", CJW)
def _(reader):
    resting = {"why_suspended": "Ill", **typed("review_on", date(2016, 8, 1))}
    day = typed("on", date(2016, 6, 1))
    return [a_case(reader).reference], {"to": "SUSPENDED", **resting, **day}


@form("cases:case_alert", CJW)
def _(reader):
    return [a_case(reader).reference], {"text": "He says he will go there tonight."}


@form("cases:case_allocate", MGR)
def _(reader):
    case = CaseFactory(borough__code="WCC")
    to = CaseworkerFactory(borough__code="WCC")
    day = typed("on", date(2016, 6, 1))
    return [case.reference], {"to": to.pk, "reason": "Knows them", "version": 1, **day}


@form("cases:caseload_hand_over", MGR)
def _(reader):
    case = CaseFactory(borough__code="WCC")
    to = CaseworkerFactory(borough__code="WCC")
    day = typed("on", date(2016, 6, 1))
    return [case.worker.pk], {"to": to.pk, "reason": "They leave", **day}


@form("cases:caseload_cover", MGR)
def _(reader):
    case = CaseFactory(borough__code="WCC")
    days = {**typed("starts_on", date(2016, 8, 8)), **typed("ends_on", date(2016, 8, 19))}
    covered = {
        "worker": CaseworkerFactory(borough__code="WCC").pk,
        "cases": [case.reference],
    }
    return [case.worker.pk], {**covered, "reason": "On leave", **days}


@form("cases:terms_record", CJW)
def _(reader):
    told = {"explained": ["has_sharing"], "accepted": "yes"}
    return [a_case(reader).reference], {**told, **typed("explained_on", date(2016, 6, 1))}


@form("cases:case_reopen", MGR)
def _(reader):
    again = {"reason": "They rang", "worker": "", **typed("on", date(2016, 6, 1))}
    return [CaseFactory(borough__code="WCC", closed=True).reference], again


@form("cases:case_close", CJW)
def _(reader):
    ending = {"reason": "MOVED", "outcome": "Moved to the coast."}
    day = typed("closed_on", date(2016, 6, 1))
    closing = ready_to_close(a_case(reader, status="CLOSING"))
    return [closing.reference], {**ending, **day}


@form("cases:case_change_borough", MGR)
def _(reader):
    case = CaseFactory(borough__code="WCC")
    MembershipFactory(user=case.worker, borough__code="LBHF")
    day = typed("effective_on", date(2016, 6, 1))
    moved = {"to": "LBHF", "reason": "Moved house", "worker": "", "version": 1}
    return [case.reference], moved | day


@form("cases:case_assessment_start", CJW)
def _(reader):
    day = typed("started_on", date(2016, 2, 1))
    return [a_case(reader).reference], {"kind": "INITIAL", **day}


def assessed():
    said = {"pattern": "REPEAT", "sources": ["SELF"], "narrative": "Two calls."}
    said |= {"risk_level": "HIGH", "rationale": "More often.", "pathway": "DVPP_DVIP"}
    for domain in Domain:
        said |= {f"concern_{domain}": "SOME", f"evidence_{domain}": "Said so."}
    return {**said, **typed("completed_on", date(2016, 3, 1))}


@form("cases:case_assessment_edit", CJW)
def _(reader):
    return [AssessmentFactory(case=a_case(reader)).reference], assessed() | {"version": "1"}


@form("cases:case_assessment_sign_off", MGR)
def _(reader):
    waiting = AssessmentFactory(case__borough__code="WCC", completed=True)
    return [waiting.reference], {"decision": "back", "because": "Say why", "version": 1}


@form("cases:case_non_engagement_declare", CJW)
def _(reader):
    case = never_reached(a_case(reader))
    return [case.reference], {
        "ground": "NO_CONTACT",
        **typed("declared_on", date(2016, 3, 1)),
    }


@form("cases:case_feedback_start", CJW)
def _(reader):
    return [a_case(reader).reference], {"kind": "REVIEW"}


@form("cases:feedback_edit", CJW)
def _(reader):
    said = {"work": "Came.", "risk": "Low.", "advice": "Go on.", "next_steps": "Ring."}
    sure = {"is_ready": "ready", "is_clear": "on", "version": 1}
    return [FeedbackFactory(case=a_case(reader)).reference], said | sure


@form("cases:feedback_decide", MGR)
def _(reader):
    case = CaseFactory(borough__code="WCC")
    waiting = FeedbackFactory(case=case, not_engaging=True, submitted=True)
    return [waiting.reference], {"decision": "back", "because": "Say why", "version": 1}


@form("cases:feedback_send", CJW)
def _(reader):
    waiting = FeedbackFactory(case=a_case(reader), approved=True)
    said = {"sent_to": "The sergeant", "method": "EMAIL"}
    return [waiting.reference], said | typed("sent_on", date(2016, 3, 1))


@form("cases:feedback_acknowledge", CJW)
def _(reader):
    gone = FeedbackFactory(case=a_case(reader), sent=True)
    return [gone.reference], typed("acknowledged_on", date(2016, 3, 1))


@form("cases:case_stage_rate", CJW)
def _(reader):
    stage = {"stage": "2", "evidence": "Said so.", **typed("on", date(2016, 2, 1))}
    return [a_case(reader).reference], stage


@form("cases:case_goal_agree", CJW)
def _(reader):
    days = typed("agreed_on", date(2016, 2, 1)) | typed("review_on", date(2016, 3, 1))
    return [a_case(reader).reference], {"words": "I will leave.", "steps": "Out", **days}


@form("cases:case_plan_review", CJW)
def _(reader):
    goal = GoalFactory(case=a_case(reader))
    days = typed("on", date(2016, 3, 1)) | typed("next_on", date(2016, 4, 1))
    found = {"outcome_1": "PARTLY", "evidence_1": "His diary.", "changed": "Calmer."}
    return [goal.case.reference], found | days


@form("cases:case_goals_conclude", CJW)
def _(reader):
    goal = GoalFactory(case=a_case(reader))
    found = {"outcome_1": "PARTLY", "evidence_1": "His diary."}
    return [goal.case.reference], found | typed("on", date(2016, 3, 1))


@form("cases:case_onward_refer", CJW)
def _(reader):
    days = typed("made_on", date(2016, 6, 1)) | typed("follow_up_on", date(2016, 8, 1))
    return [a_case(reader).reference], {"destination": "SUBST", "service": "Desk", **days}


@form("cases:onward_follow", CJW)
def _(reader):
    onward = OnwardReferralFactory(case=a_case(reader))
    said = {"found": "REFUSED", "source": "SELF", "reason": "MOVED", "news": "Rang"}
    return [onward.reference], {**said, "version": 1, **typed("on", date(2016, 6, 1))}


def rated():
    said = {"level": "HIGH", "rationale": "Drinks.", "action": "None", "trigger": "PLANNED"}
    return {**said, **typed("on", date(2016, 3, 1))}


@form("cases:case_risk_rate", CJW)
def _(reader):
    return [a_case(reader).reference], rated()


@form("cases:case_entry_correct", CJW)
def _(reader):
    update = RiskUpdateFactory(case=a_case(reader))
    return [update.reference, "risk"], {**rated(), "because": "Typing"}


@form("cases:case_entry_withdraw", CJW)
def _(reader):
    update = RiskUpdateFactory(case=a_case(reader))
    return [update.reference, "risk"], {"because": "Another man’s"}


@form("cases:case_incident_record", CJW)
def _(reader):
    said = {"what": "Threats.", "kind": "THREATS", "relationship": "PARENT"}
    said |= {"source": "POLICE", "police_reported": "YES", "action": "Rang"}
    day = typed("known_on", date(2016, 3, 1))
    return [a_case(reader).reference], said | day


@form("cases:case_order_record", CJW)
def _(reader):
    days = typed("starts_on", date(2016, 2, 1)) | typed("ends_on", date(2017, 2, 1))
    said = {"kind": "NMO", "conditions": "No contact.", "protects": "CHILD"}
    return [a_case(reader).reference], said | days


@form("cases:case_warning_raise", CJW)
def _(reader):
    days = typed("raised_on", date(2016, 7, 1)) | typed("review_on", date(2016, 8, 1))
    return [a_case(reader).reference], {"kind": "ALONE", "evidence": "Doors.", **days}


@form("cases:case_warning_review", CJW)
def _(reader):
    warning = CaseWarningFactory(case=a_case(reader))
    day = typed("next_on", date(2016, 8, 1))
    return [warning.reference], {"holds": "yes", "reason": "As was", "version": 1, **day}


@form("cases:case_justice_record", CJW)
def _(reader):
    said = {"found": "CHARGED", "source": "POLICE", "note": "Common assault"}
    return [a_case(reader).reference], {**said, **typed("on", date(2016, 3, 1))}


@form("cases:case_eligibility_decide", MGR)
def _(reader):
    query = EligibilityQueryFactory(case__borough__code="WCC")
    return [query.case.reference], {"decision": "CONTINUE", "because": "Civil"}


@form("cases:case_involvement_record", CJW)
def _(reader):
    said = {"source": "POLICE", "held_by": "Coordinator", "actions": "Tell them."}
    return [a_case(reader).reference, "marac"], said | typed("on", date(2016, 3, 1))


@form("cases:case_involvement_end", CJW)
def _(reader):
    meeting = InvolvementFactory(case=a_case(reader))
    return [meeting.reference], {"version": 1, **typed("ended_on", date(2016, 3, 1))}


def a_partner_case(reader, **fields):
    return PartnerCaseFactory(borough__code="WCC", worker=reader, **fields)


SET_OUT = {"delivered_by": "ANGELOU", "scope": "NO", "out_of_scope": "UNSAFE"}
AN_OFFER = {
    **{"kind": "IDVA", "uptake": "TAKEN_UP", "what_came": "They met."},
    **typed("on", date(2016, 3, 1)),
    **typed("answered_on", date(2016, 3, 8)),
}


@form("partners:partner_case_open", PSW)
def _(reader):
    case = CaseFactory(borough__code="WCC")
    who = {"given_names": "Clover", "surname": "Reed", "person": ""}
    told = {"relationship": "PARTNER", "lives_together": "NO", "worker": reader.pk}
    days = typed("born_on", date(1985, 5, 6)) | typed("opened_on", date(2016, 3, 1))
    return [], {"case": case.reference, **who, **told, **SET_OUT, **days}


@form("partners:partner_case_edit", PSW)
def _(reader):
    return [a_partner_case(reader).reference], {**SET_OUT, "version": 1}


@form("partners:supported_person_edit", PSW)
def _(reader):
    who = {"given_names": "Clover", "surname": "Reed", "language": "Welsh", "needs": "-"}
    who |= {"interpreter": "NEEDED", "version": 1, **typed("born_on", date(1985, 5, 6))}
    return [a_partner_case(reader).reference], who


@form("partners:partner_case_close", PSW)
def _(reader):
    told = {"reason": "COMPLETED", "note": "Done.", **typed("closed_on", date(2016, 6, 1))}
    return [a_partner_case(reader).reference], told


@form("partners:partner_case_allocate", MGR)
def _(reader):
    to = CaseworkerFactory(borough__code="WCC", role=PSW)
    told = {"to": to.pk, "reason": "They left", "version": 1}
    partner_case = PartnerCaseFactory(borough__code="WCC")
    return [partner_case.reference], {**told, **typed("on", date(2016, 6, 1))}


@form("partners:partner_case_cover", MGR)
def _(reader):
    worker = CaseworkerFactory(borough__code="WCC", role=PSW)
    days = typed("starts_on", date(2016, 8, 8)) | typed("ends_on", date(2016, 8, 19))
    partner_case = PartnerCaseFactory(borough__code="WCC")
    return [partner_case.reference], {"worker": worker.pk, "reason": "On leave", **days}


def a_case_across(reader, **fields):
    return a_partner_case(reader, **fields).links.get().case.reference


@form("partners:partner_sides_review", PSW)
def _(reader):
    said = {"present": "All", "rationale": "Both differ.", "decisions": "Go on."}
    told = {"level": "HIGH", "actions": "Ring.", **typed("on", date(2016, 6, 1))}
    return [a_case_across(reader)], said | told


@form("partners:partner_sides_clear", PSW)
def _(reader):
    tried = {"first_attempt_on": date(2016, 2, 1)}
    return [a_case_across(reader, **tried)], {"ground": "CONTACT", "reason": "Tried."}


@form("partners:partner_marac_outcome", PSW)
def _(reader):
    marac = MaracDecisionFactory(partner_case=a_partner_case(reader))
    told = {"outcome": "HEARD", "actions": "Ring.", **typed("heard_on", date(2016, 6, 1))}
    return [marac.reference], told


@form("partners:partner_entry_record", PSW)
def _(reader):
    return [a_partner_case(reader).reference, "offer"], AN_OFFER


@form("partners:partner_entry_correct", PSW)
def _(reader):
    offer = SupportOfferFactory(partner_case=a_partner_case(reader))
    return [offer.reference, "offer"], {**AN_OFFER, "because": "They answered"}


@form("partners:partner_entry_withdraw", PSW)
def _(reader):
    offer = SupportOfferFactory(partner_case=a_partner_case(reader))
    return [offer.reference, "offer"], {"because": "Somebody else’s"}


@form("pilot:person_add", SYS)
def _(reader):
    return [], {
        "first_name": "Tansy",
        "last_name": "Meadow",
        "email": "tansy@example.org",
        "username": "tansy",
        "password": NEW_PASSWORD,
        "password_again": NEW_PASSWORD,
    }


@form("pilot:person_password", SYS)
def _(reader):
    colleague = MembershipFactory(borough__code="WCC").user
    return [colleague.pk], {"password": NEW_PASSWORD, "password_again": NEW_PASSWORD}


@form("pilot:person_deactivate", SYS)
def _(reader):
    return [MembershipFactory(borough__code="WCC").user.pk], {"reason": "They left"}


@form("pilot:person_reactivate", SYS)
def _(reader):
    closed = MembershipFactory(borough__code="WCC", user__is_active=False).user
    return [closed.pk], {"reason": "They are back"}


@form("pilot:membership_grant", SYS)
def _(reader):
    granted = {"role": "APR", "boroughs": ["WCC"], "reason": "They start"}
    return [UserFactory().pk], granted


@form("pilot:membership_end", SYS)
def _(reader):
    return [MembershipFactory(borough__code="WCC").pk], {"reason": "They left"}


@form("pilot:password_change", CJW)
def _(reader):
    passwords = {"password": NEW_PASSWORD, "password_again": NEW_PASSWORD}
    return [], {"old_password": PASSWORD, **passwords}


def test_every_page_that_takes_a_form_stands_here():
    taking = {listed.name for listed in our_pages() if _takes_a_form(listed)}

    assert len(taking) >= 15
    assert FORMS.keys() | KEEPING_NOTHING == taking


def _takes_a_form(listed):
    source = textwrap.dedent(inspect.getsource(inspect.unwrap(listed.view)))
    return any(
        isinstance(node, ast.Call) and ast.unparse(node.func) == "submitted"
        for node in ast.walk(ast.parse(source))
    )


@pytest.mark.parametrize("name", FORMS)
def test_a_column_that_the_form_does_not_ask_is_not_set_by_sending_it(
    person, client_of, name, settings
):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # as many as there are columns
    role, arrange = FORMS[name]
    reader, colleague = person(role), person(Role.APPROVER)
    client = client_of(reader)
    arguments, answers = arrange(reader)
    address = reverse(name, args=arguments)

    def left_by(sent):
        """The rows that sending this adds or changes; undone afterwards."""
        with transaction.atomic():
            before = rows()
            response = client.post(address, sent)
            assert response.status_code == 302, response.text
            after = rows()
            transaction.set_rollback(True)
        client.force_login(reader)
        return _difference(before, after)

    plain = left_by(answers)
    with_more = left_by({**unasked(reader, colleague, answers), **answers})

    assert plain, "the form did nothing"
    assert with_more == plain


def unasked(reader, colleague, answers) -> dict:
    """Every column of every model that the form does not ask, with something to gain."""
    asked = {name.rpartition("_")[0] for name in answers if name.endswith("_day")}
    tempting = {
        "role": "SYS",
        "status": "CLOSED",
        "outcome": "ATT",
        "borough": "RBKC",
        "version": 99,
        "reference": "2222-2222",
        "decision": "ACCEPTED",
    }
    fields = {
        name: tempting.get(field.name, _something(field, colleague))
        for model in our_models()
        for field in model._meta.concrete_fields
        for name in (field.name, field.attname)
    }
    known = {"by": reader.pk, "created_at": "2015-10-01", "groups": 1, "pk": 1}
    return {
        name: value
        for name, value in {**fields, **known}.items()
        if name not in asked and name not in answers
    }


def _something(field, colleague):
    if field.is_relation:
        return colleague.pk if field.related_model is User else "RBKC"
    kinds = {
        models.BooleanField: "on",
        models.DateTimeField: "2015-10-01T10:00",
        models.DateField: "2015-10-01",
        models.TimeField: "03:00",
    }
    for kind, value in kinds.items():
        if isinstance(field, kind):
            return value
    return 1 if isinstance(field, models.IntegerField | models.AutoField) else "Planted"


# Comparing rows

NEW_EACH_TIME = {"reference", "token", "digest", "password", "request_id", "result"}
NEW_EACH_TIME |= {"drawn_with"}  # by chance
SIGNED = {("ReturnVersion", "content"), ("ReturnVersion", "seal")}  # hold the time of it
NEW_EACH_TIME |= {"target_key", "target_name", "detail"}


def rows() -> dict:
    """Every row of every model of ours, by model and key."""
    return {model: _rows_of(model) for model in our_models()}


def _rows_of(model) -> dict:
    with connection.cursor() as cursor:  # finding nothing this way costs next to nothing
        table = connection.ops.quote_name(model._meta.db_table)
        cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
        if cursor.fetchone() is None:
            return {}
    return {row["pk"]: row for row in model._base_manager.values("pk", *_columns(model))}


def _columns(model):
    return [field.attname for field in model._meta.concrete_fields]


def _difference(before, after) -> list:
    """What was added or changed, without keys, references and times: those differ."""
    found = []
    for model, now in after.items():
        was = before[model]
        found += [f"{model.__name__} {key} is gone" for key in was if key not in now]
        for key, row in now.items():
            if row != was.get(key):
                found.append((model.__name__, key in was, _lasting(model, row, before)))
    return sorted(found, key=repr)


def _lasting(model, row, before):
    kept = {}
    for field in model._meta.concrete_fields:
        value = row[field.attname]
        if field.name in NEW_EACH_TIME or field.primary_key or isinstance(value, datetime):
            continue
        if (model.__name__, field.name) in SIGNED:
            continue
        if (
            field.is_relation
            and value is not None
            and value not in before[field.related_model]
        ):
            value = "new"
        kept[field.attname] = value
    return kept


def test_the_comparison_sees_what_it_must(person):
    before = rows()
    case = CaseFactory()
    Membership.objects.create(
        user=case.worker,
        borough=case.borough,
        role="APR",
        granted_at=case.referral.recorded_at,
        grant_reason="Planted",
    )
    Case.objects.filter(pk=case.pk).update(closure_outcome="Planted")

    found = _difference(before, rows())

    assert any(model == "Membership" and row["role"] == "APR" for model, _, row in found)
    assert any(model == "Case" and row["closure_outcome"] for model, _, row in found)
