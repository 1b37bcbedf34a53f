"""A list costs as many queries with 50 rows as with two, and not many."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.actions import keep_engagement
from cases.models import Case, ContactAttempt, Session
from pilot.models import Membership, Pattern
from pilot.permissions import Role
from referrals.models import Referral
from reporting.models import Return
from tests.factories import (
    AbsenceFactory,
    ActivityFactory,
    AgencyInvolvementFactory,
    AgendaItemFactory,
    ApprovalFactory,
    AssumptionDecisionFactory,
    AuditEventFactory,
    BaselineFactory,
    CampaignActivityFactory,
    CaseAllocationFactory,
    CaseClearanceFactory,
    CaseFactory,
    CaseLinkFactory,
    CaseMoveFactory,
    CaseNoteFactory,
    CaseworkerFactory,
    ChildFactory,
    ChildStatusFactory,
    ComplaintFactory,
    ConcernActionFactory,
    ConcernEntryFactory,
    ConcernFactory,
    ConfidenceResponseFactory,
    ConfidenceSlipFactory,
    ConsultationFactory,
    ContactAttemptFactory,
    ContactDetailFactory,
    ContractActionFactory,
    ContractDocumentFactory,
    ContractRiskFactory,
    CostShareFactory,
    DashAssessmentFactory,
    DraftFactory,
    EqualityAssessmentFactory,
    ExtensionFactory,
    FeedbackFactory,
    FileActionFactory,
    FileAuditFactory,
    ForecastMonthFactory,
    GroupMeetingFactory,
    IntegratedReviewFactory,
    KeyShareFactory,
    LiaisonMeetingFactory,
    MembershipFactory,
    NonEngagementFactory,
    NoteAddendumFactory,
    OnwardReferralFactory,
    ParameterChangeFactory,
    PartnerAllocationFactory,
    PartnerCaseFactory,
    PartnerContactFactory,
    PartnerNotificationFactory,
    PartnerOutcomeFactory,
    PartnerResponseFactory,
    PatternDayFactory,
    PostFactory,
    PractitionerFactory,
    QuestionFactory,
    ReferralFactory,
    ReferralNoticeFactory,
    ReturnFactory,
    ReturnStepFactory,
    ReturnTextFactory,
    RiskScoreFactory,
    RiskUpdateFactory,
    SafeContactPlanFactory,
    SafetyCheckFactory,
    SafetyNoticeFactory,
    SafetyPlanFactory,
    SessionFactory,
    SeverityGridFactory,
    SupervisionFactory,
    SupervisionPointFactory,
    SupportOfferFactory,
    TargetFactory,
    TaskFactory,
    TrainingEventFactory,
    VariationFactory,
    WorkDayFactory,
)
from tests.guards.inventory import our_pages

CEILING = 25
# What waits for somebody is asked of one source after another, and a case's contacts are
# a timeline of several kinds, first counted and then read.
CEILINGS = {
    "reporting:home": 40,
    "reporting:digest": 34,
    "reporting:due_list": 34,
    "cases:case_contacts": 27,
}
# What stands out, and what stops a return, is asked of every kind of record, the figures
# and the money among them.
CEILINGS |= {"reporting:pack_contents": 38, "reporting:return_detail": 28}
CJW, MGR = Role.CRIMINAL_JUSTICE_WORKER, Role.SERVICE_MANAGER
SYS, PSW = Role.SYSTEM_ADMINISTRATOR, Role.PARTNER_SUPPORT_WORKER
FINANCE = Role.DATA_AND_FINANCE_OFFICER
# Pages that grow with what is recorded though they are not called lists.
GROWING = {
    "referrals:referral_detail",
    "referrals:training_detail",
    "referrals:training_register",
    "referrals:training_slips",
    "referrals:training_answers",
    "reporting:question_waiting",
    "reporting:question_sources",
    "reporting:question_declined",
    "reporting:question_teams",
    "pilot:contract_agreement",
    "pilot:contract_record_detail",
    "pilot:contract_risk_detail",
    "pilot:contract_meeting_detail",
    "pilot:concern_detail",
    "pilot:money_borough",
    "pilot:money_group",
    "pilot:trail",
    "pilot:week_detail",
    "pilot:person_detail",
    "cases:case_detail",
    "cases:case_people",
    "cases:case_plan",
    "cases:case_contacts",
    "cases:case_notes",
    "cases:case_history",
    "cases:case_alert",
    "cases:caseload_hand_over",
    "cases:caseload_review",
    "cases:diary_week",
    "cases:file_audit_detail",
    "cases:supervision_detail",
    "cases:supervision_record",
    "reporting:digest",
    "cases:caseload_cover",
    "cases:cover_end",
    "cases:case_search",
    "cases:case_close",
    "referrals:agency_detail",
    "referrals:practitioner_detail",
    "referrals:practitioner_merge",
    "referrals:practitioner_search",
    "partners:partner_case_search",
    "partners:partner_case_open",
    "partners:partner_case_detail",
    "partners:partner_case_measures",
    "partners:partner_case_history",
    "partners:partner_sides_detail",
    "reporting:home",
    "reporting:figures_borough",
    "reporting:figures_group",
    "reporting:figure_rows",
    "reporting:pack_contents",
    "reporting:pack_part",
    "reporting:target_history",
    "reporting:return_detail",
}


# How each page gets more rows; what stands in its address is returned.


def some_referrals(reader, number):
    for _ in range(number):
        ReferralFactory(borough__code="WCC", accepted=True)
        ReferralFactory(borough__code="RBKC", post__code="CJW")


def one_referral(reader, number):
    referral = Referral.objects.filter(status="SCREENING").first() or ReferralFactory(
        borough__code="WCC", screening=True, awareness="NO"
    )
    ended = {"ending": "ANSWERED", "ended_on": date(2016, 2, 1), "ended_by": reader}
    for _ in range(number):
        SafetyCheckFactory(referral=referral)
        QuestionFactory(referral=referral, **ended)
        told_on = referral.received_on
        ReferralNoticeFactory(referral=referral, kind="ACK", told_on=told_on)
        AuditEventFactory(
            target_type="referrals.referral", target_key=referral.pk, action="corrected"
        )
    return [referral.reference]


def some_erasures(reader, number):
    for _ in range(number):
        ReferralFactory(borough__code="WCC", declined=True, decided_on=date(2016, 1, 14))


def some_cases(reader, number):
    for index in range(number):
        case = CaseFactory(borough__code=("WCC", "LBHF")[index % 2], worker=reader)
        SessionFactory(case=case, attended=True)
        keep_engagement(case)


def some_onward_referrals(reader, number):
    for _ in range(number):
        OnwardReferralFactory(case=CaseFactory(borough__code="WCC", worker=reader))


def some_training(reader, number):
    """Events of each status, whose people came, answered, and are due again."""
    for index in range(number):
        status = ("PLANNED", "DELIVERED")[index % 2]
        event = TrainingEventFactory(on=date(2016, 5, 3), status=status)
        ConfidenceResponseFactory(slip__attendance__event=event)


def a_register(reader, number):
    event = TrainingEventFactory._meta.model.objects.first() or TrainingEventFactory()
    for index in range(number):
        slip = ConfidenceSlipFactory(
            attendance__event=event, attendance__has_attended=bool(index % 2)
        )
        ConfidenceResponseFactory(slip=slip)
        ConfidenceSlipFactory(attendance__event=event)
    return [event.reference]


def a_register_and_point(reader, number):
    return [*a_register(reader, number), "BEFORE"]


def some_people(reader, number):
    for index in range(number):
        member = MembershipFactory(borough__code="WCC", role=Role.APPROVER)
        MembershipFactory(user=member.user, role=Role.CASE_FILE_AUDITOR)
        MembershipFactory(user=member.user, ended=True, granted_by=reader)
        member.user.is_active = bool(index % 2)


def some_roles(reader, number):
    for borough in ("LBHF", "RBKC", "WCC"):
        for _ in range(number):
            MembershipFactory(
                user=_the_one(), borough__code=borough, ended=True, ended_by=reader
            )
    return [_the_one().pk]


def some_practitioners(reader, number):
    agency = _the_practitioner().agency
    for _ in range(number):
        PractitionerFactory(agency=agency, merged_into=_the_practitioner(), is_retired=True)
        PractitionerFactory(agency=agency)
        ReferralFactory(practitioner=PractitionerFactory())
        ReferralFactory(practitioner=_the_practitioner(), agency=agency)
        ConsultationFactory(practitioner=_the_practitioner(), borough=agency.borough)


def some_advice(reader, number):
    for index in range(number):
        practitioner = PractitionerFactory(agency__borough__code="WCC")
        of_wcc = {"borough": practitioner.agency.borough, "practitioner": practitioner}
        ConsultationFactory(**of_wcc, worker=reader, referral=None)
        ConsultationFactory(**of_wcc, follow_up_on=date(2016, 7, 20))
        ConsultationFactory(**of_wcc, booked=True, worker=reader)
        LiaisonMeetingFactory(
            borough__code="WCC", practitioners=PractitionerFactory.create_batch(2)
        )
        CampaignActivityFactory(boroughs=["LBHF", "WCC"][: 1 + index % 2])


def one_practitioner(reader, number):
    some_practitioners(reader, number)
    return [_the_practitioner().token]


def one_agency(reader, number):
    some_practitioners(reader, number)
    return [_the_practitioner().agency.pk]


def _the_practitioner():
    known = PractitionerFactory._meta.model.objects.filter(name="The one").first()
    return known or PractitionerFactory(name="The one", agency__borough__code="WCC")


def some_costs(reader, number):
    for index in range(number):
        CostShareFactory(borough__code=["WCC", "LBHF"][index % 2])
        ForecastMonthFactory(forecast__borough__code="WCC")


def a_boroughs_money(reader, number):
    some_costs(reader, number)
    return ["WCC"]


def some_concerns(reader, number):
    for index in range(number):
        ConcernFactory(borough__code=["WCC", "LBHF"][index % 2])
        ConcernFactory(borough__code="WCC", resolved=True)
        ConcernActionFactory(concern__borough__code="WCC", owner=reader)


def one_concern(reader, number):
    concern = ConcernFactory._meta.model.objects.first() or ConcernFactory(
        borough__code="WCC"
    )
    for _ in range(number):
        ConcernEntryFactory(concern=concern)
        ConcernActionFactory(concern=concern, owner=reader)
    return [concern.reference]


def some_keys(reader, number):
    for _ in range(number):
        KeyShareFactory(borough__code="WCC")


def some_events(reader, number):
    for _ in range(number):
        AuditEventFactory(borough__code="WCC")


def some_work(reader, number):
    case = CaseFactory._meta.model.objects.first() or CaseFactory(
        borough__code="WCC", worker=reader
    )
    for _ in range(number):
        SessionFactory(case=case, attended=True)
        SessionFactory(case=case)
        SessionFactory(case=case, booked=True)
        ContactAttemptFactory(case=case)
        TaskFactory(case=case)
        FeedbackFactory(case=case, sent=True)
        NonEngagementFactory(case=case, ended_on=date(2016, 3, 1))
        _joint_and_moved(case)
    return [case.reference]


def _joint_and_moved(case):
    """One of several people with a professional, moved once from another day."""
    activity = ActivityFactory()
    activity.practitioners.add(PractitionerFactory())
    old = SessionFactory(case=case, missed=True, outcome="CANC_NOTICE")
    for moved_from in (old, None):
        SessionFactory(
            case=case, booked=True, activity=activity, rescheduled_from=moved_from
        )


def some_work_to_close(reader, number):
    [reference] = some_work(reader, number)
    CaseFactory._meta.model.objects.update(status="CLOSING")
    return [reference]


def a_long_history(reader, number):
    [reference] = some_work(reader, 0)
    case = CaseFactory._meta.model.objects.get(reference=reference)
    for _ in range(number):
        CaseMoveFactory(case=case, was="OPEN", to="CONTACTING")
        CaseAllocationFactory(case=case, cover=True)
    return [reference]


def a_week(reader, number):
    case = CaseFactory._meta.model.objects.first() or CaseFactory(
        borough__code="WCC", worker=reader
    )
    for _ in range(number):
        SessionFactory(case=case, booked=True, on=date(2016, 7, 14))
        ConsultationFactory(worker=reader, booked=True, on=date(2016, 7, 13))
        TrainingEventFactory(trainer=reader, on=date(2016, 7, 12), boroughs=["WCC"])


def some_supervisions(reader, number):
    for _ in range(number):
        worker = CaseworkerFactory(borough__code="WCC")
        SupervisionFactory(worker=worker, supervisor=reader)


def one_supervision(reader, number):
    held = SupervisionFactory._meta.model.objects.first()
    held = held or SupervisionFactory(worker=CaseworkerFactory(borough__code="WCC"))
    for _ in range(number):
        case = CaseFactory(borough__code="WCC", worker=held.worker)
        SupervisionPointFactory(supervision=held, case=case)
    return [held.reference]


def some_file_audits(reader, number):
    for _ in range(number):
        case = CaseFactory(borough__code="WCC", worker=CaseworkerFactory())
        FileAuditFactory(case=case, auditor=reader)


def one_file_audit(reader, number):
    audit = FileAuditFactory._meta.model.objects.first() or FileAuditFactory(to_do=True)
    FileActionFactory.create_batch(number, audit=audit)
    return [audit.reference]


def a_caseworker(reader, number):
    held = Membership.objects.filter(role=CJW, borough="WCC").first()
    worker = held.user if held else CaseworkerFactory(borough__code="WCC")
    for _ in range(number):
        CaseFactory(borough__code="WCC", worker=worker)
    return [worker.pk]


def some_alerts(reader, number):
    [reference] = some_work(reader, 0)
    case = CaseFactory._meta.model.objects.get(reference=reference)
    SafetyNoticeFactory.create_batch(number, case=case, kind="URGENT", text="Came back")
    return [reference]


def some_feedback(reader, number):
    for _ in range(number):
        case = CaseFactory(borough__code="WCC", worker=reader)
        FeedbackFactory(case=case, not_engaging=True)


def some_caseloads(reader, number):
    for _ in range(number):
        CaseAllocationFactory(case=CaseFactory(borough__code="WCC"), cover=True)


def a_caseload(reader, number):
    worker = _the_one()
    for index in range(number):
        CaseFactory(borough__code=("WCC", "LBHF")[index % 2], worker=worker)
    return [worker.pk]


def a_cover(reader, number):
    worker = _the_one()
    for _ in range(number):
        case = CaseFactory(borough__code="WCC", worker=worker)
        cover = CaseAllocationFactory(case=case, worker=reader, cover=True)
    return [cover.pk]


def some_ratings(reader, number):
    case = CaseFactory._meta.model.objects.first() or CaseFactory(
        borough__code="WCC", worker=reader
    )
    ratings = RiskUpdateFactory.build_batch(number, case=case)
    RiskUpdateFactory._meta.model.objects.bulk_create(ratings)
    return [case.reference, "risk"]


def some_notes(reader, number):
    [case] = some_work(reader, 0)
    for note in CaseNoteFactory.create_batch(number, case=_only_case()):
        NoteAddendumFactory(note=note)
    return [case]


def some_people_around(reader, number):
    [case] = some_work(reader, 0)
    person = _only_case().perpetrator
    for _ in range(number):
        ChildStatusFactory(child=ChildFactory(perpetrator=person))
        AgencyInvolvementFactory(
            perpetrator=person, practitioner=PractitionerFactory(agency__sector="HEALTH")
        )
    return [case]


def _only_case():
    return CaseFactory._meta.model.objects.get()


def some_of_everything(reader, number):
    some_referrals(reader, number)
    some_cases(reader, number)
    some_work(reader, number)
    some_concerns(reader, number)
    DraftFactory.create_batch(number, user=reader)


def a_quarter(reader, number):
    some_of_everything(reader, number)
    return ["2016Q1"]


def a_borough_and_quarter(reader, number):
    some_of_everything(reader, number)
    return ["WCC", "2016Q1"]


def a_number_behind(reader, number):
    some_of_everything(reader, number)
    return ["WCC", "2016Q1", "I22"]


def a_quarters_pack(reader, number):
    some_of_everything(reader, number)
    some_costs(reader, number)
    some_days(reader, number)
    some_meetings(reader, number)
    some_records(reader, number)
    return ["2016Q2"]


def a_part_of_a_pack(reader, number):
    return [*a_quarters_pack(reader, number), "concerns"]


def a_boroughs_targets(reader, number):
    for index in range(number):
        TargetFactory(recorded_by=reader, code=("I05", "I04")[index % 2])
        TargetFactory(borough__code="LBHF", is_to_date=True)
        BaselineFactory(recorded_by=reader)
    return ["WCC"]


def a_figures_targets(reader, number):
    a_boroughs_targets(reader, number)
    return ["WCC", "I05"]


def some_partner_cases(reader, number):
    for _ in range(number):
        PartnerCaseFactory(borough__code="WCC", worker=reader)


def one_partner_case(reader, number):
    partner_case = PartnerCaseFactory._meta.model.objects.first() or PartnerCaseFactory(
        borough__code="WCC", worker=reader
    )
    SafeContactPlanFactory(partner_case=partner_case, read_by=reader)
    work = (PartnerContactFactory, SupportOfferFactory, SafetyPlanFactory)
    work += (PartnerNotificationFactory,)
    for factory in (*work, PartnerResponseFactory, ContactDetailFactory, CaseLinkFactory):
        factory.create_batch(number, partner_case=partner_case)
    for factory in (DashAssessmentFactory, SeverityGridFactory, PartnerOutcomeFactory):
        factory.create_batch(number, partner_case=partner_case, point="REVIEW")
    PartnerAllocationFactory.create_batch(number, partner_case=partner_case, cover=True)
    return [partner_case.reference]


def some_partner_entries(reader, number):
    return [*one_partner_case(reader, number), "contact"]


def some_notices(reader, number):
    for _ in range(number):
        SafetyNoticeFactory(case__borough__code="WCC")


def some_untried_cases(reader, number):
    for _ in range(number):
        CaseFactory(borough__code="WCC")
        PartnerCaseFactory(borough__code="WCC", worker=reader)


def both_sides(reader, number):
    case = Case.objects.first() or CaseFactory(borough__code="WCC")
    PartnerCaseFactory.create_batch(number, his=case, link__case=case)
    IntegratedReviewFactory.create_batch(number, case=case)
    CaseClearanceFactory.create_batch(number, case=case)
    return [case.reference]


def _the_one():
    users = MembershipFactory._meta.model.user.field.related_model.objects
    return users.get_or_create(username="the-one")[0]


def some_days(reader, number):
    for place in range(number):
        on = date(2015, 10, 5) + timedelta(days=place)
        WorkDayFactory(post__code="CJW", user=reader, on=on)
        AbsenceFactory(user=reader, starts_on=on, ends_on=on)


def a_week_of_days(reader, number):
    for place in range(number):
        on = date(2016, 2, 1) + timedelta(days=place % 5)
        WorkDayFactory(user=reader, on=on, is_replaced=place % 2)
    return ["CJW", "2016-02-01"]


def some_decisions(reader, number):
    for _ in range(number):
        AssumptionDecisionFactory(recorded_by=reader)
        ParameterChangeFactory(recorded_by=reader)


def some_extensions(reader, number):
    for _ in range(number):
        ExtensionFactory(borough__code="WCC")


def some_patterns(reader, number):
    for place in range(number):
        on = date(2016, 3, 1) + timedelta(days=len(Pattern.objects.all()))
        PatternDayFactory(pattern__starts_on=on, weekday=place % 5)


def some_records(reader, number):
    for code in ("WCC", "LBHF") * (number // 2):
        ApprovalFactory(borough__code=code)
        ContractDocumentFactory(borough__code=code)
        VariationFactory(borough__code=code)
        RiskScoreFactory.create_batch(2, risk=ContractRiskFactory(borough__code=code))
        ComplaintFactory(borough__code=code, due_on=date(2016, 7, 14))
        ended = {"ended": True, "role": Role.AUTHORISED_OFFICER}
        MembershipFactory(borough__code=code, **ended)


def a_kind_of_record(reader, number):
    some_records(reader, number)
    return ["approvals"]


def a_councils_records(reader, number):
    some_records(reader, number)
    return ["WCC"]


def one_equality_assessment(reader, number):
    held = EqualityAssessmentFactory._meta.model.objects.first()
    for _ in range(number):
        ContractActionFactory(assessment=held, meeting=None)
    return ["equality", held.pk]


def one_contract_risk(reader, number):
    risk = ContractRiskFactory._meta.model.objects.first()
    RiskScoreFactory.create_batch(number, risk=risk)
    return [risk.pk]


def some_meetings(reader, number):
    for _ in range(number):
        one_meeting(reader, 1, GroupMeetingFactory())


def one_meeting(reader, number, meeting=None):
    meeting = meeting or GroupMeetingFactory._meta.model.objects.first()
    meeting = meeting or GroupMeetingFactory()
    for _ in range(number):
        AgendaItemFactory(meeting=meeting)
        AgendaItemFactory(meeting=meeting, is_replaced=True)
        ContractActionFactory(meeting=meeting)
    return [meeting.reference]


# page: (who looks, how it gets rows, and what is sent, for a page that is asked by POST).
# What is searched for is in every invented name, so that two rows are found as fifty are.
def some_returns(reader, number):
    """At most one for each borough and quarter, with texts and steps."""
    for code in ("LBHF", "RBKC", "WCC")[: 1 if number < 10 else 3]:
        for quarter in ("2015Q4", "2016Q1", "2016Q2"):
            if not Return.objects.filter(borough=code, quarter=quarter).exists():
                of = ReturnFactory(borough__code=code, quarter=quarter, draft=True)
                ReturnTextFactory(of_return=of)
                ReturnStepFactory(of_return=of)


def a_return(reader, number):
    some_returns(reader, number)
    return ["LBHF", "2015Q4"]


LISTS = {
    "referrals:referral_list": (MGR, some_referrals, None),
    "referrals:referral_detail": (MGR, one_referral, None),
    "referrals:erasure_list": (MGR, some_erasures, None),
    "referrals:training_list": (CJW, some_training, None),
    "referrals:training_follow_up_list": (CJW, some_training, None),
    "referrals:training_detail": (CJW, a_register, None),
    "referrals:training_register": (CJW, a_register, None),
    "referrals:training_slips": (CJW, a_register, None),
    "referrals:training_answers": (CJW, a_register_and_point, None),
    "reporting:question_waiting": (MGR, some_referrals, None),
    "reporting:question_sources": (MGR, some_referrals, None),
    "reporting:question_declined": (MGR, some_referrals, None),
    "reporting:question_teams": (MGR, some_training, None),
    "referrals:consultation_list": (MGR, some_advice, None),
    "referrals:liaison_list": (MGR, some_advice, None),
    "referrals:campaign_list": (CJW, some_advice, None),
    "referrals:practitioner_list": (CJW, some_practitioners, None),
    "referrals:practitioner_search": (CJW, some_practitioners, {"text": "co"}),
    "referrals:practitioner_detail": (MGR, one_practitioner, None),
    "referrals:practitioner_merge": (MGR, one_practitioner, None),
    "referrals:agency_list": (CJW, some_practitioners, None),
    "referrals:agency_detail": (CJW, one_agency, None),
    "cases:case_list": (CJW, some_cases, None),
    "cases:case_detail": (CJW, some_work, None),
    "cases:case_entry_list": (CJW, some_ratings, None),
    "cases:case_plan": (CJW, some_work, None),
    "cases:case_people": (CJW, some_people_around, None),
    "cases:case_contacts": (CJW, some_work, None),
    "cases:case_notes": (CJW, some_notes, None),
    "cases:case_history": (CJW, a_long_history, None),
    "cases:case_alert": (CJW, some_alerts, None),
    "cases:feedback_list": (CJW, some_feedback, None),
    "cases:caseload_review": (MGR, some_caseloads, None),
    "cases:diary_week": (CJW, a_week, None),
    "cases:file_audit_list": (MGR, some_file_audits, None),
    "cases:file_audit_detail": (MGR, one_file_audit, None),
    "cases:supervision_list": (MGR, some_supervisions, None),
    "cases:supervision_detail": (MGR, one_supervision, None),
    "cases:supervision_record": (MGR, a_caseworker, None),
    "reporting:digest": (MGR, some_of_everything, None),
    "reporting:due_list": (MGR, some_of_everything, None),
    "cases:caseload_list": (MGR, some_caseloads, None),
    "cases:caseload_hand_over": (MGR, a_caseload, None),
    "cases:caseload_cover": (MGR, a_caseload, None),
    "cases:cover_end": (MGR, a_cover, None),
    "cases:case_search": (CJW, some_cases, {"text": "e"}),
    "cases:case_close": (CJW, some_work_to_close, None),
    "partners:partner_case_list": (PSW, some_partner_cases, None),
    "partners:partner_case_search": (PSW, some_partner_cases, {"text": "r"}),
    "partners:partner_case_open": (PSW, some_partner_cases, None),
    "partners:partner_case_detail": (PSW, one_partner_case, None),
    "partners:partner_case_measures": (PSW, one_partner_case, None),
    "partners:partner_case_history": (MGR, one_partner_case, None),
    "partners:partner_notice_list": (PSW, some_notices, None),
    "partners:partner_untried_list": (MGR, some_untried_cases, None),
    "partners:partner_sides_detail": (MGR, both_sides, None),
    "partners:partner_entry_list": (PSW, some_partner_entries, None),
    "cases:onward_list": (CJW, some_onward_referrals, None),
    "reporting:assumption_list": (MGR, some_decisions, None),
    "pilot:contract_agreement": (MGR, a_councils_records, None),
    "pilot:contract_record_list": (MGR, a_kind_of_record, None),
    "pilot:contract_record_detail": (MGR, one_equality_assessment, None),
    "pilot:contract_extension_list": (MGR, some_extensions, None),
    "pilot:contract_variation_list": (MGR, some_records, None),
    "pilot:contract_complaint_list": (MGR, some_records, None),
    "pilot:contract_risk_list": (MGR, some_records, None),
    "pilot:contract_risk_detail": (MGR, one_contract_risk, None),
    "pilot:contract_meeting_list": (MGR, some_meetings, None),
    "pilot:contract_meeting_detail": (MGR, one_meeting, None),
    "pilot:contract_action_list": (MGR, some_meetings, None),
    "pilot:week_list": (MGR, some_days, None),
    "pilot:week_detail": (MGR, a_week_of_days, None),
    "pilot:pattern_list": (MGR, some_patterns, None),
    "pilot:absence_list": (MGR, some_days, None),
    "pilot:person_list": (SYS, some_people, None),
    "pilot:person_detail": (SYS, some_roles, None),
    "pilot:cost_list": (FINANCE, some_costs, None),
    "pilot:concern_list": (MGR, some_concerns, None),
    "pilot:concern_detail": (MGR, one_concern, None),
    "pilot:key_list": (FINANCE, some_keys, None),
    "pilot:money_group": (FINANCE, some_costs, None),
    "pilot:money_borough": (FINANCE, a_boroughs_money, None),
    "pilot:trail": (MGR, some_events, None),
    "reporting:target_list": (MGR, a_boroughs_targets, None),
    "reporting:target_history": (MGR, a_figures_targets, None),
    "reporting:home": (CJW, some_of_everything, None),
    "reporting:return_list": (MGR, some_returns, None),
    "reporting:return_detail": (MGR, a_return, None),
    "reporting:figures_borough": (MGR, a_borough_and_quarter, None),
    "reporting:figure_rows": (MGR, a_number_behind, None),
    "reporting:figures_group": (Role.CONTRACT_GROUP_MEMBER, a_quarter, None),
    "reporting:pack_list": (Role.CONTRACT_GROUP_MEMBER, some_meetings, None),
    "reporting:pack_contents": (Role.CONTRACT_GROUP_MEMBER, a_quarters_pack, None),
    "reporting:pack_part": (Role.CONTRACT_GROUP_MEMBER, a_part_of_a_pack, None),
}
HOMES = (CJW, MGR, SYS, Role.AUTHORISED_OFFICER, Role.CONTRACT_GROUP_MEMBER)


def test_every_list_stands_here():
    lists = {listed.name for listed in our_pages() if listed.noun.endswith("_list")}

    assert LISTS.keys() == lists | GROWING


def _queries(client, address, sent) -> tuple[int, str]:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.post(address, sent) if sent else client.get(address)
    assert response.status_code == 200
    return len(queries), "\n".join(query["sql"] for query in queries)


@pytest.mark.one_engine
@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_with_2_rows_and_with_50(person, client_of, name):
    role, rows, sent = LISTS[name]
    reader = person(role)
    client = client_of(reader)
    address = reverse(name, args=rows(reader, 2) or [])
    _queries(client, address, sent)  # the first one fills what is kept in memory
    with_two, _ = _queries(client, address, sent)

    rows(reader, 48)
    with_fifty, asked = _queries(client, address, sent)

    assert with_fifty == with_two, asked
    assert with_fifty <= CEILINGS.get(name, CEILING), asked


@pytest.mark.one_engine
@pytest.mark.parametrize("role", HOMES, ids=lambda role: role.value)
def test_every_home_page_costs_the_same_with_2_rows_and_with_50(person, client_of, role):
    reader = person(role, *(["WCC"] if role == Role.AUTHORISED_OFFICER else []))
    client = client_of(reader)
    some_of_everything(reader, 2)
    _queries(client, "/", None)
    with_two, _ = _queries(client, "/", None)

    some_of_everything(reader, 48)
    with_fifty, asked = _queries(client, "/", None)

    assert with_fifty == with_two, asked
    assert with_fifty <= CEILINGS["reporting:home"], asked


def test_the_pages_of_a_case_cost_the_same_with_5_events_and_with_500(person, client_of):
    reader = person(CJW)
    client = client_of(reader)
    case = CaseFactory(borough__code="WCC", worker=reader, status="CLOSING")
    of_a_case = GROWING - {"cases:case_search"}
    names = sorted(name for name in of_a_case if name.startswith("cases:case_"))
    pages = [reverse(name, args=[case.reference]) for name in names]
    _events(case, 5)
    for address in pages:
        _queries(client, address, None)  # the first one fills what is kept in memory
    with_five = {address: _queries(client, address, None)[0] for address in pages}

    _events(case, 495)

    assert len(pages) >= 6
    assert {each: _queries(client, each, None)[0] for each in pages} == with_five
    assert max(with_five.values()) <= CEILING


def _events(case, number):
    """Sessions that were attended, missed, and put right, and attempts, on many days."""
    for model, factory, more in (
        (Session, SessionFactory, ({"attended": True}, {"missed": True}, {})),
        (ContactAttempt, ContactAttemptFactory, ({}, {"is_replaced": True})),
    ):
        model.objects.bulk_create(
            factory.build(
                case=case,
                on=case.opened_on + timedelta(days=place % 180),
                **more[place % len(more)],
            )
            for place in range(number)
        )


def test_lists_of_referrals_cost_the_same_with_50_and_with_5000(person, client_of):
    client = client_of(person(MGR))
    samples = [
        ReferralFactory(borough__code="WCC", post=PostFactory(code="CJW"), **trait)
        for trait in ({}, {"screening": True}, {"declined": True}, {"withdrawn": True})
    ]
    _as_many_as(48, samples)
    tabs = [
        f"{reverse('referrals:referral_list')}?tab={tab}" for tab in ("decided", "untold")
    ]
    names = ("referral_list", "erasure_list")
    questions = ("question_waiting", "question_sources", "question_declined")
    pages = [
        *tabs,
        *(reverse(f"referrals:{name}") for name in names),
        *(reverse(f"reporting:{name}") for name in questions),
    ]
    for address in pages:
        _queries(client, address, None)  # the first one fills what is kept in memory
    with_fifty = {address: _queries(client, address, None)[0] for address in pages}

    _as_many_as(5000, samples)

    assert {each: _queries(client, each, None)[0] for each in pages} == with_fifty
    assert max(with_fifty.values()) <= CEILING


def _as_many_as(number, samples):
    """So many referrals like these, in one go."""
    names = [field.attname for field in Referral._meta.concrete_fields]
    left_out = ("id", "reference")
    Referral.objects.bulk_create(
        Referral(
            **{
                name: getattr(samples[n % len(samples)], name)
                for name in names
                if name not in left_out
            }
        )
        for n in range(number)
    )
