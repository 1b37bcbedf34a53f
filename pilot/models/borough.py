from django.db import models


class Borough(models.Model):
    """One of the councils that commission the pilot. Its code is permanent."""

    code = models.CharField(max_length=8, primary_key=True)
    name = models.CharField(max_length=60, unique=True)
    council_name = models.CharField(max_length=100)
    place = models.PositiveSmallIntegerField(unique=True)  # the fixed order of every table

    class Meta:
        ordering = ["place"]

    def __str__(self):
        return self.name

    @property
    def audit_name(self):
        return f"the borough {self.code}"
