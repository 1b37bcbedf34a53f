"""What is asked when a post is to work on other days, or elsewhere."""

from crispy_forms.layout import Div, Fieldset, Layout, Submit
from django import forms

from pilot import actions
from pilot.fields import DateField, PilotForm, Radios
from pilot.models import WEEKDAYS
from pilot.transitions import TransitionRefused

AGREED, ASSUMED = "AGREED", "ASSUMED"


class PatternForm(PilotForm):
    """From a day on, the place of each weekday; and who agreed, if boroughs get others.

    It is looked at before it is made: `is_confirmed` says that what the change does was
    shown, for these very answers.
    """

    sometimes_required = ("agreed",)

    starts_on = DateField(
        label="From which day?",
        noun="the day from which it holds",
        help_text="The day on which the present days began puts these right instead.",
    )
    agreed = forms.ChoiceField(
        label="If a borough gets more or fewer days: are these agreed?",
        choices=[
            (AGREED, "Yes, the group has agreed them"),
            (ASSUMED, "No, they stay an assumption"),
        ],
        widget=Radios(reveals={AGREED: ("source",)}),
        required=False,
    )
    source = forms.CharField(
        label="Who agreed them, and when?",
        help_text="A body or a role and a day, no names: “Contract group, 21 March 2016”.",
        max_length=200,
        error_messages={"required": "Enter who agreed them, and when"},
    )
    reason = forms.CharField(
        label="Why?",
        help_text="Kept in the history. Name nobody.",
        max_length=200,
        error_messages={"required": "Enter why the days change"},
    )

    def __init__(self, *args, post, sites, pattern, weeks: int, is_locked, **kwargs):
        super().__init__(*args, **kwargs)
        self.post, self.weeks, self.is_locked = post, weeks, is_locked
        self.sites = {str(site.pk): site for site in sites}
        if is_locked:  # what changes it is a variation, which the councils approve
            del self.fields["agreed"], self.fields["source"]
        for number in range(1, weeks + 1):
            for weekday, name in enumerate(WEEKDAYS):
                site = _site(pattern, number, weekday)
                self.fields[_name(number, name)] = forms.ChoiceField(
                    label=name,
                    choices=[("", "Does not work"), *self._grouped()],
                    required=False,
                    initial=str(site.pk) if site else "",
                )
        self.helper.layout = Layout(
            "starts_on",
            *map(self._week, range(1, weeks + 1)),
            *(() if is_locked else ("agreed",)),
            "reason",
            Submit("look", "See what this changes"),
        )

    def _grouped(self):
        groups = {}
        for key, site in self.sites.items():
            groups.setdefault(str(site.borough), []).append((key, str(site)))
        return list(groups.items())

    def _week(self, number):
        names = [_name(number, weekday) for weekday in WEEKDAYS]
        legend = "Each week" if self.weeks == 1 else f"Week {number} of {self.weeks}"
        return Fieldset(legend, Div(*names, css_class="app-in-columns"))

    def clean(self):
        answers = super().clean()
        names = [
            [_name(number, weekday) for weekday in WEEKDAYS]
            for number in range(1, self.weeks + 1)
        ]
        weeks = [[self.sites.get(answers.get(name, "")) for name in week] for week in names]
        told = {
            "starts_on": answers.get("starts_on"),
            "weeks": weeks,
            "reason": answers.get("reason"),
            "is_agreed": answers.get("agreed") == AGREED,
            "source": answers.get("source", ""),
        }
        if told["starts_on"]:
            self._look_ahead(answers, told, first=names[0][0])
        return told

    def _look_ahead(self, answers, told, first):
        """What could not be made is said beside the answer that stands in its way."""
        try:
            plan = {name: told[name] for name in ("starts_on", "weeks")}
            self.planned = actions.plan_pattern(self.post, **plan)
        except TransitionRefused as refused:
            said = str(refused)
            self.add_error("starts_on" if "choose" in said else first, said)
            return
        if self.planned.lacking:
            self.add_error(first, actions.not_approved(self.planned))
        elif self.planned.changes_the_split and "agreed" in self.fields:
            is_assumed = any(row.assumption_id for row in self.planned.rows)
            if not answers.get("agreed"):
                self.add_error("agreed", "Select whether the group has agreed these days")
            elif answers["agreed"] == ASSUMED and not is_assumed:
                self.add_error("agreed", "The days now are agreed: so must these be")

    @property
    def looked_at(self) -> str:
        """These very answers, as the page that shows what they change sends them back."""
        days = [str(site.pk) if site else "" for week in self.told_weeks for site in week]
        return f"{self.cleaned_data['starts_on']}:{','.join(days)}"

    @property
    def told_weeks(self):
        """The place of each weekday, week by week."""
        return self.cleaned_data["weeks"]

    @property
    def is_confirmed(self) -> bool:
        """Whether what these answers do was shown."""
        return self.data.get("looked_at") == self.looked_at


def _name(number: int, weekday: str) -> str:
    return f"week_{number}_{weekday.lower()}"


def _site(pattern, number, weekday):
    """Where the present pattern has it; weeks beyond its own repeat them."""
    if pattern is None:
        return None
    return pattern.places().get(((number - 1) % pattern.weeks + 1, weekday))
