"""One case from its opening to its closure: attempts, sessions, records, stages."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from cases.actions import (
    change_borough,
    close_case,
    log_attempt,
    log_session,
    record_session,
)
from cases.models import Case, ContactAttempt, Method, Session
from pilot import calendar
from reporting.invented_year import chances, records
from reporting.invented_year.fates import LONG, NEVER, Fate
from reporting.invented_year.rota import FSW, YPS, Rota
from reporting.invented_year.stage import Stage, at
from reporting.invented_year.turns import Turns

Kind = Session.Kind
Outcome = Session.Outcome
Status = Case.Status
Ended = Case.ClosureReason
Tried = ContactAttempt.Outcome

TO_NEXT_STAGE = {  # after so many sessions attended and recorded
    1: Status.ASSESSMENT,
    3: Status.INTERVENTION,
    6: Status.REVIEW,
    8: Status.INTERVENTION,
}
MOVES_AFTER = 4
BY_PHONE_NOW_AND_THEN = (Kind.ASSESS, Kind.MOTIV)


@dataclass
class Appointment:
    """A time agreed for a session; it may be in the service already, or only in a diary."""

    day: date
    starts_at: time
    kind: str
    method: str
    session: Session | None = None
    is_moved: bool = False  # to another time, which is an appointment of its own

    @property
    def over_at(self) -> datetime:
        """When the hour is over."""
        return at(self.day, self.starts_at) + timedelta(hours=1)


class Course:
    """The work on one case."""

    def __init__(
        self,
        stage: Stage,
        turns: Turns,
        rota: Rota,
        case: Case,
        fate: Fate,
        when_closed: Callable,
    ):
        self.stage, self.rng, self.turns = stage, stage.rng, turns
        self.rota, self.case, self.fate = rota, case, fate
        self.when_closed = when_closed
        self.before_closing: Callable = lambda: None
        self.target = stage.sessions[fate.course].draw()
        self.misses_left = self.rng.randint(*chances.MISSES_BEFORE_THE_END)
        self.ahead = list(TO_NEXT_STAGE.items())
        self.told: dict[str, chances.Deck] = {}
        self.attended = 0  # so far
        self.written_up = 0  # of those
        self.unwritten = 0  # whatever came of them
        stage.changes.courses.append(self)

    @property
    def is_under_way(self) -> bool:
        """Whether somebody has begun on it and goes on with it."""
        begun = self.case.is_active and self.case.status != Status.OPEN
        return begun and not self._is_left_alone()

    @property
    def is_idle(self) -> bool:
        """Whether it is under way, and nothing is booked or waits to be written up."""
        return self.is_under_way and not self.unwritten

    @property
    def is_ending(self) -> bool:
        """Whether nobody expects them to come again."""
        return self.has_dropped_out or self._is_over()

    @property
    def can_come_along(self) -> bool:
        """Whether they may be there when somebody else is seen."""
        far_enough = 3 <= self.attended < self.target - 2 and not self._is_over()
        return self.is_under_way and far_enough

    @property
    def is_young(self) -> bool:
        """Whether the work is with a young person."""
        return self.rota.post.pk == YPS

    @property
    def has_dropped_out(self) -> bool:
        """Whether the person will not come again."""
        return self.fate.course != LONG and self.attended >= self.target

    def begin(self) -> None:
        """Somebody will try to reach the person within days."""
        tries = self.rng.randint(3, 5) if self.fate.course == NEVER else 2
        self.later(self.rng.randint(1, 4), 10, self._try, tries)
        self.turns.begin(self)

    def comes_back(self, sessions: int) -> None:
        """Somebody who had stopped coming comes again, to so many sessions more."""
        self.target = self.attended + sessions
        self.misses_left = 2

    # Attempts

    def _try(self, tries: int) -> None:
        never = self.fate.course == NEVER
        if never and tries == 2:
            outcome = self._log_attempt(Method.LETTER, Tried.NO_ANSWER, records.LETTER_SENT)
        else:
            outcome = self._ring(Tried.NO_ANSWER if never and tries > 1 else None)
        if never and tries > 1:
            self.later(self.rng.randint(3, 5), 10, self._try, tries - 1)
        elif outcome != Tried.REACHED and tries > 1:
            self.later(self.rng.randint(1, 3), 10, self._try, tries - 1)
        else:
            self.book(3)

    def _ring(self, outcome: str | None = None) -> str:
        """Somebody rings or sends a text, and notes what came of it."""
        known = chances.ATTEMPTS_LATER if self.attended else chances.ATTEMPTS
        outcome = outcome or self.stage.pick(known)
        note = self.rng.choice(records.TRIED[outcome])
        return self._log_attempt(self.rng.choice(chances.BY_PHONE), outcome, note)

    def _log_attempt(self, method: str, outcome: str, note: str) -> str:
        self.turns.keep_safe(self, calendar.today())
        attempt = log_attempt(
            self.case,
            by=self.rota.worker,
            on=calendar.today(),
            method=method,
            outcome=outcome,
            note=note,
        )
        self.stage.changes.of_attempt(self, attempt)
        return outcome

    # Sessions

    def book(self, days_ahead: int) -> None:
        """The next appointment is agreed; mostly it is entered at once."""
        earliest = calendar.today() + timedelta(days=days_ahead)
        self._enter(*self.rota.slot(self.case.borough_id, earliest))

    def appoint(self, day: date) -> bool:
        """An appointment is entered for that day, if the worker has an hour left."""
        if free := self.rota.slot_on(day):
            self._enter(*free, is_entered=True)
        return bool(free)

    def _enter(self, day: date, starts_at: time, is_entered: bool = False) -> None:
        self.turns.keep_safe(self, day)
        kind = self._purpose()
        appointment = Appointment(day, starts_at, kind, self._place(kind))
        self.unwritten += 1
        if is_entered or self.rng.random() < chances.BOOKED_AHEAD:
            appointment.session = self._log(appointment, Outcome.NOT_REC)
        self.stage.later(appointment.over_at, self._meet, appointment)
        self.stage.changes.of_booking(self, appointment)

    def moved(self, appointment: Appointment, session: Session) -> None:
        """The appointment is at another time now: nobody meets at the old one."""
        appointment.is_moved = True
        new = replace(
            appointment,
            day=session.on,
            starts_at=session.starts_at,
            session=session,
            is_moved=False,
        )
        self.stage.later(new.over_at, self._meet, new)

    def came_along(self, outcome: str) -> None:
        """They were there when somebody else was seen, or should have been."""
        if outcome in Session.ATTENDED:
            self.attended += 1
            self.written_up += 1

    def _purpose(self) -> str:
        nearly_there = self.attended + 1 == self.target
        if self.fate.course == LONG and nearly_there:
            return Kind.CLOSING
        if self.attended == 0:
            joint = self.rota.post.pk != YPS and self.rng.random() < 0.25
            return Kind.JOINT_PROF if joint else Kind.ENGAGE
        if self.attended < 3:
            return Kind.ASSESS
        if self.case.status == Status.REVIEW:
            return Kind.REVIEW
        motivating = 6 if self.rota.post.pk == FSW else 4
        return Kind.MOTIV if self.attended < motivating else Kind.INTERVENTION

    def _place(self, kind: str) -> str:
        if kind in BY_PHONE_NOW_AND_THEN and self.rng.random() < chances.TALKS_BY_PHONE:
            return Method.PHONE
        return self.rng.choice(chances.PLACES[self.rota.post.pk])

    def _meet(self, appointment: Appointment) -> None:
        """The time has come: they meet or they do not, and what is next is agreed."""
        if appointment.is_moved:
            return
        outcome = self._what_happens(appointment.day)
        if outcome in Session.ATTENDED:
            self.attended += 1
        elif self.has_dropped_out:
            self.misses_left -= outcome == Outcome.DNA
        self._write_up_later(appointment, outcome)
        if self._is_over() or self._is_left_alone():
            return
        if outcome in Session.ATTENDED and self.turns.interrupt(self):
            return
        if outcome in Session.ATTENDED:
            self.book(self.rng.choice(chances.DAYS_BETWEEN_SESSIONS))
        else:
            self.later(self.rng.randint(1, 2), 11, self._miss, outcome)

    def _what_happens(self, day: date) -> str:
        if day in self.rota.sick:
            return Outcome.CANC_SERVICE
        if self.has_dropped_out:
            return self.stage.pick(chances.ABSENCE)
        return self.stage.pick(chances.ATTENDANCE)

    def _is_over(self) -> bool:
        if self.fate.course == LONG:
            return self.attended >= self.target
        return self.has_dropped_out and self.misses_left <= 0

    def _is_left_alone(self) -> bool:
        return self.fate.is_forgotten and self.attended > 1

    def _miss(self, outcome: str) -> None:
        """After a missed appointment somebody rings, and another one is agreed."""
        if outcome == Outcome.DNA:
            self._ring()
        self.book(2)

    # Records

    def _write_up_later(self, appointment: Appointment, outcome: str) -> None:
        days = self.stage.pick(chances.DAYS_TO_RECORD)
        day = self.rota.next_in(appointment.day, after=days)
        moment = at(day, 9, self.rng.randrange(5, 60))
        if day == appointment.day:
            moment = appointment.over_at + timedelta(minutes=self.rng.randrange(35, 60))
        self.stage.later(moment, self._write_up, appointment, outcome)

    def _write_up(self, appointment: Appointment, outcome: str) -> None:
        answers = self._answers(appointment, outcome)
        answers |= self.stage.changes.of_absence(outcome)
        session = appointment.session
        if session is None:
            session = self._log(appointment, outcome, **answers)
        else:
            record_session(
                session,
                by=self.rota.worker,
                version=session.version,
                outcome=outcome,
                **answers,
            )
        self.stage.changes.of_entry(self, session)
        self.unwritten -= 1
        if outcome in Session.ATTENDED:
            self.written_up += 1
            self._see_the_parent(appointment)
            self.turns.prepare(self, appointment.day)
            self._advance(appointment.day)
            if self.written_up == 1:
                self.stage.letters.begins(self)
        elif outcome == Outcome.DNA:
            self.stage.judgement.after_miss(self, appointment.day)
            self.stage.letters.missed(self)
        if self._is_over() and not self.unwritten and self.case.is_active:
            self.turns.begin_closing(self)
            self.later(self.rng.randint(1, 9), 15, self._close)

    def _answers(self, appointment: Appointment, outcome: str) -> dict:
        if outcome in Session.ATTENDED:
            return {
                "minutes": self.rng.choice(chances.MINUTES[outcome]),
                "record": self._record(appointment.kind),
                "next_plan": self.rng.choice(records.PLANS),
            }
        if appointment.day in self.rota.sick:
            return {"record": records.WORKER_ILL}
        if outcome == Outcome.DNA and appointment.method == Method.PHONE:
            return {"record": records.RANG_OUT}
        return {"record": self.rng.choice(records.MISSED[outcome])}

    def _record(self, kind: str) -> str:
        """What was done, never the same twice until there is nothing else to say."""
        if kind not in self.told:
            self.told[kind] = chances.Deck(self.rng, records.done(kind, self.is_young))
        views = records.views(kind)
        view = f" {self.rng.choice(views)}" if views else ""
        return self.told[kind].draw() + view

    def _log(self, appointment: Appointment, outcome: str, **answers) -> Session:
        answers |= self.stage.changes.company(self, appointment.kind, outcome)
        return log_session(
            self.case,
            by=self.rota.worker,
            on=appointment.day,
            starts_at=appointment.starts_at,
            kind=appointment.kind,
            method=appointment.method,
            outcome=outcome,
            **answers,
        )

    def _see_the_parent(self, appointment: Appointment) -> None:
        """Now and then the parent of a young person stays for half an hour afterwards."""
        if not self.is_young or self.rng.random() > chances.WITH_A_PARENT:
            return
        if starts_at := self.rota.follows(appointment.day, appointment.starts_at):
            log_session(
                self.case,
                by=self.rota.worker,
                on=appointment.day,
                starts_at=starts_at,
                kind=Kind.PARENT,
                method=Method.VISIT,
                outcome=Outcome.ATT,
                minutes=self.rng.choice(chances.PARENT_MINUTES),
                record=self._record(Kind.PARENT),
            )

    # Stages

    def _advance(self, day: date) -> None:
        while self.ahead and self.written_up >= self.ahead[0][0]:
            if not self.turns.move_on(self, self.ahead[0][1], day):
                break
            self.ahead.pop(0)
        if self.fate.moves and self.written_up == MOVES_AFTER:
            self.later(1, 16, self._move)

    def _move(self) -> None:
        """The person has moved to another of the three boroughs, perhaps days ago."""
        others = [
            borough
            for borough in self.stage.boroughs.values()
            if borough.pk != self.case.borough_id
        ]
        to = self.rng.choice(others)
        days_ago = self.rng.choice(chances.MOVE_KNOWN_AFTER_DAYS)
        self.case.refresh_from_db()
        change_borough(
            self.case,
            by=self.stage.manager,
            version=self.case.version,
            to=to,
            effective_on=calendar.today() - timedelta(days=days_ago),
            reason=records.MOVED_TO.format(borough=to),
        )

    def _close(self) -> None:
        if not self.stage.letters.are_out(self, self._close):
            return
        reason = self.stage.endings[self.fate.course].draw()
        if self.is_young and reason == Ended.STEP_TO_DVPP:
            reason = Ended.STEP_TO_OTHER  # the full programme is for adults
        self.stage.events.before_closing(self.case, self.rota, reason)
        self.before_closing()
        self.stage.onward.settle(self, reason)
        self.stage.across.before_closing(self.case)
        close_case(
            self.case,
            by=self.rota.worker,
            closed_on=calendar.today(),
            reason=reason,
            outcome=records.came_of(self.rng, reason, self.is_young),
        )
        self.when_closed()
        self.turns.reopen(self)

    # When, and which

    def later(self, days: int, hour: int, deed: Callable, *args) -> None:
        """After so many days at work, at that hour."""
        day = self.rota.next_in(calendar.today(), after=days)
        self.stage.later(at(day, hour, self.rng.randrange(60)), deed, *args)
