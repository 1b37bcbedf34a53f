"""The partner side in numbers: all that reporting may read of it, and counts only.

Each function takes named periods and answers, for each figure it knows, how many meet it
out of how many could, and of how many nobody can say, by the borough's code and the
period's name. A person, a day or a
text never leaves here. Every function asks a fixed number of queries.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value

from cases.models import RiskLevel
from cases.partners import marac_rules
from cases.partners.marac_rules import Decided, Met
from cases.partners.models import (
    GRID_DOMAINS,
    MIRABAL,
    RATED,
    CaseLink,
    DashAssessment,
    MaracDecision,
    PartnerCase,
    PartnerOutcome,
    Point,
    SeverityGrid,
)
from pilot import calendar, parameters
from pilot.calendar import Period

__all__ = [
    "CESSATION",
    "Counts",
    "code_of_scale",
    "contact_on_time",
    "how_life_is",
    "less_abuse",
    "marac_on_time",
    "reduced_risk",
    "take_up",
]

# borough and period: how many meet it, out of how many, and of how many nobody can say
Counts: TypeAlias = dict[tuple[str, str], tuple[int, int, int]]
# Its borough, its day, and whether it meets it: nothing where that is not known.
Row: TypeAlias = tuple[str, date, bool | None]

AFTER_THE_END = timedelta(days=28)  # in which something may still be measured (8.1)
ACCEPTED_WITHIN = timedelta(days=28)  # of the first talk: I11
LEVELS = (RiskLevel.STANDARD, RiskLevel.MEDIUM, RiskLevel.HIGH)
Severity = SeverityGrid.Severity
CESSATION = ("I07a", "I07b", "I07c", "I07d")
SAFER = {PartnerOutcome.Feels.MUCH_SAFER, PartnerOutcome.Feels.SAFER}
NO_ANSWER = {
    PartnerOutcome.Feels.DK,
    PartnerOutcome.Feels.DECLINED,
    PartnerOutcome.Feels.NOT_ASKED,
}


def contact_on_time(periods: Mapping[str, Period]) -> dict[str, Counts]:
    """I10: a first attempt within P-07 of acceptance, of those not exempt."""
    links = CaseLink.objects.standing().exclude(partner_case__scope=PartnerCase.Scope.NO)
    found = links.order_by("partner_case", "case__opened_on", "pk").values_list(
        "partner_case",
        "partner_case__borough",
        "case__opened_on",
        "partner_case__scope",
        "partner_case__first_attempt_on",
    )
    first = [next(rows) for _, rows in groupby(found, itemgetter(0))]
    return {
        "I10": _count(
            (
                (borough, accepted_on, _is_on_time(accepted_on, scope, tried_on))
                for _, borough, accepted_on, scope, tried_on in first
            ),
            periods,
        )
    }


def take_up(periods: Mapping[str, Period]) -> dict[str, Counts]:
    """I11: support accepted within 28 days of the first talk. I11b: talked with at all.

    The latter of those not exempt, by the day support opened.
    """
    in_time = Q(accepted_on__lte=F("first_contact_on") + ACCEPTED_WITHIN)
    to_be_reached = ~Q(scope=PartnerCase.Scope.NO)
    talked_with = Q(first_contact_on__isnull=False)
    found = _by_day("I11", "first_contact_on", talked_with, in_time).union(
        _by_day("I11b", "opened_on", to_be_reached, talked_with), all=True
    )
    counts: dict[str, Counts] = {"I11": {}, "I11b": {}}
    for code, borough, on, met, of in found:
        _add(counts[code], periods, borough, on, (met, of, 0))
    return counts


def _by_day(code: str, day: str, rows: Q, met: Q) -> QuerySet:
    return (
        PartnerCase.objects.filter(rows)
        .order_by()
        .annotate(code=Value(code), on_day=F(day))
        .values_list("code", "borough", "on_day")
        .annotate(met=Count("pk", filter=met), of=Count("pk"))
    )


def less_abuse(periods: Mapping[str, Period]) -> dict[str, Counts]:
    """I07: severity in the groups rated at both times fell, and rose in none.

    Of each closed case of his in which he engaged, once, by the day it closed. I07a to
    I07d: of each group with abuse at the start, whether there is none later.
    """
    rows: dict[str, list[Row]] = defaultdict(list)
    grids = _entries(SeverityGrid, *GRID_DOMAINS)
    of_support = {
        key: list(each) for key, each in groupby(grids, itemgetter("partner_case"))
    }
    measured = SeverityGrid.objects.standing().filter(partner_case=OuterRef("partner_case"))
    links = CaseLink.objects.standing().filter(
        Exists(measured), case__closed_on__isnull=False, case__engaged_on__isnull=False
    )
    found = links.order_by("case", "pk").values_list(
        "case", "case__borough", "case__closed_on", "partner_case"
    )
    for (_, borough, on), links_of_case in groupby(found, itemgetter(0, 1, 2)):
        pairs = (_rated_twice(of_support[each[-1]], on) for each in links_of_case)
        pair = next(filter(None, pairs), None)
        if pair is None:
            continue
        was, now = pair
        rows["I07"].append((borough, on, _is_less(was, now)))
        for code, group in zip(CESSATION, GRID_DOMAINS, strict=True):
            if was.get(group):
                rows[code].append((borough, on, now[group] == Severity.NONE))
    return {code: _count(rows[code], periods) for code in ("I07", *CESSATION)}


def reduced_risk(periods: Mapping[str, Period]) -> dict[str, Counts]:
    """I12: the level is lower than at the start, where it was medium or high then."""
    rows = []
    for borough, start, later in _measured(_entries(DashAssessment, "level")):
        known = [each for each in later if each["level"] in LEVELS]
        if start["level"] not in LEVELS[1:]:
            continue
        if not known:
            rows.append((borough, start["on"], None))
            continue
        was, now = (LEVELS.index(each["level"]) for each in (start, known[-1]))
        rows.append((borough, known[-1]["on"], now < was))
    return {"I12": _count(rows, periods)}


def how_life_is(periods: Mapping[str, Period]) -> dict[str, Counts]:
    """I13: feels safer; I14: each of six measures by itself, compared with the start."""
    rows = defaultdict(list)
    answers = _entries(PartnerOutcome, "feels_safer", *MIRABAL)
    latest: dict[int, Row] = {}
    for each in answers:
        case, said = each["partner_case"], each["feels_safer"]
        place = (each["partner_case__borough"], each["on"])
        if each["point"] not in (Point.REVIEW, Point.EXIT):
            continue
        if said not in NO_ANSWER:
            latest[case] = (*place, said in SAFER)
        elif latest.get(case, (*place, None))[2] is None:
            latest[case] = (*place, None)
    rows["I13"] = list(latest.values())
    for borough, start, later in _measured(answers):
        for number, scale in enumerate(MIRABAL):
            rated = [each for each in later if each[scale] in RATED]
            if start[scale] not in RATED:
                continue
            better = rated[-1][scale] > start[scale] if rated else None
            on = (rated[-1] if rated else start)["on"]
            rows[code_of_scale(number)].append((borough, on, better))
    codes = ["I13", *(code_of_scale(number) for number in range(len(MIRABAL)))]
    return {code: _count(rows[code], periods) for code in codes}


def marac_on_time(periods: Mapping[str, Period]) -> dict[str, Counts]:
    """I15: referred to a MARAC within P-12 of a checklist that meets a criterion."""
    decided = defaultdict(list)
    decisions = MaracDecision.objects.standing().values_list(
        "partner_case", "on", "decision", "outcome"
    )
    for case, *what in decisions:
        decided[case].append(Decided(*what))
    dashes = (
        DashAssessment.objects.standing()
        .exclude(criteria=[])
        .values_list("partner_case", "partner_case__borough", "on", "criteria")
    )
    rows = []
    for case, borough, on, criteria in dashes:
        met, answers = Met(on, frozenset(criteria)), decided[case]
        answer = marac_rules.answer_to(met, answers)
        is_already = answer is not None and answer.decision == marac_rules.ALREADY
        if not is_already and not marac_rules.is_before_a_marac(met, answers):
            rows.append((borough, on, marac_rules.is_in_time(met, answer)))
    return {"I15": _count(rows, periods)}


def code_of_scale(number: int) -> str:
    """The code of one of the six: "I14a" to "I14f"."""
    return f"I14{'abcdef'[number]}"


def _is_on_time(accepted_on: date, scope: str, tried_on: date | None) -> bool:
    """Whether they are known to be in scope by now, and were tried in time."""
    in_time = calendar.add_working_days(accepted_on, parameters.value("P-07"))
    return scope == PartnerCase.Scope.YES and tried_on is not None and tried_on <= in_time


def _rated_twice(
    grids: list[dict], closed_on: date
) -> tuple[dict[str, int], dict[str, int]] | None:
    """What was known of each group at the start and last, of the groups rated at both.

    Until 28 days after his case closed (8.1), and only if there was abuse at the start.
    """
    start = next((each for each in grids if each["point"] == Point.START), None)
    if start is None:
        return None
    apart = timedelta(days=parameters.value("P-11"))
    later = [
        each
        for each in grids
        if each["point"] != Point.START
        and start["on"] + apart <= each["on"] <= closed_on + AFTER_THE_END
    ]
    if not later:
        return None
    both = [
        name
        for name in GRID_DOMAINS
        if Severity.NOT_KNOWN not in (start[name], later[-1][name])
    ]
    was, now = ({name: each[name] for name in both} for each in (start, later[-1]))
    return (was, now) if any(was.values()) else None


def _is_less(was: dict[str, int], now: dict[str, int]) -> bool:
    rose = any(now[name] > was[name] for name in was)
    return sum(now.values()) < sum(was.values()) and not rose


def _entries(model: Any, *fields: str) -> list[dict]:
    """What was measured and stands, case by case in the order of its days: one query."""
    found = model.objects.standing().order_by("partner_case", "on", "recorded_at", "pk")
    return list(
        found.values(
            "partner_case",
            "partner_case__borough",
            "partner_case__closed_on",
            "point",
            "on",
            *fields,
        )
    )


def _measured(entries: list[dict]) -> list[tuple[str, dict, list[dict]]]:
    """Of each case its borough, its start, and what was measured long enough after it.

    Until 28 days after support ended; of two at the start the first is compared. A start
    after which nothing can have been measured yet is left out.
    """
    apart = timedelta(days=parameters.value("P-11"))
    latest = calendar.today() - apart
    measured = []
    for _, rows in groupby(entries, itemgetter("partner_case")):
        of_case = list(rows)
        starts = [each for each in of_case if each["point"] == Point.START]
        if starts and starts[0]["on"] <= latest:
            start = starts[0]
            ended_on = start["partner_case__closed_on"]
            later = [
                each
                for each in of_case
                if each["point"] != Point.START
                and each["on"] >= start["on"] + apart
                and (ended_on is None or each["on"] <= ended_on + AFTER_THE_END)
            ]
            measured.append((start["partner_case__borough"], start, later))
    return measured


def _count(rows: Iterable[Row], periods: Mapping[str, Period]) -> Counts:
    """How many of the rows of each borough and period meet it, out of how many."""
    counts: Counts = {}
    for borough, on, meets in rows:
        is_known = meets is not None
        _add(counts, periods, borough, on, (bool(meets), is_known, not is_known))
    return counts


def _add(
    counts: Counts,
    periods: Mapping[str, Period],
    borough: str,
    on: date,
    more: tuple[int, int, int],
) -> None:
    for name, period in periods.items():
        if on in period:
            so_far = counts.get((borough, name), (0, 0, 0))
            met, of, unknown = map(sum, zip(so_far, more, strict=True))
            counts[borough, name] = (met, of, unknown)
