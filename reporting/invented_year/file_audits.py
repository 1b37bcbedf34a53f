"""Five draws of case files in the year, what was found in them, and what became of it."""

from datetime import date, timedelta
from random import Random

from cases.actions import (
    add_file_action,
    close_file_audit,
    draw_files,
    finish_file_action,
    grade_file,
)
from cases.models import CRITERIA, FileAction, FileAudit
from pilot import calendar
from reporting.invented_year.stage import Stage, at

DRAWS = (  # a day, and the borough whose posts are drawn
    (date(2015, 12, 9), "LBHF"),
    (date(2016, 2, 10), "RBKC"),
    (date(2016, 4, 13), "WCC"),
    (date(2016, 6, 22), "LBHF"),
    (date(2016, 7, 11), "RBKC"),
)
GRADES = (  # in the order in which files are graded
    *("GOOD", "REQUIRES_IMPROVEMENT", "GOOD"),
    *("GOOD", "INADEQUATE", "OUTSTANDING"),
    *("REQUIRES_IMPROVEMENT", "GOOD", "GOOD"),
    *("OUTSTANDING", "REQUIRES_IMPROVEMENT", "GOOD"),
)
FINDINGS = {
    "OUTSTANDING": "Everything can be followed, and each change of the plan says why.",
    "GOOD": "Clear and in time. The reasons for two decisions could be said in more words.",
    "REQUIRES_IMPROVEMENT": "Risk was rated late twice, and the plan was not reviewed.",
    "INADEQUATE": "The file does not say why work went on after three missed sessions.",
}
TO_DO = {
    "REQUIRES_IMPROVEMENT": "Rate risk again, and look at the plan with the manager",
    "INADEQUATE": "Write down what was decided after the missed sessions, and why",
}
ANSWERS = {
    "OUTSTANDING": {},
    "GOOD": {"reasons": "PARTLY"},
    "REQUIRES_IMPROVEMENT": {"risk_in_time": "NOT_MET", "oversight": "PARTLY"},
    "INADEQUATE": {
        "oversight": "NOT_MET",
        "reasons": "NOT_MET",
        "timely_entries": "PARTLY",
    },
}
OUTCOME = "Done, and talked about in supervision."
DUE_IN, DONE_IN, CLOSED_IN = timedelta(days=21), 9, 14


class FileAudits:
    """Whose chance is its own, so that it shifts nothing else of the year."""

    def __init__(self, stage: Stage, seed: int):
        self.stage, self.rng = stage, Random(f"{seed}-file-audits")
        self.auditor = stage.people["auditor"]
        self.grades = iter(GRADES)
        for day, code in DRAWS:
            stage.later(at(day, 14), self._draw, code)

    def _draw(self, code: str) -> None:
        drawn = draw_files(
            by=self.auditor,
            auditor=self.auditor,
            boroughs=[self.stage.boroughs[code]],
            each=1,
            seed=self.rng.randrange(2**31),
        )
        for number, audit in enumerate(drawn):
            day = calendar.add_working_days(calendar.today(), 4 + 2 * number)
            self.stage.later(at(day, 15, 30), self._grade, audit)

    def _grade(self, audit: FileAudit) -> None:
        grade = next(self.grades, "GOOD")
        answers = dict.fromkeys(CRITERIA, "MET") | ANSWERS[grade]
        told = {"grade": grade, "findings": FINDINGS[grade], **answers}
        grade_file(audit, by=self.auditor, **told)
        if grade not in TO_DO:
            close_file_audit(audit, by=self.auditor)
            return
        action = add_file_action(
            audit,
            by=self.auditor,
            what=TO_DO[grade],
            owner=audit.case.worker,
            due_on=calendar.today() + DUE_IN,
        )
        today = calendar.today()
        done_on = calendar.add_working_days(today, DONE_IN)
        self.stage.later(at(done_on, 12, 40), self._finish, action)
        closed_on = calendar.add_working_days(today, CLOSED_IN)
        self.stage.later(at(closed_on, 15), self._close, audit)

    def _finish(self, action: FileAction) -> None:
        finish_file_action(action, by=action.owner, outcome=OUTCOME)

    def _close(self, audit: FileAudit) -> None:
        close_file_audit(FileAudit.objects.get(pk=audit.pk), by=self.auditor)
