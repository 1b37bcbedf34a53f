"""What has become of goals at the end, and where people go on to.

Some go on to a programme; what is heard of them comes weeks later, when the case has long
closed, and of a few nobody has asked.
"""

from datetime import timedelta
from random import Random

from cases.actions import (
    conclude_goals,
    follow_onward,
    refer_onward,
    update_risk,
)
from cases.models import Case, GoalOutcome, OnwardReferral, RiskTrigger
from pilot import calendar
from reporting.invented_year.chances import Deck
from reporting.invented_year.rota import CJW, FSW, YPS
from reporting.invented_year.stage import Stage

Ended, To = Case.ClosureReason, OnwardReferral.Destination
Kind, Why = GoalOutcome.Kind, OnwardReferral.Reason

SHOWS = {
    Kind.ACHIEVED: ("Three months of the diary.", "The school says the same."),
    Kind.PARTLY: ("Two weeks out of three.", "At home, and not yet in the car."),
    Kind.NOT: ("Was not spoken about again.", "Says it is not needed any more."),
}
BECAME = {  # whether the ending was planned: what became of goals
    True: (*[Kind.ACHIEVED] * 3, *[Kind.PARTLY] * 2, Kind.NOT),
    False: (Kind.PARTLY, *[Kind.NOT] * 3),
}
RATED = {
    True: (("STANDARD", "No new incident is known, and the agencies agree."),) * 2
    + (("MEDIUM", "Less often than before. The drinking is as it was."),),
    False: (
        ("MEDIUM", "Nothing new is known, and nothing has changed either."),
        ("MEDIUM", "Stayed away when it became difficult. No new call."),
        ("HIGH", "Two calls since, and nobody works with them now."),
    ),
}
WATCHED_BY = {CJW: To.POLICE_RISK, FSW: To.CS_UP, YPS: To.YOS_MAIN}
AFTERWARDS = {  # of those who completed the work, adults and young people
    False: (To.NONE_NEEDED, To.DVPP_DVIP, To.NONE_NEEDED, To.DVPP_OTHER),
    True: (To.NONE_NEEDED, To.RYPP),
}
OTHER_SERVICES = {False: (To.SUBST, To.PARENTING, To.MH), True: (To.YOS_MAIN, To.MH)}
SERVICES = {
    To.DVPP_DVIP: "Intake team, Tuesdays",
    To.DVPP_OTHER: "The programme’s duty desk",
    To.SUBST: "Drug and alcohol service, front desk",
    To.PARENTING: "Children’s centre",
    To.MH: "Talking therapies, intake",
    To.RYPP: "Young people’s programme, intake",
}
# What is heard of it, each with the weeks since the last word; of some nobody has asked.
FATES = (
    (("ACCEPTED", 2), ("STARTED", 3), ("COMPLETED", 16)),
    (("ACCEPTED", 3), ("STARTED", 3), ("DROPPED_OUT", 7)),
    (("STARTED", 4), ("COMPLETED", 15)),
    (("NO_NEWS", 3), ("REFUSED", 3)),
    (("ACCEPTED", 2), ("STARTED", 4)),
    (("ACCEPTED", 4), ("NOT_TAKEN_UP", 5)),
    (),
)
WATCHED = (  # of those whom another agency watches from now on
    (("ACCEPTED", 1), ("STARTED", 2), ("COMPLETED", 10)),
    (("STARTED", 2), ("COMPLETED", 8)),
    (("ACCEPTED", 2),),
    (("NO_NEWS", 2), ("REFUSED", 2)),
)
WHY = {
    "DROPPED_OUT": Why.STOPPED_COMING,
    "REFUSED": Why.NO_PLACE,
    "NOT_TAKEN_UP": Why.DID_NOT_WANT,
}
ASKS_AGAIN = timedelta(weeks=4)


class Onward:
    """Draws of its own, beside each course of work."""

    def __init__(self, stage: Stage, seed: int):
        rng = Random(f"{seed}-onward")
        self.stage, self.rng = stage, rng
        self.became = {planned: Deck(rng, cards) for planned, cards in BECAME.items()}
        self.rated = {planned: Deck(rng, cards) for planned, cards in RATED.items()}
        self.afterwards = {young: Deck(rng, to) for young, to in AFTERWARDS.items()}
        self.others = {young: Deck(rng, to) for young, to in OTHER_SERVICES.items()}
        self.fates, self.watched = Deck(rng, FATES), Deck(rng, WATCHED)

    def settle(self, course, reason: str) -> None:
        """What a case needs before it closes (V-18), beside the equality answers."""
        case, by = course.case, course.rota.worker
        planned = reason in Case.PLANNED
        today = calendar.today()
        if goals := list(case.goals.current().order_by("pk")):
            outcomes = {goal: self._found(planned) for goal in goals}
            conclude_goals(case, by=by, on=today, outcomes=outcomes)
        level, rationale = self.rated[planned].draw()
        update_risk(
            case,
            by=by,
            on=today,
            trigger=RiskTrigger.CLOSING,
            level=level,
            rationale=rationale,
        )
        self._refer(course, reason)

    def _found(self, planned: bool) -> tuple[str, str]:
        outcome = self.became[planned].draw()
        return outcome, self.rng.choice(SHOWS[outcome])

    def _refer(self, course, reason: str) -> None:
        to = self._destination(course, reason)
        if course.case.onward.standing().filter(destination=to, ended_on=None).exists():
            return  # it was closed once before
        nowhere = to in (To.NONE_NEEDED, To.DECLINED)
        onward = refer_onward(
            course.case,
            by=course.rota.worker,
            destination=to,
            made_on=calendar.today(),
            service=SERVICES.get(to, ""),
            follow_up_on=None if nowhere else calendar.today() + ASKS_AGAIN,
        )
        if not nowhere:
            fates = self.watched if to in WATCHED_BY.values() else self.fates
            self._hear(course, onward, list(fates.draw()))

    def _destination(self, course, reason: str) -> str:
        if reason == Ended.STEP_TO_DVPP:
            return To.DVPP_DVIP
        if reason == Ended.STEP_TO_OTHER:
            return self.others[course.is_young].draw()
        if reason == Ended.COMPLETED:
            return self.afterwards[course.is_young].draw()
        if reason in (Ended.DISENGAGED, Ended.NEVER_ENGAGED, Ended.UNSAFE):
            return WATCHED_BY[course.rota.post.pk]
        return To.DECLINED if reason == Ended.DECLINED else To.NONE_NEEDED

    def _hear(self, course, onward: OnwardReferral, fate: list) -> None:
        """What is heard of it next, weeks after the last word."""
        if fate:
            found, weeks = fate[0]
            days = 5 * weeks + self.rng.randint(0, 4)
            course.later(days, 12, self._follow, course, onward, found, fate[1:])

    def _follow(self, course, onward: OnwardReferral, found: str, then: list) -> None:
        onward.refresh_from_db()
        has_ended = found in OnwardReferral.Ending.values
        follow_onward(
            onward,
            by=course.rota.worker,
            version=onward.version,
            found=found,
            on=calendar.today(),
            reason=WHY.get(found, ""),
            source="SELF" if found == "NOT_TAKEN_UP" else "THIRD_PARTY",
            follow_up_on=None if has_ended else calendar.today() + ASKS_AGAIN,
        )
        self._hear(course, onward, then)
