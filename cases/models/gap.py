"""Finding the cases in which something is missing: part of the cases' queryset.

It stands before `Case`, as `review` does.
"""

from datetime import timedelta

from django.db import models
from django.db.models import BooleanField, Count, ExpressionWrapper, Q

from cases.models.answers import CORE
from cases.models.lifecycle import CaseStatus
from cases.models.review import ReviewedQuerySet
from pilot import calendar
from pilot.permissions import Role

QUIET_FOR = timedelta(days=28)


class Gap(models.TextChoices):
    """Something missing on an open case, which its worker can put right.

    What each means is said once, by the queryset below; where it is put right stands in
    `cases.gaps`.
    """

    QUIET = "quiet", "Nothing logged for 4 weeks"
    BIRTH_DATE = "birth_date", "No date of birth"
    ASSESSMENT = "assessment", "Assessment overdue"
    RISK = "risk", "Risk review overdue"
    CONTACT = "contact", "No way of reaching them"
    INTERPRETER = "interpreter", "Interpreter not asked about"
    CHILDREN = "children", "Children not asked about"
    CHILD_STATUS = "child_status", "A child without a status"
    YOUTH = "youth", "Agreement or duty to come not recorded"
    EQUALITY = "equality", "Equality questions not asked"


class GapQuerySet(ReviewedQuerySet):
    """Cases by what is missing from them."""

    def missing(self, gap):
        """The open cases in which this is missing: one of `Gap`; any case without one."""
        return self.open().filter(self._lacks(Gap(gap))) if gap in Gap.values else self

    def with_gaps(self):
        """Each knows of every gap whether it has it: `lacks_birth_date` and so on."""
        return self.annotate(
            **{
                f"lacks_{gap.value}": ExpressionWrapper(
                    self._lacks(gap), output_field=BooleanField()
                )
                for gap in Gap
            }
        )

    def gap_counts(self) -> dict[Gap, int]:
        """In how many open cases each thing is missing, in one query."""
        counts = {gap.value: Count("pk", filter=self._lacks(gap)) for gap in Gap}
        found = self.open().order_by().aggregate(**counts)
        return {gap: found[gap.value] for gap in Gap}

    def _lacks(self, gap: Gap) -> Q:
        """That this is missing from a case."""
        match gap:
            case Gap.QUIET:
                long_ago = calendar.today() - QUIET_FOR
                logged = Q()
                for work in ("sessions", "attempts"):
                    recent = self.model.objects.filter(
                        **{f"{work}__on__gte": long_ago, f"{work}__is_replaced": False}
                    )
                    logged |= Q(pk__in=recent.values("pk"))
                rests = Q(status=CaseStatus.SUSPENDED)  # nothing is expected of it
                return Q(opened_on__lt=long_ago) & ~logged & ~rests
            case Gap.BIRTH_DATE:
                return Q(perpetrator__born_on=None)
            case Gap.ASSESSMENT:
                return Q(pk__in=self.model.objects.assessment_overdue().values("pk"))
            case Gap.RISK:
                return Q(pk__in=self.model.objects.stale_risk().values("pk"))
            case Gap.CONTACT:
                return Q(
                    perpetrator__phone="", perpetrator__email="", perpetrator__address=""
                )
            case Gap.INTERPRETER:
                return Q(perpetrator__interpreter="NOT_ASKED")
            case Gap.CHILDREN:
                return Q(perpetrator__children_known="NOT_ASKED")
            case Gap.CHILD_STATUS:
                without = self.model.objects.filter(
                    perpetrator__children__withdrawal_reason="",
                    perpetrator__children__statuses=None,
                )
                return Q(pk__in=without.values("pk"))
            case Gap.YOUTH:
                unasked = (
                    Q(youth=None) | Q(youth__holders=[]) | Q(youth__consent="NOT_ASKED")
                )
                unasked |= Q(youth__parental_consent="NOT_ASKED")
                unasked |= Q(youth__attendance="NOT_ASKED")
                return Q(post=Role.YOUNG_PERPETRATOR_SPECIALIST) & unasked
            case Gap.EQUALITY:
                unasked = Q()
                for question in CORE:
                    unasked |= Q(**{f"perpetrator__equality__{question}": "NOT_ASKED"})
                unexplained = Q(perpetrator__equality__not_asked_because="")
                return Q(perpetrator__equality=None) | unasked & unexplained
