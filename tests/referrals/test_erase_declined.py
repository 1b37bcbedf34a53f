"""`erase_declined` lists what is due, and erases it only when told to."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import override_settings

from pilot.models import AuditEvent
from pilot.permissions import Role
from referrals.actions import keep_names
from referrals.management.commands import erase_declined
from referrals.models import NameKey, Referral
from tests.factories import CaseFactory, ReferralFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db
LATER = date(2018, 7, 1)


@pytest.fixture(autouse=True)
def two_years_later(facts):
    with override_settings(PILOT_TODAY=LATER):
        yield


def ran(*words):
    said, refused = StringIO(), StringIO()
    call_command("erase_declined", *words, stdout=said, stderr=refused)
    return said.getvalue(), refused.getvalue()


def declined(**answers):
    return ReferralFactory(
        borough__code="WCC", declined=True, decided_on=date(2016, 1, 14), **answers
    )


def test_it_lists_first_and_erases_only_when_confirmed():
    due, recent = declined(), ReferralFactory(declined=True, received_on=date(2016, 7, 1))
    held = declined(is_held=True, hold_reason="An inquiry")
    accepted = CaseFactory().referral

    listed, _ = ran()

    assert f"{due.reference}, decided 2016-01-14" in listed
    assert "1 due on 1 July 2018, 1 on legal hold. Nothing is erased yet" in listed
    assert not Referral.objects.filter(erased_on__isnull=False).exists()
    assert not AuditEvent.objects.exists()

    told, _ = ran("--confirm")

    assert "1 erased on 1 July 2018, 1 on legal hold." in told
    assert Referral.objects.get(erased_on=LATER) == due
    for kept in (recent, held, accepted):
        kept.refresh_from_db()
        assert kept.reason
    assert "0 erased" in ran("--confirm")[0]
    names = (due.given_names, due.surname)
    assert not [name for name in names if name in listed + told]


def test_one_held_back_meanwhile_is_left_and_the_others_go(monkeypatch):
    one, another = declined(), declined()

    def held_meanwhile(referral):
        if referral == one:
            Referral.objects.filter(pk=one.pk).update(is_held=True, hold_reason="Asked")
            referral.refresh_from_db()
        return erase(referral)

    erase = erase_declined.erase_declined
    monkeypatch.setattr(erase_declined, "erase_declined", held_meanwhile)

    told, refused = ran("--confirm")

    assert "1 erased" in told
    assert f"{one.reference} is on legal hold" in refused
    assert Referral.objects.get(erased_on=LATER) == another


def test_pages_and_the_search_say_erased_from_then_on(person, client_of):
    referral = declined(given_names="Zebulon", surname="Quagmyre")
    keep_names(referral)
    manager = client_of(person(Role.SERVICE_MANAGER))
    ran("--confirm")

    page = Page(manager.get(referral.get_absolute_url()))
    listed = Page(manager.get("/referrals/?tab=decided"))

    assert not NameKey.objects.exists(), "nobody is found by these names any more"
    assert f"Erased {referral.reference}" in page.heading
    assert f"Erased {referral.reference}" in listed.words
    assert "Details erased 1 July 2018" in page.words
    assert "A new concern is a new referral" in page.words
    assert "Quagmyre" not in page.words + listed.words
    assert not {"Reopen this referral", "Say who was told"} & {
        words for words, _ in page.links
    }
