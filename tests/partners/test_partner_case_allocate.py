"""The manager gives a partner case to somebody else."""

from datetime import date

from django.urls import reverse

from tests.pages import typed


def test_it_is_given_to_somebody_who_supports_people_there(
    client_of, manager, person, partner_case
):
    to = person("PSW", "WCC")
    address = reverse("partners:partner_case_allocate", args=[partner_case.reference])
    sent = {"to": to.pk, "reason": "They left", "version": 1}

    response = client_of(manager).post(
        address, sent | typed("on", date(2016, 6, 1)), follow=True
    )

    partner_case.refresh_from_db()
    assert partner_case.worker == to
    assert f"is {to}’s now" in response.text


def test_not_from_before_it_opened(client_of, manager, person, partner_case):
    address = reverse("partners:partner_case_allocate", args=[partner_case.reference])
    sent = {"to": person("PSW", "WCC").pk, "reason": "They left", "version": 1}

    page = client_of(manager).post(address, sent | typed("on", date(2016, 1, 1)))

    assert "on or after the day the partner case opened" in page.text
