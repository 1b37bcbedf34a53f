"""The action log: what is to be done, and what was."""

from datetime import date

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import ContractActionFactory, EqualityAssessmentFactory
from tests.pages import Page

PAGE = reverse("pilot:contract_action_list")


def test_everybody_s_or_one_s_own_to_do_and_done(person, client_of):
    officer = person(Role.AUTHORISED_OFFICER, "WCC")
    client = client_of(officer)
    assert "Nothing is to be done here" in Page(client.get(PAGE)).words
    ContractActionFactory(what="Ask the units", owner=officer)
    assessment = EqualityAssessmentFactory(edition="second")
    ContractActionFactory(what="Book interpreters", meeting=None, assessment=assessment)
    done = {"done_on": date(2016, 6, 1), "outcome": "They came"}
    ContractActionFactory(what="Invite the schools", **done)

    everybody = Page(client.get(PAGE))
    own = Page(client.get(f"{PAGE}?whose=own")).words
    over = Page(client.get(f"{PAGE}?tab=done")).words

    assert "To do ( 2 ) Done ( 1 )" in everybody.words
    from_assessment = "Equality impact assessment, second, for: Book interpreters"
    assert (from_assessment, assessment.get_absolute_url()) in everybody.links
    assert "Ask the units" in own
    assert "Book interpreters" not in own
    assert "Invite the schools" in over
    assert "Done 1 June 2016: They came" in over
