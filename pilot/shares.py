"""One amount shared out: the parts are rounded, and still add up to the whole."""

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from typing import TypeVar

Key = TypeVar("Key")


def in_steps(shares: Mapping[Key, Decimal], step: Decimal) -> dict[Key, Decimal]:
    """The shares in whole steps that add up to their sum, itself in whole steps.

    What rounding down leaves goes to the largest remainders; ties to whoever stands first.
    """
    rounded = {key: share.quantize(step, ROUND_DOWN) for key, share in shares.items()}
    left = sum(shares.values(), Decimal(0)).quantize(step) - sum(rounded.values())
    in_order = sorted(shares, key=lambda key: rounded[key] - shares[key])
    for key in in_order[: int(left / step)]:
        rounded[key] += step
    return rounded


def by_parts(whole: Decimal, parts: Mapping[Key, int]) -> dict[Key, Decimal]:
    """An amount in pounds and pence divided in these parts, to the penny and exactly.

    Reckoned in whole pence, so that ties are ties: they go to whoever stands first.
    """
    pence, of = int(whole.scaleb(2)), sum(parts.values())
    sign, pence = (-1, -pence) if pence < 0 else (1, pence)
    shares = {key: pence * part // of for key, part in parts.items()}
    left = pence - sum(shares.values())
    in_order = sorted(parts, key=lambda key: -(pence * parts[key] % of))
    for key in in_order[:left]:
        shares[key] += 1
    return {key: Decimal(sign * share).scaleb(-2) for key, share in shares.items()}
