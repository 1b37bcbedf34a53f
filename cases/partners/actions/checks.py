"""What must hold of a partner case before anything on it changes."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from cases.models import Case, CaseAllocation, Perpetrator
from cases.partners.models import (
    CaseLink,
    Measure,
    PartnerAllocation,
    PartnerCase,
    PlanReading,
    Point,
    SafeContactPlan,
    Side,
)
from pilot import calendar
from pilot.models import Membership, User
from pilot.permissions import Permission, Role
from pilot.transitions import TransitionRefused

NOT_BOTH = "works, or worked, with the person who harms them. Choose somebody else."


def check_open(partner_case: PartnerCase) -> None:
    """Refused, in plain words, once support has ended."""
    if not partner_case.is_open:
        raise TransitionRefused(
            f"Partner case {partner_case.reference} is closed, so nothing on it can be "
            "changed."
        )


def hold(partner_case: PartnerCase, on: date, recorder: User) -> None:
    """The partner case stays as it is until this transaction ends, and lasted on this day.

    The row is touched rather than read: it locks it. Whoever works with the person who
    harms is refused, whatever their role (V-23).
    """
    rows = PartnerCase.objects.filter(pk=partner_case.pk)
    rows.update(version=F("version"))
    partner_case.refresh_from_db()
    if on < partner_case.opened_on:
        raise TransitionRefused(
            f"Partner case {partner_case.reference} opened on "
            f"{calendar.in_words(partner_case.opened_on)}: nothing on it can be dated "
            "before that day."
        )
    harming = partner_case.links.standing().values("case__perpetrator")
    check_one_side(harming, recorder)


def hold_open(partner_case: PartnerCase, on: date, recorder: User) -> None:
    """The same, of one on which something new may be recorded."""
    hold(partner_case, on, recorder)
    check_open(partner_case)


def perpetrators_of(partner_case: PartnerCase) -> list[Perpetrator]:
    """The people who harm whoever is supported here."""
    links = partner_case.links.standing().values("case__perpetrator")
    return list(Perpetrator.objects.filter(pk__in=links).order_by("pk"))


def check_one_side(perpetrators: Iterable[Any], user: User) -> None:
    """Refused if this person works, or worked, with one of those who harm (V-23)."""
    theirs = CaseAllocation.objects.filter(case__perpetrator__in=perpetrators, worker=user)
    if theirs.exists():
        raise TransitionRefused(f"{user} {NOT_BOTH}")


def keep_sides(perpetrators: Iterable[Perpetrator]) -> None:
    """Who works on which side is kept as allocations and links say.

    Its uniqueness is the database's word that nobody stands on both (V-23).
    """
    for person in perpetrators:
        links = CaseLink.objects.standing().filter(case__perpetrator=person)
        supporting = PartnerAllocation.objects.filter(
            partner_case__in=links.values("partner_case")
        )
        working = CaseAllocation.objects.filter(case__perpetrator=person)
        Side.objects.filter(perpetrator=person).delete()
        Side.objects.bulk_create(
            Side(perpetrator=person, user_id=user, side=side)
            for side, rows in ((Side.Side.HIS, working), (Side.Side.THEIRS, supporting))
            for user in sorted(set(rows.values_list("worker", flat=True)))
        )


def supporters_in(*boroughs: Any) -> QuerySet[User]:
    """The people to whom a partner case of one of these boroughs may be given."""
    held = Membership.objects.current().filter(
        role=Role.PARTNER_SUPPORT_WORKER, borough__in=boroughs
    )
    return held.people().order_by("last_name", "first_name", "pk")


def check_may_support(partner_case: PartnerCase, worker: User) -> None:
    """Refused unless they do partner support in its borough, and stand on no other side."""
    if not supporters_in(partner_case.borough).filter(pk=worker.pk).exists():
        raise TransitionRefused(
            f"{worker} does not do partner support in {partner_case.borough}. Choose "
            "somebody who does."
        )
    check_one_side(perpetrators_of(partner_case), worker)


def linkable_cases(user: User) -> QuerySet[Case]:
    """The open cases because of which this person may support somebody: none of their own.

    Those with nobody recorded yet come first.
    """
    linked = CaseLink.objects.standing().filter(case=OuterRef("pk"))
    theirs = CaseAllocation.objects.filter(worker=user).values("case__perpetrator")
    return (
        Case.objects.open()
        .filter(borough__in=user.boroughs_with(Permission.SUPPORT_PARTNERS))
        .exclude(perpetrator__in=theirs)
        .annotate(is_linked=Exists(linked))
        .select_related("perpetrator", "borough")
        .order_by("is_linked", "-opened_on", "-pk")
    )


def check_point_is_free(
    partner_case: PartnerCase, of: type[Measure], point: str, *, but: Any = None
) -> None:
    """Refused if what is measured once, at the start and at the exit, is there already."""
    once = point in (Point.START, Point.EXIT)
    there = of.objects.at(point).filter(partner_case=partner_case)
    if once and there.exclude(pk=but and but.pk).exists():
        raise TransitionRefused(
            f"There is one for {Point(point).label.lower()} already: put that one right, "
            "or choose review."
        )


def plan_of(partner_case: PartnerCase) -> SafeContactPlan | None:
    """The safe-contact plan that holds: the latest that stands."""
    return partner_case.contact_plans.standing().latest_first().first()


def has_read_plan(partner_case: PartnerCase, reader: User) -> bool:
    """Whether this person has read the plan that holds, today."""
    plan = plan_of(partner_case)
    today = calendar.today()
    return plan is not None and (
        PlanReading.objects.filter(plan=plan, reader=reader, on=today).exists()
    )


def check_plan_read(partner_case: PartnerCase, reader: User) -> None:
    """Refused, in plain words, to whoever has not read today how contact is safe."""
    if plan_of(partner_case) is None:
        raise TransitionRefused(
            "There is no safe-contact plan yet. Write it first: nobody makes contact "
            "without one."
        )
    if not has_read_plan(partner_case, reader):
        raise TransitionRefused(
            "Read the safe-contact plan first, and say that you have. It is asked once a "
            "day."
        )


def trace_of(partner_case: PartnerCase) -> dict[str, Any]:
    """What a trace says of an entry: the case on this side, never the one on his."""
    return {"partner_case": partner_case.reference}
