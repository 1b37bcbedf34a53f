from datetime import timedelta

from cases.models import Case, SafetyNotice
from pilot import calendar
from pilot.models import User

SHOWN_FOR = timedelta(days=14)  # once it is acknowledged


def alerts(case: Case, user: User) -> list[SafetyNotice]:
    """The last urgent alert to partner support, while it waits or is still fresh."""
    last = case.safety_notices.urgent()[:1]
    since = calendar.now() - SHOWN_FOR
    return [each for each in last if not each.acknowledged_at or each.sent_at > since]
