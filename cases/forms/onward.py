"""What is asked about where somebody goes on to, and what becomes of it there."""

from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from cases.actions import NO_NEWS, ONWARD_STEPS, possible
from cases.forms.entry import EntryForm
from cases.models import ADULT_PATHWAYS, YOUNG_PATHWAYS, InformationSource, OnwardReferral
from cases.models.onward import AFTER_THE_START, NOWHERE
from pilot import calendar
from pilot.fields import DateField, Radios, VersionField
from pilot.partner_words import AsksAboutPartnerWords

Ending = OnwardReferral.Ending
ENDED = [*Ending.values]
WORDS = {
    "ACCEPTED": "Accepted: they are assessed as suitable",
    "STARTED": "They have begun",
    Ending.COMPLETED: "They have completed it",
    Ending.DROPPED_OUT: "They have dropped out",
    Ending.NOT_TAKEN_UP: "They never began, and will not",
    Ending.REFUSED: "The service refused them",
    NO_NEWS: "No news yet",
}
WHY = [("", "Select why"), *OnwardReferral.Reason.choices]


def _asked(label: str, **kwargs) -> DateField:
    return DateField(label=label, latest=calendar.today, required=False, **kwargs)


def check_reason(form, answers) -> None:
    """Whatever was not completed ended for a reason, and another one is said in words."""
    ending, reason = answers.get("ending", ""), answers.get("reason", "")
    if ending in ("", Ending.COMPLETED):
        answers["reason"] = ""
    elif not reason and "reason" not in form.errors:
        form.add_error("reason", "Select why")
    elif reason == OnwardReferral.Reason.OTHER and not (
        answers.get("news") or "news" in form.errors
    ):
        form.add_error("news", "Enter what the reason is")


class OnwardForm(EntryForm):
    """Where they go on to. What has become of it since is asked only to put it right."""

    days_of_the_case = ("made_on",)
    texts_about_him = ("service", "news")
    sometimes_required = ("service", "follow_up_on", "reason")
    button = ("refer", "Save")

    destination = forms.ChoiceField(
        label="Where do they go on to?",
        error_messages={"required": "Select where they go on to"},
    )
    service = forms.CharField(
        label="Which service, and whom to ask there?",
        help_text="So that somebody can ask how it went.",
        max_length=100,
        required=False,
    )
    made_on = DateField(
        label="When did you refer them, or decide it?",
        noun="the date",
        latest=calendar.today,
    )
    follow_up_on = DateField(
        label="When will you ask how it went?",
        help_text="Also after the case has closed. Leave it empty if nobody was asked to "
        "take them.",
        noun="the day to ask",
        required=False,
    )
    accepted_on = _asked("When did the service accept them?", noun="the day they accepted")
    started_on = _asked("When did they begin?", noun="the day they began")
    ended_on = _asked("When did it end?", noun="the day it ended")
    ending = forms.ChoiceField(
        label="How did it end?",
        choices=[("", "It has not ended"), *Ending.choices],
        required=False,
    )
    reason = forms.ChoiceField(
        label="If it was not completed: why?", choices=WHY, required=False
    )
    source = forms.ChoiceField(
        label="Who says so?",
        choices=[("", "Nobody has said anything yet"), *InformationSource.choices],
        required=False,
    )
    news = forms.CharField(label="What was last heard?", max_length=300, required=False)

    SINCE = ("accepted_on", "started_on", "ended_on", "ending", "reason", "source", "news")

    def ask(self):
        young = self.case.is_about_a_young_person
        left_out = ADULT_PATHWAYS if young else YOUNG_PATHWAYS
        kept = self.entry.destination if self.entry else ""
        choices = [
            (each.value, each.label)
            for each in OnwardReferral.Destination
            if each not in left_out or each == kept
        ]
        self.fields["destination"].choices = [("", "Select where"), *choices]
        if self.entry is None:
            for name in self.SINCE:
                del self.fields[name]

    def clean(self):
        answers = super().clean()
        is_nowhere = answers.get("destination") in NOWHERE
        if is_nowhere:
            answers |= {"service": "", "follow_up_on": None}
            if any(answers.get(name) for name in self.SINCE[:4]):
                self.add_error("destination", "Take out the days below first")
        has_ended = bool(answers.get("ending"))
        if self.entry is not None:
            self._check_steps(answers, has_ended)
        if has_ended:
            answers["follow_up_on"] = None
        elif not is_nowhere and not self.errors.keys() & {"follow_up_on", "destination"}:
            self._check_follow_up(answers.get("follow_up_on"))
        return answers

    def _check_follow_up(self, follow_up_on):
        if follow_up_on is None:
            self.add_error("follow_up_on", "Enter when you will ask how it went")
        elif self.entry is None and follow_up_on < calendar.today():
            self.add_error("follow_up_on", "The day to ask must be today or in the future")

    def _check_steps(self, answers, has_ended):
        before = answers.get("made_on")
        for name in ("accepted_on", "started_on", "ended_on"):
            day = answers.get(name)
            if day and before and day < before:
                said = f"The date must be on or after {calendar.in_words(before)}"
                self.add_error(name, said)
            before = day or before
        if has_ended != bool(answers.get("ended_on")) and "ended_on" not in self.errors:
            wrong = "ended_on" if has_ended else "ending"
            told = {"ended_on": "Enter the day it ended", "ending": "Select how it ended"}
            self.add_error(wrong, told[wrong])
        elif has_ended:
            began = bool(answers.get("started_on"))
            if began != (answers["ending"] in AFTER_THE_START):
                told = "Who has begun completes it or drops out, and nobody else"
                self.add_error("ending", told)
        check_reason(self, answers)


class OnwardFollowForm(AsksAboutPartnerWords):
    """What has become of it, who says so, and when to ask again."""

    texts_about_him = ("news",)
    sometimes_required = ("reason", "follow_up_on", "news")

    found = forms.ChoiceField(
        label="What have you heard?",
        widget=Radios,
        error_messages={"required": "Select what you have heard"},
    )
    on = DateField(
        label="Since which day?",
        help_text="The day it happened there, or today if there is no news.",
        noun="the date",
        latest=calendar.today,
    )
    source = forms.ChoiceField(
        label="Who says so?",
        choices=InformationSource,
        widget=Radios,
        error_messages={"required": "Select who says so"},
    )
    reason = forms.ChoiceField(
        label="If it has ended without being completed: why?", choices=WHY, required=False
    )
    news = forms.CharField(
        label="Anything else they said?",
        help_text="About the person and the service. Leave out everybody else.",
        max_length=300,
        required=False,
    )
    follow_up_on = DateField(
        label="When will you ask again?",
        help_text="Leave it empty if it has ended.",
        noun="the day to ask again",
        earliest=calendar.today,
        required=False,
    )
    version = VersionField()

    def __init__(self, *args, referral, **kwargs):
        super().__init__(*args, **kwargs)
        self.referral = referral
        self.fields["found"].choices = [(each, WORDS[each]) for each in possible(referral)]
        self.helper.layout = Layout(
            *("found", "on", "source", "reason", "news"),
            Fieldset("Next", "follow_up_on"),
            Submit("follow", "Save"),
        )

    def clean_on(self):
        on, last = self.cleaned_data["on"], self.referral.last_step_on
        if on < last:
            raise forms.ValidationError(
                f"The date must be on or after {calendar.in_words(last)}"
            )
        return on

    def clean(self):
        answers = super().clean()
        found = answers.get("found", "")
        has_ended = found in ENDED
        check_reason(self, answers | {"ending": found if has_ended else ""})
        if found in ("", *ONWARD_STEPS, NO_NEWS, Ending.COMPLETED):
            answers["reason"] = ""
        if has_ended:
            answers["follow_up_on"] = None
        elif (
            found and not answers.get("follow_up_on") and "follow_up_on" not in self.errors
        ):
            self.add_error("follow_up_on", "Enter when you will ask again")
        return answers
