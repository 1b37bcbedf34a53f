"""Complaints and serious incidents: who knows of one, what is told, how it ends."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from pilot import actions
from pilot.due import complaints_to_answer
from pilot.models import AuditEvent, Complaint
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import BoroughFactory, ComplaintFactory

TOLD = {
    **{"kind": "INCIDENT", "received_on": date(2016, 7, 13), "came_from": "STAFF"},
    **{"about": "SAFETY", "summary": "Threats at a session", "due_on": date(2016, 8, 1)},
}


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER, email="manager@example.org")


def test_of_an_incident_the_officer_and_the_manager_hear_that_something_waits(
    person, manager, django_capture_on_commit_callbacks
):
    person(Role.AUTHORISED_OFFICER, "WCC", email="wcc@example.org")
    person(Role.AUTHORISED_OFFICER, "RBKC", email="rbkc@example.org")
    person(Role.CRIMINAL_JUSTICE_WORKER, "WCC", email="worker@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        incident = actions.record_complaint(BoroughFactory(code="WCC"), by=manager, **TOLD)

    assert {to for sent in mail.outbox for to in sent.to} == {
        "wcc@example.org",
        "manager@example.org",
    }
    for sent in mail.outbox:
        assert incident.get_absolute_url() in sent.body
        assert "Threats" not in sent.body + sent.subject
        assert "incident" not in (sent.body + sent.subject).lower()
    event = AuditEvent.objects.get(target_type="pilot.complaint")
    assert event.action == "recorded"
    assert event.detail == {"kind": "INCIDENT", "about": "SAFETY"}


def test_of_a_complaint_nobody_is_written_to(
    person, manager, django_capture_on_commit_callbacks
):
    person(Role.AUTHORISED_OFFICER, "WCC", email="wcc@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        told = {**TOLD, "kind": "COMPLAINT"}
        actions.record_complaint(BoroughFactory(code="WCC"), by=manager, **told)

    assert mail.outbox == []


def test_an_officer_knows_of_their_own_boroughs_incidents_alone(person, manager):
    officer = person(Role.AUTHORISED_OFFICER, "WCC")
    own = ComplaintFactory(borough__code="WCC", incident=True)
    ComplaintFactory(borough__code="RBKC", incident=True)
    ComplaintFactory(borough__code="WCC")

    assert list(Complaint.objects.visible_to(officer)) == [own]
    assert Complaint.objects.visible_to(manager).count() == 3
    for role in (Role.CONTRACT_GROUP_MEMBER, Role.CASE_FILE_AUDITOR):
        assert not Complaint.objects.visible_to(person(role)).exists()
    for role in (Role.CRIMINAL_JUSTICE_WORKER, Role.PARTNER_SUPPORT_WORKER):
        assert not Complaint.objects.visible_to(person(role)).exists()


@pytest.mark.parametrize("role", [Role.SERVICE_MANAGER, Role.GOVERNANCE_LEAD])
def test_it_is_answered_and_closed_with_what_changes(person, role):
    keeper = person(role, "WCC")
    complaint = ComplaintFactory(borough__code="WCC")

    day = date(2016, 7, 14)
    actions.answer_complaint(
        complaint, by=keeper, answered_on=day, answered_with="We are sorry"
    )
    assert (complaint.status, complaint.answered_on) == ("ANSWERED", day)
    outcome = {"outcome": "UPHELD", "outcome_changes": "Calls end at eight"}
    actions.close_complaint(complaint, by=keeper, **outcome)

    assert (complaint.status, complaint.outcome) == ("CLOSED", "UPHELD")
    assert complaint.closed_on == date(2016, 7, 15)
    said = AuditEvent.objects.filter(target_key=str(complaint.pk)).order_by("pk")
    assert [event.action for event in said] == ["answered", "closed"]
    with pytest.raises(TransitionRefused, match="closed already"):
        actions.close_complaint(complaint, by=keeper, **outcome)


def test_the_second_of_two_who_answer_is_told(manager):
    complaint = ComplaintFactory()
    stale = Complaint.objects.get(pk=complaint.pk)
    said = {"by": manager, "answered_on": date(2016, 7, 14), "answered_with": "Sorry"}
    actions.answer_complaint(complaint, **said)

    with pytest.raises(Overtaken):
        actions.answer_complaint(stale, **said)


def test_unanswered_it_closes_only_if_it_was_withdrawn_or_a_mistake(manager):
    complaint, incident = ComplaintFactory(), ComplaintFactory(incident=True)
    with pytest.raises(TransitionRefused, match="Answer it before"):
        actions.close_complaint(complaint, by=manager, outcome="UPHELD")
    with pytest.raises(TransitionRefused, match="Answer it before"):
        actions.close_complaint(incident, by=manager, outcome="WITHDRAWN")

    actions.close_complaint(complaint, by=manager, outcome="WITHDRAWN")
    actions.close_complaint(incident, by=manager, outcome="MISTAKE")

    assert list(Complaint.objects.standing()) == [complaint]


@pytest.mark.django_db
def test_what_it_may_be_found_to_be_depends_on_what_it_is():
    of = ComplaintFactory(answered=True).possible_outcomes
    assert of == ["UPHELD", "PARTLY", "NOT_UPHELD", "WITHDRAWN", "MISTAKE"]
    of = ComplaintFactory(answered=True, incident=True).possible_outcomes
    assert of == ["REVIEWED", "MISTAKE"]


def test_who_has_been_told_is_kept_until_it_is_closed(manager):
    complaint = ComplaintFactory()
    said = {"notified_to": "MOPAC", "notified_on": date(2016, 7, 14)}
    actions.notify_of_complaint(complaint, by=manager, version=1, **said)
    assert (complaint.notified_to, complaint.version) == ("MOPAC", 2)

    with pytest.raises(Overtaken):
        actions.notify_of_complaint(complaint, by=manager, version=1, **said)
    closed = ComplaintFactory(closed=True)
    with pytest.raises(TransitionRefused, match="closed already"):
        actions.notify_of_complaint(closed, by=manager, version=1, **said)


@pytest.mark.parametrize("day", [date(2016, 6, 30), date(2016, 7, 16)])
def test_days_are_in_order_and_have_come(manager, day):
    complaint = ComplaintFactory()

    with pytest.raises(TransitionRefused, match="Enter a day from 1 July 2016 to today"):
        actions.answer_complaint(
            complaint, by=manager, answered_on=day, answered_with="Sorry"
        )
    told = {**TOLD, "received_on": date(2016, 7, 16)}
    with pytest.raises(TransitionRefused, match="cannot have come after today"):
        actions.record_complaint(complaint.borough, by=manager, **told)
    told = {**TOLD, "notified_to": "MOPAC", "notified_on": date(2016, 7, 12)}
    with pytest.raises(TransitionRefused, match="from 13 July 2016 to today"):
        actions.record_complaint(complaint.borough, by=manager, **told)


def test_an_officer_keeps_none(person):
    officer = person(Role.AUTHORISED_OFFICER, "WCC")

    with pytest.raises(PermissionDenied):
        actions.record_complaint(BoroughFactory(code="WCC"), by=officer, **TOLD)


def test_what_waits_stands_on_the_lists_of_those_who_do_something_about_it(person, manager):
    officer = person(Role.AUTHORISED_OFFICER, "WCC")
    incident = ComplaintFactory(
        borough__code="WCC", incident=True, due_on=date(2016, 7, 18)
    )
    answered = ComplaintFactory(
        borough__code="WCC", incident=True, answered=True, due_on=date(2016, 7, 20)
    )
    later = ComplaintFactory(borough__code="WCC", due_on=date(2016, 8, 18))
    until = date(2016, 7, 22)

    [due] = complaints_to_answer(manager, until)
    assert (due.what, due.action) == (f"{incident}, Westminster", "Answer")
    found = list(complaints_to_answer(officer, until))
    assert [each.href for each in found] == [
        incident.get_absolute_url(),
        answered.get_absolute_url(),
    ]
    assert {each.action for each in found} == {"See it"}
    assert later.summary not in str(found)
    assert list(complaints_to_answer(person(Role.CASE_FILE_AUDITOR), until)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"summary": ""}, "complaint_says_what_it_is_about"),
        ({"notified_to": "MOPAC"}, "complaint_is_notified_on_a_day"),
        (
            {"status": "ANSWERED", "answered_on": date(2016, 7, 8)},
            "complaint_is_answered_on_a_day_with_words",
        ),
        ({"status": "ANSWERED"}, "complaint_has_a_known_status"),
        ({"status": "CLOSED", "outcome": "MISTAKE"}, "complaint_closes_with_an_outcome"),
        (
            {"status": "CLOSED", "closed_on": date(2016, 7, 8), "outcome": "UPHELD"},
            "complaint_closes_once_answered",
        ),
        ({"kind": "GOSSIP"}, "complaint_has_a_known_kind"),
    ],
)
def test_the_database_keeps_what_must_be_true(changes, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ComplaintFactory(**changes)
