"""What the group's pack is made from: each record read once, and only if a part asks.

Nothing here depends on who reads: a pack is one document, the same for everybody who may
open it. So every figure is the one that may be published, whoever asks, and of a concern
only what the group may know is read.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from pilot import calendar
from pilot.accounts import Account, accounts_of, together
from pilot.calendar import Quarter
from pilot.concern_rules import Reading, pauses_in, readings
from pilot.models import (
    Absence,
    Accreditation,
    AgendaItem,
    Borough,
    Concern,
    ConcernEntry,
    ContractAction,
    ContractRisk,
    Extension,
    GroupMeeting,
    Variation,
)
from pilot.rota import Rota
from reporting.assumptions import Assumed, assumed
from reporting.dashboard import CLOSED, DaysPanel, Panel
from reporting.dashboard.days import days_panel
from reporting.dashboard.panels import panels_of
from reporting.figures import Figures, figures_to
from reporting.indicators import TOTAL, Place
from reporting.models import Return
from reporting.packs.table import Table
from reporting.returns.reading import returns_in
from reporting.targets import Targets, targets_of

IN_CLEAR: frozenset[Place] = frozenset()  # nothing: a pack leaves the provider


@dataclass(frozen=True)
class OpenConcern:
    """A concern with its clocks. What was written in its thread is not here."""

    concern: Concern
    clocks: list[Reading]

    @property
    def late(self) -> list[Reading]:
        """The clocks that have run out and not stopped."""
        return [each for each in self.clocks if each.is_late and each.stopped_on is None]


class Records:
    """The records of one quarter's pack, as they stand today."""

    def __init__(self, quarter: Quarter) -> None:
        self.quarter = quarter
        self.on = calendar.today()

    @property
    def is_over(self) -> bool:
        """Whether the quarter is over, so that its outcomes can be shown."""
        return self.on > self.quarter.period.last

    @cached_property
    def boroughs(self) -> list[Borough]:
        """The councils, in the order of every table."""
        return list(Borough.objects.select_related("agreement"))

    @cached_property
    def figures(self) -> Figures:
        """Every figure up to the end of the quarter."""
        return figures_to(self.quarter, of=self.boroughs, accounts=lambda: self.accounts)

    @cached_property
    def targets(self) -> Targets:
        """What the figures should come to, where an officer has said so."""
        return targets_of(borough.pk for borough in self.boroughs)

    @cached_property
    def panels(self) -> list[Panel]:
        """Every figure with the boroughs side by side, as it may be published."""
        return self.panels_of(None)

    def panels_of(self, place: Place | None) -> list[Panel]:
        """Every figure of one borough beside the pilot's, as it may be published.

        Without what the pages of figures say of each assumption: the annex says that.
        """
        return panels_of(
            self.figures, IN_CLEAR, place, {}, self.targets, may_raise=False, doors=CLOSED
        )

    def days_of(self, place: Place | None = None) -> DaysPanel:
        """Days by post of one borough, or of all three; of the pilot in any case."""
        return days_panel(self.figures, place, {}, may_raise=False)

    def table(self, caption: str, *codes: str) -> Table:
        """These figures side by side, with all that may stand beside them."""
        panels = [panel for panel in self.panels if panel.indicator.code in codes]
        return Table(self.figures, caption, panels, (*self.figures.boroughs, TOTAL))

    @cached_property
    def accounts(self) -> list[Account]:
        """Each council's money."""
        return accounts_of(self.boroughs)

    @cached_property
    def account(self) -> Account:
        """The pilot's money."""
        return together(self.accounts)

    @cached_property
    def concerns(self) -> list[OpenConcern]:
        """The concerns that nobody has closed, what is due first, with their clocks."""
        found = list(Concern.objects.open().for_listing())
        told = defaultdict(list)
        entries = ConcernEntry.objects.filter(concern__in=found)
        for concern, kind, at in entries.order_by("written_at", "pk").values_list(
            "concern", "kind", "written_at"
        ):
            told[concern].append((kind, at))
        return [
            OpenConcern(each, readings(each, pauses_in(told[each.pk]))) for each in found
        ]

    @cached_property
    def risks(self) -> list[ContractRisk]:
        """The risks of the contract that are not closed, of every borough."""
        return list(ContractRisk.objects.open().for_listing())

    @cached_property
    def actions(self) -> list[ContractAction]:
        """What is to be done, and what was done since the quarter began."""
        rows = ContractAction.objects.for_listing()
        since = self.quarter.period.start
        return [row for row in rows if row.done_on is None or row.done_on >= since]

    @cached_property
    def rota(self) -> Rota:
        """Where each post works on each day."""
        return Rota.read()

    @cached_property
    def absences(self) -> list[tuple[Absence, list[Borough]]]:
        """The absences that last or begin soon, and the boroughs that go without."""
        absences = Absence.objects.to_tell().for_listing().order_by("starts_on", "pk")
        found = [(absence, self.rota.boroughs_without(absence)) for absence in absences]
        return [(absence, boroughs) for absence, boroughs in found if boroughs]

    @cached_property
    def returns(self) -> list[Return]:
        """Each council's return of every quarter up to this one that is over."""
        found = returns_in(self.boroughs, Return.objects.for_listing())
        return [
            each
            for each in found
            if each.of_quarter <= self.quarter and each.of_quarter.period.last < self.on
        ]

    @cached_property
    def agenda(self) -> list[AgendaItem]:
        """The points of the meeting that this pack is for."""
        if self.meeting is None:
            return []
        standing = AgendaItem.objects.standing().filter(meeting=self.meeting)
        return list(standing.for_listing())

    @cached_property
    def extensions(self) -> list[Extension]:
        """The extensions that a council is asked to decide."""
        waiting = (Extension.Status.PROPOSED, Extension.Status.EVIDENCED)
        return list(Extension.objects.filter(status__in=waiting).for_listing())

    @cached_property
    def variations(self) -> list[Variation]:
        """The variations that nobody has decided yet."""
        return list(Variation.objects.waiting().for_listing())

    @property
    def returns_not_submitted(self) -> list[Return]:
        """The returns of quarters that are over, and that MOPAC has never got."""
        return [each for each in self.returns if not each.submitted]

    @cached_property
    def accreditations(self) -> list[Accreditation]:
        """The accreditations that run out soon, or have."""
        return list(Accreditation.objects.running_out(self.on).for_listing())

    @property
    def concerns_with_the_group(self) -> list[OpenConcern]:
        """The open concerns that were brought to the group."""
        return [each for each in self.concerns if each.concern.escalated_on]

    @cached_property
    def assumptions(self) -> list[Assumed]:
        """Every assumption and the figures that rest on it."""
        return assumed()

    @cached_property
    def meeting(self) -> GroupMeeting | None:
        """The meeting that this pack is for: the next one, or else the last one held."""
        of_it = [
            meeting
            for meeting in GroupMeeting.objects.filter(cancelled_because="").order_by("on")
            if meeting.pack_quarter == self.quarter
        ]
        ahead = [meeting for meeting in of_it if meeting.is_ahead]
        return (ahead or of_it[-1:] or [None])[0]
