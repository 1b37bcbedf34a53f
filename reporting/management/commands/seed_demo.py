from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cases.models import Case, ContactAttempt, Session
from pilot import calendar, parameters
from pilot.demonstration import PEOPLE
from pilot.models import Post, User
from referrals.models import Referral
from reporting.invented_year import story

SEED = 2015


class Command(BaseCommand):
    help = (
        "Invent a year of referrals, cases and sessions up to the day the demonstration "
        "takes today to be. The same seed gives the same year."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--seed",
            type=int,
            default=SEED,
            metavar="N",
            help=f"a whole number: another number, another year (default: {SEED})",
        )
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="do nothing, rather than refuse, when there are referrals already",
        )

    @parameters.read_once()
    @transaction.atomic
    def handle(self, *args, seed, if_empty, **options):
        if not settings.PILOT_DEMO:
            raise CommandError(
                "A year is invented for demonstrations only: set PILOT_DEMO=1."
            )
        if there := Referral.objects.count():
            already = f"There are {there} referrals already"
            if not if_empty:
                raise CommandError(f"{already}. Invent a year in an empty database.")
            self.stdout.write(f"{already}: no year is invented.")
            return
        self._check_the_ground()
        story.tell(seed, calendar.today())
        self.stdout.write(
            self.style.SUCCESS(
                f"A year is invented: {Referral.objects.count()} referrals, "
                f"{Case.objects.count()} cases, {Session.objects.count()} sessions and "
                f"{ContactAttempt.objects.count()} attempts, as on "
                f"{calendar.in_words(calendar.today())} (seed {seed})."
            )
        )

    def _check_the_ground(self):
        if User.objects.exclude(username__in=PEOPLE).exists():
            raise CommandError(
                "This database has accounts of its own: invent a year in an empty one."
            )
        if not Post.objects.exists():
            raise CommandError("The pilot's facts are missing: run seed_pilot first.")
        if calendar.today() not in calendar.PILOT:
            raise CommandError(
                f"The invented year lies inside the pilot, {calendar.PILOT.label}: "
                "set PILOT_TODAY to a day in it."
            )
        if taken := User.objects.filter(username__in=PEOPLE).first():
            raise CommandError(
                f"There is an account called {taken.username} already, which the "
                "demonstration needs. Invent a year in an empty database."
            )
