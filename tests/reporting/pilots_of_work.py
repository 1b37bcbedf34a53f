"""More of an invented pilot: what is done on its cases, and for practitioners."""

import random
from datetime import date, timedelta

from cases.actions import keep_first_attempt, keep_stages, keep_told
from cases.models import (
    Bridge,
    Case,
    CaseBorough,
    CaseMove,
    ChildStatus,
    EarlierClosure,
    EqualityRecord,
    FileAudit,
    Involvement,
    JusticeCheck,
    OnwardReferral,
    StageRating,
)
from cases.models.answers import CORE
from pilot.actions import keep_settled
from pilot.models import Complaint
from referrals.actions import keep_clock, keep_gain
from referrals.models import (
    Agency,
    AnswerPoint,
    Practitioner,
    TrainingEvent,
)
from tests.factories import (
    AgencyFactory,
    AttendanceFactory,
    CampaignActivityFactory,
    ChildFactory,
    ChildStatusFactory,
    ComplaintFactory,
    ConcernEntryFactory,
    ConcernFactory,
    ConfidenceResponseFactory,
    ConfidenceSlipFactory,
    ConsultationFactory,
    ContactAttemptFactory,
    FeedbackFactory,
    FileAuditFactory,
    InvolvementFactory,
    JusticeCheckFactory,
    LiaisonMeetingFactory,
    NonEngagementFactory,
    OnwardReferralFactory,
    PractitionerFactory,
    SafetyCheckFactory,
    SafetyNoticeFactory,
    StageRatingFactory,
    TrainingEventFactory,
    at,
)

DAY = timedelta(days=1)
REPLACED = {"is_replaced": True, "withdrawal_reason": "Entered twice"}


class Work:
    """What is done on cases and for practitioners, by chances of its own."""

    def __init__(self, pilot, seed):
        self.pilot = pilot
        self.chance = (
            seed if isinstance(seed, random.Random) else random.Random(f"work {seed}")
        )
        # Of its own, so that it shifts nothing else.
        self.governance = (
            seed if isinstance(seed, random.Random) else random.Random(f"governance {seed}")
        )
        self.practitioners = []
        self.bring_teams()

    def some(self, share):
        return self.chance.random() < share

    def after(self, day, most):
        return day + self.chance.randrange(most + 1) * DAY

    def stands(self):
        return REPLACED if self.some(0.15) else {}

    def bring_teams(self):
        """Teams of every borough and of none, in every sector, with people in them."""
        for borough in (*self.pilot.boroughs, None):
            for sector in self.chance.sample(list(Agency.Sector), 3):
                team = AgencyFactory(borough=borough, sector=sector)
                self.practitioners += PractitionerFactory.create_batch(2, agency=team)

    def refer(self, referral):
        """Who sent it, what was known of the person, and whether they came before."""
        if self.some(0.7):
            who = self.chance.choice(self.practitioners)
            referral.agency, referral.sector = who.agency, who.agency.sector
            referral.practitioner = who if self.some(0.8) else None
        else:
            referral.source = self.chance.choice(["SELF", "FAMILY", "OTHER"])
        referral.early_flag = self.chance.choice(["YES", "YES", "NO", "UNKNOWN"])
        referral.campaign = self.chance.choice(["NONE", "NOT_ASKED", "POSTER", "NOT_KNOWN"])
        referral.route = self.chance.choice(["DIRECT", "DIRECT", "CAMPAIGN"])
        referral.awareness = self.chance.choice(["YES", "NO"])

    def begin(self, case, moves_on, moves_to):
        """The history of a case: where it counts, whether it moved, and who tried."""
        recorded = {"recorded_at": at(case.opened_on), "recorded_by": case.worker}
        Bridge.objects.create(case=case)
        CaseMove.objects.create(
            case=case, to="OPEN", effective_on=case.opened_on, **recorded
        )
        CaseBorough.objects.create(
            case=case, borough=case.borough, starts_on=case.opened_on, **recorded
        )
        if case.opened_on < moves_on <= self.pilot.today and moves_to != case.borough:
            CaseBorough.objects.create(
                case=case,
                borough=moves_to,
                was=case.borough,
                starts_on=moves_on,
                **recorded,
            )
        if case.referral.awareness == "NO":
            self.check_safety(case)
        for _ in range(self.chance.randrange(3)):
            on = self.after(case.opened_on, 14)
            ContactAttemptFactory(case=case, on=on, **self.stands())

    def check_safety(self, case):
        for _ in range(self.chance.randrange(3)):
            result = self.chance.choice(["SAFE", "SAFE", "HOLD", "NOT_SAFE"])
            approved = {} if result != "NOT_SAFE" else {"approved_by": None}
            SafetyCheckFactory(
                referral=case.referral,
                on=self.after(case.referral.received_on, 12),
                result=result,
                **approved,
                **self.stands(),
            )

    def go_on(self, case):
        """What is rated, found and arranged on the case."""
        keep_first_attempt(case)
        keep_clock(case.referral)
        self.audit(case)
        borough_on = {"borough": case.borough}
        for _ in range(self.chance.randrange(6)):
            StageRatingFactory(
                case=case,
                on=self.after(case.opened_on, 90),
                stage=self.chance.choice(StageRating.Stage.values),
                **self.stands(),
            )
        keep_stages(case)
        if self.some(0.8):
            self.go_elsewhere(case)
        if self.some(0.4):
            self.declare(case)
        for _ in range(self.chance.randrange(3)):
            JusticeCheckFactory(
                case=case,
                borough=self.chance.choice(self.pilot.boroughs),
                on=self.after(case.opened_on, 90),
                found=self.chance.choice([JusticeCheck.Found.CHARGED, "NFA", "CUSTODY"]),
                **self.stands(),
            )
        if self.some(0.3):
            InvolvementFactory(
                link=True,
                case=case,
                **borough_on,
                kind=self.chance.choice(["CSE", "SYV"]),
                level=self.chance.choice(Involvement.Level.values),
                on=self.after(case.opened_on, 60),
                **self.stands(),
            )
        if self.some(0.3):
            child = ChildFactory(
                perpetrator=case.perpetrator,
                withdrawal_reason=self.chance.choice(["", "", "Another family's"]),
            )
            for day in range(self.chance.randrange(3)):
                self.status(child, case.opened_on + day * DAY)
        if not EqualityRecord.objects.filter(perpetrator=case.perpetrator).exists():
            self.ask(case)

    def status(self, child, day):
        status = self.chance.choice(["CIN", "CPP", "LAC_CO", "NONE"])
        category = ChildStatus.Category.NEGLECT if status == "CPP" else ""
        ChildStatusFactory(child=child, starts_on=day, status=status, category=category)

    def ask(self, case):
        if self.some(0.8):
            answers = dict.fromkeys(CORE, "DECLINED")
            if self.some(0.4):
                answers[self.chance.choice(CORE)] = self.chance.choice(
                    ["NOT_ASKED", "NOT_KNOWN"]
                )
            EqualityRecord.objects.create(
                perpetrator=case.perpetrator,
                asked_on=case.opened_on,
                asked_by=case.worker,
                **answers,
            )

    def go_elsewhere(self, case):
        made_on = self.after(case.opened_on, 60)
        began = {}
        if self.some(0.6):
            began = {
                "started_on": self.after(made_on, 120),
                "start_borough": self.chance.choice(self.pilot.boroughs),
            }
        OnwardReferralFactory(
            case=case,
            made_on=made_on,
            destination=self.chance.choice(
                [OnwardReferral.Destination.DVPP_DVIP, "DVPP_OTHER", "SUBST"]
            ),
            **began,
            **self.stands(),
        )

    def declare(self, case):
        """A declaration, perhaps a letter, and partner support told before or after it."""
        on = self.after(case.opened_on, 60)
        declaration = NonEngagementFactory(
            case=case,
            declared_on=on,
            borough=self.chance.choice(self.pilot.boroughs),
            **self.stands(),
        )
        sent_on = self.after(on, 9)
        if self.some(0.8):
            notice_on = self.chance.choice([on, on, sent_on + DAY])
            SafetyNoticeFactory(case=case, kind="NOT_ENGAGING", sent_at=at(notice_on, 18))
        if self.some(0.7):
            FeedbackFactory(
                case=case,
                kind="NONENG_RISK",
                non_engagement=declaration,
                sent=True,
                sent_on=sent_on,
                approved_at=at(on),
                **self.stands(),
            )
        keep_told(declaration)

    def end(self, case):
        """The history of its ending, and now and then of an earlier one taken back.

        Nothing happens on a case while it is closed, so it does not move then either.
        """
        case.refresh_from_db()
        ends_on = case.closed_on or date.max
        if case.boroughs.filter(starts_on__gt=ends_on).delete()[0]:
            stays = case.boroughs.latest("starts_on").borough
            Case.objects.filter(pk=case.pk).update(borough=stays)
        closed_on = self.after(case.opened_on, 30)
        reopened_on = self.after(closed_on, 20)
        moved = case.boroughs.filter(starts_on__gt=closed_on, starts_on__lte=reopened_on)
        if self.some(0.3) and reopened_on <= ends_on and not moved.exists():
            self.move(case, "CLOSING", "CLOSED", closed_on)
            self.move(case, "CLOSED", "REVIEW", reopened_on)
            EarlierClosure.objects.create(
                case=case,
                closed_on=closed_on,
                reopened_on=reopened_on,
                reason="COMPLETED",
                outcome="It ended.",
            )
        if case.closed_on:
            self.move(case, "CLOSING", "CLOSED", case.closed_on)

    def move(self, case, was, to, on):
        CaseMove.objects.create(
            case=case,
            was=was,
            to=to,
            effective_on=on,
            recorded_at=at(on),
            recorded_by=case.worker,
        )

    def help_practitioners(self, number):
        """Consultations, training with answers, meetings and the campaign."""
        for _ in range(number):
            self.complain()
            who = self.chance.choice(self.practitioners)
            status = self.chance.choice([{}, {}, {"booked": True}, {"cancelled": True}])
            ConsultationFactory(
                practitioner=who,
                borough=who.agency.borough,
                worker=self.pilot.worker,
                on=self.pilot.day(),
                **status,
                **self.stands(),
            )
        for _ in range(number // 3):
            self.train()
            LiaisonMeetingFactory(
                borough=self.chance.choice(self.pilot.boroughs),
                worker=self.pilot.worker,
                on=self.pilot.day(),
                practitioners=self.practitioners[:1],
                **self.stands(),
            )
            self.raise_concern()
            starts_on = self.pilot.day()
            codes = [borough.pk for borough in self.pilot.boroughs]
            CampaignActivityFactory(
                starts_on=starts_on,
                ends_on=starts_on,
                boroughs=self.chance.sample(codes, self.chance.choice([1, 1, 2, 3])),
                recorded_by=self.pilot.worker,
                **self.chance.choice([{}, {"reach": 40, "measure": "COPIES"}]),
                **self.stands(),
            )

    def raise_concern(self):
        """Some are resolved or closed, after a pause or without one."""
        on = self.pilot.day()
        paused_on = self.after(on, 9)
        resumed_on = self.after(paused_on, 9)
        ended_at = at(self.after(resumed_on, 30))
        how = self.chance.choice(
            [
                {},
                {"status": "CLOSED", "closed_at": ended_at, "due_on": None},
                {
                    "status": "RESOLVED",
                    "resolved_at": ended_at,
                    "acknowledged_at": at(on),
                    "answered_at": at(on),
                    "due_on": None,
                },
            ]
        )
        concern = ConcernFactory(
            borough=self.chance.choice(self.pilot.boroughs),
            raised_at=at(on),
            raised_by=self.pilot.worker,
            **how,
        )
        if self.some(0.5):
            for kind, day in (("PAUSED", paused_on), ("RESUMED", resumed_on)):
                ConcernEntryFactory(
                    concern=concern,
                    kind=kind,
                    written_at=at(day),
                    written_by=self.pilot.worker,
                )
        keep_settled(concern)

    def audit(self, case):
        """Its file is drawn, for the borough it has then, and perhaps graded."""
        if self.governance.random() < 0.5:
            return
        drawn_on = case.opened_on + self.governance.randrange(90) * DAY
        graded = {}
        if self.governance.random() < 0.7:
            graded_on = drawn_on + self.governance.randrange(20) * DAY
            grade = self.governance.choice(FileAudit.Grade.values)
            graded = {"graded": True, "audited_on": graded_on, "grade": grade}
        FileAuditFactory(
            case=case,
            borough=self.governance.choice(self.pilot.boroughs),
            sampled_on=drawn_on,
            auditor=self.pilot.worker,
            **graded,
        )

    def complain(self):
        """A complaint or an incident, some of them recorded by mistake."""
        came_on = date(2015, 9, 1) + self.governance.randrange(420) * DAY
        ended = {"status": "CLOSED", "closed_on": came_on, "outcome": "MISTAKE"}
        ComplaintFactory(
            borough=self.governance.choice(self.pilot.boroughs),
            kind=self.governance.choice(["COMPLAINT"] * 2 + Complaint.Kind.values),
            received_on=came_on,
            due_on=came_on,
            recorded_by=self.pilot.worker,
            **(ended if self.governance.random() < 0.2 else {}),
        )

    def train(self):
        event = TrainingEventFactory(
            on=self.pilot.day(),
            trainer=self.pilot.worker,
            status=TrainingEvent.Status.DELIVERED,
        )
        for who in self.chance.sample(self.practitioners, 6):
            came = self.chance.choice([True, True, True, False, None])
            place = AttendanceFactory(event=event, practitioner=who, has_attended=came)
            slip = ConfidenceSlipFactory(attendance=place)
            always = [self.governance.choice([3, 4]) for _ in range(5)]
            says_the_same = self.governance.random() < 0.2
            for point in AnswerPoint.values:
                if self.some(0.75):
                    items = [self.chance.choice([None, 1, 2, 3, 4, 5, 4]) for _ in range(5)]
                    items = always if says_the_same else items
                    ConfidenceResponseFactory(
                        slip=slip,
                        point=point,
                        items=items,
                        recorded_by=self.pilot.worker,
                    )
            keep_gain(place)
        merged = self.chance.choice(self.practitioners)
        into = self.chance.choice(self.practitioners)
        if merged != into and merged.merged_into is None and into.merged_into is None:
            Practitioner.objects.filter(pk=merged.pk).update(
                merged_into=into, is_retired=True
            )
