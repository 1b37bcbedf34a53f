"""That a meeting considered the case: when, and what was left to us."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Involvement
from pilot.permissions import Role
from tests.factories import CaseFactory, PostFactory
from tests.pages import Page, typed


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker, post=PostFactory(code="CJW"))


def record(case, kind):
    return reverse("cases:case_involvement_record", args=[case.reference, kind])


def met(**changes):
    said = {"source": "POLICE", "held_by": "The coordinator", "actions": "Tell them."}
    return said | typed("on", date(2016, 7, 1)) | changes


def test_each_kind_asks_only_what_it_needs(client, case):
    page = Page(client.get(record(case, "marac")))
    assert page.words.count("Never minutes") == 2
    assert not {"level", "role", "mappa_level"} & page.answers.keys()

    response = client.post(record(case, "marac"), met(level="CONFIRMED"), follow=True)

    assert Involvement.objects.get().level == ""
    words = Page(response).words
    assert "MARAC" in words
    assert "Tell them." in words
    assert client.get(record(case, "tea")).status_code == 404


def test_exploitation_has_a_level_and_a_part_in_it(client, case):
    page = Page(client.post(record(case, "cse"), met()))
    assert page.errors == {
        "level": "Select how sure it is",
        "role": "Select what part they have in it",
    }

    sent = met(level="SUSPECTED", role="BOTH", actions="")
    words = Page(client.post(record(case, "cse"), sent, follow=True)).words

    assert "Child sexual exploitation Suspected" in words
    assert "Harmed and harming" in words
    assert "aged 19 or under" in Page(client.get(record(case, "syv"))).words


def test_mappa_on_a_case_of_the_police_post_is_no_silent_tick(client, case):
    assert "the manager will be asked" in Page(client.get(record(case, "mappa"))).words
    sent = met(mappa_category="CAT2", mappa_level="2")

    words = Page(client.post(record(case, "mappa"), sent, follow=True)).words

    assert "MAPPA Level 2" in words
    assert "asked whether this case still belongs here" in words
