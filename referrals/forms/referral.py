"""What is asked about a referral: what somebody told us, and its borough."""

from crispy_forms.layout import Div, Fieldset, Layout, Submit
from django import forms
from django.utils.text import capfirst

from pilot import calendar
from pilot.fields import Folded, VersionField
from pilot.partner_words import AsksAboutPartnerWords
from pilot.permissions import Permission
from pilot.rota import agreed_time, is_agreed
from referrals.actions import attribution
from referrals.eligibility import CJW, FSW, YPS, is_outside_the_ages_of
from referrals.forms.questions import ReferralQuestions
from referrals.models import (
    CjStatus,
    Consultation,
    Referral,
    Route,
    own_post,
)

PERSON, YOUNG_PERSON = "the person referred", "the young person"

# What a form asks for one post only. Whoever works in another is never asked.
OF_POST = {
    CJW: ("targeting", "checked_on", "check_source", "advice"),
    FSW: (),
    YPS: ("youth_team", "youth_order", "parent_position"),
}


class ReferralForm(AsksAboutPartnerWords, ReferralQuestions):
    """A new referral, for one post.

    The post is known before the form is shown, so that only its own questions are asked;
    it is shown again where somebody's age says that they belong to another one.
    """

    texts_about_him = ("reason", "age_reason", "advice")
    is_new = True

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.user, self.own_post = user, own_post(user)
        self.asked_of = self._asked("post")
        for post, names in OF_POST.items():
            for name in names if post != self.asked_of else ():
                self.fields.pop(name, None)
        self._ask_about_age()
        if self.asked_of == YPS:
            self._say_young_person()
        if self.asked_of == CJW and self.is_new:
            self.fields["cj_status"].choices = [
                ("", "Select where they stand"),
                *CjStatus.choices[:-1],
            ]
            self.fields["cj_status"].initial = ""
        layout = Layout(*self._groups())
        self.order_fields([field.name for field in layout.get_field_names()])
        self.helper.layout = Layout(layout, Submit("record", self.button))

    button = "Record this referral"

    def _asked(self, name):
        """What the page is asked with: sent, typed earlier, or started with."""
        bound = self[name]
        value = bound.data if self.is_bound else bound.initial
        return str(getattr(value, "pk", value) or "")

    @property
    def asked_of_title(self) -> str:
        """Whose questions these are."""
        title = dict(self.fields["post"].queryset.values_list("pk", "title"))
        return f"For the {title[self.asked_of]}" if self.asked_of in title else ""

    @property
    def is_for_another_post(self) -> bool:
        """Whether a young person's referral leaves the hands of whoever records it."""
        is_others = self.own_post is not None and self.own_post.pk != YPS
        return self.asked_of == YPS and is_others and self.age is not None

    @property
    def age(self) -> int | None:
        """How old they were on the day the referral came, as far as the page says."""
        days = []
        for name in ("born_on", "received_on"):
            bound = self[name]
            try:
                days.append(bound.field.to_python(bound.value()))
            except forms.ValidationError:
                days.append(None)
        born_on, received_on = days
        if not born_on or not received_on or born_on > received_on:
            return None
        return calendar.age_on(received_on, born_on=born_on)

    def _ask_about_age(self):
        """The post is asked where the age says another one, and the reason for this one.

        An adult for the specialist is the manager's decision: nobody else is asked why.
        """
        if not self.is_new:
            del self.fields["age_reason"]
            return
        is_outside = self.asked_of in OF_POST and is_outside_the_ages_of(
            self.asked_of, self.age
        )
        may_say_why = self.asked_of != YPS or self.user.can(Permission.ALLOW_EXCEPTION)
        if not (is_outside and may_say_why):
            del self.fields["age_reason"]
        is_own = self.own_post is None or self.own_post.pk == self.asked_of
        if not is_outside and is_own:
            self.fields["post"].widget = forms.HiddenInput()

    def _say_young_person(self):
        """Under 18 they are called neither perpetrator nor "person referred" (1.9)."""
        for field in self.fields.values():
            field.label = (field.label or "").replace(PERSON, YOUNG_PERSON)
            for code, text in field.error_messages.items():
                field.error_messages[code] = str(text).replace(PERSON, YOUNG_PERSON)
        self.fields["prior_programme"].label = "Been on a programme before?"

    def _groups(self):
        """The questions in the order in which somebody can answer them.

        Who it is was asked a page ago, and is folded away until it is wrong.
        """
        who = ("given_names", "surname", "aliases", "born_on")
        title = "Change the name or the date of birth"
        whose = YOUNG_PERSON if self.asked_of == YPS else PERSON
        return [
            *self._some("post", "age_reason"),
            Folded(title, *who) if self.is_new else Fieldset(capfirst(whose), *who),
            Fieldset(
                "The referral",
                *self._some("received_on", "practitioner"),
                self._pairs("source", "agency", "route", "targeting"),
            ),
            Fieldset(
                "What happened",
                *self._some("reason", "has_urgent_risk"),
                self._pairs("relationship", "harmed_aged_16"),
                "abuse_types",
            ),
            Fieldset(
                "Where they live, and whether they agree",
                "residence",
                self._pairs(
                    *("youth_team", "youth_order", "parent_position"),
                    *("awareness", "agreement"),
                ),
            ),
            Fieldset(
                "The criminal justice process, and what came before",
                self._pairs("cj_status", "check_source", "checked_on", "advice"),
                self._pairs(
                    *("prior_offence", "prior_programme"),
                    *("otherwise_offered", "campaign"),
                ),
            ),
            *self._some("follows", "shown", "consultation", "version"),
        ]

    def _some(self, *names):
        """Those of the questions that this form asks."""
        return [name for name in names if name in self.fields]

    def _pairs(self, *names):
        """Short questions, two beside each other where there is room."""
        return Div(*self._some(*names), css_class="app-pairs")

    def clean_follows(self):
        """The earlier referral, if this person may see it."""
        reference = self.cleaned_data["follows"]
        visible = Referral.objects.visible_to(self.user)
        earlier = visible.filter(reference=reference).first() if reference else None
        if reference and earlier is None:
            raise forms.ValidationError("Search for the person again")
        return earlier

    def clean_consultation(self):
        """The consultation it came from, if this person may see it.

        One that was put right or linked since is told once; sent again without it.
        """
        reference = self.cleaned_data["consultation"]
        given = Consultation.objects.visible_to(self.user).to_lead_on(reference)
        if reference and given is None:
            self.data = self.data.copy()
            self.data["consultation"] = ""
            self.add_error(
                None,
                "The consultation this came from was put right since, or has led to "
                "another referral. Record again to keep this one without the consultation",
            )
        return given

    def clean_received_on(self):
        received_on = self.cleaned_data["received_on"]
        if not is_agreed(received_on):
            raise forms.ValidationError(
                f"The date you received it must be inside the pilot: {agreed_time().label}"
            )
        return received_on

    def clean(self):
        answers = super().clean()
        self._check_referrer(answers)
        self._check_birth(answers.get("born_on"), answers.get("received_on"))
        self._check_age(answers)
        self._check_justice_process(answers)
        self._keep_targeting(answers)
        return answers

    def _check_referrer(self, answers):
        """A practitioner brings their team; a person or a relative comes from none."""
        who = answers.get("practitioner")
        if answers.get("source") in Referral.WITHOUT_AGENCY:
            answers["agency"] = None
            if who:
                told = "Leave this empty: nobody at an agency referred them"
                self.add_error("practitioner", told)
        elif who:
            answers["agency"] = who.agency
        elif (
            answers.get("source")
            and not answers.get("agency")
            and not {"agency", "practitioner"} & self.errors.keys()
        ):
            self.add_error("agency", "Select the agency or team, or name who referred them")

    def _check_birth(self, born_on, received_on):
        if not born_on or not received_on:
            return
        if born_on >= received_on:
            self.add_error("born_on", "The date of birth must be before the referral")
        elif born_on.year < 1900:
            self.add_error("born_on", "Check the year of birth")
        elif calendar.age_on(received_on, born_on=born_on) < Referral.YOUNGEST:
            self.add_error(
                "born_on", f"They must be {Referral.YOUNGEST} or over to be referred"
            )

    def _check_age(self, answers):
        """V-01, P-17: another post, or a reason why not."""
        if not self.is_new or "born_on" in self.errors:
            return
        post, age = answers.get("post"), self.age
        if not post or not is_outside_the_ages_of(post.pk, age):
            return
        if answers.get("age_reason") and (post.pk != YPS or self._may_allow(answers)):
            return
        whose = "an adult post" if post.pk == YPS else "the Young Perpetrator Specialist"
        told = f"They were {age} on that day: select {whose}"
        if "age_reason" in self.fields and not answers.get("age_reason"):
            self.add_error("post", f"{told}, or say why it is for the {post}")
        else:
            self.add_error("post", f"{told}. Only the service manager can say why not")

    def _may_allow(self, answers) -> bool:
        """Whether they may let an adult through in the borough that it will count for."""
        borough, _ = attribution(answers.get("residence", ""), answers.get("agency"))
        return self.user.can(Permission.ALLOW_EXCEPTION, borough)

    def _check_justice_process(self, answers):
        """V-05: where they stand is dated and has a source, wherever it is checked."""
        if not self.is_new or self.asked_of != CJW or "cj_status" in self.errors:
            return
        if answers.get("cj_status") == CjStatus.NOT_ASKED:
            self.add_error(
                "cj_status", "Select where they stand in the criminal justice process"
            )
            return
        if not answers.get("checked_on") and "checked_on" not in self.errors:
            self.add_error("checked_on", "Enter the date it was checked")
        if not answers.get("check_source") and "check_source" not in self.errors:
            self.add_error("check_source", "Select who says so")

    def _keep_targeting(self, answers):
        """Whoever is on a list came from it, and the list says why (A-12)."""
        if answers.setdefault("targeting", ""):
            answers["route"] = Route.TARGETED

    def news(self, shown: set[str]) -> bool:
        """Whether somebody known is shown now whom the page has not shown before.

        From then on it has shown them: sending the same page again means it.
        """
        before = set(self.cleaned_data.pop("shown", "").split())
        self.data = self.data.copy()
        self.data["shown"] = " ".join(sorted(before | shown))
        return bool(shown - before)


class ReferralCorrectionForm(ReferralForm):
    """The same questions, about a referral that somebody else may have open too."""

    is_new = False
    button = "Save the corrections"

    checked_on = check_source = advice = follows = shown = consultation = None
    version = VersionField()
