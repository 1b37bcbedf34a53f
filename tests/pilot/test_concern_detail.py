"""A concern: its facts, its clocks, its thread, and what the reader may do next."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import ConcernActionFactory, ConcernEntryFactory, ConcernFactory, at
from tests.pages import Page

OFFICER, MANAGER = Role.AUTHORISED_OFFICER, Role.SERVICE_MANAGER
WRITTEN = "The station had nobody on two Tuesdays."


@pytest.fixture
def concern(facts):
    concern = ConcernFactory(borough__code="WCC")
    ConcernEntryFactory(concern=concern, kind="RAISED", written_at=at(date(2016, 7, 11)))
    ConcernActionFactory(concern=concern)
    return concern


def page_for(client, concern):
    return Page(client.get(concern.get_absolute_url()))


def verbs(page, concern):
    start = reverse("pilot:concern_detail", args=[concern.reference])
    return {
        address.removeprefix(start).strip("/")
        for _, address in page.links
        if address.startswith(start)
    }


def test_it_shows_the_figure_the_clocks_and_what_was_written(person, client_of, concern):
    page = page_for(client_of(person(OFFICER, "WCC")), concern)

    for words in (
        "Acknowledgement was due Wednesday 13 July 2016 Late",
        "Response due Monday 25 July 2016",
        "Resolution due Monday 22 August 2016",
        "4.5 of 10 commissioned so far",
        "The days of the quarter are made up",
        "Send the dates on which the station will have its worker",
        WRITTEN,
    ):
        assert words in page.words


@pytest.mark.parametrize(
    ("how_far", "officers", "providers"),
    [
        (
            {},
            {"reply", "assess", "escalate", "share", "close", "actions/add", "pause"},
            {"acknowledge", "answer", "reply", "actions/add", "pause"},
        ),
        (
            {"answered": True, "paused_on": date(2016, 7, 14), "due_on": None},
            {"reply", "assess", "escalate", "share", "close", "actions/add", "resume"},
            {"reply", "resolve", "actions/add", "resume"},
        ),
        (
            {"resolved": True, "escalated_on": date(2016, 7, 12)},
            {"reply", "assess", "share", "close", "reopen", "actions/add"},
            {"reply", "actions/add"},
        ),
        ({"closed": True, "shared": True}, {"reopen"}, set()),
    ],
)
def test_each_side_is_offered_what_it_may_do_next(
    person, client_of, how_far, officers, providers
):
    concern = ConcernFactory(borough__code="WCC", **how_far)

    for role, offered in ((OFFICER, officers), (MANAGER, providers)):
        page = page_for(client_of(person(role, "WCC")), concern)
        assert verbs(page, concern) == offered


def test_the_group_sees_the_summary_and_nothing_that_was_written(
    person, client_of, concern
):
    page = page_for(client_of(person(Role.CONTRACT_GROUP_MEMBER)), concern)

    assert "Staffing: Days worked" in page.words
    assert "Response due Monday 25 July 2016" in page.words
    for words in (WRITTEN, "Send the dates", "The days of the quarter", "Who does it"):
        assert words not in page.words
    assert verbs(page, concern) == set()


def test_another_borough_reads_it_once_it_is_shared(person, client_of, concern):
    client = client_of(person(OFFICER, "RBKC"))
    assert client.get(concern.get_absolute_url()).status_code == 404

    shared = ConcernFactory(borough__code="WCC", shared=True)
    ConcernEntryFactory(concern=shared)
    page = page_for(client, shared)

    assert WRITTEN in page.words
    assert verbs(page, shared) == set()
