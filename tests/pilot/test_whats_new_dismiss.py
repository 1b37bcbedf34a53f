"""What is new is told once."""

import pytest

from pilot.context_processors import NEWS
from pilot.permissions import Role

ADDRESS = "/news/dismiss/"


@pytest.fixture
def client(person, client_of):
    return client_of(person(Role.CRIMINAL_JUSTICE_WORKER))


def test_news_that_was_dismissed_is_not_shown_again(client):
    assert NEWS[1] in client.get("/password/").content.decode()

    response = client.post(ADDRESS, headers={"Referer": "http://testserver/contract/"})

    assert response.url == "http://testserver/contract/"
    assert NEWS[1] not in client.get("/password/").content.decode()


@pytest.mark.parametrize(
    "referer", ["https://elsewhere.example/contract/", "", "/sign-out/"]
)
def test_the_way_back_never_leads_elsewhere(client, referer):
    assert client.post(ADDRESS, headers={"Referer": referer}).url == "/"


def test_looking_at_the_address_dismisses_nothing(client):
    assert client.get(ADDRESS).status_code == 405
    assert NEWS[1] in client.get("/password/").content.decode()
