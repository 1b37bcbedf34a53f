"""Whether somebody who may not know of a referral may be contacted (V-12)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from pilot import calendar
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from referrals import actions
from referrals.models import Answer, Clearance, ContactSafetyCheck, Referral
from referrals.models.clearance import clearance
from tests.factories import ReferralFactory, SafetyCheckFactory, UserFactory, at
from tests.factories.referrals import make_fit

Result = ContactSafetyCheck.Result
RECEIVED_ON = date(2016, 3, 1)
DAY = date(2016, 3, 7)
SAFE = {
    "asked": "POLICE",
    "on": DAY,
    "result": Result.SAFE,
    "valid_to": date(2016, 8, 31),
}
HOLD = {"asked": "PARTNER_SUPPORT", "on": DAY, "result": Result.HOLD}
NOT_SAFE = {"asked": "SOCIAL_WORKER", "on": DAY, "result": Result.NOT_SAFE}


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def unaware(facts):
    return ReferralFactory(
        borough__code="WCC", received_on=RECEIVED_ON, awareness=Answer.NO
    )


def refusal(referral, on):
    try:
        actions.check_safe_to_contact(referral, on=on)
    except TransitionRefused as refused:
        return str(refused)
    return None


@pytest.mark.parametrize("awareness", [Answer.NO, Answer.NOT_KNOWN, Answer.NOT_ASKED])
def test_nobody_who_may_not_know_is_contacted_before_a_safe_that_the_manager_approved(
    facts, worker, manager, awareness
):
    referral = ReferralFactory(
        borough__code="WCC", received_on=RECEIVED_ON, awareness=awareness
    )
    today = calendar.today()
    assert "nobody has asked yet" in refusal(referral, today)
    check = actions.record_safety_check(referral, by=worker, **SAFE)
    assert "waits for the service manager’s approval" in refusal(referral, today)

    actions.approve_safety_check(check, by=manager)

    assert refusal(referral, today) is None
    assert "approval" in refusal(referral, DAY), "it was approved only today"
    assert "has run out" in refusal(referral, date(2016, 9, 1))
    said = [event.action for event in AuditEvent.objects.about(check).order_by("pk")]
    assert said == ["recorded", "approved"]


def test_whoever_knows_of_the_referral_may_be_contacted(facts):
    assert refusal(ReferralFactory(awareness=Answer.YES), DAY) is None


def test_hold_and_not_safe_count_at_once_and_end_an_earlier_safe(unaware, worker, manager):
    today = calendar.today()
    actions.record_safety_check(unaware, by=manager, **SAFE)
    assert refusal(unaware, today) is None, "the manager's own entry is approved with it"

    actions.record_safety_check(unaware, by=worker, **HOLD | {"on": date(2016, 3, 9)})
    assert "on hold" in refusal(unaware, today)

    actions.record_safety_check(unaware, by=worker, **NOT_SAFE | {"on": date(2016, 3, 10)})
    assert refusal(unaware, today) == "It is not safe to contact the person referred."

    later = SAFE | {"on": date(2016, 3, 11)}
    check = actions.record_safety_check(unaware, by=worker, **later)
    assert "not safe" in refusal(unaware, today), "not before it is approved"
    actions.approve_safety_check(check, by=manager)
    assert refusal(unaware, today) is None


def test_a_hold_is_accepted_only_by_the_managers_decision_and_no_contact_follows(
    unaware, worker, manager
):
    check = actions.record_safety_check(unaware, by=worker, **HOLD)
    decided = {"worker": worker, "accepted_on": calendar.today()}
    with pytest.raises(TransitionRefused, match="manager must approve that before"):
        actions.accept_referral(unaware, by=worker, **decided)

    actions.approve_safety_check(check, by=manager)
    make_fit(unaware, by_day=calendar.today())
    actions.accept_referral(unaware, by=worker, **decided)

    assert unaware.status == Referral.Status.ACCEPTED
    assert "on hold until" in refusal(unaware, calendar.today())


@pytest.mark.parametrize(
    ("answer", "why"), [(None, "nobody has asked"), (NOT_SAFE, "It is not safe")]
)
def test_nothing_is_accepted_while_contact_is_undecided(
    unaware, worker, manager, answer, why
):
    if answer:
        actions.record_safety_check(unaware, by=manager, **answer)

    with pytest.raises(TransitionRefused, match=why):
        actions.accept_referral(
            unaware, by=manager, worker=worker, accepted_on=calendar.today()
        )

    assert Referral.objects.get().is_waiting


def test_an_acceptance_dated_back_is_no_way_round_what_stops_contact_today(
    unaware, worker, manager
):
    SafetyCheckFactory(referral=unaware, on=DAY, valid_to=date(2016, 8, 31))
    today = calendar.today()
    for answer, why in ((HOLD, "manager must approve that"), (NOT_SAFE, "It is not safe")):
        yesterday = answer | {"on": today - timedelta(days=1)}
        actions.record_safety_check(unaware, by=worker, **yesterday)

        with pytest.raises(TransitionRefused, match=why):
            actions.accept_referral(
                unaware, by=manager, worker=worker, accepted_on=today - timedelta(days=2)
            )


def test_not_safe_is_never_approved_and_nothing_is_approved_twice(unaware, worker, manager):
    not_safe = actions.record_safety_check(unaware, by=manager, **NOT_SAFE)
    assert not_safe.approved_at is None
    with pytest.raises(TransitionRefused, match="needs no approval"):
        actions.approve_safety_check(not_safe, by=manager)
    check = actions.record_safety_check(unaware, by=worker, **SAFE)
    with pytest.raises(PermissionDenied):
        actions.approve_safety_check(check, by=worker)
    opened_before = ContactSafetyCheck.objects.get(pk=check.pk)
    actions.approve_safety_check(check, by=manager)

    for twice in (check, opened_before):
        with pytest.raises(Overtaken):
            actions.approve_safety_check(twice, by=manager)


def test_a_wrong_entry_is_put_right_and_has_to_be_approved_again(unaware, worker, manager):
    wrong = actions.record_safety_check(unaware, by=manager, **SAFE)

    right = actions.correct_safety_check(
        wrong, by=worker, because="The date was wrong", **SAFE | {"on": date(2016, 3, 8)}
    )

    wrong.refresh_from_db()
    assert (wrong.is_replaced, right.replaces) == (True, wrong)
    assert (right.recorded_by, right.approved_at) == (worker, None)
    assert "approval" in refusal(unaware, calendar.today())
    assert ContactSafetyCheck.objects.standing().get() == right
    assert ContactSafetyCheck.objects.to_approve().get() == right
    with pytest.raises(Overtaken):
        actions.approve_safety_check(wrong, by=manager)


def test_no_answer_is_kept_that_matters_to_nobody_or_lies_outside_its_days(
    facts, worker, unaware
):
    declined = ReferralFactory(borough__code="WCC", declined=True)
    with pytest.raises(TransitionRefused, match="nobody is contacted about it"):
        actions.record_safety_check(declined, by=worker, **SAFE)
    check = SafetyCheckFactory(referral=unaware)

    for day in (date(2016, 2, 29), date(2016, 7, 16)):
        with pytest.raises(TransitionRefused, match="The answer must be dated between"):
            actions.record_safety_check(unaware, by=worker, **SAFE | {"on": day})
        with pytest.raises(TransitionRefused, match="The answer must be dated between"):
            actions.correct_safety_check(
                check, by=worker, because="Wrong", **SAFE | {"on": day}
            )


def test_the_trace_of_an_answer_holds_codes_and_no_words(unaware, worker):
    check = actions.record_safety_check(
        unaware, by=worker, **SAFE, conditions="Only while the children are at school"
    )

    event = AuditEvent.objects.about(check).get()
    assert event.detail == {
        "referral": unaware.reference,
        "asked": "POLICE",
        "result": "SAFE",
        "on": "2016-03-07",
    }
    assert event.borough == unaware.borough
    assert unaware.reference in event.sentence


def test_the_database_refuses_an_answer_that_contradicts_itself(unaware):
    manager = UserFactory()
    for fields, constraint in [
        ({"valid_to": None}, "safety_check_safe_ends_on_a_day"),
        ({"result": "HOLD", "valid_to": DAY}, "safety_check_safe_ends_on_a_day"),
        ({"valid_to": date(2016, 2, 1)}, "safety_check_ends_after_it_starts"),
        ({"approved_at": None}, "safety_check_approval_has_a_person_and_a_time"),
        ({"result": "NOT_SAFE"}, "safety_check_not_safe_has_no_approval"),
        ({"asked": "NEIGHBOUR"}, "safety_check_asked_is_known"),
        (
            {"result": "PERHAPS", "approved_by": None},
            "safety_check_has_a_known_result",
        ),
    ]:
        told = {"approved_by": manager} | fields
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            SafetyCheckFactory(referral=unaware, **told)


# The clearance of a day, and the hold that stops the clock of I21

ANSWERS = st.lists(
    st.tuples(
        st.integers(0, 20),  # the day of the answer
        st.sampled_from(Result),
        st.integers(0, 12),  # valid for so many days
        st.one_of(st.none(), st.integers(0, 20)),  # approved so many days later
    ),
    max_size=5,
)


def answered(answers):
    checks = []
    for key, (day, result, valid, approved) in enumerate(answers, start=1):
        on = DAY + timedelta(days=day)
        is_approved = approved is not None and result != Result.NOT_SAFE
        checks.append(
            ContactSafetyCheck(
                pk=key,
                on=on,
                result=result,
                valid_to=on + timedelta(days=valid) if result == Result.SAFE else None,
                approved_at=at(on + timedelta(days=approved)) if is_approved else None,
            )
        )
    return checks


@given(answers=ANSWERS, day=st.integers(0, 45))
@settings(max_examples=60)
def test_contact_is_allowed_only_by_an_approved_safe_that_no_later_answer_ended(
    answers, day
):
    checks, on = answered(answers), DAY + timedelta(days=day)

    found = clearance(checks, on)

    allowing = [
        safe
        for safe in checks
        if safe.is_safe and safe.on <= on <= safe.valid_to and safe.is_approved_on(on)
    ]
    ended = [
        safe
        for safe in allowing
        for stop in checks
        if not stop.is_safe and (safe.on, safe.pk) < (stop.on, stop.pk) and stop.on <= on
    ]
    if found.allows_contact:
        assert set(map(id, allowing)) - set(map(id, ended))
    if not allowing:
        assert not found.allows_contact
    if found.allows_acceptance and not found.allows_contact:
        assert any(check.is_hold and check.is_approved_on(on) for check in checks)


def test_a_safe_that_ran_out_beside_one_that_waits_says_which():
    ran_out, waits = answered([(0, Result.SAFE, 1, 0), (5, Result.SAFE, 9, None)])

    assert clearance([ran_out], DAY + timedelta(days=6)) is Clearance.RAN_OUT
    assert clearance([ran_out, waits], DAY + timedelta(days=6)) is Clearance.NOT_APPROVED


def test_the_days_on_hold_are_the_working_days_without_a_current_safe(unaware):
    """Tuesday 1 to Friday 18 March: safe from Monday 7 to Thursday 10, then run out."""
    assert unaware.days_on_hold(RECEIVED_ON) == 0
    assert unaware.days_on_hold(date(2016, 2, 1)) == 0
    SafetyCheckFactory(referral=unaware, on=date(2016, 3, 7), valid_to=date(2016, 3, 10))

    assert unaware.days_on_hold(date(2016, 3, 7)) == 4  # 1, 2, 3 and 4 March
    assert unaware.days_on_hold(date(2016, 3, 11)) == 4
    assert unaware.days_on_hold(date(2016, 3, 18)) == 9  # and 11, 14 to 17 March


def test_from_the_day_they_learn_of_it_no_check_is_needed_and_no_day_is_on_hold(
    unaware, worker
):
    actions.mark_aware(unaware, by=worker, on=date(2016, 3, 9))

    assert (unaware.awareness, unaware.aware_on) == (Answer.YES, date(2016, 3, 9))
    assert refusal(unaware, date(2016, 3, 9)) is None
    assert "nobody has asked" in refusal(unaware, date(2016, 3, 8))
    assert unaware.days_on_hold(date(2016, 3, 18)) == 6
    before = AuditEvent.objects.count()
    actions.mark_aware(unaware, by=worker, on=date(2016, 3, 14))
    assert unaware.aware_on == date(2016, 3, 9)
    assert AuditEvent.objects.count() == before


def test_nothing_here_asks_or_says_whether_anybody_was_harmed_or_is_supported():
    """Domain 4.7: who can be asked is the same list for everyone, and no column of the
    check or the referral points at anybody but colleagues and agencies."""
    related = {
        field.related_model.__name__
        for model in (Referral, ContactSafetyCheck)
        for field in model._meta.concrete_fields
        if field.is_relation
    }

    assert "PARTNER_SUPPORT" in ContactSafetyCheck.Asked.values
    assert not [name for name in related if "Partner" in name or "Person" in name]
