"""A referral that came to nothing is erased on its own clock, and only then (V-32)."""

from datetime import date, timedelta

import pytest
from django.db import models
from hypothesis import given, settings
from hypothesis import strategies as st

from pilot import calendar
from pilot.models import AuditEvent, Draft
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from referrals import actions
from referrals.models import (
    ContactSafetyCheck,
    EligibilityCheck,
    NameKey,
    PastDecision,
    Question,
    Referral,
    ReferralNotice,
)
from tests.examples import examples
from tests.factories import (
    DraftFactory,
    EligibilityCheckFactory,
    QuestionFactory,
    ReferralFactory,
    ReferralNoticeFactory,
    SafetyCheckFactory,
    UserFactory,
)

DUE_ON = date(2018, 1, 14)
OF_A_PERSON = "Zebulon Quagmyre of the quayside"


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


def declined(**answers):
    return ReferralFactory(
        borough__code="WCC", declined=True, decided_on=date(2016, 1, 14), **answers
    )


@pytest.mark.django_db
def test_the_details_go_and_what_is_counted_stays():
    referral = declined(
        given_names="Zebulon",
        surname="Quagmyre",
        reason=OF_A_PERSON,
        decline_reason="OTHER",
        decision_note=OF_A_PERSON,
    )
    for make, words in (
        (SafetyCheckFactory, {"conditions": OF_A_PERSON}),
        (ReferralNoticeFactory, {"name": OF_A_PERSON}),
    ):
        wrong = make(referral=referral, is_replaced=True, **words)
        why = {"correction_reason": OF_A_PERSON, "withdrawal_reason": OF_A_PERSON}
        make(referral=referral, replaces=wrong, is_replaced=True, **why, **words)
    EligibilityCheckFactory(referral=referral, by_the_manager=True, note=OF_A_PERSON)
    QuestionFactory(
        referral=referral,
        **dict.fromkeys(("asked_of", "text", "answer"), OF_A_PERSON),
        ending="ANSWERED",
        ended_on=date(2016, 1, 14),
        ended_by=UserFactory(),
    )
    PastDecision.objects.create(
        referral=referral,
        decision="REJECTED",
        decided_on=date(2016, 1, 12),
        decided_by=UserFactory(),
        note=OF_A_PERSON,
        taken_back_at=calendar.now(),
        taken_back_by=UserFactory(),
        taken_back_because=OF_A_PERSON,
    )
    DraftFactory(path=f"/referrals/{referral.reference}/edit/", answers=OF_A_PERSON)
    another = DraftFactory(path="/referrals/record/")

    with calendar.clock_set_to(DUE_ON):
        actions.erase_declined(referral)

    referral.refresh_from_db()
    assert referral.subject_name == f"Erased {referral.reference}"
    assert (referral.born_on, referral.erased_on) == (None, DUE_ON)
    assert (referral.status, referral.decline_reason) == ("REJECTED", "OTHER")
    assert (referral.borough.pk, referral.received_on) == ("WCC", date(2016, 1, 11))
    assert Draft.objects.get() == another
    assert referral.checks.get().age is None
    for model in (
        *(Referral, Question, ContactSafetyCheck, PastDecision, ReferralNotice),
        EligibilityCheck,
    ):
        written = f"{list(model.objects.values())}"
        assert not [word for word in OF_A_PERSON.split()[:2] if word in written], model
    event = AuditEvent.objects.about(referral).get()
    assert (event.action, event.by, event.detail) == (
        "erased",
        None,
        {"decided_on": "2016-01-14"},
    )


@pytest.mark.django_db
def test_different_people_stay_different_in_the_counts():
    """I01 tells people apart by their names; those erased must not become one."""
    for referral in (declined(), declined()):
        with calendar.clock_set_to(DUE_ON):
            actions.erase_declined(referral)

    people = Referral.objects.values_list("given_names", "surname", "born_on").distinct()
    assert people.count() == 2


@pytest.mark.django_db
def test_nothing_goes_before_its_time_or_on_hold_or_twice_or_that_became_a_case():
    kept = {
        "is kept until 14 January 2018": declined(),
        "is on legal hold": declined(is_held=True, hold_reason="An inquiry"),
        "only one that ended without a case": ReferralFactory(accepted=True),
        "received: only one that ended": ReferralFactory(received_on=date(2015, 10, 1)),
    }
    for told, referral in kept.items():
        day = DUE_ON - timedelta(days=1) if "until" in told else date(2020, 1, 1)
        with (
            calendar.clock_set_to(day),
            pytest.raises(TransitionRefused, match=told),
        ):
            actions.erase_declined(referral)
    gone = declined()
    with calendar.clock_set_to(DUE_ON):
        actions.erase_declined(gone)
        with pytest.raises(TransitionRefused, match="are erased"):
            actions.erase_declined(gone)

    assert Referral.objects.filter(erased_on=None).count() == len(kept)
    assert AuditEvent.objects.count() == 1


@pytest.mark.django_db
def test_a_hold_that_comes_at_the_same_moment_wins():
    referral = declined()
    Referral.objects.update(is_held=True, hold_reason="An inquiry")

    with calendar.clock_set_to(DUE_ON), pytest.raises(Overtaken):
        actions.erase_declined(referral)

    assert Referral.objects.get().reason


def test_the_manager_holds_a_referral_back_and_lets_it_go(manager):
    referral = declined()

    actions.hold_referral(referral, by=manager, version=1, reason="An inquiry")
    with calendar.clock_set_to(DUE_ON):
        assert not Referral.objects.due_for_erasure().exists()
    assert (referral.is_held, referral.hold_reason) == (True, "An inquiry")
    actions.release_referral(referral, by=manager, version=2, reason="It ended")

    assert (referral.is_held, referral.hold_reason) == (False, "")
    with calendar.clock_set_to(DUE_ON):
        assert Referral.objects.due_for_erasure().get() == referral
    events = AuditEvent.objects.about(referral).order_by("pk")
    assert [(event.action, event.reason) for event in events] == [
        ("held back from erasure", "An inquiry"),
        ("released for erasure", "It ended"),
    ]


def test_with_what_is_erased_nothing_more_is_done(manager):
    referral = declined()
    with calendar.clock_set_to(DUE_ON):
        actions.erase_declined(referral)
        told = {"kind": "DECISION", "to": "REFERRER", "name": "", "method": "PHONE"}

        for refused in (
            lambda: actions.reopen_referral(referral, by=manager, reason="A mistake"),
            lambda: actions.hold_referral(
                referral, by=manager, version=2, reason="An inquiry"
            ),
            lambda: actions.tell_referrer(referral, by=manager, told_on=DUE_ON, **told),
        ):
            with pytest.raises(TransitionRefused, match="A new concern is a new referral"):
                refused()
        assert not Referral.objects.untold().exists()


@given(st.dates(date(2015, 10, 1), date(2016, 9, 30)), st.integers(-3, 3))
@settings(max_examples=examples(25))
def test_the_list_and_the_row_agree_on_the_day(decided_on, days):
    due_on = calendar.years_after(decided_on, 2)
    today = due_on + timedelta(days=days)

    assert (decided_on <= calendar.years_before(today, 2)) is (today >= due_on)


def test_a_leap_day_is_followed_by_the_first_of_march():
    leap_day = date(2016, 2, 29)

    assert calendar.years_after(leap_day, 2) == date(2018, 3, 1)
    assert calendar.years_after(leap_day, 4) == date(2020, 2, 29)
    assert calendar.years_before(date(2018, 2, 28), 2) == date(2016, 2, 28)
    assert calendar.years_before(date(2018, 3, 1), 2) == date(2016, 3, 1)
    assert calendar.years_before(date(2020, 2, 29), 2) == date(2018, 2, 28)


# What may stay when a referral is erased; every other text of it must go.
KEPT = {
    "Referral.reference": "names nobody",
    "Referral.hold_reason": "the manager's, empty unless it is held",
    "PastDecision.taken_back_because": "the manager's, in the trail as well",
    "ContactSafetyCheck.correction_reason": "in the trail as well; no name is asked for",
    "ReferralNotice.correction_reason": "in the trail as well; no name is asked for",
    "ContactSafetyCheck.withdrawal_reason": "none is withdrawn: a later one counts",
    "ReferralNotice.withdrawal_reason": "none is withdrawn",
}
# Linked to a referral, and with a clock of its own (PRACT_3).
OF_ANOTHER_CLOCK = {"Consultation"}
PLANTED = "Planted"


@pytest.mark.django_db
def test_every_text_about_a_person_goes_or_says_why_it_stays():
    """A text column added to a referral, or to what belongs to it, is erased or listed."""
    referral = declined(decline_reason="OTHER", decision_note=PLANTED)
    belonging = {
        relation.related_model
        for relation in Referral._meta.related_objects
        if relation.related_model._meta.app_label == "referrals"
        and relation.related_model is not Referral
        and relation.related_model.__name__ not in OF_ANOTHER_CLOCK
    }
    SafetyCheckFactory(referral=referral)
    ReferralNoticeFactory(referral=referral)
    PastDecision.objects.create(
        referral=referral,
        decision="REJECTED",
        decided_on=date(2016, 1, 12),
        decided_by=UserFactory(),
        taken_back_at=calendar.now(),
        taken_back_by=UserFactory(),
        taken_back_because="Another reason",
    )
    EligibilityCheckFactory(referral=referral, by_the_manager=True)
    NameKey.objects.create(referral=referral, key="quagmyre")
    QuestionFactory(
        referral=referral, ending="ANSWERED", ended_on=date(2016, 1, 14),
        ended_by=UserFactory(),
    )  # fmt: skip
    kept = []
    for model in (Referral, *belonging):
        texts = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField) and not field.choices
            if f"{model.__name__}.{field.name}" not in KEPT
        ]
        model.objects.update(**dict.fromkeys(texts, PLANTED))
        if texts and not model.objects.exists():
            kept.append(f"{model.__name__} has texts and no row in this test")

    with calendar.clock_set_to(DUE_ON):
        actions.erase_declined(referral)

    for model in (Referral, *belonging):
        for row in model.objects.values():
            kept += [
                f"{model.__name__}.{name}" for name, text in row.items() if text == PLANTED
            ]
    assert kept == []
