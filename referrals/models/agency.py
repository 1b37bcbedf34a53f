from django.db import models
from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.urls import reverse

from pilot.models import Borough


class AgencyQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(is_retired=False)

    def narrowed(self, *, sector=None, borough=None):
        """Those of a sector and a borough, where one is given."""
        wanted = {"sector": sector, "borough": borough}
        return self.filter(**{name: value for name, value in wanted.items() if value})

    def for_choosing(self):
        return self.in_use().order_by("name")

    def for_listing(self):
        """With how many people we know there, in the order people look for them."""
        in_post = Count("practitioners", filter=Q(practitioners__is_retired=False))
        held = Q(consultations__is_replaced=False)
        held &= Q(consultations__status__in=("HELD", "FOLLOWED_UP"))
        asked = Agency.objects.filter(pk=OuterRef("pk")).order_by()
        asked = asked.annotate(last=Max("consultations__on", filter=held)).values("last")
        rows = self.select_related("borough").annotate(in_post=in_post)
        return rows.annotate(last_asked_on=Subquery(asked)).order_by("name", "pk")


class Agency(models.Model):
    """An organisation or team that refers people to us. Public facts only.

    The team somebody works in is what the figures count by, so it is the only level there
    is: two teams of one organisation are two entries.
    """

    class Sector(models.TextChoices):
        POLICE = "POLICE", "Police"
        CHILDRENS = "CHILDRENS", "Children’s Services"
        YOS = "YOS", "Youth Offending Service"
        HEALTH = "HEALTH", "Health"
        EDUCATION = "EDUCATION", "Education"
        HOUSING = "HOUSING", "Housing"
        VICTIM_SVC = "VICTIM_SVC", "Victim service"
        OTHER = "OTHER", "Other"

    # Those whose capacity the pilot is to build (seed 5.5.3).
    TARGET_SECTORS = (Sector.POLICE, Sector.CHILDRENS, Sector.YOS)

    name = models.CharField(
        max_length=100,
        unique=True,
        error_messages={"unique": "There is a team of this name already"},
    )
    sector = models.CharField(max_length=12, choices=Sector)
    # Empty for one that serves all of London: it then attributes nothing (dictionary 1.3).
    borough = models.ForeignKey(
        Borough, models.PROTECT, null=True, blank=True, related_name="agencies"
    )
    is_retired = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "agencies"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("referrals:agency_detail", args=[self.pk])

    @property
    def audit_name(self):
        return f"the agency {self.name}"
