"""What follows for others when risk, or where he stands with the law, is another."""

from django.db import transaction

from cases.actions.notice import tell_partner_support
from cases.models import Case, EligibilityQuery, SafetyNotice
from cases.models.justice import ASKS_THE_MANAGER
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission


class Telling:
    """Others know of what is different after the block, and of nothing that is the same.

    Partner support is told of another level, and of another standing in the criminal
    justice process; of one in which a case may not simply go on the manager is asked.
    Opened inside an action that has asked for the permission and holds the case.
    """

    def __init__(self, case: Case, *, by: User):
        self.case, self.by = case, by

    def __enter__(self) -> None:
        self.level, self.found = _level(self.case), _found(self.case)

    def __exit__(self, failed: object, *_: object) -> None:
        if failed:
            return
        if _level(self.case) != self.level:
            self._tell(SafetyNotice.Kind.RISK_CHANGED)
        found = _found(self.case)
        if found != self.found:
            self._tell(SafetyNotice.Kind.JUSTICE)
            if self.case.is_open and found in ASKS_THE_MANAGER:
                ask_the_manager(
                    self.case, by=self.by, about=EligibilityQuery.Reason.JUSTICE
                )

    def _tell(self, kind: SafetyNotice.Kind) -> None:
        tell_partner_support(self.case, by=self.by, kind=kind)


@transaction.atomic
def ask_the_manager(case: Case, *, by: User, about: str) -> None:
    """The manager is asked, unless a question is waiting: one answer covers both."""
    by.require(Permission.LOG_WORK, case.borough)
    if case.eligibility_queries.waiting().exists():
        return
    query = EligibilityQuery.objects.create(
        case=case, reason=about, asked_on=calendar.today(), asked_by=by
    )
    audit.record(query, "asked", by=by, borough=case.borough, about=about)


def _level(case: Case) -> str | None:
    latest = case.risk_updates.standing().latest_first()
    return latest.values_list("level", flat=True).first()


def _found(case: Case) -> str | None:
    latest = case.justice_checks.standing().latest_first()
    return latest.values_list("found", flat=True).first()
