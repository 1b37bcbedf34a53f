"""Recording a referral: what is asked, what is refused in words, and what is kept."""

import uuid
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from pilot.models import AuditEvent, Draft
from pilot.permissions import Role
from referrals.models import Referral
from tests.factories import (
    AgencyFactory,
    BoroughFactory,
    PostFactory,
    PractitionerFactory,
    ReferralFactory,
    WorkDayFactory,
)
from tests.pages import Page, entered, leads_to, lost, picked, typed

SEARCH = reverse("referrals:referral_search")
RECORD = reverse("referrals:referral_record", args=["2222-2222"])
HOME, LIST = reverse("reporting:home"), reverse("referrals:referral_list")


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def team(facts):
    return AgencyFactory(name="Hammersmith team", borough=BoroughFactory(code="LBHF"))


def answers(team, **changes):
    """What somebody fills in, with a token of its own."""
    return {
        "post": "CJW",
        **typed("received_on", date(2016, 7, 14)),
        "source": "POL_CSU",
        "agency": team.pk,
        **entered("practitioner", "Constable Fieldmouse", team),
        "given_names": "Alder",
        "surname": "Quillfeather",
        **typed("born_on", date(1984, 5, 6)),
        "residence": "LBHF",
        "reason": "Two calls to the address in a month.",
        "cj_status": "NFA",
        **typed("checked_on", date(2016, 7, 14)),
        "check_source": "POLICE",
        "once": uuid.uuid4().hex,
    } | changes


def begin(client, **typed):
    """Search for somebody whom nobody knows; the form that follows."""
    sent = {"given_names": "Alder", "surname": "Quillfeather", "aliases": ""} | typed
    response = client.post(SEARCH, sent)
    return client.get(response.url)


def test_a_referral_is_recorded_and_shown(client, worker, team):
    response = client.post(RECORD, answers(team), follow=True)

    referral = Referral.objects.get()
    assert response.redirect_chain == [(referral.get_absolute_url(), 302)]
    assert f"Referral {referral.reference} is recorded" in Page(response).done
    assert referral.borough_id == "LBHF"
    assert referral.basis == Referral.Basis.RESIDENCE
    assert referral.practitioner.name == "Constable Fieldmouse"
    assert referral.recorded_by == worker


def test_recording_leaves_a_trace_without_a_name_in_it(client, worker, team):
    client.post(RECORD, answers(team))

    trace = AuditEvent.objects.about(Referral.objects.get()).get()
    assert (trace.by, trace.action) == (worker, "recorded")
    assert "Quillfeather" not in f"{trace.sentence} {trace.detail}"


def test_the_form_starts_with_today_and_the_post_of_the_person(client):
    page = Page(begin(client))

    days = [page.answer(f"received_on_{part}") for part in ("day", "month", "year")]
    assert days == ["15", "7", "2016"]
    assert page.answer("post") == "CJW"


def test_an_empty_form_says_beside_each_field_what_to_enter(client):
    page = Page(client.post(RECORD, {"post": "CJW"}))

    assert page.title.startswith("Error: ")
    assert page.errors == {
        "received_on": "Enter the date you received the referral",
        "source": "Select where the referral came from",
        "given_names": "Enter the given names of the person referred",
        "surname": "Enter the surname of the person referred",
        "residence": "Select where the person referred lives",
        "reason": "Enter why they are referred",
        "cj_status": "Select where they stand in the criminal justice process",
    }


def test_each_message_on_top_leads_to_its_field(client):
    page = Page(client.post(RECORD, {"post": "CJW"}))

    assert [words for words, _ in page.summary] == list(page.errors.values())
    assert {target for _, target in page.summary} <= page.texts.keys() | _controls(client)


def _controls(client):
    source = begin(client).content.decode()
    return {part.partition('"')[0] for part in source.split(' id="')[1:]}


def test_one_wrong_answer_loses_none_of_the_others(client, team):
    sent = answers(team, surname="")
    del sent["once"]

    page = Page(client.post(RECORD, sent))

    assert page.errors == {"surname": "Enter the surname of the person referred"}
    assert lost(page, sent) == {}
    assert not Referral.objects.exists()


# Dates


@pytest.mark.parametrize(
    "day",
    [
        date(2015, 10, 1),  # the pilot's first day
        date(2015, 12, 31),  # the last day of a quarter
        date(2016, 2, 29),
        date(2016, 3, 27),  # the clocks go forward
        date(2016, 7, 15),  # today
    ],
)
def test_a_day_inside_the_pilot_is_taken(client, team, day):
    client.post(RECORD, answers(team, **typed("received_on", day)))

    assert Referral.objects.get().received_on == day


@pytest.mark.parametrize(
    ("day", "month", "year", "message"),
    [
        ("29", "2", "2015", "must be a real date"),
        ("31", "6", "2016", "must be a real date"),
        ("0", "6", "2016", "must be a real date"),
        ("x", "6", "2016", "must be a real date"),
        ("", "6", "2016", "must include a day"),
        ("1", "", "", "must include a month and a year"),
        ("1", "6", "16", "must have a year of 4 numbers"),
        ("30", "9", "2015", "must be inside the pilot"),
        ("16", "7", "2016", "must be today or in the past"),
        ("1", "10", "2016", "must be today or in the past"),
    ],
)
def test_a_wrong_date_is_told_what_is_wrong_and_stays(
    client, team, day, month, year, message
):
    sent = {"received_on_day": day, "received_on_month": month, "received_on_year": year}

    page = Page(client.post(RECORD, answers(team, **sent)))

    assert message in page.errors["received_on"]
    assert lost(page, sent) == {}


@pytest.mark.parametrize("month", ["Feb", "february", "02"])
def test_a_month_may_be_written_as_people_write_it(client, team, month):
    sent = {"received_on_day": "29", "received_on_month": month}

    client.post(RECORD, answers(team, **sent))

    assert Referral.objects.get().received_on == date(2016, 2, 29)


@pytest.mark.parametrize(
    ("born_on", "message"),
    [
        (date(2016, 7, 14), "must be before the referral"),
        (date(2006, 7, 15), "must be 10 or over"),
        (date(2016, 7, 15), "must be before the referral"),
    ],
)
def test_a_date_of_birth_that_cannot_be_is_questioned(client, team, born_on, message):
    page = Page(client.post(RECORD, answers(team, **typed("born_on", born_on))))

    assert message in page.errors["born_on"]


@pytest.mark.parametrize("born_on", [date(2006, 7, 14), date(2000, 2, 29)])
def test_somebody_of_ten_or_born_on_a_leap_day_can_be_referred(client, team, born_on):
    client.post(RECORD, answers(team, post="YPS", **typed("born_on", born_on)))

    assert Referral.objects.get().born_on == born_on


def test_a_date_of_birth_may_be_unknown(client, team):
    empty = {"born_on_day": "", "born_on_month": "", "born_on_year": ""}

    client.post(RECORD, answers(team, **empty))

    assert Referral.objects.get().born_on is None


# Source and agency


NOBODY = {"practitioner": "", "practitioner_choice": ""}


@pytest.mark.parametrize("source", ["SELF", "FAMILY", "PARENT"])
def test_nobody_at_an_agency_stands_behind_a_person_or_a_relative(client, team, source):
    named = Page(client.post(RECORD, answers(team, source=source)))
    client.post(RECORD, answers(team, source=source, **NOBODY))

    told = "Leave this empty: nobody at an agency referred them"
    assert named.errors == {"practitioner": told}
    assert Referral.objects.get().agency is None, "the one it started with is not used"


def test_a_professional_source_needs_its_agency(client, team):
    page = Page(client.post(RECORD, answers(team, agency="", **NOBODY)))

    assert page.errors == {"agency": "Select the agency or team, or name who referred them"}


def test_a_practitioner_brings_their_team(client, team):
    known = PractitionerFactory(agency=team)
    other = AgencyFactory().pk

    client.post(RECORD, answers(team, agency=other, **picked("practitioner", known)))

    referral = Referral.objects.get()
    assert (referral.practitioner, referral.agency) == (known, team)


def test_a_retired_agency_is_not_offered_and_not_taken(client, team):
    team.is_retired = True
    team.save()

    page = Page(client.post(RECORD, answers(team)))

    assert "agency" in page.errors
    assert "Hammersmith team" not in Page(begin(client)).words


@pytest.mark.parametrize(
    ("lives", "borough", "basis"),
    [
        ("WCC", "WCC", Referral.Basis.RESIDENCE),
        ("OLON", "LBHF", Referral.Basis.REFERRER),
        ("NFA", "LBHF", Referral.Basis.REFERRER),
    ],
)
def test_the_borough_follows_from_where_they_live_then_from_the_team(
    client, team, lives, borough, basis
):
    client.post(RECORD, answers(team, residence=lives))

    referral = Referral.objects.get()
    assert (referral.borough_id, referral.basis) == (borough, basis)


def test_without_either_the_referral_waits_for_the_manager(client, team):
    sent = answers(team, source="SELF", agency="", residence="UNK", **NOBODY)

    response = client.post(RECORD, sent, follow=True)

    assert Referral.objects.get().borough is None
    assert "The service manager decides" in Page(response).words


def test_a_referral_for_another_post_is_recorded_and_then_out_of_sight(client, team):
    response = client.post(RECORD, answers(team, post="FSW"), follow=True)

    assert response.redirect_chain == [(LIST, 302)]
    assert "is recorded for the Family Support Worker" in Page(response).done
    assert Page(response).texts.get("main-content", "").count("Quillfeather") == 0


# Texts


def test_five_thousand_characters_are_taken(client, team):
    client.post(RECORD, answers(team, reason="n" * 5000))

    assert len(Referral.objects.get().reason) == 5000


def test_more_are_refused_aloud_and_none_is_cut_off(client, team):
    sent = {"reason": "n" * 5001}

    page = Page(client.post(RECORD, answers(team, **sent)))

    assert "to 5000 characters or fewer: it has 5001" in page.errors["reason"]
    assert lost(page, sent) == {}


def test_control_characters_are_cleaned_and_paragraphs_stay(client, team):
    sent = {"reason": "One\x0b line\x00\r\nand\x1f another", "surname": "Quill\x08feather"}

    client.post(RECORD, answers(team, **sent))

    referral = Referral.objects.get()
    assert referral.reason == "One line\nand another"
    assert referral.surname == "Quillfeather"


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "Ó Briain 王 🐝", "{{ 7 }}"])
def test_a_name_is_shown_as_it_was_written(client, team, name):
    response = client.post(RECORD, answers(team, surname=name), follow=True)

    assert Referral.objects.get().surname == name
    assert Page(response).heading.endswith(f"Alder {name}")


def test_a_name_of_nothing_but_spaces_is_no_name(client, team):
    page = Page(client.post(RECORD, answers(team, surname="   ")))

    assert page.errors == {"surname": "Enter the surname of the person referred"}


# What a browser sends is input


@pytest.mark.parametrize("field", ["post", "source", "agency", "residence"])
@pytest.mark.parametrize(
    "value", ["XYZ", "-1", "0", "99999999999999999999", "' OR 1=1", "\x00"]
)
def test_an_answer_that_was_never_offered_gets_a_message(client, team, field, value):
    response = client.post(RECORD, answers(team, **NOBODY | {field: value}))

    assert response.status_code == 200
    assert field in Page(response).errors
    assert not Referral.objects.exists()


def test_fields_that_are_not_on_the_page_change_nothing(client, worker, team):
    extra = {
        "borough": "RBKC",
        "status": "ACCEPTED",
        "reference": "2222-2222",
        "version": "9",
    }

    client.post(RECORD, answers(team, **extra))

    referral = Referral.objects.get()
    assert (referral.borough_id, referral.status) == ("LBHF", Referral.Status.RECEIVED)
    assert (referral.reference == "2222-2222", referral.version) == (False, 1)


# Once


def test_the_same_form_twice_is_one_referral_and_the_same_page(client, team):
    sent = answers(team)

    first, second = client.post(RECORD, sent), client.post(RECORD, sent)

    assert Referral.objects.count() == 1
    assert leads_to(first) == leads_to(second)


def test_the_same_text_from_a_fresh_page_is_asked_about(client, team):
    client.post(RECORD, answers(team))

    response = client.post(RECORD, answers(team))

    assert response.status_code == 409
    assert "Save it again?" in Page(response).heading
    assert Referral.objects.count() == 1


def test_whoever_means_it_can_save_the_same_text_again(client, team):
    client.post(RECORD, answers(team))
    asked = Page(client.post(RECORD, answers(team)))
    again = {name: asked.answer(name) for name in asked.answers} | {"again": "yes"}

    shown = Page(client.post(RECORD, again))
    assert f"Open referral {Referral.objects.get().reference}" in shown.words
    once_more = {name: shown.answer(name) for name in shown.answers} | {"again": "yes"}
    response = client.post(RECORD, once_more)

    assert response.status_code == 302
    assert Referral.objects.count() == 2


def test_a_corrected_form_is_not_taken_for_a_second_one(client, team):
    sent = answers(team, surname="")
    client.post(RECORD, sent)

    client.post(RECORD, sent | {"surname": "Quillfeather"})

    assert Referral.objects.count() == 1


@pytest.mark.parametrize("token", ["", "odd", "x" * 500, "' OR 1=1"])
def test_an_odd_token_still_records_once(client, team, token):
    response = client.post(RECORD, answers(team, once=token))

    assert response.status_code == 302
    assert Referral.objects.count() == 1


# Drafts


def half_written(team):
    sent = answers(team, surname="", reason="Half a sen")
    return {name: str(value) for name, value in sent.items() if name != "once"}


def test_save_and_come_back_keeps_what_was_typed_and_records_nothing(client, team):
    response = client.post(RECORD, half_written(team) | {"save_draft": "yes"})

    assert leads_to(response) == HOME
    assert not Referral.objects.exists()
    page = Page(client.get(RECORD))
    assert lost(page, half_written(team)) == {}
    assert page.errors == {}
    assert "This is what you typed earlier" in page.words


def test_the_page_saves_itself_and_says_when(client, team):
    response = client.post(
        RECORD, half_written(team), headers={"X-Requested-With": "draft"}
    )

    assert set(response.json()) == {"saved_at"}
    assert lost(Page(client.get(RECORD)), half_written(team)) == {}


def test_the_newest_draft_replaces_the_one_before(client, team):
    for reason in ("Half a sen", "Half a sentence"):
        sent = half_written(team) | {"reason": reason}
        client.post(RECORD, sent, headers={"X-Requested-With": "draft"})

    assert Draft.objects.count() == 1
    assert Page(client.get(RECORD)).answer("reason") == "Half a sentence"


def test_a_draft_is_for_its_writer_only(client, team, person, client_of):
    client.post(RECORD, half_written(team) | {"save_draft": "yes"})
    colleague = client_of(person(Role.CRIMINAL_JUSTICE_WORKER))

    assert "Half a sen" not in colleague.get(RECORD).content.decode()


def test_the_draft_goes_when_the_referral_is_recorded(client, team):
    client.post(RECORD, half_written(team) | {"save_draft": "yes"})

    client.post(RECORD, answers(team))

    assert not Draft.objects.exists()


def test_a_draft_stays_while_the_form_still_has_errors(client, team):
    client.post(RECORD, half_written(team) | {"save_draft": "yes"})

    client.post(RECORD, half_written(team))

    assert Draft.objects.count() == 1


# Who


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", sorted(set(Role) - {"CJW", "FSW", "YPS", "MGR"}))
def test_only_caseworkers_and_the_manager_record(person, client_of, role, method):
    client = client_of(person(role, "LBHF"))

    assert getattr(client, method)(RECORD).status_code == 403
    assert not Referral.objects.exists()


def test_signed_out_the_form_leads_to_the_sign_in_and_back(facts):
    response = Client().get(RECORD)

    assert leads_to(response) == reverse("pilot:sign_in")
    assert RECORD in response.url


# Each post its own questions

OF_POST = {
    "CJW": {"targeting", "checked_on_day", "check_source", "advice"},
    "FSW": set(),
    "YPS": {"youth_team", "youth_order", "parent_position"},
}


@pytest.mark.parametrize("post", OF_POST)
def test_a_post_is_asked_its_own_questions_and_no_others(client_of, person, post):
    page = Page(begin(client_of(person(Role(post)))))

    asked = set(page.answers) & set().union(*OF_POST.values())
    assert asked == OF_POST[post]
    assert page.answer("post") == post
    assert page.answer("prior_offence") == "NOT_ASKED"


def test_a_full_referral_keeps_every_answer(client, team):
    coded = {
        "aliases": "Bob",
        "route": "MEETING",
        "relationship": "EX_PARTNER",
        "harmed_aged_16": "YES",
        "abuse_types": ["THREATS", "DIGITAL"],
        "has_urgent_risk": "on",
        "awareness": "NO",
        "agreement": "NOT_REQUIRED",
        "prior_offence": "NO",
        "prior_programme": "NOT_KNOWN",
        "otherwise_offered": "NO",
        "campaign": "POSTER",
    }

    client.post(RECORD, answers(team, **coded))

    referral = Referral.objects.get()
    kept = {name: getattr(referral, name) for name in coded}
    expected = {"abuse_types": ["DIGITAL", "THREATS"], "has_urgent_risk": True}
    assert kept == coded | expected
    check = referral.checks.get()
    assert (check.cj_status, check.checked_on) == ("NFA", date(2016, 7, 14))
    assert referral.early_flag == "UNKNOWN"


def test_what_is_left_out_was_not_asked(client, team):
    client.post(RECORD, answers(team))

    referral = Referral.objects.get()
    assert {referral.relationship, referral.awareness, referral.campaign} == {"NOT_ASKED"}
    assert (referral.route, referral.abuse_types) == ("DIRECT", [])


def test_whoever_is_on_a_list_came_from_it(client, team):
    client.post(RECORD, answers(team, targeting="SERIAL", route="MEETING"))

    referral = Referral.objects.get()
    assert (referral.route, referral.targeting) == ("TARGETED", "SERIAL")


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"cj_status": ""}, "cj_status"),
        ({"cj_status": "NOT_ASKED"}, "cj_status"),
        ({"check_source": ""}, "check_source"),
        (
            {"checked_on_day": "", "checked_on_month": "", "checked_on_year": ""},
            "checked_on",
        ),
    ],
)
def test_the_justice_process_is_checked_dated_and_sourced(client, team, sent, field):
    page = Page(client.post(RECORD, answers(team, **sent)))

    assert list(page.errors) == [field]


def test_the_form_starts_with_whom_they_hear_from_where_the_rota_puts_them(
    client, worker, team
):
    WorkDayFactory(user=worker, borough=BoroughFactory(code="WCC"), on=date(2016, 7, 15))
    there = AgencyFactory(borough=BoroughFactory(code="WCC"))
    assert Page(begin(client)).answer("agency") == str(there.pk), "the only police team"
    for agency, source in ((there, "POL_CSU"), *[(team, "HOUSING")] * 3):
        ReferralFactory(agency=agency, source=source, recorded_by=worker)
    AgencyFactory(borough=BoroughFactory(code="WCC"))
    housing = AgencyFactory(borough=BoroughFactory(code="WCC"), sector="HOUSING")
    ReferralFactory.create_batch(2, agency=housing, source="HOUSING", recorded_by=worker)

    page = Page(begin(client))

    assert (page.answer("source"), page.answer("agency")) == ("HOUSING", str(housing.pk))
    assert page.answer("residence") is None, "it decides the borough: nobody guesses it"


# Ages (V-01, P-17)

SIXTEEN = typed("born_on", date(2000, 5, 6))
ADULT = typed("born_on", date(1984, 5, 6))


def test_a_young_person_goes_to_the_specialist_and_the_page_says_so(client, team):
    page = Page(begin(client, **SIXTEEN))
    assert page.answer("post") == "YPS"
    assert "Under-18s are referred to the Young Perpetrator Specialist" in page.words
    assert "Where does the young person live?" in page.words
    assert "Been on a programme before?" in page.words
    assert "perpetrator programme" not in page.words, "domain 1.9"

    response = client.post(RECORD, answers(team, post="YPS", **SIXTEEN))

    assert leads_to(response) == LIST
    assert Referral.objects.get().post_id == "YPS"


def test_a_young_person_stays_with_an_adult_post_for_a_reason(client, team):
    asked = Page(client.post(RECORD, answers(team, **SIXTEEN)))
    told = "They were 16 on that day: select the Young Perpetrator Specialist, or say why"
    assert told in asked.errors["post"]
    assert "age_reason" in asked.answers

    client.post(RECORD, answers(team, age_reason="Lives as an adult", **SIXTEEN))

    assert Referral.objects.get().checks.filter(note="Lives as an adult").exists()


def test_an_adult_stays_with_the_specialist_only_if_the_manager_says_why(
    client_of, person, team
):
    specialist = client_of(person(Role.YOUNG_PERPETRATOR_SPECIALIST))
    sent = answers(team, post="YPS", age_reason="Nearly a child", **ADULT)
    asked = Page(specialist.post(RECORD, sent))
    assert "Only the service manager can say why not" in asked.errors["post"]
    assert "age_reason" not in asked.answers

    manager = client_of(person(Role.SERVICE_MANAGER))
    manager.post(RECORD, sent)

    assert Referral.objects.get().post_id == "YPS"


# Known already (V-09)


def test_somebody_known_whom_the_search_did_not_show_is_shown_before_saving(client, team):
    existing = ReferralFactory(
        given_names="Alder",
        surname="Quillfeather",
        born_on=date(1984, 5, 6),
        findable=True,
    )
    sent = answers(team)

    shown = Page(client.post(RECORD, sent))

    assert shown.errors == {}
    assert "Somebody like this is already known" in shown.words
    assert f"Open referral {existing.reference}" in shown.words
    assert "it is still waiting" in shown.words
    assert lost(shown, {name: sent[name] for name in ("reason", "surname")}) == {}
    again = {name: shown.answer(name) for name in shown.answers}
    assert client.post(RECORD, again).status_code == 302
    assert Referral.objects.count() == 2


def test_a_new_referral_about_somebody_known_follows_the_earlier_one(client, team):
    earlier = ReferralFactory(
        given_names="Alder",
        surname="Quillfeather",
        born_on=date(1984, 5, 6),
        findable=True,
    )
    found = client.post(
        SEARCH, {"given_names": "Alder", "surname": "Quillfeather", "aliases": ""}
    )
    page = Page(client.get(found.url))
    onward = next(address for _, address in page.links if "?about=" in address)
    odd = onward.partition("?")[0] + "?about=%00K7QM'"
    assert client.get(odd).status_code == 200, "an odd reference is of nobody"
    form = Page(client.get(onward))
    assert form.answer("follows") == earlier.reference
    assert form.answer("born_on_year") == "1984"
    assert form.answer("residence") == "LBHF"

    kept = {name: form.answer(name) for name in ("follows", "shown", "post")}
    client.post(onward.partition("?")[0], answers(team) | kept)

    assert Referral.objects.exclude(pk=earlier.pk).get().follows == earlier


def test_a_referral_one_may_not_see_cannot_be_followed(client, team):
    hidden = ReferralFactory(post=PostFactory(code="FSW"))

    page = Page(client.post(RECORD, answers(team, follows=hidden.reference)))

    assert page.title.startswith("Error: ")
    assert Referral.objects.count() == 1


def test_a_form_that_nobody_began_is_a_search(client):
    assert leads_to(client.get(RECORD)) == SEARCH


def test_a_reason_with_words_of_the_person_harmed_is_asked_about_once(client, team):
    told = answers(team, reason="She told us he broke the door. Now at W6 7NL.")

    page = Page(client.post(RECORD, told))

    assert "somebody else’s account" in page.errors["reason"]
    assert "a postcode" in page.errors["reason"]
    assert page.answer("reason") == told["reason"]
    assert not Referral.objects.exists()

    client.post(RECORD, told | {"words_are_checked": "on"})
    assert Referral.objects.get().reason == told["reason"]
