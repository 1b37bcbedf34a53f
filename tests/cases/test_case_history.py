"""The history of a case: its stages, its workers, its boroughs, with both days if late."""

from datetime import date

from django.urls import reverse

from cases import actions
from cases.models import Case
from pilot.models import Borough
from pilot.permissions import Role
from tests.factories import CaseFactory
from tests.pages import Page


def history(client, case):
    return Page(client.get(reverse("cases:case_history", args=[case.reference]))).words


def test_it_tells_stages_workers_and_boroughs_with_who_and_why(client_of, person):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER, first_name="Ash", last_name="Elder")
    colleague = person(Role.FAMILY_SUPPORT_WORKER, first_name="Hazel", last_name="Rowan")
    manager = person(Role.SERVICE_MANAGER, first_name="Bay", last_name="Laurel")
    case = CaseFactory(worker=worker, borough__code="LBHF")
    april = date(2016, 4, 1)
    suspended = {"reason": "In hospital", "review_on": date(2016, 8, 1)}
    actions.move_case(case, by=worker, to=Case.Status.SUSPENDED, on=april, **suspended)
    given = {"version": case.version, "to": colleague, "on": date(2016, 5, 2)}
    actions.allocate_case(case, by=manager, reason="Knows the family", **given)
    days = {"starts_on": date(2016, 8, 8), "ends_on": date(2016, 8, 19)}
    actions.arrange_cover([case], by=manager, worker=worker, reason="On leave", **days)
    moved = {"version": case.version, "to": Borough.objects.get(pk="WCC")}
    actions.change_borough(
        case, by=manager, effective_on=april, reason="Moved house", **moved
    )

    words = history(client_of(manager), case)

    for told in (
        "1 Apr 2016 recorded 15 Jul 2016 Suspended In hospital "
        "To be looked at again on 1 Aug 2016 Ash Elder",
        "14 Jan 2016 Opened",
        "8 Aug 2016 19 Aug 2016 Ash Elder (cover) On leave Bay Laurel",
        "2 May 2016 recorded 15 Jul 2016 Now Hazel Rowan Knows the family Bay Laurel",
        "14 Jan 2016 2 May 2016 Ash Elder The referral was accepted",
        "1 Apr 2016 recorded 15 Jul 2016 Westminster Moved house Bay Laurel",
        "14 Jan 2016 Hammersmith and Fulham Where the referral counted",
    ):
        assert told in words


def test_how_a_reopened_case_had_ended_stays_readable(client_of, person):
    manager = person(Role.SERVICE_MANAGER)
    case = CaseFactory(closed=True, closure_outcome="They kept to it.")
    actions.reopen_case(case, by=manager, on=date(2016, 7, 1), reason="Rang")

    words = history(client_of(manager), case)

    assert (
        "Closed 13 April 2016 Reopened 1 July 2016 Reason Completed the work "
        "What came of it They kept to it." in words
    )
