"""Absences of one's own post, or of every post for the manager."""

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import AbsenceFactory
from tests.pages import Page

LIST = reverse("pilot:absence_list")


def test_a_worker_sees_those_of_their_post_and_the_manager_all(person, client_of):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)
    AbsenceFactory(user=worker)
    AbsenceFactory(post__code="FSW", kind="SICK", ends_on=None)
    AbsenceFactory(is_replaced=True, withdrawal_reason="Another week")

    own = Page(client_of(worker).get(LIST))
    every = Page(client_of(person(Role.SERVICE_MANAGER)).get(LIST))

    assert "from 18 July 2016 to 19 July 2016" in own.words
    assert "Sickness" not in own.words
    assert "2 results" in every.words
    assert "Have the cases covered" in every.words
    cover = reverse("cases:caseload_cover", args=[worker.pk])
    assert cover in [address for _, address in every.links]
    assert cover not in [address for _, address in own.links]


def test_an_empty_list_says_when_to_record_one(person, client_of):
    page = Page(client_of(person(Role.FAMILY_SUPPORT_WORKER)).get(LIST))

    assert "Record leave when it is agreed, and sickness on its first day" in page.words
