"""Who is away when, and what the days of each week came to."""

from collections.abc import Iterator
from datetime import date, timedelta

from pilot import actions, calendar
from pilot.models import WorkDay, WorkWeek, monday_of
from reporting.invented_year.rota import CJW, FSW, YPS, Rota
from reporting.invented_year.stage import Stage, at

ANNOUNCED = 30  # working days before leave begins
ANSWER_FOR = {CJW: (FSW, YPS), FSW: (YPS, CJW), YPS: (CJW, FSW)}
PUT_RIGHT_ON = date(2016, 3, 2)
BOROUGH_MEETING = "The afternoon was the borough’s own meeting"


def keep_diaries(stage: Stage) -> None:
    """Absences are recorded when they are known, and each week on its last day."""
    for rota in stage.rotas.values():
        for kind, first, last in rota.spells():
            stage.later(_known_at(kind, first), _be_away, stage, rota, kind, first, last)
        for monday in _mondays(stage.today):
            if last := _last_day(rota, monday):
                stage.later(at(last, 16, 50), enter_week, stage, rota, last)
    stage.later(at(PUT_RIGHT_ON, 11, 5), _put_right, stage)


def enter_week(stage: Stage, rota: Rota, until: date) -> None:
    """The days of this week up to `until` are entered, unless they are already."""
    monday = max(monday_of(until), calendar.PILOT.start)
    days = [monday + timedelta(days=n) for n in range((until - monday).days + 1)]
    entered = WorkDay.objects.standing().filter(post=rota.post, on__in=days)
    worked = {} if entered.exists() else rota.week(days)
    if worked:
        actions.enter_days(
            rota.post,
            by=rota.worker if rota.is_in(until) else stage.manager,
            starts_on=monday_of(until),
            version=0,
            days=worked,
        )


def _mondays(today: date) -> Iterator[date]:
    monday = monday_of(calendar.PILOT.start)
    while monday < today:
        yield monday
        monday += timedelta(weeks=1)


def _last_day(rota: Rota, monday: date) -> date | None:
    """The last day of the week on which the post works."""
    days = [monday + timedelta(days=n) for n in range(5)]
    return max((day for day in days if rota.borough(day)), default=None)


def _known_at(kind: str, first: date):
    """Sickness is known that morning, leave weeks before, a vacancy when it begins."""
    if kind == "SICK":
        return at(first, 8, 55)
    known_on = calendar.subtract_working_days(first, ANNOUNCED)
    return at(max(known_on, calendar.PILOT.start), 15, 20)


def _be_away(stage: Stage, rota: Rota, kind: str, first: date, last: date) -> None:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    others = (stage.rotas[post] for post in ANSWER_FOR[rota.post.pk])
    there = (each for each in others if each.starts <= calendar.today())
    can_cover = (each for each in there if not any(map(each.is_away, days)))
    cover = next(can_cover, None)
    actions.record_absence(
        rota.post,
        by=stage.manager,
        kind=kind,
        starts_on=first,
        ends_on=last,
        cover=cover.worker if cover else None,
    )


def _put_right(stage: Stage) -> None:
    """The manager corrects a day of the week before."""
    rota = stage.rotas[CJW]
    day = PUT_RIGHT_ON - timedelta(weeks=1)
    week = WorkWeek.objects.get(post=rota.post, starts_on=monday_of(day))
    borough = rota.pattern.site_on(day).borough
    actions.correct_days(
        week,
        by=stage.manager,
        version=week.version,
        days={
            day: [
                actions.Part(2, WorkDay.Activity.CASEWORK, borough),
                actions.Part(2, WorkDay.Activity.LIAISON, borough),
            ]
        },
        reason=BOROUGH_MEETING,
    )
