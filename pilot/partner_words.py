"""Words in a text about him that may have come from the person harmed (V-14).

It looks at the text alone. Names known to the partner side are never asked for: a warning
that depends on a record there would tell the writer that there is one.
"""

import re
from dataclasses import dataclass

from crispy_forms.layout import LayoutObject, Submit
from django import forms

from pilot.fields import PilotForm

CHECKED = "words_are_checked"

# The UK's: eleven digits from a nought, or from the country's code, spaced as people do.
_PHONE = re.compile(
    r"(?<![\d/.-])(?:\+44[ -]?(?:\(0\)[ -]?)?|0044[ -]?|\(?0(?=\d))"
    r"\d(?:[ ()-]{0,2}\d){8,9}(?![\d/])"
)
# The last two letters are never C, I, K, M, O or V: so "W1 4pm" is a time, not a place.
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)
_HER = (
    r"(?:she|(?:(?:his|her|their|the) )?(?:ex[- ]?)?(?:partner|wife|husband|girlfriend|"
    r"boyfriend)|(?:his|her|their) (?:mother|mum|father|dad)|the victim|the survivor)"
)
_SAID = (
    r"(?:told|tells|said|says|disclosed|discloses|reported|reports|confirmed|confirms|"
    r"rang|texted|emailed|alleges|described|describes)"
)
_ACCOUNT = re.compile(
    rf"\b(?:{_HER} (?:has |had |also |now )?{_SAID}|according to (?:her|{_HER})|"
    r"partner support(?: worker)? (?:told|said|says|rang|let me know)|"
    r"(?:the |her )?idva (?:told|said|says)|"
    r"(?:her|she gave an?) (?:account|version|statement))\b",
    re.IGNORECASE,
)
_WHEREABOUTS = re.compile(
    r"\b(?:(?:where )?she (?:now |is )?(?:lives|living|stays|staying|moved|works|working)|"
    r"she has moved|"
    r"her (?:new )?(?:address|flat|house|phone|mobile|number|workplace|school|job)|"
    r"her whereabouts|in (?:a|the) refuge)\b",
    re.IGNORECASE,
)
_LOOKED_FOR = (
    ("a phone number", _PHONE),
    ("a postcode", _POSTCODE),
    ("somebody else’s account", _ACCOUNT),
    ("where somebody is", _WHEREABOUTS),
)


@dataclass(frozen=True)
class Found:
    """Words that may be hers: what they look like, and the words themselves."""

    looks_like: str
    words: str


def partner_words(text: str) -> list[Found]:
    """What in the text may have come from the person harmed: the first of each kind."""
    text = " ".join(text.split())
    return [
        Found(looks_like, match[0].strip())
        for looks_like, pattern in _LOOKED_FOR
        if (match := pattern.search(text))
    ]


def in_a_sentence(found: list[Found]) -> str:
    """What was found, as it is said: "a phone number (“020 7946 0000”)"."""
    said = [f"{each.looks_like} (“{each.words}”)" for each in found]
    return " and ".join(filter(None, [", ".join(said[:-1]), said[-1]]))


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
