"""Rating a stage of change: the sentence that shows it is never left out."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import StageRating
from pilot.permissions import Role
from tests.factories import CaseFactory, PostFactory, StageRatingFactory
from tests.pages import Page, leads_to, typed


@pytest.fixture
def worker(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker, post=PostFactory(code="FSW"))


def test_it_is_rated_and_compared_in_words_and_a_line(client, case):
    StageRatingFactory(case=case, stage=2, on=date(2016, 1, 20))
    address = reverse("cases:case_stage_rate", args=[case.reference])
    sent = {"stage": "0", "evidence": "Went back.", **typed("on", date(2016, 4, 1))}

    client.post(address, sent | typed("on", date(2016, 2, 1)))
    early = Page(client.get(reverse("cases:case_plan", args=[case.reference]))).words
    assert "Not to be compared yet: that takes two ratings 28 days apart." in early

    response = client.post(address, sent)

    assert leads_to(response) == reverse("cases:case_plan", args=[case.reference])
    assert StageRating.objects.latest("pk").stage == StageRating.Stage.RELAPSE
    page = client.get(reverse("cases:case_plan", args=[case.reference]))
    assert "Back from contemplation to relapse since the first rating." in Page(page).words
    assert "1 April 2016: relapse." in page.text, "the line is said in words"


def test_an_empty_form_says_what_to_enter(client, case):
    page = Page(client.post(reverse("cases:case_stage_rate", args=[case.reference]), {}))

    assert page.errors == {
        "stage": "Select the stage you see",
        "evidence": "Enter what shows it",
        "on": "Enter the date",
    }
