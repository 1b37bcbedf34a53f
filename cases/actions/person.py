"""What is known of the person himself: who he is, where he lives, how to reach him."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.actions.checks import hold_open, trace_of
from cases.models import Case, Perpetrator, YouthDetail
from pilot import calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, amend
from referrals.actions import keep_names
from referrals.models import Referral, Residence
from referrals.models.answers import ParentPosition, SubjectAgreement

# What the referral says of agreement, as the young person’s details say it (V-07).
AGREEMENT = {
    SubjectAgreement.AGREED: YouthDetail.Consent.YES,
    SubjectAgreement.REFUSED: YouthDetail.Consent.NO,
    SubjectAgreement.NOT_REQUIRED: YouthDetail.Consent.NOT_REQUIRED,
}
POSITION = {
    ParentPosition.AGREES: YouthDetail.Consent.YES,
    ParentPosition.DISAGREES: YouthDetail.Consent.NO,
    ParentPosition.NOT_TOLD: YouthDetail.Consent.NOT_SAFE,
}


@transaction.atomic
def correct_person(
    case: Case, *, by: User, version: int, born_on: date | None, **answers: Any
) -> Perpetrator:
    """The person's record says what is known now; the trace says which fields changed.

    The referral keeps what the referrer told us. Where he lives now moves no case to
    another borough (1.3).
    """
    by.require(Permission.KEEP_RECORD, case.borough)
    hold_open(case, calendar.today())
    person = case.perpetrator
    if born_on and born_on != person.born_on:
        _check_birth(person, born_on)
    answers["born_on"] = born_on
    changes = {
        name: value for name, value in answers.items() if getattr(person, name) != value
    }
    amend(person, by=by, version=version, trace=trace_of(case), **changes)
    for referral in Referral.objects.filter(case__perpetrator=person):
        keep_names(referral, also=person.names, born_on=person.born_on)
    return person


def _check_birth(person: Perpetrator, born_on: date) -> None:
    """V-01: on the day of each referral the person was already 10."""
    for referral in Referral.objects.filter(case__perpetrator=person):
        if calendar.age_on(referral.received_on, born_on=born_on) < Referral.YOUNGEST:
            raise TransitionRefused(
                f"Born on {calendar.in_words(born_on)}, they would have been under "
                f"{Referral.YOUNGEST} when the referral of "
                f"{calendar.in_words(referral.received_on)} was received."
            )


def keep_what_was_told(case: Case) -> None:
    """What the referral says stands on the record, where nothing stood yet.

    Part of opening a case. What somebody has found out since is never overwritten. From
    now on the referral is found by the names and the birth of the person's record too.
    """
    referral, person = case.referral, case.perpetrator
    told = {"residence": referral.residence, "aliases": referral.aliases}
    unknown = {"residence": Residence.UNK.value, "aliases": ""}
    for name, value in told.items():
        if getattr(person, name) == unknown[name]:
            setattr(person, name, value)
            Perpetrator.objects.filter(pk=person.pk).update(**{name: value})
    keep_names(referral, also=person.names, born_on=person.born_on)
    if case.is_with_a_young_person:
        unasked = YouthDetail.Consent.NOT_ASKED
        YouthDetail.objects.create(
            case=case,
            consent=AGREEMENT.get(SubjectAgreement(referral.agreement), unasked),
            parental_consent=POSITION.get(
                ParentPosition(referral.parent_position), unasked
            ),
            order=referral.youth_order,
        )
