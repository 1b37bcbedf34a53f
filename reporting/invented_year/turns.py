"""What a case needs on its way, and what befalls a few of them.

Terms, clearance and the beginning of the end happen to every case; one in a dozen rests
for some weeks, one is given to another worker, one is reopened, and leave is covered.
"""

from datetime import date, timedelta
from random import Random

from cases.actions import (
    allocate_case,
    arrange_cover,
    missing,
    move_case,
    record_terms,
    reopen_case,
)
from cases.models import Case, Terms
from pilot import calendar
from referrals.actions import record_safety_check
from referrals.models import Answer, ContactSafetyCheck
from reporting.invented_year.chances import Deck
from reporting.invented_year.fates import EARLY, LONG, MIDWAY, NEVER
from reporting.invented_year.rota import CJW, FSW, LEAVE, YPS
from reporting.invented_year.stage import Stage, at

Status = Case.Status

RESTS_AFTER = 4  # sessions attended
GIVEN_AWAY_AFTER = 5
RESTS = (True, *[False] * 9)
CLEARED_AFTER = (3, 4, 5, 5, 6, 6, 7, 9, 12, 45)  # days at work after the case opened
ACCEPTS = (*[True] * 11, False)
EXPLAINS_ALL = (*[True] * 9, False)
SAFE_FOR = 8  # weeks
WEEKS_OF_REST = (2, 3, 4)
COVERED = {CJW: 1, YPS: 3}  # post: which of its leaves the manager had covered

RESTING = (
    "In hospital for some weeks. Agreed with the referrer.",
    "Contact is on hold until the strategy meeting has met.",
    "Abroad for a family matter, and will ring on the way back.",
)
ENDING = {  # course: why closing begins
    NEVER: "Nobody could be reached, as often as it was agreed to try.",
    EARLY: "Has stopped coming.",
    MIDWAY: "Has stopped coming, after a good start.",
    LONG: "What was agreed is done.",
}
GIVEN = "Known to the first worker from outside work."
BACK = "Rang and asks to go on. The manager agreed to one more try."
AWAY = "The worker is on leave."


class Turns:
    """Draws of its own, so that nothing here shifts what others draw."""

    def __init__(self, rng: Random, stage: Stage):
        self.rng, self.stage = rng, stage
        self.rests = Deck(rng, RESTS)
        self.accepts = Deck(rng, ACCEPTS)
        self.explains_all = Deck(rng, EXPLAINS_ALL)
        self.cleared_after = Deck(rng, CLEARED_AFTER)
        self.resting = Deck(rng, RESTING)
        self.is_given, self.is_reopened = False, False
        self.next_to_explain: dict[int, list[str]] = {}
        for post, number in COVERED.items():
            first, last = LEAVE[post][number]
            week_before = self._working_day_before(first)
            stage.later(at(week_before, 16), self._cover, post, first, last)

    # What every case needs

    def begin(self, course) -> None:
        """Within days partner support has tried to reach whoever was harmed (V-13)."""
        course.later(self.cleared_after.draw(), 12, self._clear, course)

    def _clear(self, course) -> None:
        self.stage.across.clear(course.case)

    def prepare(self, course, on: date) -> None:
        """What the first sessions are for: the terms; and what each of them shows."""
        self._explain(course, on)
        self.stage.judgement.after_session(course, on)

    def _explain(self, course, on: date) -> None:
        """The terms are explained the first time they meet, or at last the second."""
        names = self.next_to_explain.get(course.case.pk)
        if names == []:
            return
        left = names or list(Terms.EXPLAINED)
        told = left if names or self.explains_all.draw() else left[:2]
        record_terms(
            course.case,
            by=course.rota.worker,
            explained_on=on,
            explained=list(Terms.EXPLAINED) if names else told,
            accepted=self.accepts.draw(),
        )
        self.next_to_explain[course.case.pk] = [name for name in left if name not in told]

    def keep_safe(self, course, on: date) -> None:
        """Whether somebody who may not know can be contacted is asked again in time."""
        referral = course.case.referral
        if referral.awareness == Answer.YES:
            return
        referral.refresh_from_db(fields=["awareness", "aware_on"])
        if referral.clearance_on(on).allows_contact:
            return
        record_safety_check(
            referral,
            by=self.stage.manager,
            asked=ContactSafetyCheck.Asked.POLICE,
            on=min(on, calendar.today()),
            result=ContactSafetyCheck.Result.SAFE,
            valid_to=on + timedelta(weeks=SAFE_FOR),
        )

    def move_on(self, course, to: Status, on: date) -> bool:
        """The case comes to its next stage, unless something is missing still."""
        latest = course.case.moves.latest("pk")
        on = max(on, latest.effective_on)
        if not course.case.is_active or missing(course.case, to, on):
            return False
        move_case(course.case, by=course.rota.worker, to=to, on=on)
        return True

    def begin_closing(self, course) -> None:
        """The work is over; some days later the case closes."""
        reason = ENDING[course.fate.course]
        move_case(course.case, by=course.rota.worker, to=Status.CLOSING, reason=reason)
        self.stage.letters.ends(course)

    # What befalls a few

    def interrupt(self, course) -> bool:
        """Something comes between; the next appointment is agreed when it is over."""
        if course.fate.course != LONG or course.fate.is_forgotten or course.fate.moves:
            return False
        if course.attended == RESTS_AFTER and self.rests.draw():
            course.later(1, 11, self._rest, course)
            return True
        is_late_enough = calendar.today() >= date(2016, 2, 1)
        if (
            course.attended == GIVEN_AWAY_AFTER
            and course.rota.post.pk == CJW
            and is_late_enough
            and not self.is_given
        ):
            self.is_given = True
            course.later(2, 10, self._give_away, course)
            return True
        return False

    def _rest(self, course) -> None:
        weeks = self.rng.choice(WEEKS_OF_REST)
        review_on = calendar.today() + timedelta(weeks=weeks)
        self.suspend(course, review_on)
        course.later(weeks * 5 + self.rng.randint(0, 2), 11, self._go_on, course)

    def suspend(self, course, review_on: date) -> None:
        """The work stands still until somebody looks again."""
        move_case(
            course.case,
            by=course.rota.worker,
            to=Status.SUSPENDED,
            reason=self.resting.draw(),
            review_on=review_on,
        )

    def _go_on(self, course) -> None:
        move_case(course.case, by=course.rota.worker, to=course.case.came_from())
        course.book(2)

    def _give_away(self, course) -> None:
        if course.unwritten:  # the first worker finishes the records first
            course.later(1, 10, self._give_away, course)
            return
        course.case.refresh_from_db()
        course.rota = self.stage.rotas[FSW]
        allocate_case(
            course.case,
            by=self.stage.manager,
            version=course.case.version,
            to=course.rota.worker,
            on=calendar.today(),
            reason=GIVEN,
        )
        course.book(3)

    def reopen(self, course) -> None:
        """One who stopped coming comes back, and the manager lets the case go on."""
        enough_time = calendar.today() + timedelta(weeks=6) < self.stage.today
        stopped = course.case.closure_reason == Case.ClosureReason.DISENGAGED
        if self.is_reopened or not (stopped and enough_time) or course.fate.comes_again:
            return
        self.is_reopened = True
        course.later(6, 11, self._reopen, course)

    def _reopen(self, course) -> None:
        reopen_case(course.case, by=self.stage.manager, on=calendar.today(), reason=BACK)
        course.comes_back(sessions=3)
        course.book(2)

    def _cover(self, post: str, first: date, last: date) -> None:
        """Whoever is there sees to the cases of a colleague on leave."""
        worker = self.stage.rotas[post].worker
        arrange_cover(
            list(Case.objects.open().of(worker).order_by("pk")),
            by=self.stage.manager,
            worker=self.stage.rotas[FSW].worker,
            starts_on=first,
            ends_on=last,
            reason=AWAY,
        )

    def _working_day_before(self, day: date) -> date:
        return calendar.subtract_working_days(day, 5)

    # What today finds

    def leave(self, courses) -> None:
        """One case rests, one is closing, and the leave to come is covered already."""
        under_way = [course for course in courses if course.is_under_way]
        if not any(course.case.status == Status.SUSPENDED for course in courses):
            idle = [course for course in under_way if course.is_idle] or under_way
            if idle:
                self.suspend(idle[0], calendar.today() + timedelta(weeks=2))
        if not any(course.case.status == Status.CLOSING for course in courses):
            lasting = [course for course in under_way if course.fate.course == LONG]
            if furthest := max(lasting, key=lambda course: course.attended, default=None):
                self.begin_closing(furthest)
        first, last = LEAVE[YPS][-1]
        if self.stage.rotas[YPS].starts < self.stage.today < first:
            self._cover(YPS, first, last)
