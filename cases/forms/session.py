"""What the pages for logging and recording sessions ask: only what its outcome needs."""

from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from cases.actions import keys_of_meeting
from cases.forms.company import PROFESSIONAL, CompanyForm, came_of, line_for
from cases.forms.outcome import BOOKED, CAME, MISSED, SessionOutcomeForm, minutes_field
from cases.forms.word import PassesOn
from cases.forms.work import safely
from cases.models import Method, Session
from cases.models.session import USUAL_MINUTES
from pilot import calendar
from pilot.fields import DateField, TimeField, VersionField

LATER = "LATER"


class WholeSessionForm(SessionOutcomeForm, CompanyForm):
    """A session with its day and purpose: booked, or with what came of it, and who came."""

    on = DateField(label="Which day?", noun="the date of the session")
    starts_at = TimeField(label="What time?", noun="the time", required=False)
    kind = forms.ChoiceField(
        label="What was it for?",
        error_messages={"required": "Select what the session was for"},
    )
    method = forms.ChoiceField(
        label="How did you meet?",
        choices=Method,
        error_messages={"required": "Select how you met"},
    )
    length = minutes_field("How many minutes will it take?", required=False)

    sometimes_required = ("starts_at", "length", "beside", "professional")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "outcome",
            Fieldset("When and how", "on", "starts_at", "kind", "method"),
            "also",
        )
        outcome = self.fields["outcome"]
        outcome.choices = [
            *outcome.choices,
            (BOOKED, "It is booked and has not happened yet"),
        ]
        outcome.widget.reveals = outcome.widget.reveals | {BOOKED: ("length",)}
        self.fields["kind"].choices = [
            ("", "Select a purpose"),
            *(
                (kind.value, kind.label)
                for kind in Session.Kind
                if kind != Session.Kind.PARENT or self.case.is_with_a_young_person  # CL-14
            ),
        ]

    def clean_on(self):
        return self.check_day(self.cleaned_data["on"])

    def clean(self):
        told = super().clean()
        on = told.get("on")
        if told.get("outcome") in (CAME, MISSED) and on and on > calendar.today():
            self.add_error("on", "A session that has happened must be today or earlier")
        if told.get("outcome") in (CAME, BOOKED) and "starts_at" not in self.errors:
            self._check_free(on, told["starts_at"], self._minutes())
        if not self.errors:
            self._check_others()
        return told

    def _minutes(self):
        """How long it took, or will; nothing if what was typed makes no sense."""
        if self.cleaned_data["outcome"] == BOOKED:
            return self.cleaned_data.get("length") or USUAL_MINUTES
        return self.cleaned_data.get("minutes")

    def _check_free(self, on, starts_at, minutes):
        if starts_at is None:
            self.add_error("starts_at", "Enter what time it starts")
        elif on and minutes:
            self.check_time(
                "starts_at",
                worker=self.worker,
                on=on,
                starts_at=starts_at,
                minutes=minutes,
                but_not=self.same_meeting(),
            )

    def _check_others(self):
        """What was done is written once, with somebody who was there."""
        main = self.what_came()
        lines = [came for _, came in self.companions(main)]
        if any((came == BOOKED) != (main == BOOKED) for came in lines):
            self.add_error("others", "It is booked for everybody, or for nobody")
        elif main not in Session.ATTENDED and any(
            came in Session.ATTENDED for came in lines
        ):
            self.add_error(
                "others", "Log it on the case of somebody who came: it is written there"
            )

    @property
    def worker(self):
        """Whose session it is."""
        return self.case.worker

    def same_meeting(self) -> list[int]:
        """The keys of sessions that are this very meeting, and no clash with it."""
        return []

    def answers(self) -> dict:
        told = self.cleaned_data
        answers = super().answers()
        return answers | {
            "on": told["on"],
            "starts_at": told["starts_at"],
            "kind": told["kind"],
            "method": told["method"],
            "minutes": told["minutes"] or told["length"],
            "others": self.companions(answers["outcome"]),
            "practitioners": self.practitioners(),
        }


class SessionForm(PassesOn, WholeSessionForm):
    """A session that is new: booked for later, or logged with what came of it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout.extend(["tell", Submit("log", "Log this intervention")])

    def clean_on(self):
        on = super().clean_on()
        with_a_parent = self.data.get("kind") == Session.Kind.PARENT
        return on if with_a_parent else safely(self.case, on)

    def answers(self) -> dict:
        return super().answers() | {"word": self.word()}


class SessionRecordForm(SessionOutcomeForm, PassesOn):
    """What came of a session on the day it was booked for, for all who were booked."""

    version = VersionField()

    def __init__(self, *args, session, company=(), **kwargs):
        super().__init__(*args, case=session.case, **kwargs)
        self.session, self.company = session, {each.reference: each for each in company}
        for reference, each in self.company.items():
            self.fields[f"came_{reference}"] = line_for(
                f"Did {each.case.perpetrator} come?", (LATER, "Record it later")
            )
        together = [f"came_{reference}" for reference in self.company]
        self.helper.layout = Layout(
            "outcome",
            *([Fieldset("Booked for the same time", *together)] if together else ()),
            "tell",
            Submit("save", "Save this record"),
        )

    def clean_outcome(self):
        outcome = self.cleaned_data["outcome"]
        if outcome in (CAME, MISSED) and self.session.on > calendar.today():
            raise forms.ValidationError(
                f"{calendar.in_words(self.session.on)} has not come yet. "
                "Say who cancelled it, move it, or come back that day"
            )
        return outcome

    def clean(self):
        told = super().clean()
        if told.get("outcome") == CAME and told.get("minutes") and self.session.starts_at:
            self.check_time(
                "minutes",
                worker=self.session.worker,
                on=self.session.on,
                starts_at=self.session.starts_at,
                minutes=told["minutes"],
                but_not=keys_of_meeting(self.session),
            )
        if not self.errors and told["outcome"] != CAME:
            for reference, (_, came) in zip(self.company, self._lines(), strict=True):
                if came in Session.ATTENDED:
                    self.add_error(
                        f"came_{reference}",
                        "Record it on the case of somebody who came: it is written there",
                    )
        return told

    def _lines(self):
        main = self.what_came()
        return [
            (each, came_of(self.cleaned_data[f"came_{reference}"], main))
            for reference, each in self.company.items()
        ]

    def answers(self) -> dict:
        others = [(each, came) for each, came in self._lines() if came != LATER]
        version = self.cleaned_data["version"]
        return super().answers() | {
            "version": version,
            "others": others,
            "word": self.word(),
        }


class SessionCorrectForm(WholeSessionForm):
    """The session as it should have been entered, and what was wrong with it."""

    texts_about_him = (*SessionOutcomeForm.texts_about_him, "because")

    because = forms.CharField(
        label="What was wrong?",
        help_text="Kept beside the old entry, which stays readable. Do not name anybody.",
        max_length=200,
        error_messages={"required": "Enter what was wrong"},
    )
    version = VersionField()

    def __init__(self, *args, session, **kwargs):
        self.session = session
        super().__init__(*args, case=session.case, **kwargs)
        self.helper.layout.insert(0, "because")
        self.helper.layout.append(Submit("save", "Save the correction"))

    def clean(self):
        told = super().clean()
        if not self.errors and not self._changes_something():
            self.add_error("because", "Change what was wrong below, or go back")
        return told

    def _changes_something(self):
        right = self.answers()
        others, practitioners = right.pop("others"), right.pop("practitioners")
        of_entry = {name: getattr(self.session, name, right[name]) for name in right}
        same_company = set(practitioners) == set(professionals_at(self.session))
        return others or not same_company or right != of_entry

    def of_its_worker(self, cases):
        return cases.ever_of(self.session.worker)

    def already_there(self):
        activity = self.session.activity
        there = (
            activity.sessions.standing().values_list("case", flat=True) if activity else []
        )
        return [self.case.pk, *there]

    @property
    def worker(self):
        return self.session.worker

    def same_meeting(self):
        return keys_of_meeting(self.session)

    def answers(self) -> dict:
        told = self.cleaned_data
        answers = super().answers()
        return answers | {"because": told["because"], "version": told["version"]}

    @classmethod
    def said_of(cls, session):
        there = professionals_at(session)
        return super().said_of(session) | {
            "on": session.on,
            "starts_at": session.starts_at,
            "kind": session.kind,
            "method": session.method,
            "also": [PROFESSIONAL] if there else [],
            "beside": [each.token for each in there],
        }


def professionals_at(session: Session) -> list:
    """The professionals who are entered as having been there."""
    return list(session.activity.practitioners.all()) if session.activity else []
