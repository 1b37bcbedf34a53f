"""What becomes of a return: who takes it further, and what is refused."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from pilot import calendar
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from reporting import actions
from reporting.models import Release, Return, ReturnStep, ReturnVersion
from tests.factories import ReturnFactory, ReturnStepFactory, ReturnTextFactory, UserFactory
from tests.reporting.returned import (
    Q1,
    Q3,
    Q4,
    accepted,
    drafted,
    signed,
    submitted,
)

pytestmark = pytest.mark.django_db
Status = Return.Status


def test_a_return_goes_from_begun_to_submitted_and_its_history_says_who(who):
    of = submitted(who)

    assert (of.status, of.signed, of.accepted, of.submitted) == (Status.SUBMITTED, 1, 1, 1)
    steps = [(step.to, step.number, step.by) for step in of.steps.order_by("pk")]
    assert steps == [
        (Status.DRAFT, 0, who.writer),
        (Status.PROVIDER_SIGNED, 1, who.signer),
        (Status.OFFICER_REVIEW, 1, who.officer),
        (Status.ACCEPTED, 1, who.officer),
        (Status.SUBMITTED, 1, who.sender),
    ]


def test_a_quarter_that_has_not_begun_has_no_return(who, facts):
    with (
        calendar.clock_set_to(Q1.period.start),
        pytest.raises(TransitionRefused, match="has not begun"),
    ):
        actions.start_return(facts.boroughs["LBHF"], Q3, by=who.writer)


def test_the_second_of_two_who_begin_it_is_told(who, facts):
    actions.start_return(facts.boroughs["LBHF"], Q1, by=who.writer)

    with pytest.raises(Overtaken, match="begun this return already"):
        actions.start_return(facts.boroughs["LBHF"], Q1, by=who.signer)


def test_signing_freezes_releases_and_seals(who):
    version = signed(who)

    assert version.is_unbroken
    assert version.release == Release.objects.get()
    assert version.said["texts"]["achievements"] == "Two teams were trained."
    assert set(version.counted) >= {"I01", "I22", "I23", "I24"}
    sealed = AuditEvent.objects.get(action="sealed")
    assert (sealed.by, sealed.detail["seal"]) == (who.signer, version.seal)


def test_signing_releases_the_texts_that_somebody_else_wrote(who):
    of = signed(who).of_return

    for text in of.texts.all():
        assert (text.written_by, text.released_by) == (who.writer, who.signer)


def test_nobody_signs_what_only_they_have_read(who):
    of = drafted(who)
    written = of.texts.get(code="delays")
    actions.write_return_text(
        of, "delays", by=who.signer, version=written.version, text="Mine."
    )

    with pytest.raises(TransitionRefused, match="still stops"):
        actions.sign_return(of, by=who.signer, version=of.version)

    written.refresh_from_db()
    actions.release_return_text(written, by=who.writer, version=written.version)
    assert actions.sign_return(of, by=who.signer, version=of.version).number == 1


def test_a_changed_text_is_released_no_longer(who):
    of = drafted(who, case_study="A man learnt to walk away.")
    text = of.texts.get(code="case_study")
    actions.release_return_text(text, by=who.signer, version=text.version)

    actions.write_return_text(
        of, "case_study", by=who.writer, version=text.version, text="Another one."
    )

    assert not of.texts.get(code="case_study").is_released


def test_a_case_study_needs_a_second_person_of_its_own(who):
    of = drafted(who, case_study="A man learnt to walk away.")

    with pytest.raises(TransitionRefused, match="still stops"):
        actions.sign_return(of, by=who.signer, version=of.version)

    text = of.texts.get(code="case_study")
    with pytest.raises(TransitionRefused, match="Somebody else releases"):
        actions.release_return_text(text, by=who.writer, version=text.version)
    actions.release_return_text(text, by=who.signer, version=text.version)
    with pytest.raises(Overtaken, match="released this meanwhile"):
        actions.release_return_text(text, by=who.signer, version=text.version)
    assert actions.sign_return(of, by=who.signer, version=of.version)


def test_a_quarter_that_runs_is_not_signed(who):
    of = drafted(who, quarter=Q4)

    with pytest.raises(TransitionRefused, match="still stops"):
        actions.sign_return(of, by=who.signer, version=of.version)

    assert not Release.objects.exists()


def test_what_is_signed_is_written_in_no_more(who):
    of = signed(who).of_return
    text = of.texts.get(code="delays")

    for change in (
        lambda: actions.write_return_text(
            of, "delays", by=who.writer, version=text.version, text="Something else."
        ),
        lambda: actions.release_return_text(text, by=who.signer, version=text.version),
        lambda: actions.sign_return(of, by=who.signer, version=of.version),
    ):
        with pytest.raises(Overtaken, match="signed by the provider"):
            change()


def test_of_two_who_write_the_same_text_the_second_is_told(who):
    of = drafted(who)

    with pytest.raises(Overtaken, match="meanwhile"):
        actions.write_return_text(of, "delays", by=who.writer, version=0, text="Mine.")
    with pytest.raises(Overtaken, match="Somebody else"):
        actions.write_return_text(of, "delays", by=who.writer, version=9, text="Mine.")

    assert of.texts.get(code="delays").text == "Nothing was late."


def test_what_the_officer_sends_back_is_signed_as_the_next_version(who):
    of = signed(who).of_return
    actions.review_return(of, by=who.officer, version=of.version)
    actions.send_back_return(of, by=who.officer, version=of.version, text="Explain days.")

    again = actions.sign_return(of, by=who.signer, version=of.version)

    assert again.number == 2
    assert of.versions.count() == 2
    assert of.steps.get(to=Status.RETURNED).text == "Explain days."


def test_a_restatement_keeps_what_was_submitted(who):
    of = submitted(who)
    actions.restate_return(of, by=who.signer, version=of.version, text="A late session.")
    again = actions.sign_return(of, by=who.signer, version=of.version)
    of.refresh_from_db()

    assert (of.signed, of.accepted, of.submitted) == (2, 1, 1)
    assert again.number == 2
    assert of.versions.get(number=1).is_unbroken


def test_submitting_asks_again_what_stops_it(who, monkeypatch):
    of = accepted(who)
    of.texts.filter(code="delays").update(text="")

    with pytest.raises(TransitionRefused, match="still stops"):
        actions.submit_return(of, by=who.sender, version=of.version)


def test_an_older_page_takes_nothing_further(who):
    of = signed(who).of_return

    with pytest.raises(Overtaken, match="Somebody else"):
        actions.review_return(of, by=who.officer, version=of.version - 1)


@pytest.mark.parametrize(
    ("role", "where"),
    [
        (Role.AUTHORISED_OFFICER, "WCC"),
        (Role.SERVICE_MANAGER, "LBHF"),
        (Role.CONTRACT_GROUP_MEMBER, "LBHF"),
    ],
)
def test_only_the_boroughs_own_officer_reviews(who, person, role, where):
    of = signed(who).of_return

    with pytest.raises(PermissionDenied):
        actions.review_return(of, by=person(role, where), version=of.version)

    assert not of.steps.filter(to=Status.OFFICER_REVIEW).exists()


def test_the_other_side_is_told_that_something_waits(
    who, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        signed(who)

    assert [message.to for message in mailoutbox] == [[who.officer.email]]
    assert "/returns/LBHF/2015Q4/" in mailoutbox[0].body


@pytest.mark.parametrize("model", [ReturnVersion, ReturnStep])
def test_the_database_changes_no_version_and_no_step(who, model):
    signed(who)

    for change in (
        lambda: model.objects.update(number=7),
        lambda: model.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: ReturnFactory(status="ACCEPTED"), "return_goes_on_when_it_is_signed"),
        (lambda: ReturnFactory(signed=0, accepted=1), "return_is_accepted_before"),
        (lambda: ReturnFactory(status="GONE", signed=1), "return_has_a_known_status"),
        (lambda: ReturnFactory(accepted_now=True, signed=2), "return_is_what_was_signed"),
        (lambda: ReturnStepFactory(to="RETURNED"), "return_step_back_says_why"),
    ],
)
def test_the_database_refuses_a_return_that_cannot_be(facts, make, name):
    with pytest.raises(IntegrityError, match=name):
        make()


def test_the_database_lets_nobody_release_their_own_text(facts):
    writer = UserFactory()

    with pytest.raises(IntegrityError, match="released_by_another_person"):
        ReturnTextFactory(written_by=writer, released_by=writer, released_at=calendar.now())
