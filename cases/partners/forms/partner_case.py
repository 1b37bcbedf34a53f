"""What is asked about a partner case as a whole."""

from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from cases.models import Case, Interpreter
from cases.partners.actions import linkable_cases, supporters_in
from cases.partners.forms.entry import PartnerEntryForm, check_day, day
from cases.partners.models import CaseLink, PartnerCase, SupportedPerson
from pilot import calendar
from pilot.fields import DateField, PilotForm, Radios, VersionField
from pilot.models import Borough, User
from pilot.permissions import Permission

IN_SCOPE = Radios(reveals={PartnerCase.Scope.NO: ("out_of_scope",)})


def _case_in_words(case):
    new = "" if case.is_linked else ", nobody recorded yet"
    opened = calendar.in_words(case.opened_on)
    return f"{case.reference}, {case.perpetrator}, {case.borough}, opened {opened}{new}"


class HisCaseField(forms.ModelChoiceField):
    """One of his cases, by its reference."""

    def __init__(self, **kwargs):
        super().__init__(
            queryset=Case.objects.none(),
            to_field_name="reference",
            empty_label="Select his case",
            error_messages={"required": "Select whose case it is about"},
            **kwargs,
        )

    def label_from_instance(self, case):
        return _case_in_words(case)


def _relationship():
    return forms.ChoiceField(
        label="What are they to him?",
        choices=CaseLink.Relationship,
        widget=Radios,
        error_messages={"required": "Select what they are to him"},
    )


def _together():
    return forms.ChoiceField(
        label="Do they live together?",
        choices=CaseLink.Together,
        widget=Radios(dividers={CaseLink.Together.NOT_KNOWN: "or"}),
        error_messages={"required": "Select whether they live together"},
    )


class ScopeForm(PilotForm):
    """Who provides the support, and whether they are to be contacted at all."""

    sometimes_required = ("out_of_scope",)

    delivered_by = forms.ChoiceField(
        label="Who provides the support?",
        help_text="None of the pilot’s three posts does.",
        choices=[*PartnerCase.DeliveredBy.choices, ("", "Not known yet")],
        widget=Radios(dividers={"": "or"}),
        required=False,
    )
    scope = forms.ChoiceField(
        label="Are they to be contacted?",
        choices=PartnerCase.Scope,
        widget=IN_SCOPE,
        error_messages={"required": "Select whether they are to be contacted"},
    )
    out_of_scope = forms.ChoiceField(
        label="Why not?",
        choices=[("", "Select why not"), *PartnerCase.OutOfScope.choices],
        required=False,
    )

    def clean(self):
        answers = super().clean()
        if answers.get("scope") == PartnerCase.Scope.NO and not answers.get("out_of_scope"):
            self.add_error("out_of_scope", "Select why they are not to be contacted")
        return answers


class PartnerCaseOpenForm(ScopeForm):
    """Somebody harmed is identified: who, because of whose case, who supports them."""

    sometimes_required = ("out_of_scope", "given_names")

    case = HisCaseField(label="Whose case is it about?")
    person = forms.ModelChoiceField(
        label="Have we supported them before?",
        queryset=SupportedPerson.objects.none(),
        to_field_name="reference",
        empty_label="No, they are new to us",
        required=False,
    )
    given_names = forms.CharField(label="First names", max_length=100, required=False)
    surname = forms.CharField(label="Last name", max_length=100, required=False)
    born_on = DateField(
        label="Date of birth",
        noun="the date of birth",
        latest=calendar.today,
        required=False,
    )
    relationship = _relationship()
    lives_together = _together()
    opened_on = day("When were they identified?", noun="the date they were identified")
    worker = forms.ModelChoiceField(
        label="Who supports them?",
        queryset=User.objects.none(),
        empty_label=None,
        widget=Radios,
        error_messages={"required": "Select who supports them"},
    )
    # The page's own working: who was shown as known.
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, user, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["case"].queryset = linkable_cases(user)
        self.fields["person"].queryset = people
        supporters = supporters_in(*Borough.objects.order_by("place"))
        if not user.can(Permission.ALLOCATE_PARTNER_CASE):
            supporters = supporters.filter(pk=user.pk)  # they support them themselves
            self.initial["worker"] = user.pk
        self.fields["worker"].queryset = supporters
        self.helper.layout = Layout(
            "case",
            Fieldset("Who are they?", "person", "given_names", "surname", "born_on"),
            *("relationship", "lives_together", "opened_on", "scope", "delivered_by"),
            "worker",
            "shown",
            Submit("open", "Open the partner case"),
        )

    @property
    def number_of_cases(self) -> int:
        """How many of his cases the page tells of."""
        return len(self.fields["case"].queryset)

    def clean(self):
        answers = super().clean()
        case, worker, on = (answers.get(name) for name in ("case", "worker", "opened_on"))
        if not answers.get("person") and not answers.get("given_names"):
            self.add_error("given_names", "Enter their first name, or a word for them")
        if case and on and on < case.opened_on:
            opened = calendar.in_words(case.opened_on)
            self.add_error(
                "opened_on", f"The date must be on or after {opened}, when that case opened"
            )
        if (
            case
            and worker
            and not supporters_in(case.borough).filter(pk=worker.pk).exists()
        ):
            self.add_error("worker", f"{worker} does no partner support in {case.borough}")
        return answers

    @property
    def name(self) -> str:
        """What somebody new is called; nothing if they are known."""
        said = (self.cleaned_data[name] for name in ("given_names", "surname"))
        return "" if self.cleaned_data["person"] else " ".join(filter(None, said))

    def news(self, shown: set[str]) -> bool:
        """Whether somebody known is shown now whom the page has not shown before.

        From then on it has shown them: sending the same page again means it.
        """
        before = set(self.cleaned_data["shown"].split())
        self.data = self.data.copy()
        self.data["shown"] = " ".join(sorted(before | shown))
        return bool(shown - before)

    def answers(self) -> dict:
        """In the words of the action: somebody known keeps the names they have."""
        answers = dict(self.cleaned_data)
        del answers["shown"]
        if answers["person"]:
            for name in ("given_names", "surname", "born_on"):
                del answers[name]
        return answers


class PartnerCaseEditForm(ScopeForm):
    """The same of one that is open."""

    version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "delivered_by", "scope", "version", Submit("save", "Save")
        )


class SupportedPersonForm(PilotForm):
    """Who they are, and what they need so that we can talk."""

    given_names = forms.CharField(
        label="First names",
        max_length=100,
        error_messages={"required": "Enter their first name, or a word for them"},
    )
    surname = forms.CharField(label="Last name", max_length=100, required=False)
    born_on = DateField(
        label="Date of birth",
        noun="the date of birth",
        latest=calendar.today,
        required=False,
    )
    language = forms.CharField(
        label="Which language do they speak?", max_length=60, required=False
    )
    interpreter = forms.ChoiceField(
        label="Do they need an interpreter?",
        choices=Interpreter,
        widget=Radios,
        error_messages={"required": "Select whether they need an interpreter"},
    )
    needs = forms.CharField(
        label="What else do they need to be able to talk with us?",
        max_length=300,
        required=False,
    )
    version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.fields, Submit("save", "Save"))


class CaseLinkForm(PartnerEntryForm):
    """Whose case they are supported because of, and what they are to him."""

    button = "Link the case"

    case = HisCaseField(label="Whose case is it about?")
    relationship = _relationship()
    lives_together = _together()
    on = day("From which day?")

    def ask(self):
        cases = linkable_cases(self.user)
        linked = self.partner_case.links.standing()
        if self.entry:
            linked = linked.exclude(pk=self.entry.pk)
            self.initial["case"] = self.entry.case.reference
        self.fields["case"].queryset = cases.exclude(pk__in=linked.values("case"))


class PartnerCaseCloseForm(PilotForm):
    """Why support ended, and what came of it."""

    closed_on = day("When did support end?", noun="the date support ended")
    reason = forms.ChoiceField(
        label="Why did it end?",
        help_text="That his case closed is no reason.",
        choices=PartnerCase.ClosureReason,
        widget=Radios,
        error_messages={"required": "Select why it ended"},
    )
    note = forms.CharField(
        label="What came of it?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter what came of it"},
    )

    def __init__(self, *args, partner_case, **kwargs):
        self.partner_case = partner_case
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.fields, Submit("close", "Close the partner case"))

    def clean_closed_on(self):
        return check_day(self.partner_case, self.cleaned_data["closed_on"])
