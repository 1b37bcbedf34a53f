"""Making a forecast for each month to come."""

from django.urls import reverse

from pilot.models import Forecast
from pilot.permissions import Role
from tests.pages import Page

PAGE = reverse("pilot:forecast_make", args=["WCC"])


def test_each_month_is_asked_and_the_last_forecast_filled_in(person, client_of):
    client = client_of(person(Role.DATA_AND_FINANCE_OFFICER))
    empty = Page(client.post(PAGE, {"month_2016_07": "4000"}))
    assert set(empty.errors) == {"month_2016_08", "month_2016_09"}

    months = {f"month_2016_0{month}": "4,000" for month in (7, 8, 9)}
    done = Page(client.post(PAGE, {**months, "month_2016_09": "0"}, follow=True))

    assert "By the end it will come to £8,000.00 of £50,000.00." in done.words
    assert Forecast.objects.get().months.count() == 3
    assert Page(client.get(PAGE)).answer("month_2016_08") == "4000.00"
