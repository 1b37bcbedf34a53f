"""Words of a text that are asked about before it is kept, and kept as they were typed."""

import re
from dataclasses import dataclass

from crispy_forms.layout import LayoutObject, Submit
from django import forms

from pilot.fields import PilotForm

CHECKED = "words_are_checked"

# The UK's: eleven digits from a nought, or from the country's code, spaced as people do.
PHONE = re.compile(
    r"(?<![\d/.-])(?:\+44[ -]?(?:\(0\)[ -]?)?|0044[ -]?|\(?0(?=\d))"
    r"\d(?:[ ()-]{0,2}\d){8,9}(?![\d/])"
)
# The last two letters are never C, I, K, M, O or V: so "W1 4pm" is a time, not a place.
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """Words to ask about: what they look like, and the words themselves."""

    looks_like: str
    words: str


def in_a_sentence(found: list[Found]) -> str:
    """What was found, as it is said: "a phone number (“020 7946 0000”)"."""
    said = [f"{each.looks_like} (“{each.words}”)" for each in found]
    return " and ".join(filter(None, [", ".join(said[:-1]), said[-1]]))


class AsksAboutWords(PilotForm):
    """Its texts are looked at, asked about once, and kept as they were typed.

    A subclass says which (`texts_checked`), what is looked for, and what to do about it.
    The box that answers is part of the form only when it is asked: it is in no answer that
    an action is given.
    """

    texts_checked: tuple[str, ...] = ()
    take_out: str
    i_have_checked: str

    def words_found_in(self, text: str) -> list[Found]:
        """What in the text is asked about."""
        raise NotImplementedError

    def clean(self):
        answers = super().clean()
        found = {
            name: self.words_found_in(answers.get(name) or "")
            for name in self.texts_checked
        }
        asked = [name for name, words in found.items() if words]
        if asked and not self.data.get(CHECKED):
            self._ask_after(asked[-1])
            for name in asked:
                self.add_error(
                    name,
                    f"Check this text: it may hold {in_a_sentence(found[name])}. "
                    f"{self.take_out}, then confirm below",
                )
        return answers

    def _ask_after(self, name):
        self.fields[CHECKED] = forms.BooleanField(label=self.i_have_checked, required=False)
        where, place = _place_after(self.helper.layout, name)
        where.fields.insert(place, CHECKED)


def _place_after(layout: LayoutObject, name: str) -> tuple[LayoutObject, int]:
    """Right after the field, or before the button when an answer reveals the field."""
    for pointer in layout.get_field_names():
        if pointer.name == name:
            *inside, place = pointer.positions
            for step in inside:
                layout = layout.fields[step]
            return layout, place + 1
    buttons = [
        place for place, each in enumerate(layout.fields) if isinstance(each, Submit)
    ]
    return layout, min(buttons, default=len(layout.fields))
