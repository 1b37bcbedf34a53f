"""Who they are, and what they need so that we can talk."""

from datetime import date

from django.urls import reverse

from cases.partners.models import SupportedPerson
from tests.pages import typed


def sent(**more):
    said = {"given_names": "Clover", "surname": "Reed", "interpreter": "NEEDED"}
    return {**said, "version": 1, **typed("born_on", date(1985, 5, 6)), **more}


def test_they_are_put_right(client_of, supporter, partner_case):
    address = reverse("partners:supported_person_edit", args=[partner_case.reference])

    client_of(supporter).post(address, sent())

    partner_case.person.refresh_from_db()
    assert str(partner_case.person) == "Clover Reed"
    assert partner_case.person.age == 31


def test_two_at_once_lose_nothing(client_of, supporter, partner_case):
    address = reverse("partners:supported_person_edit", args=[partner_case.reference])
    SupportedPerson.objects.update(version=2, given_names="Bryony")

    page = client_of(supporter).post(address, sent())

    assert page.status_code == 409
    assert "Bryony" in page.text
    assert "Clover" in page.text
