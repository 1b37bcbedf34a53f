"""An extension from its proposal to its signature, as its list tells it."""

from datetime import date

from django.urls import reverse

from pilot.models import Extension
from pilot.permissions import Role
from tests.factories import ExtensionFactory
from tests.pages import Page, leads_to, typed

LIST = reverse("pilot:contract_extension_list")
TODAY = date(2016, 7, 15)


def test_it_is_proposed_evidenced_decided_and_signed(person, client_of):
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))
    approver = client_of(person(Role.APPROVER, "LBHF"))
    assert "No council has been asked to go on" in Page(approver.get(LIST)).words
    terms = {"borough": "LBHF", "cost": "50000.00", "reasons": "The need goes on"}
    decided = {"is_agreed": "yes", "decided_as": "Director", "because": "All hold"}
    steps = (
        (officer, "propose", {**terms, **typed("ends_on", date(2017, 9, 30))}),
        (officer, "evidence", {"funding_evidence": "Letter", "outcomes_evidence": "Met"}),
        (approver, "decide", {**decided, **typed("decided_on", TODAY)}),
        (officer, "sign", typed("executed_on", TODAY)),
    )

    for version, (client, step, sent) in enumerate(steps):
        pks = Extension.objects.values_list("pk", flat=True)
        page = reverse(f"pilot:contract_extension_{step}", args=pks)
        assert leads_to(client.post(page, {**sent, "version": version})) == LIST

    words = Page(approver.get(LIST)).words
    assert "1 October 2016 to 30 September 2017" in words
    assert "15 July 2016, by the Director" in words
    assert "Decide it" not in words


def test_another_is_proposed_only_where_none_stands(person, client_of):
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))
    ExtensionFactory(borough__code="WCC")
    assert "Propose an extension" in Page(officer.get(LIST)).words

    extension = ExtensionFactory(borough__code="LBHF")
    assert "Propose an extension" not in Page(officer.get(LIST)).words

    extension.delete()
    ExtensionFactory(borough__code="LBHF", agreed=True, status="REFUSED")
    assert "Propose an extension" in Page(officer.get(LIST)).words
