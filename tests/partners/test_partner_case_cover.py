"""The manager has a partner case covered."""

from datetime import date

from django.urls import reverse

from tests.pages import typed


def send(client, partner_case, worker, last):
    address = reverse("partners:partner_case_cover", args=[partner_case.reference])
    days = typed("starts_on", date(2016, 7, 20)) | typed("ends_on", last)
    sent = {"worker": worker.pk, "reason": "On leave", **days}
    return client.post(address, sent, follow=True)


def test_it_is_covered_from_the_first_day_to_the_last(
    client_of, manager, person, partner_case
):
    cover = person("PSW", "WCC")

    response = send(client_of(manager), partner_case, cover, date(2016, 7, 29))

    assert partner_case.allocations.covers().get().worker == cover
    assert f"{cover} covers partner case" in response.text


def test_the_last_day_is_not_before_the_first(client_of, manager, person, partner_case):
    page = send(client_of(manager), partner_case, person("PSW", "WCC"), date(2016, 7, 18))

    assert "The last day must be on or after the first" in page.text
