from typing import TypeAlias

from django.db import models
from django.db.models import Q

from cases.models import Case
from cases.partners.models.entry import PartnerEntry, PartnerEntryQuerySet
from cases.partners.models.partner_case import PartnerCase


class RelationshipToHim(models.TextChoices):
    """What the person harmed is to the person we work with."""

    PARTNER = "PARTNER", "Partner"
    EX_PARTNER = "EX_PARTNER", "Ex-partner"
    NEW_PARTNER = "NEW_PARTNER", "New partner"
    PARENT = "PARENT", "Parent or carer"
    SIBLING = "SIBLING", "Brother or sister"
    PEER = "PEER", "Peer"


class TogetherNow(models.TextChoices):
    """Whether they live together."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_KNOWN = "NOT_KNOWN", "Not known"
    NOT_ASKED = "NOT_ASKED", "Not asked yet"


class CaseLinkQuerySet(PartnerEntryQuerySet):
    def for_listing(self):
        return (
            super()
            .for_listing()
            .select_related("case__perpetrator", "case__borough", "case__worker")
        )


class CaseLink(PartnerEntry):
    """Whose case somebody is supported because of; on this side alone (dictionary 4.4).

    One partner case may belong to two of his cases, or to two people who harm. Nothing
    leads here from the other side.
    """

    Relationship: TypeAlias = RelationshipToHim
    Together: TypeAlias = TogetherNow

    partner_case = models.ForeignKey(PartnerCase, models.PROTECT, related_name="links")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    relationship = models.CharField(max_length=11, choices=RelationshipToHim)
    lives_together = models.CharField(
        max_length=9, choices=TogetherNow, default=Together.NOT_ASKED
    )

    objects = CaseLinkQuerySet.as_manager()

    class Meta(PartnerEntry.Meta):
        verbose_name = "link"
        indexes = [
            *PartnerEntry.Meta.indexes,
            models.Index(
                fields=["case"], condition=Q(is_replaced=False), name="link_by_case"
            ),
        ]
        constraints = [
            *PartnerEntry.Meta.constraints,
            models.UniqueConstraint(
                fields=["partner_case", "case"],
                condition=Q(is_replaced=False),
                name="link_is_made_once",
                violation_error_message="They are linked already",
            ),
            models.CheckConstraint(
                condition=Q(relationship__in=RelationshipToHim.values),
                name="link_has_a_known_relationship",
            ),
            models.CheckConstraint(
                condition=Q(lives_together__in=TogetherNow.values),
                name="link_has_a_known_answer_about_living_together",
            ),
        ]

    def __str__(self):
        return f"{self.get_relationship_display()}, case {self.case.reference}"
