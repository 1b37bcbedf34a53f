"""Tries at reaching somebody, talks with them, and what they answered."""

from typing import TypeAlias

from django.db import models
from django.db.models import Q

from cases.models import Method
from cases.partners.models.contact_plan import WAYS
from cases.partners.models.entry import PartnerEntry, PartnerEntryQuerySet
from cases.partners.models.partner_case import PartnerCase


class PartnerContactOutcome(models.TextChoices):
    """What came of it: CL-16b, and a message of which nobody knows yet."""

    REACHED = "REACHED", "Talked with them"
    DECLINED = "DECLINED", "Reached them, they did not want to talk"
    NO_ANSWER = "NO_ANSWER", "No answer"
    THIRD_ANSWERED = "THIRD_ANSWERED", "Somebody else answered"
    WRONG_DETAILS = "WRONG_DETAILS", "Wrong number or address"
    SENT = "SENT", "Sent, no answer yet"


_TWO_WAY = (PartnerContactOutcome.REACHED, PartnerContactOutcome.DECLINED)


class PartnerContactQuerySet(PartnerEntryQuerySet):
    def two_way(self):
        """Those in which they themselves spoke."""
        return self.standing().filter(outcome__in=_TWO_WAY)


class PartnerContact(PartnerEntry):
    """A try at reaching somebody, or a talk with them. What it says stays on this side."""

    Outcome: TypeAlias = PartnerContactOutcome

    TWO_WAY = _TWO_WAY

    partner_case = models.ForeignKey(PartnerCase, models.PROTECT, related_name="contacts")
    method = models.CharField(max_length=12, choices=WAYS)
    outcome = models.CharField(max_length=14, choices=PartnerContactOutcome)
    content = models.TextField(blank=True)

    objects = PartnerContactQuerySet.as_manager()

    class Meta(PartnerEntry.Meta):
        verbose_name = "contact"
        constraints = [
            *PartnerEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(method__in=[code for code, _ in WAYS]),
                name="partner_contact_has_a_known_method",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=PartnerContactOutcome.values),
                name="partner_contact_has_a_known_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="REACHED") | ~Q(content=""),
                name="partner_contact_says_what_was_talked_about",
                violation_error_message="Enter what you talked about",
            ),
        ]

    def __str__(self):
        return f"{Method(self.method).label}, {self.get_outcome_display().lower()}"

    @property
    def is_two_way(self) -> bool:
        """Whether they themselves spoke."""
        return self.outcome in self.TWO_WAY


class ResponseKind(models.TextChoices):
    """What they answered to the offer of support (dictionary 4.5)."""

    ACCEPTS = "ACCEPTS", "Accepts support"
    INFORMATION_ONLY = "INFORMATION_ONLY", "Wants information only"
    DECLINES = "DECLINES", "Declines"
    NOT_REACHED = "NOT_REACHED", "Could not be reached"
    OTHER_LEAD = "OTHER_LEAD", "Another service leads"


class WantsNotices(models.TextChoices):
    """Whether they are to be told what happens with him, support or none."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_ASKED = "NOT_ASKED", "Not asked yet"


class PartnerResponse(PartnerEntry):
    """What somebody answered to the offer, from a day on: the latest that stands holds."""

    Kind: TypeAlias = ResponseKind
    Wants: TypeAlias = WantsNotices

    LEADS_TO = {
        Kind.ACCEPTS: PartnerCase.Status.IN_SUPPORT,
        Kind.INFORMATION_ONLY: PartnerCase.Status.INFORMATION_ONLY,
        Kind.DECLINES: PartnerCase.Status.DECLINED,
        Kind.NOT_REACHED: PartnerCase.Status.NOT_REACHED,
        Kind.OTHER_LEAD: PartnerCase.Status.OTHER_LEAD,
    }
    # They can only be answered by somebody who was reached.
    NEEDS_CONTACT = (Kind.ACCEPTS, Kind.INFORMATION_ONLY, Kind.DECLINES)

    partner_case = models.ForeignKey(PartnerCase, models.PROTECT, related_name="responses")
    response = models.CharField(max_length=16, choices=ResponseKind)
    wants_notices = models.CharField(
        max_length=9, choices=WantsNotices, default=Wants.NOT_ASKED
    )
    consent = models.TextField(blank=True)

    class Meta(PartnerEntry.Meta):
        verbose_name = "answer"
        constraints = [
            *PartnerEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(response__in=ResponseKind.values),
                name="partner_response_is_a_known_answer",
            ),
            models.CheckConstraint(
                condition=Q(wants_notices__in=WantsNotices.values),
                name="partner_response_says_whether_notices_are_wanted",
            ),
        ]

    def __str__(self):
        return self.get_response_display()
