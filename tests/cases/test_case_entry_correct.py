"""Putting an entry right: asked as it stands, answered with a reason, both readable."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Assessment, Case, Goal, GoalOutcome, RiskUpdate
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    CaseWarningFactory,
    DomainRatingFactory,
    FeedbackFactory,
    GoalFactory,
    GoalOutcomeFactory,
    IncidentFactory,
    InvolvementFactory,
    JusticeCheckFactory,
    OrderFactory,
    PlanReviewFactory,
    PostFactory,
    RiskUpdateFactory,
    StageRatingFactory,
    ready_to_close,
)
from tests.pages import Page, lost, typed


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker, post=PostFactory(code="CJW"))


def correct(entry, kind):
    return reverse("cases:case_entry_correct", args=[entry.reference, kind])


def asked(page):
    """What the page holds, to be sent as it is."""
    sent = {name: held[-1] for name, held in page.answers.items()}
    return {name: value for name, value in sent.items() if "token" not in name}


def test_every_kind_is_asked_as_it_stands_and_put_right(client, case):
    """What is sent back as it was is asked about; one change is one change."""
    goal = GoalFactory(case=case)
    entries = {  # kind: the entry, and what is put right in it
        "risk": (RiskUpdateFactory(case=case), "rationale"),
        "stage": (StageRatingFactory(case=case), "evidence"),
        "outcome": (GoalOutcomeFactory(goal=goal), "evidence"),
        "review": (PlanReviewFactory(case=case), "changed"),
        "incident": (IncidentFactory(case=case), "what"),
        "order": (OrderFactory(case=case), "conditions"),
        "warning": (CaseWarningFactory(case=case, review_on=date(2016, 7, 1)), "evidence"),
        "meeting": (InvolvementFactory(case=case, link=True), "actions"),
        "justice": (JusticeCheckFactory(case=case, found="NFA"), "note"),
        "goal": (goal, "words"),
    }
    for kind, (entry, field) in entries.items():
        address = correct(entry, kind)
        sent = asked(Page(client.get(address))) | {"because": "Typing"}
        same = Page(client.post(address, sent))
        assert same.errors == {"because": "Change what was wrong below, or go back"}, kind

        response = client.post(address, sent | {field: "As it was meant."})

        assert response.status_code == 302, (kind, Page(response).errors)
        entry.refresh_from_db()
        new = entry.replaced_by
        assert new.correction_reason == "Typing"
        changed = AuditEvent.objects.about(new).get(action="put right").detail["fields"]
        assert changed == [field], kind
        assert client.get(address).status_code == 409, "it stands no longer"


def test_what_is_still_being_written_is_changed_where_it_is_written(client, case):
    for entry, kind in (
        (AssessmentFactory(case=case), "assessment"),
        (FeedbackFactory(case=case), "feedback"),
    ):
        for response in (
            client.get(correct(entry, kind)),
            client.post(correct(entry, kind)),
        ):
            assert response.status_code == 409
            assert "change it where it is written" in Page(response).words


def test_what_a_closed_case_needs_is_said_beside_the_reason(client, case):
    case = ready_to_close(case)
    Case.objects.filter(pk=case.pk).update(
        status="CLOSED",
        closed_on=date(2016, 4, 1),
        closure_reason="OTHER",
        closure_outcome="It ended.",
    )
    rating = case.risk_updates.get()
    sent = asked(Page(client.get(correct(rating, "risk"))))
    sent |= {"because": "Nobody can say", "level": "NOT_ASSESSED"}

    page = Page(client.post(correct(rating, "risk"), sent))

    assert "Rate the risk as it is at the end" in page.errors["because"]
    assert lost(page, sent).keys() <= {"once"}
    rating.refresh_from_db()
    assert not rating.is_replaced


def test_an_assessment_put_right_waits_for_sign_off_again(client, case):
    signed = AssessmentFactory(case=case, signed_off=True)
    DomainRatingFactory(assessment=signed, domain="EMPATHY", concern="SERIOUS")
    page = Page(client.get(correct(signed, "assessment")))
    assert page.answer("concern_EMPATHY") == "SERIOUS"
    assert sorted(page.answers["sources"]) == ["REFERRER", "SELF"]
    sent = asked(page) | {"sources": ["SELF"], "because": "One source too many"}

    client.post(correct(signed, "assessment"), sent)

    new = Assessment.objects.get(is_replaced=False)
    assert (new.status, new.sources) == ("COMPLETED", ["SELF"])
    assert new.ratings.get(domain="EMPATHY").concern == "SERIOUS"


def test_a_goal_set_aside_is_asked_about_as_it_was(client, case):
    aside = GoalOutcomeFactory(goal__case=case, outcome="NOT", is_final=True)
    page = Page(client.get(correct(aside, "outcome")))
    assert page.answer("outcome") == "SET_ASIDE"

    client.post(
        correct(aside, "outcome"), asked(page) | {"outcome": "PARTLY", "because": "No"}
    )

    assert GoalOutcome.objects.standing().get().outcome == "PARTLY"
    assert Goal.objects.current().count() == 1


def test_a_reason_is_asked_for_and_nothing_is_lost(client, case):
    update = RiskUpdateFactory(case=case)
    sent = {"level": "HIGH", "rationale": "", "trigger": "PLANNED", "action": "Weekly"}
    sent |= typed("on", date(2016, 2, 4))

    page = Page(client.post(correct(update, "risk"), sent))

    assert page.errors["because"] == "Enter what was wrong"
    assert lost(page, sent) == {}
    assert RiskUpdate.objects.count() == 1
    assert client.get(correct(update, "nothing")).status_code == 404
    assert client.get(correct(update, "incident")).status_code == 404


@pytest.mark.parametrize(
    ("kind", "factory", "field"),
    [("meeting", InvolvementFactory, "on"), ("warning", CaseWarningFactory, "raised_on")],
)
def test_what_has_ended_cannot_have_begun_later(client, case, kind, factory, field):
    address = correct(factory(case=case, ended_on=date(2016, 5, 5)), kind)
    sent = asked(Page(client.get(address))) | {"because": "Typing"}

    page = Page(client.post(address, sent | typed(field, date(2016, 5, 6))))

    said = "It ended on 5 May 2016: it cannot have begun after that."
    assert page.errors[field] == said
    assert client.post(address, sent | typed(field, date(2016, 5, 4))).status_code == 302
