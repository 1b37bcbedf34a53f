"""The keys by which shared costs are divided, with their history."""

from django.urls import reverse

from pilot.permissions import Role
from tests.pages import Page


def test_everybody_who_sees_money_sees_how_it_is_divided(person, client_of):
    officer = client_of(person(Role.AUTHORISED_OFFICER, "WCC"))

    page = Page(officer.get(reverse("pilot:key_list")))

    told = "Hammersmith and Fulham 2 Kensington and Chelsea 1 Westminster 2"
    assert f"Criminal Justice Worker 1 October 2015 {told} Report 5.2" in page.words
    assert "Assumed , see A-02" in page.words
    assert "Change" not in page.words.replace("Change your password", "")
