"""Where somebody stands on the way to change is rated."""

from datetime import date, timedelta

from django.db import transaction

from cases.actions.checks import check_not_after_today, hold, hold_open
from cases.models import Case, StageRating
from pilot import audit, calendar, parameters
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import put_right


@transaction.atomic
def rate_stage(case: Case, *, by: User, on: date, stage: int, evidence: str) -> StageRating:
    """A worker has seen a stage of change on a day, and says what shows it."""
    by.require(Permission.LOG_WORK, case.borough)
    hold_open(case, on)
    check_not_after_today(on)
    rating = StageRating.objects.create(
        case=case,
        on=on,
        stage=stage,
        evidence=evidence,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    audit.record(rating, "rated", by=by, case=case.reference, on=on, stage=int(stage))
    keep_stages(case)
    return rating


@transaction.atomic
def correct_stage(
    rating: StageRating, *, by: User, because: str, on: date, stage: int, evidence: str
) -> StageRating:
    """Another rating stands in its place, and is the one that is compared."""
    case = rating.case
    by.require(Permission.LOG_WORK, case.borough)
    hold(case, on)
    check_not_after_today(on)
    new = put_right(
        rating,
        by=by,
        because=because,
        recorded_by=by,
        on=on,
        stage=stage,
        evidence=evidence,
    )
    keep_stages(case)
    return new


def keep_stages(case: Case) -> None:
    """The case knows the two ratings that are compared (I06).

    The first, and the last if it is younger by the days of P-11. Safe to run again.
    """
    ratings = list(case.stage_ratings.standing().in_order().values_list("on", "stage"))
    first = ratings[0] if ratings else None
    apart = timedelta(days=parameters.value("P-11"))
    last = ratings[-1] if first and ratings[-1][0] >= first[0] + apart else None
    case.first_stage = first[1] if first else None
    case.last_stage = last[1] if last else None
    Case.objects.filter(pk=case.pk).update(
        first_stage=case.first_stage, last_stage=case.last_stage
    )
