"""Reaching out safely: the plan, who has read it, contacts, answers, addresses."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.partners.actions.checks import check_plan_read, hold, plan_of, trace_of
from cases.partners.actions.entry import record_entry
from cases.partners.actions.facts import keep_facts
from cases.partners.models import (
    ContactDetail,
    PartnerCase,
    PartnerContact,
    PartnerNotification,
    PartnerResponse,
    PlanReading,
    SafeContactPlan,
)
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused


@transaction.atomic
def acknowledge_plan(plan: SafeContactPlan, *, by: User) -> PlanReading:
    """This person has read how contact is safe, and may make contact today."""
    by.require(Permission.SUPPORT_PARTNERS, plan.borough)
    partner_case = plan.partner_case
    hold(partner_case, partner_case.opened_on, by)
    if plan != plan_of(partner_case):
        raise Overtaken("There is a newer safe-contact plan: read that one.")
    reading, is_new = PlanReading.objects.get_or_create(
        plan=plan,
        reader=by,
        on=calendar.today(),
        defaults={"read_at": calendar.now()},
    )
    if is_new:
        audit.record(plan, "said they had read", by=by, **trace_of(partner_case))
    return reading


@transaction.atomic
def reveal_detail(detail: ContactDetail, *, by: User, why: str) -> str:
    """The address or number itself, for this person alone; the trail says why (S-67)."""
    by.require(Permission.SUPPORT_PARTNERS, detail.borough)
    partner_case = detail.partner_case
    hold(partner_case, partner_case.opened_on, by)
    check_plan_read(partner_case, by)
    shown = detail.value  # opened now: what cannot be read was not revealed
    reason = ContactDetail.Why(why).label
    audit.record(
        detail,
        "revealed",
        by=by,
        reason=reason,
        kind=detail.kind,
        **trace_of(partner_case),
    )
    return shown


@transaction.atomic
def log_contact(
    partner_case: PartnerCase,
    *,
    by: User,
    on: date,
    method: str,
    outcome: str,
    content: str = "",
) -> PartnerContact:
    """A try at reaching them, or a talk, is on the record, whatever came of it."""
    by.require(Permission.SUPPORT_PARTNERS, partner_case.borough)
    check_in_scope(partner_case)
    check_plan_read(partner_case, by)
    contact = record_entry(
        partner_case,
        by=by,
        of=PartnerContact,
        on=on,
        method=method,
        outcome=outcome,
        content=content,
    )
    keep_facts(partner_case, by)
    return contact


@transaction.atomic
def record_response(
    partner_case: PartnerCase, *, by: User, on: date, response: str, **answers: Any
) -> PartnerResponse:
    """What they answered holds from that day on, and says how far support has come."""
    by.require(Permission.SUPPORT_PARTNERS, partner_case.borough)
    entry = record_entry(
        partner_case, by=by, of=PartnerResponse, on=on, response=response, **answers
    )
    keep_facts(partner_case, by)
    return entry


@transaction.atomic
def record_notification(
    partner_case: PartnerCase, *, by: User, on: date, event: str, method: str
) -> PartnerNotification:
    """They have been told what happens with him, whether or not they take up support.

    Declined or not reached, they still hear, if they asked for it (dictionary 7).
    """
    by.require(Permission.SUPPORT_PARTNERS, partner_case.borough)
    check_may_tell(partner_case, by)
    return record_entry(
        partner_case, by=by, of=PartnerNotification, on=on, event=event, method=method
    )


def check_may_tell(partner_case: PartnerCase, teller: User) -> None:
    """Refused where contact is, and to anybody who asked not to hear of him."""
    check_in_scope(partner_case)
    check_plan_read(partner_case, teller)
    latest = partner_case.responses.standing().latest_first().first()
    if latest and latest.wants_notices == PartnerResponse.Wants.NO:
        raise TransitionRefused(
            "They asked not to hear what happens with him. If they want to now, record "
            "that answer first."
        )


def check_in_scope(partner_case: PartnerCase) -> None:
    """Refused, in plain words, for somebody who is not to be contacted."""
    if partner_case.scope == PartnerCase.Scope.NO:
        raise TransitionRefused(
            f"They are not to be contacted: {_why(partner_case)}. Change that first if it "
            "holds no longer."
        )


def _why(partner_case: PartnerCase) -> str:
    said = partner_case.get_out_of_scope_display()
    return said[:1].lower() + said[1:]
