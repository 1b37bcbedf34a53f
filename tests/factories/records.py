"""Invented records of the contract, the group's meetings and risks."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from pilot.models import (
    AgendaItem,
    Approval,
    Complaint,
    ContractAction,
    ContractDocument,
    ContractRisk,
    EqualityAssessment,
    Extension,
    GroupMeeting,
    RegisterEntry,
    RiskScore,
    Variation,
)
from tests.factories.pilot import BoroughFactory, PostFactory, UserFactory, at

MET_ON = date(2016, 4, 12)


class RecordFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    recorded_at = at(MET_ON, 16)
    recorded_by = factory.SubFactory(UserFactory)


class ApprovalFactory(RecordFactory):
    class Meta:
        model = Approval

    borough = factory.SubFactory(BoroughFactory)
    decision = Approval.Decision.VARIATION
    approver = "Head of Community Safety"
    decided_on = date(2016, 4, 1)
    reasons = "The days follow the referrals"
    evidence = "Decision notice 7"


class ContractDocumentFactory(RecordFactory):
    class Meta:
        model = ContractDocument

    borough = factory.SubFactory(BoroughFactory)
    kind = ContractDocument.Kind.AGREEMENT
    title = factory.Sequence(lambda n: f"Agreement, copy {n}")
    kept = "Legal services"


class ComplaintFactory(RecordFactory):
    """One that waits for its answer; `answered=True`, `closed=True`, `incident=True`."""

    class Meta:
        model = Complaint

    class Params:
        answered = factory.Trait(
            status=Complaint.Status.ANSWERED,
            answered_on=date(2016, 7, 8),
            answered_with="The worker rang too late, and we are sorry",
        )
        closed = factory.Trait(
            answered=True,
            status=Complaint.Status.CLOSED,
            closed_on=date(2016, 7, 12),
            outcome=factory.LazyAttribute(
                lambda row: "UPHELD" if row.kind == "COMPLAINT" else "REVIEWED"
            ),
            outcome_changes="Times of calls are agreed beforehand",
        )
        incident = factory.Trait(kind=Complaint.Kind.INCIDENT, about="SAFETY")

    borough = factory.SubFactory(BoroughFactory)
    kind = Complaint.Kind.COMPLAINT
    received_on = date(2016, 7, 1)
    came_from = Complaint.From.USER
    about = Complaint.About.CONDUCT
    summary = "A call came at night and woke the house"
    due_on = date(2016, 7, 29)


class RegisterEntryFactory(RecordFactory):
    """An entry that stands no longer, unless told: each council has one that stands."""

    class Meta:
        model = RegisterEntry

    borough = factory.SubFactory(BoroughFactory)
    title = "An earlier pilot"
    description = "One post"
    supplier = "Domestic Violence Intervention Project"
    supplier_kind = RegisterEntry.SupplierKind.VOLUNTARY
    value = Decimal("50000.00")
    starts_on = date(2015, 10, 1)
    ends_on = date(2016, 9, 30)
    route = RegisterEntry.Route.QUOTES
    is_replaced = True
    withdrawal_reason = "Another contract"


class EqualityAssessmentFactory(RecordFactory):
    class Meta:
        model = EqualityAssessment

    edition = factory.Sequence(lambda n: f"edition {n}")
    assessed_on = date(2016, 2, 1)
    document = "Annex B of the March pack"
    findings = "Interpreting is asked for later than it is needed."


class VariationFactory(DjangoModelFactory):
    """Half a day more of the Criminal Justice Worker, proposed; `approved=True` holds."""

    class Meta:
        model = Variation

    class Params:
        decided = factory.Trait(
            decided_on=date(2016, 3, 21),
            decided_by=factory.SubFactory(UserFactory),
            decided_as="Authorised officer",
            decided_because="It fits the referrals",
        )
        approved = factory.Trait(decided=True, status=Variation.Status.APPROVED)
        of_money = factory.Trait(
            kind=Variation.Kind.AWARD,
            post=None,
            days_per_week=None,
            amount=Decimal("1000.00"),
        )

    borough = factory.SubFactory(BoroughFactory)
    number = factory.Sequence(lambda n: n + 1)
    kind = Variation.Kind.DAYS
    what = "Half a day more of the Criminal Justice Worker"
    reasons = "More referrals come than one day can see"
    post = factory.SubFactory(PostFactory)
    days_per_week = Decimal("1.5")
    starts_on = date(2016, 4, 4)
    proposed_at = at(date(2016, 3, 14))
    proposed_by = factory.SubFactory(UserFactory)


class ExtensionFactory(DjangoModelFactory):
    """Another year of a council, proposed; with `evidenced` or `agreed` further on."""

    class Meta:
        model = Extension
        django_get_or_create = ("borough",)

    class Params:
        evidenced = factory.Trait(
            status=Extension.Status.EVIDENCED,
            funding_evidence="MOPAC has written that money is there",
            outcomes_evidence="Eight of nine figures were met",
            evidenced_on=date(2016, 3, 14),
            evidenced_by=factory.SubFactory(UserFactory),
        )
        agreed = factory.Trait(
            evidenced=True,
            status=Extension.Status.AGREED,
            decided_on=date(2016, 3, 21),
            decided_by=factory.SubFactory(UserFactory),
            decided_as="Director",
        )
        signed = factory.Trait(
            agreed=True,
            status=Extension.Status.EXECUTED,
            executed_on=date(2016, 4, 4),
        )

    borough = factory.SubFactory(
        BoroughFactory,
        code=factory.Iterator(("WCC", "RBKC", "LBHF")),  # one for each
    )
    starts_on = date(2016, 10, 1)
    ends_on = date(2017, 9, 30)
    cost = Decimal("50000.00")
    reasons = "The need goes on"
    proposed_at = at(date(2016, 3, 7))
    proposed_by = factory.SubFactory(UserFactory)


class ContractRiskFactory(DjangoModelFactory):
    """A risk without a score: scores are rows of their own."""

    class Meta:
        model = ContractRisk

    borough = factory.SubFactory(BoroughFactory)
    kind = ContractRisk.Kind.STAFFING
    what = factory.Sequence(lambda n: f"A post falls empty for the time number {n}")
    mitigation = "A colleague answers for it"
    owner = "Service manager"
    review_on = date(2016, 9, 1)
    recorded_at = at(MET_ON)
    recorded_by = factory.SubFactory(UserFactory)


class RiskScoreFactory(DjangoModelFactory):
    class Meta:
        model = RiskScore

    risk = factory.SubFactory(ContractRiskFactory)
    on = MET_ON
    likelihood = 3
    impact = 4
    note = "One worker is looking elsewhere"
    scored_at = at(MET_ON)
    scored_by = factory.SubFactory(UserFactory)


class GroupMeetingFactory(DjangoModelFactory):
    class Meta:
        model = GroupMeeting

    on = factory.Sequence(lambda n: date.fromordinal(MET_ON.toordinal() - n))
    attended = "Authorised officers of the three boroughs, service manager"
    recorded_at = at(MET_ON)
    recorded_by = factory.SubFactory(UserFactory)


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(GroupMeetingFactory)
    place = factory.Sequence(lambda n: n + 1)
    title = "Referrals of the quarter"
    paper = "Paper 1: figures by borough"
    recorded_at = at(MET_ON)
    recorded_by = factory.SubFactory(UserFactory)


class ContractActionFactory(DjangoModelFactory):
    class Meta:
        model = ContractAction

    meeting = factory.SubFactory(GroupMeetingFactory)
    what = "Ask the units for a contact each"
    owner = factory.SubFactory(UserFactory)
    due_on = date(2016, 7, 12)
    recorded_at = at(MET_ON)
    recorded_by = factory.SubFactory(UserFactory)
