"""Dividing an award between cost lines and years."""

from django.urls import reverse

from pilot.accounts import account_of
from pilot.permissions import Role
from tests.pages import Page

PAGE = reverse("pilot:budget_divide", args=["WCC"])
TERMS = {"is_assumed": "no", "source": "The group", "reason": "They agreed"}


def test_the_lines_must_come_to_the_award(person, client_of, facts):
    client = client_of(person(Role.DATA_AND_FINANCE_OFFICER))
    page = Page(client.get(PAGE))
    assert page.answer("line_UNDIVIDED_2015") == "25000.00"
    told = {**TERMS, "version": page.answer("version"), "line_SALARY_2015": "25,000"}

    short = Page(client.post(PAGE, told))
    assert "The lines come to £25,000.00, and the award is £50,000.00." in short.words

    done = client.post(PAGE, {**told, "line_OVERHEAD_2016": "25000"}, follow=True)

    assert "The budget of Westminster is saved" in Page(done).done
    account = account_of(facts.boroughs["WCC"])
    assert account.budget_of == {("SALARY", 2015): 25000, ("OVERHEAD", 2016): 25000}
    assert not account.budget.is_assumed
