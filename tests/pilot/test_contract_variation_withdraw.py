"""The provider asks for a variation no more."""

from django.urls import reverse

from pilot.models import Variation
from pilot.permissions import Role
from tests.factories import VariationFactory
from tests.pages import Page


def test_it_is_withdrawn_with_a_reason_and_waits_no_longer(person, client_of):
    client, variation = client_of(person(Role.SERVICE_MANAGER)), VariationFactory()
    page = reverse("pilot:contract_variation_withdraw", args=[variation.pk])
    assert set(Page(client.post(page, {})).errors) == {"because"}

    done = Page(client.post(page, {"because": "A grant came"}, follow=True))

    assert "is withdrawn" in done.done
    assert "Because A grant came" in done.words
    assert not Variation.objects.waiting()
