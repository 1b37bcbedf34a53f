"""Who does it says when it is done."""

from django.urls import reverse

from pilot.models import ConcernAction
from pilot.permissions import Role
from tests.factories import ConcernActionFactory, ConcernFactory
from tests.pages import Page


def test_its_owner_says_that_it_is_done(person, client_of):
    manager = person(Role.SERVICE_MANAGER)
    action = ConcernActionFactory(concern__borough__code="WCC", owner=manager)
    client = client_of(manager)
    concern = action.concern
    assert "It is done" in Page(client.get(concern.get_absolute_url())).words

    address = reverse("pilot:concern_action_finish", args=[concern.reference, action.pk])
    page = Page(client.post(address, follow=True))

    assert page.done.startswith("The action is done")
    assert ConcernAction.objects.get().done_by == manager


def test_an_action_of_another_concern_is_not_there(person, client_of):
    manager = person(Role.SERVICE_MANAGER)
    action = ConcernActionFactory(concern__borough__code="WCC", owner=manager)
    other = ConcernFactory(borough__code="WCC")

    address = reverse("pilot:concern_action_finish", args=[other.reference, action.pk])

    assert client_of(manager).get(address).status_code == 404
