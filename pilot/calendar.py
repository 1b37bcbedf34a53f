"""The pilot's clock and calendar: what day it is, quarters, periods and working days.

Every date rule in the service goes through this file, so that a screen and a return can
never count days differently. Periods are half-open inside and closed in words.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

LONDON = ZoneInfo("Europe/London")

_set_clock: ContextVar[date | datetime | None] = ContextVar("set_clock", default=None)


def now() -> datetime:
    """This moment in London, on the day the clock has been set to, if it has."""
    moment = timezone.now().astimezone(LONDON)
    chosen = _set_clock.get() or settings.PILOT_TODAY
    if chosen is None:
        return moment
    if isinstance(chosen, datetime):
        return chosen.astimezone(LONDON)
    return datetime.combine(chosen, moment.time(), tzinfo=LONDON)


def today() -> date:
    """The day it is in London, or the day the clock has been set to."""
    return now().date()


def day_of(moment: datetime) -> date:
    """The day it was in London at that moment."""
    return moment.astimezone(LONDON).date()


def end_of(day: date) -> datetime:
    """The moment in London at which `day` is over."""
    return datetime.combine(day + timedelta(days=1), time(0), tzinfo=LONDON)


@contextmanager
def clock_set_to(moment: date | datetime) -> Iterator[None]:
    """Inside the block it is `moment` (a day, or an aware date and time)."""
    token = _set_clock.set(moment)
    try:
        yield
    finally:
        _set_clock.reset(token)


@dataclass(frozen=True, order=True)
class Period:
    """From `start`, up to but not including `end`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("A period cannot end before it starts")

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def __len__(self) -> int:
        return (self.end - self.start).days

    @property
    def last(self) -> date:
        """The last day inside the period."""
        return self.end - timedelta(days=1)

    @property
    def label(self) -> str:
        """The period in closed words: "1 October 2015 to 31 December 2015"."""
        return f"{in_words(self.start)} to {in_words(self.last)}"

    def days(self) -> Iterator[date]:
        """Each day inside the period, in order."""
        return (self.start + timedelta(days=n) for n in range(len(self)))

    def clipped_to(self, last: date) -> "Period":
        """The part of the period up to and including the day `last`."""
        end = min(self.end, last + timedelta(days=1))
        return Period(self.start, max(self.start, end))

    def lagged(self, days: int) -> "Period":
        """The cohort that `days` of follow-up have run out for: dictionary 1.5.

        Nobody joined before the pilot began, so the cohort is clipped at its start.
        """
        start = max(PILOT.start, self.start - timedelta(days=days))
        return Period(start, max(start, self.end - timedelta(days=days)))

    def lagged_by_working_days(self, count: int) -> "Period":
        """The same where the follow-up is in working days.

        Each end moves to the latest working day whose `count`-th working day after it is
        not later, so that consecutive periods still meet (dictionary 1.5).
        """
        first = _day_followed_up(self.start, count)
        start = max(PILOT.start, first)
        return Period(start, max(start, _day_followed_up(self.end, count)))


@lru_cache(maxsize=512)
def _day_followed_up(end: date, count: int) -> date:
    """The day after the last one of which `count` working days are over before `end`."""
    last = end - timedelta(days=1)
    while not is_working_day(last):
        last -= timedelta(days=1)
    return subtract_working_days(last, count) + timedelta(days=1)


def in_words(day: date) -> str:
    """A date as people write it: "3 May 2016"."""
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True, order=True)
class Quarter:
    """A calendar quarter; the pilot's four are also quarters of two financial years."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in (1, 2, 3, 4) or not 1 <= self.year <= 9999:
            raise ValueError(f"There is no quarter {self.number} of {self.year}")

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """The quarter written like "2015Q4"; ValueError says how to write one."""
        written = re.fullmatch(r"([0-9]{4})Q([1-4])", text.strip().upper())
        if not written:
            raise ValueError("Write a quarter as a year and a quarter, like 2015Q4")
        if not 1900 <= int(written[1]) <= 2999:
            raise ValueError(f"There is no year {written[1]} in this service")
        return cls(int(written[1]), int(written[2]))

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def period(self) -> Period:
        """The three months of the quarter."""
        after = self.next()
        return Period(
            date(self.year, self.number * 3 - 2, 1),
            date(after.year, after.number * 3 - 2, 1),
        )

    def next(self) -> "Quarter":
        """The quarter after this one."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def previous(self) -> "Quarter":
        """The quarter before this one."""
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)

    @property
    def label(self) -> str:
        """The quarter in months: "October to December 2015"."""
        return f"{self.period.start:%B} to {self.period.last:%B %Y}"

    @property
    def pilot_label(self) -> str:
        """Which quarter of the pilot it is, or that it lies outside it."""
        if self in pilot_quarters():
            return f"Quarter {pilot_quarters().index(self) + 1} of the pilot"
        return "Outside the pilot"

    @property
    def finance_label(self) -> str:
        """The same quarter in the councils' financial year, April to March."""
        year = self.year if self.number > 1 else self.year - 1
        return f"{year}/{(year + 1) % 100:02} Q{(self.number - 2) % 4 + 1}"


PILOT = Period(date(2015, 10, 1), date(2016, 10, 1))  # seed 1.2: to 30 September 2016


def pilot_quarters() -> tuple[Quarter, ...]:
    """The four quarters of the pilot, in order (dictionary 1.1)."""
    return (Quarter(2015, 4), Quarter(2016, 1), Quarter(2016, 2), Quarter(2016, 3))


def quarters_of(period: Period) -> tuple[Quarter, ...]:
    """The quarters that a period has a day in, in order."""
    found, quarter = [], quarter_of(period.start)
    while quarter.period.start < period.end:
        found.append(quarter)
        quarter = quarter.next()
    return tuple(found)


def quarter_of(day: date) -> Quarter:
    """The calendar quarter that `day` lies in."""
    return Quarter(day.year, (day.month + 2) // 3)


def pilot_quarter_of(day: date) -> Quarter:
    """The pilot's quarter that `day` lies in, or the nearest one if it lies outside."""
    return quarter_of(min(max(day, PILOT.start), PILOT.last))


def financial_year_of(day: date) -> int:
    """The year in which the councils' financial year of `day` began, on 1 April."""
    return day.year - (day.month < 4)


def financial_year_in_words(year: int) -> str:
    """The financial year as people write it: "2015/16"."""
    return f"{year}/{(year + 1) % 100:02}"


def months_of(period: Period) -> Iterator[date]:
    """The first day of each month that begins in the period."""
    return (day for day in period.days() if day.day == 1)


def cumulative(quarter: Quarter) -> Period:
    """From the start of the pilot to the end of `quarter`."""
    return Period(PILOT.start, quarter.period.end)


def age_on(day: date, *, born_on: date) -> int:
    """Age in whole years on `day`; somebody born on 29 February ages on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March, as in `age_on`."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def years_before(day: date, years: int) -> date:
    """The latest day whose `years_after` is `day` or before it."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


@lru_cache
def bank_holidays(year: int) -> frozenset[date]:
    """England's bank holidays in `year`."""
    import holidays  # half a second to load, and most requests never ask

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Monday to Friday and not a bank holiday in England."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


@lru_cache(maxsize=512)  # of few periods, again and again: quarters, and days up to today
def working_days(period: Period) -> int:
    """How many working days the period has."""
    return sum(is_working_day(day) for day in period.days())


def add_working_days(day: date, count: int) -> date:
    """The day `count` working days after `day`, which itself is not counted."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_days_until(day: date, *, after: date) -> int:
    """The least number of working days after `after` within which `day` is in time.

    A day that is no working day counts as the next one; `after` itself is not counted.
    """
    if day <= after:
        return 0
    following = Period(after + timedelta(days=1), day + timedelta(days=1))
    return working_days(following) + (not is_working_day(day))


def subtract_working_days(day: date, count: int) -> date:
    """The day `count` working days before `day`, which itself is not counted."""
    while count > 0:
        day -= timedelta(days=1)
        count -= is_working_day(day)
    return day
