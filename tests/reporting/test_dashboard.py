"""What a page of figures leads with: what stands out, delivery, the way, and the months."""

import re
from datetime import date

import pytest
from django.urls import reverse

from pilot.calendar import Quarter
from pilot.permissions import Role
from referrals.models import Attendance, EarlyFlag
from reporting.dashboard import clear_to, dashboard, stands_out
from reporting.figures import figures_to
from reporting.indicators import INDICATORS, TOTAL, Place
from reporting.rag import Rag
from reporting.targets import targets_of
from tests.factories import AttendanceFactory, ReferralFactory, TargetFactory, release
from tests.reporting.test_figures_borough import section, supported, words

pytestmark = pytest.mark.django_db

FIRST = Quarter(2015, 4)
LBHF, RBKC = (
    Place("LBHF", "Hammersmith and Fulham"),
    Place("RBKC", "Kensington and Chelsea"),
)
PLACES = (LBHF, RBKC, TOTAL)
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}


def page_of(client, code="LBHF", quarter="2015Q4"):
    return client.get(reverse("reporting:figures_borough", args=[code, quarter]))


def target(value, code="LBHF", **more):
    return TargetFactory(
        code=more.pop("figure", "I05"),
        borough__code=code,
        quarter="2015Q4",
        value=value,
        **more,
    )


def test_a_number_stands_beside_its_target_with_the_word_of_its_colour(person, client_of):
    supported(LBHF=12, RBKC=9, WCC=9)
    target(13)
    target(40, is_to_date=True)
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))

    page = page_of(officer)

    told = words(section(page, "I05"))
    assert "12 Amber target 13, assumed 12 Red target 40, assumed" in told
    assert "October to December 2015: 13, assumed" in told
    card = {each.label: each for each in page.context["cards"]}
    assert card["People supported to change"].judgement.rag == Rag.AMBER
    assert card["Referrals received"].target == "no target set"
    assert card["Referrals received"].judgement is None


def test_a_hidden_number_keeps_its_target_and_has_no_colour(person, client_of):
    supported(LBHF=12, RBKC=3, WCC=9)
    target(9, "RBKC")
    officer = client_of(person(Role.AUTHORISED_OFFICER, "RBKC"))
    manager = client_of(person(Role.SERVICE_MANAGER))

    hidden = words(section(page_of(officer, "RBKC"), "I05"))
    clear = words(section(page_of(manager, "RBKC"), "I05"))

    assert "suppressed Target 9, assumed suppressed" in hidden
    assert not any(each in hidden for each in ("Green", "Amber", "Red", "Grey"))
    assert "3 [c] Red target 9, assumed" in clear


def test_what_is_red_is_said_before_what_is_amber_and_only_what_is_known(person):
    supported(LBHF=12, RBKC=3, WCC=9)
    target(13)
    target(30, figure="I01")
    target(9, "RBKC")
    figures, targets = figures_to(FIRST), targets_of(["LBHF", "RBKC"])

    officer = stands_out(figures, LBHF, frozenset(), targets)
    hidden = stands_out(figures, RBKC, frozenset(), targets)
    manager = stands_out(figures, RBKC, frozenset([RBKC]), targets)

    said = [each.in_words for each in officer]
    assert said[0] == "Red: Referrals received: 0, target 30, assumed."
    assert "Amber: People supported to change: 12, target 13, assumed." in said
    colours = [each.rag for each in officer if each.rag]
    assert colours == sorted(colours, key=[Rag.RED, Rag.AMBER].index)
    assert "I05" not in {each.code for each in hidden}
    assert "I05" in {each.code for each in manager}


def test_a_quarter_that_runs_is_not_judged(person, client_of):
    TargetFactory(code="I01", borough__code="LBHF", quarter="2016Q3", value=30)
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))

    told = words(section(page_of(officer, quarter="2016Q3"), "I01"))

    assert "Grey: the quarter is not over" in told


def test_an_officer_follows_the_steps_by_what_was_released(person, client_of):
    ReferralFactory(received_on=date(2015, 11, 2), borough__code="RBKC")
    supported(LBHF=12, RBKC=3, WCC=9)
    officer = client_of(person(Role.AUTHORISED_OFFICER, "RBKC"))

    page = page_of(officer, "RBKC")

    steps = {each.label: each.words for each in page.context["dashboard"].funnel.steps}
    assert steps["Referrals received"] == "1"
    assert steps["Supported to change"] == "suppressed"
    told = words(section(page, "funnel-part"))
    assert "Activity: each step by the day on which it happened" in told
    assert "The provider knows them all" in told
    assert "Why work came to nothing" not in told


def test_the_referrals_received_are_the_same_number_wherever_they_stand(person, client_of):
    for code in ("LBHF", "RBKC", "RBKC", "RBKC"):
        ReferralFactory(received_on=date(2015, 11, 2), borough__code=code)
    release(FIRST)
    figures = figures_to(FIRST)

    told = {
        code: [figures.figure(BY_CODE[code], place).published.value for place in PLACES]
        for code in ("I01", "F01")
    }
    assert told["I01"] == told["F01"] == [1, 3, 4]
    # The rest of it is the provider's: to others it would only say the number again.
    officer = client_of(person(Role.AUTHORISED_OFFICER, "RBKC"))
    assert 'id="F01"' not in page_of(officer, "RBKC").text
    assert 'id="F01"' in page_of(client_of(person(Role.SERVICE_MANAGER)), "RBKC").text


def test_before_the_release_a_step_waits(person):
    supported(LBHF=12)
    figures = figures_to(Quarter(2016, 1))

    waiting = dashboard(figures, frozenset(), LBHF).funnel

    steps = {each.label: each.words for each in waiting.steps}
    assert steps["Supported to change"] == "not released yet"


def test_the_provider_follows_the_referrals_and_reads_the_reasons(person, client_of):
    ReferralFactory(
        received_on=date(2015, 11, 2),
        borough__code="LBHF",
        declined=True,
        decided_on=date(2015, 11, 5),
    )
    manager = client_of(person(Role.SERVICE_MANAGER))

    told = words(section(page_of(manager), "funnel-part"))

    assert "A cohort" in told
    assert "Received 1 Decided 1 Accepted 0" in told
    assert "Not accepted:" in told


def test_headline_figures_are_given_by_month_to_everybody(person, client_of):
    for day in (date(2015, 10, 5), date(2015, 12, 7), date(2015, 12, 8)):
        ReferralFactory(received_on=day, borough__code="LBHF")
    ReferralFactory(received_on=date(2016, 1, 5), borough__code="LBHF")
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))

    told = words(section(page_of(officer), "I01"))

    assert "October 2015 1 1 November 2015 0 0 December 2015 2 2" in told
    assert "January 2016 1" not in told


def test_the_months_add_up_to_the_figure_to_date(person):
    for month in (10, 11, 12):
        ReferralFactory(received_on=date(2015, month, 5), without_borough=True)
        ReferralFactory(received_on=date(2015, month, 9), borough__code="WCC")
    figures = figures_to(FIRST)

    for panel in (
        panel
        for _, panels in dashboard(figures, clear_of(figures, person)).outcomes
        for panel in panels
        if panel.months and not panel.indicator.is_rate
    ):
        for position, place in enumerate(panel.months.places):
            by_month = [int(row.numbers[position]) for row in panel.months.rows]
            assert sum(by_month) == figures.to_date(panel.indicator, place).clear.value


def clear_of(figures, person):
    return clear_to(person(Role.SERVICE_MANAGER), figures)


def test_outcomes_are_given_by_month_to_the_provider_alone(person, client_of):
    supported(LBHF=12, RBKC=3, WCC=9)
    officer = page_of(client_of(person(Role.AUTHORISED_OFFICER, "LBHF")))
    manager = page_of(client_of(person(Role.SERVICE_MANAGER)))

    assert "By month" not in section(officer, "I05")
    assert "December 2015 12 24" in words(section(manager, "I05"))
    for code in ("I04", "C01", "I12", "I21"):  # followed up, a level, across the wall
        assert "By month" not in section(manager, code)


def test_a_month_that_is_not_over_says_how_far_it_is_counted(person, client_of):
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))

    told = words(section(page_of(officer, quarter="2016Q3"), "I01"))

    assert "July 2016, to 15 July 2016 0 0" in told


def trained(answered, silent):
    """So many came to a training event; of the former the answers rose or fell."""
    day = date(2015, 11, 10)
    for number in range(answered + silent):
        came = AttendanceFactory(
            practitioner__agency__borough__code="LBHF", event__delivered=True, event__on=day
        )
        gain = (50 if number % 2 else -50) if number < answered else None
        Attendance.objects.filter(pk=came.pk).update(gain=gain)


def test_the_response_rate_of_training_is_told_wherever_its_pairs_are(person, client_of):
    trained(answered=14, silent=6)
    release(FIRST)
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))

    told = words(section(page_of(officer), "I18"))

    assert "Coverage: 70.0% (6 came and did not answer both times)" in told
    assert "50.0% 7 of 14" in told


def test_where_pairs_are_hidden_so_is_the_response_rate(person, client_of):
    trained(answered=3, silent=6)
    release(FIRST)
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))

    told = words(section(page_of(officer), "I18"))

    assert "Coverage" not in told


def test_an_officer_is_told_that_coverage_is_low_and_not_of_how_many(person, client_of):
    for flag, count in ((EarlyFlag.YES, 6), (EarlyFlag.NO, 6), (EarlyFlag.UNKNOWN, 9)):
        for _ in range(count):
            ReferralFactory(
                received_on=date(2015, 11, 2), borough__code="LBHF", early_flag=flag
            )
    release(FIRST)
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))
    manager = client_of(person(Role.SERVICE_MANAGER))

    told = words(section(page_of(officer), "I02"))
    clear = words(section(page_of(manager), "I02"))

    assert "Coverage: low, under 60% of what should be counted could be" in told
    assert "Coverage: 57.1%, low coverage (9 not known)" in clear


def test_on_paper_a_figure_says_how_it_is_counted(person, client_of):
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))

    page = page_of(officer).text

    printed = re.search(r'id="I05".*?app-print-only">(.*?)</p>', page, re.DOTALL)[1]
    assert "Counts people who attended 3 sessions one to one, each once." in printed
    assert "Rests on what is assumed: A-16, A-21." in printed
    assert "Target: no target set. Before the pilot: none recorded." in printed


def test_money_is_written_as_people_write_it(person, client_of):
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))

    told = words(section(page_of(officer), "I24"))

    assert "£0.00 −£12,500.00 £0.00 −£12,500.00 no forecast of £50,000.00" in told


def test_cohort_and_activity_lead_to_each_other(person, client_of):
    page = page_of(client_of(person(Role.SERVICE_MANAGER)))

    assert "A cohort: cases by the day they were accepted" in words(section(page, "I04"))
    assert 'href="#I04b"' in section(page, "I04")
    assert 'href="#I04"' in section(page, "I04b")


def test_a_number_leads_staff_to_its_list_and_nobody_else(person, client_of):
    supported(LBHF=12, RBKC=3, WCC=9)
    manager = section(page_of(client_of(person(Role.SERVICE_MANAGER))), "I05")
    officer = section(page_of(client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))), "I05")

    assert "/figures/LBHF/2015Q4/I05/rows/" in manager
    assert "/rows/" not in officer


def test_the_group_reads_delivery_side_by_side(person, client_of):
    supported(LBHF=12, RBKC=3, WCC=9)
    target(13)
    target(9, "RBKC")
    member = client_of(person(Role.CONTRACT_GROUP_MEMBER))

    page = member.get(reverse("reporting:figures_group", args=["2015Q4"]))

    lines = {first.label: dict(cells) for first, cells in page.context["delivery"]}
    line = lines["People supported to change"]
    assert line[LBHF].judgement.rag == Rag.AMBER
    assert (line[RBKC].value, line[RBKC].judgement) == ("suppressed", None)
    assert (line[TOTAL].value, line[TOTAL].target) == ("24", "")
    found = dict(page.context["dashboard"].stands_out)
    assert "I05" in {each.code for each in found[LBHF]}
    assert "I05" not in {each.code for each in found[RBKC]}


def test_every_part_of_the_contents_is_on_the_page(person, client_of):
    page = page_of(client_of(person(Role.AUTHORISED_OFFICER, "LBHF")))

    for part, _ in page.context["dashboard"].contents:
        assert f'id="{part}"' in page.text


def test_an_old_target_that_was_taken_back_judges_nothing(person):
    supported(LBHF=12)
    target(13, place=1)
    target(None, place=2)
    release(FIRST)

    found = stands_out(figures_to(FIRST), LBHF, frozenset())

    assert "I05" not in {each.code for each in found}
