"""Changing a person's details: how to reach him safely, and what he needs from us."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Perpetrator
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import CaseFactory
from tests.pages import Page, leads_to, lost, typed


@pytest.fixture
def case(person):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)
    return CaseFactory(worker=worker, perpetrator__born_on=date(1984, 5, 6))


@pytest.fixture
def client(client_of, case):
    return client_of(case.worker)


def edit(case):
    return reverse("cases:case_person_edit", args=[case.reference])


def known(**changes):
    return {
        **{"given_names": "Alder", "surname": "Vetch", "aliases": ""},
        **typed("born_on", date(1984, 5, 6)),
        **{"police_reference": "", "residence": "WCC", "address": "8 Hedgerow Street"},
        **{"postcode": "w67nl", "phone": "07700 900123", "email": "a@example.org"},
        **{"contact_ways": ["TEXT", "CALL"], "contact_times": "After six"},
        **{"contact_warning": "Never at work", "language": "Somali"},
        **{"interpreter": "NEEDED", "needs": "Large print", "children_known": "NO"},
        "version": "1",
        **changes,
    }


def test_details_are_saved_and_shown_where_somebody_is_about_to_ring(client, case):
    response = client.post(edit(case), known())

    assert leads_to(response) == reverse("cases:case_people", args=[case.reference])
    person = Perpetrator.objects.get()
    assert (person.postcode, person.contact_ways) == ("W6 7NL", ["CALL", "TEXT"])
    for page in ("case_people", "session_log", "attempt_log"):
        words = Page(client.get(reverse(f"cases:{page}", args=[case.reference]))).words
        assert "Before you ring or book Never at work" in words, page
        assert "An interpreter is needed: Somali Large print" in words
        assert "Safe: a phone call, a text message After six" in words
    assert AuditEvent.objects.filter(action="read how to reach").count() == 2
    assert (
        "There are no children in their life"
        in Page(client.get(reverse("cases:case_people", args=[case.reference]))).words
    )


def test_each_wrong_answer_says_what_to_do_and_every_answer_stays(client, case):
    sent = known(postcode="6WL", phone="none", email="at home", residence="", surname="")

    page = Page(client.post(edit(case), sent))

    assert page.errors == {
        "surname": "Enter their surname",
        "residence": "Select where they live",
        "postcode": "Enter a postcode like W6 7NL, or the first half of it, like W6",
        "phone": "Enter a phone number, like 020 7946 0000",
        "email": "Enter an email address like name@example.org",
    }
    ways = sent.pop("contact_ways")
    assert lost(page, sent) == {}
    assert sorted(ways) == sorted(page.answers["contact_ways"])
    assert Page(client.post(edit(case), known(postcode="W6"))).errors == {}


def test_whoever_saves_second_sees_both_and_loses_neither(client, case):
    client.get(edit(case))
    Perpetrator.objects.update(phone="020 7946 0001", version=2)

    response = client.post(edit(case), known())

    page = Page(response)
    assert response.status_code == 409
    assert "Phone number Differs 020 7946 0001 07700 900123" in page.words
    assert "A phone call, A text message" in page.words
    people = reverse("cases:case_people", args=[case.reference])
    assert ("Keep theirs", people) in page.links
    assert Perpetrator.objects.get().phone == "020 7946 0001"


def test_a_date_of_birth_that_cannot_be_is_refused_with_the_reason(client, case):
    sent = known(**typed("born_on", date(2014, 1, 1)))

    response = client.post(edit(case), sent)

    assert response.status_code == 409
    assert "under 10" in Page(response).words
