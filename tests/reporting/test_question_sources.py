"""Where referrals come from: every number against a slow count of its own."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from pilot import calendar
from pilot.permissions import Role
from referrals.models import Agency, Referral
from tests.factories import (
    AgencyFactory,
    CampaignActivityFactory,
    ReferralFactory,
    TrainingEventFactory,
)
from tests.pages import Page
from tests.reporting.questions import follow_every_number

pytestmark = pytest.mark.both_engines

SOURCES = reverse("reporting:question_sources")
Sector = Agency.Sector


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


def some_referrals():
    police, yos = (AgencyFactory(sector=code) for code in (Sector.POLICE, Sector.YOS))
    for n, agency in enumerate((police, police, yos, None, police)):
        ReferralFactory(
            agency=agency,
            received_on=date(2015, 10, 5) + timedelta(days=61 * n),
            borough__code=("LBHF", "WCC")[n % 2],
        )
    ReferralFactory(agency=yos, status=Referral.Status.DUPLICATE, withdrawn=True)
    return police, yos


def sector_of(referral):
    agency = referral.agency
    return agency.get_sector_display() if agency else "Themselves or family"


def test_every_number_is_the_slow_count_and_opens_its_list(client):
    police, yos = some_referrals()
    counted = list(Referral.objects.exclude(status=Referral.Status.DUPLICATE))

    sources = client.get(SOURCES).context["sources"]

    for table, name_of in (
        (sources.by_sector, sector_of),
        (sources.by_agency, lambda each: str(each.agency or "Themselves or family")),
    ):
        for line in table.lines:
            for cell in line.cells[:-1]:
                assert cell.count == sum(
                    name_of(each) == line.name
                    and calendar.quarter_of(each.received_on).label == cell.heading
                    for each in counted
                )
    assert sources.by_sector.together.cells[-1].count == 5
    names = [line.name for line in sources.by_agency.lines]
    assert names == [str(police), str(yos), "Themselves or family"]
    follow_every_number(client, SOURCES, [sources.by_sector, sources.by_agency])


def test_the_months_of_the_chart_are_the_slow_count_too(client):
    some_referrals()
    counted = list(Referral.objects.exclude(status=Referral.Status.DUPLICATE))

    sources = client.get(SOURCES).context["sources"]

    assert [name for name, _ in sources.by_month] == [
        "Police",
        "Children’s Services",
        "Youth Offending Service",
        "Themselves or family",
    ]
    for name, months in sources.by_month:
        assert len(months) == 10, "October to July"
        for month, count in months:
            assert count == sum(
                sector_of(each) == name and each.received_on.replace(day=1) == month
                for each in counted
            )
    drawn = [[bar.words for bar in band.bars] for band in sources.chart.bands]
    assert drawn == [
        [f"{count}" for _, count in months if count] for _, months in sources.by_month
    ]


def test_training_that_took_place_is_marked_in_the_bands_it_was_for(client):
    some_referrals()
    given = TrainingEventFactory(delivered=True, sectors=["POLICE", "YOS"])
    closed = TrainingEventFactory(status="CLOSED", on=date(2015, 11, 2), sectors=["HEALTH"])
    TrainingEventFactory(sectors=["POLICE"])
    TrainingEventFactory(cancelled=True, sectors=["POLICE"])

    response = client.get(SOURCES)

    events = response.context["sources"].events
    assert [event.what for event in events] == [closed.title, given.title]
    assert [event.number for event in events] == ["T1", "T2"]
    marks = {
        band.name: [mark.words for mark in band.marks]
        for band in response.context["sources"].chart.bands
    }
    assert marks == {
        "Police": ["T2"],
        "Children’s Services": [],
        "Youth Offending Service": ["T2"],
        "Themselves or family": [],
    }
    assert "2 November 2015" in Page(response).words


def test_the_campaign_stands_over_the_months_it_ran(client):
    some_referrals()
    posters = CampaignActivityFactory()
    day = CampaignActivityFactory(starts_on=date(2015, 11, 2), ends_on=date(2015, 11, 2))
    CampaignActivityFactory(is_replaced=True)
    CampaignActivityFactory(starts_on=date(2016, 8, 1), ends_on=date(2016, 8, 9))

    response = client.get(SOURCES)

    sources = response.context["sources"]
    assert [(event.number, event.what) for event in sources.events] == [
        ("C1", day.title),
        ("C2", posters.title),
    ]
    assert [event.when for event in sources.events] == [
        "2 November 2015",
        "1 February 2016 to 31 March 2016",
    ]
    assert [span.words for span in sources.chart.spans] == ["C1", "C2"]
    page = Page(response)
    assert posters.audience in page.words
    assert (posters.title, posters.get_absolute_url()) in page.links


def test_the_filters_narrow_everything_and_an_agency_is_named(client):
    police, _ = some_referrals()

    response = client.get(f"{SOURCES}?agency={police.pk}&borough=LBHF")

    assert response.context["page"].paginator.count == 2
    assert response.context["sources"].by_sector.together.cells[-1].count == 2
    assert f"Only those from {police}" in Page(response).words
    for odd in ("0", "x", "9" * 30):
        assert client.get(f"{SOURCES}?agency={odd}").status_code == 200


def test_no_referral_at_all_is_said_in_words(client):
    assert "No referral came from there" in Page(client.get(SOURCES)).words
