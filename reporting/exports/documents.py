"""Tables as a file: a workbook, a text or paper, each from the same typed cells."""

import csv
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from pilot.pdf import pdf_of
from pilot.spreadsheets import harmless
from reporting.exports.files import same_to_the_byte
from reporting.exports.open_document import open_document_of
from reporting.exports.sheets import Sheet, places_of, typed
from reporting.returns.tables import Cell, Table

STYLESHEET = settings.BASE_DIR / "static" / "return.css"
HEADINGS_IN = 4  # the row of the headings: title, what it is about and a note stand above
WRAPPED = Alignment(vertical="top", wrap_text=True)
DAY = Alignment(vertical="top", horizontal="left")
NUMBER = Alignment(vertical="top", horizontal="right", indent=1)
HEADED = PatternFill("solid", fgColor="E8EDEE")
SECTION = "Section"


@dataclass(frozen=True)
class Document:
    """What a file says: its title, what it is about, and its tables."""

    name: str
    title: str
    about: str
    made_at: datetime
    seal: str
    tables: tuple[Table, ...]

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """A sheet of a workbook for each table."""
        return tuple(Sheet(table, self.title, self.about) for table in self.tables)


def workbook(document: Document) -> bytes:
    """A sheet for each table: typed cells, headings that stay, ready to print."""
    book = Workbook()
    book.remove(book.active)
    for sheet in document.sheets:
        _write(book.create_sheet(sheet.name), sheet)
    book.properties.creator = ""
    book.properties.title = document.title
    book.properties.created = document.made_at.replace(tzinfo=None)
    stream = BytesIO()
    book.save(stream)
    return same_to_the_byte(stream.getvalue(), document.made_at)


def _write(sheet: Worksheet, of: Sheet) -> None:
    table = of.table
    for number, line in enumerate(of.above, start=1):
        sheet.append([line])
        sheet.merge_cells(
            start_row=number, end_row=number, start_column=1, end_column=len(table.columns)
        )
        sheet.cell(number, 1).alignment = WRAPPED
        sheet.row_dimensions[number].height = of.height_across(line)
    sheet.append(list(table.columns))
    sheet.row_dimensions[HEADINGS_IN].height = of.height(table.columns)
    sheet["A1"].font = Font(bold=True, size=14)
    for cell in sheet[HEADINGS_IN]:
        cell.font, cell.fill, cell.alignment = Font(bold=True), HEADED, WRAPPED
    for number, row in enumerate(table.rows, start=HEADINGS_IN + 1):
        sheet.append([typed(cell) for cell in row])
        sheet.row_dimensions[number].height = of.height(row)
        for cell, value in zip(sheet[number], row, strict=True):
            cell.alignment = _alignment(value)
            cell.number_format = _number_format(value)
    for place, width in enumerate(of.widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = sheet.cell(HEADINGS_IN + 1, table.keys + 1)
    sheet.print_title_rows = f"{HEADINGS_IN}:{HEADINGS_IN}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "Page &P of &N"


def _alignment(value: Cell) -> Alignment:
    if isinstance(value, int | Decimal):
        return NUMBER
    return DAY if isinstance(value, date) else WRAPPED


def _number_format(value: Cell) -> str:
    if isinstance(value, Decimal):
        places = places_of(value)
        return f"#,##0.{'0' * places}" if places else "#,##0"
    if isinstance(value, int):
        return "#,##0"
    return "d mmmm yyyy" if isinstance(value, date) else "General"


def open_document(document: Document) -> bytes:
    """The same sheets for OpenDocument."""
    written = open_document_of(document.title, document.sheets)
    return same_to_the_byte(written, document.made_at)


def flat_text(document: Document) -> bytes:
    """One table with a column that says from which each row is."""
    headings = dict.fromkeys(
        heading for table in document.tables for heading in table.columns
    )
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([SECTION, *headings])
    for table in document.tables:
        for line in table.lines():
            row = dict(line)
            cells = [_plain(row.get(heading)) for heading in headings]
            writer.writerow([harmless(table.title), *cells])
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()
    return harmless(cell) if isinstance(cell, str) else cell


def structured(document: Document) -> bytes:
    """The tables for a machine: numbers as numbers, days as 2016-01-27."""
    said = {
        "title": document.title,
        "about": document.about,
        "made_at": document.made_at.isoformat(),
        "seal": document.seal,
        "sections": [
            {
                "code": table.code,
                "title": table.title,
                "note": table.note,
                "columns": list(table.columns),
                "rows": [[_of_json(cell) for cell in row] for row in table.rows],
            }
            for table in document.tables
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _of_json(cell: Cell) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()
    return typed(cell)


def paper(document: Document) -> bytes:
    """A tagged PDF, made to be printed and kept."""
    html = render_to_string("reporting/parts/return_paper.html", {"document": document})
    return pdf_of(html, STYLESHEET, identifier=document.seal)
