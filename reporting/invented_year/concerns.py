"""What the year's officers take to the provider, and what it says to that."""

from datetime import date

from pilot import actions, calendar
from pilot.models import Concern
from pilot.shown_figures import ShownFigure
from reporting.dashboard import in_words
from reporting.days import EVERY_POST
from reporting.figures import figures_to
from reporting.indicators import DAYS, INDICATORS, Place
from reporting.invented_year.stage import Stage, at

# borough, kind, severity, direction, figure, what would settle it, and what is written
RAISED = {
    "third post": (
        "LBHF",
        Concern.Kind.STAFFING,
        Concern.Severity.AMBER,
        Concern.Direction.SAME,
        DAYS.code,
        "The third post is filled and has worked four weeks in a row",
        "The third post began twelve days late, and the days of the first quarter show it. "
        "How will they be made up before the end of March?",
    ),
    "slow start": (
        "WCC",
        Concern.Kind.TIMELINESS,
        Concern.Severity.AMBER,
        Concern.Direction.WORSE,
        "I04",
        "Two quarters in a row above the first one",
        "Fewer of those accepted begin within six weeks than a quarter before. The "
        "station says that people are rung once and then written to. What will change?",
    ),
    "carry forward": (
        "RBKC",
        Concern.Kind.FINANCE,
        Concern.Severity.RED,
        Concern.Direction.SAME,
        "",
        "A letter says how much of 2015/16 may be spent after March",
        "Money of 2015/16 was left on 31 March and there is no approval to carry it over. "
        "The council cannot pay for it. Please say when you wrote to the funder.",
    ),
    "training": (
        "RBKC",
        Concern.Kind.DELIVERY,
        Concern.Severity.GREEN,
        Concern.Direction.SAME,
        "",
        "One more session for the early years teams",
        "Nobody from the early years teams was trained since January. Is more planned?",
    ),
    "summer cover": (
        "LBHF",
        Concern.Kind.STAFFING,
        Concern.Severity.AMBER,
        Concern.Direction.WORSE,
        "",
        "A cover is named for each week of August",
        "Two of the three workers are away in August. Who answers at the station then?",
    ),
    "interpreting": (
        "WCC",
        Concern.Kind.EQUALITY,
        Concern.Severity.AMBER,
        Concern.Direction.SAME,
        "",
        "We know how many needed an interpreter, and how many had one",
        "Two teams told me that people wait longer when they need an interpreter. How "
        "long is it, and can it be shown by borough?",
    ),
}


class Concerns:
    """Six of them: three are closed, the others wait for one side or the other."""

    def __init__(self, stage: Stage):
        self.stage, self.raised = stage, {}
        self._about_the_third_post()
        self._about_the_slow_start()
        self._about_the_carry_forward()
        self._about_the_rest()

    def _about_the_third_post(self):
        name = "third post"
        self._raise(date(2016, 1, 7), name)
        self._then(date(2016, 1, 8), name, actions.acknowledge_concern)
        self._then(
            date(2016, 1, 19),
            name,
            actions.answer_concern,
            "The post was filled on 12 October. Six days are made up by the end of March: "
            "each Friday afternoon until then is worked in full.",
        )
        self._then(
            date(2016, 2, 15),
            name,
            actions.resolve_concern,
            "Four weeks in a row were worked in full; four of the six days are made up.",
        )
        self._closed(
            date(2016, 2, 17), name, "Settled. Next time tell us before a post starts late."
        )

    def _about_the_slow_start(self):
        name = "slow start"
        self._raise(date(2016, 4, 11), name)
        self._then(
            date(2016, 4, 14),
            name,
            actions.acknowledge_concern,
            "We look at every acceptance of the quarter and answer by the 22nd.",
        )
        self._then(
            date(2016, 4, 25),
            name,
            actions.answer_concern,
            "A third of them were never reached by telephone. From May on, the first "
            "attempt is a call in the evening, the second a text, and a letter the third.",
        )
        self._todo(date(2016, 4, 26), name, "Show the first attempts by time of day")
        self._then(
            date(2016, 5, 3),
            name,
            actions.pause_concern,
            "May has to be over before the new way can be judged. Back on 1 June.",
        )
        self._then(date(2016, 6, 1), name, actions.resume_concern)
        self._assessed(
            date(2016, 7, 5),
            name,
            "The last quarter is a little better. I want to see one more.",
        )

    def _about_the_carry_forward(self):
        name = "carry forward"
        self._raise(date(2016, 4, 19), name)
        self._then(date(2016, 4, 20), name, actions.acknowledge_concern)
        self._then(
            date(2016, 5, 10),
            name,
            actions.answer_concern,
            "We wrote on 12 April. The funder approved it for two boroughs and asked a "
            "question about this one, which we answered on 4 May.",
        )
        self._by_officer(
            date(2016, 6, 7),
            name,
            actions.escalate_concern,
            "The year’s money cannot wait for another quarter. The group is asked to write "
            "to the funder together.",
        )
        self._by_officer(
            date(2016, 6, 8),
            name,
            actions.share_concern,
            "The other councils have had the same letter and may want to join.",
        )

    def _about_the_rest(self):
        self._raise(date(2016, 5, 16), "training")
        self._then(
            date(2016, 5, 18),
            "training",
            actions.answer_concern,
            "There is a half day for the early years teams in June; the invitation is out.",
        )
        self._then(
            date(2016, 6, 24),
            "training",
            actions.resolve_concern,
            "The half day was held, and two more teams asked for one in September.",
        )
        self._closed(date(2016, 6, 27), "training", "Settled, thank you.")
        self._raise(date(2016, 6, 30), "summer cover")
        self._then(
            date(2016, 7, 4),
            "summer cover",
            actions.answer_concern,
            "The Family Support Worker covers the first two weeks; the rest is planned.",
        )
        self._todo(date(2016, 7, 4), "summer cover", "Send the rota of August")
        self._then(
            date(2016, 7, 13),
            "summer cover",
            actions.resolve_concern,
            "Every week of August has a cover. The rota went to you this morning.",
        )
        self._raise(date(2016, 7, 11), "interpreting")

    def _raise(self, day: date, name: str) -> None:
        self.stage.later(at(day, 10, 20), self._raised, name)

    def _raised(self, name: str) -> None:
        code, kind, severity, direction, figure, settled_when, text = RAISED[name]
        self.raised[name] = actions.raise_concern(
            self.stage.boroughs[code],
            by=self._officer(name),
            kind=kind,
            severity=severity,
            direction=direction,
            settled_when=settled_when,
            text=text,
            figure=self._figure(code, figure) if figure else None,
        )

    def _figure(self, borough: str, code: str) -> ShownFigure:
        """The figure of the quarter before, as the officer's page shows it that day."""
        quarter = calendar.pilot_quarter_of(calendar.today()).previous()
        figures = figures_to(quarter)
        place = next(each for each in figures.boroughs if each.code == borough)
        label, value = self._in_words(figures, place, code)
        on = calendar.today()
        return ShownFigure(borough, code, label, quarter.label, value, on)

    def _in_words(self, figures, place: Place, code: str) -> tuple[str, str]:
        if code == DAYS.code:
            days = figures.days.of(EVERY_POST, place, str(figures.quarter))
            return DAYS.label, f"{days.worked:,} of {days.commissioned:,} commissioned"
        indicator = next(each for each in INDICATORS if each.code == code)
        words = in_words(figures.figure(indicator, place), in_clear=False)
        return indicator.label, words.in_full

    def _officer(self, name: str):
        return self.stage.people[f"officer.{RAISED[name][0].lower()}"]

    def _then(self, day: date, name: str, deed, text: str = "") -> None:
        """The provider's manager does this."""
        self.stage.later(at(day, 11, 40), self._done, name, deed, self.stage.manager, text)

    def _by_officer(self, day: date, name: str, deed, text: str) -> None:
        self.stage.later(at(day, 15, 10), self._done, name, deed, self._officer(name), text)

    def _closed(self, day: date, name: str, text: str) -> None:
        self._by_officer(day, name, actions.close_concern, text)

    def _done(self, name: str, deed, by, text: str) -> None:
        concern = Concern.objects.get(pk=self.raised[name].pk)
        deed(concern, by=by, text=text)

    def _assessed(self, day: date, name: str, text: str) -> None:
        self.stage.later(at(day, 16), self._assess, name, text)

    def _assess(self, name: str, text: str) -> None:
        concern = Concern.objects.get(pk=self.raised[name].pk)
        actions.assess_concern(
            concern,
            by=self._officer(name),
            version=concern.version,
            severity=concern.severity,
            direction=Concern.Direction.BETTER,
            settled_when=concern.settled_when,
            text=text,
        )

    def _todo(self, day: date, name: str, what: str) -> None:
        self.stage.later(at(day, 16, 30), self._add, name, what)

    def _add(self, name: str, what: str) -> None:
        actions.add_concern_action(
            Concern.objects.get(pk=self.raised[name].pk),
            by=self._officer(name),
            what=what,
            owner=self.stage.manager,
            due_on=calendar.add_working_days(calendar.today(), 10),
        )
