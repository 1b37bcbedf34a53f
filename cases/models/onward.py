"""Where somebody goes on to from here, and whether they begin and complete it there."""

from datetime import date
from typing import TypeAlias

from django.db import models
from django.db.models import F, Q

from cases.models.assessment import Pathway
from cases.models.case import Case
from cases.models.entry import CaseEntry, EntryQuerySet
from cases.models.source import InformationSource
from pilot import calendar
from pilot.constraints import all_or_none
from pilot.models import Borough

PROGRAMMES = (Pathway.DVPP_DVIP, Pathway.DVPP_OTHER)  # what I08 counts
NOWHERE = (Pathway.NONE_NEEDED, Pathway.DECLINED)  # nobody was asked to take them


class OnwardEnding(models.TextChoices):
    """How it ended at the other service. Only what had begun can end there."""

    COMPLETED = "COMPLETED", "Completed"
    DROPPED_OUT = "DROPPED_OUT", "Dropped out"
    NOT_TAKEN_UP = "NOT_TAKEN_UP", "Never began"
    REFUSED = "REFUSED", "Refused by the service"


AFTER_THE_START = (OnwardEnding.COMPLETED, OnwardEnding.DROPPED_OUT)


class OnwardReason(models.TextChoices):
    """Why it came to nothing, or to less than was hoped."""

    NOT_SUITABLE = "NOT_SUITABLE", "Assessed as not suitable"
    NO_PLACE = "NO_PLACE", "No place, or too long a wait"
    NO_CONTACT = "NO_CONTACT", "The service could not reach them"
    DID_NOT_WANT = "DID_NOT_WANT", "They did not want it"
    STOPPED_COMING = "STOPPED_COMING", "They stopped coming"
    ENTERED_CJ = "ENTERED_CJ", "Entered the criminal justice process"
    TOO_RISKY = "TOO_RISKY", "The risk was too high"
    MOVED = "MOVED", "Moved away"
    OTHER = "OTHER", "Another reason"


class OnwardQuerySet(EntryQuerySet):
    """Onward referrals. Whatever counts them begins with those that stand: each once."""

    def made(self):
        """Those for which a service was asked to take them."""
        return self.standing().exclude(destination__in=NOWHERE)

    def to_programmes(self):
        """Those to a full perpetrator programme (I08)."""
        return self.standing().filter(destination__in=PROGRAMMES)

    def followed(self):
        """Those of which news is still to come, whether or not the case has closed."""
        return self.standing().exclude(follow_up_on=None)

    def news_due(self):
        """Those about which somebody was to ask by now."""
        return self.followed().filter(follow_up_on__lte=calendar.today())

    def latest_first(self):
        return self.order_by("-made_on", "-recorded_at", "-pk")

    def for_following(self):
        """As the list of what waits for news shows them: the longest due first."""
        related = self.select_related("case__perpetrator", "case__borough", "case__worker")
        return related.order_by("follow_up_on", "pk")


class OnwardReferral(CaseEntry):
    """Where somebody goes on to, or that they go nowhere; followed until it has ended.

    What becomes of it is the other service's to say, often after the case has closed, so
    somebody asks again on `follow_up_on` until there is an end. `borough` is where the
    case counted when it was made, `start_borough` where it counted when they began (1.3).
    """

    Destination: TypeAlias = Pathway
    Ending: TypeAlias = OnwardEnding
    Reason: TypeAlias = OnwardReason
    Source: TypeAlias = InformationSource

    case = models.ForeignKey(Case, models.PROTECT, related_name="onward")
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="+")
    destination = models.CharField(max_length=12, choices=Pathway)
    service = models.CharField(max_length=100, blank=True)
    made_on = models.DateField()
    accepted_on = models.DateField(null=True)  # assessed suitable
    started_on = models.DateField(null=True)
    start_borough = models.ForeignKey(
        Borough, models.PROTECT, null=True, related_name="+", editable=False
    )
    ended_on = models.DateField(null=True)
    ending = models.CharField(max_length=12, choices=OnwardEnding, blank=True)
    reason = models.CharField(max_length=14, choices=OnwardReason, blank=True)
    source = models.CharField(max_length=22, choices=InformationSource, blank=True)
    news = models.CharField(max_length=300, blank=True)  # what was last heard
    follow_up_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = OnwardQuerySet.as_manager()

    class Meta(CaseEntry.Meta):
        indexes = [
            models.Index(fields=["case", "-made_on"], name="onward_by_case"),
            models.Index(fields=["made_on", "borough"], name="onward_by_day_made"),
            models.Index(fields=["started_on", "start_borough"], name="onward_by_start"),
            models.Index(fields=["ended_on", "ending"], name="onward_by_end"),
            models.Index(
                fields=["follow_up_on"],
                condition=Q(is_replaced=False, follow_up_on__isnull=False),
                name="onward_by_follow_up",
            ),
        ]
        constraints = [
            *CaseEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(destination__in=Pathway.values),
                name="onward_referral_has_a_known_destination",
            ),
            models.CheckConstraint(
                condition=Q(source__in=["", *InformationSource.values]),
                name="onward_referral_has_a_source_of_this_side",
            ),
            models.CheckConstraint(
                condition=(Q(accepted_on=None) | Q(accepted_on__gte=F("made_on")))
                & (Q(started_on=None) | Q(started_on__gte=F("made_on")))
                & (Q(ended_on=None) | Q(ended_on__gte=F("made_on")))
                & (
                    Q(accepted_on=None)
                    | Q(started_on=None)
                    | Q(started_on__gte=F("accepted_on"))
                )
                & (
                    Q(accepted_on=None)
                    | Q(ended_on=None)
                    | Q(ended_on__gte=F("accepted_on"))
                )
                & (
                    Q(started_on=None) | Q(ended_on=None) | Q(ended_on__gte=F("started_on"))
                ),
                name="onward_referral_comes_to_each_step_after_the_one_before",
                violation_error_message="Each day must be on or after the one before it",
            ),
            models.CheckConstraint(
                condition=all_or_none("started_on", "start_borough"),
                name="onward_referral_starts_in_a_borough",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ending="")
                | Q(
                    ended_on__isnull=False,
                    started_on__isnull=False,
                    ending__in=AFTER_THE_START,
                )
                | Q(
                    ended_on__isnull=False,
                    started_on=None,
                    ending__in=["NOT_TAKEN_UP", "REFUSED"],
                ),
                name="onward_referral_ends_in_a_way_that_fits_its_start",
                violation_error_message="Only who began can complete it or drop out",
            ),
            models.CheckConstraint(
                condition=Q(ending__in=["", "COMPLETED"], reason="")
                | ~Q(ending__in=["", "COMPLETED"]) & Q(reason__in=OnwardReason.values),
                name="onward_referral_says_why_it_was_not_completed",
                violation_error_message="Say why",
            ),
            models.CheckConstraint(
                condition=~Q(reason="OTHER") | ~Q(news=""),
                name="onward_referral_says_what_the_other_reason_is",
                violation_error_message="Say what the reason is",
            ),
            models.CheckConstraint(
                condition=Q(
                    destination__in=NOWHERE,
                    accepted_on=None,
                    started_on=None,
                    ended_on=None,
                    follow_up_on=None,
                )
                | ~Q(destination__in=NOWHERE),
                name="onward_referral_to_nowhere_has_no_steps",
            ),
            models.CheckConstraint(
                condition=Q(destination__in=NOWHERE)
                | Q(ended_on=None, follow_up_on__isnull=False)
                | Q(ended_on__isnull=False, follow_up_on=None),
                name="onward_referral_is_followed_until_it_ends",
                violation_error_message="Say when to ask how it went",
            ),
            models.UniqueConstraint(
                fields=["case", "destination"],
                condition=Q(is_replaced=False, ended_on=None),
                name="onward_referral_is_open_once_for_each_destination",
                violation_error_message="This is on record already, and has not ended",
            ),
        ]

    def __str__(self):
        return f"{self.get_destination_display()}, {calendar.in_words(self.made_on)}"

    @property
    def audit_name(self):
        return f"onward referral {self.reference}"

    @property
    def is_followed(self) -> bool:
        """Whether news of it is still to come."""
        return not self.is_replaced and self.follow_up_on is not None

    @property
    def last_step_on(self) -> date:
        """The day of the last thing that is known of it."""
        return self.ended_on or self.started_on or self.accepted_on or self.made_on

    @property
    def state(self) -> str:
        """How far it has come, in words."""
        if self.destination in NOWHERE:
            return ""
        if self.ending:
            return self.get_ending_display()
        if self.started_on:
            return "Started"
        return "Accepted" if self.accepted_on else "Asked"
