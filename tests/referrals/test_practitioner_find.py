"""Finding a practitioner while typing: the field that every form with one uses."""

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals.fields import PickingForm, PractitionerField
from referrals.models import NewPractitioner
from tests.factories import AgencyFactory, PractitionerFactory, UserFactory
from tests.pages import Page, entered, picked

pytestmark = pytest.mark.both_engines

FIND = reverse("referrals:practitioner_find")


class ExampleForm(PickingForm):
    who = PractitionerField(label="Who asked?", noun="who asked")
    knows = PractitionerField(label="Who knows?", required=False, allows_new=False)


@pytest.fixture
def worker(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def heron(facts):
    return PractitionerFactory(name="PC Heron", role="OFFICER", agency__borough__code="WCC")


def asked(form):
    return {name: list(errors) for name, errors in form.errors.items()}


# What is found


def found(client_of, user, **sent):
    return client_of(user).post(FIND, {"picker": "who", "allows_new": "yes", **sent})


def test_whoever_is_being_typed_is_found_with_slips_and_without_a_title(
    client_of, worker, heron
):
    PractitionerFactory(name="Ms Linnet")
    PractitionerFactory(name="PC Heron", is_retired=True)

    for typed in ("her", "heren", "PC HÉR"):
        page = Page(found(client_of, worker, who=typed))
        assert f"PC Heron Police officer, {heron.agency}" in page.words
        assert f"Somebody new: {typed}" in page.words
        assert "Linnet" not in page.words
        assert page.answer("who_found_for") == typed
    assert page.words.count("PC Heron") == 1, "whoever has left is not offered"


def test_nobody_is_found_for_a_letter_or_by_somebody_who_may_not_know(
    client_of, person, worker, heron
):
    assert "Heron" not in found(client_of, worker, who="h").text
    nobody = Page(found(client_of, worker, who="Wryneck"))
    assert "Nobody like that is known yet" in nobody.words
    assert found(client_of, person(Role.AUTHORISED_OFFICER), who="her").status_code == 403
    assert found(client_of, worker, who="her", picker="<b>").status_code == 404
    told = found(client_of, worker, who="<b>Heron</b>").text
    assert "<b>" not in told


def test_a_pick_holds_for_the_text_it_was_made_for(client_of, worker, heron):
    again = Page(found(client_of, worker, **picked("who", heron)))
    assert again.answer("who_choice") == heron.token
    changed = Page(found(client_of, worker, **picked("who", heron) | {"who": "hero"}))
    assert changed.answer("who_choice") is None
    new = entered("who", "PC Her", heron.agency) | {"who": "PC Hern"}
    still_new = Page(found(client_of, worker, **new))
    assert still_new.answer("who_choice") == "new"
    assert still_new.answer("who_agency") == str(heron.agency.pk)


# What the form makes of it


def test_the_form_gives_somebody_known_somebody_new_or_nobody(worker, heron):
    known = ExampleForm(picked("who", heron), user=worker)
    assert known.is_valid()
    assert known.cleaned_data == {"who": heron, "knows": None}

    new_person = entered("who", "PC Dove", heron.agency)
    new = ExampleForm(new_person | {"who": "  PC  Dove "}, user=worker)
    assert new.is_valid()
    assert new.cleaned_data["who"] == NewPractitioner("PC Dove", heron.agency, "OFFICER")


def test_the_survivor_of_a_merge_stands_for_both(worker, heron):
    merged = PractitionerFactory(name="Heron", merged_into=heron, is_retired=True)

    form = ExampleForm(picked("who", merged), user=worker)

    assert form.is_valid()
    assert form.cleaned_data["who"] == heron


def test_each_thing_that_is_missing_is_said(worker, heron):
    retired = AgencyFactory(is_retired=True)
    for sent, messages in (
        ({}, ["Enter who asked"]),
        ({"who": "PC Heron"}, ["Select who asked"]),
        (picked("who", heron) | {"who": "Dove"}, ["Select who asked"]),
        (picked("who", heron) | {"who_choice": "2222-2222"}, ["Select who asked"]),
        (picked("who", heron) | {"who_choice": "'; --\x00"}, ["Select who asked"]),
        (
            entered("who", "Dove", retired, role="CHIEF"),
            ["Select the team that Dove works in", "Select what Dove is"],
        ),
        (
            entered("who", "Dove", heron.agency) | {"who_agency": "9" * 40},
            ["Select the team that Dove works in"],
        ),
    ):
        assert asked(ExampleForm(sent, user=worker)) == {"who": messages}
    sent = picked("who", heron) | entered("knows", "Dove", heron.agency)
    form = ExampleForm(sent, user=worker)
    assert asked(form) == {"knows": ["Select who it is"]}, "only somebody known"


def test_nobody_is_picked_by_somebody_who_may_not_know_practitioners(heron):
    form = ExampleForm(picked("who", heron), user=UserFactory())

    assert asked(form) == {"who": ["Select who asked"]}


# Without JavaScript


def test_find_shows_the_form_again_with_whoever_was_found_and_without_messages(
    worker, heron
):
    sent = {"who": "heren", "who_found_for": "", "who_find": "yes", "knows": "Dove"}

    form = ExampleForm(sent, user=worker)

    assert form.is_looking
    assert not form.is_valid()
    assert asked(form) == {}
    page = form.as_div()
    assert "PC Heron" in page
    assert 'value="Dove"' in page


def test_enter_sends_the_form_once_there_is_nothing_to_find(worker, heron):
    done = ExampleForm(picked("who", heron) | {"who_find": "yes"}, user=worker)
    empty = ExampleForm({"who_find": "yes"}, user=worker)

    assert done.is_valid()
    assert asked(empty) == {"who": ["Enter who asked"]}


def test_a_form_starts_with_somebody_known(worker, heron):
    page = ExampleForm(user=worker, initial={"who": heron}).as_div()

    assert f'value="{heron.token}" checked' in page
    assert 'value="PC Heron"' in page
