"""What a figure was before the pilot: recorded with its source, or that there is none."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, IntegrityError, transaction
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from reporting import actions
from reporting.indicators import Place
from reporting.models import Baseline
from reporting.targets import WITH_TARGETS, targets_of
from tests.factories import BaselineFactory, BoroughFactory
from tests.pages import Page, leads_to

pytestmark = pytest.mark.django_db

REFERRALS, SUPPORTED = WITH_TARGETS["I01"], WITH_TARGETS["I05"]
RECORD = reverse("reporting:baseline_record", args=["WCC", "I01"])
ANSWERS = {
    "version": "0",
    "holds": "YES",
    "value": "40",
    "period_words": "April 2014 to March 2015",
    "source": "The council’s own count",
}


@pytest.fixture
def officer(person):
    return person(Role.AUTHORISED_OFFICER, "WCC")


def record(officer, value, *, indicator=REFERRALS, version=0):
    return actions.record_baseline(
        indicator,
        BoroughFactory(code="WCC"),
        by=officer,
        version=version,
        value=None if value is None else Decimal(value),
        period_words="" if value is None else "April 2014 to March 2015",
        source="The council’s own count",
    )


def test_a_baseline_is_recorded_with_a_trace(officer):
    record(officer, 40)
    record(officer, 38, version=1)

    assert targets_of(["WCC"]).baseline("I01", Place("WCC", "")).value == 38
    assert targets_of(["WCC"]).baseline("I02", Place("WCC", "")) is None
    assert Baseline.objects.count() == 2
    assert AuditEvent.objects.filter(by=officer, action="recorded").count() == 2


def test_that_there_is_none_is_recorded_too(officer):
    assert record(officer, None).number == "none"


def test_a_small_count_of_people_is_not_kept_where_everybody_reads_it(officer):
    with pytest.raises(TransitionRefused, match="A count of people below 5"):
        record(officer, 4, indicator=SUPPORTED)

    assert record(officer, 5, indicator=SUPPORTED).number == "5"
    assert record(officer, 0, indicator=SUPPORTED, version=1).number == "0"
    assert record(officer, 4).number == "4"  # headline throughput stands in clear
    assert record(officer, "2.5", indicator=WITH_TARGETS["I04"]).number == "2.5"


def test_a_percentage_is_at_most_100(officer):
    with pytest.raises(TransitionRefused, match="at most 100"):
        record(officer, 101, indicator=WITH_TARGETS["I04"])


def test_the_second_of_two_officers_is_refused(officer):
    record(officer, 40)

    with pytest.raises(Overtaken):
        record(officer, 41)


def test_nobody_else_records_one(person):
    for role, where in ((Role.AUTHORISED_OFFICER, "LBHF"), (Role.SERVICE_MANAGER, "WCC")):
        with pytest.raises(PermissionDenied):
            record(person(role, where), 40)


def test_the_database_keeps_what_was_recorded():
    baseline = BaselineFactory()

    for change in (
        lambda: Baseline.objects.filter(pk=baseline.pk).update(value=99),
        lambda: Baseline.objects.filter(pk=baseline.pk).delete(),
    ):
        with pytest.raises(Error, match="append-only"), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("baseline_says_over_what_time_it_is", {"period_words": ""}),
        ("baseline_says_over_what_time_it_is", {"value": None}),
        ("baseline_says_over_what_time_it_is", {"value": -1}),
        ("baseline_has_a_source", {"source": ""}),
    ],
)
def test_the_database_refuses_what_makes_no_baseline(name, wrong):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        BaselineFactory(**wrong)


def test_the_officer_records_it_on_the_page(officer, client_of):
    client = client_of(officer)

    sent = client.post(RECORD, ANSWERS)

    history = reverse("reporting:target_history", args=["WCC", "I01"])
    assert leads_to(sent) == history
    words = Page(client.get(history)).words
    assert "40 April 2014 to March 2015 The council’s own count" in words


def test_that_none_is_known_is_said_on_the_page(officer, client_of):
    client_of(officer).post(RECORD, {**ANSWERS, "holds": "NO"})

    assert Baseline.objects.get().value is None


@pytest.mark.parametrize(
    ("figure", "sent", "errors"),
    [
        ("I01", {"holds": ""}, {"holds"}),
        ("I01", {"value": "", "period_words": ""}, {"value", "period_words"}),
        ("I01", {"source": ""}, {"source"}),
        ("I05", {"value": "3"}, {"value"}),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(officer, client_of, figure, sent, errors):
    address = reverse("reporting:baseline_record", args=["WCC", figure])

    page = Page(client_of(officer).post(address, {**ANSWERS, **sent}))

    assert page.errors.keys() == errors
    assert not Baseline.objects.exists()
