"""What the pages for notes ask."""

from crispy_forms.layout import Layout, Submit
from django import forms

from cases.forms.work import LONG_TEXT, WorkForm
from cases.models import CaseNote, InformationSource
from pilot import calendar
from pilot.fields import DateField, Radios, VersionField
from pilot.partner_words import AsksAboutPartnerWords

SOURCES = [("", "Select where it comes from"), *InformationSource.choices]


class FromThisSide(AsksAboutPartnerWords):
    """A text and where it comes from, which is never the partner (V-14)."""

    texts_about_him = ("text",)

    source = forms.ChoiceField(
        label="Where does it come from?",
        help_text="What the partner or ex-partner told anybody is never written here. "
        "Tell partner support.",
        choices=SOURCES,
        error_messages={
            "required": "Select where it comes from",
            "invalid_choice": "What the partner said is never written on this side",
        },
    )
    text = forms.CharField(
        label="What do you want to keep?",
        help_text="Facts first, then your view. That a meeting took place and what was "
        "left to us; never its minutes.",
        max_length=LONG_TEXT,
        widget=forms.Textarea,
        error_messages={"required": "Enter what you want to keep"},
    )


class NoteForm(FromThisSide, WorkForm):
    """A note about a case."""

    category = forms.ChoiceField(
        label="What kind of note is it?",
        choices=CaseNote.Category,
        widget=Radios,
        error_messages={"required": "Select what kind of note it is"},
    )
    on = DateField(
        label="Which day is it about?", noun="the date of the note", latest=calendar.today
    )
    sensitivity = forms.ChoiceField(
        label="May they read it, if they ask for their record?",
        choices=(
            ("NORMAL", "Yes"),
            ("THIRD_PARTY", "Only after a check: somebody else is in it"),
            ("WITHHOLD", "No: it could put somebody at risk"),
        ),
        widget=Radios,
        error_messages={"required": "Select whether they may read it"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            *("category", "source", "text", "on", "sensitivity"),
            Submit("save", "Save this note"),
        )

    def clean_on(self):
        return self.check_day(self.cleaned_data["on"])


class NoteEditForm(NoteForm):
    """The same, while the note is still open."""

    version = VersionField()


class NoteAddendumForm(FromThisSide):
    """What is added under a note."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "What do you want to add?"
        self.helper.layout = Layout("source", "text", Submit("add", "Add to the note"))
