import os
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction

from pilot import parameters
from pilot.models import Borough
from reporting.exports import FORMATS, export_return
from reporting.figures import pilot_quarter


class Command(BaseCommand):
    help = (
        "Write the return of a borough and a quarter to a file, as it may leave the "
        "provider: small numbers are hidden. Quarters are written like 2015Q4."
    )

    def add_arguments(self, parser):
        parser.add_argument("borough", help="LBHF, RBKC or WCC")
        parser.add_argument("quarter", help="a quarter of the pilot, like 2015Q4")
        parser.add_argument("--format", default="xlsx", help=", ".join(FORMATS))
        parser.add_argument("--output", required=True, type=Path, help="the file to write")

    @parameters.read_once()
    def handle(self, *args, borough, quarter, output, **options):
        if options["format"] not in FORMATS:
            raise CommandError(
                f"There is no format {options['format']!r}. Choose {', '.join(FORMATS)}."
            )
        try:
            quarter = pilot_quarter(quarter)
        except ValueError as problem:
            raise CommandError(str(problem)) from None
        try:
            # The record that a file left and the file itself stand or fall together.
            with transaction.atomic():
                exported = export_return(
                    self.borough(borough), quarter, by=None, file_format=options["format"]
                )
                write(output, exported.content)
        except DatabaseError as problem:
            raise CommandError(
                "The database cannot be read. Is it there, and has `manage.py migrate` run?"
            ) from problem
        except OSError as problem:
            raise CommandError(f"{output} cannot be written: {problem.strerror}.") from None
        self.stdout.write(f"{output}: {len(exported.content)} bytes")

    def borough(self, code):
        """The borough with this code, or the list of those there are."""
        boroughs = {borough.code: borough for borough in Borough.objects.all()}
        if code.upper() not in boroughs:
            known = (
                f"Choose {', '.join(boroughs)}." if boroughs else "Run seed_pilot first."
            )
            raise CommandError(f"There is no borough {code!r}. {known}")
        return boroughs[code.upper()]


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
