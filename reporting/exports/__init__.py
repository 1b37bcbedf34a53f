"""The only way rows leave the service: scoped, harmless in a spreadsheet, recorded."""

from reporting.exports.files import ExportedFile
from reporting.exports.register import export_register
from reporting.exports.returns import FORMATS, document_of, export_pilot, export_return

__all__ = [
    "FORMATS",
    "ExportedFile",
    "document_of",
    "export_pilot",
    "export_register",
    "export_return",
]
