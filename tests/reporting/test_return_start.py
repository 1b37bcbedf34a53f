"""Beginning a return."""

import pytest
from django.urls import reverse

from reporting.models import Return

pytestmark = pytest.mark.django_db
RETURN = ["LBHF", "2015Q4"]
PAGE = reverse("reporting:return_start", args=RETURN)


def test_one_press_begins_it_as_a_draft(client_of, who):
    answer = client_of(who.writer).post(PAGE)

    assert answer.url == "/returns/LBHF/2015Q4/"
    of = Return.objects.get()
    assert (of.status, of.template) == (Return.Status.DRAFT, 1)


def test_pressed_twice_it_is_begun_once(client_of, who):
    client_of(who.writer).post(PAGE)

    assert client_of(who.signer).post(PAGE).status_code == 409
    assert Return.objects.count() == 1
