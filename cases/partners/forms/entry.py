"""Questions about an entry of a partner case: to record it, and again to put it right."""

from crispy_forms.layout import Layout, Submit
from django import forms

from cases.partners.models import PartnerEntry
from pilot import calendar
from pilot.fields import DateField, PilotForm

LONG_TEXT = 10_000  # characters


def day(label, noun="the date", **kwargs):
    """The day an entry is about: today or in the past."""
    return DateField(label=label, noun=noun, latest=calendar.today, **kwargs)


def check_day(partner_case, on):
    """The day itself, if the partner case was open by then."""
    if on < partner_case.opened_on:
        raise forms.ValidationError(
            "The date must be on or after the day the partner case opened, "
            f"{calendar.in_words(partner_case.opened_on)}"
        )
    return on


class PartnerEntryForm(PilotForm):
    """An entry of a partner case. One that there is already is put right, for a reason."""

    button = "Record"
    typed_anew: tuple[str, ...] = ()  # never shown in the form, not even to its writer

    def __init__(self, *args, partner_case, entry=None, user=None, **kwargs):
        self.partner_case, self.entry, self.user = partner_case, entry, user
        stands = self.said_of(entry) if entry is not None else {"on": calendar.today()}
        kwargs["initial"] = stands | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.ask()
        layout, button = [*self.laid_out()], Submit("record", self.button)
        if entry is not None:
            self.fields["because"] = forms.CharField(
                label="Why do you change it?",
                help_text="Kept beside the old entry, which stays readable. "
                "Do not name anybody.",
                max_length=200,
                error_messages={"required": "Enter why you change it"},
            )
            layout.insert(0, "because")
            button = Submit("save", "Save the correction")
        self.helper.layout = Layout(*layout, button)

    def ask(self):
        """What depends on the case: choices, labels, fields."""

    def laid_out(self):
        """The fields in the order in which they are asked."""
        return [*self.fields]

    def said_of(self, entry: PartnerEntry) -> dict:
        """What is saved of it, as the form asks for it."""
        names = set(self.base_fields) - set(self.typed_anew)
        return {name: getattr(entry, name, None) for name in names}

    def clean_on(self):
        return check_day(self.partner_case, self.cleaned_data["on"])

    def clean(self):
        answers = super().clean()
        if self.entry is not None and not self.errors and self._says_the_same(answers):
            self.add_error("because", "Change what was wrong below, or go back")
        return answers

    def answers(self) -> dict:
        """What is to be kept, in the words of the action."""
        return self.cleaned_data

    def _says_the_same(self, answers) -> bool:
        asked = {name for name in answers if name != "because"}
        return all(getattr(self.entry, name, None) == answers[name] for name in asked)


class PartnerWithdrawForm(PilotForm):
    """Why an entry should not be there at all."""

    because = forms.CharField(
        label="Why should it not be here?",
        help_text="Recorded on the wrong person, or twice. Do not name anybody.",
        max_length=200,
        error_messages={"required": "Enter why it should not be here"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("because", Submit("withdraw", "Take this entry out"))
