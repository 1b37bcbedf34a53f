"""When a cover gives access: on its days, and until somebody ends it."""

from django.db.models import Q

from pilot import calendar


def covered_today(user, path: str = "") -> Q:
    """Cases that this person looks after today; `path` leads to the case ("cases__")."""
    today = calendar.today()
    conditions = {
        "worker": user,
        "is_cover": True,
        "starts_on__lte": today,
        "ends_on__gte": today,
        "ended_at": None,
    }
    return Q(**{f"{path}allocations__{name}": is_ for name, is_ in conditions.items()})
