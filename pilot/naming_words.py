"""Words in a text that councils read which may say who somebody is (V-31).

It looks at the text alone. No name of a record is asked for: a warning that depends on one
would tell an officer who is known to the service.
"""

import re

from crispy_forms.layout import Layout, Submit
from django import forms
from django.core.exceptions import ValidationError

from pilot.checked_words import PHONE, POSTCODE, AsksAboutWords, Found
from pilot.references import ALPHABET, LENGTH

NO_NAMES = "No names, and nothing by which somebody can be recognised."
LONGEST = 4000

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Pc|PC|Dc|DC|Ds|DS|Sgt|Constable|Sergeant)"
_WORD = r"[A-Z][a-z]+(?:['’-][A-Z]?[a-z]+)*"
_TITLED = re.compile(rf"\b{_TITLE}\.? {_WORD}")
# Looked at from every word on: in "since August Sage Meadow" the name is the second pair.
_PAIR = re.compile(rf"(?<![A-Za-z’'-])(?=({_WORD}) ({_WORD})(?![A-Za-z]))")
_REFERENCE = re.compile(
    rf"\b(?=[{ALPHABET}-]{{{LENGTH + 1}}}\b)[{ALPHABET}]+-[{ALPHABET}]+\b"
)
_BIRTH = re.compile(
    r"\b(?:born (?:on|in)|date of birth|d\.?o\.?b\.?)\W{0,3}\w+", re.IGNORECASE
)
# With a capital though nobody is called so: places, posts, bodies, days and months.
_NOBODYS = frozenset({
    "The", "This", "That", "These", "Those", "There", "Then", "In", "On", "At", "Of",
    "For", "From", "To", "By", "With", "Since", "Until", "After", "Before", "During",
    "Over", "Under", "Our", "We", "You", "Your", "They", "Their", "It", "Its", "He",
    "She", "I", "A", "An", "And", "But", "Or", "If", "As", "So", "No", "Not", "Please",
    "Thank", "Dear", "Yours", "Sincerely", "Regards", "Could", "Can", "Would", "Will",
    "What", "When", "Where", "Who", "Why", "How", "Which", "Both", "Each", "Every",
    "All", "Some", "Most", "Many", "Two", "Three", "Four", "Five", "January",
    "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December", "Monday", "Tuesday", "Wednesday", "Thursday",
    "Friday", "Saturday", "Sunday", "Christmas", "Easter", "Quarter", "Week",
    "Hammersmith", "Fulham", "Kensington", "Chelsea", "Westminster", "London", "Royal",
    "Borough", "City", "Council", "Town", "Hall", "Shepherd", "Bush", "Notting", "Hill",
    "Paddington", "Charing", "Cross", "Victoria", "Pimlico", "Criminal", "Justice",
    "Worker", "Family", "Support", "Young", "Perpetrator", "Perpetrators", "Specialist",
    "Partner", "Service", "Services", "Manager", "Authorised", "Officer", "Officers",
    "Children", "Children’s", "Children's", "Youth", "Offending", "Team", "Police",
    "Station", "Community", "Safety", "Unit", "Metropolitan", "Contract", "Management",
    "Group", "Domestic", "Violence", "Intervention", "Project", "Abuse", "Respect",
    "Early", "Years", "Child", "Protection", "Mayor", "Mayor’s", "Mayor's", "Office",
    "Policing", "Crime", "Prevention", "Fund", "Director", "Safer", "Neighbourhoods",
    "Health", "Housing", "Social", "Care", "Adult", "Adults", "Strategic",
    "Partnership", "Shared", "Integrated", "Cabinet", "Member", "Members", "Client",
    "Head", "Procurement", "Legal", "Finance", "Financial", "Standing", "Orders",
    "Register", "Equality", "Impact", "Assessment", "Board", "Committee", "Chair", "Lead",
    "Leader", "Deputy", "Assistant", "Executive", "Corporate", "Commissioner",
    "Commissioning", "Strategy", "Programme", "Report", "Paper", "Papers", "Minutes",
    "Letter", "Notice", "Agreement", "Award", "Pilot", "Variation", "Extension",
})  # fmt: skip


def _pair_in(text: str) -> str:
    """The first two words that read like a given name and a surname, if there are any."""
    pairs = ((match[1], match[2]) for match in _PAIR.finditer(text))
    return next((" ".join(pair) for pair in pairs if not {*pair} & _NOBODYS), "")


def _first_of(pattern: re.Pattern, text: str) -> str:
    match = pattern.search(text)
    return match[0].strip() if match else ""


def naming_words(text: str) -> list[Found]:
    """What in the text may say who somebody is: the first of each kind."""
    text = " ".join(text.split())
    looked_for = {
        "a name": _first_of(_TITLED, text) or _pair_in(text),
        "a reference of a record": _first_of(_REFERENCE, text),
        "a date of birth": _first_of(_BIRTH, text),
        "a phone number": _first_of(PHONE, text),
        "a postcode": _first_of(POSTCODE, text),
    }
    return [Found(looks_like, words) for looks_like, words in looked_for.items() if words]


def refuse_names(text: str) -> None:
    """A name behind a title, or a reference of a record, is never a supplier or a bill.

    For short answers that name an organisation: two words with capitals are no question
    there, and a row of a spreadsheet cannot be asked one.
    """
    for looks_like, pattern in (("a name", _TITLED), ("a reference", _REFERENCE)):
        if found := _first_of(pattern, text):
            raise ValidationError(
                f"Take out what looks like {looks_like} (“{found}”): officers read this"
            )


class AsksAboutNames(AsksAboutWords):
    """A form whose texts cross between council and provider."""

    take_out = "Take out whatever says who somebody is"
    i_have_checked = "I have checked: nobody who is worked with can be recognised"

    def words_found_in(self, text: str) -> list[Found]:
        """What may say who somebody is."""
        return naming_words(text)


class WordForm(AsksAboutNames):
    """One text for the other side, which is kept as it is sent."""

    texts_checked = ("text",)
    blames = "text"  # where a refusal is shown
    question = "What do you write?"
    hint = ""
    button = "Send"
    is_required = True

    text = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.label, text.required = self.question, self.is_required
        text.help_text = f"{self.hint} {NO_NAMES}".strip()
        text.error_messages["required"] = "Enter a text"
        self.helper.layout = Layout(*self.fields, Submit("send", self.button))
