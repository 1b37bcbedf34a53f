"""A signed return as a file: what it says, that it says it again, and nothing hidden."""

import csv
import io
import json
import re
import subprocess
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from odf import opendocument, style
from odf import table as odf
from openpyxl import load_workbook

from pilot import calendar
from pilot.models import Agreement, AuditEvent, Borough
from pilot.permissions import Role
from pilot.spreadsheets import harmless
from reporting import actions
from reporting.exports import document_of, export_return
from reporting.figures import HIDDEN, figures_to
from reporting.indicators import INDICATORS
from reporting.models import ReturnVersion
from tests.factories import PerpetratorFactory, SessionFactory
from tests.reporting.pilots import RandomPilot
from tests.reporting.returned import Q1, Q2, signed, submitted, unblocked

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
AFTERWARDS = date(2016, 12, 1)
FILES = ("xlsx", "ods", "csv", "json", "pdf")
SHEETS = ("xlsx", "ods", "json")


@pytest.fixture
def version(who) -> ReturnVersion:
    return signed(who)


def exported(version, file_format, by=None) -> bytes:
    return export_return(version, by=by, file_format=file_format).content


def read(file_format, content) -> dict[str, list[dict]]:
    """The rows of every table by its title, each by heading."""
    if file_format == "json":
        tables = {
            each["title"]: [each["columns"], *each["rows"]]
            for each in json.loads(content)["sections"]
        }
    elif file_format == "xlsx":
        tables = {
            sheet.title: list(sheet.iter_rows(min_row=4, values_only=True))
            for sheet in load_workbook(io.BytesIO(content))
        }
    else:
        tables = {
            sheet.getAttribute("name"): [
                [value_of(cell) for cell in row.getElementsByType(odf.TableCell)]
                for row in sheet.getElementsByType(odf.TableRow)[3:]
            ]
            for sheet in sheets_in(content)
        }
    return {
        title: [dict(zip(headings, row, strict=True)) for row in rows]
        for title, (headings, *rows) in tables.items()
    }


def sheets_in(content):
    """The sheets of an OpenDocument, with their rows and columns as they are written."""
    tables = opendocument.load(io.BytesIO(content)).spreadsheet.childNodes
    return [each for each in tables if each.qname[1] == "table"]


def value_of(cell):
    """What a cell of an OpenDocument holds, by its type."""
    kind = cell.getAttribute("valuetype")
    if kind == "float":
        return float(cell.getAttribute("value"))
    return cell.getAttribute("datevalue") if kind == "date" else str(cell)


def plain(cell):
    """A cell as every format can be compared: nothing, a number or a text."""
    if cell in (None, ""):
        return None
    if isinstance(cell, int | float | Decimal):
        return pytest.approx(float(cell))
    if hasattr(cell, "isoformat"):
        return cell.isoformat()[:10]
    return " ".join(str(cell).split())


@pytest.mark.parametrize("file_format", SHEETS)
def test_every_cell_of_the_file_is_what_was_signed(who, file_format):
    RandomPilot(11, today=Q2.period.last, referrals=60)
    unblocked()
    version = signed(who, quarter=Q2)

    sheets = read(file_format, exported(version, file_format))

    for table in document_of(version).tables:
        rows = sheets[table.title[:31]]
        assert len(rows) == len(table.rows)
        for row, frozen in zip(rows, table.rows, strict=True):
            for said, kept in zip(row.values(), frozen, strict=True):
                assert plain(said) == plain(kept)


def test_the_csv_is_one_table_of_all_of_them(version):
    text = exported(version, "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))

    tables = document_of(version).tables
    assert len(rows) == sum(len(table.rows) for table in tables)
    assert {row["Section"] for row in rows} == {each.title for each in tables if each.rows}
    assert text.endswith("\r\n")
    attendance = next(row for row in rows if row["Code"] == "I22")
    assert attendance["Section"] == "Activity"


@pytest.mark.parametrize("file_format", FILES)
def test_made_again_it_is_the_same_to_the_byte(version, file_format):
    first = exported(version, file_format)

    with calendar.clock_set_to(calendar.now() + timedelta(days=90)):
        again = exported(ReturnVersion.objects.get(pk=version.pk), file_format)

    assert again == first


def test_the_pdf_says_what_was_signed_and_is_tagged(version, tmp_path):
    file = tmp_path / "return.pdf"
    file.write_bytes(exported(version, "pdf"))

    told = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, check=True
    )

    words = told.stdout.decode()
    for table in document_of(version).tables:
        assert table.title in words
    assert version.mark[:20] in words.replace("\n", "").replace(" ", "")
    assert "Nothing was late." in words
    assert re.search(r"Tagged: +yes", asked_of("pdfinfo", file))


def asked_of(*command) -> str:
    """What a program of the machine says about a file."""
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def test_what_was_signed_is_what_the_figures_published(who):
    RandomPilot(12, today=Q1.period.last, referrals=60)
    unblocked()
    version = signed(who)

    figures = figures_to(Q1)
    place = figures.boroughs[0]
    sheets = read("xlsx", exported(version, "xlsx"))
    said = {row["Code"]: row for row in [*sheets["Activity"], *sheets["Outcomes"]]}
    assert said.keys() == {each.code for each in INDICATORS}
    for indicator in INDICATORS:
        published = figures.figure(indicator, place).published
        row = said[indicator.code]
        assert plain(row["Quarter"]) == plain(published.value)
        assert plain(row["Quarter numerator"]) == plain(published.numerator)
        assert plain(row["Quarter base"]) == plain(published.denominator)


@pytest.mark.parametrize("file_format", FILES)
def test_a_hidden_number_is_in_no_file(who, facts, file_format):
    PerpetratorFactory(
        supported_on=Q1.period.last, supported_borough=facts.boroughs["LBHF"]
    )
    version = signed(who)
    assert version.said["clear"] != []

    content = exported(version, file_format)

    if file_format in SHEETS:
        rows = read(file_format, content)["Outcomes"]
        line = next(row for row in rows if row["Code"] == "I05")
        assert (line["Quarter"], line["To date"]) == (HIDDEN, HIDDEN)
        assert "hidden" in line["Note"] or "small" in line["Note"].lower()
    assert version.seal.encode() not in content


def test_the_first_sheet_says_what_the_return_is(version):
    sheets = read("xlsx", exported(version, "xlsx"))
    header = {row["Item"]: row["Value"] for row in sheets["Summary"]}
    source = {row["Item"]: row["Value"] for row in sheets["Provenance"]}

    assert header["Grant"] == "London Crime Prevention Fund, MOPAC"
    assert header["Borough"] == "Hammersmith and Fulham"
    assert header["Quarter"] == "2015Q4 (October to December 2015)"
    assert header["Quarter of the pilot"] == "Quarter 1 of the pilot"
    assert header["Quarter of the financial year"] == "2015/16 Q3"
    assert "assumed (A-18)" in header["Layout"]
    assert header["Provider"].startswith("Domestic Violence Intervention Project")
    assert source["Signed for the provider by"] == str(version.signed_by)
    assert source["Seal of what is published (SHA-256)"] == version.mark


@pytest.mark.parametrize("file_format", SHEETS)
def test_a_restatement_says_beside_it_what_was_submitted(who, facts, file_format):
    of = submitted(who, achievements="The first words.")
    first = exported(of.versions.get(number=1), file_format)
    actions.restate_return(of, by=who.signer, version=of.version, text="Late.")
    here = facts.boroughs["LBHF"]
    SessionFactory(case__borough=here, borough=here, attended=True, on=Q1.period.last)

    again = exported(
        actions.sign_return(of, by=who.signer, version=of.version), file_format
    )

    sheets = read(file_format, again)
    rows = sheets["Restated"]
    assert list(sheets)[:2] == ["Summary", "Restated"]
    assert {
        "Section": "Activity",
        "What": "I22 Session attendance",
        "Number or text": "Quarter base",
        "As submitted": 0,
        "Restated": 1,
    } in rows
    assert "Restated" not in read(file_format, first)
    assert exported(of.versions.get(number=1), file_format) == first


def test_a_borough_without_an_agreement_says_so(who):
    Agreement.objects.filter(borough="LBHF").delete()

    header = read("json", exported(signed(who), "json"))["Summary"]

    assert {"No agreement is recorded"} <= {row["Value"] for row in header}


def test_no_target_is_invented(version):
    for row in read("json", exported(version, "json"))["Activity"]:
        assert (row["Baseline"], row["Target"]) == ("none recorded", "no target set")


def test_the_workbook_is_laid_out_to_read_and_to_print(version):
    book = load_workbook(io.BytesIO(exported(version, "xlsx")))

    assert not book.properties.creator
    assert book.sheetnames == [each.title for each in document_of(version).tables]
    for sheet in book:
        assert sheet.freeze_panes
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.page_setup.orientation == "landscape"
        assert all(cell.font.bold for cell in sheet[4])
    summary = {row[0].value: row[1] for row in book["Summary"].iter_rows(min_row=5)}
    assert summary["First day"].is_date
    days = book["Days by post"][5]
    assert days[2].data_type == "n"
    assert days[2].number_format == "#,##0.00"


def test_the_open_document_has_widths_formats_and_headings_on_every_page(version):
    content = exported(version, "ods")
    styles = {
        each.getAttribute("name"): each
        for each in opendocument.load(io.BytesIO(content)).automaticstyles.childNodes
    }
    summary = sheets_in(content)[0]
    widths = [
        styles[each.getAttribute("stylename")]
        .getElementsByType(style.TableColumnProperties)[0]
        .getAttribute("columnwidth")
        for each in summary.getElementsByType(odf.TableColumn)
    ]
    assert [float(width.removesuffix("cm")) > 5 for width in widths] == [True, True]
    for sheet in sheets_in(content):
        assert sheet.getElementsByType(odf.TableHeaderRows)
    cells = {
        str(cell): (
            cell.getAttribute("valuetype"),
            styles[cell.getAttribute("stylename")].getAttribute("datastylename"),
        )
        for sheet in sheets_in(content)
        for cell in sheet.getElementsByType(odf.TableCell)
    }
    assert cells["1 October 2015"] == ("date", "in-words")
    assert cells["50000.00"] == ("float", "number2")
    assert cells["Award"] == ("string", None)


def test_a_long_text_has_a_row_high_enough_to_be_read(who):
    version = signed(who, learning="A word and another one. " * 40)

    narrative = next(
        sheet for sheet in document_of(version).sheets if sheet.table.title == "Narrative"
    )

    heights = {row[0]: narrative.height(row) for row in narrative.table.rows}
    assert heights["Learning"] >= 10 * heights["Achievements"]
    sheet = load_workbook(io.BytesIO(exported(version, "xlsx")))["Narrative"]
    found = {row[0].value: sheet.row_dimensions[row[0].row].height for row in sheet}
    assert found["Learning"] == heights["Learning"]


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


@pytest.mark.parametrize("file_format", SHEETS)
def test_a_formula_is_harmless_in_every_format(who, file_format):
    Borough.objects.filter(pk="LBHF").update(name='=HYPERLINK("http://example.org")')

    sheets = read(file_format, exported(signed(who), file_format))

    values = [row["Value"] for row in sheets["Summary"]]
    assert '\'=HYPERLINK("http://example.org")' in values
    for rows in sheets.values():
        for cell in (cell for row in rows for cell in row.values()):
            assert not (isinstance(cell, str) and cell.startswith(("=", "+", "-", "@")))


def test_the_export_is_on_record(version, who):
    exported(version, "json", by=who.sender)

    event = AuditEvent.objects.get(action="exported the return of")
    assert (event.by, event.borough_id) == (who.sender, "LBHF")
    assert event.detail["quarter"] == "2015Q4"
    assert event.detail["format"] == "json"
    assert event.detail["rows"] == sum(len(t.rows) for t in document_of(version).tables)


@pytest.mark.parametrize(
    ("role", "where"),
    [
        (Role.CRIMINAL_JUSTICE_WORKER, "LBHF"),
        (Role.AUTHORISED_OFFICER, "WCC"),
        (Role.SYSTEM_ADMINISTRATOR, "WCC"),
    ],
)
def test_nobody_else_takes_a_return_out_and_nothing_is_recorded_of_it(
    version, person, role, where
):
    with pytest.raises(PermissionDenied):
        exported(version, "csv", by=person(role, where))

    assert not AuditEvent.objects.filter(action="exported the return of").exists()
