"""Somebody harmed is identified: who, because of whose case, who supports them."""

from datetime import date

import pytest
from django.urls import reverse

from cases.partners import actions
from cases.partners.known import people_like
from cases.partners.models import PartnerCase
from tests.factories import CaseAllocationFactory, CaseFactory, PartnerCaseFactory
from tests.pages import typed

OPEN = reverse("partners:partner_case_open")


@pytest.fixture
def case(facts):
    return CaseFactory(borough__code="WCC")


def told(case, worker, **more):
    return {
        "case": case.reference,
        "person": "",
        "given_names": "Clover",
        "relationship": "PARTNER",
        "lives_together": "NOT_ASKED",
        "scope": "NOT_KNOWN",
        "delivered_by": "",
        "worker": worker.pk,
        **typed("opened_on", date(2016, 2, 1)),
        **more,
    }


def test_a_worker_opens_one_for_themselves(client_of, supporter, case):
    response = client_of(supporter).post(OPEN, told(case, supporter), follow=True)

    opened = PartnerCase.objects.get()
    assert f"Partner case {opened.reference} is open" in response.text
    assert (str(opened.person), opened.worker) == ("Clover", supporter)
    assert "Nobody has said yet who provides this support" in response.text


def test_the_manager_says_who_supports_them(client_of, supporter, manager, case):
    client_of(manager).post(OPEN, told(case, supporter))

    assert PartnerCase.objects.get().worker == supporter


def test_somebody_known_is_not_entered_twice(client_of, supporter, case):
    known = PartnerCaseFactory(borough__code="WCC", worker=supporter, closed=True).person
    still = PartnerCaseFactory(borough__code="WCC", worker=supporter).person
    client = client_of(supporter)

    page = client.get(OPEN)
    client.post(OPEN, told(case, supporter, person=known.reference, given_names=""))

    assert known.reference in page.text
    assert still.reference not in page.text
    assert PartnerCase.objects.open().filter(person=known).exists()


def known(worker, by, case, **more):
    """Somebody entered through the action, so that they are found by their name."""
    return actions.open_partner_case(
        case,
        by=by,
        worker=worker,
        opened_on=date(2016, 2, 1),
        relationship="PARTNER",
        given_names="Katherine",
        surname="Reedmace",
        **more,
    )


def test_who_is_supported_by_a_colleague_is_known_and_no_more(
    client_of, person, supporter, manager, case
):
    colleague = person("PSW", "WCC")
    theirs = known(colleague, manager, CaseFactory(borough__code="WCC"))
    entered = told(case, supporter, given_names="Kate", surname="Reedmace")
    client = client_of(supporter)

    asked = client.post(OPEN, entered)

    assert "Known: ask the manager" in asked.text
    for said in (theirs.reference, theirs.person.reference, "Katherine", colleague):
        assert str(said) not in asked.text
    assert PartnerCase.objects.count() == 1

    client.post(OPEN, entered | {"shown": asked.context["form"]["shown"].value()})

    assert PartnerCase.objects.count() == 2


def test_ones_own_and_the_managers_are_named_with_where_they_are(
    client_of, supporter, manager, case
):
    theirs = known(supporter, manager, CaseFactory(borough__code="WCC"))

    for who in (supporter, manager):
        entered = told(case, supporter, given_names="Katherine", surname="Reed mace")
        page = client_of(who).post(OPEN, entered)

        assert theirs.get_absolute_url() in page.text
        assert "ask the manager" not in page.text


def test_another_boroughs_and_those_of_ones_own_person_give_no_hint(
    client_of, person, supporter, manager, case
):
    colleague = person("PSW", "WCC")
    theirs = known(colleague, manager, CaseFactory(borough__code="WCC"))
    CaseAllocationFactory(case=theirs.links.get().case, worker=supporter, cover=True)
    elsewhere = person("PSW", "LBHF")
    his = CaseFactory(borough__code="LBHF")

    for who, because in ((supporter, case), (elsewhere, his)):
        entered = told(because, who, given_names="Katherine", surname="Reedmace")
        assert client_of(who).post(OPEN, entered).status_code == 302


def test_who_is_corrected_is_found_by_the_name_they_have_now(supporter, manager, case):
    theirs = known(supporter, manager, case)

    actions.correct_supported_person(
        theirs, by=supporter, version=theirs.person.version, surname="Mossop"
    )

    assert people_like(manager, "Kathy Mossop", None).people == [theirs.person]
    assert not people_like(manager, "Katherine Reedmace", None).people


def test_his_own_cases_are_offered_to_nobody(client_of, supporter, case):
    theirs = CaseFactory(borough__code="WCC")
    CaseAllocationFactory(case=theirs, worker=supporter, cover=True)

    page = client_of(supporter).get(OPEN)

    assert case.reference in page.text
    assert theirs.reference not in page.text


def test_what_is_missing_is_said_beside_it_and_every_answer_kept(
    client_of, supporter, case
):
    wrong = told(case, supporter, given_names="", surname="Reed", scope="NO")
    page = client_of(supporter).post(OPEN, wrong | typed("opened_on", date(2016, 1, 1)))

    assert "Enter their first name, or a word for them" in page.text
    assert "Select why they are not to be contacted" in page.text
    assert "when that case opened" in page.text
    assert 'value="Reed"' in page.text


def test_who_does_not_work_there_cannot_be_chosen(client_of, manager, person, case):
    elsewhere = person("PSW", "LBHF")

    page = client_of(manager).post(OPEN, told(case, elsewhere))

    assert "does no partner support in Westminster" in page.text


def test_opened_by_a_manager_who_then_may_not_see_it_leads_to_the_list(
    client_of, supporter, manager, case
):
    response = client_of(manager).post(OPEN, told(case, supporter))

    assert response.url == PartnerCase.objects.get().get_absolute_url()
