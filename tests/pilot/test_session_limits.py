"""A session ends after 15 idle minutes and after ten hours, used or not (S-12)."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from pilot.models import Draft
from pilot.permissions import Role

MONDAY = "2026-01-12 08:00:00+00:00"
AUTOSAVE = {"X-Requested-With": "draft"}


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def signed_in(clock, client_of, person):
    signed_in = client_of(person(Role.CRIMINAL_JUSTICE_WORKER))
    assert is_signed_in(signed_in)
    return signed_in


def is_signed_in(signed_in) -> bool:
    response = signed_in.get(reverse("pilot:contract"))
    if response.status_code == 302:
        assert response.url.startswith(reverse("pilot:sign_in"))
    return response.status_code == 200


def test_a_session_idle_for_14_minutes_and_59_seconds_goes_on(signed_in, clock):
    clock.shift(timedelta(minutes=14, seconds=59))

    assert is_signed_in(signed_in)


def test_a_session_idle_for_15_minutes_and_a_second_is_over(signed_in, clock):
    clock.shift(timedelta(minutes=15, seconds=1))

    assert not is_signed_in(signed_in)
    assert not is_signed_in(signed_in)


def test_each_page_begins_the_idle_time_anew(signed_in, clock):
    for _ in range(4):
        clock.shift(timedelta(minutes=14))
        assert is_signed_in(signed_in)


def test_the_button_to_stay_begins_the_idle_time_anew(signed_in, clock):
    clock.shift(timedelta(minutes=14))
    assert signed_in.post(reverse("pilot:session_stay")).status_code == 204
    clock.shift(timedelta(minutes=14))

    assert is_signed_in(signed_in)


def test_a_page_that_saves_itself_does_not_prolong_the_session(signed_in, clock):
    clock.shift(timedelta(minutes=14))
    page = reverse("referrals:referral_record", args=["2222-2222"])
    saved = signed_in.post(page, {"reason": "Half"}, headers=AUTOSAVE)
    assert saved.status_code == 200
    clock.shift(timedelta(minutes=1, seconds=1))

    assert not is_signed_in(signed_in)
    assert Draft.objects.get().answers == "reason=Half"


def test_a_page_that_saves_itself_too_late_saves_nothing(signed_in, clock):
    clock.shift(timedelta(minutes=15, seconds=1))

    page = reverse("referrals:referral_record", args=["2222-2222"])
    response = signed_in.post(page, {"reason": "Half"}, headers=AUTOSAVE)

    assert response.status_code == 302
    assert not Draft.objects.exists()


def test_after_ten_hours_of_constant_use_the_session_is_over(signed_in, clock):
    for _ in range(50):
        clock.shift(timedelta(minutes=12))
        signed_in.post(reverse("pilot:session_stay"))
    assert is_signed_in(signed_in)

    clock.shift(timedelta(seconds=1))
    assert not is_signed_in(signed_in)


def test_a_session_that_ended_is_gone_from_the_server_too(signed_in, clock):
    key = signed_in.session.session_key
    clock.shift(timedelta(hours=11))

    assert not is_signed_in(signed_in)
    still_there = Session.objects.filter(session_key=key, expire_date__gt=timezone.now())
    assert not any("_auth_user_id" in each.get_decoded() for each in still_there)


def test_a_clock_that_jumps_back_does_not_make_a_session_longer(signed_in, clock):
    clock.shift(timedelta(minutes=10))
    assert is_signed_in(signed_in)
    clock.shift(-timedelta(hours=1))
    assert is_signed_in(signed_in)
    clock.shift(timedelta(minutes=15, seconds=1))

    assert not is_signed_in(signed_in)


def test_whoever_signs_in_again_is_led_back_to_the_page_they_were_on(signed_in, clock):
    clock.shift(timedelta(minutes=16))

    response = signed_in.get(reverse("referrals:referral_list"))

    assert response.url == f"{reverse('pilot:sign_in')}?next=/referrals/"


def test_the_idle_minutes_can_be_set(signed_in, clock, settings):
    settings.SESSION_COOKIE_AGE = 5 * 60
    assert is_signed_in(signed_in)
    clock.shift(timedelta(minutes=5, seconds=1))

    assert not is_signed_in(signed_in)
