"""The person's own record, and the agencies around him."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases.actions import amend_agency, correct_person, open_case, record_agency
from cases.models import Perpetrator
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from referrals.models import NewPractitioner, Practitioner
from tests.factories import (
    AgencyFactory,
    AgencyInvolvementFactory,
    CaseFactory,
    PerpetratorFactory,
    ReferralFactory,
)

CJW = Role.CRIMINAL_JUSTICE_WORKER
BORN = date(1984, 5, 6)


@pytest.fixture
def case(person):
    return CaseFactory(worker=person(CJW), perpetrator__born_on=BORN)


def test_details_are_corrected_and_the_trace_names_fields_without_content(case):
    person = correct_person(
        case,
        by=case.worker,
        version=1,
        born_on=BORN,
        phone="020 7946 0000",
        surname=case.perpetrator.surname,
        contact_ways=["CALL", "TEXT"],
        contact_warning="Never at work",
        postcode="W6 7NL",
    )

    assert (person.phone, person.postcode) == ("020 7946 0000", "W6 7NL")
    assert person.ways_in_words == ["A phone call", "A text message"]
    assert person.has_something_to_mind
    event = AuditEvent.objects.get()
    assert event.detail["fields"] == [
        "contact_warning",
        "contact_ways",
        "phone",
        "postcode",
    ]
    assert (event.borough, event.detail["case"]) == (case.borough, case.reference)
    assert "7946" not in str(event.detail)
    with pytest.raises(Overtaken):
        correct_person(case, by=case.worker, version=1, born_on=BORN, phone="")


def test_a_date_of_birth_is_put_right_but_never_to_under_ten_at_the_referral(case):
    received = case.referral.received_on

    with pytest.raises(TransitionRefused, match="under 10"):
        correct_person(case, by=case.worker, version=1, born_on=date(2006, 5, 1))
    ten = received.replace(year=received.year - 10)
    assert correct_person(case, by=case.worker, version=1, born_on=ten).born_on == ten
    assert correct_person(case, by=case.worker, version=2, born_on=None).age is None


@pytest.mark.django_db
def test_whether_anything_needs_minding_is_said_by_each_thing_alone():
    nothing = Perpetrator(interpreter="NOT_NEEDED")
    assert not nothing.has_something_to_mind
    for answers in (
        {"interpreter": "NEEDED"},
        {"needs": "Large print"},
        {"contact_times": "After six"},
    ):
        assert Perpetrator(**answers).has_something_to_mind
    with pytest.raises(IntegrityError, match="known_need"), transaction.atomic():
        PerpetratorFactory(interpreter="PERHAPS")


def test_what_the_referral_said_stands_on_the_record_unless_more_is_known(person):
    worker = person(CJW)
    accepted = {"by": worker, "worker": worker, "accepted_on": date(2016, 1, 14)}
    told = {"residence": "LBHF", "born_on": BORN, "aliases": "Dilly"}
    case = open_case(ReferralFactory(fit=date(2016, 1, 14), **told), **accepted)
    assert case.perpetrator.residence == "LBHF"
    assert case.perpetrator.aliases == "Dilly"

    Perpetrator.objects.update(residence="WCC")
    again = ReferralFactory(
        given_names=case.perpetrator.given_names,
        surname=case.perpetrator.surname,
        born_on=BORN,
        fit=date(2016, 1, 14),
    )
    known = {**accepted, "perpetrator": Perpetrator.objects.get()}
    assert open_case(again, **known).perpetrator.residence == "WCC"
    assert Perpetrator.objects.get().residence == "WCC"


def test_what_the_referral_said_of_a_young_person_stands_in_their_details(person):
    worker = person(Role.YOUNG_PERPETRATOR_SPECIALIST)
    told = {"agreement": "NOT_REQUIRED", "parent_position": "NOT_TOLD"}
    told |= {"youth_order": "YRO", "youth_team": "WCC"}
    referral = ReferralFactory(post__code="YPS", **told)

    case = open_case(referral, by=worker, worker=worker, accepted_on=date(2016, 1, 14))

    youth = case.youth
    assert (youth.consent, youth.parental_consent) == ("NOT_REQUIRED", "NOT_SAFE")
    assert (youth.order, youth.attendance) == ("YRO", "NOT_ASKED")


def around(agency, **answers):
    who = NewPractitioner("Dr Goldcrest", agency, "OTHER")
    work = {"who": who, "role": "GP", "contact": ""}
    return {"agency": agency, **work, "starts_on": None, "ends_on": None, **answers}


def test_agencies_come_with_their_professional_entered_once(case):
    surgery = AgencyFactory(sector="HEALTH")
    first = record_agency(case, by=case.worker, **around(surgery))
    other = record_agency(case, by=case.worker, **around(surgery, who=None))
    amend_agency(
        other,
        by=case.worker,
        case=case,
        version=1,
        **around(surgery, who=first.practitioner, ends_on=date(2016, 7, 1)),
    )

    assert Practitioner.objects.count() == 1
    assert (first.practitioner, other.is_over) == (other.practitioner, True)
    assert list(case.perpetrator.agencies.current()) == [first]
    assert list(case.perpetrator.agencies.for_listing()) == [first, other]


def test_who_supports_the_person_harmed_is_never_named_here(case):
    for_her = AgencyFactory(sector="VICTIM_SVC")
    entry = AgencyInvolvementFactory(perpetrator=case.perpetrator)

    with pytest.raises(TransitionRefused, match="never named"):
        record_agency(case, by=case.worker, **around(for_her))
    with pytest.raises(TransitionRefused, match="never named"):
        amend_agency(entry, by=case.worker, case=case, version=1, **around(for_her))


@pytest.mark.django_db
def test_an_agency_starts_by_today_and_ends_after_it_starts(case):
    agency = AgencyFactory()

    with pytest.raises(TransitionRefused, match="has not come yet"):
        record_agency(case, by=case.worker, **around(agency, starts_on=date(2016, 8, 1)))
    with pytest.raises(IntegrityError, match="ends_after_it_starts"), transaction.atomic():
        AgencyInvolvementFactory(ends_on=date(2016, 1, 1))
