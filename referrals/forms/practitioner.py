"""What is asked about practitioners and their teams: public facts, and who is who."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot.fields import FilterForm, PilotForm, VersionField
from pilot.models import Borough
from referrals.fields import PickingForm, PractitionerField
from referrals.models import Agency, Practitioner


class AgencyForm(PilotForm):
    """A team that nobody has entered yet."""

    name = forms.CharField(
        label="What is the team called?",
        help_text="With its borough, as “Child protection team, Westminster”.",
        max_length=100,
        error_messages={"required": "Enter what the team is called"},
    )
    sector = forms.ChoiceField(
        label="Which sector does it belong to?",
        choices=[("", "Select a sector"), *Agency.Sector.choices],
        error_messages={"required": "Select the sector"},
    )
    borough = forms.ModelChoiceField(
        label="Which borough does it serve?",
        help_text="Figures of advice and training count by the team’s borough.",
        queryset=Borough.objects.order_by("place"),
        empty_label="All of London",
        required=False,
    )

    marks_optional = False  # "All of London" is an answer

    def __init__(self, *args, agency=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.agency = agency
        self.helper.layout = Layout(
            "name", "sector", "borough", Submit("add", "Add this team")
        )

    def clean_name(self):
        name = self.cleaned_data["name"]
        others = Agency.objects.exclude(pk=self.agency.pk if self.agency else None)
        if others.filter(name__iexact=name).exists():
            raise forms.ValidationError(
                "There is a team of this name already. Use it, or add what tells them apart"
            )
        return name


class AgencyCorrectionForm(AgencyForm):
    """The same, and whether it is still there."""

    is_retired = forms.BooleanField(
        label="It no longer exists, or no longer refers to us", required=False
    )
    version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "name", "sector", "borough", "is_retired", Submit("save", "Save the changes")
        )


class PractitionerForm(PilotForm):
    """Somebody at an agency whom nobody has entered yet."""

    name = forms.CharField(
        label="What are they called?",
        help_text="As they are addressed, like “PC Heron” or “Ms Linnet”.",
        max_length=100,
        error_messages={"required": "Enter what they are called"},
    )
    agency = forms.ModelChoiceField(
        label="Which agency or team do they work in?",
        queryset=Agency.objects.for_choosing(),
        empty_label="Select a team",
        error_messages={"required": "Select the team they work in"},
    )
    role = forms.ChoiceField(
        label="What are they?",
        choices=[("", "Select a role"), *Practitioner.ROLES],
        error_messages={"required": "Select what they are"},
    )
    is_specialist = forms.BooleanField(
        label="They are one of the borough’s own perpetrator specialists", required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "name", "agency", "role", "is_specialist", Submit("add", "Add this person")
        )

    def clean(self):
        answers = super().clean()
        agency = answers.get("agency")
        if answers.get("is_specialist") and agency and agency.borough is None:
            self.add_error(
                "is_specialist",
                "Take the tick away: this team serves all of London, and a specialist is a "
                "borough’s own",
            )
        return answers


class PractitionerCorrectionForm(PractitionerForm):
    """The same, and whether they are still there."""

    is_retired = forms.BooleanField(
        label="They have left, or no longer work with us", required=False
    )
    version = VersionField()

    def __init__(self, *args, agency, **kwargs):
        super().__init__(*args, **kwargs)
        # Their own team stays an answer when it has been retired since.
        current = Agency.objects.filter(pk=agency.pk)
        self.fields["agency"].queryset = (Agency.objects.in_use() | current).order_by(
            "name"
        )
        self.helper.layout = Layout(
            "name",
            "agency",
            "role",
            "is_specialist",
            "is_retired",
            Submit("save", "Save the changes"),
        )


class PractitionerMergeForm(PickingForm):
    """Which entry stands for both, and why."""

    into = PractitionerField(
        label="Which entry is the same person’s?",
        help_text="Type their name, then choose the entry that stays.",
        noun="the entry that stays",
        allows_new=False,
    )
    reason = forms.CharField(
        label="How do you know that they are the same person?",
        help_text="Kept in the trail. Do not name anybody.",
        max_length=200,
        error_messages={"required": "Enter how you know that they are the same person"},
    )
    version = VersionField()

    def __init__(self, *args, entry, **kwargs):
        super().__init__(*args, **kwargs)
        self.entry = entry
        self.helper.layout = Layout(
            "into", "reason", Submit("merge", "Merge this entry into the other")
        )

    def clean_into(self):
        into = self.cleaned_data["into"]
        if into == self.entry:
            raise forms.ValidationError("Select the other entry: this one is to be merged")
        return into


class PractitionerSearchForm(PilotForm):
    """One box. Sent by POST, so that no name is ever in an address."""

    text = forms.CharField(
        label="Find a practitioner",
        min_length=2,
        max_length=100,
        error_messages={
            "required": "Enter a name, or part of one",
            "min_length": "Enter two letters or more",
        },
    )


class AgencyFilterForm(FilterForm):
    """What the teams are narrowed to."""

    sector = forms.ChoiceField(
        label="Sector", choices=[("", "All sectors"), *Agency.Sector.choices]
    )
    borough = forms.ModelChoiceField(
        label="Borough",
        queryset=Borough.objects.order_by("place"),
        empty_label="All boroughs",
    )


class PractitionerFilterForm(AgencyFilterForm):
    """What the practitioners are narrowed to. No name: it stands in the address."""

    role = forms.ChoiceField(
        label="Role", choices=[("", "All roles"), *Practitioner.Role.choices]
    )
