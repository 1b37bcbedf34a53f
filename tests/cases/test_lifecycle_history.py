"""Cases from before their history was kept: it is told again from the trail."""

from datetime import date
from importlib import import_module

from django.apps import apps

from cases.models import Case, CaseAllocation, CaseBorough, CaseMove
from pilot import audit, calendar
from tests.factories import CaseFactory, at

tell_again = import_module("cases.migrations.0004_lifecycle_history").tell_again


def test_the_history_is_told_again_from_the_trail_once(facts):
    case = CaseFactory(closed=True, opening=None, first_worker=None)
    other = CaseFactory(opening=None, first_worker=None)
    by = case.worker
    with calendar.clock_set_to(at(date(2016, 1, 15))):
        audit.record(case, "opened", by=by)
    with calendar.clock_set_to(at(date(2016, 2, 1))):
        detail = {"was": "allocated", "to": "contacting"}
        audit.record(case, "moved", by=by, reason="They answered", **detail)
    with calendar.clock_set_to(at(date(2016, 5, 2))):
        audit.record(case, "closed", by=by, was="contacting", to="closed")
        audit.record(case, "changed the borough of", by=by, reason="Moved house")
    case.boroughs.create(
        borough_id="WCC", starts_on=date(2016, 3, 1), recorded_at=calendar.now()
    )

    for _ in range(2):
        tell_again(apps, None)

    assert [
        (move.was, move.to, move.effective_on, move.recorded_by, move.reason)
        for move in CaseMove.objects.filter(case=case).order_by("pk")
    ] == [
        ("", "OPEN", case.opened_on, by, ""),
        ("OPEN", "CONTACTING", date(2016, 2, 1), by, "They answered"),
        ("CONTACTING", "CLOSED", case.closed_on, by, ""),
    ]
    assert case.came_from() == Case.Status.CONTACTING
    allocation = CaseAllocation.objects.get(case=case)
    assert (allocation.worker, allocation.starts_on) == (by, case.opened_on)
    first, second = CaseBorough.objects.filter(case=case).order_by("starts_on")
    assert (first.reason, calendar.day_of(first.recorded_at)) == ("", date(2016, 1, 15))
    assert (second.reason, second.recorded_by) == ("Moved house", by)
    assert calendar.day_of(second.recorded_at) == date(2016, 5, 2)
    # Without a trace it opened at noon, and nobody knows who said so.
    untold = CaseMove.objects.get(case=other)
    assert (untold.to, untold.recorded_by, untold.is_recorded_late) == ("OPEN", None, False)
