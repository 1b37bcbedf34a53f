"""Why work came to nothing, as others may read it: pilot-wide, in groups, once released."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from pilot import calendar
from pilot.permissions import Role
from referrals.models import Referral
from reporting.disclosure import SUPPRESSED, SUPPRESSED_BECAUSE
from reporting.figures import NOT_RELEASED, figures_to
from reporting.reasons import DECLINED, ENDED, reason_counts, reasons_to
from tests.factories import CaseFactory, ReferralFactory, release
from tests.reporting.test_dashboard import page_of
from tests.reporting.test_figures_borough import section, words

pytestmark = pytest.mark.django_db

Q1, Q2, *_ = calendar.pilot_quarters()
WHY, ENDING = Referral.DeclineReason, Case.ClosureReason
UNSAFE = "Could not be worked with: agreement, contact, safety or information"
LED = "Another process or service leads, or comes first"
OUTSIDE = "Not for this service: the area, the age, or what was asked for"
STOPPED = "Stopped coming, or declined"


def declined(count, why, code="LBHF"):
    for _ in range(count):
        ReferralFactory(
            declined=True,
            decline_reason=why,
            borough__code=code,
            received_on=date(2015, 11, 2),
            decided_on=date(2015, 11, 5),
        )


def ended(count, why, code="LBHF"):
    for _ in range(count):
        CaseFactory(
            borough__code=code,
            opened_on=date(2015, 10, 5),
            engaged_on=date(2015, 10, 12),
            closed=True,
            closed_on=date(2015, 12, 15),
            closure_reason=why,
        )


def released(losses, quarter=Q1):
    return {row.group: row.words for row in _table(losses, quarter).rows}


def _table(losses, quarter=Q1):
    found = {each.label: each for each in reasons_to(figures_to(quarter))}
    return found[losses.label]


def test_reasons_are_told_of_the_whole_pilot_in_groups(facts):
    declined(5, WHY.UNSAFE, "LBHF")
    declined(6, WHY.UNSAFE, "RBKC")
    declined(7, WHY.OUT_AREA)
    declined(8, WHY.AGE, "WCC")
    release(Q1)

    told = released(DECLINED)

    assert (told[UNSAFE], told[OUTSIDE]) == ("11", "15")
    assert set(told.values()) == {"11", "15", "0"}
    assert _table(DECLINED).note == ""


def test_a_reason_of_few_is_hidden_and_so_is_what_would_tell_it(facts):
    declined(11, WHY.UNSAFE)
    declined(6, WHY.OUT_AREA)
    declined(2, WHY.IN_CJ)
    release(Q1)

    told = released(DECLINED)

    assert told[UNSAFE] == "11"
    assert told[OUTSIDE] == told[LED] == SUPPRESSED
    assert _table(DECLINED).note == SUPPRESSED_BECAUSE


def test_nothing_is_told_before_the_release(facts):
    declined(11, WHY.UNSAFE)

    assert _table(DECLINED).rows == ()
    assert _table(DECLINED).note == NOT_RELEASED


def test_a_later_decision_changes_nothing_that_would_tell_whose_it_was(facts):
    declined(11, WHY.UNSAFE)
    declined(7, WHY.OUT_AREA)
    release(Q1)
    declined(1, WHY.OUT_AREA)
    release(Q1)

    assert SUPPRESSED in (released(DECLINED)[OUTSIDE], released(DECLINED)[UNSAFE])


def test_endings_are_told_where_the_figure_they_belong_to_is(facts):
    ended(9, ENDING.COMPLETED)
    ended(7, ENDING.DISENGAGED)
    ended(6, ENDING.MOVED)
    release(Q1)

    assert released(ENDED)[STOPPED] == "7"
    assert set(released(ENDED).values()) == {"7", "6"}


def test_endings_are_hidden_with_the_figure_that_their_total_would_tell(facts):
    """Three ended as planned, which I09 hides, and with it what is left of its total."""
    ended(3, ENDING.COMPLETED)
    ended(7, ENDING.DISENGAGED)
    ended(6, ENDING.MOVED)
    release(Q1)

    assert set(released(ENDED).values()) == {SUPPRESSED}


@pytest.mark.parametrize(
    ("losses", "reasons"),
    [(DECLINED, {*WHY.values}), (ENDED, {*ENDING.values} - {*Case.PLANNED})],
)
def test_every_reason_has_a_group(losses, reasons):
    assert reasons <= losses.groups.keys()


def test_what_is_decided_later_is_counted_in_its_own_quarter(facts):
    declined(2, WHY.UNSAFE)

    counts = reason_counts([Q1, Q2], date(2016, 3, 31))[DECLINED.code]

    assert counts[str(Q1)]["ALL"][UNSAFE] == 2
    assert set(counts[str(Q2)]["ALL"].values()) == {0}


def test_an_officer_reads_the_reasons_below_the_steps(person, client_of):
    declined(11, WHY.UNSAFE, "RBKC")
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))
    before = words(section(page_of(officer), "funnel-part"))
    release(Q1)

    after = words(section(page_of(officer), "funnel-part"))

    assert "Why referrals were declined or redirected: not released yet" in before
    assert "Why referrals were declined or redirected: the whole pilot, to date" in after
    assert "in one borough the number of each is small" in after


def test_reading_them_asks_the_database_nothing(facts):
    declined(11, WHY.UNSAFE)
    release(Q1)
    figures = figures_to(Q1)

    with CaptureQueriesContext(connection) as found:
        reasons_to(figures)

    assert len(found) == 0
