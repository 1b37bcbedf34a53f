"""The one way to leave a trace: what was changed, read and exported, and by whom."""

from contextvars import ContextVar

from pilot import calendar
from pilot.models import AuditEvent

# Set by the middleware for the length of a request, so that a trace and an error page
# can be matched without a name in either.
request_id: ContextVar[str] = ContextVar("request_id", default="")


def record(
    thing, action: str, *, by, reason: str = "", borough=None, **detail
) -> AuditEvent:
    """Leave a trace that `by` did `action` to `thing`, in the caller's transaction.

    `action` reads as the verb of a sentence: "closed". `detail` holds codes, dates and
    counts, never names or free text. The borough is the thing's own unless one is given.
    `by` is empty only for what a command did, or somebody who needs no account.
    """
    if borough is None and not hasattr(thing, "borough_id"):
        borough = getattr(thing, "borough", None)
    return AuditEvent.objects.create(
        at=calendar.now(),
        by=by,
        roles=" ".join(by.roles()) if by else "",
        action=action,
        target_type=thing._meta.label_lower,
        target_key=str(thing.pk),
        target_name=thing.audit_name,
        borough_id=borough.pk if borough else getattr(thing, "borough_id", None),
        reason=reason,
        detail=detail,
        request_id=request_id.get(),
    )
