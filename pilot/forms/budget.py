"""What is asked about budgets and forecasts, and about why a quarter differs."""

import re
from datetime import date
from decimal import Decimal

from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from pilot import calendar
from pilot.accounts import Account, YearEnd
from pilot.fields import DateField, PilotForm, Radios, VersionField
from pilot.forms.cost import NO_NAMES, MoneyField
from pilot.models import UNDIVIDED, CostLine
from pilot.naming_words import AsksAboutNames
from pilot.references import ReferenceConverter


class BudgetForm(AsksAboutNames):
    """An award, and that of an extension, divided by cost line and financial year."""

    texts_checked = ("source", "reason")

    version = VersionField()
    is_assumed = forms.TypedChoiceField(
        label="Has the group agreed this division?",
        choices=[("no", "Yes, it is agreed"), ("yes", "No, it is assumed")],
        coerce=lambda answer: answer == "yes",
        widget=Radios,
        error_messages={"required": "Select whether it is agreed"},
    )
    source = forms.CharField(
        label="Where does it come from?",
        help_text="“Contract Management Group, 6 November 2015”.",
        max_length=200,
        error_messages={"required": "Enter where it comes from"},
    )
    reason = forms.CharField(
        label="Why is it divided anew?",
        max_length=200,
        error_messages={"required": "Enter why it is divided anew"},
    )

    marks_optional = False

    def __init__(self, *args, account: Account, **kwargs):
        super().__init__(*args, **kwargs)
        self.boxes = self._ask("line", account)
        asked = [*self._laid_out(self.boxes, "")]
        self.boxes_after = {}
        if account.extension:
            self.boxes_after = self._ask("extension", account.extension)
            asked += self._laid_out(self.boxes_after, ", extension")
        self.helper.layout = Layout(
            *("version", *asked, "is_assumed", "source", "reason"),
            Submit("divide", "Save this budget"),
        )

    def _ask(self, prefix: str, account: Account) -> dict[str, tuple[str, int]]:
        """A box for each cost line in each financial year of the account, by name."""
        lines = {**dict(CostLine.choices), UNDIVIDED: "Not divided"}
        boxes = {
            f"{prefix}_{line or 'UNDIVIDED'}_{year}": (line, year)
            for line in lines
            for year in account.years
        }
        for name, (line, year) in boxes.items():
            self.fields[name] = MoneyField(
                label=f"{lines[line]}, {calendar.financial_year_in_words(year)}",
                noun=f"the amount for {lines[line].lower()}",
                min_value=Decimal(0),
                required=False,
                initial=account.budget_of.get((line, year)),
            )
        return boxes

    @staticmethod
    def _laid_out(boxes: dict, after: str) -> list[Fieldset]:
        years = sorted({year for _, year in boxes.values()})
        return [
            Fieldset(
                f"{calendar.financial_year_in_words(year)}{after}",
                *(name for name, (_, each) in boxes.items() if each == year),
            )
            for year in years
        ]

    def budget(self) -> dict:
        """The answers in the words of the action."""
        asked = ("version", "is_assumed", "source", "reason")
        told = {name: self.cleaned_data[name] for name in asked}
        return told | {
            "lines": self._amounts(self.boxes),
            "extension_lines": self._amounts(self.boxes_after),
        }

    def _amounts(self, boxes: dict) -> dict[tuple[str, int], Decimal]:
        amounts = {box: self.cleaned_data.get(name) for name, box in boxes.items()}
        return {box: amount for box, amount in amounts.items() if amount}


class ForecastForm(PilotForm):
    """What each month to come is expected to cost."""

    def __init__(self, *args, months: list[date], expected: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.months = {f"month_{month:%Y_%m}": month for month in months}
        for name, month in self.months.items():
            self.fields[name] = MoneyField(
                label=f"{month:%B %Y}",
                noun=f"what {month:%B %Y} will cost",
                min_value=Decimal(0),
                initial=expected.get(month),
            )
        self.helper.layout = Layout(*self.months, Submit("make", "Save this forecast"))

    def amounts(self) -> dict[date, Decimal]:
        """What was answered, by month."""
        return {month: self.cleaned_data[name] for name, month in self.months.items()}


class VarianceForm(AsksAboutNames):
    """Why a quarter cost more or less than was planned."""

    texts_checked = ("text", "reason")

    text = forms.CharField(
        label="Why did it cost more or less than planned?",
        help_text=f"What happened, and what follows for the quarters to come. {NO_NAMES}",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Enter why it differs"},
    )
    reason = forms.CharField(
        label="Why do you change what was said?",
        max_length=200,
        error_messages={"required": "Enter why you change it"},
    )

    def __init__(self, *args, was=None, **kwargs):
        super().__init__(*args, **kwargs)
        asked = ["text", "reason"] if was else ["text"]
        if was is None:
            del self.fields["reason"]
        self.helper.layout = Layout(*asked, Submit("explain", "Save this comment"))

    def clean_text(self):
        text = self.cleaned_data["text"]
        if re.search(ReferenceConverter.regex, text):
            raise forms.ValidationError(
                "Take out the reference of the case or referral: officers read this"
            )
        return text


class CarryForwardForm(AsksAboutNames):
    """How much of a year's unspent money may be spent in the next, and who said so."""

    texts_checked = ("approver", "evidence", "reason")

    amount = MoneyField(label="How much may be carried forward?")
    approved_on = DateField(
        label="When was it approved?",
        noun="the day it was approved",
        latest=calendar.today,
    )
    approver = forms.CharField(
        label="Who approved it?",
        help_text="The role, not the name: “MOPAC grants manager”.",
        max_length=100,
        error_messages={"required": "Enter the role of who approved it"},
    )
    evidence = forms.CharField(
        label="What shows it?",
        help_text="The letter or the minute, like “Letter of 12 April 2016”.",
        max_length=100,
        error_messages={"required": "Enter what shows it"},
    )
    reason = forms.CharField(
        label="Why do you change what was recorded?",
        max_length=200,
        error_messages={"required": "Enter why you change it"},
    )

    def __init__(self, *args, year_end: YearEnd, **kwargs):
        super().__init__(*args, **kwargs)
        self.year_end = year_end
        if year_end.carried is None:
            del self.fields["reason"]
        self.helper.layout = Layout(*self.fields, Submit("record", "Record this approval"))

    def clean_amount(self):
        """An approval may name more than is left; never more than there ever was."""
        amount, budget = self.cleaned_data["amount"], self.year_end.budget
        if amount > budget:
            year = calendar.financial_year_in_words(self.year_end.financial_year)
            raise forms.ValidationError(
                f"Enter £{budget:,.2f} or less: that was the budget of {year}"
            )
        return amount
