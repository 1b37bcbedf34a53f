"""Logging a failed attempt: one line, fifteen seconds."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from cases.models import Case, ContactAttempt
from pilot.models import AuditEvent, Draft
from pilot.permissions import Role
from tests.factories import CaseFactory, PostFactory
from tests.pages import Page, leads_to, lost, typed


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker, post=PostFactory(code="CJW"))


def log(case):
    return reverse("cases:attempt_log", args=[case.reference])


def tried(**changes):
    return {
        "method": "PHONE",
        "outcome": "NO_ANSWER",
        **typed("on", date(2016, 7, 14)),
        "note": "Rang twice",
        "once": uuid.uuid4().hex,
    } | changes


def test_an_attempt_is_logged_and_the_case_comes_next(client, worker, case):
    response = client.post(log(case), tried(), follow=True)

    attempt = ContactAttempt.objects.get()
    assert (attempt.case, attempt.worker, attempt.borough) == (case, worker, case.borough)
    assert (attempt.method, attempt.outcome) == ("PHONE", "NO_ANSWER")
    assert (attempt.on, attempt.note) == (date(2016, 7, 14), "Rang twice")
    assert response.redirect_chain == [(case.get_absolute_url(), 302)]
    assert f"The attempt is logged on case {case.reference}" in Page(response).done


def test_the_usual_attempt_needs_no_more_than_the_button(client, case):
    page = Page(client.get(log(case)))
    as_it_opens = {name: page.answer(name) for name in page.answers}

    client.post(log(case), as_it_opens)

    attempt = ContactAttempt.objects.get()
    assert (attempt.method, attempt.outcome) == ("PHONE", "NO_ANSWER")
    assert attempt.on == date(2016, 7, 15)


def test_a_first_attempt_starts_contact_and_leaves_a_trace(client, worker, case):
    client.post(log(case), tried())

    case.refresh_from_db()
    assert case.status == Case.Status.CONTACTING
    trace = AuditEvent.objects.about(ContactAttempt.objects.get()).get()
    assert (trace.by, trace.action) == (worker, "logged")
    assert "Rang" not in f"{trace.sentence} {trace.detail}"


def test_reaching_them_is_no_session_and_engages_nobody(client, case):
    client.post(log(case), tried(outcome="REACHED"))

    case.refresh_from_db()
    assert case.engaged_on is None


def test_an_empty_form_says_beside_each_field_what_to_enter(client, case):
    page = Page(client.post(log(case), {}))

    assert page.errors == {
        "method": "Select how you tried",
        "outcome": "Select what happened",
        "on": "Enter the date of the attempt",
    }
    assert [target for _, target in page.summary] == [
        "id_method_0",
        "id_outcome_0",
        "id_on_day",
    ]


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        (typed("on", date(2016, 7, 16)), "on", "must be today or in the past"),
        (typed("on", date(2016, 1, 13)), "on", "the day the case opened, 14 January 2016"),
        ({"on_day": "30", "on_month": "2"}, "on", "must be a real date"),
        ({"note": "n" * 301}, "note", "300 characters or fewer: it has 301"),
        ({"method": "PIGEON"}, "method", "Select one of the answers"),
        ({"outcome": ""}, "outcome", "Select what happened"),
    ],
)
def test_an_answer_that_cannot_be_says_why_and_loses_nothing(
    client, case, sent, field, message
):
    answers = tried(**sent)
    del answers["once"]

    page = Page(client.post(log(case), answers))

    assert message in page.errors[field]
    assert lost(page, {**answers, "method": ""} if field == "method" else answers) == {}
    assert not ContactAttempt.objects.exists()


@pytest.mark.parametrize("day", [date(2016, 1, 14), date(2016, 2, 29), date(2016, 6, 30)])
def test_the_first_day_a_leap_day_and_the_last_of_a_quarter_are_taken(client, case, day):
    client.post(log(case), tried(**typed("on", day)))

    assert ContactAttempt.objects.get().on == day


def test_three_hundred_characters_are_taken_and_cleaned(client, case):
    client.post(log(case), tried(note="A\x0bB\x00" + "n" * 298))

    assert ContactAttempt.objects.get().note == "AB" + "n" * 298


def test_a_closed_case_refuses(client, worker, facts):
    closed = CaseFactory(worker=worker, post=PostFactory(code="CJW"), closed=True)

    assert client.get(log(closed)).status_code == 409
    assert client.post(log(closed), tried()).status_code == 409
    assert not ContactAttempt.objects.exists()


def test_the_same_form_twice_is_one_attempt(client, case):
    sent = tried()

    first, second = (client.post(log(case), sent) for _ in range(2))

    assert leads_to(first) == leads_to(second)
    assert ContactAttempt.objects.count() == 1


def test_a_second_call_on_the_same_day_is_asked_about_first(client, case):
    client.post(log(case), tried())

    asked = client.post(log(case), tried())

    assert asked.status_code == 409
    assert "Save it again?" in Page(asked).heading
    client.post(log(case), tried(again="yes"))
    assert ContactAttempt.objects.count() == 2


def test_a_half_written_attempt_comes_back_and_goes_when_logged(client, case):
    client.post(log(case), tried(note="Half a sen", save_draft="yes"))

    assert Page(client.get(log(case))).answer("note") == "Half a sen"
    client.post(log(case), tried())
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("role", "borough"),
    [
        (Role.CRIMINAL_JUSTICE_WORKER, "LBHF"),
        (Role.FAMILY_SUPPORT_WORKER, "LBHF"),
        (Role.SERVICE_MANAGER, "WCC"),
    ],
)
def test_somebody_elses_or_elsewheres_case_is_not_there(
    client_of, person, case, role, borough
):
    other = client_of(person(role, borough))

    assert other.get(log(case)).status_code == 404
    assert other.post(log(case), tried()).status_code == 404


@pytest.mark.parametrize("role", sorted(set(Role) - {"CJW", "FSW", "YPS", "MGR"}))
def test_whoever_does_no_casework_is_refused(person, client_of, case, role):
    other = client_of(person(role, "LBHF"))

    assert other.get(log(case)).status_code == 403
    assert other.post(log(case), tried()).status_code == 403
