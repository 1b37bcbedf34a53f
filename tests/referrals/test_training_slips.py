"""The slips to print: a token for each person, and no name on any of them."""

from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import AttendanceFactory, ConfidenceSlipFactory, TrainingEventFactory
from tests.pages import Page


def test_everybody_expected_has_a_slip_with_token_address_and_questions(client_of, person):
    event = TrainingEventFactory(delivered=True)
    slips = [ConfidenceSlipFactory(attendance__event=event) for _ in range(2)]
    place = AttendanceFactory(event=event, has_attended=False)
    absent = ConfidenceSlipFactory(attendance=place)
    client = client_of(person(Role.FAMILY_SUPPORT_WORKER))

    response = client.get(reverse("referrals:training_slips", args=[event.reference]))

    text, page = response.content.decode(), Page(response)
    before_the_slips, *each = text.split('<section class="app-slip')
    assert len(each) == 2
    for slip in slips:
        name = slip.attendance.practitioner.name
        assert text.count(slip.token) == 3
        assert before_the_slips.count(name) == text.count(name) == 1
    assert absent.token not in text
    assert "http://testserver/answer/" in page.words
    assert "Judging the risk to partner and children" in page.words
    assert AuditEvent.objects.about(event).get().action == "opened the slips of"


def test_without_a_register_it_says_so(client_of, person):
    event = TrainingEventFactory()
    client = client_of(person(Role.FAMILY_SUPPORT_WORKER))

    page = Page(client.get(reverse("referrals:training_slips", args=[event.reference])))

    assert "no slip to print" in page.words
