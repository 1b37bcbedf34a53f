"""The index by which people are found, kept with the rows it repeats."""

from collections.abc import Iterable

from referrals.matching import keys
from referrals.models import NameKey, Referral


def keep_names(referral: Referral, *, also: Iterable[str] = ()) -> None:
    """The person of the referral is found by their names on it, and by `also`.

    `also` are names they have become known by since. Called inside the action that changed
    them, in its transaction.
    """
    names = [*referral.names, *also]
    wanted = set().union(*(keys(name, referral.born_on) for name in names))
    kept = set(referral.name_keys.values_list("key", flat=True))
    referral.name_keys.filter(key__in=kept - wanted).delete()
    NameKey.objects.bulk_create(
        NameKey(referral=referral, key=key) for key in sorted(wanted - kept)
    )
