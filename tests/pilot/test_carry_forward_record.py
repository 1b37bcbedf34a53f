"""Recording that unspent money may be spent in the next year."""

from datetime import date

from django.urls import reverse

from pilot.models import CarryForward
from pilot.permissions import Role
from tests.pages import Page, typed

PAGE = reverse("pilot:carry_forward_record", args=["WCC"])
TOLD = {"amount": "25,000", "approver": "Grants manager", "evidence": "Letter"}


def test_an_approval_ends_the_warning_and_is_put_right_with_a_reason(person, client_of):
    client = client_of(person(Role.DATA_AND_FINANCE_OFFICER))
    assert "£25,000.00 was not spent" in Page(client.get(PAGE)).words
    told = {**TOLD, **typed("approved_on", date(2016, 4, 12))}

    done = Page(client.post(PAGE, told, follow=True))
    assert "not all of it has a recorded approval" not in done.words
    without = Page(client.post(PAGE, {**told, "amount": "900"}))
    assert set(without.errors) == {"reason"}
    client.post(PAGE, {**told, "amount": "900", "reason": "A slip"})

    assert CarryForward.objects.standing().get().amount == 900


def test_more_than_the_budget_of_the_year_is_refused(person, client_of):
    client = client_of(person(Role.DATA_AND_FINANCE_OFFICER))
    told = {**TOLD, **typed("approved_on", date(2016, 4, 12))}

    page = Page(client.post(PAGE, {**told, "amount": "25,000.01"}))

    assert page.errors["amount"] == (
        "Enter £25,000.00 or less: that was the budget of 2015/16"
    )
    assert not CarryForward.objects.exists()
