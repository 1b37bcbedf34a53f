"""When a cover gives access: on its days, and until somebody ends it."""

from django.db.models import Q

from pilot import calendar


def covered_today(user) -> Q:
    """Partner cases that this person looks after today."""
    today = calendar.today()
    return Q(
        allocations__worker=user,
        allocations__is_cover=True,
        allocations__starts_on__lte=today,
        allocations__ends_on__gte=today,
        allocations__ended_at=None,
    )
