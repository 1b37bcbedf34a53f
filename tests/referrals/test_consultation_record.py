"""Recording a consultation: six questions, in under a minute, and what they come to."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from pilot.models import Draft
from pilot.permissions import Role
from referrals.models import Consultation, Practitioner
from tests.factories import AgencyFactory, PractitionerFactory
from tests.pages import Page, entered, leads_to, lost, picked, typed

RECORD = reverse("referrals:consultation_record")


@pytest.fixture
def worker(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def linnet(facts):
    return PractitionerFactory(
        name="Ms Linnet", agency__borough__code="RBKC", agency__sector="CHILDRENS"
    )


def answers(asker, **changes):
    """What is asked of everybody, with the answers that stand there from the start."""
    return {
        **(picked("who", asker) if isinstance(asker, Practitioner) else asker),
        "minutes": "30",
        "topics": ["RISK"],
        "question": "Is contact on Sundays safe?",
        "advice": "Not before the conference.",
        "follow_up": "",
        **typed("on", date(2016, 7, 15)),
        "has_named_family": "",
        "has_safeguarding_advice": "",
        "once": uuid.uuid4().hex,
    } | changes


def test_six_questions_are_open_and_the_rest_starts_answered(client):
    page = Page(client.get(RECORD))

    days = [page.answer(f"on_{part}") for part in ("day", "month", "year")]
    assert days == ["15", "7", "2016"]
    assert page.answer("minutes") == "30"
    assert page.answer("has_named_family") == ""
    assert "Which post" not in page.words, "who they are says it"
    source = client.get(RECORD).text
    assert source.index("<details") > source.index("Will you follow it up?")
    assert source.count('<details class="govuk-details">') == 1, "folded"
    assert "In two weeks: Friday 29 July" in page.words


def test_a_consultation_is_recorded_with_six_answers_and_shown(client, worker, linnet):
    response = client.post(RECORD, answers(linnet, follow_up="2"))

    given = Consultation.objects.get()
    assert leads_to(response) == given.get_absolute_url()
    assert (given.practitioner, given.worker, given.post_id) == (linnet, worker, "FSW")
    assert (given.sector, given.borough_id) == ("CHILDRENS", "RBKC")
    assert given.follow_up_on == date(2016, 7, 29)
    assert (given.has_named_family, given.has_safeguarding_advice) == (False, False)
    assert (given.confidence_before, given.confidence_after) == (None, None)


def test_somebody_new_is_entered_on_the_way(client, facts):
    agency = AgencyFactory(borough__code="WCC")

    client.post(RECORD, answers(entered("who", "PC Dove", agency)))

    dove = Consultation.objects.get().practitioner
    assert (dove.name, dove.agency, dove.role) == ("PC Dove", agency, "OFFICER")


def test_what_is_folded_away_is_kept_too(client, linnet):
    more = {
        "has_named_family": "yes",
        "has_safeguarding_advice": "yes",
        "safeguarding_action": "Strategy meeting today, the team manager calls it",
        "confidence_before": "2",
        "confidence_after": "4",
        "follow_up": "OTHER",
        **typed("follow_up_on", date(2016, 9, 1)),
        **typed("on", date(2016, 7, 1)),
    }

    client.post(RECORD, answers(linnet, **more))

    given = Consultation.objects.get()
    assert (given.on, given.follow_up_on) == (date(2016, 7, 1), date(2016, 9, 1))
    assert given.has_named_family
    assert given.safeguarding_action.startswith("Strategy meeting")
    assert (given.confidence_before, given.confidence_after) == (2, 4)


def test_an_empty_form_says_beside_each_question_what_to_do(client):
    page = Page(client.post(RECORD, {}))

    assert page.errors == {
        "who": "Enter who asked",
        "minutes": "Enter how many minutes it took",
        "topics": "Select what it was about",
        "question": "Enter what they asked",
        "advice": "Enter what you advised",
        "on": "Enter the day it was",
    }
    assert ("Enter who asked", "id_who") in page.summary
    assert '<details class="govuk-details" open>' in client.post(RECORD, {}).text


def test_each_wrong_answer_is_explained_and_none_is_lost(client, linnet):
    """V-25: safeguarding advice without the action is refused."""
    for changes, field, message in (
        ({"has_safeguarding_advice": "yes"}, "safeguarding_action", "Enter the safeguard"),
        ({"confidence_before": "2"}, "confidence_after", "Select both"),
        ({"confidence_after": "2"}, "confidence_before", "Select both"),
        ({"minutes": "4"}, "minutes", "Enter 5 minutes or more"),
        ({"minutes": "half"}, "minutes", "Enter the minutes as a number"),
        ({"topics": ["WEATHER"]}, "topics", "Select"),
        (typed("on", date(2016, 7, 16)), "on", "must be today or in the past"),
        (typed("on", date(2015, 9, 30)), "on", "must be inside the pilot"),
        ({"follow_up": "OTHER"}, "follow_up_on", "Enter the day of the follow-up"),
        (
            {"follow_up": "OTHER", **typed("follow_up_on", date(2016, 7, 14))},
            "follow_up_on",
            "must be today or in the future",
        ),
        ({"who": "Linnet-Dove"}, "who", "Select who asked"),
    ):
        sent = answers(linnet, **changes)
        page = Page(client.post(RECORD, sent))
        assert page.errors[field].startswith(message) or message in page.errors[field]
        shown = {key: sent[key] for key in ("question", "advice", "who")}
        assert lost(page, shown) == {}
    assert not Consultation.objects.exists()


def test_a_team_of_another_borough_is_told_beside_the_question(client_of, person, linnet):
    client = client_of(person(Role.FAMILY_SUPPORT_WORKER, "WCC"))
    sent = answers(linnet)

    page = Page(client.post(RECORD, sent))

    assert "where you do not record advice" in page.errors["who"]
    assert set(page.errors) == {"who"}
    assert lost(page, {"question": sent["question"], "advice": sent["advice"]}) == {}
    assert not Consultation.objects.exists()
    everywhere = PractitionerFactory(agency__borough=None)
    assert client.post(RECORD, answers(everywhere)).status_code == 302


def test_the_service_manager_says_for_which_post(client_of, person, linnet):
    client = client_of(person(Role.SERVICE_MANAGER))

    page = Page(client.post(RECORD, answers(linnet)))
    assert page.errors == {"post": "Select which post the advice is given for"}
    client.post(RECORD, answers(linnet, post="YPS"))

    assert Consultation.objects.get().post_id == "YPS"


def test_find_and_a_half_written_form_keep_everything_and_record_nothing(client, linnet):
    sent = {"who": "linet", "who_found_for": "", "advice": "Not before the conference."}

    found = Page(client.post(RECORD, {**sent, "who_find": "yes"}))
    assert "Ms Linnet" in found.words
    assert found.errors == {}
    assert "what you typed earlier" not in found.words
    assert lost(found, {"who": "linet", "advice": sent["advice"]}) == {}
    client.post(RECORD, {**sent, "save_draft": "yes"})
    assert Draft.objects.get().title == "Record a consultation"
    assert Page(client.get(RECORD)).answer("who") == "linet"
    assert not Consultation.objects.exists()


def test_a_text_with_words_of_the_person_harmed_is_asked_about_once(client, linnet):
    sent = answers(linnet, advice="She told us that he rang on 020 7946 0000.")

    page = Page(client.post(RECORD, sent))

    assert "Check this text: it may hold a phone number" in page.errors["advice"]
    assert not Consultation.objects.exists()
    client.post(RECORD, sent | {"words_are_checked": "on", "once": uuid.uuid4().hex})
    assert Consultation.objects.get().advice == sent["advice"]
