"""An agreement goes on after the pilot: within its bounds, on evidence, decided once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pilot import actions
from pilot.models import Agreement, AuditEvent, Extension
from pilot.money import award_of
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import ExtensionFactory

TODAY, FIRST, LAST = date(2016, 7, 15), date(2016, 10, 1), date(2017, 9, 30)
ALL = Decimal("50000.00")
EVIDENCE = {
    "funding_evidence": "MOPAC has written that 2016/17 money is there",
    "outcomes_evidence": "Eight of nine figures were met up to June",
}
DECISION = {
    "is_agreed": True,
    "decided_on": TODAY,
    "decided_as": "Director of Safer Neighbourhoods",
    "because": "The three conditions are met",
}


@pytest.fixture
def officer(person):
    return person(Role.AUTHORISED_OFFICER, "LBHF")


@pytest.fixture
def approver(person):
    return person(Role.APPROVER, "LBHF")


@pytest.fixture
def propose(officer, facts):
    def make(**told):
        asked = {"ends_on": LAST, "cost": ALL, "reasons": "The need goes on", **told}
        return actions.propose_extension(facts.boroughs["LBHF"], by=officer, **asked)

    return make


def test_worked_example_19_it_goes_on_for_a_year_once_it_is_evidenced(
    propose, officer, approver, facts
):
    lbhf = facts.boroughs["LBHF"]
    extension = propose()
    actions.evidence_extension(extension, by=officer, version=1, **EVIDENCE)
    actions.decide_extension(extension, by=approver, version=2, **DECISION)

    assert award_of(lbhf, TODAY) == 50000, "the pilot's own year has no more than before"
    assert award_of(lbhf, FIRST) == 100000
    assert award_of(facts.boroughs["WCC"], FIRST) == 50000
    assert not Agreement.objects.get(borough=lbhf).covers(FIRST)

    actions.execute_extension(extension, by=officer, version=3, executed_on=TODAY)

    agreement = Agreement.objects.get(borough=lbhf)
    assert (agreement.ends_on, agreement.state) == (LAST, "Extended")
    assert extension.period_in_words == "1 October 2016 to 30 September 2017"
    told = AuditEvent.objects.filter(target_name="the extension of LBHF")
    said = told.order_by("pk").values_list("action", flat=True)
    assert list(said) == ["proposed", "evidenced", "decided", "signed"]


@pytest.mark.parametrize(
    "told",
    [{"ends_on": LAST + timedelta(days=1)}, {"cost": Decimal("50000.01")}, {"cost": 0}],
)
def test_worked_example_19_a_day_or_a_penny_more_is_refused(propose, told):
    with pytest.raises(TransitionRefused):
        propose(**told)


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cost=st.decimals(0, 60000, places=2) | st.sampled_from([ALL, ALL + Decimal("0.01")]),
    ends_on=st.dates(date(2016, 9, 1), date(2017, 12, 31)) | st.just(LAST),
)
def test_the_database_holds_the_same_bounds_as_the_action(propose, cost, ends_on):
    is_within = 0 < cost <= ALL and FIRST < ends_on <= LAST
    with transaction.atomic():
        point = transaction.savepoint()
        if is_within:
            assert propose(cost=cost, ends_on=ends_on).cost == cost
        else:
            with pytest.raises(TransitionRefused):
                propose(cost=cost, ends_on=ends_on)
            with pytest.raises(IntegrityError), transaction.atomic():
                ExtensionFactory(cost=cost, ends_on=ends_on)
        transaction.savepoint_rollback(point)


def test_nobody_decides_without_evidence_and_nobody_twice(propose, officer, approver):
    extension = propose()
    with pytest.raises(TransitionRefused, match="is proposed, so it cannot become agreed"):
        actions.decide_extension(extension, by=approver, version=1, **DECISION)
    without = pytest.raises(IntegrityError, match="extension_is_decided_on_evidence")
    with without, transaction.atomic():
        Extension.objects.update(status="EVIDENCED")
    actions.evidence_extension(extension, by=officer, version=1, **EVIDENCE)
    early = {**DECISION, "decided_on": TODAY - timedelta(days=1)}
    with pytest.raises(TransitionRefused, match="on a day from"):
        actions.decide_extension(extension, by=approver, version=2, **early)
    with pytest.raises(Overtaken):
        actions.decide_extension(extension, by=approver, version=1, **DECISION)
    refused = {**DECISION, "is_agreed": False}
    actions.decide_extension(extension, by=approver, version=2, **refused)

    assert award_of(extension.borough, FIRST) == 50000
    assert propose().status == Extension.Status.PROPOSED, "a refused one is no end"
    with pytest.raises(TransitionRefused, match="There is an extension"):
        propose()


def test_it_is_signed_after_it_was_decided(propose, officer, approver):
    extension = propose()
    actions.evidence_extension(extension, by=officer, version=1, **EVIDENCE)
    actions.decide_extension(extension, by=approver, version=2, **DECISION)

    early = TODAY - timedelta(days=1)
    with pytest.raises(TransitionRefused, match="signed on a day from"):
        actions.execute_extension(extension, by=officer, version=3, executed_on=early)


def test_who_proposes_does_not_decide_and_nobody_for_another_council(
    propose, officer, approver, facts
):
    extension = propose()
    with pytest.raises(PermissionDenied):
        actions.decide_extension(extension, by=officer, version=1, **DECISION)
    with pytest.raises(PermissionDenied):
        actions.evidence_extension(extension, by=approver, version=1, **EVIDENCE)
    with pytest.raises(PermissionDenied):
        actions.propose_extension(
            facts.boroughs["WCC"], by=officer, ends_on=LAST, cost=ALL, reasons="More"
        )


def test_whoever_proposed_or_evidenced_it_does_not_decide_it(propose, officer, approver):
    proposed = propose()
    actions.evidence_extension(proposed, by=officer, version=1, **EVIDENCE)

    for part in ("proposed_by", "evidenced_by"):
        asked = Extension.objects.get()
        setattr(asked, part, approver)
        with pytest.raises(TransitionRefused, match="Whoever asks"):
            actions.decide_extension(asked, by=approver, version=2, **DECISION)
    assert Extension.objects.get().status == "EVIDENCED"
    agreed = ExtensionFactory(borough__code="WCC", agreed=True)
    for asker in (agreed.proposed_by, agreed.evidenced_by):
        with (
            pytest.raises(IntegrityError, match="by_nobody_who_asks"),
            transaction.atomic(),
        ):
            Extension.objects.filter(pk=agreed.pk).update(decided_by=asker)
