"""The pages for what went wrong: plain words, a way back, nothing of the cause."""

import re

import pytest
from django.db import DatabaseError, OperationalError, connection
from django.test import Client, RequestFactory

from pilot.permissions import Role
from pilot.views import errors
from tests.factories import MembershipFactory, UserFactory


def page_without_tokens(response) -> str:
    return re.sub(r'value="[^"]*"|<code>[^<]*</code>', "", response.content.decode())


def test_what_is_not_there_and_what_is_not_yours_are_the_same_page(person, client_of):
    client = client_of(person(Role.SYSTEM_ADMINISTRATOR, "WCC"))
    not_yours = MembershipFactory(borough__code="LBHF")

    answers = [client.get(f"/people/roles/{key}/end/") for key in (not_yours.pk, 10**6)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert len({page_without_tokens(answer) for answer in answers}) == 1


def test_a_page_that_never_was_repeats_nothing_of_its_address(client, db):
    response = client.get("/no/such/page-about-somebody/")

    assert response.status_code == 404
    assert "somebody" not in response.content.decode()


def test_a_form_that_is_out_of_date_says_what_to_do(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person(Role.CRIMINAL_JUSTICE_WORKER))

    response = client.post("/password/", {"old_password": "something"})

    assert response.status_code == 403
    assert "This form is out of date" in response.content.decode()
    assert "something" not in response.content.decode()


def test_a_refused_page_leads_back(person, client_of):
    response = client_of(person(Role.CRIMINAL_JUSTICE_WORKER)).get("/people/")

    assert response.status_code == 403
    assert "Go to your home page" in response.content.decode()


def test_a_failure_of_ours_asks_nothing_of_the_database_and_gives_its_reference():
    request = RequestFactory().get("/")
    request.reference = "0a1b2c3d"

    response = errors.server_error(request)  # no database is allowed in this test

    assert response.status_code == 500
    assert "0a1b2c3d" in response.content.decode()


def test_a_request_that_cannot_be_read_gets_a_page_without_looking_anything_up():
    response = errors.bad_request(RequestFactory().get("/"))

    assert response.status_code == 400
    assert "could not be read" in response.content.decode()


@pytest.mark.django_db
def test_a_database_that_is_away_while_the_session_is_read_is_told_as_that():
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory())

    def nothing_answers(execute, sql, params, many, context):
        raise OperationalError("gone")

    with connection.execute_wrapper(nothing_answers):
        response = client.get("/password/")

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert "its database is away" in response.content.decode()


@pytest.mark.django_db
def test_another_failure_of_the_database_is_a_failure_of_ours():
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory())

    def breaks(execute, sql, params, many, context):
        raise DatabaseError("broken")

    with connection.execute_wrapper(breaks):
        response = client.get("/password/")

    assert response.status_code == 500
    assert "broken" not in response.content.decode()
