"""What the list of partner cases is narrowed to, and who is looked for."""

from django import forms

from cases.partners.models import PartnerCase
from pilot.fields import FilterForm, PilotForm
from pilot.models import Borough


class PartnerCaseFilterForm(FilterForm):
    """What the list is narrowed to. Nothing personal: it stands in the address."""

    borough = forms.ModelChoiceField(
        label="Borough",
        queryset=Borough.objects.order_by("place"),
        empty_label="All boroughs",
    )
    status = forms.ChoiceField(
        label="Stage", choices=[("", "All stages"), *PartnerCase.Status.choices]
    )


class PartnerCaseSearchForm(PilotForm):
    """A name or a reference. It is sent in the request, so it is in no address."""

    marks_optional = False

    text = forms.CharField(
        label="Name or reference",
        max_length=100,
        error_messages={"required": "Enter a name or a reference"},
    )
