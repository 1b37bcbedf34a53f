"""What is asked about costs, and about how those that are shared are divided."""

from decimal import Decimal

from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from pilot import calendar
from pilot.fields import DateField, FilterForm, PilotForm, Radios
from pilot.models import Cost, CostLine
from pilot.naming_words import AsksAboutNames, refuse_names

NO_NAMES = "Officers read this: no names and no references of cases."
MONEY_BOX = {"class": "govuk-input--width-10", "prefix": "£"}


class MoneyField(forms.DecimalField):
    """Pounds and pence, as people write them: "1,250", "£85.50"."""

    def __init__(self, *, noun="the amount", **kwargs):
        told, most = f"Enter {noun} in pounds, like 85.50", kwargs.pop("max_value", None)
        super().__init__(
            min_value=kwargs.pop("min_value", Decimal("0.01")),
            max_digits=9,
            decimal_places=2,
            widget=forms.NumberInput(attrs=dict(MONEY_BOX)),
            error_messages={
                "required": f"Enter {noun}",
                "invalid": told,
                "max_decimal_places": told,
                "max_digits": f"Enter {noun} as a smaller sum",
                "max_whole_digits": f"Enter {noun} as a smaller sum",
                "min_value": f"Enter {noun} as more than nothing",
                "max_value": f"Enter {noun} as £{most:,.2f} or less" if most else "",
            },
            max_value=most,
            **kwargs,
        )

    def to_python(self, value):
        if isinstance(value, str):
            value = value.replace("£", "").replace(",", "").replace(" ", "")
        return super().to_python(value)


class CostForm(PilotForm):
    """A cost that was paid, or that is owed."""

    blames = "amount"  # where a refusal of the ledger is shown

    kind = forms.ChoiceField(
        label="Has it been paid?",
        choices=[
            (Cost.Kind.ACTUAL, "Yes, it is paid"),
            (Cost.Kind.ACCRUAL, "No, it is owed"),
        ],
        widget=Radios(hints={Cost.Kind.ACCRUAL: "Reverse it when the bill is paid."}),
        error_messages={"required": "Select whether it has been paid"},
    )
    on = DateField(
        label="When did the cost arise?",
        noun="the day the cost arose",
        earliest=calendar.PILOT.start,
        latest=calendar.today,
    )
    cost_line = forms.ChoiceField(
        label="What is it for?",
        choices=[("", "Select a cost line"), *CostLine.choices],
        error_messages={"required": "Select a cost line"},
    )
    amount = MoneyField(label="How much?")
    bears = forms.ChoiceField(
        label="Who bears it?",
        widget=Radios,
        error_messages={"required": "Select who bears it"},
    )
    supplier = forms.CharField(
        label="Who is paid?",
        help_text="An organisation, or “payroll”: never a person’s name.",
        max_length=100,
        validators=[refuse_names],
        error_messages={"required": "Enter who is paid"},
    )
    evidence = forms.CharField(
        label="What shows it?",
        help_text="The number of the invoice or the payroll, like INV 2045.",
        max_length=60,
        validators=[refuse_names],
        error_messages={"required": "Enter the number of what shows it"},
    )

    def __init__(self, *args, boroughs, keys, **kwargs):
        super().__init__(*args, **kwargs)
        self.boroughs = {borough.pk: borough for borough in boroughs}
        shared = [(key.code, f"Shared: {key.title}") for key in keys]
        self.fields["bears"].choices = [
            *((code, borough.name) for code, borough in self.boroughs.items()),
            *shared,
        ]
        self.helper.layout = Layout(
            *("kind", "on", "cost_line", "amount", "bears", "supplier", "evidence"),
            Submit("enter", "Enter this cost"),
        )

    def cost(self) -> dict:
        """The answers in the words of the action."""
        answers = dict(self.cleaned_data)
        bears = answers.pop("bears")
        borough = self.boroughs.get(bears)
        return answers | {"borough": borough, "key": "" if borough else bears}


class CostReverseForm(AsksAboutNames):
    """Why an entry is taken back, and from when."""

    texts_checked = ("reason",)

    on = DateField(
        label="From which day does it count no more?",
        noun="the day",
        latest=calendar.today,
    )
    reason = forms.CharField(
        label="Why is it reversed?",
        help_text=f"“The bill is paid”, or what was wrong. {NO_NAMES}",
        max_length=200,
        error_messages={"required": "Enter why it is reversed"},
    )

    def __init__(self, *args, cost, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].earliest = cost.on
        self.helper.layout = Layout("on", "reason", Submit("reverse", "Reverse this entry"))


class CostFilterForm(FilterForm):
    """What the ledger is narrowed to."""

    borough = forms.ChoiceField(label="Borough")
    kind = forms.ChoiceField(label="Kind", choices=[("", "Every kind"), *Cost.Kind.choices])
    cost_line = forms.ChoiceField(
        label="Cost line", choices=[("", "Every line"), *CostLine.choices]
    )
    since = DateField(label="From", noun="the first day")
    until = DateField(label="To", noun="the last day")

    def __init__(self, *args, boroughs, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(borough.pk, borough.name) for borough in boroughs]
        self.fields["borough"].choices = [("", "All boroughs"), *named]


class KeyForm(AsksAboutNames):
    """How a shared cost is divided from a day on."""

    texts_checked = ("source",)

    starts_on = DateField(
        label="From which day does this hold?",
        noun="the day",
        earliest=calendar.PILOT.start,
    )
    source = forms.CharField(
        label="Where does it come from?",
        help_text="“Contract Management Group, 6 November 2015”.",
        max_length=200,
        error_messages={"required": "Enter where it comes from"},
    )

    def __init__(self, *args, boroughs, parts: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.boxes = {f"parts_{borough.pk}": borough for borough in boroughs}
        for name, borough in self.boxes.items():
            self.fields[name] = forms.IntegerField(
                label=borough.name,
                min_value=0,
                max_value=1000,
                initial=parts.get(borough.pk),
                widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
                error_messages={"required": f"Enter the parts of {borough}, or 0"},
            )
        self.helper.layout = Layout(
            Fieldset("Parts of each borough", *self.boxes),
            *("starts_on", "source"),
            Submit("change", "Save this key"),
        )

    def clean(self):
        answers = super().clean()
        if not self.errors and not any(answers[name] for name in self.boxes):
            self.add_error(next(iter(self.boxes)), "Enter the parts of a borough")
        return answers

    def key(self) -> dict:
        """The answers in the words of the action."""
        return {
            "starts_on": self.cleaned_data["starts_on"],
            "source": self.cleaned_data["source"],
            "parts": {
                borough: self.cleaned_data[name] for name, borough in self.boxes.items()
            },
        }
