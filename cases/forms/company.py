"""Who else was there: people of the same worker, and professionals."""

from django import forms
from django.db.models import Q

from cases.forms.work import WorkForm
from cases.models import Case, Session
from pilot.fields import Checkboxes
from pilot.permissions import Role
from referrals.fields import PickingForm, PractitionerField
from referrals.models import Practitioner

PROFESSIONAL, PERSON = "PROFESSIONAL", "PERSON"
THE_SAME = ""

OUTCOMES_OF_OTHERS = (
    (Session.Outcome.ATT.value, "Came"),
    (Session.Outcome.LATE.value, "Came late"),
    (Session.Outcome.DNA.value, "Did not come"),
    (Session.Outcome.CANC_SHORT.value, "Cancelled less than 24 hours before"),
    (Session.Outcome.CANC_NOTICE.value, "Cancelled with notice"),
    (Session.Outcome.CANC_SERVICE.value, "We cancelled"),
)


def line_for(person, *more: tuple[str, str]) -> forms.ChoiceField:
    """One line for one of several: the same as the first, except…"""
    return forms.ChoiceField(
        label=f"{person}",
        choices=[(THE_SAME, "The same"), *OUTCOMES_OF_OTHERS, *more],
        required=False,
        widget=forms.Select,
    )


def came_of(line: str, main: str) -> str:
    """What came of it for one of the others; coming late is everybody's own."""
    if line != THE_SAME:
        return line
    return Session.Outcome.ATT if main in Session.ATTENDED else main


class CompanyForm(PickingForm, WorkForm):
    """Whoever was there beside the person, if anybody: one entry for all of them.

    People whose cases the user may see and the same worker works on; never in the police
    post, which sees people one to one (seed 5.2).
    """

    also = forms.MultipleChoiceField(
        label="Is anybody else part of it?", required=False, widget=Checkboxes
    )
    beside = forms.MultipleChoiceField(
        label="Which professional?", required=False, widget=Checkboxes
    )
    professional = PractitionerField(
        label="Another professional?",
        help_text="Type part of the name.",
        noun="which professional it was",
        required=False,
    )
    others = forms.MultipleChoiceField(
        label="Who else?",
        help_text="What was done goes into the record of each who came: name nobody in it.",
        widget=Checkboxes,
        error_messages={"required": "Select who else it was"},
    )
    sometimes_required = ("beside", "professional")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.user = user
        self.professionals = {each.token: each for each in self.around(user)}
        self.people = {each.reference: each for each in self.who_may_come_along(user)}
        asked = {PROFESSIONAL: "A professional", PERSON: "Another person you work with"}
        reveals = {PROFESSIONAL: ("beside", "professional"), PERSON: ("others",)}
        if self.professionals:
            known = [(token, f"{each}") for token, each in self.professionals.items()]
            self.fields["beside"].choices = known
        else:
            del self.fields["beside"]
        if self.people:
            self._ask_about_people()
        else:
            del self.fields["others"], asked[PERSON]
        self.fields["also"].choices = asked.items()
        self.fields["also"].widget.reveals = reveals

    def around(self, user):
        """The professionals around the person: who referred, and who was there before."""
        person = self.case.perpetrator_id
        return (
            Practitioner.objects.visible_to(user)
            .for_listing()
            .filter(
                Q(referrals__case__perpetrator=person)
                | Q(involvements__perpetrator=person)
                | Q(activities__sessions__case__perpetrator=person),
                merged_into=None,
            )
            .distinct()
        )

    def who_may_come_along(self, user):
        """The open cases of the same worker that are not part of it already."""
        if self.case.post_id == Role.CRIMINAL_JUSTICE_WORKER:
            return []
        return (
            self.of_its_worker(Case.objects.visible_to(user).open())
            .exclude(pk__in=self.already_there())
            .exclude(post=Role.CRIMINAL_JUSTICE_WORKER)
            .select_related("perpetrator", "borough", "worker")
            .order_by("perpetrator__surname", "perpetrator__given_names", "pk")
        )

    def of_its_worker(self, cases):
        """Those of them that are of the worker whose session it is."""
        return cases.of(self.case.worker_id)

    def already_there(self) -> list[int]:
        """The cases that are part of it without being asked about."""
        return [self.case.pk]

    def _ask_about_people(self):
        choices, reveals = [], {}
        for reference, case in self.people.items():
            name = f"came_{reference}"
            self.fields[name] = line_for(f"Did {case.perpetrator} come?")
            choices.append((reference, f"{case.perpetrator}"))
            reveals[reference] = (name,)
        self.fields["others"].choices = choices
        self.fields["others"].widget.reveals = reveals

    def clean(self):
        answers = super().clean()
        named = answers.get("beside") or answers.get("professional")
        was_there = PROFESSIONAL in answers.get("also", ())
        if was_there and not named and "professional" not in self.errors:
            self.add_error("professional", "Select or enter which professional it was")
        return answers

    def practitioners(self) -> list:
        """The professionals who were there."""
        known = [self.professionals[token] for token in self.cleaned_data.get("beside", ())]
        other = self.cleaned_data["professional"]
        return [*known, other] if other and other not in known else known

    def companions(self, main: str) -> list[tuple[Case, str]]:
        """The others who were there, each with what came of it for them."""
        return [
            (self.people[key], came_of(self.cleaned_data[f"came_{key}"], main))
            for key in self.cleaned_data.get("others", ())
        ]
