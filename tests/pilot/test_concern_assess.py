"""The officer says how severe it is by now, and what has changed."""

from django.urls import reverse

from pilot.models import Concern, ConcernEntry
from pilot.permissions import Role
from tests.factories import ConcernFactory
from tests.pages import Page


def test_an_assessment_starts_from_the_last_one_and_says_what_changed(person, client_of):
    concern = ConcernFactory(borough__code="WCC")
    client = client_of(person(Role.AUTHORISED_OFFICER, "WCC"))
    address = reverse("pilot:concern_assess", args=[concern.reference])
    page = Page(client.get(address))
    assert page.answer("settled_when").strip() == concern.settled_when

    sent = {"severity": "RED", "direction": "WORSE", "settled_when": "Somebody starts"}
    page = Page(
        client.post(
            address, {**sent, "version": "1", "text": "A second week."}, follow=True
        )
    )

    assert page.done.startswith("The assessment is saved")
    kept = Concern.objects.get()
    assert (kept.severity, kept.direction, kept.settled_when) == tuple(sent.values())
    assert "High (was medium)" in ConcernEntry.objects.get().text


def test_of_two_windows_the_second_sees_what_the_first_assessed(person, client_of):
    concern = ConcernFactory(borough__code="WCC")
    client = client_of(person(Role.AUTHORISED_OFFICER, "WCC"))
    address = reverse("pilot:concern_assess", args=[concern.reference])
    sent = {"version": "1", "direction": "WORSE", "settled_when": "Somebody starts"}
    client.post(address, {**sent, "severity": "RED", "text": "A second week."})

    late = {**sent, "severity": "GREEN", "text": "All well."}
    response = client.post(address, late)

    assert response.status_code == 409
    page = Page(response)
    assert "How severe is it? Differs High Low" in page.words
    assert (Concern.objects.get().severity, page.answer("version")) == ("RED", "2")
    client.post(address, {**late, "version": "2", "keep": "mine"})
    assert Concern.objects.get().severity == "GREEN"
    assert ConcernEntry.objects.count() == 2
