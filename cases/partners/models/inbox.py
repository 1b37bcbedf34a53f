"""What partner support is told from his side: whose it is to read, and by when."""

from datetime import timedelta

from django.db.models import Case as Either
from django.db.models import IntegerField, Q, Value, When

from cases.models import SafetyNotice
from cases.partners.models.across import cases_told_of
from pilot import calendar
from pilot.permissions import Permission
from referrals.models import DeclineNotice

# Nobody has agreed a time yet: these are ours, and stand in the README's decisions.
URGENT_WITHIN = timedelta(hours=1)  # then it is the manager's
READ_WITHIN = 1  # working days, of every other notice


def notices_told_to(user):
    """The notices somebody may read: of cases that are theirs across, or nobody's yet."""
    return SafetyNotice.objects.filter(case__in=cases_told_of(user))


def declines_told_to(user):
    """Declined referrals of the boroughs in which somebody supports people.

    One that was declined has no case, and one without a borough is everybody's.
    """
    boroughs = user.codes_with(Permission.SUPPORT_PARTNERS)
    told = Q(referral__borough__in=boroughs)
    if boroughs:
        told |= Q(referral__borough=None)
    return DeclineNotice.objects.filter(told).order_by("sent_at", "pk")


def waiting(notices):
    """Those nobody has acknowledged: the urgent ones first, then as they came."""
    urgent = When(kind=SafetyNotice.Kind.URGENT, then=Value(0))
    return (
        notices.filter(acknowledged_at=None)
        .annotate(place=Either(urgent, default=Value(1), output_field=IntegerField()))
        .order_by("place", "sent_at", "pk")
    )


def escalated(notices):
    """Urgent alerts that nobody has taken on in time."""
    return notices.filter(
        acknowledged_at=None,
        kind=SafetyNotice.Kind.URGENT,
        sent_at__lt=calendar.now() - URGENT_WITHIN,
    )


def acknowledged(notices):
    """Those somebody has taken on, the latest first."""
    taken_on = notices.exclude(acknowledged_at=None).select_related("acknowledged_by")
    return taken_on.order_by("-acknowledged_at", "-pk")
