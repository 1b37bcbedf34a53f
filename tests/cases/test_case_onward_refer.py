"""Recording where somebody goes on to, and putting it right."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from cases.models import OnwardReferral
from pilot.permissions import Role
from tests.factories import CaseFactory, OnwardReferralFactory
from tests.pages import Page, leads_to, lost, typed


@pytest.fixture
def worker(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(
        worker=worker, post__code="FSW", perpetrator__born_on=date(1984, 5, 6)
    )


def page_of(case):
    return reverse("cases:case_onward_refer", args=[case.reference])


def asked(**changes):
    return {
        **{"destination": "DVPP_DVIP", "service": "Intake team"},
        **typed("made_on", date(2016, 6, 1)),
        **typed("follow_up_on", date(2016, 8, 1)),
        "once": uuid.uuid4().hex,
    } | changes


def test_it_stands_on_the_plan_with_the_day_to_ask(client, case):
    response = client.post(page_of(case), asked(), follow=True)

    page = Page(response)
    assert response.redirect_chain[0][0].endswith("/plan/#onward")
    assert "Full perpetrator programme at DVIP" in page.words
    assert "To be asked about 1 August 2016" in page.words
    assert OnwardReferral.objects.get().service == "Intake team"


def test_that_nothing_is_needed_asks_for_no_day(client, case):
    nowhere = asked(destination="NONE_NEEDED", service="")
    nowhere |= dict.fromkeys(typed("follow_up_on", date(2016, 8, 1)), "")

    client.post(page_of(case), nowhere)

    onward = OnwardReferral.objects.get()
    assert (onward.destination, onward.follow_up_on) == ("NONE_NEEDED", None)


def test_what_is_missing_is_said_beside_its_field(client, case):
    assert Page(client.post(page_of(case), {})).errors == {
        "destination": "Select where they go on to",
        "made_on": "Enter the date",
    }
    half = asked() | dict.fromkeys(typed("follow_up_on", date(2016, 8, 1)), "")
    del half["once"]
    page = Page(client.post(page_of(case), half))
    assert page.errors == {"follow_up_on": "Enter when you will ask how it went"}
    assert lost(page, half) == {}
    past = Page(
        client.post(page_of(case), asked(**typed("follow_up_on", date(2016, 7, 1))))
    )
    assert "today or in the future" in past.errors["follow_up_on"]


def test_the_young_and_adults_are_offered_their_own(client, worker, case):
    young = CaseFactory(worker=worker, perpetrator__born_on=date(2000, 5, 6))

    assert "Young People’s Programme" not in Page(client.get(page_of(case))).words
    words = Page(client.get(page_of(young))).words
    assert "Young People’s Programme" in words
    assert "at DVIP" not in words


def test_a_name_in_it_that_may_be_hers_is_asked_about(client, case):
    page = Page(client.post(page_of(case), asked(service="She said they know her")))

    assert "Check this text" in page.errors["service"]


def correct(onward):
    return reverse("cases:case_entry_correct", args=[onward.reference, "onward"])


def as_it_stands(client, onward, **changes):
    answers = Page(client.get(correct(onward))).answers
    return {**answers, "because": "Wrong day", "once": uuid.uuid4().hex} | changes


def test_a_start_on_the_wrong_day_is_put_right(client, case):
    onward = OnwardReferralFactory(case=case, started=True)

    right = as_it_stands(client, onward, **typed("started_on", date(2016, 5, 5)))
    assert leads_to(client.post(correct(onward), right)).endswith("/plan/")

    standing = OnwardReferral.objects.standing().get()
    assert standing.started_on == date(2016, 5, 5)
    assert standing.replaces == onward


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        (typed("started_on", date(2016, 1, 20)), "started_on", "on or after 24 March 2016"),
        ({"ending": "COMPLETED"}, "ended_on", "Enter the day it ended"),
        (typed("ended_on", date(2016, 6, 1)), "ending", "Select how it ended"),
        (
            {**typed("ended_on", date(2016, 6, 1)), "ending": "REFUSED", "reason": "MOVED"},
            "ending",
            "Who has begun completes it or drops out",
        ),
        (
            {**typed("ended_on", date(2016, 6, 1)), "ending": "DROPPED_OUT"},
            "reason",
            "Select why",
        ),
        (
            {
                **typed("ended_on", date(2016, 6, 1)),
                **{"ending": "DROPPED_OUT", "reason": "OTHER"},
            },
            "news",
            "Enter what the reason is",
        ),
        ({"destination": "NONE_NEEDED"}, "destination", "Take out the days below first"),
        (dict.fromkeys(typed("follow_up_on", date(2016, 8, 1)), ""), "follow_up_on", "ask"),
    ],
)
def test_answers_that_do_not_fit_each_other_say_so(client, case, wrong, field, told):
    onward = OnwardReferralFactory(case=case, started=True)

    page = Page(client.post(correct(onward), as_it_stands(client, onward, **wrong)))

    assert told in page.errors[field]
    assert OnwardReferral.objects.standing().get() == onward


def test_one_that_had_ended_is_put_right_whole(client, case):
    onward = OnwardReferralFactory(case=case, started=True)
    ended = {"ending": "COMPLETED", **typed("ended_on", date(2016, 6, 1))}

    client.post(correct(onward), as_it_stands(client, onward, **ended))

    standing = OnwardReferral.objects.standing().get()
    assert (standing.state, standing.follow_up_on) == ("Completed", None)
