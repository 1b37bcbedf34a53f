"""Where somebody goes on to, and what is heard of it: also when the case has closed."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from cases import actions
from cases.models import OnwardReferral
from pilot.models import AuditEvent, Borough
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import BoroughFactory, CaseFactory, OnwardReferralFactory

To, Ending = OnwardReferral.Destination, OnwardReferral.Ending
MARCH, APRIL, MAY, JUNE = (date(2016, month, 1) for month in (3, 4, 5, 6))
TODAY, LATER = date(2016, 7, 15), date(2016, 8, 12)


@pytest.fixture
def worker(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker, post__code="FSW", borough__code="WCC")


def refer(case, by, **more):
    asked = {"destination": To.DVPP_DVIP, "made_on": MARCH, "follow_up_on": LATER}
    return actions.refer_onward(case, by=by, **asked | more)


def follow(onward, by, found, on, **more):
    told = {"source": "THIRD_PARTY", "follow_up_on": LATER} | more
    if found in Ending.values:
        told["follow_up_on"] = None
    return actions.follow_onward(
        onward, by=by, version=onward.version, found=found, on=on, **told
    )


def test_they_are_referred_on_and_somebody_will_ask_how_it_went(case, worker):
    onward = refer(case, worker, service="Intake team")

    assert (onward.borough, onward.follow_up_on) == (case.borough, LATER)
    assert onward.is_followed
    trace = AuditEvent.objects.about(onward).get()
    assert (trace.action, trace.by, trace.detail["to"]) == ("recorded", worker, "DVPP_DVIP")


@pytest.mark.parametrize("destination", [To.NONE_NEEDED, To.DECLINED])
def test_that_they_go_nowhere_is_an_answer_that_nobody_follows(case, worker, destination):
    onward = refer(case, worker, destination=destination)

    assert onward.follow_up_on is None
    assert (onward.state, onward.is_followed) == ("", False)
    assert not OnwardReferral.objects.made().exists()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"follow_up_on": None}, "Say when to ask"),
        ({"follow_up_on": date(2016, 7, 14)}, "Say when to ask"),
        ({"made_on": date(2016, 7, 16)}, "has not come yet"),
        ({"made_on": date(2016, 1, 13)}, "opened on 14 January 2016"),
    ],
)
def test_what_cannot_be_is_refused(case, worker, wrong, told):
    with pytest.raises(TransitionRefused, match=told):
        refer(case, worker, **wrong)

    assert not OnwardReferral.objects.exists()


def test_the_same_place_is_asked_once_until_it_has_ended(case, worker):
    onward = refer(case, worker)
    with pytest.raises(TransitionRefused, match="on record already"):
        refer(case, worker)

    follow(onward, worker, Ending.REFUSED, APRIL, reason="NO_PLACE")

    assert refer(case, worker, made_on=MAY).is_followed


def test_start_and_completion_are_recorded_on_a_closed_case_and_count_once(worker, case):
    onward = refer(case, worker)
    type(case).objects.filter(pk=case.pk).update(
        status="CLOSED", closed_on=APRIL, closure_reason="MOVED", closure_outcome="Gone"
    )

    onward = follow(onward, worker, "ACCEPTED", APRIL)
    assert onward.state == "Accepted"
    onward = follow(onward, worker, "STARTED", MAY)
    assert (onward.state, onward.start_borough) == ("Started", case.borough)
    onward = follow(onward, worker, "NO_NEWS", JUNE)
    onward = follow(onward, worker, Ending.COMPLETED, JUNE)

    assert (onward.state, onward.follow_up_on) == ("Completed", None)
    assert list(OnwardReferral.objects.to_programmes()) == [onward], "one row with its days"
    assert (onward.accepted_on, onward.started_on, onward.ended_on) == (APRIL, MAY, JUNE)
    trail = AuditEvent.objects.about(onward).filter(action="followed up").order_by("pk")
    assert [each.detail["to"] for each in trail] == [
        *("ACCEPTED", "STARTED", "NO_NEWS", "COMPLETED")
    ]


def test_one_who_dropped_out_started_and_did_not_complete(worker, case):
    onward = OnwardReferralFactory(case=case, started=True, made_on=MARCH)

    follow(onward, worker, Ending.DROPPED_OUT, MAY, reason="STOPPED_COMING")

    onward.refresh_from_db()
    assert onward.started_on
    assert onward.ending == Ending.DROPPED_OUT


@pytest.mark.parametrize(
    ("so_far", "fits"),
    [
        ({}, {"ACCEPTED", "STARTED", "NOT_TAKEN_UP", "REFUSED", "NO_NEWS"}),
        ({"accepted_on": APRIL}, {"STARTED", "NOT_TAKEN_UP", "REFUSED", "NO_NEWS"}),
        ({"started": True}, {"COMPLETED", "DROPPED_OUT", "NO_NEWS"}),
    ],
    ids=["asked", "accepted", "started"],
)
def test_only_what_fits_how_far_it_has_come_can_be_heard_next(case, worker, so_far, fits):
    everything = {"ACCEPTED", "STARTED", "NO_NEWS", *Ending.values}
    for found in sorted(everything):
        onward = OnwardReferralFactory(case=case, made_on=MARCH, **so_far)
        why = {"reason": "MOVED"} if found in {*Ending.values} - {"COMPLETED"} else {}
        with transaction.atomic():
            if found in fits:
                assert follow(onward, worker, found, JUNE, **why)
            else:
                with pytest.raises(TransitionRefused, match="does not fit"):
                    follow(onward, worker, found, JUNE, **why)
        OnwardReferral.objects.all().update(is_replaced=True)


def test_news_is_no_older_than_what_is_known_and_nothing_follows_an_end(case, worker):
    onward = refer(case, worker)
    with pytest.raises(TransitionRefused, match="cannot be of an earlier day"):
        follow(onward, worker, "STARTED", date(2016, 2, 29))
    with pytest.raises(TransitionRefused, match="has not come yet"):
        follow(onward, worker, "STARTED", LATER)
    with pytest.raises(TransitionRefused, match="Say when to ask"):
        follow(onward, worker, "STARTED", APRIL, follow_up_on=None)
    ended = follow(onward, worker, Ending.NOT_TAKEN_UP, MAY, reason="DID_NOT_WANT")

    with pytest.raises(TransitionRefused, match="on record already"):
        follow(ended, worker, "STARTED", JUNE)


def test_of_two_who_record_news_one_is_told(case, worker, manager):
    onward = refer(case, worker)
    as_read = OnwardReferral.objects.get()
    follow(onward, worker, "ACCEPTED", APRIL)

    with pytest.raises(Overtaken):
        follow(as_read, manager, "STARTED", APRIL)


def right(**more):
    says = {"destination": To.DVPP_DVIP, "made_on": MARCH, "service": "", "news": ""}
    says |= {"accepted_on": None, "started_on": None, "ended_on": None, "ending": ""}
    says |= {"reason": "", "source": "", "follow_up_on": LATER}
    return says | {"because": "Wrong day"} | more


def test_a_wrong_day_is_put_right_and_the_figure_counts_the_right_one_once(case, worker):
    wrong = OnwardReferralFactory(case=case, started=True, made_on=MARCH)

    new = actions.correct_onward(wrong, by=worker, **right(started_on=MAY))

    assert (new.started_on, new.start_borough) == (MAY, case.borough)
    assert [each.started_on for each in OnwardReferral.objects.made()] == [MAY]
    wrong.refresh_from_db()
    assert wrong.is_replaced
    taken_back = actions.correct_onward(new, by=worker, **right())
    assert taken_back.start_borough is None


def test_a_correction_is_held_to_the_same_rules(case, worker):
    OnwardReferralFactory(case=case, destination=To.SUBST)
    onward = OnwardReferralFactory(case=case, made_on=MARCH)

    with pytest.raises(TransitionRefused, match="on record already"):
        actions.correct_onward(onward, by=worker, **right(destination=To.SUBST))
    with pytest.raises(TransitionRefused, match="has not come yet"):
        actions.correct_onward(onward, by=worker, **right(started_on=LATER))
    ended = {"ended_on": MAY, "ending": "REFUSED", "reason": "MOVED", "follow_up_on": None}
    actions.correct_onward(onward, by=worker, **right(destination=To.SUBST, **ended))


def test_a_start_counts_where_the_case_counted_on_that_day(case, worker, manager):
    elsewhere = BoroughFactory(code="RBKC")
    first, later = (
        OnwardReferralFactory(case=case, made_on=day, destination=to)
        for day, to in ((MARCH, To.SUBST), (MAY, To.DVPP_DVIP))
    )
    before = OnwardReferralFactory(
        case=case, destination=To.MH, started=True, made_on=MARCH, started_on=MAY
    )
    case.refresh_from_db()
    actions.change_borough(
        case, by=manager, version=case.version, to=elsewhere, effective_on=APRIL, reason="x"
    )
    for each in (first, later, before):
        each.refresh_from_db()

    assert [each.borough_id for each in (first, later, before)] == ["WCC", "RBKC", "WCC"]
    assert before.start_borough_id == "RBKC"
    assert follow(first, worker, "STARTED", MAY).start_borough == Borough(pk="RBKC")


@pytest.mark.parametrize(
    ("columns", "rule"),
    [
        ({"destination": "NONE_NEEDED"}, "to_nowhere_has_no_steps"),
        ({"follow_up_on": None}, "followed_until_it_ends"),
        ({"ending": "COMPLETED", "ended_on": JUNE, "follow_up_on": None}, "fits_its_start"),
        (
            {"ending": "REFUSED", "ended_on": JUNE, "follow_up_on": None},
            "says_why_it_was_not_completed",
        ),
        ({"reason": "NOT_SUITABLE"}, "says_why"),
        ({"accepted_on": date(2016, 2, 1)}, "each_step_after_the_one_before"),
        ({"started_on": JUNE}, "starts_in_a_borough"),
        ({"source": "PARTNER"}, "source_of_this_side"),
    ],
)
def test_the_database_refuses_what_cannot_be(case, columns, rule):
    onward = OnwardReferralFactory(case=case, made_on=MARCH)

    with pytest.raises(IntegrityError, match=rule):
        OnwardReferral.objects.filter(pk=onward.pk).update(**columns)


def test_what_is_due_is_what_somebody_was_to_ask_by_now(case):
    due = OnwardReferralFactory(case=case, follow_up_on=TODAY)
    later = OnwardReferralFactory(follow_up_on=TODAY + timedelta(days=1))
    OnwardReferralFactory(nowhere=True)
    OnwardReferralFactory(is_replaced=True, follow_up_on=MARCH)

    assert list(OnwardReferral.objects.followed().order_by("pk")) == [due, later]
    assert list(OnwardReferral.objects.news_due()) == [due]
