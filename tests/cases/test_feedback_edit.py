"""A letter to a referrer is drafted from the record, and gone on with."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Feedback
from pilot.models import AuditEvent, Draft
from pilot.permissions import Role
from tests.factories import (
    CaseFactory,
    ContactAttemptFactory,
    FeedbackFactory,
    PostFactory,
    RiskUpdateFactory,
    SessionFactory,
    declared,
    never_reached,
)
from tests.pages import Page, leads_to, lost

THIRD_PARTY = "Auntie Wisteria"
LETTER = {
    "work": "Rang twice, wrote once.",
    "risk": "High: less is known than before.",
    "advice": "See the children on their own.",
    "next_steps": "Tell us what you decide.",
}


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker, post=PostFactory(code="CJW"))


@pytest.fixture
def owed(case):
    never_reached(case)
    ContactAttemptFactory(case=case, on=date(2016, 2, 17), note=f"{THIRD_PARTY} answered")
    declaration = declared(case, declared_on=date(2016, 7, 11))
    rating = {"level": "HIGH", "rationale": "Drinks again.", "action": "Tell the CSU."}
    RiskUpdateFactory(case=case, on=date(2016, 7, 12), **rating)
    return FeedbackFactory(case=case, not_engaging=True, non_engagement=declaration)


def edit(feedback):
    return reverse("cases:feedback_edit", args=[feedback.reference])


def ready(**changes):
    return {**LETTER, "is_ready": "ready", "is_clear": "on", "version": 1} | changes


def test_its_first_words_come_from_the_record_and_name_nobody_else(client, owed):
    SessionFactory(
        case=owed.case,
        missed=True,
        on=date(2016, 2, 24),
        is_excused=True,
        record=THIRD_PARTY,
    )

    page = Page(client.get(edit(owed)))

    work = page.answer("work")
    assert "1 February 2016, phone: no answer" in work
    assert "16 February 2016, letter: no answer" in work
    assert "did not attend, for a good reason" in work
    assert work.endswith("We offered 1 one-to-one session.")
    assert page.answer("risk").startswith("High, rated on 12 July 2016. Drinks again.")
    assert "No reassurance should be taken from the referral alone." in page.answer("risk")
    assert page.answer("advice") == "Tell the CSU."
    assert "You can refer them again" in page.answer("next_steps")
    assert THIRD_PARTY not in page.words + str(page.answers)
    assert "It is due by 18 July 2016." in page.words


def test_a_rating_made_because_of_partner_support_is_quoted_nowhere(client, owed):
    """Domain 4.7: anything the partner said, in any recognisable form, never leaves."""
    rating = {"level": "MEDIUM", "rationale": THIRD_PARTY, "action": "Ring Wisteria."}
    RiskUpdateFactory(
        case=owed.case, on=date(2016, 7, 13), trigger="PARTNER_SIDE", **rating
    )

    for feedback in (owed, FeedbackFactory(case=owed.case, kind="REVIEW")):
        page = Page(client.get(edit(feedback)))
        said = page.words + str(page.answers)
        assert "Wisteria" not in said
        assert "Medium" not in said
        assert "Drinks again." not in said, "nor is an older one told as today’s"
    assert page.answer("risk") == page.answer("advice") == ""
    Feedback.objects.update(work="Begun.")
    assert "Wisteria" not in client.get(edit(owed)).text

    RiskUpdateFactory(case=owed.case, on=date(2016, 7, 14), rationale="Drinks still.")
    Feedback.objects.update(work="")
    assert "Drinks still." in Page(client.get(edit(owed))).answer("risk")


def test_a_long_history_is_told_in_its_last_lines(client, owed):
    for day in range(1, 13):
        ContactAttemptFactory(case=owed.case, on=date(2016, 3, day))

    work = Page(client.get(edit(owed))).answer("work")

    assert "4 earlier, then:" in work
    assert work.count("2016, ") == 12


def test_about_somebody_who_came_it_says_how_often(client, case):
    for day in (2, 9):
        SessionFactory(case=case, attended=True, on=date(2016, 2, day))
    SessionFactory(case=case, missed=True, on=date(2016, 2, 16))
    closing = FeedbackFactory(case=case)
    going_on = FeedbackFactory(case=case, kind="REVIEW")

    page = Page(client.get(edit(closing)))

    assert page.answer("work") == (
        "They came to 2 of 3 sessions, from 2 February 2016 to 9 February 2016. "
        "0 attempts did not reach them."
    )
    assert page.answer("risk") == ""
    assert "We go on working with them." in Page(client.get(edit(going_on))).answer(
        "next_steps"
    )
    for outcome in ("REACHED", "DECLINED", "NO_ANSWER"):
        ContactAttemptFactory(case=case, outcome=outcome)
    assert (
        Page(client.get(edit(going_on)))
        .answer("work")
        .endswith(
            "1 attempt did not reach them. 1 attempt reached them, and they declined."
        )
    )
    nobody_came = FeedbackFactory(case=CaseFactory(worker=case.worker))
    assert "0 of 0 sessions." in Page(client.get(edit(nobody_came))).answer("work")


def test_ready_it_waits_for_the_manager(client, owed, worker):
    response = client.post(edit(owed), ready(), follow=True)

    assert Page(response).done == "The feedback waits for the manager"
    owed.refresh_from_db()
    assert owed.is_submitted
    assert {name: getattr(owed, name) for name in LETTER} == LETTER
    assert owed.recorded_by == worker


def test_half_written_it_stays_a_draft_that_others_can_go_on_with(client, owed):
    half = {"work": "Rang twice.", "is_ready": "not_yet", "version": 1}

    response = client.post(edit(owed), half, follow=True)

    assert Page(response).done == "The draft is saved"
    page = Page(client.get(edit(owed)))
    assert (page.answer("work"), page.answer("risk")) == ("Rang twice.", "")
    assert "What the case says today" in page.words
    assert "Drinks again." in page.words


def test_ready_every_part_has_to_say_something(client, owed):
    page = Page(client.post(edit(owed), {"is_ready": "ready", "version": 1}))

    assert page.errors == {
        "work": "Enter what you have done",
        "risk": "Enter what the risk is",
        "advice": "Enter what you advise",
        "next_steps": "Enter what happens next",
        "is_clear": "Confirm that nothing in it came from them",
    }
    page = Page(client.post(edit(owed), {"version": 1}))
    assert page.errors == {"is_ready": "Select whether it is ready"}


def test_another_letter_needs_neither_risk_nor_the_manager(client, case):
    closing = FeedbackFactory(case=case)
    sent = ready(risk="", advice="")

    response = client.post(edit(closing), sent, follow=True)

    assert Page(response).done == "The feedback can go"
    closing.refresh_from_db()
    assert closing.is_to_send


def test_it_is_not_ready_before_risk_is_rated_again(client, case):
    declaration = declared(case, declared_on=date(2016, 7, 11))
    feedback = FeedbackFactory(case=case, not_engaging=True, non_engagement=declaration)
    sent = ready()

    page = Page(client.post(edit(feedback), sent))

    assert page.errors["is_ready"].startswith("Rate risk first")
    assert lost(page, LETTER) == {}


def test_words_that_may_be_hers_are_asked_about_once(client, owed):
    hers = ready(risk="She told us that he was there again.")

    page = Page(client.post(edit(owed), hers))
    assert "somebody else’s account" in page.errors["risk"]
    client.post(edit(owed), hers | {"words_are_checked": "on"})

    owed.refresh_from_db()
    assert owed.is_submitted


def test_a_colleagues_words_are_not_written_over_unseen(client, owed):
    client.post(edit(owed), ready(is_ready="not_yet"))

    late = client.post(edit(owed), ready(work="Rang once.", is_ready="not_yet"))

    assert late.status_code == 409
    assert "Rang twice, wrote once." in Page(late).words
    assert "Rang once." in Page(late).words


def test_what_is_no_draft_leads_to_its_page(client, case):
    gone = FeedbackFactory(case=case, sent=True)

    assert leads_to(client.get(edit(gone))) == gone.get_absolute_url()
    assert client.post(edit(gone), ready()).status_code == 409


def test_it_can_be_saved_for_later_and_reading_it_is_remembered(client, owed, worker):
    client.get(edit(owed))
    client.post(edit(owed), {"work": "Rang", "save_draft": "yes"})

    assert AuditEvent.objects.about(owed).get().action == "read"
    assert Draft.objects.get().user == worker
    later = RiskUpdateFactory(case=owed.case, on=date(2016, 7, 14), rationale="Since.")
    page = Page(client.get(edit(owed)))
    assert page.answer("work") == "Rang"
    assert later.rationale in page.words, "what was kept may be overtaken by the record"
    client.post(edit(owed), ready())
    assert not Draft.objects.exists()
    assert Feedback.objects.get().is_submitted
