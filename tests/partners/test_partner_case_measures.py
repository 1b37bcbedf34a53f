"""Risk and measures: each by itself, at the start, on the way, at the end and after."""

from django.urls import reverse

from tests.factories import (
    DashAssessmentFactory,
    PartnerOutcomeFactory,
    SeverityGridFactory,
)


def test_the_level_is_shown_with_what_it_rests_on_and_six_values_stay_six(
    client_of, supporter, partner_case
):
    DashAssessmentFactory(
        partner_case=partner_case, yes=11, judgement="HIGH", judgement_reason="Fast."
    )
    SeverityGridFactory(partner_case=partner_case)
    PartnerOutcomeFactory(partner_case=partner_case, words="I sleep again.")

    address = reverse("partners:partner_case_measures", args=[partner_case.reference])
    page = client_of(supporter).get(address).text

    for said in ("11 of 24 answered yes", "Medium", "High", "Fast.", "I sleep again."):
        assert said in page
    assert page.count("2: a little") == 4
    assert "10 to 13 to medium and fewer to standard is a local convention" in page


def test_nothing_measured_says_so(client_of, supporter, partner_case):
    address = reverse("partners:partner_case_measures", args=[partner_case.reference])
    page = client_of(supporter).get(address).text

    assert "No checklist has been gone through yet" in page
