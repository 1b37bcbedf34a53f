"""V-16: nobody is in two places at once, and no session runs into the next day."""

from collections.abc import Iterable
from datetime import date, time

from cases.models import Case, Session
from cases.models.session import ends_at
from pilot import calendar
from pilot.models import User
from pilot.transitions import TransitionRefused

MINUTES_OF_A_DAY = 24 * 60


def clash_of(
    worker: User, *, on: date, starts_at: time, minutes: int, but_not: Iterable[int] = ()
) -> Session | None:
    """The session that keeps the worker from being there then; none if they are free.

    One that ends when the other begins is no clash. `but_not` are the keys of sessions
    that are this very meeting.
    """
    ends = ends_at(starts_at, minutes)
    of_the_day = Session.objects.taking_up_time().filter(
        worker=worker, on=on, starts_at__lt=ends
    )
    others = of_the_day.exclude(pk__in=but_not).order_by("starts_at", "pk")
    for pk, began_at, lasts in others.values_list("pk", "starts_at", "minutes"):
        if starts_at < ends_at(began_at, lasts):
            return Session.objects.select_related("case", "worker").get(pk=pk)
    return None


def clash_in_words(clash: Session, reader: User) -> str:
    """Which session is in the way, as far as the reader may know of it."""
    whose = "You have" if clash.worker_id == reader.pk else f"{clash.worker} has"
    seen = Case.objects.visible_to(reader).filter(pk=clash.case_id).exists()
    what = f"a session on case {clash.case.reference}" if seen else "another appointment"
    return (
        f"{whose} {what} from {clash.starts_at:%H:%M} to {clash.ends_at:%H:%M} on "
        f"{calendar.in_words(clash.on)} already. Change the time or the minutes here, or "
        "that one first."
    )


def runs_past_midnight(starts_at: time, minutes: int) -> bool:
    """Whether it would end on another day than it began."""
    return starts_at.hour * 60 + starts_at.minute + minutes > MINUTES_OF_A_DAY


def check_free(
    worker: User,
    *,
    reader: User,
    on: date,
    starts_at: time,
    minutes: int,
    but_not: Iterable[int] = (),
) -> None:
    """Refused if the worker is elsewhere then, or if it would not end on its own day.

    The worker's row is held, so that of two sessions entered at once one is refused.
    """
    if runs_past_midnight(starts_at, minutes):
        raise TransitionRefused(
            f"{minutes} minutes from {starts_at:%H:%M} run past midnight. Change the time "
            "or the minutes."
        )
    User.objects.select_for_update(no_key=True).values_list("pk").get(pk=worker.pk)
    clash = clash_of(worker, on=on, starts_at=starts_at, minutes=minutes, but_not=but_not)
    if clash:
        raise TransitionRefused(clash_in_words(clash, reader))
