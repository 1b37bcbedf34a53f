"""The last word on every goal, all on one page."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from cases import actions
from cases.models import GoalOutcome
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import CaseFactory, GoalFactory, GoalOutcomeFactory
from tests.pages import Page, lost, typed

JUNE = date(2016, 6, 1)


@pytest.fixture
def worker(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker, post__code="FSW")


@pytest.fixture
def goals(case):
    words = ("I will leave the room.", "No drinking on the days I have them.")
    return [GoalFactory(case=case, place=n, words=said) for n, said in enumerate(words, 1)]


def page_of(case):
    return reverse("cases:case_goals_conclude", args=[case.reference])


def said(**changes):
    return {
        **{"outcome_1": "ACHIEVED", "evidence_1": "Three months of the diary."},
        **{"outcome_2": "PARTLY", "evidence_2": "Two weekends out of three."},
        **typed("on", JUNE),
        "once": uuid.uuid4().hex,
    } | changes


def test_all_goals_are_asked_about_at_once_with_what_was_found_before(client, case, goals):
    GoalOutcomeFactory(goal=goals[1], evidence="Once in a month.")

    page = Page(client.get(page_of(case)))

    for goal in goals:
        assert f"What has become of “{goal.words}”?" in page.words
    assert "Partly achieved on 10 March 2016: Once in a month." in page.words


def test_every_goal_ends_with_its_outcome_and_what_shows_it(client, worker, case, goals):
    client.post(page_of(case), said())

    found = GoalOutcome.objects.order_by("pk")
    assert [(each.outcome, each.is_final, each.on) for each in found] == [
        ("ACHIEVED", True, JUNE),
        ("PARTLY", True, JUNE),
    ]
    assert not case.goals.current().exists()
    traces = AuditEvent.objects.filter(action="recorded", by=worker)
    assert [each.target_key for each in traces] == [str(each.pk) for each in found]
    assert "diary" not in str([each.detail for each in traces])
    assert "No goal is open" in Page(client.get(page_of(case))).words
    assert client.post(page_of(case), said(evidence_1="Still")).status_code == 200


def test_what_is_left_out_is_asked_for_and_nothing_is_lost(client, case, goals):
    half = said(outcome_2="", evidence_1="")
    del half["once"]

    page = Page(client.post(page_of(case), half))

    assert page.errors == {
        "outcome_2": "Select what has become of goal 2",
        "evidence_1": "Enter what shows it, for goal 1",
    }
    assert lost(page, half) == {}
    assert not GoalOutcome.objects.exists()


def test_it_is_not_before_somebody_last_looked(client, case, goals):
    GoalOutcomeFactory(goal=goals[0], review__on=JUNE)

    page = Page(client.post(page_of(case), said(**typed("on", date(2016, 5, 31)))))

    assert "on or after 1 June 2016, when a goal was last looked at" in page.errors["on"]
    with pytest.raises(TransitionRefused, match="last looked at on 1 June 2016"):
        actions.conclude_goals(
            case,
            by=case.worker,
            on=date(2016, 5, 31),
            outcomes={goals[0]: ("ACHIEVED", "Said so.")},
        )


def test_words_that_may_come_from_the_person_harmed_are_asked_about(client, case, goals):
    page = Page(client.post(page_of(case), said(evidence_1="She told me it is better")))

    assert "Check this text" in page.errors["evidence_1"]


def test_a_goal_that_a_colleague_ended_meanwhile_is_not_ended_again(case, goals):
    word = {goals[0]: ("NOT", "Not spoken of again.")}
    actions.conclude_goals(case, by=case.worker, on=JUNE, outcomes=word)

    with pytest.raises(Overtaken, match="changed the goals"):
        actions.conclude_goals(case, by=case.worker, on=JUNE, outcomes=word)


def test_a_last_word_put_right_stays_one_and_the_first_stays_readable(client, case, goals):
    client.post(page_of(case), said())
    wrong = GoalOutcome.objects.get(outcome="PARTLY")
    correct = reverse("cases:case_entry_correct", args=[wrong.reference, "outcome"])

    page = Page(client.get(correct))
    assert "set aside" not in page.words, "it is the last word either way"
    right = {"outcome": "NOT", "evidence": "None of them.", "because": "Wrong goal"}
    client.post(correct, {**right, "once": uuid.uuid4().hex})

    now = GoalOutcome.objects.standing().get(goal=goals[1])
    assert (now.outcome, now.is_final) == ("NOT", True)
    assert not case.goals.current().exists()
    entries = reverse("cases:case_entry_list", args=[case.reference, "outcome"])
    assert "Two weekends out of three." in Page(client.get(entries)).words
