"""The targets and baselines of figures as they stand: what nobody set is not there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pilot.calendar import Quarter
from reporting.indicators import INDICATORS, Indicator, Outcome, Place
from reporting.models import Baseline, Target

NO_BASELINE = "none recorded"  # none was given, and none is invented
FUNNEL = "F01"  # what became of referrals: its steps have their own figures

# Context counts have no target (dictionary 8.2).
WITH_TARGETS: Mapping[str, Indicator] = {
    each.code: each
    for each in INDICATORS
    if each.outcome is not Outcome.CONTEXT and each.code != FUNNEL
}


@dataclass(frozen=True)
class Targets:
    """The latest target of each figure, borough and period, and each baseline."""

    standing: Mapping[tuple[str, str, str, bool], Target]
    baselines: Mapping[tuple[str, str], Baseline]

    def of_quarter(self, code: str, place: Place, quarter: Quarter) -> Target | None:
        """What the figure should come to in the quarter; None if nobody said."""
        return self.standing.get((code, place.code, str(quarter), False))

    def to_date(self, code: str, place: Place, quarter: Quarter) -> Target | None:
        """What it should come to from the pilot's start to the end of the quarter."""
        return self.standing.get((code, place.code, str(quarter), True))

    def of(self, code: str, place: Place) -> list[Target]:
        """All that stand of a figure in a place, in the order of their quarters."""
        found = [
            target
            for (of_code, borough, _, _), target in self.standing.items()
            if (of_code, borough) == (code, place.code)
        ]
        return sorted(found, key=lambda each: (each.quarter, each.is_to_date))

    def baseline(self, code: str, place: Place) -> Baseline | None:
        """What was recorded of the time before; None if nothing was."""
        return self.baselines.get((code, place.code))


def targets_of(boroughs: Iterable[str]) -> Targets:
    """What stands for these boroughs, by their codes: two queries, whatever there is."""
    codes = list(boroughs)
    targets = Target.objects.filter(borough__in=codes).in_order()
    baselines = Baseline.objects.filter(borough__in=codes).in_order()
    latest = {
        (each.code, each.borough_id, each.quarter, each.is_to_date): each
        for each in targets
    }
    return Targets(
        standing={key: each for key, each in latest.items() if each.value is not None},
        baselines={(each.code, each.borough_id): each for each in baselines},
    )
