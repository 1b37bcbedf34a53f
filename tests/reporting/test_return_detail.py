"""One return: how far it is, what it says to whom, and what is next."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pilot.permissions import Role
from reporting import actions
from reporting.models import Return
from reporting.returns.content import TAB_OF, tables_of
from reporting.returns.draft import Draft
from tests.factories import (
    ForecastFactory,
    PerpetratorFactory,
    SessionFactory,
    TargetFactory,
)
from tests.pages import Page
from tests.reporting.returned import Q1, accepted, drafted, signed, submitted

pytestmark = pytest.mark.django_db
Status = Return.Status


def address(code="LBHF", quarter="2015Q4", **query):
    page = reverse("reporting:return_detail", args=[code, quarter])
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"{page}?{asked}"


def read(client_of, user, **query):
    answer = client_of(user).get(address(**query))
    assert answer.status_code == 200
    return Page(answer)


def test_a_quarter_nobody_has_begun_offers_to_begin_it_to_whoever_writes(client_of, who):
    page = read(client_of, who.writer)

    assert "Not begun" in page.words
    assert "Begin this return" in page.words
    assert "Begin this return" not in read(client_of, who.officer).words


def test_the_writer_reads_it_as_it_stands_with_what_stops_it(client_of, who, facts):
    actions.start_return(facts.boroughs["LBHF"], Q1, by=who.writer)

    page = read(client_of, who.writer)

    assert "not signed yet" in page.words
    assert "What stops this return" in page.words
    blocked = dict(page.links)
    assert blocked["Achievements: nothing is written"].endswith("/texts/achievements/")


@pytest.mark.parametrize(
    "tab",
    [
        *("summary", "activity", "outcomes", "equality", "finance", "forecast"),
        *("comments", "history", "none-such"),
    ],
)
def test_every_tab_opens_for_everybody_who_reads_returns(client_of, person, who, tab):
    submitted(who)
    group = person(Role.CONTRACT_GROUP_MEMBER)

    for reader in (who.writer, who.signer, who.officer, who.sender, group):
        page = read(client_of, reader, tab=tab)
        assert page.heading.endswith("Return for October to December 2015")
        assert "Submitted" in page.words


def test_councils_see_nothing_of_a_draft(client_of, person, who):
    drafted(who, achievements="A secret so far.")

    for reader in (who.officer, who.sender, person(Role.CONTRACT_GROUP_MEMBER)):
        for tab in ("summary", "comments", "activity"):
            page = read(client_of, reader, tab=tab)
            assert "A secret so far." not in page.words
            assert "has not signed it" in page.words


def test_the_group_reads_what_the_officer_accepted(client_of, person, who):
    of = signed(who, achievements="It went well.").of_return
    group = person(Role.CONTRACT_GROUP_MEMBER)
    assert "It went well." in read(client_of, who.officer, tab="comments").words
    before = read(client_of, group, tab="comments").words
    assert "It went well." not in before
    assert "Nothing yet: the officer has not accepted it" in before

    actions.review_return(of, by=who.officer, version=of.version)
    actions.accept_return(of, by=who.officer, version=of.version)

    assert "It went well." in read(client_of, group, tab="comments").words


def test_a_small_number_is_hidden_from_the_council_and_not_from_the_provider(
    client_of, who, facts
):
    PerpetratorFactory(
        supported_on=Q1.period.last, supported_borough=facts.boroughs["LBHF"]
    )
    signed(who)

    of_officer = read(client_of, who.officer, tab="outcomes").words
    of_manager = read(client_of, who.signer, tab="outcomes").words

    assert "I05 People supported to change people suppressed" in of_officer
    assert "I05 People supported to change people 1 1" in of_manager


@pytest.mark.parametrize(
    ("status", "reader", "steps"),
    [
        (Status.DRAFT, "signer", ["Sign it"]),
        (Status.DRAFT, "writer", []),
        (Status.PROVIDER_SIGNED, "officer", ["Take it into review"]),
        (Status.OFFICER_REVIEW, "officer", ["Accept it", "Send it back"]),
        (Status.ACCEPTED, "sender", ["Submit it to MOPAC"]),
        (Status.ACCEPTED, "officer", ["Send it back"]),
        (Status.SUBMITTED, "signer", ["State it again"]),
        (Status.SUBMITTED, "sender", []),
    ],
)
def test_each_is_offered_the_steps_that_are_theirs(client_of, who, status, reader, steps):
    make = {
        Status.DRAFT: drafted,
        Status.PROVIDER_SIGNED: lambda who: signed(who).of_return,
        Status.OFFICER_REVIEW: in_review,
        Status.ACCEPTED: accepted,
        Status.SUBMITTED: submitted,
    }
    make[status](who)

    page = read(client_of, getattr(who, reader))

    every = (
        *("Sign it", "Take it into review", "Accept it", "Send it back"),
        *("Submit it to MOPAC", "State it again"),
    )
    assert [each for each in every if each in page.words] == steps


def in_review(who):
    of = signed(who).of_return
    return actions.review_return(of, by=who.officer, version=of.version)


def test_what_came_in_late_stands_beside_what_was_signed(client_of, who, facts):
    submitted(who)
    assert "Changed since it was signed" not in read(client_of, who.signer).words

    SessionFactory(
        case__borough=facts.boroughs["LBHF"],
        borough=facts.boroughs["LBHF"],
        attended=True,
        on=Q1.period.last,
    )

    for reader in (who.signer, who.officer, who.sender):
        page = read(client_of, reader)
        assert "Changed since it was signed" in page.words
        assert "I22 Session attendance Activity, quarter numerator 0 1" in page.words


def test_asked_for_a_version_that_is_not_there_it_shows_the_return_as_it_stands(
    client_of, who
):
    drafted(who)

    page = read(client_of, who.signer, tab="summary", version=1)

    assert "The return as it stands now, not signed yet" in page.words
    assert ("Finance", "?tab=finance") in page.links


def test_an_older_version_stays_readable(client_of, who):
    of = submitted(who, achievements="The first words.")
    actions.restate_return(of, by=who.signer, version=of.version, text="Late.")
    text = of.texts.get(code="achievements")
    actions.write_return_text(
        of, text.code, by=who.writer, version=text.version, text="Other words."
    )
    actions.sign_return(of, by=who.signer, version=of.version)

    first = read(client_of, who.officer, tab="comments", version=1)
    second = read(client_of, who.officer, tab="comments")

    assert "The first words." in first.words
    assert "Other words." in second.words
    assert "Version 1, signed" in first.words


def test_what_is_stated_again_stands_beside_what_was_submitted(client_of, who, facts):
    of = submitted(who, achievements="The first words.")
    assert "Restated" not in read(client_of, who.officer).words
    actions.restate_return(of, by=who.signer, version=of.version, text="Late.")
    SessionFactory(
        case__borough=facts.boroughs["LBHF"],
        borough=facts.boroughs["LBHF"],
        attended=True,
        on=Q1.period.last,
    )
    text = of.texts.get(code="achievements")
    actions.write_return_text(
        of, text.code, by=who.writer, version=text.version, text="Other words."
    )
    actions.sign_return(of, by=who.signer, version=of.version)

    for reader in (who.signer, who.officer, who.sender):
        words = read(client_of, reader).words
        assert "Restated in version 2" in words
        assert "what version 1 said as submitted" in words
        assert "I22 Session attendance Activity, quarter numerator 0 1" in words
        assert "Achievements Narrative, answer The first words. Other words." in words
        assert "Restated in version 2" not in read(client_of, reader, version=1).words
        assert "Restated" not in read(client_of, reader, tab="activity").words


def test_what_is_signed_again_before_it_was_submitted_restates_nothing(client_of, who):
    of = in_review(who)
    actions.send_back_return(of, by=who.officer, version=of.version, text="Look again.")
    actions.sign_return(of, by=who.signer, version=of.version)

    assert "Restated" not in read(client_of, who.officer).words


def test_a_forecast_made_since_is_no_change_of_the_quarter(client_of, who, facts):
    submitted(who)
    ForecastFactory(borough=facts.boroughs["LBHF"])

    assert "Changed since it was signed" not in read(client_of, who.signer).words


def test_another_borough_and_a_quarter_to_come_are_no_page(client_of, who, today):
    officer = client_of(who.officer)

    assert officer.get(address("WCC")).status_code == 404
    assert client_of(who.writer).get("/returns/LBHF/2016Q4/").status_code == 404


def test_its_history_says_who_did_what(client_of, who):
    submitted(who)

    words = read(client_of, who.officer, tab="history").words

    for said in ("Submitted, version 1", "Accepted, version 1", "Draft"):
        assert said in words


def test_every_table_stands_on_the_tab_that_looks_for_it(who):
    made = tables_of(Draft(drafted(who)), in_clear=True)

    assert {table.code: table.tab for table in made} == TAB_OF


@pytest.mark.parametrize(
    ("tab", "counts"), [("summary", 1), ("activity", 1), ("finance", 0), ("comments", 0)]
)
def test_figures_are_counted_once_and_only_for_a_tab_that_says_them(
    client_of, who, tab, counts
):
    of = drafted(who)
    TargetFactory(borough=of.borough)

    with CaptureQueriesContext(connection) as asked:
        read(client_of, who.signer, tab=tab)

    assert sum('"in_part"' in query["sql"] for query in asked) == counts
