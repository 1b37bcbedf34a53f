"""The first gate: which rows a person may know to exist."""

import pytest

from cases.models import Case, ContactAttempt, Perpetrator, Session
from pilot.models import (
    Agreement,
    AuditEvent,
    DayAllocation,
    Draft,
    Membership,
    Submission,
    WorkDay,
)
from pilot.permissions import CASEWORKERS, Role
from referrals.models import Referral
from tests.factories import (
    AgreementFactory,
    AuditEventFactory,
    CaseFactory,
    ContactAttemptFactory,
    DayAllocationFactory,
    DraftFactory,
    MembershipFactory,
    ReferralFactory,
    SessionFactory,
    SubmissionFactory,
    UserFactory,
    WorkDayFactory,
)

CJW, FSW = Role.CRIMINAL_JUSTICE_WORKER, Role.FAMILY_SUPPORT_WORKER
MGR = Role.SERVICE_MANAGER
NOT_FOR_CASES = sorted(set(Role) - CASEWORKERS - {MGR})


@pytest.mark.parametrize(
    ("factory", "model", "role"),
    [
        (AgreementFactory, Agreement, Role.APPROVER),
        (DayAllocationFactory, DayAllocation, Role.CASE_FILE_AUDITOR),
        (WorkDayFactory, WorkDay, Role.CONTRACT_GROUP_MEMBER),
        (AuditEventFactory, AuditEvent, Role.GOVERNANCE_LEAD),
        (MembershipFactory, Membership, Role.SYSTEM_ADMINISTRATOR),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_rows_of_a_borough_are_seen_with_the_right_in_that_borough(
    person, factory, model, role
):
    reader = person(role, "WCC")
    own = factory(borough__code="WCC")
    other = factory(borough__code="RBKC")

    seen = model.objects.visible_to(reader)

    assert own in seen
    assert other not in seen


@pytest.mark.parametrize(
    "model",
    [
        *(Agreement, DayAllocation, WorkDay, AuditEvent, Membership),
        *(Referral, Case, Perpetrator, Session, ContactAttempt),
    ],
)
def test_without_a_role_no_row_of_a_borough_exists(facts, model):
    newcomer = UserFactory()
    AgreementFactory(borough__code="WCC")
    DayAllocationFactory(borough__code="WCC")
    WorkDayFactory(borough__code="WCC")
    MembershipFactory(borough__code="WCC")
    AuditEventFactory(borough__code="WCC")
    AuditEventFactory(borough=None)
    ReferralFactory(without_borough=True)
    case = CaseFactory(borough__code="WCC")
    SessionFactory(case=case)
    ContactAttemptFactory(case=case)

    assert model.objects.exists()
    assert not model.objects.visible_to(newcomer).exists()


def test_events_of_no_borough_are_read_by_whoever_may_read_the_trail_at_all(person):
    event = AuditEventFactory(borough=None)

    assert event in AuditEvent.objects.visible_to(person(Role.GOVERNANCE_LEAD, "RBKC"))
    assert event not in AuditEvent.objects.visible_to(person(CJW))


@pytest.mark.parametrize("factory", [DraftFactory, SubmissionFactory])
def test_what_a_person_is_writing_is_nobody_elses(person, factory):
    row = factory(user=person(CJW))
    model = {DraftFactory: Draft, SubmissionFactory: Submission}[factory]

    assert list(model.objects.visible_to(row.user)) == [row]
    for role in Role:
        if role != Role.AUTHORISED_OFFICER:
            assert row not in model.objects.visible_to(person(role))


def test_the_manager_sees_the_whole_caseload_of_the_managers_boroughs(person):
    manager = person(MGR, "WCC", "RBKC")
    own, other = CaseFactory(borough__code="WCC"), CaseFactory(borough__code="LBHF")

    assert list(Case.objects.visible_to(manager)) == [own]
    assert list(Perpetrator.objects.visible_to(manager)) == [own.perpetrator]
    assert own.referral in Referral.objects.visible_to(manager)
    assert other.referral not in Referral.objects.visible_to(manager)


def test_a_caseworker_sees_the_cases_allocated_to_them_and_no_colleagues(person):
    worker, colleague = person(CJW), person(CJW)
    own = CaseFactory(worker=worker, borough__code="WCC")
    theirs = CaseFactory(worker=colleague, borough__code="WCC")

    assert list(Case.objects.visible_to(worker)) == [own]
    assert list(Perpetrator.objects.visible_to(worker)) == [own.perpetrator]
    assert list(Referral.objects.visible_to(worker)) == [own.referral]
    assert theirs not in Case.objects.visible_to(worker)


def test_a_case_that_went_to_a_borough_the_worker_has_no_role_in_is_gone(person):
    worker = person(CJW, "WCC")
    case = CaseFactory(worker=worker, borough__code="WCC")

    Case.objects.filter(pk=case.pk).update(borough="LBHF")

    assert not Case.objects.visible_to(worker).exists()
    assert not Perpetrator.objects.visible_to(worker).exists()


def test_work_logged_is_seen_by_whoever_sees_its_case(person):
    worker, colleague, manager = person(CJW), person(CJW), person(MGR, "WCC")
    case = CaseFactory(worker=worker, borough__code="WCC")
    session, attempt = SessionFactory(case=case), ContactAttemptFactory(case=case)

    for reader in (worker, manager):
        assert list(Session.objects.visible_to(reader)) == [session]
        assert list(ContactAttempt.objects.visible_to(reader)) == [attempt]
    for stranger in (colleague, person(MGR, "LBHF")):
        assert not Session.objects.visible_to(stranger).exists()
        assert not ContactAttempt.objects.visible_to(stranger).exists()


def test_a_person_with_two_cases_is_one_row(person):
    manager = person(MGR)
    first = CaseFactory(closed=True)
    CaseFactory(perpetrator=first.perpetrator)

    assert list(Perpetrator.objects.visible_to(manager)) == [first.perpetrator]


def test_a_waiting_referral_is_seen_by_its_post_in_its_borough_only(person):
    referral = ReferralFactory(post__code="CJW", borough__code="WCC")

    def is_seen_by(*who):
        return referral in Referral.objects.visible_to(person(*who))

    assert is_seen_by(CJW, "WCC")
    assert is_seen_by(MGR, "WCC")
    assert not is_seen_by(CJW, "RBKC")
    assert not is_seen_by(FSW, "WCC")
    assert not is_seen_by(MGR, "RBKC")


def test_post_and_borough_must_be_of_one_and_the_same_role(person):
    worker = person(FSW, "WCC")
    MembershipFactory(user=worker, role=CJW, borough__code="RBKC")
    referral = ReferralFactory(post__code="CJW", borough__code="WCC")

    assert referral not in Referral.objects.visible_to(worker)


def test_a_waiting_referral_without_a_borough_is_seen_by_its_post_and_any_manager(person):
    referral = ReferralFactory(post__code="CJW", without_borough=True)

    assert referral in Referral.objects.visible_to(person(CJW, "RBKC"))
    assert referral in Referral.objects.visible_to(person(MGR, "LBHF"))
    assert referral not in Referral.objects.visible_to(person(FSW))


@pytest.mark.parametrize("decided", ["accepted", "declined"])
def test_a_decided_referral_leaves_the_list_of_those_who_waited_for_it(person, decided):
    referral = ReferralFactory(post__code="CJW", borough__code="WCC", **{decided: True})

    assert referral not in Referral.objects.visible_to(person(CJW, "WCC"))
    assert referral in Referral.objects.visible_to(person(MGR, "WCC"))


def test_a_worker_whose_role_ended_sees_none_of_what_was_theirs(person):
    former = person(CJW)
    case = CaseFactory(worker=former, borough__code="WCC")
    SessionFactory(case=case)
    ReferralFactory(post__code="CJW", borough__code="WCC")

    ended = {"ended_at": case.referral.recorded_at, "end_reason": "They left"}
    Membership.objects.filter(user=former).update(ended_by=former, **ended)
    former.refresh_from_db()

    for model in (Case, Perpetrator, Session, Referral):
        assert not model.objects.visible_to(former).exists()


@pytest.mark.parametrize("role", NOT_FOR_CASES, ids=lambda role: role.value)
def test_nobody_else_sees_anything_of_a_case_or_a_referral(person, role):
    reader = person(role)
    case = CaseFactory(worker=reader, borough__code="WCC")
    SessionFactory(case=case)
    ContactAttemptFactory(case=case)
    ReferralFactory(without_borough=True)
    ReferralFactory()

    for model in (Case, Perpetrator, Session, ContactAttempt, Referral):
        assert model.objects.exists()
        assert not model.objects.visible_to(reader).exists()
