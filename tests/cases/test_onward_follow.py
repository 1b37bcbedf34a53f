"""News of an onward referral: recorded on a closed case as on an open one."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from cases.models import OnwardReferral
from pilot.permissions import Role
from tests.factories import CaseFactory, OnwardReferralFactory
from tests.pages import Page, lost, typed

AGAIN = typed("follow_up_on", date(2016, 8, 12))
NOTHING = dict.fromkeys(AGAIN, "")


@pytest.fixture
def worker(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def onward(worker):
    return OnwardReferralFactory(case=CaseFactory(worker=worker, closed=True))


def page_of(onward):
    return reverse("cases:onward_follow", args=[onward.reference])


def heard(**changes):
    return {
        **{"found": "STARTED", "source": "THIRD_PARTY", "reason": "", "news": ""},
        **typed("on", date(2016, 6, 1)),
        **AGAIN,
        "version": "1",
        "once": uuid.uuid4().hex,
    } | changes


def test_a_start_and_a_completion_are_recorded_after_the_case_has_closed(client, onward):
    page = Page(client.post(page_of(onward), heard(), follow=True))
    assert "The news is recorded" in page.done
    onward.refresh_from_db()
    assert (onward.started_on, onward.state) == (date(2016, 6, 1), "Started")

    over = heard(found="COMPLETED", version="2", **typed("on", date(2016, 7, 1)), **NOTHING)
    client.post(page_of(onward), over)

    onward.refresh_from_db()
    assert (onward.ended_on, onward.ending) == (date(2016, 7, 1), "COMPLETED")
    gone = client.get(page_of(onward))
    assert gone.status_code == 409
    assert "is on record already" in Page(gone).words


def test_a_refusal_says_why_and_is_asked_about_no_more(client, onward):
    half = heard(found="REFUSED", **NOTHING)
    del half["once"]
    page = Page(client.post(page_of(onward), half))
    assert page.errors == {"reason": "Select why"}
    assert lost(page, half) == {}
    other = Page(client.post(page_of(onward), half | {"reason": "OTHER"}))
    assert other.errors == {"news": "Enter what the reason is"}
    long = Page(client.post(page_of(onward), half | {"reason": "OTHER", "news": "n" * 301}))
    assert long.errors["news"].endswith("or fewer: it has 301")

    client.post(page_of(onward), heard(found="REFUSED", reason="NO_PLACE", **AGAIN))

    onward.refresh_from_db()
    assert (onward.reason, onward.follow_up_on) == ("NO_PLACE", None)


def test_while_it_goes_on_somebody_asks_again(client, onward):
    page = Page(client.post(page_of(onward), heard(found="NO_NEWS", **NOTHING)))

    assert page.errors == {"follow_up_on": "Enter when you will ask again"}


def test_an_empty_form_and_an_impossible_day_say_what_to_enter(client, onward):
    empty = Page(client.post(page_of(onward), {"version": "1"}))
    assert empty.errors == {
        "found": "Select what you have heard",
        "on": "Enter the date",
        "source": "Select who says so",
    }
    early = Page(client.post(page_of(onward), heard(**typed("on", date(2016, 1, 20)))))
    assert "on or after 24 March 2016" in early.errors["on"]


def test_a_colleague_who_was_quicker_is_not_overwritten(client, onward):
    client.post(page_of(onward), heard(found="ACCEPTED"))

    assert client.post(page_of(onward), heard()).status_code == 409

    assert OnwardReferral.objects.get().state == "Accepted"


@pytest.mark.parametrize(
    ("role", "borough", "status"),
    [
        (Role.CRIMINAL_JUSTICE_WORKER, "WCC", 404),
        (Role.SERVICE_MANAGER, "RBKC", 404),
        (Role.AUTHORISED_OFFICER, "WCC", 403),
    ],
)
def test_nobody_else_learns_of_it(client_of, person, onward, role, borough, status):
    assert client_of(person(role, borough)).get(page_of(onward)).status_code == status
