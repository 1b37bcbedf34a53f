"""Keying in paper sheets: one line for each token, and no name beside an answer."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals.models import AnswerPoint, ConfidenceResponse
from tests.factories import ConfidenceResponseFactory, ConfidenceSlipFactory
from tests.pages import Page, leads_to, typed

DAY = date(2016, 3, 8)


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.FAMILY_SUPPORT_WORKER))


@pytest.fixture
def slip():
    return ConfidenceSlipFactory()


def address(event, point="BEFORE"):
    return reverse("referrals:training_answers", args=[event.reference, point])


def test_a_pile_of_sheets_is_typed_as_it_lies(client, slip):
    event = slip.attendance.event
    second, third = (ConfidenceSlipFactory(attendance__event=event) for _ in range(2))
    page = Page(client.get(address(event)))
    assert page.answer("answered_on_month") == "3"
    assert slip.attendance.practitioner.name not in page.words

    response = client.post(
        address(event),
        {
            **typed("answered_on", DAY),
            f"items_{slip.pk}": "3 4 5 4 3",
            f"knowledge_{slip.pk}": "7",
            f"items_{second.pk}": "34-43",
            f"items_{third.pk}": "",
        },
    )

    assert leads_to(response) == event.get_absolute_url()
    assert "2 sheets are kept" in Page(client.get(response.url)).done
    first, other = ConfidenceResponse.objects.order_by("pk")
    assert (first.recognising, first.planning, first.knowledge) == (3, 4, 7)
    assert (other.judging, other.referring, other.answered_on) == (None, 3, DAY)
    assert [row.token for row in client.get(address(event)).context["form"].slips] == [
        third.token
    ]


def test_a_later_point_lists_only_those_who_answered_before(client, slip):
    event = slip.attendance.event
    answered = ConfidenceResponseFactory(slip__attendance__event=event).slip

    for point in ("AFTER", "FOLLOW_UP"):
        form = client.get(address(event, point)).context["form"]
        assert form.slips == [answered]
    tabs = client.get(address(event)).context["tabs"]
    assert [tab["count"] for tab in tabs] == [1, 0, 0]


def test_what_is_wrong_is_said_at_its_box_and_everything_is_kept(client, slip):
    event = slip.attendance.event
    sent = {**typed("answered_on", DAY), f"items_{slip.pk}": "346"}
    sent[f"knowledge_{slip.pk}"] = "11"

    page = Page(client.post(address(event), sent))

    assert page.errors == {
        f"items_{slip.pk}": f"Type five numbers from 1 to 5 for {slip.token}, "
        "with a dash for one left out",
        f"knowledge_{slip.pk}": f"The knowledge score of {slip.token} must be a number "
        "from 0 to 10",
    }
    assert page.answer(f"items_{slip.pk}") == "346"
    empty = Page(client.post(address(event), typed("answered_on", DAY)))
    assert "Type the answers of at least one sheet" in empty.words
    no_day = Page(client.post(address(event), {f"items_{slip.pk}": "33333"}))
    assert no_day.errors == {"answered_on": "Enter the day of the sheets"}
    assert not ConfidenceResponse.objects.exists()


def test_a_sheet_from_outside_its_days_is_refused_with_the_days(client, slip):
    event = slip.attendance.event
    ConfidenceResponseFactory(slip=slip)
    sent = {**typed("answered_on", date(2016, 4, 1)), f"items_{slip.pk}": "33333"}

    response = client.post(address(event, "AFTER"), sent)

    assert response.status_code == 409
    assert "8 March 2016 to 22 March 2016" in Page(response).words


def test_when_everybody_has_answered_it_says_so(client):
    response = ConfidenceResponseFactory(point=AnswerPoint.BEFORE)

    words = Page(client.get(address(response.slip.attendance.event))).words

    assert "Nobody is left to answer at this point" in words
