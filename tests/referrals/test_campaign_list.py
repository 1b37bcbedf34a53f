"""The activities of the campaign."""

from datetime import date

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import CampaignActivityFactory
from tests.pages import Page

LIST = reverse("referrals:campaign_list")


def test_activities_are_listed_by_when_they_are_and_narrowed(client_of, person):
    client = client_of(person(Role.CRIMINAL_JUSTICE_WORKER))
    CampaignActivityFactory(title="Radio talk", boroughs=["WCC"], channel="RADIO")
    posters = CampaignActivityFactory(
        title="Surgery posters",
        boroughs=["LBHF", "WCC"],
        ends_on=date(2016, 9, 1),
        reach=120,
        measure="COPIES",
        contacts=0,
    )
    CampaignActivityFactory(
        title="A stall", starts_on=date(2016, 8, 6), ends_on=date(2016, 8, 6)
    )
    CampaignActivityFactory(title="Never done", is_replaced=True)

    page = Page(client.get(LIST))
    assert "All ( 3 ) Under way ( 1 ) To come ( 1 ) Over ( 1 )" in page.words
    assert (
        "Surgery posters 1 February 2016 to 1 September 2016 Posters Hammersmith and "
        "Fulham Westminster 120 copies put up or handed out 0"
    ) in page.words
    assert (posters.title, posters.get_absolute_url()) in page.links
    assert "Not counted" in page.words
    assert "Never done" not in page.words
    for query, title in (
        ({"tab": "to_come"}, "A stall"),
        ({"tab": "over"}, "Radio talk"),
        ({"channel": "RADIO", "borough": "WCC"}, "Radio talk"),
    ):
        assert "1 result Activities of the campaign, newest first" in (
            words := Page(client.get(LIST, query)).words
        )
        assert title in words
