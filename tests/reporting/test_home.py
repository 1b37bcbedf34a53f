"""The home page of every role: what waits, the oldest first, and nobody else's."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cases.models import Case, Gap
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import (
    CaseFactory,
    ConcernFactory,
    DraftFactory,
    LiaisonMeetingFactory,
    MembershipFactory,
    PerpetratorFactory,
    ReferralFactory,
    ReferralNoticeFactory,
    SessionFactory,
    TaskFactory,
    WorkDayFactory,
    at,
    release,
)
from tests.pages import Page
from tests.reporting.pilots import RandomPilot
from tests.reporting.test_figures_borough import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def home(client_of):
    """The home page of somebody."""

    def get(user):
        return client_of(user).get(reverse("reporting:home"))

    return get


def case_of(worker, **fields):
    """A case whose referrer knows that it was accepted, so that nothing of that is due."""
    cleared = {"bridge__cleared_on": date(2016, 7, 4)}  # nobody is known to be harmed
    case = CaseFactory(worker=worker, referral__worker=worker, **cleared, **fields)
    ReferralNoticeFactory(referral=case.referral, kind="DECISION")
    return case


@pytest.fixture
def met(facts):
    """The boroughs' specialists were met this month."""
    for code in ("LBHF", "WCC"):
        LiaisonMeetingFactory(borough=facts.boroughs[code], on=date(2016, 7, 1))


def cards_of(section):
    return {card.label: card.value for card in section.cards}


def test_the_worker_has_appointments_in_order_of_time(home, worker, today):
    case = case_of(worker)
    later = SessionFactory(case=case, on=today + timedelta(days=3))
    first = SessionFactory(case=case, on=today)
    SessionFactory(case=case, on=today - timedelta(days=1))

    (section,) = home(worker).context["sections"]

    assert section.appointments == [first, later]
    assert cards_of(section)["Appointments"] == "2"


def test_what_waits_stands_in_one_list_the_oldest_first(home, worker):
    case = case_of(worker, status="CONTACTING", opened_on=date(2016, 7, 8))
    session = SessionFactory(case=case, on=date(2016, 7, 12))
    referral = ReferralFactory(received_on=date(2016, 7, 1), borough=case.borough)
    draft = DraftFactory(user=worker, answered=4, saved_at=at(date(2016, 7, 13)))

    (section,) = home(worker).context["sections"]

    assert [(due.kind, due.on, due.action, due.href) for due in section.due] == [
        ("Referrals to decide", date(2016, 7, 8), "Decide", referral.get_absolute_url()),
        ("Drafts", date(2016, 7, 14), "Go on", draft.path),
        ("Sessions to record", date(2016, 7, 19), "Record", session.get_absolute_url()),
    ]
    assert section.due[1].what == "Record a referral: 4 answers so far, not recorded"
    assert [due.is_late for due in section.due] == [True, True, False]
    assert section.more == 0
    assert cards_of(section)["Due"] == "3"
    assert cards_of(section)["Overdue"] == "2"


def test_a_draft_can_be_thrown_away_from_the_list(home, worker):
    draft = DraftFactory(user=worker, answered=1)

    page = home(worker)

    assert f'action="/drafts/{draft.pk}/discard/"' in page.text
    assert "1 answer so far" in page.text


def test_a_task_is_done_from_the_list_in_one_click_and_once(home, worker, client_of):
    case = case_of(worker, status="CONTACTING", opened_on=date(2016, 7, 8))
    task = TaskFactory(case=case, due_on=date(2016, 7, 14))
    client = client_of(worker)
    page = Page(client.get(reverse("reporting:home")))
    address = reverse("cases:task_finish", args=[task.reference])
    pressed = {"once": page.answer("once"), "from": "home"}
    assert f"{task.what} (case {case.reference})" in page.words

    first, second = (client.post(address, pressed) for _ in range(2))

    assert (first.url, second.url) == (reverse("reporting:home"),) * 2
    assert AuditEvent.objects.filter(action="finished").count() == 1
    assert task.what not in home(worker).text


def test_the_list_says_how_many_more_there_are(home, worker):
    for number in range(53):
        ReferralFactory(received_on=date(2016, 7, 1) + timedelta(days=number % 7))

    page = home(worker)

    (section,) = page.context["sections"]
    assert len(section.due) == 50
    assert "And 3 more" in page.text


def test_nothing_of_a_colleagues_work_is_on_the_page(home, person, worker):
    colleague = person(Role.CRIMINAL_JUSTICE_WORKER)
    SessionFactory(case=case_of(colleague), on=date(2016, 7, 1))
    DraftFactory(user=colleague)

    page = home(worker)

    (section,) = page.context["sections"]
    assert section.due == []
    assert cards_of(section)["Open cases"] == "0"
    assert "Nothing waits for you" in page.text
    assert "No appointments are booked" in page.text


def test_the_big_buttons_lead_to_logging_and_to_a_new_referral(home, worker):
    page = home(worker)

    assert 'href="/cases/?next_step=session"' in page.text
    assert 'href="/cases/?next_step=attempt"' in page.text
    assert 'href="/referrals/search/"' in page.text


def test_the_manager_sees_what_she_decides_and_what_the_team_is_late_with(
    home, person, met
):
    unplaced = ReferralFactory(received_on=date(2016, 7, 13), without_borough=True)
    overdue = ReferralFactory(received_on=date(2016, 7, 7))
    ReferralFactory(received_on=date(2016, 7, 8))

    (section,) = home(person(Role.SERVICE_MANAGER)).context["sections"]

    assert [(due.href, due.action) for due in section.due] == [
        (unplaced.get_absolute_url(), "Give it a borough"),
        (overdue.get_absolute_url(), "Decide"),
    ]
    cards = cards_of(section)
    assert (cards["Waiting for you"], cards["Overdue in the team"]) == ("1", "1")
    assert len(cards) == 4


def test_the_manager_reads_whose_it_is_and_never_whom_the_work_is_with(
    home, person, worker, met
):
    case = case_of(worker, status="CONTACTING", opened_on=date(2016, 7, 4))
    SessionFactory(case=case, on=date(2016, 7, 1))

    page = home(person(Role.SERVICE_MANAGER))

    (section,) = page.context["sections"]
    assert [due.whose for due in section.due] == [worker]
    assert f"case {case.reference}" in words(page.text)
    assert case.perpetrator.surname not in page.text


def test_the_manager_sees_who_carries_what(home, person, worker):
    SessionFactory(case=case_of(worker), on=date(2016, 7, 1))
    case_of(worker, status=Case.Status.CONTACTING)
    case_of(worker, closed=True)

    (section,) = home(person(Role.SERVICE_MANAGER)).context["sections"]

    assert section.workers == [{"name": str(worker), "open": 2, "new": 1, "missing": 1}]


def test_the_manager_sees_the_gaps_in_the_records(home, person, worker):
    unheard = PerpetratorFactory(born_on=None)
    case_of(worker, perpetrator=unheard, opened_on=date(2016, 5, 2))
    seen = case_of(worker, opened_on=date(2016, 5, 2))
    SessionFactory(case=seen, on=date(2016, 7, 1))
    case_of(worker, opened_on=date(2016, 7, 4))

    (section,) = home(person(Role.SERVICE_MANAGER)).context["sections"]

    counted = {gap.href.rpartition("=")[2]: gap.number for gap in section.gaps}
    assert counted.keys() <= set(Gap.values)
    told = ("quiet", "birth_date", "assessment", "risk", "equality")
    assert [counted[gap] for gap in told] == [1, 1, 2, 2, 3]
    assert "child_status" not in counted


def test_the_officer_sees_the_own_quarter_with_exceptions_first(home, person):
    ReferralFactory(received_on=date(2016, 7, 4))
    WorkDayFactory(on=date(2016, 7, 4), units=1)

    page = home(person(Role.AUTHORISED_OFFICER, "LBHF"))

    section, *_ = page.context["sections"]
    assert section.heading == "Hammersmith and Fulham"
    said = [each.in_words for each in section.stands_out]
    assert not any("waiting" in sentence for sentence in said)
    assert any(
        line.startswith("Red: Criminal Justice Worker: 1.00 days worked") for line in said
    )
    assert cards_of(section)["Referrals received"] == "1"
    led = dict(Page(page).links)
    assert led["See all figures"] == "/figures/LBHF/2016Q2/"
    assert "/figures/LBHF/2016Q3/#I01" in led.values()


def test_the_officer_is_told_of_sessions_without_a_record(home, person, facts):
    case = CaseFactory(borough=facts.boroughs["LBHF"], opened_on=date(2016, 6, 1))
    SessionFactory(case=case, on=date(2016, 7, 4))

    section, *_ = home(person(Role.AUTHORISED_OFFICER, "LBHF")).context["sections"]

    assert "Sessions not recorded yet: 1." in [each.in_words for each in section.stands_out]


def test_the_officers_outcomes_are_those_of_the_latest_released_quarter(
    home, person, facts
):
    for on in [date(2016, 5, 3)] * 11 + [date(2016, 7, 5)]:
        PerpetratorFactory(supported_on=on, supported_borough=facts.boroughs["LBHF"])
    release()

    section, *_ = home(person(Role.AUTHORISED_OFFICER, "LBHF")).context["sections"]

    (card,) = (card for card in section.cards if card.label == "People supported to change")
    assert card.value == "11"
    assert card.hint == "April to June 2016. To 30 June 2016: 11"
    assert card.href == "/figures/LBHF/2016Q2/#I05"
    assert section.cards[0].href == "/figures/LBHF/2016Q3/#I01"


def test_an_officer_of_two_boroughs_has_both(home, person):
    sections = home(person(Role.AUTHORISED_OFFICER, "LBHF", "WCC")).context["sections"]

    assert [section.heading for section in sections] == [
        "Hammersmith and Fulham",
        "Westminster",
        "Concerns",
    ]


def test_the_officer_sees_open_concerns_with_their_clocks_and_what_to_close(home, person):
    officer = person(Role.AUTHORISED_OFFICER, "LBHF")
    ConcernFactory()
    ConcernFactory(resolved=True)
    ConcernFactory(closed=True)
    ConcernFactory(borough__code="WCC", shared=True)

    page = home(officer)

    _, section, waiting = page.context["sections"]
    assert [clock for _, clock in section.rows] == [
        "Acknowledgement was due Wednesday 13 July 2016",
        "Resolved: for the officer to close",
    ]
    assert [due.kind for due in waiting.due] == ["Concerns to close"]
    assert "Raise a concern about Referrals received" in words(page.text)


def test_a_home_page_that_names_people_is_on_record_once_with_its_rows(home, worker, today):
    case = case_of(worker, status="CONTACTING", opened_on=date(2016, 7, 8))
    SessionFactory(case=case, on=today + timedelta(days=1))
    SessionFactory(case=case, on=today - timedelta(days=1))
    ReferralFactory(received_on=date(2016, 7, 1), borough=case.borough)

    home(worker)

    event = AuditEvent.objects.get(action="listed own work")
    assert (event.by, event.detail) == (worker, {"rows": 2})


def test_a_home_page_that_names_nobody_leaves_no_trace(home, person, worker, client_of):
    ReferralFactory(received_on=date(2016, 7, 1))
    home(worker)
    home(person(Role.SERVICE_MANAGER))
    SessionFactory(case=case_of(worker), on=date(2016, 7, 14))
    client_of(worker).head(reverse("reporting:home"))

    assert not AuditEvent.objects.filter(action="listed own work").exists()


def test_a_post_that_worked_its_days_is_no_exception(home, person, facts):
    for post in facts.posts:
        for day in range(1, 15):
            WorkDayFactory(on=date(2016, 7, day), post_id=post, post=facts.posts[post])

    page = home(person(Role.AUTHORISED_OFFICER, "LBHF"))

    assert page.context["sections"][0].stands_out == []
    assert "Nothing stands out" in page.text


def test_the_group_sees_three_boroughs_side_by_side(home, person):
    ReferralFactory(received_on=date(2016, 7, 4))

    page = Page(home(person(Role.CONTRACT_GROUP_MEMBER)))
    told, led = page.words, dict(page.links)

    assert "Every figure of April to June 2016" in told
    assert led["See all figures"] == "/figures/all/2016Q2/"
    assert led["The running quarter, July to September 2016"] == "/figures/all/2016Q3/"
    assert "Hammersmith and Fulham Kensington and Chelsea Westminster Pilot total" in told


def test_finance_finds_the_returns_and_the_figures(home, person):
    page = home(person(Role.DATA_AND_FINANCE_OFFICER))

    assert "/returns/WCC/2016Q2/" in page.text
    assert [section.heading for section in page.context["sections"]] == [
        "Returns to MOPAC",
        "The three boroughs side by side",
    ]


def test_the_administrator_finds_returns_and_people(home, person):
    page = home(person(Role.SYSTEM_ADMINISTRATOR))

    assert "/returns/LBHF/2015Q4/" in page.text
    assert 'href="/people/"' in page.text


def test_a_partner_support_worker_finds_what_waits_and_what_was_told(home, person):
    page = home(person(Role.PARTNER_SUPPORT_WORKER))

    assert "Nothing waits for you." in words(page.text)
    for link in ("/partner-support/", "/partner-support/notices/"):
        assert f'href="{link}"' in page.text


@pytest.mark.parametrize("role", [Role.GOVERNANCE_LEAD, Role.APPROVER])
def test_a_role_that_opens_little_is_told_so(home, person, role):
    page = home(person(role))

    assert f"You are signed in as {role.label}" in words(page.text)


def test_somebody_without_a_role_is_told_who_grants_one(home, facts, django_user_model):
    nobody = django_user_model.objects.create_user("nobody.yet")

    assert "no role yet" in words(home(nobody).text)


def test_somebody_with_two_roles_has_both_parts(home, person, worker, facts):
    MembershipFactory(
        user=worker, role=Role.SERVICE_MANAGER, borough=facts.boroughs["LBHF"]
    )
    page = home(worker)

    assert [section.heading for section in page.context["sections"]] == [
        "Today",
        "The service today",
    ]


@pytest.mark.parametrize(
    "role",
    [
        Role.CRIMINAL_JUSTICE_WORKER,
        Role.SERVICE_MANAGER,
        Role.CONTRACT_GROUP_MEMBER,
        Role.DATA_AND_FINANCE_OFFICER,
    ],
)
def test_the_number_of_queries_does_not_grow_with_the_rows(
    client_of, person, role, today, django_assert_num_queries, django_assert_max_num_queries
):
    user = person(role)

    def rows(count):
        for _ in range(count):
            ReferralFactory(received_on=date(2016, 7, 1))
            SessionFactory(case=case_of(user), on=date(2016, 7, 1))
            SessionFactory(case=case_of(user), on=today)
            DraftFactory(user=user)
        RandomPilot(count, today=today, referrals=count)

    client = client_of(user)
    rows(2)
    with django_assert_max_num_queries(41) as few:
        client.get(reverse("reporting:home"))
    rows(20)
    with django_assert_num_queries(len(few)):
        client.get(reverse("reporting:home"))
