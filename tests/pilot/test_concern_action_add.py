"""Something to do, by somebody of either side."""

from datetime import date

from django.urls import reverse

from pilot.models import ConcernAction
from pilot.permissions import Role
from tests.factories import ConcernFactory
from tests.pages import Page, typed


def test_an_action_is_given_to_somebody_who_takes_part_in_that_borough(person, client_of):
    officer, manager = (
        person(Role.AUTHORISED_OFFICER, "WCC"),
        person(Role.SERVICE_MANAGER),
    )
    stranger = person(Role.AUTHORISED_OFFICER, "RBKC")
    concern = ConcernFactory(borough__code="WCC")
    client = client_of(officer)
    address = reverse("pilot:concern_action_add", args=[concern.reference])
    assert str(stranger) not in Page(client.get(address)).words

    told = {"what": "Send the dates", "owner": manager.pk}
    early = Page(client.post(address, {**told, **typed("due_on", date(2016, 7, 14))}))
    assert early.errors == {"due_on": "The day must be today or in the future"}
    sent = {**told, **typed("due_on", date(2016, 7, 20))}
    page = Page(client.post(address, sent, follow=True))

    assert page.done.startswith("The action is added")
    action = ConcernAction.objects.get()
    assert (action.owner, action.side, action.due_on) == (
        manager,
        "PROVIDER",
        date(2016, 7, 20),
    )
