"""What has left the provider: each figure as it was submitted, and as it was restated.

Read with one query, however many releases there are, and never decided again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from pilot.calendar import Quarter
from reporting.disclosure import PILOT
from reporting.disclosure import cumulative as to_date
from reporting.disclosure.releases import (
    Period,
    in_words,
    is_change,
    is_to_date,
    period_in,
    told_of,
)
from reporting.figure import EVERYTHING, Number, Version, version_of
from reporting.indicators import Indicator, Place, Tally
from reporting.models import Release


class Told(NamedTuple):
    """A number that left the provider: in which release, and what the rule calls it."""

    period: Period
    release: Release

    @property
    def quarter(self) -> str:
        """The quarter it tells of, or up to the end of which."""
        return self.period[1] if isinstance(self.period, tuple) else self.period


@dataclass(frozen=True)
class Released:
    """Every release so far, in their order."""

    releases: tuple[Release, ...] = ()
    told: dict[tuple[str, Period], list[Told]] = field(default_factory=dict)

    @classmethod
    def so_far(cls) -> "Released":
        """What has been released by now: one query."""
        return cls.of(Release.objects.in_order())

    @classmethod
    def of(cls, releases: Iterable[Release]) -> "Released":
        """These releases, and what each of them told of every figure."""
        found = cls(tuple(releases))
        for release in found.releases:
            for code, quarters in release.counts.items():
                if code in release.decided:
                    found.keep(code, map(period_in, release.decided[code]), release)
                    continue
                for quarter in quarters:  # in clear to everybody: nothing was decided
                    for period in (quarter, to_date(quarter)):
                        if (code, period) not in found.told:
                            found.keep(code, [period], release)
        return found

    def keep(self, code: str, periods: Iterable[Period], release: Release) -> None:
        """Each of these numbers is told by the release."""
        for period in periods:
            if not is_change(period):
                which = (code, told_of(period))
                self.told.setdefault(which, []).append(Told(period, release))

    def first_of(self, quarter: Quarter) -> Release | None:
        """The release with which the quarter left the provider: its own, or a later's."""
        found = (each for each in self.releases if each.quarter >= str(quarter))
        return next(found, None)

    def versions(
        self, indicator: Indicator, place: Place, period: Period
    ) -> tuple[Version | None, Version | None]:
        """The figure as it was submitted, and as it was restated last, if it was."""
        told = self.told.get((indicator.code, period))
        if not told:
            return None, None
        last = self.last(indicator, place, period) if len(told) > 1 else None
        return _version(told[0], indicator, place), last

    def last(self, indicator: Indicator, place: Place, period: Period) -> Version:
        """The figure of a period that has been released, as it left last."""
        return _version(self.told[indicator.code, period][-1], indicator, place)


def _version(told: Told, indicator: Indicator, place: Place) -> Version:
    average, averaged = _average(told, indicator, place)
    return version_of(
        indicator,
        _tally(told, indicator, place),
        on=told.release.as_at,
        shown=_shown(told, indicator, place),
        average=average,
        averaged=averaged,
    )


def _tally(told: Told, indicator: Indicator, place: Place) -> Tally:
    """What was counted: of a quarter, or of all quarters to date."""
    rows = told.release.counts[indicator.code]
    is_sum = is_to_date(told.period) and not indicator.is_level
    of_quarter = told.quarter
    numerator = denominator = uncovered = 0
    for quarter, row in rows.items():
        if quarter == of_quarter or (is_sum and quarter < of_quarter):
            for line, counted in row.items():
                if place.code in (line, PILOT):
                    met, base, unknown = (*counted, 0, 0)[:3]
                    numerator += met
                    denominator += base
                    uncovered += unknown
    return Tally(numerator, denominator, uncovered=uncovered)


def _shown(told: Told, indicator: Indicator, place: Place) -> Mapping[str, bool]:
    """Which parts may be shown: all of them where nothing had to be decided."""
    decided = told.release.decided.get(indicator.code)
    if decided is None:
        return EVERYTHING
    because = decided[in_words(told.period)][place.code]
    return {part: not reason for part, reason in because.items()}


def _average(told: Told, indicator: Indicator, place: Place) -> tuple[Number, int]:
    kept = told.release.averages.get(indicator.code, {})
    row = kept.get(in_words(told_of(told.period)), {})
    average, averaged = row.get(place.code, (None, 0))
    return average and Decimal(average), averaged
