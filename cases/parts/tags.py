from typing import NamedTuple

from cases.models import Case
from pilot.models import User


class Tag(NamedTuple):
    """A word or two beside the name of a case."""

    text: str
    colour: str


def tags(case: Case, user: User) -> list[Tag]:
    """What anybody who opens the case should see of it at a glance."""
    shown = []
    if case.is_with_a_young_person:
        shown.append(Tag("Young person", "purple"))
    return shown
