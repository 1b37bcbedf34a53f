"""Either side writes to the other."""

from django.urls import reverse

from pilot.models import ConcernEntry
from pilot.permissions import Role
from tests.factories import ConcernFactory
from tests.pages import Page


def test_the_thread_says_so(person, client_of):
    concern = ConcernFactory(borough__code="WCC")
    client = client_of(person(Role.AUTHORISED_OFFICER, "WCC"))
    address = reverse("pilot:concern_reply", args=[concern.reference])

    empty = Page(client.post(address))
    assert empty.errors == {"text": "Enter a text"}

    page = Page(client.post(address, {"text": "Nobody came on Tuesday."}, follow=True))

    assert page.done.startswith("Your message is sent")
    entry = ConcernEntry.objects.get()
    assert (entry.kind, entry.text) == ("MESSAGE", "Nobody came on Tuesday.")


def test_a_text_that_may_name_somebody_is_kept_and_asked_about_once(person, client_of):
    concern = ConcernFactory(borough__code="WCC")
    client = client_of(person(Role.AUTHORISED_OFFICER, "WCC"))
    address = reverse("pilot:concern_reply", args=[concern.reference])
    sent = {"text": "Bracken Saltmarsh was not rung back."}

    page = Page(client.post(address, sent))

    assert "a name (“Bracken Saltmarsh”)" in page.errors["text"]
    assert page.answer("text").strip() == sent["text"]
    assert not ConcernEntry.objects.exists()
    client.post(address, {**sent, "words_are_checked": "on"})
    assert ConcernEntry.objects.get().text == sent["text"]


def test_who_only_reads_a_shared_concern_has_no_page_to_write_on(person, client_of):
    concern = ConcernFactory(borough__code="WCC", shared=True)
    client = client_of(person(Role.AUTHORISED_OFFICER, "RBKC"))

    address = reverse("pilot:concern_reply", args=[concern.reference])

    assert client.get(concern.get_absolute_url()).status_code == 200
    assert client.get(address).status_code == 404
    assert client.post(address, {"text": "Here too."}).status_code == 404


def test_a_message_on_what_was_closed_meanwhile_is_refused_in_words(person, client_of):
    concern = ConcernFactory(borough__code="WCC", closed=True)
    client = client_of(person(Role.AUTHORISED_OFFICER, "WCC"))
    address = reverse("pilot:concern_reply", args=[concern.reference])

    answer = client.post(address, {"text": "One more thing."})

    assert answer.status_code == 409
    assert "is closed: its officer can reopen it" in Page(answer).words
