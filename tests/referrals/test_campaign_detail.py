"""One activity of the campaign."""

from pilot.permissions import Role
from tests.factories import CampaignActivityFactory
from tests.pages import Page


def test_it_is_shown_to_all_who_run_it_and_changed_where_one_works(client_of, person):
    activity = CampaignActivityFactory(boroughs=["LBHF", "WCC"])
    here = Page(client_of(person("CJW")).get(activity.get_absolute_url()))
    elsewhere = Page(client_of(person("CJW", "LBHF")).get(activity.get_absolute_url()))

    assert "Boroughs Hammersmith and Fulham, Westminster" in here.words
    assert "Reach Not counted" in here.words
    assert "Cost to the pilot Not recorded" in here.words
    assert "Put it right" in here.words
    assert "Put it right" not in elsewhere.words, "not every borough is theirs"
    gone = CampaignActivityFactory(is_replaced=True, withdrawal_reason="Never printed")
    page = Page(client_of(person(Role.SERVICE_MANAGER)).get(gone.get_absolute_url()))
    assert "counts nowhere: Never printed" in page.words
    assert "Put it right" not in page.words
