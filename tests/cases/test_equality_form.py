"""The same questions on paper."""

from django.urls import reverse

from cases.models.answers import ANSWERS
from pilot.permissions import Role
from tests.pages import Page


def test_every_question_and_answer_stands_on_the_paper(client_of, person):
    client = client_of(person(Role.FAMILY_SUPPORT_WORKER))

    words = Page(client.get(reverse("cases:equality_form"))).words

    for choices in ANSWERS.values():
        for _, label in choices:
            assert label in words
    assert "You do not have to answer any of them" in words
