"""The manager says which borough a referral counts for, when no rule does."""

import uuid

import pytest
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from referrals.models import Referral
from tests.factories import PostFactory, ReferralFactory
from tests.pages import Page, leads_to, lost


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def client(client_of, manager):
    return client_of(manager)


@pytest.fixture
def unplaced(facts):
    return ReferralFactory(post=PostFactory(code="CJW"), without_borough=True)


def attribute(referral):
    return reverse("referrals:referral_attribute", args=[referral.reference])


def said(referral, **changes):
    return {
        "borough": "WCC",
        "reason": "The hostel he stays in",
        "version": referral.version,
        "once": uuid.uuid4().hex,
    } | changes


def test_the_referral_counts_for_the_borough_the_manager_says(client, manager, unplaced):
    response = client.post(attribute(unplaced), said(unplaced), follow=True)

    unplaced.refresh_from_db()
    assert (unplaced.borough_id, unplaced.basis) == ("WCC", Referral.Basis.MGR)
    assert "counts for Westminster" in Page(response).done
    trace = AuditEvent.objects.about(unplaced).get(action="attributed")
    assert (trace.by, trace.reason) == (manager, "The hostel he stays in")


def test_from_then_on_its_post_can_accept_it(client, client_of, person, unplaced):
    client.post(attribute(unplaced), said(unplaced))
    worker = client_of(person(Role.CRIMINAL_JUSTICE_WORKER))

    page = Page(worker.get(unplaced.get_absolute_url()))

    assert "Accept and open a case" in [words for words, _ in page.links]


def test_an_empty_form_says_beside_each_field_what_to_enter(client, unplaced):
    page = Page(client.post(attribute(unplaced), {"version": unplaced.version}))

    assert page.errors == {
        "borough": "Select a borough",
        "reason": "Enter why it counts for this borough",
    }
    assert [target for _, target in page.summary] == ["id_borough_0", "id_reason"]


def test_a_reason_too_long_is_told_so_and_kept(client, unplaced):
    sent = {"reason": "n" * 201, "borough": "RBKC"}

    page = Page(client.post(attribute(unplaced), said(unplaced, **sent)))

    assert "200 characters or fewer: it has 201" in page.errors["reason"]
    assert lost(page, sent) == {}


@pytest.mark.parametrize("borough", ["XYZ", "", "lbhf", "' OR 1=1"])
def test_a_borough_that_was_never_offered_gets_a_message(client, unplaced, borough):
    page = Page(client.post(attribute(unplaced), said(unplaced, borough=borough)))

    assert "borough" in page.errors
    unplaced.refresh_from_db()
    assert unplaced.borough is None


def test_the_manager_may_think_again(client, unplaced):
    client.post(attribute(unplaced), said(unplaced))
    unplaced.refresh_from_db()

    client.post(attribute(unplaced), said(unplaced, borough="RBKC", reason="Moved hostel"))

    unplaced.refresh_from_db()
    assert unplaced.borough_id == "RBKC"


def test_a_referral_that_the_rule_has_placed_stays_where_it_is(client, facts):
    placed = ReferralFactory(post=PostFactory(code="CJW"))

    response = client.post(attribute(placed), said(placed))

    assert response.status_code == 409
    assert "already belongs to Hammersmith and Fulham" in Page(response).words


def test_a_decided_referral_is_left_alone(client, facts):
    declined = ReferralFactory(post=PostFactory(code="CJW"), declined=True)

    assert client.get(attribute(declined)).status_code == 409
    assert client.post(attribute(declined), said(declined)).status_code == 409


def test_of_two_managers_the_second_is_told(client, client_of, person, unplaced):
    sent = said(unplaced, borough="LBHF")
    client_of(person(Role.SERVICE_MANAGER)).post(attribute(unplaced), said(unplaced))

    response = client.post(attribute(unplaced), sent)

    assert response.status_code == 409
    unplaced.refresh_from_db()
    assert unplaced.borough_id == "WCC"


@pytest.mark.parametrize("version", ["", "abc", "-1", "99999999999999999999"])
def test_a_tampered_version_is_answered_in_words(client, unplaced, version):
    response = client.post(attribute(unplaced), said(unplaced, version=version))

    assert response.status_code == 200
    assert "This page is out of date" in Page(response).words


def test_pressing_twice_attributes_once(client, unplaced):
    sent = said(unplaced)

    first, second = (client.post(attribute(unplaced), sent) for _ in range(2))

    assert leads_to(first) == leads_to(second) == unplaced.get_absolute_url()
    assert AuditEvent.objects.about(unplaced).filter(action="attributed").count() == 1


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SERVICE_MANAGER}))
def test_only_the_manager_says_which_borough(person, client_of, unplaced, role):
    other = client_of(person(role, "LBHF"))

    assert other.get(attribute(unplaced)).status_code == 403
    assert other.post(attribute(unplaced), said(unplaced)).status_code == 403


def test_a_manager_of_one_borough_cannot_send_it_to_another(client_of, person, unplaced):
    local = client_of(person(Role.SERVICE_MANAGER, "LBHF"))

    assert local.post(attribute(unplaced), said(unplaced)).status_code == 403
    unplaced.refresh_from_db()
    assert unplaced.borough is None
