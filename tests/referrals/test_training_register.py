"""The register: who is expected and who came, on one page, from the keyboard too."""

import re
from datetime import date

import pytest
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from referrals import actions
from referrals.models import Attendance, Practitioner
from tests.factories import (
    AgencyFactory,
    AttendanceFactory,
    ConfidenceSlipFactory,
    PractitionerFactory,
    TrainingEventFactory,
)
from tests.pages import Page, entered, leads_to, picked


@pytest.fixture
def trainer(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def client(client_of, trainer):
    return client_of(trainer)


def address(event):
    return reverse("referrals:training_register", args=[event.reference])


def expected(event, number=3):
    return [
        ConfidenceSlipFactory(attendance__event=event).attendance for _ in range(number)
    ]


def sent(event, *present, **answers):
    event.refresh_from_db()
    ticked = [place.pk for place in present]
    return {"present": ticked, "version": event.version, **answers}


def test_everybody_is_ticked_by_one_button_without_a_script_and_nothing_is_saved(client):
    event = TrainingEventFactory()
    places = expected(event)
    assert "present" not in Page(client.get(address(event))).answers

    page = Page(client.get(address(event) + "?ticked=everybody"))

    assert set(page.answers["present"]) == {str(place.pk) for place in places}
    assert not Attendance.objects.filter(has_attended=True).exists()


def test_all_attended_except_one(client):
    event = TrainingEventFactory()
    *came, absent = expected(event)

    response = client.post(address(event), sent(event, *came))

    event.refresh_from_db()
    absent.refresh_from_db()
    assert leads_to(response) == event.get_absolute_url()
    assert "The register is taken: 2 came" in Page(client.get(response.url)).done
    assert (event.status, absent.has_attended) == ("DELIVERED", False)
    opened = Page(client.get(address(event)))
    assert set(opened.answers["present"]) == {str(place.pk) for place in came}


def test_somebody_picked_is_added_and_the_ticks_stay(client):
    event = TrainingEventFactory()
    first, *_ = expected(event)
    known = PractitionerFactory(name="PC Heron")

    response = client.post(address(event), sent(event, first, **picked("who", known)))

    assert response.url == f"{address(event)}?ticked={first.pk}"
    page = Page(client.get(response.url))
    assert "PC Heron" in page.words
    assert page.answers["present"] == [str(first.pk)]
    assert "Added to the register" in page.done
    event.refresh_from_db()
    assert event.status == "PLANNED"


def test_somebody_new_is_entered_on_the_way(client):
    event = TrainingEventFactory()
    team = AgencyFactory(borough__code="WCC")

    client.post(address(event), sent(event, **entered("who", "DC Linnet", team)))

    somebody = Practitioner.objects.get(name="DC Linnet")
    assert Attendance.objects.get().practitioner == somebody


def test_looking_for_somebody_keeps_the_ticks_and_adds_nobody(client):
    event = TrainingEventFactory()
    first, *_ = expected(event)
    PractitionerFactory(name="PC Heron")

    page = Page(client.post(address(event), sent(event, first, who="her", who_find="yes")))

    assert "PC Heron" in page.words
    assert page.answers["present"] == [str(first.pk)]
    assert page.errors == {}
    assert Attendance.objects.count() == 3


def test_people_without_names_are_added_by_number(client):
    event = TrainingEventFactory()
    team = AgencyFactory()

    client.post(address(event), sent(event, number="4", agency=team.pk))
    client.post(address(event), sent(event, number="1"))

    assert Attendance.objects.filter(event=event, agency=team).count() == 4
    assert Attendance.objects.filter(event=event, agency=None).count() == 1


def test_a_mistake_is_taken_off_again(client):
    event = TrainingEventFactory()
    mistaken, *_ = expected(event)

    response = client.post(address(event), {"mistaken": mistaken.pk, "version": 1})

    assert "Taken off the register" in Page(client.get(response.url)).done
    assert Attendance.objects.count() == 2
    stranger = AttendanceFactory()
    client.post(address(event), sent(event, mistaken=stranger.pk))
    assert Attendance.objects.filter(pk=stranger.pk).exists()


def test_whoever_takes_somebody_off_loses_no_ticks_and_enter_takes_nobody_off(client):
    event = TrainingEventFactory()
    first, mistaken, _ = expected(event)
    for planned, enter in (
        (event, ""),
        (TrainingEventFactory(on=date(2016, 8, 1)), "Find"),
    ):
        if planned != event:
            expected(planned)
        source = client.get(address(planned)).text
        form = source.partition('id="register"')[0].rpartition("<form")[2]
        form += source.partition('id="register"')[2].partition("</form>")[0]
        pressed_by_enter, *buttons = re.findall("<button[^>]*>", form)
        assert "mistaken" not in pressed_by_enter
        assert ("who_find" in pressed_by_enter) == bool(enter)
        assert sum('name="mistaken"' in button for button in buttons) == 3
        assert not any(" form=" in button for button in buttons)

    response = client.post(address(event), sent(event, first, mistaken=mistaken.pk))

    assert Page(client.get(response.url)).answers["present"] == [str(first.pk)]


def test_each_message_says_what_to_do(client):
    event = TrainingEventFactory()
    expected(event)
    to_come = TrainingEventFactory(on=date(2016, 8, 1))

    def errors(event, **answers):
        return Page(client.post(address(event), sent(event, **answers))).errors

    assert errors(event) == {
        "present": "Tick at least one person. If nobody came, cancel the event"
    }
    assert errors(event, agency=AgencyFactory().pk) == {
        "number": "Enter how many people of this team to add"
    }
    assert errors(event, number="51") == {
        "number": "The answer to “Add how many people without their names?” must be 50 "
        "or less"
    }
    assert errors(event, who="Her") == {"who": "Select who it is"}
    assert errors(to_come) == {"who": "Enter who is expected, by name or how many"}


def test_before_the_day_there_is_nothing_to_tick(client):
    event = TrainingEventFactory(on=date(2016, 8, 1))
    place, *_ = expected(event)

    page = Page(client.get(address(event)))
    assert "present" not in page.answers
    assert "Save the register" not in page.words
    response = client.post(address(event), sent(event, place, number="2"))
    assert response.status_code == 302
    event.refresh_from_db()
    assert event.status == "PLANNED"


def test_a_colleagues_register_is_not_overwritten_and_the_ticks_are_kept(client, trainer):
    event = TrainingEventFactory()
    first, second, _ = expected(event)
    stale = sent(event, second)
    actions.take_register(event, by=trainer, version=1, present=[first.pk])

    response = client.post(address(event), stale)

    assert response.url == f"{address(event)}?ticked={second.pk}"
    assert "Look again, then save" in Page(client.get(response.url)).words
    second.refresh_from_db()
    assert second.has_attended is False


def test_a_register_that_is_closed_is_refused_in_plain_words(client):
    event = TrainingEventFactory(status="CLOSED")
    places = expected(event)

    response = client.post(address(event), sent(event, *places))

    assert response.status_code == 409
    assert "can no longer be changed" in Page(response).words


def test_opening_it_leaves_a_trace_and_odd_ticks_are_ignored(client, trainer):
    event = TrainingEventFactory()
    expected(event)

    assert client.get(address(event) + "?ticked=x.99999.").status_code == 200

    trace = AuditEvent.objects.about(event).get()
    assert (trace.action, trace.by) == ("opened the register of", trainer)


def test_whoever_works_in_one_borough_names_those_of_another_but_adds_nobody_there(
    client_of, person
):
    client = client_of(person(Role.FAMILY_SUPPORT_WORKER, "WCC"))
    event = TrainingEventFactory(boroughs=["WCC"])
    there = AgencyFactory(borough__code="RBKC")
    known = PractitionerFactory(agency=there)

    client.post(address(event), sent(event, **picked("who", known)))
    new = sent(event, **entered("who", "DC Linnet", there))
    page = Page(client.post(address(event), new))

    assert Attendance.objects.get().practitioner == known
    assert "You do not work in Kensington and Chelsea" in page.errors["who"]
    assert page.answer("who") == "DC Linnet"
