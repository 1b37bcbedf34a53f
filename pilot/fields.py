"""The words every form is written with: its base class, typed dates and times, answers.

What a browser sends is input, hidden fields included: control characters are cleaned on
the way in (S-29, trap 3), bad values give a message and never a failure (trap 8).
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, time
from typing import NamedTuple

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict
from django.utils.text import capfirst

from pilot import calendar

# XML, and so a workbook, has no place for these; tab and newline stay.
_CONTROL = re.compile("[\u200b\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_NEWLINE = re.compile("\r\n?|\x85|\u2028|\u2029")

LARGEST_NUMBER = 2_147_483_647  # what a number column holds on both engines

_MONTHS = tuple(f"{date(2016, number, 1):%B}".lower() for number in range(1, 13))
_PARTS = ("day", "month", "year")

# What to say where a form says nothing of its own: Django's words tell nobody what to do.
_FALLBACK = {
    "required": "Answer “{label}”",
    "invalid": "The answer to “{label}” must be a number",
    "invalid_choice": "Select one of the answers to “{label}”",
    "invalid_list": "Select one of the answers to “{label}”",
    "invalid_pk_value": "Select one of the answers to “{label}”",
    "max_length": (
        "Shorten the answer to “{label}” to %(limit_value)d characters or fewer: "
        "it has %(show_value)d"
    ),
    "min_length": "The answer to “{label}” must be %(limit_value)d characters or more",
    "max_value": "The answer to “{label}” must be %(limit_value)s or less",
    "min_value": "The answer to “{label}” must be %(limit_value)s or more",
    "max_digits": "The answer to “{label}” must be a smaller number",
    "max_whole_digits": "The answer to “{label}” must be a smaller number",
    "max_decimal_places": "The answer to “{label}” must have %(max)s decimals or fewer",
}
_FROM_VALIDATORS = frozenset(code for code in _FALLBACK if code[:4] in ("max_", "min_"))
_WITH_DETAILS = _FROM_VALIDATORS | {"invalid_choice", "invalid_pk_value"}


def cleaned(text: str, *, one_line: bool) -> str:
    """Text without control characters, every line ending the same; one line if asked."""
    text = _CONTROL.sub("", _NEWLINE.sub("\n", text))
    return re.sub(r"[\t\n]+", " ", text) if one_line else text


class CleanCharField(forms.CharField):
    """A text that is clean in any form, also one that is not a `PilotForm`."""

    def to_python(self, value):
        if isinstance(value, str):
            value = cleaned(value, one_line=not isinstance(self.widget, forms.Textarea))
        return super().to_python(value)


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


class VersionField(forms.IntegerField):
    """The version of the record that a page was opened with, for the edit-clash page."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs):
        told = "This page is out of date. Copy your text, then open the page again"
        super().__init__(
            min_value=0,
            max_value=LARGEST_NUMBER,
            error_messages=dict.fromkeys(
                ("required", "invalid", "min_value", "max_value"), told
            ),
            **kwargs,
        )


class _Explained:
    """Answers that may each carry a hint, an "or" before them and fields they reveal.

    hints: value → one sentence. dividers: value → the word shown before that answer.
    reveals: value → names of fields that are asked only when it is chosen.
    """

    def __init__(
        self,
        attrs=None,
        choices=(),
        *,
        hints: Mapping[str, str] | None = None,
        dividers: Mapping[str, str] | None = None,
        reveals: Mapping[str, Sequence[str]] | None = None,
    ):
        super().__init__(attrs, choices)
        self.hints = {str(key): text for key, text in (hints or {}).items()}
        self.dividers = {str(key): text for key, text in (dividers or {}).items()}
        self.reveals = {str(key): tuple(names) for key, names in (reveals or {}).items()}

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        key = str(value)
        option["hint"] = self.hints.get(key, "")
        option["divider"] = self.dividers.get(key, "")
        option["reveals"] = self.reveals.get(key, ())
        return option


class Radios(_Explained, forms.RadioSelect):
    """One answer of several."""


class Checkboxes(_Explained, forms.CheckboxSelectMultiple):
    """Any of several answers; `alone` lists those that rule the others out ("None")."""

    def __init__(self, *args, alone: Sequence[str] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.alone = frozenset(map(str, alone))

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["is_alone"] = str(value) in self.alone
        return option


class PilotBoundField(forms.BoundField):
    """A field of a page: cleans what was sent, and speaks in plain words."""

    def __init__(self, form, field, name):
        super().__init__(form, field, name)
        _speak_plainly(field, self.label)
        if type(field.widget) is forms.NumberInput:
            # A number box scrolls values away; a text box with number keys does not.
            field.widget.input_type = "text"
            whole = not isinstance(field, forms.DecimalField | forms.FloatField)
            field.widget.attrs.setdefault("inputmode", "numeric" if whole else "decimal")
            for attr in ("min", "max", "step"):
                field.widget.attrs.pop(attr, None)

    @property
    def data(self):
        one_line = not isinstance(self.field.widget, forms.Textarea)
        sent = _clean(super().data, one_line=one_line)
        if sent is None and self.is_hidden and self.form.is_draft:
            return self.initial  # a draft holds answers, not the page's own workings
        return sent


def _clean(sent, *, one_line: bool):
    if isinstance(sent, str):
        return cleaned(sent, one_line=one_line)
    if isinstance(sent, TypedDate):
        return TypedDate(*(cleaned(part, one_line=True) for part in sent))
    if isinstance(sent, list):
        return [_clean(item, one_line=one_line) for item in sent]
    return sent


def _speak_plainly(field: forms.Field, label: str) -> None:
    """Every message that is still Django's own tells the person what to do instead."""
    own = {}
    for ancestor in reversed(type(field).__mro__):
        own |= getattr(ancestor, "default_error_messages", {})
    for code, said in _FALLBACK.items():
        # Messages with details are filled in with %: a label's own % must survive that.
        named = label.replace("%", "%%") if code in _WITH_DETAILS else label
        if code in own and field.error_messages.get(code) == own[code]:
            field.error_messages[code] = said.format(label=named)
        elif code in _FROM_VALIDATORS:
            field.error_messages.setdefault(code, said.format(label=named))


class PilotFormHelper(FormHelper):
    """How forms are rendered: the page's layout writes the form's tag and token."""

    form_action = ""  # crispy would look this up among the addresses at every rendering
    form_tag = False
    disable_csrf = True
    include_media = False
    render_hidden_fields = True

    def __init__(self):
        super().__init__()
        self.label_size = "s"


class PilotForm(forms.Form):
    """A form of this service.

    `draft` is what was saved earlier of a half-written form: it is shown exactly as it was
    typed, without messages, and is never valid. Fields that an answer reveals are asked,
    required and kept only when that answer is chosen.
    """

    use_required_attribute = False
    bound_field_class = PilotBoundField
    marks_optional = True  # "(optional)" after the label of what may be left empty
    sometimes_required: Collection[str] = ()  # decided in clean(): not marked optional

    def __init__(self, data=None, *args, draft=None, **kwargs):
        self.is_draft = data is None and draft is not None
        kwargs.setdefault("label_suffix", "")
        super().__init__(draft if self.is_draft else data, *args, **kwargs)
        self.helper = PilotFormHelper()

    @property
    def has_button(self) -> bool:
        """Whether the form's own layout holds its main button."""
        layout = getattr(self.helper, "layout", None)
        held = layout.get_layout_objects(Submit, greedy=True) if layout else []
        return bool(held or self.helper.inputs)

    def revealed(self) -> dict[str, tuple[str, str]]:
        """Each field that is asked only after an answer, with that field and answer."""
        return {
            name: (asker, value)
            for asker, field in self.fields.items()
            for value, names in getattr(field.widget, "reveals", {}).items()
            for name in names
            if name in self.fields
        }

    def is_valid(self):
        return not self.is_draft and super().is_valid()

    def full_clean(self):
        if self.is_draft:
            self._errors = ErrorDict()
            self.cleaned_data = {}
            return
        super().full_clean()

    def _clean_fields(self):
        super()._clean_fields()
        for name, (asker, value) in self.revealed().items():
            answer = self.cleaned_data.get(asker)
            answers = answer if isinstance(answer, list | tuple | set) else [answer]
            if value not in {str(getattr(item, "pk", item)) for item in answers}:
                self._errors.pop(name, None)
                self.cleaned_data[name] = _nothing(self.fields[name])


def _nothing(field: forms.Field):
    """What a field that was not asked comes to."""
    if isinstance(field, forms.CharField | forms.ChoiceField) and not isinstance(
        field, forms.MultipleChoiceField | forms.ModelChoiceField
    ):
        return ""
    if isinstance(field, forms.MultipleChoiceField):
        return []
    if isinstance(field, forms.ModelMultipleChoiceField):
        return field.queryset.none()
    return False if isinstance(field, forms.BooleanField) else None


class Folded(Fieldset):
    """Questions answered already, folded away: open only while one of them is wrong.

    A form that puts answers right may say that all are to be seen: `is_open=True`.
    """

    template = "%s/layout/details.html"

    def __init__(self, legend, *fields, is_open=False, **kwargs):
        super().__init__(legend, *fields, **kwargs)
        self.starts_open = is_open

    def render(self, form, context, template_pack="govuk", **kwargs):
        self.is_open = self.starts_open or bool(set(self.fields) & form.errors.keys())
        return super().render(form, context, template_pack, **kwargs)


class FilterForm(PilotForm):
    """The filters of a list: nothing is required, the address keeps the answers."""

    marks_optional = False

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(MultiValueDict() if data is None else data, *args, **kwargs)
        for field in self.fields.values():
            field.required = False
