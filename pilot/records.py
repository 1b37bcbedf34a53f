"""The kinds of facts of the contract, each in its own words and all in one shape.

A kind is one line of `KINDS`: lists and pages show every kind alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pilot import calendar
from pilot.models import (
    Accreditation,
    Approval,
    ContractDocument,
    EqualityAssessment,
    Record,
    RegisterEntry,
)


@dataclass(frozen=True)
class Kind:
    """A kind of record: what it is called, and what of it is shown under which words."""

    noun: str
    plural: str
    about: str
    model: type[Record]
    facts: dict[str, str]  # heading: the name of the column
    listed: tuple[str, ...]  # the headings that a list shows beside the record's name

    def facts_of(self, record: Record) -> list[tuple[str, str]]:
        """Everything that is on record, with its headings; empty where nothing is known."""
        return list(self._shown(record, self.facts))

    def listed_of(self, record: Record) -> list[tuple[str, str]]:
        """What a list shows of it."""
        return list(self._shown(record, self.listed))

    def _shown(self, record: Record, headings) -> Iterator[tuple[str, str]]:
        for heading in headings:
            yield heading, _in_words(record, self.facts[heading])


def _in_words(record: Record, name: str) -> str:
    if hasattr(record, f"get_{name}_display"):
        return str(getattr(record, f"get_{name}_display")())
    value: Any = getattr(record, name)
    if name == "borough":
        return value.council_name if value else "All three councils"
    if isinstance(value, date):
        return calendar.in_words(value)
    if isinstance(value, Decimal):
        return f"£{value:,.2f}"
    return value or ""


KINDS = {
    "approvals": Kind(
        "approval",
        "approvals",
        "What was decided about the contract, under which clause and in which role. No "
        "officer’s name or number is kept.",
        Approval,
        {
            "Decision": "decision",
            "For": "borough",
            "Decided by": "approver",
            "Clause": "clause",
            "Decided on": "decided_on",
            "Reasons": "reasons",
            "Conditions": "conditions",
            "What shows it": "evidence",
        },
        ("For", "Clause", "Decided on"),
    ),
    "documents": Kind(
        "document",
        "documents",
        "The papers of the contract and where each is kept. The papers themselves are not "
        "kept here.",
        ContractDocument,
        {
            "Title": "title",
            "Kind": "kind",
            "For": "borough",
            "Date": "dated_on",
            "Kept": "kept",
            "Note": "note",
        },
        ("Kind", "For", "Kept"),
    ),
    "register": Kind(
        "register entry",
        "contract register",
        "Each council’s entry of the contract on its register, in the fields that councils "
        "publish of contracts above £5,000.",
        RegisterEntry,
        {
            "Title": "title",
            "Council": "borough",
            "Reference": "register_reference",
            "Department": "department",
            "Description": "description",
            "Supplier": "supplier",
            "Registration number": "registration_number",
            "Kind of supplier": "supplier_kind",
            "Value": "value",
            "VAT that cannot be recovered": "irrecoverable_vat",
            "Starts": "starts_on",
            "Ends": "ends_on",
            "Reviewed": "review_on",
            "How it was awarded": "route",
            "Why rules were waived": "waiver_reason",
            "Published": "published_on",
        },
        ("Council", "Value", "Published"),
    ),
    "accreditations": Kind(
        "accreditation",
        "accreditations",
        "MOPAC requires a provider that Respect accredits. A renewal is recorded beside "
        "the one before it.",
        Accreditation,
        {
            "Given by": "body",
            "Held by": "holder",
            "Status": "status",
            "Valid from": "valid_from",
            "Valid to": "valid_to",
            "What shows it": "source",
        },
        ("Status", "Valid from", "Valid to"),
    ),
    "equality": Kind(
        "equality assessment",
        "equality impact assessments",
        "What the pilot was found to mean for protected groups, and what is done about it.",
        EqualityAssessment,
        {
            "Edition": "edition",
            "Of the day": "assessed_on",
            "Kept": "document",
            "What it found": "findings",
        },
        ("Of the day", "Kept"),
    ),
}
