"""`seed_demo` works for demonstrations alone, on empty ground, and repeats itself."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from cases.models import (
    Activity,
    AgencyInvolvement,
    AssetSummary,
    Case,
    CaseBorough,
    CaseNote,
    Child,
    ChildStatus,
    ContactAttempt,
    EqualityRecord,
    NoteAddendum,
    Perpetrator,
    SafetyNotice,
    Session,
    Task,
    YouthDetail,
)
from cases.partners.models import (
    CaseLink,
    DashAssessment,
    PartnerCase,
    PartnerContact,
    PartnerOutcome,
    SafeContactPlan,
    SeverityGrid,
    SupportedPerson,
)
from pilot.demonstration import PASSWORD, PEOPLE
from pilot.models import Absence, AuditEvent, Draft, Membership, User, WorkDay, WorkWeek
from referrals.models import (
    Agency,
    Attendance,
    ConfidenceResponse,
    ConfidenceSlip,
    ContactSafetyCheck,
    DeclineNotice,
    PastDecision,
    Practitioner,
    Question,
    Referral,
    ReferralNotice,
    TrainingEvent,
)
from tests.factories import ReferralFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

EVERYTHING = (
    User,
    Membership,
    Agency,
    Practitioner,
    Referral,
    Question,
    ContactSafetyCheck,
    PastDecision,
    ReferralNotice,
    DeclineNotice,
    TrainingEvent,
    Attendance,
    ConfidenceSlip,
    ConfidenceResponse,
    Perpetrator,
    Case,
    CaseBorough,
    Session,
    ContactAttempt,
    Activity,
    Task,
    SafetyNotice,
    Child,
    ChildStatus,
    AgencyInvolvement,
    EqualityRecord,
    YouthDetail,
    AssetSummary,
    CaseNote,
    NoteAddendum,
    SupportedPerson,
    PartnerCase,
    CaseLink,
    SafeContactPlan,
    PartnerContact,
    DashAssessment,
    SeverityGrid,
    PartnerOutcome,
    WorkWeek,
    WorkDay,
    Absence,
    Draft,
    AuditEvent,
)
A_FORTNIGHT_IN = date(2015, 10, 16)
SOME_MONTHS_IN = date(2016, 1, 15)
SALTED = {"password"}
NEVER_THE_SAME = {"target_key"}  # a key is the database's own, and so is what names it


@pytest.fixture
def demonstration(facts):
    """An empty demonstration, early in the pilot."""
    with override_settings(PILOT_DEMO=True, PILOT_TODAY=A_FORTNIGHT_IN):
        yield


def seed(*words: str) -> str:
    said = StringIO()
    call_command("seed_demo", *words, stdout=said)
    return said.getvalue()


def dump() -> str:
    """Every row, in the order in which it was made, with ranks in the place of keys."""
    tables = {model: list(model.objects.order_by("pk")) for model in EVERYTHING}
    ranks = {
        (model, row.pk): rank
        for model, rows in tables.items()
        for rank, row in enumerate(rows)
    }
    return "\n".join(
        f"{model.__name__} {_answers(row, ranks)!r}"
        for model, rows in tables.items()
        for row in rows
    )


def _answers(row, ranks):
    answers = {}
    for field in row._meta.concrete_fields:
        if field.primary_key or field.name in SALTED | NEVER_THE_SAME:
            continue
        value = getattr(row, field.attname)
        is_ranked = field.is_relation and (field.related_model, value) in ranks
        answers[field.name] = ranks[field.related_model, value] if is_ranked else value
    return answers


def dump_of_a_year(*words: str) -> str:
    try:
        with transaction.atomic():
            seed(*words)
            rows = dump()
            raise _Enough
    except _Enough:
        return rows


class _Enough(Exception):
    """The year is rolled back: the next one needs the ground as it was."""


def test_the_same_seed_gives_the_same_rows_and_another_gives_others(demonstration):
    with override_settings(PILOT_TODAY=SOME_MONTHS_IN):
        year = dump_of_a_year("--seed", "7")

        assert dump_of_a_year("--seed", "7") == year

    assert dump_of_a_year("--seed", "8") != dump_of_a_year("--seed", "7")


def test_it_says_in_one_line_what_was_made(demonstration):
    said = seed("--seed", "7")

    assert said.count("\n") == 1
    assert f"{Referral.objects.count()} referrals" in said
    assert f"{Session.objects.count()} sessions" in said
    assert "16 October 2015 (seed 7)" in said


def test_everybody_of_the_demonstration_can_sign_in_and_holds_their_role(demonstration):
    seed()

    assert User.objects.count() == len(PEOPLE)
    for username, invented in PEOPLE.items():
        user = User.objects.get(username=username)
        assert user.check_password(PASSWORD)
        assert user.get_full_name() == f"{invented.first_name} {invented.last_name}"
        assert sorted(user.held()) == sorted(
            (borough, invented.role.value) for borough in invented.boroughs
        )


def test_the_first_administrator_comes_from_the_command_line_and_grants_the_rest(
    demonstration,
):
    seed()

    admin = User.objects.get(username="admin")
    assert {row.granted_by for row in Membership.objects.filter(user=admin)} == {None}
    assert {row.granted_by for row in Membership.objects.exclude(user=admin)} == {admin}


def test_it_is_refused_outside_a_demonstration(facts):
    with pytest.raises(CommandError, match="demonstrations only: set PILOT_DEMO=1"):
        seed()

    assert not User.objects.exists()


def test_it_is_refused_outside_a_demonstration_even_if_there_are_referrals(facts):
    ReferralFactory()

    with pytest.raises(CommandError, match="PILOT_DEMO"):
        seed("--if-empty")


def test_it_is_refused_where_there_are_referrals(demonstration):
    ReferralFactory()

    with pytest.raises(CommandError, match="There are 1 referrals already"):
        seed()

    assert Referral.objects.count() == 1


def test_if_empty_leaves_what_is_there_and_says_so(demonstration):
    ReferralFactory()

    assert seed("--if-empty") == "There are 1 referrals already: no year is invented.\n"
    assert Referral.objects.count() == 1


def test_it_asks_for_the_facts_first(without_facts):
    with (
        override_settings(PILOT_DEMO=True),
        pytest.raises(CommandError, match="run seed_pilot first"),
    ):
        seed()


@pytest.mark.parametrize("day", [date(2015, 9, 30), date(2016, 10, 1)])
def test_it_is_refused_on_a_day_outside_the_pilot(facts, day):
    with (
        override_settings(PILOT_DEMO=True, PILOT_TODAY=day),
        pytest.raises(CommandError, match="set PILOT_TODAY to a day in it"),
    ):
        seed()


def test_it_is_refused_when_a_name_it_needs_is_taken(demonstration):
    UserFactory(username="manager")

    with pytest.raises(CommandError, match="an account called manager already"):
        seed()


def test_a_seed_that_is_no_number_is_explained(demonstration):
    with pytest.raises(CommandError, match="--seed: invalid int value: 'seven'"):
        seed("--seed", "seven")


@pytest.mark.both_engines
@pytest.mark.parametrize("day", [date(2015, 10, 1), date(2015, 12, 28)])
def test_any_day_of_the_pilot_can_be_today(facts, day):
    with override_settings(PILOT_DEMO=True, PILOT_TODAY=day):
        seed()

    assert not Referral.objects.filter(received_on__gt=day).exists()
    known = Session.objects.filter(on__gt=day, recorded_at__isnull=False)
    called_off = ("CANC_SHORT", "CANC_NOTICE", "CANC_SERVICE")
    assert not known.exclude(outcome__in=called_off).exists(), "of a day to come"
