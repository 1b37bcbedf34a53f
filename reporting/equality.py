"""Who was accepted, by protected characteristic: pilot-wide, to date, in large groups.

Class C of the dictionary's section 9. One query counts every question, whatever there is to
count; outside the provider stands what was released with the quarter. The groups are the
same whatever is counted, and an answer that is missing or refused is a group of its own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, Value, When
from django.db.models.functions import (
    Coalesce,
    ExtractDay,
    ExtractMonth,
    ExtractYear,
)

from cases.models.answers import ANSWERS, NonAnswer
from cases.models.ethnicity import NOT_STATED, group_of
from pilot.calendar import Quarter
from reporting.days import name_of_period
from reporting.disclosure import PILOT, SUPPRESSED_BECAUSE, collapse
from reporting.disclosure import cumulative as to_date
from reporting.disclosure.releases import in_words
from reporting.figure import HIDDEN, NOT_RELEASED, WAITING, Number
from reporting.figures import Figures
from reporting.indicators import EQUALITY_COMPLETE
from reporting.released import Told

EVERYBODY = "ALL"  # one line: boroughs are never told apart
TOGETHER = "Everybody"  # the row of the total
EQUALITY = "perpetrator__equality"
NOT_ASKED = Value(NonAnswer.NOT_ASKED.value, output_field=CharField())
YOUNGER_THAN = {18: "10 to 17", 25: "18 to 24", 35: "25 to 34", 45: "35 to 44"}
OLDEST = "45 and over"


@dataclass(frozen=True)
class Characteristic:
    """A question, where its answer stands, and the groups its answers are put into."""

    code: str
    label: str
    answer: Any
    groups: Mapping[str, str]


def _asked(code: str, label: str, question: str, **together: str) -> Characteristic:
    """Of a question of the equality record; `together` renames answers into one group."""
    groups = {answer: together.get(answer, words) for answer, words in ANSWERS[question]}
    return _grouped(code, label, Coalesce(F(f"{EQUALITY}__{question}"), NOT_ASKED), groups)


def _grouped(code: str, label: str, answer: Any, groups: dict[str, str]) -> Characteristic:
    unstated = dict.fromkeys(NonAnswer.values, NOT_STATED)
    return Characteristic(code, label, answer, {**groups, **unstated})


def _disability() -> Case:
    """As the Equality Act defines it: what `EqualityRecord.is_disabled` says, in SQL."""
    no = Q(**{f"{EQUALITY}__condition": "NO"}) | Q(**{f"{EQUALITY}__effect": "NONE"})
    yes = {f"{EQUALITY}__condition": "YES", f"{EQUALITY}__effect__in": ["LOT", "LITTLE"]}
    return Case(
        When(no, then=Value("NO")), When(**yes, then=Value("YES")), default=NOT_ASKED
    )


def _lived() -> Any:
    """Years, months and days of life at the referral as one number: 18 years are 180000."""

    def written(day: str) -> Any:
        return ExtractYear(day) * 10000 + ExtractMonth(day) * 100 + ExtractDay(day)

    return written("referral__received_on") - written("perpetrator__born_on")


def _age_band() -> Case:
    return Case(
        When(perpetrator__born_on=None, then=NOT_ASKED),
        *(
            When(lived__lt=years * 10000, then=Value(band))
            for years, band in YOUNGER_THAN.items()
        ),
        default=Value(OLDEST),
    )


ANOTHER = "Another religion"
CHARACTERISTICS = (
    _asked(
        "Q01",
        "Ethnic group",
        "ethnicity",
        **{code: group_of(code) for code, _ in ANSWERS["ethnicity"]},
    ),
    _asked("Q02", "Sex", "sex"),
    _grouped(
        "Q03",
        "Age at referral",
        _age_band(),
        {band: band for band in (*YOUNGER_THAN.values(), OLDEST)},
    ),
    _grouped("Q04", "Disability", _disability(), {"YES": "Disabled", "NO": "Not disabled"}),
    _asked(
        "Q05",
        "Sexual orientation",
        "orientation",
        **dict.fromkeys(
            ("GAY_LESBIAN", "BI", "OTHER"), "Gay, lesbian, bisexual or another orientation"
        ),
    ),
    _asked(
        "Q06",
        "Religion",
        "religion",
        **dict.fromkeys(("BUD", "HIN", "JEW", "SIK", "OTH"), ANOTHER),
    ),
    _asked("Q07", "Gender identity", "gender_identity"),
)


@dataclass(frozen=True)
class EqualityRow:
    """A group: in clear, as it was submitted, and as it was restated if it was."""

    group: str
    clear: int
    published: Number
    restated: Number

    @property
    def latest(self) -> Number:
        """What was published of it last."""
        return self.published if self.restated is None else self.restated


@dataclass(frozen=True)
class EqualityTable:
    """One characteristic over the whole pilot to date; the last row is everybody."""

    characteristic: Characteristic
    rows: tuple[EqualityRow, ...]
    submitted_on: date | None
    restated_on: date | None

    @property
    def note(self) -> str:
        """Why numbers are missing outside the provider; empty where none is."""
        if self.submitted_on is None:
            return NOT_RELEASED
        hidden = any(HIDDEN in (row.published, row.restated) for row in self.rows)
        return SUPPRESSED_BECAUSE if hidden else ""


def equality_counts(quarters: Iterable[Quarter], last: date) -> dict[str, Any]:
    """Of each characteristic's code how many are in each group, by quarter: one query.

    Everybody counts in the quarter of their first acceptance, none of it after `last`.
    """
    periods = {str(quarter): quarter.period.clipped_to(last) for quarter in quarters}
    first, *others = [_part(each, periods) for each in CHARACTERISTICS]
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for code, quarter, answer, count in first.union(*others, all=True):
        found[code, quarter][answer] += count
    return {
        each.code: {
            quarter: {EVERYBODY: collapse(found[each.code, quarter], each.groups)}
            for quarter in periods
        }
        for each in CHARACTERISTICS
    }


def _part(characteristic, periods):
    rows = EQUALITY_COMPLETE.rows().annotate(lived=_lived())
    return (
        rows.annotate(in_quarter=name_of_period("opened_on", periods))
        .filter(in_quarter__isnull=False)
        .order_by()
        .annotate(
            question=Value(characteristic.code, output_field=CharField()),
            said=characteristic.answer,
        )
        .values_list("question", "in_quarter", "said")
        .annotate(Count("pk"))
    )


def equality_to(figures: Figures) -> tuple[EqualityTable, ...]:
    """Every characteristic to the end of the figures' quarter: one more query."""
    counts = equality_counts(figures.quarters, figures.as_at)
    return tuple(_table(each, counts[each.code], figures) for each in CHARACTERISTICS)


def _table(characteristic, counts, figures) -> EqualityTable:
    told = figures.released.told.get(
        (characteristic.code, to_date(str(figures.quarter))), []
    )
    submitted = told[0] if told else None
    restated = told[-1] if len(told) > 1 else None
    clear = summed(counts, str(figures.quarter))
    published = shown_groups(characteristic.code, submitted) if submitted else {}
    again = shown_groups(characteristic.code, restated) if restated else {}
    return EqualityTable(
        characteristic=characteristic,
        rows=tuple(
            EqualityRow(
                group=group,
                clear=count,
                published=published.get(group, WAITING),
                restated=again.get(group),
            )
            for group, count in clear.items()
        ),
        submitted_on=submitted and submitted.release.as_at,
        restated_on=restated and restated.release.as_at,
    )


def shown_groups(code: str, told: Told) -> dict[str, Number]:
    """What one release published of it: the number of each group, or that it is hidden.

    How many there are together is the same under every question, and told by headline
    figures: it stands, and where it would say something of a group the groups are hidden.
    """
    counted = summed(told.release.counts[code], told.quarter)
    decided = told.release.decided[code][in_words(told.period)][PILOT]
    return {
        group: HIDDEN if group != TOGETHER and decided[group] else count
        for group, count in counted.items()
    }


def summed(counts: Mapping[str, Any], last: str) -> dict[str, int]:
    """Every group from the pilot's start to the end of a quarter, and then everybody."""
    total: dict[str, int] = {}
    for quarter, row in counts.items():
        for group, count in row[EVERYBODY].items():
            total[group] = total.get(group, 0) + (count if quarter <= last else 0)
    return {**total, TOGETHER: sum(total.values())}
