"""The contract register as a file: scoped, harmless in a spreadsheet, recorded.

The columns are a resource of django-import-export and tablib writes the files. The
library's own formats are not used, and none of its settings is set: they would escape
formulas by turning every cell into text, "None" where one is empty, and take away only a
leading "=". CellWidget escapes more, keeps numbers and days what they are, and holds for
every format.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.db import transaction
from import_export import fields, resources, widgets  # type: ignore[import-untyped]
from openpyxl import load_workbook  # type: ignore[import-untyped]
from openpyxl.styles import Alignment  # type: ignore[import-untyped]
from tablib import Dataset  # type: ignore[import-untyped]

from pilot import audit
from pilot.models import RegisterEntry, User
from pilot.permissions import Permission
from pilot.spreadsheets import harmless
from reporting.exports.files import ExportedFile


class CellWidget(widgets.Widget):
    """A cell that keeps its type: a number stays a number, a date a date."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        """The value as it is written into the file."""
        return harmless(value) if isinstance(value, str) else value


def _column(attribute: str, heading: str) -> fields.Field:
    return fields.Field(attribute, column_name=heading, widget=CellWidget())


class RegisterResource(resources.Resource):
    """The columns that councils publish of a contract (Transparency Code 2015)."""

    register_reference = _column("register_reference", "Reference")
    title = _column("title", "Title")
    council = _column("borough__council_name", "Council")
    department = _column("department", "Department")
    description = _column("description", "Description")
    supplier = _column("supplier", "Supplier")
    registration_number = _column("registration_number", "Registration number")
    supplier_kind = _column("get_supplier_kind_display", "Kind of supplier")
    value = _column("value", "Value")
    irrecoverable_vat = _column("irrecoverable_vat", "VAT that cannot be recovered")
    starts_on = _column("starts_on", "Start")
    ends_on = _column("ends_on", "End")
    review_on = _column("review_on", "Review")
    route = _column("get_route_display", "How it was awarded")
    waiver_reason = _column("waiver_reason", "Why rules were waived")
    published_on = _column("published_on", "Published")


WIDTHS = {"Title": 34, "Council": 40, "Description": 60, "Supplier": 44}
OTHER_WIDTH = 14


def _xlsx(lines: Dataset) -> bytes:
    """The library's workbook, made readable, and signed by nobody."""
    workbook = load_workbook(BytesIO(lines.export("xlsx")))
    sheet = workbook.active
    for column, heading in zip(sheet.columns, lines.headers, strict=True):
        letter = column[0].column_letter
        sheet.column_dimensions[letter].width = WIDTHS.get(heading, OTHER_WIDTH)
        for cell in column:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    workbook.properties.creator = ""
    workbook.properties.title = lines.title
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


@dataclass(frozen=True)
class Format:
    """A kind of file that the register can be written as."""

    label: str
    content_type: str
    write: Callable[[Dataset], bytes]


FORMATS = {
    "xlsx": Format(
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _xlsx,
    ),
    "ods": Format(
        "OpenDocument",
        "application/vnd.oasis.opendocument.spreadsheet",
        lambda lines: lines.export("ods"),
    ),
    "csv": Format(
        "CSV",
        "text/csv; charset=utf-8",
        lambda lines: lines.export("csv").encode("utf-8-sig"),
    ),
    "json": Format(
        "JSON", "application/json", lambda lines: lines.export("json").encode("utf-8")
    ),
}


@transaction.atomic
def export_register(*, by: User, file_format: str) -> ExportedFile:
    """The register entries that somebody may see, as a file; that it left is on record."""
    by.require(Permission.VIEW_GOVERNANCE)
    kind = FORMATS[file_format]
    entries = RegisterEntry.objects.visible_to(by).standing().for_listing()
    lines = RegisterResource().export(list(entries))
    lines.title = "Contract register"
    audit.record(
        by,
        "exported the contract register",
        by=by,
        format=file_format,
        rows=len(lines),
    )
    return ExportedFile(
        name=f"contract-register.{file_format}",
        content_type=kind.content_type,
        content=kind.write(lines),
    )
