"""What each borough's award is meant for, by cost line and financial year."""

from django.db import models
from django.db.models import Q

from pilot import calendar
from pilot.models.borough import Borough
from pilot.models.correctable import Correctable, CorrectableQuerySet
from pilot.models.user import User
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet


class CostLine(models.TextChoices):
    """What money is spent on: CL-35."""

    SALARY = "SALARY", "Salaries"
    ONCOST = "ONCOST", "On-costs of salaries"
    SUPERVISION = "SUPERVISION", "Supervision"
    TRAVEL = "TRAVEL", "Travel"
    TRAINING = "TRAINING", "Training"
    MATERIALS = "MATERIALS", "Materials"
    CAMPAIGN = "CAMPAIGN", "Campaign"
    INTERPRETING = "INTERPRETING", "Interpreting"
    PREMISES = "PREMISES", "Premises"
    IT = "IT", "Computers and telephones"
    OVERHEAD = "OVERHEAD", "Overheads"
    OTHER = "OTHER", "Other"


UNDIVIDED = ""  # the line of money that nobody has divided between cost lines yet


class MoneyQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """All boroughs' for those who see all figures; an officer's own borough's."""
        if user.can(Permission.VIEW_ALL_FIGURES):
            return self.all()
        own = user.codes_with(Permission.VIEW_OWN_FIGURES)
        return self.filter(**{f"{self.borough_path}__in": own})


class CorrectableMoneyQuerySet(MoneyQuerySet, CorrectableQuerySet):
    pass


class Budget(Correctable):
    """How a borough's award is divided; a later division stands in its place."""

    borough = models.ForeignKey(Borough, models.PROTECT, related_name="budgets")
    is_assumed = models.BooleanField()
    source = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = CorrectableMoneyQuerySet.as_manager()

    class Meta(Correctable.Meta):
        constraints = [
            *Correctable.Meta.constraints,
            models.UniqueConstraint(
                fields=["borough"],
                condition=Q(is_replaced=False),
                name="budget_of_a_borough_is_one",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="budget_names_its_source"),
        ]

    def __str__(self):
        return f"Budget of {self.borough}"

    @property
    def audit_name(self):
        return f"the budget of {self.borough_id}"


class BudgetLineQuerySet(MoneyQuerySet):
    borough_path = "budget__borough"


class BudgetLine(models.Model):
    """An amount for a cost line in a financial year, which `2015` means 2015/16."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="lines")
    cost_line = models.CharField(max_length=12, choices=CostLine, blank=True)
    financial_year = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    is_of_extension = models.BooleanField(default=False)  # else of the pilot itself

    objects = BudgetLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["budget", "cost_line", "financial_year", "is_of_extension"],
                name="budget_line_is_written_once",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="budget_line_holds_an_amount"
            ),
        ]

    def __str__(self):
        named = self.get_cost_line_display() or "Not divided"
        return f"{named}, {calendar.financial_year_in_words(self.financial_year)}"
