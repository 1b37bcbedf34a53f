"""Nobody but partner support and the manager can find out that somebody is supported.

The same small pilot is looked at twice: without a partner record, and with one that is
marked in every field. Every page, search, suggestion, file, message, error and log line
that anybody else gets must be the same to the byte, cost as many queries, and carry none
of the marks.
"""

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from io import StringIO
from unittest.mock import patch

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import reverse

from cases.models import Bridge, Case
from cases.partners.models import PartnerCase
from pilot import calendar
from pilot.models import User
from pilot.permissions import Role
from reporting.models import Return
from tests.factories import (
    CaseClearanceFactory,
    ContactDetailFactory,
    DashAssessmentFactory,
    IntegratedReviewFactory,
    MaracDecisionFactory,
    PartnerCaseFactory,
    PartnerContactFactory,
    PartnerNotificationFactory,
    PartnerOutcomeFactory,
    PartnerResponseFactory,
    SafeContactPlanFactory,
    SafetyPlanFactory,
    SeverityGridFactory,
    SupportOfferFactory,
)
from tests.guards import a_busy_pilot
from tests.guards.conftest import nothing_kept_of_templates, somebody
from tests.guards.crawl import crawl
from tests.reporting.returned import Q3, People, signed, unblocked

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

NOW = datetime(2016, 7, 15, 11, 30, tzinfo=calendar.LONDON)
NAME, ADDRESS, PHONE = "Quillonia Zephyrine", "7 Marmalade Wharf", "07700 900817"
BOROUGH, PHRASE = "Little Snoring", "An indigo walrus hummed"
MARKS = ("quillonia", "zephyrine", "marmalade wharf", "900817", "snoring", "indigo walrus")
ACROSS = {Role.PARTNER_SUPPORT_WORKER, Role.SERVICE_MANAGER}
# The trail is theirs to read: who did what, by reference. Its lines are more, not marked.
READS_THE_TRAIL = {Role.GOVERNANCE_LEAD}
HUNTERS = [role for role in Role if role not in ACROSS]
# What is new with every answer, and says nothing.
RANDOM = re.compile(
    r'(name="(?:csrfmiddlewaretoken|once)" value=")[^"]*'
    r"|()\b[0-9a-f]{8}\b"  # the request's own number, which the trail shows
    r"|(/record/)[2-9A-Z]{4}-[2-9A-Z]{4}"
)
OF_THE_MOMENT = {"X-Request-ID", "Expires"}
SUPPORT = "5.5.2"  # the outcome whose figures count people in partner support
# Who write, sign, review and submit a return, for the file that leaves with it.
SIGNING = (
    Role.DATA_AND_FINANCE_OFFICER,
    Role.SERVICE_MANAGER,
    Role.AUTHORISED_OFFICER,
    Role.SYSTEM_ADMINISTRATOR,
)


class Hunter(Client):
    """A browser that keeps every answer, made comparable, and counts the queries."""

    def __init__(self):
        super().__init__(raise_request_exception=False)
        self.seen: dict[str, tuple] = {}

    def get(self, address, *args, **kwargs):
        return self._keep(f"GET {address}", super().get, address, *args, **kwargs)

    def post(self, address, *args, **kwargs):
        said = str(args or kwargs.get("data", ""))
        return self._keep(f"POST {address} {said}", super().post, address, *args, **kwargs)

    def _keep(self, what, send, *args, **kwargs):
        cost = []

        def count(execute, sql, params, many, context):
            cost.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            response = send(*args, **kwargs)
        headers = {
            name: RANDOM.sub(r"\1\2\3", value)
            for name, value in response.headers.items()
            if name not in OF_THE_MOMENT
        }
        content = b"".join(response) if response.streaming else response.content
        if content.startswith(b"PK"):  # it carries the moment it was written
            headers.pop("Content-Length", None)
            content = b"a workbook: its rows are in the other formats"
        body = RANDOM.sub(r"\1\2\3", content.decode(errors="ignore"))
        self.seen[RANDOM.sub(r"\1\2\3", what)] = (
            response.status_code,
            headers,
            body,
            len(cost),
        )
        return response


def keep_somebody_safe(supporter, case) -> PartnerCase:
    """A partner record, marked in every field, that counts in no figure yet."""
    theirs = PartnerCaseFactory(
        his=case,
        worker=supporter,
        link__case=case,
        scope="NO",
        out_of_scope="UNSAFE",
        opened_on=date(2016, 7, 12),
        person__given_names=NAME.split()[0],
        person__surname=NAME.split()[1],
        person__needs=PHRASE,
        person__recorded_by=supporter,
    )
    marked = {
        "partner_case": theirs,
        "on": date(2016, 7, 14),  # its MARAC clock still runs, so that I15 waits for it
        "recorded_by": supporter,
    }
    SafeContactPlanFactory(
        never=PHRASE, times=PHRASE, code_word=PHRASE[:60], read_by=supporter, **marked
    )
    ContactDetailFactory(kind="ADDRESS", value=f"{ADDRESS}, {BOROUGH}", **marked)
    ContactDetailFactory(value=PHONE, **marked)
    PartnerContactFactory(content=PHRASE, **marked)
    PartnerResponseFactory(response="OTHER_LEAD", consent=PHRASE, **marked)
    PartnerNotificationFactory(**marked)
    SupportOfferFactory(what_came=PHRASE, **marked)
    SafetyPlanFactory(plan=PHRASE, **marked)
    DashAssessmentFactory(yes=20, judgement="HIGH", judgement_reason=PHRASE, **marked)
    SeverityGridFactory(**marked)
    PartnerOutcomeFactory(words=PHRASE, **marked)
    MaracDecisionFactory(reason=PHRASE, **marked)
    said = {"present": PHRASE, "rationale": PHRASE, "decisions": PHRASE}
    IntegratedReviewFactory(case=case, recorded_by=supporter, **said)
    CaseClearanceFactory(case=case, recorded_by=supporter, reason=PHRASE)
    return theirs


def look(role, user, case, theirs: str) -> dict[str, tuple]:
    """Follow every link, search for every mark, and try the doors of the other side."""
    client = Hunter()
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(last_login=NOW)
    ContentType.objects.clear_cache()  # so that the first visit costs what the next does
    back_office = [reverse("admin:index")] if role == Role.SYSTEM_ADMINISTRATOR else []
    crawl(client, ["/", *back_office], of_each=1)
    for words in (NAME, PHONE, "Quill"):
        client.post(reverse("cases:case_search"), {"text": words})
        client.post(reverse("partners:partner_case_search"), {"text": words})
        client.post(reverse("referrals:practitioner_search"), {"text": words})
        client.get(reverse("referrals:practitioner_find"), {"text": words})
        given, _, surname = words.partition(" ")
        asked = {"given_names": given, "surname": surname or given, "post": "CJW"}
        client.post(reverse("referrals:referral_search"), asked, follow=True)
    for page in ("partner_case_detail", "partner_case_measures", "partner_case_history"):
        client.get(reverse(f"partners:{page}", args=[theirs]))
    for page in ("partner_sides_detail", "partner_sides_review", "partner_sides_clear"):
        client.get(reverse(f"partners:{page}", args=[case.reference]))
        client.post(reverse(f"partners:{page}", args=[case.reference]), {})
    client.get(reverse("partners:partner_case_list"))
    alarm = {"text": "He says that he knows which school it is."}
    client.post(reverse("cases:case_alert", args=[case.reference]), alarm)
    client.get(case.get_absolute_url())
    client.get(reverse("pilot:proof_give"), {"next": f"/partner-support/{theirs}/"})
    client.get(f"/cases/{theirs}/")
    client.get(f"/cases/{case.reference}/partner/")
    return client.seen


def told_by_commands(people, case, folder) -> dict[str, object]:
    """What leaves by the command line: figures, returns, his extract, messages."""
    told = {}
    unblocked()
    Return.objects.filter(borough="WCC", quarter=str(Q3)).delete()  # made by halves
    red = dict.fromkeys(("I01", "I05"), "Fewer came than we hoped.")
    signed(People(*(people[role] for role in SIGNING)), "WCC", Q3, **red)
    for quarter in ("2015Q4", "2016Q3"):
        figures = StringIO()
        call_command("figures", quarter, format="json", stdout=figures)
        told[f"figures {quarter}"] = _of_our_side(json.loads(figures.getvalue()))
    for ending in ("csv", "json"):
        file = folder / f"return.{ending}"
        call_command(
            "export_return", "WCC", str(Q3), format=ending, output=file, stdout=StringIO()
        )
        told[ending] = file.read_bytes()
    call_command("subject_extract", case.reference, output=folder, stdout=StringIO())
    told |= {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    mail.outbox.clear()
    call_command("send_digest", stdout=StringIO())
    holding = User.objects.filter(memberships__role__in=ACROSS)
    across = set(holding.values_list("email", flat=True))
    told["mail"] = sorted(
        (message.subject, message.body, str(message.to))
        for message in mail.outbox
        if across.isdisjoint(message.to)
    )
    return told


def _of_our_side(told) -> list:
    """The figures that are not of partner support: those are the provider's, in clear."""
    return [each for each in told["figures"] if each["outcome"] != SUPPORT]


@contextmanager
def everything_logged() -> Iterator[list[str]]:
    """Every line that any logger writes inside the block."""
    lines: list[str] = []

    class Keeping(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    keeping, root = Keeping(), logging.getLogger()
    root.addHandler(keeping)
    try:
        yield lines
    finally:
        root.removeHandler(keeping)


def world(people, case, theirs, folder):
    """What everybody sees of the pilot as it is; nothing of their looking remains."""
    folder.mkdir()
    with transaction.atomic():
        with nothing_kept_of_templates():
            pages = {role: look(role, people[role], case, theirs) for role in HUNTERS}
        commands = told_by_commands(people, case, folder)
        transaction.set_rollback(True)
    return pages, commands


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker, tmp_path_factory):
    """The pilot without and with the partner record, as everybody sees it."""
    folder = tmp_path_factory.mktemp("hunt")
    with (
        override_settings(
            PILOT_TODAY=date(2016, 7, 15),
            EMAIL_HOST="mail.example.org",
            SERVICE_URL="https://pilot.example.org",
        ),
        calendar.clock_set_to(NOW),
        django_db_blocker.unblock(),
        transaction.atomic(),
        everything_logged() as logged,
    ):
        call_command("seed_pilot", stdout=StringIO())
        people = {role: somebody(role) for role in Role}
        supporter = people[Role.PARTNER_SUPPORT_WORKER]
        with patch.object(a_busy_pilot, "_support"):
            a_busy_pilot.fill(people[Role.CRIMINAL_JUSTICE_WORKER], supporter)
        case = Case.objects.filter(status="INTERVENTION").first()
        told = {"team_risk_level": "HIGH", "level_set_on": date(2016, 7, 13)}
        Bridge.objects.filter(case=case).update(cleared_on=date(2016, 7, 13), **told)
        assert not PartnerCase.objects.exists()
        with transaction.atomic():
            theirs = keep_somebody_safe(supporter, case).reference
            transaction.set_rollback(True)
        without = world(people, case, theirs, folder / "without")
        marked = keep_somebody_safe(supporter, case)
        PartnerCase.objects.filter(pk=marked.pk).update(reference=theirs)
        with_it = world(people, case, theirs, folder / "with")
        seen_across = look(Role.SERVICE_MANAGER, people[Role.SERVICE_MANAGER], case, theirs)
        transaction.set_rollback(True)
    return without, with_it, seen_across, logged


def marks_in(text) -> set[str]:
    return {mark for mark in MARKS if mark in text.lower()}


def without_what_was_asked(what, body):
    """A search page shows again what was typed into it; that is no answer."""
    return (
        re.sub("|".join(map(re.escape, MARKS)), "", body, flags=re.I)
        if (what.startswith(("POST", "GET /practitioners/find")))
        else body
    )


def test_the_marks_are_there_to_be_found(worlds):
    _, _, across, _ = worlds
    found = {mark for _, _, body, _ in across.values() for mark in marks_in(body)}

    assert found >= {"quillonia", "zephyrine", "indigo walrus"}


@pytest.mark.parametrize("role", HUNTERS, ids=lambda role: role.value)
def test_a_partner_record_changes_nothing_that_anybody_else_sees(worlds, role):
    (before, _), (after, _), _, _ = worlds
    before, after = before[role], after[role]

    assert before.keys() == after.keys()
    assert len(before) >= 15, "there was something to look at"
    differing = {
        what: (before[what][0], after[what][0], before[what][3], after[what][3])
        for what in before
        if before[what] != after[what]
    }
    assert differing == {}, "status and queries, without and with"


@pytest.mark.parametrize("role", HUNTERS, ids=lambda role: role.value)
def test_no_answer_carries_a_mark(worlds, role):
    _, (after, _), _, _ = worlds
    marked = {
        what: marks_in(without_what_was_asked(what, body) + str(headers))
        for what, (_, headers, body, _) in after[role].items()
    }

    assert {what: found for what, found in marked.items() if found} == {}


def test_the_doors_of_the_other_side_answer_alike_whatever_is_behind(worlds):
    _, (after, _), _, _ = worlds
    for role in HUNTERS:
        answers = {
            answer[0] for what, answer in after[role].items() if "/partner-support/" in what
        }
        assert answers <= {403, 405}, role.label


def test_files_messages_and_log_lines_are_the_same_and_unmarked(worlds):
    (_, before), (_, after), _, logged = worlds

    assert before == after
    assert len(before["mail"]) >= 1
    assert marks_in(str(list(after.values()))) == set()
    assert marks_in("\n".join(logged)) == set()
