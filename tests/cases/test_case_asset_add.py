"""What the Youth Offending Service assessed: the tool must have existed (V-22)."""

from datetime import date

from django.urls import reverse

from cases.models import AssetSummary
from pilot.permissions import Role
from tests.factories import CaseFactory
from tests.pages import Page, typed


def test_assetplus_is_refused_before_it_came_and_taken_from_that_day(client_of, person):
    worker = person(Role.YOUNG_PERPETRATOR_SPECIALIST)
    case = CaseFactory(worker=worker, post__code="YPS")
    client = client_of(worker)
    address = reverse("cases:case_asset_add", args=[case.reference])
    told = {"tool": "ASSET_PLUS", "stage": "START", "reoffending": "LOW"}
    told |= {"serious_harm": "VERY_HIGH", "safety": "HIGH"}

    page = Page(client.post(address, {**told, **typed("done_on", date(2015, 8, 31))}))
    assert page.errors["done_on"].startswith("AssetPlus began on 1 September 2015")
    unknown = {**told, **typed("done_on", date(2015, 9, 1)), "reoffending": "VERY_HIGH"}
    assert set(Page(client.post(address, unknown)).errors) == {"reoffending"}
    client.post(address, {**told, **typed("done_on", date(2015, 9, 1))})

    assert AssetSummary.objects.get().done_on == date(2015, 9, 1)
    words = Page(client.get(reverse("cases:case_people", args=[case.reference]))).words
    assert "AssetPlus, start 1 Sep 2015 Low Very high High" in words
