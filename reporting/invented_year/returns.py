"""The year's returns: two quarters sent, one restated, and the third on its way."""

from datetime import date, timedelta

from pilot import calendar
from pilot.calendar import Quarter
from pilot.transitions import TransitionRefused
from reporting import actions
from reporting.figures import figures_to
from reporting.indicators import Place
from reporting.invented_year.stage import Stage, at
from reporting.models import Return
from reporting.returns.measures import red_without_words
from reporting.targets import targets_of

Q1, Q2, Q3, Q4 = calendar.pilot_quarters()
SENT, ACCEPTED, IN_REVIEW, SENT_BACK, DRAFT = "sent", "accepted", "review", "back", "draft"

# The day it is begun, and how far each borough's comes.
COURSES = (
    (Q1, date(2016, 1, 11), {"LBHF": SENT, "RBKC": SENT, "WCC": SENT}),
    (Q2, date(2016, 4, 8), {"LBHF": SENT, "RBKC": ACCEPTED, "WCC": SENT}),
    (Q3, date(2016, 7, 7), {"LBHF": IN_REVIEW, "RBKC": DRAFT, "WCC": SENT_BACK}),
)
RESTATED = ("LBHF", Q1, date(2016, 2, 11))
OFFICERS = {"LBHF": "officer.lbhf", "RBKC": "officer.rbkc", "WCC": "officer.wcc"}

TEXTS = {
    Q1: {
        "achievements": "All three posts are filled and work in their bases. Referrals "
        "came from the first week on, and the first teams have been trained.",
        "delays": "The third post was filled on 12 October, eleven days late. Its days are "
        "made up by the end of March.",
        "partnership": "Posters and leaflets went to stations, surgeries and libraries "
        "in all three boroughs in November.",
        "case_study": "A father who had never spoken to anybody about it was referred "
        "after a visit to the home. He came to six sessions, learnt to see the moment "
        "before he shouted, and asked for the full programme himself.",
        "next_quarter": "More training for social work teams, and a second round of the "
        "campaign.",
    },
    Q2: {
        "achievements": "More people came to a first session than in the quarter before, "
        "and consultations were asked for in every week.",
        "delays": "Few referrals come from the police in one borough. The post spends a "
        "second day at the station from April on.",
        "learning": "A short call on the day of the referral helps a first session.",
        "next_quarter": "The assessments that are due, and training for a third sector.",
    },
    Q3: {
        "achievements": "The first people have finished the work, and several went on to "
        "the full programme.",
        "delays": "Two assessments were late, because a post was away. They are done.",
        "next_quarter": "The last quarter: closing what is begun, and what comes after.",
    },
}
RED = "Below what was expected: few came to begin with. It is looked at every month."
REMARK = "Read beside the figures of the borough: they agree."
ASKED = "Say what the days away from the borough were given to."
WHY_AGAIN = "The text about the late start named the wrong number of days."


class Returns:
    """The finance officer writes, the manager signs, officers answer, admin submits."""

    def __init__(self, stage: Stage):
        self.stage = stage
        for quarter, begun_on, courses in COURSES:
            for code, course in courses.items():
                stage.later(at(begun_on, 10), self._begin, quarter, code, course)
        stage.later(at(RESTATED[2], 11), self._restate)

    def _begin(self, quarter: Quarter, code: str, course: str) -> None:
        writer = self.stage.people["finance"]
        of = actions.start_return(self.stage.boroughs[code], quarter, by=writer)
        for name, text in TEXTS[quarter].items():
            actions.write_return_text(of, name, by=writer, version=0, text=text)
        if course == DRAFT:
            return
        for text in of.texts.filter(code="case_study"):
            actions.release_return_text(text, by=self.stage.manager, version=1)
        self._soon(2, self._sign, of, course)

    def _soon(self, days: int, deed, *args) -> None:
        """On the working day that is so many later."""
        day = calendar.add_working_days(calendar.today(), days)
        self.stage.later(at(day, 15), deed, *args)

    def _sign(self, of: Return, course: str) -> None:
        of.refresh_from_db()
        self._explain(of)
        try:
            actions.sign_return(of, by=self.stage.manager, version=of.version)
        except TransitionRefused:  # something is still to be recorded: tomorrow again
            self._soon(1, self._sign, of, course)
            return
        self._soon(1, self._review, of, course)

    def _explain(self, of: Return) -> None:
        """What is red beside its target has a word before it is signed (V-29)."""
        place = Place(of.borough.pk, of.borough.name)
        targets = targets_of([of.borough.pk])
        figures = figures_to(of.of_quarter)
        said = dict(of.texts.values_list("code", "text"))
        for figure in list(red_without_words(figures, place, targets, said)):
            actions.write_return_text(
                of, figure.code, by=self.stage.people["finance"], version=0, text=RED
            )

    def _review(self, of: Return, course: str) -> None:
        officer = self.stage.people[OFFICERS[of.borough_id]]
        of.refresh_from_db()
        actions.review_return(of, by=officer, version=of.version)
        if course == SENT_BACK:
            actions.send_back_return(of, by=officer, version=of.version, text=ASKED)
        elif course != IN_REVIEW:
            self._soon(1, self._accept, of, course)

    def _accept(self, of: Return, course: str) -> None:
        officer = self.stage.people[OFFICERS[of.borough_id]]
        of.refresh_from_db()
        actions.accept_return(of, by=officer, version=of.version, text=REMARK)
        if course == SENT:
            self._soon(1, self._submit, of)

    def _submit(self, of: Return) -> None:
        of.refresh_from_db()
        try:
            actions.submit_return(of, by=self.stage.people["admin"], version=of.version)
        except TransitionRefused:
            self._soon(1, self._submit, of)

    def _restate(self) -> None:
        """A submitted return is stated again, for a word that was wrong."""
        code, quarter, _ = RESTATED
        of = Return.objects.get(borough=code, quarter=str(quarter))
        if of.status != Return.Status.SUBMITTED:
            moment = calendar.now() + timedelta(days=7)
            self.stage.later(moment, self._restate)
            return
        writer, manager = self.stage.people["finance"], self.stage.manager
        actions.restate_return(of, by=manager, version=of.version, text=WHY_AGAIN)
        text = of.texts.get(code="delays")
        actions.write_return_text(
            of,
            text.code,
            by=writer,
            version=text.version,
            text=text.text.replace("eleven days late", "seven working days late"),
        )
        self._soon(1, self._sign, of, SENT)
