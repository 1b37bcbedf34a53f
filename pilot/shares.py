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
