"""What is kept on this side about a case of his, whether or not anybody is supported."""

from typing import TypeAlias

from django.db import models
from django.db.models import Exists, OuterRef, Q

from cases.models import Case, CaseAllocation, RiskLevel
from cases.partners.models.link import CaseLink
from cases.partners.models.partner_case import PartnerCase
from cases.partners.references import new_reference
from pilot import calendar
from pilot.constraints import implies
from pilot.models import User
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet


def cases_across(user):
    """The cases of his that somebody may look at from this side: status, worker, risk.

    The manager's all; of a worker those behind the partner cases that are theirs or
    covered. None of a person with whom they work themselves (V-23).
    """
    return Case.objects.filter(_across(user)).exclude(perpetrator__in=worked_with_by(user))


def _across(user) -> Q:
    """All of the manager's, and those behind a worker's own and covered partner cases."""
    linked = CaseLink.objects.standing().visible_to(user)
    return Q(borough__in=user.codes_with(Permission.VIEW_ALL_PARTNER_WORK)) | Q(
        pk__in=linked.values("case")
    )


def cases_told_of(user):
    """The cases of which somebody hears: those across, and those that are nobody's yet.

    A case without an open partner case is the whole team's to look at.
    """
    supported = CaseLink.objects.standing().filter(
        partner_case__in=PartnerCase.objects.open().order_by()
    )
    nobodys = Q(borough__in=user.codes_with(Permission.SUPPORT_PARTNERS)) & ~Q(
        pk__in=supported.values("case")
    )
    return Case.objects.filter(nobodys | _across(user)).exclude(
        perpetrator__in=worked_with_by(user)
    )


def worked_with_by(user):
    """The people with whom somebody works, or worked, so that nobody sees both sides."""
    return CaseAllocation.objects.filter(worker=user).values("case__perpetrator")


def untried_cases(cases):
    """Open cases in which nobody harmed was tried yet, and nobody is exempt: oldest first.

    Either somebody on record waits, or nobody is on record and nothing says that is right.
    """
    standing = CaseLink.objects.standing().filter(case=OuterRef("pk"))
    waiting = standing.filter(
        partner_case__in=PartnerCase.objects.not_attempted().order_by()
    )
    return (
        cases.filter(pk__in=Case.objects.open().order_by().values("pk"))
        .annotate(is_linked=Exists(standing), is_waiting=Exists(waiting))
        .filter(Q(is_waiting=True) | Q(is_linked=False, bridge__cleared_on=None))
        .select_related("perpetrator", "borough", "worker", "bridge")
        .order_by("opened_on", "pk")
    )


def unsupported_cases(cases):
    """Open cases because of which nobody is in support now, each with whether anybody is
    on record: the oldest first.
    """
    standing = CaseLink.objects.standing().filter(case=OuterRef("pk"))
    now = standing.filter(partner_case__in=PartnerCase.objects.open().order_by())
    return (
        cases.filter(pk__in=Case.objects.open().order_by().values("pk"))
        .exclude(Exists(now))
        .annotate(is_linked=Exists(standing))
        .select_related("perpetrator", "bridge")
        .order_by("opened_on", "pk")
    )


class AcrossQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_ALL_PARTNER_WORK

    def visible_to(self, user):
        return self.filter(case__in=cases_across(user))

    def latest_first(self):
        return self.order_by("-on", "-recorded_at", "-pk")

    def for_listing(self):
        return self.select_related("recorded_by").latest_first()


class Across(models.Model):
    """Something decided on this side about a case of his. It is never changed: the latest
    holds, and only what the bridge carries reaches the other side.
    """

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = AcrossQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["case", "-on"], name="%(class)s_of_case")]

    @property
    def borough(self):
        """The borough in whose trail it is kept: that of the case."""
        return self.case.borough

    @property
    def audit_name(self):
        """By its own reference: the trail of his case never says that it is there."""
        return f"{self._meta.verbose_name} {self.reference}"


def _not_below(side: str) -> Q:
    """The level is at least as high as this side's."""
    return (
        Q(level="HIGH")
        | Q(level="MEDIUM") & ~Q(**{side: "HIGH"})
        | Q(level="STANDARD", **{f"{side}__in": ["STANDARD", "NOT_ASSESSED"]})
    )


class IntegratedReview(Across):
    """Both sides looked at risk together, and the team has one level from then on.

    Never lower than the higher side, which is kept as it stood. What was said, and why,
    stays here: his worker reads the level, and "speak to partner support".
    """

    Level: TypeAlias = RiskLevel

    present = models.CharField(max_length=300)
    his_level = models.CharField(max_length=12, choices=RiskLevel, editable=False)
    their_level = models.CharField(max_length=12, choices=RiskLevel, editable=False)
    level = models.CharField(max_length=12, choices=RiskLevel)
    rationale = models.TextField()
    decisions = models.TextField()
    actions = models.TextField(blank=True)

    class Meta(Across.Meta):
        verbose_name = "integrated review"
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=["STANDARD", "MEDIUM", "HIGH"]),
                name="integrated_review_comes_to_a_level",
                violation_error_message="Select the level",
            ),
            models.CheckConstraint(
                condition=Q(
                    his_level__in=RiskLevel.values, their_level__in=RiskLevel.values
                ),
                name="integrated_review_knows_both_sides",
            ),
            models.CheckConstraint(
                condition=_not_below("his_level") & _not_below("their_level"),
                name="integrated_review_is_never_below_the_higher_side",
                violation_error_message="It cannot be lower than either side",
            ),
            models.CheckConstraint(
                condition=~Q(rationale="") & ~Q(decisions="") & ~Q(present=""),
                name="integrated_review_says_who_what_and_why",
            ),
        ]

    def __str__(self):
        return f"{self.get_level_display()}, {calendar.in_words(self.on)}"


class ClearanceGround(models.TextChoices):
    """Why work with him may begin (V-13)."""

    CONTACT = "CONTACT", "Everybody harmed was tried, or is exempt for a recorded reason"
    NOBODY = "NOBODY", "Nobody is known to be harmed"
    UNSAFE = "UNSAFE", "Looking for them would put them at more risk"
    ELSEWHERE = "ELSEWHERE", "Another service is in touch, and asks us not to be"


class CaseClearance(Across):
    """Whether one-to-one intervention may begin: his side reads "cleared", or not (V-13).

    The latest holds. Without anybody on record it rests on an exemption, and a reason.
    """

    Ground: TypeAlias = ClearanceGround

    is_cleared = models.BooleanField()
    ground = models.CharField(max_length=9, choices=ClearanceGround, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta(Across.Meta):
        verbose_name = "clearance"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_cleared=True, ground__in=ClearanceGround.values)
                | Q(is_cleared=False, ground=""),
                name="case_clearance_has_a_ground",
            ),
            models.CheckConstraint(
                condition=implies(~Q(ground="CONTACT"), ~Q(reason="")),
                name="case_clearance_without_contact_has_a_reason",
                violation_error_message="Enter why",
            ),
        ]

    def __str__(self):
        return "Cleared" if self.is_cleared else "Clearance taken back"
