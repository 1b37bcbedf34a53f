"""What is asked when whoever referred somebody has been told."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot import calendar
from pilot.fields import DateField, PilotForm, Radios
from referrals.actions import may_write_home
from referrals.models import ReferralNotice

Kind, To, Method = ReferralNotice.Kind, ReferralNotice.To, ReferralNotice.Method


class ReferralTellForm(PilotForm):
    """Who was told what, when and how: most of it is filled in already.

    What only one answer fits is not asked: what an undecided referral could be told of,
    and whom an agency's, or somebody's own, is told to. While nobody may contact the
    person, it is the relative who is told, and not by letter.
    """

    kind = forms.ChoiceField(
        label="What were they told?",
        choices=Kind,
        widget=Radios,
        error_messages={"required": "Select what they were told"},
    )
    to = forms.ChoiceField(
        label="Who was told?",
        choices=To,
        widget=Radios(reveals={To.REFERRER.value: ["name"]}),
        error_messages={"required": "Select who was told"},
    )
    name = forms.CharField(
        label="Who did you tell?",
        max_length=120,
        error_messages={"required": "Enter who you told"},
    )
    told_on = DateField(
        label="When?", noun="the date they were told", latest=calendar.today
    )
    method = forms.ChoiceField(
        label="How?",
        choices=ReferralNotice.Method,
        widget=Radios,
        error_messages={"required": "Select how they were told"},
    )

    def __init__(self, *args, referral, **kwargs):
        super().__init__(*args, **kwargs)
        self.referral, self.only = referral, self._only(referral)
        for name in self.only:
            del self.fields[name]
        if not may_write_home(referral, calendar.today()):
            self.fields["method"].choices = [
                way for way in ReferralNotice.Method.choices if way[0] != Method.LETTER
            ]
        if self.only.get("to") == To.PERSON:
            del self.fields["name"]
        order = ["kind", "to", "told_on", "method"]
        if "to" in self.only:  # else the answer to it asks for the name
            order.insert(2, "name")
        asked = [name for name in order if name in self.fields]
        self.helper.layout = Layout(*asked, Submit("told", "Save who was told"))

    def _only(self, referral) -> dict:
        only = {} if referral.decided_on else {"kind": Kind.ACK}
        may_contact = referral.clearance_on(calendar.today()).allows_contact
        if referral.is_their_own:
            only["to"] = To.PERSON
        elif not (referral.is_of_a_relative and may_contact):
            only["to"] = To.REFERRER
        return only

    def clean(self):
        answers = {"name": "", **super().clean(), **self.only}
        earliest, what = self.referral.received_on, "it was received"
        if answers.get("kind") == Kind.DECISION:
            earliest, what = self.referral.decided_on, "of the decision"
        if answers.get("told_on") and answers["told_on"] < earliest:
            self.add_error(
                "told_on",
                f"The date they were told must be on or after the day {what}, "
                f"{calendar.in_words(earliest)}",
            )
        return answers


class NoticeCorrectionForm(ReferralTellForm):
    """The same, of an entry that was wrong."""

    because = forms.CharField(
        label="What was wrong with the entry?",
        help_text="Kept in the trail. Do not name anybody.",
        max_length=200,
        error_messages={"required": "Enter what was wrong with the entry"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout.pop()
        self.helper.layout.extend(["because", Submit("save", "Put it right")])
