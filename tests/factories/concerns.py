"""Invented concerns, what was written of them, and what is to be done."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from pilot import calendar
from pilot.models import Concern, ConcernAction, ConcernEntry, Side
from tests.factories.pilot import BoroughFactory, UserFactory, at


class ConcernFactory(DjangoModelFactory):
    """Raised on Monday 11 July 2016 from a figure, and nobody has answered yet."""

    class Meta:
        model = Concern

    borough = factory.SubFactory(BoroughFactory)
    raised_at = at(date(2016, 7, 11))
    raised_by = factory.SubFactory(UserFactory)
    kind = Concern.Kind.STAFFING
    severity = Concern.Severity.AMBER
    direction = Concern.Direction.SAME
    settled_when = "The days of the quarter are made up"
    figure_code = "I23"
    figure_label = "Days worked"
    figure_period = "July to September 2016"
    figure_value = "4.5 of 10 commissioned so far"
    figure_on = date(2016, 7, 11)
    clocks_start_on = factory.LazyAttribute(
        lambda concern: calendar.day_of(concern.raised_at)
    )
    due_on = date(2016, 7, 13)

    class Params:
        from_scratch = factory.Trait(
            figure_code="",
            figure_label="",
            figure_period="",
            figure_value="",
            figure_on=None,
        )
        acknowledged = factory.Trait(
            status="ACKNOWLEDGED",
            acknowledged_at=at(date(2016, 7, 12)),
            due_on=date(2016, 7, 25),
        )
        answered = factory.Trait(
            status="IN_PROGRESS",
            acknowledged_at=at(date(2016, 7, 12)),
            answered_at=at(date(2016, 7, 13)),
            due_on=date(2016, 8, 22),
        )
        resolved = factory.Trait(
            status="RESOLVED",
            acknowledged_at=at(date(2016, 7, 12)),
            answered_at=at(date(2016, 7, 13)),
            resolved_at=at(date(2016, 7, 14)),
            settled_on=date(2016, 7, 14),
            settled_after=3,
            due_on=None,
        )
        closed = factory.Trait(
            status="CLOSED",
            closed_at=at(date(2016, 7, 14)),
            settled_on=date(2016, 7, 14),
            settled_after=3,
            due_on=None,
        )
        shared = factory.Trait(shared_on=date(2016, 7, 12))


class ConcernEntryFactory(DjangoModelFactory):
    class Meta:
        model = ConcernEntry

    concern = factory.SubFactory(ConcernFactory)
    kind = ConcernEntry.Kind.MESSAGE
    side = Side.COUNCIL
    text = "The station had nobody on two Tuesdays."
    written_at = at(date(2016, 7, 12))
    written_by = factory.SubFactory(UserFactory)


class ConcernActionFactory(DjangoModelFactory):
    class Meta:
        model = ConcernAction

    concern = factory.SubFactory(ConcernFactory)
    what = "Send the dates on which the station will have its worker"
    owner = factory.SubFactory(UserFactory)
    side = Side.PROVIDER
    due_on = date(2016, 7, 20)
    added_at = at(date(2016, 7, 12))
    added_by = factory.SubFactory(UserFactory)
