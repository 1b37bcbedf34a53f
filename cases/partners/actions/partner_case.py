"""A partner case as a whole: opened, linked, set out, given to somebody, closed."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.actions import check_not_after_today
from cases.models import Case
from cases.partners.actions.checks import (
    check_may_support,
    check_one_side,
    hold_open,
    keep_sides,
    perpetrators_of,
)
from cases.partners.actions.entry import record_entry
from cases.partners.models import (
    CaseLink,
    PartnerAllocation,
    PartnerCase,
    SupportedNameKey,
    SupportedPerson,
)
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, amend, move
from referrals.matching import keys


@transaction.atomic
def open_partner_case(
    case: Case,
    *,
    by: User,
    worker: User,
    opened_on: date,
    relationship: str,
    lives_together: str = CaseLink.Together.NOT_ASKED,
    person: SupportedPerson | None = None,
    delivered_by: str = "",
    scope: str = PartnerCase.Scope.NOT_KNOWN,
    out_of_scope: str = "",
    **names: Any,
) -> PartnerCase:
    """Somebody harmed is identified, and somebody supports them, on this side alone.

    `person` is somebody known from earlier; else `names` are of a new one. The borough is
    that of his case: where they live is asked nowhere (1.3).
    """
    by.require(Permission.SUPPORT_PARTNERS, case.borough)
    if worker != by:
        by.require(Permission.ALLOCATE_PARTNER_CASE, case.borough)
    check_not_after_today(opened_on)
    if opened_on < case.opened_on:
        raise TransitionRefused(
            f"That case opened on {calendar.in_words(case.opened_on)}: support because of "
            "it cannot have begun before."
        )
    check_one_side([case.perpetrator], by)
    now = calendar.now()
    if person is None:
        person = SupportedPerson.objects.create(recorded_at=now, recorded_by=by, **names)
        _keep_keys(person)
    if person.cases.open().exists():
        raise TransitionRefused("They have an open partner case already: link that one.")
    partner_case = PartnerCase.objects.create(
        person=person,
        borough=case.borough,
        worker=worker,
        opened_on=opened_on,
        delivered_by=delivered_by,
        scope=scope,
        out_of_scope=out_of_scope,
    )
    audit.record(partner_case, "opened", by=by, worker=worker.username)
    record_entry(
        partner_case,
        by=by,
        of=CaseLink,
        on=opened_on,
        case=case,
        relationship=relationship,
        lives_together=lives_together,
    )
    check_may_support(partner_case, worker)
    PartnerAllocation.objects.create(
        partner_case=partner_case,
        worker=worker,
        starts_on=opened_on,
        recorded_at=now,
        recorded_by=by,
    )
    keep_sides([case.perpetrator])
    return partner_case


@transaction.atomic
def link_case(
    partner_case: PartnerCase,
    *,
    by: User,
    case: Case,
    on: date,
    relationship: str,
    lives_together: str,
) -> CaseLink:
    """They are supported because of this case too: his next one, or another person's."""
    by.require(Permission.SUPPORT_PARTNERS, case.borough)
    if partner_case.links.standing().filter(case=case).exists():
        raise TransitionRefused("It is linked to that case already.")
    check_one_side([case.perpetrator], by)
    check_one_side([case.perpetrator], partner_case.worker)
    link = record_entry(
        partner_case,
        by=by,
        of=CaseLink,
        on=on,
        case=case,
        relationship=relationship,
        lives_together=lives_together,
    )
    keep_sides(perpetrators_of(partner_case))
    return link


@transaction.atomic
def set_out_support(
    partner_case: PartnerCase,
    *,
    by: User,
    version: int,
    delivered_by: str,
    scope: str,
    out_of_scope: str,
) -> PartnerCase:
    """Who provides the support is known, and whether they are to be contacted at all."""
    by.require(Permission.SUPPORT_PARTNERS, partner_case.borough)
    hold_open(partner_case, partner_case.opened_on, by)
    return amend(
        partner_case,
        by=by,
        version=version,
        saying="set out",
        delivered_by=delivered_by,
        scope=scope,
        out_of_scope=out_of_scope,
    )


@transaction.atomic
def correct_supported_person(
    partner_case: PartnerCase, *, by: User, version: int, **answers: Any
) -> SupportedPerson:
    """What is known of somebody is right again."""
    by.require(Permission.SUPPORT_PARTNERS, partner_case.borough)
    hold_open(partner_case, partner_case.opened_on, by)
    trace = {"borough": partner_case.borough, "partner_case": partner_case.reference}
    person = amend(partner_case.person, by=by, version=version, trace=trace, **answers)
    _keep_keys(person)
    return person


@transaction.atomic
def close_partner_case(
    partner_case: PartnerCase, *, by: User, closed_on: date, reason: str, note: str
) -> PartnerCase:
    """Support has ended. His case has nothing to do with it, open or closed."""
    by.require(Permission.SUPPORT_PARTNERS, partner_case.borough)
    hold_open(partner_case, closed_on, by)
    check_not_after_today(closed_on)
    last = partner_case.contacts.standing().latest_first().first()
    if last and closed_on < last.on:
        raise TransitionRefused(
            f"The last contact was on {calendar.in_words(last.on)}: it cannot have closed "
            "before."
        )
    _check_reason(partner_case, reason)
    return move(
        partner_case,
        PartnerCase.Status.CLOSED,
        by=by,
        saying="closed",
        closed_on=closed_on,
        closure_reason=reason,
        closure_note=note,
    )


def _check_reason(partner_case: PartnerCase, reason: str) -> None:
    """The reason agrees with what is recorded."""
    reasons = PartnerCase.ClosureReason
    is_out = partner_case.scope == PartnerCase.Scope.NO
    if (reason == reasons.OUT_OF_SCOPE) is not is_out and reason != reasons.DECEASED:
        raise TransitionRefused(
            "Say first that they are not to be contacted, and why."
            if reason == reasons.OUT_OF_SCOPE
            else "They are not to be contacted: choose that reason."
        )
    if reason == reasons.NOT_REACHED and not partner_case.first_attempt_on:
        raise TransitionRefused("Nobody has tried to reach them: log the attempts first.")
    if reason == reasons.NOT_REACHED and partner_case.first_contact_on:
        raise TransitionRefused("They were reached: choose another reason.")


def _keep_keys(person: SupportedPerson) -> None:
    """They are found under the name and the birth that they have now."""
    wanted = keys(str(person), person.born_on)
    kept = set(person.name_keys.values_list("key", flat=True))
    person.name_keys.exclude(key__in=wanted).delete()
    SupportedNameKey.objects.bulk_create(
        SupportedNameKey(person=person, key=key) for key in sorted(wanted - kept)
    )
