"""A small invented pilot: everybody who works in it, and work in three of its quarters."""

from datetime import date, timedelta

from django.db import transaction

from cases.actions import keep_engagement
from cases.models import Case, Perpetrator
from pilot.demonstration import EVERYWHERE, PEOPLE
from pilot.models import ApportionmentKey, WorkDay
from referrals.models import ConfidenceSlip
from tests.factories import (
    AbsenceFactory,
    AccreditationFactory,
    AgencyFactory,
    AgencyInvolvementFactory,
    AgendaItemFactory,
    ApprovalFactory,
    AssessmentFactory,
    AssetSummaryFactory,
    AttendanceFactory,
    AuditEventFactory,
    BoroughFactory,
    CampaignActivityFactory,
    CaseAllocationFactory,
    CaseClearanceFactory,
    CaseFactory,
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
    ContractDocumentFactory,
    ContractRiskFactory,
    CostShareFactory,
    CostSheetFactory,
    DashAssessmentFactory,
    DomainRatingFactory,
    DraftFactory,
    EligibilityQueryFactory,
    EqualityAssessmentFactory,
    EqualityRecordFactory,
    ExtensionFactory,
    FeedbackFactory,
    FileActionFactory,
    FileAuditFactory,
    ForecastMonthFactory,
    GoalFactory,
    GoalOutcomeFactory,
    GroupMeetingFactory,
    IncidentFactory,
    IntegratedReviewFactory,
    InvolvementFactory,
    JusticeCheckFactory,
    LiaisonMeetingFactory,
    MaracDecisionFactory,
    MembershipFactory,
    NoteAddendumFactory,
    OnwardReferralFactory,
    OrderFactory,
    PartnerAllocationFactory,
    PartnerCaseFactory,
    PartnerContactFactory,
    PartnerNotificationFactory,
    PartnerOutcomeFactory,
    PartnerResponseFactory,
    PostFactory,
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
    SiteFactory,
    StageRatingFactory,
    SupervisionFactory,
    SupervisionPointFactory,
    SupportOfferFactory,
    TaskFactory,
    TrainingEventFactory,
    UserFactory,
    VarianceCommentFactory,
    VariationFactory,
    WarningReviewFactory,
    WorkDayFactory,
    YouthDetailFactory,
    declared,
    never_reached,
    ready_to_close,
)

Status = Case.Status

WORKERS = ("cjw", "fsw", "yps")
LONG_NAME = "Bartholomew-Featherstonehaugh"


class PilotYear:
    """A little of everything, each by the name a journey calls it."""

    @transaction.atomic
    def __init__(self):
        self.people = {
            username: _person(username, invented) for username, invented in PEOPLE.items()
        }
        self.role = self.people["fsw"].memberships.first()
        self.left = UserFactory(username="left", is_active=False)
        MembershipFactory(user=self.left, borough=_borough(), ended=True)
        team = AgencyFactory(name="Hammersmith community safety unit", borough=_borough())
        self.practitioner = PractitionerFactory(agency=team, name="Constable Fieldmouse")
        self.team = team
        self._referrals()
        self._cases()
        self._training()
        self._days()
        self._money()
        self._governance()
        self._returns()
        self._concerns()
        self._support()
        self._files()
        DraftFactory(
            user=self.people["cjw"],
            path="/referrals/record/2222-2222/",
            answers="post=CJW&given_names=Dill&surname=Vetch",
        )
        self._advice()
        self.draft = DraftFactory(
            user=self.people["cjw"],
            path=f"/cases/{self.at_work.reference}/session/",
            title="Log an intervention",
            answers="outcome=ATT&record=We+talked+about+Sundays&minutes=45",
            answered=3,
        )

    @transaction.atomic
    def fill_lists(self):
        """Enough rows for every list to run over a page."""
        for n in range(30):
            worker, borough = WORKERS[n % 3] if n > 24 else "cjw", EVERYWHERE[n % 3]
            opened_on = date(2015, 10, 12) + timedelta(days=8 * n)
            case = self._case(worker, borough, opened_on, Status.CONTACTING)
            self._worked_on(case, weeks=n % 3)
        AuditEventFactory.create_batch(
            55, by=self.people["manager"], target_type="pilot.agreement"
        )

    def _referrals(self):
        cjw = PostFactory(code="CJW")
        waits = {"post": cjw, "borough": _borough(), "agency": self.team}
        self.waiting = ReferralFactory(
            given_names="Alder",
            surname="Quillfeather",
            received_on=date(2016, 7, 13),
            fit=date(2016, 7, 13),
            **waits,
        )
        self.overdue = ReferralFactory(
            given_names="Bracken", surname=LONG_NAME, received_on=date(2016, 6, 20), **waits
        )
        self.unfit = ReferralFactory(
            post=PostFactory(code="FSW"), borough=_borough(), agency=self.team
        )
        self.unplaced = ReferralFactory(
            given_names="Clover",
            surname="Ryemeadow",
            received_on=date(2016, 7, 11),
            post=cjw,
            without_borough=True,
        )
        self.declined = ReferralFactory(
            given_names="Dill",
            surname="Saltmarsh",
            received_on=date(2016, 5, 9),
            declined=True,
            worker=self.people["cjw"],
            decided_by=self.people["cjw"],
            decision_note="We told the constable why.",
            **waits,
        )
        self.notice = ReferralNoticeFactory(referral=self.declined, kind="ACK")
        ReferralFactory(
            received_on=date(2016, 5, 3),
            declined=True,
            screening_by=self.people["cjw"],
            is_held=True,
            hold_reason="An inquiry asked for it",
            **waits,
        )
        self.asked = ReferralFactory(
            received_on=date(2016, 6, 24), pending=True, awareness="NO", **waits
        )
        QuestionFactory(referral=self.asked)
        self.unaware = ReferralFactory(
            received_on=date(2016, 7, 12), screening=True, awareness="NO", **waits
        )
        self.safety_check = SafetyCheckFactory(
            referral=self.unaware,
            approved_by=None,
            conditions="By letter first, and never on a Monday.",
        )

    def _files(self):
        """A file to grade, one with something to put right, and complaints."""
        drawn = {"auditor": self.people["auditor"]}
        self.file_to_grade = FileAuditFactory(case=self.at_work, **drawn)
        self.file_graded = FileAuditFactory(case=self.suspended, to_do=True, **drawn)
        self.file_action = FileActionFactory(audit=self.file_graded)
        self.complaint = ComplaintFactory(borough=_borough())
        self.complaint_answered = ComplaintFactory(borough=_borough(), answered=True)

    def _advice(self):
        given = {"worker": self.people["fsw"], "borough": _borough()}
        self.consultation = ConsultationFactory(**given, follow_up_on=date(2016, 7, 12))
        self.consultation_booked = ConsultationFactory(
            **given, booked=True, on=date(2016, 7, 21)
        )
        self.liaison = LiaisonMeetingFactory(**given)
        self.campaign = CampaignActivityFactory(reach=120, measure="COPIES")

    def _cases(self):
        self.new = self._case("cjw", "LBHF", date(2016, 7, 8))
        self.at_work = self._case(
            "cjw", "LBHF", date(2016, 1, 14), Case.Status.INTERVENTION
        )
        self._worked_on(self.at_work, weeks=12)
        self.awaiting = SessionFactory(case=self.at_work, on=date(2016, 7, 14))
        self.booked = SessionFactory(case=self.at_work, booked=True)
        self.attempt = self.at_work.attempts.get()
        TaskFactory(case=self.at_work, assignee=self.people["manager"])
        held = {"worker": self.people["cjw"], "supervisor": self.people["manager"]}
        self.supervision = SupervisionFactory(**held, open=True)
        SupervisionPointFactory(supervision=self.supervision, case=self.at_work)
        self.suspended = self._case("cjw", "LBHF", date(2016, 2, 4), Status.SUSPENDED)
        self.closing = self._case("cjw", "LBHF", date(2015, 12, 3), Status.CLOSING)
        ready_to_close(self.closing)
        self.cover = CaseAllocationFactory(
            case=self.suspended, worker=self.people["fsw"], cover=True
        )
        alert = {"kind": "URGENT", "text": "He says he will go there tonight."}
        SafetyNoticeFactory(case=self.at_work, **alert)
        self._risk()
        self._letters()
        self.closed = self._case("cjw", "LBHF", date(2015, 11, 3), closed=True)
        self._worked_on(self.closed, weeks=6)
        self.elsewhere = self._case("fsw", "RBKC", date(2016, 4, 5), Status.ASSESSMENT)
        self._worked_on(self.elsewhere, weeks=3)

    def _risk(self):
        """What is put on record of the case at work, some of it put right or overdue."""
        case = {"case": self.at_work}
        self.assessment = AssessmentFactory(signed_off=True, **case)
        self.under_way = AssessmentFactory(
            kind="REVIEW", started_on=date(2016, 7, 1), sent_back_because="Why?", **case
        )
        self.to_read = AssessmentFactory(case__borough=_borough(), completed=True)
        for assessment in (self.assessment, self.to_read):
            DomainRatingFactory(assessment=assessment)
        wrong = RiskUpdateFactory(level="HIGH", is_replaced=True, **case)
        RiskUpdateFactory(replaces=wrong, correction_reason="Typing", **case)
        self.rating = RiskUpdateFactory(on=date(2016, 3, 30), level="HIGH", **case)
        StageRatingFactory(**case)
        StageRatingFactory(on=date(2016, 4, 4), stage=4, **case)
        goal = GoalFactory(**case)
        GoalOutcomeFactory(goal=goal)
        GoalFactory(place=2, words=f"Be kinder to the {LONG_NAME} side of us.", **case)
        IncidentFactory(**case)
        OrderFactory(ends_on=date(2016, 7, 20), **case)
        self.warning = CaseWarningFactory(review_on=date(2016, 6, 1), **case)
        WarningReviewFactory(warning=self.warning)
        CaseWarningFactory(kind="WEAPON", **case)
        self.onward = OnwardReferralFactory(follow_up_on=date(2016, 7, 1), **case)
        self.meeting = InvolvementFactory(**case)
        InvolvementFactory(link=True, **case)
        JusticeCheckFactory(**case)
        EligibilityQueryFactory(**case)
        self._around(self.at_work)
        self.young = self._case("yps", "WCC", date(2016, 2, 1), Status.INTERVENTION)
        YouthDetailFactory(case=self.young)
        self.summary = AssetSummaryFactory(case=self.young)

    def _letters(self):
        """Somebody who does not engage, and letters to referrers at every step."""
        contacting = Status.CONTACTING
        self.unreached = self._case("cjw", "LBHF", date(2016, 1, 25), contacting)
        declaration = declared(never_reached(self.unreached), declared_on=date(2016, 7, 4))
        about = {"case": self.unreached, "not_engaging": True}
        why = {"returned_because": "Say who is to see the children."}
        self.letter = FeedbackFactory(**about, non_engagement=declaration, **why)
        other = self._case("cjw", "LBHF", date(2016, 3, 7), contacting)
        self.letter_to_read = FeedbackFactory(
            case=other, not_engaging=True, non_engagement=declared(other), submitted=True
        )
        self.letter_ready = FeedbackFactory(case=self.at_work, kind="REVIEW", approved=True)
        self.letter_sent = FeedbackFactory(case=self.at_work, kind="ENGAGED", sent=True)

    def _around(self, case):
        """Everything that may be known of a person."""
        Perpetrator.objects.filter(pk=case.perpetrator_id).update(
            contact_warning="Never ring the landline", contact_ways=["CALL", "TEXT"]
        )
        case.perpetrator.refresh_from_db()
        self.child = ChildFactory(perpetrator=case.perpetrator)
        self.child_status = ChildStatusFactory(child=self.child)
        self.agency_around = AgencyInvolvementFactory(perpetrator=case.perpetrator)
        EqualityRecordFactory(
            perpetrator=case.perpetrator, answered=True, observed_ethnicity="W9"
        )
        self.locked = CaseNoteFactory(case=case, sensitivity="THIRD_PARTY")
        NoteAddendumFactory(note=self.locked)
        self.note = CaseNoteFactory(case=case, open=True)

    def _case(self, worker, borough, opened_on, status=Status.OPEN, **more):
        if not more:
            more = {"status": status}
        return CaseFactory(
            worker=self.people[worker],
            post__code=worker.upper(),
            borough=_borough(borough),
            opened_on=opened_on,
            **more,
        )

    def _worked_on(self, case, *, weeks):
        ContactAttemptFactory(case=case, note="Rang twice, no answer.")
        for week in range(1, weeks + 1):
            SessionFactory(
                case=case,
                on=case.opened_on + timedelta(weeks=week),
                next_plan="Look at the diary of the week together.",
                **({"missed": True} if week == 2 else {"attended": True}),
            )
        keep_engagement(case)

    def _training(self):
        """Training whose register is due today, and some whose people are due again."""
        trainer = {"trainer": self.people["fsw"], "recorded_by": self.people["fsw"]}
        self.training_today = TrainingEventFactory(on=date(2016, 7, 15), **trainer)
        self.training_given = TrainingEventFactory(
            on=date(2016, 5, 10),
            delivered=True,
            sectors=["POLICE", "CHILDRENS"],
            boroughs=["LBHF", "WCC"],
            **trainer,
        )
        for event in (self.training_today, self.training_given):
            for name in ("PC Wagtail", "Ms Linnet", LONG_NAME):
                colleague = PractitionerFactory(name=name)
                place = AttendanceFactory(event=event, practitioner=colleague)
                ConfidenceSlipFactory(attendance=place)
            ConfidenceSlipFactory(attendance__event=event, attendance__unnamed=True)
        slips = ConfidenceSlip.objects.filter(attendance__event=self.training_given)
        for number, slip in enumerate(slips):
            ConfidenceResponseFactory(slip=slip, items=(1, 2, 2, 3, 1))
            if number:
                ConfidenceResponseFactory(slip=slip, point="AFTER", items=(3, 4, 3, 3, 5))

    def _support(self):
        """Somebody who is supported, with work of every kind, and one nobody has tried."""
        mine = {"worker": self.people["psw"], "borough": _borough()}
        self.supported = PartnerCaseFactory(link__case=self.at_work, **mine)
        of = {"partner_case": self.supported}
        SafeContactPlanFactory(review_on=date(2016, 7, 1), **of)
        self.contact_plan = SafeContactPlanFactory(
            on=date(2016, 6, 1), read_by=self.people["psw"], **of
        )
        self.contact_detail = ContactDetailFactory(**of)
        PartnerContactFactory.create_batch(7, **of)
        PartnerResponseFactory(**of)
        PartnerNotificationFactory(**of)
        self.offer = SupportOfferFactory(**of)
        gone = {"is_replaced": True, "withdrawal_reason": "Another’s"}
        SupportOfferFactory(kind="REFUGE", **gone, **of)
        SafetyPlanFactory(review_on=date(2016, 7, 1), **of)
        self.dash = DashAssessmentFactory(yes=15, **of)
        SeverityGridFactory(**of)
        PartnerOutcomeFactory(words="I sleep again.", **of)
        self.partner_cover = PartnerAllocationFactory(cover=True, **of)
        self.marac = MaracDecisionFactory(**of)
        IntegratedReviewFactory(case=self.at_work)
        CaseClearanceFactory(case=self.at_work)
        SafetyNoticeFactory(case=self.at_work)
        self.identified = PartnerCaseFactory(
            scope="NOT_KNOWN", delivered_by="", person__surname=LONG_NAME, **mine
        )
        self.support_ended = PartnerCaseFactory(closed=True, **mine)

    def _money(self):
        """A cost, and what is said of the first borough's money."""
        self.cost = CostShareFactory(borough=_borough()).cost
        CostShareFactory(cost__kind="ACCRUAL", borough=_borough())
        ForecastMonthFactory(forecast__borough=_borough())
        VarianceCommentFactory(borough=_borough())
        self.sheet = CostSheetFactory(uploaded_by=self.people["finance"])
        self.apportionment_key = ApportionmentKey.objects.get(code="KEY_FSW")

    def _returns(self):
        """Returns on their way: written, with the officer, accepted and submitted."""
        written = ReturnFactory(borough=_borough(), draft=True)
        for code in ("achievements", "case_study"):
            ReturnTextFactory(
                of_return=written, code=code, written_by=self.people["finance"]
            )
        ReturnFactory(borough=_borough(), quarter="2016Q1", in_review=True)
        ReturnFactory(borough=_borough(), quarter="2016Q2", accepted_now=True)
        gone = ReturnFactory(borough=_borough("RBKC"), submitted_now=True)
        ReturnVersionFactory(of_return=gone)

    def _governance(self):
        """Records of the contract, a risk, a meeting, and what follows from it."""
        own = {"recorded_by": self.people["manager"]}
        self.approval = ApprovalFactory(borough=_borough(), approver=LONG_NAME, **own)
        self.document = ContractDocumentFactory(borough=_borough(), **own)
        self.assessment_of_equality = EqualityAssessmentFactory(**own)
        self.assessed = self.assessment_of_equality
        AccreditationFactory(valid_to=date(2016, 9, 1))
        self.variation = VariationFactory(borough=_borough(), number=1)
        self.extension = ExtensionFactory(borough=_borough("RBKC"))
        self.evidenced = ExtensionFactory(borough=_borough(), evidenced=True)
        self.agreed = ExtensionFactory(borough=_borough("WCC"), agreed=True)
        self.varied = VariationFactory(borough=_borough(), number=2, approved=True)
        self.contract_risk = ContractRiskFactory(
            borough=_borough(), review_on=date(2016, 7, 1), what=f"{LONG_NAME} " * 3
        )
        RiskScoreFactory(risk=self.contract_risk, on=date(2016, 1, 12), likelihood=5)
        RiskScoreFactory(risk=self.contract_risk)
        self.group_meeting = GroupMeetingFactory(on=date(2016, 7, 12), **own)
        self.item = AgendaItemFactory(meeting=self.group_meeting, place=1)
        AgendaItemFactory(meeting=self.group_meeting, place=2, decision="Noted")
        self.action = ContractActionFactory(
            meeting=self.group_meeting, owner=self.people["officer.lbhf"], what=LONG_NAME
        )
        done = {"done_on": date(2016, 7, 13), "outcome": "They answered"}
        ContractActionFactory(meeting=None, assessment=self.assessment_of_equality, **done)

    def _concerns(self):
        """One at each step: nobody answered, paused, resolved, and closed."""
        officer, manager = self.people["officer.lbhf"], self.people["manager"]
        raised = {"borough": _borough(), "raised_by": officer}
        self.concern = ConcernFactory(**raised)
        self.concern_paused = ConcernFactory(
            **raised,
            answered=True,
            severity="RED",
            paused_on=date(2016, 7, 14),
            due_on=None,
        )
        self.concern_resolved = ConcernFactory(**raised, resolved=True, from_scratch=True)
        ConcernFactory(**raised, closed=True, shared=True, escalated_on=date(2016, 7, 12))
        thread = {"concern": self.concern_paused}
        ConcernEntryFactory(**thread, kind="RAISED", written_by=officer)
        ConcernEntryFactory(**thread, kind="ANSWERED", side="PROVIDER", written_by=manager)
        ConcernEntryFactory(**thread, kind="PAUSED", side="PROVIDER", written_by=manager)
        own = {"owner": officer, "side": "COUNCIL"}
        self.concern_action = ConcernActionFactory(concern=self.concern, **own)
        ConcernActionFactory(concern=self.concern_paused, owner=manager)

    def _days(self):
        for worker in WORKERS:
            for month, borough in enumerate(EVERYWHERE * 3):
                WorkDayFactory(
                    post__code=worker.upper(),
                    user=self.people[worker],
                    borough=_borough(borough),
                    on=date(2015 + (month + 9) // 12, (month + 9) % 12 + 1, 12),
                )
        WorkDayFactory(
            post__code="CJW",
            user=self.people["cjw"],
            borough=_borough(),
            on=date(2016, 7, 15),
            activity=WorkDay.Activity.CASEWORK,
        )
        self.site = SiteFactory(borough=_borough())
        self.absence = AbsenceFactory(
            user=self.people["cjw"], cover=self.people["fsw"], starts_on=date(2016, 8, 8),
            ends_on=date(2016, 8, 19), recorded_by=self.people["manager"],
        )  # fmt: skip


def _person(username, invented):
    person = UserFactory(
        username=username,
        first_name=invented.first_name,
        last_name=invented.last_name,
    )
    for borough in invented.boroughs:
        MembershipFactory(user=person, role=invented.role, borough=_borough(borough))
    return person


def _borough(code="LBHF"):
    return BoroughFactory(code=code)
