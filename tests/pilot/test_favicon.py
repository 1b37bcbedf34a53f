"""The picture that browsers ask for unbidden."""

from django.contrib.staticfiles import finders


def test_it_leads_anybody_to_our_own_picture(client, db):
    response = client.get("/favicon.ico")

    assert response.url.startswith("/static/favicon")
    assert finders.find(response.url.removeprefix("/static/"))
