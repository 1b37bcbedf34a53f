"""Whether a session happened, and who came: asked only what the answer needs."""

from django import forms

from cases.actions import clash_in_words, clash_of, runs_past_midnight
from cases.forms.work import LONG_TEXT, WorkForm
from cases.models import Session
from pilot.fields import Radios
from pilot.partner_words import AsksAboutPartnerWords

Outcome = Session.Outcome

CAME, MISSED, BOOKED = Outcome.ATT.value, Outcome.DNA.value, Outcome.NOT_REC.value
CANCELLED = "CANC"
SHORTEST, LONGEST = 5, 240  # minutes: V-15


def minutes_field(label, **kwargs):
    """How long a session takes, within the bounds of V-15."""
    return forms.IntegerField(
        label=label,
        **kwargs,
        min_value=SHORTEST,
        max_value=LONGEST,
        widget=forms.NumberInput(
            attrs={"class": "govuk-input--width-3", "suffix": "minutes"}
        ),
        error_messages={
            "required": "Enter how many minutes it lasted",
            "min_value": f"A session lasts at least {SHORTEST} minutes",
            "max_value": f"A session lasts at most {LONGEST} minutes",
            "invalid": "Enter the minutes as a number, like 50",
        },
    )


class SessionOutcomeForm(AsksAboutPartnerWords, WorkForm):
    """Did it happen, and who came? Each answer asks for what it needs, and no more."""

    texts_about_him = ("record", "next_plan", "absence", "reason", "ask")

    outcome = forms.ChoiceField(
        label="Did it happen, and did they come?",
        choices=[
            (CAME, "They came"),
            (MISSED, "They did not come"),
            (CANCELLED, "It was cancelled"),
        ],
        widget=Radios(
            reveals={
                CAME: ["is_late", "minutes", "record", "next_plan"],
                MISSED: ["is_excused", "absence"],
                CANCELLED: ["cancelled_by", "reason"],
            }
        ),
        error_messages={"required": "Select what happened"},
    )
    is_late = forms.BooleanField(label="They came late", required=False)
    minutes = minutes_field("How many minutes did it last?")
    record = forms.CharField(
        label="What was done?",
        help_text="Facts first, then your view. Leave out anything the partner said.",
        max_length=LONG_TEXT,
        widget=forms.Textarea,
        error_messages={"required": "Enter what was done"},
    )
    next_plan = forms.CharField(
        label="What is the plan for next time?",
        help_text="Quoted on the next record.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    is_excused = forms.BooleanField(
        label="They had a good reason: not counted as not engaging",
        required=False,
    )
    absence = forms.CharField(
        label="Anything to add?",
        help_text="How long you waited, and what you heard.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    cancelled_by = forms.ChoiceField(
        label="Who cancelled?",
        choices=[
            (Outcome.CANC_SHORT.value, "They did, less than 24 hours before"),
            (Outcome.CANC_NOTICE.value, "They did, with more notice"),
            (Outcome.CANC_SERVICE.value, "We did"),
        ],
        widget=Radios,
        error_messages={"required": "Select who cancelled"},
    )
    reason = forms.CharField(label="Why?", max_length=300, required=False)

    def what_came(self) -> str:
        """The code of what came of it (CL-15)."""
        told = self.cleaned_data
        if told["outcome"] == CANCELLED:
            return told["cancelled_by"]
        return Outcome.LATE if told["is_late"] else told["outcome"]

    def answers(self) -> dict:
        """What came of it, in the words of the action that keeps it."""
        told = self.cleaned_data
        return {
            "outcome": self.what_came(),
            "minutes": told["minutes"],
            "record": told["record"] or told["absence"] or told["reason"],
            "next_plan": told["next_plan"],
            "is_excused": told["is_excused"],
        }

    @classmethod
    def said_of(cls, session: Session) -> dict:
        """What is saved of a session, as the form asks for it."""
        came, missed = session.is_attended, session.outcome == Outcome.DNA
        cancelled = not (came or missed or session.is_booked)
        group = CAME if came else CANCELLED if cancelled else session.outcome
        return {
            "outcome": group,
            "is_late": session.outcome == Outcome.LATE,
            "minutes": session.minutes if came else None,
            "length": session.minutes if session.is_booked else None,
            "record": session.record if came else "",
            "next_plan": session.next_plan,
            "is_excused": session.is_excused,
            "absence": session.record if missed else "",
            "cancelled_by": session.outcome if cancelled else "",
            "reason": session.record if cancelled else "",
            "version": session.version,
        }

    def check_time(self, field, *, worker, on, starts_at, minutes, but_not=()):
        """V-16: it ends on its day, and its worker is not elsewhere then."""
        if runs_past_midnight(starts_at, minutes):
            self.add_error(
                field, f"{minutes} minutes from {starts_at:%H:%M} run past midnight"
            )
        elif clash := clash_of(
            worker, on=on, starts_at=starts_at, minutes=minutes, but_not=but_not
        ):
            self.add_error(field, clash_in_words(clash, self.user))
