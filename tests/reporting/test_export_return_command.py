"""`manage.py export_return BOROUGH QUARTER`: the return as a file, for the command line."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from pilot.models import AuditEvent
from pilot.pdf import NoPdf
from reporting.exports import export_return
from tests.reporting.returned import people, signed

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
WHICH = ["LBHF", "2015Q4"]


def export(*arguments):
    out = StringIO()
    call_command("export_return", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def version(person):
    return signed(people(person))


def test_it_writes_the_version_that_was_signed(version, tmp_path):
    output = tmp_path / "return.xlsx"

    export("lbhf", "2015Q4", "--output", output)

    expected = export_return(version, by=None, file_format="xlsx").content
    assert output.read_bytes() == expected


def test_an_earlier_version_can_be_named(person, version, tmp_path):
    output = tmp_path / "return.json"

    export("LBHF", "2015Q4", "--number", 1, "--format", "json", "--output", output)

    assert json.loads(output.read_bytes())["about"].endswith("version 1")


def test_the_export_is_recorded_as_the_services_own(version, tmp_path):
    export("lbhf", "2015Q4", "--format", "csv", "--output", tmp_path / "return.csv")

    event = AuditEvent.objects.get(action="exported the return of")
    assert (event.who, event.borough_id) == ("The service", "LBHF")
    assert event.detail["format"] == "csv"


def test_without_what_makes_pdfs_it_says_so(version, tmp_path, monkeypatch):
    def none(*args, **kwargs):
        raise NoPdf

    monkeypatch.setattr("reporting.exports.documents.pdf_of", none)
    with pytest.raises(CommandError, match="cannot make PDFs"):
        export(*WHICH, "--format", "pdf", "--output", tmp_path / "return.pdf")


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["XYZ", "2015Q4"], "no borough 'XYZ'. Choose LBHF, RBKC, WCC"),
        (["LBHF", "2014Q4"], "outside the pilot"),
        (["LBHF", "Q4"], "like 2015Q4"),
        (["LBHF", "2015Q4", "--format", "exe"], "Choose xlsx, ods, csv, json, pdf"),
        (["LBHF", "2015Q4", "--number", "7"], "no version 7. Signed are: 1"),
        (["WCC", "2015Q4"], "Nobody has signed the return of WCC"),
    ],
)
def test_a_bad_argument_is_answered_in_one_line(version, tmp_path, arguments, advice):
    with pytest.raises(CommandError, match=advice) as refused:
        export(*arguments, "--output", tmp_path / "return")

    assert "\n" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_recorded(version, tmp_path):
    output = tmp_path / "nowhere" / "return.xlsx"

    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        export("LBHF", "2015Q4", "--output", output)

    assert not AuditEvent.objects.filter(action="exported the return of").exists()


def test_a_directory_in_the_files_place_stays_and_no_scrap_is_left(version, tmp_path):
    (tmp_path / "return.xlsx").mkdir()

    with pytest.raises(CommandError, match="cannot be written"):
        export("LBHF", "2015Q4", "--output", tmp_path / "return.xlsx")

    assert [path.name for path in tmp_path.iterdir()] == ["return.xlsx"]


def test_an_older_file_is_replaced_whole(version, tmp_path):
    output = tmp_path / "return.json"
    output.write_text("an older one")

    export("LBHF", "2015Q4", "--format", "json", "--output", output)

    assert json.loads(output.read_bytes())["sections"][0]["title"] == "Summary"
    assert [path.name for path in tmp_path.iterdir()] == ["return.json"]


def test_before_the_facts_are_loaded_it_says_which_command_loads_them(
    without_facts, tmp_path
):
    with pytest.raises(CommandError, match="seed_pilot"):
        export("LBHF", "2015Q4", "--output", tmp_path / "return.xlsx")


def test_a_database_without_tables_is_named_without_a_traceback(facts, tmp_path):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE reporting_returnversion RENAME TO elsewhere")

    with pytest.raises(CommandError, match="migrate"):
        export("LBHF", "2015Q4", "--output", tmp_path / "return.xlsx")
