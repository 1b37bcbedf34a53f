"""What happens to a referral besides the decision: who takes it on, asks and is told."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

from pilot import calendar
from referrals.actions import (
    approve_safety_check,
    ask_question,
    decline_referral,
    end_question,
    record_safety_check,
    reopen_referral,
    take_screening,
    tell_referrer,
)
from referrals.models import Answer, ContactSafetyCheck, Question, Referral, ReferralNotice
from reporting.invented_year.chances import Deck
from reporting.invented_year.fates import Fate
from reporting.invented_year.rota import CJW, FSW, YPS
from reporting.invented_year.stage import Stage, at

Asked, Result = ContactSafetyCheck.Asked, ContactSafetyCheck.Result
Kind, To = ReferralNotice.Kind, ReferralNotice.To
Declined = Referral.DeclineReason

AWARENESS = {
    CJW: {Answer.YES: 56, Answer.NO: 30, Answer.NOT_KNOWN: 14},
    FSW: {Answer.YES: 84, Answer.NO: 9, Answer.NOT_KNOWN: 7},
    YPS: {Answer.YES: 80, Answer.NO: 12, Answer.NOT_KNOWN: 8},
}
WHOM = {  # who is asked whether it is safe
    CJW: {Asked.POLICE: 60, Asked.PARTNER_SUPPORT: 40},
    FSW: {Asked.SOCIAL_WORKER: 70, Asked.PARTNER_SUPPORT: 30},
    YPS: {Asked.SOCIAL_WORKER: 60, Asked.POLICE: 40},
}
CONDITIONS = ("By letter first.", "By phone, and only in the daytime.", "", "", "", "")
WEEKS_SAFE = (6, 8, 10)
ON_HOLD_FIRST = 0.14
DAYS_ON_HOLD = (3, 4, 6)
ASKS = 0.35  # of those that take at least four days to decide
ASKED_AND_ANSWERED = {
    "Do they know that they are referred, and do they agree?": (
        "They know, and agree to one meeting."
    ),
    "Which of the two calls led to the referral, and was anybody charged?": (
        "The second. Nothing is open, and the officer has no objection."
    ),
    "Is there another assessment under way?": (
        "Yes, and it ends this month. The worker there would like to come along."
    ),
    "A number or an address at which they can be reached.": (
        "A number, and mornings are best."
    ),
}
GOES_ON_WITHOUT = (True, *[False] * 5)
ACKNOWLEDGED, TOLD = 0.55, 0.88
HOW = {"EMAIL": 45, "PHONE": 40, "IN_PERSON": 12, "LETTER": 3}
DAYS_TO_TELL = (0, 0, 0, 1, 1, 2, 3)
ENTERED_WRONGLY = (FSW, Declined.NO_AGREEMENT)
RIGHT_INSTEAD = (Declined.FAM_PROC, "The court has asked for its own report.")
TAKEN_BACK = "Entered under the wrong reason"

TAKEN, ASKED_ABOUT = "taken", "asked"  # how far a waiting one has come


class Screening:
    """The hours between a referral's arrival and its decision, and those after."""

    def __init__(self, stage: Stage, seed: int):
        self.stage, self.rng = stage, Random(f"{seed}-screening")
        self.questions = Deck(self.rng, tuple(ASKED_AND_ANSWERED))
        self.goes_on_without = Deck(self.rng, GOES_ON_WITHOUT)
        self.corrected = False

    def awareness(self, post: str, source: str) -> str:
        """Whether the person knows of it, in the referrer's words."""
        if source in Referral.WITHOUT_AGENCY:
            return Answer.YES
        weights = AWARENESS[post]
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def follow(self, referral: Referral, fate: Fate, decided_at: datetime) -> None:
        """Somebody takes it on, and what has to be known by the decision is asked."""
        days = self._days_until(decided_at)
        taken = self.rng.randrange(len(days))
        self._later(days[taken], 10, 0, self._take, referral, fate)
        if fate.decision == Referral.Status.ACCEPTED or self.rng.random() < 0.3:
            asked = self.rng.randrange(taken, len(days))
            self._later(days[asked], 10, 30, self._ask_if_safe, referral, fate)
        if fate.reason == Declined.INFO_INCOMPLETE:
            self._later(days[taken], 11, 30, self._ask, referral, fate)
        elif len(days) - taken > 3 and self.rng.random() < ASKS:
            self._later(days[taken], 11, 30, self._ask, referral, fate)
            answered = self.rng.randrange(taken + 2, len(days))
            self._later(days[answered], 11, 45, self._answer, referral, fate)
        if referral.agency and self.rng.random() < ACKNOWLEDGED:
            self._later(days[0], 14, 0, self._tell, referral, fate, Kind.ACK)

    def wait(self, referral: Referral, fate: Fate) -> None:
        """It is still undecided: taken on by now, or waiting for an answer too."""
        if not fate.so_far:
            return
        days = self._days_until(at(self.stage.last_working_day(), 12))
        self._later(days[min(1, len(days) - 1)], 10, 0, self._take, referral, fate)
        self._later(days[-1], 10, 30, self._ask_somebody, referral, fate)
        if fate.so_far == ASKED_ABOUT:
            self._later(days[min(3, len(days) - 1)], 11, 30, self._ask, referral, fate)

    def decided(self, referral: Referral, fate: Fate) -> None:
        """Whoever referred them is told, mostly within days; now and then nobody is."""
        if (fate.post, fate.reason) == ENTERED_WRONGLY and not self.corrected:
            self.corrected = True
            day = calendar.add_working_days(calendar.today(), 1)
            self._later(day, 10, 0, self._put_right, referral, fate)
            return
        if self.rng.random() < TOLD:
            after = self.rng.choice(DAYS_TO_TELL)
            day = calendar.add_working_days(calendar.today(), after)
            self._later(day, 15, 0, self._tell, referral, fate, Kind.DECISION)

    def when_safe(self, referral: Referral, fate: Fate, begin: Callable) -> None:
        """The work begins at once, or as soon as a later answer ends the hold."""
        if referral.clearance_on(calendar.today()).allows_contact:
            begin()
            return
        days = self.rng.choice(DAYS_ON_HOLD)
        day = calendar.add_working_days(calendar.today(), days)
        self._later(day, 9, 30, self._end_hold, referral, fate, begin)

    # What is done

    def _take(self, referral: Referral, fate: Fate) -> None:
        take_screening(referral, by=self._on_duty(fate))

    def _ask(self, referral: Referral, fate: Fate) -> None:
        ask_question(
            referral,
            by=self._on_duty(fate),
            asked_of=self._referrer(referral) or "The person who rang",
            text=self.questions.draw(),
            asked_on=calendar.today(),
        )

    def _answer(self, referral: Referral, fate: Fate) -> None:
        question = referral.question()
        answer = ASKED_AND_ANSWERED[question.text]
        without = self.goes_on_without.draw()
        end_question(
            referral,
            by=self._on_duty(fate),
            ending=Question.Ending.WITHOUT if without else Question.Ending.ANSWERED,
            ended_on=calendar.today(),
            answer="" if without else answer,
        )

    def _ask_if_safe(self, referral: Referral, fate: Fate) -> None:
        """Before somebody who may not know is accepted, it is asked and approved."""
        if referral.awareness == Answer.YES:
            return
        result = Result.SAFE
        if fate.decision == Referral.Status.ACCEPTED:
            if self.rng.random() < ON_HOLD_FIRST:
                result = Result.HOLD
        elif fate.reason == Declined.UNSAFE:
            result = Result.NOT_SAFE
        check = self._record(referral, fate, result)
        if result != Result.NOT_SAFE and check.approved_at is None:
            self._later(calendar.today(), 11, 15, self._approve, check)

    def _ask_somebody(self, referral: Referral, fate: Fate) -> None:
        """Yesterday's answer, which the manager has not seen yet."""
        if referral.awareness != Answer.YES and self._on_duty(fate) != self.stage.manager:
            self._record(referral, fate, Result.SAFE)

    def _record(self, referral: Referral, fate: Fate, result: str) -> ContactSafetyCheck:
        today = calendar.today()
        weeks = timedelta(weeks=self.rng.choice(WEEKS_SAFE))
        weights = WHOM[fate.post]
        return record_safety_check(
            referral,
            by=self._on_duty(fate),
            asked=self.rng.choices(list(weights), list(weights.values()))[0],
            on=today,
            result=result,
            valid_to=today + weeks if result == Result.SAFE else None,
            conditions=self.rng.choice(CONDITIONS) if result == Result.SAFE else "",
        )

    def _approve(self, check: ContactSafetyCheck) -> None:
        approve_safety_check(check, by=self.stage.manager)

    def _end_hold(self, referral: Referral, fate: Fate, begin: Callable) -> None:
        check = self._record(referral, fate, Result.SAFE)
        if check.approved_at is None:
            self._approve(check)
        begin()

    def _put_right(self, referral: Referral, fate: Fate) -> None:
        """The reason was the wrong one: the manager takes the decision back."""
        reason, note = RIGHT_INSTEAD
        reopen_referral(referral, by=self.stage.manager, reason=TAKEN_BACK)
        decline_referral(
            referral,
            by=self.stage.manager,
            decision=Referral.Status.REJECTED,
            decided_on=calendar.today(),
            reason=reason,
            note=note,
        )
        self._tell(referral, fate, Kind.DECISION)

    def _tell(self, referral: Referral, fate: Fate, kind: str) -> None:
        if kind == Kind.DECISION and not self._is_owed(referral):
            return
        is_person = referral.is_their_own
        confirms = kind == Kind.DECISION and self._only_confirms(referral)
        how = "PHONE" if confirms else self._how()
        tell_referrer(
            referral,
            by=self._on_duty(fate),
            kind=kind,
            to=To.PERSON if is_person else To.REFERRER,
            name="" if is_person else self._referrer(referral),
            told_on=calendar.today(),
            method=how,
        )

    def _only_confirms(self, referral: Referral) -> bool:
        """Whether it is news to nobody: a word on the phone will do."""
        turned_away = (Referral.Status.REJECTED, Referral.Status.REDIRECTED)
        of_a_person = referral.source in Referral.WITHOUT_AGENCY
        took_it_back = referral.status == Referral.Status.WITHDRAWN
        return took_it_back or (of_a_person and referral.status not in turned_away)

    def _how(self) -> str:
        return self.rng.choices(list(HOW), list(HOW.values()))[0]

    # Who and when

    def _is_owed(self, referral: Referral) -> bool:
        return Referral.objects.untold().filter(pk=referral.pk).exists()

    def _referrer(self, referral: Referral) -> str:
        known = referral.practitioner
        return known.name if known else str(referral.agency or "Their relative")

    def _on_duty(self, fate: Fate):
        return self.stage.on_duty(self.stage.rotas[fate.post], calendar.today())

    def _days_until(self, moment: datetime) -> list[date]:
        """The working days from today to the one of that moment, both included."""
        last = calendar.day_of(moment)
        days = calendar.Period(calendar.today(), last + timedelta(days=1)).days()
        return [day for day in days if calendar.is_working_day(day)]

    def _later(self, day: date, hour: int, minute: int, deed: Callable, *args) -> None:
        """Within a quarter of an hour, so that deeds of one day keep their order."""
        self.stage.later(at(day, hour, minute + self.rng.randrange(14)), deed, *args)
