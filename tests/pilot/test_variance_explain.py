"""Saying why a quarter differs from its plan."""

from django.urls import reverse

from pilot.models import VarianceComment
from pilot.permissions import Role
from tests.pages import Page

PAGE = reverse("pilot:variance_explain", args=["WCC", "2015Q4"])


def test_a_comment_is_saved_and_changed_with_a_reason(person, client_of):
    client = client_of(person(Role.DATA_AND_FINANCE_OFFICER))
    assert "planned £12,500.00, spent £0.00" in Page(client.get(PAGE)).words

    done = Page(client.post(PAGE, {"text": "The post was vacant"}, follow=True))
    assert "The post was vacant" in done.words
    without = Page(client.post(PAGE, {"text": "It was filled late"}))
    assert set(without.errors) == {"reason"}
    client.post(PAGE, {"text": "It was filled late", "reason": "More exact"})

    assert VarianceComment.objects.standing().get().text == "It was filled late"


def test_a_reference_of_a_case_stays_out_of_it(person, client_of):
    client = client_of(person(Role.DATA_AND_FINANCE_OFFICER))

    page = Page(client.post(PAGE, {"text": "Taxis for K7QM-4RXD"}))

    assert page.errors["text"].startswith("Take out the reference")


def test_a_quarter_that_runs_or_is_none_has_no_comment(person, client_of):
    client = client_of(person(Role.DATA_AND_FINANCE_OFFICER))
    running = PAGE.replace("2015Q4", "2016Q3")

    assert "when it is over" in Page(client.post(running, {"text": "Early"})).words
    assert client.get(PAGE.replace("2015Q4", "2017Q1")).status_code == 404
