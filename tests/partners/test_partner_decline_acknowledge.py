"""A notice is taken on by a button, once."""

import pytest
from django.urls import reverse

from tests.factories import DeclineNoticeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def test_a_notice_is_taken_on_once(supporter, client_of):
    client = client_of(supporter)
    notice = DeclineNoticeFactory(referral__borough__code="WCC")
    address = reverse("partners:partner_decline_acknowledge", args=[notice.pk])

    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 409
    notice.refresh_from_db()
    assert notice.acknowledged_by == supporter
