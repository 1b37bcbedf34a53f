"""Invented people, cases and work on them."""

from datetime import date, time, timedelta

import factory
from factory.django import DjangoModelFactory

from cases.models import (
    Activity,
    AgencyInvolvement,
    AssetSummary,
    Bridge,
    Case,
    CaseBorough,
    CaseNote,
    Child,
    ChildStatus,
    ContactAttempt,
    EqualityRecord,
    InformationSource,
    Method,
    NoteAddendum,
    Perpetrator,
    SafetyNotice,
    Session,
    Task,
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
    the borough unless one is given. `closed=True` ends it as planned.
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
