"""What goes across the wall: the team's level, and whether work with him may begin."""

from datetime import date

from django.db import transaction
from django.db.models import F

from cases.actions import check_not_after_today, check_open
from cases.models import Bridge, Case, RiskLevel
from cases.partners.actions.checks import check_one_side
from cases.partners.models import (
    CaseClearance,
    DashAssessment,
    IntegratedReview,
    PartnerCase,
    cases_across,
)
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused

RANKED = (RiskLevel.NOT_ASSESSED, RiskLevel.STANDARD, RiskLevel.MEDIUM, RiskLevel.HIGH)


@transaction.atomic
def hold_review(
    case: Case,
    *,
    by: User,
    on: date,
    present: str,
    level: str,
    rationale: str,
    decisions: str,
    actions: str = "",
) -> IntegratedReview:
    """Both sides have looked at risk together: the team's level is this from now on.

    His side reads the level and since when, and nothing else: the same for every case.
    """
    by.require(Permission.SUPPORT_PARTNERS, case.borough)
    _hold(case, by)
    check_not_after_today(on)
    _check_follows(case, on)
    his, theirs = sides_of(case)
    higher = max(his, theirs, key=RANKED.index)
    if RANKED.index(RiskLevel(level)) < max(RANKED.index(higher), 1):
        raise TransitionRefused(
            f"One side is at {higher.label.lower()}: the team’s level cannot be lower."
        )
    review = IntegratedReview.objects.create(
        case=case,
        on=on,
        present=present,
        his_level=his,
        their_level=theirs,
        level=level,
        rationale=rationale,
        decisions=decisions,
        actions=actions,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    Bridge.objects.filter(case=case).update(
        team_risk_level=level, level_set_on=on, level_set_at=calendar.now()
    )
    case.bridge.refresh_from_db()
    audit.record(review, "held", by=by, on=on, level=str(level))
    return review


@transaction.atomic
def clear_case(case: Case, *, by: User, ground: str, reason: str = "") -> CaseClearance:
    """Work with him may begin (V-13), and his side reads so, and nothing of why.

    Everybody on record was tried, or is exempt for a coded reason. Where nobody is on
    record the manager alone says that nobody is to be tried.
    """
    by.require(Permission.SUPPORT_PARTNERS, case.borough)
    _hold(case, by)
    if case.bridge.is_cleared:
        raise Overtaken("It is cleared already.")
    untried = not_tried(case)
    if untried:
        raise TransitionRefused(
            "Somebody harmed has not been tried yet. Log an attempt, or say on the partner "
            "case why they are not to be contacted."
        )
    if PartnerCase.objects.linked_to(case).exists() is not (
        ground == CaseClearance.Ground.CONTACT
    ):
        raise TransitionRefused(
            "Somebody is on record, who was tried or is exempt: choose that."
            if ground != CaseClearance.Ground.CONTACT
            else "Nobody is on record who could have been tried. Record them, or say why "
            "nobody is to be tried."
        )
    if ground != CaseClearance.Ground.CONTACT:
        by.require(Permission.ALLOCATE_PARTNER_CASE, case.borough)
    return _answer(case, by=by, saying="cleared", ground=ground, reason=reason)


@transaction.atomic
def take_back_clearance(case: Case, *, by: User, reason: str) -> CaseClearance:
    """It was cleared too soon: work that has not begun does not begin."""
    by.require(Permission.SUPPORT_PARTNERS, case.borough)
    _hold(case, by)
    if not case.bridge.is_cleared:
        raise Overtaken("It is not cleared.")
    return _answer(case, by=by, saying="took back", ground="", reason=reason)


def sides_of(case: Case) -> tuple[RiskLevel, RiskLevel]:
    """What each side says of risk today: his latest rating, their latest checklists."""
    latest = case.risk_updates.standing().latest_first()
    his = latest.values_list("level", flat=True).first() or RiskLevel.NOT_ASSESSED
    linked = PartnerCase.objects.linked_to(case).order_by()
    dashes = DashAssessment.objects.standing().filter(partner_case__in=linked)
    # The latest of each person is read last, and stays.
    latest_of = dict(dashes.in_order().values_list("partner_case", "level"))
    theirs = [RiskLevel.NOT_ASSESSED, *map(RiskLevel, latest_of.values())]
    return RiskLevel(his), max(theirs, key=RANKED.index)


def not_tried(case: Case) -> list[PartnerCase]:
    """Those harmed whom nobody has tried to reach, and who are not exempt."""
    linked = PartnerCase.objects.linked_to(case).filter(first_attempt_on=None)
    return list(linked.exclude(scope=PartnerCase.Scope.NO))


def check_across(case: Case, user: User) -> None:
    """Refused to whoever supports nobody because of this case, and is not the manager."""
    check_one_side([case.perpetrator], user)
    if not cases_across(user).filter(pk=case.pk).exists():
        raise TransitionRefused(
            f"{user} supports nobody because of this case: ask the manager."
        )


def _hold(case: Case, by: User) -> None:
    """The bridge stays as it is until this transaction ends, and `by` may write on it."""
    check_across(case, by)
    check_open(case)
    Bridge.objects.filter(case=case).update(team_risk_level=F("team_risk_level"))
    case.bridge.refresh_from_db()


def _check_follows(case: Case, on: date) -> None:
    last = IntegratedReview.objects.filter(case=case).latest_first().first()
    if last and on < last.on:
        raise TransitionRefused(
            f"The last review was on {calendar.in_words(last.on)}: choose that day or a "
            "later one."
        )
    if on < case.opened_on:
        raise TransitionRefused(
            f"The case opened on {calendar.in_words(case.opened_on)}: no review of it can "
            "have been before."
        )


def _answer(
    case: Case, *, by: User, saying: str, ground: str, reason: str
) -> CaseClearance:
    cleared = bool(ground)
    clearance = CaseClearance.objects.create(
        case=case,
        on=calendar.today(),
        is_cleared=cleared,
        ground=ground,
        reason=reason,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    Bridge.objects.filter(case=case).update(cleared_on=clearance.on if cleared else None)
    case.bridge.refresh_from_db()
    audit.record(clearance, saying, by=by, ground=str(ground))
    return clearance
