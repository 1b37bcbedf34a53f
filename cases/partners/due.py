"""What is due in partner support, and nobody else is asked of it: see `pilot.due`."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Min, Q
from django.urls import reverse

from cases.models import SafetyNotice
from cases.partners.models import (
    READ_WITHIN,
    URGENT_WITHIN,
    PartnerCase,
    cases_across,
    declines_told_to,
    levels_alone,
    marac_waiting,
    notices_told_to,
    unsupported_cases,
    waiting,
    with_marac,
    with_plans_to_review,
)
from pilot import calendar, parameters
from pilot.due import Due, Source
from pilot.models import User
from pilot.permissions import Permission

ALERTS = "Urgent alerts"


def notices_to_read(user: User, until: date) -> Iterator[Due]:
    """What his side told us; an urgent alert is the manager's once its hour has passed."""
    if not user.can(Permission.SUPPORT_PARTNERS):
        return
    manages = user.can(Permission.VIEW_ALL_PARTNER_WORK)
    for notice in waiting(notices_told_to(user)).select_related("case"):
        told_on = calendar.day_of(notice.sent_at)
        urgent = notice.kind == SafetyNotice.Kind.URGENT
        has_waited = notice.sent_at < calendar.now() - URGENT_WITHIN
        on = told_on if urgent else calendar.add_working_days(told_on, READ_WITHIN)
        if on <= until:
            yield Due(
                kind=ALERTS if urgent else "Notices to read",
                what=f"{notice.get_kind_display()}, case {notice.case.reference}",
                on=on,
                href=reverse("partners:partner_notice_list"),
                action="Take it on",
                whose=user if not manages or (urgent and has_waited) else None,
            )


def declines_to_read(user: User, until: date) -> Iterator[Due]:
    """Referrals that were declined: whether anybody harmed is known is ours to find out."""
    if not user.can(Permission.SUPPORT_PARTNERS):
        return
    told = declines_told_to(user).filter(acknowledged_at=None).select_related("referral")
    for notice in told:
        on = calendar.add_working_days(calendar.day_of(notice.sent_at), READ_WITHIN)
        if on <= until:
            yield Due(
                kind="Notices to read",
                what=f"Referral {notice.referral.reference} was declined or sent on",
                on=on,
                href=reverse("partners:partner_notice_list") + "?tab=declined",
                action="Take it on",
                whose=None if user.can(Permission.VIEW_ALL_PARTNER_WORK) else user,
            )


def partner_cases_to_look_at(user: User, until: date) -> Iterator[Due]:
    """Everything that has a day on a partner case: four queries for all of it."""
    if not user.can(Permission.SUPPORT_PARTNERS):
        return
    found = (
        PartnerCase.objects.visible_to(user)
        .open()
        .annotate(
            his_accepted_on=Min(
                "links__case__opened_on", filter=Q(links__is_replaced=False)
            ),
        )
    )
    found = with_plans_to_review(found.select_related("person", "worker"))
    for partner_case in with_marac(found):
        for due in _of(partner_case):
            if due.on <= until:
                yield due


def cases_without_support(user: User, until: date) -> Iterator[Due]:
    """Cases because of which nobody is in support, which the manager is asked about.

    Nobody is on record and nothing says that this is right; or the team's level is high,
    and no partner case asks for a decision about a MARAC (V-20).
    """
    if not user.can(Permission.VIEW_ALL_PARTNER_WORK):
        return
    found = list(unsupported_cases(cases_across(user)))
    days = [
        calendar.add_working_days(case.opened_on, parameters.value("P-07"))
        for case in found
        if not case.is_linked and not case.bridge.is_cleared
    ]
    late = sum(on <= until for on in days)
    if late:
        yield Due(
            kind="Partner contact",
            what=f"Nobody harmed is on record in {late} open "
            f"{'case' if late == 1 else 'cases'}",
            on=min(days),
            href=reverse("partners:partner_untried_list"),
            action="Look",
        )
    for case, met in levels_alone(found):
        if met.decide_by <= until:
            yield Due(
                kind="MARAC decisions",
                what="The team’s level is high, and nobody is in support of whom a MARAC "
                f"could be told, case {case.reference}",
                on=met.decide_by,
                href=reverse("partners:partner_sides_detail", args=[case.reference]),
                action="Look",
                whose=user,
                who=str(case.perpetrator),
            )


def _of(partner_case: PartnerCase) -> Iterator[Due]:
    if not partner_case.first_attempt_on and partner_case.scope != PartnerCase.Scope.NO:
        yield _due(
            partner_case,
            kind="Partner contact",
            what="Nobody has tried to reach them yet",
            on=calendar.add_working_days(
                partner_case.his_accepted_on, parameters.value("P-07")
            ),
            action="Make contact",
        )
    if partner_case.ask_again_on:
        yield _due(
            partner_case,
            kind="Safe-contact plans",
            what="Ask again how contact is safe",
            on=partner_case.ask_again_on,
            action="Look",
        )
    if partner_case.safety_on:
        yield _due(
            partner_case,
            kind="Safety plans",
            what="Look at the safety plan again",
            on=partner_case.safety_on,
            action="Look",
        )
    if met := marac_waiting(partner_case):
        yield _due(
            partner_case,
            kind="MARAC decisions",
            what=f"Decide about a MARAC within {parameters.in_words('P-12')}",
            on=met.decide_by,
            action="Decide",
            page="partner_case_measures",
        )


def _due(partner_case: PartnerCase, *, what: str, page: str = "", **told) -> Due:
    page = page or "partner_case_detail"
    return Due(
        what=f"{what}, partner case {partner_case.reference}",
        href=reverse(f"partners:{page}", args=[partner_case.reference]),
        whose=partner_case.worker,
        who=str(partner_case.person),
        **told,
    )


SOURCES: tuple[Source, ...] = (
    notices_to_read,
    declines_to_read,
    partner_cases_to_look_at,
    cases_without_support,
)
