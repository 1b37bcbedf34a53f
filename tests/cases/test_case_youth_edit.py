"""A young person's details: agreement, competence, school, orders; no names of parents."""

import pytest
from django.urls import reverse

from cases.models import YouthDetail
from pilot.permissions import Role
from tests.factories import CaseFactory, YouthDetailFactory
from tests.pages import Page, lost


@pytest.fixture
def case(person):
    worker = person(Role.YOUNG_PERPETRATOR_SPECIALIST)
    return CaseFactory(worker=worker, post__code="YPS")


def told(**changes):
    return {
        **{"holders": ["MOTHER", "LOCAL_AUTHORITY"], "consent": "YES"},
        **{"parental_consent": "NOT_SAFE", "competence": "COMPETENT"},
        **{"competence_reasons": "Weighs it up", "school": "MAINSTREAM"},
        **{"send": "SUPPORT", "looked_after": "NO", "order": "YRO"},
        **{"attendance": "REQUIRED", "version": "0"},
        **changes,
    }


def test_the_answers_are_kept_and_the_person_is_never_called_a_perpetrator(client_of, case):
    client = client_of(case.worker)
    address = reverse("cases:case_youth_edit", args=[case.reference])

    client.post(address, told())

    youth = YouthDetail.objects.get()
    assert youth.holders == ["LOCAL_AUTHORITY", "MOTHER"]
    people = client.get(reverse("cases:case_people", args=[case.reference]))
    assert "Parental responsibility Mother, Local authority" in Page(people).words
    for response in (people, client.get(address)):
        own = response.text.partition("<main")[2].partition("</main>")[0]
        assert "perpetrator" not in own.lower().replace("young perpetrator specialist", "")


def test_a_judgement_has_reasons_and_a_duty_an_order(client_of, case):
    client = client_of(case.worker)
    address = reverse("cases:case_youth_edit", args=[case.reference])
    sent = told(competence_reasons="", order="NONE")

    page = Page(client.post(address, sent))

    assert page.errors == {
        "competence_reasons": "Enter why you judge so",
        "order": "Select the order that requires them to come",
    }
    sent.pop("holders")
    assert lost(page, {name: value for name, value in sent.items() if value}) == {}

    long = Page(client.post(address, sent | {"competence_reasons": "n" * 501}))
    assert long.errors["competence_reasons"].endswith("or fewer: it has 501")


def test_whoever_saves_second_sees_both(client_of, case):
    YouthDetailFactory(case=case, consent="NO")

    response = client_of(case.worker).post(
        reverse("cases:case_youth_edit", args=[case.reference]), told()
    )

    assert response.status_code == 409
    words = Page(response).words
    assert "Does the young person agree to the work? Differs No Yes" in words
    assert "Mother Local authority, Mother" in words.replace("Differs ", "")


def test_only_the_case_of_a_young_person_has_this_page(client_of, person):
    case = CaseFactory(worker=person(Role.CRIMINAL_JUSTICE_WORKER))
    client = client_of(case.worker)

    for page in ("case_youth_edit", "case_asset_add"):
        address = reverse(f"cases:{page}", args=[case.reference])
        assert client.get(address).status_code == 409
    people = Page(client.get(reverse("cases:case_people", args=[case.reference])))
    assert "The young person" not in people.words
