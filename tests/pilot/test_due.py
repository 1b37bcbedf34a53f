"""What waits for whoever keeps the contract, decides on it, or has something to do."""

from datetime import date, timedelta
from itertools import chain

from pilot.due import SOURCES
from pilot.permissions import Role
from tests.factories import (
    AccreditationFactory,
    BoroughFactory,
    ContractActionFactory,
    ContractRiskFactory,
    ExtensionFactory,
    UserFactory,
    VariationFactory,
)

TODAY = date(2016, 7, 15)


def waiting(reader):
    return [
        (due.kind, due.on)
        for due in chain.from_iterable(find(reader, TODAY) for find in SOURCES)
    ]


def test_an_action_reaches_its_owner_on_its_last_day_and_nobody_else(person):
    officer, other = (person(Role.AUTHORISED_OFFICER, each) for each in ("WCC", "RBKC"))
    due = {"due_on": TODAY, "what": "Ask the units"}
    ContractActionFactory(owner=officer, **due)
    ContractActionFactory(owner=officer, due_on=TODAY + timedelta(days=1))
    ContractActionFactory(owner=officer, **due, done_on=TODAY, outcome="Done")

    assert waiting(officer) == [("Actions of the contract", TODAY)]
    assert waiting(other) == []


def test_the_action_of_somebody_who_left_reaches_whoever_keeps_the_records(person):
    officer = person(Role.AUTHORISED_OFFICER, "WCC")
    ContractActionFactory(owner=UserFactory(), due_on=TODAY)
    ContractActionFactory(owner=officer, due_on=TODAY)

    assert waiting(person(Role.SERVICE_MANAGER)) == [("Actions of the contract", TODAY)]
    assert len(waiting(officer)) == 1


def test_the_manager_and_the_councils_are_told_of_an_accreditation_that_runs_out(person):
    last = date(2016, 9, 29)
    AccreditationFactory(valid_to=last)

    for role in (Role.SERVICE_MANAGER, Role.AUTHORISED_OFFICER, Role.CONTRACT_GROUP_MEMBER):
        boroughs = ["WCC"] if role == Role.AUTHORISED_OFFICER else []
        assert waiting(person(role, *boroughs)) == [("Accreditations", last)]
    assert waiting(person(Role.CRIMINAL_JUSTICE_WORKER)) == []


def test_risks_wait_for_whoever_keeps_them_and_variations_for_their_council(person):
    ContractRiskFactory(review_on=TODAY)
    ContractRiskFactory(review_on=TODAY + timedelta(days=1))
    ContractRiskFactory(review_on=TODAY, closed_on=TODAY)
    wcc = BoroughFactory(code="WCC")
    VariationFactory(borough=wcc, number=1, starts_on=date(2016, 9, 1))
    VariationFactory(borough=wcc, number=2, approved=True)

    manager = person(Role.SERVICE_MANAGER)
    officer, other = (person(Role.AUTHORISED_OFFICER, each) for each in ("WCC", "RBKC"))

    assert waiting(manager) == [("Risks of the contract", TODAY)]
    assert waiting(officer) == [("Variations", date(2016, 9, 1))]
    assert waiting(other) == []
    assert waiting(person(Role.APPROVER)) == [("Variations", date(2016, 9, 1))]


def test_an_extension_waits_for_the_approver_and_then_for_the_officer(person):
    first = date(2016, 10, 1)
    ExtensionFactory(borough__code="WCC", evidenced=True)
    ExtensionFactory(borough__code="RBKC", agreed=True)
    officers = {code: person(Role.AUTHORISED_OFFICER, code) for code in ("WCC", "RBKC")}

    assert waiting(person(Role.APPROVER, "WCC")) == [("Extensions", first)]
    assert waiting(person(Role.APPROVER, "RBKC")) == []
    assert waiting(officers["WCC"]) == []
    assert waiting(officers["RBKC"]) == [("Extensions", first)]
