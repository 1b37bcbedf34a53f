"""Signing out: the session is dead on the server, and the browser keeps nothing."""

from django.conf import settings
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role


def test_signing_out_ends_the_session_and_leaves_a_trace(person, client_of):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)
    client = client_of(worker)
    stolen = client.cookies[settings.SESSION_COOKIE_NAME].value

    response = client.post("/sign-out/")

    assert response.url == reverse("pilot:sign_in")
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert AuditEvent.objects.get(action="signed out").by == worker
    client.cookies[settings.SESSION_COOKIE_NAME] = stolen
    assert client.get("/password/").status_code == 302


def test_looking_at_the_address_signs_nobody_out(person, client_of):
    client = client_of(person(Role.CRIMINAL_JUSTICE_WORKER))

    assert client.get("/sign-out/").status_code == 405
    assert client.get("/password/").status_code == 200


def test_somebody_whose_session_has_ended_is_led_to_the_sign_in_page(client, db):
    assert client.post("/sign-out/").url == reverse("pilot:sign_in")
    assert not AuditEvent.objects.exists()
