"""What lists of referrals and consultations are narrowed to: codes, never a name."""

from django import forms

from pilot.fields import FilterForm
from pilot.models import Borough, Post
from referrals.models import Agency


class ReferralFilterForm(FilterForm):
    """What the list is narrowed to. Nothing personal: it stands in the address."""

    borough = forms.ModelChoiceField(
        label="Borough",
        queryset=Borough.objects.order_by("place"),
        empty_label="All boroughs",
    )
    post = forms.ModelChoiceField(
        label="Post",
        queryset=Post.objects.order_by("place"),
        empty_label="All posts",
    )


class ConsultationFilterForm(ReferralFilterForm):
    """The same, and the sector of whoever asked."""

    sector = forms.ChoiceField(
        label="Sector", choices=[("", "All sectors"), *Agency.Sector.choices]
    )
