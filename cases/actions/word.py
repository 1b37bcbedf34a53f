"""Who needs to know of what was just entered: partner support, a colleague."""

from dataclasses import dataclass

from django.db import transaction

from cases.actions.notice import tell_partner_support
from cases.actions.task import add_task
from cases.models import Case, SafetyNotice, Session
from pilot.models import User
from pilot.permissions import Permission


@dataclass(frozen=True)
class Word:
    """What to pass on: an alert to partner support, and what is asked of whom."""

    alert: str = ""
    ask: str = ""
    of: tuple[User, ...] = ()


NOBODY = Word()


@transaction.atomic
def pass_on(case: Case, *, by: User, word: Word) -> None:
    """Partner support is alerted, and each colleague who was named has the task."""
    by.require(Permission.LOG_WORK, case.borough)
    if word.alert:
        tell_partner_support(case, by=by, kind=SafetyNotice.Kind.URGENT, text=word.alert)
    for colleague in word.of:
        add_task(case, by=by, assignee=colleague, what=word.ask)


@transaction.atomic
def tell_of_absence(case: Case, *, by: User, now: str, was: str = "") -> None:
    """Partner support knows that the person stayed away, or that they had not after all.

    The same in every case, whether or not anybody is supported. `now` is what came of the
    session, and `was` what had been recorded of it before.
    """
    by.require(Permission.LOG_WORK, case.borough)
    if now == Session.Outcome.DNA != was:
        tell_partner_support(case, by=by, kind=SafetyNotice.Kind.NOT_ATTENDING)
    elif was == Session.Outcome.DNA != now:
        tell_partner_support(case, by=by, kind=SafetyNotice.Kind.NOT_MISSED)
