"""One answer of several, or any of them, each with what explains or follows it."""

from collections.abc import Mapping, Sequence

from django import forms


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
