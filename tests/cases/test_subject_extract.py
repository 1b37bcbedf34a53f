"""What is held of a person, for the person: whole, and nothing of anybody else."""

import json
from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models

from cases.extract import HELD, NEVER, SECTIONS
from cases.models import Bridge, Case, Perpetrator
from cases.partners import actions as support
from pilot.models import AuditEvent
from pilot.permissions import Role
from referrals.models import Referral
from tests.factories import (
    CaseFactory,
    CaseNoteFactory,
    ContactAttemptFactory,
    ContactDetailFactory,
    DashAssessmentFactory,
    IncidentFactory,
    PartnerCaseFactory,
    RiskUpdateFactory,
    SafeContactPlanFactory,
    SessionFactory,
)

# Columns that say how a row hangs together, when it was typed and by whom.
OF_THE_ROW = {
    *("id", "replaces", "recorded_at", "recorded_by", "version", "written_at", "basis"),
    *("written_by", "changed_at", "locks_at", "asked_by", "approved_at", "approved_by"),
    *("signed_off_at", "signed_off_by", "submitted_at", "taken_back_at", "decided_by"),
    *("taken_back_by", "booked_at", "activity", "rescheduled_from", "screening_by"),
    *("screening_at", "clock_starts_on", "is_held", "hold_reason", "erased_on"),
    *("case", "perpetrator", "referral", "assessment", "goal", "review", "note"),
    *("non_engagement", "borough", "accepted_borough", "supported_borough", "follows"),
    *("start_borough", "engaged_borough", "is_complete", "worker", "post", "practitioner"),
}
PHRASE = "A pewter heron waded"


@pytest.fixture
def case(db):
    case = CaseFactory()
    for record in ("We talked about anger.", "We talked about fear."):
        SessionFactory(case=case, attended=True, on=date(2016, 2, 1), record=record)
    ContactAttemptFactory(case=case, note="Rang twice.")
    RiskUpdateFactory(case=case, rationale="Drinks again.")
    RiskUpdateFactory(case=case, trigger="PARTNER_SIDE", rationale="Two accounts.")
    CaseNoteFactory(case=case, source="SELF", text="He told us about work.")
    CaseNoteFactory(case=case, source="POLICE", text="Police told us.")
    CaseNoteFactory(case=case, source="SELF", sensitivity="WITHHOLD", text="About her.")
    IncidentFactory(case=case, source="POLICE", what="Seen outside a house.")
    return case


def extracted(reference, folder) -> dict[str, bytes]:
    call_command("subject_extract", reference, output=folder, stdout=StringIO())
    return {path.suffix: path.read_bytes() for path in sorted(folder.iterdir())}


def supported(case, person):
    """Somebody is supported because of this case, with everything the bridge can carry."""
    worker = person(Role.PARTNER_SUPPORT_WORKER)
    theirs = PartnerCaseFactory(
        his=case, link__case=case, worker=worker, person__given_names=PHRASE
    )
    plan = SafeContactPlanFactory(partner_case=theirs, never=PHRASE)
    support.acknowledge_plan(plan, by=worker)
    tried = {"on": date(2016, 3, 1), "method": "PHONE", "outcome": "NO_ANSWER"}
    support.log_contact(theirs, by=worker, **tried)
    ContactDetailFactory(partner_case=theirs, value=PHRASE)
    DashAssessmentFactory(partner_case=theirs, yes=20)
    support.clear_case(case, by=worker, ground="CONTACT")
    said = {"present": PHRASE, "rationale": PHRASE, "decisions": PHRASE}
    support.hold_review(case, by=worker, on=date(2016, 3, 2), level="HIGH", **said)
    for notice in case.safety_notices.all():
        support.acknowledge_notice(notice, by=worker)


def test_an_extract_holds_what_is_his_and_holds_back_what_others_said(case, tmp_path):
    files = extracted(case.perpetrator.reference, tmp_path)

    for text in ("We talked about anger.", "Rang twice.", "He told us about work."):
        assert text in files[".txt"].decode()
        assert text in files[".json"].decode()
    for text in ("Police told us.", "About her.", "Seen outside a house."):
        assert text not in files[".txt"].decode() + files[".json"].decode()
    found = json.loads(files[".json"])
    assert [note["text"] for note in found["notes"]].count(HELD) == 2
    assert found["person"][0]["surname"] == case.perpetrator.surname
    assert [rated["rationale"] for rated in found["risk"]] == ["Drinks again."]
    assert "partner" not in files[".txt"].decode().lower()
    assert AuditEvent.objects.get().action == "extracted the record of"


def test_it_is_byte_for_byte_the_same_with_and_without_a_partner_record(
    case, person, tmp_path
):
    before = extracted(case.reference, tmp_path / "without")
    supported(case, person)
    case.bridge.refresh_from_db()
    assert case.bridge.team_risk_level == "HIGH", "the bridge has changed"

    after = extracted(case.reference, tmp_path / "with")

    assert after == before
    assert extracted(case.reference, tmp_path / "again") == before
    assert PHRASE.encode() not in b"".join(after.values())
    assert Bridge._meta.label in NEVER


def test_only_his_own_is_in_it_and_only_its_owner_reads_it(case, tmp_path):
    other = SessionFactory(attended=True, record="Somebody else’s.").case

    text = extracted(case.reference, tmp_path)[".txt"].decode()

    assert "Somebody else" not in text
    assert other.reference not in text
    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}


@pytest.mark.django_db
def test_what_is_wrong_is_said_in_one_line(tmp_path):
    with pytest.raises(CommandError, match="no person and no case 'NOBODY'"):
        call_command("subject_extract", "nobody", output=tmp_path)
    case = CaseFactory()
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("subject_extract", case.reference, output=tmp_path / "file" / "x")
    assert not AuditEvent.objects.exists(), "no file, no trace"


def _leads_to_him(model, seen=()) -> bool:
    if model in (Perpetrator, Case, Referral):
        return True
    return any(
        _leads_to_him(field.related_model, (*seen, model))
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model not in (*seen, model)
        if field.related_model._meta.app_label in ("cases", "referrals")
        if isinstance(field, models.ForeignKey)
    )


def test_every_record_of_a_person_is_in_it_or_left_out_for_a_reason():
    ours = [*apps.get_app_config("cases").get_models()]
    ours += apps.get_app_config("referrals").get_models()
    told = {section.model._meta.label for section in SECTIONS}

    assert told | NEVER.keys() == {each._meta.label for each in ours if _leads_to_him(each)}
    assert not told & NEVER.keys()


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_every_column_is_shown_held_back_or_of_the_row(section):
    columns = {field.name for field in section.model._meta.concrete_fields}
    decided = {*section.shows, *section.held, *section.from_him}
    if section.model in (Referral,):
        columns -= {"agency"}  # who referred him

    assert decided <= columns
    assert (
        columns
        - decided
        - OF_THE_ROW
        - {"reference", "agency"}
        - {
            "has_partner_contact"  # explained to everybody
        }
        == set()
    )
