"""Invented rows of the pilot itself: people, places, posts, the trail."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory, Password

from pilot import calendar
from pilot.models import (
    Absence,
    Accreditation,
    Agreement,
    Assumption,
    AssumptionDecision,
    AuditEvent,
    Borough,
    DayAllocation,
    Draft,
    Membership,
    ParameterChange,
    Pattern,
    PatternDay,
    Post,
    Site,
    Submission,
    User,
    WorkDay,
    WorkWeek,
)
from pilot.permissions import Role

BOROUGHS = {  # code: (place, name, council)
    "LBHF": (
        1,
        "Hammersmith and Fulham",
        "London Borough of Hammersmith and Fulham",
    ),
    "RBKC": (
        2,
        "Kensington and Chelsea",
        "Royal Borough of Kensington and Chelsea",
    ),
    "WCC": (3, "Westminster", "Westminster City Council"),
}


POSTS = {  # code: (place, title, days a week, base)
    "CJW": (1, Role.CRIMINAL_JUSTICE_WORKER.label, 5, "Community safety units"),
    "FSW": (2, Role.FAMILY_SUPPORT_WORKER.label, 4, "Children’s Services"),
    "YPS": (3, Role.YOUNG_PERPETRATOR_SPECIALIST.label, 5, "Youth Offending Service"),
}


THREE_DAYS = timedelta(days=3)
PASSWORD = "seven-geese-on-a-lawn"


GIVEN_NAMES = ("Alder", "Bracken", "Clover", "Dill", "Elm", "Furze", "Garnet", "Heath")


SURNAMES = ("Quillfeather", "Ryemeadow", "Saltmarsh", "Thistledown", "Umberley", "Vetch")


def at(day: date, hour: int = 10) -> datetime:
    """A moment in London on `day`."""
    return datetime.combine(day, time(hour), tzinfo=calendar.LONDON)


class BoroughFactory(DjangoModelFactory):
    """One of the three boroughs, by its code: asked for again, the same row."""

    class Meta:
        model = Borough
        django_get_or_create = ("code",)

    code = "LBHF"
    place = factory.LazyAttribute(lambda borough: BOROUGHS[borough.code][0])
    name = factory.LazyAttribute(lambda borough: BOROUGHS[borough.code][1])
    council_name = factory.LazyAttribute(lambda borough: BOROUGHS[borough.code][2])


class AgreementFactory(DjangoModelFactory):
    class Meta:
        model = Agreement
        django_get_or_create = ("borough",)

    borough = factory.SubFactory(BoroughFactory)
    provider = "Domestic Violence Intervention Project"
    charity_number = "1083549"
    funder = "MOPAC"
    starts_on = date(2015, 10, 1)
    ends_on = date(2016, 9, 30)
    value = Decimal("50000.00")


class AccreditationFactory(DjangoModelFactory):
    class Meta:
        model = Accreditation

    body = factory.Sequence(lambda n: f"Accrediting body {n}")
    holder = "Domestic Violence Intervention Project"
    status = "Accredited"
    source = "Invented for a test"
    recorded_at = at(date(2015, 9, 28))


class AssumptionFactory(DjangoModelFactory):
    class Meta:
        model = Assumption
        django_get_or_create = ("code",)

    code = "A-02"
    text = "The days of a post are split between the boroughs like this"
    source = "Invented for a test"


class AssumptionDecisionFactory(DjangoModelFactory):
    class Meta:
        model = AssumptionDecision

    assumption = factory.SubFactory(AssumptionFactory)
    status = Assumption.Status.AGREED
    was = Assumption.Status.ASSUMED
    decided_by = "Contract Management Group"
    decided_on = date(2016, 3, 21)
    reason = "It fits equal funding"
    recorded_at = at(date(2016, 3, 22))
    recorded_by = factory.SubFactory("tests.factories.pilot.UserFactory")


class ParameterChangeFactory(DjangoModelFactory):
    """In force since the middle of the pilot; the next of a code has the next place."""

    class Meta:
        model = ParameterChange

    code = "P-05"
    place = factory.Sequence(lambda n: n + 1)
    value = "3"
    was = "5"
    starts_on = date(2016, 3, 22)
    reason = "Five days are long for a family"
    recorded_at = at(date(2016, 3, 22))
    recorded_by = factory.SubFactory("tests.factories.pilot.UserFactory")


class PostFactory(DjangoModelFactory):
    """One of the three posts, by its code: asked for again, the same row."""

    class Meta:
        model = Post
        django_get_or_create = ("code",)

    code = "CJW"
    place = factory.LazyAttribute(lambda post: POSTS[post.code][0])
    title = factory.LazyAttribute(lambda post: POSTS[post.code][1])
    days_per_week = factory.LazyAttribute(lambda post: Decimal(POSTS[post.code][2]))
    base = factory.LazyAttribute(lambda post: POSTS[post.code][3])


class DayAllocationFactory(DjangoModelFactory):
    class Meta:
        model = DayAllocation
        django_get_or_create = ("post", "borough", "starts_on")

    post = factory.SubFactory(PostFactory)
    borough = factory.SubFactory(BoroughFactory)
    days_per_week = Decimal("1.5")
    starts_on = date(2015, 10, 1)
    source = "Invented for a test"


class UserFactory(DjangoModelFactory):
    """Somebody with an account and no role: what they may do comes from memberships."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"colleague{n}")
    first_name = factory.Iterator(("Tansy", "Sage", "Basil", "Laurel", "Reed", "Ivy"))
    last_name = factory.Sequence(lambda n: f"Orchard{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = Password(PASSWORD)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    class Params:
        ended = factory.Trait(
            ended_at=at(date(2016, 6, 30)),
            ended_by=factory.SubFactory(UserFactory),
            end_reason="They left",
        )

    user = factory.SubFactory(UserFactory)
    borough = factory.SubFactory(BoroughFactory)
    role = Role.CRIMINAL_JUSTICE_WORKER
    granted_at = at(date(2015, 10, 1))
    grant_reason = "They started"


class CaseworkerFactory(UserFactory):
    """A worker who holds a caseworker's role in one borough: LBHF and CJW unless told."""

    class Params:
        role = Role.CRIMINAL_JUSTICE_WORKER
        borough = factory.SubFactory(BoroughFactory)

    membership = factory.RelatedFactory(
        MembershipFactory,
        factory_related_name="user",
        role=factory.SelfAttribute("..role"),
        borough=factory.SelfAttribute("..borough"),
    )


class WorkDayFactory(DjangoModelFactory):
    """A day's casework. `borough=None` makes it pan-borough; `vacant=True`, nobody's."""

    class Meta:
        model = WorkDay

    class Params:
        vacant = factory.Trait(user=None, activity=WorkDay.Activity.VACANT)

    post = factory.SubFactory(PostFactory)
    user = factory.SubFactory(UserFactory)
    borough = factory.SubFactory(BoroughFactory)
    on = date(2016, 1, 12)
    units = Decimal("1")
    activity = WorkDay.Activity.CASEWORK


class WorkWeekFactory(DjangoModelFactory):
    class Meta:
        model = WorkWeek
        django_get_or_create = ("post", "starts_on")

    post = factory.SubFactory(PostFactory)
    starts_on = date(2016, 1, 11)
    version = 1


class SiteFactory(DjangoModelFactory):
    class Meta:
        model = Site

    borough = factory.SubFactory(BoroughFactory)
    name = factory.Sequence(lambda n: f"Room {n} of the town hall")


class PatternFactory(DjangoModelFactory):
    """A pattern from a day on, as it is written down; its days are rows of their own."""

    class Meta:
        model = Pattern

    post = factory.SubFactory(PostFactory)
    starts_on = date(2016, 5, 2)
    weeks = 1
    reason = "The unit moved"
    recorded_at = at(date(2016, 4, 20))


class PatternDayFactory(DjangoModelFactory):
    class Meta:
        model = PatternDay

    pattern = factory.SubFactory(PatternFactory)
    week = 1
    weekday = 0
    site = factory.SubFactory(SiteFactory)


class AbsenceFactory(DjangoModelFactory):
    """Two days of leave of the Criminal Justice Worker."""

    class Meta:
        model = Absence

    post = factory.SubFactory(PostFactory)
    user = factory.SubFactory(UserFactory)
    kind = Absence.Kind.LEAVE
    starts_on = date(2016, 7, 18)
    ends_on = date(2016, 7, 19)
    recorded_at = at(date(2016, 7, 1))
    recorded_by = factory.LazyAttribute(lambda absence: absence.user or UserFactory())


class AuditEventFactory(DjangoModelFactory):
    class Meta:
        model = AuditEvent

    at = at(date(2016, 5, 10))
    by = factory.SubFactory(UserFactory)
    action = "closed"
    target_type = "cases.case"
    target_key = factory.Sequence(str)
    target_name = factory.Sequence(lambda n: f"case number {n}")
    borough = factory.SubFactory(BoroughFactory)


class DraftFactory(DjangoModelFactory):
    class Meta:
        model = Draft

    user = factory.SubFactory(UserFactory)
    path = factory.Sequence(lambda n: f"/referrals/record/{n}/")
    title = "Record a referral"
    answers = "reason=Half+a+sentence"
    answered = 1
    saved_at = at(date(2016, 7, 14))


class SubmissionFactory(DjangoModelFactory):
    class Meta:
        model = Submission

    user = factory.SubFactory(UserFactory)
    token = factory.Sequence(lambda n: f"{n:032x}")
    digest = factory.Sequence(lambda n: f"{n:064x}")
    sent_at = at(date(2016, 7, 14))
