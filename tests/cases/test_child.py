"""Children: only what is needed, and a status on every day from the first (V-21)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.actions import (
    amend_child,
    correct_child_status,
    record_child,
    start_child_status,
    withdraw_child,
)
from cases.models import Child, ChildStatus, Perpetrator
from cases.models.child import spells
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.examples import examples
from tests.factories import (
    CaseFactory,
    ChildFactory,
    ChildStatusFactory,
)

CJW = Role.CRIMINAL_JUSTICE_WORKER
Status = ChildStatus.Status
FEBRUARY, MARCH, MAY = date(2016, 2, 1), date(2016, 3, 1), date(2016, 5, 1)


def told(**answers):
    return {
        **{"first_name": "Wren", "born_on": date(2012, 3, 4), "is_birth_estimated": False},
        **{"is_unborn": False, "relationship": "CHILD", "lives_with": "NO"},
        **{"responsibility": "YES", "contact": "SUPERVISED"},
        **answers,
    }


def began(status, on, category="", **answers):
    where = {"authority": "LBHF", "source": "CHILDRENS"}
    return {"status": status, "category": category, "starts_on": on, **where, **answers}


@pytest.fixture
def case(person):
    return CaseFactory(worker=person(CJW))


def test_a_child_is_recorded_born_or_unborn_and_amended_when_born(case):
    worker = case.worker
    child = record_child(case, by=worker, **told(born_on=None, is_unborn=True))
    assert (child.age, child.perpetrator) == (None, case.perpetrator)

    with pytest.raises(TransitionRefused, match="has not come yet"):
        amend_child(
            child, by=worker, case=case, version=1, **told(born_on=date(2016, 8, 1))
        )
    amend_child(child, by=worker, case=case, version=1, **told(born_on=date(2016, 6, 1)))
    assert child.age == 0
    amended = AuditEvent.objects.about(child).get(action="corrected")
    assert amended.detail["fields"] == ["born_on", "is_unborn"]
    assert amended.borough == case.borough
    with pytest.raises(Overtaken):
        amend_child(child, by=worker, case=case, version=1, **told())


@pytest.mark.django_db
def test_the_database_wants_a_day_of_birth_or_unborn_and_a_reason_for_a_plan():
    wrong = (
        (ChildFactory, {"born_on": None}, "child_is_born_on_a_day_or_unborn"),
        (ChildFactory, {"is_unborn": True}, "child_is_born_on_a_day_or_unborn"),
        (ChildStatusFactory, {"status": "CPP"}, "child_status_says_why_there_is_a_plan"),
        (ChildStatusFactory, {"category": "NEGLECT"}, "child_status_says_why"),
        (ChildStatusFactory, {"source": "PARTNER"}, "never_the_partner"),
    )
    for factory, answers, name in wrong:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            factory(**answers)


@pytest.mark.django_db
def test_the_database_keeps_one_status_a_day():
    first = ChildStatusFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        ChildStatusFactory(child=first.child, starts_on=first.starts_on)
    ChildStatus.objects.filter(pk=first.pk).update(is_replaced=True)
    ChildStatusFactory(child=first.child, starts_on=first.starts_on)


def test_each_status_lasts_until_the_next_one_whenever_it_is_entered(case):
    child = ChildFactory(perpetrator=case.perpetrator)
    for status, on, category in (
        (Status.CIN, FEBRUARY, ""),
        (Status.CPP, MAY, "EMOTIONAL"),
        (Status.S47, MARCH, ""),  # entered last, and it lies between
    ):
        start_child_status(child, by=case.worker, case=case, **began(status, on, category))

    child.refresh_from_db()
    assert [
        (each.entry.status, each.starts_on, each.ends_on) for each in child.history
    ] == [
        ("CPP", MAY, None),
        ("S47", MARCH, MAY),
        ("CIN", FEBRUARY, MARCH),
    ]
    assert child.history[0].entry.in_words == "Child protection plan, emotional abuse"


def test_a_clash_is_refused_in_words_that_show_it(case):
    worker, child = case.worker, ChildFactory(perpetrator=case.perpetrator)
    unborn = ChildFactory(perpetrator=case.perpetrator, unborn=True, first_name="Robin")
    start = {"by": worker, "case": case}
    start_child_status(child, **start, **began(Status.CIN, FEBRUARY))

    for of, answers, why in (
        (child, began(Status.S47, FEBRUARY), "from 1 February 2016: child in need"),
        (child, began(Status.CIN, MAY), "has this status from 1 February 2016"),
        (child, began(Status.CIN, date(2016, 1, 20)), "from 1 February 2016 already"),
        (child, began(Status.S47, date(2016, 8, 1)), "has not come yet"),
        (child, began(Status.UNBORN, MARCH), "was born on 4 March 2009"),
        (child, began(Status.LAC_S20, date(2009, 3, 1)), "before Lark|before .* is born"),
        (unborn, began(Status.LAC_CO, MARCH), "before Robin is born"),
    ):
        with pytest.raises(TransitionRefused, match=why):
            start_child_status(of, **start, **answers)
    assert child.statuses.count() == 1
    start_child_status(unborn, **start, **began(Status.CPP, MARCH, "NEGLECT"))


def test_a_wrong_status_stays_readable_and_counts_no_more(case):
    child = ChildFactory(perpetrator=case.perpetrator)
    other = ChildStatusFactory(child=child, status=Status.S47, starts_on=MARCH)
    entry = ChildStatusFactory(child=child, starts_on=FEBRUARY)
    correct = {"by": case.worker, "case": case, "because": "Misread the letter"}

    with pytest.raises(TransitionRefused, match="from 1 March 2016: section 47"):
        correct_child_status(entry, **correct, **began(Status.CIN, MARCH))
    right = correct_child_status(entry, **correct, **began(Status.EARLY_HELP, FEBRUARY))
    with pytest.raises(Overtaken):
        correct_child_status(entry, **correct, **began(Status.NONE, FEBRUARY))

    assert [spell.entry for spell in child.history] == [other, right]
    assert (right.replaces, right.correction_reason) == (entry, "Misread the letter")
    assert child.statuses.count() == 3


def test_a_child_entered_by_mistake_counts_nowhere_and_is_not_touched_again(case):
    child = ChildFactory(perpetrator=case.perpetrator)
    entry = ChildStatusFactory(child=child)
    withdraw = {"by": case.worker, "case": case, "because": "Somebody else’s child"}
    assert list(Child.objects.standing()) == [child]

    withdraw_child(child, **withdraw)

    assert not Child.objects.standing().exists()
    for again in (
        lambda: withdraw_child(child, **withdraw),
        lambda: amend_child(child, by=case.worker, case=case, version=2, **told()),
        lambda: start_child_status(
            child, by=case.worker, case=case, **began(Status.NONE, MAY)
        ),
        lambda: correct_child_status(entry, **withdraw, **began(Status.NONE, MAY)),
    ):
        with pytest.raises(Overtaken, match="entered by mistake"):
            again()


DAYS = st.integers(0, 60).map(lambda n: FEBRUARY + timedelta(days=n))
ENTERED = st.lists(st.tuples(DAYS, st.sampled_from(("NONE", "CIN", "S47"))), max_size=7)


@settings(max_examples=25)
@given(entered=ENTERED, asked=DAYS)
def test_whatever_is_entered_in_whatever_order_leaves_no_gap_and_no_overlap(entered, asked):
    """The rule alone, without a database: a beginning a day, each until the next one."""
    kept = {on: ChildStatus(status=status, starts_on=on) for on, status in entered}

    history = spells(kept.values())[::-1]

    assert [spell.starts_on for spell in history] == sorted(kept)
    ends = [spell.ends_on for spell in history]
    assert ends == [spell.starts_on for spell in history[1:]] + [None] * bool(history)
    in_force = [
        spell
        for spell in history
        if spell.starts_on <= asked and (spell.ends_on is None or asked < spell.ends_on)
    ]
    assert len(in_force) == (bool(kept) and min(kept) <= asked)


@settings(max_examples=examples(12))
@given(entered=ENTERED)
def test_the_action_refuses_or_keeps_the_rule(django_db_blocker, django_db_setup, entered):
    with django_db_blocker.unblock(), transaction.atomic():
        case = _a_case()
        child = ChildFactory(perpetrator=case.perpetrator)
        for on, status in entered:
            try:
                start_child_status(child, by=case.worker, case=case, **began(status, on))
            except TransitionRefused:
                continue
        history = Child.objects.get(pk=child.pk).history
        days = [spell.starts_on for spell in history]
        statuses = [spell.entry.status for spell in history]
        assert len(set(days)) == len(days)
        assert all(one != other for one, other in pairwise(statuses))
        transaction.set_rollback(True)


def _a_case():
    """An empty pilot but for one case, kept by the rollback around it."""
    assert not Perpetrator.objects.exists()
    return CaseFactory()
