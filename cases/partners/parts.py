"""What the pages of a partner case are composed of: each function reads one part."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from cases.models import Case, RiskLevel, Session
from cases.partners import dash_rules
from cases.partners.actions import RANKED, has_read_plan, plan_of, sides_of
from cases.partners.entries import KINDS, latest, standing
from cases.partners.models import (
    CaseClearance,
    CaseLink,
    IntegratedReview,
    PartnerCase,
    cases_across,
    levels_alone,
    marac_waiting,
    unsupported_cases,
    with_marac,
)
from pilot.models import User
from pilot.permissions import Permission


@dataclass(frozen=True)
class HisCase:
    """All that this side may know of his: status, attendance, worker, risk (domain 4.7)."""

    link: CaseLink
    status: str
    worker: str
    risk_level: str
    rated_on: date | None
    team_level: str
    attended: int
    missed: int
    last_seen_on: date | None


def his_cases(partner_case: PartnerCase) -> list[HisCase]:
    """The cases it is linked to, newest link first; never what was said in a session."""
    links = list(partner_case.links.standing().for_listing().latest_first())
    known = with_attendance(Case.objects.filter(pk__in=[link.case_id for link in links]))
    return [_his(link, known[link.case_id]) for link in links]


def with_attendance(cases: QuerySet[Case]) -> dict[int, Any]:
    """Cases by key, each with its risk, and how often he came and stayed away."""
    standing_with_him = Q(sessions__is_replaced=False) & ~Q(
        sessions__kind=Session.Kind.PARENT
    )
    came = standing_with_him & Q(sessions__outcome__in=Session.ATTENDED)
    missed = standing_with_him & Q(sessions__outcome=Session.Outcome.DNA)
    return (
        cases.with_risk()
        .select_related("bridge", "perpetrator", "worker", "borough")
        .annotate(
            attended=Count("sessions", filter=came),
            missed=Count("sessions", filter=missed),
            last_seen_on=Max("sessions__on", filter=came),
        )
        .in_bulk()
    )


def _his(link: CaseLink, case: Case) -> HisCase:
    level = RiskLevel(case.risk_level).label if case.risk_level else "Not rated yet"
    return HisCase(
        link=link,
        status=case.get_status_display(),
        worker=str(link.case.worker),
        risk_level=level,
        rated_on=case.rated_on,
        team_level=case.bridge.get_team_risk_level_display(),
        attended=case.attended,
        missed=case.missed,
        last_seen_on=case.last_seen_on,
    )


def plan(partner_case: PartnerCase, user: User) -> dict[str, Any]:
    """The safe-contact plan that holds, and whether this person has read it today."""
    holds = plan_of(partner_case)
    return {
        "plan": holds,
        "shown": KINDS["plan"].shown(holds) if holds else None,
        "is_read": has_read_plan(partner_case, user),
    }


def of_support(partner_case: PartnerCase, user: User) -> dict[str, Any]:
    """What the first page of a partner case shows."""
    shown = ("contact", "answer", "notification", "offer", "safety")
    return {
        "contact_plan": plan(partner_case, user),
        "details": standing("detail", partner_case),
        "his_cases": his_cases(partner_case),
        **{f"{key}_entries": latest(key, partner_case) for key in shown},
    }


def of_measures(partner_case: PartnerCase, user: User) -> dict[str, Any]:
    """What the page of measures shows."""
    [read] = with_marac(PartnerCase.objects.visible_to(user).filter(pk=partner_case.pk))
    met = marac_waiting(read) if partner_case.is_open else None
    return {"marac_met": met, "thresholds": dash_rules.thresholds()} | {
        f"{key}_entries": latest(key, partner_case)
        for key in ("dash", "marac", "grid", "outcome")
    }


def of_both_sides(case: Case, user: User) -> dict[str, Any]:
    """What whoever looks at both sides of a case together is shown (dictionary 4.4)."""
    known = with_attendance(cases_across(user).filter(pk=case.pk))[case.pk]
    his, theirs = sides_of(case)
    links = CaseLink.objects.visible_to(user).standing().filter(case=case)
    related = ("partner_case__person", "partner_case__worker")
    reviews = IntegratedReview.objects.visible_to(user).filter(case=case)
    clearances = CaseClearance.objects.visible_to(user).filter(case=case)
    team = case.bridge.team_risk_level
    is_below = RANKED.index(team) < max(map(RANKED.index, (his, theirs)))
    alone = levels_alone(unsupported_cases(cases_across(user).filter(pk=case.pk)))
    return {
        "case": known,
        "marac_met": alone[0][1] if alone else None,
        "his": his,
        "theirs": theirs,
        "is_level_due": case.is_open and is_below,
        "links": links.select_related(*related).in_order(),
        "reviews": reviews.for_listing(),
        "clearances": clearances.for_listing(),
        "may_decide": case.is_open and user.can(Permission.SUPPORT_PARTNERS, case.borough),
    }


def of_history(partner_case: PartnerCase, user: User) -> dict[str, Any]:
    """What the page of who supports them shows."""
    return {
        "allocations": partner_case.allocations.for_listing(),
        "link_entries": latest("link", partner_case),
    }
