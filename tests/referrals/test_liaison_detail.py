"""One liaison meeting."""

import pytest

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import LiaisonMeetingFactory
from tests.pages import Page


@pytest.mark.parametrize("replaced", [False, True])
def test_it_shows_who_was_met_and_what_was_agreed(client_of, person, replaced):
    worker = person(Role.FAMILY_SUPPORT_WORKER)
    meeting = LiaisonMeetingFactory(
        borough__code="WCC",
        is_replaced=replaced,
        withdrawal_reason="It was cancelled" if replaced else "",
    )
    someone = meeting.practitioners.get()

    page = Page(client_of(worker).get(meeting.get_absolute_url()))

    assert page.heading.endswith("Westminster, 12 May 2016")
    assert (someone.name, someone.get_absolute_url()) in page.links
    assert meeting.agreed in page.words
    assert AuditEvent.objects.about(meeting).get().by == worker
    assert ("Put it right" in page.words) is not replaced
    assert ("counts nowhere: It was cancelled" in page.words) is replaced
