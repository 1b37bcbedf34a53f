from typing import TypeAlias

from django.db import models
from django.db.models import Q

from cases.partners.models.contact_plan import WAYS
from cases.partners.models.entry import PartnerEntry
from cases.partners.models.partner_case import PartnerCase


class ToldOf(models.TextChoices):
    """What somebody can be told of his work with us (dictionary 4.5)."""

    REFERRED = "REFERRED", "He was referred to us"
    STARTED = "STARTED", "He has started"
    NOT_ATTENDING = "NOT_ATTENDING", "He does not come"
    SUSPENDED = "SUSPENDED", "His work is suspended"
    RISK_CHANGED = "RISK_CHANGED", "The risk has changed"
    CLOSING = "CLOSING", "His work is closing"


class PartnerNotification(PartnerEntry):
    """That somebody harmed was told what happens with him: what, how, and on which day.

    What his side told the team is a notice of its own; this is what reached them.
    """

    Event: TypeAlias = ToldOf

    partner_case = models.ForeignKey(
        PartnerCase, models.PROTECT, related_name="notifications"
    )
    event = models.CharField(max_length=13, choices=ToldOf)
    method = models.CharField(max_length=12, choices=WAYS)

    class Meta(PartnerEntry.Meta):
        verbose_name = "notification"
        constraints = [
            *PartnerEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(event__in=ToldOf.values),
                name="partner_notification_is_of_a_known_event",
            ),
            models.CheckConstraint(
                condition=Q(method__in=[code for code, _ in WAYS]),
                name="partner_notification_has_a_known_method",
            ),
        ]

    def __str__(self):
        return self.get_event_display()
