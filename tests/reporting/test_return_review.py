"""The officer takes a return into review."""

import pytest
from django.urls import reverse

from reporting.models import Return
from tests.reporting.returned import signed

pytestmark = pytest.mark.django_db
RETURN = ["LBHF", "2015Q4"]
PAGE = reverse("reporting:return_review", args=RETURN)


def test_one_press_takes_it_up(client_of, who):
    signed(who)

    answer = client_of(who.officer).post(PAGE)

    assert answer.url == "/returns/LBHF/2015Q4/"
    assert Return.objects.get().status == Return.Status.OFFICER_REVIEW


def test_what_nobody_signed_is_not_taken_up(client_of, who):
    assert client_of(who.officer).post(PAGE).status_code == 409
