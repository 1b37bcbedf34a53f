from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from pilot import calendar
from pilot.models.equality import EqualityAssessment
from pilot.models.meeting import GroupMeeting, OfTheGroup
from pilot.models.user import User


class ContractActionQuerySet(OfTheGroup):
    def open(self):
        return self.filter(done_on=None)

    def done(self):
        return self.exclude(done_on=None)

    def due(self, until: date):
        return self.open().filter(due_on__lte=until)

    def for_listing(self):
        return self.select_related("meeting", "assessment", "owner").order_by(
            F("done_on").desc(nulls_first=True), "due_on", "pk"
        )


class ContractAction(models.Model):
    """What somebody is to do by a day, after a meeting or an equality assessment."""

    meeting = models.ForeignKey(
        GroupMeeting, models.PROTECT, null=True, related_name="actions"
    )
    assessment = models.ForeignKey(
        EqualityAssessment, models.PROTECT, null=True, related_name="actions"
    )
    what = models.CharField(max_length=300)
    owner = models.ForeignKey(User, models.PROTECT, related_name="contract_actions")
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    outcome = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = ContractActionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["owner", "due_on"],
                condition=Q(done_on=None),
                name="contract_action_open_by_owner",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting=None, assessment__isnull=False)
                | Q(meeting__isnull=False, assessment=None),
                name="contract_action_follows_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None, outcome="")
                | Q(done_on__isnull=False) & ~Q(outcome=""),
                name="contract_action_is_done_with_an_outcome",
            ),
            models.CheckConstraint(condition=~Q(what=""), name="contract_action_says_what"),
        ]

    def __str__(self):
        return self.what

    def get_absolute_url(self):
        return reverse("pilot:contract_action_finish", args=[self.pk])

    @property
    def audit_name(self):
        return f"the contract action {self.pk}"

    @property
    def follows(self) -> GroupMeeting | EqualityAssessment:
        """What it comes from."""
        return self.meeting or self.assessment

    @property
    def is_late(self) -> bool:
        """Whether its last day has passed and it is not done."""
        return self.done_on is None and self.due_on < calendar.today()
