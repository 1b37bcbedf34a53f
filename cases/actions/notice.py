"""Partner support is told: in every case, in the transaction of what it is told about."""

from django.db import transaction

from cases.models import Case, SafetyNotice
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission


@transaction.atomic
def tell_partner_support(
    case: Case, *, by: User, kind: SafetyNotice.Kind, text: str = ""
) -> SafetyNotice:
    """Partner support knows of it, whether or not anybody is supported (V-18, I19).

    Call it inside the action it belongs to; only an urgent alert has a text.
    """
    by.require(Permission.LOG_WORK, case.borough)
    notice = SafetyNotice.objects.create(
        case=case, kind=kind, text=text, sent_at=calendar.now(), sent_by=by
    )
    audit.record(notice, "told partner support", by=by, kind=kind.value)
    return notice
