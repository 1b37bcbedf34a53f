"""Whatever anybody does to a case in whatever order, it stays a case.

Random people try random things with it, on random days. What is refused leaves nothing
behind; what happens leaves one line of history, keeps to the tables, and is told.
"""

from contextlib import suppress
from datetime import date, time, timedelta
from itertools import pairwise
from random import Random

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import actions
from cases.models import Bridge, Case, EarlierClosure
from pilot import calendar
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import TransitionRefused
from tests.examples import examples
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    EqualityRecordFactory,
    FeedbackFactory,
)

Status = Case.Status
PEOPLE = {
    "worker": (Role.CRIMINAL_JUSTICE_WORKER, "WCC"),
    "colleague": (Role.FAMILY_SUPPORT_WORKER, "WCC"),
    "manager": (Role.SERVICE_MANAGER, "WCC"),
    "elsewhere": (Role.SERVICE_MANAGER, "LBHF"),
    "officer": (Role.AUTHORISED_OFFICER, "WCC"),
    "partner": (Role.PARTNER_SUPPORT_WORKER, "WCC"),
}
MAY_MOVE = {"worker", "colleague", "manager"}
MAY_DECIDE = {"manager"}
TODAY = date(2016, 7, 15)


@pytest.fixture
def people(person):
    return {name: person(role, borough) for name, (role, borough) in PEOPLE.items()}


STEPS = {  # what is tried, and how often
    "move": 14,
    "log": 4,
    "close": 4,
    "reopen": 3,
    "explain": 2,
    "assess": 2,
    "clear": 3,
    "give": 2,
    "cover": 2,
    "uncover": 1,
    "rate": 3,
    "agree": 1,
    "conclude": 2,
    "refer": 2,
    "hear": 3,
    "ask": 1,
}
WHO = ["worker"] * 4 + ["manager"] * 6 + sorted(PEOPLE)


def some_steps(rng: Random, number=26):
    """What is tried, by whom: mostly forwards in time, now and then a day too early."""
    for index in range(number):
        ago = max(0, 38 - 2 * index + rng.choice([0, 0, 0, 1, 9]))
        on = TODAY - timedelta(days=ago)
        name = rng.choices(list(STEPS), list(STEPS.values()))[0]
        details = {
            "move": (rng.choice(list(Status)), on),
            "log": (rng.choice(["ATT", "ATT", "DNA"]), on),
            "clear": (rng.random() < 0.7,),
            "give": (rng.choice(["worker", "colleague"]), on),
            "cover": (rng.choice(["worker", "colleague"]),),
            "uncover": (),
            "ask": (),
            "refer": (rng.choice(["DVPP_DVIP", "NONE_NEEDED", "SUBST"]), on),
            "hear": (rng.choice(["STARTED", "COMPLETED", "REFUSED", "NO_NEWS"]), on),
        }
        yield rng.choice(WHO), (name, *details.get(name, (on,)))


# As far as it goes and back again, so that every example can go on from deep inside.
FAR = [
    ("worker", ("log", "ATT", TODAY - timedelta(days=60))),
    ("worker", ("explain", TODAY - timedelta(days=60))),
    ("worker", ("move", Status.ASSESSMENT, TODAY - timedelta(days=50))),
    ("worker", ("assess", TODAY)),
    ("manager", ("clear", True)),
    ("worker", ("move", Status.INTERVENTION, TODAY - timedelta(days=45))),
    ("worker", ("move", Status.CLOSING, TODAY - timedelta(days=42))),
    ("worker", ("agree", TODAY - timedelta(days=42))),
    ("worker", ("rate", TODAY - timedelta(days=41))),
    ("worker", ("conclude", TODAY - timedelta(days=41))),
    ("worker", ("refer", "DVPP_DVIP", TODAY - timedelta(days=41))),
    ("worker", ("ask",)),
    ("worker", ("close", TODAY - timedelta(days=40))),
    ("worker", ("hear", "STARTED", TODAY - timedelta(days=39))),
]
LOGGED = {"move", "log", "close", "explain"}
LOGGED |= {"rate", "agree", "conclude", "refer", "hear"}


@given(seed=st.integers(0, 10**6))
@settings(
    max_examples=examples(8), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_sequence_breaks_a_case(people, seed):
    rng, story = Random(seed), []
    with transaction.atomic():
        world = World(people)
        for who, step in FAR[: rng.randint(0, len(FAR))]:
            assert world.attempt(who, step), f"{step} is what anybody would do"
        try:
            for who, step in some_steps(rng):
                story.append((who, *step, world.attempt(who, step)))
        except AssertionError as broken:
            broken.add_note(f"after {story}")
            raise
        transaction.set_rollback(True)


class World:
    """One case, what has been done to it, and what must hold of it after every step."""

    def __init__(self, people):
        self.people = people
        self.case = CaseFactory(
            borough__code="WCC", worker=people["worker"], opened_on=date(2016, 4, 1)
        )
        self._make_ready(self.case.opened_on)
        self.met, self.explained, self.assessed = [], [], False
        self.cleared, self.told = False, []
        self.lines, self.closures, self.covered = 1, 0, set()
        self.rated, self.onward, self.asked = [], {}, False

    @property
    def status(self):
        return Status(Case.objects.get(pk=self.case.pk).status)

    def attempt(self, who, step) -> bool:
        """Somebody tries something; whether it happened."""
        name, *details = step
        was, before = self.status, self._rows()
        happened = False
        with suppress(TransitionRefused, PermissionDenied):
            getattr(self, f"_{name}")(self.people[who], *details)
            happened = True
        if not happened:
            assert self._rows() == before, f"{step} was refused and left something"
            assert self.status == was
        elif name in LOGGED:
            assert who in MAY_MOVE, step
        elif name in ("reopen", "give", "cover", "uncover"):
            assert who in MAY_DECIDE, step
        if happened:
            self._happened(was)
        self._holds()
        return happened

    # What can be tried

    def _fresh(self):
        return Case.objects.get(pk=self.case.pk)

    def _move(self, by, to, on):
        resting = {"reason": "A reason", "review_on": calendar.today()}
        actions.move_case(self._fresh(), by=by, to=to, on=on, **resting)

    def _log(self, by, outcome, on):
        came = {"minutes": 50, "record": "Talked."} if outcome == "ATT" else {}
        actions.log_session(
            self._fresh(),
            by=by,
            on=on,
            starts_at=_free_time(self.case),
            kind="MOTIV",
            method="VISIT",
            outcome=outcome,
            **came,
        )
        self.met += [on] if outcome == "ATT" else []

    def _explain(self, by, on):
        told = ["has_confidentiality", "has_partner_contact", "has_sharing"]
        actions.record_terms(
            self._fresh(), by=by, explained_on=on, explained=told, accepted=True
        )
        self.explained.append(on)

    def _assess(self, by, on):
        """Not tried here who may: only that the work waits for it."""
        if not self.assessed:
            AssessmentFactory(case=self.case, signed_off=True)
        self.assessed = True

    def _clear(self, by, cleared):
        """Partner support answers, or takes its answer back."""
        Bridge.objects.filter(case=self.case).update(cleared_on=TODAY if cleared else None)
        self.cleared = cleared

    def _rate(self, by, on):
        rating = {"trigger": "PLANNED", "level": "MEDIUM", "rationale": "As it was."}
        actions.update_risk(self._fresh(), by=by, on=on, **rating)
        self.rated.append(on)

    def _agree(self, by, on):
        again = TODAY + timedelta(days=28)
        goal = {"words": "I will leave the room.", "steps": "", "review_on": again}
        actions.agree_goal(self._fresh(), by=by, agreed_on=on, **goal)

    def _conclude(self, by, on):
        word = ("PARTLY", "Two weeks out of three.")
        outcomes = dict.fromkeys(self.case.goals.current(), word)
        actions.conclude_goals(self._fresh(), by=by, on=on, outcomes=outcomes)

    def _refer(self, by, destination, on):
        again = TODAY + timedelta(days=28)
        made = actions.refer_onward(
            self._fresh(), by=by, destination=destination, made_on=on, follow_up_on=again
        )
        self.onward[made.pk] = [on]

    def _hear(self, by, found, on):
        """Whatever is still followed is asked about, whether or not the case is open."""
        onward = self.case.onward.followed().order_by("pk").first()
        if onward is None:
            raise TransitionRefused
        actions.follow_onward(
            onward,
            by=by,
            version=onward.version,
            found=found,
            on=on,
            reason="MOVED" if found == "REFUSED" else "",
            follow_up_on=TODAY + timedelta(days=28),
        )
        self.onward[onward.pk].append(on)

    def _ask(self, by):
        """Not tried here who may: only that closing waits for it."""
        if not self.asked:
            EqualityRecordFactory(perpetrator=self.case.perpetrator, answered=True)
        self.asked = True

    def _close(self, by, on):
        ended = {"reason": "OTHER", "outcome": "It ended."}
        actions.close_case(self._fresh(), by=by, closed_on=on, **ended)

    def _reopen(self, by, on):
        actions.reopen_case(self._fresh(), by=by, on=on, reason="Rang")
        self.closures += 1

    def _make_ready(self, on):
        """The referrer is told: not tried here, but asked for before the end."""
        FeedbackFactory(case=self.case, sent=True, sent_on=on)

    def _give(self, by, to, on):
        case, taker = self._fresh(), self.people[to]
        actions.allocate_case(
            case, by=by, version=case.version, to=taker, on=on, reason="Knows them"
        )
        self.covered.clear()  # whoever had it is not away from it any more

    def _cover(self, by, worker):
        days = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=7)}
        cover = {"worker": self.people[worker], "reason": "On leave"}
        actions.arrange_cover([self._fresh()], by=by, **cover, **days)
        self.covered.add(self.people[worker])

    def _uncover(self, by):
        current = list(self.case.allocations.to_come_or_current())
        actions.end_cover(current, by=by)
        self.covered.clear()

    # What must hold

    def _happened(self, was):
        """A stage was left in a way the tables allow, with all that they ask for."""
        now = self.status
        if now == was:
            return
        self.lines += 1
        line = self.case.moves.latest("pk")
        assert (line.was, line.to) == (was, now)
        assert now in Case.TRANSITIONS[was]
        if was not in Case.ACTIVE and now in Case.ACTIVE:
            assert now == self._last_active(), "it goes on where it was"
            self._make_ready(line.effective_on)
        if now == Status.ASSESSMENT:
            assert min(self.met) <= line.effective_on
            assert min(self.explained) <= line.effective_on
        if now == Status.INTERVENTION:
            assert self.cleared, "V-13"
            assert self.assessed
        if now == Status.CLOSED:
            self._lacks_nothing(line.effective_on)
        self.told += _told_of(was, now)

    def _lacks_nothing(self, on):
        """V-18, by what was done and not by the code that asks for it."""
        begun = self.case.moves.filter(to="CLOSING").latest("pk").effective_on
        assert any(begun <= rated <= on for rated in self.rated), "final risk"
        assert any(days[0] <= on for days in self.onward.values()), "onward"
        assert self.asked, "equality"
        assert not self.case.goals.current().exists(), "an outcome for each goal"
        assert self.told[-1] == "CLOSING", "partner support"

    def _last_active(self):
        """The stage before the last time the work stood still, by the history alone."""
        path = list(self.case.moves.order_by("pk").values_list("to", flat=True))[:-1]
        return next(stage for stage in reversed(path) if stage in Case.ACTIVE)

    def _holds(self):
        case, history = self._fresh(), list(self.case.moves.order_by("pk"))
        assert len(history) == self.lines, "an event is lost, or too many"
        assert (history[0].was, history[-1].to) == ("", case.status)
        for earlier, later in pairwise(history):
            assert earlier.to == later.was
            assert earlier.effective_on <= later.effective_on <= TODAY
        assert (case.closed_on is None) == case.is_open
        assert (case.suspension_review_on is not None) == (case.status == "SUSPENDED")
        assert EarlierClosure.objects.filter(case=case).count() == self.closures
        kinds = {"STARTED", "SUSPENDED", "RESUMED", "CLOSING"}
        sent = case.safety_notices.filter(kind__in=kinds).order_by("pk")
        assert [notice.kind for notice in sent] == self.told
        for onward in case.onward.all():
            days = self.onward[onward.pk]
            assert onward.version == len(days), "news is lost, or counted twice"
            assert days == sorted(days)
            assert (onward.started_on is not None) == (onward.start_borough is not None)
        current = case.allocations.get(is_cover=False, ends_on=None)
        assert current.worker == case.worker
        for name in ("worker", "colleague"):
            user = self.people[name]
            sees = Case.objects.visible_to(user).filter(pk=case.pk).exists()
            assert sees == (user == case.worker or user in self.covered)

    def _rows(self):
        of_case = (self.case.moves, self.case.allocations, self.case.sessions)
        of_case += (self.case.terms, self.case.safety_notices, self.case.goals)
        of_case += (self.case.risk_updates, self.case.onward)
        return [rows.count() for rows in of_case] + [AuditEvent.objects.count()]


def _told_of(was, now):
    if was not in Case.ACTIVE and now in Case.ACTIVE:
        return ["RESUMED"]
    if (was, now) == (Status.ASSESSMENT, Status.INTERVENTION):
        return ["STARTED"]
    return [now] if now in (Status.SUSPENDED, Status.CLOSING) else []


def _free_time(case):
    """Any that is free: when people meet is another rule's business."""
    return time(8 + case.sessions.count() % 12)
