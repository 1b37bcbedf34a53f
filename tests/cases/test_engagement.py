"""Engaged and supported say the same as a plain count, whatever was entered and mended."""

from datetime import date, time

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import actions
from cases.models import Case, Perpetrator, Session
from pilot.permissions import Role
from pilot.transitions import TransitionRefused
from tests.examples import examples
from tests.factories import CaseFactory

Outcome, Kind = Session.Outcome, Session.Kind
OPENED = date(2016, 7, 1)
TODAY = date(2016, 7, 15)

days = st.dates(OPENED, TODAY)
kinds = st.sampled_from([Kind.MOTIV, Kind.INTERVENTION, Kind.PARENT])
came_of_it = st.sampled_from([Outcome.ATT, Outcome.LATE, Outcome.DNA, Outcome.CANC_SHORT])
outcomes = came_of_it | st.just(Outcome.NOT_REC)
which = st.integers(0, 20)  # of the sessions that stand
logged = st.tuples(
    st.just("log"),
    st.integers(0, 2),
    days,
    st.integers(9, 17),
    kinds,
    outcomes,
    st.lists(st.tuples(st.integers(0, 2), outcomes), max_size=2),
)
deeds = st.one_of(
    logged,
    logged,
    st.tuples(st.just("record"), which, came_of_it),
    st.tuples(st.just("move"), which, days),
    st.tuples(st.just("correct"), which, days, kinds, outcomes),
    st.tuples(st.just("withdraw"), which),
)


class Ledger:
    """What was entered, kept beside the service by somebody with pen and paper."""

    def __init__(self, worker):
        young = {"worker": worker, "post__code": "YPS", "opened_on": OPENED}
        first = CaseFactory(**young, borough__code="LBHF")
        again = CaseFactory(**young, borough__code="WCC", perpetrator=first.perpetrator)
        self.worker = worker
        self.cases = [first, again, CaseFactory(**young, borough__code="RBKC")]
        self.lines = {}  # key of the session that stands: case, day, purpose, what came

    def standing(self, number):
        keys = sorted(self.lines)
        return Session.objects.get(pk=keys[number % len(keys)]) if keys else None

    def enter(self, session):
        where = self.cases.index(session.case)
        self.lines[session.pk] = (where, session.on, session.kind, session.outcome)

    def log(self, number, on, hour, kind, outcome, others):
        known = Session.objects.count()
        actions.log_session(
            self._case(number),
            by=self.worker,
            on=on,
            starts_at=time(hour),
            kind=kind,
            method="VISIT",
            outcome=outcome,
            others=[(self._case(other), came) for other, came in others],
            **_details(outcome),
        )
        for session in Session.objects.order_by("pk")[known:]:
            self.enter(session)

    def record(self, number, outcome):
        if session := self.standing(number):
            actions.record_session(
                session,
                by=self.worker,
                version=session.version,
                outcome=outcome,
                **_details(outcome),
            )
            self.enter(session)

    def move(self, number, on):
        if session := self.standing(number):
            new = actions.move_session(
                session,
                by=self.worker,
                version=session.version,
                on=on,
                starts_at=time(18),
                asked_by="US",
                asked_on=TODAY,
                reason="Works late",
            )
            self.enter(session)
            self.enter(new)

    def correct(self, number, on, kind, outcome):
        if session := self.standing(number):
            company = [session.pk]
            if session.activity_id:
                there = Session.objects.standing().filter(activity=session.activity_id)
                company = list(there.values_list("pk", flat=True))
            actions.correct_session(
                session,
                by=self.worker,
                version=session.version,
                because="Wrong",
                on=on,
                starts_at=session.starts_at,
                kind=kind,
                method="VISIT",
                outcome=outcome,
                **_details(outcome),
            )
            for key in company:
                if new := Session.objects.filter(replaces=key).first():
                    where, *_, came = self.lines.pop(key)
                    came = outcome if key == session.pk else came
                    self.lines[new.pk] = (where, on, kind, came)

    def withdraw(self, number):
        if session := self.standing(number):
            actions.withdraw_session(session, by=self.worker, because="Not here")
            del self.lines[session.pk]

    def _case(self, number):
        return Case.objects.get(pk=self.cases[number].pk)

    def came(self, *numbers):
        """The sessions that the person of these cases came to, the first one first."""
        return sorted(
            (day, key, number)
            for key, (number, day, kind, outcome) in self.lines.items()
            if number in numbers and kind != "PARENT" and outcome in ("ATT", "LATE")
        )


def _details(outcome):
    came = outcome in Session.ATTENDED
    return {"minutes": 50, "record": "Talked."} if came else {}


@given(told=st.lists(deeds, max_size=12))
@settings(
    max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_engaged_and_supported_equal_a_plain_count(worker, told):
    with transaction.atomic():
        ledger = Ledger(worker)
        for deed, *answers in told:
            try:
                with transaction.atomic():
                    getattr(ledger, deed)(*answers)
            except TransitionRefused:
                continue  # the rules said no: nothing was entered

        for number, case in enumerate(ledger.cases):
            days = [day for day, *_ in ledger.came(number)]
            case.refresh_from_db()
            assert case.engaged_on == (days[0] if days else None)
        third = ledger.came(0, 1)[2:3]
        person = Perpetrator.objects.get(pk=ledger.cases[0].perpetrator_id)
        assert person.supported_on == (third[0][0] if third else None)
        borough = ledger.cases[third[0][2]].borough_id if third else None
        assert person.supported_borough_id == borough
        standing = Session.objects.standing().values_list("pk", flat=True)
        assert set(standing) == set(ledger.lines)
        transaction.set_rollback(True)


@pytest.fixture
def worker(person):
    return person(Role.YOUNG_PERPETRATOR_SPECIALIST)
