"""What an officer asked the provider to put right, and how far it is."""

from dataclasses import dataclass

from pilot.concern_rules import in_brief
from pilot.models import Concern

SHOWN = 10


@dataclass(frozen=True)
class Concerns:
    """An officer's open concerns with their clocks in words."""

    template = "reporting/parts/concerns.html"
    heading = "Concerns"
    rows: list[tuple[Concern, str]]


def concerns_of(user) -> Concerns:
    """The open ones of the officer's boroughs, what is due first."""
    concerns = Concern.objects.visible_to(user).theirs(user).open().for_listing()
    return Concerns(
        rows=[(concern, in_brief(concern)) for concern in concerns[:SHOWN]],
    )
