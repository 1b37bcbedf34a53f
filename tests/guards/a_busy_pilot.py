"""A small pilot with something on every page, and names that are easy to look for."""

from datetime import date, time

from cases import actions as casework
from cases.models import Case, Perpetrator, Session
from pilot.models import User
from pilot.permissions import Role
from referrals.models import Referral
from tests.factories import (
    AbsenceFactory,
    AgencyInvolvementFactory,
    AgendaItemFactory,
    ApprovalFactory,
    AssessmentFactory,
    AssetSummaryFactory,
    AttendanceFactory,
    BaselineFactory,
    CampaignActivityFactory,
    CarryForwardFactory,
    CaseAllocationFactory,
    CaseBoroughFactory,
    CaseClearanceFactory,
    CaseFactory,
    CaseMoveFactory,
    CaseNoteFactory,
    CaseWarningFactory,
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
    CostShareFactory,
    DashAssessmentFactory,
    DraftFactory,
    EligibilityQueryFactory,
    EqualityAssessmentFactory,
    EqualityRecordFactory,
    ExtensionFactory,
    FeedbackFactory,
    FileActionFactory,
    FileAuditFactory,
    ForecastMonthFactory,
    GoalOutcomeFactory,
    GroupMeetingFactory,
    IncidentFactory,
    IntegratedReviewFactory,
    InvolvementFactory,
    JusticeCheckFactory,
    LiaisonMeetingFactory,
    MaracDecisionFactory,
    NoteAddendumFactory,
    OnwardReferralFactory,
    OrderFactory,
    PartnerAllocationFactory,
    PartnerCaseFactory,
    PartnerContactFactory,
    PartnerNotificationFactory,
    PartnerOutcomeFactory,
    PartnerResponseFactory,
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
    SafetyPlanFactory,
    SessionFactory,
    SeverityGridFactory,
    StageRatingFactory,
    SupervisionFactory,
    SupervisionPointFactory,
    SupportOfferFactory,
    TargetFactory,
    TaskFactory,
    TermsFactory,
    TrainingEventFactory,
    VarianceCommentFactory,
    VariationFactory,
    WorkDayFactory,
    WorkWeekFactory,
    YouthDetailFactory,
    at,
    declared,
)

# Nobody else in the tests is called like this, and no word of a page holds it.
GIVEN_NAMES, SURNAME, PRACTITIONER = "Zebulon", "Quagmyre", "Pc Wolvercote"
BORN_ON = date(1981, 11, 23)
PERSONAL = (
    *("zebulon", "quagmyre", "wolvercote", "wolverc"),
    *(
        "1981-11-23",
        "23/11/1981",
        "23/11/81",
        "19811123",
        "23 november 1981",
        "23 nov 1981",
    ),
)


# Somebody harmed: on her own side alone, and her address only when it is asked for.
PARTNER, PARTNER_ADDRESS = "Persephone", "9 Thimble Row, W2 9QX"

# What somebody wrote of a person: it stands in every free text of the small pilot.
CONTENT = "A tawny canary sang"

MISTAKE = {"is_replaced": True, "withdrawal_reason": CONTENT}
CLOSED = {"closed": True, "closure_outcome": CONTENT}
BOROUGHS_OF = {Role.AUTHORISED_OFFICER: ("WCC",)}  # everybody else works in all three


def fill(worker, supporter) -> None:
    """Referrals, cases and work of every kind, for one caseworker in all boroughs.

    And the people harmed, with whom another works on their own side.
    """
    named = {"given_names": GIVEN_NAMES, "surname": SURNAME, "born_on": BORN_ON}
    named["reason"] = CONTENT
    for borough in ("LBHF", "RBKC", "WCC"):
        ReferralFactory(borough__code=borough, **_from_agency(borough), **named)
        ReferralFactory(
            borough__code=borough, declined=True, decision_note=CONTENT, **named
        )
    _screen(worker)
    ReferralFactory(without_borough=True, **named)
    for number, status in enumerate(Case.Status):
        borough = ("LBHF", "RBKC", "WCC")[number % 3]
        case = CaseFactory(
            borough__code=borough,
            worker=worker,
            referral__worker=worker,
            **{f"referral__{name}": value for name, value in named.items()},
            **(CLOSED if status == Case.Status.CLOSED else {"status": status}),
        )
        _work_on(case)
    _train()
    _around_a_young_person(worker, named)
    CaseBoroughFactory(case=case, borough__code="LBHF", starts_on=date(2016, 3, 1))
    WorkDayFactory(user=worker, on=date(2016, 7, 14))
    WorkWeekFactory(starts_on=date(2016, 7, 11))
    AbsenceFactory(user=worker)
    DraftFactory(user=worker, path="/referrals/record/2222-2222/")
    _spend()
    _govern()
    _concern()
    _expect()
    _return()
    _advise(worker)
    _supervise(worker, case)
    _audit(case)
    _support(supporter, case)


def _support(supporter, case):
    """One partner case with work of every kind, and one that has closed."""
    named = {"person__given_names": PARTNER, "person__surname": "Bellwether"}
    partner_case = PartnerCaseFactory(
        borough__code="WCC", worker=supporter, link__case=case, **named
    )
    SafeContactPlanFactory(partner_case=partner_case, never=CONTENT, read_by=supporter)
    ContactDetailFactory(partner_case=partner_case, value=PARTNER_ADDRESS)
    PartnerContactFactory(partner_case=partner_case, content=CONTENT)
    PartnerContactFactory.create_batch(5, partner_case=partner_case, content=CONTENT)
    PartnerResponseFactory(partner_case=partner_case, consent=CONTENT)
    PartnerNotificationFactory(partner_case=partner_case)
    SupportOfferFactory(partner_case=partner_case, what_came=CONTENT)
    SafetyPlanFactory(partner_case=partner_case, plan=CONTENT)
    DashAssessmentFactory(
        partner_case=partner_case, judgement="HIGH", judgement_reason=CONTENT
    )
    SeverityGridFactory(partner_case=partner_case)
    PartnerOutcomeFactory(partner_case=partner_case, words=CONTENT)
    MaracDecisionFactory(partner_case=partner_case, reason=CONTENT)
    said = {"present": CONTENT, "rationale": CONTENT, "decisions": CONTENT}
    IntegratedReviewFactory(case=case, actions=CONTENT, **said)
    CaseClearanceFactory(case=case, reason=CONTENT)
    SafetyNoticeFactory(case=case)
    PartnerAllocationFactory(partner_case=partner_case, cover=True)
    PartnerCaseFactory(
        borough__code="WCC",
        worker=supporter,
        link__case=case,
        closed=True,
        closure_note=CONTENT,
        **named,
    )


def _spend():
    """A cost of each borough, one that is owed, and what is said of the money."""
    for code in ("LBHF", "RBKC", "WCC"):
        CostShareFactory(borough__code=code)
        ForecastMonthFactory(forecast__borough__code=code)
    CostShareFactory(cost__kind="ACCRUAL", borough__code="WCC")
    VarianceCommentFactory(borough__code="WCC")
    CarryForwardFactory(borough__code="WCC")


def _govern():
    """What the contract's records, risks and meetings hold beside the report's facts."""
    far = ({}, {"evidenced": True}, {"agreed": True})
    for code, further in zip(("LBHF", "RBKC", "WCC"), far, strict=True):
        ApprovalFactory(borough__code=code)
        VariationFactory(borough__code=code)
        ExtensionFactory(borough__code=code, **further)
        RiskScoreFactory(risk__borough__code=code)
        ComplaintFactory(borough__code=code, incident=True)
        ComplaintFactory(borough__code=code, closed=True)
    meeting = GroupMeetingFactory()
    AgendaItemFactory(meeting=meeting)
    officer = User.objects.filter(memberships__role=Role.AUTHORISED_OFFICER).first()
    owner = {"owner": officer} if officer else {}
    ContractActionFactory(meeting=meeting, **owner)
    ContractActionFactory(meeting=None, assessment=EqualityAssessmentFactory())


def _expect():
    """Targets that the figures meet and miss, and what they were before."""
    for code in ("LBHF", "RBKC", "WCC"):
        TargetFactory(borough__code=code, code="I01", value=1)
        TargetFactory(borough__code=code, code="I22", value=99)
        TargetFactory(borough__code=code, is_to_date=True)
        BaselineFactory(borough__code=code)


def _return():
    """Returns on their way: submitted, accepted, with the officer, and being written."""
    for code in ("LBHF", "RBKC", "WCC"):
        gone = ReturnFactory(borough__code=code, submitted_now=True)
        ReturnVersionFactory(of_return=gone)
        ReturnFactory(borough__code=code, quarter="2016Q1", accepted_now=True)
        ReturnFactory(borough__code=code, quarter="2016Q2", in_review=True)
        written = ReturnFactory(borough__code=code, quarter="2016Q3", draft=True)
        ReturnTextFactory(of_return=written, code="case_study")


def _concern():
    """One concern at each step, with a thread and something to do for either side."""
    paused = {"paused_on": date(2016, 7, 12), "due_on": None}
    steps = ({}, {"answered": True, **paused}, {"resolved": True})
    for how_far in steps:
        concern = ConcernFactory(borough__code="WCC", **how_far)
        ConcernEntryFactory(concern=concern)
        for side in ("COUNCIL", "PROVIDER"):
            ConcernActionFactory(concern=concern, side=side)
    ConcernFactory(borough__code="WCC", closed=True, shared=True, from_scratch=True)


def _supervise(worker, case):
    manager = User.objects.filter(memberships__role=Role.SERVICE_MANAGER).first()
    by = {"supervisor": manager} if manager else {}
    held = SupervisionFactory(worker=worker, open=True, agreed=CONTENT, **by)
    SupervisionPointFactory(supervision=held, case=case, agreed=CONTENT)


def _audit(case):
    """One file to read, and one that was graded and left something to do."""
    reader = User.objects.filter(memberships__role=Role.CASE_FILE_AUDITOR).first()
    drawn_for = {"auditor": reader} if reader else {}
    FileAuditFactory(case=case, **drawn_for)
    other = Case.objects.exclude(pk=case.pk).filter(worker=case.worker).latest("pk")
    found = FileAuditFactory(case=other, to_do=True, findings=CONTENT, **drawn_for)
    FileActionFactory(audit=found, due_on=date(2016, 7, 15))


def _advise(worker):
    given = {"worker": worker, "post__code": "CJW", "question": CONTENT}
    told = {"advice": CONTENT, "safeguarding_action": CONTENT}
    ConsultationFactory(**given, **told, follow_up_on=date(2016, 7, 22))
    ConsultationFactory(**given, booked=True, on=date(2016, 7, 20))
    ended = {"followed_up": True, "outcome_note": CONTENT, "has_named_family": True}
    ConsultationFactory(**given, **told, **ended, referral=Referral.objects.first())
    met = {"worker": worker, "post__code": "CJW", "topics": CONTENT, "agreed": CONTENT}
    LiaisonMeetingFactory(**met)
    CampaignActivityFactory(recorded_by=worker)


def _screen(worker) -> None:
    """Of those that wait: one may not be contacted yet, one waits for an answer."""
    unaware, pending, *_ = Referral.objects.waiting().order_by("pk")
    Referral.objects.filter(pk=unaware.pk).update(awareness="NO")
    SafetyCheckFactory(referral=unaware, conditions=CONTENT, approved_by=None)
    ReferralNoticeFactory(
        referral=unaware, kind="ACK", name=PRACTITIONER, told_on=unaware.received_on
    )
    taken = {"screening_by": worker, "screening_at": at(date(2016, 1, 12))}
    Referral.objects.filter(pk=pending.pk).update(**{"status": "PENDING_INFO"}, **taken)
    QuestionFactory(referral=pending, asked_of=PRACTITIONER, text=CONTENT)
    held = Referral.objects.filter(status="REJECTED").earliest("pk")
    Referral.objects.filter(pk=held.pk).update(is_held=True, hold_reason="An inquiry")


def _train() -> None:
    """Training that is to come, was given and is over, with a register and answers."""
    for status, on in (
        ("PLANNED", date(2016, 7, 15)),
        ("PLANNED", date(2016, 8, 9)),
        ("DELIVERED", date(2016, 5, 3)),
        ("CLOSED", date(2016, 1, 20)),
    ):
        event = TrainingEventFactory(status=status, on=on)
        someone = PractitionerFactory(name=PRACTITIONER)
        place = AttendanceFactory(event=event, practitioner=someone)
        ConfidenceResponseFactory(slip__attendance=place)
        ConfidenceSlipFactory(attendance__event=event, attendance__unnamed=True)
    TrainingEventFactory(cancelled=True)


def _from_agency(borough):
    known = PractitionerFactory(name=PRACTITIONER, agency__borough__code=borough)
    return {
        "agency": known.agency,
        "practitioner": known,
        "source": Referral.Source.POL_CSU,
    }


def _work_on(case):
    resting = {"reason": CONTENT, "review_on": date(2016, 8, 1)}
    CaseMoveFactory(case=case, was="OPEN", to="SUSPENDED", **resting)
    CaseAllocationFactory(case=case, cover=True)
    TermsFactory(case=case)
    SafetyNoticeFactory(case=case, kind="URGENT", text=CONTENT)
    SessionFactory(case=case, missed=True, on=date(2016, 1, 20))
    for day in (21, 22, 25):
        texts = {"record": CONTENT, "next_plan": CONTENT}
        SessionFactory(case=case, attended=True, on=date(2016, 2, day), **texts)
    ContactAttemptFactory(case=case, note=CONTENT)
    ContactAttemptFactory(case=case, note=CONTENT, **MISTAKE)
    if case.is_open:
        TaskFactory(case=case, what=CONTENT)
        SessionFactory(case=case, on=date(2016, 7, 12))
        SessionFactory(case=case, booked=True, kind=Session.Kind.REVIEW, starts_at=time(9))
    casework.keep_engagement(case)
    _tell_the_referrer(case)
    _risk_of(case)


LETTER = {"work": CONTENT, "risk": CONTENT, "advice": CONTENT, "next_steps": CONTENT}
LETTERS = {  # at which stage how far the letter to the referrer has come
    Case.Status.OPEN: {},
    Case.Status.ASSESSMENT: {"submitted": True},
    Case.Status.INTERVENTION: {"approved": True},
    Case.Status.REVIEW: {"sent": True, "sent_to": PRACTITIONER},
    Case.Status.CLOSED: {"acknowledged": True, "sent_to": PRACTITIONER},
}


def _tell_the_referrer(case):
    """Some are declared not to engage, with a letter at each step; one could be."""
    if case.status == Case.Status.CONTACTING:
        for day in (3, 10):
            SessionFactory(case=case, missed=True, on=date(2016, 3, day))
    if case.status in LETTERS:
        how_far = LETTERS[case.status]
        declaration = declared(case, declared_on=date(2016, 6, 1))
        of_it = {"non_engagement": declaration, "returned_because": CONTENT}
        FeedbackFactory(case=case, not_engaging=True, **of_it, **LETTER, **how_far)


def _risk_of(case):
    done = {"completed": True} if case.pk % 2 else {}
    if not case.is_open:
        done = {"signed_off": True}
    AssessmentFactory(case=case, narrative=CONTENT, sent_back_because=CONTENT, **done)
    RiskUpdateFactory(case=case, rationale=CONTENT)
    StageRatingFactory(case=case, evidence=CONTENT)
    GoalOutcomeFactory(goal__case=case, goal__words=CONTENT, review__changed=CONTENT)
    OnwardReferralFactory(case=case, service=CONTENT, news=CONTENT)
    IncidentFactory(case=case, what=CONTENT)
    OrderFactory(case=case, conditions=CONTENT)
    CaseWarningFactory(case=case, evidence=CONTENT)
    InvolvementFactory(case=case, actions=CONTENT)
    JusticeCheckFactory(case=case, note=CONTENT)
    if case.is_open:
        EligibilityQueryFactory(case=case)
    _known_of(case)


def _known_of(case):
    """What is found out besides: children, agencies, notes, answers."""
    Perpetrator.objects.filter(pk=case.perpetrator_id).update(contact_warning=CONTENT)
    child = ChildFactory(perpetrator=case.perpetrator)
    ChildStatusFactory(child=child)
    known = PractitionerFactory(name=PRACTITIONER, agency__sector="HEALTH")
    AgencyInvolvementFactory(
        perpetrator=case.perpetrator, agency=known.agency, practitioner=known
    )
    EqualityRecordFactory(perpetrator=case.perpetrator, answered=True)
    note = CaseNoteFactory(case=case, text=CONTENT)
    NoteAddendumFactory(note=note, text=CONTENT)
    CaseNoteFactory(case=case, text=CONTENT, open=True)


def _around_a_young_person(worker, named):
    case = CaseFactory(
        borough__code="WCC",
        worker=worker,
        post__code="YPS",
        referral__worker=worker,
        **{f"referral__{name}": value for name, value in named.items()},
    )
    # Today's first appointment: whoever follows links from home comes here first.
    SessionFactory(case=case, on=date(2016, 7, 15), starts_at=time(8))
    FeedbackFactory(case=case, kind="ENGAGED", sent=True, sent_to=PRACTITIONER, **LETTER)
    YouthDetailFactory(
        case=case,
        competence="COMPETENT",
        competence_reasons=CONTENT,
        attendance="VOLUNTARY",
    )
    AssetSummaryFactory(case=case)
