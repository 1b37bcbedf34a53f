"""What is expected to be spent, why a quarter differs, and what may be carried forward."""

from django.db import models
from django.db.models import Q

from pilot import calendar
from pilot.models.borough import Borough
from pilot.models.budget import CorrectableMoneyQuerySet, MoneyQuerySet
from pilot.models.correctable import Correctable
from pilot.models.user import User


class ForecastQuerySet(MoneyQuerySet):
    def latest_first(self):
        return self.prefetch_related("months").order_by("-made_at", "-pk")


class Forecast(models.Model):
    """What a borough's months to come are expected to cost, as somebody saw it that day.

    The latest one counts; those before it stay as they were.
    """

    borough = models.ForeignKey(Borough, models.PROTECT, related_name="forecasts")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ForecastQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["borough", "made_at"], name="forecast_by_borough")]

    def __str__(self):
        made_on = calendar.in_words(calendar.day_of(self.made_at))
        return f"Forecast of {self.borough}, {made_on}"

    @property
    def audit_name(self):
        return f"the forecast of {self.borough_id}"


class ForecastMonthQuerySet(MoneyQuerySet):
    borough_path = "forecast__borough"


class ForecastMonth(models.Model):
    """The amount expected for the month that begins on a day."""

    forecast = models.ForeignKey(Forecast, models.PROTECT, related_name="months")
    starts_on = models.DateField()
    amount = models.DecimalField(max_digits=9, decimal_places=2)

    objects = ForecastMonthQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["forecast", "starts_on"], name="forecast_month_is_written_once"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__day=1), name="forecast_month_starts_on_the_first"
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0), name="forecast_month_is_nothing_or_more"
            ),
        ]

    def __str__(self):
        return f"{self.starts_on:%B %Y}"


class VarianceComment(Correctable):
    """Why a borough's quarter cost more or less than its profile."""

    borough = models.ForeignKey(Borough, models.PROTECT, related_name="variance_comments")
    quarter = models.CharField(max_length=6)
    text = models.CharField(max_length=1000)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = CorrectableMoneyQuerySet.as_manager()

    class Meta(Correctable.Meta):
        constraints = [
            *Correctable.Meta.constraints,
            models.UniqueConstraint(
                fields=["borough", "quarter"],
                condition=Q(is_replaced=False),
                name="variance_comment_of_a_quarter_is_one",
            ),
            models.CheckConstraint(
                condition=~Q(text=""), name="variance_comment_says_something"
            ),
        ]

    def __str__(self):
        return f"{self.borough}, {self.quarter}"

    @property
    def audit_name(self):
        return f"the variance of {self.borough_id} in {self.quarter}"


class CarryForward(Correctable):
    """That money unspent at a year's end may be spent in the next year (A-04)."""

    borough = models.ForeignKey(Borough, models.PROTECT, related_name="carry_forwards")
    financial_year = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    approved_on = models.DateField()
    approver = models.CharField(max_length=100)  # their role, never a name
    evidence = models.CharField(max_length=100)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = CorrectableMoneyQuerySet.as_manager()

    class Meta(Correctable.Meta):
        constraints = [
            *Correctable.Meta.constraints,
            models.UniqueConstraint(
                fields=["borough", "financial_year"],
                condition=Q(is_replaced=False),
                name="carry_forward_of_a_year_is_one",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="carry_forward_is_more_than_nothing",
                violation_error_message="Enter an amount above £0.00",
            ),
            models.CheckConstraint(
                condition=~Q(approver="") & ~Q(evidence=""),
                name="carry_forward_names_who_approved_it",
            ),
        ]

    def __str__(self):
        return f"{self.borough}, {self.financial_year}"

    @property
    def audit_name(self):
        return f"the carry-forward of {self.borough_id}"
