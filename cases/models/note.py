from datetime import date, timedelta
from typing import TypeAlias

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.models.case import Case
from cases.models.session import CaseworkQuerySet
from cases.models.source import InformationSource
from pilot import calendar
from pilot.models import User
from pilot.references import new_reference


class NoteQuerySet(CaseworkQuerySet):
    def for_listing(self):
        """Newest first, each with its addenda, in two queries."""
        return (
            self.select_related("written_by")
            .prefetch_related(
                models.Prefetch(
                    "addenda",
                    NoteAddendum.objects.select_related("written_by").order_by("pk"),
                )
            )
            .order_by("-on", "-pk")
        )


class NoteCategory(models.TextChoices):
    """What a note is about."""

    INFORMATION = "INFORMATION", "Information received"
    CALL = "CALL", "Conversation with a professional"
    MEETING = "MEETING", "Meeting or conference"
    DECISION = "DECISION", "Decision and why"
    OBSERVATION = "OBSERVATION", "Observation"
    OTHER = "OTHER", "Something else"


class Sensitivity(models.TextChoices):
    """Who may read it if he asks for his record."""

    NORMAL = "NORMAL", "Normal"
    THIRD_PARTY = "THIRD_PARTY", "About or from a third party"
    WITHHOLD = "WITHHOLD", "Withhold from them"


class CaseNote(models.Model):
    """Something to keep about a case that is no session, attempt or incident.

    Open to its writer until the end of the next working day. Then it is locked, by the
    database too, and only addenda follow. Nothing in it comes from the partner (V-14).
    """

    Category: TypeAlias = NoteCategory
    Source: TypeAlias = InformationSource
    Sensitivity: TypeAlias = Sensitivity

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    on = models.DateField()
    category = models.CharField(max_length=12, choices=NoteCategory)
    source = models.CharField(max_length=24, choices=InformationSource)
    sensitivity = models.CharField(
        max_length=12, choices=Sensitivity, default=Sensitivity.NORMAL
    )
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="notes")
    changed_at = models.DateTimeField()
    locks_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = NoteQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case", "-on"], name="note_by_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=InformationSource.values),
                name="note_comes_from_a_known_source_never_the_partner",
                violation_error_message="The partner’s words are not kept on this side",
            ),
            models.CheckConstraint(
                condition=Q(category__in=NoteCategory.values),
                name="note_has_a_known_category",
            ),
            models.CheckConstraint(
                condition=Q(sensitivity__in=Sensitivity.values),
                name="note_has_a_known_sensitivity",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
            models.CheckConstraint(
                condition=Q(changed_at__gte=F("written_at"), changed_at__lt=F("locks_at")),
                name="note_stays_as_it_was_when_it_locked",
            ),
        ]

    def __str__(self):
        return f"{self.get_category_display()}, {calendar.in_words(self.on)}"

    def get_absolute_url(self):
        return f"{reverse('cases:case_notes', args=[self.case.reference])}#{self.reference}"

    @property
    def audit_name(self):
        return f"note {self.reference}"

    @property
    def is_locked(self) -> bool:
        """Whether it can only be added to any more."""
        return calendar.now() >= self.locks_at

    @property
    def open_until(self) -> date:
        """The last day on which its writer may change it."""
        return calendar.day_of(self.locks_at - timedelta(microseconds=1))

    @property
    def is_recorded_late(self) -> bool:
        """Whether it was written on a later day than the one it is about."""
        return calendar.day_of(self.written_at) > self.on


class AddendumQuerySet(CaseworkQuerySet):
    def visible_to(self, user):
        return self.filter(note__in=CaseNote.objects.visible_to(user))


class NoteAddendum(models.Model):
    """What was added to a note once it had locked. Itself it is never changed."""

    Source: TypeAlias = InformationSource

    note = models.ForeignKey(CaseNote, models.PROTECT, related_name="addenda")
    source = models.CharField(max_length=24, choices=InformationSource)
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = AddendumQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "note addenda"
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=InformationSource.values),
                name="addendum_comes_from_a_known_source_never_the_partner",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="addendum_says_something"),
        ]

    def __str__(self):
        return f"Addendum, {self.note}"

    @property
    def audit_name(self):
        return f"an addendum to note {self.note.reference}"
