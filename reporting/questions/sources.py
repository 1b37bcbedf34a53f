"""Where referrals come from, over time, beside the training given and the campaign."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from pilot import calendar
from pilot.calendar import PILOT, quarter_of
from referrals.models import Agency, CampaignActivity, Referral, TrainingEvent
from reporting.over_time import Mark, Span, TimeChart, months_in, time_chart
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
    page: str  # its own, by name, and what stands in the address
    reference: str


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
    activities: QuerySet[CampaignActivity],
    asked: Mapping[str, str],
) -> Sources:
    """Where these referrals came from, quarter by quarter and month by month."""
    counted = list(
        referrals.order_by()
        .values_list("agency", "agency__name", "sector", "received_on")
        .annotate(Count("pk"))
    )
    tallies = _by_quarter(counted)
    pilot_so_far = PILOT.clipped_to(calendar.today())
    months = months_in(pilot_so_far)
    bands = _by_month(counted, months)
    events = list(training.filter(status__in=TAKEN_PLACE).order_by("on", "pk"))
    campaign = list(
        activities.standing().under_way_in(pilot_so_far).order_by("starts_on", "pk")
    )
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
            "Referrals a month by sector, with training and campaign",
            months,
            bands,
            names=NAMES,
            marks=[
                Mark(f"T{n}", event.on, frozenset(event.sectors))
                for n, event in enumerate(events, start=1)
            ],
            spans=[
                Span(f"C{n}", activity.starts_on, activity.ends_on)
                for n, activity in enumerate(campaign, start=1)
            ],
        ),
        by_month=[
            (NAMES[band], list(zip(months, counts, strict=True)))
            for band, counts in bands.items()
        ],
        events=[
            *(_training(n, event) for n, event in enumerate(events, start=1)),
            *(_activity(n, activity) for n, activity in enumerate(campaign, start=1)),
        ],
    )


def _training(n: int, event: TrainingEvent) -> Event:
    return Event(
        f"T{n}",
        event.title,
        calendar.in_words(event.on),
        ", ".join(event.sector_names),
        "referrals:training_detail",
        event.reference,
    )


def _activity(n: int, activity: CampaignActivity) -> Event:
    days = [calendar.in_words(activity.starts_on), calendar.in_words(activity.ends_on)]
    return Event(
        f"C{n}",
        activity.title,
        " to ".join(dict.fromkeys(days)),
        activity.audience,
        "referrals:campaign_detail",
        activity.reference,
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
    return {
        code: [found[code, month] for month in months]
        for code, _ in SECTORS
        if code in heard_from or code in Agency.TARGET_SECTORS
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
