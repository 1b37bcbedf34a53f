"""Equality answers: the person's own, never required, complete or honestly not."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases.actions import keep_equality
from cases.models import EqualityRecord
from cases.models.answers import ANSWERS, CORE, NonAnswer
from cases.models.ethnicity import (
    ETHNICITIES,
    POLICE_16_1,
    TO_2021,
    group_of,
)
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import CaseFactory, EqualityRecordFactory

CJW = Role.CRIMINAL_JUSTICE_WORKER
DAY = date(2016, 7, 1)
UNASKED = dict.fromkeys(ANSWERS, "NOT_ASKED")


@pytest.fixture
def case(person):
    return CaseFactory(worker=person(CJW), perpetrator__born_on=date(1984, 5, 6))


def keep(case, *, version=0, asked_on=DAY, **answers):
    return keep_equality(
        case, by=case.worker, version=version, asked_on=asked_on, **UNASKED | answers
    )


def test_answers_are_kept_with_who_asked_and_the_trace_tells_none(case):
    keep(case, ethnicity="E11-04", religion="DECLINED")
    record = keep(case, version=1, ethnicity="E11-03", religion="DECLINED")

    assert (record.ethnicity, record.religion) == ("E11-03", "DECLINED")
    assert (record.asked_on, record.asked_by) == (DAY, case.worker)
    for event in AuditEvent.objects.all():
        assert "E11" not in str(event.detail)
        assert "DECLINED" not in str(event.detail)
    assert AuditEvent.objects.get(action="corrected").detail["fields"] == ["ethnicity"]


def test_two_at_once_clash_also_the_first_time(case):
    keep(case)

    for version in (0, 7):
        with pytest.raises(Overtaken):
            keep(case, version=version)


def test_an_answer_needs_a_day_on_which_it_was_given(case):
    with pytest.raises(TransitionRefused, match="on which day"):
        keep(case, asked_on=None, sex="M")
    with pytest.raises(TransitionRefused, match="has not come yet"):
        keep(case, asked_on=date(2016, 8, 1), sex="M")
    record = keep(case, asked_on=None, not_asked_because="NEVER_MET")
    assert (record.asked_on, record.asked_by) == (None, None)
    with (
        pytest.raises(IntegrityError, match="equality_answer_has_a_day"),
        transaction.atomic(),
    ):
        EqualityRecord.objects.filter(pk=record.pk).update(sex="M")


def test_what_was_not_put_to_them_comes_to_what_it_means(case):
    record = keep(case, condition="NO", effect="LOT", impairments=["SENSORY"])
    assert (record.effect, record.impairments) == ("NOT_APPLICABLE", [])

    record = keep(case, version=1, condition="DECLINED", effect="LOT")
    assert record.effect == "DECLINED"

    record = keep(case, version=2, condition="YES", effect="LOT", impairments=["SENSORY"])
    assert (record.effect, record.impairments) == ("LOT", ["SENSORY"])


def test_under_sixteen_two_questions_are_not_asked(person):
    case = CaseFactory(worker=person(CJW), perpetrator__born_on=date(2001, 1, 5))

    record = keep(case, orientation="BI", gender_words="Both", sex="F")

    assert (record.orientation, record.gender_identity) == ("NOT_APPLICABLE",) * 2
    assert record.gender_words == ""
    assert "Sexual orientation" not in record.missing


@pytest.mark.django_db
def test_a_record_is_complete_with_an_answer_or_a_refusal_to_every_core_question():
    whole = EqualityRecordFactory(answered=True)
    declined = EqualityRecordFactory(answered=True, **dict.fromkeys(CORE, "DECLINED"))
    asked = EqualityRecordFactory(answered=True, religion="NOT_KNOWN")
    untouched = EqualityRecordFactory(not_asked_because="NEVER_MET")
    silent = EqualityRecordFactory()
    minor = EqualityRecordFactory(answered=True, marital_status="NOT_ASKED")

    records = (whole, declined, asked, untouched, silent, minor)
    complete = {each for each in records if each.is_core_complete}
    enough = {each for each in records if each.is_enough_to_close}
    assert complete == {whole, declined, minor}
    assert enough == {whole, declined, asked, untouched, minor}
    assert asked.missing == ["Religion"]
    assert len(silent.missing) == len(CORE)


@pytest.mark.django_db
def test_the_four_non_answers_are_four_and_any_other_code_is_refused():
    for question in ANSWERS:
        with pytest.raises(IntegrityError, match=f"known_{question}"), transaction.atomic():
            EqualityRecordFactory(answered=True, **{question: "BLANK"})
    assert len(set(NonAnswer.values)) == 4


def test_disability_is_derived_from_condition_and_effect():
    derived = {
        ("YES", "LOT"): True,
        ("YES", "LITTLE"): True,
        ("YES", "NONE"): False,
        ("NO", "NOT_APPLICABLE"): False,
        ("DECLINED", "DECLINED"): None,
        ("YES", "NOT_KNOWN"): None,
        ("NOT_ASKED", "NOT_ASKED"): None,
    }
    for (condition, effect), is_disabled in derived.items():
        record = EqualityRecord(condition=condition, effect=effect)
        assert record.is_disabled is is_disabled, (condition, effect)


def test_ethnic_groups_keep_their_set_and_are_mapped_with_their_doubts():
    codes = [code for code, _ in ETHNICITIES]

    assert codes == [f"E11-{number:02}" for number in range(1, 19)]
    assert len(POLICE_16_1) == 17
    observed = {code: mapped for code, (_, mapped) in POLICE_16_1.items()}
    assert {code for code, mapped in observed.items() if mapped.is_ambiguous} == {
        "W9",
        "O9",
    }
    assert observed["O1"].code == "E11-12"
    assert observed["NS"].code == "DECLINED"
    assert {mapped.code for mapped in observed.values()} - {"DECLINED"} <= set(codes)
    # What the police have no word for is never what they observed.
    assert {"E11-03", "E11-17"}.isdisjoint(mapped.code for mapped in observed.values())
    assert TO_2021["E11-04"].is_ambiguous
    assert (group_of("E11-12"), group_of("E11-17")) == ("Asian", "Other")
    assert {group_of(code) for code in NonAnswer.values} == {"Not stated"}
