"""The history of a case: each stage it came to, when and why."""

from django.urls import reverse

from cases import actions
from cases.models import Case
from pilot.permissions import Role
from tests.factories import CaseFactory
from tests.pages import Page


def test_it_tells_the_stages_with_who_and_why(client_of, person):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)
    case = CaseFactory(worker=worker)
    actions.move_case(case, by=worker, to=Case.Status.CONTACTING, reason="Found a number")

    page = Page(client_of(worker).get(reverse("cases:case_history", args=[case.reference])))

    assert f"Moved to contacting by {worker} 15 July 2016 Found a number" in page.words
