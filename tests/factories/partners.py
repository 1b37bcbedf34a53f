"""Invented people who are supported, and work on their side."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from cases.partners.dash_rules import band, level, yes_count
from cases.partners.models import (
    DASH_ITEMS,
    CaseClearance,
    CaseLink,
    ContactDetail,
    DashAssessment,
    IntegratedReview,
    MaracDecision,
    PartnerAllocation,
    PartnerCase,
    PartnerContact,
    PartnerNotification,
    PartnerOutcome,
    PartnerResponse,
    PlanReading,
    Point,
    SafeContactPlan,
    SafetyPlan,
    SeverityGrid,
    Side,
    SupportedPerson,
    SupportOffer,
)
from pilot import calendar
from pilot.permissions import Role
from tests.factories.cases import CaseFactory, PerpetratorFactory
from tests.factories.pilot import BoroughFactory, CaseworkerFactory, UserFactory, at

A_WEEK = timedelta(days=7)


class SupportedPersonFactory(DjangoModelFactory):
    class Meta:
        model = SupportedPerson

    given_names = factory.Iterator(("Juniper", "Saffron", "Clover", "Sorrel", "Bryony"))
    surname = factory.Iterator(("Reedmace", "Thistlewood", "Brackenbury", "Mossop"))
    born_on = factory.Sequence(lambda n: date(1979, 1, 1) + timedelta(days=n * 41 % 6000))
    recorded_at = at(date(2016, 1, 20))
    recorded_by = factory.SubFactory(UserFactory)


class PartnerEntryFactory(DjangoModelFactory):
    """Something put on record a week after the partner case opened, by its worker."""

    class Meta:
        abstract = True

    partner_case = factory.SubFactory("tests.factories.partners.PartnerCaseFactory")
    on = factory.LazyAttribute(lambda row: row.partner_case.opened_on + A_WEEK)
    recorded_at = factory.LazyAttribute(lambda row: at(row.on))
    recorded_by = factory.SelfAttribute("partner_case.worker")


class CaseLinkFactory(PartnerEntryFactory):
    """They are supported because of his case, from the day theirs opened."""

    class Meta:
        model = CaseLink

    on = factory.SelfAttribute("partner_case.opened_on")
    case = factory.SubFactory(
        CaseFactory, borough=factory.SelfAttribute("..partner_case.borough")
    )
    relationship = CaseLink.Relationship.EX_PARTNER
    lives_together = CaseLink.Together.NO


class PartnerAllocationFactory(DjangoModelFactory):
    """Somebody supports them. `cover=True`: another does for a fortnight."""

    class Meta:
        model = PartnerAllocation

    class Params:
        cover = factory.Trait(
            is_cover=True,
            starts_on=factory.LazyFunction(calendar.today),
            ends_on=factory.LazyAttribute(lambda row: row.starts_on + timedelta(days=13)),
            reason="On leave",
        )

    partner_case = factory.SubFactory("tests.factories.partners.PartnerCaseFactory")
    worker = factory.SelfAttribute("partner_case.worker")
    starts_on = factory.SelfAttribute("partner_case.opened_on")
    recorded_at = factory.LazyAttribute(lambda row: at(row.starts_on))
    recorded_by = factory.SelfAttribute("partner_case.worker")


class PartnerCaseFactory(DjangoModelFactory):
    """Somebody identified, linked to a case of the same borough, with a worker there.

    `his=…` gives the case. `closed=True` ends it. Rows only: the days that repeat what
    contacts and answers say are set by hand.
    """

    class Meta:
        model = PartnerCase
        skip_postgeneration_save = True

    class Params:
        his = None
        closed = factory.Trait(
            status=PartnerCase.Status.CLOSED,
            closed_on=factory.LazyAttribute(lambda row: row.opened_on + timedelta(days=90)),
            closure_reason=PartnerCase.ClosureReason.COMPLETED,
            closure_note="What was agreed is done.",
        )

    person = factory.SubFactory(SupportedPersonFactory)
    borough = factory.Maybe(
        "his", factory.SelfAttribute("his.borough"), factory.SubFactory(BoroughFactory)
    )
    worker = factory.SubFactory(
        CaseworkerFactory,
        borough=factory.SelfAttribute("..borough"),
        role=Role.PARTNER_SUPPORT_WORKER,
    )
    opened_on = date(2016, 1, 20)
    scope = PartnerCase.Scope.YES
    delivered_by = PartnerCase.DeliveredBy.DVIP_ISS
    allocation = factory.RelatedFactory(
        PartnerAllocationFactory, factory_related_name="partner_case"
    )

    @factory.post_generation
    def link(self, create, extracted, **kwargs):
        """`link=False` leaves it without; `link__case=…` says whose case."""
        if create and extracted is not False:
            CaseLinkFactory(partner_case=self, **kwargs)


class SafeContactPlanFactory(PartnerEntryFactory):
    """A plan that holds. `read_by=…` has read it today."""

    class Meta:
        model = SafeContactPlan
        skip_postgeneration_save = True

    on = factory.SelfAttribute("partner_case.opened_on")
    methods = ["PHONE", "TEXT"]
    times = "Weekdays from ten to two"
    voicemail = SafeContactPlan.Safe.NO
    letters = SafeContactPlan.Safe.NO
    say_you_are = "The dentist’s reception"
    never = "Never leave a message\nNever ring at the weekend"
    knows = SafeContactPlan.Knows.YES
    review_on = date(2016, 9, 1)

    @factory.post_generation
    def read_by(self, create, extracted, **kwargs):
        if create and extracted:
            PlanReadingFactory(plan=self, reader=extracted)


class PlanReadingFactory(DjangoModelFactory):
    class Meta:
        model = PlanReading

    plan = factory.SubFactory(SafeContactPlanFactory)
    reader = factory.SelfAttribute("plan.partner_case.worker")
    on = factory.LazyFunction(calendar.today)
    read_at = factory.LazyFunction(calendar.now)


class ContactDetailFactory(PartnerEntryFactory):
    class Meta:
        model = ContactDetail

    kind = ContactDetail.Kind.PHONE
    whose = "Their own mobile"
    value = "07700 900123"
    is_safe = ContactDetail.Safe.YES


class PartnerContactFactory(PartnerEntryFactory):
    """A talk on the phone. Rows only: the partner case's own days are not kept."""

    class Meta:
        model = PartnerContact

    method = "PHONE"
    outcome = PartnerContact.Outcome.REACHED
    content = "Safe to talk. Explained who we are."


class PartnerResponseFactory(PartnerEntryFactory):
    class Meta:
        model = PartnerResponse

    response = PartnerResponse.Kind.ACCEPTS
    wants_notices = PartnerResponse.Wants.YES


class PartnerNotificationFactory(PartnerEntryFactory):
    class Meta:
        model = PartnerNotification

    event = PartnerNotification.Event.STARTED
    method = "PHONE"


class SupportOfferFactory(PartnerEntryFactory):
    class Meta:
        model = SupportOffer

    kind = SupportOffer.Kind.IDVA


class SafetyPlanFactory(PartnerEntryFactory):
    class Meta:
        model = SafetyPlan

    state = SafetyPlan.State.IN_PLACE
    plan = "A bag at a neighbour’s, and a word for the children."
    review_on = date(2016, 9, 1)


class DashAssessmentFactory(PartnerEntryFactory):
    """The start's checklist: `yes=12` says how many items were answered so."""

    class Meta:
        model = DashAssessment

    class Params:
        yes = 12

    point = Point.START
    completed_with = DashAssessment.With.PERSON
    answers = factory.LazyAttribute(
        lambda row: {
            item: "Y" if place < row.yes else "N" for place, item in enumerate(DASH_ITEMS)
        }
    )
    yes_count = factory.LazyAttribute(lambda row: yes_count(row.answers))
    band = factory.LazyAttribute(lambda row: band(row.answers))
    level = factory.LazyAttribute(lambda row: level(row.band, row.judgement))
    judgement = ""
    criteria = factory.LazyAttribute(lambda row: ["SCORE"] if row.band == "HIGH" else [])


class SeverityGridFactory(PartnerEntryFactory):
    class Meta:
        model = SeverityGrid

    point = Point.START
    rater = SeverityGrid.Rater.PERSON
    physical = 2
    sexual = 0
    stalking = 1
    controlling = 3


class PartnerOutcomeFactory(PartnerEntryFactory):
    class Meta:
        model = PartnerOutcome

    point = Point.START
    respect = space = safety = awareness = "2"
    parenting = childhood = "NOT_APPLICABLE"


class SideFactory(DjangoModelFactory):
    class Meta:
        model = Side

    perpetrator = factory.SubFactory(PerpetratorFactory)
    user = factory.SubFactory(UserFactory)
    side = Side.Side.HIS


class MaracDecisionFactory(PartnerEntryFactory):
    """They were referred to the MARAC, and wait to be heard. `heard=True`: they were."""

    class Meta:
        model = MaracDecision

    class Params:
        heard = factory.Trait(
            outcome=MaracDecision.Outcome.HEARD,
            heard_on=factory.LazyAttribute(lambda row: row.on + A_WEEK),
        )

    decision = MaracDecision.Decision.REFERRED
    criterion = MaracDecision.Criterion.SCORE
    consent = MaracDecision.Consent.AGREES
    outcome = factory.LazyAttribute(
        lambda row: "PENDING" if row.decision == "REFERRED" else ""
    )
    reason = factory.LazyAttribute(
        lambda row: "" if row.decision == "REFERRED" else "Heard last month elsewhere"
    )


class AcrossFactory(DjangoModelFactory):
    """Something decided about a case of his on this side, a month after it opened."""

    class Meta:
        abstract = True

    case = factory.SubFactory(CaseFactory)
    on = factory.LazyAttribute(lambda row: row.case.opened_on + timedelta(days=30))
    recorded_at = factory.LazyAttribute(lambda row: at(row.on))
    recorded_by = factory.SubFactory(UserFactory)


class IntegratedReviewFactory(AcrossFactory):
    class Meta:
        model = IntegratedReview

    present = "The manager, partner support, the caseworker"
    his_level = "STANDARD"
    their_level = "NOT_ASSESSED"
    level = "MEDIUM"
    rationale = "The two accounts differ."
    decisions = "Work goes on; look again in four weeks."


class CaseClearanceFactory(AcrossFactory):
    class Meta:
        model = CaseClearance

    is_cleared = True
    ground = "CONTACT"
