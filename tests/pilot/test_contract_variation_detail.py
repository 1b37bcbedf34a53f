"""One variation: what is asked, what was decided, and who may do what next."""

from pilot.models import Variation
from pilot.permissions import Role
from tests.factories import BoroughFactory, VariationFactory
from tests.pages import Page


def test_each_side_is_shown_what_it_may_do_until_it_is_decided(person, client_of):
    wcc = BoroughFactory(code="WCC")
    waiting = VariationFactory(borough=wcc, number=1)
    decided = VariationFactory(borough=wcc, number=2, approved=True, of_money=True)
    officer = client_of(person(Role.AUTHORISED_OFFICER, "WCC"))
    manager = client_of(person(Role.SERVICE_MANAGER))

    theirs, ours = (
        Page(client.get(waiting.get_absolute_url())) for client in (officer, manager)
    )
    after = Page(officer.get(decided.get_absolute_url()))

    assert ("Decide it" in theirs.words, "Withdraw it" in theirs.words) == (True, False)
    assert ("Decide it" in ours.words, "Withdraw it" in ours.words) == (False, True)
    assert "Days a week then 1.5" in ours.words
    assert "Added to the award £1,000.00" in after.words
    assert "Approved 21 March 2016, by the Authorised officer" in after.words
    assert "Decide it" not in after.words
    assert Variation.objects.waiting().get() == waiting
