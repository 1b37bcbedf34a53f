"""The address that a machine watches."""

import pytest
from django.db import DatabaseError, connection

pytestmark = pytest.mark.both_engines


@pytest.mark.django_db
def test_it_says_up_and_nothing_else_to_anybody(client):
    response = client.get("/health/")

    assert (response.status_code, response.content) == (200, b"up")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.django_db
def test_it_says_down_when_the_database_does_not_answer(client):
    def nothing_answers(execute, sql, params, many, context):
        raise DatabaseError("gone")

    with connection.execute_wrapper(nothing_answers):
        response = client.get("/health/")

    assert (response.status_code, response.content) == (503, b"down")


@pytest.mark.django_db
def test_it_takes_no_post(client):
    assert client.post("/health/").status_code == 405
