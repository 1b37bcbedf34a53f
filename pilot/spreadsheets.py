"""Reading a spreadsheet that somebody sends, and writing text that none of them executes.

A file is bounded before it is opened, in bytes, parts, inflated size, rows and columns, and
nothing in it is evaluated, fetched or expanded. What cannot be read says so in plain words.
"""

import csv
import re
from datetime import date, datetime
from io import BytesIO, StringIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

# openpyxl brings no types of its own.
from openpyxl import load_workbook  # type: ignore[import-untyped]
from openpyxl.xml import DEFUSEDXML  # type: ignore[import-untyped]

MOST_BYTES = 1_000_000
MOST_INFLATED = 20_000_000
MOST_PARTS = 200
MOST_ROWS = 200
MOST_COLUMNS = 20
MOST_LETTERS = 500  # in a cell

# What a spreadsheet would execute, with the wide forms that some of them read the same.
FORMULA_STARTS = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_UNWANTED = re.compile(r"vbaProject|externalLinks?/|embeddings/|activeX|\.\./|^/", re.I)
# Whatever the library raises about a file that is not what it says it is.
_BROKEN = (
    *(BadZipFile, ZlibError, ParseError, OSError, EOFError),
    *(ValueError, LookupError, TypeError, AttributeError, RuntimeError),
)

assert DEFUSEDXML, "without defusedxml a small file could fill the memory"


class Unreadable(Exception):
    """The file cannot be read. The text says what to do about it."""


def harmless(text: str) -> str:
    """The text without control characters, and never read as a formula."""
    cleaned = _CONTROLS.sub(" ", text).strip()
    return f"'{cleaned}" if cleaned.startswith(FORMULA_STARTS) else cleaned


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would reckon with it; an amount below nothing is a number."""
    return text.startswith(FORMULA_STARTS) and not re.fullmatch(r"[-+]?[\d.,]+", text)


def rows_of(content: bytes) -> list[list[str]]:
    """The rows of the first sheet as text, without those that are empty."""
    if len(content) > MOST_BYTES:
        raise Unreadable("The file must be smaller than 1 MB")
    if content.startswith(_OLD_OFFICE):
        raise Unreadable("Save the file as .xlsx without a password, or as CSV")
    rows = _workbook(content) if content.startswith(_ZIP) else _csv(content)
    rows = [_trimmed(row) for row in rows if any(row)]
    if len(rows) > MOST_ROWS + 1:
        raise Unreadable(f"The file must have at most {MOST_ROWS} rows")
    if len(rows) < 2:
        raise Unreadable("The file must have a row of headings and at least one cost")
    return rows


def written(rows: list[list[str]]) -> str:
    """The rows as CSV that no spreadsheet executes."""
    text = StringIO()
    csv.writer(text).writerows([[harmless(cell) for cell in row] for row in rows])
    return text.getvalue()


def _trimmed(row: list[str]) -> list[str]:
    """The row up to its last cell that says something."""
    return row[: max(place for place, cell in enumerate(row, start=1) if cell)]


def _workbook(content: bytes) -> list[list[str]]:
    try:
        _bounded(content)
        book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        found = sheet.iter_rows(
            max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True
        )
        return [[_text(cell) for cell in row] for row in found]
    except _BROKEN as broken:
        raise Unreadable(
            "The file cannot be read: save it again as .xlsx or as CSV"
        ) from broken


def _bounded(content: bytes) -> None:
    """Nothing is opened that inflates beyond measure or carries more than a sheet."""
    with ZipFile(BytesIO(content)) as parts:
        inside = parts.infolist()
    if len(inside) > MOST_PARTS or sum(one.file_size for one in inside) > MOST_INFLATED:
        raise Unreadable("The file holds too much: save only the sheet of costs")
    if any(_UNWANTED.search(one.filename) for one in inside):
        raise Unreadable("Save the file without macros, links and attachments")


def _csv(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as odd:
        line = content[: odd.start].count(b"\n") + 1
        raise Unreadable(
            f"Line {line} cannot be read: save the file as “CSV UTF-8”"
        ) from odd
    heading = text.partition("\n")[0]
    delimiter = max(",;\t", key=heading.count)
    try:
        found = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as odd:
        raise Unreadable("The file cannot be read: save it again as CSV") from odd
    return [[_text(cell) for cell in row[:MOST_COLUMNS]] for row in found]


def _text(cell) -> str:
    """What a cell says; a day as it is written in an address: 2016-01-27."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell == round(cell, 2):
        return f"{cell:.2f}"
    return _CONTROLS.sub(" ", "" if cell is None else str(cell)).strip()[:MOST_LETTERS]
