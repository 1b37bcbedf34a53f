"""References of this side: of another shape than a case's, and random like it.

So neither can be derived from the other, and an address or a search on his side has no
place for one of these (domain 4.7).
"""

from pilot import references

SPLIT = 3


def new_reference() -> str:
    """A fresh reference such as "K7Q-M4RXD"."""
    return references.new_reference(SPLIT)


def as_reference(typed: str) -> str:
    """What somebody typed or heard, in the form a reference of this side is kept in."""
    return references.as_reference(typed, SPLIT)


class PartnerReferenceConverter(references.ReferenceConverter):
    """A reference of this side in an address. Anything else there is not a page."""

    regex = f"[{references.ALPHABET}]{{3}}-[{references.ALPHABET}]{{5}}"
