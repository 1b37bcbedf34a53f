"""The page after answering."""

from django.urls import reverse

from tests.pages import Page


def test_it_thanks_whoever_comes_and_sets_no_cookie(client, db):
    response = client.get(reverse("referrals:training_thanks"))

    assert "Keep your slip" in Page(response).words
    assert not response.cookies
