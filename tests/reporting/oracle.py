"""Every figure counted slowly, row by row, from the dictionary's words alone.

It shares no code with the registry: dates, codes and rules are written out again, and
engagement is worked out from the sessions and not from what the actions keep.
"""

from collections import Counter, defaultdict, namedtuple
from datetime import date, timedelta
from fractions import Fraction

from cases.models import Case, Session
from pilot.models import BudgetLine, CostShare, DayAllocation, Forecast, WorkDay
from referrals.models import Referral
from tests.reporting.oracle_of_support import support_facts
from tests.reporting.oracle_of_work import Fact, levels_on, work_facts

QUARTERS = {
    "2015Q4": (date(2015, 10, 1), date(2015, 12, 31)),
    "2016Q1": (date(2016, 1, 1), date(2016, 3, 31)),
    "2016Q2": (date(2016, 4, 1), date(2016, 6, 30)),
    "2016Q3": (date(2016, 7, 1), date(2016, 9, 30)),
}
BANK_HOLIDAYS = {  # England's, inside the pilot
    date(2015, 12, 25),
    date(2015, 12, 28),
    date(2016, 1, 1),
    date(2016, 3, 25),
    date(2016, 3, 28),
    date(2016, 5, 2),
    date(2016, 5, 30),
    date(2016, 8, 29),
}
DAY = timedelta(days=1)
PILOT_STARTS = date(2015, 10, 1)
LAGS = {"I04": 42, "I08b": 90, "I11": 28, "I11b": 28}
WORKING_LAGS = {"I10": 5, "I15": 2, "I19": 5, "I21": 5}
Slow = namedtuple("Slow", "hits out_of unknown answers values beside")
NOT_COUNTED = ("withdrawn or duplicates, not counted",)
OTHERS = {
    "NOT_REC": "not recorded yet",
    "CANC_NOTICE": "cancelled with notice",
    "CANC_SERVICE": "cancelled by us",
}
PLACES = ("LBHF", "RBKC", "WCC", "OOA", "PAN", "PILOT")


def slow_count(today):
    """What each figure comes to by code, place and period ("2016Q1", "to 2016Q1")."""
    facts = {**_facts(), **support_facts(), **work_facts()}
    facts = {code: [Fact(*row) for row in rows] for code, rows in facts.items()}
    answers = defaultdict(lambda: _add_up([], "PILOT"))
    for name, (first, last) in QUARTERS.items():
        for period, start in ((name, first), (f"to {name}", PILOT_STARTS)):
            for code, rows in facts.items():
                before = _followed_up(code, start - DAY)
                from_day = max(before + DAY, PILOT_STARTS)
                to_day = _followed_up(code, min(last, today))
                inside = [row for row in rows if row.day and from_day <= row.day <= to_day]
                for place in PLACES:
                    answers[code, place, period] = _add_up(inside, place)
            for code, answer in levels_on(min(last, today)).items():
                for place in PLACES:
                    answers[code, place, period] = _add_up(
                        [Fact(*row) for row in answer], place
                    )
    return answers


def _add_up(rows, place):
    """How many met it, out of how many, of how many nobody knows; answers and values."""
    here = [row for row in rows if place in ("PILOT", row.where or "")]
    if place in ("OOA", "PAN"):
        here = [row for row in rows if row.where is None]
    answers = Counter()
    for row in here:
        if row.answer:
            answers[row.answer] += row.weight
    return Slow(
        sum(row.hit is True for row in here),
        sum(row.hit is not None for row in here),
        sum(row.hit is None for row in here),
        answers,
        Counter(row.value for row in here if row.value is not None),
        Counter(label for row in here for label in row.beside),
    )


def _followed_up(code, by):
    """The last day whose follow-up is over on the day `by` (1.5)."""
    if code not in WORKING_LAGS:
        return by - LAGS.get(code, 0) * DAY
    day = by
    while not _works(day) or sum(map(_works, _days(day + DAY, by))) < WORKING_LAGS[code]:
        day -= DAY
    return day


def _works(day):
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def slow_people(today):
    """How many different people were referred, by place and period."""
    answers = {}
    for name, (first, last) in QUARTERS.items():
        for period, start in ((name, first), (f"to {name}", PILOT_STARTS)):
            for place in ("LBHF", "RBKC", "WCC", "OOA", "PILOT"):
                answers[place, period] = len(
                    {
                        (
                            row["given_names"].lower(),
                            row["surname"].lower(),
                            row["born_on"],
                        )
                        for row in Referral.objects.values()
                        if row["status"] != "DUPLICATE"
                        and start <= row["received_on"] <= min(last, today)
                        and place in ("PILOT", row["borough_id"] or "OOA")
                    }
                )
    return answers


def _facts():
    """Code: rows of borough, the day that counts, whether the numerator is met, answer."""
    referrals = list(Referral.objects.values())
    cases = list(Case.objects.values())
    sessions = [row for row in Session.objects.values() if not row["is_replaced"]]
    case_of = {case["id"]: case for case in cases}
    came = sorted(
        (
            row
            for row in sessions
            if row["outcome"] in ("ATT", "LATE") and row["kind"] != "PARENT"
        ),
        key=lambda row: (row["on"], row["id"]),
    )
    first_session, of_person, first_of_case = {}, {}, {}
    for row in came:
        first_session.setdefault(row["case_id"], row["on"])
        first_of_case.setdefault(row["case_id"], row)
        person = case_of[row["case_id"]]["perpetrator_id"]
        of_person.setdefault(person, []).append(row)
    return {
        "I01": [
            (row["borough_id"], row["received_on"], True, None, None, _also(row))
            for row in referrals
            if row["status"] != "DUPLICATE"
        ],
        "I03": [
            (
                row["borough_id"],
                row["decided_on"],
                row["status"] == "ACCEPTED",
                row["decline_reason"],
            )
            for row in referrals
            if row["status"] in ("ACCEPTED", "REJECTED", "REDIRECTED")
        ]
        + [
            (row["borough_id"], row["decided_on"], None, None, None, NOT_COUNTED)
            for row in referrals
            if row["status"] in ("WITHDRAWN", "DUPLICATE")
        ],
        "I04": [
            (
                case["accepted_borough_id"],
                case["opened_on"],
                case["id"] in first_session
                and (first_session[case["id"]] - case["opened_on"]).days <= 42,
            )
            for case in cases
        ],
        "I04b": [(row["borough_id"], row["on"], True) for row in first_of_case.values()],
        "I05": [
            (rows[2]["borough_id"], rows[2]["on"], True)
            for rows in of_person.values()
            if len(rows) >= 3
        ],
        "I09": [
            (
                case["borough_id"],
                case["closed_on"],
                case["closure_reason"]
                in ("COMPLETED", "STEP_TO_DVPP", "STEP_TO_OTHER", "RISK_LOWERED"),
                case["closure_reason"],
            )
            for case in cases
            if case["id"] in first_session
        ],
        "I22": [
            (row["borough_id"], row["on"], row["outcome"] in ("ATT", "LATE"))
            for row in sessions
            if row["outcome"] in ("ATT", "LATE", "DNA", "CANC_SHORT")
        ]
        + [
            (row["borough_id"], row["on"], None, None, None, (OTHERS[row["outcome"]],))
            for row in sessions
            if row["outcome"] in OTHERS
        ],
    }


def _also(referral):
    """What a referral received also counts as."""
    waits = ("RECEIVED", "SCREENING", "PENDING_INFO")
    labels = []
    if referral["status"] in waits:
        labels.append("still waiting for a decision")
    if referral["source"] == "OTHER":
        labels.append("from a source not known, or not on the list")
    return tuple(labels)


def slow_days(today):
    """Days worked and (exactly) commissioned by post, place and period."""
    work = list(WorkDay.objects.filter(is_replaced=False).values())
    allocations = list(DayAllocation.objects.filter(is_replaced=False).values())
    answers = {}
    for name, (first, last) in QUARTERS.items():
        for period, start in ((name, first), (f"to {name}", PILOT_STARTS)):
            end = min(last, today)
            for post in ("CJW", "FSW", "YPS"):
                for place in ("LBHF", "RBKC", "WCC", "PAN", "PILOT"):
                    worked = sum(
                        row["units"]
                        for row in work
                        if row["post_id"] == post
                        and place in ("PILOT", row["borough_id"] or "PAN")
                        and start <= row["on"] <= end
                        and row["activity"] not in ("LEAVE", "SICK", "VACANT")
                    )
                    commissioned = sum(
                        Fraction(row["days_per_week"]) / 5
                        for row in allocations
                        if row["post_id"] == post and place in ("PILOT", row["borough_id"])
                        for day in _days(start, end)
                        if day.weekday() < 5
                        and day not in BANK_HOLIDAYS
                        and row["starts_on"] <= day <= (row["ends_on"] or date.max)
                    )
                    answers[post, place, period] = (worked, commissioned)
    return answers


def slow_spending(today):
    """Spent and planned by borough and period, and what each is expected to come to."""
    shares = list(CostShare.objects.values())
    lines = [
        (line.budget.borough_id, line.financial_year, line.amount)
        for line in BudgetLine.objects.all()
        if not line.budget.is_replaced
    ]
    answers = {}
    for name, (first, last) in QUARTERS.items():
        year = first.year if first.month > 3 else first.year - 1
        ends = date.max if name == "2016Q3" else last
        quarters = [each for each in QUARTERS if each <= name]
        for place in ("LBHF", "RBKC", "WCC", "PILOT"):
            here = [row for row in shares if place in ("PILOT", row["borough_id"])]
            planned = [line for line in lines if place in ("PILOT", line[0])]
            answers[place, name] = (
                sum(row["amount"] for row in here if first <= row["on"] <= ends),
                Fraction(sum(line[2] for line in planned if line[1] == year)) / 2,
            )
            so_far = [answers[place, each] for each in quarters]
            answers[place, f"to {name}"] = tuple(map(sum, zip(*so_far, strict=True)))
    for place in ("LBHF", "RBKC", "WCC"):
        made = sorted(
            Forecast.objects.filter(borough=place), key=lambda row: (row.made_at, row.pk)
        )
        here = [row for row in shares if row["borough_id"] == place]
        answers[place] = _expected(made[-1], here, today) if made else None
    known = [answers[place] for place in ("LBHF", "RBKC", "WCC")]
    answers["PILOT"] = None if None in known else sum(known)
    return answers


def _expected(forecast, shares, today):
    """Spent before this month, the more of spent and expected in it, and all to come."""
    first = today.replace(day=1)
    months = {row.starts_on: row.amount for row in forecast.months.all()}
    spent = sum(row["amount"] for row in shares if row["on"] < first)
    of_month = sum(row["amount"] for row in shares if row["on"] >= first)
    to_come = sum(amount for day, amount in months.items() if day > first)
    return spent + max(of_month, months.get(first, of_month)) + to_come


def _days(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
