"""Advice to practitioners: where it counts, what is refused, and what becomes of it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from pilot.models import AuditEvent, Post
from pilot.permissions import Role
from pilot.transitions import TransitionRefused
from referrals import actions
from referrals.models import Consultation, NewPractitioner
from tests.factories import (
    AgencyFactory,
    ConsultationFactory,
    PractitionerFactory,
    ReferralFactory,
)

TODAY = date(2016, 7, 15)
Status = Consultation.Status


@pytest.fixture
def worker(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


def advice(**changes):
    return {
        "on": date(2016, 7, 14),
        "minutes": 25,
        "topics": ["RISK", "CHILD_CONTACT"],
        "question": "Is contact on Sundays safe?",
        "advice": "Not before the conference. The social worker writes to him.",
    } | changes


# Recording


def test_it_counts_for_the_team_of_whoever_asked_on_the_day_it_was_recorded(worker):
    linnet = PractitionerFactory(agency__borough__code="WCC", agency__sector="CHILDRENS")
    was = linnet.agency

    consultation = actions.record_consultation(by=worker, who=linnet, **advice())
    linnet.agency = AgencyFactory(borough__code="LBHF", sector="POLICE")
    linnet.save()

    consultation.refresh_from_db()
    assert (consultation.agency, consultation.sector) == (was, "CHILDRENS")
    assert consultation.borough_id == "WCC"
    assert (consultation.status, consultation.worker) == (Status.HELD, worker)
    assert consultation.post_id == "FSW", "the post of whoever gave it"
    assert consultation.topics == ["CHILD_CONTACT", "RISK"], "sorted"
    trace = AuditEvent.objects.about(consultation).get()
    assert (trace.action, trace.borough_id) == ("recorded", "WCC")
    assert trace.detail == {"on": "2016-07-14", "sector": "CHILDRENS"}
    assert list(Consultation.objects.given()) == [consultation]


def test_somebody_new_is_entered_with_it_and_a_team_of_all_of_london_has_no_borough(worker):
    who = NewPractitioner("Dr Teal", AgencyFactory(borough=None, sector="HEALTH"), "OTHER")

    consultation = actions.record_consultation(by=worker, who=who, **advice())

    assert consultation.practitioner.name == "Dr Teal"
    assert (consultation.borough, consultation.sector) == (None, "HEALTH")


def test_whoever_does_the_work_of_no_post_says_for_which_it_is_given(person):
    manager, dove = person(Role.SERVICE_MANAGER), PractitionerFactory()

    with pytest.raises(TransitionRefused, match="Say which post"):
        actions.record_consultation(by=manager, who=dove, **advice())
    post = Post.objects.get(pk="YPS")
    given = actions.record_consultation(by=manager, who=dove, post=post, **advice())

    assert given.post == post


def test_it_is_recorded_once_it_has_taken_place_inside_the_pilot(worker):
    dove = PractitionerFactory()
    for on, is_taken in (
        (date(2015, 9, 30), False),
        (date(2015, 10, 1), True),
        (TODAY, True),
        (date(2016, 7, 16), False),
    ):
        if is_taken:
            actions.record_consultation(by=worker, who=dove, **advice(on=on))
            continue
        with pytest.raises(TransitionRefused, match="once it has taken place"):
            actions.record_consultation(by=worker, who=dove, **advice(on=on))
    assert Consultation.objects.count() == 2


def test_the_database_holds_what_the_rules_say(worker):
    """V-25 and the rest, whoever writes the row."""
    broken = {
        "consultation_safeguarding_advice_says": {"has_safeguarding_advice": True},
        "consultation_that_led_to_a_referral": {"referral": ReferralFactory()},
        "consultation_confidence_has_a_before": {"confidence_before": 3},
        "consultation_lasts_5_to_240": {"minutes": 4},
        "consultation_held_says_how_long": {"advice": ""},
        "consultation_has_a_question": {"question": ""},
        "consultation_followed_up_says": {"status": "FOLLOWED_UP"},
        "consultation_follow_up_comes_after": {"follow_up_on": date(2016, 5, 9)},
        "consultation_is_cancelled_for_a_reason": {"status": "CANCELLED"},
    }
    whole = ConsultationFactory(
        has_named_family=True,
        referral=ReferralFactory(),
        has_safeguarding_advice=True,
        safeguarding_action="Strategy meeting today",
        confidence_before=2,
        confidence_after=4,
    )
    for name, fields in broken.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            ConsultationFactory(**fields)
    assert list(Consultation.objects.all()) == [whole]


# Booking, holding, following up, cancelling


def test_a_booked_one_is_held_and_followed_up_or_cancelled(worker):
    dove = PractitionerFactory()
    booked = [
        actions.book_consultation(by=worker, who=dove, on=TODAY, question="How to begin?")
        for _ in range(2)
    ]
    assert {one.status for one in booked} == {Status.BOOKED}
    with pytest.raises(TransitionRefused, match="booked for today or later"):
        actions.book_consultation(
            by=worker, who=dove, on=date(2016, 7, 14), question="How to begin?"
        )

    one, other = booked
    actions.hold_consultation(
        one, by=worker, **advice(on=TODAY, follow_up_on=date(2016, 7, 22))
    )
    assert (one.status, one.minutes) == (Status.HELD, 25)
    assert list(Consultation.objects.to_follow_up()) == [one]
    actions.cancel_consultation(other, by=worker, reason="They were called away")
    with pytest.raises(TransitionRefused, match="cannot become held"):
        actions.hold_consultation(other, by=worker, **advice())
    with pytest.raises(TransitionRefused, match="between then and today"):
        actions.follow_up_consultation(
            one, by=worker, on=date(2016, 7, 16), outcome="NO_ACTION"
        )
    actions.follow_up_consultation(one, by=worker, on=TODAY, outcome="JOINT_VISIT")

    assert (one.status, one.followed_up_on) == (Status.FOLLOWED_UP, TODAY)
    assert list(Consultation.objects.given()) == [one]
    assert not Consultation.objects.to_follow_up().exists()
    told = [event.action for event in AuditEvent.objects.about(one).order_by("pk")]
    assert told == ["booked", "recorded", "followed up"]


def test_a_follow_up_is_due_on_its_day(worker):
    due = ConsultationFactory(follow_up_on=TODAY)
    ConsultationFactory(follow_up_on=TODAY, followed_up=True)
    ConsultationFactory(follow_up_on=TODAY, is_replaced=True)

    assert list(Consultation.objects.to_follow_up()) == [due]
    assert not due.is_overdue
    assert ConsultationFactory(follow_up_on=date(2016, 7, 14)).is_overdue
    assert ConsultationFactory(booked=True, on=date(2016, 7, 14)).is_overdue
    assert not ConsultationFactory().is_overdue


# Putting right


def corrected(consultation, **changes):
    return {"who": consultation.practitioner, "reason": "The wrong day"} | advice(**changes)


def test_a_correction_stands_in_place_and_the_first_entry_stays_readable(worker):
    first = ConsultationFactory(
        borough__code="WCC", confidence_before=2, confidence_after=3
    )
    agency = first.practitioner.agency
    agency.sector = "YOS"
    agency.save()

    new = actions.correct_consultation(
        first, by=worker, **corrected(first, has_named_family=True)
    )

    assert list(Consultation.objects.given()) == [new]
    assert (new.replaces, new.correction_reason) == (first, "The wrong day")
    assert (new.on, new.minutes, new.has_named_family) == (date(2016, 7, 14), 25, True)
    assert (new.sector, new.borough_id) == ("POLICE", "WCC"), "as on the day"
    assert (new.worker, new.recorded_by) == (first.worker, first.recorded_by)
    assert first.minutes == 30
    with pytest.raises(TransitionRefused, match="was put right"):
        actions.correct_consultation(first, by=worker, **corrected(first))
    with pytest.raises(TransitionRefused, match="was put right"):
        actions.withdraw_consultation(first, by=worker, reason="-")
    stale = Consultation.objects.get(pk=new.pk)
    actions.withdraw_consultation(new, by=worker, reason="It was a phone call to IT")
    with pytest.raises(TransitionRefused, match="was put right or taken out"):
        actions.withdraw_consultation(stale, by=worker, reason="-")
    assert not Consultation.objects.given().exists()


def test_somebody_else_who_had_asked_brings_their_own_team(worker):
    first = ConsultationFactory(borough__code="WCC")
    linnet = PractitionerFactory(agency__borough__code="RBKC", agency__sector="CHILDRENS")
    post = Post.objects.get(pk="CJW")

    new = actions.correct_consultation(
        first, by=worker, **corrected(first, who=linnet, post=post)
    )

    assert (new.practitioner, new.agency) == (linnet, linnet.agency)
    assert (new.sector, new.borough_id, new.post) == ("CHILDRENS", "RBKC", post)


def test_what_did_not_take_place_or_was_followed_up_before_is_not_put_right(worker):
    booked = ConsultationFactory(booked=True)
    with pytest.raises(TransitionRefused, match="nobody has given it yet"):
        actions.correct_consultation(booked, by=worker, **corrected(booked))
    followed = ConsultationFactory(followed_up=True)
    with pytest.raises(TransitionRefused, match="It was followed up on 17 May 2016"):
        actions.correct_consultation(followed, by=worker, **corrected(followed))
    early = date(2016, 5, 17)
    actions.correct_consultation(followed, by=worker, **corrected(followed, on=early))
    ended = Consultation.objects.get(pk=followed.pk)
    with pytest.raises(TransitionRefused, match="was put right"):
        actions.follow_up_consultation(ended, by=worker, on=early, outcome="FURTHER")


# What comes of it


def test_a_referral_that_came_of_it_is_linked_both_ways_and_names_a_family(worker):
    consultation, referral = ConsultationFactory(), ReferralFactory()

    actions.link_consultation(consultation, by=worker, referral=referral)

    assert consultation.has_named_family, "V-25"
    assert list(referral.consultations.all()) == [consultation]
    trace = AuditEvent.objects.about(consultation).get()
    assert trace.action == "linked a referral to"
    with pytest.raises(TransitionRefused, match=f"led to referral {referral.reference}"):
        actions.link_consultation(consultation, by=worker, referral=ReferralFactory())
    with pytest.raises(TransitionRefused, match="nobody has given it yet"):
        actions.link_consultation(
            ConsultationFactory(booked=True), by=worker, referral=referral
        )
    new = actions.correct_consultation(consultation, by=worker, **corrected(consultation))
    assert (new.referral, new.has_named_family) == (referral, True)


def test_what_a_colleague_put_right_meanwhile_is_followed_up_and_linked_no_more(worker):
    first, referral = ConsultationFactory(), ReferralFactory()
    stale, stale_too = (Consultation.objects.get(pk=first.pk) for _ in range(2))
    new = actions.correct_consultation(first, by=worker, **corrected(first))

    with pytest.raises(TransitionRefused, match="was put right"):
        actions.follow_up_consultation(stale, by=worker, on=TODAY, outcome="FURTHER")
    with pytest.raises(TransitionRefused, match="was put right"):
        actions.link_consultation(stale_too, by=worker, referral=referral)

    assert Consultation.objects.get(pk=first.pk).status == Status.HELD
    stale = Consultation.objects.get(pk=new.pk)
    actions.link_consultation(new, by=worker, referral=referral)
    with pytest.raises(TransitionRefused, match="already led to referral"):
        actions.link_consultation(stale, by=worker, referral=ReferralFactory())


# Who may read it


def test_the_manager_reads_all_and_a_worker_their_own_and_their_posts(person):
    fsw, cjw = person(Role.FAMILY_SUPPORT_WORKER, "WCC"), person("CJW", "WCC")
    manager = person(Role.SERVICE_MANAGER)
    of_post = ConsultationFactory(borough__code="WCC")
    own = ConsultationFactory(borough__code="WCC", post__code="YPS", worker=fsw)
    london = ConsultationFactory(borough=None)
    elsewhere = ConsultationFactory(borough__code="LBHF", worker=fsw)
    everything = {of_post, own, london, elsewhere}

    def seen_by(user):
        return set(Consultation.objects.visible_to(user))

    assert seen_by(manager) == everything
    assert seen_by(fsw) == {of_post, own, london}
    assert seen_by(cjw) == set()
    for role in (Role.AUTHORISED_OFFICER, Role.SYSTEM_ADMINISTRATOR, Role.APPROVER):
        assert seen_by(person(role, "WCC")) == set()
