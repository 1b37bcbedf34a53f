"""A return as a file, from what was signed and sealed: the same to the byte every time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from pilot import audit, calendar
from pilot.calendar import Quarter
from pilot.models import User
from pilot.permissions import Permission
from reporting.exports.documents import (
    Document,
    flat_text,
    open_document,
    paper,
    structured,
    workbook,
)
from reporting.exports.files import ExportedFile
from reporting.models import Return, ReturnVersion
from reporting.returns.content import restated_in, tables_in
from reporting.returns.pilot import PilotReturn
from reporting.returns.tables import Table
from reporting.returns.template import templates


@dataclass(frozen=True)
class Format:
    """A kind of file that a return can be written as."""

    label: str
    content_type: str
    write: Callable[[Document], bytes]


FORMATS = {
    "xlsx": Format(
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        workbook,
    ),
    "ods": Format(
        "OpenDocument", "application/vnd.oasis.opendocument.spreadsheet", open_document
    ),
    "csv": Format("CSV", "text/csv; charset=utf-8", flat_text),
    "json": Format("JSON", "application/json", structured),
    "pdf": Format("PDF", "application/pdf", paper),
}


def document_of(version: ReturnVersion) -> Document:
    """What a version says to whoever it goes to: as published, with where it comes from."""
    of = version.of_return
    summary, others = tables_in(version)[:1], tables_in(version)[1:]
    return Document(
        name=f"return-{of.borough_id}-{of.quarter}-v{version.number}",
        title=f"Return to MOPAC, {of.borough.name}",
        about=f"{of.of_quarter.label}, version {version.number}",
        made_at=version.signed_at.astimezone(UTC),
        seal=version.mark,
        tables=(*summary, *_restated(version), *others, _provenance(version)),
    )


def _restated(version: ReturnVersion) -> Iterator[Table]:
    """What an earlier version said when it was submitted, beside what this one says."""
    before, found = restated_in(version)
    if before is None:
        return
    yield Table(
        code="restated",
        tab="summary",
        title="Restated",
        columns=("Section", "What", "Number or text", "As submitted", "Restated"),
        keys=3,
        rows=tuple(
            (each.table.title, each.line, each.column, each.before, each.now)
            for each in found
        ),
        note=(
            f"What differs from version {before.number}, submitted before this one was "
            "signed. All else is as it was."
        ),
    )


def _provenance(version: ReturnVersion) -> Table:
    """Who signed it and when, in which layout, and the seal over what is kept of it."""
    said, template = version.said, templates()[version.said["template"]]
    return Table(
        code="provenance",
        tab="history",
        title="Provenance",
        columns=("Item", "Value"),
        rows=(
            ("Version", version.number),
            ("Signed for the provider by", said["signed_by"]),
            ("Signed at", _in_words(version.signed_at)),
            (
                "Counted as at",
                calendar.in_words(datetime.fromisoformat(said["as_at"]).date()),
            ),
            ("Release of the quarter’s figures", said["release"]),
            ("Layout", str(template)),
            ("Where the layout comes from", template.source),
            ("Small numbers", "Hidden and marked [c], before the return was signed"),
            ("Seal of what is published (SHA-256)", version.mark),
        ),
    )


def _in_words(moment: datetime) -> str:
    in_london = moment.astimezone(calendar.LONDON)
    return f"{calendar.in_words(in_london.date())}, {in_london:%H:%M}"


@transaction.atomic
def export_return(
    version: ReturnVersion, *, by: User | None, file_format: str
) -> ExportedFile:
    """A signed version as a file; that it left is on record.

    `by` is empty only for the command line.
    """
    of: Return = version.of_return
    if by is not None:
        by.require(Permission.EXPORT_RETURN, of.borough)
    document = document_of(version)
    written = _written(document, file_format)
    audit.record(
        of.borough,
        "exported the return of",
        by=by,
        borough=of.borough,
        quarter=of.quarter,
        version=version.number,
        format=file_format,
        rows=_rows_in(document),
    )
    return written


@transaction.atomic
def export_pilot(
    pilot: PilotReturn, quarter: Quarter, *, by: User, file_format: str
) -> ExportedFile:
    """The boroughs' signed versions side by side as a file; that it left is on record."""
    by.require(Permission.VIEW_ALL_FIGURES)
    by.require(Permission.EXPORT_RETURN)
    document = Document(
        name=f"returns-{quarter}",
        title="Returns to MOPAC, the pilot together",
        about=quarter.label,
        made_at=pilot.made_at.astimezone(UTC),
        seal=pilot.seal,
        tables=tuple(pilot.tables),
    )
    written = _written(document, file_format)
    audit.record(
        by,
        "exported the returns of the pilot",
        by=by,
        quarter=str(quarter),
        format=file_format,
        rows=_rows_in(document),
    )
    return written


def _written(document: Document, file_format: str) -> ExportedFile:
    kind = FORMATS[file_format]
    return ExportedFile(
        name=f"{document.name}.{file_format}",
        content_type=kind.content_type,
        content=kind.write(document),
    )


def _rows_in(document: Document) -> int:
    return sum(len(table.rows) for table in document.tables)
