"""Entries of a partner case: recorded, put right, taken out, each in one way."""

from datetime import date
from typing import Any, TypeVar

from django.db import transaction

from cases.actions import check_not_after_today
from cases.partners.actions.checks import (
    check_one_side,
    check_open,
    check_point_is_free,
    hold,
    keep_sides,
    perpetrators_of,
    trace_of,
)
from cases.partners.actions.facts import keep_facts
from cases.partners.models import (
    CaseLink,
    Measure,
    PartnerCase,
    PartnerEntry,
    Point,
)
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, put_right, withdraw

Entry = TypeVar("Entry", bound=PartnerEntry)


@transaction.atomic
def record_entry(
    partner_case: PartnerCase, *, by: User, of: type[Entry], on: date, **answers: Any
) -> Entry:
    """Something is on the record of support, and is never edited from now on.

    A kind of entry with rules of its own has an action of its own, which calls this. Only
    a follow-up is measured after support has ended.
    """
    by.require(Permission.SUPPORT_PARTNERS, partner_case.borough)
    hold(partner_case, on, by)
    if answers.get("point") != Point.FOLLOW_UP:
        check_open(partner_case)
    check_not_after_today(on)
    if issubclass(of, Measure):
        check_point_is_free(partner_case, of, answers["point"])
    entry = of.objects.create(
        partner_case=partner_case,
        on=on,
        recorded_at=calendar.now(),
        recorded_by=by,
        **answers,
    )
    audit.record(entry, "recorded", by=by, on=on, **trace_of(partner_case))
    return entry


@transaction.atomic
def correct_entry(entry: Entry, *, by: User, because: str, **changes: Any) -> Entry:
    """Another entry stands in this one's place, and the case is as it would have been."""
    partner_case = entry.partner_case
    by.require(Permission.SUPPORT_PARTNERS, partner_case.borough)
    on = changes.get("on", entry.on)
    hold(partner_case, on, by)
    check_not_after_today(on)
    people = perpetrators_of(partner_case)
    if isinstance(entry, Measure):
        point = changes.get("point", entry.point)
        check_point_is_free(partner_case, type(entry), point, but=entry)
    right = put_right(
        entry,
        by=by,
        because=because,
        trace=trace_of(partner_case),
        recorded_by=by,
        **changes,
    )
    if isinstance(entry, CaseLink):
        now = perpetrators_of(partner_case)
        for user in (by, partner_case.worker):
            check_one_side(now, user)
        keep_sides({*people, *now})
    keep_facts(partner_case, by)
    return right


@transaction.atomic
def withdraw_entry(entry: Entry, *, by: User, because: str) -> Entry:
    """It never was: it counts nowhere, and the case is as it was without it."""
    partner_case = entry.partner_case
    by.require(Permission.SUPPORT_PARTNERS, partner_case.borough)
    hold(partner_case, partner_case.opened_on, by)
    people = perpetrators_of(partner_case)
    withdraw(entry, by=by, because=because, trace=trace_of(partner_case))
    if isinstance(entry, CaseLink):
        if not partner_case.links.standing().exists():
            raise TransitionRefused(
                "A partner case belongs to at least one case of his: make the right link "
                "first, then take this one out."
            )
        keep_sides(people)
    keep_facts(partner_case, by)
    return entry
