"""The parts of a pack that are records of the contract: concerns, decisions, the agenda."""

from collections import Counter
from dataclasses import dataclass

from pilot.models import (
    AgendaItem,
    Assumption,
    Borough,
    Extension,
    GroupMeeting,
    Variation,
)
from reporting.models import Return
from reporting.packs.figures import is_assumed
from reporting.packs.records import OpenConcern, Records
from reporting.packs.table import Table

TO_ACCEPT = (Return.Status.PROVIDER_SIGNED, Return.Status.OFFICER_REVIEW)
RAISED = "C11"  # the figure that counts what officers raised


@dataclass(frozen=True)
class Concerns:
    """The concerns that are open with their clocks, and how many there are by borough."""

    raised: Table
    open: list[OpenConcern]
    counts: list[tuple[Borough, int, int, int]]  # open, late, taken to the group


@dataclass(frozen=True)
class Decisions:
    """What waits for the group, or for one of its councils."""

    meeting: GroupMeeting | None
    agenda: list[AgendaItem]
    returns: list[Return]
    concerns: list[OpenConcern]
    extensions: list[Extension]
    variations: list[Variation]
    assumptions: list[Assumption]


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


def decisions(records: Records) -> Decisions:
    """The agenda of the meeting, and what else is to be decided."""
    waiting = (Extension.Status.PROPOSED, Extension.Status.EVIDENCED)
    agenda = AgendaItem.objects.standing().filter(meeting=records.meeting)
    return Decisions(
        meeting=records.meeting,
        returns=[each for each in records.returns if each.status in TO_ACCEPT],
        agenda=list(agenda.for_listing()) if records.meeting else [],
        concerns=[each for each in records.concerns if each.concern.escalated_on],
        extensions=list(Extension.objects.filter(status__in=waiting).for_listing()),
        variations=list(Variation.objects.waiting().for_listing()),
        assumptions=[
            each.assumption for each in records.assumptions if is_assumed(each.assumption)
        ],
    )
