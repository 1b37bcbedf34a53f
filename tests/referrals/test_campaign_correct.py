"""Putting an activity of the campaign right, or taking it out."""

from datetime import date

from django.urls import reverse

from pilot.permissions import Role
from referrals.models import CampaignActivity
from tests.factories import CampaignActivityFactory
from tests.pages import Page, leads_to, typed


def test_a_correction_stands_and_what_was_never_done_is_taken_out(client_of, person):
    client = client_of(person(Role.FAMILY_SUPPORT_WORKER))
    first = CampaignActivityFactory(boroughs=["LBHF"], reach=120, measure="COPIES")
    correct = reverse("referrals:campaign_correct", args=[first.reference])
    page = Page(client.get(correct))
    assert (page.answer("reach"), page.answers["boroughs"]) == ("120", ["LBHF"])
    sent = {
        "title": first.title,
        "channel": "POSTER",
        "boroughs": ["LBHF", "WCC"],
        "audience": first.audience,
        **typed("starts_on", date(2016, 2, 8)),
        **typed("ends_on", first.ends_on),
        "reach": "150",
        "measure": "COPIES",
    }
    assert set(Page(client.post(correct, sent)).errors) == {"reason"}

    response = client.post(correct, sent | {"reason": "In two boroughs, a week later"})

    new = CampaignActivity.objects.standing().get()
    assert leads_to(response) == new.get_absolute_url()
    assert (new.replaces, new.reach, new.boroughs.count()) == (first, 150, 2)
    assert client.get(correct).status_code == 409
    correct = reverse("referrals:campaign_correct", args=[new.reference])
    client.post(correct, sent | {"reason": "Never printed", "is_withdrawn": "on"})
    assert not CampaignActivity.objects.standing().exists()
