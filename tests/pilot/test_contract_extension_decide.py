"""An extension is decided: everything is asked, and only where it stands at that."""

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import ExtensionFactory
from tests.pages import Page


def test_it_is_shown_and_everything_is_asked(person, client_of):
    client = client_of(person(Role.APPROVER, "LBHF"))
    extension = ExtensionFactory(borough__code="LBHF", evidenced=True)
    page = reverse("pilot:contract_extension_decide", args=[extension.pk])

    assert "MOPAC has written that money is there" in Page(client.get(page)).words
    assert Page(client.post(page, {"version": 1})).errors


def test_one_that_stands_elsewhere_is_not_decided(person, client_of):
    client = client_of(person(Role.APPROVER, "LBHF"))
    extension = ExtensionFactory(borough__code="LBHF")

    page = reverse("pilot:contract_extension_decide", args=[extension.pk])

    assert client.get(page).status_code == 409
