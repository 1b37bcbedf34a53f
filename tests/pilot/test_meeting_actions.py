"""The group's meetings: agenda, papers, decisions, and who does what by when."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from pilot import actions
from pilot.models import AgendaItem, ContractAction, GroupMeeting
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import (
    AgendaItemFactory,
    ContractActionFactory,
    GroupMeetingFactory,
    UserFactory,
)

MET, LATER = date(2016, 4, 12), date(2016, 8, 1)


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def officer(person):
    return person(Role.AUTHORISED_OFFICER, "WCC")


def agenda(meeting):
    return list(
        AgendaItem.objects.standing()
        .filter(meeting=meeting)
        .for_listing()
        .values_list("place", "title", "paper", "decision")
    )


def test_a_meeting_has_its_agenda_in_order_and_more_is_added_at_its_end(manager):
    points = [("Referrals", "Paper 1"), ("Costs", "")]
    meeting = actions.record_meeting(by=manager, on=MET, items=points)

    actions.add_item(meeting, by=manager, title="Any other business")

    assert agenda(meeting) == [
        (1, "Referrals", "Paper 1", ""),
        (2, "Costs", "", ""),
        (3, "Any other business", "", ""),
    ]
    with pytest.raises(TransitionRefused, match="on record already"):
        actions.record_meeting(by=manager, on=MET)


def test_a_decision_is_said_once_and_then_put_right(manager):
    item = AgendaItemFactory(meeting__on=MET)
    actions.decide_item(item, by=manager, decision="Noted")
    with pytest.raises(Overtaken):
        actions.decide_item(item, by=manager, decision="Agreed")

    told = {"title": item.title, "paper": "", "decision": "Agreed"}
    new = actions.correct_item(item, by=manager, because="The minute says so", **told)

    assert (new.place, new.decision, new.replaces.decision) == (
        item.place,
        "Agreed",
        "Noted",
    )
    actions.withdraw_item(new, by=manager, because="Another meeting’s")
    assert agenda(item.meeting) == []


def test_nothing_is_decided_before_the_day_or_at_a_meeting_called_off(manager):
    to_come = AgendaItemFactory(meeting__on=LATER)
    called_off = AgendaItemFactory(meeting__on=MET, meeting__cancelled_because="Snow")

    for item in (to_come, called_off):
        with pytest.raises(TransitionRefused, match="on or after the day"):
            actions.decide_item(item, by=manager, decision="Agreed")
        told = {"title": "-", "paper": "", "because": "A slip"}
        with pytest.raises(TransitionRefused, match="on or after the day"):
            actions.correct_item(item, by=manager, decision="Agreed", **told)
        assert actions.correct_item(item, by=manager, decision="", **told)


def test_a_meeting_is_moved_or_called_off_unless_it_decided_something(manager):
    meeting, other = GroupMeetingFactory(on=MET), GroupMeetingFactory(on=LATER)
    told = {"by": manager, "because": "The hall is let"}
    with pytest.raises(TransitionRefused, match="on record already"):
        actions.change_meeting(meeting, version=1, on=LATER, **told)
    actions.change_meeting(meeting, version=1, on=date(2016, 4, 13), **told)

    actions.cancel_meeting(other, version=1, **told)
    assert (other.is_held, other.cancelled_because) == (False, "The hall is let")
    for again in (
        lambda: actions.cancel_meeting(other, version=2, **told),
        lambda: actions.change_meeting(other, version=2, on=MET, **told),
        lambda: actions.add_item(other, by=manager, title="Costs"),
    ):
        with pytest.raises(TransitionRefused, match="does not take place"):
            again()
    AgendaItemFactory(meeting=meeting, decision="Agreed")
    with pytest.raises(TransitionRefused, match="decided something"):
        actions.cancel_meeting(meeting, version=2, **told)
    actions.record_meeting(by=manager, on=LATER)


def test_the_list_says_how_many_points_decisions_and_open_actions(facts):
    meeting = GroupMeetingFactory()
    AgendaItemFactory(meeting=meeting, decision="Agreed")
    AgendaItemFactory.create_batch(2, meeting=meeting)
    AgendaItemFactory(meeting=meeting, is_replaced=True, withdrawal_reason="Twice")
    ContractActionFactory.create_batch(2, meeting=meeting)
    ContractActionFactory(meeting=meeting, done_on=MET, outcome="Done")

    [listed] = GroupMeeting.objects.for_listing()

    assert (listed.points, listed.decided, listed.open_actions) == (3, 1, 2)


def test_its_owner_or_the_manager_finishes_an_action_and_nobody_else(
    manager, officer, person
):
    meeting = GroupMeetingFactory()
    asked = {"by": manager, "what": "Ask the units", "due_on": LATER}
    own = actions.add_action(meeting, owner=officer, **asked)
    other = actions.add_action(meeting, owner=officer, **asked)
    assert (own.follows, own.is_late) == (meeting, False)
    done = {"done_on": date(2016, 7, 15), "outcome": "They answered"}

    with pytest.raises(PermissionDenied):
        actions.finish_action(own, by=person(Role.AUTHORISED_OFFICER, "RBKC"), **done)
    actions.finish_action(own, by=officer, **done)
    actions.finish_action(other, by=manager, **done)

    assert set(ContractAction.objects.done()) == {own, other}
    with pytest.raises(TransitionRefused, match="done already"):
        actions.finish_action(own, by=officer, **done)
    with pytest.raises(TransitionRefused, match="done already"):
        actions.change_action(own, by=manager, version=1, because="Later", due_on=LATER)


def test_an_action_finished_meanwhile_is_not_finished_twice(manager, officer):
    action = ContractActionFactory(owner=officer)
    stale = ContractAction.objects.get(pk=action.pk)
    done = {"done_on": date(2016, 7, 15), "outcome": "They answered"}
    actions.finish_action(action, by=officer, **done)

    with pytest.raises(Overtaken):
        actions.finish_action(stale, by=manager, **done)


@pytest.mark.parametrize("day", [date(2016, 4, 11), date(2016, 7, 16)])
def test_it_was_done_after_it_was_given_and_not_in_the_future(manager, day):
    told = {"done_on": day, "outcome": "They answered"}
    with pytest.raises(TransitionRefused, match="from 12 April 2016 to today"):
        actions.finish_action(ContractActionFactory(), by=manager, **told)


def test_an_action_is_given_to_somebody_who_sees_it(manager, officer, person):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)
    asked = {"what": "Ask the units", "due_on": LATER}
    for nobody in (worker, UserFactory()):
        with pytest.raises(TransitionRefused, match="does not see"):
            actions.add_action(GroupMeetingFactory(), by=manager, owner=nobody, **asked)
    action = ContractActionFactory(owner=officer, due_on=date(2016, 7, 14))
    assert action.is_late
    told = {"version": 1, "because": "They know them"}
    with pytest.raises(TransitionRefused, match="does not see"):
        actions.change_action(action, by=manager, owner=worker, **told)
    actions.change_action(action, by=manager, version=1, because="Later", due_on=LATER)
    assert list(ContractAction.objects.due(date(2016, 7, 31))) == []


def test_the_database_refuses_an_action_that_follows_nothing_or_is_half_done(facts):
    for wrong in ({"meeting": None}, {"done_on": MET}, {"outcome": "Done"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ContractActionFactory(**wrong)
