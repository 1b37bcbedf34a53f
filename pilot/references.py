"""Short public identifiers that can be read aloud and say nothing about their owner.

They are random, so they carry no borough, no order and no date, and those of one kind of
record correlate with nothing on another (dictionary 4, domain 4.7). The alphabet leaves
out what is misheard or misread: no vowels, no 0 O 1 I L, and neither B nor 8, S nor 5.
"""

import random
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

ALPHABET = "234679CDFGHJKMNPQRTVWX"
LENGTH = 8
SPLIT = 4  # letters before the hyphen

_choose: ContextVar[Callable[[str], str]] = ContextVar("choose", default=secrets.choice)


def new_reference(split: int = SPLIT) -> str:
    """A fresh reference such as "K7QM-4RXD": one of 54 thousand million.

    Split elsewhere it is of another kind, which no address or search for these finds.
    """
    choose = _choose.get()
    letters = "".join(choose(ALPHABET) for _ in range(LENGTH))
    return f"{letters[:split]}-{letters[split:]}"


def as_reference(typed: str, split: int = SPLIT) -> str:
    """What somebody typed or heard, in the form a reference is kept in."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return f"{letters[:split]}-{letters[split:]}"


@contextmanager
def repeatable(seed: int) -> Iterator[None]:
    """Inside the block the same seed gives the same references. For invented data only."""
    # S311: nothing secret hangs on an invented year; real references never pass here.
    token = _choose.set(random.Random(seed).choice)
    try:
        yield
    finally:
        _choose.reset(token)


class ReferenceConverter:
    """A reference in an address. Anything else there is not a page."""

    regex = f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}"

    def to_python(self, value: str) -> str:
        """The reference as it is stored."""
        return value

    def to_url(self, value: str) -> str:
        """The reference as it is written in an address."""
        return value
