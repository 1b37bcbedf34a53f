import os
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction
from django.db.models import Q

from cases.extract import as_json, as_text, extract_of
from cases.models import Perpetrator
from pilot import audit, parameters


class Command(BaseCommand):
    help = (
        "Write what is held about a person to a folder, as JSON and as text: a first step "
        "in answering a subject access request. What others told us is held back."
    )

    def add_arguments(self, parser):
        parser.add_argument("reference", help="the person’s reference, or a case’s")
        parser.add_argument(
            "--output", required=True, type=Path, help="the folder to write to"
        )

    @parameters.read_once()
    def handle(self, *args, reference, output, **options):
        try:
            with transaction.atomic():
                person = self.person(reference.upper())
                extract = extract_of(person)
                audit.record(person, "extracted the record of", by=None)
                written = [
                    _write(output / f"{person.reference}.{ending}", content)
                    for ending, content in (
                        ("json", as_json(extract)),
                        ("txt", as_text(extract)),
                    )
                ]
        except DatabaseError as problem:
            raise CommandError(
                "The database cannot be read. Is it there, and has `manage.py migrate` run?"
            ) from problem
        except OSError as problem:
            raise CommandError(f"{output} cannot be written: {problem.strerror}.") from None
        for path in written:
            self.stdout.write(str(path))

    def person(self, reference):
        """The person whose reference it is, or one of whose cases has it."""
        known = Q(reference=reference) | Q(cases__reference=reference)
        person = Perpetrator.objects.filter(known).distinct().first()
        if person is None:
            raise CommandError(f"There is no person and no case {reference!r}.")
        return person


def _write(path, content):
    """The file is there whole or not at all, and readable by its owner alone."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".extract-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(content)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
    return path
