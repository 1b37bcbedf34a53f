"""What is asked about the criminal justice process and about other agencies' meetings."""

from crispy_forms.layout import Layout, Submit
from django import forms

from cases.forms.entry import EntryForm, begun_before_its_end
from cases.models import EligibilityQuery, InformationSource, Involvement
from cases.models.involvement import LINKS
from pilot import calendar
from pilot.fields import DateField, PilotForm, Radios, VersionField
from pilot.partner_words import AsksAboutPartnerWords
from referrals.models import CjStatus

WHO_SAYS = {
    "choices": InformationSource,
    "widget": Radios,
    "error_messages": {"required": "Select who says so"},
}


class JusticeForm(EntryForm):
    """Where somebody stands in the criminal justice process, and who says so."""

    texts_about_him = ("note",)
    button = ("record", "Record this")

    found = forms.ChoiceField(
        label="Where do they stand now?",
        choices=[each for each in CjStatus.choices if each[0] != CjStatus.NOT_ASKED],
        widget=Radios,
        error_messages={"required": "Select where they stand now"},
    )
    on = DateField(
        label="Since which day?",
        help_text="The day of the arrest, the charge or the decision.",
        noun="the date",
        latest=calendar.today,
    )
    source = forms.ChoiceField(label="Who says so?", **WHO_SAYS)
    note = forms.CharField(
        label="Anything the manager needs to know?",
        help_text="The matter in a few words, and the police’s advice if they gave any.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )


class EligibilityForm(AsksAboutPartnerWords):
    """Whether a case goes on, and why."""

    texts_about_him = ("because",)

    decision = forms.ChoiceField(
        label="What happens with the case?",
        choices=EligibilityQuery.Decision,
        widget=Radios(
            hints={
                "CONTINUE": "It still belongs here, for the reason below.",
                "SUSPEND": "The work waits. The next page asks until when.",
                "CLOSE": "It does not belong here. The next page closes it.",
            }
        ),
        error_messages={"required": "Select what happens with the case"},
    )
    because = forms.CharField(
        label="Why?",
        help_text="Kept in the history. Do not name anybody.",
        max_length=200,
        error_messages={"required": "Enter why"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("decision", "because", Submit("decide", "Decide"))


class InvolvementForm(EntryForm):
    """That a meeting or scheme considered the case: only what its kind needs is asked."""

    texts_about_him = ("actions", "held_by")
    button = ("record", "Record this")

    on = DateField(
        label="On which day?",
        help_text="The day of the meeting, or since when it holds.",
        noun="the date",
        latest=calendar.today,
    )
    level = forms.ChoiceField(
        label="How sure is it?",
        choices=Involvement.Level,
        widget=Radios,
        error_messages={"required": "Select how sure it is"},
    )
    role = forms.ChoiceField(
        label="What part have they in it?",
        choices=Involvement.Role,
        widget=Radios,
        error_messages={"required": "Select what part they have in it"},
    )
    mappa_category = forms.ChoiceField(
        label="Which category?",
        choices=Involvement.Category,
        widget=Radios,
        error_messages={"required": "Select the category"},
    )
    mappa_level = forms.TypedChoiceField(
        label="Which level?",
        choices=[(str(level), f"Level {level}") for level in (1, 2, 3)],
        coerce=int,
        widget=Radios,
        error_messages={"required": "Select the level"},
    )
    source = forms.ChoiceField(label="Who says so?", **WHO_SAYS)
    held_by = forms.CharField(
        label="Who holds the detail?",
        help_text="The agency or team to ask.",
        max_length=100,
        required=False,
    )
    actions = forms.CharField(
        label="What was left to us to do?",
        help_text="Our actions only. Never minutes, and never intelligence: they stay with "
        "the agency that holds them.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args, kind: str, **kwargs):
        self.kind = kind
        super().__init__(*args, **kwargs)

    def ask(self):
        needed = set()
        if self.kind in LINKS:
            needed = {"level", "role"}
        elif self.kind == Involvement.Kind.MAPPA:
            needed = {"mappa_category", "mappa_level"}
        for name in {"level", "role", "mappa_category", "mappa_level"} - needed:
            del self.fields[name]

    def clean_on(self):
        return begun_before_its_end(self.entry, self.cleaned_data["on"])


class InvolvementEndForm(PilotForm):
    """Its last day."""

    ended_on = DateField(
        label="Which was its last day?", noun="the last day", latest=calendar.today
    )
    version = VersionField()

    def __init__(self, *args, involvement, **kwargs):
        super().__init__(*args, **kwargs)
        self.involvement = involvement
        self.helper.layout = Layout("ended_on", Submit("end", "Save the last day"))

    def clean_ended_on(self):
        ended_on = self.cleaned_data["ended_on"]
        if ended_on < self.involvement.on:
            raise forms.ValidationError(
                f"The last day must be on or after {calendar.in_words(self.involvement.on)}"
            )
        return ended_on
