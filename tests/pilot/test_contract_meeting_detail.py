"""One meeting: agenda, papers, decisions and what is to be done."""

from datetime import date

from pilot.permissions import Role
from tests.factories import (
    AgendaItemFactory,
    ConcernFactory,
    ContractActionFactory,
    GroupMeetingFactory,
)
from tests.pages import Page


def test_an_officer_reads_it_and_finishes_what_is_theirs(person, client_of):
    officer = person(Role.AUTHORISED_OFFICER, "WCC")
    meeting = GroupMeetingFactory(on=date(2016, 4, 12))
    AgendaItemFactory(meeting=meeting, place=1, decision="Noted: fewer than planned")
    twice = {"title": "Twice", "is_replaced": True, "withdrawal_reason": "A slip"}
    AgendaItemFactory(meeting=meeting, place=2, **twice)
    own = ContractActionFactory(meeting=meeting, owner=officer, what="Ask the units")
    ContractActionFactory(meeting=meeting, what="Print the leaflet")

    page = Page(client_of(officer).get(meeting.get_absolute_url()))

    point = "1. Referrals of the quarter Paper 1: figures by borough"
    assert f"{point} Noted: fewer than planned" in page.words
    assert "There: Authorised officers of the three boroughs" in page.words
    assert ("It is done: Ask the units", own.get_absolute_url()) in page.links
    assert "See it: Print the leaflet" in [words for words, _ in page.links]
    assert "12 July 2016 Overdue" in page.words
    assert "2. Twice" in page.words
    assert "(taken out: A slip)" in page.words
    assert "Put right" not in page.words.split("Points put right")[0]


def test_the_manager_records_decisions_only_of_a_meeting_that_was_held(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))
    held, to_come = (
        AgendaItemFactory(meeting__on=day, place=1).meeting
        for day in (date(2016, 7, 15), date(2016, 7, 16))
    )
    off = GroupMeetingFactory(on=date(2016, 7, 14), cancelled_because="Snow")

    pages = [Page(client.get(each.get_absolute_url())) for each in (held, to_come, off)]

    assert ["Record the decision" in page.words for page in pages] == [True, False, False]
    assert ["Add something to do" in page.words for page in pages] == [True, False, False]
    assert "It does not take place: Snow" in pages[2].words
    assert "Nothing is on the agenda" in pages[2].words
    assert "Change the meeting" not in pages[2].words


def test_a_meeting_ahead_lists_what_officers_bring_and_nothing_they_wrote(
    person, client_of
):
    wcc = {"borough__code": "WCC", "escalated_on": date(2016, 7, 12)}
    brought = ConcernFactory(**wcc, settled_when="Somebody is there on Tuesdays")
    closed = ConcernFactory(**wcc, closed=True)
    elsewhere = ConcernFactory(borough__code="RBKC", escalated_on=date(2016, 7, 13))
    ahead = GroupMeetingFactory(on=date(2016, 7, 15)).get_absolute_url()
    over = GroupMeetingFactory(on=date(2016, 7, 14)).get_absolute_url()
    cancelled = GroupMeetingFactory(on=date(2016, 8, 1), cancelled_because="Snow")
    read_by = {
        Role.CONTRACT_GROUP_MEMBER: [brought, elsewhere],
        Role.SERVICE_MANAGER: [brought, elsewhere],
        Role.DATA_AND_FINANCE_OFFICER: [],
    }
    clients = [(client_of(person(role)), seen) for role, seen in read_by.items()]
    officer = client_of(person(Role.AUTHORISED_OFFICER, "WCC"))

    for client, seen in [*clients, (officer, [brought])]:
        page = Page(client.get(ahead))
        listed = [one for one in (brought, closed, elsewhere) if str(one) in page.words]
        assert listed == seen
        assert "Somebody is there on Tuesdays" not in page.words
    group = clients[0][0]
    assert "Staffing concern" not in Page(group.get(over)).words
    assert "Staffing concern" not in Page(group.get(cancelled.get_absolute_url())).words
