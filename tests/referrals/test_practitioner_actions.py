"""Practitioners and their teams: entered once, put right, and two entries made one."""

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, models

from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from referrals import actions
from referrals.models import (
    Agency,
    NewPractitioner,
    Practitioner,
    Referral,
    links_to_practitioners,
)
from tests.factories import (
    AgencyFactory,
    BoroughFactory,
    PractitionerFactory,
    ReferralFactory,
)

OFFICER = Practitioner.Role.OFFICER


@pytest.fixture
def worker(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


def test_a_team_is_added_and_put_right_without_changing_what_was_recorded(worker):
    westminster = BoroughFactory(code="WCC")
    agency = actions.add_agency(
        by=worker, name="Night team", sector=Agency.Sector.POLICE, borough=None
    )
    referral = ReferralFactory(agency=agency)

    actions.correct_agency(
        agency,
        by=worker,
        version=1,
        name="Night team, Westminster",
        sector=Agency.Sector.POLICE,
        borough=westminster,
        is_retired=True,
    )

    assert (agency.borough, agency.version) == (westminster, 2)
    assert list(Agency.objects.in_use()) == []
    referral.refresh_from_db()
    assert referral.borough_id == "LBHF", "the referral counts where it counted"
    assert [event.action for event in AuditEvent.objects.about(agency)] == [
        "added",
        "corrected",
    ]


def test_somebody_is_added_once_to_a_team(worker):
    agency = AgencyFactory()
    dove = actions.add_practitioner(by=worker, name="PC Dove", agency=agency, role=OFFICER)

    with pytest.raises(TransitionRefused, match="has an entry of that name already"):
        actions.add_practitioner(by=worker, name="pc dove", agency=agency, role=OFFICER)
    elsewhere = actions.add_practitioner(
        by=worker, name="PC Dove", agency=AgencyFactory(), role=OFFICER
    )

    assert dove.token != elsewhere.token
    trace = AuditEvent.objects.about(dove).get()
    assert "Dove" not in f"{trace.sentence} {trace.detail}"


def test_a_specialist_is_a_boroughs_own(worker):
    with pytest.raises(TransitionRefused, match="serves all of London"):
        actions.add_practitioner(
            by=worker,
            name="Ms Linnet",
            agency=AgencyFactory(borough=None),
            role=OFFICER,
            is_specialist=True,
        )
    actions.add_practitioner(
        by=worker,
        name="Ms Linnet",
        agency=AgencyFactory(),
        role=OFFICER,
        is_specialist=True,
    )

    assert Practitioner.objects.specialists().count() == 1


def test_whoever_a_form_heard_of_is_entered_once(worker, manager):
    dove = PractitionerFactory(name="PC Dove")
    new = NewPractitioner("pc dove", dove.agency, OFFICER)
    assert str(new) == f"pc dove, {dove.agency}"

    assert actions.enter_practitioner(who=dove, by=worker) == dove
    assert actions.enter_practitioner(who=new, by=worker) == dove
    added = actions.enter_practitioner(who=new._replace(name="PC Teal"), by=worker)
    assert (added.name, added.role) == ("PC Teal", OFFICER)
    actions.merge_practitioners(added, by=manager, version=1, into=dove, reason="One badge")
    assert actions.enter_practitioner(who=added, by=worker) == dove


def corrected(practitioner, **changes):
    names = ("name", "agency", "role", "is_specialist", "is_retired", "version")
    return {name: getattr(practitioner, name) for name in names} | changes


def test_a_new_team_counts_from_now_on(worker):
    dove = PractitionerFactory(name="PC Dove", agency__borough__code="LBHF")
    referral = ReferralFactory(practitioner=dove, agency=dove.agency)
    was, to = dove.agency, AgencyFactory(borough__code="WCC")

    actions.correct_practitioner(dove, by=worker, **corrected(dove, agency=to))

    assert dove.borough.pk == "WCC"
    referral.refresh_from_db()
    assert referral.agency == was
    with pytest.raises(Overtaken):
        actions.correct_practitioner(dove, by=worker, **corrected(dove, version=1))


def test_nobody_takes_the_name_of_another_in_the_same_team(worker):
    dove = PractitionerFactory(name="PC Dove")
    teal = PractitionerFactory(name="PC Teal", agency=dove.agency)

    with pytest.raises(TransitionRefused, match="has an entry of that name already"):
        actions.correct_practitioner(teal, by=worker, **corrected(teal, name="PC DOVE"))

    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        PractitionerFactory(name="PC Dove", agency=dove.agency)


# Merging


def test_a_merge_moves_every_link_and_leaves_an_entry_that_leads_on(manager):
    kept = PractitionerFactory(name="PC Dove", agency__borough__code="WCC")
    twice = PractitionerFactory(name="Dove", agency__borough__code="WCC")
    earlier = PractitionerFactory(agency__borough__code="WCC", name="P Dove")
    actions.merge_practitioners(earlier, by=manager, version=1, into=twice, reason="Same")
    referrals = ReferralFactory.create_batch(2, practitioner=twice, agency=twice.agency)
    expected = {"referral": 2, "earlier merge": 1}
    assert actions.links_of(twice) == ["1 earlier merge", "2 referrals"]

    merge = actions.merge_practitioners(
        twice, by=manager, version=1, into=kept, reason="One badge number"
    )

    assert (dict(merge.moved), dict(merge.stayed)) == (expected, {})
    assert merge.in_words == "1 earlier merge, 2 referrals moved."
    assert {row.practitioner for row in Referral.objects.all()} == {kept}
    assert [row.agency for row in Referral.objects.all()] == [twice.agency] * len(referrals)
    earlier.refresh_from_db()
    assert (twice.survivor, earlier.survivor, kept.survivor) == (kept, kept, kept)
    assert twice.is_retired
    assert not actions.links_of(twice)
    told = AuditEvent.objects.about(kept).get()
    assert told.detail == {"merged": twice.token, "moved": expected, "stayed": {}}
    assert AuditEvent.objects.about(twice).get(action="merged").reason == "One badge number"


def test_what_cannot_be_merged_is_refused_in_words(manager, worker):
    kept, twice = PractitionerFactory.create_batch(2, agency__borough__code="WCC")
    with pytest.raises(TransitionRefused, match="into itself"):
        actions.merge_practitioners(kept, by=manager, version=1, into=kept, reason="-")
    with pytest.raises(PermissionDenied):
        actions.merge_practitioners(twice, by=worker, version=1, into=kept, reason="-")
    merged = actions.merge_practitioners(
        twice, by=manager, version=1, into=kept, reason="One badge"
    )
    assert merged.in_words == "Nothing had to move."

    for entry, into in ((twice, kept), (kept, twice)):
        with pytest.raises(TransitionRefused, match="was merged into"):
            actions.merge_practitioners(
                entry, by=manager, version=entry.version, into=into, reason="-"
            )
    with pytest.raises(TransitionRefused, match="was merged into"):
        actions.correct_practitioner(twice, by=worker, **corrected(twice))


def test_a_specialist_stays_one_by_whichever_entry_they_were(manager):
    kept = PractitionerFactory(agency__borough__code="WCC")
    twice = PractitionerFactory(agency=kept.agency, is_specialist=True)
    of_london = PractitionerFactory(agency__borough=None)
    merge = {"by": manager, "version": 1, "reason": "One badge number"}
    with pytest.raises(TransitionRefused, match="serves all of London"):
        actions.merge_practitioners(twice, into=of_london, **merge)

    actions.merge_practitioners(twice, into=kept, **merge)

    kept.refresh_from_db()
    assert (kept.is_specialist, kept.version) == (True, 2)
    assert list(Practitioner.objects.specialists()) == [kept]


@pytest.mark.django_db
def test_every_column_that_points_at_a_practitioner_moves_with_a_merge():
    """Found by looking at the tables themselves, so that a new one cannot be forgotten."""
    table = Practitioner._meta.db_table
    pointing = set()
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            keys = connection.introspection.get_relations(cursor, name)
            pointing |= {(name, column) for column, key in keys.items() if key[1] == table}

    moving = {
        (link.related_model._meta.db_table, link.field.column)
        for link in links_to_practitioners()
    }
    assert len(pointing) >= 2
    assert moving == pointing


@pytest.fixture
def later_models(db):
    """Two models that somebody may add one day, with tables of their own for this test."""

    class LaterRegister(models.Model):
        guests = models.ManyToManyField(Practitioner, related_name="+")

        class Meta:
            app_label = "referrals"

    class LaterAttendance(models.Model):
        register = models.ForeignKey(LaterRegister, models.PROTECT)
        practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")

        class Meta:
            app_label = "referrals"
            verbose_name = "attendance"
            unique_together = (("register", "practitioner"),)

    # Inside a test's own transaction SQLite lets no editor in, but does what it is told.
    editor = connection.SchemaEditorClass(connection, collect_sql=True)
    editor.deferred_sql = []
    editor.create_model(LaterRegister)
    editor.create_model(LaterAttendance)
    with connection.cursor() as cursor:
        for statement in (*editor.collected_sql, *editor.deferred_sql):
            cursor.execute(str(statement))
    yield LaterRegister, LaterAttendance
    for name in ("laterregister", "laterattendance", "laterregister_guests"):
        del apps.all_models["referrals"][name]
    apps.clear_cache()


def test_a_link_that_is_added_later_moves_and_one_that_would_double_stays(
    manager, later_models
):
    register, attendance = later_models
    kept, twice = PractitionerFactory.create_batch(2, agency__borough__code="WCC")
    both, one = (register.objects.create() for _ in range(2))
    for event, people in ((both, (kept, twice)), (one, (twice,))):
        for somebody in people:
            attendance.objects.create(register=event, practitioner=somebody)
            event.guests.add(somebody)

    merge = actions.merge_practitioners(
        twice, by=manager, version=1, into=kept, reason="One badge number"
    )

    assert dict(merge.moved) == {"attendance": 1, "later register": 2}
    assert dict(merge.stayed) == {"attendance": 1}
    assert merge.in_words.endswith("1 attendance stayed: the other entry has one too.")
    assert [list(event.guests.all()) for event in (both, one)] == [[kept], [kept]]
    there = attendance.objects.filter(practitioner__merged_into=None)
    assert there.count() == 2, "one person, two registers"
