"""What waits for the councils and the finance officer stands on their home pages."""

from datetime import date

from pilot.permissions import Role
from tests.factories import ContractActionFactory
from tests.pages import Page

LATE = {"what": "Ask the units", "due_on": date(2016, 7, 1)}


def test_an_officer_finds_their_own_actions_on_the_home_page(person, client_of):
    officer = person(Role.AUTHORISED_OFFICER, "WCC")
    assert "Waiting for you" not in Page(client_of(officer).get("/")).words

    action = ContractActionFactory(owner=officer, **LATE)
    page = Page(client_of(officer).get("/"))

    assert "Waiting for you" in page.words
    assert f"Ask the units {officer} 1 July 2016 Overdue" in page.words
    assert ("Say that it is done: Ask the units", action.get_absolute_url()) in page.links


def test_the_manager_s_stand_in_her_one_list(person, client_of):
    manager = person(Role.SERVICE_MANAGER)
    ContractActionFactory(owner=manager, **LATE)

    page = Page(client_of(manager).get("/")).words

    assert "Ask the units" in page
    assert page.count("Waiting for you") == 1, "the card alone"
