"""What is asked about goals, and when worker and person look back on them."""

from datetime import timedelta

from crispy_forms.layout import Layout, Submit
from django import forms

from cases.actions import SET_ASIDE, check_looked_at_in_turn
from cases.forms.entry import EntryForm
from cases.forms.work import WorkForm
from cases.models import Goal, GoalOutcome
from pilot import calendar
from pilot.fields import DateField, Radios
from pilot.partner_words import AsksAboutPartnerWords
from pilot.transitions import TransitionRefused

OUTCOMES = [
    ("ACHIEVED", "Achieved"),
    ("PARTLY", "Partly achieved, and gone on with"),
    ("NOT", "Not achieved yet, and gone on with"),
    (SET_ASIDE, "Not achieved, and set aside"),
]
NOT_LOOKED_AT = ("", "Not looked at this time")
LONGEST = timedelta(weeks=26)  # between two reviews


def next_review_field(label: str, **kwargs) -> DateField:
    """A day to look again: to come, and within half a year."""
    return DateField(label=label, noun="the date of the next review", **kwargs)


def check_next_review(form, name: str, after) -> None:
    """The day lies after `after`, and not further off than half a year."""
    day = form.cleaned_data.get(name)
    if not day or not after:
        return
    if day <= after:
        form.add_error(
            name,
            f"The date of the next review must be after {calendar.in_words(after)}",
        )
    elif day > after + LONGEST:
        form.add_error(name, "The next review must be within half a year")


class GoalForm(EntryForm):
    """A goal in the person's own words, the first steps, and when to look back."""

    days_of_the_case = ("agreed_on",)
    texts_about_him = ("words", "steps")
    button = ("agree", "Agree this goal")

    words = forms.CharField(
        label="What do they want to change, in their own words?",
        help_text="As they said it.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter what they want to change"},
    )
    steps = forms.CharField(
        label="Which steps will they take?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    agreed_on = DateField(
        label="When was it agreed?", noun="the date it was agreed", latest=calendar.today
    )
    review_on = next_review_field("When will you look back on it?")

    def ask(self):
        if self.entry is not None:
            del self.fields["agreed_on"]  # another day is another goal

    def clean(self):
        answers = super().clean()
        agreed_on = self.entry.agreed_on if self.entry else answers.get("agreed_on")
        check_next_review(self, "review_on", after=agreed_on)
        return answers


class PlanReviewForm(EntryForm):
    """What has changed, what has become of each goal, and when to look back again."""

    days_of_the_case = ("on",)
    button = ("review", "Save this review")

    on = DateField(label="When did you look back?", noun="the date", latest=calendar.today)
    changed = forms.CharField(
        label="What has changed?",
        help_text="In their words where you can.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter what has changed, or that nothing has"},
    )
    next_on = next_review_field(
        "When will you look back again?",
        help_text="Leave it empty if the work is ending.",
        required=False,
    )

    def __init__(self, *args, goals: list[Goal] = (), **kwargs):
        self.goals = {str(number): goal for number, goal in enumerate(goals, start=1)}
        super().__init__(*args, **kwargs)

    def ask(self):
        for number, goal in self.goals.items():
            self.fields[f"outcome_{number}"] = forms.ChoiceField(
                label=f"What has become of “{goal.words}”?",
                choices=[*OUTCOMES, NOT_LOOKED_AT],
                widget=Radios,
                required=False,
            )
            self.fields[f"evidence_{number}"] = forms.CharField(
                label=f"What shows it, for goal {number}?", max_length=300, required=False
            )
        asked = [f"{what}_{number}" for number in self.goals for what in self._OF_A_GOAL]
        self.sometimes_required = asked
        self.texts_about_him = ("changed", *(each for each in asked if "evidence" in each))

    _OF_A_GOAL = ("outcome", "evidence")

    def laid_out(self):
        return ["on", "changed", *self.sometimes_required, "next_on"]

    def clean(self):
        answers = super().clean()
        outcomes = {}
        for number, goal in self.goals.items():
            outcome = answers.pop(f"outcome_{number}", "")
            evidence = answers.pop(f"evidence_{number}", "")
            if outcome and not evidence and f"evidence_{number}" not in self.errors:
                self.add_error(f"evidence_{number}", "Enter what shows it")
            if outcome:
                outcomes[goal] = (outcome, evidence)
                self._check_in_turn(goal, outcome)
        check_next_review(self, "next_on", after=answers.get("on"))
        return answers if self.entry is not None else answers | {"outcomes": outcomes}

    def _check_in_turn(self, goal, outcome):
        on = self.cleaned_data.get("on")
        if on is None:
            return
        try:
            check_looked_at_in_turn(goal, on, is_final=outcome in (SET_ASIDE, "ACHIEVED"))
        except TransitionRefused as refused:
            self.add_error("on", str(refused))


class GoalsConcludeForm(AsksAboutPartnerWords, WorkForm):
    """The last word on each goal that goes on, all on one page."""

    on = DateField(
        label="When did you look at them?", noun="the date", latest=calendar.today
    )

    def __init__(self, *args, goals: list[Goal], **kwargs):
        super().__init__(*args, **kwargs)
        self.goals = {str(number): goal for number, goal in enumerate(goals, start=1)}
        self.texts_about_him = tuple(f"evidence_{number}" for number in self.goals)
        for number, goal in self.goals.items():
            self.fields[f"outcome_{number}"] = forms.ChoiceField(
                label=f"What has become of “{goal.words}”?",
                help_text=_found_before(goal),
                choices=GoalOutcome.Kind,
                widget=Radios(attrs={"class": "govuk-radios--inline"}),
                error_messages={"required": f"Select what has become of goal {number}"},
            )
            self.fields[f"evidence_{number}"] = forms.CharField(
                label=f"What shows it, for goal {number}?",
                max_length=300,
                error_messages={"required": f"Enter what shows it, for goal {number}"},
            )
        asked = [name for name in self.fields if name != "on"]
        self.helper.layout = Layout(*asked, "on", Submit("conclude", "Save the outcomes"))

    def clean_on(self):
        on = self.check_day(self.cleaned_data["on"])
        days = (goal.outcome_on or goal.agreed_on for goal in self.goals.values())
        since = max(days, default=on)
        if on < since:
            raise forms.ValidationError(
                f"The date must be on or after {calendar.in_words(since)}, "
                "when a goal was last looked at"
            )
        return on

    def outcomes(self) -> dict[Goal, tuple[str, str]]:
        """The answers, in the words of the action."""
        told = self.cleaned_data
        return {
            goal: (told[f"outcome_{number}"], told[f"evidence_{number}"])
            for number, goal in self.goals.items()
        }


def _found_before(goal) -> str:
    """What the last review found of a goal read `with_outcome`."""
    if not goal.outcome:
        return ""
    said = GoalOutcome.Kind(goal.outcome).label
    return f"{said} on {calendar.in_words(goal.outcome_on)}: {goal.outcome_evidence}"


class GoalOutcomeForm(EntryForm):
    """What a review found of one goal, or the last word on it."""

    texts_about_him = ("evidence",)

    outcome = forms.ChoiceField(
        label="What has become of the goal?",
        choices=OUTCOMES,
        widget=Radios,
        error_messages={"required": "Select what has become of it"},
    )
    evidence = forms.CharField(
        label="What shows it?",
        max_length=300,
        error_messages={"required": "Enter what shows it"},
    )

    def ask(self):
        found = self.entry
        if found.review_id is None:
            self.fields["outcome"].choices = GoalOutcome.Kind.choices
        elif found.is_final and found.outcome == GoalOutcome.Kind.NOT:
            self.initial["outcome"] = SET_ASIDE
