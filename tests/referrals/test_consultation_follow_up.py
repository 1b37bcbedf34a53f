"""Coming back to a consultation."""

from datetime import date

from django.urls import reverse

from pilot.permissions import Role
from referrals.models import Consultation
from tests.factories import ConsultationFactory
from tests.pages import Page, leads_to, typed


def test_what_was_agreed_is_quoted_and_what_came_of_it_is_kept(client_of, person):
    client = client_of(person(Role.FAMILY_SUPPORT_WORKER))
    given = ConsultationFactory(follow_up_on=date(2016, 7, 15))
    follow_up = reverse("referrals:consultation_follow_up", args=[given.reference])
    assert given.advice in Page(client.get(follow_up)).words
    early = Page(client.post(follow_up, typed("on", date(2016, 5, 9)))).errors
    assert early["outcome"] == "Select what came of it"
    assert "on or after the consultation, 10 May 2016" in early["on"]
    sent = {"outcome": "JOINT_VISIT", "note": "On Monday", **typed("on", date(2016, 7, 15))}

    response = client.post(follow_up, sent)

    assert leads_to(response) == given.get_absolute_url()
    given.refresh_from_db()
    assert given.status == Consultation.Status.FOLLOWED_UP
    shown = Page(client.get(given.get_absolute_url())).words
    assert "Outcome A joint visit Followed up on 15 July 2016 Note On Monday" in shown
    assert client.get(follow_up).status_code == 409
