"""What a council expects of its figures, and what they were before."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from reporting.models import Baseline, Target
from tests.factories.pilot import BoroughFactory, UserFactory, at


class TargetFactory(DjangoModelFactory):
    """Twelve people supported in a quarter; the next one has the next place."""

    class Meta:
        model = Target

    code = "I05"
    borough = factory.SubFactory(BoroughFactory, code="WCC")
    place = factory.Sequence(lambda n: n + 1)
    value = Decimal(12)
    quarter = "2016Q2"
    is_to_date = False
    direction = Target.Direction.HIGHER
    reason = "Agreed when the pilot began"
    recorded_at = at(date(2015, 11, 3))
    recorded_by = factory.SubFactory(UserFactory)


class BaselineFactory(DjangoModelFactory):
    """Forty referrals in the year before; the next one has the next place."""

    class Meta:
        model = Baseline

    code = "I20"
    borough = factory.SubFactory(BoroughFactory, code="WCC")
    place = factory.Sequence(lambda n: n + 1)
    value = Decimal(40)
    period_words = "April 2014 to March 2015"
    source = "The council’s own count"
    recorded_at = at(date(2015, 11, 3))
    recorded_by = factory.SubFactory(UserFactory)
