"""Invented training, who came to it, and what they said."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from referrals.models import (
    ITEMS,
    Agency,
    AnswerPoint,
    Attendance,
    ConfidenceResponse,
    ConfidenceSlip,
    RefusedAnswer,
    TrainingEvent,
)
from tests.factories.pilot import (
    BoroughFactory,
    CaseworkerFactory,
    PostFactory,
    UserFactory,
    at,
)
from tests.factories.referrals import AgencyFactory, PractitionerFactory


class TrainingEventFactory(DjangoModelFactory):
    """A half day for Children’s Services of LBHF, unless `boroughs=["WCC"]` are named."""

    class Meta:
        model = TrainingEvent
        skip_postgeneration_save = True

    class Params:
        delivered = factory.Trait(status=TrainingEvent.Status.DELIVERED)
        cancelled = factory.Trait(
            status=TrainingEvent.Status.CANCELLED, closure_reason="The trainer was ill"
        )

    on = date(2016, 3, 8)
    kind = TrainingEvent.Kind.HALF
    title = "Talking to fathers about the harm they do"
    hours = Decimal("3")
    sectors = [Agency.Sector.CHILDRENS]
    trainer = factory.SubFactory(CaseworkerFactory)
    post = factory.SubFactory(PostFactory, code="FSW")
    recorded_at = at(date(2016, 1, 11))
    recorded_by = factory.SelfAttribute("trainer")

    @factory.post_generation
    def boroughs(event, create, codes, **kwargs):
        event.boroughs.set([BoroughFactory(code=code) for code in codes or ["LBHF"]])


class AttendanceFactory(DjangoModelFactory):
    """Somebody with a name on the register, who has come if the event is delivered.

    `unnamed=True` knows only the team.
    """

    class Meta:
        model = Attendance

    class Params:
        unnamed = factory.Trait(practitioner=None, agency=factory.SubFactory(AgencyFactory))

    event = factory.SubFactory(TrainingEventFactory)
    practitioner = factory.SubFactory(PractitionerFactory)
    agency = factory.SelfAttribute("practitioner.agency")
    sector = factory.SelfAttribute("agency.sector")
    borough = factory.SelfAttribute("agency.borough")
    on = factory.SelfAttribute("event.on")
    has_attended = factory.LazyAttribute(
        lambda place: None if place.event.status == TrainingEvent.Status.PLANNED else True
    )


class ConfidenceSlipFactory(DjangoModelFactory):
    class Meta:
        model = ConfidenceSlip

    attendance = factory.SubFactory(AttendanceFactory)


class ConfidenceResponseFactory(DjangoModelFactory):
    """Five times 3 before the training, unless `items=(1, 2, 3, 4, 5)` says otherwise."""

    class Meta:
        model = ConfidenceResponse

    class Params:
        items = (3, 3, 3, 3, 3)

    slip = factory.SubFactory(ConfidenceSlipFactory)
    point = AnswerPoint.BEFORE
    answered_on = factory.SelfAttribute("slip.attendance.on")
    recorded_at = factory.LazyAttribute(lambda row: at(row.answered_on))
    recorded_by = factory.SubFactory(UserFactory)
    for _n, _item in enumerate(ITEMS):
        locals()[_item] = factory.LazyAttribute(lambda row, n=_n: row.items[n])


class RefusedAnswerFactory(DjangoModelFactory):
    class Meta:
        model = RefusedAnswer

    origin = "0" * 64
    at = at(date(2016, 7, 15))
