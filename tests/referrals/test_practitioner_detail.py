"""One practitioner: who they are, and what they referred, to whoever may see it."""

import pytest
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import (
    AttendanceFactory,
    PractitionerFactory,
    ReferralFactory,
    TrainingEventFactory,
)
from tests.pages import Page


@pytest.fixture
def heron(facts):
    return PractitionerFactory(
        name="PC Heron", role="OFFICER", agency__borough__code="WCC", is_specialist=True
    )


def test_it_shows_who_they_are_and_their_token_and_only_referrals_one_works_on(
    client_of, person, heron
):
    mine = ReferralFactory(practitioner=heron, agency=heron.agency, borough__code="WCC")
    theirs = ReferralFactory(
        practitioner=heron, agency=heron.agency, borough__code="WCC", post__code="FSW"
    )
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)

    page = Page(client_of(worker).get(heron.get_absolute_url()))

    assert page.heading == f"Practitioner {heron.token} PC Heron"
    assert "Heron" not in page.title
    assert "One of the borough’s own perpetrator specialists" in page.words
    assert mine.reference in page.words
    assert theirs.reference not in page.words
    assert "Merge with another entry" not in page.words
    assert AuditEvent.objects.get(by=worker).action == "listed referrals"
    manager = Page(client_of(person(Role.SERVICE_MANAGER)).get(heron.get_absolute_url()))
    assert theirs.reference in manager.words
    assert "Merge with another entry" in manager.words


def test_a_merged_entry_leads_to_the_one_that_stands_for_it(client_of, person, heron):
    merged = PractitionerFactory(name="Heron", merged_into=heron, is_retired=True)
    client = client_of(person(Role.SERVICE_MANAGER))

    page = Page(client.get(merged.get_absolute_url()))

    assert ("PC Heron", heron.get_absolute_url()) in page.links
    assert "Change" not in [words for words, _ in page.links]
    edit = reverse("referrals:practitioner_edit", args=[merged.token])
    refused = client.get(edit)
    assert refused.status_code == 409
    assert "was merged into PC Heron" in Page(refused).words


def test_of_their_training_only_what_one_may_see_is_listed(client_of, person, heron):
    for borough, title in (("WCC", "First signs"), ("LBHF", "Second talks")):
        event = TrainingEventFactory(title=title, boroughs=[borough])
        AttendanceFactory(event=event, practitioner=heron, has_attended=True)

    worker = Page(client_of(person("FSW", "WCC")).get(heron.get_absolute_url()))
    manager = Page(client_of(person("MGR")).get(heron.get_absolute_url()))

    assert "First signs" in worker.words
    assert "Second talks" not in worker.words
    assert "Second talks" in manager.words
