"""Finding a case by name or reference, without a name ever standing in an address."""

import pytest
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import CaseFactory, PostFactory
from tests.pages import Page

pytestmark = pytest.mark.both_engines

SEARCH = reverse("cases:case_search")


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return named(worker, "Alder", "Quillfeather")


def named(worker, given_names, surname, **fields):
    return CaseFactory(
        worker=worker,
        post=PostFactory(code="CJW"),
        referral__given_names=given_names,
        referral__surname=surname,
        **fields,
    )


def found(client, text):
    response = client.post(SEARCH, {"text": text})
    assert response.status_code == 200
    return [case.reference for case in response.context["found"]]


@pytest.mark.parametrize(
    "text", ["Quillfeather", "quill", "ALDER", "alder quill", "quillfeather alder", " ald "]
)
def test_a_case_is_found_by_any_part_of_the_name_in_any_order(client, worker, case, text):
    named(worker, "Clover", "Ryemeadow")

    assert found(client, text) == [case.reference]


def test_every_word_must_be_in_the_name(client, case):
    assert found(client, "Alder Ryemeadow") == []


@pytest.mark.parametrize("written", [str, str.lower, lambda ref: ref.replace("-", " ")])
def test_a_case_is_found_by_its_reference_however_it_is_typed(client, case, written):
    assert found(client, written(case.reference)) == [case.reference]


def test_a_case_is_found_by_the_reference_of_its_person(client, case):
    assert found(client, case.perpetrator.reference) == [case.reference]


def test_open_and_closed_cases_are_found(client, worker, case):
    closed = named(worker, "Alder", "Quillfeather", closed=True)

    assert set(found(client, "Alder")) == {case.reference, closed.reference}


def test_somebody_elses_case_is_not_found_by_name_or_reference(client, person):
    other = named(person(Role.CRIMINAL_JUSTICE_WORKER), "Alder", "Quillfeather")

    assert found(client, "Quillfeather") == []
    assert found(client, other.reference) == []


def test_the_manager_finds_everybodys(client_of, person, case):
    assert found(client_of(person(Role.SERVICE_MANAGER)), "quill") == [case.reference]


@pytest.mark.parametrize("text", ["%", "_", "Quill%", "\\", "' OR 1=1 --", "\x00uill"])
def test_signs_that_mean_something_to_a_database_mean_nothing_here(client, case, text):
    assert found(client, text) in ([], [case.reference] if "uill" in text[1:] else [])


def test_a_search_says_how_many_it_found_and_what_to_try_next(client, case):
    assert "1 case found" in Page(client.post(SEARCH, {"text": "Alder"})).words
    none = Page(client.post(SEARCH, {"text": "Zzz"}))
    assert "0 cases found" in none.words
    assert "Check the spelling" in none.words


def test_an_empty_search_says_what_to_enter(client):
    page = Page(client.post(SEARCH, {"text": "  "}))

    assert page.title.startswith("Error: ")
    assert page.errors == {"text": "Enter a name or a reference"}
    assert page.summary == [("Enter a name or a reference", "id_text")]


def test_a_search_too_long_is_told_so_and_kept(client):
    page = Page(client.post(SEARCH, {"text": "n" * 101}))

    assert "100 characters or fewer" in page.errors["text"]
    assert page.answer("text") == "n" * 101


def test_opening_the_page_asks_and_does_not_complain(client):
    page = Page(client.get(SEARCH))

    assert page.heading == "Find a case"
    assert page.errors == {}


def test_a_name_in_the_address_is_not_searched_for(client, case):
    page = Page(client.get(SEARCH, {"text": "Alder"}))

    assert case.reference not in page.words


def test_a_search_leaves_a_trace_with_a_count_and_without_the_words(client, worker, case):
    client.post(SEARCH, {"text": "Quillfeather"})

    trace = AuditEvent.objects.get(action="searched cases")
    assert (trace.by, trace.detail) == (worker, {"rows": 1})
    assert "Quill" not in trace.sentence


def test_a_long_result_says_that_there_may_be_more(client, worker):
    for _ in range(51):
        named(worker, "Alder", "Quillfeather")

    page = Page(client.post(SEARCH, {"text": "Alder"}))

    assert "50 cases found. There may be more" in page.words


@pytest.mark.parametrize("role", sorted(set(Role) - {"CJW", "FSW", "YPS", "MGR"}))
def test_whoever_does_no_casework_cannot_search(person, client_of, role):
    assert client_of(person(role, "LBHF")).post(SEARCH, {"text": "a"}).status_code == 403
