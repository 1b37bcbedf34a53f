"""Files are drawn by chance, read by somebody else, graded and put right."""

from collections import Counter
from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cases import actions
from cases.due.file_audits import file_actions_to_do, files_to_grade
from cases.models import CRITERIA, Case, FileAction, FileAudit, Perpetrator
from pilot import calendar
from pilot.models import AuditEvent, Borough
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import (
    CaseAllocationFactory,
    CaseFactory,
    FileActionFactory,
    FileAuditFactory,
    MembershipFactory,
)

GRADED = {"grade": "GOOD", "findings": "Clear", **dict.fromkeys(CRITERIA, "MET")}
DUE = date(2016, 7, 29)


@pytest.fixture
def auditor(person):
    return person(Role.CASE_FILE_AUDITOR)


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


def draw(auditor, *codes, by=None, each=1, seed=7):
    boroughs = Borough.objects.filter(pk__in=codes or ["WCC"])
    return actions.draw_files(
        by=by or auditor, auditor=auditor, boroughs=list(boroughs), each=each, seed=seed
    )


def cases_drawn(drawn):
    return [one.case for one in drawn]


def test_so_many_are_drawn_of_each_post_and_borough(auditor):
    for code in ("WCC", "LBHF"):
        for post, number in (("CJW", 3), ("FSW", 1)):
            for _ in range(number):
                CaseFactory(borough__code=code, post__code=post)
    CaseFactory(borough__code="RBKC")

    drawn = draw(auditor, "WCC", "LBHF", each=2)

    strata = Counter((one.borough_id, one.case.post_id) for one in drawn)
    assert strata == {
        **{("WCC", "CJW"): 2, ("WCC", "FSW"): 1},
        **{("LBHF", "CJW"): 2, ("LBHF", "FSW"): 1},
    }
    for one in drawn:
        assert (one.status, one.auditor, one.drawn_with) == ("SAMPLED", auditor, 7)
        assert one.reading_ends_on == date(2016, 8, 12)
    assert AuditEvent.objects.filter(action="drew", by=auditor).count() == 6


def test_the_same_seed_draws_the_same_files_and_another_may_not(auditor):
    CaseFactory.create_batch(20, borough__code="WCC")
    drawn = {}
    for seed in (1, 2, 3, 1):
        with transaction.atomic():
            found = [case.pk for case in cases_drawn(draw(auditor, each=2, seed=seed))]
            transaction.set_rollback(True)
        assert drawn.setdefault(seed, found) == found

    assert len({tuple(found) for found in drawn.values()}) > 1
    with transaction.atomic():
        assert len(draw(auditor, seed=None)) == 1


def test_own_work_is_never_drawn(person, manager):
    """A manager who worked on cases before, had one by cover, or has one now."""
    CaseFactory(borough__code="WCC", worker=manager)
    before, covered = CaseFactory(borough__code="WCC"), CaseFactory(borough__code="WCC")
    CaseAllocationFactory(case=before, worker=manager, ends_on=date(2016, 2, 1))
    CaseAllocationFactory(case=covered, worker=manager, cover=True)
    other = CaseFactory(borough__code="WCC")

    assert cases_drawn(draw(manager, each=2)) == [other]


def test_who_was_in_partner_support_draws_nobody_of_that_time(auditor):
    CaseFactory(borough__code="WCC", opened_on=date(2015, 11, 2))
    later = CaseFactory(borough__code="WCC", opened_on=date(2016, 5, 3))
    ended_at = datetime(2016, 2, 1, 12, tzinfo=calendar.LONDON)
    role = {"role": Role.PARTNER_SUPPORT_WORKER, "borough__code": "WCC"}
    MembershipFactory(user=auditor, **role, ended=True, ended_at=ended_at)

    assert cases_drawn(draw(auditor, each=2)) == [later]
    MembershipFactory(user=auditor, **role)
    assert not Case.objects.not_theirs(auditor).exists()


def test_what_was_drawn_in_the_last_12_months_is_left_out(auditor):
    again = FileAuditFactory(
        case__borough__code="WCC",
        case__opened_on=date(2015, 6, 1),
        closed=True,
        sampled_on=date(2015, 7, 15),
    )
    FileAuditFactory(case__borough__code="WCC", closed=True, sampled_on=date(2015, 7, 16))

    assert cases_drawn(draw(auditor, each=2)) == [again.case]


def test_a_case_closed_for_longer_than_a_year_is_left_out(auditor):
    CaseFactory(
        borough__code="WCC",
        closed=True,
        opened_on=date(2015, 1, 5),
        closed_on=date(2015, 7, 14),
    )

    with pytest.raises(TransitionRefused, match="No file is left"):
        draw(auditor)


def test_an_earlier_draw_is_graded_first(auditor):
    CaseFactory.create_batch(3, borough__code="WCC")
    [first] = draw(auditor)
    with pytest.raises(TransitionRefused, match="Grade those first"):
        draw(auditor)

    actions.grade_file(first, by=auditor, **GRADED)

    assert len(draw(auditor)) == 1


def test_a_file_drawn_by_two_at_once_is_one_of_theirs(auditor, monkeypatch):
    taken = FileAuditFactory(case__borough__code="WCC").case
    found = Case.objects.filter(pk=taken.pk)
    monkeypatch.setattr("cases.actions.file_audit.files_to_draw", lambda *_: found)

    with pytest.raises(Overtaken, match="just drawn"):
        draw(auditor)


def test_an_auditor_draws_for_nobody_else_and_nowhere_else(person, auditor, manager):
    here = person(Role.CASE_FILE_AUDITOR, "WCC")
    CaseFactory(borough__code="WCC")
    CaseFactory(borough__code="RBKC")
    with pytest.raises(PermissionDenied):
        draw(here, by=auditor)
    with pytest.raises(PermissionDenied):
        draw(here, "RBKC")

    assert [one.auditor for one in draw(here, by=manager)] == [here]
    assert set(actions.auditors_in(Borough.objects.get(pk="RBKC"))) == {auditor, manager}


def test_an_auditor_sees_the_cases_drawn_for_them_while_they_may_read_them(person, auditor):
    mine = FileAuditFactory(case__borough__code="WCC", auditor=auditor)
    FileAuditFactory(case__borough__code="WCC")
    FileAuditFactory(case__borough__code="WCC", auditor=auditor, closed=True)
    CaseFactory(borough__code="WCC")

    assert list(Case.objects.visible_to(auditor)) == [mine.case]
    assert mine.is_readable
    with calendar.clock_set_to(datetime(2016, 7, 29, 23, tzinfo=calendar.LONDON)):
        assert list(Case.objects.visible_to(auditor)) == [mine.case]
    with calendar.clock_set_to(datetime(2016, 7, 30, 1, tzinfo=calendar.LONDON)):
        assert not Case.objects.visible_to(auditor).exists()
        assert not mine.is_readable
    ended = {"ended_by": mine.case.worker, "end_reason": "They left"}
    auditor.memberships.update(ended_at=calendar.now(), **ended)
    auditor.refresh_from_db()
    assert not Case.objects.visible_to(auditor).exists()


def test_nothing_but_the_file_opens_to_an_auditor(auditor):
    FileAuditFactory(case__borough__code="WCC", auditor=auditor)

    assert not Perpetrator.objects.visible_to(auditor).exists()
    assert not any(
        auditor.can(permission)
        for permission in ("LOG_WORK", "KEEP_RECORD", "SUPPORT_PARTNERS")
    )


def test_it_is_graded_on_the_day_it_is_said(auditor):
    audit = FileAuditFactory(case__borough__code="WCC", auditor=auditor)

    actions.grade_file(audit, by=auditor, **{**GRADED, "oversight": "NOT_MET"})

    assert (audit.status, audit.grade) == ("REVIEWED", "GOOD")
    assert audit.audited_on == date(2016, 7, 15)
    assert dict(audit.answers)["Can you see that the manager looked at it?"] == "No"
    assert AuditEvent.objects.get(action="graded").by == auditor
    with pytest.raises(Overtaken):
        actions.grade_file(audit, by=auditor, **GRADED)


def test_only_its_auditor_and_the_manager_grade_it(person, auditor, manager):
    audit = FileAuditFactory(case__borough__code="WCC", auditor=auditor)
    with pytest.raises(PermissionDenied):
        actions.grade_file(audit, by=person(Role.CASE_FILE_AUDITOR), **GRADED)
    with pytest.raises(PermissionDenied):
        actions.grade_file(audit, by=audit.case.worker, **GRADED)

    actions.grade_file(audit, by=manager, **GRADED)

    assert audit.auditor == manager, "whoever graded it"


def test_after_the_time_to_read_the_manager_grades_it(auditor, manager):
    audit = FileAuditFactory(auditor=auditor, sampled_on=date(2016, 6, 1))
    with pytest.raises(TransitionRefused, match="time to read this file is over"):
        actions.grade_file(audit, by=auditor, **GRADED)

    actions.grade_file(audit, by=manager, **GRADED)

    assert audit.status == "REVIEWED"


def test_nobody_grades_a_file_that_has_become_their_own(manager):
    audit = FileAuditFactory(auditor=manager)
    CaseAllocationFactory(case=audit.case, worker=manager, cover=True)

    with pytest.raises(TransitionRefused, match="own work"):
        actions.grade_file(audit, by=manager, **GRADED)


def test_what_has_to_be_done_is_done_before_it_closes(auditor):
    audit = FileAuditFactory(case__borough__code="WCC", auditor=auditor, graded=True)
    worker = audit.case.worker
    asked = {"by": auditor, "owner": worker, "due_on": DUE}
    action = actions.add_file_action(audit, what="Rate risk", **asked)
    assert (audit.status, audit.reading_ends_on) == ("ACTIONS", date(2016, 8, 12))
    actions.add_file_action(audit, what="Say why", **{**asked, "due_on": date(2016, 8, 5)})
    assert audit.reading_ends_on == date(2016, 8, 19)
    with pytest.raises(TransitionRefused, match="still to be done"):
        actions.close_file_audit(audit, by=auditor)

    for each in FileAction.objects.all():
        actions.finish_file_action(each, by=worker, outcome="Done")
    actions.close_file_audit(audit, by=auditor)

    assert (audit.status, audit.closed_on) == ("CLOSED", date(2016, 7, 15))
    action.refresh_from_db()
    assert (action.done_on, action.outcome) == (date(2016, 7, 15), "Done")
    with pytest.raises(TransitionRefused):
        actions.add_file_action(audit, what="More", **asked)


def test_without_anything_to_do_it_closes_at_once(auditor):
    audit = FileAuditFactory(auditor=auditor, graded=True)

    assert actions.close_file_audit(audit, by=auditor).status == "CLOSED"


def test_somebody_who_does_casework_there_is_asked_by_a_day_to_come(person, auditor):
    audit = FileAuditFactory(case__borough__code="WCC", auditor=auditor, graded=True)
    elsewhere = person(Role.CRIMINAL_JUSTICE_WORKER, "RBKC")
    with pytest.raises(TransitionRefused, match="does no casework in Westminster"):
        actions.add_file_action(
            audit, by=auditor, what="Say why", owner=elsewhere, due_on=DUE
        )
    with pytest.raises(TransitionRefused, match="today or later"):
        actions.add_file_action(
            audit,
            by=auditor,
            what="Say why",
            owner=audit.case.worker,
            due_on=date(2016, 7, 14),
        )


def test_its_owner_the_worker_or_the_manager_says_that_it_is_done(person, manager):
    action = FileActionFactory(audit__case__borough__code="WCC")
    stranger = person(Role.CRIMINAL_JUSTICE_WORKER, "WCC")
    with pytest.raises(TransitionRefused, match="Whoever was asked"):
        actions.finish_file_action(action, by=stranger, outcome="Done")
    stale = FileAction.objects.get(pk=action.pk)

    actions.finish_file_action(action, by=manager, outcome="Done")

    with pytest.raises(Overtaken):
        actions.finish_file_action(stale, by=manager, outcome="Done")


def test_who_sees_an_audit(person, auditor, manager):
    drawn = FileAuditFactory(case__borough__code="WCC", auditor=auditor)
    graded = FileAuditFactory(case__borough__code="WCC", auditor=auditor, graded=True)
    seen = FileAudit.objects.visible_to

    assert set(seen(manager)) == set(seen(auditor)) == {drawn, graded}
    assert set(seen(graded.case.worker)) == {graded}
    assert not seen(drawn.case.worker).exists(), "nobody is told whose file was drawn"
    for role in (
        Role.CASE_FILE_AUDITOR,
        Role.CRIMINAL_JUSTICE_WORKER,
        Role.GOVERNANCE_LEAD,
    ):
        assert not seen(person(role)).exists()


def test_what_waits_stands_on_the_list_of_whoever_does_it(person, auditor, manager):
    drawn = FileAuditFactory(case__borough__code="WCC", auditor=auditor)
    action = FileActionFactory(audit__case__borough__code="WCC", due_on=date(2016, 7, 20))
    worker, until = action.owner, date(2016, 7, 22)

    [due] = files_to_grade(auditor, until)
    assert (due.href, due.on) == (drawn.get_absolute_url(), date(2016, 7, 29))
    assert list(files_to_grade(manager, until)) == []
    assert len(list(files_to_grade(manager, date(2016, 7, 30)))) == 1
    assert list(files_to_grade(worker, until)) == []
    [due] = file_actions_to_do(worker, until)
    assert due.what == f"{action.what} (case {action.audit.case.reference})"
    assert list(file_actions_to_do(worker, date(2016, 7, 19))) == []
    assert len(list(file_actions_to_do(manager, until))) == 1
    assert list(file_actions_to_do(person(Role.FAMILY_SUPPORT_WORKER), until)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"graded": True, "findings": ""}, "graded_on_a_day_with_findings"),
        ({"graded": True, "grade": "FINE"}, "graded_on_a_day_with_findings"),
        ({"grade": "GOOD"}, "graded_on_a_day_with_findings"),
        ({"closed": True, "closed_on": None}, "closes_on_a_day"),
        ({"reading_ends_on": date(2016, 6, 30)}, "has_a_known_status"),
    ],
)
def test_the_database_keeps_what_must_be_true(changes, name):
    with pytest.raises(IntegrityError, match=f"file_audit_(is_)?{name}"):
        FileAuditFactory(**changes)
