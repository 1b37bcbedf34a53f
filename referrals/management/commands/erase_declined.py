from django.core.management.base import BaseCommand

from pilot import calendar, parameters
from pilot.transitions import TransitionRefused
from referrals.actions import erase_declined
from referrals.models import Referral


class Command(BaseCommand):
    help = (
        "List the referrals that ended without a case two years ago or longer, and with "
        "--confirm erase what they say of a person. Dates and codes stay, for the counts."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--confirm", action="store_true", help="erase them: there is no way back"
        )

    @parameters.read_once()
    def handle(self, *args, confirm, **options):
        due = Referral.objects.due_for_erasure().order_by("decided_on", "pk")
        erased = 0
        for referral in due.iterator():
            decided = f"{referral.reference}, decided {referral.decided_on:%Y-%m-%d}"
            if not confirm:
                self.stdout.write(decided)
                continue
            try:
                erase_declined(referral)
            except TransitionRefused as refused:  # held back while this ran
                self.stderr.write(str(refused))
                continue
            erased += 1
            self.stdout.write(f"Erased {decided}")
        held = Referral.objects.filter(is_held=True).count()
        today = calendar.in_words(calendar.today())
        if confirm:
            told = f"{erased} erased on {today}, {held} on legal hold."
        else:
            told = (
                f"{due.count()} due on {today}, {held} on legal hold. Nothing is erased "
                "yet: run it again with --confirm."
            )
        self.stdout.write(self.style.SUCCESS(told))
