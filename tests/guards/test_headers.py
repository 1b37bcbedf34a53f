"""Every answer tells the browser to trust little and to keep nothing, errors included."""

import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.test import Client
from django.urls import path, reverse

from pilot import urls
from pilot.permissions import Role
from tests.factories import CaseFactory, UserFactory
from tests.guards.inventory import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
}
EXACTLY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
NEVER = ("Access-Control-Allow-Origin", "Server", "X-Powered-By")
# The little picture in the tab says nothing of anybody, and may be kept for a day.
MAY_BE_KEPT = {"/favicon.ico"}


def wrong_with(response, address) -> list[str]:
    """What the headers of an answer lack."""
    headers, found = response.headers, []
    policy = {
        part.strip() for part in headers.get("Content-Security-Policy", "").split(";")
    }
    if policy - {""} != POLICY:
        found.append(f"policy: {sorted(policy ^ POLICY)}")
    found += [
        f"{name}: {headers.get(name)}"
        for name, value in EXACTLY.items()
        if headers.get(name) != value
    ]
    kept = "no-store" not in headers.get("Cache-Control", "")
    if kept and address not in MAY_BE_KEPT:
        found.append(f"Cache-Control: {headers.get('Cache-Control')}")
    found += [name for name in NEVER if name in headers]
    if "Content-Security-Policy-Report-Only" in headers:
        found.append("a policy that only reports")
    return [f"{address} ({response.status_code}) {each}" for each in found]


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_every_page_and_download_carries_them(tours, role):
    found = tours[role].found

    assert [each for address in found for each in wrong_with(found[address], address)] == []


@pytest.mark.parametrize(
    "address",
    [
        "/sign-in/",
        "/health/",
        "/favicon.ico",
        "/answer/",
        "/nowhere/",
        "/cases/",
        "/cases/no-such-reference/",
        "/figures/WCC/2031Q1/",
        "/admin/",
        "/admin/login/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post", "head", "options", "put", "delete"])
def test_every_answer_to_a_stranger_carries_them(facts, client, address, method):
    response = getattr(client, method)(address)

    assert wrong_with(response, address) == []
    assert response.status_code < 500


def broken(request):
    raise ZeroDivisionError


def database_away(request):
    raise OperationalError("The server closed the connection")


def suspicious(request):
    raise SuspiciousOperation("Odd")


urlpatterns = [
    path("broken/", broken),
    path("away/", database_away),
    path("suspicious/", suspicious),
    *urls.urlpatterns,
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "status"),
    [("/broken/", 500), ("/away/", 503), ("/suspicious/", 400), ("/nowhere/", 404)],
)
def test_the_page_for_a_failure_carries_them_and_tells_no_detail(
    person, client_of, address, status
):
    client = client_of(person(Role.SERVICE_MANAGER))
    client.raise_request_exception = False

    response = client.get(address)

    assert response.status_code == status
    assert wrong_with(response, address) == []
    for telling in ("Traceback", "ZeroDivision", "closed the connection", "Odd", str(ROOT)):
        assert telling not in response.text


def test_refusals_carry_them(person, client_of):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)
    closed = CaseFactory(closed=True, worker=worker)
    client, strict = client_of(worker), Client(enforce_csrf_checks=True)
    strict.force_login(worker)
    answers = {
        403: client.get(reverse("pilot:trail")),
        405: client.get(reverse("pilot:sign_out")),
        409: client.post(reverse("cases:case_move", args=[closed.reference])),
    }

    for status, response in answers.items():
        assert response.status_code == status
        assert wrong_with(response, f"{status}") == []
    forged = strict.post(reverse("cases:case_search"), {"text": "a"})
    assert forged.status_code == 403
    assert wrong_with(forged, "forged") == []


def test_a_locked_account_and_an_odd_host_carry_them(client, settings):
    UserFactory(username="tansy")
    for _ in range(6):
        response = client.post("/sign-in/", {"username": "tansy", "password": "wrong"})
        assert wrong_with(response, "locked") == []
    settings.ALLOWED_HOSTS = ["pilot.example.org"]

    odd = client.get("/sign-in/", headers={"host": "elsewhere.example.com"})

    assert odd.status_code == 400
    assert wrong_with(odd, "odd host") == []


def test_the_way_back_to_the_sign_in_page_carries_them(person, client_of):
    client = Client()
    with time_machine.travel("2026-01-12 08:00:00+00:00", tick=False) as clock:
        client.force_login(person(Role.SERVICE_MANAGER))
        client.get("/")
        clock.shift(timedelta(hours=1))
        ended = client.get("/")

    assert ended.status_code == 302
    assert wrong_with(ended, "session ended") == []


def test_too_much_at_once_is_refused_with_them(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))

    fields = client.post("/cases/search/", {f"field{n}": "x" for n in range(600)})
    long = client.post("/cases/search/", {"text": "x" * 3_000_000})

    for response in (fields, long):
        assert response.status_code in (400, 413)
        assert wrong_with(response, "too much") == []


def test_downloads_are_kept_as_files_under_names_that_tell_nothing(tours):
    found = tours[Role.SYSTEM_ADMINISTRATOR].found
    files = {
        page: each for page, each in found.items() if "Content-Disposition" in each.headers
    }

    assert files
    for response in files.values():
        assert response.headers["Content-Disposition"].startswith("attachment; filename=")


# In production

PRODUCTION = {
    "PATH": os.environ["PATH"],
    "DJANGO_SETTINGS_MODULE": "pilot.settings",
    "SECRET_KEY": "a-key-of-production-length-Zq8-4711-xyzzy-plugh-0123456789-abc",
    "FIELD_KEYS": "43cYowo2k7Q1jyn00Gq2eB-tabfM9vGLMUE0hw09pU8=",
    "ALLOWED_HOSTS": "pilot.example.org",
    "DATABASE_URL": "sqlite:////nonexistent/pilot.sqlite3",
    "PYTHONWARNINGS": "error",
}


def in_production(*arguments, **more):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**PRODUCTION, **more},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_check_for_deployment_finds_nothing():
    told = in_production("-m", "django", "check", "--deploy", "--fail-level", "WARNING")

    assert (told.returncode, told.stderr) == (0, "")
    assert "no issues" in told.stdout


SHOW = """
import json
from django.conf import settings
names = json.loads('%s')
print(json.dumps({name: getattr(settings, name) for name in names}, default=str))
"""


def test_production_is_https_and_nothing_else():
    expected = {
        "DEBUG": False,
        "SILENCED_SYSTEM_CHECKS": ["axes.W006"],  # asks to count by address: S-07 says no
        "PILOT_DEMO": False,
        "PILOT_TODAY": None,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "SESSION_COOKIE_DOMAIN": None,
        "CSRF_COOKIE_DOMAIN": None,
        "SESSION_COOKIE_PATH": "/",
        "CSRF_COOKIE_PATH": "/",
        "ALLOWED_HOSTS": ["pilot.example.org"],
    }

    told = in_production("-c", SHOW % json.dumps(list(expected)))

    assert json.loads(told.stdout) == expected, told.stderr


@pytest.mark.parametrize("key", ["", "short", "a" * 60])
def test_production_does_not_start_with_a_weak_key(key):
    told = in_production("-m", "django", "check", SECRET_KEY=key)

    assert told.returncode == 1
    assert "Set SECRET_KEY to at least 50 random characters" in told.stderr


@pytest.mark.parametrize("keys", ["", "short", "!" * 44, "A" * 43 + "="])
def test_production_does_not_start_without_a_key_for_contact_details(keys):
    told = in_production("-m", "django", "check", FIELD_KEYS=keys)

    assert told.returncode == 1
    assert "Set FIELD_KEYS" in told.stderr
    assert not keys or keys not in told.stderr
