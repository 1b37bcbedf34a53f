"""One page about the work, with nothing in it of anybody else (domain 4.7)."""

from datetime import date

import pytest
from django.urls import reverse

from cases import actions
from cases.models import Session
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import (
    AgencyInvolvementFactory,
    AssessmentFactory,
    CaseFactory,
    CaseMoveFactory,
    CaseNoteFactory,
    CaseWarningFactory,
    ChildFactory,
    ContactAttemptFactory,
    FeedbackFactory,
    GoalFactory,
    GoalOutcomeFactory,
    IncidentFactory,
    InvolvementFactory,
    JusticeCheckFactory,
    NoteAddendumFactory,
    OnwardReferralFactory,
    OrderFactory,
    PractitionerFactory,
    RiskUpdateFactory,
    SafetyNoticeFactory,
    SessionFactory,
    StageRatingFactory,
    TaskFactory,
    TermsFactory,
)
from tests.pages import Page

# Marked wherever it is written down of somebody else, or by somebody else.
MARK = "Xanthippe"


@pytest.fixture
def worker(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    known = PractitionerFactory(name=f"Ms {MARK}", agency__name=f"{MARK} House")
    case = CaseFactory(
        worker=worker,
        post__code="FSW",
        closed=True,
        closure_outcome=f"{MARK} is calmer.",
        referral__practitioner=known,
        referral__agency=known.agency,
        referral__reason=f"Shouted at {MARK}.",
    )
    _everybody_else(case, known)
    return case


def _everybody_else(case, known):
    ChildFactory(perpetrator=case.perpetrator, first_name=MARK)
    AgencyInvolvementFactory(
        perpetrator=case.perpetrator,
        agency=known.agency,
        practitioner=known,
        role=f"Role {MARK}",
        contact=f"020 7946 0111 {MARK}",
    )
    note = CaseNoteFactory(case=case, text=f"{MARK} rang.", sensitivity="THIRD_PARTY")
    NoteAddendumFactory(note=note, text=f"{MARK} rang again.")
    texts = {"record": f"Talked about {MARK}.", "next_plan": f"Ask about {MARK}."}
    SessionFactory(case=case, attended=True, **texts)
    SessionFactory(case=case, attended=True, kind=Session.Kind.PARENT, **texts)
    ContactAttemptFactory(case=case, note=f"{MARK} answered.")
    AssessmentFactory(
        case=case, signed_off=True, narrative=f"{MARK} says.", rationale=f"{MARK} fears."
    )
    RiskUpdateFactory(case=case, level="HIGH", rationale=f"{MARK} fears him.")
    StageRatingFactory(case=case, evidence=f"Says sorry to {MARK}.")
    IncidentFactory(case=case, what=f"Hit {MARK}.")
    OrderFactory(case=case, conditions=f"Not to meet {MARK}.")
    CaseWarningFactory(case=case, evidence=f"Threatened {MARK}.")
    InvolvementFactory(case=case, actions=f"Ring {MARK}.", held_by=MARK)
    JusticeCheckFactory(case=case, note=f"Assault on {MARK}.")
    SafetyNoticeFactory(case=case, kind="URGENT", text=f"Knows where {MARK} is.")
    TaskFactory(case=case, what=f"Ring {MARK}")
    FeedbackFactory(case=case)
    CaseMoveFactory(case=case, was="OPEN", to="CONTACTING", reason=f"{MARK} agreed.")
    words = {1: f"{MARK} sees me calm.", 2: f"be calm with {MARK.lower()}.", 3: MARK}
    for place, said in words.items():
        goal = GoalFactory(case=case, place=place, words=said, steps=f"Tell {MARK}.")
        GoalOutcomeFactory(goal=goal, evidence=f"{MARK} says so.")
    for to in ("DVPP_DVIP", "MARAC", "POLICE_RISK", "CS_UP"):
        OnwardReferralFactory(case=case, destination=to, service=MARK, news=f"By {MARK}")
    TermsFactory(case=case)
    actions.keep_engagement(case)


def summary(case):
    return reverse("cases:case_summary", args=[case.reference])


def test_nothing_of_anybody_else_is_on_it(client, case):
    page = Page(client.get(summary(case)))

    assert MARK.lower() not in page.words.lower()
    for telling in ("MARAC", "Police", "Children", "High", "told", "Non-molestation"):
        assert telling not in page.words.replace("what others have told us", ""), telling
    assert "parent" not in page.words.lower()


def test_it_says_what_he_did_and_what_was_agreed(client, case):
    words = Page(client.get(summary(case))).words

    for told in (
        f"{case.perpetrator}",
        case.reference,
        "Opened 14 January 2016",
        "How it ended Completed the work",
        "Came to 1",
        "Terms of the work accepted, 21 January 2016",
        "Initial assessment",
        "Agreed 4 February 2016 Partly achieved",
        "Contemplation",
        "Full perpetrator programme at DVIP Asked, 24 March 2016",
    ):
        assert told in words, told


def test_a_new_case_has_little_to_say_and_says_that(client, worker):
    case = CaseFactory(worker=worker)

    words = Page(client.get(summary(case))).words

    assert "Opened 14 January 2016" in words
    assert "Goals" not in words


def test_that_it_was_not_safe_to_go_on_is_not_said_to_him(client, worker):
    case = CaseFactory(worker=worker, closed=True, closure_reason="UNSAFE")

    words = Page(client.get(summary(case))).words

    assert "Ended by the service" in words
    assert "Not safe" not in words


def test_its_title_holds_the_reference_alone_and_each_reading_is_kept(client, worker, case):
    response = client.get(summary(case))

    assert f"<title>Summary of case {case.reference}" in response.text
    trace = AuditEvent.objects.about(case).get(action="read the summary of")
    assert trace.by == worker


@pytest.mark.parametrize(
    ("role", "borough", "status"),
    [
        (Role.CRIMINAL_JUSTICE_WORKER, "WCC", 404),
        (Role.SERVICE_MANAGER, "RBKC", 404),
        (Role.AUTHORISED_OFFICER, "WCC", 403),
    ],
)
def test_nobody_else_reads_it(client_of, person, role, borough, status):
    case = CaseFactory(borough__code="WCC", closed=True, closed_on=date(2016, 5, 1))

    assert client_of(person(role, borough)).get(summary(case)).status_code == status
