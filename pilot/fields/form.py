"""The base class of every form, and how its fields speak."""

from collections.abc import Collection

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Submit
from django import forms
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict

from pilot.fields.dates import TypedDate
from pilot.fields.text import cleaned

LARGEST_NUMBER = 2_147_483_647  # what a number column holds on both engines

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
