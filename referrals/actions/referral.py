"""A referral is recorded and corrected."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction

from pilot import audit, calendar
from pilot.models import Borough, Post, User
from pilot.permissions import Permission, Role
from pilot.transitions import TransitionRefused, amend
from referrals.actions.attribution import (
    attribution,
    check_agreement,
)
from referrals.actions.consultation import link_consultation
from referrals.actions.known import keep_names
from referrals.actions.practitioner import enter_practitioner
from referrals.actions.standing import check_waiting
from referrals.derived import early_flag
from referrals.eligibility import is_outside_the_ages_of
from referrals.known import Subject, waits_already
from referrals.models import (
    Agency,
    Answer,
    CjStatus,
    Consultation,
    EligibilityCheck,
    InformationSource,
    NewPractitioner,
    Practitioner,
    Referral,
    YouthTeam,
)


@transaction.atomic
def record_referral(
    *,
    by: User,
    received_on: date,
    post: Post,
    source: str,
    agency: Agency | None,
    practitioner: Practitioner | NewPractitioner | None,
    given_names: str,
    surname: str,
    born_on: date | None,
    residence: str,
    reason: str,
    age_reason: str = "",
    checked_on: date | None = None,
    check_source: str = "",
    advice: str = "",
    consultation: Consultation | None = None,
    shown: Collection[str] = (),
    **answers: Any,
) -> Referral:
    """What somebody told us is kept, attributed to a borough and waiting for its post.

    `answers` are the coded ones: whatever is left out was not asked. A check of the
    criminal justice process that came with it is kept as one (V-05), and so is the reason
    why somebody outside the ages of the post is referred to it (V-01, P-17). `shown` are
    the referrals, by reference, that whoever records it was shown before (V-09).
    """
    by.require(Permission.RECORD_REFERRAL)
    _check_received(received_on)
    _check_checked(checked_on)
    _check_age(born_on, received_on)
    referrer = _referrer(agency, practitioner, by)
    borough, basis = attribution(residence, referrer["agency"])
    check_agreement(borough, received_on)
    is_an_exception = _is_an_exception(post, born_on, received_on, age_reason, by, borough)
    who = Subject(given_names, surname, born_on, answers.get("aliases", ""))
    if waits_already(by, who, borough, shown=shown):
        raise TransitionRefused(
            "Somebody of this name and date of birth is referred here already, and that "
            "referral still waits. Search for them again before you record another one."
        )
    referral = Referral.objects.create(
        received_on=received_on,
        post=post,
        source=source,
        **referrer,
        given_names=given_names,
        surname=surname,
        born_on=born_on,
        residence=residence,
        reason=reason,
        borough=borough,
        basis=basis,
        recorded_at=calendar.now(),
        recorded_by=by,
        **_with_what_follows(
            answers, Referral(), post=post, residence=residence, source=source
        ),
    )
    keep_names(referral)
    if checked_on and referral.cj_status != CjStatus.NOT_ASKED:
        _keep_check(
            referral,
            by=by,
            criterion=EligibilityCheck.Criterion.CJ_STATUS,
            cj_status=referral.cj_status,
            checked_on=checked_on,
            source=check_source,
            note=advice,
        )
    if is_an_exception:
        _keep_check(
            referral,
            by=by,
            criterion=EligibilityCheck.Criterion.AGE,
            checked_on=calendar.today(),
            source=InformationSource.PROFESSIONAL_JUDGEMENT,
            note=age_reason,
            post=post,
            age=referral.age_at_referral,
        )
    audit.record(referral, "recorded", by=by, received_on=received_on, post=post.pk)
    if consultation:
        link_consultation(consultation, by=by, referral=referral)
    return referral


@transaction.atomic
def correct_referral(
    referral: Referral,
    *,
    by: User,
    version: int,
    agency: Agency | None,
    practitioner: Practitioner | NewPractitioner | None,
    residence: str,
    **answers: Any,
) -> Referral:
    """The waiting referral says what it should have said, and is attributed afresh.

    A borough that the manager chose stays, unless the answers now give one. So do the team
    and the borough of whoever referred them, as they were then, unless that was somebody
    else. An age that turns out to be outside the post's is true all the same: it stands in
    the way of acceptance (`check_eligible`), not of the correction.
    """
    by.require(Permission.RECORD_REFERRAL, referral.borough)
    check_waiting(referral)
    received_on = answers.get("received_on", referral.received_on)
    _check_received(received_on)
    _check_age(answers.get("born_on", referral.born_on), received_on)
    referrer = _referrer_now(referral, agency, practitioner, by)
    borough, basis = attribution(residence, referrer["agency"])
    is_of_the_time = basis == referral.basis == Referral.Basis.REFERRER
    is_managers = borough is None and referral.basis == Referral.Basis.MGR
    if is_managers or (is_of_the_time and referrer["agency"] == referral.agency):
        borough, basis = referral.borough, referral.basis
    check_agreement(borough, received_on)
    post = answers.get("post", referral.post)
    answers = _with_what_follows(
        answers,
        referral,
        post=post,
        residence=residence,
        source=answers.get("source", referral.source),
    )
    amend(
        referral,
        by=by,
        version=version,
        **referrer,
        residence=residence,
        borough=borough,
        basis=basis,
        **answers,
    )
    keep_names(referral)
    return referral


def _check_received(received_on: date) -> None:
    """V-02: nothing has come from the future."""
    if received_on > calendar.today():
        raise TransitionRefused("A referral is recorded once it has been received.")


def _check_checked(checked_on: date | None) -> None:
    """V-02: nothing was looked up in the future."""
    if checked_on and checked_on > calendar.today():
        raise TransitionRefused("A check is recorded once it has been made.")


def _check_age(born_on: date | None, received_on: date) -> None:
    """V-01: nobody under 10 is referred to the pilot."""
    if born_on is None:
        return
    if calendar.age_on(received_on, born_on=born_on) < Referral.YOUNGEST:
        raise TransitionRefused(
            f"The person referred must be {Referral.YOUNGEST} or over on "
            f"{calendar.in_words(received_on)}, the day the referral was received."
        )


def _is_an_exception(
    post: Post,
    born_on: date | None,
    received_on: date,
    because: str,
    by: User,
    borough: Borough | None,
) -> bool:
    """Whether they are outside the ages of the post, for a reason; refused without one.

    V-01, P-17: under 18 is the specialist's, unless whoever records it says why not; 18
    and over is an adult post's, unless the service manager does.
    """
    age = calendar.age_on(received_on, born_on=born_on) if born_on else None
    if not is_outside_the_ages_of(post.pk, age):
        return False
    if post.pk != Role.YOUNG_PERPETRATOR_SPECIALIST:
        if because:
            return True
        raise TransitionRefused(
            f"Somebody of {age} goes to the Young Perpetrator Specialist, unless you say "
            "why not."
        )
    if because and by.can(Permission.ALLOW_EXCEPTION, borough):
        return True
    raise TransitionRefused(
        f"Somebody of {age} goes to an adult post, unless the service manager says why not."
    )


def _with_what_follows(
    answers: dict[str, Any], referral: Referral, *, post: Post, residence: str, source: str
) -> dict[str, Any]:
    """The answers, with what follows from them and was not asked."""

    def now(name: str) -> Any:
        return answers.get(name, getattr(referral, name))

    team = now("youth_team")
    if post.pk == Role.YOUNG_PERPETRATOR_SPECIALIST and team == YouthTeam.NOT_ASKED:
        team = residence if residence in YouthTeam.values else team
    is_own = source == Referral.Source.SELF
    return {
        **answers,
        "abuse_types": sorted(now("abuse_types")),
        "awareness": Answer.YES if is_own else now("awareness"),
        "youth_team": team,
        "early_flag": early_flag(
            now("prior_offence"), now("cj_status"), now("prior_programme")
        ),
    }


def _keep_check(referral: Referral, *, by: User, **found: Any) -> None:
    EligibilityCheck.objects.create(
        referral=referral, checked_by=by, recorded_at=calendar.now(), **found
    )


def _referrer(
    agency: Agency | None, who: Practitioner | NewPractitioner | None, by: User
) -> dict[str, Any]:
    """Who referred them, and their team: a practitioner brings their own."""
    practitioner = enter_practitioner(by=by, who=who) if who else None
    agency = practitioner.agency if practitioner else agency
    sector = agency.sector if agency else ""
    return {"agency": agency, "practitioner": practitioner, "sector": sector}


def _referrer_now(
    referral: Referral,
    agency: Agency | None,
    who: Practitioner | NewPractitioner | None,
    by: User,
) -> dict[str, Any]:
    """Who referred them, put right; team and sector stay as they were then (1.3)."""
    named = {"practitioner": referral.practitioner}
    if who and who == referral.practitioner:
        return {**named, "agency": referral.agency, "sector": referral.sector}
    now = _referrer(agency, who, by)
    if now["agency"] and now["agency"] == referral.agency:
        now["sector"] = referral.sector
    return now
