"""What is asked about training: the event, its end, and what the list is narrowed to."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot.fields import Checkboxes, DateField, FilterForm, PilotForm, Radios, VersionField
from pilot.models import Borough, Membership, User
from pilot.permissions import Permission
from pilot.rota import agreed_time, is_agreed
from referrals.actions.training import MOST_AT_ONCE
from referrals.fields import PickingForm, PractitionerField
from referrals.models import Agency, TrainingEvent

KINDS = {
    kind: f"Usually {hours.normalize():f} hour{'' if hours == 1 else 's'}"
    for kind, hours in TrainingEvent.USUAL_HOURS.items()
}


class TrainingForm(PilotForm):
    """An event that is planned."""

    title = forms.CharField(
        label="What is the training called?",
        help_text="Do not name anybody.",
        max_length=120,
        error_messages={"required": "Enter what the training is called"},
    )
    kind = forms.ChoiceField(
        label="What kind of training is it?",
        choices=TrainingEvent.Kind,
        widget=Radios(hints=KINDS),
        error_messages={"required": "Select what kind of training it is"},
    )
    on = DateField(label="Which day is it on?", noun="the day of the training")
    hours = forms.DecimalField(
        label="How many hours?",
        help_text="Leave empty for the usual length.",
        min_value=0.5,
        max_value=40,
        max_digits=3,
        decimal_places=1,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )
    sectors = forms.MultipleChoiceField(
        label="Which sectors is it for?",
        choices=Agency.Sector,
        widget=Checkboxes,
        error_messages={"required": "Select at least one sector"},
    )
    boroughs = forms.ModelMultipleChoiceField(
        label="Which boroughs is it for?",
        queryset=Borough.objects.none(),
        widget=Checkboxes,
        error_messages={"required": "Select at least one borough"},
    )
    trainer = forms.ModelChoiceField(
        label="Who gives it?",
        queryset=User.objects.none(),
        empty_label=None,
        widget=Radios,
        error_messages={"required": "Select who gives the training"},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        boroughs = user.boroughs_with(Permission.RECORD_ADVICE)
        self.fields["boroughs"].queryset = boroughs
        held = Membership.objects.giving(Permission.RECORD_ADVICE)
        self.fields["trainer"].queryset = held.filter(borough__in=boroughs).people()
        self.helper.layout = Layout(
            "title",
            "kind",
            "on",
            "hours",
            "sectors",
            "boroughs",
            "trainer",
            Submit("plan", "Plan this training"),
        )

    def clean_on(self):
        on = self.cleaned_data["on"]
        if not is_agreed(on):
            raise forms.ValidationError(
                f"The day of the training must be inside the pilot: {agreed_time().label}"
            )
        return on


class TrainingCorrectionForm(TrainingForm):
    """The same questions, about an event that somebody else may have open too."""

    version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout.pop()
        self.helper.layout.append(Submit("save", "Save the changes"))


class RegisterForm(PickingForm):
    """Who is expected or came: some ticked, one person or a number of people added.

    Whatever is filled in of the second half is added first, whichever button is pressed.
    """

    marks_optional = False

    present = forms.MultipleChoiceField(
        label="Who came?", required=False, widget=Checkboxes
    )
    who = PractitionerField(
        label="Add somebody by name",
        help_text="Type their name, then choose.",
        noun="who it is",
        required=False,
    )
    number = forms.IntegerField(
        label="Add how many people without their names?",
        min_value=1,
        max_value=MOST_AT_ONCE,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
    )
    agency = forms.ModelChoiceField(
        label="Which team are they from?",
        queryset=Agency.objects.for_choosing(),
        empty_label="Not known",
        required=False,
    )
    version = VersionField()

    def __init__(self, *args, places, is_due, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = list(places)
        self.is_due = is_due
        self.fields["present"].choices = [
            (str(place.pk), str(place)) for place in self.places
        ]
        if not is_due:  # nobody has come to what has not taken place
            del self.fields["present"]
        self.helper.layout = Layout("who", "number", "agency")

    @property
    def lines(self) -> list:
        """Each place with its box to tick, if the day has come."""
        boxes = self["present"].subwidgets if self.is_due else [None] * len(self.places)
        return list(zip(self.places, boxes, strict=True))

    @property
    def mistaken(self):
        """The place whose "take off" button was pressed, if it was one."""
        pressed = self.data.get("mistaken")
        return next((each for each in self.places if str(each.pk) == pressed), None)

    @property
    def adds(self) -> bool:
        """Whether somebody is to be added."""
        answers = self.cleaned_data
        return bool(answers.get("who") or answers.get("number"))

    def clean(self):
        answers = super().clean()
        if answers.get("agency") and not answers.get("number") and "number" in answers:
            self.add_error("number", "Enter how many people of this team to add")
        if self.errors or self.mistaken or self.adds:
            return answers
        if not self.is_due:
            self.add_error("who", "Enter who is expected, by name or how many")
        elif not answers["present"]:
            self.add_error(
                "present", "Tick at least one person. If nobody came, cancel the event"
            )
        return answers


class TrainingCloseForm(PilotForm):
    """That no more answers are waited for."""

    reason = forms.CharField(
        label="Why is it closed before everybody could answer again?",
        help_text="Do not name anybody.",
        max_length=200,
        error_messages={"required": "Enter why it is closed early"},
    )

    def __init__(self, *args, is_early, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_early:
            del self.fields["reason"]
        self.helper.layout = Layout(
            *self.fields, Submit("close", "Close this training event")
        )


class TrainingCancelForm(PilotForm):
    """Why an event does not take place."""

    reason = forms.CharField(
        label="Why does it not take place?",
        help_text="Do not name anybody.",
        max_length=200,
        error_messages={"required": "Enter why it does not take place"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "reason", Submit("cancel", "Cancel this training event")
        )


class TrainingFilterForm(FilterForm):
    """What the list is narrowed to."""

    borough = forms.ModelChoiceField(
        label="Borough",
        queryset=Borough.objects.order_by("place"),
        empty_label="All boroughs",
    )
    sector = forms.ChoiceField(
        label="For the sector", choices=[("", "All sectors"), *Agency.Sector.choices]
    )
    kind = forms.ChoiceField(
        label="Kind", choices=[("", "All kinds"), *TrainingEvent.Kind.choices]
    )
