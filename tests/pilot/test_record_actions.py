"""Facts of the contract are recorded, put right and taken out; agreements completed."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from pilot import actions
from pilot.models import (
    Accreditation,
    Agreement,
    Approval,
    AuditEvent,
    ContractAction,
    ContractDocument,
    EqualityAssessment,
    OfficerAppointment,
    RegisterEntry,
)
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import (
    AccreditationFactory,
    ContractActionFactory,
    ContractDocumentFactory,
    EqualityAssessmentFactory,
    MembershipFactory,
    UserFactory,
    at,
)

COPY = {"kind": "AGREEMENT", "title": "Agreement, signed", "kept": "Legal services"}


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


def test_a_fact_of_one_borough_is_seen_there_and_one_of_all_everywhere(manager, person):
    westminster = Agreement.objects.get(borough="WCC").borough
    own = actions.add_record(ContractDocument, by=manager, borough=westminster, **COPY)
    shared = actions.add_record(ContractDocument, by=manager, borough=None, **COPY)

    officer, other = (
        person(Role.AUTHORISED_OFFICER, "WCC"),
        person(Role.AUTHORISED_OFFICER, "RBKC"),
    )
    mine = ContractDocument.objects.filter(title=COPY["title"])
    assert set(mine.visible_to(officer)) == {own, shared}
    assert set(mine.visible_to(other)) == {shared}
    assert not mine.visible_to(UserFactory())
    event = AuditEvent.objects.about(own).get()
    assert (event.action, event.borough_id) == ("recorded", "WCC")


def test_what_is_put_right_stays_readable_and_the_new_one_counts(manager):
    was = ContractDocumentFactory(kept="Nowhere")

    new = actions.correct_record(was, by=manager, because="Found", kept="Archive")

    assert (new.kept, new.correction_reason, new.recorded_by) == (
        "Archive",
        "Found",
        manager,
    )
    assert ContractDocument.objects.standing().filter(title=was.title).get() == new
    with pytest.raises(Overtaken):
        actions.correct_record(was, by=manager, because="Again", kept="Desk")
    actions.withdraw_record(new, by=manager, because="Another pilot’s")
    assert not ContractDocument.objects.standing().filter(title=was.title).exists()


def test_a_record_moves_only_between_boroughs_that_its_keeper_keeps(facts, person):
    keeper = person(Role.SERVICE_MANAGER, "WCC")
    document = ContractDocumentFactory(borough=facts.boroughs["WCC"])

    told = {"because": "Theirs", "borough": facts.boroughs["RBKC"]}
    with pytest.raises(PermissionDenied):
        actions.correct_record(document, by=keeper, **told)


def test_a_register_has_one_entry_a_council(manager, facts):
    entry = RegisterEntry.objects.standing().get(borough="WCC")
    again = {
        field: getattr(entry, field)
        for field in (
            *("title", "description", "supplier", "supplier_kind", "value"),
            *("starts_on", "ends_on", "route", "waiver_reason"),
        )
    }

    again["borough"] = facts.boroughs["WCC"]
    with pytest.raises(TransitionRefused, match="on record already"):
        actions.add_record(RegisterEntry, by=manager, **again)
    told = {"because": "Slip", "borough": facts.boroughs["LBHF"]}
    with pytest.raises(TransitionRefused, match="on record already"):
        actions.correct_record(entry, by=manager, **told)


def test_what_is_to_be_done_goes_on_from_the_assessment_put_right(manager):
    action = ContractActionFactory(meeting=None, assessment=EqualityAssessmentFactory())
    was = action.assessment

    new = actions.correct_record(was, by=manager, because="A finding more", findings="Two")

    assert ContractAction.objects.get().assessment == new
    assert EqualityAssessment.objects.standing().filter(edition=was.edition).get() == new


def test_an_agreement_is_completed_by_one_person_at_a_time(manager, facts):
    agreement = facts.agreements["LBHF"]
    assert agreement.state == "Draft"
    found = {"version": 1, "because": "The copy came"}

    executed = {"executed_on": date(2015, 9, 28)}
    actions.complete_agreement(agreement, by=manager, **found, **executed)

    assert Agreement.objects.get(pk=agreement.pk).state == "Executed"
    with pytest.raises(Overtaken):
        actions.complete_agreement(agreement, by=manager, **found, executed_on=None)
    agreement.ends_on = date(2016, 7, 14)
    assert agreement.state == "Ended"
    agreement.ends_on = date(2017, 3, 31)
    assert agreement.state == "Extended"


def test_an_accreditation_warns_ninety_days_before_its_last_day_until_it_is_renewed(facts):
    today = date(2016, 7, 15)
    AccreditationFactory(body="Far", valid_to=date(2016, 10, 14))
    near = AccreditationFactory(body="Near", valid_to=date(2016, 10, 13))
    over = AccreditationFactory(body="Over", valid_to=date(2016, 7, 14))
    renewed = AccreditationFactory(body="Renewed", valid_to=date(2016, 8, 1))
    AccreditationFactory(
        body="Renewed", valid_from=date(2016, 8, 2), valid_to=date(2019, 8, 1)
    )

    assert set(Accreditation.objects.running_out(today)) == {near, over}
    assert renewed.runs_out_soon
    assert (over.is_over, near.is_over) == (True, False)
    assert not Accreditation.objects.get(body="Respect").runs_out_soon


def test_each_council_has_one_officer_at_a_time_and_a_history(facts, person):
    role = Role.AUTHORISED_OFFICER
    now = person(role, "WCC")
    former = MembershipFactory(role=role, borough__code="WCC", ended=True)
    MembershipFactory(role=Role.APPROVER, borough__code="WCC")
    reader = person(role, "RBKC")

    appointed = OfficerAppointment.objects.filter(borough="WCC").for_listing()
    assert [each.user for each in appointed.visible_to(now)] == [now, former.user]
    assert not appointed.visible_to(reader)
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(role=role, borough__code="WCC")


@pytest.mark.parametrize(
    ("of", "facts_of"),
    [
        (Approval, {"decision": "WAIVER", "clause": ""}),
        (Approval, {"decision": "AWARD", "approver": ""}),
        (Approval, {"decision": "PERHAPS"}),
    ],
)
@pytest.mark.django_db
def test_the_database_refuses_an_approval_that_says_too_little(of, facts_of):
    told = {"approver": "Cabinet Member", "reasons": "It fits", "evidence": "Minute 4"}
    with pytest.raises(IntegrityError):
        of.objects.create(recorded_at=at(date(2016, 1, 4)), **{**told, **facts_of})


def test_the_database_refuses_a_waiver_without_its_reason_on_the_register(facts):
    entry = RegisterEntry.objects.standing().get(borough="WCC")
    for wrong in (
        {"waiver_reason": ""},
        {"value": Decimal(0)},
        {"ends_on": date(2015, 9, 1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            RegisterEntry.objects.filter(pk=entry.pk).update(**wrong)
