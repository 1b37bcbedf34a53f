"""What is asked about a post that is without its worker."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot import actions, calendar
from pilot.fields import DateField, PilotForm, Radios
from pilot.models import Absence, Post, User


class AbsenceForm(PilotForm):
    """Who is away, why in a word, and for how long."""

    post = forms.ModelChoiceField(
        label="Which post is without its worker?",
        queryset=Post.objects.none(),
        empty_label=None,
        widget=Radios,
        error_messages={"required": "Select which post it is"},
    )
    kind = forms.ChoiceField(
        label="What is it?",
        help_text="Councils are told that a post is without its worker, and never why.",
        choices=Absence.Kind.choices,
        widget=Radios,
        error_messages={"required": "Select what it is"},
    )
    starts_on = DateField(
        label="What is the first day?",
        noun="the first day",
        earliest=calendar.PILOT.start,
    )
    ends_on = DateField(
        label="What is the last day?",
        noun="the last day",
        help_text="Leave it empty while nobody knows.",
        required=False,
    )
    cover = forms.ModelChoiceField(
        label="Who answers for the post meanwhile?",
        help_text="Cases are opened to them on the next page: this alone opens nothing.",
        queryset=User.objects.none(),
        empty_label="Nobody yet",
        widget=Radios,
        required=False,
    )

    def __init__(self, *args, user, posts, keeps_rota, **kwargs):
        super().__init__(*args, **kwargs)
        if "post" in self.fields:
            self.fields["post"].queryset = posts
        self.fields["cover"].queryset = actions.covers()
        if not keeps_rota:
            kinds = (Absence.Kind.LEAVE, Absence.Kind.SICK)
            self.fields["kind"].choices = [(each.value, each.label) for each in kinds]
            del self.fields["cover"]
        self.helper.layout = Layout(*self.asked())

    def asked(self) -> list:
        """The questions in their order, and the button."""
        names = ("post", "kind", "starts_on", "ends_on", "cover")
        there = [name for name in names if name in self.fields]
        return [*there, Submit("record", "Record it")]

    def clean(self):
        answers = super().clean()
        first, last = answers.get("starts_on"), answers.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day must be on or after the first")
        return answers


class AbsenceCorrectForm(AbsenceForm):
    """The same about one on record: its days, its cover, that they are back."""

    post = None  # it stays that of its post
    reason = forms.CharField(
        label="What is different?",
        help_text="Kept with both entries, like “Back at work”. Name nobody.",
        max_length=200,
        error_messages={"required": "Enter what is different"},
    )
    is_withdrawn = forms.BooleanField(
        label="It was recorded by mistake: take it out", required=False
    )

    def asked(self):
        first = ("kind", "starts_on", "ends_on", "cover", "reason", "is_withdrawn")
        there = [name for name in first if name in self.fields]
        return [*there, Submit("save", "Save the change")]
