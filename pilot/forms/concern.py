"""What is asked when a concern is raised, answered, settled or taken further."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot import calendar
from pilot.fields import DateField, FilterForm, Radios, VersionField
from pilot.models import Concern
from pilot.naming_words import LONGEST, NO_NAMES, AsksAboutNames, WordForm

SEVERITIES = {
    Concern.Severity.GREEN: "Worth watching; nobody is at risk and nothing is breached.",
    Concern.Severity.AMBER: "Something has to change, or less is delivered than agreed.",
    Concern.Severity.RED: "People may come to harm, or the agreement is not kept.",
}


def _severity():
    return forms.ChoiceField(
        label="How severe is it?",
        choices=Concern.Severity,
        widget=Radios(hints=SEVERITIES),
        error_messages={"required": "Select how severe it is"},
    )


def _direction():
    return forms.ChoiceField(
        label="Where is it going?",
        choices=Concern.Direction,
        widget=Radios,
        error_messages={"required": "Select where it is going"},
    )


def _settled_when():
    return forms.CharField(
        label="What would settle it?",
        help_text=f"The point at which you would be content. {NO_NAMES}",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter what would settle it"},
    )


class ConcernForm(AsksAboutNames):
    """A concern about a figure, or about something no figure shows."""

    texts_checked = ("text", "settled_when")

    borough = forms.ChoiceField(
        label="Which borough?",
        widget=Radios,
        error_messages={"required": "Select a borough"},
    )
    kind = forms.ChoiceField(
        label="What is it about?",
        choices=[("", "Select a kind"), *Concern.Kind.choices],
        error_messages={"required": "Select what it is about"},
    )
    text = forms.CharField(
        label="What concerns you?",
        help_text=f"What you see, and what you ask of the provider. {NO_NAMES}",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Enter what concerns you"},
    )
    severity = _severity()
    direction = _direction()
    settled_when = _settled_when()

    def __init__(self, *args, boroughs, **kwargs):
        super().__init__(*args, **kwargs)
        self.boroughs = {borough.pk: borough for borough in boroughs}
        named = [(code, borough.name) for code, borough in self.boroughs.items()]
        self.fields["borough"].choices = named
        asked = ("borough", "kind", "text", "severity", "direction", "settled_when")
        if len(named) == 1:  # there is nothing to choose
            del self.fields["borough"]
            asked = asked[1:]
        self.helper.layout = Layout(*asked, Submit("raise", "Raise this concern"))

    def concern(self) -> dict:
        """The answers in the words of the action."""
        only = next(iter(self.boroughs))
        code = self.cleaned_data.get("borough", only)
        return {**self.cleaned_data, "borough": self.boroughs[code]}


class ConcernReplyForm(WordForm):
    hint = "The other side reads it. To put it right later, send another message."
    button = "Send this message"


class ConcernAcknowledgeForm(WordForm):
    question = "Is there something to say already?"
    hint = "Who looks into it, and when you will answer."
    button = "Acknowledge this concern"
    is_required = False


class ConcernAnswerForm(WordForm):
    question = "What is your answer?"
    hint = "What happened, why, and what you do about it."
    button = "Send this answer"


class ConcernResolveForm(WordForm):
    question = "What settled it?"
    hint = "What was done, and what shows it. The officer then closes or reopens it."
    button = "Say that it is resolved"


class ConcernCloseForm(WordForm):
    question = "How did it end, and what was learnt?"
    button = "Close this concern"


class ConcernReopenForm(WordForm):
    question = "Why is it not settled?"
    hint = "All clocks begin again today."
    button = "Reopen this concern"


class ConcernPauseForm(WordForm):
    question = "Why are the clocks paused?"
    hint = "What is waited for, and until when."
    button = "Pause the clocks"


class ConcernResumeForm(WordForm):
    question = "Is there something to say about it?"
    button = "Let the clocks run again"
    is_required = False


class ConcernEscalateForm(WordForm):
    question = "Why does it go to the group?"
    hint = "What you ask the Contract Management Group to decide. The provider reads it."
    button = "Put it on the group’s agenda"


class ConcernShareForm(WordForm):
    question = "Why is it shared?"
    hint = "The officers of the other boroughs read it, and all that was written."
    button = "Share with the other boroughs"


class ConcernActionDoneForm(WordForm):
    question = "Is there something to say about it?"
    button = "It is done"
    is_required = False


class ConcernAssessForm(AsksAboutNames):
    """How severe it is by now, and where it is going."""

    texts_checked = ("settled_when", "text")

    version = VersionField()
    severity = _severity()
    direction = _direction()
    settled_when = _settled_when()
    text = forms.CharField(
        label="What has changed?",
        help_text=NO_NAMES,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter what has changed"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        asked = ("version", "severity", "direction", "settled_when", "text")
        self.helper.layout = Layout(*asked, Submit("assess", "Save this assessment"))


class ConcernActionForm(AsksAboutNames):
    """Something to do, by whom and by when."""

    texts_checked = ("what",)

    what = forms.CharField(
        label="What is to be done?",
        help_text=NO_NAMES,
        max_length=200,
        error_messages={"required": "Enter what is to be done"},
    )
    owner = forms.ModelChoiceField(
        queryset=None,
        label="Who does it?",
        widget=Radios,
        empty_label=None,
        error_messages={"required": "Select who does it"},
    )
    due_on = DateField(label="By when?", noun="the day", earliest=calendar.today)

    def __init__(self, *args, owners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners
        self.helper.layout = Layout(
            "what", "owner", "due_on", Submit("add", "Add this action")
        )


class ConcernFilterForm(FilterForm):
    """What the list of concerns is narrowed to."""

    borough = forms.ChoiceField(label="Borough")
    status = forms.ChoiceField(
        label="Status", choices=[("", "Every status"), *Concern.Status.choices]
    )
    severity = forms.ChoiceField(
        label="Severity", choices=[("", "Every severity"), *Concern.Severity.choices]
    )
    kind = forms.ChoiceField(
        label="Kind", choices=[("", "Every kind"), *Concern.Kind.choices]
    )
    is_overdue = forms.BooleanField(label="Overdue only")

    def __init__(self, *args, boroughs, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(borough.pk, borough.name) for borough in boroughs]
        self.fields["borough"].choices = [("", "All boroughs"), *named]
