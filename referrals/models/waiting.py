"""Finding the referrals that wait for somebody: part of the referrals' queryset.

It stands before `Referral`, and reaches what hangs on one by the name it has there.
"""

from django.db.models import Exists, Min, OuterRef, Q

from pilot import calendar
from pilot.scoping import ScopedQuerySet
from referrals.models.origin import ReferralSource
from referrals.models.status import UNDECIDED, WITHOUT_CASE, ReferralStatus

DAYS_TO_ANSWER = 10  # working days, then an alert: dictionary 7
YEARS_KEPT_WITHOUT_CASE = 2  # REJECTED_2, domain 4.5


class WaitingQuerySet(ScopedQuerySet):
    """Referrals by what is still to be done with them."""

    def waiting(self):
        """Those that nobody has decided, however far they are."""
        return self.filter(status__in=UNDECIDED)

    def decided(self):
        return self.exclude(status__in=UNDECIDED)

    def untold(self):
        """Those decided of which whoever referred them has not been told (V-08).

        In every case, also when it was taken back or was a duplicate: it is confirmed. A
        relative is the referrer, and may be told when the person referred knows nothing of
        it. Who asked for themselves and is accepted hears so by their worker's first
        contact, which says when and how.
        """
        told = self.model._default_manager.filter(
            pk=OuterRef("pk"),
            notices__kind="DECISION",
            notices__past_decision=None,
            notices__is_replaced=False,
        )
        first_contact_tells = Q(source=ReferralSource.SELF, status=ReferralStatus.ACCEPTED)
        return self.decided().filter(~first_contact_tells, ~Exists(told), erased_on=None)

    def with_what_is_owed(self):
        """Each row knows whether somebody is still to be told of the decision."""
        untold = self.model._default_manager.untold().filter(pk=OuterRef("pk"))
        return self.annotate(is_untold=Exists(untold))

    def owing_something(self):
        """Those that wait, each with when its open question was asked, and the untold."""
        return (
            self.with_what_is_owed()
            .annotate(
                asked_on=Min("questions__asked_on", filter=Q(questions__ended_on=None))
            )
            .filter(Q(status__in=UNDECIDED) | Q(is_untold=True))
        )

    def due_for_erasure(self):
        """Those that ended without a case two years ago, and nobody holds back (4.5)."""
        return self.filter(
            status__in=WITHOUT_CASE,
            decided_on__lte=calendar.years_before(
                calendar.today(), YEARS_KEPT_WITHOUT_CASE
            ),
            erased_on=None,
            is_held=False,
        )
