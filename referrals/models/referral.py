from datetime import date
from typing import TypeAlias

from django.db import models
from django.db.models import Q
from django.urls import reverse

from pilot import calendar, parameters
from pilot.models import Borough, Post, User
from pilot.permissions import Permission, Role
from pilot.references import new_reference
from pilot.scoping import NOTHING, ScopedQuerySet, of_their_posts
from referrals.models.agency import Agency
from referrals.models.answers import (
    AbuseType,
    Answer,
    CampaignSource,
    CjStatus,
    EarlyFlag,
    ParentPosition,
    Relationship,
    Route,
    SubjectAgreement,
    Targeting,
    YouthOrder,
    YouthTeam,
)
from referrals.models.clearance import Clearance, clearance
from referrals.models.origin import WITHOUT_AGENCY, Basis, ReferralSource, Residence
from referrals.models.practitioner import Practitioner
from referrals.models.rules import CONSTRAINTS
from referrals.models.status import (
    UNDECIDED,
    WITHOUT_CASE,
    DeclineReason,
    ReferralStatus,
)
from referrals.models.waiting import (
    DAYS_TO_ANSWER,
    YEARS_KEPT_WITHOUT_CASE,
    WaitingQuerySet,
)

ADULT_AT = 18


class ReferralQuerySet(WaitingQuerySet):
    view_permission = Permission.VIEW_CASELOAD

    def visible_to(self, user):
        """The manager's whole caseload; a caseworker's own, and those waiting for the post.

        Their own are those allocated to them and those they screened: whoever decided is
        asked about it, and tells the referrer. A referral that has no borough yet is
        waiting for the manager to say which, and can be seen by the post it waits for in
        any borough.
        """
        whole = Q(borough__in=user.codes_with(Permission.VIEW_CASELOAD))
        if user.can(Permission.VIEW_CASELOAD):
            whole |= Q(borough=None)
        waiting = Q(status__in=Referral.UNDECIDED) & of_their_posts(user)
        return self.filter(whole | waiting | self._own(user))

    def _own(self, user) -> Q:
        """What one screens or decided; once there is a case, whoever has or covers that.

        The case stands later in time: its columns are only named here, never imported. It
        says whose the work is now, and in which borough.
        """
        boroughs = user.codes_with(Permission.VIEW_OWN_WORK)
        if not boroughs:
            return NOTHING
        here = Q(borough__in=boroughs) | Q(borough=None)
        decided = (Q(worker=user) | Q(screening_by=user)) & here
        today = calendar.today()
        covered = self.model.objects.filter(
            case__allocations__worker=user,
            case__allocations__is_cover=True,
            case__allocations__starts_on__lte=today,
            case__allocations__ends_on__gte=today,
            case__allocations__ended_at=None,
        )
        at_work = Q(case__worker=user) | Q(pk__in=covered.values("pk"))
        return Q(case=None) & decided | at_work & Q(case__borough__in=boroughs)

    def for_listing(self):
        return self.select_related("borough", "post", "agency", "worker").order_by(
            "-received_on", "-pk"
        )


class OfReferralQuerySet(ScopedQuerySet):
    """What belongs to a referral: whoever may see the referral may see it."""

    view_permission = Permission.VIEW_CASELOAD

    def visible_to(self, user):
        return self.filter(referral__in=Referral.objects.visible_to(user))


def _answer():
    """A column for a yes-or-no question that may not have been asked."""
    return models.CharField(max_length=9, choices=Answer, default=Answer.NOT_ASKED)


class Referral(models.Model):
    """What somebody told us about a person, and what we decided.

    The person it names is in no register: only an accepted referral makes a perpetrator.
    """

    Status: TypeAlias = ReferralStatus
    Source: TypeAlias = ReferralSource
    Basis: TypeAlias = Basis
    DeclineReason: TypeAlias = DeclineReason

    YOUNGEST = 10  # V-01, at referral
    DAYS_TO_ANSWER = DAYS_TO_ANSWER
    YEARS_KEPT_WITHOUT_CASE = YEARS_KEPT_WITHOUT_CASE

    UNDECIDED, WITHOUT_CASE = UNDECIDED, WITHOUT_CASE
    WITHOUT_AGENCY = WITHOUT_AGENCY

    # Only the manager takes a terminal one back (`reopen_referral`). An accepted one has a
    # case, and it is the case that reopens.
    TRANSITIONS = {
        Status.RECEIVED: frozenset({Status.SCREENING}),
        Status.SCREENING: frozenset({Status.PENDING_INFO, Status.ACCEPTED, *WITHOUT_CASE}),
        Status.PENDING_INFO: frozenset({Status.SCREENING, *WITHOUT_CASE}),
        Status.ACCEPTED: frozenset(),
        Status.REJECTED: frozenset({Status.SCREENING}),
        Status.REDIRECTED: frozenset({Status.SCREENING}),
        Status.WITHDRAWN: frozenset({Status.SCREENING}),
        Status.DUPLICATE: frozenset({Status.SCREENING}),
    }

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    received_on = models.DateField()
    post = models.ForeignKey(Post, models.PROTECT, related_name="referrals")
    source = models.CharField(max_length=12, choices=Source)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="referrals")
    practitioner = models.ForeignKey(
        Practitioner, models.PROTECT, null=True, related_name="referrals"
    )
    # The agency's when it referred them: a team that changes restates nothing (1.3).
    sector = models.CharField(max_length=12, choices=Agency.Sector, blank=True)
    given_names = models.CharField(max_length=80)
    surname = models.CharField(max_length=80)
    born_on = models.DateField(null=True, blank=True)
    residence = models.CharField(max_length=4, choices=Residence)
    reason = models.TextField()

    route = models.CharField(max_length=8, choices=Route, default=Route.DIRECT)
    targeting = models.CharField(max_length=9, choices=Targeting, blank=True)
    # Other names of the person, with commas between them.
    aliases = models.CharField(max_length=200, blank=True)
    # An earlier referral about the same person, in the eyes of whoever recorded this one.
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="followed_by"
    )
    relationship = models.CharField(
        max_length=17, choices=Relationship, default=Relationship.NOT_ASKED
    )
    # All that is ever asked of the person harmed, and only to name what happened (V-10).
    harmed_aged_16 = _answer()
    abuse_types = models.JSONField(default=list)  # codes of CL-08, sorted
    has_urgent_risk = models.BooleanField(default=False)
    awareness = _answer()  # whether the person knows of the referral (V-12)
    # When they learned of it from us; empty if they knew from the start, or do not know.
    aware_on = models.DateField(null=True, editable=False)
    agreement = models.CharField(
        max_length=12, choices=SubjectAgreement, default=SubjectAgreement.NOT_ASKED
    )
    # As it stood at receipt; what was found later stands in the eligibility checks.
    cj_status = models.CharField(
        max_length=24, choices=CjStatus, default=CjStatus.NOT_ASKED
    )
    prior_offence = _answer()  # conviction, caution or charge in the last 24 months (P-21)
    prior_programme = _answer()
    early_flag = models.CharField(
        max_length=7, choices=EarlyFlag, default=EarlyFlag.UNKNOWN, editable=False
    )
    otherwise_offered = _answer()  # any help to change, without the pilot (seed 5.3)
    campaign = models.CharField(
        max_length=11, choices=CampaignSource, default=CampaignSource.NOT_ASKED
    )
    youth_team = models.CharField(
        max_length=9, choices=YouthTeam, default=YouthTeam.NOT_ASKED
    )
    youth_order = models.CharField(
        max_length=9, choices=YouthOrder, default=YouthOrder.NOT_ASKED
    )
    parent_position = models.CharField(
        max_length=9, choices=ParentPosition, default=ParentPosition.NOT_ASKED
    )

    borough = models.ForeignKey(
        Borough, models.PROTECT, null=True, related_name="referrals"
    )
    basis = models.CharField(max_length=9, choices=Basis, blank=True)

    status = models.CharField(max_length=12, choices=Status, default=Status.RECEIVED)
    screening_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="referrals_screened"
    )
    screening_at = models.DateTimeField(null=True)
    # When the days to decide began, if not on receipt: an answer came, or it reopened.
    clock_starts_on = models.DateField(null=True, editable=False)
    worker = models.ForeignKey(User, models.PROTECT, null=True, related_name="referrals")
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="referrals_decided"
    )
    decline_reason = models.CharField(max_length=16, choices=DeclineReason, blank=True)
    decision_note = models.TextField(blank=True)

    # When somebody first tried to reach the person or saw them; then the working days it
    # took, those left out on which nobody could call, and how many those were (I21).
    first_tried_on = models.DateField(null=True, editable=False)
    tried_after = models.PositiveSmallIntegerField(null=True, editable=False)
    held_for = models.PositiveSmallIntegerField(null=True, editable=False)

    is_held = models.BooleanField(default=False, editable=False)
    hold_reason = models.CharField(max_length=200, blank=True, editable=False)
    erased_on = models.DateField(null=True, editable=False)

    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="referrals_recorded")
    version = models.PositiveIntegerField(default=1)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        indexes = [
            # All that is counted by the day of receipt or of the decision, so that no row,
            # with the texts in it, has to be read.
            models.Index(
                fields=[
                    *("received_on", "borough", "status", "source", "sector"),
                    *("practitioner", "route", "campaign", "follows", "early_flag"),
                    *("first_tried_on", "tried_after", "held_for"),
                    *("decided_on", "decline_reason", "id"),
                ],
                name="referral_by_receipt",
            ),
            models.Index(
                fields=[
                    "received_on",
                    "borough",
                    "given_names",
                    "surname",
                    "born_on",
                    "status",
                ],
                name="referral_by_person",
            ),
            models.Index(
                fields=["decided_on", "borough", "status", "decline_reason"],
                name="referral_by_decision",
            ),
            models.Index(fields=["status", "received_on"], name="referral_by_status"),
            models.Index(fields=["worker", "status"], name="referral_by_worker"),
        ]
        constraints = CONSTRAINTS

    def __str__(self):
        return f"Referral {self.reference}"

    def get_absolute_url(self):
        return reverse("referrals:referral_detail", args=[self.reference])

    @property
    def audit_name(self):
        return f"referral {self.reference}"

    @property
    def subject_name(self) -> str:
        """The name of the person referred, as it is said."""
        return f"{self.given_names} {self.surname}"

    @property
    def is_waiting(self) -> bool:
        """Whether nothing has been decided yet, however far it has come."""
        return self.status in self.UNDECIDED

    @property
    def is_erased(self) -> bool:
        """Whether only the dates and codes that are counted are left of it."""
        return self.erased_on is not None

    @property
    def age_at_referral(self) -> int | None:
        """How old the person was when the referral came, or None if nobody knows."""
        born_on = self.born_on
        return calendar.age_on(self.received_on, born_on=born_on) if born_on else None

    @property
    def is_of_a_young_person(self) -> bool:
        """Whether to say "young person": under 18, or of unknown age and for the YPS."""
        age = self.age_at_referral
        is_youths = self.post_id == Role.YOUNG_PERPETRATOR_SPECIALIST
        return age < ADULT_AT if age is not None else is_youths

    @property
    def who(self) -> str:
        """What the person is called on a page (1.9)."""
        return "young person" if self.is_of_a_young_person else "person referred"

    @property
    def abuse_in_words(self) -> str:
        """The kinds of abuse, one after the other."""
        return ", ".join(AbuseType(code).label for code in self.abuse_types)

    @property
    def names(self) -> list[str]:
        """Every name the referral gives the person."""
        aliases = (name.strip() for name in self.aliases.split(","))
        return [self.subject_name, *filter(None, aliases)]

    @property
    def decide_by(self) -> date:
        """The day a decision is due: P-06, in working days after receipt.

        They begin again when the information asked for arrives, or when it reopens.
        """
        starts_on = self.clock_starts_on or self.received_on
        return calendar.add_working_days(starts_on, parameters.value("P-06"))

    @property
    def is_overdue(self) -> bool:
        """Whether the day for deciding has passed. Information awaited has its clock."""
        awaits_information = self.status == self.Status.PENDING_INFO
        is_late = calendar.today() > self.decide_by
        return self.is_waiting and not awaits_information and is_late

    @property
    def referrer(self) -> str:
        """Who at an agency referred them, or the agency; nothing if nobody there did."""
        return self.practitioner.name if self.practitioner else str(self.agency or "")

    @property
    def tells_the_person(self) -> bool:
        """Whether no agency sent it: of the work, nobody but the person is told."""
        return self.source in self.WITHOUT_AGENCY

    @property
    def is_their_own(self) -> bool:
        """Whether they asked for themselves, so that it is they who are answered."""
        return self.source == self.Source.SELF

    @property
    def is_of_a_relative(self) -> bool:
        """Whether a parent or another relative referred them, and is answered."""
        return self.tells_the_person and not self.is_their_own

    @property
    def erasable_on(self) -> date | None:
        """The day on which its details may be erased; never while it may become a case."""
        if self.status not in self.WITHOUT_CASE:
            return None
        return calendar.years_after(self.decided_on, self.YEARS_KEPT_WITHOUT_CASE)

    def question(self):
        """What is being asked about it now, and has no answer yet."""
        return next((each for each in self.questions.all() if each.is_open), None)

    def clearance_on(self, day: date) -> Clearance:
        """Whether the person may be contacted on a day, and what that rests on (V-12)."""
        if self.awareness == Answer.YES and (self.aware_on is None or day >= self.aware_on):
            return Clearance.NOT_NEEDED
        checks = [each for each in self.safety_checks.all() if not each.is_replaced]
        return clearance(checks, day)

    def days_on_hold(self, until: date) -> int:
        """The working days since receipt, before `until`, on which nobody could call (I21).

        For counting many of them, prefetch `safety_checks`.
        """
        days = calendar.Period(self.received_on, max(self.received_on, until)).days()
        return sum(
            calendar.is_working_day(day) and not self.clearance_on(day).allows_contact
            for day in days
        )
