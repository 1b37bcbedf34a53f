"""Looking at a warning again: one that nobody looks at shouts, one that ended is kept."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import CaseFactory, CaseWarningFactory, PostFactory
from tests.pages import Page, leads_to, typed


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


@pytest.fixture
def warning(facts):
    case = CaseFactory(post=PostFactory(code="CJW"))
    return CaseWarningFactory(case=case, review_on=date(2016, 7, 14))


def review(warning):
    return reverse("cases:case_warning_review", args=[warning.reference])


def words_of(client, warning):
    people = reverse("cases:case_people", args=[warning.case.reference])
    return Page(client.get(people)).words


def test_it_shouts_until_it_is_kept(client, warning):
    assert "Nobody has looked at it again" in words_of(client, warning)
    sent = {"holds": "yes", "reason": "As tense as before", "version": 1}
    assert Page(client.post(review(warning), sent)).errors == {
        "next_on": "Enter the date of the next review"
    }

    client.post(review(warning), sent | typed("next_on", date(2016, 8, 12)))

    assert "To be looked at again by 12 August 2016." in words_of(client, warning)


def test_it_ends_and_stays_readable(client, warning):
    sent = {"holds": "no", "reason": "Calm for months", "version": 1}

    response = client.post(review(warning), sent)

    assert leads_to(response) == reverse("cases:case_people", args=[warning.case.reference])
    assert "Blocked the door" not in words_of(client, warning)
    every = reverse("cases:case_entry_list", args=[warning.case.reference, "warning"])
    words = Page(client.get(every)).words
    assert "Do not see them alone Ended 15 July 2016" in words
    assert "Calm for months" in words
    assert client.get(review(warning)).status_code == 409


def test_of_two_people_the_second_is_told(client, warning):
    client.post(
        review(warning),
        {"holds": "yes", "reason": "Tense", "version": 1}
        | typed("next_on", date(2016, 8, 12)),
    )

    late = client.post(review(warning), {"holds": "no", "reason": "Calm", "version": 1})

    assert late.status_code == 409
    warning.refresh_from_db()
    assert warning.is_active
