"""Taking an entry back by another one, with a reason."""

from datetime import date

from django.urls import reverse

from pilot.models import Cost
from pilot.permissions import Role
from tests.factories import CostShareFactory
from tests.pages import Page, typed


def test_a_reversal_needs_a_day_after_the_cost_and_a_reason(person, client_of):
    cost = CostShareFactory(borough__code="WCC").cost
    client = client_of(person(Role.DATA_AND_FINANCE_OFFICER))
    address = reverse("pilot:cost_reverse", args=[cost.reference])

    early = Page(client.post(address, typed("on", date(2016, 1, 11))))
    assert set(early.errors) == {"on", "reason"}

    told = {"reason": "Entered twice", **typed("on", date(2016, 1, 12))}
    assert Page(client.post(address, told, follow=True)).done.startswith("The entry is")
    assert Cost.objects.get(reverses=cost).reason == "Entered twice"

    again = Page(client.post(address, {**told, "reason": "Once more"}))
    assert "has been reversed already" in again.words
