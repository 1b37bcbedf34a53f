"""The back office: names and lists, by administrators, in the trail, never a case."""

import re

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from pilot.admin import site
from pilot.models import AuditEvent, Borough, Post
from pilot.permissions import Permission, Role
from referrals.models import Agency
from tests.factories import AgencyFactory

PAGES = (
    "/admin/",
    "/admin/pilot/",
    "/admin/pilot/borough/",
    "/admin/pilot/borough/WCC/change/",
    "/admin/pilot/post/",
    "/admin/pilot/post/CJW/change/",
    "/admin/pilot/site/",
    "/admin/pilot/site/add/",
    "/admin/referrals/agency/",
    "/admin/referrals/agency/add/",
)


@pytest.fixture
def administrator(person):
    return person(Role.SYSTEM_ADMINISTRATOR)


@pytest.fixture
def client(administrator, client_of):
    return client_of(administrator)


@pytest.mark.parametrize("address", PAGES)
def test_an_administrator_opens_every_page(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_nobody_else_opens_any_and_the_refusal_is_recorded(person, client_of, address):
    others = [role for role in Role if role != Role.SYSTEM_ADMINISTRATOR]
    for role in others:
        assert client_of(person(role, "WCC")).get(address).status_code == 403
    refused = AuditEvent.objects.filter(action="was refused a page")
    assert refused.count() == len(others)


def test_a_flag_of_djangos_opens_nothing(person, client_of):
    flagged = person(Role.CASE_FILE_AUDITOR, is_staff=True, is_superuser=True)

    assert client_of(flagged).get("/admin/").status_code == 403
    assert client_of(flagged).get("/admin/pilot/borough/WCC/change/").status_code == 403


def test_there_is_no_second_way_in(db):
    stranger = Client()
    for address in (*PAGES, "/admin/login/"):
        response = stranger.get(address, follow=True)
        assert response.resolver_match.view_name == "pilot:sign_in"
    response = stranger.get("/admin/login/", {"next": "/admin/pilot/"})
    assert response.url == f"{reverse('pilot:sign_in')}?next=/admin/pilot/"
    assert (
        stranger.post("/admin/login/", {"username": "a", "password": "b"}).status_code
        == 302
    )


@pytest.mark.parametrize(
    "address",
    [
        "/admin/logout/",
        "/admin/password_change/",
        "/admin/pilot/borough/WCC/delete/",
        "/admin/pilot/borough/WCC/history/",
        "/admin/pilot/user/",
        "/admin/axes/accessattempt/",
    ],
)
def test_what_belongs_elsewhere_is_not_there(client, address):
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_only_names_and_lists_can_be_reached():
    assert {
        model._meta.label for model in apps.get_models() if site.is_registered(model)
    } == {
        "pilot.Borough",
        "pilot.Post",
        "pilot.Site",
        "referrals.Agency",
    }


def test_a_corrected_name_is_kept_and_recorded_without_what_it_said(client, administrator):
    response = client.post(
        "/admin/pilot/borough/WCC/change/",
        {"name": "Westminster City", "council_name": "Westminster\x07 City Council"},
    )

    borough = Borough.objects.get(pk="WCC")
    assert response.status_code == 302
    assert (borough.name, borough.council_name) == (
        "Westminster City",
        "Westminster City Council",
    )
    event = AuditEvent.objects.about(borough).get()
    assert event.sentence == f"{administrator} corrected the borough WCC: name"
    assert event.detail == {"fields": ["name"]}


def test_codes_and_days_cannot_be_changed_here(client):
    client.post("/admin/pilot/borough/WCC/change/", {"code": "XXX", "name": "Westminster"})
    client.post(
        "/admin/pilot/post/CJW/change/",
        {
            "code": "X",
            "title": "Criminal Justice Worker",
            "base": "Here",
            "days_per_week": "1",
        },
    )

    assert set(Borough.objects.values_list("pk", flat=True)) == {"LBHF", "RBKC", "WCC"}
    post = Post.objects.get(pk="CJW")
    assert (post.base, post.days_per_week) == ("Here", 5)


def test_no_borough_or_post_is_added(client):
    assert client.get("/admin/pilot/borough/add/").status_code == 403
    assert client.get("/admin/pilot/post/add/").status_code == 403


def test_an_agency_is_added_and_retired_and_both_are_recorded(client, administrator):
    answers = {"name": "Harbour team", "sector": "HOUSING", "borough": "WCC"}
    client.post("/admin/referrals/agency/add/", answers)
    agency = Agency.objects.get()

    client.post(
        f"/admin/referrals/agency/{agency.pk}/change/", {**answers, "is_retired": "on"}
    )

    agency.refresh_from_db()
    assert agency.is_retired
    told = [event.sentence for event in AuditEvent.objects.about(agency).order_by("pk")]
    assert told == [
        f"{administrator} added the agency Harbour team",
        f"{administrator} corrected the agency Harbour team: is retired",
    ]


def test_a_name_that_is_taken_is_refused_in_place(client):
    AgencyFactory(name="Harbour team")

    response = client.post(
        "/admin/referrals/agency/add/", {"name": "Harbour team", "sector": "HOUSING"}
    )

    assert response.status_code == 200
    assert Agency.objects.count() == 1


@pytest.mark.parametrize("address", PAGES)
def test_no_page_has_a_script_or_a_style_of_its_own(client, address):
    page = client.get(address).content.decode()

    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)


def test_rights_come_from_the_permissions_page(person, rf):
    for role in Role:
        request = rf.get("/admin/")
        request.user = person(role, "WCC")
        allowed = request.user.can(Permission.MANAGE_REFERENCE_DATA)
        assert site.has_permission(request) == allowed
