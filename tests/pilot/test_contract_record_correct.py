"""Putting a fact of the contract right, or taking it out."""

from django.urls import reverse

from pilot.models import ContractDocument, EqualityAssessment
from pilot.permissions import Role
from tests.factories import ContractDocumentFactory
from tests.pages import Page


def page_of(kind, record):
    return reverse("pilot:contract_record_correct", args=[kind, record.pk])


def told(page, **changes):
    """What the form holds, as a browser sends it back."""
    held = {name: values[-1] for name, values in page.answers.items() if values}
    return {**held, **changes}


def test_it_starts_with_what_is_on_record_and_leaves_it_readable(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))
    was = ContractDocumentFactory(borough__code="RBKC", kept="Nowhere")
    form = Page(client.get(page_of("documents", was)))
    assert (form.answer("borough"), form.answer("kept")) == ("RBKC", "Nowhere")

    without = Page(client.post(page_of("documents", was), told(form, kept="Archive")))
    assert set(without.errors) == {"because"}
    sent = told(form, kept="Archive", because="It was found")
    done = Page(client.post(page_of("documents", was), sent, follow=True))

    assert "Kept Archive" in done.words
    assert "Put right: It was found" in done.words
    again = client.post(page_of("documents", was), {**sent, "kept": "Desk"})
    assert again.status_code == 409


def test_a_mistake_is_taken_out(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))
    was = ContractDocumentFactory(borough=None)
    form = Page(client.get(page_of("documents", was)))
    assert form.answer("borough") == "ALL"

    sent = told(form, because="Another pilot’s", is_withdrawn="on")
    client.post(page_of("documents", was), sent)

    gone = ContractDocument.objects.get(pk=was.pk)
    assert (gone.is_withdrawn, gone.withdrawal_reason) == (True, "Another pilot’s")


def test_what_belongs_to_no_borough_asks_for_none(person, client_of):
    client, was = client_of(person(Role.SERVICE_MANAGER)), EqualityAssessment.objects.get()
    form = Page(client.get(page_of("equality", was)))

    sent = told(form, findings="Interpreting comes late.", because="The text came")
    done = Page(client.post(page_of("equality", was), sent, follow=True))

    assert "What it found Interpreting comes late." in done.words
