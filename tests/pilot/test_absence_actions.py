"""A post is without its worker: who is told, who answers for it, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from pilot import actions
from pilot.models import Absence
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import AbsenceFactory

MONDAY, WEDNESDAY, FRIDAY = date(2016, 7, 18), date(2016, 7, 20), date(2016, 7, 22)
LEAVE, SICK, VACANT = Absence.Kind.LEAVE, Absence.Kind.SICK, Absence.Kind.VACANT


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def colleague(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def officers(person):
    codes = ("LBHF", "RBKC", "WCC")
    return {code: person(Role.AUTHORISED_OFFICER, code) for code in codes}


@pytest.fixture
def cjw(facts):
    return facts.posts["CJW"]


def away(post, by, *, kind=LEAVE, starts_on=MONDAY, ends_on=FRIDAY, cover=None):
    told = {"kind": kind, "starts_on": starts_on, "ends_on": ends_on}
    return actions.record_absence(post, by=by, cover=cover, **told)


def told_to(mailoutbox):
    return {message.to[0] for message in mailoutbox}


def test_a_worker_says_when_they_are_away(worker, cjw):
    absence = away(cjw, worker)

    assert (absence.user, absence.cover) == (worker, None)
    assert absence.in_words == "from 18 July 2016 to 22 July 2016"


def test_the_manager_and_the_officers_get_a_link_and_nothing_more(
    worker, manager, officers, cjw, mailoutbox, django_capture_on_commit_callbacks, settings
):
    settings.SERVICE_URL = "https://pilot.example"
    with django_capture_on_commit_callbacks(execute=True):
        away(cjw, worker, kind=SICK, ends_on=None)

    assert told_to(mailoutbox) == {
        manager.email,
        *(officer.email for officer in officers.values()),
    }
    for message in mailoutbox:
        assert message.subject == "Perpetrator pilot: something waits for you"
        assert "https://pilot.example/" in message.body
        said = (message.subject + message.body).lower()
        assert not any(word in said for word in ("sick", "criminal", worker.last_name))


def test_only_the_boroughs_that_lose_a_day_are_told(
    worker, officers, cjw, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        away(cjw, worker, starts_on=WEDNESDAY, ends_on=WEDNESDAY)

    assert told_to(mailoutbox) == {officers["RBKC"].email}


def test_nobody_is_told_of_what_is_over(
    worker, manager, cjw, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        away(cjw, worker, starts_on=date(2016, 7, 4), ends_on=date(2016, 7, 8))

    assert mailoutbox == []


def test_a_mail_server_that_is_away_undoes_nothing(
    worker, manager, cjw, monkeypatch, django_capture_on_commit_callbacks
):
    def refuse(*args, **kwargs):
        raise OSError("no route")

    monkeypatch.setattr("pilot.mail.send_mail", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        away(cjw, worker)

    assert Absence.objects.exists()


def test_only_the_manager_names_a_cover_says_vacant_and_speaks_for_others(
    worker, colleague, manager, cjw
):
    with pytest.raises(PermissionDenied):
        away(cjw, worker, cover=colleague)
    with pytest.raises(PermissionDenied):
        away(cjw, worker, kind=VACANT)
    with pytest.raises(PermissionDenied):
        away(cjw, colleague)

    absence = away(cjw, manager, cover=colleague)

    assert (absence.user, absence.cover) == (worker, colleague)


def test_a_vacant_post_has_nobody_who_is_away(manager, colleague, cjw):
    with pytest.raises(TransitionRefused, match="say it is vacant"):
        away(cjw, manager)

    absence = away(cjw, manager, kind=VACANT, ends_on=None, cover=colleague)

    assert absence.user is None
    assert absence.in_words == "from 18 July 2016 until further notice"


@pytest.mark.parametrize(
    ("days", "refused"),
    [
        ((FRIDAY, MONDAY), "on or after the first"),
        ((date(2015, 9, 1), None), "inside the pilot"),
        ((FRIDAY, None), "recorded already"),
        ((date(2016, 7, 1), WEDNESDAY), "recorded already"),
    ],
)
def test_days_that_cannot_be_are_refused(worker, cjw, days, refused):
    away(cjw, worker)

    first, last = days
    with pytest.raises(TransitionRefused, match=refused):
        away(cjw, worker, starts_on=first, ends_on=last)


def test_a_cover_is_a_caseworker_who_is_there(worker, colleague, manager, cjw, facts):
    for nobody in (worker, manager):
        with pytest.raises(TransitionRefused, match="Choose a colleague"):
            away(cjw, manager, cover=nobody)
    away(facts.posts["FSW"], colleague, starts_on=FRIDAY, ends_on=None)
    with pytest.raises(TransitionRefused, match="is away then too"):
        away(cjw, manager, cover=colleague)

    assert away(cjw, manager, ends_on=WEDNESDAY, cover=colleague).cover == colleague


def change(absence, by, **changes):
    names = ("kind", "starts_on", "ends_on", "cover")
    told = {name: getattr(absence, name) for name in names} | changes
    return actions.correct_absence(absence, by=by, reason="Back sooner", **told)


def test_who_is_back_says_so_and_the_first_entry_stays(worker, colleague, manager, cjw):
    absence = away(cjw, manager, kind=SICK, ends_on=None, cover=colleague)

    new = change(absence, worker, ends_on=WEDNESDAY)

    assert (new.ends_on, new.cover, new.recorded_by) == (WEDNESDAY, colleague, worker)
    assert new.in_words == "from 18 July 2016 to 20 July 2016"
    absence.refresh_from_db()
    assert absence.is_replaced
    with pytest.raises(Overtaken):
        change(absence, worker)
    with pytest.raises(PermissionDenied):
        change(new, worker, cover=None)


def test_a_post_that_is_filled_is_no_longer_vacant_and_the_other_way(worker, manager, cjw):
    absence = away(cjw, manager, kind=VACANT)
    assert change(absence, manager, kind=LEAVE).user == worker
    worker.memberships.update(
        ended_at=absence.recorded_at, ended_by=manager, end_reason="They left"
    )
    sick = Absence.objects.standing().get()
    Absence.objects.filter(pk=sick.pk).update(user=None, kind=VACANT)
    sick.refresh_from_db()

    with pytest.raises(TransitionRefused, match="say it is vacant"):
        change(sick, manager, kind=SICK)


def test_what_was_recorded_by_mistake_is_taken_out(worker, manager, colleague, cjw):
    absence = away(cjw, manager, cover=colleague)

    actions.withdraw_absence(absence, by=worker, reason="Another week")

    assert not Absence.objects.standing().exists()
    assert away(cjw, worker)


def test_a_day_is_named_alone(worker, cjw):
    absence = away(cjw, worker, ends_on=MONDAY)

    assert str(absence) == "Criminal Justice Worker, on 18 July 2016"


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"ends_on": date(2016, 1, 1)}, "absence_ends_after_it_starts"),
        ({"user": None}, "absence_has_a_person_unless_vacant"),
        ({"kind": "LATE"}, "absence_has_a_known_kind"),
    ],
)
@pytest.mark.django_db
def test_the_database_refuses_what_no_absence_is(facts, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        AbsenceFactory(**fields)
