"""Works out again the facts that figures are counted from, or says which are wrong."""

from collections.abc import Callable, Iterable

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Model, QuerySet

from cases.actions import keep_engagement, keep_first_case, keep_stages, keep_told
from cases.models import Case, NonEngagement, Perpetrator
from pilot.actions import keep_settled
from pilot.models import Concern
from referrals.actions import keep_gain
from referrals.models import Attendance, Referral

# What is kept on each row, and repeats what other rows say.
KEPT: dict[type[Model], tuple[str, ...]] = {
    Case: (
        "is_first",
        *("engaged_on", "engaged_after", "engaged_borough"),
        *("first_stage", "last_stage"),
        "non_engagement_declared_on",
    ),
    Perpetrator: ("supported_on", "supported_borough"),
    NonEngagement: ("ended_on", "told_after"),
    Referral: ("first_tried_on", "tried_after", "held_for"),
    Attendance: ("gain",),
    Concern: ("settled_on", "settled_after"),
}
# Who works them out: the actions that keep them whenever something happens.
KEEPERS: tuple[tuple[Callable[[], QuerySet], tuple[Callable, ...]], ...] = (
    (Case.objects.all, (keep_first_case, keep_engagement, keep_stages)),
    (NonEngagement.objects.standing, (keep_told,)),
    (Attendance.objects.all, (keep_gain,)),
    (Concern.objects.all, (keep_settled,)),
)


class Command(BaseCommand):
    help = (
        "Work out again, from the records themselves, every fact that figures are counted "
        "from. With --check nothing is changed, and it fails if any was wrong."
    )

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing")

    @transaction.atomic
    def handle(self, *args, check, **options):
        before = _kept()
        for rows, keepers in KEEPERS:
            for row in rows().order_by("pk").iterator():
                for keep in keepers:
                    keep(row)
        wrong = list(_differences(before, _kept()))
        if check:
            transaction.set_rollback(True)
        for line in wrong:
            self.stdout.write(line)
        if check and wrong:
            raise CommandError("Facts are wrong: run it again without --check.")
        if not wrong:
            self.stdout.write("Every fact is what the records say.")


def _kept() -> dict[type[Model], dict[int, tuple]]:
    return {
        model: {
            key: tuple(facts)
            for key, *facts in model._default_manager.values_list("pk", *columns)
        }
        for model, columns in KEPT.items()
    }


def _differences(before, after) -> Iterable[str]:
    """Of each kind of row how many were wrong: never which, as this is printed."""
    for model, rows in after.items():
        wrong = sum(facts != before[model][key] for key, facts in rows.items())
        if wrong:
            yield f"{model._meta.verbose_name}: {wrong} of {len(rows)} wrong"
