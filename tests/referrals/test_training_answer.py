"""The page for answers: open to anybody with a token, and telling nothing of anybody."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from pilot import calendar
from pilot.models import AuditEvent
from pilot.permissions import Role
from referrals import actions
from referrals.actions.confidence import MOST_REFUSED
from referrals.models import ConfidenceResponse, RefusedAnswer
from tests.factories import ConfidenceResponseFactory, ConfidenceSlipFactory
from tests.pages import Page, leads_to, lost

ANSWER = reverse("referrals:training_answer")
pytestmark = pytest.mark.django_db


@pytest.fixture
def slip():
    """Of an event in ten days."""
    on = calendar.today() + timedelta(days=10)
    return ConfidenceSlipFactory(attendance__event__on=on)


def sent(token, **answers):
    items = {"recognising": 2, "talking": 1, "judging": 3, "planning": 2, "referring": 1}
    return {"token": token, "point": "BEFORE", **items, "knowledge": "", **answers}


def test_somebody_without_an_account_answers_and_is_thanked(client, slip):
    spoken = slip.token.replace("-", " ").lower()

    response = client.post(ANSWER, sent(spoken, knowledge="4"))

    assert leads_to(response) == reverse("referrals:training_thanks")
    assert "Your answers have arrived" in Page(client.get(response.url)).words
    kept = ConfidenceResponse.objects.get()
    assert (kept.slip, kept.point, kept.recorded_by) == (slip, "BEFORE", None)
    assert (kept.recognising, kept.judging, kept.knowledge) == (2, 3, 4)
    assert kept.answered_on == calendar.today()


def test_nothing_about_anybody_is_shown_and_no_cookie_but_the_forms_own(client, slip):
    answered = ConfidenceResponseFactory(slip__attendance__event=slip.attendance.event)
    pages = [
        client.get(ANSWER),
        client.post(ANSWER, sent(answered.slip.token)),
        client.post(ANSWER, {}),
        client.get(reverse("referrals:training_thanks")),
    ]

    place = slip.attendance
    for response in pages:
        text = response.content.decode()
        for telling in (place.event.title, place.practitioner.name, place.agency.name):
            assert telling not in text
        assert "no-store" in response["Cache-Control"]
    assert set(client.cookies) == {"csrf"}


def test_whoever_is_signed_in_sees_the_same_plain_page(client_of, person, slip):
    page = Page(client_of(person(Role.FAMILY_SUPPORT_WORKER)).get(ANSWER))

    assert "Sign out" not in page.words
    assert "Training and advice" not in page.words


def test_unknown_and_used_tokens_give_one_page_letter_for_letter(client, slip):
    used = ConfidenceResponseFactory(slip=slip).slip.token

    answers = [
        client.post(ANSWER, sent(token)) for token in (used, "2222-2222", "3333-4444")
    ]

    assert {response.status_code for response in answers} == {200}
    told = {
        Page(response).words.replace(response.context["form"]["token"].value(), "")
        for response in answers
    }
    assert len(told) == 1
    assert "Check the token. Either it is not one of ours" in told.pop()
    assert ConfidenceResponse.objects.count() == 1


def test_too_early_and_too_late_are_told_as_an_unknown_token_is(client):
    """P-13: the days of every training, in plain words, and none of this one."""
    on = calendar.today() - timedelta(days=30)
    slip = ConfidenceResponseFactory(slip__attendance__event__on=on).slip

    for point in ("FOLLOW_UP", "AFTER"):
        known, unknown = (
            client.post(ANSWER, sent(token, point=point))
            for token in (slip.token, "2222-2222")
        )
        told = Page(known).words
        assert told == Page(unknown).words.replace("2222-2222", slip.token)
        assert "60 days to 120 days after it" in told
        assert "2016" not in told


def test_what_is_missing_is_asked_for_and_every_answer_is_kept(client, slip):
    answers = sent("K7", point="", recognising="", talking="", knowledge="11")

    page = Page(client.post(ANSWER, answers))

    assert page.title.startswith("Error: ")
    assert page.errors == {
        "token": "The token must be the eight letters and numbers on your slip, "
        "like K7QM-4RXD",
        "point": "Select when you are answering",
        "recognising": "Answer at least four of the five questions: fewer cannot be "
        "compared",
        "knowledge": "The answer to “How many of the 10 knowledge questions were right?” "
        "must be 10 or less",
    }
    assert lost(page, {"token": "K7", "judging": "3", "knowledge": "11"}) == {}
    assert RefusedAnswer.objects.count() == 0


def test_one_question_may_be_left_out(client, slip):
    client.post(ANSWER, sent(slip.token, talking=""))

    assert ConfidenceResponse.objects.get().talking is None


def test_whoever_guesses_has_to_wait_and_a_colleague_elsewhere_has_not(slip):
    guesser, colleague = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    for _ in range(MOST_REFUSED - 1):
        actions.note_refusal("192.0.2.1")

    statuses = [guesser.post(ANSWER, sent("2222-2222")).status_code for _ in range(2)]

    assert statuses == [200, 429]
    waiting = guesser.post(ANSWER, sent(slip.token))
    assert "Wait ten minutes" in Page(waiting).words
    assert guesser.get(ANSWER).status_code == 200
    assert colleague.post(ANSWER, sent(slip.token)).status_code == 302
    with calendar.clock_set_to(calendar.now() + timedelta(minutes=11)):
        assert guesser.post(ANSWER, sent("2222-2222")).status_code == 200


def test_behind_a_proxy_each_client_waits_for_itself_and_no_header_helps_without(
    slip, settings
):
    def post(forwarded, token="2222-2222"):
        browser = Client(REMOTE_ADDR="10.0.0.1")
        headers = {"x-forwarded-for": forwarded}
        return browser.post(ANSWER, sent(token), headers=headers).status_code

    for address in ("192.0.2.1", "10.0.0.1"):
        for _ in range(MOST_REFUSED):
            actions.note_refusal(address)

    assert post("198.51.100.7") == 429, "a header nobody vouches for"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert post("198.51.100.7, 192.0.2.1") == 429
    assert post("192.0.2.1, 198.51.100.7", slip.token) == 302


def test_a_refused_try_leaves_no_trace_of_a_token(client, slip):
    client.post(ANSWER, sent("2222-2222"))

    assert not AuditEvent.objects.exists()
    assert "2222" not in str(list(RefusedAnswer.objects.values("origin")))


def test_the_form_is_protected_against_other_sites(slip):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(ANSWER, sent(slip.token)).status_code == 403
    assert not ConfidenceResponse.objects.exists()
