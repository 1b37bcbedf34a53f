"""What the year costs: budgets, bills, what is owed, a mistake, forecasts and why."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from pilot import actions, calendar
from pilot.accounts import accounts_of
from pilot.models import Cost, CostLine
from pilot.permissions import Role
from reporting.invented_year.rota import STARTS
from reporting.invented_year.stage import Stage, at

PAID, OWED = Cost.Kind.ACTUAL, Cost.Kind.ACCRUAL
AGREED_ON = date(2015, 11, 6)
# For each borough in each of the two financial years.
BUDGET = {
    CostLine.SALARY: 15960,
    CostLine.ONCOST: 3192,
    CostLine.SUPERVISION: 480,
    CostLine.TRAVEL: 360,
    CostLine.TRAINING: 450,
    CostLine.MATERIALS: 178,
    CostLine.CAMPAIGN: 600,
    CostLine.INTERPRETING: 200,
    CostLine.PREMISES: 840,
    CostLine.IT: 240,
    CostLine.OVERHEAD: 2500,
}
SALARIES = {  # a month: the post's key, and the first day it was filled
    "KEY_CJW": (2850, calendar.PILOT.start),
    "KEY_FSW": (2280, calendar.PILOT.start),
    "KEY_YPS": (2850, STARTS[Role.YOUNG_PERPETRATOR_SPECIALIST.value]),
}
ON_COSTS = Decimal("0.2")  # of a salary
EVERY_MONTH = (
    (CostLine.SUPERVISION, 240, "Willow Clinical Supervision", "WCS"),
    (CostLine.PREMISES, 420, "Town hall room hire", "ROOM"),
    (CostLine.OVERHEAD, 1250, "Provider’s overheads", "OVH"),
)
NOW_AND_THEN = (  # day, line, who bears it, amount, supplier, number
    (date(2015, 10, 20), CostLine.IT, "KEY_EQUAL", "702.99", "Larch Computers", "LC 118"),
    (date(2015, 11, 24), CostLine.CAMPAIGN, "KEY_EQUAL", "1185.00", "Rowan Print", "RP 40"),
    (date(2016, 1, 18), CostLine.TRAINING, "KEY_EQUAL", "960.00", "Ash Training", "AT 9"),
    (date(2016, 2, 10), CostLine.INTERPRETING, "WCC", "128.40", "Elm Languages", "EL 77"),
    (date(2016, 3, 4), CostLine.MATERIALS, "RBKC", "94.15", "Rowan Print", "RP 52"),
    (date(2016, 4, 26), CostLine.CAMPAIGN, "KEY_EQUAL", "1130.50", "Rowan Print", "RP 61"),
    (date(2016, 5, 19), CostLine.TRAINING, "LBHF", "310.00", "Ash Training", "AT 21"),
    (date(2016, 6, 9), CostLine.INTERPRETING, "LBHF", "86.20", "Elm Languages", "EL 95"),
    (date(2016, 6, 21), CostLine.MATERIALS, "RBKC", "1212.00", "Rowan Print", "RP 70"),
)
LATE_BILL = (CostLine.INTERPRETING, "WCC", "241.80", "Elm Languages", "EL 83")
YEAR_END, BILL_PAID = date(2016, 3, 31), date(2016, 4, 14)
MISTAKE = (date(2016, 2, 16), "LBHF", "1840.00", "184.00")
FORECASTS = (date(2016, 1, 8), date(2016, 4, 7), date(2016, 7, 6))
CARRIED_ON, NOT_CARRIED = date(2016, 4, 12), "RBKC"
UNEXPLAINED = ("RBKC", "2016Q2")  # what is still to do
WHY = {
    "2015Q4": "The third post was filled on 12 October, so a part of a month’s salary was "
    "not spent. It pays for more training after January.",
    "2016Q1": "Interpreting and training cost less than planned; the rest is as planned.",
    "2016Q2": "Leaflets were printed for the summer; July to September will cost less.",
}


class Money:
    """The data and finance officer's year."""

    def __init__(self, stage: Stage, seed: int):
        self.stage, self.rng = stage, Random(f"{seed}-money")
        self.finance = stage.people["finance"]
        stage.later(at(AGREED_ON, 15), self._divide)
        for month in calendar.months_of(calendar.PILOT):
            payday = (month + timedelta(days=27)).replace(day=27)
            while not calendar.is_working_day(payday):
                payday -= timedelta(days=1)
            stage.later(at(payday, 16), self._pay_the_month, month, payday)
        for day, *bill in NOW_AND_THEN:
            stage.later(at(day, 14), self._enter, PAID, day, *bill)
        stage.later(at(YEAR_END, 17), self._owe)
        stage.later(at(MISTAKE[0], 11), self._enter_wrongly)
        for day in FORECASTS:
            stage.later(at(day, 12), self._forecast)
            stage.later(at(day + timedelta(days=4), 10), self._explain)
        stage.later(at(CARRIED_ON, 9, 30), self._carry_forward)

    def _divide(self) -> None:
        years = (2015, 2016)
        lines = {
            (line, year): Decimal(amount)
            for line, amount in BUDGET.items()
            for year in years
        }
        for account in accounts_of(self.stage.boroughs.values()):
            actions.divide_budget(
                account.borough,
                by=self.finance,
                version=account.budget.pk,
                lines=lines,
                is_assumed=False,
                source=f"Contract Management Group, {calendar.in_words(AGREED_ON)}",
                reason="The group agreed the cost lines",
            )

    def _pay_the_month(self, month: date, payday: date) -> None:
        number = f"{month:%b %y}".upper()
        for key, (salary, filled) in SALARIES.items():
            amount = Decimal(salary)
            if filled.replace(day=1) == month:
                amount = (amount * (31 - filled.day + 1) / 31).quantize(Decimal("0.01"))
            paid = (key, f"{amount:.2f}", "Payroll", f"PAY {number}")
            self._enter(PAID, payday, CostLine.SALARY, *paid)
            added = (key, f"{amount * ON_COSTS:.2f}", "Payroll", f"NI {number}")
            self._enter(PAID, payday, CostLine.ONCOST, *added)
        for line, amount, supplier, letters in EVERY_MONTH:
            bill = ("KEY_EQUAL", f"{amount:.2f}", supplier, f"{letters} {number}")
            self._enter(PAID, payday, line, *bill)
        for code in self.stage.boroughs:
            fares = f"{self.rng.randrange(3500, 7200) / 100:.2f}"
            if month != MISTAKE[0].replace(day=1) or code != MISTAKE[1]:
                claim = (code, fares, "Fares of the team", f"FARES {number}")
                self._enter(PAID, payday, CostLine.TRAVEL, *claim)

    def _enter(self, kind, day, line, bears, amount, supplier, evidence) -> Cost:
        borough = self.stage.boroughs.get(bears)
        return actions.enter_cost(
            by=self.finance,
            kind=kind,
            on=day,
            cost_line=line,
            amount=Decimal(amount),
            supplier=supplier,
            evidence=evidence,
            borough=borough,
            key="" if borough else bears,
        )

    def _owe(self) -> None:
        owed = self._enter(OWED, YEAR_END, *LATE_BILL)
        self.stage.later(at(BILL_PAID, 11), self._pay_what_was_owed, owed)

    def _pay_what_was_owed(self, owed: Cost) -> None:
        actions.reverse_cost(owed, by=self.finance, on=BILL_PAID, reason="The bill is paid")
        self._enter(PAID, BILL_PAID, *LATE_BILL)

    def _enter_wrongly(self) -> None:
        day, code, wrong, _ = MISTAKE
        fares = ("Fares of the team", "FARES FEB 16")
        cost = self._enter(PAID, day, CostLine.TRAVEL, code, wrong, *fares)
        self.stage.later(at(day + timedelta(days=1), 9), self._put_right, cost)

    def _put_right(self, cost: Cost) -> None:
        day, code, _, right = MISTAKE
        reason = "Ten times too much was entered"
        actions.reverse_cost(cost, by=self.finance, on=day, reason=reason)
        self._enter(PAID, day, CostLine.TRAVEL, code, right, cost.supplier, cost.evidence)

    def _forecast(self) -> None:
        for account in accounts_of(self.stage.boroughs.values()):
            months = actions.months_to_come(account.borough)
            left = account.left // len(months)
            actions.make_forecast(
                account.borough,
                by=self.finance,
                months={month: min(left, Decimal(4166)) for month in months},
            )

    def _explain(self) -> None:
        for account in accounts_of(self.stage.boroughs.values()):
            for each in account.quarters:
                code = (account.borough.pk, str(each.quarter))
                if each.needs_comment and code != UNEXPLAINED:
                    actions.explain_variance(
                        account.borough,
                        each.quarter,
                        by=self.finance,
                        text=WHY[str(each.quarter)],
                    )

    def _carry_forward(self) -> None:
        for account in accounts_of(self.stage.boroughs.values()):
            if account.borough.pk != NOT_CARRIED and account.year_end.unspent:
                actions.record_carry_forward(
                    account.borough,
                    by=self.finance,
                    financial_year=account.year_end.financial_year,
                    amount=account.year_end.unspent,
                    approved_on=CARRIED_ON,
                    approver="MOPAC grants manager",
                    evidence=f"Letter of {calendar.in_words(CARRIED_ON)}",
                )
