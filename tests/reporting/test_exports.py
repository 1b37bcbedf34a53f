"""The return as a file: what it says, who may have it, what a spreadsheet does with it."""

import csv
import io
import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from openpyxl import load_workbook
from tablib import Dataset

from pilot import calendar
from pilot.models import Agreement, AuditEvent, Borough
from pilot.permissions import Role
from reporting.disclosure import SUPPRESSED_BECAUSE
from reporting.exports import export_return, harmless, in_rows
from reporting.figures import HIDDEN, STILL_RUNNING, WAITING, figures_to
from reporting.indicators import INDICATORS
from reporting.returns import COST_CATEGORIES, ReturnLine
from tests.factories import PerpetratorFactory, ReferralFactory, release
from tests.reporting.oracle import slow_count, slow_days
from tests.reporting.pilots import RandomPilot

pytestmark = pytest.mark.django_db

Q1, Q2, Q3, Q4 = calendar.pilot_quarters()
AFTERWARDS = date(2016, 12, 1)
FILES = ("xlsx", "ods", "csv", "json")


@pytest.fixture
def lbhf(facts):
    return facts.boroughs["LBHF"]


def exported(borough, quarter, file_format, by=None):
    with calendar.clock_set_to(AFTERWARDS):
        return export_return(borough, quarter, by=by, file_format=file_format)


def read(file_format, content):
    """The rows of a file, by heading; empty cells as None, and csv's numbers as numbers."""
    if file_format == "xlsx":
        headings, *rows = load_workbook(io.BytesIO(content)).active.iter_rows(
            values_only=True
        )
    elif file_format == "json":
        return json.loads(content)
    elif file_format == "csv":
        headings, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    else:
        dataset = Dataset().load(io.BytesIO(content), format="ods")
        headings, rows = dataset.headers, dataset
    return [
        {
            heading: None if cell == "" else _number(cell) if file_format == "csv" else cell
            for heading, cell in zip(headings, row, strict=True)
        }
        for row in rows
    ]


def _number(cell):
    try:
        return float(cell)
    except ValueError:
        return cell


def released(quarter):
    with calendar.clock_set_to(AFTERWARDS):
        release(quarter)


def section(rows, name):
    return [row for row in rows if row["Section"] == name]


@pytest.mark.parametrize("file_format", FILES)
@pytest.mark.parametrize("code", ["LBHF", "RBKC", "WCC"])
def test_the_file_says_what_a_slow_count_says_where_it_says_anything(
    facts, file_format, code
):
    RandomPilot(11, today=AFTERWARDS, referrals=120)
    released(Q3)
    slow, days = slow_count(AFTERWARDS), slow_days(AFTERWARDS)

    rows = read(file_format, exported(facts.boroughs[code], Q3, file_format).content)

    measures = {row["Code"]: row for row in section(rows, "Measures")}
    assert list(measures) == [indicator.code for indicator in INDICATORS]
    seen = set()
    for indicator in INDICATORS:
        for heading, period in (("Quarter", "2016Q2"), ("To date", "to 2016Q2")):
            row = measures[indicator.code]
            hits, out_of, *_ = slow[indicator.code, code, period]
            assert row[f"{heading} numerator"] in (hits, HIDDEN)
            if indicator.is_rate:
                assert row[f"{heading} base"] in (out_of, HIDDEN)
                rate = (
                    [pytest.approx(100 * hits / out_of, abs=0.0501)] if out_of else [None]
                )
                assert row[heading] in [*rate, HIDDEN]
            else:
                assert row[f"{heading} base"] is None
                assert row[heading] == row[f"{heading} numerator"]
            seen.add(row[heading] == HIDDEN)
    assert seen == {True, False}
    worked = {
        (row["Item"], row["Detail"]): row["Quarter"]
        for row in section(rows, "Days by post")
    }
    name = facts.boroughs[code].name
    assert worked["Criminal Justice Worker", name] == days["CJW", code, "2016Q2"][0]
    pan = sum(days[post, "PAN", "2016Q2"][0] for post in ("CJW", "FSW", "YPS"))
    assert worked["All posts", "All three boroughs together"] == pan


@pytest.mark.parametrize("file_format", FILES)
def test_every_format_carries_the_published_figures_and_nothing_hidden(lbhf, file_format):
    RandomPilot(12, today=AFTERWARDS, referrals=90)
    released(Q4)
    with calendar.clock_set_to(AFTERWARDS):
        figures = figures_to(Q4)
    place = figures.boroughs[0]

    rows = read(file_format, exported(lbhf, Q4, file_format).content)

    for row, indicator in zip(section(rows, "Measures"), INDICATORS, strict=True):
        for heading, figure in (
            ("Quarter", figures.figure(indicator, place)),
            ("To date", figures.to_date(indicator, place)),
        ):
            published = [row[heading], row[f"{heading} numerator"], row[f"{heading} base"]]
            expected = [
                figure.published.value,
                figure.published.numerator,
                figure.published.denominator,
            ]
            assert published == [
                cell if cell in (None, HIDDEN) else pytest.approx(float(cell))
                for cell in expected
            ]


def test_a_hidden_number_is_marked_and_the_note_says_why(lbhf):
    PerpetratorFactory(supported_on=date(2015, 12, 1), supported_borough=lbhf)
    released(Q1)

    rows = read("xlsx", exported(lbhf, Q1, "xlsx").content)

    line = next(row for row in rows if row["Code"] == "I05")
    assert (line["Quarter"], line["To date"]) == (HIDDEN, HIDDEN)
    assert SUPPRESSED_BECAUSE in line["Note"]


def test_outcomes_of_a_quarter_leave_when_they_are_released(lbhf):
    for _ in range(12):
        PerpetratorFactory(supported_on=date(2016, 7, 4), supported_borough=lbhf)

    running = export_return(lbhf, Q4, by=None, file_format="csv").content
    released(Q4)
    over = exported(lbhf, Q4, "csv").content

    line, later = (
        next(row for row in read("csv", content) if row["Code"] == "I05")
        for content in (running, over)
    )
    assert (line["Quarter"], line["To date"]) == (WAITING, WAITING)
    assert f"Quarter {WAITING}: {STILL_RUNNING}" in line["Note"]
    assert (later["Quarter"], later["To date"]) == (12, 12)


def test_how_many_wait_or_were_withdrawn_stands_in_no_return(lbhf):
    ReferralFactory(received_on=date(2015, 11, 2), borough=lbhf)

    notes = {
        row["Code"]: row["Note"]
        for row in section(read("csv", exported(lbhf, Q1, "csv").content), "Measures")
    }

    assert "Quarter, different people: 1." in notes["I01"]
    assert "Quarter, not recorded yet: 0." in notes["I22"]
    assert not any(
        f"Quarter, {status}" in note
        for note in notes.values()
        for status in ("still waiting", "withdrawn")
    )


def test_the_header_says_what_the_return_is(lbhf):
    header = {
        row["Item"]: row["Detail"]
        for row in section(read("xlsx", exported(lbhf, Q1, "xlsx").content), "Header")
    }

    assert header["Grant"] == "London Crime Prevention Fund, MOPAC"
    assert header["Borough"] == "Hammersmith and Fulham"
    assert header["Quarter"] == "2015Q4 (October to December 2015)"
    assert header["Quarter of the pilot"] == "Quarter 1 of the pilot"
    assert header["Quarter of the financial year"] == "2015/16 Q3"
    assert header["As at"].date() == AFTERWARDS
    assert header["Quarter is complete"] == "yes"
    assert "assumed (A-18)" in header["Template version"]
    assert header["Provider"].startswith("Domestic Violence Intervention Project")


def test_a_borough_without_an_agreement_says_so(lbhf):
    Agreement.objects.filter(borough=lbhf).delete()

    header = section(read("json", exported(lbhf, Q1, "json").content), "Header")

    assert {"No agreement is recorded"} <= {row["Detail"] for row in header}


def test_a_quarter_that_is_still_running_says_that_it_is(lbhf):
    exported_file = export_return(lbhf, Q4, by=None, file_format="json")

    header = {row["Item"]: row["Detail"] for row in json.loads(exported_file.content)[:12]}
    assert header["Quarter is complete"] == "no, counted so far"
    assert header["As at"] == "2016-07-15"


def test_no_target_is_invented_and_finance_is_left_to_the_ledger(lbhf):
    rows = read("csv", exported(lbhf, Q1, "csv").content)

    for row in section(rows, "Measures"):
        assert (row["Baseline"], row["Target"]) == ("none recorded", "no target set")
    finance = section(rows, "Finance")
    assert [row["Item"] for row in finance] == list(COST_CATEGORIES.values())
    for row in finance:
        assert (row["Budget"], row["Profile"], row["Spend"]) == (None, None, None)
        assert row["Note"] == "Not entered yet: from the finance ledger"


def test_numbers_and_days_in_the_workbook_are_numbers_and_days(lbhf):
    sheet = load_workbook(io.BytesIO(exported(lbhf, Q1, "xlsx").content)).active

    cells = {
        (row[0].value, row[2].value): row for row in sheet.iter_rows() if row[0].row > 1
    }
    assert cells["Header", "First day"][3].is_date
    assert cells["Measures", "Referrals received"][7].data_type == "n"
    assert cells["Days by post", "Criminal Justice Worker"][9].data_type == "n"


def test_the_workbook_names_no_author_and_its_first_row_is_bold(lbhf):
    workbook = load_workbook(io.BytesIO(exported(lbhf, Q1, "xlsx").content))

    assert not workbook.properties.creator
    assert not workbook.properties.lastModifiedBy
    assert workbook.active.title == "Return LBHF 2015Q4"
    assert all(cell.font.bold for cell in workbook.active[1])
    assert workbook.active.freeze_panes == "A2"


def test_csv_has_a_mark_for_spreadsheets_and_ends_its_lines_by_the_standard(lbhf):
    content = exported(lbhf, Q1, "csv").content

    assert content.startswith("\ufeff".encode())
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines[-1] == ""
    assert not any("\n" in line for line in lines)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "|", "%", "\t=", "\r+", " -", "＝"])
def test_a_text_that_a_spreadsheet_would_execute_is_put_in_quotes(start):
    text = harmless(f"{start}cmd")

    assert text.startswith("'")
    assert text.endswith("cmd")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Hammer\x00smith", "Hammer smith"),
        ("two\r\nlines", "two lines"),
        ("\t tabbed", "tabbed"),
        ("half a \ud83d pair", "half a   pair"),
        ("1-4 [c]", "1-4 [c]"),
    ],
)
def test_control_characters_are_taken_out(typed, kept):
    assert harmless(typed) == kept


@pytest.mark.parametrize("file_format", FILES)
def test_a_formula_is_harmless_in_every_format(lbhf, file_format):
    Borough.objects.filter(pk="LBHF").update(name='=HYPERLINK("http://example.org")')
    lbhf.refresh_from_db()

    rows = read(file_format, exported(lbhf, Q1, file_format).content)

    details = [row["Detail"] for row in rows if isinstance(row["Detail"], str)]
    assert '\'=HYPERLINK("http://example.org")' in details
    for row in rows:
        for cell in row.values():
            assert not (isinstance(cell, str) and cell.startswith(("=", "+", "-", "@")))


def test_the_export_is_on_record_with_its_rows_format_and_quarter(lbhf, person):
    officer = person(Role.DATA_AND_FINANCE_OFFICER)

    exported_file = exported(lbhf, Q2, "json", by=officer)

    event = AuditEvent.objects.get()
    assert (event.by, event.action, event.borough) == (
        officer,
        "exported the return of",
        lbhf,
    )
    assert event.detail == {
        "quarter": "2016Q1",
        "format": "json",
        "rows": len(json.loads(exported_file.content)),
    }
    assert exported_file.name == "return-LBHF-2016Q1.json"


@pytest.mark.parametrize(
    ("role", "where"),
    [
        (Role.AUTHORISED_OFFICER, "LBHF"),
        (Role.CONTRACT_GROUP_MEMBER, "LBHF"),
        (Role.SERVICE_MANAGER, "LBHF"),
        (Role.CRIMINAL_JUSTICE_WORKER, "LBHF"),
        (Role.DATA_AND_FINANCE_OFFICER, "WCC"),
        (Role.SYSTEM_ADMINISTRATOR, "WCC"),
    ],
)
def test_nobody_else_takes_a_return_out_and_nothing_is_recorded_of_it(
    lbhf, person, role, where
):
    with pytest.raises(PermissionDenied):
        exported(lbhf, Q1, "csv", by=person(role, where))

    assert not AuditEvent.objects.exists()


def test_rows_without_cells_stay_empty():
    rows = in_rows([ReturnLine(section="Header", item="Grant")]).dict

    assert rows[0]["Detail"] is None
    assert rows[0]["Code"] == ""
