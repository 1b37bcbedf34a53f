"""Training: planned, given, and what those who came said before, after and months later.

About four in ten answer every time (domain 1.14); the rest are lost on the way, and a
register is still to be taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pilot import calendar
from referrals import actions
from referrals.models import (
    ITEMS,
    Agency,
    AnswerPoint,
    ConfidenceSlip,
    NewPractitioner,
    Practitioner,
    Referral,
    TrainingEvent,
)
from reporting.invented_year.rota import CJW, FSW, YPS
from reporting.invented_year.stage import Stage, at

Sector = Agency.Sector
Source = Referral.Source
Kind = TrainingEvent.Kind
Role = Practitioner.Role

PLANNED_AHEAD = timedelta(days=26)
ANSWER_BEFORE, ANSWER_AFTER, ANSWER_AGAIN = 0.9, 0.62, 0.62
BY_LINK = 0.4  # of those who answer: the others fill in their slip on paper
STAY_AWAY = 0.12
LEVELS = (1.6, 2.1, 2.5, 2.9, 3.3)  # of confidence before
RISES, FADES = (-0.2, 0.4, 0.8, 1.1, 1.5), (0, 0.2, 0.4)
LEFT_OUT = 0.04  # of the five questions
WITH_KNOWLEDGE = (Kind.HALF, Kind.FULL)  # the ten questions take a quarter of an hour
ROLES = {  # how people are addressed or where they work: what they are
    "DC": Role.DETECTIVE,
    "DS": Role.DETECTIVE,
    "PS": Role.SERGEANT,
    "PC": Role.OFFICER,
    Sector.CHILDRENS: Role.SOCIAL_WORKER,
    Sector.YOS: Role.YOS_OFFICER,
    Sector.HEALTH: Role.HEALTH_VISITOR,
    Sector.EDUCATION: Role.TEACHER,
}


@dataclass(frozen=True)
class Plan:
    """An event as it was thought of: when about, by whom, for whom."""

    on: date
    post: str
    kind: str
    title: str
    sources: Sequence[str]  # the kinds of teams that are asked
    boroughs: Sequence[str]
    unnamed: int = 0  # people of whom only the team is known
    is_cancelled: bool = False


CHILDRENS = (Source.CS_ASSESS, Source.CS_CP, Source.CS_CIN, Source.CS_EARLY)
EVERYWHERE = ("LBHF", "RBKC", "WCC")
PLANS = (
    Plan(
        date(2015, 10, 22), FSW, Kind.BRIEFING,
        "What the pilot offers, and how to refer", CHILDRENS, ("RBKC",), 3,
    ),
    Plan(
        date(2015, 11, 5), CJW, Kind.TEAM_SLOT,
        "When nobody is charged: what we can still do",
        (Source.POL_CSU, Source.POL_NEIGH), ("LBHF",),
    ),
    Plan(
        date(2015, 11, 26), FSW, Kind.HALF,
        "Talking to fathers about the harm they do", CHILDRENS, ("RBKC", "WCC"),
    ),
    Plan(
        date(2015, 12, 10), YPS, Kind.BRIEFING,
        "Young people who harm: what to look for",
        (Source.YOS_CM, Source.YOS_OOCD), EVERYWHERE,
    ),
    Plan(
        date(2016, 1, 21), CJW, Kind.HALF,
        "Controlling or coercive behaviour: the new offence",
        (Source.POL_CSU, Source.POL_OTHER), ("WCC", "RBKC"), 4,
    ),
    Plan(
        date(2016, 2, 25), CJW, Kind.TEAM_SLOT,
        "Repeat calls to one address", (Source.POL_NEIGH,), ("LBHF",),
        is_cancelled=True,
    ),
    Plan(
        date(2016, 3, 10), FSW, Kind.HALF,
        "Asking at home visits, and what to do with the answer",
        (Source.HEALTH_HV, Source.CS_EARLY), ("LBHF", "WCC"), 2,
    ),
    Plan(
        date(2016, 3, 31), YPS, Kind.HALF,
        "Sons and daughters who hurt a parent",
        (Source.YOS_CM, Source.SCHOOL_PRU), ("LBHF", "RBKC"),
    ),
    Plan(
        date(2016, 4, 21), CJW, Kind.TEAM_SLOT,
        "The first report: the best moment", (Source.POL_CSU, Source.POL_NEIGH),
        ("RBKC", "WCC"),
    ),
    Plan(
        date(2016, 5, 12), FSW, Kind.FULL,
        "Planning for risk with those who do not engage",
        (*CHILDRENS, Source.CS_PLO), EVERYWHERE,
    ),
    Plan(
        date(2016, 6, 9), YPS, Kind.REFLECTIVE,
        "Peers, gangs and partners: three cases", (Source.YOS_CM, Source.GANGS_SYV),
        ("WCC",),
    ),
    Plan(
        date(2016, 6, 30), CJW, Kind.BRIEFING,
        "Tenancies, tempers and what lies behind",
        (Source.HOUSING, Source.SUBST), ("LBHF", "WCC"), 2,
    ),
    Plan(
        date(2016, 7, 14), FSW, Kind.TEAM_SLOT,
        "How a referral becomes a case", (Source.CS_CP,), ("WCC",), 5,
    ),
    Plan(
        date(2016, 8, 4), FSW, Kind.HALF,
        "Talking to fathers about the harm they do", CHILDRENS, ("LBHF",),
    ),
    Plan(
        date(2016, 9, 8), YPS, Kind.HALF,
        "Young people who harm: what works", (Source.YOS_CM, Source.YOS_RO), EVERYWHERE,
    ),
)  # fmt: skip
CANCELLED = "The team was called to an operation"


class Training:
    """Every event takes its course. Its chances are its own, and shift nobody else's."""

    def __init__(self, stage: Stage, seed: int):
        self.stage = stage
        self.rng = Random(f"{seed}-training")
        for plan in PLANS:
            self._expect(plan)

    def _expect(self, plan: Plan) -> None:
        rota = self.stage.rotas[plan.post]
        first = rota.next_in(calendar.PILOT.start)
        on = rota.next_in(plan.on)
        planned_on = rota.next_in(max(plan.on - PLANNED_AHEAD, first))
        if planned_on < on:
            self.stage.later(at(planned_on, 16, 10), self._plan, plan, on)

    def _plan(self, plan: Plan, on: date) -> None:
        trainer = self.stage.rotas[plan.post].worker
        teams = self._teams(plan)
        event = actions.plan_training(
            by=trainer,
            on=on,
            kind=plan.kind,
            title=plan.title,
            sectors={team.sector for team in teams},
            boroughs=[self.stage.boroughs[code] for code in plan.boroughs],
            trainer=trainer,
        )
        for team in teams:
            self._register(event, team)
        if plan.unnamed:
            actions.register_others(event, by=trainer, agency=teams[0], number=plan.unnamed)
        before = calendar.subtract_working_days(on, 2)
        if plan.is_cancelled:
            self.stage.later(at(before, 10, 5), self._cancel, event)
            return
        self._course_of(event)

    def _teams(self, plan: Plan) -> list[Agency]:
        directory = self.stage.directory
        found = [
            directory.teams[source, borough]
            for source in plan.sources
            for borough in plan.boroughs
            if (source, borough) in directory.teams
        ]
        return found[:6]  # a room holds about sixteen

    def _register(self, event: TrainingEvent, team: Agency) -> None:
        staff = self.stage.directory.staff[team.pk]
        for name in self.rng.sample(staff, self.rng.choice((2, 2, 3))):
            title = name.partition(" ")[0]
            role = ROLES.get(title) or ROLES.get(team.sector) or Role.OTHER
            actions.register_practitioner(
                event, by=event.trainer, who=NewPractitioner(name, team, role)
            )

    def _cancel(self, event: TrainingEvent) -> None:
        actions.cancel_training(event, by=event.trainer, reason=CANCELLED)

    def _course_of(self, event: TrainingEvent) -> None:
        """Who comes and who answers when is settled now, and happens in its time."""
        rota = self.stage.rotas[event.post_id]
        places = event.attendances.select_related("slip").order_by("pk")
        present = [place for place in places if self.rng.random() > STAY_AWAY]
        answered = self._some([place.slip for place in present], ANSWER_BEFORE)
        levels = {slip: self.rng.choice(LEVELS) for slip in answered}
        self._answers(event, AnswerPoint.BEFORE, levels, event.on)
        next_day = rota.next_in(event.on + timedelta(days=1))
        keys = [place.pk for place in present]
        self.stage.later(at(next_day, 9, 20), self._take_register, event, keys)
        stayed = self._some(answered, ANSWER_AFTER)
        levels = {slip: levels[slip] + self.rng.choice(RISES) for slip in stayed}
        # Once the sheets from before are typed in: an answer after needs one before (V-24).
        after = calendar.add_working_days(next_day, 1)
        self._answers(event, AnswerPoint.AFTER, levels, after)
        self._ask_again(event, levels)
        latest = event.window(AnswerPoint.FOLLOW_UP).last
        over = calendar.add_working_days(latest, 2)
        self.stage.later(at(rota.next_in(over), 16, 40), self._close, event)

    def _some(self, slips: list, share: float) -> list:
        return [slip for slip in slips if self.rng.random() < share]

    def _answers(self, event, point: AnswerPoint, levels: dict, day: date) -> None:
        """Some answer by the link that day, the others on paper that is typed in later."""
        on_paper = {}
        for slip, level in levels.items():
            items = self._items(event, level)
            if self.rng.random() < BY_LINK:
                self._by_link(slip, point, items, day)
            else:
                on_paper[slip.pk] = items
        if on_paper:
            typed_on = self.stage.rotas[event.post_id].next_in(day + timedelta(days=1))
            self.stage.later(
                at(typed_on, 9, 40), self._key_in, event, point, on_paper, event.on
            )

    def _ask_again(self, event: TrainingEvent, levels: dict) -> None:
        for slip in self._some(list(levels), ANSWER_AGAIN):
            asked_on = event.on + timedelta(days=self.rng.randrange(62, 112))
            lasted = levels[slip] - self.rng.choice(FADES)
            day = calendar.add_working_days(asked_on, 1)
            self._by_link(slip, AnswerPoint.FOLLOW_UP, self._items(event, lasted), day)

    def _by_link(self, slip: ConfidenceSlip, point: str, items: dict, day: date) -> None:
        moment = at(day, 8, 30 + self.rng.randrange(30))
        self.stage.later(moment, self._answer, slip, point, items)

    def _items(self, event: TrainingEvent, level: float) -> dict[str, int | None]:
        """Five answers around a level, now and then one left out, and a knowledge score."""
        items = {
            name: None
            if self.rng.random() < LEFT_OUT
            else min(5, max(1, round(level + self.rng.uniform(-0.9, 0.9))))
            for name in ITEMS
        }
        asked = event.kind in WITH_KNOWLEDGE
        score = min(10, max(1, round(level * 2 + self.rng.uniform(-1, 1))))
        return items | {"knowledge": score if asked else None}

    def _take_register(self, event: TrainingEvent, present: list[int]) -> None:
        event.refresh_from_db()
        actions.take_register(
            event, by=event.trainer, version=event.version, present=present
        )

    def _answer(self, slip: ConfidenceSlip, point: str, items: dict) -> None:
        actions.answer_slip(token=slip.token, point=AnswerPoint(point), items=items)

    def _key_in(self, event, point, answers, answered_on: date) -> None:
        actions.key_in_answers(
            event,
            by=event.trainer,
            point=AnswerPoint(point),
            answered_on=answered_on,
            answers=answers,
        )

    def _close(self, event: TrainingEvent) -> None:
        event.refresh_from_db()
        actions.close_training(event, by=event.trainer)
