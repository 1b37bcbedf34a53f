"""The assessment of a case: started, completed, read by the manager, put right."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from cases.actions.checks import check_not_after_today, check_stands, hold, hold_open
from cases.actions.closure import keeping_its_closure
from cases.actions.risk import keep_rating_of
from cases.models import Assessment, Case, Domain, DomainRating
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, move, put_right

Ratings = Mapping[str, tuple[str, str]]  # domain: how concerning, and on what evidence


@transaction.atomic
def start_assessment(case: Case, *, by: User, kind: str, started_on: date) -> Assessment:
    """An assessment is under way, so that whoever opens the case knows it is."""
    by.require(Permission.LOG_WORK, case.borough)
    hold_open(case, started_on)
    check_not_after_today(started_on)
    standing = case.assessments.standing()
    if standing.filter(status=Assessment.Status.STARTED).exists():
        raise TransitionRefused("An assessment is under way already: go on with that one.")
    if kind == Assessment.Kind.INITIAL and standing.filter(kind=kind).exists():
        raise TransitionRefused(
            "The initial assessment has been made: start a review, or an exit assessment."
        )
    assessment = Assessment.objects.create(
        case=case,
        kind=kind,
        started_on=started_on,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    audit.record(assessment, "started", by=by, case=case.reference, kind=kind)
    return assessment


@transaction.atomic
def complete_assessment(
    assessment: Assessment,
    *,
    by: User,
    version: int,
    completed_on: date,
    ratings: Ratings,
    **answers: Any,
) -> Assessment:
    """Every domain has its rating or its honest non-answer, and the manager is to read it.

    The risk it finds is the case's risk from that day.
    """
    by.require(Permission.LOG_WORK, assessment.case.borough)
    hold_open(assessment.case, completed_on)
    check_assessment_is_as_read(assessment, version)
    _check_days(assessment.started_on, completed_on)
    done = Assessment.Status.COMPLETED
    move(
        assessment,
        done,
        by=by,
        saying="completed",
        completed_on=completed_on,
        recorded_by=by,
        sent_back_because="",
        **answers,
    )
    _keep_ratings(assessment, ratings)
    keep_rating_of(assessment, by=by, because="The assessment was completed again")
    return assessment


@transaction.atomic
def send_back_assessment(
    assessment: Assessment, *, by: User, version: int, because: str
) -> Assessment:
    """It is under way again, and says what the manager missed in it."""
    by.require(Permission.SIGN_OFF_ASSESSMENT, assessment.case.borough)
    check_assessment_is_as_read(assessment, version)
    _check_none_is_under_way(assessment)
    return move(
        assessment,
        Assessment.Status.STARTED,
        by=by,
        saying="sent back",
        completed_on=None,
        sent_back_because=because,
    )


@transaction.atomic
def sign_off_assessment(assessment: Assessment, *, by: User, version: int) -> Assessment:
    """The manager has read it and stands by it. Nobody signs off what they wrote."""
    by.require(Permission.SIGN_OFF_ASSESSMENT, assessment.case.borough)
    check_assessment_is_as_read(assessment, version)
    if assessment.recorded_by == by:
        raise TransitionRefused(
            "You completed this assessment yourself: somebody else signs it off."
        )
    return move(
        assessment,
        Assessment.Status.SIGNED_OFF,
        by=by,
        saying="signed off",
        signed_off_at=calendar.now(),
        signed_off_by=by,
    )


@transaction.atomic
def correct_assessment(
    assessment: Assessment,
    *,
    by: User,
    because: str,
    completed_on: date,
    ratings: Ratings,
    **answers: Any,
) -> Assessment:
    """Another stands in its place, and waits for sign-off like the first."""
    by.require(Permission.LOG_WORK, assessment.case.borough)
    hold(assessment.case, completed_on)
    _check_days(assessment.started_on, completed_on)
    if assessment.is_under_way:
        raise TransitionRefused("It is not complete yet: change it where it is written.")
    with keeping_its_closure(assessment.case):
        new = put_right(
            assessment,
            by=by,
            because=because,
            status=Assessment.Status.COMPLETED,
            completed_on=completed_on,
            recorded_by=by,
            signed_off_at=None,
            signed_off_by=None,
            **answers,
        )
        _keep_ratings(new, ratings)
        assessment.risk_updates.update(assessment=new)
        keep_rating_of(new, by=by, because=because)
    return new


def check_assessment_is_as_read(assessment: Assessment, version: int) -> None:
    """An assessment is answered and decided on as it was read (as a letter is)."""
    check_stands(assessment)
    if assessment.version != version:
        raise Overtaken("It was changed since you opened it: read it again, then decide.")


def _check_none_is_under_way(assessment: Assessment) -> None:
    """Refused while another assessment of the case is written: one at a time."""
    others = assessment.case.assessments.under_way().exclude(pk=assessment.pk)
    if others.exists():
        raise TransitionRefused(
            "Another assessment of this case is under way: that one is completed first, "
            "before this one can go back."
        )


def _check_days(started_on: date, completed_on: date) -> None:
    check_not_after_today(completed_on)
    if completed_on < started_on:
        raise TransitionRefused(
            f"It was started on {calendar.in_words(started_on)}: "
            "it cannot have been completed before."
        )


def _keep_ratings(assessment: Assessment, ratings: Ratings) -> None:
    """All domains, in the order of the instrument; those not named were not asked."""
    not_asked = (DomainRating.Concern.NOT_ASKED.value, "")
    rows = []
    for domain in Domain:
        concern, evidence = ratings.get(domain.value, not_asked)
        rows.append(
            DomainRating(
                assessment=assessment,
                domain=domain,
                concern=concern,
                evidence=evidence,
            )
        )
    DomainRating.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["assessment", "domain"],
        update_fields=["concern", "evidence"],
    )
