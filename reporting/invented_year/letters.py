"""Who does not engage, and what their referrers are told: mostly in time, some late.

A letter is drafted from the record like on its page, read by the manager where she has to,
sent, and acknowledged within days; of a few nobody ever says that they have it.
"""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from cases.actions import (
    acknowledge_feedback,
    approve_feedback,
    declare_non_engagement,
    draft_feedback,
    return_feedback,
    send_feedback,
    update_risk,
    write_feedback,
)
from cases.engagement_rules import Evidence, evidence_of
from cases.letters import drafted
from cases.models import Feedback, NonEngagement, RiskTrigger
from pilot import calendar
from reporting.invented_year.chances import Deck
from reporting.invented_year.fates import LONG
from reporting.invented_year.stage import Stage, at

Kind, Ground = Feedback.Kind, NonEngagement.Ground

WRITTEN_AFTER = (0, 1, 1, 2, 2, 3, 6)  # days at work; the last one makes it late
READ_AFTER = (0, 1, 1, 2)
GONE_AFTER = (0, 0, 0, 1)
HAD_AFTER = (1, 1, 2, 3, 5, None, 8, 1, 2)  # none: nobody says that they have it
GOES_BY = ("EMAIL", "EMAIL", "EMAIL", "LETTER", "IN_PERSON")
COMES_AFTER_ALL = 2  # declared in the middle of work that goes on afterwards
BEGUN = (True, False, False)  # told that they have begun to come
RETURNED = "Say who is to see the children, and by when."

RATED = (
    ("MEDIUM", "No new call is known. Without contact nobody sees how things are."),
    ("HIGH", "A call last month, and now nobody has contact. Less is known than before."),
    ("MEDIUM", "As at referral. That they stay away says nothing good."),
    ("HIGH", "The drinking has not stopped, by the referrer’s account."),
    ("MEDIUM", "Never met. Two calls last year, by the police’s record, and none since."),
)
DONE_ABOUT_IT = "The referrer is told, with what we advise."
ADVICE = (
    "Hold the meeting without them, and do not wait for a change in them. Speak to them "
    "only in twos. See the children on their own at the next visit.",
    "Keep the plan as it is: nothing here would allow less. Ask the police whether there "
    "were calls since, and bring that to the next conference.",
    "Agree who tells us when there is a new incident. If they ask for help, send them "
    "back within the week: the first days count.",
)
ENDS = "The team stays the first to ring. The work done so far is in our summary."


class Letters:
    """Draws of its own, beside each course of work."""

    def __init__(self, stage: Stage, seed: int):
        rng = Random(f"{seed}-letters")
        self.stage, self.rng = stage, rng
        self.written_after = Deck(rng, WRITTEN_AFTER)
        self.read_after = Deck(rng, READ_AFTER)
        self.gone_after = Deck(rng, GONE_AFTER)
        self.had_after = Deck(rng, HAD_AFTER)
        self.goes_by = Deck(rng, GOES_BY)
        self.begun = Deck(rng, BEGUN)
        self.rated = Deck(rng, RATED)
        self.advice = Deck(rng, ADVICE)
        self.come_after_all = self.returned = 0
        self.out: set[int] = set()  # cases whose referrer knows how it ends

    # Somebody does not engage

    def missed(self, course) -> None:
        """After an absence: one or two are given up on, and come after all."""
        goes_on = course.fate.course == LONG and not course.fate.is_forgotten
        if self.come_after_all < COMES_AFTER_ALL and goes_on and self._declare(course):
            self.come_after_all += 1

    def _declare(self, course) -> bool:
        case = course.case
        evidence = evidence_of(case)
        current = case.non_engagements.current()
        if not evidence.is_complete or current.exists():
            return False
        today = calendar.today()
        declaration = declare_non_engagement(
            case, by=course.rota.worker, declared_on=today, ground=_ground(evidence)
        )
        level, rationale = self.rated.draw()
        update_risk(
            case,
            by=course.rota.worker,
            on=today,
            trigger=RiskTrigger.NOT_ENGAGING,
            level=level,
            rationale=rationale,
            action=DONE_ABOUT_IT,
        )
        if feedback := declaration.feedback.first():
            self._later(course, self.written_after.draw(), 12, self._write, feedback)
        return True

    def leave(self, courses) -> None:
        """Today finds one declared a week ago and nothing written, and one to read."""
        is_forgotten = False
        for course in courses:
            case = course.case
            if not case.is_active or case.referral.tells_the_person:
                continue
            since = evidence_of(case).complete_on
            if since is None:
                continue
            if is_forgotten:
                self._leave_to_read(course)
                return
            if calendar.add_working_days(since, 5) < self.stage.today:
                declare_non_engagement(
                    case,
                    by=course.rota.worker,
                    declared_on=since,
                    ground=_ground(evidence_of(case, on=since)),
                )
                is_forgotten = True

    def _leave_to_read(self, course) -> None:
        self._declare(course)
        for feedback in course.case.feedback.unsent():
            self._write(course, feedback)

    # The letters

    def begins(self, course) -> None:
        """They have come for the first time: some referrers are told."""
        if self.begun.draw() and not course.case.referral.tells_the_person:
            self._begin(course, Kind.ENGAGED)

    def ends(self, course) -> None:
        """Closing has begun: whoever does not engage is declared; the referrer is told."""
        case = course.case
        self.out.discard(case.pk)
        self._declare(course)
        current = case.non_engagements.current().first()
        is_told = current is not None and current.feedback.sent().exists()
        if case.referral.tells_the_person or is_told:
            self.out.add(case.pk)
        elif current is None:
            self._begin(course, Kind.CLOSURE)

    def are_out(self, course, deed: Callable) -> bool:
        """Whether the referrer knows how it ends; else it is asked again tomorrow."""
        is_known = course.case.pk in self.out
        if not is_known:
            day = course.rota.next_in(calendar.today(), after=1)
            self.stage.later(at(day, 18, self.rng.randrange(60)), deed)
        return is_known

    def _later(self, course, days: int, hour: int, deed: Callable, feedback) -> None:
        """After so many days at work, and not before now."""
        day = course.rota.next_in(calendar.today(), after=days)
        soon = calendar.now() + timedelta(minutes=30)
        moment = max(at(day, hour, self.rng.randrange(60)), soon)
        self.stage.later(moment, deed, course, feedback)

    def _begin(self, course, kind: str) -> None:
        feedback = draft_feedback(course.case, by=course.rota.worker, kind=kind)
        self._write(course, feedback)

    def _write(self, course, feedback: Feedback) -> None:
        feedback.refresh_from_db()
        if not feedback.is_owed:  # they have come meanwhile
            return
        texts = drafted(feedback)
        if feedback.needs_the_manager:
            texts["advice"] = self.advice.draw()
        elif feedback.kind == Kind.CLOSURE:
            texts["advice"] = ENDS
        write_feedback(
            feedback,
            by=course.rota.worker,
            version=feedback.version,
            is_ready=True,
            **texts,
        )
        if feedback.needs_the_manager:
            self._later(course, self.read_after.draw(), 16, self._read, feedback)
        else:
            self._send(course, feedback)

    def _read(self, course, feedback: Feedback) -> None:
        feedback.refresh_from_db()
        if not feedback.is_owed:
            return
        if not self.returned:
            self.returned += 1
            return_feedback(
                feedback,
                by=self.stage.manager,
                version=feedback.version,
                because=RETURNED,
            )
            self._later(course, 1, 11, self._write, feedback)
            return
        approve_feedback(feedback, by=self.stage.manager, version=feedback.version)
        self._later(course, self.gone_after.draw(), 17, self._send, feedback)

    def _send(self, course, feedback: Feedback) -> None:
        feedback.refresh_from_db()
        if not feedback.is_owed:
            return
        referral = course.case.referral
        send_feedback(
            feedback,
            by=course.rota.worker,
            sent_on=calendar.today(),
            sent_to=referral.referrer or referral.get_source_display(),
            method=self.goes_by.draw(),
        )
        if feedback.kind in (Kind.NONENG_RISK, Kind.CLOSURE):
            self.out.add(course.case.pk)
        days = self.had_after.draw()
        if days is not None:
            self._later(course, days, 10, self._had, feedback)

    def _had(self, course, feedback: Feedback) -> None:
        feedback.refresh_from_db()
        acknowledge_feedback(
            feedback, by=course.rota.worker, acknowledged_on=calendar.today()
        )


def _ground(evidence: Evidence) -> str:
    unreached = evidence.no_contact.complete_on is not None
    return Ground.NO_CONTACT if unreached else Ground.ABSENT
