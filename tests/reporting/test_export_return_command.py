"""`manage.py export_return BOROUGH QUARTER`: the return as a file, for the command line."""

import io
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from openpyxl import load_workbook

from pilot.models import AuditEvent
from tests.reporting.pilots import RandomPilot

pytestmark = pytest.mark.django_db


def export(*arguments):
    out = StringIO()
    call_command("export_return", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_the_workbook_equals_what_the_figures_command_publishes(facts, tmp_path, today):
    RandomPilot(31, today=today, referrals=90)
    told = StringIO()
    call_command("figures", "2016Q2", "--format", "json", stdout=told)
    published = {
        (each["code"], each["period"]): each["published"]
        for each in json.loads(told.getvalue())["figures"]
        if each["borough"] == "RBKC"
    }

    export("RBKC", "2016Q2", "--output", tmp_path / "return.xlsx")

    sheet = load_workbook(tmp_path / "return.xlsx").active
    headings, *rows = sheet.iter_rows(values_only=True)
    lines = [dict(zip(headings, row, strict=True)) for row in rows]
    measures = [line for line in lines if line["Section"] == "Measures"]
    assert len(measures) * 2 == len(published)
    for line in measures:
        for heading, period in (("Quarter", "quarter"), ("To date", "cumulative")):
            of_figure = published[line["Code"], period]
            assert line[heading] == of_figure["value"]
            assert line[f"{heading} numerator"] == of_figure["numerator"]
            assert line[f"{heading} base"] == of_figure["denominator"]


def test_the_export_is_recorded_as_the_services_own(facts, tmp_path):
    export("lbhf", "2015Q4", "--format", "csv", "--output", tmp_path / "return.csv")

    event = AuditEvent.objects.get(action="exported the return of")
    assert (event.who, event.borough_id) == ("The service", "LBHF")
    assert event.detail["format"] == "csv"


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["XYZ", "2015Q4"], "no borough 'XYZ'. Choose LBHF, RBKC, WCC"),
        (["LBHF", "2014Q4"], "outside the pilot"),
        (["LBHF", "Q4"], "like 2015Q4"),
        (["LBHF", "2015Q4", "--format", "pdf"], "Choose xlsx, ods, csv, json"),
    ],
)
def test_a_bad_argument_is_answered_in_one_line(facts, tmp_path, arguments, advice):
    with pytest.raises(CommandError, match=advice) as refused:
        export(*arguments, "--output", tmp_path / "return")

    assert "\n" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_recorded(facts, tmp_path):
    output = tmp_path / "nowhere" / "return.xlsx"

    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        export("LBHF", "2015Q4", "--output", output)

    assert not AuditEvent.objects.filter(action="exported the return of").exists()


def test_a_directory_in_the_files_place_stays_and_no_scrap_is_left(facts, tmp_path):
    (tmp_path / "return.xlsx").mkdir()

    with pytest.raises(CommandError, match="cannot be written"):
        export("LBHF", "2015Q4", "--output", tmp_path / "return.xlsx")

    assert [path.name for path in tmp_path.iterdir()] == ["return.xlsx"]


def test_an_older_file_is_replaced_whole(facts, tmp_path):
    output = tmp_path / "return.json"
    output.write_text("an older one")

    export("WCC", "2015Q4", "--format", "json", "--output", output)

    assert json.load(io.BytesIO(output.read_bytes()))[0]["Section"] == "Header"
    assert [path.name for path in tmp_path.iterdir()] == ["return.json"]


def test_before_the_facts_are_loaded_it_says_which_command_loads_them(
    without_facts, tmp_path
):
    with pytest.raises(CommandError, match="seed_pilot"):
        export("LBHF", "2015Q4", "--output", tmp_path / "return.xlsx")


def test_a_database_without_tables_is_named_without_a_traceback(facts, tmp_path):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE pilot_workday RENAME TO elsewhere")

    with pytest.raises(CommandError, match="migrate"):
        export("LBHF", "2015Q4", "--output", tmp_path / "return.xlsx")
