"""The rules money is counted by: the award, what counts against it, and who bears what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain

from django.db.models import Case, DecimalField, F, Q, Sum, When

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


def awards_on(on: date) -> dict[str, Decimal]:
    """What each borough may spend in all, as it stands on a day.

    An approved variation or an extension is read here, and nowhere else.
    """
    agreed = Agreement.objects.filter(starts_on__lte=on).values_list("borough", "value")
    awards = dict(agreed)
    added_by = (Variation.objects, Extension.objects)
    for borough, added in chain.from_iterable(rows.money_added(on) for rows in added_by):
        awards[borough] += _pounds(added)
    return awards


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

    A reversal counts with what it takes back: that of a bill owed lowers what is owed.
    """
    rows = CostShare.objects.order_by()
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
