"""How often things happen in a case: as cards of a deck, or by weight."""

from collections.abc import Sequence
from random import Random

from cases.models import Case, ContactAttempt, Method, Session
from reporting.invented_year.fates import EARLY, LONG, MIDWAY, NEVER
from reporting.invented_year.rota import CJW, FSW, YPS

Outcome = Session.Outcome
Ended = Case.ClosureReason
Tried = ContactAttempt.Outcome

# Cards, each drawn once before any comes again: every year has some of everything.

SESSIONS = {  # course: how many are attended
    NEVER: (0,),
    EARLY: (1, 2),
    MIDWAY: (4, 5, 6, 7),
    LONG: (10, 11, 12, 13, 14, 14, 15, 16, 17, 18),
}
ENDINGS = {  # course: how the case closes
    NEVER: (*[Ended.NEVER_ENGAGED] * 4, Ended.DECLINED),
    EARLY: (
        *[Ended.DISENGAGED] * 6,
        *(Ended.DECLINED, Ended.MOVED, Ended.ENTERED_CJ, Ended.UNSAFE),
    ),
    MIDWAY: (
        *[Ended.DISENGAGED] * 4,
        *(Ended.CUSTODY, Ended.ENTERED_CJ, Ended.STEP_TO_OTHER, Ended.OTHER),
    ),
    LONG: (
        *[Ended.COMPLETED] * 6,
        *[Ended.STEP_TO_DVPP] * 3,
        *(Ended.RISK_LOWERED, Ended.STEP_TO_OTHER),
    ),
}

# Weights: each draw is a fresh one.

ATTENDANCE = {  # of those who have not dropped out
    Outcome.ATT: 67,
    Outcome.LATE: 9,
    Outcome.DNA: 12,
    Outcome.CANC_SHORT: 5,
    Outcome.CANC_NOTICE: 4,
    Outcome.CANC_SERVICE: 3,
}
ABSENCE = {Outcome.DNA: 70, Outcome.CANC_SHORT: 22, Outcome.CANC_NOTICE: 8}
ATTEMPTS = {
    Tried.NO_ANSWER: 45,
    Tried.REACHED: 38,
    Tried.THIRD_ANSWERED: 7,
    Tried.WRONG_DETAILS: 6,
    Tried.DECLINED: 4,
}
ATTEMPTS_LATER = {Tried.NO_ANSWER: 45, Tried.REACHED: 50, Tried.THIRD_ANSWERED: 5}
DAYS_TO_RECORD = {0: 66, 1: 19, 2: 7, 4: 5, 6: 3}  # days at work after the session
BY_PHONE = (Method.PHONE, Method.PHONE, Method.PHONE, Method.TEXT)
PLACES = {
    CJW: (Method.STATION, Method.VISIT),
    FSW: (Method.VISIT,),
    YPS: (Method.VISIT,),
}
MINUTES = {Outcome.ATT: (45, 50, 60, 60), Outcome.LATE: (25, 30, 35, 40)}
TALKS_BY_PHONE = 0.2
PARENT_MINUTES = (20, 30)
DAYS_BETWEEN_SESSIONS = (4, 5, 5, 6, 6, 6, 11)  # at least: then the borough's next day
MISSES_BEFORE_THE_END = (2, 3)
BOOKED_AHEAD = 0.85
WITH_A_PARENT = 0.55
MOVE_KNOWN_AFTER_DAYS = (0, 0, 1, 9)


class Deck:
    """Cards drawn in a shuffled order, each once before any comes again."""

    def __init__(self, rng: Random, cards: Sequence):
        self.rng, self.cards, self.left = rng, cards, []

    def draw(self):
        """The next card."""
        if not self.left:
            self.left = list(self.cards)
            self.rng.shuffle(self.left)
        return self.left.pop()
