"""What the pages about a whole case ask."""

from crispy_forms.layout import Layout, Submit
from django import forms

from cases.actions import (
    caseworkers_in,
    check_ends_as_decided,
    check_goes_where_it_says,
    missing,
)
from cases.forms.allocation import SOMEBODY, somebody_else
from cases.forms.work import LONG_TEXT, WorkForm, since_the_last_move
from cases.models import Case, Gap
from pilot import calendar
from pilot.fields import DateField, FilterForm, PilotForm, Radios, VersionField
from pilot.models import Borough, Membership, Post, User
from pilot.partner_words import AsksAboutPartnerWords
from pilot.transitions import TransitionRefused

KNOWN, NOBODY = "known", "nobody"


def _told(person) -> str:
    """What tells one person from another of the same name."""
    born = f"Born {calendar.in_words(person.born_on)}. " if person.born_on else ""
    return born + " ".join(
        f"{case} with {case.worker}, {case.get_status_display().lower()}."
        for case in person.cases_seen
    )


class CaseOpenForm(PilotForm):
    """Accepting a referral: who will work with the person, from when."""

    worker = forms.ModelChoiceField(
        label="Who will work with them?",
        queryset=User.objects.none(),
        empty_label=None,
        widget=Radios,
        error_messages={"required": "Select who will work with them"},
    )
    accepted_on = DateField(
        label="When was the referral accepted?",
        noun="the date it was accepted",
        latest=calendar.today,
    )

    perpetrator = forms.ChoiceField(
        label="Is it somebody we know already?",
        help_text="The same person keeps one history, with a case for each referral.",
        widget=Radios,
        error_messages={"required": "Select whether it is somebody we know already"},
    )

    def __init__(self, *args, referral, alike, **kwargs):
        super().__init__(*args, **kwargs)
        self.referral, self.alike = referral, alike
        if alike.people or alike.suggested:
            self._ask_who_it_is()
        else:
            del self.fields["perpetrator"]
        holders = Membership.objects.current().filter(
            role=referral.post_id, borough=referral.borough
        )
        in_order = holders.people().order_by("last_name", "first_name", "pk")
        self.fields["worker"].queryset = in_order
        self.helper.layout = Layout(*self.fields, Submit("open", "Accept and open a case"))

    def _ask_who_it_is(self):
        """Of somebody whom the reader may not see, only that there is such a person."""
        field, alike = self.fields["perpetrator"], self.alike
        field.choices = [(person.reference, str(person)) for person in alike.people]
        if alike.hidden:
            field.choices += [
                (KNOWN, "Yes, the person of this name whom the service knows")
            ]
        field.choices += [(NOBODY, "No, somebody else")]
        field.widget.hints = {person.reference: _told(person) for person in alike.people}
        field.widget.hints[KNOWN] = "Ask the service manager if you are not sure."
        if alike.suggested:
            reference = KNOWN if alike.hidden else alike.suggested.reference
            self.initial["perpetrator"] = reference

    def clean_perpetrator(self):
        """The person chosen, or None for somebody new."""
        chosen = self.cleaned_data["perpetrator"]
        if chosen == KNOWN:
            return self.alike.suggested
        people = {person.reference: person for person in self.alike.people}
        return people.get(chosen)

    def clean_accepted_on(self):
        accepted_on, received_on = (
            self.cleaned_data["accepted_on"],
            self.referral.received_on,
        )
        if accepted_on < received_on:
            raise forms.ValidationError(
                "The date it was accepted must be on or after the day it was received, "
                f"{calendar.in_words(received_on)}"
            )
        return accepted_on


class CaseChangeBoroughForm(AsksAboutPartnerWords, WorkForm):
    """From which day a case counts for another borough, and why."""

    texts_about_him = ("reason",)

    to = forms.ModelChoiceField(
        label="Which borough does the case count for from now on?",
        queryset=Borough.objects.none(),
        empty_label=None,
        widget=Radios,
        error_messages={"required": "Select a borough"},
    )
    effective_on = DateField(
        label="From which day?",
        help_text="What was done before that day stays where it was.",
        noun="the date it changes",
        latest=calendar.today,
    )
    worker = forms.ModelChoiceField(
        label="Who works with them from then on?",
        help_text="Whoever it is has to be a caseworker there.",
        queryset=User.objects.none(),
        required=False,
    )
    reason = forms.CharField(
        label="Why does it change?",
        help_text="Where they live now, or the manager’s reason. "
        "Never where anybody who was harmed lives. Do not name anybody.",
        max_length=200,
        error_messages={"required": "Enter why it changes"},
    )
    version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = Borough.objects.exclude(pk=self.case.borough_id)
        somebody_else(self.fields["worker"], self.case, *Borough.objects.order_by("place"))
        self.helper.layout = Layout(
            "to", "effective_on", "worker", "reason", Submit("change", "Change the borough")
        )

    def clean(self):
        answers = super().clean()
        worker, to = answers.get("worker") or self.case.worker, answers.get("to")
        if to and not caseworkers_in(to).filter(pk=worker.pk).exists():
            self.add_error("worker", f"{worker} is no caseworker in {to}: {SOMEBODY}")
        return answers

    def clean_effective_on(self):
        return self.check_day(self.cleaned_data["effective_on"])


class CaseCloseForm(AsksAboutPartnerWords, WorkForm):
    """How the work ended, why, and what came of it."""

    texts_about_him = ("outcome",)

    reason = forms.ChoiceField(
        label="How did the work end?",
        choices=[
            ("Planned", [(reason.value, reason.label) for reason in Case.PLANNED]),
            (
                "Not planned",
                [
                    (reason.value, reason.label)
                    for reason in Case.ClosureReason
                    if reason not in Case.PLANNED
                ],
            ),
        ],
        widget=forms.Select,
        error_messages={"required": "Select how the work ended"},
    )
    closed_on = DateField(
        label="When did it close?", noun="the date it closed", latest=calendar.today
    )
    outcome = forms.CharField(
        label="What came of it?",
        help_text="What changed, what did not, and what the risk is now.",
        max_length=LONG_TEXT,
        widget=forms.Textarea,
        error_messages={"required": "Enter what came of the work"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [
            ("", "Select how the work ended"),
            *self.fields["reason"].choices,
        ]
        self.helper.layout = Layout(
            "reason", "closed_on", "outcome", Submit("close", "Close this case")
        )

    def clean_closed_on(self):
        closed_on = self.check_day(self.cleaned_data["closed_on"])
        last = self.case.last_worked_on()
        if last and closed_on < last:
            raise forms.ValidationError(
                "The date it closed must be on or after the last work on it, "
                f"{calendar.in_words(last)}"
            )
        lacking = missing(self.case, Case.Status.CLOSED, closed_on)
        if lacking and not missing(self.case, Case.Status.CLOSED, calendar.today()):
            raise forms.ValidationError(
                f"Choose a later day. Until then: {lacking[0].text}"
            )
        return since_the_last_move(self.case, closed_on)

    def clean_reason(self):
        reason = self.cleaned_data["reason"]
        if reason == Case.ClosureReason.NEVER_ENGAGED and self.case.engaged_on:
            raise forms.ValidationError(
                "They came to a session, so they did engage. Select another reason"
            )
        try:
            check_goes_where_it_says(self.case, reason)
            check_ends_as_decided(self.case, reason, self.user)
        except TransitionRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return reason


class CaseFilterForm(FilterForm):
    """What the list is narrowed to. Nothing personal: it stands in the address."""

    borough = forms.ModelChoiceField(
        label="Borough",
        queryset=Borough.objects.order_by("place"),
        empty_label="All boroughs",
    )
    post = forms.ModelChoiceField(
        label="Post", queryset=Post.objects.order_by("place"), empty_label="All posts"
    )
    status = forms.ChoiceField(
        label="Stage", choices=[("", "All stages"), *Case.Status.choices]
    )
    gap = forms.ChoiceField(
        label="What is missing", choices=[("", "Anything or nothing"), *Gap.choices]
    )


class CaseloadFilterForm(FilterForm):
    """Whose caseload is looked at, where and how far. The view says who has one."""

    worker = forms.ChoiceField(label="Worker")
    borough = forms.ModelChoiceField(
        label="Borough",
        queryset=Borough.objects.order_by("place"),
        empty_label="All boroughs",
    )
    status = forms.ChoiceField(
        label="Stage",
        choices=[("", "All stages"), *Case.Status.choices[:-1]],
    )

    def __init__(self, *args, workers: dict[int, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = [("", "Everybody"), *workers.items()]


class CaseSearchForm(PilotForm):
    """A name or a reference. It is sent in the request, so it is in no address."""

    marks_optional = False

    text = forms.CharField(
        label="Name or reference",
        max_length=100,
        error_messages={"required": "Enter a name or a reference"},
    )
