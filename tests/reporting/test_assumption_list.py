"""Every assumption and every parameter in force, with what rests on them."""

from django.urls import reverse

from pilot.models import Assumption
from pilot.permissions import Role
from tests.pages import Page

LIST = reverse("reporting:assumption_list")


def test_each_stands_with_its_source_its_status_and_the_figures_it_touches(
    person, client_of
):
    page = Page(client_of(person(Role.AUTHORISED_OFFICER, "WCC")).get(LIST))

    for assumption in Assumption.objects.all():
        assert f"{assumption.code} {assumption.text} {assumption.source}" in page.words
    assert "5.5 give no split; the split is our reading I23 Assumed" in page.words
    assert "Record a decision" not in page.words


def test_the_parameters_are_those_in_force(person, client_of):
    page = Page(client_of(person(Role.SERVICE_MANAGER)).get(LIST))

    assert "hidden outside the provider Nothing in the papers" in page.words
    assert (
        "3 attempts, in at least 2 ways, over at least 10 working days Assumed"
        in page.words
    )
    assert "Figures: I23 LBHF 1, RBKC 2, WCC 1 Assumed" in page.words
    assert "Figures: I23 LBHF 1.67, RBKC 1.67, WCC 1.67" in page.words
    decide = reverse("reporting:assumption_decide", args=["A-02"])
    assert decide in [address for _, address in page.links]
