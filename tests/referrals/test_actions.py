"""What happens to a referral until it is decided."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from pilot import calendar
from pilot.models import AuditEvent, Borough, Post
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from referrals import actions
from referrals.models import NewPractitioner, Practitioner, Referral, Residence
from tests.factories import (
    AgencyFactory,
    PractitionerFactory,
    ReferralFactory,
    SafetyCheckFactory,
    UserFactory,
)

Status, Reason = Referral.Status, Referral.DeclineReason
DECLINED = {"decision": Status.REJECTED, "reason": Reason.AGE}
ON = {"decided_on": date(2016, 1, 14)}


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


def told(**answers):
    return {
        "received_on": date(2016, 1, 11),
        "post": Post.objects.get(pk="CJW"),
        "source": Referral.Source.SELF,
        "agency": None,
        "practitioner": None,
        "given_names": "Alder",
        "surname": "Quillfeather",
        "born_on": date(1984, 5, 6),
        "residence": Residence.WCC,
        "reason": "Shouting at home, and sorry for it.",
    } | answers


def corrected(referral, **answers):
    names = ("received_on", "post", "source", "given_names", "surname", "born_on", "reason")
    return {
        **{name: getattr(referral, name) for name in names},
        "agency": referral.agency,
        "practitioner": None,
        "residence": referral.residence,
        "version": referral.version,
    } | answers


# Attribution (dictionary 1.3)


@pytest.mark.parametrize("lives", ["LBHF", "RBKC", "WCC"])
@pytest.mark.parametrize("team", [None, "LBHF", "WCC"])
def test_where_the_person_lives_decides_before_the_referring_team(facts, lives, team):
    agency = AgencyFactory(borough=team and facts.boroughs[team])

    borough, basis = actions.attribution(lives, agency)

    assert (borough.pk, basis) == (lives, Referral.Basis.RESIDENCE)


@pytest.mark.parametrize("lives", ["OLON", "OENG", "OUK", "NFA", "UNK"])
def test_elsewhere_or_unknown_it_is_the_referring_teams_borough(facts, lives):
    agency = AgencyFactory(borough=facts.boroughs["RBKC"])

    borough, basis = actions.attribution(lives, agency)

    assert (borough.pk, basis) == ("RBKC", Referral.Basis.REFERRER)


def test_without_either_nobody_has_decided_yet(facts):
    all_london = AgencyFactory(borough=None)

    assert actions.attribution(Residence.OLON, all_london) == (None, "")
    assert actions.attribution(Residence.NFA, None) == (None, "")


# Recording


def test_a_recorded_referral_keeps_what_was_told_and_waits_for_its_post(worker):
    agency = AgencyFactory(borough__code="RBKC")

    referral = actions.record_referral(
        by=worker,
        **told(
            agency=None,
            source=Referral.Source.POL_CSU,
            practitioner=NewPractitioner("Pc Fieldmouse", agency, "OFFICER"),
        ),
    )

    referral.refresh_from_db()
    assert referral.status == Status.RECEIVED
    assert referral.subject_name == "Alder Quillfeather"
    assert (referral.borough.pk, referral.basis) == ("WCC", "RESIDENCE")
    assert referral.practitioner == Practitioner.objects.get(
        agency=agency, name="Pc Fieldmouse"
    )
    assert (referral.recorded_by, referral.version) == (worker, 1)
    assert referral.agency == agency, "a practitioner brings their team"
    event = AuditEvent.objects.about(referral).get()
    assert (event.action, event.by) == ("recorded", worker)
    assert event.borough == referral.borough
    assert event.detail == {"received_on": "2016-01-11", "post": "CJW"}


def test_the_trace_of_a_recording_names_nobody(worker):
    referral = actions.record_referral(by=worker, **told())

    event = AuditEvent.objects.about(referral).get()
    left = f"{event.sentence} {event.detail} {event.reason} {event.target_name}"
    assert "Alder" not in left
    assert "Quillfeather" not in left
    assert "Shouting" not in left


def test_a_practitioner_who_refers_again_is_entered_once(worker):
    known = PractitionerFactory(name="Pc Fieldmouse", agency__borough__code="WCC")
    PractitionerFactory(name="Pc Fieldmouse")  # a namesake at another agency

    referral = actions.record_referral(
        by=worker,
        **told(practitioner=NewPractitioner("PC FIELDMOUSE", known.agency, "OFFICER")),
    )
    again = actions.record_referral(
        by=worker, **told(practitioner=known, given_names="Rowan")
    )

    assert referral.practitioner == again.practitioner == known
    assert Practitioner.objects.count() == 2


@pytest.mark.parametrize("agency", [None, "an agency"])
def test_nobody_is_entered_when_no_practitioner_is_named(worker, agency):
    agency = AgencyFactory() if agency else None

    referral = actions.record_referral(by=worker, **told(agency=agency, practitioner=None))

    assert referral.practitioner is None
    assert not Practitioner.objects.exists()


@pytest.mark.parametrize(
    ("received_on", "is_taken"),
    [
        (date(2015, 9, 30), False),
        (date(2015, 10, 1), True),
        (date(2016, 9, 30), True),
        (date(2016, 10, 1), False),
    ],
)
def test_a_referral_outside_its_councils_agreement_is_refused(
    worker, received_on, is_taken
):
    with calendar.clock_set_to(date(2016, 10, 3)):
        if is_taken:
            actions.record_referral(by=worker, **told(received_on=received_on))
            assert Referral.objects.get().received_on == received_on
            return
        with pytest.raises(TransitionRefused, match="runs from 1 October 2015 to 30 Sep"):
            actions.record_referral(by=worker, **told(received_on=received_on))
        assert not Referral.objects.exists()


def test_a_referral_of_no_borough_is_held_to_the_agreements_of_all(worker):
    nowhere = told(residence=Residence.NFA)
    with pytest.raises(TransitionRefused, match="No council’s agreement covers"):
        actions.record_referral(by=worker, **nowhere | {"received_on": date(2015, 9, 1)})

    referral = actions.record_referral(by=worker, **nowhere)

    assert (referral.borough, referral.basis) == (None, "")


def test_nothing_is_recorded_that_is_still_to_come(worker):
    tomorrow = date(2016, 7, 16)
    referral = ReferralFactory(borough__code="WCC")

    with pytest.raises(TransitionRefused, match="once it has been received"):
        actions.record_referral(by=worker, **told(received_on=tomorrow))
    with pytest.raises(TransitionRefused, match="once it has been received"):
        actions.correct_referral(
            referral, by=worker, **corrected(referral, received_on=tomorrow)
        )
    with pytest.raises(TransitionRefused, match="once it has been made"):
        actions.record_referral(
            by=worker, **told(cj_status="NFA", checked_on=tomorrow, check_source="POLICE")
        )


def test_the_same_person_waits_once_unless_whoever_records_it_was_shown(worker, person):
    """V-09: name, date of birth and borough."""
    waits = actions.record_referral(by=worker, **told())
    for differs in (
        {"given_names": "Rowan"},
        {"born_on": date(1984, 5, 7)},
        {"born_on": None},
        {"residence": "LBHF"},
    ):
        actions.record_referral(by=worker, **told(**differs))

    with pytest.raises(TransitionRefused, match="referred here already") as refused:
        actions.record_referral(by=worker, **told(surname="Quilfeather"))

    assert waits.reference not in str(refused.value)
    actions.record_referral(by=worker, **told(), shown={waits.reference})
    colleague = person(Role.FAMILY_SUPPORT_WORKER)
    for shown in ((), {waits.reference}):
        with pytest.raises(TransitionRefused, match="referred here already"):
            actions.record_referral(by=colleague, **told(), shown=shown)
    actions.record_referral(by=colleague, **told(), shown={"elsewhere"})
    Referral.objects.update(
        status="WITHDRAWN", decided_on=date(2016, 2, 1), decided_by=worker
    )
    actions.record_referral(by=worker, **told())


def test_whoever_asks_for_themselves_knows_of_it(worker):
    referral = actions.record_referral(by=worker, **told(awareness="NOT_KNOWN"))

    assert referral.awareness == "YES"


TEN_ON_THE_DAY = date(2006, 1, 11)
TEN_THE_DAY_AFTER = date(2006, 1, 12)


def test_nobody_is_referred_before_the_age_of_ten(worker):
    post = Post.objects.get(pk="YPS")
    actions.record_referral(by=worker, **told(born_on=TEN_ON_THE_DAY, post=post))
    actions.record_referral(by=worker, **told(born_on=None))

    with pytest.raises(TransitionRefused, match="must be 10 or over on 11 January 2016"):
        actions.record_referral(by=worker, **told(born_on=TEN_THE_DAY_AFTER))

    assert Referral.objects.count() == 2


@pytest.mark.parametrize(
    "answers",
    [{"born_on": TEN_THE_DAY_AFTER}, {"received_on": date(2016, 1, 10)}],
    ids=["a later birth", "an earlier receipt"],
)
def test_a_correction_makes_nobody_younger_than_ten(worker, answers):
    referral = ReferralFactory(
        borough__code="WCC", born_on=TEN_ON_THE_DAY, received_on=date(2016, 1, 11)
    )

    with pytest.raises(TransitionRefused, match="must be 10 or over"):
        actions.correct_referral(referral, by=worker, **corrected(referral, **answers))

    referral.refresh_from_db()
    assert referral.born_on == TEN_ON_THE_DAY


def test_a_recording_whose_trace_cannot_be_kept_stores_nothing(worker, refuse_writes):
    refuse_writes(AuditEvent)

    with pytest.raises(IntegrityError):
        actions.record_referral(
            by=worker,
            **told(practitioner=NewPractitioner("Pc Fieldmouse", AgencyFactory(), "OTHER")),
        )

    assert not Referral.objects.exists()
    assert not Practitioner.objects.exists()


# Correcting


def test_a_corrected_referral_is_attributed_afresh_and_says_which_fields_changed(worker):
    referral = ReferralFactory(borough__code="WCC")

    actions.correct_referral(
        referral, by=worker, **corrected(referral, residence="RBKC", surname="Saltmarsh")
    )

    referral.refresh_from_db()
    assert (referral.surname, referral.version) == ("Saltmarsh", 2)
    assert (referral.borough.pk, referral.basis) == ("RBKC", "RESIDENCE")
    event = AuditEvent.objects.about(referral).get()
    assert event.action == "corrected"
    assert "surname" in event.detail["fields"]
    assert "Saltmarsh" not in str(event.detail) + event.reason


def test_what_was_said_of_the_person_never_reaches_the_trail_as_a_reason(worker):
    referral = ReferralFactory(borough__code="WCC")

    actions.correct_referral(
        referral, by=worker, **corrected(referral, reason="Threats to a neighbour.")
    )

    assert Referral.objects.get().reason == "Threats to a neighbour."
    assert AuditEvent.objects.about(referral).get().reason == ""


def test_the_managers_choice_of_borough_outlives_a_correction_that_gives_none(manager):
    referral = ReferralFactory(
        borough__code="WCC", basis=Referral.Basis.MGR, residence="NFA", agency=None
    )

    actions.correct_referral(referral, by=manager, **corrected(referral, surname="Vetch"))

    assert (referral.borough.pk, referral.basis) == ("WCC", "MGR")


def test_a_correction_that_gives_a_borough_replaces_the_managers_choice(manager):
    referral = ReferralFactory(
        borough__code="WCC", basis=Referral.Basis.MGR, residence="NFA", agency=None
    )

    actions.correct_referral(referral, by=manager, **corrected(referral, residence="LBHF"))

    assert (referral.borough.pk, referral.basis) == ("LBHF", "RESIDENCE")


def test_a_correction_can_take_the_borough_away_again(worker):
    referral = ReferralFactory(borough__code="WCC")

    actions.correct_referral(
        referral, by=worker, **corrected(referral, residence="NFA", agency=None)
    )

    assert (referral.borough, referral.basis) == (None, "")


def test_the_second_of_two_people_who_correct_a_referral_is_refused(worker, manager):
    referral = ReferralFactory(borough__code="WCC")
    seen_by_the_second = corrected(referral, surname="Vetch")
    actions.correct_referral(
        Referral.objects.get(), by=manager, **corrected(referral, surname="Umberley")
    )

    with pytest.raises(Overtaken):
        actions.correct_referral(referral, by=worker, **seen_by_the_second)

    assert Referral.objects.get().surname == "Umberley"


@pytest.mark.parametrize("decided", ["accepted", "declined"])
def test_a_decided_referral_can_no_longer_be_corrected(worker, decided):
    referral = ReferralFactory(borough__code="WCC", **{decided: True})

    with pytest.raises(TransitionRefused, match="can no longer be changed"):
        actions.correct_referral(
            referral, by=worker, **corrected(referral, surname="Vetch")
        )


def test_a_correction_cannot_take_a_referral_out_of_its_agreement(worker):
    referral = ReferralFactory(borough__code="WCC")

    with pytest.raises(TransitionRefused, match="does not belong to it"):
        actions.correct_referral(
            referral, by=worker, **corrected(referral, received_on=date(2015, 9, 30))
        )


def test_a_correction_keeps_the_team_of_the_time_unless_it_was_somebody_else(manager):
    heron = PractitionerFactory(agency__borough__code="WCC", agency__sector="CHILDRENS")
    then = heron.agency
    referral = ReferralFactory(
        practitioner=heron,
        agency=then,
        borough__code="WCC",
        residence="NFA",
        basis="REFERRER",
    )
    heron.agency = AgencyFactory(borough__code="RBKC", sector="HEALTH")
    heron.save()
    then.sector, then.borough_id = "OTHER", "LBHF"
    then.save()

    def attributed():
        referral.refresh_from_db()
        return referral.agency, referral.sector, referral.borough_id

    actions.correct_referral(
        referral, by=manager, **corrected(referral, practitioner=heron, surname="Vetch")
    )
    assert attributed() == (then, "CHILDRENS", "WCC")

    actions.correct_referral(referral, by=manager, **corrected(referral))
    assert attributed() == (then, "CHILDRENS", "WCC"), "nobody is named any more"

    dove = PractitionerFactory(agency=heron.agency)
    actions.correct_referral(referral, by=manager, **corrected(referral, practitioner=dove))
    assert attributed() == (heron.agency, "HEALTH", "RBKC")


# Attributing


def test_the_manager_says_which_borough_a_referral_counts_for_and_why(manager):
    referral = ReferralFactory(without_borough=True)

    actions.attribute_referral(
        referral,
        by=manager,
        version=1,
        borough=Borough.objects.get(pk="RBKC"),
        reason="Sleeps there most nights",
    )

    referral.refresh_from_db()
    assert (referral.borough.pk, referral.basis) == ("RBKC", "MGR")
    event = AuditEvent.objects.about(referral).get()
    assert (event.action, event.reason) == ("attributed", "Sleeps there most nights")


def test_the_manager_can_change_a_choice_that_the_manager_made(manager):
    referral = ReferralFactory(
        borough__code="WCC", basis=Referral.Basis.MGR, residence="NFA", agency=None
    )

    actions.attribute_referral(
        referral,
        by=manager,
        version=1,
        borough=Borough.objects.get(pk="LBHF"),
        reason="Moved hostel",
    )

    assert referral.borough.pk == "LBHF"


@pytest.mark.parametrize("basis", ["RESIDENCE", "REFERRER"])
def test_what_the_rule_decided_the_manager_does_not_decide_otherwise(manager, basis):
    lives = "WCC" if basis == "RESIDENCE" else "NFA"
    referral = ReferralFactory(borough__code="WCC", basis=basis, residence=lives)

    with pytest.raises(TransitionRefused, match="already belongs to Westminster"):
        actions.attribute_referral(
            referral,
            by=manager,
            version=1,
            borough=Borough.objects.get(pk="LBHF"),
            reason="Rather there",
        )


@pytest.mark.parametrize(
    ("fields", "version", "refusal"),
    [
        ({"status": "WITHDRAWN", "decided_on": date(2016, 1, 20)}, 1, TransitionRefused),
        ({"received_on": date(2016, 10, 2)}, 1, TransitionRefused),
        ({}, 2, Overtaken),
    ],
    ids=["already decided", "outside the agreement", "a stale version"],
)
def test_a_borough_cannot_be_chosen_for_what_has_moved_on(
    manager, fields, version, refusal
):
    if "status" in fields:
        fields = fields | {"decided_by": manager}
    referral = ReferralFactory(without_borough=True, **fields)

    with pytest.raises(refusal):
        actions.attribute_referral(
            referral,
            by=manager,
            version=version,
            borough=Borough.objects.get(pk="LBHF"),
            reason="Rather there",
        )

    assert Referral.objects.get().borough is None


def test_a_caseworker_does_not_say_where_a_referral_counts(worker):
    referral = ReferralFactory(without_borough=True)

    with pytest.raises(PermissionDenied):
        actions.attribute_referral(
            referral,
            by=worker,
            version=1,
            borough=Borough.objects.get(pk="WCC"),
            reason="Rather there",
        )


# Accepting


def test_an_accepted_referral_has_a_worker_a_day_and_a_decider(manager, worker):
    referral = ReferralFactory(borough__code="WCC", fit=date(2016, 1, 14))

    actions.accept_referral(
        referral, by=manager, worker=worker, accepted_on=date(2016, 1, 14)
    )

    referral.refresh_from_db()
    assert (referral.status, referral.worker) == (Status.ACCEPTED, worker)
    assert (referral.decided_on, referral.decided_by) == (date(2016, 1, 14), manager)
    assert [event.action for event in AuditEvent.objects.about(referral)] == [
        "took on the screening of",
        "accepted",
    ]
    assert referral.screening_by == manager


def test_a_referral_without_a_borough_cannot_be_accepted(manager, worker):
    referral = ReferralFactory(without_borough=True)

    with pytest.raises(TransitionRefused, match="has no borough yet"):
        actions.accept_referral(
            referral, by=manager, worker=worker, accepted_on=date(2016, 1, 14)
        )


@pytest.mark.parametrize(
    "role",
    [
        Role.PARTNER_SUPPORT_WORKER,
        Role.AUTHORISED_OFFICER,
        Role.SERVICE_MANAGER,
        Role.FAMILY_SUPPORT_WORKER,
    ],
)
def test_a_referral_is_allocated_only_to_somebody_who_holds_its_post(manager, person, role):
    referral = ReferralFactory(borough__code="WCC")

    with pytest.raises(TransitionRefused, match="does not work as Criminal"):
        actions.accept_referral(
            referral, by=manager, worker=person(role), accepted_on=date(2016, 1, 14)
        )

    assert Referral.objects.get().status == Status.RECEIVED


def test_a_worker_of_another_borough_is_not_allocated_to_it(manager, person):
    referral = ReferralFactory(borough__code="WCC")
    elsewhere = person(Role.CRIMINAL_JUSTICE_WORKER, "LBHF")

    with pytest.raises(TransitionRefused, match="in Westminster"):
        actions.accept_referral(
            referral, by=manager, worker=elsewhere, accepted_on=date(2016, 1, 14)
        )


def test_nobody_whose_account_is_closed_is_given_the_work(manager, person):
    referral = ReferralFactory(borough__code="WCC")
    gone = person(Role.CRIMINAL_JUSTICE_WORKER, "WCC", is_active=False)

    with pytest.raises(TransitionRefused, match="does not work as"):
        actions.accept_referral(
            referral, by=manager, worker=gone, accepted_on=date(2016, 1, 14)
        )


@pytest.mark.parametrize("first", ["accepts", "declines"])
def test_the_second_to_decide_is_refused_and_the_first_decision_stays(
    manager, worker, first
):
    referral = ReferralFactory(borough__code="WCC", fit=date(2016, 1, 14))
    as_the_second_read_it = Referral.objects.get()
    if first == "accepts":
        actions.accept_referral(
            referral, by=manager, worker=worker, accepted_on=date(2016, 1, 14)
        )
    else:
        actions.decline_referral(referral, by=manager, **DECLINED, **ON)

    with pytest.raises(Overtaken):
        actions.decline_referral(
            as_the_second_read_it, by=worker, decision=Status.WITHDRAWN, **ON
        )
    with pytest.raises(TransitionRefused):
        actions.accept_referral(
            referral, by=worker, worker=worker, accepted_on=date(2016, 1, 15)
        )

    assert Referral.objects.get().decided_by == manager
    assert AuditEvent.objects.count() == 2, "taken on, and decided"


def test_nothing_is_accepted_on_what_a_colleague_has_changed_since(manager, worker):
    """Each of the checks is asked of the row as it stands, not as it was read."""
    fit = {"borough__code": "WCC", "fit": date(2016, 1, 14)}
    by_hand, looked_up = ReferralFactory(**fit), ReferralFactory(**fit)
    decision = {"by": manager, "worker": worker, "accepted_on": date(2016, 1, 14)}
    read = Referral.objects.prefetch_related("safety_checks")
    stale = read.get(pk=by_hand.pk)
    actions.correct_referral(
        by_hand, by=worker, **corrected(by_hand, born_on=date(2003, 5, 6))
    )
    with pytest.raises(Overtaken, match="has just changed"):
        actions.accept_referral(stale, **decision)
    with pytest.raises(Overtaken, match="has just changed"):
        actions.decline_referral(stale, by=manager, **DECLINED, **ON)

    Referral.objects.filter(pk=looked_up.pk).update(awareness="NO")
    stale = read.get(pk=looked_up.pk)
    since = {"on": date(2016, 1, 12), "result": "NOT_SAFE", "approved_by": None}
    SafetyCheckFactory(referral=looked_up, **since)
    with pytest.raises(TransitionRefused, match="It is not safe"):
        actions.accept_referral(stale, **decision)

    assert not Referral.objects.filter(status="ACCEPTED").exists()


@pytest.mark.parametrize("ending", ["accepted", "declined"])
@pytest.mark.parametrize("day", [date(2016, 1, 10), date(2016, 7, 16)])
def test_a_decision_falls_between_the_day_of_receipt_and_today(
    manager, worker, ending, day
):
    referral = ReferralFactory(borough__code="WCC", received_on=date(2016, 1, 11))

    if ending == "accepted":
        decide, decision = actions.accept_referral, {"worker": worker, "accepted_on": day}
    else:
        decide, decision = actions.decline_referral, {**DECLINED, "decided_on": day}

    with pytest.raises(TransitionRefused, match="received on 11 January 2016"):
        decide(referral, by=manager, **decision)

    assert Referral.objects.get().status == Status.RECEIVED


@pytest.mark.parametrize("day", [date(2016, 1, 11), date(2016, 7, 15)])
def test_a_decision_may_fall_on_the_day_of_receipt_or_today(manager, worker, day):
    referral = ReferralFactory(borough__code="WCC", received_on=date(2016, 1, 11), fit=day)

    actions.accept_referral(referral, by=manager, worker=worker, accepted_on=day)

    assert Referral.objects.get().decided_on == day


@pytest.mark.django_db
def test_the_database_refuses_a_decision_from_before_the_referral():
    with pytest.raises(IntegrityError, match="referral_is_decided_after_it_is_received"):
        ReferralFactory(accepted=True, decided_on=date(2016, 1, 10))


# Declining


@pytest.mark.parametrize(
    ("decision", "reason", "said"),
    [
        (Status.REJECTED, Reason.AGE, "declined"),
        (Status.REDIRECTED, Reason.ALREADY_PROG, "redirected"),
        (Status.WITHDRAWN, "", "marked as withdrawn"),
        (Status.DUPLICATE, "", "set aside"),
    ],
)
def test_a_referral_ends_without_a_case_in_one_of_four_ways(worker, decision, reason, said):
    referral = ReferralFactory(borough__code="WCC")

    actions.decline_referral(
        referral, by=worker, decision=decision, reason=reason, note="Told them", **ON
    )

    referral.refresh_from_db()
    assert (referral.status, referral.decline_reason) == (decision, reason)
    assert (referral.decided_by, referral.decision_note) == (worker, "Told them")
    assert AuditEvent.objects.about(referral).latest("pk").action == said


@pytest.mark.parametrize(
    ("decision", "reason", "constraint"),
    [
        (Status.REJECTED, "", "referral_is_declined_for_a_reason"),
        (Status.REJECTED, Reason.OTHER, "referral_other_reason_is_explained"),
    ],
)
def test_the_database_refuses_to_decline_without_saying_why(
    worker, decision, reason, constraint
):
    referral = ReferralFactory(borough__code="WCC")

    with pytest.raises(IntegrityError, match=constraint):
        actions.decline_referral(
            referral, by=worker, decision=decision, reason=reason, **ON
        )

    assert Referral.objects.get().status == Status.RECEIVED


def test_redirected_it_says_where_to_and_only_whoever_is_turned_away_has_a_reason(worker):
    referral = ReferralFactory(borough__code="WCC")
    redirected = {"decision": Status.REDIRECTED, "reason": Reason.ALREADY_PROG, **ON}
    with pytest.raises(TransitionRefused, match="Say where they were redirected to"):
        actions.decline_referral(referral, by=worker, **redirected)

    actions.decline_referral(
        referral, by=worker, decision=Status.WITHDRAWN, reason=Reason.AGE, **ON
    )

    assert referral.decline_reason == ""


@pytest.mark.parametrize("decision", [Status.ACCEPTED, Status.RECEIVED])
def test_declining_is_no_way_to_accept_nor_to_take_a_decision_back(worker, decision):
    referral = ReferralFactory(borough__code="WCC")

    with pytest.raises(TransitionRefused, match="accepted by opening a case"):
        actions.decline_referral(referral, by=worker, decision=decision, **ON)


LATER = {"decided_on": date(2016, 1, 14)}


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        (
            {"basis": "REFERRER"},
            "referral_from_the_three_boroughs_counts_where_they_live",
        ),
        ({**LATER, "decided_by": "somebody"}, "referral_that_waits_is_undecided"),
        ({"worker": "somebody"}, "referral_that_waits_is_undecided"),
        (
            {"decline_reason": "AGE"},
            "referral_reason_for_declining_means_it_was_declined",
        ),
        (
            {"accepted": True, "decline_reason": "AGE"},
            "referral_reason_for_declining_means_it_was_declined",
        ),
        ({"practitioner": "somebody"}, "referral_practitioner_works_for_an_agency"),
        (
            {"status": "LOST", **LATER, "decided_by": "somebody"},
            "referral_has_a_known_status",
        ),
        ({"source": "A_FRIEND"}, "referral_has_a_known_source"),
        ({"residence": "MOON", "basis": "MGR"}, "referral_has_a_known_residence"),
    ],
)
def test_the_database_refuses_a_referral_that_contradicts_itself(facts, fields, constraint):
    for name in {"decided_by", "worker"} & set(fields):
        fields = fields | {name: UserFactory()}
    if "practitioner" in fields:
        fields = {"agency": None, "practitioner": PractitionerFactory()}

    with pytest.raises(IntegrityError, match=constraint):
        ReferralFactory(**fields)


def test_a_referral_without_a_borough_can_be_declined(worker):
    referral = ReferralFactory(without_borough=True)

    actions.decline_referral(referral, by=worker, **DECLINED, **ON)

    assert referral.status == Status.REJECTED


def test_a_decision_is_not_taken_from_another_borough(person):
    referral = ReferralFactory(borough__code="WCC")
    elsewhere = person(Role.CRIMINAL_JUSTICE_WORKER, "LBHF")

    with pytest.raises(PermissionDenied):
        actions.decline_referral(referral, by=elsewhere, **DECLINED, **ON)

    assert Referral.objects.get().status == Status.RECEIVED
