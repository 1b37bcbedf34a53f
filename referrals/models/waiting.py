"""Finding the referrals that wait for somebody: part of the referrals' queryset.

It stands before `Referral`, and reaches what hangs on one by the name it has there.
"""

from django.db.models import Exists, Min, OuterRef, Q

from pilot import calendar, parameters
from pilot.scoping import ScopedQuerySet
from referrals.models.answers import Answer
from referrals.models.origin import WITHOUT_AGENCY
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

    def overdue(self):
        """Those that should have been decided by now; information awaited has its clock."""
        first_in_time = calendar.subtract_working_days(
            calendar.today(), parameters.value("P-06")
        )
        return self.filter(
            Q(clock_starts_on=None, received_on__lt=first_in_time)
            | Q(clock_starts_on__lt=first_in_time),
            status__in=[ReferralStatus.RECEIVED, ReferralStatus.SCREENING],
        )

    def unanswered(self):
        """Those whose question has waited longer than 10 working days for an answer."""
        return self.filter(
            status=ReferralStatus.PENDING_INFO,
            questions__ended_on=None,
            questions__asked_on__lt=calendar.subtract_working_days(
                calendar.today(), DAYS_TO_ANSWER
            ),
        )

    def untold(self):
        """Those decided of which nobody has been told, though somebody should be (V-08).

        Whoever takes a referral back knows. Of those that no agency sent, the person
        themselves is told if they were turned away and know that they were referred; after
        an acceptance their worker's first contact tells them.
        """
        told = self.model._default_manager.filter(
            pk=OuterRef("pk"),
            notices__kind="DECISION",
            notices__past_decision=None,
            notices__is_replaced=False,
        )
        from_nobody = Q(source__in=WITHOUT_AGENCY)
        turned_away = Q(status__in=[ReferralStatus.REJECTED, ReferralStatus.REDIRECTED])
        others = Q(status__in=[ReferralStatus.ACCEPTED, ReferralStatus.DUPLICATE])
        return self.filter(
            ~from_nobody & (turned_away | others)
            | from_nobody & turned_away & Q(awareness=Answer.YES),
            ~Exists(told),
            erased_on=None,
        )

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
