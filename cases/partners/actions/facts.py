"""What a partner case repeats of its entries: kept whenever one is made, or put right."""

from django.db.models import Min

from cases.partners.models import PartnerCase, PartnerResponse
from pilot.models import User
from pilot.transitions import TransitionRefused, move

KINDS = PartnerResponse.Kind


def keep_facts(partner_case: PartnerCase, recorder: User) -> None:
    """Its first attempt, first talk, first "yes" and status are as the entries say.

    Call it inside an action, with the case held. Refused while an answer follows from
    nothing any more.
    """
    contacts, answers = partner_case.contacts, partner_case.responses.standing()
    accepted = answers.filter(response=KINDS.ACCEPTS)
    PartnerCase.objects.filter(pk=partner_case.pk).update(
        first_attempt_on=contacts.standing().aggregate(on=Min("on"))["on"],
        first_contact_on=contacts.two_way().aggregate(on=Min("on"))["on"],
        accepted_on=accepted.aggregate(on=Min("on"))["on"],
    )
    partner_case.refresh_from_db()
    for answer in answers:
        _check_it_follows(partner_case, answer)
    status = status_by_entries(partner_case)
    if partner_case.is_open and status != partner_case.status:
        move(partner_case, status, by=recorder)


def status_by_entries(partner_case: PartnerCase) -> PartnerCase.Status:
    """How far support has come, by the latest answer, or else by whether anybody tried."""
    latest = partner_case.responses.standing().latest_first().first()
    if latest:
        return PartnerResponse.LEADS_TO[KINDS(latest.response)]
    if partner_case.first_attempt_on:
        return PartnerCase.Status.ATTEMPTING
    return PartnerCase.Status.IDENTIFIED


def _check_it_follows(partner_case: PartnerCase, answer: PartnerResponse) -> None:
    """Whoever answered had been reached by then; whoever was not reached had been tried."""
    talked, tried = (
        day is not None and day <= answer.on
        for day in (partner_case.first_contact_on, partner_case.first_attempt_on)
    )
    if answer.response in PartnerResponse.NEEDS_CONTACT and not talked:
        raise TransitionRefused(
            f"“{answer}” needs a talk with them on or before that day, and none would be "
            "on the record. Log the talk first, or take the answer out first."
        )
    if answer.response == KINDS.NOT_REACHED and not tried:
        raise TransitionRefused(
            "“Could not be reached” needs an attempt on or before that day, and none would "
            "be on the record. Log the attempts first, or take the answer out first."
        )
    if answer.response == KINDS.NOT_REACHED and talked:
        raise TransitionRefused(
            "They had been reached by the day of “could not be reached”: choose another "
            "answer, or put that one right first."
        )
