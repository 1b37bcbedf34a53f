"""A form that asks once about words which may have come from the person harmed (V-14)."""

from crispy_forms.layout import LayoutObject, Submit
from django import forms

from cases.partner_words import in_a_sentence, partner_words
from pilot.fields import PilotForm

CHECKED = "words_are_checked"


class AsksAboutPartnerWords(PilotForm):
    """Its texts are looked at, asked about once, and kept as they were typed.

    A subclass names them in `texts_about_him`. The box that answers is part of the form
    only when it is asked: it is in no answer that an action is given.
    """

    texts_about_him: tuple[str, ...] = ()

    def clean(self):
        answers = super().clean()
        found = {
            name: partner_words(answers.get(name) or "") for name in self.texts_about_him
        }
        asked = [name for name, words in found.items() if words]
        if asked and not self.data.get(CHECKED):
            self._ask_after(asked[-1])
            for name in asked:
                self.add_error(
                    name,
                    f"Check this text: it may hold {in_a_sentence(found[name])}. Take out "
                    "what came from the person harmed or says where they are, then "
                    "confirm below",
                )
        return answers

    def _ask_after(self, name):
        self.fields[CHECKED] = forms.BooleanField(
            label="I have checked: nothing here came from the person harmed",
            required=False,
        )
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
