"""What a referral still needs before its post can accept it (V-01, V-05, V-06, V-07)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pilot import calendar, parameters
from pilot.permissions import Role
from referrals.models import (
    ENGAGED,
    Agency,
    CjStatus,
    EligibilityCheck,
    ParentPosition,
    Referral,
    SubjectAgreement,
    YouthOrder,
    YouthTeam,
)

CJW = Role.CRIMINAL_JUSTICE_WORKER.value
FSW = Role.FAMILY_SUPPORT_WORKER.value
YPS = Role.YOUNG_PERPETRATOR_SPECIALIST.value

CHECK_LASTS = 10  # working days: V-05
ADULT = 18  # V-01

Criterion = EligibilityCheck.Criterion


@dataclass(frozen=True)
class Missing:
    """One thing in the way of acceptance, and the page that puts it right."""

    text: str
    page: str = ""  # the name of an address that takes the referral's reference
    anchor: str = ""  # the question on that page
    does: str = ""  # what the link says
    allowing: str = ""  # what the manager's own link says, where a rule leaves it to them


EDIT, CHECK = (f"referrals:referral_{verb}" for verb in ("edit", "check"))


def is_outside_the_ages_of(post: str, age: int | None) -> bool:
    """Whether somebody of this age normally belongs to another post."""
    if age is None:
        return False
    if post != YPS:
        return age < ADULT
    youngest, oldest = parameters.values("P-17")
    return not youngest <= age <= oldest


def post_for(post: str, born_on: date | None) -> str:
    """The post a referral of today goes to: the specialist's, if under 18 (V-01)."""
    age = calendar.age_on(calendar.today(), born_on=born_on) if born_on else None
    return YPS if is_outside_the_ages_of(post, age) and post != YPS else post


def missing_for(referral: Referral, on: date) -> list[Missing]:
    """What is in the way of accepting the referral on that day, in the order of asking."""
    checks = list(referral.checks.latest_first())
    found = [_age(referral, checks)]
    if referral.post_id == CJW:
        found.append(_justice_process(checks, on))
    elif referral.post_id == FSW:
        found.append(_referrer(referral, checks))
    else:
        found += _youth(referral)
    return [missing for missing in found if missing]


def exceptions_for(referral: Referral) -> list[str]:
    """What about a referral only the manager can let through."""
    checks = list(referral.checks.latest_first())
    found = {
        Criterion.AGE: _age(referral, checks),
        Criterion.REFERRER: referral.post_id == FSW and _referrer(referral, checks),
    }
    return [criterion.value for criterion, missing in found.items() if missing]


def latest_check(
    checks: Iterable[EligibilityCheck], criterion: str, by: date | None = None
):
    """The newest check of one thing, made by that day."""
    of_it = (
        check
        for check in checks
        if check.criterion == criterion and (by is None or check.checked_on <= by)
    )
    return next(of_it, None)


def _age(referral: Referral, checks) -> Missing | None:
    """V-01, P-17: a reason why not, given for this post and this age.

    Of an adult for the specialist, and where nobody knows the age, the manager's own.
    """
    age = referral.age_at_referral
    if age is not None and not is_outside_the_ages_of(referral.post_id, age):
        return None
    is_managers = age is None or referral.post_id == YPS
    reasons = (
        check
        for check in checks
        if (check.post_id, check.age) == (referral.post_id, age)
        and (check.is_managers or not is_managers)
    )
    if latest_check(reasons, Criterion.AGE):
        return None
    allowing = "Say why they are the right age"
    if age is None:
        return Missing(
            "Nobody has recorded when they were born, so their age is not known. Find out, "
            f"or the service manager says why they are of an age for the {referral.post}.",
            *(EDIT, "born_on_day", "Record the date of birth", allowing),
        )
    return Missing(
        f"They were {age} when the referral came, which is outside the ages of the "
        f"{referral.post}. Change who it is for, or the service manager says why not.",
        *(EDIT, "post", "Change who it is for", allowing),
    )


def _justice_process(checks, on: date) -> Missing | None:
    """V-05: a check not older than 10 working days says they are outside the process.

    A day in the past is no way round what is known since: the newest check of all may not
    say otherwise.
    """
    latest = latest_check(checks, Criterion.CJ_STATUS, by=on)
    newest = latest_check(checks, Criterion.CJ_STATUS)
    if latest is None or CjStatus.UNK in (latest.cj_status, newest.cj_status):
        return Missing(
            "Nobody has established that they are outside the criminal justice process.",
            CHECK,
            does="Record the check",
        )
    checked = calendar.in_words(latest.checked_on)
    if latest.checked_on < calendar.subtract_working_days(on, CHECK_LASTS):
        return Missing(
            f"The criminal justice process was last checked on {checked}, more than "
            f"{CHECK_LASTS} working days ago.",
            CHECK,
            does="Check again",
        )
    for check in (latest, newest):
        if check.cj_status in ENGAGED:
            return Missing(
                f"On {calendar.in_words(check.checked_on)} they were in the criminal "
                f"justice process: {check.get_cj_status_display().lower()}. "
                "This post is not for them.",
                CHECK,
                does="Check again",
            )
    if latest.cj_status == CjStatus.INVESTIGATION_OPEN and not latest.note:
        return Missing(
            "An investigation is open, and what the police advise is not recorded.",
            CHECK,
            does="Record the police’s advice",
        )
    return None


def _referrer(referral: Referral, checks) -> Missing | None:
    """V-06: a practitioner of Children's Services at the time, or the manager's note."""
    if referral.sector == Agency.Sector.CHILDRENS and referral.practitioner_id:
        return None
    if latest_check(checks, Criterion.REFERRER):
        return None
    return Missing(
        "No practitioner of Children’s Services is named as the referrer. Name one, or "
        "the service manager notes why it is accepted without.",
        *(EDIT, "practitioner", "Name who referred them", "Note why"),
    )


def _youth(referral: Referral) -> list[Missing]:
    """V-07: the home team, agreement or an order, and the parent's position."""
    found = []
    if referral.youth_team in (YouthTeam.NOT_ASKED, YouthTeam.NOT_KNOWN):
        text = "The home Youth Offending team is not recorded."
        found.append(Missing(text, EDIT, "youth_team", "Record the team"))
    without_order = (YouthOrder.NONE, YouthOrder.NOT_ASKED, YouthOrder.NOT_KNOWN)
    if (
        referral.agreement != SubjectAgreement.AGREED
        and referral.youth_order in without_order
    ):
        text = "Neither the young person’s agreement nor an order is recorded."
        found.append(Missing(text, EDIT, "agreement", "Record the agreement"))
    if referral.parent_position == ParentPosition.NOT_ASKED:
        text = "What the parent or carer says is not recorded."
        found.append(Missing(text, EDIT, "parent_position", "Record it"))
    return found
