from typing import TypeAlias

from django.db import models
from django.db.models import Q

from cases.partners.models.contact_plan import Safe
from cases.partners.models.entry import PartnerEntry, PartnerEntryQuerySet
from cases.partners.models.partner_case import PartnerCase
from pilot.sealing import PREFIX, SealedTextField


class DetailKind(models.TextChoices):
    """What leads to somebody."""

    ADDRESS = "ADDRESS", "Address"
    PHONE = "PHONE", "Phone number"
    EMAIL = "EMAIL", "Email address"
    WORKPLACE = "WORKPLACE", "Workplace or school"


class RevealReason(models.TextChoices):
    """Why somebody had to see an address or a number."""

    CONTACT = "CONTACT", "To make contact as the plan says"
    CHECK = "CHECK", "To check it with them"
    EMERGENCY = "EMERGENCY", "They are in danger now"
    SAFE_SERVICE = "SAFE_SERVICE", "To pass it to a service they agreed to"


class ContactDetailQuerySet(PartnerEntryQuerySet):
    def for_listing(self):
        """Nothing is opened for a list: what no page shows, no process reads."""
        return super().for_listing().defer("value")


class ContactDetail(PartnerEntry):
    """One address or number. A page shows that there is one, and never what it is.

    It is sealed in the database (S-50), and shown alone, to somebody who says why: that is
    on the trail (S-67).
    """

    Kind: TypeAlias = DetailKind
    Safe: TypeAlias = Safe
    Why: TypeAlias = RevealReason

    partner_case = models.ForeignKey(PartnerCase, models.PROTECT, related_name="details")
    kind = models.CharField(max_length=9, choices=DetailKind)
    whose = models.CharField(max_length=60)  # "Their own", "Their sister's"
    value = SealedTextField()
    is_safe = models.CharField(max_length=9, choices=Safe, default=Safe.NOT_ASKED)

    objects = ContactDetailQuerySet.as_manager()

    class Meta(PartnerEntry.Meta):
        verbose_name = "contact detail"
        constraints = [
            *PartnerEntry.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(value="") & ~Q(whose=""),
                name="contact_detail_says_what_and_whose",
            ),
            models.CheckConstraint(
                condition=Q(value__startswith=PREFIX), name="contact_detail_is_sealed"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=DetailKind.values),
                name="contact_detail_has_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(is_safe__in=Safe.values),
                name="contact_detail_says_whether_it_is_safe",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.whose}"
