"""One referral: what it says, what can be done next, and who may read it."""

import re
from datetime import date, datetime

import pytest
from django.urls import reverse

from pilot import calendar
from pilot.models import AuditEvent
from pilot.permissions import Role
from referrals import actions
from referrals.models import Question, Referral
from tests.factories import (
    AgencyFactory,
    BoroughFactory,
    CaseFactory,
    PostFactory,
    PractitionerFactory,
    ReferralFactory,
)
from tests.pages import Page


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def manager(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


@pytest.fixture
def waiting(facts):
    team = AgencyFactory(name="Hammersmith team", borough=BoroughFactory())
    return ReferralFactory(
        post=PostFactory(code="CJW"),
        agency=team,
        practitioner=PractitionerFactory(agency=team, name="Constable Fieldmouse"),
        received_on=date(2016, 7, 13),
        given_names="Alder",
        surname="Quillfeather",
        born_on=date(1984, 2, 29),
    )


def links(page):
    return {words for words, _ in page.links}


def test_it_says_who_was_referred_by_whom_and_why(client, waiting):
    page = Page(client.get(waiting.get_absolute_url()))

    assert page.heading.endswith("Alder Quillfeather")
    for told in (
        "29 February 1984",
        "13 July 2016",
        "Hammersmith team",
        "Constable Fieldmouse",
        "Two calls to the address in a month.",
        "Where the person referred lives",
    ):
        assert told in page.words


def test_the_name_is_not_in_the_title_or_the_address(client, waiting):
    page = Page(client.get(waiting.get_absolute_url()))

    assert "Quillfeather" not in page.title
    assert "quillfeather" not in waiting.get_absolute_url().lower()


def test_reading_it_leaves_a_trace(client, worker, waiting):
    client.get(waiting.get_absolute_url())

    trace = AuditEvent.objects.about(waiting).get()
    assert (trace.by, trace.action) == (worker, "read")


def test_while_it_waits_it_can_be_accepted_declined_or_corrected(client, waiting):
    page = Page(client.get(waiting.get_absolute_url()))

    assert {
        "Accept and open a case",
        "Decline, redirect or withdraw",
        "Correct this referral",
    } <= links(page)


def test_it_says_by_when_to_decide(client, waiting):
    page = Page(client.get(waiting.get_absolute_url()))

    assert "A decision is due by Wednesday 20 July." in page.words


def test_it_says_when_that_day_has_passed(client, waiting):
    Referral.objects.update(received_on=date(2016, 7, 1))

    page = Page(client.get(waiting.get_absolute_url()))

    assert "A decision is due by Friday 8 July. That day has passed." in page.words


def test_without_a_borough_only_the_manager_can_take_it_further(client, manager, facts):
    unplaced = ReferralFactory(post=PostFactory(code="CJW"), without_borough=True)

    worker_sees = links(Page(client.get(unplaced.get_absolute_url())))
    manager_sees = links(Page(manager.get(unplaced.get_absolute_url())))

    assert "Say which borough" in manager_sees - worker_sees
    assert "Accept and open a case" not in manager_sees | worker_sees


def test_once_declined_it_says_so_and_offers_nothing_more(client, worker, facts):
    declined = ReferralFactory(
        post=PostFactory(code="CJW"),
        declined=True,
        worker=worker,
        decision_note="We told the constable why.",
    )

    page = Page(client.get(declined.get_absolute_url()))

    assert "Outside the age range" in page.words
    assert "We told the constable why." in page.words
    assert not {"Accept and open a case", "Correct this referral"} & links(page)


def test_of_one_day_what_came_last_stands_first(client, worker, waiting):
    day = date(2016, 7, 15)
    asked = {"asked_of": "The officer", "asked_on": day}
    came = {"ending": Question.Ending.ANSWERED, "ended_on": day, "answer": "Yes"}
    decided = {"decision": Referral.Status.REJECTED, "decided_on": day, "reason": "NOT_DA"}
    steps = (
        (actions.take_screening, {}),
        (actions.ask_question, {**asked, "text": "Is he charged?"}),
        (actions.end_question, came),
        (actions.ask_question, {**asked, "text": "Is he bailed?"}),
        (actions.decline_referral, decided),
    )
    for hour, (does, answers) in enumerate(steps, start=9):
        with calendar.clock_set_to(datetime(2016, 7, 15, hour, tzinfo=calendar.LONDON)):
            does(waiting, by=worker, **answers)

    page = Page(client.get(waiting.get_absolute_url()))
    history = page.words[page.words.index("What happened") :]
    told = (
        *("Partner support told", "decided without it", "Declined", "Is he bailed?"),
        *("The answer came", "Is he charged?", "Screening begun"),
    )
    assert [history.index(each) for each in told] == sorted(map(history.index, told))


def test_once_accepted_it_leads_to_the_case(client, worker, facts):
    case = CaseFactory(worker=worker, post=PostFactory(code="CJW"))

    page = Page(client.get(case.referral.get_absolute_url()))

    assert (f"Case {case.reference}", case.get_absolute_url()) in page.links


def test_what_somebody_typed_is_never_taken_for_markup(client, waiting):
    Referral.objects.update(reason="<b>loud</b>\nand a second line")

    source = client.get(waiting.get_absolute_url()).content.decode()

    assert "&lt;b&gt;loud&lt;/b&gt;" in source


def test_another_posts_referral_is_not_there(client_of, person, waiting):
    colleague = client_of(person(Role.FAMILY_SUPPORT_WORKER))

    assert colleague.get(waiting.get_absolute_url()).status_code == 404


def test_another_boroughs_referral_is_not_there(client_of, person, waiting):
    elsewhere = client_of(person(Role.CRIMINAL_JUSTICE_WORKER, "WCC"))

    assert elsewhere.get(waiting.get_absolute_url()).status_code == 404


def test_not_there_and_not_yours_look_the_same(client_of, person, waiting):
    colleague = client_of(person(Role.FAMILY_SUPPORT_WORKER))
    nowhere = reverse("referrals:referral_detail", args=["2222-2222"])

    answers = [colleague.get(url) for url in (waiting.get_absolute_url(), nowhere)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert len({_without_reference(answer) for answer in answers}) == 1


def _without_reference(answer):
    """The page, but for the reference that every answer carries."""
    return re.sub(r"Reference [0-9a-f]{8}", "", Page(answer).words)


def test_a_reader_refused_leaves_no_trace_of_having_read(client_of, person, waiting):
    client_of(person(Role.FAMILY_SUPPORT_WORKER)).get(waiting.get_absolute_url())

    assert not AuditEvent.objects.about(waiting).exists()


@pytest.mark.parametrize(
    "role",
    [Role.AUTHORISED_OFFICER, Role.CONTRACT_GROUP_MEMBER, Role.PARTNER_SUPPORT_WORKER],
)
def test_whoever_does_no_casework_is_refused(person, client_of, waiting, role):
    reader = client_of(person(role, "LBHF"))

    assert reader.get(waiting.get_absolute_url()).status_code == 403


# What follows from the answers


def test_what_is_in_the_way_of_acceptance_is_listed_with_the_way_to_it(client_of, person):
    specialist = client_of(person(Role.YOUNG_PERPETRATOR_SPECIALIST))
    young = ReferralFactory(post__code="YPS", received_on=date(2016, 7, 13))

    page = Page(specialist.get(young.get_absolute_url()))

    addresses = dict(page.links)
    edit = reverse("referrals:referral_edit", args=[young.reference])
    assert addresses["Record the team"] == f"{edit}#id_youth_team"
    assert addresses["Record the agreement"] == f"{edit}#id_agreement"
    assert "The young person" in page.texts["main-content"]
    assert "perpetrator" not in page.texts["main-content"].replace(
        "Young Perpetrator Specialist", ""
    )


def test_what_it_is_called_follows_and_an_urgent_risk_stands_above_all(client, facts):
    urgent = ReferralFactory(
        relationship="PARTNER", harmed_aged_16="YES", has_urgent_risk=True
    )

    words = Page(client.get(urgent.get_absolute_url())).texts["main-content"]

    assert "Call it domestic abuse. Both were 16 or over" in words
    assert words.index("The referrer says somebody is at urgent risk") < words.index(
        "What happens next"
    )


def test_an_earlier_referral_is_named_to_whoever_may_see_it(client, facts):
    earlier = ReferralFactory()
    hidden = ReferralFactory(post__code="FSW")
    for before, is_named in ((earlier, True), (hidden, False)):
        page = Page(client.get(ReferralFactory(follows=before).get_absolute_url()))
        assert (before.reference in page.words) is is_named
