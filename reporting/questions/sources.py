"""Where referrals come from, over time, beside the training given and the campaign."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from pilot import calendar
from pilot.calendar import PILOT, quarter_of
from referrals.models import Agency, Referral, TrainingEvent
from reporting.over_time import Mark, TimeChart, months_in, time_chart
from reporting.questions.narrowing import NONE, SECTORS, quarters
from reporting.questions.table import Table, Tally, choices, table_of

TAKEN_PLACE = (TrainingEvent.Status.DELIVERED, TrainingEvent.Status.CLOSED)
NAMES = dict(SECTORS)


@dataclass(frozen=True)
class Event:
    """Training or campaign that may have brought referrals: a line of the list."""

    number: str
    what: str
    when: str
    for_whom: str
    href: str


@dataclass(frozen=True)
class Sources:
    """The answer: two tables, a chart on which training is marked, and its numbers."""

    by_sector: Table
    by_agency: Table
    chart: TimeChart
    by_month: list[tuple[str, list[tuple[date, int]]]]  # the numbers behind the chart
    events: list[Event]


def sources(
    referrals: QuerySet[Referral],
    training: QuerySet[TrainingEvent],
    asked: Mapping[str, str],
) -> Sources:
    """Where these referrals came from, quarter by quarter and month by month."""
    counted = list(
        referrals.order_by()
        .values_list("agency", "agency__name", "agency__sector", "received_on")
        .annotate(Count("pk"))
    )
    tallies = _by_quarter(counted)
    months = months_in(PILOT.clipped_to(calendar.today()))
    bands = _by_month(counted, months)
    events = list(training.filter(status__in=TAKEN_PLACE).order_by("on", "pk"))
    columns = choices("quarter", quarters())
    heard_from = {tally.of["sector"] for tally in tallies}
    sectors = [(code, name) for code, name in SECTORS if code in heard_from]
    return Sources(
        by_sector=table_of(
            "Referrals by sector and quarter",
            "Sector",
            rows=choices("sector", sectors),
            columns=columns,
            tallies=tallies,
            asked=asked,
        ),
        by_agency=table_of(
            "Referrals by agency and quarter",
            "Agency or team",
            rows=[
                *choices("agency", _agencies(counted)),
                *choices("sector", [(NONE, NAMES[NONE])] if NONE in heard_from else []),
            ],
            columns=columns,
            tallies=tallies,
            asked=asked,
        ),
        chart=time_chart(
            "sources",
            "Referrals a month by sector, and training given to it",
            months,
            bands,
            names=NAMES,
            marks=[
                Mark(f"T{n}", event.on, frozenset(event.sectors))
                for n, event in enumerate(events, start=1)
            ],
        ),
        by_month=[
            (NAMES[band], list(zip(months, counts, strict=True)))
            for band, counts in bands.items()
        ],
        events=[
            Event(
                f"T{n}",
                event.title,
                calendar.in_words(event.on),
                ", ".join(event.sector_names),
                event.get_absolute_url(),
            )
            for n, event in enumerate(events, start=1)
        ],
    )


def _by_quarter(counted) -> list[Tally]:
    found: Counter = Counter()
    for agency, _, sector, day, count in counted:
        found[agency, sector or NONE, str(quarter_of(day))] += count
    return [
        Tally({"agency": str(agency or ""), "sector": sector, "quarter": quarter}, count)
        for (agency, sector, quarter), count in found.items()
    ]


def _by_month(counted, months: Sequence[date]) -> dict[str, list[int]]:
    """A number for each month of every sector that the pilot aims at or hears from."""
    found: Counter = Counter()
    for _, _, sector, day, count in counted:
        found[sector or NONE, day.replace(day=1)] += count
    heard_from = {sector for sector, _ in found}
    aimed_at = (Agency.Sector.POLICE, Agency.Sector.CHILDRENS, Agency.Sector.YOS)
    return {
        code: [found[code, month] for month in months]
        for code, _ in SECTORS
        if code in heard_from or code in aimed_at
    }


def _agencies(counted) -> list[tuple[int, str]]:
    """Those that referred anybody, the most frequent first."""
    often: Counter = Counter()
    names = {}
    for agency, name, _, _, count in counted:
        if agency:
            often[agency] += count
            names[agency] = name
    return sorted(names.items(), key=lambda row: (-often[row[0]], row[1]))
