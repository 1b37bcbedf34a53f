import os
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction

from pilot.pdf import NoPdf
from reporting.exports import FORMATS, export_return
from reporting.management.versions import one_of, version_named

NO_PDF = "This machine cannot make PDFs. Choose another format."


class Command(BaseCommand):
    help = (
        "Write a signed return to a file, as it was signed: small numbers are hidden. The "
        "same version is the same file to the byte. Quarters are written like 2015Q4."
    )

    def add_arguments(self, parser):
        one_of(parser)
        parser.add_argument("--format", default="xlsx", help=", ".join(FORMATS))
        parser.add_argument("--output", required=True, type=Path, help="the file to write")

    def handle(self, *args, borough, quarter, output, **options):
        if options["format"] not in FORMATS:
            raise CommandError(
                f"There is no format {options['format']!r}. Choose {', '.join(FORMATS)}."
            )
        try:
            version = version_named(borough, quarter, options["number"])
            # The record that a file left and the file itself stand or fall together.
            with transaction.atomic():
                exported = export_return(version, by=None, file_format=options["format"])
                write(output, exported.content)
        except DatabaseError as problem:
            raise CommandError(
                "The database cannot be read. Is it there, and has `manage.py migrate` run?"
            ) from problem
        except NoPdf:
            raise CommandError(NO_PDF) from None
        except OSError as problem:
            raise CommandError(f"{output} cannot be written: {problem.strerror}.") from None
        self.stdout.write(f"{output}: {len(exported.content)} bytes")


def write(output, content):
    """The file is there whole or not at all; one that stood there stays until then."""
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=".return-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o600)
        os.replace(name, output)
    except BaseException:
        os.unlink(name)
        raise
