"""Completing an assessment: eleven domains, honest non-answers, and nothing lost."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Assessment, Domain
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import AssessmentFactory, CaseFactory, PostFactory
from tests.pages import Page, leads_to, lost, typed


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def assessment(worker):
    case = CaseFactory(worker=worker, post=PostFactory(code="CJW"))
    return AssessmentFactory(case=case, sent_back_because="Say why it is high.")


def edit(assessment):
    return reverse("cases:case_assessment_edit", args=[assessment.reference])


def answers(**changes):
    said = {"pattern": "REPEAT", "sources": ["SELF", "REFERRER"], "risk_level": "HIGH"}
    said |= {"narrative": "Two calls.", "rationale": "More often.", "pathway": "DVPP_DVIP"}
    for domain in Domain:
        said |= {f"concern_{domain}": "NOT_ASKED", f"evidence_{domain}": ""}
    said |= {"concern_EMPATHY": "SERIOUS", "evidence_EMPATHY": "None shown."}
    said |= {"version": "1"}
    return {**said, **typed("completed_on", date(2016, 2, 15)), **changes}


def test_it_is_completed_and_waits_for_the_manager(client, worker, assessment):
    page = Page(client.get(edit(assessment)))
    assert "Say why it is high." in page.words
    assert page.answer("risk_level") is None, "no level is offered"
    assert page.answer("concern_DENIAL") == "NOT_ASKED"
    read = AuditEvent.objects.about(assessment).get(action="read")
    assert read.by == worker

    response = client.post(edit(assessment), answers())

    assert leads_to(response) == assessment.get_absolute_url()
    assessment.refresh_from_db()
    assert assessment.status == Assessment.Status.COMPLETED
    assert assessment.sources == ["REFERRER", "SELF"]
    rated = dict(assessment.ratings.values_list("domain", "concern"))
    assert rated.pop("EMPATHY") == "SERIOUS"
    assert set(rated.values()) == {"NOT_ASKED"}
    assert assessment.case.risk_updates.get().level == "HIGH"
    assert leads_to(client.get(edit(assessment))) == assessment.get_absolute_url()


def test_a_rating_needs_evidence_and_every_answer_is_kept(client, assessment):
    sent = answers(
        concern_TRIGGERS="SOME",
        narrative="",
        pathway="",
        **typed("completed_on", date(2016, 1, 20)),
    )

    page = Page(client.post(edit(assessment), sent))

    assert page.errors["evidence_TRIGGERS"] == "Enter what shows it: triggers and pressures"
    assert page.errors["narrative"] == "Enter what you found"
    assert page.errors["pathway"] == "Select where the work should lead"
    assert "on or after the day it started" in page.errors["completed_on"]
    sent["sources"] = "SELF"
    assert lost(page, sent) == {}
    assert Assessment.objects.get().is_under_way


def test_what_was_sent_back_meanwhile_is_said_and_no_answer_is_lost(client, assessment):
    Assessment.objects.filter(pk=assessment.pk).update(version=3)

    page = Page(client.post(edit(assessment), answers()))

    assert "changed since you opened it" in page.errors["completed_on"]
    assert page.answer("version") == "3"
    assert lost(page, answers(sources="SELF", version="3")) == {}
    assert client.post(edit(assessment), answers(version="3")).status_code == 302


def test_one_that_a_colleague_completed_is_not_completed_again(client, worker):
    case = CaseFactory(worker=worker, post=PostFactory(code="CJW"))
    done = AssessmentFactory(case=case, completed=True)

    response = client.post(edit(done), answers() | {"because": "Mine is better"})

    assert response.status_code == 409
    assert "since you opened it: read it again" in Page(response).words


def test_words_that_may_be_hers_are_asked_about(client, assessment):
    sent = answers(evidence_EMPATHY="She told me he laughs at it.")

    page = Page(client.post(edit(assessment), sent))
    assert "somebody else’s account" in page.errors["evidence_EMPATHY"]

    assert (
        client.post(edit(assessment), sent | {"words_are_checked": "on"}).status_code == 302
    )


def test_a_young_person_is_offered_what_is_for_the_young(client_of, person):
    worker = person(Role.YOUNG_PERPETRATOR_SPECIALIST)
    case = CaseFactory(worker=worker, post=PostFactory(code="YPS"))
    words = Page(client_of(worker).get(edit(AssessmentFactory(case=case)))).words

    assert "Respect Young People’s Programme" in words
    assert "Full perpetrator programme" not in words
    assert "Probation programme" not in words
