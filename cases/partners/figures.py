"""The partner side in numbers: all that reporting may read of it, and counts only.

Each function takes named periods and answers, for each figure it knows, how many meet it
out of how many could, by the borough's code and the period's name. A person, a day or a
text never leaves here. Every function asks a fixed number of queries.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

from cases.models import RiskLevel
from cases.partners import marac_rules
from cases.partners.marac_rules import Decided, Met
from cases.partners.models import (
    MIRABAL,
    RATED,
    CaseLink,
    DashAssessment,
    MaracDecision,
    PartnerCase,
    PartnerOutcome,
    Point,
)
from pilot import calendar, parameters
from pilot.calendar import Period

__all__ = [
    "Counts",
    "code_of_scale",
    "contact_on_time",
    "how_life_is",
    "marac_on_time",
    "reduced_risk",
    "take_up",
]

# borough and period: how many meet it, out of how many
Counts: TypeAlias = dict[tuple[str, str], tuple[int, int]]
Row: TypeAlias = tuple[str, date, bool]  # its borough, its day, whether it meets it

AFTER_THE_END = timedelta(days=28)  # in which something may still be measured (8.1)
ACCEPTED_WITHIN = timedelta(days=28)  # of the first talk: I11
LEVELS = (RiskLevel.STANDARD, RiskLevel.MEDIUM, RiskLevel.HIGH)
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
    """I11: support accepted within 28 days of the first talk."""
    reached = PartnerCase.objects.exclude(first_contact_on=None).values_list(
        "borough", "first_contact_on", "accepted_on"
    )
    return {
        "I11": _count(
            (
                (borough, on, accepted is not None and accepted <= on + ACCEPTED_WITHIN)
                for borough, on, accepted in reached
            ),
            periods,
        )
    }


def reduced_risk(periods: Mapping[str, Period]) -> dict[str, Counts]:
    """I12: the level is lower than at the start, where it was medium or high then."""
    rows = []
    for borough, start, later in _measured(_entries(DashAssessment, "level")):
        known = [each for each in later if each["level"] in LEVELS]
        if start["level"] in LEVELS[1:] and known:
            was, now = (LEVELS.index(each["level"]) for each in (start, known[-1]))
            rows.append((borough, known[-1]["on"], now < was))
    return {"I12": _count(rows, periods)}


def how_life_is(periods: Mapping[str, Period]) -> dict[str, Counts]:
    """I13: feels safer; I14: each of six measures by itself, compared with the start."""
    rows = defaultdict(list)
    answers = _entries(PartnerOutcome, "feels_safer", *MIRABAL)
    latest = {
        each["partner_case"]: (
            each["partner_case__borough"],
            each["on"],
            each["feels_safer"] in SAFER,
        )
        for each in answers
        if each["point"] in (Point.REVIEW, Point.EXIT)
        and each["feels_safer"] not in NO_ANSWER
    }
    rows["I13"] = list(latest.values())
    for borough, start, later in _measured(answers):
        for number, scale in enumerate(MIRABAL):
            rated = [each for each in later if each[scale] in RATED]
            if start[scale] in RATED and rated:
                better = rated[-1][scale] > start[scale]
                rows[code_of_scale(number)].append((borough, rated[-1]["on"], better))
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

    Until 28 days after support ended; of two at the start the first is compared.
    """
    apart = timedelta(days=parameters.value("P-11"))
    measured = []
    for _, rows in groupby(entries, itemgetter("partner_case")):
        of_case = list(rows)
        starts = [each for each in of_case if each["point"] == Point.START]
        if starts:
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
    counts: dict[tuple[str, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for borough, on, meets in rows:
        for name, period in periods.items():
            if period.start <= on < period.end:
                met, of = counts[borough, name]
                counts[borough, name] = (met + meets, of + 1)
    return dict(counts)
