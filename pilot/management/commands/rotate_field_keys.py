from collections import Counter
from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import models, transaction
from django.db.models.functions import Substr

from pilot.sealing import PREFIX, SealedTextField, Unreadable, prefix_of

BATCH = 500


class Command(BaseCommand):
    help = (
        "Seal every contact detail with the newest of FIELD_KEYS, and say how many are "
        "sealed with which key. A key with none left may be taken from FIELD_KEYS."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="count, and change nothing"
        )

    def handle(self, *args, check, **options):
        unreadable = 0 if check else sum(map(_seal_anew, _sealed_fields()))
        counts = sum(map(_counted, _sealed_fields()), Counter())
        for place, key in enumerate(settings.FIELD_KEYS, start=1):
            self.stdout.write(f"key {place}: {counts.pop(prefix_of(key), 0)} sealed")
        if counts or unreadable:
            raise CommandError(
                f"{counts.total()} sealed with a key that is not among FIELD_KEYS, and "
                f"{unreadable} could not be read. They are as they were."
            )


def _sealed_fields() -> Iterator[models.Field]:
    for model in apps.get_models():
        yield from (
            each for each in model._meta.fields if isinstance(each, SealedTextField)
        )


def _counted(field) -> Counter:
    """How many texts stand behind each key's name."""
    length = len(PREFIX) + 9  # eight characters and a colon
    rows = field.model._base_manager.exclude(**{field.name: ""}).order_by()
    named = rows.annotate(with_key=Substr(field.name, 1, length)).values_list("with_key")
    return Counter(dict(named.annotate(models.Count("pk"))))


def _seal_anew(field) -> int:
    """What another key has sealed is sealed with the newest; how many could not be read."""
    newest = {f"{field.name}__startswith": prefix_of(settings.FIELD_KEYS[0])}
    rows = field.model._base_manager.exclude(**newest).exclude(**{field.name: ""})
    keys, unreadable = list(rows.order_by("pk").values_list("pk", flat=True)), 0
    for start in range(0, len(keys), BATCH):
        with transaction.atomic():
            for pk in keys[start : start + BATCH]:
                row = rows.filter(pk=pk)
                try:
                    for text in row.values_list(field.name, flat=True):
                        row.update(**{field.name: text})
                except Unreadable:
                    unreadable += 1
    return unreadable
