"""`manage.py figures QUARTER`: every figure in clear, for the provider."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from pilot import calendar
from pilot.models import AuditEvent
from reporting.figures import HIDDEN
from reporting.indicators import INDICATORS
from tests.factories import PerpetratorFactory, ReferralFactory, release
from tests.reporting.oracle import slow_count, slow_days
from tests.reporting.pilots import RandomPilot

pytestmark = pytest.mark.django_db

AFTERWARDS = date(2016, 12, 1)


def printed(*arguments):
    out = StringIO()
    with calendar.clock_set_to(AFTERWARDS):
        call_command("figures", *arguments, stdout=out)
    return out.getvalue()


def test_json_carries_every_figure_in_clear_as_a_slow_count_finds_it(facts):
    RandomPilot(21, today=AFTERWARDS)
    slow, days = slow_count(AFTERWARDS), slow_days(AFTERWARDS)

    told = json.loads(printed("2016Q2", "--format", "json"))

    names = {"quarter": "2016Q2", "cumulative": "to 2016Q2"}
    for each in told["figures"]:
        hits, out_of, *_ = slow[each["code"], each["borough"], names[each["period"]]]
        assert each["numerator"] == hits
        if each["denominator"] is None:
            assert each["value"] == hits
        else:
            assert each["denominator"] == out_of
            assert each["value"] == (
                pytest.approx(100 * hits / out_of, abs=0.0501) if out_of else None
            )
    assert {each["code"] for each in told["figures"]} == {
        indicator.code for indicator in INDICATORS
    }
    for each in told["days"]:
        if each["post"] != "ALL":
            worked, _ = days[each["post"], each["borough"], names[each["period"]]]
            assert each["worked"] == worked
    assert told["pilot_quarter"] == "Quarter 3 of the pilot"
    assert told["financial_quarter"] == "2016/17 Q1"
    assert told["complete"] is True


def test_json_says_beside_each_number_what_may_be_published(facts):
    PerpetratorFactory(supported_on=date(2015, 12, 1), supported_borough_id="LBHF")

    with calendar.clock_set_to(AFTERWARDS):
        release(calendar.Quarter(2015, 4))

    told = json.loads(printed("2015Q4", "--format", "json"))

    figure = next(
        each
        for each in told["figures"]
        if (each["code"], each["borough"], each["period"]) == ("I05", "LBHF", "quarter")
    )
    assert figure["class"] == "B"
    assert figure["value"] == 1
    assert figure["published"]["value"] == HIDDEN


def test_the_table_reads_like_a_page(facts):
    ReferralFactory(received_on=date(2015, 11, 2))

    lines = printed("2015Q4").splitlines()

    assert lines[0].startswith(
        "October to December 2015. Quarter 1 of the pilot, 2015/16 Q3"
    )
    assert "As at 1 December 2016. In clear" in lines[0]
    assert "I01 Referrals received (referrals)" in lines
    assert "I03 Acceptance rate (percent of decisions)" in lines
    assert any(line.split() == ["Pilot", "total", "1", "1"] for line in lines)
    assert any("none (0 of 0)" in line for line in lines)
    assert any("Worker, Westminster" in line and "of 25.60" in line for line in lines)


def test_taking_the_figures_out_leaves_a_trace_for_each_borough(facts):
    printed("2015Q4", "--format", "json")

    events = AuditEvent.objects.filter(action="exported the figures of")
    assert {event.borough_id for event in events} == {"LBHF", "RBKC", "WCC"}
    assert {(event.who, event.detail["format"]) for event in events} == {
        ("The service", "json")
    }


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["soon"], "like 2015Q4"),
        (["2015Q3"], "2015Q3 lies outside the pilot. Its quarters are 2015Q4, 2016Q1"),
        (["2015Q4", "--format", "pdf"], "Choose table or json"),
    ],
)
def test_a_bad_argument_is_answered_in_one_line(facts, arguments, advice):
    with pytest.raises(CommandError, match=advice) as refused:
        printed(*arguments)

    assert "\n" not in str(refused.value)
    assert not AuditEvent.objects.filter(action="exported the figures of").exists()


def test_before_the_facts_are_loaded_it_says_which_command_loads_them(without_facts):
    with pytest.raises(CommandError, match="seed_pilot"):
        printed("2015Q4")


def test_a_database_without_tables_is_named_without_a_traceback(facts):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE pilot_workday RENAME TO elsewhere")

    with pytest.raises(CommandError, match="migrate"):
        printed("2015Q4")
