"""What his side told us: read by whoever it concerns, urgent first, each taken on."""

import pytest
from django.urls import reverse

from cases.partners.actions import acknowledge_notice
from tests.factories import CaseFactory, DeclineNoticeFactory, SafetyNoticeFactory
from tests.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


@pytest.fixture
def urgent():
    return {"kind": "URGENT", "text": "He waits outside the school."}


def page(client, **asked):
    return Page(client.get(reverse("partners:partner_notice_list"), asked))


def test_urgent_alerts_stand_first_and_what_was_taken_on_has_a_tab(
    supporter, client_of, urgent
):
    client = client_of(supporter)
    case = CaseFactory(borough__code="WCC")
    SafetyNoticeFactory(case=case)
    SafetyNoticeFactory(case=case, **urgent)

    words = page(client).words
    assert words.index("He waits outside the school.") < words.index("Work started")

    notice = case.safety_notices.get(kind="URGENT")
    acknowledge_notice(notice, by=supporter)
    assert "He waits outside" not in page(client).words
    assert "He waits outside" in page(client, tab="done").words


def test_declined_referrals_have_a_tab_of_their_own(supporter, client_of):
    notice = DeclineNoticeFactory(referral__borough__code="WCC")

    words = page(client_of(supporter), tab="declined").words

    assert notice.referral.subject_name in words
    assert notice.referral.reference in words


def test_an_empty_inbox_says_what_will_come(supporter, client_of):
    for tab, said in (("", "Nothing waits"), ("declined", "No declined"), ("done", "yet")):
        assert said in page(client_of(supporter), tab=tab).words


def test_whoever_sent_an_alert_is_offered_no_button(manager, client_of, urgent):
    SafetyNoticeFactory(sent_by=manager, **urgent)

    assert "somebody else takes it on" in page(client_of(manager)).words
