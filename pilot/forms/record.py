"""What is asked of the contract's facts: approvals, papers, register, accreditation."""

from decimal import Decimal
from typing import Any

from crispy_forms.layout import Layout, Submit
from django import forms
from django.core.validators import RegexValidator

from pilot.fields import DateField, Radios, VersionField
from pilot.forms.cost import MoneyField
from pilot.models import MOST_RETURN_DAYS, Approval, ContractDocument, RegisterEntry
from pilot.naming_words import AsksAboutNames
from pilot.references import ReferenceConverter

ALL = "ALL"
ROLES_ONLY = "Officers read this: roles, no names."
NO_REFERENCE = RegexValidator(  # V-31
    ReferenceConverter.regex,
    "Take out the reference of the case or referral: officers read this",
    inverse_match=True,
)


def text(label: str, missing: str, *, most: int = 200, rows: int = 0, **more: Any):
    """A question that is answered in words: in a line, or in so many rows."""
    if rows:
        more["widget"] = forms.Textarea(attrs={"rows": rows})
    told = {"required": missing} if missing else {}
    return forms.CharField(
        label=label,
        max_length=most,
        required=bool(missing),
        error_messages=told,
        validators=[NO_REFERENCE],
        **more,
    )


def reason(label: str) -> forms.CharField:
    """Why something on record changes."""
    told = "Kept in the history. Name nobody."
    return text(label, "Enter why it changes", help_text=told)


class BoroughField(forms.ChoiceField):
    """One of the boroughs somebody keeps the records of, or all three."""

    def __init__(self, **kwargs):
        super().__init__(
            label="Which council is it about?",
            widget=Radios,
            error_messages={"required": "Select which council it is about"},
            **kwargs,
        )

    def offer(self, boroughs, *, alone: bool) -> None:
        """These may be chosen; without `alone`, all three together as well."""
        self.known = {borough.pk: borough for borough in boroughs}
        shared = [] if alone else [(ALL, "All three councils alike")]
        self.choices = [*shared, *((pk, one.name) for pk, one in self.known.items())]

    def clean(self, value):
        return self.known.get(super().clean(value))

    def prepare_value(self, value):
        return getattr(value, "pk", value)


def _is_text(field: forms.Field) -> bool:
    return isinstance(field, forms.CharField) and not isinstance(field, forms.ChoiceField)


class RecordForm(AsksAboutNames):
    """A fact of the contract; in a correction also why, or that it is taken out.

    Officers and the group read every word of it, so every text is looked at (V-31).
    """

    needs_a_borough = False
    button = "Save this record"

    def __init__(self, *args, boroughs=(), record=None, **kwargs):
        if record is not None:
            kwargs["initial"] = self.answers_of(record)
        super().__init__(*args, **kwargs)
        if "borough" in self.fields:
            self.fields["borough"].offer(boroughs, alone=self.needs_a_borough)
        if record is not None:
            self.fields["because"] = reason("What is different, and why?")
            self.fields["is_withdrawn"] = forms.BooleanField(
                label="It was recorded by mistake: take it out", required=False
            )
        self.helper.layout = Layout(*self.fields, Submit("save", self.button))

    # The base form keeps an attribute, which a property may stand for.
    # The base form keeps an attribute, which a property may stand for.
    @property
    def texts_checked(self) -> tuple[str, ...]:  # type: ignore[override]
        """Every answer that is written in words."""
        texts = [name for name, each in self.fields.items() if _is_text(each)]
        return tuple(texts)

    def answers_of(self, record) -> dict:
        """What is on record, as the answers of this form."""
        answers = {name: getattr(record, name) for name in self.base_fields}
        if "borough" in answers:
            answers["borough"] = record.borough_id or ALL
        return answers


class ApprovalForm(RecordForm):
    borough = BoroughField()
    decision = forms.ChoiceField(
        label="What was decided?",
        choices=Approval.Decision,
        widget=Radios,
        error_messages={"required": "Select what was decided"},
    )
    approver = text(
        "Who decided it?",
        "Enter the role of who decided it",
        most=150,
        help_text="The role, never a name: “Cabinet Member”.",
    )
    clause = text("Under which clause?", "", help_text="Needed for a waiver.")
    decided_on = DateField(label="When?", noun="the day it was decided", required=False)
    reasons = text(
        "For which reasons?",
        "Enter the reasons",
        most=2000,
        rows=6,
        help_text=ROLES_ONLY,
    )
    conditions = text("On which conditions?", "", most=1000, rows=3)
    evidence = text(
        "What shows it?",
        "Enter what shows it",
        help_text="The decision notice or the minute, and where it is.",
    )

    sometimes_required = ("clause",)

    def clean(self):
        answers = super().clean()
        if answers.get("decision") == "WAIVER" and not answers.get("clause"):
            self.add_error("clause", "Enter the clause that is waived")
        return answers


class DocumentForm(RecordForm):
    borough = BoroughField()
    kind = forms.ChoiceField(
        label="What kind of paper is it?",
        choices=ContractDocument.Kind,
        widget=Radios,
        error_messages={"required": "Select what kind of paper it is"},
    )
    title = text("What is it called?", "Enter what it is called")
    dated_on = DateField(label="What is its date?", noun="its date", required=False)
    kept = text(
        "Where is it kept?",
        "Enter where it is kept",
        help_text="An office or a system. The paper itself is not kept here.",
    )
    note = text("Anything to know about it?", "", most=500, rows=3, help_text=ROLES_ONLY)


class RegisterEntryForm(RecordForm):
    """An entry on a council's contract register, in the fields that councils publish."""

    needs_a_borough = True
    sometimes_required = ("waiver_reason",)

    borough = BoroughField()
    register_reference = text("What is its reference on the register?", "", most=60)
    title = text("What is the contract called?", "Enter what the contract is called")
    department = text("Which department answers for it?", "", most=100)
    description = text(
        "What is bought?", "Enter what is bought", most=1000, rows=3, help_text=ROLES_ONLY
    )
    supplier = text("Who supplies it?", "Enter who supplies it", most=100)
    registration_number = text(
        "What is the supplier’s registration number?",
        "",
        most=20,
        help_text="Of a company or a charity.",
    )
    supplier_kind = forms.ChoiceField(
        label="What kind of supplier is it?",
        choices=RegisterEntry.SupplierKind,
        widget=Radios,
        error_messages={"required": "Select what kind of supplier it is"},
    )
    value = MoneyField(label="What is it worth in all?", noun="the value")
    irrecoverable_vat = MoneyField(
        label="How much VAT cannot be recovered?",
        noun="the VAT",
        min_value=Decimal("0.00"),
        required=False,
    )
    starts_on = DateField(label="When does it start?", noun="the first day")
    ends_on = DateField(label="When does it end?", noun="the last day")
    review_on = DateField(
        label="When is it reviewed?", noun="the day of review", required=False
    )
    route = forms.ChoiceField(
        label="How was it awarded?",
        choices=RegisterEntry.Route,
        widget=Radios,
        error_messages={"required": "Select how it was awarded"},
    )
    waiver_reason = text(
        "Why were quotations not sought?",
        "",
        most=1000,
        rows=4,
        help_text="Needed for an award under a waiver.",
    )
    published_on = DateField(
        label="When was it published?", noun="the day it was published", required=False
    )

    def clean(self):
        answers = super().clean()
        first, last = answers.get("starts_on"), answers.get("ends_on")
        if first and last and last <= first:
            self.add_error("ends_on", "The last day must be after the first")
        if answers.get("route") == "WAIVER" and not answers.get("waiver_reason"):
            self.add_error("waiver_reason", "Enter why quotations were not sought")
        return answers


class AccreditationForm(RecordForm):
    body = text("Who accredits?", "Enter who accredits", most=100)
    holder = text("Who is accredited?", "Enter who is accredited", most=100)
    status = text(
        "How does it stand?",
        "Enter how it stands",
        most=40,
        help_text="“Accredited”, “Suspended”.",
    )
    valid_from = DateField(label="From which day?", noun="the first day", required=False)
    valid_to = DateField(
        label="Until which day?",
        noun="the last day",
        help_text="The manager and the officers are told 90 days before.",
        required=False,
    )
    source = text("What shows it?", "Enter what shows it")

    def clean(self):
        answers = super().clean()
        first, last = answers.get("valid_from"), answers.get("valid_to")
        if first and last and last <= first:
            self.add_error("valid_to", "The last day must be after the first")
        return answers


class EqualityAssessmentForm(RecordForm):
    edition = text(
        "Which edition is it?",
        "Enter which edition it is",
        most=60,
        help_text="“Second edition”, “review of March 2016”.",
    )
    assessed_on = DateField(label="Of which day?", noun="its day", required=False)
    document = text("Where is it kept?", "Enter where it is kept")
    findings = text(
        "What did it find?",
        "Enter what it found",
        most=3000,
        rows=8,
        help_text="Of groups, not of people.",
    )


class AgreementForm(AsksAboutNames):
    """What is found out of an agreement; its council, its term and its value stay."""

    texts_checked = ("funding_source", "funding_reference", "partnership", "because")

    executed_on = DateField(
        label="When was it executed?", noun="the day it was executed", required=False
    )
    funding_source = text("Where does the money come from?", "Enter where it comes from")
    funding_reference = text("What is the funder’s reference?", "", most=60)
    partnership = text("Under which partnership?", "")
    e_sourcing_reference = text("What is its reference on CapitalEsourcing?", "", most=60)
    e_sourcing_uploaded_on = DateField(
        label="When was the bid uploaded there?",
        noun="the day of the upload",
        required=False,
    )
    return_due_days = forms.IntegerField(
        label="Within how many days after a quarter is its return due?",
        help_text="Days of the week all count. Leave it empty while none is agreed.",
        min_value=1,
        max_value=MOST_RETURN_DAYS,
        required=False,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            f"Enter a whole number from 1 to {MOST_RETURN_DAYS}, or leave it empty",
        ),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}
        ),
    )
    because = reason("What is different, and why?")
    version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.fields, Submit("save", "Save the agreement"))
