"""Reading an assessment: what was found, and what has not been asked."""

import pytest

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import AssessmentFactory, DomainRatingFactory
from tests.pages import Page


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


def test_the_manager_reads_it_and_is_led_to_sign_off(client_of, manager):
    assessment = AssessmentFactory(completed=True)
    DomainRatingFactory(assessment=assessment, domain="EMPATHY", concern="NOT_KNOWN")

    page = Page(client_of(manager).get(assessment.get_absolute_url()))

    assert "Asked, not known" in page.words
    assert "The person themselves, The referrer" in page.words
    assert "Repeat: the same person more than once" in page.words
    assert "Sign off or send back" in [words for words, _ in page.links]
    assert AuditEvent.objects.about(assessment).get().action == "read"


def test_its_worker_is_not(client_of, manager):
    assessment = AssessmentFactory(signed_off=True, signed_off_by=manager)

    page = Page(client_of(assessment.case.worker).get(assessment.get_absolute_url()))

    assert f"Signed off by {manager}" in page.words
    assert "Sign off or send back" not in page.words
