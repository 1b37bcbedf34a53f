"""What is asked when files are drawn, graded and put right."""

from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from cases import actions
from cases.forms.word import doing_casework
from cases.models import CRITERIA, Criterion, FileAudit
from pilot import calendar
from pilot.fields import Checkboxes, DateField, PilotForm, Radios
from pilot.partner_words import AsksAboutPartnerWords
from pilot.permissions import Permission

MOST_OF_EACH = 2  # so that a draw stays small, and nobody reads everything by drawing


class FileAuditSampleForm(PilotForm):
    """Where files are drawn, how many, and for whom."""

    boroughs = forms.MultipleChoiceField(
        label="In which boroughs?",
        widget=Checkboxes,
        error_messages={"required": "Select at least one borough"},
    )
    each = forms.TypedChoiceField(
        label="How many files of each post and borough?",
        choices=[(number, str(number)) for number in range(1, MOST_OF_EACH + 1)],
        coerce=int,
        widget=Radios,
        error_messages={"required": "Select how many"},
    )
    auditor = forms.ChoiceField(
        label="Who reads them?",
        help_text="Never a file of their own work: those are left out.",
        widget=Radios,
        error_messages={"required": "Select who reads them"},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        here = user.boroughs_with(Permission.AUDIT_FILES)
        self.known = {borough.pk: borough for borough in here}
        self.people = {str(user.pk): user}
        if user.can(Permission.VIEW_CASELOAD):
            found = actions.auditors_in(*self.known.values())
            self.people |= {str(each.pk): each for each in found}
        self.fields["boroughs"].choices = [(pk, str(b)) for pk, b in self.known.items()]
        self.fields["auditor"].choices = [(pk, str(p)) for pk, p in self.people.items()]
        self.helper.layout = Layout(*self.fields, Submit("draw", "Draw the files"))

    def clean_boroughs(self):
        return [self.known[code] for code in self.cleaned_data["boroughs"]]

    def clean_auditor(self):
        return self.people[self.cleaned_data["auditor"]]

    def clean(self):
        answers = super().clean()
        boroughs, auditor = answers.get("boroughs", ()), answers.get("auditor")
        missing = [
            borough.name
            for borough in boroughs
            if auditor and not auditor.can(Permission.AUDIT_FILES, borough)
        ]
        if missing:
            told = f"{auditor} audits no files in {', '.join(missing)}"
            self.add_error("auditor", told)
        return answers


class FileAuditGradeForm(AsksAboutPartnerWords):
    """The same questions of every file, a grade, and what was found."""

    texts_about_him = ("findings",)

    grade = forms.ChoiceField(
        label="How good is the file?",
        choices=FileAudit.Grade,
        widget=Radios,
        error_messages={"required": "Select a grade"},
    )
    findings = forms.CharField(
        label="What did you find?",
        help_text="The worker of the case reads this. Name nobody.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Enter what you found"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, asked in CRITERIA.items():
            self.fields[name] = forms.ChoiceField(
                label=asked,
                choices=Criterion,
                widget=Radios(attrs={"inline": True}),
                error_messages={"required": f"Answer “{asked}”"},
            )
        self.order_fields(CRITERIA)
        self.helper.layout = Layout(
            Fieldset("What every file is asked", *CRITERIA),
            *("grade", "findings"),
            Submit("save", "Save the grade"),
        )


class FileActionForm(AsksAboutPartnerWords):
    """What, who and by when."""

    texts_about_him = ("what",)

    what = forms.CharField(
        label="What has to be done?",
        help_text="Name nobody: it stands in a list.",
        max_length=300,
        error_messages={"required": "Enter what has to be done"},
    )
    owner = forms.ChoiceField(
        label="Who does it?",
        widget=Radios,
        error_messages={"required": "Select who does it"},
    )
    due_on = DateField(label="By when?", noun="the last day", earliest=calendar.today)

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = doing_casework(case)
        self.fields["owner"].choices = [
            (key, f"{each.user}, {each.get_role_display()}")
            for key, each in self.people.items()
        ]
        self.helper.layout = Layout(*self.fields, Submit("add", "Add this"))

    def clean_owner(self):
        return self.people[self.cleaned_data["owner"]].user


class FileActionDoneForm(AsksAboutPartnerWords):
    """What was done."""

    texts_about_him = ("outcome",)

    outcome = forms.CharField(
        label="What did you do?",
        help_text="Name nobody.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter what you did"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.fields, Submit("finish", "It is done"))
