"""What does not go as it was entered: appointments move, people come along, entries are
wrong, colleagues are asked. Dealt from a chance of its own, beside each course of work."""

from collections.abc import Callable
from datetime import date, time, timedelta
from random import Random

from cases.actions import (
    Word,
    add_task,
    correct_session,
    finish_task,
    log_session,
    move_session,
    pass_on,
    withdraw_attempt,
)
from cases.models import ContactAttempt, Method, Session, Task
from cases.models.session import AskedBy
from pilot import calendar
from pilot.models import User
from reporting.invented_year.rota import CJW
from reporting.invented_year.stage import Stage, at

Outcome, Kind = Session.Outcome, Session.Kind

TOGETHER = (Kind.MOTIV, Kind.INTERVENTION)
MOVES = 0.1  # of the appointments that are booked
BY_US = 0.3  # of those
COMES_ALONG = 0.5  # where somebody can
STAYS_AWAY = 0.2  # of those who were to come along
EXCUSED = 0.15  # of the absences
WRONG_SESSION, WRONG_ATTEMPT = 0.03, 0.03
TASKS, ALERTS = 0.04, 0.008  # of what is written up
DONE = 0.8  # of what a colleague was asked

WHY_THEM = (
    "Shift changed at short notice.",
    "Has to fetch a child from school that day.",
    "Interview at the job centre.",
    "Asked for a later time, comes from work.",
)
WHY_US = ("Training for the whole team that day.", "Called to a conference at that time.")
EXCUSES = (
    "In hospital since the night before, confirmed by the ward.",
    "A relative died. Rang the next day.",
    "Child taken ill, sent a message from the surgery.",
)
WRONG = ("Typed the wrong length.", "The minutes were those of the day before.")
WRONG_PERSON = ("Logged on the wrong person.", "Entered twice.")
ASKED = (
    "Look at the record of this week before supervision.",
    "Ring the referrer about the next meeting.",
    "Say whether the risk has to be looked at again.",
    "Find a room for the joint appointment.",
)
ALERTED = (
    "Said twice that they know when the house is empty. Spoke of the weekend.",
    "Turned up where they had agreed not to go, by their own account.",
    "Has found out about the new telephone number, they did not say how.",
)


class Changes:
    """What becomes of appointments and entries after they were made."""

    def __init__(self, stage: Stage, seed: int):
        self.stage, self.rng = stage, Random(f"{seed}-changes")
        self.courses: list = []  # of work, each as it begins
        self.joined: set[int] = set()  # cases that came along with somebody once

    def of_absence(self, outcome: str) -> dict:
        """Now and then there was a good reason to stay away."""
        if outcome == Outcome.DNA and self.rng.random() < EXCUSED:
            return {"is_excused": True, "record": self.rng.choice(EXCUSES)}
        return {}

    # Appointments move

    def of_booking(self, course, appointment) -> None:
        """Some appointments move, mostly days before, some in the same morning."""
        if appointment.session is None or self.rng.random() > MOVES:
            return
        first = calendar.today() + timedelta(days=1)
        last = appointment.day
        if first > last or appointment.starts_at < time(11):
            return
        day = first + timedelta(days=self.rng.randrange((last - first).days + 1))
        if course.rota.is_in(day):
            self._later(day, 9, self._move, course, appointment)

    def _move(self, course, appointment) -> None:
        case, rota = course.case, course.rota
        found = self._opening(rota, case, appointment.day + timedelta(days=1))
        if found is None or not appointment.session.is_booked:
            return
        day, starts_at = found
        course.turns.keep_safe(course, day)
        by_us = self.rng.random() < BY_US
        new = move_session(
            appointment.session,
            by=rota.worker,
            version=appointment.session.version,
            on=day,
            starts_at=starts_at,
            asked_by=AskedBy.US if by_us else AskedBy.THEM,
            asked_on=calendar.today(),
            reason=self.rng.choice(WHY_US if by_us else WHY_THEM),
        )
        course.moved(appointment, new)

    def _opening(self, rota, case, earliest: date) -> tuple[date, time] | None:
        """A free hour in the borough of the case within a fortnight, which is taken."""
        case.refresh_from_db()
        for number in range(14):
            day = earliest + timedelta(days=number)
            if day not in calendar.PILOT or rota.borough(day) != case.borough_id:
                continue
            if free := rota.openings(day, halves=2):
                return day, rota.take(day, self.rng.choice(free), 2)
        return None

    # More people than one

    def company(self, course, kind: str, outcome: str) -> dict:
        """Who else is there: the professional who referred, or another person once."""
        if kind == Kind.JOINT_PROF:
            practitioner = course.case.referral.practitioner
            return {"practitioners": [practitioner] if practitioner else []}
        if outcome not in Session.ATTENDED or kind not in TOGETHER:
            return {}
        if course.case.post_id == CJW:
            return {}
        others = [
            other
            for other in self.courses
            if other.rota is course.rota and other is not course
            if other.can_come_along and other.case.post_id != CJW
        ]
        other = next((one for one in others if one.case.pk not in self.joined), None)
        if other is None or self.rng.random() > COMES_ALONG:
            return {}
        self.joined |= {other.case.pk, course.case.pk}
        came = Outcome.DNA if self.rng.random() < STAYS_AWAY else Outcome.ATT
        other.came_along(came)
        return {"others": [(other.case, came)]}

    def book_together(self, rota, caseload) -> None:
        """At the end there is an appointment with two people, to be recorded together."""
        seen_together = [each for each in caseload if each.case.post_id != CJW]
        if len(seen_together) < 2:
            return
        one, other, *_ = seen_together
        if found := self._opening(rota, one.case, self.stage.today):
            day, starts_at = found
            for each in (one, other):
                each.turns.keep_safe(each, day)
            log_session(
                one.case,
                by=rota.worker,
                on=day,
                starts_at=starts_at,
                kind=Kind.INTERVENTION,
                method=Method.VISIT,
                outcome=Outcome.NOT_REC,
                others=[(other.case, Outcome.NOT_REC)],
            )

    # Entries are wrong, and colleagues are asked

    def of_entry(self, course, session: Session) -> None:
        """Some of what is written up has to be put right, or passed on."""
        worker, dealt = course.rota.worker, self.rng.random()
        if session.is_attended and session.activity is None and dealt < WRONG_SESSION:
            self._soon(course.rota, self._correct, session, worker)
        elif WRONG_SESSION <= dealt < WRONG_SESSION + TASKS:
            task = add_task(
                session.case,
                by=worker,
                assignee=self.stage.manager,
                what=self.rng.choice(ASKED),
            )
            if self.rng.random() < DONE:
                self._soon(course.rota, self._finish, task)
        elif session.is_attended and dealt > 1 - ALERTS:
            word = Word(alert=self.rng.choice(ALERTED))
            pass_on(session.case, by=worker, word=word)

    def of_attempt(self, course, attempt: ContactAttempt) -> None:
        """Some attempts were never made on this case."""
        if self.rng.random() < WRONG_ATTEMPT:
            self._soon(course.rota, self._take_out, attempt, course.rota.worker)

    def _correct(self, session: Session, worker: User) -> None:
        session.refresh_from_db()
        names = ("on", "starts_at", "kind", "method", "outcome", "record", "next_plan")
        correct_session(
            session,
            by=worker,
            version=session.version,
            because=self.rng.choice(WRONG),
            minutes=session.minutes - 15,
            **{name: getattr(session, name) for name in names},
        )

    def _take_out(self, attempt: ContactAttempt, worker: User) -> None:
        attempt.refresh_from_db()
        withdraw_attempt(attempt, by=worker, because=self.rng.choice(WRONG_PERSON))

    def _finish(self, task: Task) -> None:
        finish_task(task, by=self.stage.manager)

    def _soon(self, rota, deed: Callable, *args) -> None:
        """On one of the next days on which the worker is there."""
        day = rota.next_in(calendar.today(), after=self.rng.randint(1, 3))
        self._later(day, 16, deed, *args)

    def _later(self, day: date, hour: int, deed: Callable, *args) -> None:
        self.stage.later(at(day, hour, self.rng.randrange(60)), deed, *args)
