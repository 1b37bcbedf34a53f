"""The words every page is written with, on three small pages of the test's own."""

import threading
import time
from datetime import date, timedelta

import pytest
import time_machine
from django import forms
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from pilot import urls
from pilot.models import AuditEvent, Submission
from pilot.permissions import Permission, Role
from pilot.transitions import TransitionRefused
from pilot.web import (
    chosen,
    fresh_token,
    in_words,
    once,
    page_of,
    requires,
    submitted,
    tabs_of,
)
from referrals.models import Agency
from tests.factories import AgencyFactory

pytestmark = [pytest.mark.urls(__name__), pytest.mark.both_engines]

ANSWER = {"name": "Night team", "note": "By the river"}


@once
def record(request):
    """Keeps an agency for each answer; an empty one asks again."""
    name = request.POST.get("name", "").strip()
    if request.method == "POST" and name:
        time.sleep(float(request.POST.get("slowly", 0)))
        agency = Agency.objects.create(
            name=f"{name} {Agency.objects.count() + 1}", sector=Agency.Sector.POLICE
        )
        return redirect(f"/kept/{agency.pk}/")
    return HttpResponse("What is its name?")


@once
def refuse(request):
    """Keeps an agency and then finds that it may not."""
    Agency.objects.create(name="Half kept", sector=Agency.Sector.POLICE)
    raise TransitionRefused("It has moved on.")


@requires(Permission.READ_TRAIL, Permission.MANAGE_PEOPLE)
def guarded(request):
    return HttpResponse("Come in.")


urlpatterns = [
    path("record/", record, name="record"),
    path("record/another/", record, name="record_another"),
    path("refuse/", refuse, name="refuse"),
    path("guarded/", guarded, name="guarded"),
    *urls.urlpatterns,
]


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def signed_in(client_of, worker):
    return client_of(worker)


def press(signed_in, answer=ANSWER, *, token=None, at="/record/", **more):
    return signed_in.post(at, {**answer, "once": token or fresh_token(), **more})


# Doing it once


def test_a_form_sent_with_a_fresh_token_does_its_work(signed_in):
    response = press(signed_in)

    agency = Agency.objects.get()
    assert response.status_code == 302
    assert response.url == f"/kept/{agency.pk}/"


def test_pressed_twice_it_is_kept_once_and_both_lead_to_the_same_place(signed_in):
    token = fresh_token()

    first, second = press(signed_in, token=token), press(signed_in, token=token)

    assert Agency.objects.count() == 1
    assert (second.status_code, second.url) == (302, first.url)


def test_a_token_sent_again_with_other_words_asks_and_loses_none_of_them(signed_in):
    token = fresh_token()
    press(signed_in, token=token)

    second = press(signed_in, {"name": "Day team"}, token=token)

    assert second.status_code == 409
    assert "Day team" in second.content.decode()
    assert Agency.objects.count() == 1


def test_looking_at_the_form_is_no_submission(signed_in):
    assert signed_in.get("/record/").content == b"What is its name?"
    assert not Submission.objects.exists()


def test_a_form_that_was_asked_again_can_be_corrected_with_the_same_token(signed_in):
    token = fresh_token()

    asked = press(signed_in, {"name": " "}, token=token)
    assert asked.status_code == 200
    assert not Submission.objects.exists()
    corrected = press(signed_in, token=token)

    assert corrected.status_code == 302
    assert Agency.objects.count() == 1


def test_a_form_whose_work_was_refused_keeps_nothing_and_can_be_sent_again(signed_in):
    token = fresh_token()

    for _ in range(2):
        assert press(signed_in, at="/refuse/", token=token).status_code == 409

    assert not Agency.objects.exists()
    assert not Submission.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_the_same_moment_it_is_kept_once(worker, client_of):
    token, together = fresh_token(), threading.Barrier(2)
    browsers, answers = [client_of(worker), client_of(worker)], []

    def send(signed_in):
        try:
            together.wait()
            answers.append(press(signed_in, token=token, slowly="0.3"))
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[signed_in]) for signed_in in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert Agency.objects.count() == Submission.objects.count() == 1
    kept = f"/kept/{Agency.objects.get().pk}/"
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, kept)] * 2


# The same text again


def test_the_same_text_with_a_fresh_token_is_asked_about_and_not_kept(signed_in):
    first = press(signed_in)

    second = press(signed_in)

    assert second.status_code == 409
    assert Agency.objects.count() == 1
    page = second.content.decode()
    assert first.url in page
    assert 'name="name" value="Night team"' in page
    assert 'name="note" value="By the river"' in page
    assert 'name="csrfmiddlewaretoken"' in page


def test_saying_so_keeps_the_same_text_a_second_time(signed_in):
    press(signed_in)

    second = press(signed_in, again="yes")

    assert second.status_code == 302
    assert Agency.objects.count() == 2


def test_pressed_twice_the_second_record_is_kept_once_too(signed_in):
    press(signed_in)
    token = fresh_token()

    for _ in range(2):
        press(signed_in, again="yes", token=token)

    assert Agency.objects.count() == 2


@pytest.mark.parametrize(
    "other",
    [
        {"answer": {**ANSWER, "note": "By the rivers"}},
        {"answer": {**ANSWER, "more": ""}},
        {"at": "/record/another/"},
    ],
    ids=["another word", "another question", "another page"],
)
def test_what_differs_anywhere_is_not_the_same_text(signed_in, other):
    press(signed_in)

    assert press(signed_in, **other).status_code == 302
    assert Agency.objects.count() == 2


def test_words_that_moved_from_one_question_to_the_next_are_not_the_same_text(signed_in):
    press(signed_in, {"name": "Night", "note": "team"})

    assert press(signed_in, {"name": "Night team", "note": ""}).status_code == 302


def test_a_colleague_may_write_the_same_text(signed_in, client_of, person):
    press(signed_in)

    assert press(client_of(person(Role.SERVICE_MANAGER))).status_code == 302
    assert Agency.objects.count() == 2


def test_after_half_an_hour_the_same_text_is_a_new_one(client_of, worker):
    with time_machine.travel("2026-01-12 10:00:00+00:00", tick=False) as clock:
        press(client_of(worker))
        clock.shift(timedelta(minutes=29, seconds=59))
        assert press(client_of(worker)).status_code == 409
        clock.shift(timedelta(seconds=2))
        assert press(client_of(worker)).status_code == 302


def test_what_is_remembered_of_a_text_does_not_tell_it(signed_in, settings):
    press(signed_in)
    kept = Submission.objects.get()
    assert "Night" not in f"{kept.digest} {kept.result}"

    Submission.objects.all().delete()
    settings.SECRET_KEY = "another-key-of-the-tests-own-0123456789-abcdefghijklmnop"
    signed_in.force_login(kept.user)
    press(signed_in)
    assert Submission.objects.get().digest != kept.digest


# Odd tokens


@pytest.mark.parametrize(
    "token",
    [
        " ",
        "0",
        "g" * 32,
        "0" * 31,
        "0" * 33,
        "A" * 32,
        "0" * 32 + "\n",
        "\x00" * 32,
        "٠" * 32,
        "'; drop table pilot_submission; --",
        "x" * 5000,
    ],
    ids=range(11),
)
def test_an_odd_token_counts_as_a_new_one(signed_in, token):
    first = press(signed_in, token=token)
    second = press(signed_in, {"name": "Day team"}, token=token)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Agency.objects.count() == 2


def test_a_missing_token_counts_as_a_new_one(signed_in):
    assert signed_in.post("/record/", ANSWER).status_code == 302
    assert signed_in.post("/record/", ANSWER).status_code == 409


def test_of_two_tokens_the_last_one_counts_and_nothing_fails(signed_in):
    token = fresh_token()
    press(signed_in, token=token)

    second = signed_in.post("/record/", {**ANSWER, "once": ["", token]})

    assert second.status_code in (302, 409)
    assert Agency.objects.count() == 1


def test_a_colleagues_token_is_no_way_to_their_record(signed_in, client_of, person):
    token = fresh_token()
    first = press(signed_in, token=token)

    theirs = press(client_of(person(Role.SERVICE_MANAGER)), token=token)

    assert theirs.url != first.url
    assert Agency.objects.count() == 2


# Who may


def test_any_of_the_permissions_opens_a_page(client_of, person):
    for role in (Role.GOVERNANCE_LEAD, Role.SYSTEM_ADMINISTRATOR):
        assert client_of(person(role)).get("/guarded/").content == b"Come in."


def test_a_refused_page_is_refused_and_remembered(signed_in, worker):
    assert signed_in.get("/guarded/").status_code == 403

    event = AuditEvent.objects.get()
    assert (event.by, event.action) == (worker, "was refused a page")
    assert event.detail == {"page": "guarded"}


def test_a_page_says_which_permissions_open_it():
    assert guarded.permissions == (Permission.READ_TRAIL, Permission.MANAGE_PEOPLE)


# Reading what was sent


def test_an_empty_form_that_was_sent_is_not_the_same_as_none(rf):
    assert submitted(rf.get("/record/")) is None
    assert submitted(rf.post("/record/")) is not None
    assert len(submitted(rf.post("/record/"))) == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "number"),
    [("", 1), ("2", 2), ("3", 3), ("4", 3), ("0", 3), ("-1", 3), ("x", 1), ("9" * 30, 3)],
)
def test_an_impossible_page_of_a_list_gives_the_nearest(rf, asked, number):
    AgencyFactory.create_batch(5)

    page = page_of(rf.get("/", {"page": asked}), Agency.objects.order_by("pk"), size=2)

    assert page.number == number


def test_tabs_keep_the_filters_and_start_a_list_anew(rf):
    request = rf.get("/", {"borough": "WCC", "page": "3", "tab": "closed"})

    tabs, current = tabs_of(
        request, {"open": "Open", "closed": "Closed"}, {"open": 7, "closed": 2}
    )

    assert current == "closed"
    assert tabs == [
        {
            "text": "Open",
            "count": 7,
            "href": "?borough=WCC&tab=open",
            "is_current": False,
        },
        {
            "text": "Closed",
            "count": 2,
            "href": "?borough=WCC&tab=closed",
            "is_current": True,
        },
    ]


@pytest.mark.parametrize("asked", ["", "nonsense", "__class__"])
def test_a_tab_that_is_none_gives_the_first(rf, asked):
    _, current = tabs_of(
        rf.get("/", {"tab": asked}),
        {"open": "Open", "closed": "Closed"},
        {"open": 0, "closed": 0},
    )

    assert current == "open"


def test_only_the_filters_that_make_sense_narrow_a_list():
    class Filters(forms.Form):
        number = forms.IntegerField(required=False)
        word = forms.ChoiceField(choices=[("a", "A")], required=False)
        empty = forms.CharField(required=False)

    assert chosen(Filters({"number": "7", "word": "z", "empty": ""})) == {"number": 7}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (forms.CharField(), "As typed", "As typed"),
        (forms.CharField(), "", "No answer"),
        (forms.CharField(), None, "No answer"),
        (forms.MultipleChoiceField(), [], "No answer"),
        (forms.DateField(), date(2016, 5, 3), "3 May 2016"),
        (forms.ChoiceField(choices=[("a", "Attended")]), "a", "Attended"),
        (forms.ChoiceField(choices=[(0, "None")]), 0, "None"),
        (forms.IntegerField(), 0, "0"),
    ],
)
def test_an_answer_is_told_as_a_person_would_read_it(field, value, words):
    assert in_words(field, value) == words


def test_a_submission_is_timed_by_the_real_clock(signed_in):
    before = timezone.now()

    press(signed_in)

    assert before <= Submission.objects.get().sent_at <= timezone.now()
