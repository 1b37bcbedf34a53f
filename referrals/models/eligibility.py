from django.db import models
from django.db.models import Exists, OuterRef, Q

from pilot.constraints import implies
from pilot.models import Membership, Post, User
from pilot.permissions import Permission, roles_granting
from pilot.scoping import ScopedQuerySet
from referrals.models.answers import CjStatus, InformationSource
from referrals.models.referral import Referral


class EligibilityCheckQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_CASELOAD

    def visible_to(self, user):
        return self.filter(referral__in=Referral.objects.visible_to(user))

    def latest_first(self):
        """The newest on top, each with whether who recorded it could let through then.

        In the borough of the referral; while it has none yet, in any.
        """
        held = Membership.objects.filter(
            user=OuterRef("checked_by"),
            role__in=roles_granting(Permission.ALLOW_EXCEPTION),
            granted_at__lte=OuterRef("recorded_at"),
        ).exclude(ended_at__lte=OuterRef("recorded_at"))
        here = Exists(held.filter(borough=OuterRef("referral__borough")))
        anywhere = Q(referral__borough=None) & Exists(held)
        checks = self.select_related("checked_by").annotate(is_managers=here | anywhere)
        return checks.order_by("-checked_on", "-pk")


class EligibilityCheck(models.Model):
    """That somebody looked whether a referral fits its post: when, where, what they found.

    A check is never changed: a later one stands for it. One that a rule leaves to the
    manager holds the manager's reason. A reason about somebody's age says for which post
    and at which age: it is none for another post, nor once they turn out older.
    """

    class Criterion(models.TextChoices):
        CJ_STATUS = "CJ_STATUS", "Not in the criminal justice process"  # V-05
        REFERRER = "REFERRER", "Nobody at Children’s Services referred them"  # V-06
        AGE = "AGE", "Outside the age range of the post"  # V-01, P-17

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="checks")
    criterion = models.CharField(max_length=12, choices=Criterion)
    cj_status = models.CharField(max_length=24, choices=CjStatus, blank=True)
    checked_on = models.DateField()
    source = models.CharField(max_length=24, choices=InformationSource)
    note = models.TextField(blank=True)  # police advice, or the manager's reason
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    # As the referral said when it was let through; empty if nobody knew.
    age = models.PositiveSmallIntegerField(null=True)
    checked_by = models.ForeignKey(User, models.PROTECT, related_name="eligibility_checks")
    recorded_at = models.DateTimeField()

    objects = EligibilityCheckQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["referral", "criterion", "checked_on"], name="check_by_referral"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(criterion="CJ_STATUS", cj_status__in=CjStatus.values)
                & ~Q(cj_status="NOT_ASKED")
                | ~Q(criterion="CJ_STATUS") & Q(cj_status=""),
                name="check_of_the_justice_process_has_a_status",
            ),
            models.CheckConstraint(
                condition=implies(~Q(criterion="CJ_STATUS"), ~Q(note="")),
                name="check_left_to_the_manager_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(criterion="AGE", post__isnull=False)
                | ~Q(criterion="AGE") & Q(post=None, age=None),
                name="check_of_an_age_says_for_which_post",
            ),
            models.CheckConstraint(
                condition=Q(criterion__in=["CJ_STATUS", "REFERRER", "AGE"]),
                name="check_has_a_known_criterion",
            ),
            models.CheckConstraint(
                condition=Q(source__in=InformationSource.values),
                name="check_has_a_known_source",
            ),
        ]

    def __str__(self):
        return f"{self.get_criterion_display()}, {self.checked_on}"
