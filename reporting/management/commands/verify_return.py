from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from reporting.management.versions import one_of, version_named
from reporting.returns.verification import verified


class Command(BaseCommand):
    help = (
        "Recount a signed return from the records as they then stood, and say what differs "
        "and why. Exit code 0 where late records explain all of it."
    )

    def add_arguments(self, parser):
        one_of(parser)

    def handle(self, *args, borough, quarter, number, **options):
        try:
            version = version_named(borough, quarter, number)
            findings = verified(version)
        except DatabaseError as problem:
            raise CommandError(
                "The database cannot be read. Is it there, and has `manage.py migrate` run?"
            ) from problem
        for finding in findings:
            self.stdout.write(finding.text)
        unexplained = sum(not each.is_explained for each in findings)
        if unexplained:
            raise CommandError(f"{version} does not hold: {unexplained} not explained.")
        since = f"; {len(findings)} changed since" if findings else ""
        self.stdout.write(self.style.SUCCESS(f"{version} holds as it was signed{since}."))
