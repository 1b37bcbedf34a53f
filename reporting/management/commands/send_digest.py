from smtplib import SMTPException

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.urls import reverse

from pilot import parameters
from pilot.models import Membership, User
from pilot.permissions import Permission
from reporting.actions import send_digest
from reporting.digest import week_in_numbers

WHOSE_WORK = (
    Permission.VIEW_OWN_WORK,
    Permission.VIEW_CASELOAD,
    Permission.RAISE_CONCERN,
)


class Command(BaseCommand):
    help = (
        "Send everybody who works with cases how much of theirs is overdue and how much "
        "comes due this week: two numbers and a link. Once a week each, however often it "
        "runs. Ends with an error if a message could not be sent."
    )

    def add_arguments(self, parser):
        parser.add_argument("--to", metavar="USERNAME", help="this person only")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what would be sent and send nothing",
        )

    @parameters.read_once()
    def handle(self, *args, to, dry_run, **options):
        people = self.people(to)
        if not dry_run:
            self.check_settings()
        outcomes = [self.outcome(person, dry_run) for person in people]
        failed = outcomes.count(False)
        if failed:
            raise CommandError(f"{failed} of {len(outcomes)} messages were not sent.")

    def people(self, username):
        """Those for whom something can wait, or the one that is asked for."""
        people = Membership.objects.giving(*WHOSE_WORK).people()
        if username is None:
            return list(people)
        try:
            return [people.get(Q(username=username))]
        except User.DoesNotExist:
            raise CommandError(f"Nobody called {username!r} is sent a digest.") from None

    def check_settings(self):
        """Nothing is sent to nowhere, and no message leads nowhere."""
        if settings.EMAIL_BACKEND.endswith("dummy.EmailBackend"):
            raise CommandError("No mail server is set: see EMAIL_HOST in the README.")
        if not settings.SERVICE_URL:
            raise CommandError("No address is set: see SERVICE_URL in the README.")

    def outcome(self, person, dry_run) -> bool:
        """One line for one person; whether it is as it should be."""
        if not person.email:
            self.stderr.write(f"{person.username}: has no e-mail address")
            return False
        week = week_in_numbers(person)
        numbers = {"late": week.late, "coming": week.coming}
        told = f"{week.late} overdue, {week.coming} to come"
        if dry_run:
            self.stdout.write(f"{person.username}: would be sent {told}")
            return True
        address = settings.SERVICE_URL + reverse("reporting:digest")
        try:
            digest = send_digest(person, address=address, **numbers)
        except (SMTPException, OSError) as problem:
            self.stderr.write(f"{person.username}: not sent ({type(problem).__name__})")
            return False
        self.stdout.write(
            f"{person.username}: sent {told}"
            if digest
            else f"{person.username}: has this week’s already"
        )
        return True
