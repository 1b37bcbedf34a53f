"""One entry of the ledger: what it is, who bears it, what takes it back."""

from datetime import date

from pilot import actions
from pilot.permissions import Role
from tests.factories import CostShareFactory
from tests.pages import Page


def test_an_officer_sees_their_own_part_of_a_shared_cost(person, client_of):
    share = CostShareFactory(borough__code="RBKC", amount=40)
    CostShareFactory(cost=share.cost, borough__code="WCC", amount=80)

    page = Page(
        client_of(person(Role.AUTHORISED_OFFICER, "RBKC")).get(
            share.cost.get_absolute_url()
        )
    )

    assert "Kensington and Chelsea £40.00" in page.words
    assert "Westminster £80.00" not in page.words
    assert "Reverse this entry" not in page.words


def test_an_entry_and_its_reversal_lead_to_each_other(person, client_of):
    finance = person(Role.DATA_AND_FINANCE_OFFICER)
    client = client_of(finance)
    cost = CostShareFactory(borough__code="RBKC").cost
    assert "Reverse this entry" in Page(client.get(cost.get_absolute_url())).words

    back = actions.reverse_cost(
        cost, by=finance, on=date(2016, 2, 1), reason="Entered twice"
    )

    first, second = (Page(client.get(each.get_absolute_url())) for each in (cost, back))
    assert "counts no more from 1 February 2016 on: Entered twice" in first.words
    assert "Reverse this entry" not in first.words + second.words
    assert cost.get_absolute_url() in [address for _, address in second.links]
    assert "−£120.00" in second.words
