"""What is true of every referral: the constraints of its table."""

from django.db import models
from django.db.models import F, Q

from pilot.constraints import all_or_none, implies
from referrals.models.agency import Agency
from referrals.models.answers import (
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
from referrals.models.origin import ReferralSource, Residence
from referrals.models.status import ReferralStatus

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

CONSTRAINTS = [
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
        condition=implies(Q(residence__in=["LBHF", "RBKC", "WCC"]), Q(basis="RESIDENCE")),
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
        condition=implies(~Q(decline_reason=""), Q(status__in=["REJECTED", "REDIRECTED"])),
        name="referral_reason_for_declining_means_it_was_declined",
        violation_error_message="Only a referral declined or redirected has one",
    ),
    models.CheckConstraint(
        condition=Q(practitioner=None) | Q(agency__isnull=False),
        name="referral_practitioner_works_for_an_agency",
        violation_error_message="Select the agency this practitioner works for",
    ),
    models.CheckConstraint(
        condition=Q(agency=None, sector="")
        | Q(agency__isnull=False, sector__in=Agency.Sector.values),
        name="referral_sector_is_its_agencys",
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
        condition=implies(Q(status__in=["REJECTED", "REDIRECTED"]), ~Q(decline_reason="")),
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
        condition=Q(is_held=False, hold_reason="") | Q(is_held=True) & ~Q(hold_reason=""),
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
