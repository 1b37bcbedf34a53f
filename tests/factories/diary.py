"""Supervision of a worker, and the address of somebody's appointments."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from cases.models import Acknowledgement, DiaryFeed, Supervision, SupervisionPoint
from cases.models.feed import digest_of
from pilot import calendar
from tests.factories.cases import CaseFactory
from tests.factories.pilot import CaseworkerFactory, UserFactory, at


class SupervisionFactory(DjangoModelFactory):
    """Of June, locked since; `open=True` is of today."""

    class Meta:
        model = Supervision

    class Params:
        open = factory.Trait(
            on=factory.LazyFunction(calendar.today),
            written_at=factory.LazyFunction(lambda: at(calendar.today(), 0)),
            locks_at=factory.LazyFunction(
                lambda: calendar.end_of(calendar.add_working_days(calendar.today(), 1))
            ),
        )

    worker = factory.SubFactory(CaseworkerFactory)
    supervisor = factory.SubFactory(UserFactory)
    on = date(2016, 6, 20)
    kind = Supervision.Kind.CASE
    agreed = "Fewer visits in the evening, and a day of leave in August."
    next_on = factory.LazyAttribute(lambda row: row.on + timedelta(days=28))
    written_at = factory.LazyAttribute(lambda row: at(row.on))
    changed_at = factory.SelfAttribute("written_at")
    locks_at = factory.LazyAttribute(
        lambda row: calendar.end_of(calendar.add_working_days(row.on, 1))
    )


class SupervisionPointFactory(DjangoModelFactory):
    class Meta:
        model = SupervisionPoint

    supervision = factory.SubFactory(SupervisionFactory)
    case = factory.SubFactory(
        CaseFactory, worker=factory.SelfAttribute("..supervision.worker")
    )
    agreed = "Ring the school before the next visit."


class AcknowledgementFactory(DjangoModelFactory):
    class Meta:
        model = Acknowledgement

    supervision = factory.SubFactory(SupervisionFactory)
    at = factory.LazyAttribute(lambda row: at(row.supervision.on, 15))
    by = factory.SelfAttribute("supervision.worker")


class DiaryFeedFactory(DjangoModelFactory):
    """The address that `secret` opens."""

    class Meta:
        model = DiaryFeed

    class Params:
        secret = "a-secret-of-the-tests"

    user = factory.SubFactory(CaseworkerFactory)
    digest = factory.LazyAttribute(lambda row: digest_of(row.secret))
    made_at = at(date(2016, 7, 1))
