"""How confident practitioners are: who may answer when, and what is counted of it."""

import threading
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from pilot import calendar
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import TransitionRefused
from referrals import actions
from referrals.actions.confidence import MOST_REFUSED, check_window, not_taken
from referrals.confidence import Answer, matched_pairs, results_by
from referrals.models import (
    ITEMS,
    AnswerPoint,
    Attendance,
    ConfidenceResponse,
    ConfidenceSlip,
    RefusedAnswer,
    TrainingEvent,
)
from tests.factories import (
    AttendanceFactory,
    ConfidenceResponseFactory,
    ConfidenceSlipFactory,
    TrainingEventFactory,
)

BEFORE, AFTER, FOLLOW_UP = AnswerPoint
DAY = date(2016, 3, 8)


def items(*numbers, knowledge=None):
    return dict(zip(ITEMS, numbers, strict=True)) | {"knowledge": knowledge}


FINE = items(2, 3, 3, 2, 1)


def answer(slip, point, on):
    with calendar.clock_set_to(on):
        return actions.answer_slip(token=slip.token, point=point, items=FINE)


def delivered(*slips):
    """The event of these slips took place, and all of them came."""
    Attendance.objects.filter(slip__in=slips).update(has_attended=True)
    TrainingEvent.objects.filter(attendances__slip__in=slips).update(status="DELIVERED")


# By the token


@pytest.mark.django_db
def test_a_token_answers_once_at_each_point_in_its_days():
    slip = ConfidenceSlipFactory()
    answer(slip, BEFORE, DAY)
    delivered(slip)
    answer(slip, AFTER, DAY)
    answer(slip, FOLLOW_UP, DAY + timedelta(days=60))

    for point, day in ((BEFORE, DAY), (AFTER, DAY), (FOLLOW_UP, DAY + timedelta(days=61))):
        with pytest.raises(TransitionRefused) as refused:
            answer(slip, point, day)
        assert str(refused.value) == not_taken()
    assert [row.point for row in slip.responses.order_by("pk")] == list(AnswerPoint)
    assert {row.recorded_by for row in slip.responses.all()} == {None}
    event = slip.attendance.event
    traces = AuditEvent.objects.about(event)
    assert {(trace.action, trace.by) for trace in traces} == {
        ("took an answer about", None)
    }
    assert slip.token not in str([trace.detail for trace in traces])


@pytest.mark.django_db
def test_a_later_answer_needs_the_same_tokens_answer_before():
    """V-24: refused without it, accepted with it, and with no other token's."""
    slip, other = ConfidenceSlipFactory.create_batch(2)
    ConfidenceResponseFactory(slip=other)

    for point, days in ((AFTER, 1), (FOLLOW_UP, 70)):
        with pytest.raises(TransitionRefused, match="none before the training"):
            answer(slip, point, DAY + timedelta(days=days))
        answer(other, point, DAY + timedelta(days=days))


@pytest.mark.django_db
def test_no_answer_before_is_given_once_one_after_is_there():
    slip = ConfidenceResponseFactory(point=AFTER).slip

    with pytest.raises(TransitionRefused, match="Check the token"):
        answer(slip, BEFORE, DAY)


@pytest.mark.django_db
def test_each_point_has_its_days_which_are_named_to_nobody_but_a_trainer():
    """P-13."""
    windows = {
        BEFORE: (None, 0, "on the day of the training or before"),
        AFTER: (0, 14, "8 March 2016 to 22 March 2016"),
        FOLLOW_UP: (60, 120, "7 May 2016 to 6 July 2016"),
    }
    for point, (first, last, told) in windows.items():
        slip = ConfidenceSlipFactory()
        if point != BEFORE:
            ConfidenceResponseFactory(slip=slip)
        wrong = {"too late": last + 1}
        if first is not None:
            wrong["too early"] = first - 1
        for why, days in wrong.items():
            on = DAY + timedelta(days=days)
            with pytest.raises(TransitionRefused, match=f"{why}: .*{told}"):
                check_window(slip.attendance.event, point, on)
            with pytest.raises(TransitionRefused) as refused:
                answer(slip, point, on)
            assert str(refused.value) == not_taken()
        for days in {last, last if first is None else first}:
            with transaction.atomic():
                answer(slip, point, DAY + timedelta(days=days))
                transaction.set_rollback(True)


@pytest.mark.django_db
def test_unknown_tokens_and_those_that_cannot_answer_are_told_the_same():
    absent = ConfidenceResponseFactory().slip
    delivered(absent)
    Attendance.objects.update(has_attended=False)
    closed = ConfidenceResponseFactory(slip__attendance__event__status="CLOSED").slip
    cancelled = ConfidenceSlipFactory(attendance__event__cancelled=True)
    told = set()
    for token, point in (
        ("2222-2222", BEFORE),
        (absent.token, AFTER),
        (closed.token, AFTER),
        (cancelled.token, BEFORE),
    ):
        with calendar.clock_set_to(DAY), pytest.raises(TransitionRefused) as refused:
            actions.answer_slip(token=token, point=point, items=FINE)
        told.add(str(refused.value))

    assert told == {not_taken()}


@pytest.mark.django_db
def test_the_database_keeps_one_answer_a_point_from_1_to_5_that_says_something():
    response = ConfidenceResponseFactory()
    for wrong in (
        {"slip": response.slip},
        {"items": (0, 1, 1, 1, 1)},
        {"items": (1, 1, 1, 1, 6)},
        {"items": (None,) * 5},
        {"knowledge": 11},
        {"point": "SOMETIME"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ConfidenceResponseFactory(**wrong)
    ConfidenceResponseFactory(items=(None,) * 5, knowledge=10)


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_the_same_moment_one_is_kept(facts):
    slip = ConfidenceSlipFactory()
    both, told = threading.Barrier(2), Counter()

    def press():
        try:
            both.wait()
            with calendar.clock_set_to(DAY):
                actions.answer_slip(token=slip.token, point=BEFORE, items=FINE)
            told["kept"] += 1
        except TransitionRefused as refused:
            told[str(refused)] += 1
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(2)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()
    assert told == {"kept": 1, not_taken(): 1}


@pytest.mark.django_db
def test_the_one_who_comes_a_moment_later_is_told_the_same(monkeypatch):
    """Both have looked and seen no answer: the database lets one in."""
    slip = ConfidenceResponseFactory().slip
    monkeypatch.setattr("referrals.actions.confidence._takes", lambda slip, point: True)

    with pytest.raises(TransitionRefused, match="Check the token"):
        answer(slip, BEFORE, DAY)


@pytest.mark.django_db
def test_guessing_is_slowed_for_the_place_it_comes_from_and_forgotten_in_a_day():
    now = calendar.now()
    with calendar.clock_set_to(now):
        for _ in range(MOST_REFUSED - 1):
            actions.note_refusal("192.0.2.1")
        assert not actions.has_tried_too_often("192.0.2.1")
        actions.note_refusal("192.0.2.1")
        assert actions.has_tried_too_often("192.0.2.1")
        assert not actions.has_tried_too_often("192.0.2.2")
        assert "192.0.2.1" not in str(list(RefusedAnswer.objects.values()))
    with calendar.clock_set_to(now + timedelta(minutes=11)):
        assert not actions.has_tried_too_often("192.0.2.1")
    with calendar.clock_set_to(now + timedelta(days=1, minutes=1)):
        actions.note_refusal("192.0.2.2")
    assert RefusedAnswer.objects.count() == 1


# From paper


def key_in(event, by, point, answers, on=DAY):
    return actions.key_in_answers(
        event, by=by, point=point, answered_on=on, answers=answers
    )


def test_paper_sheets_are_keyed_in_at_once_and_only_of_this_event(person):
    trainer = person(Role.FAMILY_SUPPORT_WORKER)
    event = TrainingEventFactory()
    slips = [ConfidenceSlipFactory(attendance__event=event) for _ in range(3)]
    foreign = ConfidenceSlipFactory()
    few = items(4, None, None, None, None, knowledge=7)

    kept = key_in(event, trainer, BEFORE, {slips[0].pk: FINE, slips[2].pk: few})

    assert [row.slip for row in kept] == [slips[0], slips[2]]
    assert {(row.recorded_by, row.answered_on) for row in kept} == {(trainer, DAY)}
    assert kept[1].knowledge == 7
    trace = AuditEvent.objects.about(event).get()
    assert trace.detail == {"point": "BEFORE", "number": 2}
    with pytest.raises(TransitionRefused, match="no answer to keep"):
        key_in(event, trainer, BEFORE, {foreign.pk: FINE})
    with pytest.raises(TransitionRefused, match="has given this answer already"):
        key_in(event, trainer, BEFORE, {slips[1].pk: FINE, slips[2].pk: FINE})
    assert not slips[1].responses.exists(), "half of the sheets were kept"


def test_paper_has_the_same_days_as_the_link_and_none_in_the_future(person):
    trainer = person(Role.FAMILY_SUPPORT_WORKER)
    slip = ConfidenceSlipFactory(attendance__event__on=date(2016, 7, 20))
    event = slip.attendance.event

    with pytest.raises(TransitionRefused, match="too late"):
        key_in(event, trainer, BEFORE, {slip.pk: FINE}, on=date(2016, 7, 21))
    with pytest.raises(TransitionRefused, match="in the future"):
        key_in(event, trainer, BEFORE, {slip.pk: FINE}, on=date(2016, 7, 20))
    stranger = person(Role.FAMILY_SUPPORT_WORKER, "WCC")
    with pytest.raises(PermissionDenied):
        key_in(event, stranger, BEFORE, {slip.pk: FINE}, on=date(2016, 7, 15))


# What is counted


def test_worked_example_11():
    """I18: attendance 12; before 11, after 8, matched 7: D 7, response 58%."""
    before = [Answer(slip, BEFORE, (2, 2, 2, 2, 2)) for slip in range(11)]
    after = [Answer(slip, AFTER, (3, 3, 3, 3, 3)) for slip in range(7)]
    unmatched = Answer(7, AFTER, (5, 5, 5, None, None))

    result = matched_pairs(12, [*before, *after, unmatched])

    assert (result.attendances, result.before, result.after) == (12, 11, 8)
    assert (result.gain.pairs, result.response_rate) == (7, 58)
    assert (result.gain.mean, result.gain.improved_share) == (1, 100)
    assert result.gain.is_shown
    assert (result.follow_up, result.follow_up_rate) == (0, 0)


def test_nothing_is_said_of_nobody_and_no_mean_of_two():
    nobody = matched_pairs(0, [])
    two = matched_pairs(
        2,
        [Answer(n, point, (3,) * 5, 5) for n in range(2) for point in (BEFORE, AFTER)],
    )

    assert nobody.response_rate is None
    assert (nobody.gain.mean, nobody.gain.mean_in_words) == (None, "None")
    assert {step.change_in_words for step in nobody.gain.items} == {"None"}
    assert nobody.gain.improved_share is None
    assert not two.gain.is_shown
    assert not two.gain.shows_knowledge
    assert two.gain.knowledge.pairs == 2


ITEM = st.one_of(st.none(), st.integers(1, 5))
ANSWERS = st.builds(
    Answer,
    slip=st.integers(1, 6),
    point=st.sampled_from(AnswerPoint),
    items=st.lists(ITEM, min_size=5, max_size=5),
    knowledge=st.one_of(st.none(), st.integers(0, 10)),
)


@settings(max_examples=40)
@given(st.lists(ANSWERS, max_size=14, unique_by=lambda each: (each.slip, each.point)))
def test_only_matched_pairs_count_whatever_was_answered(answers):
    """Against a slow count of its own, one slip after the other."""
    result = matched_pairs(20, answers)

    for change, point in ((result.gain, AFTER), (result.lasting, FOLLOW_UP)):
        changes = []
        for slip in {each.slip for each in answers}:
            of_slip = {each.point: each for each in answers if each.slip == slip}
            if BEFORE not in of_slip or point not in of_slip:
                continue
            was, now = (
                [n for n in of_slip[at].items if n is not None] for at in (BEFORE, point)
            )
            if len(was) >= 4 and len(now) >= 4:
                changes.append(Fraction(sum(now), len(now)) - Fraction(sum(was), len(was)))
        assert change.pairs == len(changes)
        assert change.improved == sum(each > 0 for each in changes)
        if changes:
            exact = sum(changes) / len(changes)
            assert abs(Fraction(change.mean) - exact) <= Fraction(1, 200)
            assert all(step.pairs <= len(changes) for step in change.items)


@pytest.mark.django_db
def test_results_are_those_who_came_by_event_borough_or_sector(
    django_assert_num_queries,
):
    event = TrainingEventFactory(delivered=True)
    elsewhere = TrainingEventFactory(delivered=True)
    for n in range(4):
        slip = ConfidenceSlipFactory(attendance__event=event)
        ConfidenceResponseFactory(slip=slip, items=(1, 2, 3, 2, 2))
        if n:
            ConfidenceResponseFactory(slip=slip, point=AFTER, items=(2, 4, 3, 2, 4))
    AttendanceFactory(event=event, unnamed=True, agency__borough__code="WCC")
    absent = ConfidenceSlipFactory(attendance__event=event, attendance__has_attended=False)
    ConfidenceResponseFactory(slip=absent)
    AttendanceFactory(event=elsewhere)
    places = Attendance.objects.filter(event__in=[event, elsewhere])

    with django_assert_num_queries(2):
        by_event = results_by(places)

    result = by_event[event.pk]
    assert (result.attendances, result.before, result.after) == (5, 4, 3)
    assert (result.gain.pairs, result.response_rate) == (3, 60)
    assert (float(result.gain.mean), result.gain.improved) == (1.0, 3)
    assert [step.change for step in result.gain.items] == [1, 2, 0, 0, 2]
    assert (by_event[elsewhere.pk].attendances, by_event[elsewhere.pk].before) == (1, 0)
    by_borough = results_by(places, "borough")
    assert {code: each.attendances for code, each in by_borough.items()} == {
        "LBHF": 5,
        "WCC": 1,
    }
    assert results_by(places, "sector")["POLICE"].gain.pairs == 3


@pytest.mark.django_db
def test_answers_are_seen_by_those_who_see_the_event(person):
    ConfidenceResponseFactory()
    local, stranger = (
        person(Role.FAMILY_SUPPORT_WORKER, "LBHF"),
        person(Role.FAMILY_SUPPORT_WORKER, "WCC"),
    )

    assert ConfidenceResponse.objects.visible_to(local).exists()
    assert not ConfidenceResponse.objects.visible_to(stranger).exists()
    assert not ConfidenceSlip.objects.visible_to(stranger).exists()


@pytest.mark.parametrize(
    ("came", "counted"), [((True, True), 1), ((True, False), 1), ((False, True), 1)]
)
def test_one_person_with_two_entries_in_a_register_counts_once(person, came, counted):
    event = TrainingEventFactory(status=TrainingEvent.Status.DELIVERED)
    places = [
        AttendanceFactory(event=event, has_attended=has_attended) for has_attended in came
    ]
    first, second = (place.practitioner for place in places)
    actions.merge_practitioners(
        first,
        by=person(Role.SERVICE_MANAGER),
        version=first.version,
        into=second,
        reason="Typed twice",
    )

    assert Attendance.objects.attended().count() == counted
    assert results_by(Attendance.objects.all())[event.pk].attendances == counted


# What the attendance knows of it (I18)


def test_an_attendance_knows_how_much_more_confident_somebody_is(person):
    trainer = person(Role.FAMILY_SUPPORT_WORKER)
    event = TrainingEventFactory(delivered=True)
    slip = ConfidenceSlipFactory(attendance__event=event)

    def gain():
        slip.attendance.refresh_from_db()
        return slip.attendance.gain

    key_in(event, trainer, BEFORE, {slip.pk: items(2, 2, 2, 2, None)})
    assert gain() is None
    key_in(event, trainer, AFTER, {slip.pk: items(3, 3, 3, 3, 4)})
    assert gain() == 120


def test_too_few_answers_are_no_change(person):
    trainer = person(Role.FAMILY_SUPPORT_WORKER)
    event = TrainingEventFactory(delivered=True)
    slips = [ConfidenceSlipFactory(attendance__event=event) for _ in range(2)]
    few, whole = items(1, 1, 1, None, None), items(5, 5, 5, 5, 5)

    key_in(event, trainer, BEFORE, {slips[0].pk: few, slips[1].pk: whole})
    key_in(event, trainer, AFTER, {slips[0].pk: whole, slips[1].pk: few})

    assert not Attendance.objects.exclude(gain=None).exists()
