"""Sending a spreadsheet of costs: what is read, and what is refused before it is opened."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from pilot import actions
from pilot.models import Cost, CostSheet
from pilot.permissions import Role
from pilot.spreadsheets import Unreadable, harmless, is_formula, rows_of, written
from pilot.transitions import TransitionRefused
from tests.pages import Page

UPLOAD = reverse("pilot:sheet_upload")
HEADINGS = "Day,Paid or owed,Cost line,Amount,Who bears it,Who is paid,What shows it"
ROW = "27/01/2016,Paid,Travel,85.50,WCC,Fares of the team,FARES 1"


def file_of(content, name="costs.csv"):
    content = content.encode() if isinstance(content, str) else content
    return {"file": SimpleUploadedFile(name, content)}


def workbook(*rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def client(person, client_of):
    return client_of(person(Role.DATA_AND_FINANCE_OFFICER))


def test_a_file_is_kept_and_nothing_is_in_the_ledger_yet(client):
    response = client.post(UPLOAD, file_of(f"{HEADINGS}\n{ROW}\n"))

    sheet = CostSheet.objects.get()
    assert response.url == sheet.get_absolute_url()
    assert sheet.rows[1][3] == "85.50"
    assert not Cost.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "The file is empty"),
        (HEADINGS, "at least one cost"),
        ("Day,Amount\n1,2", "is missing"),
        (b"PK\x03\x04 no workbook", "cannot be read"),
        (b"\xd0\xcf\x11\xe0 old", "without a password"),
        (f"{HEADINGS}\n{ROW}\n".encode("utf-16"), "cannot be read"),
        (f"{HEADINGS}\n".encode() + "caf\xe9".encode("latin-1"), "Line 2 cannot be read"),
        (HEADINGS + f"\n{ROW}" * 201, "at most 200 rows"),
        (b"x" * 1_000_001, "smaller than 1 MB"),
    ],
)
def test_a_file_that_is_none_says_what_to_do(client, content, said):
    page = Page(client.post(UPLOAD, file_of(content)))

    assert said in page.errors["file"]
    assert not CostSheet.objects.exists()


def test_no_file_is_asked_for(client):
    assert not Page(client.get(UPLOAD)).errors
    assert Page(client.post(UPLOAD, {})).errors == {"file": "Select a file"}


def test_a_workbook_is_read_like_a_csv_file():
    from_workbook = rows_of(workbook(["Day", "Amount"], [None, 85.5], ["=1+1", "x"]))

    assert from_workbook == [["Day", "Amount"], ["", "85.50"], ["=1+1", "x"]]
    from_csv = rows_of(b"\xef\xbb\xbfDay;Amount\r\n1;2\r\n;\r\n")
    assert from_csv == [["Day", "Amount"], ["1", "2"]]


def test_a_workbook_with_a_cell_in_its_last_corner_is_read_at_once():
    book = Workbook()
    book.active["A1"], book.active["A2"], book.active["XFD1048576"] = "Day", "1", "far"
    stream = BytesIO()
    book.save(stream)

    rows = rows_of(stream.getvalue())

    assert [row[0] for row in rows] == ["Day", "1"]


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ({"xl/vbaProject.bin": b"x"}, "without macros"),
        ({"xl/externalLinks/externalLink1.xml": b"x"}, "without macros"),
        ({"xl/worksheets/big.xml": b"0" * 20_000_001}, "holds too much"),
        ({f"xl/part{number}.xml": b"" for number in range(201)}, "holds too much"),
        ({"xl/workbook.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}, "cannot be read"),
    ],
)
def test_a_workbook_that_holds_more_than_a_sheet_is_not_opened(inside, said):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, content in inside.items():
            parts.writestr(name, content)

    with pytest.raises(Unreadable, match=said):
        rows_of(stream.getvalue())


def test_no_formula_is_executed_on_the_way_in_or_out():
    assert [is_formula(text) for text in ("=1", "+1", "-85.50", "@x", "-cmd", "Fares")] == [
        True, False, False, True, True, False,
    ]  # fmt: skip
    assert harmless("=SUM(A1)") == "'=SUM(A1)"
    assert written([["=1", "a\x00b"]]) == "'=1,a b\r\n"


def test_a_file_imported_before_and_the_51st_of_a_day_are_refused(person):
    finance = person(Role.DATA_AND_FINANCE_OFFICER)
    rows = [["Day"], ["1"]]
    for _ in range(50):
        actions.upload_sheet(by=finance, rows=rows)

    with pytest.raises(TransitionRefused, match="50 files today"):
        actions.upload_sheet(by=finance, rows=rows)
    CostSheet.objects.all().delete()
    sheet = actions.upload_sheet(by=finance, rows=rows)
    actions.import_sheet(sheet, by=finance, costs=[])
    with pytest.raises(TransitionRefused, match="imported already"):
        actions.upload_sheet(by=finance, rows=rows)
