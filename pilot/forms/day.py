"""What is asked about a week: for each day what it was given to, from the pattern on."""

from crispy_forms.layout import Div, Fieldset, Layout, Submit
from django import forms

from pilot.actions import Part
from pilot.days import Day
from pilot.fields import Folded, PilotForm, VersionField
from pilot.models import WorkDay

PAN = "PAN"
QUARTERS = 4
TIMES = (("1", "A quarter of it"), ("2", "Half of it"), ("3", "Three quarters of it"))
SPLITS = 2  # parts of a day beside the main one that there is always room for
NO_DAY = ("", "No working day")


class WeekForm(PilotForm):
    """The days of a week, each as the pattern has it until somebody says otherwise.

    A day has a main activity, which gets what the other parts of the day leave over: only
    the exceptions are entered, and a day cannot come to more than a day.
    """

    marks_optional = False
    button = ("enter", "Enter these days")

    version = VersionField()

    def __init__(self, *args, days: list[Day], boroughs, may_say_vacant, **kwargs):
        super().__init__(*args, **kwargs)
        self.days = days
        self.boroughs = {borough.pk: borough for borough in boroughs}
        places = [(borough.pk, borough.name) for borough in boroughs]
        self.places = [*places, (PAN, "All three, cannot be split")]
        self.activities = [
            choice
            for choice in WorkDay.Activity.choices
            if may_say_vacant or choice[0] != WorkDay.Activity.VACANT
        ]
        self.rows = {day.on: self._ask(day) for day in days}
        self.helper.layout = Layout(*self._laid_out(), *self.asked(), Submit(*self.button))

    def asked(self) -> list[str]:
        """What is asked besides the days."""
        return []

    def _ask(self, day: Day) -> list[str]:
        """The fields of a day: one main part and some more, with their names."""
        key = f"{day.on:%A}".lower()
        parts = self._known(day)
        main, *others = parts or [None]
        names = [f"part_{n}" for n in range(2, 2 + max(SPLITS, len(others)))]
        self._part(key, main, label="What was the day?", nothing=NO_DAY)
        for number, name in enumerate(names):
            part = others[number] if number < len(others) else None
            self.fields[f"{key}_{name}_time"] = forms.ChoiceField(
                label="How much of the day?",
                choices=[("", "None"), *TIMES],
                required=False,
                initial=str(part.quarters) if part else "",
            )
            self._part(
                f"{key}_{name}", part, label="Was what?", nothing=("", "Choose"), of=main
            )
        return [key, *(f"{key}_{name}" for name in names)]

    def _part(self, name, part, *, label, nothing, of=None):
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=[nothing, *self.activities],
            required=False,
            initial=part.activity if part else "",
        )
        place = part or of
        where = (place.borough.pk if place.borough else PAN) if place else ""
        self.fields[f"{name}_place"] = forms.ChoiceField(
            label="For which borough?",
            choices=self.places if where else [("", "Choose"), *self.places],
            required=False,
            initial=where,
        )

    def _known(self, day: Day) -> list[Part]:
        """What the day is taken to be: as entered, as the absence or the pattern has it."""
        if day.standing:
            return [
                Part(int(row.units * QUARTERS), row.activity, row.borough)
                for row in day.standing
            ]
        if not day.site:
            return []
        activity = WorkDay.Activity.CASEWORK
        if day.absence and day.absence.kind in dict(self.activities):
            activity = day.absence.kind
        return [Part(QUARTERS, activity, day.site.borough)]

    def _laid_out(self):
        weekdays = [self._fieldset(day) for day in self.days if not day.is_weekend]
        weekend = [self._fieldset(day) for day in self.days if day.is_weekend]
        return [*weekdays, Folded("The weekend", *weekend)] if weekend else weekdays

    def _fieldset(self, day: Day):
        main, *others = self.rows[day.on]
        split = [
            Div(f"{name}_time", name, f"{name}_place", css_class="app-in-columns")
            for name in others
        ]
        return Fieldset(
            f"{day.on:%A} {day.on.day} {day.on:%B}",
            Div(main, f"{main}_place", css_class="app-in-columns"),
            Folded(
                "Part of the day was something else",
                *split,
                is_open=len(day.standing) > 1 or self._has_answers(others),
            ),
        )

    def _has_answers(self, others: list[str]) -> bool:
        """Whether something was sent of these parts: it is seen again beside a message."""
        return any(self.data.get(f"{name}_time") or self.data.get(name) for name in others)

    def clean(self):
        """`days` holds the parts of each day; the fields behind it are not handed on."""
        answers = super().clean()
        days = {}
        for on, names in self.rows.items():
            days[on] = self._parts(answers, *names)
        if not self.errors:
            self._check(days)
        kept = {"version": answers.get("version"), "days": days}
        return kept | {name: answers.get(name) for name in self.asked()}

    def _check(self, days):
        """Something is to be entered."""
        if not any(days.values()):
            first = next(iter(self.rows.values()), [None])[0]
            self.add_error(first, "Select what at least one of the days was")

    def _parts(self, answers, main, *others):
        parts = [part for name in others if (part := self._other(answers, name))]
        used = sum(part.quarters for part in parts)
        if used > QUARTERS:
            self.add_error(
                main, "The parts come to more than a day: take some of the day away"
            )
            return []
        activity = answers.get(main)
        if activity and used < QUARTERS:
            place = self._place(answers, main)
            parts.insert(0, Part(QUARTERS - used, activity, place))
        return parts

    def _other(self, answers, name):
        quarters, activity = answers.get(f"{name}_time"), answers.get(name)
        if not quarters:
            if activity:
                self.add_error(f"{name}_time", "Select how much of the day it took")
            return None
        if not activity:
            self.add_error(name, "Select what this part of the day was")
        return Part(int(quarters), activity, self._place(answers, name))

    def _place(self, answers, name):
        chosen = answers.get(f"{name}_place")
        if not chosen:
            self.add_error(f"{name}_place", "Select which borough it was for")
        return self.boroughs.get(chosen)


class WeekCorrectForm(WeekForm):
    """The same about days that are entered, and what was wrong."""

    button = ("correct", "Save the correction")

    reason = forms.CharField(
        label="What was wrong?",
        help_text="Kept with both entries. Name nobody.",
        max_length=200,
        error_messages={"required": "Enter what was wrong"},
    )

    def asked(self):
        return ["reason"]

    def _known(self, day):
        return super()._known(day) if day.standing else []

    def _check(self, days):
        """Something is to be other than it is."""
        was = {day.on: sorted(self._known(day), key=_in_words) for day in self.days}
        told = {on: sorted(parts, key=_in_words) for on, parts in days.items()}
        if was == told:
            self.add_error("reason", "Change what was wrong: nothing differs yet")


def _in_words(part: Part) -> tuple[str, int, str]:
    return part.activity, part.quarters, str(part.borough)
