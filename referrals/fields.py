"""The question "which practitioner?": found while typing, picked, or entered as new.

How to use it in a form:

    class ConsultationForm(PickingForm):
        who = PractitionerField(label="Who asked?", noun="who asked")

    form = ConsultationForm(submitted(request), user=request.user, initial={"who": known})

`cleaned_data["who"]` is a `Practitioner`, a `NewPractitioner` (somebody nobody has entered
yet), or None where the field is not required. The action that records what they brought
makes an entry of either: `practitioner = enter_practitioner(who=who, by=by)`.

Nothing else is needed. The page shows what was found under the box as somebody types;
without JavaScript the button "Find" does (then the form is shown again with every answer
kept and without messages). `PractitionerField(allows_new=False)` picks only from those
known. In a test, what a browser sends is `picked("who", practitioner)` of tests/pages.py.
"""

import re
from dataclasses import dataclass, replace

from django import forms
from django.core.exceptions import ValidationError

from pilot.fields import PilotForm, cleaned
from pilot.models import Borough
from pilot.permissions import Permission
from referrals.matching import begun
from referrals.models import Agency, NewPractitioner, Practitioner

NEW = "new"
LONGEST_NAME = 100
FEWEST_LETTERS = 2


@dataclass(frozen=True)
class Sought:
    """What was typed and picked so far."""

    text: str  # in the box
    found_for: str  # what the people to choose from were found for
    choice: str  # a token, or NEW
    agency: str
    role: str

    @property
    def is_answered(self) -> bool:
        """Whether somebody was picked from among those found for this very text."""
        return bool(self.choice) and self.text == self.found_for


_NOBODY = Sought("", "", "", "", "")


def sought_in(data, name: str) -> Sought:
    """What was sent for the field of this name, clean and of a length that makes sense."""

    def one(part):
        typed = data.get(f"{name}{part}") or ""
        return " ".join(cleaned(typed, one_line=True).split())[:LONGEST_NAME]

    return Sought(one(""), one("_found_for"), *map(one, ("_choice", "_agency", "_role")))


def choices_for(sought: Sought, *, name: str, among, allows_new=True) -> dict:
    """Who may be meant by what was typed, for the template that offers them.

    Somebody picked for another text is picked no longer.
    """
    if sought.choice != NEW and not sought.is_answered:
        sought = replace(sought, choice="")
    found = []
    if len(sought.text) >= FEWEST_LETTERS:
        tokens = begun(sought.text, among.in_post().values_list("token", "name"))
        rows = {row.token: row for row in among.for_choosing().filter(token__in=tokens)}
        found = [rows[token] for token in tokens]
    if sought.choice not in ("", NEW) and sought.choice not in {row.token for row in found}:
        found += among.for_listing().filter(token=sought.choice)  # picked before
    offers_new = allows_new and len(sought.text) >= FEWEST_LETTERS
    return {
        "name": name,
        "id": f"id_{name}",
        "sought": sought,
        "found": found,
        "allows_new": allows_new,
        "offers_new": offers_new,
        "is_new": offers_new and sought.choice == NEW,
        "agencies": Agency.objects.for_choosing() if offers_new else [],
        "roles": Practitioner.ROLES,
    }


class PractitionerWidget(forms.Widget):
    """A box to type in, and under it whoever may be meant."""

    template_name = "widgets/practitioner.html"
    pack_template = "picker"

    def value_from_datadict(self, data, files, name):
        sought = sought_in(data, name)
        return None if sought == _NOBODY else sought

    def value_omitted_from_data(self, data, files, name):
        return name not in data

    def format_value(self, value):
        if isinstance(value, Practitioner):
            return Sought(value.name, value.name, value.token, "", "")
        return value or _NOBODY

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        sought = context["widget"]["value"]
        choices = choices_for(
            sought, name=name, among=self.among, allows_new=self.allows_new
        )
        return context | {"choices": choices}


class PractitionerField(forms.Field):
    """One practitioner. `noun` names them in messages: "who asked"."""

    widget = PractitionerWidget

    def __init__(self, *, noun="who it is", allows_new=True, **kwargs):
        self.noun = noun
        messages = {"required": f"Enter {noun}", **kwargs.pop("error_messages", {})}
        super().__init__(error_messages=messages, **kwargs)
        self.widget.allows_new = allows_new
        self.look_among(Practitioner.objects.none())
        self.add_in(Borough.objects.none())

    def look_among(self, practitioners) -> None:
        """Only these are found; `PickingForm` gives those its user may know."""
        self.widget.among = practitioners

    def add_in(self, boroughs) -> None:
        """Somebody new is added in these only; `PickingForm` gives those of its user."""
        self.boroughs = boroughs

    def to_python(self, value) -> Practitioner | NewPractitioner | None:
        if value is None or isinstance(value, Practitioner):
            return value
        if not value.text and not value.choice:
            return None
        if not value.is_answered or (value.choice == NEW and not self.widget.allows_new):
            raise ValidationError(f"Select {self.noun}", code="choose")
        return self._new(value) if value.choice == NEW else self._known(value.choice)

    def _known(self, token: str) -> Practitioner:
        known = self.widget.among.for_listing().filter(token=token).first()
        if known is None:
            raise ValidationError(f"Select {self.noun}", code="choose")
        return known.survivor

    def _new(self, sought: Sought) -> NewPractitioner:
        agencies = Agency.objects.for_choosing()
        is_number = re.fullmatch("[0-9]{1,9}", sought.agency)
        agency = agencies.filter(pk=int(sought.agency)).first() if is_number else None
        wrong = []
        if agency is None:
            told = f"Select the team that {sought.text} works in"
            wrong.append(ValidationError(told, params={"parts": ("agency",)}))
        elif agency.borough_id and not self.boroughs.filter(pk=agency.borough_id).exists():
            told = (
                f"You do not work in {agency.borough}. Ask a colleague who does, or the "
                f"service manager, to add {sought.text} first"
            )
            wrong.append(ValidationError(told, params={"parts": ("agency",)}))
        if sought.role not in dict(Practitioner.ROLES):
            told = f"Select what {sought.text} is"
            wrong.append(ValidationError(told, params={"parts": ("role",)}))
        if wrong:
            raise ValidationError(wrong)
        return NewPractitioner(sought.text, agency, sought.role)


class PickingForm(PilotForm):
    """A form with a `PractitionerField`, for somebody who may know practitioners."""

    def __init__(self, data=None, *args, user, draft=None, **kwargs):
        self.is_looking = data is not None and self._asks_to_find(data)
        if self.is_looking:
            data, draft = None, data  # shown again as it was typed, and nothing done
        super().__init__(data, *args, draft=draft, **kwargs)
        known = Practitioner.objects.visible_to(user)
        boroughs = user.boroughs_with(Permission.RECORD_PRACTITIONERS)
        for field in self.fields.values():
            if isinstance(field, PractitionerField):
                field.look_among(known)
                field.add_in(boroughs)

    def _asks_to_find(self, data) -> bool:
        """Whether "Find" was pressed and there is something to find.

        It is also the button that the Enter key presses: once somebody is picked, or with
        an empty box, it does what the form's own button does.
        """
        for name, field in self.base_fields.items():
            if isinstance(field, PractitionerField) and f"{name}_find" in data:
                sought = sought_in(data, name)
                return bool(sought.text) and sought.text != sought.found_for
        return False
