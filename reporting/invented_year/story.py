"""The year from its first account to yesterday evening."""

from datetime import date
from random import Random

from pilot import calendar
from pilot.references import repeatable
from reporting.invented_year.across import Across
from reporting.invented_year.advice import Advice
from reporting.invented_year.answers import Answers
from reporting.invented_year.arrivals import Arrivals
from reporting.invented_year.background import Background
from reporting.invented_year.changes import Changes
from reporting.invented_year.complaints import Complaints
from reporting.invented_year.concerns import Concerns
from reporting.invented_year.diary import keep_diaries
from reporting.invented_year.events import Events
from reporting.invented_year.expectations import Expectations
from reporting.invented_year.fates import fates
from reporting.invented_year.file_audits import FileAudits
from reporting.invented_year.governance import Governance
from reporting.invented_year.judgement import Judgement
from reporting.invented_year.letters import Letters
from reporting.invented_year.loose_ends import leave_loose_ends
from reporting.invented_year.money import Money
from reporting.invented_year.onward import Onward
from reporting.invented_year.returns import Returns
from reporting.invented_year.screening import Screening
from reporting.invented_year.stage import Stage, at
from reporting.invented_year.supervision import Supervisions
from reporting.invented_year.support import Support
from reporting.invented_year.training import Training
from reporting.invented_year.turns import Turns


def tell(seed: int, today: date) -> None:
    """Everything happens that would have happened before `today`. Same seed, same data."""
    with repeatable(seed):
        stage = Stage(Random(seed), today)
        stage.changes = Changes(stage, seed)
        stage.judgement = Judgement(stage, seed)
        stage.letters = Letters(stage, seed)
        stage.events = Events(stage, seed, stage.judgement)
        stage.support = Support(stage, seed)
        stage.across = Across(stage, seed)
        stage.across.expect_readings(calendar.pilot_quarters()[0].period.start)
        stage.onward = Onward(stage, seed)
        turns = Turns(Random(f"{seed}-turns"), stage)
        answers = Answers(Random(f"{seed}-answers"))
        background = Background(stage, Random(f"{seed}-background"))
        arrivals = Arrivals(stage, turns, Screening(stage, seed), answers, background)
        for fate in fates(stage.rng, today):
            arrivals.expect(fate)
        Training(stage, seed)
        advice = Advice(stage, seed)
        Money(stage, seed)
        Governance(stage)
        Concerns(stage)
        Complaints(stage)
        FileAudits(stage, seed)
        Expectations(stage)
        Returns(stage)
        keep_diaries(stage)
        Supervisions(stage, seed)
        stage.play()
        with calendar.clock_set_to(at(stage.last_working_day(), 18, 40)):
            leave_loose_ends(stage, arrivals.courses)
            turns.leave(arrivals.courses)
            stage.events.leave(arrivals.courses)
            stage.letters.leave(arrivals.courses)
            advice.leave_bookings()
