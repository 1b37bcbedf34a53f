"""Invented people, cases and work on them."""

from datetime import date, time, timedelta

import factory
from factory.django import DjangoModelFactory

from cases.models import (
    Activity,
    AgencyInvolvement,
    Assessment,
    AssetSummary,
    Bridge,
    Case,
    CaseAllocation,
    CaseBorough,
    CaseMove,
    CaseNote,
    CaseWarning,
    Child,
    ChildStatus,
    ContactAttempt,
    DomainRating,
    EligibilityQuery,
    EqualityRecord,
    Feedback,
    Goal,
    GoalOutcome,
    Incident,
    InformationSource,
    Involvement,
    JusticeCheck,
    Method,
    NonEngagement,
    NoteAddendum,
    OnwardReferral,
    Order,
    Perpetrator,
    PlanReview,
    RiskLevel,
    RiskTrigger,
    RiskUpdate,
    SafetyNotice,
    Session,
    StageRating,
    Task,
    Terms,
    WarningReview,
    YouthDetail,
)
from pilot import calendar
from tests.factories.pilot import (
    GIVEN_NAMES,
    SURNAMES,
    THREE_DAYS,
    BoroughFactory,
    CaseworkerFactory,
    PostFactory,
    UserFactory,
    at,
)
from tests.factories.referrals import AgencyFactory, ReferralFactory

A_WEEK, DAYS_LATER = timedelta(days=7), timedelta(days=21)


class PerpetratorFactory(DjangoModelFactory):
    class Meta:
        model = Perpetrator

    given_names = factory.Iterator(GIVEN_NAMES)
    surname = factory.Iterator(SURNAMES)
    born_on = factory.Sequence(lambda n: date(1980, 1, 1) + timedelta(days=n * 37 % 6000))


class CaseBoroughFactory(DjangoModelFactory):
    """The borough that a case counts for from a day on."""

    class Meta:
        model = CaseBorough

    case = factory.SubFactory("tests.factories.CaseFactory")
    borough = factory.SubFactory(BoroughFactory)
    starts_on = date(2016, 4, 1)
    recorded_at = factory.LazyAttribute(lambda row: at(row.starts_on))


class CaseMoveFactory(DjangoModelFactory):
    """A case opened, on the day it did. Rows only: the case's own status is not moved."""

    class Meta:
        model = CaseMove

    case = factory.SubFactory("tests.factories.CaseFactory")
    to = Case.Status.OPEN
    effective_on = factory.SelfAttribute("case.opened_on")
    recorded_at = factory.LazyAttribute(lambda row: at(row.effective_on))
    recorded_by = factory.SelfAttribute("case.worker")


class CaseAllocationFactory(DjangoModelFactory):
    """A case is its worker's. `cover=True`: another looks after it for a fortnight."""

    class Meta:
        model = CaseAllocation

    class Params:
        cover = factory.Trait(
            is_cover=True,
            starts_on=factory.LazyFunction(calendar.today),
            ends_on=factory.LazyAttribute(lambda row: row.starts_on + timedelta(days=13)),
            reason="On leave",
        )

    case = factory.SubFactory("tests.factories.CaseFactory")
    worker = factory.SelfAttribute("case.worker")
    starts_on = factory.SelfAttribute("case.opened_on")
    recorded_at = factory.LazyAttribute(lambda row: at(row.starts_on))


class TermsFactory(DjangoModelFactory):
    """The agreement to work, all explained and accepted a week after the case opened."""

    class Meta:
        model = Terms

    case = factory.SubFactory("tests.factories.CaseFactory")
    explained_on = factory.LazyAttribute(lambda row: row.case.opened_on + timedelta(days=7))
    is_accepted = True
    has_confidentiality = has_partner_contact = has_sharing = True
    recorded_at = factory.LazyAttribute(lambda row: at(row.explained_on))
    recorded_by = factory.SelfAttribute("case.worker")


class BridgeFactory(DjangoModelFactory):
    """What partner support has answered about a case so far: nothing yet."""

    class Meta:
        model = Bridge

    case = factory.SubFactory("tests.factories.cases.CaseFactory", bridge=None)


class SafetyNoticeFactory(DjangoModelFactory):
    """Partner support was told that the work started, and has not answered."""

    class Meta:
        model = SafetyNotice

    case = factory.SubFactory("tests.factories.cases.CaseFactory")
    kind = SafetyNotice.Kind.STARTED
    sent_at = at(date(2016, 3, 1))
    sent_by = factory.SelfAttribute("case.worker")


class CaseFactory(DjangoModelFactory):
    """An open case from an accepted referral, with the person it names.

    Borough, post and worker are the referral's too; the worker holds the post's role in
    the borough unless one is given. `closed=True` ends it as planned; one that
    is suspended is looked at again in a fortnight. Its history begins with its opening.
    """

    class Meta:
        model = Case
        skip_postgeneration_save = True

    class Params:
        closed = factory.Trait(
            status=Case.Status.CLOSED,
            closed_on=factory.LazyAttribute(lambda row: row.opened_on + timedelta(days=90)),
            closure_reason=Case.ClosureReason.COMPLETED,
            closure_outcome="They kept to what they had planned.",
        )

    borough = factory.SubFactory(BoroughFactory)
    accepted_borough = factory.SelfAttribute("borough")
    post = factory.SubFactory(PostFactory)
    worker = factory.SubFactory(
        CaseworkerFactory,
        borough=factory.SelfAttribute("..borough"),
        role=factory.SelfAttribute("..post.code"),
    )
    opened_on = date(2016, 1, 14)
    suspension_review_on = factory.LazyAttribute(
        lambda row: (
            calendar.today() + timedelta(days=14)
            if row.status == Case.Status.SUSPENDED
            else None
        )
    )
    status = Case.Status.OPEN
    engaged_on = None
    engaged_after = factory.LazyAttribute(
        lambda row: row.engaged_on and (row.engaged_on - row.opened_on).days
    )
    engaged_borough = factory.LazyAttribute(
        lambda row: row.accepted_borough if row.engaged_on else None
    )
    is_first = factory.LazyAttribute(
        lambda row: not Case.objects.filter(perpetrator=row.perpetrator).exists()
    )
    referral = factory.SubFactory(
        ReferralFactory,
        accepted=True,
        borough=factory.SelfAttribute("..accepted_borough"),
        post=factory.SelfAttribute("..post"),
        worker=factory.SelfAttribute("..worker"),
        received_on=factory.LazyAttribute(
            lambda row: row.factory_parent.opened_on - THREE_DAYS
        ),
    )
    perpetrator = factory.SubFactory(
        PerpetratorFactory,
        given_names=factory.SelfAttribute("..referral.given_names"),
        surname=factory.SelfAttribute("..referral.surname"),
        born_on=factory.SelfAttribute("..referral.born_on"),
    )
    first_borough = factory.RelatedFactory(
        CaseBoroughFactory,
        factory_related_name="case",
        borough=factory.SelfAttribute("..accepted_borough"),
        starts_on=factory.SelfAttribute("..opened_on"),
    )
    bridge = factory.RelatedFactory(BridgeFactory, factory_related_name="case")
    opening = factory.RelatedFactory(CaseMoveFactory, factory_related_name="case")
    first_worker = factory.RelatedFactory(
        CaseAllocationFactory, factory_related_name="case"
    )


class SessionFactory(DjangoModelFactory):
    """An appointment a week after the case opened that nobody has recorded yet.

    `attended=True` and `missed=True` record it, `booked=True` puts it a week from today.
    Rows only: `cases.actions.keep_engagement` says what they mean for the case.
    """

    class Meta:
        model = Session

    class Params:
        attended = factory.Trait(
            outcome=Session.Outcome.ATT,
            minutes=50,
            record="Talked about the last fortnight and what had helped.",
            recorded_at=factory.LazyAttribute(lambda row: at(row.on, 16)),
            recorded_by=factory.SelfAttribute("worker"),
        )
        missed = factory.Trait(
            outcome=Session.Outcome.DNA,
            recorded_at=factory.LazyAttribute(lambda row: at(row.on, 16)),
            recorded_by=factory.SelfAttribute("worker"),
        )
        booked = factory.Trait(
            on=factory.LazyFunction(lambda: calendar.today() + timedelta(days=7)),
        )

    case = factory.SubFactory(CaseFactory)
    borough = factory.SelfAttribute("case.borough")
    worker = factory.SelfAttribute("case.worker")
    on = factory.LazyAttribute(lambda row: row.case.opened_on + timedelta(days=7))
    starts_at = time(14, 0)
    kind = Session.Kind.MOTIV
    method = Method.VISIT
    booked_at = factory.LazyAttribute(lambda row: at(row.case.opened_on))


class ContactAttemptFactory(DjangoModelFactory):
    class Meta:
        model = ContactAttempt

    case = factory.SubFactory(CaseFactory)
    borough = factory.SelfAttribute("case.borough")
    worker = factory.SelfAttribute("case.worker")
    on = factory.LazyAttribute(lambda row: row.case.opened_on + timedelta(days=2))
    method = Method.PHONE
    outcome = ContactAttempt.Outcome.NO_ANSWER
    recorded_at = factory.LazyAttribute(lambda row: at(row.on))


class ChildFactory(DjangoModelFactory):
    """A child of the person's, seven years old; `unborn=True` is not born yet."""

    class Meta:
        model = Child

    class Params:
        unborn = factory.Trait(born_on=None, is_unborn=True)

    perpetrator = factory.SubFactory(PerpetratorFactory)
    first_name = factory.Iterator(("Wren", "Robin", "Finch", "Lark"))
    born_on = date(2009, 3, 4)
    relationship = Child.Relationship.CHILD
    lives_with = Child.LivesWith.NO
    responsibility = Child.Responsibility.YES
    contact = Child.Contact.SUPERVISED
    recorded_at = at(date(2016, 2, 1))
    recorded_by = factory.SubFactory(UserFactory)


class ChildStatusFactory(DjangoModelFactory):
    class Meta:
        model = ChildStatus

    child = factory.SubFactory(ChildFactory)
    status = ChildStatus.Status.CIN
    starts_on = date(2016, 2, 1)
    authority = ChildStatus.Authority.LBHF
    source = InformationSource.CHILDRENS
    recorded_at = at(date(2016, 2, 2))
    recorded_by = factory.SubFactory(UserFactory)


class AgencyInvolvementFactory(DjangoModelFactory):
    class Meta:
        model = AgencyInvolvement

    perpetrator = factory.SubFactory(PerpetratorFactory)
    agency = factory.SubFactory(AgencyFactory, sector="HEALTH")
    role = "Drug worker"
    starts_on = date(2016, 2, 1)
    recorded_at = at(date(2016, 2, 2))
    recorded_by = factory.SubFactory(UserFactory)


class YouthDetailFactory(DjangoModelFactory):
    class Meta:
        model = YouthDetail

    case = factory.SubFactory(CaseFactory, post__code="YPS")
    holders = ["MOTHER"]
    consent = YouthDetail.Consent.YES


class AssetSummaryFactory(DjangoModelFactory):
    class Meta:
        model = AssetSummary

    case = factory.SubFactory(CaseFactory, post__code="YPS")
    tool = AssetSummary.Tool.ASSET_PLUS
    stage = AssetSummary.Stage.START
    done_on = date(2016, 2, 1)
    reoffending = AssetSummary.Rating.MEDIUM
    serious_harm = AssetSummary.Rating.HIGH
    safety = AssetSummary.Rating.MEDIUM
    recorded_at = at(date(2016, 2, 2))
    recorded_by = factory.SubFactory(UserFactory)


class EqualityRecordFactory(DjangoModelFactory):
    """Nothing asked yet; `answered=True` answers every question."""

    class Meta:
        model = EqualityRecord

    class Params:
        answered = factory.Trait(
            ethnicity="E11-04",
            sex="M",
            gender_identity="SAME",
            orientation="HET",
            condition="NO",
            effect="NOT_APPLICABLE",
            religion="NONE",
            marital_status="SINGLE",
            maternity="NOT_APPLICABLE",
            asked_on=date(2016, 2, 1),
            asked_by=factory.SubFactory(UserFactory),
        )

    perpetrator = factory.SubFactory(PerpetratorFactory)


class CaseNoteFactory(DjangoModelFactory):
    """A note of a week after the case opened, locked since; `open=True` is of today."""

    class Meta:
        model = CaseNote

    class Params:
        open = factory.Trait(
            on=factory.LazyFunction(calendar.today),
            written_at=factory.LazyFunction(lambda: at(calendar.today(), 0)),
            locks_at=factory.LazyFunction(
                lambda: calendar.end_of(calendar.add_working_days(calendar.today(), 1))
            ),
        )

    case = factory.SubFactory(CaseFactory)
    on = factory.LazyAttribute(lambda row: row.case.opened_on + timedelta(days=7))
    category = CaseNote.Category.CALL
    source = InformationSource.CHILDRENS
    text = "The social worker rang about the next core group."
    written_at = factory.LazyAttribute(lambda row: at(row.on))
    written_by = factory.SelfAttribute("case.worker")
    changed_at = factory.SelfAttribute("written_at")
    locks_at = factory.LazyAttribute(
        lambda row: calendar.end_of(calendar.add_working_days(row.on, 1))
    )


class NoteAddendumFactory(DjangoModelFactory):
    class Meta:
        model = NoteAddendum

    note = factory.SubFactory(CaseNoteFactory)
    source = InformationSource.CHILDRENS
    text = "The core group is on the 3rd, not the 2nd."
    written_at = factory.LazyAttribute(lambda row: row.note.locks_at + THREE_DAYS)
    written_by = factory.SelfAttribute("note.written_by")


class ActivityFactory(DjangoModelFactory):
    """A meeting for sessions to belong to: `SessionFactory(activity=…)`."""

    class Meta:
        model = Activity


class TaskFactory(DjangoModelFactory):
    """Something that the case's worker was asked to do last week, and has not done."""

    class Meta:
        model = Task

    class Params:
        done = factory.Trait(
            done_at=factory.LazyAttribute(lambda row: at(row.due_on, 16)),
            done_by=factory.SelfAttribute("assignee"),
        )

    case = factory.SubFactory(CaseFactory)
    assignee = factory.SelfAttribute("case.worker")
    what = "Send the referrer the dates of the next appointments"
    due_on = date(2016, 7, 18)
    made_at = at(date(2016, 7, 11))
    made_by = factory.SelfAttribute("case.worker")


class AssessmentFactory(DjangoModelFactory):
    """An initial assessment under way. `completed=True` waits for sign-off."""

    class Meta:
        model = Assessment

    class Params:
        completed = factory.Trait(
            status=Assessment.Status.COMPLETED,
            completed_on=factory.LazyAttribute(lambda row: row.started_on + DAYS_LATER),
            pattern=Assessment.Pattern.REPEAT,
            sources=["REFERRER", "SELF"],
            narrative="Two calls in a year, both after drinking.",
            risk_level=RiskLevel.MEDIUM,
            rationale="More often than a year ago, and no worse.",
            pathway=Assessment.Pathway.DVPP_DVIP,
        )
        signed_off = factory.Trait(
            completed=True,
            status=Assessment.Status.SIGNED_OFF,
            signed_off_at=factory.LazyAttribute(lambda row: at(row.completed_on, 16)),
            signed_off_by=factory.SubFactory(UserFactory),
        )

    case = factory.SubFactory(CaseFactory)
    kind = Assessment.Kind.INITIAL
    started_on = factory.LazyAttribute(lambda row: row.case.opened_on + A_WEEK)
    recorded_at = factory.LazyAttribute(lambda row: at(row.started_on))
    recorded_by = factory.SelfAttribute("case.worker")


class DomainRatingFactory(DjangoModelFactory):
    class Meta:
        model = DomainRating

    assessment = factory.SubFactory(AssessmentFactory, completed=True)
    domain = DomainRating.Domain.MOTIVATION
    concern = DomainRating.Concern.SOME
    evidence = "Comes for the children’s sake, he says."


class EntryFactory(DjangoModelFactory):
    """Something put on record about a case by its worker."""

    class Meta:
        abstract = True

    case = factory.SubFactory(CaseFactory)
    recorded_by = factory.SelfAttribute("case.worker")


class StageRatingFactory(EntryFactory):
    class Meta:
        model = StageRating

    on = factory.LazyAttribute(lambda row: row.case.opened_on + A_WEEK)
    stage = StageRating.Stage.CONTEMPLATION
    evidence = "Says it cannot go on like this, and cannot say what to do."
    recorded_at = factory.LazyAttribute(lambda row: at(row.on))


class GoalFactory(EntryFactory):
    class Meta:
        model = Goal

    place = 1
    words = "I want to leave the room before I shout."
    agreed_on = factory.LazyAttribute(lambda row: row.case.opened_on + DAYS_LATER)
    review_on = factory.LazyAttribute(lambda row: row.agreed_on + timedelta(weeks=6))
    recorded_at = factory.LazyAttribute(lambda row: at(row.agreed_on))


class PlanReviewFactory(EntryFactory):
    class Meta:
        model = PlanReview

    on = factory.LazyAttribute(lambda row: row.case.opened_on + timedelta(weeks=8))
    changed = "Leaves the room more often than not."
    next_on = factory.LazyAttribute(lambda row: row.on + timedelta(weeks=6))
    recorded_at = factory.LazyAttribute(lambda row: at(row.on))


class GoalOutcomeFactory(DjangoModelFactory):
    class Meta:
        model = GoalOutcome

    goal = factory.SubFactory(GoalFactory)
    review = factory.SubFactory(
        PlanReviewFactory, case=factory.SelfAttribute("..goal.case")
    )
    on = factory.SelfAttribute("review.on")
    outcome = GoalOutcome.Kind.PARTLY
    evidence = "Three times out of four, by his own diary."
    recorded_at = factory.LazyAttribute(lambda row: at(row.on))
    recorded_by = factory.SelfAttribute("goal.case.worker")


class RiskUpdateFactory(EntryFactory):
    class Meta:
        model = RiskUpdate

    on = factory.LazyAttribute(lambda row: row.case.opened_on + DAYS_LATER)
    trigger = RiskTrigger.PLANNED
    level = RiskLevel.MEDIUM
    rationale = "No new call, and the drinking is as it was."
    recorded_at = factory.LazyAttribute(lambda row: at(row.on))


class OnwardReferralFactory(EntryFactory):
    """Asked to take him, with news due. `nowhere=True`: nobody has to be asked."""

    class Meta:
        model = OnwardReferral

    class Params:
        nowhere = factory.Trait(
            destination=OnwardReferral.Destination.NONE_NEEDED,
            service="",
            follow_up_on=None,
        )
        started = factory.Trait(
            started_on=factory.LazyAttribute(lambda row: row.made_on + DAYS_LATER),
            start_borough=factory.SelfAttribute("borough"),
        )

    borough = factory.SelfAttribute("case.borough")
    destination = OnwardReferral.Destination.DVPP_DVIP
    service = "Intake team"
    made_on = factory.LazyAttribute(lambda row: row.case.opened_on + timedelta(weeks=10))
    follow_up_on = factory.LazyAttribute(lambda row: row.made_on + DAYS_LATER)
    recorded_at = factory.LazyAttribute(lambda row: at(row.made_on))


def ready_to_close(case: Case) -> Case:
    """What V-18 asks for is there: a case that is closing lacks nothing any more."""
    begun = case.moves.filter(to=Case.Status.CLOSING).order_by("-effective_on").first()
    day = begun.effective_on if begun else case.opened_on
    SafetyNoticeFactory(case=case, kind=SafetyNotice.Kind.CLOSING, sent_at=at(day))
    RiskUpdateFactory(case=case, on=day, trigger=RiskTrigger.CLOSING)
    OnwardReferralFactory(case=case, nowhere=True, made_on=day)
    FeedbackFactory(case=case, sent=True, sent_on=day)
    if not EqualityRecord.objects.filter(perpetrator=case.perpetrator).exists():
        EqualityRecordFactory(perpetrator=case.perpetrator, answered=True)
    return case


class IncidentFactory(EntryFactory):
    class Meta:
        model = Incident

    known_on = factory.LazyAttribute(lambda row: row.case.opened_on + DAYS_LATER)
    kind = Incident.Abuse.THREATS
    relationship = Incident.Relationship.EX_PARTNER
    source = InformationSource.POLICE
    police_reported = Incident.Reported.YES
    what = "Shouted threats in the street, with neighbours there."
    recorded_at = factory.LazyAttribute(lambda row: at(row.known_on))


class OrderFactory(EntryFactory):
    class Meta:
        model = Order

    kind = Order.Kind.NMO
    starts_on = date(2016, 2, 1)
    ends_on = date(2017, 1, 31)
    conditions = "Not to go to the address, or make contact."
    protects = Order.Protected.EX_PARTNER
    recorded_at = factory.LazyAttribute(lambda row: at(row.case.opened_on + DAYS_LATER))


class CaseWarningFactory(EntryFactory):
    """An active warning that is to be looked at again next month."""

    class Meta:
        model = CaseWarning

    kind = CaseWarning.Kind.ALONE
    evidence = "Blocked the door when a worker wanted to leave."
    raised_on = factory.LazyAttribute(lambda row: row.case.opened_on + A_WEEK)
    review_on = date(2016, 8, 15)
    recorded_at = factory.LazyAttribute(lambda row: at(row.raised_on))


class WarningReviewFactory(DjangoModelFactory):
    class Meta:
        model = WarningReview

    warning = factory.SubFactory(CaseWarningFactory)
    on = date(2016, 4, 4)
    by = factory.SelfAttribute("warning.case.worker")
    reason = "Still tense at the end of every session."
    next_on = date(2016, 8, 15)


class InvolvementFactory(EntryFactory):
    class Meta:
        model = Involvement

    class Params:
        link = factory.Trait(
            kind=Involvement.Kind.CSE,
            level=Involvement.Level.SUSPECTED,
            role=Involvement.Role.AT_RISK,
        )

    borough = factory.SelfAttribute("case.borough")
    kind = Involvement.Kind.MARAC
    on = factory.LazyAttribute(lambda row: row.case.opened_on + DAYS_LATER)
    source = InformationSource.POLICE
    held_by = "MARAC coordinator"
    actions = "Tell the meeting whether he comes to his sessions."
    recorded_at = factory.LazyAttribute(lambda row: at(row.on))


class JusticeCheckFactory(EntryFactory):
    class Meta:
        model = JusticeCheck

    borough = factory.SelfAttribute("case.borough")
    on = factory.LazyAttribute(lambda row: row.case.opened_on + DAYS_LATER)
    found = JusticeCheck.Found.CHARGED
    source = InformationSource.POLICE
    recorded_at = factory.LazyAttribute(lambda row: at(row.on))


class EligibilityQueryFactory(DjangoModelFactory):
    """A question that waits for the manager."""

    class Meta:
        model = EligibilityQuery

    case = factory.SubFactory(CaseFactory)
    reason = EligibilityQuery.Reason.JUSTICE
    asked_on = factory.LazyAttribute(lambda row: row.case.opened_on + DAYS_LATER)
    asked_by = factory.SelfAttribute("case.worker")


class NonEngagementFactory(EntryFactory):
    """A declaration six weeks into a case. Rows only: the case's own day is not kept."""

    class Meta:
        model = NonEngagement

    borough = factory.SelfAttribute("case.borough")
    declared_on = factory.LazyAttribute(lambda row: row.case.opened_on + timedelta(days=42))
    ground = NonEngagement.Ground.NO_CONTACT
    evidence = "3 attempts, 2 methods, 11 working days"
    recorded_at = factory.LazyAttribute(lambda row: at(row.declared_on))


class FeedbackFactory(EntryFactory):
    """The draft of a letter at the end of a case.

    `not_engaging=True` is the one that a declaration asks for. `submitted=True` waits for
    the manager; `approved=True`, `sent=True` and `acknowledged=True` are further on.
    """

    class Meta:
        model = Feedback

    class Params:
        not_engaging = factory.Trait(
            kind=Feedback.Kind.NONENG_RISK,
            non_engagement=factory.SubFactory(
                NonEngagementFactory, case=factory.SelfAttribute("..case")
            ),
            due_on=factory.LazyAttribute(lambda row: row.non_engagement.tell_by),
        )
        written = factory.Trait(
            work="Rang twice and wrote once.",
            risk="Medium. Not coming tells us nothing good.",
            advice="See the family together with the police.",
            next_steps="Tell us what you decide.",
        )
        submitted = factory.Trait(
            written=True,
            submitted_at=factory.LazyAttribute(lambda row: at(row.case.opened_on, 17)),
        )
        approved = factory.Trait(
            submitted=True,
            status=Feedback.Status.APPROVED,
            approved_at=factory.LazyAttribute(lambda row: at(row.case.opened_on, 18)),
            approved_by=factory.SubFactory(UserFactory),
        )
        sent = factory.Trait(
            approved=True,
            status=Feedback.Status.SENT,
            sent_on=factory.SelfAttribute("case.opened_on"),
            sent_to="Constable Fieldmouse",
            method=Feedback.Method.EMAIL,
        )
        acknowledged = factory.Trait(
            sent=True,
            status=Feedback.Status.ACKNOWLEDGED,
            acknowledged_on=factory.SelfAttribute("case.opened_on"),
        )

    kind = Feedback.Kind.CLOSURE
    recorded_at = factory.LazyAttribute(lambda row: at(row.case.opened_on, 16))


def never_reached(case: Case) -> Case:
    """Rung twice and written to over eleven working days, without an answer (P-02)."""
    for day, method in ((1, Method.PHONE), (8, Method.PHONE), (16, Method.LETTER)):
        on = date(2016, 2, day)
        ContactAttemptFactory(case=case, on=on, method=method)
    return case


def declared(case: Case, **fields) -> NonEngagement:
    """They do not engage, and the case knows it."""
    declaration = NonEngagementFactory(case=case, **fields)
    Case.objects.filter(pk=case.pk).update(
        non_engagement_declared_on=declaration.declared_on
    )
    case.refresh_from_db()
    return declaration
