"""One address or number, shown alone to somebody who says why (S-67)."""

import time

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from cases.partners.models import ContactDetail
from pilot.models import AuditEvent
from tests.factories import PASSWORD, ContactDetailFactory


@pytest.fixture
def detail(unlocked):
    return ContactDetailFactory(partner_case=unlocked, is_safe="NOT_KNOWN")


def test_it_is_asked_why_before_and_shown_once_after(client_of, supporter, detail):
    address = reverse("partners:contact_detail_reveal", args=[detail.reference])
    client = client_of(supporter)

    asked, unanswered = client.get(address), client.post(address)
    shown = client.post(address, {"why": "CHECK"})
    again = client.get(address)

    assert detail.value in shown.text
    assert "Not known to be safe" in shown.text
    assert "Never leave a message" in shown.text
    assert "no-store" in shown.headers["Cache-Control"]
    for page in (asked, unanswered, again):
        assert detail.value not in page.text
    assert "Select why you need to see it" in unanswered.text
    event = AuditEvent.objects.get(action="revealed")
    assert (event.by, event.reason) == (supporter, "To check it with them")


def test_an_old_proof_shows_nothing_and_the_password_leads_back(
    client_of, supporter, detail
):
    address = reverse("partners:contact_detail_reveal", args=[detail.reference])
    client = client_of(supporter)
    session = client.session
    session["began_at"] = time.time() - 301
    session.save()

    asked = client.post(address, {"why": "CHECK"}, follow=True)
    back = client.post(asked.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)

    assert "Enter your password again" in asked.text
    assert "Why do you need to see it?" in back.text
    for page in (asked, back):
        assert detail.value not in page.text
    assert detail.value in client.post(address, {"why": "CHECK"}).text


def test_it_is_locked_until_the_plan_is_read(client_of, supporter, partner_case):
    detail = ContactDetailFactory(partner_case=partner_case)
    address = reverse("partners:contact_detail_reveal", args=[detail.reference])

    page = client_of(supporter).post(address, {"why": "CHECK"})

    assert page.status_code == 409
    assert detail.value not in page.text


def test_the_database_holds_it_sealed_and_refuses_it_plain(detail):
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM partners_contactdetail")
        [kept] = cursor.fetchone()
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute("UPDATE partners_contactdetail SET value = '07700 900123'")

    assert detail.value not in kept
    assert ContactDetail.objects.get().value == detail.value


def test_one_that_was_changed_by_hand_is_not_shown_and_the_rest_of_the_record_is(
    client_of, supporter, detail
):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE partners_contactdetail SET value = 'sealed:00000000:x'")
    client = client_of(supporter)
    address = reverse("partners:contact_detail_reveal", args=[detail.reference])

    shown = client.post(address, {"why": "CHECK"})

    assert shown.status_code == 409
    assert "Tell the system administrator" in shown.text
    assert client.get(detail.partner_case.get_absolute_url()).status_code == 200
    assert not AuditEvent.objects.filter(action="revealed").exists()


def test_one_that_was_put_right_is_not_shown(client_of, supporter, detail):
    detail.is_replaced, detail.withdrawal_reason = True, "Wrong number"
    detail.save()
    address = reverse("partners:contact_detail_reveal", args=[detail.reference])

    assert client_of(supporter).get(address).status_code == 409
