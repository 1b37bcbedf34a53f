from datetime import date
from typing import TypeAlias

from django.db import models
from django.db.models import Exists, F, Min, OuterRef, Q
from django.urls import reverse

from pilot import calendar
from pilot.constraints import all_or_none, implies
from pilot.models import Borough, Membership, Post, User
from pilot.permissions import CASEWORKERS, Permission, Role
from pilot.references import new_reference
from pilot.scoping import ScopedQuerySet
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
from referrals.models.practitioner import Practitioner

ADULT_AT = 18


class Residence(models.TextChoices):
    """Where the person referred lives: CL-01."""

    LBHF = "LBHF", "Hammersmith and Fulham"
    RBKC = "RBKC", "Kensington and Chelsea"
    WCC = "WCC", "Westminster"
    OLON = "OLON", "Elsewhere in London"
    OENG = "OENG", "Elsewhere in England"
    OUK = "OUK", "Elsewhere in the UK"
    NFA = "NFA", "No fixed address"
    UNK = "UNK", "Not known"


class ReferralQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_CASELOAD

    def visible_to(self, user):
        """The manager's whole caseload; a caseworker's own, and those waiting for the post.

        Their own are those allocated to them and those they screened: whoever decided is
        asked about it, and tells the referrer. A referral that has no borough yet is
        waiting for the manager to say which, and can be seen by the post it waits for in
        any borough.
        """
        whole = Q(borough__in=user.boroughs_with(Permission.VIEW_CASELOAD))
        if user.can(Permission.VIEW_CASELOAD):
            whole |= Q(borough=None)
        held = Membership.objects.current().filter(
            user=user, role__in=CASEWORKERS, role=OuterRef("post")
        )
        waiting = Q(status__in=Referral.UNDECIDED) & (
            Exists(held.filter(borough=OuterRef("borough")))
            | (Q(borough=None) & Exists(held))
        )
        return self.filter(whole | waiting | self._own(user))

    def _own(self, user) -> Q:
        """What one screens or decided; once there is a case, whoever has or covers that.

        The case stands later in time: its columns are only named here, never imported. It
        says whose the work is now, and in which borough.
        """
        boroughs = user.boroughs_with(Permission.VIEW_OWN_WORK)
        here = Q(borough__in=boroughs)
        if user.can(Permission.VIEW_OWN_WORK):
            here |= Q(borough=None)
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

    def waiting(self):
        """Those that nobody has decided, however far they are."""
        return self.filter(status__in=Referral.UNDECIDED)

    def decided(self):
        return self.exclude(status__in=Referral.UNDECIDED)

    def overdue(self):
        """Those that should have been decided by now; information awaited has its clock."""
        first_in_time = calendar.subtract_working_days(
            calendar.today(), Referral.DAYS_TO_DECIDE
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
                calendar.today(), Referral.DAYS_TO_ANSWER
            ),
        )

    def untold(self):
        """Those decided of which nobody has been told, though somebody should be (V-08).

        Whoever takes a referral back knows. Of those that no agency sent, the person
        themselves is told if they were turned away and know that they were referred; after
        an acceptance their worker's first contact tells them.
        """
        told = Referral.objects.filter(
            pk=OuterRef("pk"),
            notices__kind="DECISION",
            notices__past_decision=None,
            notices__is_replaced=False,
        )
        from_nobody = Q(source__in=Referral.WITHOUT_AGENCY)
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
        untold = Referral.objects.untold().filter(pk=OuterRef("pk"))
        return self.annotate(is_untold=Exists(untold))

    def owing_something(self):
        """Those that wait, each with when its open question was asked, and the untold."""
        return (
            self.with_what_is_owed()
            .annotate(
                asked_on=Min("questions__asked_on", filter=Q(questions__ended_on=None))
            )
            .filter(Q(status__in=Referral.UNDECIDED) | Q(is_untold=True))
        )

    def due_for_erasure(self):
        """Those that ended without a case two years ago, and nobody holds back (4.5)."""
        return self.filter(
            status__in=Referral.WITHOUT_CASE,
            decided_on__lte=calendar.years_before(
                calendar.today(), Referral.YEARS_KEPT_WITHOUT_CASE
            ),
            erased_on=None,
            is_held=False,
        )

    def for_listing(self):
        return self.select_related("borough", "post", "agency", "worker").order_by(
            "-received_on", "-pk"
        )


class OfReferralQuerySet(ScopedQuerySet):
    """What belongs to a referral: whoever may see the referral may see it."""

    view_permission = Permission.VIEW_CASELOAD

    def visible_to(self, user):
        return self.filter(referral__in=Referral.objects.visible_to(user))


class ReferralStatus(models.TextChoices):
    """How far a referral has come, and what was decided. A draft is no referral yet."""

    RECEIVED = "RECEIVED", "Received"
    SCREENING = "SCREENING", "Being screened"
    PENDING_INFO = "PENDING_INFO", "Waiting for information"
    ACCEPTED = "ACCEPTED", "Accepted"
    REJECTED = "REJECTED", "Declined"
    REDIRECTED = "REDIRECTED", "Redirected"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"
    DUPLICATE = "DUPLICATE", "Duplicate"


class ReferralSource(models.TextChoices):
    """Where a referral came from: CL-03."""

    POL_CSU = "POL_CSU", "Police: community safety unit"
    POL_NEIGH = "POL_NEIGH", "Police: neighbourhood team"
    POL_OTHER = "POL_OTHER", "Police: another unit"
    MARAC = "MARAC", "MARAC"
    MASH = "MASH", "MASH"
    IDVA_VS = "IDVA_VS", "Victim service"
    CS_ASSESS = "CS_ASSESS", "Children’s Services: assessment and referral"
    CS_CP = "CS_CP", "Children’s Services: child protection"
    CS_CIN = "CS_CIN", "Children’s Services: children in need"
    CS_LAC = "CS_LAC", "Children’s Services: looked-after children"
    CS_EARLY = "CS_EARLY", "Children’s Services: early years or early help"
    CS_PLO = "CS_PLO", "Children’s Services: pre-proceedings"
    YOS_CM = "YOS_CM", "Youth offending: case manager"
    YOS_OOCD = "YOS_OOCD", "Youth offending: out-of-court panel"
    YOS_RO = "YOS_RO", "Youth offending: referral-order panel"
    MASE = "MASE", "Sexual exploitation panel (MASE)"
    GANGS_SYV = "GANGS_SYV", "Gangs or serious youth violence unit"
    SCHOOL_PRU = "SCHOOL_PRU", "School or pupil referral unit"
    HEALTH_GP = "HEALTH_GP", "GP"
    HEALTH_HV = "HEALTH_HV", "Health visitor"
    CAMHS = "CAMHS", "CAMHS"
    MH_ADULT = "MH_ADULT", "Adult mental health"
    SUBST = "SUBST", "Drug and alcohol service"
    HOUSING = "HOUSING", "Housing"
    PROB = "PROB", "Probation"
    CAFCASS = "CAFCASS", "Cafcass"
    DVIP_INT = "DVIP_INT", "Elsewhere in DVIP"
    SELF = "SELF", "The person themselves"
    FAMILY = "FAMILY", "Family member"
    PARENT = "PARENT", "Parent"
    OTHER = "OTHER", "Somebody else"


def _answer():
    """A column for a yes-or-no question that may not have been asked."""
    return models.CharField(max_length=9, choices=Answer, default=Answer.NOT_ASKED)


# Columns that hold a code of a list, in the words of their constraints.
CODED = {
    "route": ("a_known_route", Route),
    "relationship": ("a_known_relationship", Relationship),
    "harmed_aged_16": ("a_known_answer_of_16_or_over", Answer),
    "awareness": ("a_known_awareness", Answer),
    "agreement": ("a_known_agreement", SubjectAgreement),
    "cj_status": ("a_known_justice_status", CjStatus),
    "prior_offence": ("a_known_answer_of_offences", Answer),
    "prior_programme": ("a_known_answer_of_programmes", Answer),
    "otherwise_offered": ("a_known_answer_of_other_help", Answer),
    "early_flag": ("a_known_early_flag", EarlyFlag),
    "campaign": ("a_known_campaign_source", CampaignSource),
    "youth_team": ("a_known_youth_team", YouthTeam),
    "youth_order": ("a_known_youth_order", YouthOrder),
    "parent_position": ("a_known_parents_position", ParentPosition),
}


class Referral(models.Model):
    """What somebody told us about a person, and what we decided.

    The person it names is in no register: only an accepted referral makes a perpetrator.
    """

    Status: TypeAlias = ReferralStatus
    Source: TypeAlias = ReferralSource

    YOUNGEST = 10  # V-01, at referral
    DAYS_TO_DECIDE = 5  # working days: P-06
    DAYS_TO_ANSWER = 10  # working days, then an alert: dictionary 7
    YEARS_KEPT_WITHOUT_CASE = 2  # REJECTED_2, domain 4.5

    UNDECIDED = (Status.RECEIVED, Status.SCREENING, Status.PENDING_INFO)
    WITHOUT_CASE = (
        Status.REJECTED,
        Status.REDIRECTED,
        Status.WITHDRAWN,
        Status.DUPLICATE,
    )

    # Nobody at an agency stands behind these (I19 leaves them out too).
    WITHOUT_AGENCY = (Source.SELF, Source.FAMILY, Source.PARENT)

    class Basis(models.TextChoices):
        RESIDENCE = "RESIDENCE", "Where the person referred lives"
        REFERRER = "REFERRER", "The referring agency’s borough"
        MGR = "MGR", "The service manager’s decision"

    class DeclineReason(models.TextChoices):  # CL-06
        OUT_AREA = "OUT_AREA", "Outside the three boroughs"
        AGE = "AGE", "Outside the age range"
        IN_CJ = "IN_CJ", "Charged, on bail with conditions or on an order"
        FAM_PROC = "FAM_PROC", "Family proceedings"
        NOT_DA = "NOT_DA", "Not domestic abuse"
        PRIMARY_VICTIM = "PRIMARY_VICTIM", "The person referred is the one harmed"
        UNSAFE = "UNSAFE", "Contact would raise the risk"
        ALREADY_PROG = "ALREADY_PROG", "Already on a programme"
        RECENT_PROG = "RECENT_PROG", "Finished a programme in the last 6 months"
        NO_AGREEMENT = "NO_AGREEMENT", "Does not agree to be referred"
        NO_CONTACT = "NO_CONTACT", "Cannot be traced"
        HIGH_COMPLEX = "HIGH_COMPLEX", "Needs another lead service"
        NOT_OFFERED = "NOT_OFFERED", "Asks for something we do not offer"
        NEED_STABLE = "NEED_STABLE", "Substance use or mental health comes first"
        LANG_ACCESS = "LANG_ACCESS", "Language or access need we cannot meet"
        NO_CAPACITY = "NO_CAPACITY", "No capacity"
        INFO_INCOMPLETE = "INFO_INCOMPLETE", "Information never completed"
        OTHER = "OTHER", "Another reason"

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

    is_held = models.BooleanField(default=False, editable=False)
    hold_reason = models.CharField(max_length=200, blank=True, editable=False)
    erased_on = models.DateField(null=True, editable=False)

    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="referrals_recorded")
    version = models.PositiveIntegerField(default=1)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["received_on", "borough"], name="referral_by_receipt"),
            models.Index(fields=["decided_on", "borough"], name="referral_by_decision"),
            models.Index(fields=["status", "received_on"], name="referral_by_status"),
            models.Index(fields=["worker", "status"], name="referral_by_worker"),
        ]
        constraints = [
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{column}__in": codes.values}),
                    name=f"referral_has_{words}",
                )
                for column, (words, codes) in CODED.items()
            ),
            models.CheckConstraint(
                condition=Q(route="TARGETED", targeting__in=Targeting.values)
                | ~Q(route="TARGETED") & Q(targeting=""),
                name="referral_from_a_list_says_why_they_are_on_it",
                violation_error_message="Select why this person is on the list",
            ),
            models.CheckConstraint(
                condition=Q(born_on=None) | Q(born_on__lt=F("received_on")),
                name="referral_is_of_somebody_already_born",
                violation_error_message="The date of birth must be before the referral",
            ),
            models.CheckConstraint(
                condition=Q(borough=None, basis="")
                | Q(borough__isnull=False, basis__in=["RESIDENCE", "REFERRER", "MGR"]),
                name="referral_borough_has_a_basis",
            ),
            models.CheckConstraint(
                condition=~Q(basis="RESIDENCE") | Q(residence=F("borough")),
                name="referral_basis_residence_is_where_he_lives",
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(residence__in=["LBHF", "RBKC", "WCC"]), Q(basis="RESIDENCE")
                ),
                name="referral_from_the_three_boroughs_counts_where_they_live",
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(status__in=["RECEIVED", "SCREENING", "PENDING_INFO"]),
                    Q(decided_on=None, worker=None),
                ),
                name="referral_that_waits_is_undecided",
            ),
            models.CheckConstraint(
                condition=implies(
                    ~Q(decline_reason=""), Q(status__in=["REJECTED", "REDIRECTED"])
                ),
                name="referral_reason_for_declining_means_it_was_declined",
                violation_error_message="Only a referral declined or redirected has one",
            ),
            models.CheckConstraint(
                condition=Q(practitioner=None) | Q(agency__isnull=False),
                name="referral_practitioner_works_for_an_agency",
                violation_error_message="Select the agency this practitioner works for",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ReferralStatus.values),
                name="referral_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=Q(source__in=ReferralSource.values),
                name="referral_has_a_known_source",
            ),
            models.CheckConstraint(
                condition=Q(residence__in=Residence.values),
                name="referral_has_a_known_residence",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["RECEIVED", "SCREENING", "PENDING_INFO"])
                | Q(decided_on__isnull=False),
                name="referral_decision_has_a_day",
            ),
            models.CheckConstraint(
                condition=all_or_none("decided_on", "decided_by"),
                name="referral_decision_has_a_day_and_a_person",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None) | Q(decided_on__gte=F("received_on")),
                name="referral_is_decided_after_it_is_received",
                violation_error_message="The decision cannot come before the referral",
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(status__in=["REJECTED", "REDIRECTED"]), ~Q(decline_reason="")
                ),
                name="referral_is_declined_for_a_reason",
                violation_error_message="Say why you are declining this referral",
            ),
            models.CheckConstraint(
                condition=implies(Q(decline_reason="OTHER"), ~Q(decision_note=""))
                | Q(erased_on__isnull=False),
                name="referral_other_reason_is_explained",
                violation_error_message="Say what the other reason is",
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(status="ACCEPTED"), Q(borough__isnull=False, worker__isnull=False)
                ),
                name="referral_is_accepted_for_a_borough_and_a_worker",
            ),
            models.CheckConstraint(
                condition=all_or_none("screening_by", "screening_at"),
                name="referral_screening_has_a_person_and_a_time",
            ),
            models.CheckConstraint(
                condition=implies(Q(status="RECEIVED"), Q(screening_by=None))
                & implies(
                    Q(status__in=["SCREENING", "PENDING_INFO"]),
                    Q(screening_by__isnull=False),
                ),
                name="referral_is_screened_by_somebody_once_it_is_taken",
            ),
            models.CheckConstraint(
                condition=Q(aware_on=None) | Q(awareness="YES"),
                name="referral_day_of_awareness_means_they_know",
            ),
            models.CheckConstraint(
                condition=Q(is_held=False, hold_reason="")
                | Q(is_held=True) & ~Q(hold_reason=""),
                name="referral_is_held_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(erased_on=None)
                | Q(
                    is_held=False,
                    born_on=None,
                    aliases="",
                    reason="",
                    decision_note="",
                    status__in=["REJECTED", "REDIRECTED", "WITHDRAWN", "DUPLICATE"],
                ),
                name="referral_that_is_erased_ended_without_a_case",
            ),
        ]

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
        """The day a decision is due: P-06, 5 working days after receipt.

        They begin again when the information asked for arrives, or when it reopens.
        """
        starts_on = self.clock_starts_on or self.received_on
        return calendar.add_working_days(starts_on, self.DAYS_TO_DECIDE)

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
        """Whether nobody at an agency sent it, so that the person themselves is told."""
        return self.source in self.WITHOUT_AGENCY

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
