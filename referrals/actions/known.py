"""The index by which people are found, kept with the rows it repeats."""

from collections.abc import Iterable
from datetime import date

from referrals.matching import keys
from referrals.models import NameKey, Referral


def keep_names(
    referral: Referral, *, also: Iterable[str] = (), born_on: date | None = None
) -> None:
    """The person of the referral is found by their names on it, and by `also`.

    `also` are names, and `born_on` the birth, they have become known by since. Called
    inside the action that changed them, in its transaction.
    """
    wanted = set().union(*map(keys, [*referral.names, *also]))
    for day in (referral.born_on, born_on):
        wanted |= keys("", day)
    kept = set(referral.name_keys.values_list("key", flat=True))
    referral.name_keys.filter(key__in=kept - wanted).delete()
    NameKey.objects.bulk_create(
        NameKey(referral=referral, key=key) for key in sorted(wanted - kept)
    )
