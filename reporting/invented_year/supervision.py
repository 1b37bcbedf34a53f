"""What the manager and each worker agreed in supervision, and small jobs besides."""

from datetime import date, timedelta
from random import Random

from cases.actions import acknowledge_supervision, add_task, record_supervision
from cases.models import Case, Supervision
from pilot import calendar
from reporting.invented_year.rota import CJW, YPS, Rota
from reporting.invented_year.stage import Stage, at

EVERY = timedelta(weeks=4)
TALKED_OVER = 3  # cases, at most
AGREED = (
    "The caseload is full. New referrals wait a week, and the manager tells the team.",
    "Records are written the same day. A half day a week is kept free for it.",
    "Visits in the evening only in pairs. The office is told where and how long.",
    "The month was heavy. Two days of leave are taken before the end of next month.",
)
ABOUT = (
    "Ring the social worker before the next session, and say what was agreed.",
    "Keep to one goal until the summer. Look at the risk again at the next meeting.",
    "Two attempts more, then say that they do not engage.",
    "Ask the school what they see, and write it down as theirs.",
)
JOBS = (  # what somebody sets themselves: days before today it is begun, days until due
    ("Send the dates of the next three appointments", 9, 7),
    ("Ask the interpreter for Thursday mornings", 6, 6),
    ("Book the room at the children’s centre", 4, 8),
)


class Supervisions:
    """Whose chance is its own, so that it shifts nothing else of the year."""

    def __init__(self, stage: Stage, seed: int):
        self.stage, self.rng = stage, Random(f"{seed}-supervision")
        for rota in stage.rotas.values():
            days = _days(rota, stage.today)
            if rota.post.pk == YPS:
                del days[-1:]  # the last one did not take place, and is overdue
            for day in days:
                stage.later(at(day, 16, 15), self._hold, rota)
            for what, ago, length in JOBS:
                day = rota.next_in(stage.today - timedelta(days=ago))
                if day < stage.today:
                    due_on = day + timedelta(days=length)
                    stage.later(at(day, 17, 5), self._set, rota, what, due_on)

    def _hold(self, rota: Rota) -> None:
        today = calendar.today()
        cases = list(Case.objects.open().filter(worker=rota.worker).order_by("pk"))
        chosen = self.rng.sample(cases, min(TALKED_OVER, len(cases)))
        held = record_supervision(
            rota.worker,
            by=self.stage.manager,
            on=today,
            kind=Supervision.Kind.CASE if self.rng.random() < 0.8 else "CLINICAL",
            agreed=self.rng.choice(AGREED),
            next_on=_next(rota, today),
            points={case: self.rng.choice(ABOUT) for case in chosen},
        )
        if rota.post.pk == CJW and today + EVERY > self.stage.today:
            return  # the last one still waits to be read
        read_on = rota.next_in(today + timedelta(days=self.rng.randint(1, 6)))
        self.stage.later(at(read_on, 9, 20), self._read, held, rota)

    def _read(self, held: Supervision, rota: Rota) -> None:
        acknowledge_supervision(held, by=rota.worker, version=held.version)

    def _set(self, rota: Rota, what: str, due_on: date) -> None:
        case = Case.objects.open().filter(worker=rota.worker).order_by("-pk").first()
        if case:
            add_task(case, by=rota.worker, assignee=rota.worker, what=what, due_on=due_on)


def _days(rota: Rota, today: date) -> list[date]:
    """The days whose afternoon is kept for it, from the worker's second month on."""
    first = rota.starts + EVERY
    days = (first + timedelta(days=n) for n in range((today - first).days))
    return [day for day in days if rota.supervision(day) and rota.is_in(day)]


def _next(rota: Rota, day: date) -> date:
    """The next of these days."""
    day += timedelta(days=1)
    while not rota.supervision(day):
        day += timedelta(days=1)
    return day
