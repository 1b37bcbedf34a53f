"""What partner support was told, and that somebody has read it and acts on it."""

from typing import TypeVar

from django.db import transaction

from cases.models import SafetyNotice
from cases.partners.actions.checks import check_one_side
from cases.partners.models import cases_told_of
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused
from referrals.models import DeclineNotice

Notice = TypeVar("Notice", SafetyNotice, DeclineNotice)


@transaction.atomic
def acknowledge_notice(notice: SafetyNotice, *, by: User) -> SafetyNotice:
    """Somebody in partner support has read it, and takes it on.

    Who sent an urgent alert does not acknowledge it: a second person knows.
    """
    by.require(Permission.SUPPORT_PARTNERS, notice.case.borough)
    check_one_side([notice.case.perpetrator], by)
    if not cases_told_of(by).filter(pk=notice.case_id).exists():
        raise TransitionRefused("A colleague supports them: this one is theirs.")
    if notice.kind == SafetyNotice.Kind.URGENT and notice.sent_by_id == by.pk:
        raise TransitionRefused("You sent this alert: somebody else has to take it on.")
    return _acknowledge(notice, by)


@transaction.atomic
def acknowledge_decline(notice: DeclineNotice, *, by: User) -> DeclineNotice:
    """Somebody has looked whether anybody harmed by this person is known to the team."""
    by.require(Permission.SUPPORT_PARTNERS, notice.referral.borough)
    return _acknowledge(notice, by)


def _acknowledge(notice: Notice, by: User) -> Notice:
    """Compare-and-set: of two people who take it on, one does."""
    waiting = type(notice)._default_manager.filter(pk=notice.pk, acknowledged_at=None)
    if not waiting.update(acknowledged_at=calendar.now(), acknowledged_by=by):
        raise Overtaken("A colleague has acknowledged it already.")
    notice.refresh_from_db()
    audit.record(notice, "acknowledged", by=by)
    return notice
