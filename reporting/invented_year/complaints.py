"""Three complaints and a serious incident of the year, and what was said to them."""

from datetime import date, timedelta

from pilot import actions, calendar
from pilot.models import Complaint
from reporting.invented_year.stage import Stage, at

Kind, From, About = Complaint.Kind, Complaint.From, Complaint.About

# The day, borough, kind, from whom, about what, and the words; then, in working days from
# then on, who was told, the answer, the end, and what changes.
CAME = (
    (
        date(2015, 11, 18), "LBHF", Kind.COMPLAINT, From.USER, About.DELAY,
        "Two calls to the office were not returned for a week.",
        None, (9, "An apology, and the direct number of the post."),
        (14, "UPHELD", "Calls to the office are returned the same or the next day."),
    ),
    (
        date(2016, 2, 22), "WCC", Kind.COMPLAINT, From.PRACTITIONER, About.DECISION,
        "A team disagreed with a referral being declined and was not told the reason.",
        None, (12, "The reason was given. The decision stands."),
        (18, "PARTLY", "Whoever declines rings the referrer before writing."),
    ),
    (
        date(2016, 4, 26), "LBHF", Kind.INCIDENT, From.STAFF, About.SAFETY,
        "Threats were made to a worker at the end of a session. Nobody was hurt.",
        (1, "MOPAC, and the council’s health and safety lead"),
        (15, "A report to both, with what was done on the day."),
        (24, "REVIEWED", "First sessions take place where a colleague is in the building."),
    ),
    (
        date(2016, 7, 4), "RBKC", Kind.COMPLAINT, From.USER, About.INFORMATION,
        "A letter was sent to an old address although a new one had been given.",
        None, None, None,
    ),
)  # fmt: skip
ANSWERED_WITHIN = 20


class Complaints:
    """The governance lead keeps them, and answers for the provider."""

    def __init__(self, stage: Stage):
        self.stage, self.keeper = stage, stage.people["governance"]
        for day, *came in CAME:
            stage.later(at(day + timedelta(days=1), 11), self._record, day, *came)

    def _record(
        self, day, code, kind, came_from, about, summary, notified, answered, ended
    ) -> None:
        complaint = actions.record_complaint(
            self.stage.boroughs[code],
            by=self.keeper,
            kind=kind,
            received_on=day,
            came_from=came_from,
            about=about,
            summary=summary,
            due_on=calendar.add_working_days(day, ANSWERED_WITHIN),
        )
        for step, deed in (
            (notified, self._notify), (answered, self._answer), (ended, self._close)
        ):  # fmt: skip
            if step:
                on = calendar.add_working_days(day, step[0])
                self.stage.later(at(on, 16), deed, complaint, *step[1:])

    def _notify(self, complaint: Complaint, told: str) -> None:
        actions.notify_of_complaint(
            complaint,
            by=self.keeper,
            version=complaint.version,
            notified_to=told,
            notified_on=calendar.today(),
        )

    def _answer(self, complaint: Complaint, words: str) -> None:
        today = calendar.today()
        actions.answer_complaint(
            complaint, by=self.keeper, answered_on=today, answered_with=words
        )

    def _close(self, complaint: Complaint, outcome: str, changes: str) -> None:
        actions.close_complaint(
            complaint, by=self.keeper, outcome=outcome, outcome_changes=changes
        )
