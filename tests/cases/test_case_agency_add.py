"""Adding an agency that works with him: its professional, or only the agency."""

import pytest
from django.urls import reverse

from cases.models import AgencyInvolvement
from pilot.permissions import Role
from referrals.models import Practitioner
from tests.factories import AgencyFactory, CaseFactory, PractitionerFactory
from tests.pages import Page, entered, picked


@pytest.fixture
def case(person):
    return CaseFactory(worker=person(Role.FAMILY_SUPPORT_WORKER), post__code="FSW")


@pytest.fixture
def client(client_of, case):
    return client_of(case.worker)


def add(case):
    return reverse("cases:case_agency_add", args=[case.reference])


def test_a_professional_brings_their_agency(client, case):
    known = PractitionerFactory(agency__sector="HEALTH", name="Dr Goldcrest")
    client.post(add(case), {"role": "GP", **picked("who", known)})
    surgery = AgencyFactory(sector="HEALTH", name="Riverbank surgery")
    new = entered("who", "Ms Linnet", surgery, role="OTHER")
    client.post(add(case), {"role": "Nurse", **new})
    client.post(add(case), {"role": "Tenancy support", "agency": surgery.pk})

    first, second, third = AgencyInvolvement.objects.order_by("pk")
    assert (first.practitioner, first.agency) == (known, known.agency)
    assert (second.practitioner.name, second.agency) == ("Ms Linnet", surgery)
    assert (third.practitioner, third.agency) == (None, surgery)
    words = Page(client.get(reverse("cases:case_people", args=[case.reference]))).words
    assert "GP Dr Goldcrest" in words
    assert "Tenancy support Not recorded" in words


def test_one_of_the_two_is_needed_and_what_they_do(client, case):
    page = Page(client.post(add(case), {}))

    assert page.errors == {
        "agency": "Select the agency, or enter who the professional is",
        "role": "Enter what they do, like drug worker",
    }


def test_nobody_who_supports_the_person_harmed_is_offered_or_accepted(client, case):
    hers = PractitionerFactory(agency__sector="VICTIM_SVC", name="Ms Wryneck")

    assert hers.agency.name not in client.get(add(case)).text
    page = Page(client.post(add(case), {"role": "IDVA", **picked("who", hers)}))
    assert page.errors == {"who": "Select who the professional is"}
    new = entered("who", "Ms Dunlin", hers.agency, role="OTHER")
    page = Page(client.post(add(case), {"role": "IDVA", **new}))
    assert page.errors["who"].startswith("A service for people who were harmed")
    page = Page(client.post(add(case), {"role": "IDVA", "agency": hers.agency.pk}))
    assert set(page.errors) == {"agency"}
    assert not AgencyInvolvement.objects.exists()
    assert Practitioner.objects.count() == 1
