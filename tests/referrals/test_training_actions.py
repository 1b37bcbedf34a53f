"""Training is planned, its register kept and taken, and the event ended."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from pilot import calendar
from pilot.models import AuditEvent, Borough
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from referrals import actions
from referrals.models import Agency, Attendance, ConfidenceSlip, TrainingEvent
from tests.factories import (
    AgencyFactory,
    AttendanceFactory,
    ConfidenceResponseFactory,
    ConfidenceSlipFactory,
    PractitionerFactory,
    TrainingEventFactory,
)

Status, Kind = TrainingEvent.Status, TrainingEvent.Kind
DAY = date(2016, 3, 8)


@pytest.fixture
def trainer(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


def planned(**answers):
    return {
        "on": DAY,
        "kind": Kind.BRIEFING,
        "title": "Recognising coercive control",
        "sectors": ["YOS", "POLICE"],
        "boroughs": Borough.objects.filter(pk__in=["LBHF", "WCC"]),
        **answers,
    }


def said(thing):
    return [event.action for event in AuditEvent.objects.about(thing).order_by("pk")]


# Planning


def test_an_event_is_planned_with_the_usual_length_and_the_trainers_post(trainer, person):
    manager = person(Role.SERVICE_MANAGER)

    event = actions.plan_training(by=manager, trainer=trainer, **planned())

    assert (event.status, event.hours, event.post_id) == (Status.PLANNED, 1, "FSW")
    assert event.sectors == ["POLICE", "YOS"]
    assert event.sector_names == ["Police", "Youth Offending Service"]
    assert {borough.pk for borough in event.boroughs.all()} == {"LBHF", "WCC"}
    [trace] = AuditEvent.objects.about(event)
    assert (trace.action, trace.by) == ("planned", manager)
    assert trace.detail == {"on": "2016-03-08", "kind": "BRIEFING"}


def test_the_manager_may_give_training_without_a_post_and_for_longer(person):
    manager = person(Role.SERVICE_MANAGER)

    event = actions.plan_training(
        by=manager, trainer=manager, **planned(hours=Decimal("2.5"))
    )

    assert (event.post, event.hours) == (None, Decimal("2.5"))


def test_nobody_plans_training_for_a_borough_they_do_not_work_in_or_for_none(person):
    local = person(Role.FAMILY_SUPPORT_WORKER, "LBHF")

    with pytest.raises(PermissionDenied):
        actions.plan_training(by=local, trainer=local, **planned())
    with pytest.raises(TransitionRefused, match="which borough"):
        actions.plan_training(by=local, trainer=local, **planned(boroughs=[]))
    assert not TrainingEvent.objects.exists()


def test_training_lies_inside_the_pilot(trainer):
    for on in (date(2015, 9, 30), date(2016, 10, 1)):
        with pytest.raises(TransitionRefused, match="inside the pilot"):
            actions.plan_training(by=trainer, trainer=trainer, **planned(on=on))
    actions.plan_training(by=trainer, trainer=trainer, **planned(on=date(2016, 9, 30)))


def test_an_event_is_corrected_and_its_register_follows_its_day(trainer, person):
    place = AttendanceFactory()
    event, colleague = place.event, person(Role.YOUNG_PERPETRATOR_SPECIALIST)
    later = date(2016, 3, 15)

    actions.correct_training(
        event, by=trainer, version=1, trainer=colleague, **planned(on=later)
    )

    place.refresh_from_db()
    assert (event.title, event.post_id) == ("Recognising coercive control", "YPS")
    assert (event.on, place.on) == (later, later)
    assert said(event) == ["corrected"]
    with pytest.raises(Overtaken):
        actions.correct_training(event, by=trainer, version=1, trainer=trainer, **planned())


def test_a_correction_keeps_the_boroughs_in_which_its_editor_records_no_advice(person):
    event = TrainingEventFactory(boroughs=["LBHF", "WCC", "RBKC"])
    editor = person(Role.FAMILY_SUPPORT_WORKER, "LBHF", "RBKC")
    changed = planned(boroughs=Borough.objects.filter(pk="LBHF"), trainer=event.trainer)

    actions.correct_training(event, by=editor, version=1, **changed)

    assert {borough.pk for borough in event.boroughs.all()} == {"LBHF", "WCC"}


def test_the_post_of_a_trainer_who_stays_is_the_one_of_the_day_it_was_planned(trainer):
    event = TrainingEventFactory(trainer=trainer, post__code="CJW")

    actions.correct_training(event, by=trainer, version=1, trainer=trainer, **planned())

    assert event.post_id == "CJW"


def test_the_day_stays_once_somebody_has_answered_or_it_was_delivered(trainer):
    answered = ConfidenceResponseFactory().slip.attendance.event
    delivered = TrainingEventFactory(delivered=True)
    changed = planned(on=date(2016, 9, 1))

    with pytest.raises(TransitionRefused, match="already answered"):
        actions.correct_training(
            answered, by=trainer, version=1, trainer=trainer, **changed
        )
    with pytest.raises(TransitionRefused, match="not in the future"):
        actions.correct_training(
            delivered, by=trainer, version=1, trainer=trainer, **changed
        )
    actions.correct_training(delivered, by=trainer, version=1, trainer=trainer, **planned())


@pytest.mark.parametrize("over", [{"status": Status.CLOSED}, {"cancelled": True}])
def test_an_event_that_is_over_for_good_is_not_changed(trainer, over):
    place = AttendanceFactory(event=TrainingEventFactory(**over))
    event, somebody = place.event, PractitionerFactory()
    changes = (
        (actions.correct_training, event, {"version": 1, "trainer": trainer, **planned()}),
        (actions.register_practitioner, event, {"who": somebody}),
        (actions.register_others, event, {"agency": somebody.agency, "number": 1}),
        (actions.take_register, event, {"version": 1, "present": [place.pk]}),
        (actions.take_off_register, place, {}),
        (actions.cancel_training, event, {"reason": "Ill"}),
    )
    for change, thing, details in changes:
        with pytest.raises(TransitionRefused):
            change(thing, by=trainer, **details)
    assert Attendance.objects.get() == place


# The register


def test_somebody_is_on_the_register_once_with_a_slip_and_where_their_team_counts(trainer):
    event = TrainingEventFactory()
    team = AgencyFactory(sector=Agency.Sector.YOS, borough__code="RBKC")
    somebody = PractitionerFactory(agency=team)

    place = actions.register_practitioner(event, by=trainer, who=somebody)
    again = actions.register_practitioner(event, by=trainer, who=somebody)

    assert again == place
    assert (place.agency, place.sector, place.borough_id) == (team, "YOS", "RBKC")
    assert (place.on, place.has_attended) == (event.on, None)
    assert len(place.slip.token) == 9
    assert said(event) == ["added somebody to"]
    with pytest.raises(IntegrityError), transaction.atomic():
        AttendanceFactory(event=event, practitioner=somebody)


def test_people_without_a_name_are_counted_by_their_team_or_as_other(trainer):
    event = TrainingEventFactory()
    team = AgencyFactory(borough=None)

    of_team = actions.register_others(event, by=trainer, agency=team, number=3)
    of_nobody = actions.register_others(event, by=trainer, agency=None, number=2)

    assert [(place.sector, place.borough) for place in of_team] == [("POLICE", None)] * 3
    assert [(place.sector, place.borough) for place in of_nobody] == [("OTHER", None)] * 2
    assert ConfidenceSlip.objects.count() == 5
    for number in (0, 51):
        with pytest.raises(TransitionRefused, match="between 1 and 50"):
            actions.register_others(event, by=trainer, agency=team, number=number)


def test_a_place_entered_by_mistake_goes_unless_something_hangs_on_it(trainer):
    mistaken = ConfidenceSlipFactory().attendance
    answered = ConfidenceResponseFactory().slip.attendance
    taken = AttendanceFactory(event__delivered=True)

    actions.take_off_register(mistaken, by=trainer)

    assert not Attendance.objects.filter(pk=mistaken.pk).exists()
    assert said(mistaken.event) == ["took somebody off"]
    with pytest.raises(TransitionRefused, match="has been given with this person"):
        actions.take_off_register(answered, by=trainer)
    with pytest.raises(TransitionRefused, match="untick them instead"):
        actions.take_off_register(taken, by=trainer)


def test_taking_the_register_delivers_the_event_and_says_who_came(trainer):
    event = TrainingEventFactory()
    came, stayed_away = AttendanceFactory.create_batch(2, event=event)

    actions.take_register(event, by=trainer, version=1, present=[came.pk])

    came.refresh_from_db()
    stayed_away.refresh_from_db()
    assert event.status == Status.DELIVERED
    assert (came.has_attended, stayed_away.has_attended) == (True, False)
    assert said(event) == ["delivered", "took the register of"]
    assert AuditEvent.objects.about(event).last().detail == {"came": 1, "listed": 2}


def test_an_attendance_counts_for_the_team_of_the_day_and_stays_there(trainer):
    event = TrainingEventFactory()
    somebody = PractitionerFactory(agency__borough__code="LBHF")
    place = AttendanceFactory(event=event, practitioner=somebody)
    unnamed = AttendanceFactory(event=event, unnamed=True)
    moved_to = AgencyFactory(sector=Agency.Sector.CHILDRENS, borough__code="WCC")

    somebody.agency = moved_to
    somebody.save()
    actions.take_register(event, by=trainer, version=1, present=[place.pk, unnamed.pk])
    place.refresh_from_db()
    assert (place.agency, place.sector, place.borough_id) == (moved_to, "CHILDRENS", "WCC")

    somebody.agency = AgencyFactory()
    somebody.save()
    actions.take_register(event, by=trainer, version=event.version, present=[place.pk])
    place.refresh_from_db()
    unnamed.refresh_from_db()
    assert (place.agency, unnamed.has_attended) == (moved_to, False)


def test_whoever_is_added_after_the_register_was_taken_has_come(trainer):
    event = TrainingEventFactory(delivered=True)

    place = actions.register_practitioner(event, by=trainer, who=PractitionerFactory())

    assert place.has_attended is True


def test_a_register_is_not_taken_before_the_day_or_for_nobody(trainer, today):
    tomorrow = date(2016, 7, 16)
    to_come = AttendanceFactory(event__on=tomorrow)
    of_another = AttendanceFactory()
    event = AttendanceFactory().event

    with pytest.raises(TransitionRefused, match="taken on that day or later"):
        actions.take_register(to_come.event, by=trainer, version=1, present=[to_come.pk])
    with calendar.clock_set_to(tomorrow):
        actions.take_register(to_come.event, by=trainer, version=1, present=[to_come.pk])
    for present in ([], [of_another.pk]):
        with pytest.raises(TransitionRefused, match="Tick at least one"):
            actions.take_register(event, by=trainer, version=1, present=present)


def test_two_people_do_not_take_one_register_over_each_other(trainer):
    place = AttendanceFactory()
    event, stale = place.event, TrainingEvent.objects.get(pk=place.event.pk)
    actions.take_register(event, by=trainer, version=1, present=[place.pk])

    with pytest.raises(Overtaken):
        actions.take_register(stale, by=trainer, version=1, present=[place.pk])


# The end


def test_an_event_closes_when_nobody_is_waited_for_or_for_a_reason(trainer):
    nobody_answered = TrainingEventFactory(delivered=True, on=date(2016, 7, 1))
    event = TrainingEventFactory(delivered=True, on=date(2016, 3, 17))
    ConfidenceResponseFactory(slip__attendance__event=event)

    actions.close_training(nobody_answered, by=trainer)
    with (
        calendar.clock_set_to(date(2016, 7, 15)),
        pytest.raises(TransitionRefused, match="until 15 July 2016"),
    ):
        actions.close_training(event, by=trainer)
    with calendar.clock_set_to(date(2016, 7, 16)):
        actions.close_training(event, by=trainer)
    assert (nobody_answered.status, event.status) == (Status.CLOSED, Status.CLOSED)


def test_an_event_closed_early_says_why(trainer):
    event = TrainingEventFactory(delivered=True, on=date(2016, 7, 1))
    ConfidenceResponseFactory(slip__attendance__event=event)

    actions.close_training(event, by=trainer, reason="The team was disbanded")

    assert event.closure_reason == "The team was disbanded"
    assert AuditEvent.objects.about(event).get().reason == "The team was disbanded"


def test_an_event_is_cancelled_for_a_reason_which_the_database_asks_for_too(trainer):
    event = TrainingEventFactory()

    actions.cancel_training(event, by=trainer, reason="The trainer was ill")

    assert (event.status, said(event)) == (Status.CANCELLED, ["cancelled"])
    with pytest.raises(IntegrityError), transaction.atomic():
        TrainingEventFactory(status=Status.CANCELLED)


def test_an_event_of_no_borough_needs_the_right_somewhere(trainer, person):
    event = TrainingEventFactory()
    event.boroughs.clear()

    actions.cancel_training(event, by=trainer, reason="Entered by mistake")
    with pytest.raises(PermissionDenied):
        actions.close_training(event, by=person(Role.AUTHORISED_OFFICER))


def test_only_those_who_work_in_one_of_its_boroughs_see_an_event_and_its_register(person):
    place = AttendanceFactory(event=TrainingEventFactory(boroughs=["LBHF", "WCC"]))
    ConfidenceSlipFactory(attendance=place)
    local = person(Role.FAMILY_SUPPORT_WORKER, "WCC")
    stranger = person(Role.FAMILY_SUPPORT_WORKER, "RBKC")

    for model in (TrainingEvent, Attendance, ConfidenceSlip):
        assert model.objects.visible_to(local).count() == 1
        assert model.objects.visible_to(stranger).count() == 0
