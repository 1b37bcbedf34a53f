from django.db import models

from cases.models.case import Case
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet
from referrals.models import Practitioner


class ActivityQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_CASELOAD

    def visible_to(self, user):
        """The meetings at which somebody was whose case the person may see."""
        cases = Case.objects.visible_to(user)
        return self.filter(sessions__case__in=cases).distinct()


class Activity(models.Model):
    """One meeting with several people, or with professionals beside the person.

    Each person's part in it is a session of their own case: a figure counts the sessions
    once for each person, and once for each activity. A meeting of two needs no row here.
    """

    practitioners = models.ManyToManyField(
        Practitioner, blank=True, related_name="activities"
    )

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "activities"

    def __str__(self):
        return f"Activity {self.pk}"
