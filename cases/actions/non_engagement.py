"""Somebody is declared not to engage, on evidence, and the declaration is put right."""

from datetime import date

from django.db import transaction

from cases.actions.checks import check_not_after_today, hold, hold_open
from cases.actions.closure import keeping_its_closure
from cases.actions.engagement import keep_non_engagement
from cases.actions.notice import tell_partner_support
from cases.engagement_rules import evidence_of
from cases.models import Case, Feedback, NonEngagement, SafetyNotice
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, put_right


@transaction.atomic
def declare_non_engagement(
    case: Case, *, by: User, declared_on: date, ground: str
) -> NonEngagement:
    """From that day the person does not engage (V-17), until they come after all.

    Partner support is told at once, and the referrer is owed feedback within five working
    days (P-04). Whom nobody at an agency referred has no referrer to be told.
    """
    by.require(Permission.LOG_WORK, case.borough)
    hold_open(case, declared_on)
    check_not_after_today(declared_on)
    if current := case.non_engagements.current().first():
        raise Overtaken(
            "They were declared not to engage on "
            f"{calendar.in_words(current.declared_on)} already."
        )
    declaration = NonEngagement.objects.create(
        case=case,
        borough=case.borough_on(declared_on),
        declared_on=declared_on,
        ground=ground,
        evidence=check_evidence(case, ground, on=declared_on),
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    audit.record(
        declaration,
        "declared",
        by=by,
        case=case.reference,
        on=declared_on,
        ground=ground,
    )
    keep_non_engagement(case)
    tell_partner_support(case, by=by, kind=SafetyNotice.Kind.NOT_ENGAGING)
    if not case.referral.tells_the_person:
        begin_feedback(declaration, by=by)
    return declaration


@transaction.atomic
def begin_feedback(declaration: NonEngagement, *, by: User) -> Feedback:
    """The referrer is owed what a declaration means for risk, and an empty draft waits."""
    by.require(Permission.LOG_WORK, declaration.case.borough)
    feedback = Feedback.objects.create(
        case=declaration.case,
        kind=Feedback.Kind.NONENG_RISK,
        non_engagement=declaration,
        due_on=declaration.tell_by,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    audit.record(
        feedback,
        "began",
        by=by,
        case=declaration.case.reference,
        kind=Feedback.Kind.NONENG_RISK.value,
        due_on=feedback.due_on,
    )
    return feedback


@transaction.atomic
def correct_non_engagement(
    declaration: NonEngagement, *, by: User, because: str, declared_on: date, ground: str
) -> NonEngagement:
    """Another declaration stands in its place, and says by when the referrer is told."""
    case = declaration.case
    by.require(Permission.LOG_WORK, case.borough)
    hold(case, declared_on)
    check_not_after_today(declared_on)
    if (ended_on := declaration.ended_on) and declared_on > ended_on:
        raise TransitionRefused(
            f"That declaration ended on {calendar.in_words(ended_on)}: "
            "what came after it is another one."
        )
    with keeping_its_closure(case):
        new = put_right(
            declaration,
            by=by,
            because=because,
            recorded_by=by,
            borough=case.borough_on(declared_on),
            declared_on=declared_on,
            ground=ground,
            evidence=check_evidence(case, ground, on=declared_on, until=ended_on),
        )
        declaration.feedback.update(non_engagement=new, due_on=new.tell_by)
        keep_non_engagement(case)
        keep_told(new)
    return new


def keep_told(declaration: NonEngagement) -> None:
    """The declaration knows how soon the referrer was told, if partner support was by then.

    In working days (I19, P-04). Safe to run again: the letter and the notice say it.
    """
    letter = declaration.feedback.sent().first()
    told_after = None
    if letter and letter.sent_on and _partner_side_knew(declaration, letter.sent_on):
        told_after = calendar.working_days_until(
            letter.sent_on, after=declaration.declared_on
        )
    declaration.told_after = told_after
    NonEngagement.objects.filter(pk=declaration.pk).update(told_after=told_after)


def _partner_side_knew(declaration: NonEngagement, on: date) -> bool:
    notices = declaration.case.safety_notices.filter(
        kind=SafetyNotice.Kind.NOT_ENGAGING,
        sent_at__gte=declaration.recorded_at,
        sent_at__lt=calendar.end_of(on),
    )
    return notices.exists()


def check_evidence(case: Case, ground: str, *, on: date, until: date | None = None) -> str:
    """What the declaration rests on, in words; refused with what is missing (V-17).

    Nor does it hold of somebody who has come since, but for the day that ended it.
    """
    came = case.sessions.attended().with_the_person().filter(on__gte=on)
    if until:
        came = came.filter(on__lt=until)
    if since := came.order_by("on").first():
        raise TransitionRefused(
            f"They came on {calendar.in_words(since.on)}, so they do engage."
        )
    rule = evidence_of(case, on=on).on_ground(ground)
    if rule.complete_on is None:
        said = NonEngagement.Ground(ground).label
        said = said[0].lower() + said[1:]
        raise TransitionRefused(
            f"There is not enough yet to say that {said}: {rule.in_words}."
        )
    return rule.in_words
