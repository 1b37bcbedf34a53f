"""The rules money is counted by: the award, what counts against it, and who bears what."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, DecimalField, F, Q, Sum, When
from django.db.models.functions import Coalesce

from pilot.models import (
    Agreement,
    ApportionmentKey,
    Borough,
    Cost,
    CostShare,
    Extension,
    Variation,
)
from pilot.shares import by_parts

NOTHING = Decimal("0.00")
PENNY = Decimal("0.01")
ALERT_AT = Decimal("0.9")  # of the award: V-27
_MONEY = DecimalField(max_digits=11, decimal_places=2)


def pilot_awards_on(on: date) -> dict[str, Decimal]:
    """What each borough may spend on the pilot itself, as it stands on a day.

    An approved variation is read here, and nowhere else.
    """
    agreed = Agreement.objects.filter(starts_on__lte=on).values_list("borough", "value")
    return _added(dict(agreed), Variation.objects.money_added(on))


def awards_on(on: date) -> dict[str, Decimal]:
    """What each borough may spend in all, that of an extension from its first day on."""
    return _added(pilot_awards_on(on), Extension.objects.money_added(on))


def _added(
    awards: dict[str, Decimal], more: Iterable[tuple[str, Decimal]]
) -> dict[str, Decimal]:
    for borough, added in more:
        awards[borough] += _pounds(added)
    return awards


def signed_extensions() -> dict[str, Extension]:
    """The extension of each borough whose agreement goes on after the pilot."""
    rows = Extension.objects.signed().select_related("borough")
    return {extension.borough_id: extension for extension in rows}


def award_of(borough: Borough, on: date) -> Decimal:
    """What one borough may spend in all, as it stands on a day."""
    return awards_on(on).get(borough.pk, NOTHING)


@dataclass(frozen=True)
class Spent:
    """Money that counts against the award: paid, and owed though not paid yet."""

    paid: Decimal = NOTHING
    owed: Decimal = NOTHING

    @property
    def total(self) -> Decimal:
        """Both together."""
        return self.paid + self.owed

    def plus(self, other: "Spent") -> "Spent":
        """This and another."""
        return Spent(self.paid + other.paid, self.owed + other.owed)


def spent_by(*names: str, of: Iterable[Borough] | None = None) -> dict[tuple, Spent]:
    """What was spent, by these columns of the parts of costs: one query.

    A reversal counts with what it takes back: that of a bill owed lowers what is owed, and
    `arose_on` is the day of the entry that it takes back.
    """
    rows = CostShare.objects.order_by().annotate(
        arose_on=Coalesce("cost__reverses__on", "on")
    )
    if of is not None:
        rows = rows.filter(borough__in=of)
    owed = Q(cost__kind=Cost.Kind.ACCRUAL) | Q(cost__reverses__kind=Cost.Kind.ACCRUAL)
    found = rows.values_list(*names).annotate(
        whole=Sum("amount"),
        of_it_owed=Sum(Case(When(owed, then=F("amount")), output_field=_MONEY)),
    )
    return {
        tuple(key): Spent(_pounds(whole) - _pounds(due), _pounds(due))
        for *key, whole, due in found
    }


def spent_in_term(
    signed: Mapping[str, Extension], *names: str, of: Iterable[Borough] | None = None
) -> dict[tuple[str, bool], dict[tuple, Spent]]:
    """What was spent by these columns, by the day it counts on and by the day it arose.

    Of a borough in the pilot or after it: the key's second half says whether it counts as
    its extension's. A reversal counts where the entry does that it takes back.
    """
    spent: dict[tuple[str, bool], dict[tuple, Spent]] = defaultdict(dict)
    for (code, *columns, on, arose_on), amount in spent_by(
        "borough", *names, "on", "arose_on", of=of
    ).items():
        is_of_extension = code in signed and arose_on >= signed[code].starts_on
        rows = spent[code, is_of_extension]
        key = (*columns, on, arose_on)
        rows[key] = rows.get(key, Spent()).plus(amount)
    return spent


def _pounds(amount: Decimal | None) -> Decimal:
    """A sum to the penny: SQLite adds up in floating point."""
    return (amount or NOTHING).quantize(PENNY)


def key_on(code: str, on: date) -> ApportionmentKey | None:
    """The key of this code that holds on a day."""
    keys = ApportionmentKey.objects.filter(code=code, starts_on__lte=on)
    return keys.order_by("-starts_on").first()


def divided(amount: Decimal, key: ApportionmentKey) -> Mapping[Borough, Decimal]:
    """An amount by a key: to the penny, in the boroughs' order, exactly the whole."""
    parts = {
        share.borough: share.parts
        for share in key.shares.select_related("borough").order_by("borough__place")
    }
    return by_parts(amount, parts)
