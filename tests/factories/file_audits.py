"""Invented file audits: drawn in June, graded in July."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from cases.models import CRITERIA, FileAction, FileAudit
from tests.factories.cases import CaseFactory
from tests.factories.pilot import UserFactory, at


class FileAuditFactory(DjangoModelFactory):
    """One to be graded; `graded=True`, `to_do=True` (with nothing added), `closed=True`."""

    class Meta:
        model = FileAudit

    class Params:
        graded = factory.Trait(
            status=FileAudit.Status.REVIEWED,
            audited_on=date(2016, 7, 8),
            grade=FileAudit.Grade.GOOD,
            findings="Clear and in time",
            **dict.fromkeys(CRITERIA, "MET"),
        )
        to_do = factory.Trait(graded=True, status=FileAudit.Status.ACTIONS)
        closed = factory.Trait(
            graded=True, status=FileAudit.Status.CLOSED, closed_on=date(2016, 7, 12)
        )

    case = factory.SubFactory(CaseFactory)
    borough = factory.SelfAttribute("case.borough")
    sampled_on = date(2016, 7, 1)
    sampled_by = factory.SelfAttribute("auditor")
    drawn_with = 7
    auditor = factory.SubFactory(UserFactory)
    reading_ends_on = factory.LazyAttribute(lambda row: row.sampled_on + timedelta(days=28))


class FileActionFactory(DjangoModelFactory):
    class Meta:
        model = FileAction

    audit = factory.SubFactory(FileAuditFactory, to_do=True)
    what = "Write down why the plan was changed"
    owner = factory.SelfAttribute("audit.case.worker")
    due_on = date(2016, 7, 22)
    recorded_at = at(date(2016, 7, 8), 15)
    recorded_by = factory.SelfAttribute("audit.auditor")
