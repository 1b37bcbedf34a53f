"""Warnings: raised, kept, ended, put right; none is forgotten."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from cases import actions
from cases.models import CaseWarning
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import CaseFactory, CaseWarningFactory

RAISED, DUE = date(2016, 2, 1), date(2016, 7, 14)


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


def raised(case, by, **changes):
    told = {"kind": "ALONE", "evidence": "Blocked the door.", "raised_on": RAISED}
    return actions.raise_warning(case, by=by, **{**told, "review_on": DUE, **changes})


def test_a_warning_shouts_when_overdue_is_kept_and_ended_and_stays(worker, today):
    case = CaseFactory()
    warning = raised(case, worker)
    assert list(case.warnings.overdue()) == [warning]
    assert warning.is_overdue

    with pytest.raises(TransitionRefused, match="day to come"):
        actions.review_warning(warning, by=worker, version=1, reason="Same", next_on=today)
    later = today + timedelta(days=40)
    actions.review_warning(warning, by=worker, version=1, reason="As tense", next_on=later)
    assert not warning.is_overdue
    assert warning.review_on == later

    with pytest.raises(Overtaken):
        actions.review_warning(warning, by=worker, version=1, reason="Calm", next_on=None)
    actions.review_warning(warning, by=worker, version=2, reason="Calm", next_on=None)
    assert list(case.warnings.active()) == []
    assert [(each.reason, each.next_on) for each in warning.reviews.all()] == [
        ("As tense", later),
        ("Calm", None),
    ]
    with pytest.raises(TransitionRefused, match="ended already"):
        actions.review_warning(warning, by=worker, version=3, reason="?", next_on=None)
    assert case.warnings.count() == 1


def test_a_warning_can_be_ended_after_its_case(worker):
    warning = CaseWarningFactory(case=CaseFactory(closed=True))

    actions.review_warning(warning, by=worker, version=1, reason="Gone", next_on=None)

    assert not warning.is_active


def test_a_warning_put_right_keeps_its_reviews(worker, today):
    warning = raised(CaseFactory(), worker)
    later = today + timedelta(days=40)
    actions.review_warning(warning, by=worker, version=1, reason="As tense", next_on=later)
    told = {"evidence": "Stood in the door.", "raised_on": RAISED, "review_on": later}

    new = actions.correct_warning(warning, by=worker, because="Kind", kind="STAFF", **told)

    assert CaseWarning.objects.active().get() == new
    assert new.reviews.get().reason == "As tense"


def test_a_warning_has_evidence_and_a_review_and_the_right_days(worker, today):
    case = CaseFactory()
    for changes in (
        {"raised_on": case.opened_on - timedelta(days=1)},
        {"raised_on": today + timedelta(days=1)},
    ):
        with pytest.raises(TransitionRefused):
            raised(case, worker, **changes)
    with pytest.raises(IntegrityError, match="case_warning_comes_up_for_review"):
        raised(case, worker, review_on=RAISED)


def test_a_warning_put_right_began_before_it_ended(worker, today):
    warning = CaseWarningFactory(ended_on=date(2016, 5, 5))
    told = {"evidence": "Stood in the door.", "review_on": today, "kind": "STAFF"}

    with pytest.raises(TransitionRefused, match="It ended on 5 May 2016"):
        actions.correct_warning(
            warning, by=worker, because="Day", raised_on=date(2016, 5, 6), **told
        )

    right = {"because": "Day", "raised_on": date(2016, 5, 5), **told}
    assert actions.correct_warning(warning, by=worker, **right).ended_on == warning.ended_on
