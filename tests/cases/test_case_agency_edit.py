"""Changing an agency's entry: somebody else works there now, or it is over."""

from datetime import date

from django.urls import reverse

from cases.models import AgencyInvolvement
from pilot.permissions import Role
from tests.factories import AgencyInvolvementFactory, CaseFactory
from tests.pages import Page, typed


def test_an_entry_ends_after_it_began_and_two_who_change_it_see_both(client_of, person):
    case = CaseFactory(worker=person(Role.FAMILY_SUPPORT_WORKER), post__code="FSW")
    around = AgencyInvolvementFactory(perpetrator=case.perpetrator)
    client = client_of(case.worker)
    address = reverse("cases:case_agency_edit", args=[case.reference, around.reference])
    sent = {"role": "Drug worker", "agency": around.agency_id, "version": "1"}
    sent |= typed("starts_on", date(2016, 2, 1))

    page = Page(client.post(address, {**sent, **typed("ends_on", date(2016, 1, 1))}))
    assert page.errors["ends_on"].endswith("on or after 1 February 2016, when it began")
    client.post(address, {**sent, **typed("ends_on", date(2016, 7, 1))})
    words = Page(client.get(reverse("cases:case_people", args=[case.reference]))).words
    assert "1 Feb 2016 to 1 Jul 2016 Over" in words

    response = client.post(address, {**sent, "role": "Key worker"})
    assert response.status_code == 409
    assert (
        "What do they do for them? Differs Drug worker Key worker" in Page(response).words
    )
    assert AgencyInvolvement.objects.get().role == "Drug worker"
