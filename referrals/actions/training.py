"""Training is planned, its register kept and taken, and the event ended."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import F, QuerySet

from pilot import audit, calendar
from pilot.models import Borough, Membership, Post, User
from pilot.permissions import CASEWORKERS, Permission
from pilot.rota import agreed_time, is_agreed
from pilot.transitions import Overtaken, TransitionRefused, amend, move
from referrals.actions.practitioner import enter_practitioner
from referrals.models import (
    Agency,
    Attendance,
    ConfidenceResponse,
    ConfidenceSlip,
    NewPractitioner,
    Practitioner,
    TrainingEvent,
)

MOST_AT_ONCE = 50  # people without a name, entered with one press


@transaction.atomic
def plan_training(
    *,
    by: User,
    on: date,
    kind: str,
    title: str,
    sectors: Collection[str],
    boroughs: Iterable[Borough],
    trainer: User,
    hours: Decimal | None = None,
) -> TrainingEvent:
    """An event stands in the list, with the trainer's post and the usual length."""
    boroughs = list(boroughs)
    _require_everywhere(by, boroughs)
    _check_day(on)
    event = TrainingEvent.objects.create(
        on=on,
        kind=kind,
        title=title,
        hours=hours or TrainingEvent.USUAL_HOURS[TrainingEvent.Kind(kind)],
        sectors=sorted(sectors),
        trainer=trainer,
        post=_post_of(trainer),
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    event.boroughs.set(boroughs)
    audit.record(event, "planned", by=by, on=on, kind=kind)
    return event


@transaction.atomic
def correct_training(
    event: TrainingEvent,
    *,
    by: User,
    version: int,
    on: date,
    kind: str,
    title: str,
    sectors: Collection[str],
    boroughs: Iterable[Borough],
    trainer: User,
    hours: Decimal | None = None,
) -> TrainingEvent:
    """The event says what it should have said; the places in its register follow its day.

    The day of an event with answers stays: they were taken against its windows (P-13). So
    does a borough in which whoever corrects it records no advice.
    """
    boroughs = list(boroughs)
    by.require(Permission.RECORD_ADVICE, event.borough_for(by))
    _require_everywhere(by, boroughs)
    _check_open(event)
    _check_day(on)
    if on != event.on:
        _check_can_change_day(event, on)
    amend(
        event,
        by=by,
        version=version,
        on=on,
        kind=kind,
        title=title,
        hours=hours or TrainingEvent.USUAL_HOURS[TrainingEvent.Kind(kind)],
        sectors=sorted(sectors),
        trainer=trainer,
        post=event.post if trainer == event.trainer else _post_of(trainer),
    )
    chosen_from = by.boroughs_with(Permission.RECORD_ADVICE)
    event.boroughs.set([*boroughs, *event.boroughs.exclude(pk__in=chosen_from)])
    Attendance.objects.filter(event=event).update(on=on)
    return event


@transaction.atomic
def register_practitioner(
    event: TrainingEvent, *, by: User, who: Practitioner | NewPractitioner
) -> Attendance:
    """They have a place in the register, and a slip. Asked again, the same place."""
    by.require(Permission.RECORD_ADVICE, event.borough_for(by))
    _check_open(event)
    practitioner = enter_practitioner(who=who, by=by)
    there = Attendance.objects.filter(event=event, practitioner=practitioner).first()
    if there:
        return there
    place = _place(event, practitioner.agency, practitioner)
    audit.record(event, "added somebody to", by=by, agency=practitioner.agency_id)
    return place


@transaction.atomic
def register_others(
    event: TrainingEvent, *, by: User, agency: Agency | None, number: int
) -> list[Attendance]:
    """So many people have a place without a name: only their team is known, if that."""
    by.require(Permission.RECORD_ADVICE, event.borough_for(by))
    _check_open(event)
    if not 1 <= number <= MOST_AT_ONCE:
        raise TransitionRefused(f"Add between 1 and {MOST_AT_ONCE} people at once.")
    places = [_place(event, agency) for _ in range(number)]
    audit.record(
        event, "added people to", by=by, agency=agency.pk if agency else None, number=number
    )
    return places


@transaction.atomic
def take_off_register(attendance: Attendance, *, by: User) -> None:
    """A place entered by mistake is gone, as long as nothing hangs on it."""
    event = attendance.event
    by.require(Permission.RECORD_ADVICE, event.borough_for(by))
    if event.status != TrainingEvent.Status.PLANNED:
        raise TransitionRefused(
            "The register has been taken. Leave them in it and untick them instead."
        )
    if ConfidenceResponse.objects.filter(slip__attendance=attendance).exists():
        raise TransitionRefused(
            "An answer has been given with this person’s slip, so their place stays. "
            "Untick them when you take the register."
        )
    ConfidenceSlip.objects.filter(attendance=attendance).delete()
    Attendance.objects.filter(pk=attendance.pk).delete()
    audit.record(event, "took somebody off", by=by, agency=attendance.agency_id)


@transaction.atomic
def take_register(
    event: TrainingEvent, *, by: User, version: int, present: Collection[int]
) -> TrainingEvent:
    """Who came is known, everybody else on the register did not: the event is delivered.

    Team, sector and borough are read once more, as they are on the day the register is
    first taken. Taken again, it is corrected, until the event is closed.
    """
    by.require(Permission.RECORD_ADVICE, event.borough_for(by))
    _check_open(event)
    if event.on > calendar.today():
        raise TransitionRefused(
            f"The training is on {calendar.in_words(event.on)}: "
            "the register is taken on that day or later."
        )
    places = Attendance.objects.filter(event=event)
    if not places.filter(pk__in=present).exists():
        raise TransitionRefused(
            "Tick at least one person. If nobody came, cancel the event instead."
        )
    _hold(event, version)
    if event.status == TrainingEvent.Status.PLANNED:
        _read_teams_again(places)
        move(event, TrainingEvent.Status.DELIVERED, by=by, saying="delivered")
    places.update(has_attended=False)
    came = places.filter(pk__in=present).update(has_attended=True)
    audit.record(event, "took the register of", by=by, came=came, listed=places.count())
    return event


@transaction.atomic
def close_training(event: TrainingEvent, *, by: User, reason: str = "") -> TrainingEvent:
    """No more answers are taken and the register stands. Early, it needs a reason."""
    by.require(Permission.RECORD_ADVICE, event.borough_for(by))
    if not reason and may_still_answer(event):
        last = event.window(TrainingEvent.Point.FOLLOW_UP).last
        raise TransitionRefused(
            f"People may still answer until {calendar.in_words(last)}. "
            "Say why you are closing it before then."
        )
    return move(
        event,
        TrainingEvent.Status.CLOSED,
        by=by,
        saying="closed",
        because=reason,
        closure_reason=reason,
    )


@transaction.atomic
def cancel_training(event: TrainingEvent, *, by: User, reason: str) -> TrainingEvent:
    """The event does not take place; it stays in the list, with the reason."""
    by.require(Permission.RECORD_ADVICE, event.borough_for(by))
    return move(
        event,
        TrainingEvent.Status.CANCELLED,
        by=by,
        saying="cancelled",
        because=reason,
        closure_reason=reason,
    )


def may_still_answer(event: TrainingEvent) -> bool:
    """Whether somebody answered before, and there is time to ask them again (P-13)."""
    last = event.window(TrainingEvent.Point.FOLLOW_UP).last
    if event.status != TrainingEvent.Status.DELIVERED or calendar.today() > last:
        return False
    return ConfidenceResponse.objects.filter(slip__attendance__event=event).exists()


def _require_everywhere(by: User, boroughs: list[Borough]) -> None:
    by.require(Permission.RECORD_ADVICE)
    for borough in boroughs:
        by.require(Permission.RECORD_ADVICE, borough)
    if not boroughs:
        raise TransitionRefused("Say which borough the training is for.")


def _check_open(event: TrainingEvent) -> None:
    if not event.is_open:
        raise TransitionRefused(
            f"The training event is {event.get_status_display().lower()}, "
            "so it can no longer be changed."
        )


def _check_day(on: date) -> None:
    if not is_agreed(on):
        raise TransitionRefused(
            f"The training must be inside the pilot: {agreed_time().label}."
        )


def _check_can_change_day(event: TrainingEvent, on: date) -> None:
    if ConfidenceResponse.objects.filter(slip__attendance__event=event).exists():
        raise TransitionRefused(
            "People have already answered about this training, on "
            f"{calendar.in_words(event.on)}: its day can no longer be changed."
        )
    if event.status == TrainingEvent.Status.DELIVERED and on > calendar.today():
        raise TransitionRefused("Training that has been delivered was not in the future.")


def _place(
    event: TrainingEvent, agency: Agency | None, practitioner: Practitioner | None = None
) -> Attendance:
    """A place in the register with a slip. Whoever is added once it was taken has come."""
    is_taken = event.status == TrainingEvent.Status.DELIVERED
    place = Attendance.objects.create(
        event=event,
        practitioner=practitioner,
        agency=agency,
        on=event.on,
        has_attended=True if is_taken else None,
        **_counts_for(agency),
    )
    ConfidenceSlip.objects.create(attendance=place)
    _hold(event)
    return place


def _read_teams_again(places: QuerySet[Attendance]) -> None:
    """Where somebody works on the day counts, not where they worked when it was planned."""
    for place in places.filter(agency__isnull=False).select_related(
        "practitioner__agency", "agency"
    ):
        agency = place.practitioner.agency if place.practitioner else place.agency
        places.filter(pk=place.pk).update(agency=agency, **_counts_for(agency))


def _counts_for(agency: Agency | None) -> dict:
    """Where an attendance counts: the team's sector and borough as they are now (1.3)."""
    if agency is None:
        return {"sector": Agency.Sector.OTHER, "borough": None}
    return {"sector": agency.sector, "borough": agency.borough}


def _hold(event: TrainingEvent, version: int | None = None) -> None:
    """The register changes under nobody's hands: whoever has an older one is told so."""
    as_we_read_it = TrainingEvent.objects.filter(pk=event.pk)
    if version is not None:
        as_we_read_it = as_we_read_it.filter(version=version)
    if not as_we_read_it.update(version=F("version") + 1):
        raise Overtaken(f"Somebody else has just changed {event.audit_name}.")
    event.refresh_from_db()


def _post_of(trainer: User) -> Post | None:
    held = Membership.objects.current().filter(user=trainer, role__in=CASEWORKERS)
    return Post.objects.filter(pk__in=held.values("role")).order_by("place").first()
