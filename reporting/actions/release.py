"""A quarter leaves the provider: decided together with all that left before it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction

from pilot import audit, calendar, parameters
from pilot.calendar import Quarter
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused
from reporting.disclosure import (
    EVERY_ANSWER,
    PILOT,
    RATE_PARTS,
    AlreadyDisclosed,
    Cell,
    Decisions,
    DisclosureClass,
    Reason,
    decide_releases,
)
from reporting.disclosure import cumulative as to_date
from reporting.disclosure.figures import Known
from reporting.disclosure.releases import (
    Period,
    in_words,
    is_to_date,
    period_in,
    told_of,
)
from reporting.equality import CHARACTERISTICS, EVERYBODY, equality_counts
from reporting.figures import Figure, Figures, figures_to
from reporting.indicators import EQUALITY_COMPLETE, INDICATORS, Indicator, Place
from reporting.models import Release
from reporting.reasons import LOSSES, Losses, reason_counts
from reporting.released import Released

Kept = dict[str, Any]
_BY_CODE = {indicator.code: indicator for indicator in INDICATORS}


@transaction.atomic
@parameters.read_once()
def release_quarter(quarter: Quarter, *, by: User) -> Release:
    """The quarter's figures have left the provider, for all boroughs and the pilot at once.

    What may be shown of them is decided on top of everything released before, and stays
    (dictionary 9, step 6). The latest release of the quarter is returned as it is when
    nothing has changed since. Refused while the quarter is still running.
    """
    by.require(Permission.SIGN_RETURN)
    if calendar.today() <= quarter.period.last:
        raise TransitionRefused(
            f"The figures of {quarter.label} are released when the quarter is over."
        )
    earlier = list(Release.objects.in_order())
    of_quarter = [release for release in earlier if release.quarter == str(quarter)]
    figures = figures_to(quarter)
    release = Release(
        quarter=str(quarter),
        number=len(of_quarter) + 1,
        sequence=len(earlier),
        released_at=calendar.now(),
        released_by=by,
        counts=_counts(figures)
        | equality_counts(figures.quarters, figures.as_at)
        | reason_counts(figures.quarters, figures.as_at),
        averages=_averages(figures),
    )
    if of_quarter and _is_the_same(of_quarter[-1], release):
        return of_quarter[-1]
    _decide_all([*earlier, release], figures)
    try:
        with transaction.atomic():
            release.save(force_insert=True)
    except IntegrityError:
        raise Overtaken("Somebody else has just released figures.") from None
    audit.record(release, "released", by=by)
    return release


def _is_the_same(one: Release, other: Release) -> bool:
    return (one.counts, one.averages) == (other.counts, other.averages)


def _counts(figures: Figures) -> Kept:
    """What was counted in clear of every figure, in every quarter and line of its table."""
    return {
        indicator.code: {
            str(quarter): {
                place.code: _counted(figures.figure(indicator, place, str(quarter)))
                for place in figures.places(indicator)
                if place.code != PILOT
            }
            for quarter in figures.quarters
        }
        for indicator in INDICATORS
    }


def _counted(figure: Figure) -> list[Any]:
    if not figure.indicator.is_rate:
        return [figure.clear.numerator]
    return [figure.clear.numerator, figure.clear.denominator, figure.uncovered]


def _averages(figures: Figures) -> Kept:
    """The means and medians, which no sum gives, and of how many rows each is."""
    kept: Kept = defaultdict(lambda: defaultdict(dict))
    for (code, place, period), figure in figures.table.items():
        if figure.averaged:
            kept[code][in_words(period)][place] = [str(figure.average), figure.averaged]
    return {code: dict(periods) for code, periods in kept.items()}


def _decide_all(releases: Sequence[Release], figures: Figures) -> None:
    """The last of the releases says what may be shown of the numbers that it brings.

    What other figures are part of is decided before them.
    """
    release = releases[-1]
    release.decided = {}
    for indicator in sorted(INDICATORS, key=_depth):
        if not indicator.is_in_clear:
            release.decided[indicator.code] = _new_decisions(indicator, releases, figures)
    for characteristic in CHARACTERISTICS:
        release.decided[characteristic.code] = _of_groups(characteristic.code, releases)
    for losses in LOSSES:
        release.decided[losses.code] = _of_losses(losses, releases)


def _depth(indicator: Indicator) -> int:
    return 1 + _depth(_BY_CODE[indicator.within]) if indicator.within else 0


def _new_decisions(
    indicator: Indicator, releases: Sequence[Release], figures: Figures
) -> Kept:
    decided = dict(_cells(indicator.code, releases[:-1]))
    places = dict.fromkeys(
        place
        for release in releases
        for row in release.counts.get(indicator.code, {}).values()
        for place in row
    )
    known: Sequence[Known] = ()
    if indicator.within:
        known = _known(indicator, releases, (*places, PILOT), figures)
    kept: Kept = defaultdict(lambda: defaultdict(dict))
    shown = dict.fromkeys(_shown_elsewhere(indicator, releases), True)
    for tables in _systems(indicator, releases):
        decisions = _decide(
            tables,
            indicator.disclosure,
            tuple(places),
            {**decided, **shown},
            known,
            is_sensitive=indicator.is_sensitive,
        )
        for cell, reason in decisions.reasons.items():
            if cell not in decided:
                kept[in_words(cell.period)][cell.place][cell.part] = reason or ""
    return {period: dict(row) for period, row in kept.items()}


def _shown_elsewhere(indicator: Indicator, releases: Sequence[Release]) -> Iterator[Cell]:
    """The numbers that stand in another table: how many people were accepted to date is
    the total of every protected characteristic."""
    if indicator is EQUALITY_COMPLETE:
        for release in releases:
            again = (*to_date(release.quarter), str(release.sequence))
            for period in (again, *map(to_date, release.counts[indicator.code])):
                yield Cell(PILOT, period, RATE_PARTS[-1])


def _decide(
    tables: Sequence[Mapping[str, Any]],
    disclosure_class: DisclosureClass,
    places: tuple[str, ...],
    decided: Mapping[Cell, bool],
    known: Sequence[Known] = (),
    *,
    is_sensitive: bool = True,
) -> Decisions[Cell]:
    """What may be shown of these tables, or nothing new where too much is known already.

    That can be so when the threshold was raised since an earlier release. What follows from
    other figures alone is no reason to show nothing.
    """
    threshold = parameters.value("P-01")
    try:
        return decide_releases(
            tables,
            disclosure_class=disclosure_class,
            boroughs=places,
            is_sensitive=is_sensitive,
            threshold=threshold,
            decided=decided,
            known=known,
        )
    except AlreadyDisclosed:
        if known:
            return _decide(
                tables, disclosure_class, places, decided, is_sensitive=is_sensitive
            )
        every = decide_releases(tables, disclosure_class=DisclosureClass.A, boroughs=places)
        return Decisions(dict.fromkeys(every.reasons, Reason.WITHHELD))


def _known(
    indicator: Indicator,
    releases: Sequence[Release],
    places: Sequence[str],
    figures: Figures,
) -> list[Known]:
    """What readers knew at each release of the figure that this one is part of."""
    whole = _BY_CODE[indicator.within]
    if whole.is_in_clear:
        return [_counted_in_days_of(indicator, whole, each, figures) for each in releases]
    return [
        _as_published(whole, Released.of(releases[: number + 1]), places)
        for number in range(len(releases))
    ]


def _counted_in_days_of(
    indicator: Indicator, headline: Indicator, release: Release, figures: Figures
) -> Known:
    """A headline figure is live: whoever looks every day knows it for any days, also for
    those of a cohort that is followed up. Of each quarter and to date."""
    days = {
        str(quarter): indicator.cohort(quarter.period, release.as_at)
        for quarter in figures.quarters
        if str(quarter) <= release.quarter
    }
    tallies = headline.tally(days, figures.facts)
    found: dict[tuple[str, Period], int] = {}
    so_far: Counter[str] = Counter()
    for quarter in days:
        for place in figures.places(headline):
            if place.code != PILOT:
                line = place.code if place in figures.boroughs else None
                many = tallies.get((line, quarter), headline.nothing).numerator
                for code in (place.code, PILOT):
                    found[code, quarter] = found.get((code, quarter), 0) + many
                    so_far[code] += many
        found |= {(place, to_date(quarter)): many for place, many in so_far.items()}
    return found


def _as_published(whole: Indicator, released: Released, places: Sequence[str]) -> Known:
    found: dict[tuple[str, Period], int | None] = {}
    for code, period in released.told:
        for place in places if code == whole.code else ():
            published = released.last(whole, Place(place, ""), period).published
            told = published.denominator if whole.is_rate else published.numerator
            found[place, period] = told if isinstance(told, int) else None
    return found


def _of_groups(code: str, releases: Sequence[Release]) -> Kept:
    """Pilot-wide and to date only: the rest of class C never leaves and is not kept.

    Where the total may not be told here, no group is: others tell how many there are.
    """
    decided = dict(_cells(code, releases[:-1]))
    tables = [release.counts.get(code, {}) for release in releases]
    known = [_totals(table) for table in tables]
    decisions = _decide(tables, DisclosureClass.C, (EVERYBODY,), decided, known)
    kept: Kept = defaultdict(lambda: {PILOT: {}})
    for cell, reason in decisions.reasons.items():
        if cell.place == PILOT and is_to_date(cell.period) and cell not in decided:
            total = decisions.reasons[cell._replace(part=EVERY_ANSWER)]
            because = reason or (total and Reason.WITHHELD) or ""
            kept[in_words(cell.period)][PILOT][cell.part] = because
    return dict(kept)


def _totals(table: Mapping[str, Any]) -> Known:
    """How many gave an answer, which headline figures tell of every quarter and to date."""
    found: dict[tuple[str, Period], int] = {}
    so_far = 0
    for quarter, row in sorted(table.items()):
        many = sum(row[EVERYBODY].values())
        so_far += many
        for place in (EVERYBODY, PILOT):
            found |= {(place, quarter): many, (place, to_date(quarter)): so_far}
    return found


def _of_losses(losses: Losses, releases: Sequence[Release]) -> Kept:
    """The same; hidden with the number of the figure that their total would tell."""
    kept = _of_groups(losses.code, releases)
    hidden = _hidden_to_date(losses.beside, releases)
    for period, row in kept.items():
        if told_of(period_in(period)) in hidden:
            row[PILOT] = dict.fromkeys(row[PILOT], Reason.WITHHELD)
    return kept


def _hidden_to_date(code: str, releases: Sequence[Release]) -> set[Period]:
    """To the end of which quarters any number of the pilot's was ever hidden."""
    return {
        told_of(period_in(period))
        for release in releases
        for period, row in release.decided.get(code, {}).items()
        if any(row[PILOT].values())
    }


def _cells(code: str, releases: Sequence[Release]) -> Iterator[tuple[Cell, bool]]:
    """Everything that was decided before: whether it was shown."""
    for release in releases:
        for period, row in release.decided.get(code, {}).items():
            for place, parts in row.items():
                for part, reason in parts.items():
                    yield Cell(place, period_in(period), part), not reason


def _systems(
    indicator: Indicator, releases: Sequence[Release]
) -> list[list[Mapping[str, Any]]]:
    """The tables that add up: all quarters together, or each alone.

    How many there are at the end of a quarter adds up to nothing over the quarters.
    """
    tables = [_table(indicator, release) for release in releases]
    if not indicator.is_level:
        return [tables]
    quarters = dict.fromkeys(quarter for table in tables for quarter in table)
    return [
        [{name: row for name, row in table.items() if name == quarter} for table in tables]
        for quarter in quarters
    ]


def _table(indicator: Indicator, release: Release) -> Mapping[str, Any]:
    return {
        quarter: {
            place: (counted[0], counted[1]) if indicator.is_rate else counted[0]
            for place, counted in row.items()
        }
        for quarter, row in release.counts.get(indicator.code, {}).items()
    }
