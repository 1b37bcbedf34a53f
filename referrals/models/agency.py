from django.db import models

from pilot.models import Borough


class AgencyQuerySet(models.QuerySet):
    def for_choosing(self):
        return self.filter(is_retired=False).order_by("name")


class Agency(models.Model):
    """An organisation or team that refers people to us. Public facts only."""

    class Sector(models.TextChoices):
        POLICE = "POLICE", "Police"
        CHILDRENS = "CHILDRENS", "Children’s Services"
        YOS = "YOS", "Youth Offending Service"
        HEALTH = "HEALTH", "Health"
        EDUCATION = "EDUCATION", "Education"
        HOUSING = "HOUSING", "Housing"
        VICTIM_SVC = "VICTIM_SVC", "Victim service"
        OTHER = "OTHER", "Other"

    name = models.CharField(max_length=100, unique=True)
    sector = models.CharField(max_length=12, choices=Sector)
    # Empty for one that serves all of London: it then attributes nothing (dictionary 1.3).
    borough = models.ForeignKey(
        Borough, models.PROTECT, null=True, blank=True, related_name="agencies"
    )
    is_retired = models.BooleanField(default=False)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "agencies"

    def __str__(self):
        return self.name

    @property
    def audit_name(self):
        return f"the agency {self.name}"


class Practitioner(models.Model):
    """Somebody at an agency who refers people to us, and is told what we decided."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="practitioners")
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"], name="practitioner_is_entered_once_per_agency"
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.agency}"
