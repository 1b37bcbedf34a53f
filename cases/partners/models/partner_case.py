from typing import TypeAlias

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.models import Case
from cases.partners.models.cover import covered_today
from cases.partners.models.person import SupportedPerson
from cases.partners.references import as_reference, new_reference
from pilot.constraints import implies
from pilot.models import Borough, User
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet


class PartnerCaseStatus(models.TextChoices):
    """How far support has come (dictionary 7)."""

    IDENTIFIED = "IDENTIFIED", "Identified"
    ATTEMPTING = "ATTEMPTING", "Trying to reach them"
    IN_SUPPORT = "IN_SUPPORT", "In support"
    INFORMATION_ONLY = "INFORMATION_ONLY", "Information only"
    DECLINED = "DECLINED", "Declined"
    NOT_REACHED = "NOT_REACHED", "Not reached"
    OTHER_LEAD = "OTHER_LEAD", "Another service leads"
    CLOSED = "CLOSED", "Closed"


_ANSWERED = frozenset(
    {
        PartnerCaseStatus.IN_SUPPORT,
        PartnerCaseStatus.INFORMATION_ONLY,
        PartnerCaseStatus.DECLINED,
        PartnerCaseStatus.NOT_REACHED,
        PartnerCaseStatus.OTHER_LEAD,
    }
)
_ANYWHERE_ELSE = frozenset(PartnerCaseStatus)


class DeliveredBy(models.TextChoices):
    """Who provides the support: none of the three posts does (A-06)."""

    DVIP_ISS = "DVIP_ISS", "DVIP’s integrated support service"
    ANGELOU = "ANGELOU", "The Angelou Partnership"
    OTHER = "OTHER", "Another service"


class Scope(models.TextChoices):
    """Whether somebody is to be contacted at all."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_KNOWN = "NOT_KNOWN", "Not known yet"


class OutOfScope(models.TextChoices):
    """Why somebody is not contacted: the coded exemptions of I10 and V-13."""

    UNSAFE = "UNSAFE", "Any contact would put them at more risk"
    NO_DETAILS = "NO_DETAILS", "Nobody knows who they are or how to reach them"
    OTHER_SERVICE = "OTHER_SERVICE", "Another service leads, and asks us not to"
    CHILD = "CHILD", "They are a child: Children’s Services lead"
    DECEASED = "DECEASED", "They have died"


class PartnerClosure(models.TextChoices):
    """Why support ended. That his case closed is no reason."""

    COMPLETED = "COMPLETED", "What was agreed is done"
    MOVED_ON = "MOVED_ON", "Moved on to another service"
    DECLINED = "DECLINED", "They did not want support"
    NOT_REACHED = "NOT_REACHED", "They could not be reached"
    LOST_TOUCH = "LOST_TOUCH", "They stopped answering"
    MOVED_AWAY = "MOVED_AWAY", "They moved away"
    OUT_OF_SCOPE = "OUT_OF_SCOPE", "They are not to be contacted"
    DECEASED = "DECEASED", "They have died"
    SERVICE_ENDED = "SERVICE_ENDED", "The service ended"


class PartnerCaseQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_ALL_PARTNER_WORK

    def visible_to(self, user):
        """The manager's all; a worker's own, and those they cover today (need to know).

        Nobody sees the side of somebody harmed by a person they work with (V-23).
        """
        whole = user.codes_with(Permission.VIEW_ALL_PARTNER_WORK)
        own = set(user.codes_with(Permission.VIEW_OWN_PARTNER_WORK)).difference(whole)
        seen = Q(borough__in=whole)
        if own:
            covered = Q(pk__in=PartnerCase.objects.covered_by(user).values("pk"))
            seen |= (Q(worker=user) | covered) & Q(borough__in=own)
        return self.filter(seen).exclude(
            pk__in=PartnerCase.objects.of_somebody_they_work_with(user).values("pk")
        )

    def covered_by(self, user):
        """Those that this person looks after today while their worker is away."""
        return self.filter(covered_today(user))

    def of_somebody_they_work_with(self, user):
        """Those linked to a person whose worker this one is, was or covered for."""
        theirs = Case.objects.filter(perpetrator__cases__allocations__worker=user)
        return self.filter(links__is_replaced=False, links__case__in=theirs)

    def named(self, text):
        """Those whose person's name holds every word typed, or whose reference it is."""
        found = Q(pk__isnull=False)
        for word in text.split():
            found &= Q(person__given_names__icontains=word) | Q(
                person__surname__icontains=word
            )
        reference = as_reference(text)
        return self.filter(found | Q(reference=reference) | Q(person__reference=reference))

    def open(self):
        return self.exclude(status=PartnerCaseStatus.CLOSED)

    def closed(self):
        return self.filter(status=PartnerCaseStatus.CLOSED)

    def not_attempted(self):
        """Those in scope, or perhaps in scope, whom nobody has tried to reach yet."""
        waiting = self.open().filter(first_attempt_on=None)
        return waiting.exclude(scope=Scope.NO)

    def linked_to(self, case):
        """Those of the people harmed by the person this case is with."""
        return self.filter(links__is_replaced=False, links__case=case)

    def for_listing(self):
        return self.select_related("person", "borough", "worker").order_by(
            "-opened_on", "-pk"
        )


class PartnerCase(models.Model):
    """One episode of support for somebody harmed, whatever becomes of his case.

    Its borough is that of the case it is linked to, never where they live (1.3).
    `first_attempt_on`, `first_contact_on` (two-way) and `accepted_on` repeat what contacts
    and answers say, and are kept by the actions that record those (I10, I11).
    """

    Status: TypeAlias = PartnerCaseStatus
    DeliveredBy: TypeAlias = DeliveredBy
    Scope: TypeAlias = Scope
    OutOfScope: TypeAlias = OutOfScope
    ClosureReason: TypeAlias = PartnerClosure

    ANSWERED = _ANSWERED  # what an answer can lead to

    # An answer may change, and may turn out to be a mistake. What has closed stays so:
    # whoever comes back has a new case.
    TRANSITIONS = {
        Status.IDENTIFIED: frozenset({Status.ATTEMPTING, *_ANSWERED, Status.CLOSED}),
        Status.ATTEMPTING: frozenset({Status.IDENTIFIED, *_ANSWERED, Status.CLOSED}),
        **{status: _ANYWHERE_ELSE - {status} for status in _ANSWERED},
        Status.CLOSED: frozenset(),
    }

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    person = models.ForeignKey(SupportedPerson, models.PROTECT, related_name="cases")
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="+")
    worker = models.ForeignKey(User, models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=16, choices=PartnerCaseStatus, default=Status.IDENTIFIED
    )
    # Empty until somebody says who does it: the service warns of it.
    delivered_by = models.CharField(max_length=8, choices=DeliveredBy, blank=True)
    scope = models.CharField(max_length=9, choices=Scope, default=Scope.NOT_KNOWN)
    out_of_scope = models.CharField(max_length=13, choices=OutOfScope, blank=True)
    opened_on = models.DateField()
    first_attempt_on = models.DateField(null=True, editable=False)
    first_contact_on = models.DateField(null=True, editable=False)
    accepted_on = models.DateField(null=True, editable=False)
    closed_on = models.DateField(null=True)
    closure_reason = models.CharField(max_length=13, choices=PartnerClosure, blank=True)
    closure_note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PartnerCaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["worker", "status"], name="partner_case_by_worker"),
            models.Index(fields=["borough", "status"], name="partner_case_by_borough"),
            models.Index(
                fields=["borough", "first_contact_on"], name="partner_case_by_contact"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=~Q(status="CLOSED"),
                name="supported_person_has_one_open_case",
                violation_error_message="They have an open partner case already",
            ),
            models.CheckConstraint(
                condition=Q(status="CLOSED", closed_on__isnull=False)
                & ~Q(closure_reason="")
                & ~Q(closure_note="")
                | ~Q(status="CLOSED")
                & Q(closed_on=None, closure_reason="", closure_note=""),
                name="partner_case_closes_with_a_day_a_reason_and_a_note",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="partner_case_closes_after_it_opens",
                violation_error_message="It cannot close before it opened",
            ),
            models.CheckConstraint(
                condition=Q(scope=Scope.NO) & ~Q(out_of_scope="")
                | ~Q(scope=Scope.NO) & Q(out_of_scope=""),
                name="partner_case_says_why_it_is_out_of_scope",
                violation_error_message="Say why they are not to be contacted",
            ),
            models.CheckConstraint(
                condition=implies(Q(closure_reason="OUT_OF_SCOPE"), Q(scope=Scope.NO)),
                name="partner_case_closes_out_of_scope_only_if_it_is",
            ),
            models.CheckConstraint(
                condition=Q(first_contact_on=None)
                | Q(first_attempt_on__lte=F("first_contact_on")),
                name="partner_case_first_contact_follows_an_attempt",
            ),
            models.CheckConstraint(
                condition=Q(status__in=PartnerCaseStatus.values),
                name="partner_case_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=Q(delivered_by__in=["", *DeliveredBy.values]),
                name="partner_case_has_a_known_provider",
            ),
            models.CheckConstraint(
                condition=Q(scope__in=Scope.values), name="partner_case_has_a_known_scope"
            ),
            models.CheckConstraint(
                condition=Q(out_of_scope__in=["", *OutOfScope.values]),
                name="partner_case_has_a_known_exemption",
            ),
            models.CheckConstraint(
                condition=Q(closure_reason__in=["", *PartnerClosure.values]),
                name="partner_case_closes_for_a_known_reason",
            ),
        ]

    def __str__(self):
        return f"Partner case {self.reference}"

    def get_absolute_url(self):
        return reverse("partners:partner_case_detail", args=[self.reference])

    @property
    def audit_name(self):
        return f"partner case {self.reference}"

    @property
    def is_open(self) -> bool:
        """Whether support may still be recorded on it."""
        return self.status != self.Status.CLOSED
