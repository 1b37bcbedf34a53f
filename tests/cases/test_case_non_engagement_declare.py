"""The page on which somebody is declared not to engage."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import NonEngagement
from pilot.permissions import Role
from tests.factories import CaseFactory, PostFactory, SessionFactory, never_reached
from tests.pages import Page, leads_to, typed


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker, post=PostFactory(code="CJW"), status="CONTACTING")


def declare(case):
    return reverse("cases:case_non_engagement_declare", args=[case.reference])


def sent(day=date(2016, 3, 1), ground="NO_CONTACT"):
    return {"ground": ground, **typed("declared_on", day)}


def test_the_case_shows_the_evidence_as_it_builds_and_then_offers_to_declare(client, case):
    assert "Do they engage?" not in Page(client.get(case.get_absolute_url())).words
    never_reached(case)

    page = Page(client.get(case.get_absolute_url()))

    assert "Not reached: 3 attempts, 2 methods, 11 working days" in page.words
    assert ("Declare that they do not engage", declare(case)) in page.links
    page = Page(client.get(declare(case)))
    assert "Enough since 16 February 2016" in page.words
    assert page.answer("ground") == "NO_CONTACT"


def test_declared_it_leads_to_the_risk_rating_and_the_case_says_what_comes_next(
    client, case
):
    never_reached(case)

    response = client.post(declare(case), sent(), follow=True)

    assert response.redirect_chain[-1][0] == reverse(
        "cases:case_risk_rate", args=[case.reference]
    )
    assert "Partner support is told. Now rate risk" in Page(response).done
    page = Page(client.get(case.get_absolute_url()))
    assert "Not engaging" in page.words
    assert "Risk has to be rated again." in page.words
    assert "The referrer has to be told by 8 March 2016 Overdue" in page.words
    assert page.links.count(("Rate risk", response.redirect_chain[-1][0])) >= 1
    client.post(
        reverse("cases:case_risk_rate", args=[case.reference]),
        {
            "level": "HIGH",
            "rationale": "Nobody sees the children now.",
            "trigger": "NOT_ENGAGING",
            **typed("on", date(2016, 7, 15)),
        },
    )
    page = Page(client.get(case.get_absolute_url()))
    assert "Risk has been rated since." in page.words
    assert "Write the feedback" in [words for words, _ in page.links]


def test_too_little_is_refused_beside_the_question_and_the_answers_stay(client, case):
    page = Page(client.post(declare(case), sent()))

    assert "0 of 3 attempts, 0 of 2 methods" in page.errors["ground"]
    assert page.answer("declared_on_day") == "1"
    assert "Nothing on the case shows yet" in page.words
    assert not NonEngagement.objects.exists()


def test_an_empty_form_says_what_to_enter(client, case):
    assert Page(client.post(declare(case), {})).errors == {
        "ground": "Select what shows that they do not engage",
        "declared_on": "Enter the date it is declared",
    }


def test_appointments_missed_are_offered_where_they_are_enough(client, case):
    for day in (2, 9):
        SessionFactory(case=case, missed=True, on=date(2016, 2, day))

    assert Page(client.get(declare(case))).answer("ground") == "ABSENT"


def test_where_risk_was_rated_since_it_leads_back_to_the_case(client, case):
    never_reached(case)
    rate = reverse("cases:case_risk_rate", args=[case.reference])
    rated = {"level": "HIGH", "rationale": "Alone with them.", "trigger": "NEWS"}
    client.post(rate, rated | typed("on", date(2016, 3, 2)))

    response = client.post(declare(case), sent())

    assert leads_to(response) == case.get_absolute_url()


def test_one_of_whom_no_agency_told_us_has_no_referrer_to_be_told(client, case):
    case.referral.source = "SELF"
    case.referral.save()
    never_reached(case)
    assert "the referrer is told" not in Page(client.get(declare(case))).words

    client.post(declare(case), sent())

    page = Page(client.get(case.get_absolute_url()))
    assert "there is no referrer to be told" in page.words
    assert "Feedback to the referrer" not in page.words


def test_a_declaration_is_put_right_and_taken_out(client, case):
    never_reached(case)
    client.post(declare(case), sent())
    wrong = NonEngagement.objects.get()
    again = reverse("cases:case_entry_correct", args=[wrong.reference, "declaration"])
    assert Page(client.get(again)).answer("declared_on_month") == "3"

    response = client.post(again, sent(date(2016, 3, 2)) | {"because": "The second"})

    assert leads_to(response) == case.get_absolute_url()
    right = NonEngagement.objects.standing().get()
    out = reverse("cases:case_entry_withdraw", args=[right.reference, "declaration"])
    client.post(out, {"because": "Another man’s"})
    words = Page(client.get(case.get_absolute_url())).words
    assert "No longer stands. Taken out: Another man’s" in words
    assert not NonEngagement.objects.standing().exists()
