"""One entry, many people: counted once for each activity and once for each person."""

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Count

from cases import actions
from cases.models import Activity, SafetyNotice, Session
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import CaseFactory, PractitionerFactory, SessionFactory

Outcome = Session.Outcome
ATT, LATE, DNA, BOOKED = Outcome.ATT, Outcome.LATE, Outcome.DNA, Outcome.NOT_REC
WHEN = {"on": date(2016, 7, 14), "starts_at": time(14)}
WHAT = {"kind": "MOTIV", "method": "VISIT"}
CAME = {"minutes": 50, "record": "Talked about the week.", "next_plan": "The diary"}


@pytest.fixture
def worker(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def cases(worker):
    return [CaseFactory(worker=worker, post__code="FSW") for _ in range(3)]


def log(cases, *outcomes, **more):
    first, *others = zip(cases, outcomes, strict=True)
    details = {**WHEN, **WHAT, **CAME, **more}
    return actions.log_session(
        first[0], by=first[0].worker, outcome=first[1], others=others, **details
    )


def test_one_entry_is_a_session_on_each_case_with_what_came_of_it(worker, cases):
    main = log(cases, ATT, LATE, DNA)

    rows = [case.sessions.get() for case in cases]
    assert rows[0] == main
    assert [row.outcome for row in rows] == [ATT, LATE, DNA]
    assert [row.minutes for row in rows] == [50, 50, None]
    assert [row.record for row in rows] == [CAME["record"], CAME["record"], ""]
    assert {(row.on, row.starts_at, row.activity_id) for row in rows} == {
        (WHEN["on"], WHEN["starts_at"], main.activity_id)
    }
    for case in cases:
        case.refresh_from_db()
        assert case.status == "CONTACTING"
    assert [case.engaged_on for case in cases] == [WHEN["on"], WHEN["on"], None]
    traces = AuditEvent.objects.filter(action="recorded")
    assert {trace.detail["case"] for trace in traces} == {case.reference for case in cases}
    [told] = SafetyNotice.objects.all()
    assert (told.case, told.kind) == (cases[2], "NOT_ATTENDING")


def test_figures_count_a_meeting_once_and_each_person_once(worker, cases):
    log(cases, ATT, LATE, DNA)
    log(cases[:1], ATT, on=date(2016, 7, 13))
    log(cases[:1], ATT, on=date(2016, 7, 12))

    counted = Session.objects.attended().by_activity()
    assert counted.aggregate(
        activities=Count("meeting", distinct=True),
        people=Count("case__perpetrator", distinct=True),
        sessions=Count("pk"),
    ) == {"activities": 3, "people": 2, "sessions": 4}


def test_professionals_beside_are_named_and_make_no_second_person(worker, cases):
    police, nurse = PractitionerFactory.create_batch(2)

    session = log(cases[:1], ATT, practitioners=[police, nurse])
    alone = log(cases[1:2], ATT, starts_at=time(16))

    assert set(session.activity.practitioners.all()) == {police, nurse}
    assert alone.activity is None
    assert Activity.objects.visible_to(worker).get() == session.activity
    assert Session.objects.count() == 2


def test_the_police_post_sees_people_one_to_one(person):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)
    cases = [CaseFactory(worker=worker, post__code="CJW") for _ in range(2)]

    with pytest.raises(TransitionRefused, match="one to one"):
        log(cases, ATT, ATT)
    log(cases[:1], ATT, kind="JOINT_PROF", practitioners=[PractitionerFactory()])

    assert Session.objects.count() == 1


def test_a_joint_entry_is_of_one_worker_and_of_their_own_boroughs(person, worker, cases):
    colleague = CaseFactory(worker=person(Role.FAMILY_SUPPORT_WORKER), post__code="FSW")
    local = person(Role.SERVICE_MANAGER, "WCC")
    here = CaseFactory(worker=worker, post__code="FSW", borough__code="WCC")
    elsewhere = CaseFactory(worker=worker, post__code="FSW", borough__code="RBKC")

    with pytest.raises(TransitionRefused, match="different workers"):
        log([cases[0], colleague], ATT, ATT)
    with pytest.raises(PermissionDenied):
        actions.log_session(
            here, by=local, outcome=ATT, others=[(elsewhere, ATT)], **WHEN, **WHAT, **CAME
        )
    with pytest.raises(TransitionRefused, match="is closed"):
        log([cases[0], CaseFactory(worker=worker, post__code="FSW", closed=True)], ATT, ATT)

    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("outcomes", "told"),
    [
        ((DNA, ATT), "Log it on the case of somebody who came"),
        ((BOOKED, ATT), "booked for everybody, or recorded for everybody"),
        ((ATT, BOOKED), "booked for everybody, or recorded for everybody"),
    ],
)
def test_what_was_done_is_written_on_the_case_of_somebody_who_came(cases, outcomes, told):
    with pytest.raises(TransitionRefused, match=told):
        log(cases[:2], *outcomes)


def test_nobody_came_is_an_entry_too_and_each_absence_is_told(cases):
    log(cases, DNA, DNA, Outcome.CANC_SHORT, record="Waited half an hour.", minutes=None)

    assert [case.sessions.get().record for case in cases] == [
        "Waited half an hour.",
        "",
        "",
    ]
    assert SafetyNotice.objects.count() == 2


def test_an_appointment_for_several_is_recorded_in_one_go(worker, cases):
    main = log(cases, BOOKED, BOOKED, BOOKED, minutes=90, record="", next_plan="")
    others = [case.sessions.get() for case in cases[1:]]
    assert (main.minutes, others[0].minutes) == (90, 90)

    actions.record_session(
        main,
        by=worker,
        version=1,
        outcome=ATT,
        others=[(others[0], LATE)],
        **CAME,
    )

    outcomes = [case.sessions.get().outcome for case in cases]
    assert outcomes == [ATT, LATE, BOOKED]
    others[1].refresh_from_db()
    actions.record_session(others[1], by=worker, version=1, outcome=DNA, is_excused=True)
    assert cases[2].sessions.get().is_excused


def test_only_people_of_the_same_meeting_are_recorded_together(worker, cases):
    apart = [
        SessionFactory(case=case, on=date(2016, 7, 12), starts_at=time(10 + number))
        for number, case in enumerate(cases[:2])
    ]

    with pytest.raises(TransitionRefused, match="not booked for the same meeting"):
        actions.record_session(
            apart[0], by=worker, version=1, outcome=ATT, others=[(apart[1], ATT)], **CAME
        )


def test_one_of_them_recorded_meanwhile_stops_the_whole_entry(worker, cases):
    main = log(cases[:2], BOOKED, BOOKED)
    other = cases[1].sessions.get()
    as_we_read_it = Session.objects.select_related("case").get(pk=other.pk)
    actions.record_session(other, by=worker, version=1, outcome=DNA)

    with pytest.raises(Overtaken):
        actions.record_session(
            main, by=worker, version=1, outcome=ATT, others=[(as_we_read_it, ATT)], **CAME
        )

    assert Session.objects.get(pk=main.pk).is_booked
