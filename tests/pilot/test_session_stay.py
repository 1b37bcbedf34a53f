"""The button that keeps a session from ending."""

import time

from pilot.permissions import Role


def minutes_ago(client, minutes):
    session = client.session
    session["seen_at"] = time.time() - minutes * 60
    session.save()


def test_pressing_the_button_begins_the_idle_time_anew(person, client_of):
    client = client_of(person(Role.CRIMINAL_JUSTICE_WORKER))
    client.get("/password/")
    minutes_ago(client, 14)

    response = client.post("/session/stay/")

    assert response.status_code == 204
    assert time.time() - client.session["seen_at"] < 60


def test_a_session_that_has_ended_is_not_brought_back(person, client_of):
    client = client_of(person(Role.CRIMINAL_JUSTICE_WORKER))
    client.get("/password/")
    minutes_ago(client, 16)

    assert client.post("/session/stay/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_looking_at_the_address_is_not_pressing_the_button(person, client_of):
    assert (
        client_of(person(Role.CRIMINAL_JUSTICE_WORKER)).get("/session/stay/").status_code
        == 405
    )
