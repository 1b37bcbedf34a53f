"""Case files are drawn at random, read by somebody else, graded, and put right."""

import secrets
from collections.abc import Collection
from datetime import date
from itertools import groupby
from operator import attrgetter
from random import Random
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from cases.models import Case, FileAction, FileAudit
from cases.models.file_audit import CHECKED_WITHIN, READ_FOR
from pilot import audit, calendar
from pilot.models import Borough, Membership, User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, amend, move

Status = FileAudit.Status


def auditors_in(*boroughs: Borough) -> QuerySet[User]:
    """Those who may read and grade files in any of these boroughs."""
    held = Membership.objects.giving(Permission.AUDIT_FILES)
    return held.filter(borough__in=boroughs).people()


def files_to_draw(auditor: User, boroughs: Collection[Borough]) -> QuerySet[Case]:
    """The cases whose file this auditor may be given today (dictionary 7).

    Never their own or one they covered, never one drawn in the last 12 months, and none
    that closed longer ago than that.
    """
    year_ago = calendar.years_before(calendar.today(), 1)
    cases = Case.objects.filter(borough__in=boroughs).not_theirs(auditor)
    return cases.not_drawn_since(year_ago).exclude(closed_on__lt=year_ago)


@transaction.atomic
def draw_files(
    *,
    by: User,
    auditor: User,
    boroughs: Collection[Borough],
    each: int,
    seed: int | None = None,
) -> list[FileAudit]:
    """So many files of each post and borough wait for the auditor, chosen by chance.

    The same `seed` on the same day draws the same files; without one it is any, and kept.
    Refused while the auditor has files of an earlier draw to grade.
    """
    for borough in boroughs:
        by.require(Permission.AUDIT_FILES, borough)
        auditor.require(Permission.AUDIT_FILES, borough)
        if by != auditor:
            by.require(Permission.VIEW_CASELOAD, borough)
    if FileAudit.objects.waiting().filter(auditor=auditor).exists():
        raise TransitionRefused(
            f"{auditor} has files to grade from an earlier draw. Grade those first."
        )
    drawn_with = secrets.randbelow(2**31) if seed is None else seed
    chosen = _choose(files_to_draw(auditor, boroughs), each, Random(drawn_with))
    if not chosen:
        raise TransitionRefused(
            "No file is left to draw there: all were drawn in the last 12 months, or are "
            f"{auditor}’s own."
        )
    today = calendar.today()
    try:
        with transaction.atomic():
            drawn = [
                FileAudit.objects.create(
                    case=case,
                    borough=case.borough,
                    sampled_on=today,
                    sampled_by=by,
                    drawn_with=drawn_with,
                    auditor=auditor,
                    reading_ends_on=today + READ_FOR,
                )
                for case in chosen
            ]
    except IntegrityError as taken:
        raise Overtaken("Somebody else has just drawn one of these files.") from taken
    for one in drawn:
        audit.record(one, "drew", by=by, case=one.case.reference, auditor=auditor.username)
    return drawn


@transaction.atomic
def grade_file(
    file_audit: FileAudit, *, by: User, grade: str, findings: str, **answers: Any
) -> FileAudit:
    """The file was read today and is this good; `answers` by the names in `CRITERIA`.

    The auditor says so while they may read the file, and the manager at any time.
    """
    _check_may_judge(file_audit, by)
    may_read = by.can(Permission.VIEW_CASELOAD, file_audit.borough)
    if not (may_read or file_audit.is_readable):
        raise TransitionRefused(
            "The time to read this file is over. The service manager can grade it."
        )
    return move(
        file_audit,
        Status.REVIEWED,
        by=by,
        saying="graded",
        auditor=by,
        audited_on=calendar.today(),
        grade=grade,
        findings=findings,
        **answers,
    )


@transaction.atomic
def add_file_action(
    file_audit: FileAudit, *, by: User, what: str, owner: User, due_on: date
) -> FileAction:
    """Somebody who works on cases there has this to do because of what was found.

    The auditor may open the case for two weeks after that, to see that it is done.
    """
    _check_may_judge(file_audit, by)
    case = file_audit.case
    if not owner.can(Permission.LOG_WORK, case.borough):
        raise TransitionRefused(f"{owner} does no casework in {case.borough}.")
    if due_on < calendar.today():
        raise TransitionRefused("It is due today or later.")
    reading_ends_on = max(file_audit.reading_ends_on, due_on + CHECKED_WITHIN)
    if file_audit.status == Status.ACTIONS:
        version = file_audit.version
        amend(
            file_audit,
            by=by,
            version=version,
            saying="added to",
            reading_ends_on=reading_ends_on,
        )
    else:
        saying = "found something to do in"
        move(
            file_audit,
            Status.ACTIONS,
            by=by,
            saying=saying,
            reading_ends_on=reading_ends_on,
        )
    return FileAction.objects.create(
        audit=file_audit,
        what=what,
        owner=owner,
        due_on=due_on,
        recorded_at=calendar.now(),
        recorded_by=by,
    )


@transaction.atomic
def finish_file_action(action: FileAction, *, by: User, outcome: str) -> FileAction:
    """It is done today, says its owner, whoever has the case now, or the manager."""
    file_audit, case = action.audit, action.audit.case
    by.require(Permission.LOG_WORK, case.borough)
    theirs = by in (action.owner, case.worker)
    if not (theirs or by.can(Permission.VIEW_CASELOAD, case.borough)):
        raise TransitionRefused("Whoever was asked to do it says that it is done.")
    waiting = FileAction.objects.to_do().filter(pk=action.pk)
    if not waiting.update(done_on=calendar.today(), outcome=outcome):
        raise Overtaken("A colleague has already said that this is done.")
    action.refresh_from_db()
    borough = file_audit.borough
    audit.record(action, "finished", by=by, borough=borough, case=case.reference)
    return action


@transaction.atomic
def close_file_audit(file_audit: FileAudit, *, by: User) -> FileAudit:
    """Nothing is left to do, and the auditor opens the case no more."""
    _check_may_judge(file_audit, by)
    if file_audit.actions.to_do().exists():
        raise TransitionRefused("Something is still to be done: it closes after that.")
    today = calendar.today()
    return move(file_audit, Status.CLOSED, by=by, saying="closed", closed_on=today)


def _check_may_judge(file_audit: FileAudit, by: User) -> None:
    """It was drawn for them, or they are the manager; and the work is not their own."""
    by.require(Permission.AUDIT_FILES, file_audit.borough)
    if by != file_audit.auditor:
        by.require(Permission.VIEW_CASELOAD, file_audit.borough)
    if not Case.objects.filter(pk=file_audit.case_id).not_theirs(by).exists():
        raise TransitionRefused("Nobody grades a file of their own work.")


def _choose(cases: QuerySet[Case], each: int, chance: Random) -> list[Case]:
    """So many of each post and borough, or all where there are fewer."""
    stratum = attrgetter("post_id", "borough_id")
    found = cases.select_related("borough").order_by("post_id", "borough_id", "pk")
    chosen: list[Case] = []
    for _, group in groupby(found, stratum):
        files = list(group)
        chosen += chance.sample(files, min(each, len(files)))
    return chosen
