"""Dates in three boxes, and times, as people type them."""

import re
from collections.abc import Callable, Sequence
from datetime import date, time
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from pilot import calendar

_MONTHS = tuple(f"{date(2016, number, 1):%B}".lower() for number in range(1, 13))
_PARTS = ("day", "month", "year")


class TypedDate(NamedTuple):
    """A date as it was typed: three pieces of text, right or wrong."""

    day: str
    month: str
    year: str


class DateWidget(forms.Widget):
    """Three boxes; posts `name_day`, `name_month` and `name_year`."""

    template_name = "widgets/date.html"
    use_fieldset = True

    def value_from_datadict(self, data, files, name):
        typed = TypedDate(*((data.get(f"{name}_{part}") or "").strip() for part in _PARTS))
        return typed if any(typed) else None

    def value_omitted_from_data(self, data, files, name):
        return not any(f"{name}_{part}" in data for part in _PARTS)

    def format_value(self, value):
        if isinstance(value, date):
            return TypedDate(str(value.day), str(value.month), str(value.year))
        return value if isinstance(value, TypedDate) else TypedDate("", "", "")

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        attrs = context["widget"]["attrs"]
        wrong = attrs.pop("data-wrong", ())
        context["widget"]["parts"] = [
            {
                "label": capfirst(part),
                "name": f"{name}_{part}",
                "id": f"{attrs['id']}_{part}" if attrs.get("id") else "",
                "value": typed,
                "is_wrong": part in wrong,
                "width": 4 if part == "year" else 2,
            }
            for part, typed in zip(
                _PARTS, context["widget"]["value"] or TypedDate("", "", ""), strict=True
            )
        ]
        return context

    def id_for_label(self, id_):
        return f"{id_}_day" if id_ else id_


Bound = date | Callable[[], date] | None


class DateField(forms.Field):
    """A date typed as day, month and year; the month may be a word.

    `noun` names it in messages: "the date the referral was received". `earliest` and
    `latest` are days, or `calendar.today` itself for "today or in the past".
    """

    widget = DateWidget

    def __init__(
        self, *, noun="the date", earliest: Bound = None, latest: Bound = None, **kwargs
    ):
        self.noun, self.earliest, self.latest = noun, earliest, latest
        messages = {"required": f"Enter {noun}", **kwargs.pop("error_messages", {})}
        super().__init__(error_messages=messages, **kwargs)

    def to_python(self, value) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        missing = [part for part in _PARTS if not getattr(value, part)]
        if missing:
            said = " and ".join(f"a {part}" for part in missing)
            raise self._refusal(f"must include {said}", missing)
        month = _month_number(value.month)
        wrong = [
            part
            for part, right in (
                ("day", _number(value.day, 1, 31)),
                ("month", month),
                ("year", _number(value.year, 1, 9999)),
            )
            if not right
        ]
        if "year" not in wrong and len(value.year) != 4:
            raise self._refusal("must have a year of 4 numbers, like 2016", ["year"])
        if wrong:
            raise self._refusal("must be a real date", wrong)
        try:
            typed = date(int(value.year), month, int(value.day))
        except ValueError:
            raise self._refusal("must be a real date", _PARTS) from None
        if not 1900 <= typed.year < 2100:
            raise self._refusal("must have a year between 1900 and 2099", ["year"])
        return typed

    def validate(self, value):
        super().validate(value)
        if value is None:
            return
        earliest, latest = _day(self.earliest), _day(self.latest)
        if latest and value > latest:
            before = f"on or before {calendar.in_words(latest)}"
            said = "today or in the past" if callable(self.latest) else before
            raise self._refusal(f"must be {said}", _PARTS)
        if earliest and value < earliest:
            after = f"on or after {calendar.in_words(earliest)}"
            said = "today or in the future" if callable(self.earliest) else after
            raise self._refusal(f"must be {said}", _PARTS)

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True

    def _refusal(self, what: str, parts: Sequence[str]) -> ValidationError:
        return ValidationError(
            f"{capfirst(self.noun)} {what}", code="invalid", params={"parts": tuple(parts)}
        )


def _day(bound: Bound) -> date | None:
    return bound() if callable(bound) else bound


def _number(typed: str, least: int, most: int) -> int | None:
    if not re.fullmatch(r"[0-9]{1,4}", typed):
        return None
    return int(typed) if least <= int(typed) <= most else None


def _month_number(typed: str) -> int | None:
    """The month meant by "3", "03", "Mar" or "march"."""
    word = typed.lower().rstrip(".")
    if len(word) >= 3:
        for number, month in enumerate(_MONTHS, start=1):
            if month.startswith(word) or (word == "sept" and number == 9):
                return number
    return _number(typed, 1, 12)


class TimeField(forms.Field):
    """A time of day as people write it: "14:30", "14.30", "2.30pm", "2pm", "midday"."""

    widget = forms.TextInput

    def __init__(self, *, noun="the time", **kwargs):
        self.noun = noun
        messages = {
            "required": f"Enter {noun}",
            "invalid": f"{capfirst(noun)} must be a time, like 14:30 or 2:30pm",
            **kwargs.pop("error_messages", {}),
        }
        super().__init__(error_messages=messages, **kwargs)

    def widget_attrs(self, widget):
        return {"class": "govuk-input--width-5"}

    def prepare_value(self, value):
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def to_python(self, value) -> time | None:
        if isinstance(value, time):
            return value
        typed = re.sub(r"\s+", "", value or "").lower()
        if not typed:
            return None
        if typed in ("noon", "midday"):
            return time(12)
        if typed == "midnight":
            return time(0)
        return self._twelve_hours(typed) or self._twenty_four_hours(typed) or self._refuse()

    def _twelve_hours(self, typed: str) -> time | None:
        match = re.fullmatch(r"(1[0-2]|0?[1-9])(?:[:.]?([0-5][0-9]))?([ap])\.?m\.?", typed)
        if not match:
            return None
        hour, minute, half = match.groups()
        return time(int(hour) % 12 + (12 if half == "p" else 0), int(minute or 0))

    def _twenty_four_hours(self, typed: str) -> time | None:
        match = re.fullmatch(
            r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])|([01][0-9]|2[0-3])([0-5][0-9])", typed
        )
        if not match:
            return None
        hour, minute = (match[1] or match[3]), (match[2] or match[4])
        return time(int(hour), int(minute))

    def _refuse(self):
        raise ValidationError(self.error_messages["invalid"], code="invalid")

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True
