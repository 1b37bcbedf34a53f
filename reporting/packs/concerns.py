"""The part of a pack about what the councils are concerned about."""

from collections import Counter
from dataclasses import dataclass

from pilot.models import Borough
from reporting.packs.records import OpenConcern, Records
from reporting.packs.table import Table

RAISED = "C11"  # the figure that counts what officers raised


@dataclass(frozen=True)
class Concerns:
    """The concerns that are open with their clocks, and how many there are by borough."""

    raised: Table
    open: list[OpenConcern]
    counts: list[tuple[Borough, int, int, int]]  # open, late, taken to the group


def concerns(records: Records) -> Concerns:
    """In summary, as the group may know them: no word that either side wrote."""
    found = [each.concern for each in records.concerns]
    open_ = Counter(each.borough_id for each in found)
    late = Counter(each.borough_id for each in found if each.is_late)
    escalated = Counter(each.borough_id for each in found if each.escalated_on)
    return Concerns(
        raised=records.table("Concerns raised", RAISED),
        open=records.concerns,
        counts=[
            (each, open_[each.pk], late[each.pk], escalated[each.pk])
            for each in records.boroughs
        ],
    )
