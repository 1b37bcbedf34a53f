"""Each quarter's figures leave the provider soon after it is over."""

from datetime import timedelta

from pilot import calendar
from pilot.calendar import Quarter
from reporting.actions import release_quarter
from reporting.invented_year.stage import Stage, at

DAYS_AFTER = 10


def release_quarters(stage: Stage) -> None:
    """Every quarter is released on the first working day from ten days after its end."""
    for quarter in calendar.pilot_quarters():
        day = quarter.period.end + timedelta(days=DAYS_AFTER)
        while not calendar.is_working_day(day):
            day += timedelta(days=1)
        stage.later(at(day, 16, 30), _release, stage, quarter)


def _release(stage: Stage, quarter: Quarter) -> None:
    release_quarter(quarter, by=stage.manager)
