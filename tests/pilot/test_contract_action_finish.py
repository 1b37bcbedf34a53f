"""Saying that something is done, and what came of it."""

from datetime import date

from pilot.models import ContractAction
from pilot.permissions import Role
from tests.factories import ContractActionFactory
from tests.pages import Page, typed

TOLD = {"outcome": "Two units named somebody", **typed("done_on", date(2016, 7, 14))}


def test_its_owner_says_what_came_of_it(person, client_of):
    officer = person(Role.AUTHORISED_OFFICER, "WCC")
    client, action = client_of(officer), ContractActionFactory(owner=officer)
    page = action.get_absolute_url()
    early = {**TOLD, **typed("done_on", date(2016, 4, 1))}
    assert "done on a day from 12 April 2016" in Page(client.post(page, early)).words

    done = Page(client.post(page, TOLD, follow=True))

    assert "Done 14 July 2016: Two units named somebody" in done.words
    after = Page(client.get(page))
    assert "What came of it Two units named somebody" in after.words
    assert "outcome" not in after.answers


def test_whoever_only_reads_it_is_asked_nothing_and_refused(person, client_of):
    client = client_of(person(Role.CONTRACT_GROUP_MEMBER))
    action = ContractActionFactory()

    page = Page(client.get(action.get_absolute_url()))

    assert action.what in page.heading
    assert "outcome" not in page.answers
    assert client.post(action.get_absolute_url(), TOLD).status_code == 403
    assert ContractAction.objects.open().exists()
