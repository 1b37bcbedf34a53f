"""Young people: consent and competence in words, AssetPlus from its first day on (V-22)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases.actions import correct_asset, keep_youth_detail, record_asset
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import AssetSummaryFactory, CaseFactory, YouthDetailFactory

DONE = date(2016, 2, 1)


@pytest.fixture
def case(person):
    worker = person(Role.YOUNG_PERPETRATOR_SPECIALIST)
    return CaseFactory(worker=worker, post__code="YPS")


def assessed(**answers):
    ratings = {"reoffending": "LOW", "serious_harm": "VERY_HIGH", "safety": "MEDIUM"}
    return {"tool": "ASSET_PLUS", "stage": "START", "done_on": DONE, **ratings, **answers}


def test_the_details_are_kept_once_and_then_amended(case):
    keep = {"by": case.worker}
    youth = keep_youth_detail(case, version=0, holders=["MOTHER"], consent="YES", **keep)
    assert not youth.is_complete
    with pytest.raises(Overtaken):
        keep_youth_detail(case, version=0, holders=["FATHER"], **keep)
    youth = keep_youth_detail(
        case,
        version=1,
        holders=["LOCAL_AUTHORITY", "MOTHER"],
        parental_consent="NOT_SAFE",
        attendance="VOLUNTARY",
        **keep,
    )

    assert youth.is_complete
    assert youth.holders_in_words == ["Mother", "Local authority"]
    corrected = AuditEvent.objects.get(action="corrected")
    assert corrected.detail["fields"] == ["attendance", "holders", "parental_consent"]
    assert corrected.borough == case.borough


def test_only_the_work_with_young_people_keeps_any_of_it(person):
    case = CaseFactory(worker=person(Role.CRIMINAL_JUSTICE_WORKER))

    with pytest.raises(TransitionRefused, match="young people"):
        keep_youth_detail(case, by=case.worker, version=0)
    with pytest.raises(TransitionRefused, match="young people"):
        record_asset(case, by=case.worker, **assessed())


@pytest.mark.django_db
def test_the_database_wants_reasons_for_a_judgement_and_an_order_for_a_duty():
    for answers, name in (
        ({"competence": "COMPETENT"}, "youth_competence_is_judged_for_reasons"),
        ({"attendance": "REQUIRED", "order": "NONE"}, "required_only_by_an_order"),
        ({"attendance": "REQUIRED"}, "required_only_by_an_order"),
        ({"send": "MAYBE"}, "youth_has_a_known_send"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            YouthDetailFactory(**answers)
    YouthDetailFactory(
        competence="COMPETENT",
        competence_reasons="Weighs it up",
        attendance="REQUIRED",
        order="YRO",
    )


def test_assetplus_is_refused_before_september_2015_and_asset_is_not(case):
    before = date(2015, 8, 31)

    with pytest.raises(TransitionRefused, match="1 September 2015"):
        record_asset(case, by=case.worker, **assessed(done_on=before))
    with pytest.raises(TransitionRefused, match="has not come yet"):
        record_asset(case, by=case.worker, **assessed(done_on=date(2016, 8, 1)))
    assert record_asset(case, by=case.worker, **assessed(done_on=date(2015, 9, 1)))
    summary = record_asset(case, by=case.worker, **assessed(done_on=before, tool="ASSET"))
    with pytest.raises(IntegrityError, match="arrival_of_assetplus"), transaction.atomic():
        AssetSummaryFactory(done_on=before)
    with pytest.raises(IntegrityError, match="likelihood"), transaction.atomic():
        AssetSummaryFactory(reoffending="VERY_HIGH")  # that one has three levels

    correct = {"by": case.worker, "because": "Misread the tool"}
    with pytest.raises(TransitionRefused, match="1 September 2015"):
        correct_asset(summary, **correct, **assessed(done_on=before))
    right = correct_asset(summary, **correct, **assessed())
    assert (right.replaces, right.tool) == (summary, "ASSET_PLUS")
