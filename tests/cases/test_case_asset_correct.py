"""A wrong summary stays readable, struck through, beside the right one."""

from datetime import date

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import AssetSummaryFactory, CaseFactory
from tests.pages import Page, typed


def test_a_summary_is_corrected_once_for_a_reason(client_of, person):
    worker = person(Role.YOUNG_PERPETRATOR_SPECIALIST)
    case = CaseFactory(worker=worker, post__code="YPS")
    wrong = AssetSummaryFactory(case=case)
    client = client_of(worker)
    address = reverse("cases:case_asset_correct", args=[case.reference, wrong.reference])
    right = {"tool": "ASSET", "stage": "START", "reoffending": "LOW"}
    right |= {"serious_harm": "LOW", "safety": "LOW", **typed("done_on", date(2016, 2, 1))}

    assert Page(client.post(address, right)).errors == {"because": "Enter what was wrong"}
    client.post(address, {**right, "because": "It was Asset"})

    response = client.get(reverse("cases:case_people", args=[case.reference]))
    assert "<del>AssetPlus, start</del>" in response.text
    assert "Asset, start corrected: It was Asset" in Page(response).words
    again = client.post(address, {**right, "because": "Once more"})
    assert again.status_code == 409
