"""Why people are declined: every number against a slow count of its own."""

from datetime import date

import pytest
from django.urls import reverse

from pilot import calendar
from pilot.permissions import Role
from referrals.models import Referral
from tests.factories import ReferralFactory
from tests.pages import Page
from tests.reporting.questions import follow_every_number

pytestmark = pytest.mark.both_engines

DECLINED = reverse("reporting:question_declined")
Reason = Referral.DeclineReason


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


def some_declined():
    for reason, post, borough, received_on in (
        (Reason.AGE, "CJW", "WCC", date(2015, 12, 29)),
        (Reason.AGE, "CJW", "WCC", date(2016, 1, 11)),
        (Reason.AGE, "YPS", "LBHF", date(2016, 5, 3)),
        (Reason.NO_CAPACITY, "FSW", "RBKC", date(2016, 5, 3)),
        (Reason.UNSAFE, "FSW", "RBKC", date(2016, 2, 2)),
    ):
        ReferralFactory(
            declined=True,
            decline_reason=reason,
            post__code=post,
            borough__code=borough,
            received_on=received_on,
        )
    ReferralFactory(declined=True, without_borough=True)
    ReferralFactory(withdrawn=True)
    ReferralFactory(accepted=True)


def value_of(referral, by):
    if by == "quarter":
        return calendar.quarter_of(referral.decided_on).label
    return str(getattr(referral, by) or "No borough yet")


def test_every_number_is_the_slow_count_and_opens_its_list(client):
    some_declined()
    declined = list(Referral.objects.filter(status=Referral.Status.REJECTED))

    for by in ("post", "borough", "quarter"):
        table = client.get(f"{DECLINED}?tab={by}").context["table"]
        for line in table.lines:
            for cell in line.cells[:-1]:
                assert cell.count == sum(
                    each.get_decline_reason_display() == line.name
                    and value_of(each, by) == cell.heading
                    for each in declined
                )
        assert table.together.cells[-1].count == len(declined) == 6
        follow_every_number(client, DECLINED, [table])


def test_language_and_capacity_are_always_there_and_the_rest_by_how_often(client):
    assert [line.name for line in client.get(DECLINED).context["table"].lines] == [
        "Language or access need we cannot meet",
        "No capacity",
    ]
    some_declined()

    lines = client.get(DECLINED).context["table"].lines

    assert [(line.name, line.cells[-1].count) for line in lines] == [
        ("Language or access need we cannot meet", 0),
        ("No capacity", 1),
        ("Outside the age range", 4),
        ("Contact would raise the risk", 1),
    ]


def test_the_filters_narrow_the_table_and_the_list_alike(client):
    some_declined()

    response = client.get(f"{DECLINED}?borough=WCC&quarter=2016Q1&reason=AGE&tab=quarter")

    assert response.context["table"].together.cells[-1].count == 2
    assert response.context["page"].paginator.count == 2
    assert "reason=AGE" in response.context["tabs"][0]["href"]


def test_nobody_declined_is_said_in_words(client):
    assert "Nobody here was declined" in Page(client.get(DECLINED)).words
