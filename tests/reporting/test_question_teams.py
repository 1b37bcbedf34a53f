"""Which teams have had nothing of us, or nothing for long."""

from datetime import timedelta

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import (
    AgencyFactory,
    AttendanceFactory,
    ConsultationFactory,
    PractitionerFactory,
)
from tests.pages import Page

pytestmark = pytest.mark.both_engines

TEAMS = reverse("reporting:question_teams")


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


def trained(team, days_ago, today, **fields):
    AttendanceFactory(
        event__on=today - timedelta(days=days_ago),
        event__delivered=True,
        practitioner=PractitionerFactory(agency=team),
        **fields,
    )
    return team


def listed(client, tab, query=""):
    return client.get(f"{TEAMS}?tab={tab}{query}").context["rows"]


def test_each_team_in_use_stands_in_one_tab_by_its_last_help(client, today):
    never = AgencyFactory(name="Heron team")
    absent = trained(AgencyFactory(name="Linnet team"), 10, today, has_attended=False)
    long_ago = trained(AgencyFactory(), 181, today)
    trained(long_ago, 250, today)
    lately = trained(AgencyFactory(), 180, today)
    AgencyFactory(is_retired=True)

    assert listed(client, "never") == [(never, None), (absent, None)]
    assert listed(client, "long_ago") == [(long_ago, 181)]
    assert listed(client, "lately") == [(lately, 180)]
    tabs = client.get(TEAMS).context["tabs"]
    assert [tab["count"] for tab in tabs] == [2, 1, 1]
    assert "Never" in Page(client.get(TEAMS)).words


def test_the_later_of_training_and_consultation_counts(client, today):
    def consulted(team, days_ago, **fields):
        somebody = PractitionerFactory(agency=team)
        day = today - timedelta(days=days_ago)
        ConsultationFactory(practitioner=somebody, on=day, **fields)

    both = trained(AgencyFactory(), 250, today)
    consulted(both, 190)
    trained_later = trained(AgencyFactory(), 5, today)
    consulted(trained_later, 20)
    only_asked = AgencyFactory()
    consulted(only_asked, 3)
    never = AgencyFactory()
    consulted(never, 3, booked=True)
    consulted(never, 3, cancelled=True)
    consulted(never, 3, is_replaced=True)

    assert listed(client, "never") == [(never, None)]
    assert listed(client, "long_ago") == [(both, 190)]
    assert listed(client, "lately") == [(trained_later, 5), (only_asked, 3)]


def test_the_longest_without_comes_first(client, today):
    teams = [trained(AgencyFactory(), days, today) for days in (200, 260, 230)]

    rows = listed(client, "long_ago")

    assert [team for team, _ in rows] == [teams[1], teams[2], teams[0]]


def test_the_filters_narrow_rows_and_counts(client):
    wanted = AgencyFactory(sector="YOS", borough__code="WCC")
    AgencyFactory(sector="YOS", borough__code="LBHF")
    london = AgencyFactory(sector="HEALTH", borough=None)

    assert listed(client, "never", "&sector=YOS&borough=WCC") == [(wanted, None)]
    assert listed(client, "never", "&borough=NONE") == [(london, None)]


def test_no_team_is_said_in_words(client):
    assert "No team is here" in Page(client.get(f"{TEAMS}?tab=lately")).words
