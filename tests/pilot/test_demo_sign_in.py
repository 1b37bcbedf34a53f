"""One click signs in as an invented person, in the demonstration and nowhere else."""

import pytest
from django.test import override_settings
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role

ADDRESS = "/sign-in/demonstration/"


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER, username="manager")


@pytest.mark.parametrize("method", ["get", "post"])
def test_outside_the_demonstration_the_page_is_not_there(client, manager, method):
    response = getattr(client, method)(ADDRESS, {"username": "manager"})

    assert response.status_code == 404
    assert "_auth_user_id" not in client.session


@override_settings(PILOT_DEMO=True)
def test_one_click_signs_in_and_leaves_a_trace(client, manager):
    response = client.post(ADDRESS, {"username": "manager"})

    assert response.url == reverse("reporting:home")
    assert client.session["_auth_user_id"] == str(manager.pk)
    assert AuditEvent.objects.get(action="signed in").by == manager


@override_settings(PILOT_DEMO=True)
def test_looking_at_the_address_signs_nobody_in(client, manager):
    assert client.get(ADDRESS, {"username": "manager"}).status_code == 405
    assert "_auth_user_id" not in client.session


@override_settings(PILOT_DEMO=True)
@pytest.mark.parametrize("username", ["somebody.else", "", "cjw"])
def test_only_invented_people_with_an_account_can_be_chosen(client, person, username):
    person(Role.SERVICE_MANAGER, username="somebody.else")

    assert client.post(ADDRESS, {"username": username}).status_code == 404


@override_settings(PILOT_DEMO=True)
def test_a_closed_account_cannot_be_chosen(client, person):
    person(Role.SERVICE_MANAGER, username="manager", is_active=False)

    assert client.post(ADDRESS, {"username": "manager"}).status_code == 404


@override_settings(PILOT_DEMO=True)
def test_changing_to_somebody_else_leaves_nothing_of_the_first(client, manager, person):
    group = person(Role.CONTRACT_GROUP_MEMBER, username="group")
    client.post(ADDRESS, {"username": "manager"})
    first = client.session.session_key

    client.post(ADDRESS, {"username": "group"})

    assert client.session["_auth_user_id"] == str(group.pk)
    assert not client.session.exists(first)
