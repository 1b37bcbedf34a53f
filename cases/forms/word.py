"""Does anyone need to know? Asked wherever work is logged; nobody is told of nothing."""

from django import forms

from cases.actions import Word
from cases.forms.work import WorkForm
from pilot.fields import Checkboxes
from pilot.models import Membership
from pilot.permissions import Permission

PARTNER_SUPPORT, COLLEAGUE = "PARTNER_SUPPORT", "COLLEAGUE"


class PassesOn(WorkForm):
    """Who needs to know of what is logged here, by name, and what."""

    tell = forms.MultipleChoiceField(
        label="Does anyone need to know?",
        choices=[
            (PARTNER_SUPPORT, "Partner support, at once"),
            (COLLEAGUE, "The manager or a colleague"),
        ],
        required=False,
        widget=Checkboxes(
            hints={
                PARTNER_SUPPORT: "Something said or done may put somebody at risk. "
                "An absence is told by itself."
            },
            reveals={PARTNER_SUPPORT: ["alert"], COLLEAGUE: ["of", "ask"]},
        ),
    )
    alert = forms.CharField(
        label="What must partner support know?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter what partner support must know"},
    )
    of = forms.MultipleChoiceField(
        label="Who?",
        widget=Checkboxes,
        error_messages={"required": "Select who needs to know"},
    )
    ask = forms.CharField(
        label="What should they do, or know?",
        help_text="Each has it as a task for the next working day. Do not name anybody.",
        max_length=300,
        error_messages={"required": "Enter what they should do or know"},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.colleagues = _colleagues(self.case, user)
        self.fields["of"].choices = [
            (str(each.user_id), f"{each.user}, {each.get_role_display()}")
            for each in self.colleagues.values()
        ]

    def word(self) -> Word:
        """What is passed on, and to whom."""
        told = self.cleaned_data
        of = tuple(self.colleagues[key].user for key in told["of"])
        return Word(alert=told["alert"], ask=told["ask"], of=of)


def _colleagues(case, user) -> dict[str, Membership]:
    """Those who do casework in the borough, but oneself."""
    everybody = doing_casework(case)
    return {key: each for key, each in everybody.items() if each.user_id != user.pk}


def doing_casework(case) -> dict[str, Membership]:
    """Those who do casework in the borough: by key, each once, with their role."""
    held = Membership.objects.giving(Permission.LOG_WORK).filter(
        borough=case.borough, user__is_active=True
    )
    in_order = held.select_related("user").order_by(
        "user__last_name", "user__first_name", "pk"
    )
    return {str(each.user_id): each for each in in_order}
