"""An id of another borough that is slipped into a form changes nothing (S-19).

The ids in addresses stand in the permission matrix; these are the ones in the answers.
"""

import inspect
from datetime import date

import pytest
from django import forms
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import (
    CampaignActivityFactory,
    CaseFactory,
    CaseworkerFactory,
    ConcernFactory,
    LiaisonMeetingFactory,
    MembershipFactory,
    PartnerCaseFactory,
    PractitionerFactory,
    ReferralFactory,
    TrainingEventFactory,
    UserFactory,
)
from tests.guards.fingerprint import OF_PRESENCE, changes, fingerprint
from tests.guards.inventory import APPS, modules_of
from tests.pages import typed

pytestmark = pytest.mark.one_engine

HERE, ELSEWHERE = "WCC", "RBKC"
# Whoever may send the form may choose any of these: they are facts, and nobody's own.
OPEN = {
    "AbsenceForm.cover",  # any caseworker may answer for a post: it opens nothing
    "AbsenceCorrectForm.cover",
    "AskedForm.post",
    "CampaignFilterForm.borough",
    "ContractActionForm.owner",  # anybody who sees the group’s actions may do one
    "ContractActionChangeForm.owner",
    "ConsultationBookForm.post",
    "ConsultationCorrectionForm.post",
    "ConsultationFilterForm.borough",
    "ConsultationFilterForm.post",
    "ConsultationForm.post",
    "LiaisonCorrectionForm.post",
    "LiaisonForm.post",
    "AgencyForm.borough",
    "AgencyCorrectionForm.borough",
    "AgencyFilterForm.borough",
    "PractitionerFilterForm.borough",
    "PractitionerForm.agency",
    "PractitionerCorrectionForm.agency",
    "AgencyInvolvementForm.agency",
    "AgencyInvolvementEditForm.agency",
    "CaseFilterForm.borough",
    "CaseloadFilterForm.borough",
    "TrainingFilterForm.borough",
    "CaseFilterForm.post",
    "PartnerCaseFilterForm.borough",
    "PartnerUntriedFilterForm.borough",
    "ReferralFilterForm.borough",
    "ReferralFilterForm.post",
    "RegisterForm.agency",  # teams are public facts, and people come from anywhere
    "ReferralForm.post",
    "ReferralSearchForm.post",
    "ReferralForm.agency",
    "ReferralCorrectionForm.post",
    "ReferralCorrectionForm.agency",
}
# form and field: (who sends it, and what of another borough is slipped in)
SLIPPED_IN = {}


def slips(field, role):
    def keep(arrange):
        SLIPPED_IN[field] = (role, arrange)
        return arrange

    return keep


@slips("AbsenceForm.post", Role.CRIMINAL_JUSTICE_WORKER)
def _():
    days = typed("starts_on", date(2016, 7, 18))
    return reverse("pilot:absence_record"), {"post": "FSW", "kind": "LEAVE", **days}


@slips("ConcernActionForm.owner", Role.SERVICE_MANAGER)
def _():
    concern = ConcernFactory(borough__code=HERE)
    held = MembershipFactory(borough__code=ELSEWHERE, role=Role.AUTHORISED_OFFICER)
    sent = {"what": "Send them", "owner": held.user.pk}
    sent |= typed("due_on", date(2016, 7, 20))
    return reverse("pilot:concern_action_add", args=[concern.reference]), sent


@slips("CaseOpenForm.worker", Role.SERVICE_MANAGER)
def _():
    referral = ReferralFactory(borough__code=HERE)
    stranger = CaseworkerFactory(borough__code=ELSEWHERE)
    sent = {"worker": stranger.pk, **typed("accepted_on", date(2016, 2, 1))}
    return reverse("cases:case_open", args=[referral.reference]), sent


@slips("CaseAllocateForm.to", Role.SERVICE_MANAGER)
def _():
    case = CaseFactory(borough__code=HERE)
    stranger = CaseworkerFactory(borough__code=ELSEWHERE)
    sent = {"to": stranger.pk, "reason": "Knows them", "version": 1}
    sent |= typed("on", date(2016, 6, 1))
    return reverse("cases:case_allocate", args=[case.reference]), sent


@slips("CaseloadHandOverForm.to", Role.SERVICE_MANAGER)
def _():
    case = CaseFactory(borough__code=HERE)
    stranger = CaseworkerFactory(borough__code=ELSEWHERE)
    sent = {"to": stranger.pk, "reason": "They leave", **typed("on", date(2016, 6, 1))}
    return reverse("cases:caseload_hand_over", args=[case.worker.pk]), sent


def a_cover(**slipped):
    case = CaseFactory(borough__code=HERE)
    sent = {"worker": CaseworkerFactory(borough__code=HERE).pk, "cases": [case.reference]}
    sent |= {"reason": "On leave", **typed("starts_on", date(2016, 8, 8))}
    sent |= typed("ends_on", date(2016, 8, 19))
    return reverse("cases:caseload_cover", args=[case.worker.pk]), sent | slipped


@slips("CaseloadCoverForm.worker", Role.SERVICE_MANAGER)
def _():
    return a_cover(worker=CaseworkerFactory(borough__code=ELSEWHERE).pk)


@slips("CaseChangeBoroughForm.to", Role.SERVICE_MANAGER)
def _():
    case = CaseFactory(borough__code=HERE)
    sent = {"to": ELSEWHERE, "reason": "Moved", "version": 1}
    sent |= typed("effective_on", date(2016, 6, 1))
    return reverse("cases:case_change_borough", args=[case.reference]), sent


@slips("CaseChangeBoroughForm.worker", Role.SERVICE_MANAGER)
def _():
    case = CaseFactory(borough__code=HERE)
    stranger = UserFactory()
    sent = {"to": HERE, "reason": "Moved", "version": 1, "worker": stranger.pk}
    sent |= typed("effective_on", date(2016, 6, 1))
    return reverse("cases:case_change_borough", args=[case.reference]), sent


@slips("CaseReopenForm.worker", Role.SERVICE_MANAGER)
def _():
    stranger = CaseworkerFactory(borough__code=ELSEWHERE)
    case = CaseFactory(borough__code=HERE, worker=stranger, closed=True)
    sent = {"reason": "Rang", "worker": stranger.pk, **typed("on", date(2016, 7, 1))}
    return reverse("cases:case_reopen", args=[case.reference]), sent


def _training(**answers):
    event = TrainingEventFactory(boroughs=[HERE])
    sent = {"title": "Safe conversations", "kind": "HALF", "sectors": ["YOS"]}
    sent |= {"boroughs": [HERE], "trainer": event.trainer.pk, "version": 1}
    sent |= typed("on", event.on)
    return event, {**sent, **answers}


@slips("TrainingForm.boroughs", Role.FAMILY_SUPPORT_WORKER)
def _():
    _, sent = _training(boroughs=[HERE, ELSEWHERE])
    return reverse("referrals:training_plan"), sent


@slips("TrainingForm.trainer", Role.FAMILY_SUPPORT_WORKER)
def _():
    _, sent = _training(trainer=CaseworkerFactory(borough__code=ELSEWHERE).pk)
    return reverse("referrals:training_plan"), sent


@slips("TrainingCorrectionForm.boroughs", Role.FAMILY_SUPPORT_WORKER)
def _():
    event, sent = _training(boroughs=[ELSEWHERE])
    return reverse("referrals:training_edit", args=[event.reference]), sent


@slips("TrainingCorrectionForm.trainer", Role.FAMILY_SUPPORT_WORKER)
def _():
    stranger = CaseworkerFactory(borough__code=ELSEWHERE)
    event, sent = _training(trainer=stranger.pk)
    return reverse("referrals:training_edit", args=[event.reference]), sent


@slips("ReferralAttributionForm.borough", Role.SERVICE_MANAGER)
def _():
    referral = ReferralFactory(without_borough=True)
    sent = {"borough": ELSEWHERE, "reason": "Sleeps there", "version": 1}
    return reverse("referrals:referral_attribute", args=[referral.reference]), sent


@slips("MembershipGrantForm.boroughs", Role.SYSTEM_ADMINISTRATOR)
def _():
    sent = {"role": "APR", "boroughs": [HERE, ELSEWHERE], "reason": "They start"}
    return reverse("pilot:membership_grant", args=[UserFactory().pk]), sent


def a_specialist(borough):
    return PractitionerFactory(agency__borough__code=borough, is_specialist=True)


@slips("LiaisonForm.practitioners", Role.FAMILY_SUPPORT_WORKER)
def _():
    people = [a_specialist(HERE).token, a_specialist(ELSEWHERE).token]
    sent = {"practitioners": people, "topics": "-", **typed("on", date(2016, 6, 1))}
    return reverse("referrals:liaison_record"), sent


@slips("LiaisonCorrectionForm.practitioners", Role.FAMILY_SUPPORT_WORKER)
def _():
    meeting = LiaisonMeetingFactory(borough__code=HERE)
    sent = {"practitioners": [a_specialist(ELSEWHERE).token], "topics": "-", "reason": "-"}
    sent |= typed("on", date(2016, 6, 1))
    return reverse("referrals:liaison_correct", args=[meeting.reference]), sent


POSTERS = {"title": "Posters", "channel": "POSTER", "audience": "Everybody"}


@slips("CampaignForm.boroughs", Role.FAMILY_SUPPORT_WORKER)
def _():
    sent = {
        **POSTERS,
        "boroughs": [HERE, ELSEWHERE],
        **typed("starts_on", date(2016, 6, 1)),
    }
    return reverse("referrals:campaign_record"), sent


@slips("CampaignCorrectionForm.boroughs", Role.FAMILY_SUPPORT_WORKER)
def _():
    activity = CampaignActivityFactory(boroughs=[HERE])
    sent = {**POSTERS, "boroughs": [HERE, ELSEWHERE], "reason": "-"}
    sent |= typed("starts_on", date(2016, 6, 1))
    return reverse("referrals:campaign_correct", args=[activity.reference]), sent


def opening(**slipped):
    case = CaseFactory(borough__code=HERE)
    worker = CaseworkerFactory(borough__code=HERE, role=Role.PARTNER_SUPPORT_WORKER)
    sent = {"case": case.reference, "given_names": "Clover", "worker": worker.pk}
    sent |= {"relationship": "PARTNER", "lives_together": "NO", "scope": "YES"}
    sent |= typed("opened_on", date(2016, 6, 1))
    return reverse("partners:partner_case_open"), sent | slipped


@slips("PartnerCaseOpenForm.case", Role.SERVICE_MANAGER)
def _():
    return opening(case=CaseFactory(borough__code=ELSEWHERE).reference)


@slips("PartnerCaseOpenForm.worker", Role.SERVICE_MANAGER)
def _():
    there = {"borough__code": ELSEWHERE, "role": Role.PARTNER_SUPPORT_WORKER}
    return opening(worker=CaseworkerFactory(**there).pk)


@slips("PartnerCaseOpenForm.person", Role.SERVICE_MANAGER)
def _():
    known = PartnerCaseFactory(borough__code=ELSEWHERE, closed=True).person
    return opening(person=known.reference, given_names="")


@slips("CaseLinkForm.case", Role.SERVICE_MANAGER)
def _():
    partner_case = PartnerCaseFactory(borough__code=HERE)
    sent = {"case": CaseFactory(borough__code=ELSEWHERE).reference}
    sent |= {"relationship": "PARTNER", "lives_together": "NO"}
    sent |= typed("on", date(2016, 6, 1))
    address = "partners:partner_entry_record"
    return reverse(address, args=[partner_case.reference, "link"]), sent


def a_supporter(borough):
    worker = CaseworkerFactory(borough__code=borough, role=Role.PARTNER_SUPPORT_WORKER)
    return worker.pk


@slips("PartnerCaseAllocateForm.to", Role.SERVICE_MANAGER)
def _():
    partner_case = PartnerCaseFactory(borough__code=HERE)
    sent = {"to": a_supporter(ELSEWHERE), "reason": "They left", "version": 1}
    address = reverse("partners:partner_case_allocate", args=[partner_case.reference])
    return address, sent | typed("on", date(2016, 6, 1))


@slips("PartnerCaseCoverForm.worker", Role.SERVICE_MANAGER)
def _():
    partner_case = PartnerCaseFactory(borough__code=HERE)
    sent = {"worker": a_supporter(ELSEWHERE), "reason": "On leave"}
    sent |= typed("starts_on", date(2016, 8, 8)) | typed("ends_on", date(2016, 8, 19))
    return reverse("partners:partner_case_cover", args=[partner_case.reference]), sent


SHARED = {"PersonQuestions", "ReferralQuestions"}  # what forms ask alike: none of its own


def fields_that_hold_an_id():
    for app in APPS:
        for module in modules_of(f"{app}.forms"):
            for name, form in vars(module).items():
                if name in SHARED:
                    continue
                if inspect.isclass(form) and issubclass(form, forms.Form):
                    for field, kind in form.base_fields.items():
                        if isinstance(kind, forms.ModelChoiceField):
                            yield f"{name}.{field}"


def test_every_field_that_holds_an_id_stands_here():
    assert set(fields_that_hold_an_id()) == OPEN | SLIPPED_IN.keys()


@pytest.mark.parametrize("field", SLIPPED_IN)
def test_an_id_of_another_borough_changes_nothing(person, client_of, field):
    role, arrange = SLIPPED_IN[field]
    client = client_of(person(role, HERE))
    address, sent = arrange()
    client.get(address)
    before = fingerprint(without=OF_PRESENCE)

    response = client.post(address, sent)

    assert response.status_code in (200, 403, 404, 409)
    assert changes(before, fingerprint(without=OF_PRESENCE)) == {}


@pytest.mark.parametrize("field", SLIPPED_IN)
@pytest.mark.parametrize("odd", ["", "0", "-1", "999999999", "x", "9" * 40, "\x00", "WCC'"])
def test_an_id_that_is_none_is_asked_about_and_never_fails(person, client_of, field, odd):
    role, arrange = SLIPPED_IN[field]
    client = client_of(person(role, HERE))
    address, sent = arrange()
    before = fingerprint(without=OF_PRESENCE)

    response = client.post(address, {**sent, field.partition(".")[2]: odd})

    assert response.status_code == 200
    assert changes(before, fingerprint(without=OF_PRESENCE)) == {}
