"""A borough's figures: who may open them, and that nothing hidden stands in them."""

import re
from contextlib import contextmanager
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import transaction
from django.urls import reverse

from pilot import calendar
from pilot.calendar import Quarter
from pilot.permissions import Role
from pilot.shown_figures import shown_figure
from reporting.disclosure import SUPPRESSED_BECAUSE
from reporting.figures import NOT_RELEASED, STILL_RUNNING
from reporting.indicators import DAYS, INDICATORS
from reporting.targets import FUNNEL
from tests.factories import PerpetratorFactory, ReferralFactory, WorkDayFactory, release
from tests.pages import Page
from tests.reporting.pilots import RandomPilot

pytestmark = pytest.mark.django_db

BOROUGH = "reporting:figures_borough"


def address(code="LBHF", quarter="2015Q4"):
    return reverse(BOROUGH, args=[code, quarter])


def supported(**by_borough):
    """So many people were supported in the first quarter, which was released."""
    for code, count in by_borough.items():
        for _ in range(count):
            PerpetratorFactory(supported_on=date(2015, 12, 1), supported_borough_id=code)
    release(Quarter(2015, 4))


@contextmanager
def world():
    """What happens inside is undone at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def section(response, code):
    """The part of the page about one figure."""
    found = re.search(rf'<section[^>]* id="{code}".*?</section>', response.text, re.DOTALL)
    return found[0]


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_an_officer_sees_the_own_borough_and_the_pilot_total(person, client_of):
    supported(LBHF=12, RBKC=3, WCC=9)
    officer = person(Role.AUTHORISED_OFFICER, "LBHF")

    page = client_of(officer).get(address())

    told = words(section(page, "I05"))
    assert re.search(r"Hammersmith and Fulham 12 12 Pilot total 24 24", told)
    # An assumption may name a borough; no table, chart or heading does.
    main = page.text.split("<main")[1].split("</main>")[0]
    assert "Westminster" not in re.sub(r"(?s)<details.*?</details>", "", main)


@pytest.mark.parametrize(("quarter", "so_far"), [("2016Q2", False), ("2016Q3", True)])
def test_days_are_so_far_only_while_their_quarter_runs(person, client_of, quarter, so_far):
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))

    told = words(officer.get(address(quarter=quarter)).text)

    assert ("commissioned so far" in told) is so_far
    says = re.findall(r"days worked of [\d.]+( so far)?", told)
    assert {bool(each) for each in says} == {so_far}


def test_a_hidden_number_is_the_word_suppressed_with_its_reason(person, client_of):
    supported(LBHF=12, RBKC=3, WCC=9)
    officer = person(Role.AUTHORISED_OFFICER, "RBKC")

    told = words(section(client_of(officer).get(address("RBKC")), "I05"))

    assert "Kensington and Chelsea suppressed suppressed Pilot total 24 24" in told
    assert SUPPRESSED_BECAUSE in told


@pytest.mark.parametrize("code", ["RBKC", "WCC"])
def test_pages_that_differ_only_in_hidden_numbers_are_the_same_to_the_byte(
    person, client_of, code
):
    officer = client_of(person(Role.AUTHORISED_OFFICER, code))
    pages = []
    for hidden in ({"RBKC": 3, "WCC": 9}, {"RBKC": 4, "WCC": 8}):
        with world():
            supported(LBHF=12, **hidden)
            page = officer.get(address(code))
        pages.append(page.text.split("<main")[1].split("</main>")[0])

    assert pages[0] == pages[1]


def test_a_hidden_number_has_no_bar(person, client_of):
    supported(LBHF=12, RBKC=3, WCC=9)
    officer = person(Role.AUTHORISED_OFFICER, "RBKC")

    chart = section(client_of(officer).get(address("RBKC")), "I05").split("<svg")[1]

    assert chart.count("<rect") == 1  # the pilot total's


def test_the_providers_people_see_it_in_clear_and_marked(person, client_of):
    supported(LBHF=12, RBKC=3, WCC=9)
    manager = person(Role.SERVICE_MANAGER)

    page = client_of(manager).get(address("RBKC"))

    told = words(section(page, "I05"))
    assert "Kensington and Chelsea 3 [c] 3 [c] Pilot total 24 24" in told
    assert "do not pass them on" in page.text


def test_the_providers_people_of_one_borough_see_only_that_one_in_clear(person, client_of):
    supported(LBHF=12, RBKC=3, WCC=9)
    manager = client_of(person(Role.SERVICE_MANAGER, "RBKC"))

    own = words(section(manager.get(address("RBKC")), "I05"))
    other = words(section(manager.get(address("WCC")), "I05"))

    assert "Kensington and Chelsea 3 [c]" in own
    assert "Westminster suppressed" in other


def test_another_borough_is_answered_exactly_like_one_that_does_not_exist(
    person, client_of
):
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))

    other, unknown = officer.get(address("WCC")), officer.get(address("XYZ"))

    assert other.status_code == unknown.status_code == 404
    without_tokens = re.compile(r'value="[0-9A-Za-z]{32,}"|<code>[0-9a-f]+</code>')
    assert without_tokens.sub("", other.text) == without_tokens.sub("", unknown.text)


@pytest.mark.parametrize("quarter", ["2015Q3", "2016Q4", "2016Q5", "soon", "2015q4"])
def test_a_quarter_outside_the_pilot_is_no_page(person, client_of, quarter):
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))

    assert officer.get(f"/figures/LBHF/{quarter}/").status_code == 404


@pytest.mark.parametrize(
    "role",
    [
        Role.CRIMINAL_JUSTICE_WORKER,
        Role.PARTNER_SUPPORT_WORKER,
        Role.SYSTEM_ADMINISTRATOR,
        Role.GOVERNANCE_LEAD,
        Role.APPROVER,
    ],
)
def test_other_roles_see_no_figures(person, client_of, role):
    assert client_of(person(role)).get(address()).status_code == 403


def test_the_page_says_which_quarter_it_is_by_both_labels_and_as_at_when(person, client_of):
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))

    over = words(officer.get(address("LBHF", "2016Q2")).text)
    running = words(officer.get(address("LBHF", "2016Q3")).text)

    assert "Quarter 3 of the pilot, 2016/17 Q1 of the financial year" in over
    assert "As at 15 July 2016. The quarter is over, and its outcomes are shown" in over
    assert "The quarter is still running" in running


def test_an_outcome_of_the_running_quarter_is_the_providers_alone(person, client_of):
    for _ in range(12):
        PerpetratorFactory(supported_on=date(2016, 7, 5), supported_borough_id="LBHF")
    page = address("LBHF", "2016Q3")

    whole = client_of(person(Role.AUTHORISED_OFFICER, "LBHF")).get(page)
    officer = section(whole, "I05")
    manager = section(client_of(person(Role.SERVICE_MANAGER)).get(page), "I05")

    assert "Fulham not released yet not released yet Pilot total" in words(officer)
    assert STILL_RUNNING in words(officer)
    assert officer.split("<svg")[1].count("<rect") == 0
    shown = {card.label: card for card in whole.context["cards"]}
    engaged = shown["Cases engaged"]
    assert engaged.value == "not released yet"
    assert engaged.hint == "To date: not released yet"
    assert "Hammersmith and Fulham 12 [x] 12 [x] Pilot total 12 [x]" in words(manager)


def test_an_outcome_waits_for_the_release_of_its_quarter(person, client_of):
    for _ in range(12):
        PerpetratorFactory(supported_on=date(2015, 12, 1), supported_borough_id="LBHF")
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))

    before = officer.get(address())
    release(Quarter(2015, 4))
    after = officer.get(address())

    told = words(section(before, "I05"))
    assert "Hammersmith and Fulham not released yet not released yet" in told
    assert NOT_RELEASED in told
    assert "suppressed" not in told
    assert "Hammersmith and Fulham 12 12 Pilot" in words(section(after, "I05"))
    assert "its figures were first released on 15 July 2016" in words(after.text)


def test_a_figure_that_was_restated_stands_beside_what_was_submitted(person, client_of):
    for _ in range(12):
        PerpetratorFactory(supported_on=date(2015, 12, 1), supported_borough_id="LBHF")
    ReferralFactory(received_on=date(2015, 11, 2), borough_id="LBHF")
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))
    release(Quarter(2015, 4))
    before = officer.get(address())
    for _ in range(9):
        PerpetratorFactory(supported_on=date(2015, 12, 1), supported_borough_id="LBHF")
    ReferralFactory(received_on=date(2015, 11, 3), borough_id="LBHF")
    release(Quarter(2015, 4))

    after = officer.get(address())

    told = "In the quarter: 12 as submitted on 15 July 2016, restated as 21"
    assert "restated as" not in words(before.text)
    assert told in words(section(after, "I05"))
    assert "1 as submitted on 15 July 2016, restated as 2" in words(section(after, "I01"))
    assert "restated as" not in words(section(after, "I22"))


def test_how_many_wait_or_were_withdrawn_is_for_the_provider_alone(person, client_of):
    ReferralFactory(received_on=date(2015, 11, 2), given_names="Alder", surname="Finch")
    page = address(ReferralFactory._meta.model.objects.get().borough_id)

    officer = client_of(person(Role.AUTHORISED_OFFICER)).get(page)
    manager = client_of(person(Role.SERVICE_MANAGER)).get(page)

    assert "Different people: 1" in words(section(officer, "I01"))
    assert "Still waiting for a decision" not in officer.text
    assert "Still waiting for a decision: 1" in words(section(manager, "I01"))


def test_the_numbers_of_a_trend_stand_in_a_table_beside_it(person, client_of):
    for received_on in (date(2015, 11, 2), date(2016, 1, 11), date(2016, 1, 12)):
        ReferralFactory(received_on=received_on, without_borough=True)
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))

    trend = words(section(officer.get(address(quarter="2016Q1")), "I01"))
    single = words(section(officer.get(address(quarter="2015Q4")), "I01"))

    beside = trend.split("The numbers behind this chart : Referrals received")[1]
    assert "October to December 2015 Pilot total 1" in beside
    assert "January to March 2016 Pilot total 2" in beside
    assert "The numbers behind this chart" not in single


def test_an_officer_of_two_boroughs_is_led_from_one_to_the_other(person, client_of):
    both = person(Role.AUTHORISED_OFFICER, "LBHF", "WCC")
    one = person(Role.AUTHORISED_OFFICER, "RBKC")

    page = client_of(both).get(address("LBHF"))

    assert f'The same of <a class="govuk-link" href="{address("WCC")}">' in page.text
    assert address("RBKC") not in page.text
    assert "The same of" not in client_of(one).get(address("RBKC")).text


@pytest.mark.parametrize("code", ["%00", "L%00", "lbhf", "ABCDEFGHI", "LB%20HF", "%C3%84"])
@pytest.mark.parametrize("page", ["/figures/{}/2015Q4/", "/returns/{}/2015Q4/csv/"])
def test_what_is_no_code_of_a_borough_is_no_page(person, client_of, page, code):
    admin = client_of(person(Role.SYSTEM_ADMINISTRATOR))

    assert admin.get(page.format(code)).status_code == 404


def test_a_quarter_that_has_not_begun_says_so_and_counts_nothing(person, client_of):
    ReferralFactory(received_on=date(2016, 1, 11))
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))

    with calendar.clock_set_to(date(2015, 11, 2)):
        page = officer.get(address("LBHF", "2016Q1"))

    assert "The quarter has not begun" in words(page.text)
    assert "Hammersmith and Fulham 0 0 Pilot total 0 0" in words(section(page, "I01"))


def test_each_figure_carries_its_definition_and_what_is_assumed(person, client_of):
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))

    page = officer.get(address())

    for code in ("I01", "I03", "I04", "I05", "I09", "I22"):
        told = section(page, code)
        assert "How this is counted" in told
        assert 'href="/contract/#A-16"' in told
        assert "no target set" in told
        assert "<svg" in told
    assert 'href="/contract/#A-02"' in section(page, "I23")


def test_days_stand_by_post_for_the_borough_for_all_three_and_in_total(person, client_of):
    WorkDayFactory(on=date(2015, 10, 7), borough=None)
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))

    told = words(section(officer.get(address()), "I23"))

    assert "All three boroughs together" in told
    assert "Criminal Justice Worker 1.00 0.00 0.00 1.00 0.00" in told
    assert "Criminal Justice Worker 0.00 25.60 0.00 0.00 25.60" in told


def test_a_percentage_of_too_few_is_left_out_with_the_reason(person, client_of):
    ReferralFactory(accepted=True, received_on=date(2015, 11, 2))
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))

    told = words(section(officer.get(address()), "I03"))

    assert "Hammersmith and Fulham base under 10 1 of 1" in told
    assert "No percentage is given on a base below 10." in told


def test_the_number_of_queries_does_not_grow_with_the_rows(
    person, client_of, django_assert_num_queries, django_assert_max_num_queries, today
):
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))
    RandomPilot(1, today=today, referrals=2)
    with django_assert_max_num_queries(25) as few:
        officer.get(address())
    RandomPilot(2, today=today, referrals=50)
    with django_assert_num_queries(len(few)):
        officer.get(address())


def test_an_officer_raises_a_concern_from_each_figure_as_it_is_shown(person, client_of):
    supported(LBHF=12, RBKC=3, WCC=9)
    client = client_of(person(Role.AUTHORISED_OFFICER, "RBKC"))
    page = Page(client.get(address("RBKC")))

    hrefs = {}
    for _, href in page.links:
        if "/concerns/raise/" in href:
            figure = shown_figure(parse_qs(urlsplit(href).query)["figure"][0])
            hrefs[figure.code] = (href, figure)
    # F01 says to an officer what I01 says, and stands among the provider's figures alone.
    assert set(hrefs) == {each.code for each in (*INDICATORS, DAYS)} - {FUNNEL}
    href, figure = hrefs["I05"]
    assert figure.value == "suppressed; to date suppressed"
    assert (figure.borough, figure.period, figure.on) == (
        "RBKC",
        "October to December 2015",
        date(2016, 7, 15),
    )
    assert figure.value in Page(client.get(href)).words


def test_nobody_else_is_offered_to_raise_one(person, client_of):
    page = client_of(person(Role.SERVICE_MANAGER)).get(address())

    assert "/concerns/raise/" not in page.text
