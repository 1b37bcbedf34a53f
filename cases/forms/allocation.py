"""What the manager's pages about whose a case is ask."""

from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from cases.actions import caseworkers_in
from cases.forms.work import WorkForm
from cases.models import Case
from pilot import calendar
from pilot.fields import Checkboxes, DateField, Radios, VersionField
from pilot.models import User
from pilot.partner_words import AsksAboutPartnerWords

REASON = 200  # characters
STAYS = "stays"
SOMEBODY = "select somebody who is"


def why(said):
    """The reason for giving work to somebody else, which the history keeps."""
    return forms.CharField(
        label="Why?",
        help_text="Kept in the history. Do not name anybody the work is with.",
        max_length=REASON,
        error_messages={"required": said},
    )


def whom(label, said):
    """One colleague; the form says which can be chosen."""
    return forms.ModelChoiceField(
        label=label,
        queryset=User.objects.none(),
        empty_label=None,
        widget=Radios,
        error_messages={"required": said},
    )


def somebody_else(field, case, *boroughs):
    """Whoever works in these boroughs may take the case; without an answer it stays."""
    field.queryset = caseworkers_in(*boroughs).exclude(pk=case.worker_id)
    field.empty_label = f"{case.worker}, as before"


class CaseAllocateForm(AsksAboutPartnerWords, WorkForm):
    """One case goes to another worker."""

    texts_about_him = ("reason",)

    to = whom("Who works with them from now on?", "Select who will work with them")
    on = DateField(
        label="From which day?", noun="the date it changes", latest=calendar.today
    )
    reason = why("Enter why the case changes hands")
    version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = caseworkers_in(self.case.borough).exclude(pk=self.case.worker_id)
        self.fields["to"].queryset = others
        self.helper.layout = Layout(
            "to", "on", "reason", Submit("allocate", "Give them the case")
        )

    def clean_on(self):
        on = self.check_day(self.cleaned_data["on"])
        since = self.case.allocations.get(is_cover=False, ends_on=None).starts_on
        if on < since:
            raise forms.ValidationError(
                f"The date must be on or after {calendar.in_words(since)}, since when "
                f"the case is {self.case.worker}’s"
            )
        return on


class CaseloadForm(AsksAboutPartnerWords):
    """Something about the open cases of one worker."""

    texts_about_him = ("reason",)

    def __init__(self, *args, cases, **kwargs):
        super().__init__(*args, **kwargs)
        self.cases = list(cases)
        self.worker = self.cases[0].worker
        boroughs = {case.borough for case in self.cases}
        self.colleagues = caseworkers_in(*boroughs).exclude(pk=self.worker.pk)
        self.at_work = {
            borough: set(caseworkers_in(borough).values_list("pk", flat=True))
            for borough in boroughs
        }

    def may_work_on(self, case, colleague) -> bool:
        """Whether the colleague is a caseworker where the case counts."""
        return colleague.pk in self.at_work[case.borough]


class CaseloadHandOverForm(CaseloadForm):
    """Every case of somebody who leaves goes to a colleague, or stays for now."""

    marks_optional = False  # every single case has an answer already

    to = whom("Who takes the cases?", "Select who takes the cases")
    on = DateField(
        label="From which day?", noun="the date it changes", latest=calendar.today
    )
    reason = why("Enter why the cases change hands")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = self.colleagues
        for case in self.cases:
            self.fields[_name(case)] = self._choice_for(case)
        self.helper.layout = Layout(
            "to",
            Fieldset("Anybody else for one of them?", *map(_name, self.cases)),
            "on",
            "reason",
            Submit("hand_over", "Hand them over"),
        )

    def _choice_for(self, case):
        colleagues = [
            (str(each.pk), str(each))
            for each in self.colleagues
            if self.may_work_on(case, each)
        ]
        stays = (STAYS, f"Stays with {self.worker} for now")
        return forms.ChoiceField(
            label=f"{case.perpetrator}, {case.reference}",
            help_text=f"{case.borough}, {case.get_status_display().lower()}",
            choices=[("", "Whom you chose above"), *colleagues, stays],
            required=False,
        )

    def clean(self):
        """`to` becomes, for each case that is given away, who takes it."""
        answers = super().clean()
        everybody = answers.get("to")
        taking = {str(each.pk): each for each in self.colleagues}
        chosen = {}
        for case in self.cases:
            answer = answers.pop(_name(case), "")
            colleague = taking.get(answer, everybody)
            if answer == STAYS or colleague is None:
                continue
            if not self.may_work_on(case, colleague):
                self.add_error(
                    _name(case),
                    f"{colleague} does not work in {case.borough}: select somebody else",
                )
            chosen[case] = colleague
        if everybody and not chosen:
            self.add_error("to", "Every case stays: there is nothing to hand over")
        return answers | {"to": chosen}


def _name(case: Case) -> str:
    return f"case_{case.reference}"


class CaseloadCoverForm(CaseloadForm):
    """A colleague may work on these cases while their worker is away."""

    worker = whom("Who covers?", "Select who covers")
    starts_on = DateField(
        label="What is the first day?", noun="the first day", earliest=calendar.today
    )
    ends_on = DateField(
        label="What is the last day?", noun="the last day", earliest=calendar.today
    )
    reason = why("Enter why the cases are covered")
    cases = forms.MultipleChoiceField(
        label="Which cases?",
        widget=Checkboxes,
        error_messages={"required": "Select at least one case"},
    )

    def __init__(self, *args, cases, **kwargs):
        super().__init__(*args, cases=cases, **kwargs)
        self.fields["worker"].queryset = self.colleagues
        self.fields["cases"].choices = [
            (case.reference, f"{case.perpetrator}, {case.reference}, {case.borough}")
            for case in self.cases
        ]
        self.helper.layout = Layout(
            "worker",
            "starts_on",
            "ends_on",
            "cases",
            "reason",
            Submit("cover", "Arrange the cover"),
        )

    def clean_cases(self):
        chosen = self.cleaned_data["cases"]
        return [case for case in self.cases if case.reference in chosen]

    def clean(self):
        answers = super().clean()
        first, last = answers.get("starts_on"), answers.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day must be on or after the first")
        colleague, chosen = answers.get("worker"), answers.get("cases")
        if colleague and chosen:
            out_of_reach = {
                str(case.borough)
                for case in chosen
                if not self.may_work_on(case, colleague)
            }
            if out_of_reach:
                self.add_error(
                    "cases",
                    f"{colleague} does not work in {' or '.join(sorted(out_of_reach))}: "
                    "untick those cases, or select somebody else",
                )
        return answers
