"""What is asked for a spreadsheet of costs, and what each of its rows says."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot.fields import PilotForm
from pilot.forms.cost import CostForm
from pilot.models import ApportionmentKey, Borough, Cost, CostLine
from pilot.spreadsheets import MOST_BYTES, MOST_ROWS, Unreadable, is_formula, rows_of

COLUMNS = {  # heading: the question of the form for costs that it answers
    "Day": "on",
    "Paid or owed": "kind",
    "Cost line": "cost_line",
    "Amount": "amount",
    "Who bears it": "bears",
    "Who is paid": "supplier",
    "What shows it": "evidence",
}

Answers: TypeAlias = dict[str, Sequence[tuple[str, str]]]


class SheetForm(PilotForm):
    """A file of costs."""

    file = forms.FileField(
        label="Which file?",
        help_text=f"An Excel workbook (.xlsx) or a CSV file, at most {MOST_ROWS} rows.",
        error_messages={
            "required": "Select a file",
            "empty": "The file is empty: select another one",
            "invalid": "Select a file",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows: list[list[str]] = []
        self.helper.layout = Layout("file", Submit("upload", "Check this file"))

    def clean_file(self):
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError("The file must be smaller than 1 MB")
        try:
            self.rows = rows_of(sent.read())
        except Unreadable as why:
            raise forms.ValidationError(str(why)) from why
        missing = [name for name in COLUMNS if name.lower() not in _headings(self.rows)]
        if missing:
            raise forms.ValidationError(
                f"The first row must have the headings {', '.join(COLUMNS)}: "
                f"{', '.join(missing)} is missing"
            )
        return sent


@dataclass
class SheetRow:
    """A row of the file: what it says, the cost it makes, and why it is refused."""

    number: int  # as the spreadsheet counts
    cells: list[str]
    cost: dict | None
    refusals: list[str] = field(default_factory=list)

    @property
    def named(self) -> list[tuple[str, str]]:
        """Each heading and what stands under it."""
        return list(zip(COLUMNS, self.cells, strict=True))


def read_sheet(
    rows: list[list[str]],
    *,
    boroughs: Iterable[Borough],
    keys: Iterable[ApportionmentKey],
) -> list[SheetRow]:
    """Each row of the file as if it had been typed in the form for one cost."""
    headings, boroughs, keys = _headings(rows), list(boroughs), list(keys)
    places = {question: headings.index(name.lower()) for name, question in COLUMNS.items()}
    known = _known_answers(boroughs, keys)
    read = []
    for number, row in enumerate(rows[1:], start=2):
        cells = [row[place] if place < len(row) else "" for place in places.values()]
        read.append(_row(number, cells, known, boroughs, keys))
    return read


def _row(number, cells, known, boroughs, keys) -> SheetRow:
    if any(map(is_formula, cells)):
        told = "A cell is a formula: put its value in its place."
        return SheetRow(number, cells, None, [told])
    said = dict(zip(COLUMNS.values(), cells, strict=True))
    for question, answers in known.items():
        said[question] = _by_word(answers).get(said[question].lower(), said[question])
    form = CostForm({**said, **_day(said.pop("on"))}, boroughs=boroughs, keys=keys)
    if form.is_valid():
        return SheetRow(number, cells, form.cost())
    return SheetRow(number, cells, None, _refusals(form, known))


def _refusals(form: CostForm, known: Answers) -> list[str]:
    """What is wrong in each column, under its heading; and what it may say."""
    told = []
    for heading, question in COLUMNS.items():
        if question in form.errors:
            why = form.errors[question][0]
            if question in known:
                *most, last = (label for _, label in known[question])
                why = f"write {', '.join(most)} or {last}"
            told.append(f"{heading}: {why[0].lower()}{why[1:]}.")
    return told


def _headings(rows) -> list[str]:
    return [cell.lower() for cell in rows[0]] if rows else []


def _known_answers(boroughs, keys) -> Answers:
    """What a column may say whose answers are few: each code, and its label."""
    paid, owed = Cost.Kind.ACTUAL, Cost.Kind.ACCRUAL
    return {
        "kind": [(paid, paid.label), (owed, owed.label)],
        "cost_line": CostLine.choices,
        "bears": [
            *((each.pk, each.name) for each in boroughs),
            *((key.code, key.title) for key in keys),
        ],
    }


def _by_word(choices) -> dict[str, str]:
    return {word.lower(): code for code, label in choices for word in (code, label)}


def _day(text: str) -> dict[str, str]:
    """A day as it is typed in three boxes, from "27/01/2016" or "2016-01-27"."""
    parts = re.split(r"[\s/.-]+", text.strip())
    if re.fullmatch(r"\d{4}", parts[0]):
        parts.reverse()
    return dict(zip(("on_day", "on_month", "on_year"), parts, strict=False))
