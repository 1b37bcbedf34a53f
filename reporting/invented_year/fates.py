"""What becomes of each referral: decks of fixed size, so that every year has everything."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from pilot import calendar
from referrals.models import Referral
from reporting.invented_year.rota import CJW, FSW, STARTS, YPS

Declined = Referral.DeclineReason
Status = Referral.Status

NEVER, EARLY, MIDWAY, LONG = "never", "early", "midway", "long"  # how far the work gets

# 67 cases; 3 more are brought in late, and 5 people come back for a second one: 75.
COURSES = {
    CJW: {NEVER: 8, EARLY: 3, MIDWAY: 3, LONG: 14},
    FSW: {NEVER: 5, EARLY: 2, MIDWAY: 2, LONG: 12},
    YPS: {NEVER: 4, EARLY: 2, MIDWAY: 2, LONG: 10},
}
DECLINED = {  # domain 5.1 to 5.3: the two that the pack always shows come in two posts
    CJW: (
        Declined.IN_CJ, Declined.IN_CJ, Declined.NO_CONTACT, Declined.NOT_DA,
        Declined.PRIMARY_VICTIM, Declined.LANG_ACCESS, Declined.NO_CAPACITY,
        Declined.UNSAFE, Declined.ALREADY_PROG, Declined.OUT_AREA,
    ),
    FSW: (
        Declined.FAM_PROC, Declined.FAM_PROC, Declined.NO_AGREEMENT, Declined.NOT_OFFERED,
        Declined.NO_CAPACITY, Declined.LANG_ACCESS, Declined.RECENT_PROG, Declined.OTHER,
    ),
    YPS: (
        Declined.AGE, Declined.NEED_STABLE, Declined.NO_AGREEMENT, Declined.HIGH_COMPLEX,
        Declined.INFO_INCOMPLETE,
    ),
}  # fmt: skip
SENT_ON = {
    CJW: (Declined.NEED_STABLE, Declined.OUT_AREA),
    FSW: (Declined.NOT_OFFERED,),
    YPS: (Declined.HIGH_COMPLEX, Declined.AGE),
}
WITHDRAWN = {CJW: 2, FSW: 1, YPS: 1}
WAITING = {  # how many working days ago they came; 5 is the time to decide (P-06)
    CJW: (1, 4, 9),
    FSW: (2, 3, 8),
    YPS: (1, 6, 7),
}
SO_FAR = {  # those of them that somebody has taken on, or asked a question about
    (CJW, 9): "taken", (FSW, 3): "taken", (YPS, 7): "taken",
}  # fmt: skip
WAITING_FOR_AN_ANSWER = ((CJW, 17), (FSW, 9), (YPS, 12))  # came so many days ago
WAITING_FOR_A_BOROUGH = {CJW: 4, FSW: 8, YPS: 1}  # which of those nobody can place
COME_AGAIN = 5
REFERRED_TWICE = 4
MOVE_AWAY = 4
FORGOTTEN = 2
UNPLACED = 6  # that the manager attributed before they were decided
ENOUGH_BY = date(2016, 7, 5)  # the whole deck has come; seen from earlier, part of it has
BROUGHT_IN_LATE = ((FSW, 4), (CJW, 3), (YPS, 5))  # decided on the last working day


@dataclass(frozen=True)
class Fate:
    """One referral, and what will be done about it."""

    post: str
    received_on: date
    decision: str
    course: str = ""
    reason: str = ""
    comes_again: bool = False
    is_sent_twice: bool = False
    moves: bool = False
    is_forgotten: bool = False  # nothing is logged any more, and nobody has noticed
    has_no_borough: bool = False
    so_far: str = ""  # how far one that waits has come
    decided_on: date | None = None


def fates(rng: Random, today: date) -> list[Fate]:
    """Every referral of the year but second ones, in the order in which they come."""
    kinds = [Fate(post, today, decision, **what) for post, decision, what in _kinds()]
    rng.shuffle(kinds)
    latest = _working_days_before(today, 8)
    days = _days(rng, len(kinds), latest)
    dated = [
        replace(kind, received_on=day)
        for kind, day in zip(kinds, days, strict=True)
        if day <= latest
    ]
    everything = _mark(rng, dated, today) + _waiting(today) + _latest(today)
    return sorted(
        (_not_before_the_post(fate) for fate in everything),
        key=lambda fate: fate.received_on,
    )


def _kinds():
    for post, courses in COURSES.items():
        for course, number in courses.items():
            yield from [(post, Status.ACCEPTED, {"course": course})] * number
        for reason in DECLINED[post]:
            yield post, Status.REJECTED, {"reason": reason}
        for reason in SENT_ON[post]:
            yield post, Status.REDIRECTED, {"reason": reason}
        yield from [(post, Status.WITHDRAWN, {})] * WITHDRAWN[post]


def _days(rng: Random, number: int, latest: date) -> list[date]:
    """The working days on which referrals come: many at first, few at Christmas."""
    span = calendar.PILOT.clipped_to(max(latest, ENOUGH_BY))
    days = [day for day in span.days() if calendar.is_working_day(day)]
    return sorted(rng.choices(days, [_busyness(day) for day in days], k=number))


def _busyness(day: date) -> float:
    if day < date(2015, 11, 1):
        return 2.2  # the teams had kept a list for the pilot's start
    if date(2015, 12, 21) <= day <= date(2016, 1, 1):
        return 0.3
    return 1 if day < date(2016, 5, 1) else 0.8


def _not_before_the_post(fate: Fate) -> Fate:
    starts = STARTS.get(fate.post)
    return (
        replace(fate, received_on=starts) if starts and fate.received_on < starts else fate
    )


def _mark(rng: Random, dated: list[Fate], today: date) -> list[Fate]:
    """Some come again, are sent twice, move, are forgotten, or cannot be placed."""
    marks = {  # how many, of which courses, received between so many days ago
        "comes_again": (COME_AGAIN, (NEVER, EARLY), 140, 290),
        "is_sent_twice": (REFERRED_TWICE, (LONG,), 30, 290),
        "is_forgotten": (FORGOTTEN, (LONG,), 80, 120),
        "moves": (MOVE_AWAY, (LONG,), 121, 290),
        "has_no_borough": (UNPLACED, (NEVER, EARLY, MIDWAY, LONG), 20, 290),
    }
    for mark, (number, courses, least, most) in marks.items():
        may = [
            place
            for place, fate in enumerate(dated)
            if fate.course in courses and least <= (today - fate.received_on).days <= most
        ]
        for place in rng.sample(may, min(number, len(may))):
            dated[place] = replace(dated[place], **{mark: True})
    return dated


def _waiting(today: date) -> list[Fate]:
    waiting = [
        Fate(
            post,
            _working_days_before(today, ago),
            Status.RECEIVED,
            has_no_borough=WAITING_FOR_A_BOROUGH[post] == ago,
            so_far=SO_FAR.get((post, ago), ""),
        )
        for post, all_ago in WAITING.items()
        for ago in all_ago
    ]
    return waiting + [
        Fate(post, _working_days_before(today, ago), Status.RECEIVED, so_far="asked")
        for post, ago in WAITING_FOR_AN_ANSWER
    ]


def _latest(today: date) -> list[Fate]:
    return [
        Fate(
            post,
            _working_days_before(today, ago),
            Status.ACCEPTED,
            course=LONG,
            decided_on=_working_days_before(today, 1),
        )
        for post, ago in BROUGHT_IN_LATE
    ]


def _working_days_before(day: date, number: int) -> date:
    """The working day `number` of them before `day`, but never before the pilot."""
    while number > 0 and day > calendar.PILOT.start:
        day -= timedelta(days=1)
        number -= calendar.is_working_day(day)
    return day
