"""`manage.py verify_return`: whether a signed return still holds, and what came since."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cases.actions import keep_engagement
from cases.models import Case, RiskLevel, Session
from pilot import audit, calendar
from pilot.models import WorkWeek
from pilot.parameters import PARAMETERS
from pilot.transitions import move
from reporting import actions
from reporting.models import ReturnVersion
from reporting.models.return_version import canonical, sealed
from reporting.returns.verification import UNEXPLAINED
from tests.factories import (
    CaseFactory,
    CaseNoteFactory,
    DashAssessmentFactory,
    ParameterChangeFactory,
    PartnerCaseFactory,
    SessionFactory,
    WorkDayFactory,
)
from tests.reporting.pilots import RandomPilot
from tests.reporting.returned import Q1, signed, unblocked

pytestmark = pytest.mark.django_db
WHICH = ("LBHF", "2015Q4")


def verify(*arguments):
    out = StringIO()
    call_command("verify_return", *map(str, arguments or WHICH), stdout=out)
    return out.getvalue()


def findings():
    """What is said of a return that does not hold."""
    out = StringIO()
    with pytest.raises(CommandError, match="does not hold"):
        call_command("verify_return", *WHICH, stdout=out)
    return out.getvalue()


def named(record):
    return f"{record._meta.label_lower}:{record.pk}"


def a_session(facts, **more):
    here = facts.boroughs["LBHF"]
    return SessionFactory(
        **({} if "case" in more else {"case__borough": here}),
        **{"borough": here, "on": Q1.period.last, "attended": True, **more},
    )


def test_a_pilot_of_every_kind_of_row_holds_when_it_is_recounted(who):
    RandomPilot(21, today=Q1.period.last, referrals=60)
    unblocked()
    signed(who)

    with calendar.clock_set_to(calendar.now() + timedelta(days=200)):
        told = verify()

    assert told.endswith("holds as it was signed.\n")


def test_what_was_recorded_late_is_named_and_explained(who, facts):
    signed(who)
    late = a_session(facts)
    with calendar.clock_set_to(calendar.now() + timedelta(hours=1)):
        audit.record(late, "logged", by=who.signer)

    told = verify()

    assert f"I22, 2015Q4: cases.session:{late.pk} counts since (logged on" in told
    assert "holds as it was signed;" in told


def test_a_row_that_nothing_explains_is_a_finding(who, facts):
    signed(who)
    strange = a_session(facts)

    with pytest.raises(CommandError, match="does not hold: 1 not explained"):
        verify()

    assert strange.pk


def test_a_measure_makes_room_for_a_later_one_of_the_same_case(who, facts):
    case = PartnerCaseFactory(borough=facts.boroughs["LBHF"])
    measured = {"partner_case": case, "level": RiskLevel.HIGH}
    start = DashAssessmentFactory(**measured, point="START", on=Q1.period.start)
    DashAssessmentFactory(**measured, point="REVIEW", on=date(2015, 12, 1))
    signed(who)
    later = DashAssessmentFactory(**measured, point="REVIEW", on=date(2016, 2, 1))
    key = f"partners.dashassessment:{later.pk}"
    with calendar.clock_set_to(calendar.now() + timedelta(hours=1)):
        audit.record(later, "recorded", by=who.signer)

    told = verify()

    start = f"partners.dashassessment:{start.pk}"
    assert f"I12, 2015Q4: {start} counts no more ({key} recorded on" in told


def test_that_somebody_looked_explains_nothing(who, facts):
    signed(who)
    strange = a_session(facts)
    with calendar.clock_set_to(calendar.now() + timedelta(hours=1)):
        audit.record(strange, "read", by=who.signer)
        audit.record(strange.case, "read", by=who.signer)

    with pytest.raises(CommandError, match="does not hold"):
        verify()


def test_whatever_else_happened_on_the_same_case_explains_nothing(who, facts):
    changed = a_session(facts)
    signed(who)
    Session.objects.filter(pk=changed.pk).update(outcome=Session.Outcome.DNA, minutes=None)
    with calendar.clock_set_to(calendar.now() + timedelta(hours=1)):
        audit.record(changed.case, "moved", by=who.signer, was="review", to="closed")
        audit.record(changed.case, "corrected", by=who.signer, fields=["worker"])
        audit.record(CaseNoteFactory(case=changed.case), "wrote", by=who.signer)
        audit.record(a_session(facts, case=changed.case), "logged", by=who.signer)

    found = findings()

    assert f"{named(changed)} counts as something else ({UNEXPLAINED})" in found
    assert "(logged on" in found, "the other session came late, and says so"


def test_a_change_of_what_the_figure_does_not_read_explains_nothing(who, facts):
    changed = a_session(facts)
    signed(who)
    Session.objects.filter(pk=changed.pk).update(outcome=Session.Outcome.DNA, minutes=None)
    with calendar.clock_set_to(calendar.now() + timedelta(hours=1)):
        audit.record(changed, "corrected", by=who.signer, fields=["record", "starts_at"])

    assert f"{named(changed)} counts as something else ({UNEXPLAINED})" in findings()


def test_a_change_of_what_the_figure_reads_is_told_with_its_day_and_field(who, facts):
    changed = a_session(facts)
    signed(who)
    Session.objects.filter(pk=changed.pk).update(outcome=Session.Outcome.DNA, minutes=None)
    later = calendar.now() + timedelta(days=3)
    with calendar.clock_set_to(later):
        audit.record(changed, "corrected", by=who.signer, fields=["outcome", "minutes"])

    said = f"corrected on {calendar.in_words(calendar.day_of(later))}: minutes, outcome"
    assert f"{named(changed)} counts as something else ({said})" in verify()


def test_a_fact_that_a_case_repeats_is_explained_by_the_session_that_says_it(who, facts):
    case = CaseFactory(borough=facts.boroughs["LBHF"], opened_on=Q1.period.start)
    signed(who)
    late = a_session(facts, case=case)
    keep_engagement(case)
    with calendar.clock_set_to(calendar.now() + timedelta(hours=1)):
        audit.record(late, "logged", by=who.signer)

    told = verify()

    assert f"I04b, 2015Q4: {named(case)} counts since ({named(late)} logged on" in told


def test_a_status_is_explained_by_the_move_that_changed_the_day_with_it(who, facts):
    here = facts.boroughs["LBHF"]
    case = CaseFactory(borough=here, opened_on=Q1.period.start, status="CLOSING")
    a_session(facts, case=case)
    keep_engagement(case)
    signed(who)
    with calendar.clock_set_to(calendar.now() + timedelta(hours=1)):
        move(
            case,
            Case.Status.CLOSED,
            by=who.signer,
            saying="closed",
            closed_on=Q1.period.last,
            closure_reason=Case.ClosureReason.COMPLETED,
            closure_outcome="Six sessions, and what was agreed is kept.",
        )

    told = verify()

    assert f"I09, 2015Q4: {named(case)} counts since (closed on" in told
    assert "closed_on" in told


def test_days_are_explained_by_the_week_they_were_entered_in(who, facts):
    signed(who)
    day = WorkDayFactory(borough=facts.boroughs["LBHF"], on=date(2015, 10, 6))
    week = WorkWeek.objects.create(post=day.post, starts_on=date(2015, 10, 5))
    with calendar.clock_set_to(calendar.now() + timedelta(hours=1)):
        audit.record(week, "entered", by=who.signer, days=1)

    told = verify()

    assert f"I23, 2015Q4: {named(day)} counts since ({named(week)} entered on" in told


def test_a_row_that_counts_otherwise_or_is_gone_is_named(who, facts):
    changed, gone = a_session(facts), a_session(facts)
    signed(who)
    Session.objects.filter(pk=changed.pk).update(outcome=Session.Outcome.DNA, minutes=None)
    Session.objects.filter(pk=gone.pk).update(is_replaced=True)
    with calendar.clock_set_to(calendar.now() + timedelta(hours=1)):
        for each in (changed, gone):
            audit.record(each, "put right", by=who.signer)

    told = verify()

    assert f"cases.session:{changed.pk} counts as something else (put right" in told
    assert f"cases.session:{gone.pk} counts no more (put right" in told


def test_a_changed_parameter_is_told_and_the_recount_takes_that_of_then(who, facts):
    signed(who)
    tomorrow = calendar.now() + timedelta(days=1)
    ParameterChangeFactory(code="P-05", value="3", starts_on=calendar.day_of(tomorrow))

    with calendar.clock_set_to(tomorrow):
        told = verify()

    was = PARAMETERS["P-05"].in_words((5,))
    assert f"P-05 has changed since, from {was} to 3 working days" in told
    assert "holds as it was signed; 1 changed since" in told


def broken(version, **changes):
    """The same version as if it had been kept otherwise; never saved."""
    said = {**version.said, **changes}
    version.content = canonical(said)
    version.seal = sealed(version.content, version.evidence)
    del version.said
    return version


def test_a_definition_that_changed_is_a_finding(who, monkeypatch):
    version = broken(signed(who), definitions={"I01": "0" * 12, "X99": "1" * 12})
    monkeypatch.setattr(
        "reporting.management.commands.verify_return.version_named", lambda *_: version
    )

    with pytest.raises(CommandError, match="2 not explained"):
        verify()


def test_rows_that_do_not_come_to_the_numbers_are_a_finding(who, monkeypatch):
    version = signed(who)
    evidence = {
        **version.counted,
        "I01": {"2015Q4": [["cases.session:0", "2015-10-01", 1, 1, 0]]},
    }
    version.evidence = canonical(evidence)
    version.seal = sealed(version.content, version.evidence)
    del version.counted
    monkeypatch.setattr(
        "reporting.management.commands.verify_return.version_named", lambda *_: version
    )

    out = StringIO()
    with pytest.raises(CommandError, match="does not hold"):
        call_command("verify_return", *WHICH, stdout=out)
    assert "I01, quarter: the rows kept come to 1 of 1" in out.getvalue()


def test_a_broken_seal_is_told_at_once(who, monkeypatch):
    version = signed(who)
    version.content = version.content.replace("Nothing was late.", "All was well.")
    monkeypatch.setattr(
        "reporting.management.commands.verify_return.version_named", lambda *_: version
    )

    with pytest.raises(CommandError, match="1 not explained"):
        verify()


def test_an_earlier_version_can_be_named(who):
    of = signed(who).of_return
    actions.review_return(of, by=who.officer, version=of.version)
    actions.send_back_return(of, by=who.officer, version=of.version, text="Look again.")
    actions.sign_return(of, by=who.signer, version=of.version)

    assert "version 1 holds" in verify(*WHICH, "--number", 1)
    assert ReturnVersion.objects.count() == 2


def test_a_return_nobody_signed_is_told_in_one_line(facts):
    with pytest.raises(CommandError, match="Nobody has signed the return of WCC"):
        verify("WCC", "2015Q4")


def test_a_database_without_tables_is_named_without_a_traceback(facts):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE reporting_returnversion RENAME TO elsewhere")

    with pytest.raises(CommandError, match="migrate"):
        verify()
