from typing import TypeAlias

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from pilot import calendar
from pilot.models.borough import Borough
from pilot.models.user import User
from pilot.permissions import Permission
from pilot.references import new_reference
from pilot.scoping import ScopedQuerySet


class ComplaintKind(models.TextChoices):
    """A complaint, or one of the things that count as a serious incident."""

    COMPLAINT = "COMPLAINT", "Complaint"
    INCIDENT = "INCIDENT", "Serious incident"
    HOMICIDE_REVIEW = "HOMICIDE_REVIEW", "Request from a domestic homicide review"
    DATA_BREACH = "DATA_BREACH", "Loss of personal data"


class ComplaintStatus(models.TextChoices):
    """How far the provider has come with it."""

    RECEIVED = "RECEIVED", "Waiting for an answer"
    ANSWERED = "ANSWERED", "Answered"
    CLOSED = "CLOSED", "Closed"


class ComplaintOutcome(models.TextChoices):
    """What it was found to be."""

    UPHELD = "UPHELD", "Upheld"
    PARTLY = "PARTLY", "Partly upheld"
    NOT_UPHELD = "NOT_UPHELD", "Not upheld"
    REVIEWED = "REVIEWED", "Looked into, and reported"
    WITHDRAWN = "WITHDRAWN", "Withdrawn by whoever complained"
    MISTAKE = "MISTAKE", "Recorded by mistake"


COMPLAINT = ComplaintKind.COMPLAINT


class ComplaintQuerySet(ScopedQuerySet):
    view_permission = Permission.KEEP_COMPLAINTS

    def visible_to(self, user):
        """All of it for whoever answers; for an officer their borough's incidents.

        What an officer reads of one is codes and days: the page leaves the rest out.
        """
        kept = user.codes_with(Permission.KEEP_COMPLAINTS)
        told = user.codes_with(Permission.VIEW_INCIDENT_SUMMARIES)
        return self.filter(Q(borough__in=kept) | ~Q(kind=COMPLAINT) & Q(borough__in=told))

    def standing(self):
        """Those that were not recorded by mistake: what figures count."""
        return self.exclude(outcome=ComplaintOutcome.MISTAKE)

    def complaints(self):
        return self.filter(kind=COMPLAINT)

    def incidents(self):
        """Everything that is no complaint: what counts as a serious incident (4.8)."""
        return self.exclude(kind=COMPLAINT)

    def open(self):
        return self.exclude(status=ComplaintStatus.CLOSED)

    def closed(self):
        return self.filter(status=ComplaintStatus.CLOSED)

    def waiting(self):
        return self.filter(status=ComplaintStatus.RECEIVED)

    def for_listing(self):
        return self.select_related("borough").order_by("-received_on", "-pk")


class Complaint(models.Model):
    """A complaint about the provider's work, or a serious incident in it.

    Who it came from and what it is about are codes. It names nobody and leads to no case:
    so nothing here says of anybody that they are known to the service.
    """

    Kind: TypeAlias = ComplaintKind
    Status: TypeAlias = ComplaintStatus
    Outcome: TypeAlias = ComplaintOutcome

    class From(models.TextChoices):
        """Whom it came from; those the service works with and their families are one."""

        USER = "USER", "Somebody the service works with, or their family"
        PRACTITIONER = "PRACTITIONER", "A practitioner of another agency"
        COUNCIL = "COUNCIL", "One of the councils"
        REVIEW = "REVIEW", "A review panel, a coroner or a regulator"
        STAFF = "STAFF", "Somebody who works for the provider"
        PUBLIC = "PUBLIC", "Anybody else"

    class About(models.TextChoices):
        """What it is about."""

        SAFETY = "SAFETY", "Somebody’s safety"
        CONDUCT = "CONDUCT", "How somebody of the provider behaved"
        DELAY = "DELAY", "Waiting, or no contact"
        DECISION = "DECISION", "A decision"
        INFORMATION = "INFORMATION", "What was told to whom, or lost"
        ACCESS = "ACCESS", "Language, place, time or disability"
        OTHER = "OTHER", "Something else"

    TRANSITIONS = {
        Status.RECEIVED: {Status.ANSWERED, Status.CLOSED},
        Status.ANSWERED: {Status.CLOSED},
        Status.CLOSED: set(),
    }

    UNANSWERED = (Outcome.WITHDRAWN, Outcome.MISTAKE)  # what may close without an answer

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="complaints")
    kind = models.CharField(max_length=15, choices=Kind)
    received_on = models.DateField()
    came_from = models.CharField(max_length=12, choices=From)
    about = models.CharField(max_length=11, choices=About)
    summary = models.TextField(max_length=1000)
    notified_to = models.CharField(max_length=200, blank=True)  # roles and bodies, no names
    notified_on = models.DateField(null=True)
    due_on = models.DateField()
    status = models.CharField(max_length=8, choices=Status, default=Status.RECEIVED)
    answered_on = models.DateField(null=True)
    answered_with = models.TextField(max_length=2000, blank=True)
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    outcome_changes = models.TextField(max_length=1000, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["received_on", "borough"], name="complaint_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(summary=""), name="complaint_says_what_it_is_about"
            ),
            models.CheckConstraint(
                condition=Q(notified_to="", notified_on=None)
                | ~Q(notified_to="") & Q(notified_on__isnull=False),
                name="complaint_is_notified_on_a_day",
                violation_error_message="Say who was told and on which day",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None, answered_with="")
                | Q(answered_on__isnull=False, answered_on__gte=F("received_on"))
                & ~Q(answered_with=""),
                name="complaint_is_answered_on_a_day_with_words",
            ),
            models.CheckConstraint(
                condition=Q(status="RECEIVED", answered_on=None)
                | Q(status="ANSWERED", answered_on__isnull=False)
                | Q(status="CLOSED"),
                name="complaint_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=Q(status="CLOSED", closed_on__isnull=False)
                & Q(closed_on__gte=F("received_on"))
                & Q(outcome__in=ComplaintOutcome.values)
                | ~Q(status="CLOSED") & Q(closed_on=None, outcome="", outcome_changes=""),
                name="complaint_closes_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(status="CLOSED")
                | Q(answered_on__isnull=False)
                | Q(outcome__in=["WITHDRAWN", "MISTAKE"]),
                name="complaint_closes_once_answered",
                violation_error_message="Answer it before it is closed",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ComplaintKind.values),
                name="complaint_has_a_known_kind",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.reference}"

    def get_absolute_url(self):
        return reverse("pilot:contract_complaint_detail", args=[self.reference])

    @property
    def audit_name(self):
        return (
            f"{'the complaint' if self.is_complaint else 'the incident'} {self.reference}"
        )

    @property
    def is_complaint(self) -> bool:
        """Whether somebody complained; everything else is a serious incident."""
        return self.kind == COMPLAINT

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.status != self.Status.CLOSED

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has answered it."""
        return self.status == self.Status.RECEIVED

    @property
    def is_late(self) -> bool:
        """Whether its last day has passed and nobody has answered it."""
        return self.is_waiting and self.due_on < calendar.today()

    @property
    def possible_outcomes(self) -> list[ComplaintOutcome]:
        """What it may be found to be as it stands."""
        outcome = self.Outcome
        of_kind = [outcome.REVIEWED]
        if self.is_complaint:
            of_kind = [outcome.UPHELD, outcome.PARTLY, outcome.NOT_UPHELD]
        ended = [outcome.WITHDRAWN] if self.is_complaint else []
        return [*([] if self.is_waiting else of_kind), *ended, outcome.MISTAKE]
