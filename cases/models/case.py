from datetime import date
from typing import TypeAlias

from django.db import models
from django.db.models import Count, F, Max, Q
from django.urls import reverse

from cases.models.cover import covered_today
from cases.models.gap import GapQuerySet
from cases.models.levels import RiskLevel, RiskReview, next_review
from cases.models.lifecycle import ACTIVE, ASIDE, CaseStatus, ClosedBecause
from cases.models.perpetrator import Perpetrator
from cases.models.review import SINCE
from pilot import calendar, parameters
from pilot.constraints import all_or_none, implies
from pilot.models import Borough, Membership, Post, User
from pilot.permissions import Permission, Role
from pilot.references import as_reference, new_reference
from referrals.models import Referral


class CaseQuerySet(GapQuerySet):
    view_permission = Permission.VIEW_CASELOAD

    def visible_to(self, user):
        """See `of_cases_seen_by`."""
        return self.filter(of_cases_seen_by(user))

    def drawn_for(self, auditor):
        """Cases whose file this auditor is to read, for as long as they may."""
        return self.filter(
            file_audits__auditor=auditor,
            file_audits__closed_on=None,
            file_audits__reading_ends_on__gte=calendar.today(),
        )

    def not_theirs(self, person):
        """Cases this person never worked on or covered, and none of a couple (V-23).

        Whoever was in partner support when a person came to us reads nothing of him.
        """
        worked = self._of("allocations").filter(worker=person)
        rest = self.exclude(worker=person).exclude(pk__in=worked.values("case"))
        supporting = Membership.objects.filter(
            user=person, role=Role.PARTNER_SUPPORT_WORKER
        )
        for ended_at in supporting.values_list("ended_at", flat=True):
            until = calendar.day_of(ended_at) if ended_at else calendar.today()
            rest = rest.exclude(perpetrator__cases__opened_on__lte=until)
        return rest

    def not_drawn_since(self, day):
        """Cases whose file nobody has drawn since that day (dictionary 7)."""
        drawn = self._of("file_audits").filter(sampled_on__gt=day)
        return self.exclude(pk__in=drawn.values("case"))

    def covered_by(self, user):
        """Cases that this person looks after today while their worker is away."""
        return self.filter(covered_today(user))

    def open(self):
        """Cases on which something may still be logged: all but the closed ones."""
        return self.exclude(status=Case.Status.CLOSED)

    def active(self):
        """Open cases on which the work goes on: neither suspended nor being closed."""
        return self.filter(status__in=Case.ACTIVE)

    def closed(self):
        return self.filter(status=Case.Status.CLOSED)

    def of(self, worker):
        return self.filter(worker=worker)

    def ever_of(self, worker):
        """Those that are this worker's, or have been; never what they only covered."""
        own = self._of("allocations").filter(worker=worker, is_cover=False)
        return self.filter(pk__in=own.values("case"))

    def named(self, text):
        """Cases whose person's name holds every word typed, or whose reference it is."""
        found = Q(pk__isnull=False)
        for word in text.split():
            found &= Q(perpetrator__given_names__icontains=word) | Q(
                perpetrator__surname__icontains=word
            )
        reference = as_reference(text)
        return self.filter(
            found | Q(reference=reference) | Q(perpetrator__reference=reference)
        )

    def carried(self):
        """How many cases each worker has, and how many of them stand still or close."""
        names = ("worker__last_name", "worker__first_name", "worker")
        return (
            self.order_by()
            .values(*names)
            .annotate(
                number=Count("pk"),
                suspended=Count("pk", filter=Q(status=Case.Status.SUSPENDED)),
                closing=Count("pk", filter=Q(status=Case.Status.CLOSING)),
            )
            .order_by(*names)
        )

    def for_allocating(self):
        return self.select_related("perpetrator", "borough", "worker").order_by(
            "borough__place", "opened_on", "pk"
        )

    def for_listing(self):
        return (
            self.with_risk()
            .select_related("perpetrator", "borough", "post", "worker")
            .annotate(last_seen_on=Max("sessions__on", filter=_seen()))
            .order_by("-opened_on", "-pk")
        )


def of_cases_seen_by(user, path: str = "") -> Q:
    """The manager's whole caseload; a caseworker's own, and those they cover today.

    For a case-file auditor the files of their own open sample, to read. `path` leads to the
    case from what hangs on it ("case__"), so that no question is nested in another.
    """
    whole = user.codes_with(Permission.VIEW_CASELOAD)
    own = set(user.codes_with(Permission.VIEW_OWN_WORK)).difference(whole)
    drawn = set(user.codes_with(Permission.AUDIT_FILES)).difference(whole)
    seen = Q(**{f"{path}borough__in": whole})
    if own:
        covered = Case.objects.covered_by(user).values("pk")
        theirs = Q(**{f"{path}worker": user}) | Q(**{f"{path}pk__in": covered})
        seen |= theirs & Q(**{f"{path}borough__in": own})
    if drawn:
        read = Case.objects.drawn_for(user).values("pk")
        seen |= Q(**{f"{path}pk__in": read, f"{path}borough__in": drawn})
    return seen


def _seen():
    came = Q(sessions__outcome__in=["ATT", "LATE"], sessions__is_replaced=False)
    return came & ~Q(sessions__kind="PARENT")  # with the person, not a parent alone


class Case(models.Model):
    """One episode of work with a person, from an accepted referral to its closure.

    Its borough is the one its referral was attributed to, until the manager moves it.
    `engaged_on` is the day of the first session attended (8.1), kept by the actions that
    log sessions, with the days since acceptance and the borough it counted for; so is the
    borough it counted for when it closed. `is_first` is the case with which the work with
    this person began, whichever of theirs was entered first. `first_stage` and
    `last_stage` are the ratings that I06 compares, kept by the action that rates stages:
    the last is empty until one is younger than the first by the days of P-11.

    Beside the stage stands `non_engagement_declared_on` (P-02, P-03): the person does not
    engage, at whatever stage that is; an attended session takes it away again. It is kept
    from the declarations, which figures read.
    """

    Status: TypeAlias = CaseStatus
    ClosureReason: TypeAlias = ClosedBecause

    PLANNED = (
        ClosureReason.COMPLETED,
        ClosureReason.STEP_TO_DVPP,
        ClosureReason.STEP_TO_OTHER,
        ClosureReason.RISK_LOWERED,
    )

    STAGES_EXPLAINED = {
        Status.OPEN: "Nobody has tried to reach them yet.",
        Status.CONTACTING: "You are trying to reach them.",
        Status.ASSESSMENT: "You have met, and are finding out what would help.",
        Status.INTERVENTION: "The one-to-one work has begun.",
        Status.REVIEW: "You are looking back with them at what has changed.",
        Status.SUSPENDED: (
            "The work stands still for a while: unsafe, ill, or a decision is awaited. "
            "Partner support is told."
        ),
        Status.CLOSING: (
            "The work is ending, and you are finishing what is open. "
            "Partner support is told."
        ),
        Status.CLOSED: "The work has ended.",
    }

    ACTIVE = ACTIVE

    # From aside (suspended, closing) and from the end it goes back to where it was, and
    # nowhere else: `came_from`. Only the manager's decision takes it back from the end.
    TRANSITIONS = {
        Status.OPEN: frozenset({Status.CONTACTING, *ASIDE}),
        Status.CONTACTING: frozenset({Status.ASSESSMENT, *ASIDE}),
        Status.ASSESSMENT: frozenset({Status.INTERVENTION, *ASIDE}),
        Status.INTERVENTION: frozenset({Status.REVIEW, *ASIDE}),
        Status.REVIEW: frozenset({Status.INTERVENTION, *ASIDE}),
        Status.SUSPENDED: frozenset({*ACTIVE, Status.CLOSING}),
        Status.CLOSING: frozenset({*ACTIVE, Status.CLOSED}),
        Status.CLOSED: ACTIVE,
    }

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    referral = models.OneToOneField(Referral, models.PROTECT, related_name="case")
    perpetrator = models.ForeignKey(Perpetrator, models.PROTECT, related_name="cases")
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="cases")
    # Kept from the start: cohorts of accepted cases stay where they were accepted (1.3).
    accepted_borough = models.ForeignKey(Borough, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="cases")
    worker = models.ForeignKey(User, models.PROTECT, related_name="cases")
    status = models.CharField(max_length=12, choices=Status, default=Status.OPEN)
    opened_on = models.DateField()
    is_first = models.BooleanField(default=False, editable=False)
    engaged_on = models.DateField(null=True, editable=False)
    engaged_after = models.PositiveSmallIntegerField(null=True, editable=False)
    engaged_borough = models.ForeignKey(
        Borough, models.PROTECT, null=True, editable=False, related_name="+"
    )
    first_stage = models.PositiveSmallIntegerField(null=True, editable=False)
    last_stage = models.PositiveSmallIntegerField(null=True, editable=False)
    suspension_review_on = models.DateField(null=True)
    non_engagement_declared_on = models.DateField(null=True, editable=False)
    closed_on = models.DateField(null=True)
    closure_reason = models.CharField(max_length=16, choices=ClosureReason, blank=True)
    closure_outcome = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            # All that accepted, engaged and closed cases are counted from, and how far
            # referrals came (F01), so that no row has to be read.
            models.Index(
                fields=[
                    "opened_on",
                    "accepted_borough",
                    "is_first",
                    "engaged_after",
                    "perpetrator",
                    "post",
                ],
                name="case_by_opening",
            ),
            models.Index(fields=["engaged_on", "engaged_borough"], name="case_by_start"),
            models.Index(
                fields=[
                    *("closed_on", "borough", "status", "engaged_on"),
                    *("closure_reason", "first_stage", "last_stage", "post", "id"),
                ],
                name="case_by_closure",
            ),
            models.Index(
                fields=[
                    "referral",
                    "is_first",
                    "engaged_on",
                    "opened_on",
                    "closed_on",
                    "closure_reason",
                    "perpetrator",
                ],
                name="case_by_referral",
            ),
            models.Index(fields=["worker", "status"], name="case_by_worker"),
            models.Index(fields=["borough", "status"], name="case_by_borough"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="CLOSED", closed_on__isnull=False)
                & ~Q(closure_reason="")
                & ~Q(closure_outcome="")
                | ~Q(status="CLOSED") & Q(closed_on=None, closure_reason=""),
                name="case_closes_with_a_day_a_reason_and_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="case_closes_after_it_opens",
                violation_error_message="The case cannot close before it opened",
            ),
            models.UniqueConstraint(
                fields=["perpetrator"],
                condition=Q(is_first=True),
                name="case_is_the_first_of_one_person",
            ),
            models.CheckConstraint(
                condition=all_or_none("engaged_on", "engaged_after", "engaged_borough"),
                name="case_engagement_has_a_day_and_a_borough",
            ),
            models.CheckConstraint(
                condition=implies(Q(closure_reason="NEVER_ENGAGED"), Q(engaged_on=None)),
                name="case_never_engaged_has_no_session",
                violation_error_message="They came to a session, so they did engage",
            ),
            models.CheckConstraint(
                condition=Q(status="SUSPENDED", suspension_review_on__isnull=False)
                | ~Q(status="SUSPENDED") & Q(suspension_review_on=None),
                name="case_suspended_has_a_day_to_look_again",
                violation_error_message="Say when to look at the suspension again",
            ),
            models.CheckConstraint(
                condition=Q(status__in=CaseStatus.values), name="case_has_a_known_status"
            ),
            models.CheckConstraint(
                condition=Q(closure_reason__in=["", *ClosedBecause.values]),
                name="case_closes_for_a_known_reason",
            ),
        ]

    def __str__(self):
        return f"Case {self.reference}"

    def get_absolute_url(self):
        return reverse("cases:case_detail", args=[self.reference])

    @property
    def audit_name(self):
        return f"case {self.reference}"

    @property
    def is_open(self) -> bool:
        """Whether work may still be logged on it."""
        return self.status != self.Status.CLOSED

    @property
    def is_with_a_young_person(self) -> bool:
        """Whether the work is the young perpetrator specialist's."""
        return self.post_id == Role.YOUNG_PERPETRATOR_SPECIALIST

    @property
    def is_about_a_young_person(self) -> bool:
        """Whether the person is under 18, or the work is with young people."""
        age = self.perpetrator.age
        return self.is_with_a_young_person or (age is not None and age < 18)

    @property
    def assessment_due_on(self) -> date:
        """The day by which its first assessment should be complete (P-08)."""
        return calendar.add_working_days(self.opened_on, parameters.value("P-08"))

    @property
    def risk_review(self) -> RiskReview | None:
        """When its risk has to be looked at again; of a case read `with_risk`, if open."""
        if not self.is_open:
            return None
        return next_review(
            opened_on=self.opened_on,
            rated_on=self.rated_on,
            triggers={why: getattr(self, since) for why, since in SINCE.items()},
        )

    @property
    def risk_level_in_words(self) -> str:
        """What its risk was last rated at; of a case read `with_risk`."""
        return RiskLevel(self.risk_level).label if self.risk_level else ""

    def borough_on(self, day: date) -> Borough:
        """The borough the case counted for on a day (1.3)."""
        periods = self.boroughs.select_related("borough")
        return periods.filter(starts_on__lte=day).latest("starts_on").borough

    @property
    def is_active(self) -> bool:
        """Whether the work goes on: neither suspended, nor closing, nor closed."""
        return self.status in self.ACTIVE

    @property
    def is_suspension_review_due(self) -> bool:
        """Whether the day has come on which somebody was to look again."""
        due = self.suspension_review_on
        return due is not None and due <= calendar.today()

    def came_from(self) -> "Case.Status":
        """The stage at which the work last went on, by its history."""
        aside = self.moves.filter(was__in=self.ACTIVE).exclude(to__in=self.ACTIVE)
        left = aside.order_by("-effective_on", "-pk").first()
        return self.Status(left.was if left else self.Status.OPEN)

    def next_stages(self) -> list["Case.Status"]:
        """The stages it may move to now, the end left out: that has a page of its own."""
        legal = self.TRANSITIONS[self.status] - {self.Status.CLOSED}
        if not self.is_active:
            legal = legal - self.ACTIVE | {self.came_from()}
        return [stage for stage in self.Status if stage in legal]

    def last_worked_on(self) -> date | None:
        """The latest day on which somebody was expected and seen, or missed, or tried.

        One cancelled did not take place, and may have been meant for a day to come.
        """
        took_place = self.sessions.standing().filter(outcome__in=["ATT", "LATE", "DNA"])
        tried = self.attempts.standing()
        days = took_place.aggregate(on=Max("on")), tried.aggregate(on=Max("on"))
        return max((day["on"] for day in days if day["on"]), default=None)
