"""The figures of partner support, counted slowly from the dictionary's words alone."""

from datetime import date, timedelta

from cases.models import Case
from cases.partners.models import (
    CaseLink,
    DashAssessment,
    MaracDecision,
    PartnerCase,
    PartnerOutcome,
    SeverityGrid,
)
from pilot import calendar

BANK_HOLIDAYS = {
    *(date(2015, 12, 25), date(2015, 12, 28), date(2016, 1, 1), date(2016, 3, 25)),
    *(date(2016, 3, 28), date(2016, 5, 2), date(2016, 5, 30), date(2016, 8, 29)),
}
SCALES = ("respect", "space", "safety", "parenting", "awareness", "childhood")
GROUPS = ("physical", "sexual", "stalking", "controlling")
DAY = timedelta(days=1)


def support_facts():
    """Code: rows of borough, the day that counts, and whether the numerator is met."""
    facts = {code: [] for code in ("I07", "I10", "I11", "I11b", "I12", "I13", "I15")}
    facts |= {f"I14{letter}": [] for letter in "abcdef"}
    facts |= {f"I07{letter}": [] for letter in "abcd"}
    for case in Case.objects.exclude(closed_on=None):
        if any(row.is_attended and row.kind != "PARENT" for row in _sessions(case)):
            _abuse(facts, case)
    for case in PartnerCase.objects.all():
        where = case.borough_id
        links = [link for link in case.links.all() if not link.is_replaced]
        accepted_on = min(link.case.opened_on for link in links)
        if case.scope == "NO":
            facts["I10"].append((where, accepted_on, None, case.out_of_scope))
        else:
            tried = case.first_attempt_on
            met = tried is not None and tried <= _later(accepted_on, 5)
            facts["I10"].append((where, accepted_on, case.scope == "YES" and met))
            talked = case.first_contact_on is not None
            facts["I11b"].append((where, case.opened_on, talked))
        if case.first_contact_on:
            by = case.first_contact_on + 28 * DAY
            met = case.accepted_on is not None and case.accepted_on <= by
            facts["I11"].append((where, case.first_contact_on, met))
        _risk(facts, case)
        _life(facts, case)
        _marac(facts, case)
    return facts


def _later(day, working_days):
    while working_days:
        day += DAY
        working_days -= day.weekday() < 5 and day not in BANK_HOLIDAYS
    return day


def _standing(model, case):
    rows = [row for row in model.objects.filter(partner_case=case) if not row.is_replaced]
    return sorted(rows, key=lambda row: (row.on, row.recorded_at, row.pk))


def _later_than_start(rows, case):
    start = next((row for row in rows if row.point == "START"), None)
    if start is None or start.on + 28 * DAY > calendar.today():
        return None, []
    last = case.closed_on + 28 * DAY if case.closed_on else date.max
    others = [row for row in rows if row.point != "START"]
    return start, [row for row in others if start.on + 28 * DAY <= row.on <= last]


def _sessions(case):
    return [row for row in case.sessions.all() if not row.is_replaced]


def _abuse(facts, his):
    """The first link with a grid at the start and one later, abuse in a group of both."""
    for link in CaseLink.objects.filter(case=his, is_replaced=False).order_by("pk"):
        grids = _standing(SeverityGrid, link.partner_case)
        start = next((row for row in grids if row.point == "START"), None)
        last = his.closed_on + 28 * DAY
        later = [
            row
            for row in grids
            if start and row.point != "START" and start.on + 28 * DAY <= row.on <= last
        ]
        if not later:
            continue
        was = [getattr(start, group) for group in GROUPS]
        now = [getattr(later[-1], group) for group in GROUPS]
        both = {
            letter: (one, other)
            for letter, one, other in zip("abcd", was, now, strict=True)
            if 9 not in (one, other)
        }
        if not any(one for one, _ in both.values()):
            continue
        rose = any(other > one for one, other in both.values())
        fell = sum(other for _, other in both.values()) < sum(
            one for one, _ in both.values()
        )
        facts["I07"].append((his.borough_id, his.closed_on, fell and not rose))
        for letter, (one, other) in both.items():
            if one:
                ended = (his.borough_id, his.closed_on, other == 0)
                facts[f"I07{letter}"].append(ended)
        return
    facts["I07"].append((his.borough_id, his.closed_on, None))


def _risk(facts, case):
    rank = {"STANDARD": 1, "MEDIUM": 2, "HIGH": 3}
    start, later = _later_than_start(_standing(DashAssessment, case), case)
    later = [row for row in later if row.level in rank]
    if start and start.level in ("MEDIUM", "HIGH"):
        met, on, way = None, start.on, None
        if later:
            was, now = rank[start.level], rank[later[-1].level]
            met, on = now < was, later[-1].on
            way = "lower" if met else "same" if now == was else "higher"
        facts["I12"].append((case.borough_id, on, met, way))


def _life(facts, case):
    rows = _standing(PartnerOutcome, case)
    asked = [row for row in rows if row.point in ("REVIEW", "EXIT")]
    said = [row for row in asked if row.feels_safer not in ("DK", "DECLINED", "NOT_ASKED")]
    if said:
        met = said[-1].feels_safer in ("MUCH_SAFER", "SAFER")
        facts["I13"].append((case.borough_id, said[-1].on, met))
    elif asked:
        facts["I13"].append((case.borough_id, asked[-1].on, None))
    start, later = _later_than_start(rows, case)
    for letter, scale in zip("abcdef", SCALES, strict=True):
        rated = [row for row in later if getattr(row, scale).isdigit()]
        if start and getattr(start, scale).isdigit():
            met, on = None, start.on
            if rated:
                met = int(getattr(rated[-1], scale)) > int(getattr(start, scale))
                on = rated[-1].on
            facts[f"I14{letter}"].append((case.borough_id, on, met))


def _marac(facts, case):
    decisions = sorted(_standing(MaracDecision, case), key=lambda row: row.on)
    for dash in _standing(DashAssessment, case):
        before = [
            row
            for row in decisions
            if row.on < dash.on <= row.on + 365 * DAY
            and row.decision != "NOT_REFERRED"
            and row.outcome != "REJECTED"
        ]
        after = [row for row in decisions if row.on >= dash.on]
        heard = before and "REPEAT" not in dash.criteria
        if not dash.criteria or heard or (after and after[0].decision == "ALREADY"):
            continue
        met = bool(after) and after[0].decision == "REFERRED"
        met = met and after[0].on <= _later(dash.on, 2)
        facts["I15"].append((case.borough_id, dash.on, met))
