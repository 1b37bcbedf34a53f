"""How confident practitioners are: answered by a token, or keyed in from paper."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from pilot import audit, calendar, parameters
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused
from referrals.confidence import Answer
from referrals.models import (
    ITEMS,
    AnswerPoint,
    Attendance,
    ConfidenceResponse,
    ConfidenceSlip,
    RefusedAnswer,
    TrainingEvent,
)

MOST_REFUSED = 30  # from one place in these minutes: a room full of people who mistype
REFUSED_WITHIN = timedelta(minutes=10)
FORGOTTEN_AFTER = timedelta(days=1)

# One sentence for a token that nobody has, one that has answered, one that cannot answer
# yet and one whose days these are not: whoever tries tokens learns nothing of any.
_NOT_TAKEN = (
    "Check the token. Either it is not one of ours, or it has given this answer already, "
    "or it gave none before the training to compare this one with, or this is not the "
    "time: answers are taken until the day of the training, in the {P-13.1} from it, and "
    "{P-13.2} to {P-13.3} after it. "
    "If you have just sent your answers, they have arrived"
)


def not_taken() -> str:
    """Why an answer was not taken, with the days in force: any of the reasons."""
    return parameters.filled(_NOT_TAKEN)


@transaction.atomic
def answer_slip(
    *, token: str, point: AnswerPoint, items: Mapping[str, int | None]
) -> ConfidenceResponse:
    """What somebody without an account answers by their token is kept, once for each point.

    Later points need the same token's answer before (V-24), and each has its days (P-13).
    """
    slip = _whole(ConfidenceSlip.objects.filter(token=token)).first()
    if slip is None or not _takes(slip, point):
        raise TransitionRefused(not_taken())
    event = slip.attendance.event
    if calendar.today() not in event.window(point):
        raise TransitionRefused(not_taken())
    response = _keep(slip, point, items, answered_on=calendar.today(), by=None)
    audit.record(event, "took an answer about", by=None, point=point)
    return response


@transaction.atomic
def key_in_answers(
    event: TrainingEvent,
    *,
    by: User,
    point: AnswerPoint,
    answered_on: date,
    answers: Mapping[int, Mapping[str, int | None]],
) -> list[ConfidenceResponse]:
    """The sheets that people filled in on paper are kept, by the key of each slip."""
    by.require(Permission.RECORD_ADVICE, event.borough_for(by))
    check_window(event, point, answered_on)
    if answered_on > calendar.today():
        raise TransitionRefused("Answers cannot be from a day in the future.")
    slips = ConfidenceSlip.objects.filter(attendance__event=event, pk__in=answers)
    kept = []
    for slip in _whole(slips).order_by("pk"):
        if not _takes(slip, point):
            raise TransitionRefused(
                f"The token {slip.token} has given this answer already, or gave none "
                "before the training. Open the page again to see which are missing."
            )
        kept.append(_keep(slip, point, answers[slip.pk], answered_on=answered_on, by=by))
    if not kept:
        raise TransitionRefused("There is no answer to keep.")
    audit.record(event, "keyed in answers about", by=by, point=point, number=len(kept))
    return kept


@transaction.atomic
def note_refusal(address: str) -> None:
    """That an answer was refused is remembered for a day, and from where as a digest."""
    now = calendar.now()
    RefusedAnswer.objects.filter(at__lt=now - FORGOTTEN_AFTER).delete()
    RefusedAnswer.objects.create(origin=_origin(address), at=now)


def has_tried_too_often(address: str) -> bool:
    """Whether so many answers from there were refused that it has to wait."""
    since = calendar.now() - REFUSED_WITHIN
    refused = RefusedAnswer.objects.filter(origin=_origin(address), at__gt=since)
    return refused.count() >= MOST_REFUSED


def check_window(event: TrainingEvent, point: AnswerPoint, day: date) -> None:
    """P-13: refused, in plain words with the days, when it is too early or too late."""
    days = event.window(point)
    if day in days:
        return
    soon = parameters.in_words("P-13", 1)
    _, first, last = parameters.values("P-13")
    asked = {
        AnswerPoint.BEFORE: "on the day of the training or before",
        AnswerPoint.AFTER: f"from {calendar.in_words(days.start)} to "
        f"{calendar.in_words(days.last)}, {soon} from the training",
        AnswerPoint.FOLLOW_UP: f"from {calendar.in_words(days.start)} to "
        f"{calendar.in_words(days.last)}, {first} to {last} days after the training",
    }
    when = "It is too early" if day < days.start else "It is too late"
    raise TransitionRefused(f"{when}: these answers are taken {asked[point]}")


def _whole(slips: QuerySet[ConfidenceSlip]) -> QuerySet[ConfidenceSlip]:
    return slips.select_related("attendance__event").prefetch_related("responses")


def _takes(slip: ConfidenceSlip, point: AnswerPoint) -> bool:
    """V-24: each point once, and a later one only after an answer before the training.

    Nobody answers about an event that is over for good, or that they did not come to.
    """
    place = slip.attendance
    if not place.event.is_open:
        return False
    answered = {response.point for response in slip.responses.all()}
    if point in answered:
        return False
    if point == AnswerPoint.BEFORE:
        return not answered
    return AnswerPoint.BEFORE in answered and place.has_attended is not False


def _keep(
    slip: ConfidenceSlip,
    point: AnswerPoint,
    items: Mapping[str, int | None],
    *,
    answered_on: date,
    by: User | None,
) -> ConfidenceResponse:
    try:
        with transaction.atomic():
            kept = ConfidenceResponse.objects.create(
                slip=slip,
                point=point,
                answered_on=answered_on,
                recorded_at=calendar.now(),
                recorded_by=by,
                **items,
            )
    except IntegrityError as at_the_same_moment:
        raise TransitionRefused(not_taken()) from at_the_same_moment
    keep_gain(slip.attendance)
    return kept


def keep_gain(attendance: Attendance) -> None:
    """The attendance knows how much more confident they were after than before (I18).

    In hundredths of a point; empty without enough answers at both. Safe to run again.
    """
    responses = ConfidenceResponse.objects.filter(slip__attendance=attendance)
    said = {
        point: Answer(slip, point, items)
        for slip, point, *items in responses.values_list("slip", "point", *ITEMS)
    }
    before, after = (said.get(each) for each in (AnswerPoint.BEFORE, AnswerPoint.AFTER))
    attendance.gain = None
    if before and after and before.is_enough and after.is_enough:
        attendance.gain = int(100 * (after.mean - before.mean))
    Attendance.objects.filter(pk=attendance.pk).update(gain=attendance.gain)


def _origin(address: str) -> str:
    return hmac.new(
        settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256
    ).hexdigest()
