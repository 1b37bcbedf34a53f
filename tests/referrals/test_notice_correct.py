"""A wrong entry of who was told is put right, and stays readable."""

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals.models import ReferralNotice
from tests.factories import ReferralFactory, ReferralNoticeFactory
from tests.pages import Page, typed


@pytest.fixture
def client(person, client_of):
    return client_of(person(Role.SERVICE_MANAGER))


def correct(notice):
    args = [notice.referral.reference, notice.pk]
    return reverse("referrals:notice_correct", args=args)


def test_the_right_entry_counts_and_the_wrong_one_stays_readable(client):
    wrong = ReferralNoticeFactory(referral=ReferralFactory(declined=True))
    form = Page(client.get(correct(wrong)))
    assert form.answer("name") == "Constable Fieldmouse"
    sent = {
        "kind": "DECISION",
        "name": "Sergeant Dormouse",
        **typed("told_on", wrong.told_on),
        "method": "EMAIL",
        "because": "It was the sergeant",
    }

    page = Page(client.post(correct(wrong), sent, follow=True))

    assert "The entry is put right" in page.done
    assert "Sergeant Dormouse" in page.words
    assert "Put right since" in page.words
    right = ReferralNotice.objects.standing().get()
    assert (right.name, right.correction_reason) == (
        "Sergeant Dormouse",
        "It was the sergeant",
    )
    assert client.get(correct(wrong)).status_code == 409
    without = Page(client.post(correct(right), sent | {"because": ""}))
    assert without.errors == {"because": "Enter what was wrong with the entry"}
