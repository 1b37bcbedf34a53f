"""Recording what was said in a consultation that was booked."""

from datetime import date

from django.urls import reverse

from pilot.permissions import Role
from referrals.models import Consultation
from tests.factories import ConsultationFactory
from tests.pages import Page, leads_to, typed


def test_a_booked_consultation_is_recorded_once(client_of, person):
    client = client_of(person(Role.FAMILY_SUPPORT_WORKER))
    booked = ConsultationFactory(
        booked=True, on=date(2016, 7, 14), question="How to begin?"
    )
    hold = reverse("referrals:consultation_hold", args=[booked.reference])
    page = Page(client.get(hold))
    assert page.answer("question") == "How to begin?"
    assert page.answer("on_day") == "14"
    assert set(Page(client.post(hold, {})).errors) >= {"minutes", "topics", "advice"}
    sent = {
        "minutes": "20",
        "topics": ["ENGAGING"],
        "question": "How to begin, and with whom?",
        "advice": "With one incident.",
        **typed("on", date(2016, 7, 14)),
    }

    response = client.post(hold, sent)

    assert leads_to(response) == booked.get_absolute_url()
    booked.refresh_from_db()
    assert (booked.status, booked.minutes) == (Consultation.Status.HELD, 20)
    assert booked.question == "How to begin, and with whom?"
    again = client.post(hold, sent | {"advice": "With two."})
    assert again.status_code == 409
    assert "is held, so this cannot happen now" in Page(again).words
