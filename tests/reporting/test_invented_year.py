"""The invented year: believable, true to every rule, and nothing of it after today."""

from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import F, Q
from django.test import override_settings
from django.utils import timezone

from cases.engagement_rules import evidence_of
from cases.models import (
    AgencyInvolvement,
    Assessment,
    AssetSummary,
    Case,
    CaseBorough,
    CaseNote,
    CaseWarning,
    Child,
    ChildStatus,
    Concern,
    ContactAttempt,
    DomainRating,
    EligibilityQuery,
    EqualityRecord,
    Feedback,
    Goal,
    GoalOutcome,
    Incident,
    Involvement,
    NonEngagement,
    NoteAddendum,
    OnwardReferral,
    Order,
    Perpetrator,
    PlanReview,
    RiskUpdate,
    SafetyNotice,
    Session,
    StageRating,
    Task,
    WarningReview,
    YouthDetail,
)
from cases.models.levels import Direction, direction
from cases.partners.models import (
    MIRABAL,
    RATED,
    CaseClearance,
    CaseLink,
    DashAssessment,
    IntegratedReview,
    MaracDecision,
    PartnerCase,
    PartnerContact,
    PartnerOutcome,
    PlanReading,
    Side,
)
from pilot import calendar
from pilot.demonstration import PEOPLE
from pilot.models import AuditEvent, Borough, ConcernEntry, Draft, Post, User, WorkDay
from pilot.models import Concern as PilotConcern
from pilot.naming_words import naming_words
from pilot.partner_words import partner_words
from referrals.confidence import results_by
from referrals.eligibility import missing_for
from referrals.models import (
    Agency,
    Attendance,
    CampaignActivity,
    ConfidenceSlip,
    Consultation,
    ContactSafetyCheck,
    LiaisonMeeting,
    PastDecision,
    Practitioner,
    Question,
    Referral,
    ReferralNotice,
    Residence,
    TrainingEvent,
    liaison_due,
)
from reporting import home
from reporting.due import due_of, due_of_team
from reporting.figures import figures_to
from reporting.indicators import INDICATORS, TOTAL
from reporting.indicators.safety import SAFETY
from reporting.invented_year.people import BIRDS, GIVEN_NAMES, SURNAMES

# On PostgreSQL the actions have their own tests, and test_seed_demo.py makes a quarter.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

TODAY = date(2016, 7, 15)
WORKERS = ("cjw", "fsw", "yps")
LAST_QUARTER = calendar.Quarter(2016, 2)  # the last that is over
OTHERS = [each for each in INDICATORS if each not in SAFETY]


@pytest.fixture(scope="module", autouse=True)
def invented_year(django_db_setup, django_db_blocker):
    """One year for all tests here, each in a savepoint; it is rolled back afterwards."""
    with (
        django_db_blocker.unblock(),
        override_settings(PILOT_DEMO=True, PILOT_TODAY=TODAY),
        transaction.atomic(),
    ):
        call_command("seed_pilot", verbosity=0)
        call_command("seed_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def figures(invented_year):
    """The year's figures, counted once: no test here changes a row."""
    return figures_to(LAST_QUARTER)


def worker(username) -> User:
    return User.objects.get(username=username)


def recorded():
    return Session.objects.recorded()


def took_place():
    """Those that took place or should have: one cancelled may have been for a later day."""
    return recorded().filter(outcome__in=Session.ON_THE_DAY)


def day_of(moment: datetime) -> date:
    return moment.astimezone(calendar.LONDON).date()


def attended_by_the_person():
    """Sessions that count towards engagement and support, in the order they happened."""
    return sorted(
        (
            session
            for session in Session.objects.standing().select_related("case")
            if session.outcome in Session.ATTENDED and session.kind != Session.Kind.PARENT
        ),
        key=lambda session: (session.on, session.pk),
    )


def test_there_is_about_as_much_as_promised():
    assert 110 <= Referral.objects.count() <= 130
    assert 70 <= Case.objects.count() <= 80
    assert 720 <= Session.objects.count() <= 880
    assert ContactAttempt.objects.count() >= 100


@pytest.mark.parametrize("status", Referral.Status)
def test_every_status_of_a_referral_occurs(status):
    assert Referral.objects.filter(status=status).exists()


@pytest.mark.parametrize("reason", Referral.DeclineReason)
def test_every_reason_for_declining_occurs(reason):
    assert Referral.objects.filter(decline_reason=reason).exists()


@pytest.mark.parametrize("outcome", Session.Outcome)
def test_every_outcome_of_a_session_occurs(outcome):
    assert Session.objects.filter(outcome=outcome).exists()


@pytest.mark.parametrize("kind", Session.Kind)
def test_every_kind_of_session_occurs(kind):
    assert Session.objects.filter(kind=kind).exists()


@pytest.mark.parametrize("outcome", ContactAttempt.Outcome)
def test_every_outcome_of_an_attempt_occurs(outcome):
    assert ContactAttempt.objects.filter(outcome=outcome).exists()


@pytest.mark.parametrize("status", Case.Status)
def test_every_stage_of_a_case_occurs(status):
    assert Case.objects.filter(status=status).exists()


@pytest.mark.parametrize("basis", ["", *Referral.Basis])
def test_every_way_of_finding_a_borough_occurs(basis):
    assert Referral.objects.filter(basis=basis).exists()


def test_cases_end_in_planned_and_in_unplanned_ways():
    reasons = Counter(Case.objects.closed().values_list("closure_reason", flat=True))

    assert len(set(reasons) & set(Case.PLANNED)) >= 3
    assert len(set(reasons) - set(Case.PLANNED)) >= 4
    assert reasons[Case.ClosureReason.NEVER_ENGAGED] >= 3


def test_people_come_once_or_twice_and_stop_or_come_to_the_end():
    attended = Counter(session.case_id for session in attended_by_the_person())
    how_many = defaultdict(set)
    for case in Case.objects.closed():
        how_many[case.closure_reason].add(attended[case.pk])

    assert how_many["COMPLETED"] <= set(range(10, 19))
    assert how_many["DISENGAGED"] & {1, 2}
    assert how_many["NEVER_ENGAGED"] == {0}


def test_people_are_known_in_part_and_what_is_not_known_says_so():
    closed = Perpetrator.objects.filter(cases__in=Case.objects.closed())
    answers = EqualityRecord.objects.all()

    assert set(closed) <= {row.perpetrator for row in answers if row.is_enough_to_close}
    assert sum(row.is_core_complete for row in answers) >= 20
    assert answers.filter(not_asked_because="NEVER_MET").exists()
    assert answers.filter(religion="DECLINED").exists()
    for status in ("CPP", "CIN", "LAC_S20", "NONE"):
        assert ChildStatus.objects.filter(status=status).exists()
    assert Child.objects.filter(statuses=None).exists()
    assert Perpetrator.objects.filter(children_known="NO").exists()
    assert AgencyInvolvement.objects.exclude(practitioner=None).exists()
    assert not AgencyInvolvement.objects.filter(agency__sector="VICTIM_SVC").exists()
    assert set(AssetSummary.objects.values_list("tool", flat=True)) == {
        "ASSET",
        "ASSET_PLUS",
    }
    assert YouthDetail.objects.filter(attendance="REQUIRED").exists()


def test_people_are_assessed_signed_off_sent_back_and_assessed_at_the_end():
    assessments = Assessment.objects.standing()

    assert assessments.signed_off().count() >= 35
    assert assessments.awaiting_sign_off().exists()
    assert assessments.under_way().exists()
    assert assessments.filter(kind="EXIT").signed_off().count() >= 8
    assert AuditEvent.objects.filter(action="sent back").exists()
    ratings = DomainRating.objects.values_list("concern", flat=True)
    assert set(ratings) == set(Concern.values)


def test_risk_and_stages_of_change_move_both_ways_and_some_risk_is_stale():
    levels = defaultdict(list)
    for update in RiskUpdate.objects.standing().order_by("on", "recorded_at", "pk"):
        levels[update.case_id].append(update.level)
    ways = {direction(*pair) for of_case in levels.values() for pair in pairwise(of_case)}
    stages = Case.objects.exclude(last_stage=None)

    assert ways - {None} == set(Direction)  # none to or from one not assessed
    assert {"ASSESSMENT", "PLANNED", "MISSED", "INCIDENT"} <= set(
        RiskUpdate.objects.values_list("trigger", flat=True)
    )
    assert stages.filter(last_stage__gt=F("first_stage")).count() >= 15
    assert stages.filter(last_stage__lt=F("first_stage")).exists()
    assert 3 <= Case.objects.stale_risk().count() <= 16


def test_plans_have_up_to_three_goals_and_are_looked_back_on():
    found = set(GoalOutcome.objects.values_list("outcome", flat=True))
    per_case = Counter(Goal.objects.standing().values_list("case", flat=True))

    assert found == {"ACHIEVED", "PARTLY", "NOT"}
    assert {1, 2, 3} <= set(per_case.values())
    assert PlanReview.objects.count() >= 25
    due = Goal.objects.current().filter(review_on__lte=calendar.today())
    assert due.exists()


def test_what_happens_around_cases_has_every_kind():
    assert Incident.objects.count() >= 8
    assert set(CaseWarning.objects.values_list("kind", flat=True)) == set(CaseWarning.Kind)
    assert CaseWarning.objects.overdue().exists()
    assert WarningReview.objects.filter(next_on=None).exists()
    kinds = set(Involvement.objects.values_list("kind", flat=True))
    assert kinds == set(Involvement.Kind) - {Involvement.Kind.OTHER}
    assert Involvement.objects.exclude(ended_on=None).exists()
    assert {"NMO", "CAO", "YRO", "REF_ORDER"} <= set(
        Order.objects.values_list("kind", flat=True)
    )
    decided = EligibilityQuery.objects.values_list("decision", flat=True)
    assert {"", "CONTINUE", "CLOSE"} == set(decided)
    entered = Case.objects.filter(closure_reason="ENTERED_CJ")
    assert entered.exclude(justice_checks__found="CHARGED").count() == 0


def test_nothing_that_is_written_of_anybody_sounds_like_the_partner():
    texts = [
        *Assessment.objects.values_list("narrative", "rationale"),
        *RiskUpdate.objects.values_list("rationale", "action"),
        *StageRating.objects.values_list("evidence"),
        *DomainRating.objects.values_list("evidence"),
        *Goal.objects.values_list("words", "steps"),
        *GoalOutcome.objects.values_list("evidence"),
        *PlanReview.objects.values_list("changed"),
        *Incident.objects.values_list("what", "action"),
        *Order.objects.values_list("conditions"),
        *Involvement.objects.values_list("actions", "held_by"),
        *CaseWarning.objects.values_list("evidence"),
    ]

    assert [text for row in texts for text in row if partner_words(text)] == []


def test_support_has_every_stage_and_honest_gaps():
    """Outcome 5.5.2 has data, and what is missing from it is missing for a reason."""
    cases = PartnerCase.objects.all()
    moving_on = {PartnerCase.Status.ATTEMPTING}  # few, and only for some days
    assert {case.status for case in cases} >= set(PartnerCase.Status) - moving_on
    assert cases.not_attempted().exists()
    assert cases.filter(scope=PartnerCase.Scope.NO).exists()
    assert cases.filter(delivered_by="").exists(), "nobody has said who provides it (A-06)"
    linked = CaseLink.objects.standing().values("case")
    assert Case.objects.exclude(pk__in=linked).exists(), "of some nobody was identified"
    assert cases.filter(accepted_on__isnull=False).count() > cases.count() / 3


def test_who_is_supported_is_measured_and_some_are_never_measured_again():
    dashes = DashAssessment.objects.standing()
    started, reviewed = (
        {dash.partner_case_id for dash in dashes.at(point)} for point in ("START", "REVIEW")
    )

    assert reviewed < started
    assert {dash.level for dash in dashes} == {"STANDARD", "MEDIUM", "HIGH"}
    assert any("JUDGEMENT" in dash.criteria for dash in dashes)
    scales = {
        getattr(row, name) for row in PartnerOutcome.objects.all() for name in MIRABAL
    }
    assert set(RATED) | {"NOT_ASKED", "DECLINED"} <= scales


def test_nobody_makes_contact_before_reading_the_plan_or_works_on_both_sides():
    for contact in PartnerContact.objects.select_related("partner_case"):
        readings = PlanReading.objects.filter(
            plan__partner_case=contact.partner_case, on=contact.on
        )
        assert readings.exists()
    assert {side.side for side in Side.objects.filter(user__username="psw")} == {"THEIRS"}


def test_notes_say_nothing_that_sounds_like_the_partner_and_some_are_added_to():
    notes = list(CaseNote.objects.all())

    assert len(notes) >= 120
    assert {note.sensitivity for note in notes} == set(CaseNote.Sensitivity)
    assert [note.text for note in notes if partner_words(note.text)] == []
    assert any(note.version > 1 for note in notes)
    assert NoteAddendum.objects.exists()


def test_everything_happens_inside_the_pilot_and_nothing_after_today():
    happened = [
        *Referral.objects.values_list("received_on", flat=True),
        *Referral.objects.decided().values_list("decided_on", flat=True),
        *Case.objects.values_list("opened_on", flat=True),
        *Case.objects.closed().values_list("closed_on", flat=True),
        *CaseBorough.objects.values_list("starts_on", flat=True),
        *took_place().values_list("on", flat=True),
        *ContactAttempt.objects.values_list("on", flat=True),
        *WorkDay.objects.values_list("on", flat=True),
        *map(day_of, Referral.objects.values_list("recorded_at", flat=True)),
        *map(day_of, Session.objects.values_list("booked_at", flat=True)),
        *map(day_of, recorded().values_list("recorded_at", flat=True)),
        *map(day_of, ContactAttempt.objects.values_list("recorded_at", flat=True)),
    ]

    assert min(happened) >= calendar.PILOT.start
    assert max(happened) <= TODAY


def test_nothing_was_typed_on_the_day_itself_or_later():
    typed = [
        *AuditEvent.objects.values_list("at", flat=True),
        *Draft.objects.values_list("saved_at", flat=True),
        *User.objects.values_list("date_joined", flat=True),
    ]

    assert max(map(day_of, typed)) < TODAY
    assert max(typed) < timezone.now()


def test_nobody_works_on_a_weekend_or_a_bank_holiday():
    worked = {
        *Referral.objects.values_list("received_on", flat=True),
        *Referral.objects.decided().values_list("decided_on", flat=True),
        *Case.objects.closed().values_list("closed_on", flat=True),
        *Session.objects.values_list("on", flat=True),
        *ContactAttempt.objects.values_list("on", flat=True),
        *WorkDay.objects.values_list("on", flat=True),
        *map(day_of, AuditEvent.objects.values_list("at", flat=True)),
    }

    assert [day for day in sorted(worked) if not calendar.is_working_day(day)] == []


def test_the_trail_is_in_the_order_in_which_things_happened():
    moments = list(AuditEvent.objects.order_by("pk").values_list("at", flat=True))

    assert moments == sorted(moments)


def test_nobody_is_in_two_places_at_once_and_everything_starts_on_the_half_hour():
    diaries = defaultdict(list)
    meetings = set()
    for session in Session.objects.taking_up_time().by_activity():
        assert session.starts_at.minute in (0, 30)
        assert time(9) <= session.starts_at <= time(17)
        starts = datetime.combine(session.on, session.starts_at, tzinfo=calendar.LONDON)
        ends = starts + timedelta(minutes=session.minutes or 30)
        if session.meeting not in meetings:  # several people may be at one
            diaries[session.worker_id].append((starts, ends))
        meetings.add(session.meeting)

    for diary in diaries.values():
        diary.sort()
        for (_, ends), (starts, _) in pairwise(diary):
            assert ends <= starts


def test_nobody_records_a_session_before_it_is_over():
    for session in took_place():
        starts = datetime.combine(session.on, session.starts_at, tzinfo=calendar.LONDON)
        assert session.recorded_at >= starts + timedelta(minutes=session.minutes or 0)


def test_nobody_meets_anybody_while_away():
    away = {
        (row.user_id, row.on)
        for row in WorkDay.objects.all()
        if row.activity in row.ABSENCES
    }
    met = set(took_place().values_list("worker", "on"))

    assert met & away == set()


def test_engaged_on_is_the_day_of_the_first_session_attended():
    first = {}
    for session in attended_by_the_person():
        first.setdefault(session.case_id, session.on)

    assert {case.pk: case.engaged_on for case in Case.objects.all()} == {
        case.pk: first.get(case.pk) for case in Case.objects.all()
    }


def test_supported_on_is_the_day_and_the_borough_of_the_third_over_all_cases():
    attended = defaultdict(list)
    for session in attended_by_the_person():
        attended[session.case.perpetrator_id].append((session.on, session.borough_id))

    for person in Perpetrator.objects.all():
        third = attended[person.pk][2] if len(attended[person.pk]) > 2 else (None, None)
        assert (person.supported_on, person.supported_borough_id) == third


def test_work_counts_for_the_borough_the_case_had_on_the_day():
    moves = defaultdict(list)
    for row in CaseBorough.objects.order_by("starts_on"):
        moves[row.case_id].append((row.starts_on, row.borough_id))

    for logged in (*Session.objects.all(), *ContactAttempt.objects.all()):
        held = [code for starts_on, code in moves[logged.case_id] if starts_on <= logged.on]
        assert logged.borough_id == held[-1]
    assert sum(len(boroughs) > 1 for boroughs in moves.values()) >= 2


def test_referrals_are_asked_about_taken_back_and_told_of_with_honest_gaps():
    endings = set(Question.objects.values_list("ending", flat=True))
    results = set(ContactSafetyCheck.objects.values_list("result", flat=True))

    assert endings == {"", *Question.Ending.values}
    assert results >= {"SAFE", "HOLD"}
    assert ContactSafetyCheck.objects.to_approve().exists()
    assert PastDecision.objects.exists()
    waiting = Referral.objects.waiting().prefetch_related("questions")
    assert any(referral.is_overdue for referral in waiting)
    asked = [referral.question() for referral in waiting]
    assert any(question.is_late for question in asked if question)
    told = ReferralNotice.objects.filter(kind="DECISION").count()
    assert 5 <= Referral.objects.untold().count() < told / 4


def test_nobody_who_may_not_know_is_accepted_or_first_called_without_an_answer():
    accepted = Referral.objects.filter(status="ACCEPTED").exclude(
        awareness="YES",
        aware_on=None,  # they knew from the start
    )
    held = 0
    for referral in accepted.prefetch_related("safety_checks", "case__attempts"):
        assert referral.clearance_on(referral.decided_on).allows_acceptance
        attempts = sorted(attempt.on for attempt in referral.case.attempts.all())
        if attempts:
            assert referral.clearance_on(attempts[0]).allows_contact
            held += referral.days_on_hold(attempts[0])
    assert accepted.count() > 5
    assert held > 5


def test_appointments_move_people_come_along_and_entries_are_put_right():
    moved = Session.objects.exclude(rescheduled_from=None)
    asked = Counter(moved.values_list("rescheduled_from__outcome", flat=True))
    of_activity = Session.objects.standing().exclude(activity=None)
    people = Counter(of_activity.values_list("activity", flat=True))

    assert moved.count() >= 20
    assert set(asked) == {"CANC_SERVICE", "CANC_NOTICE", "CANC_SHORT"}
    assert sum(number > 1 for number in people.values()) >= 5
    joint = of_activity.filter(activity__in=[key for key in people if people[key] > 1])
    assert {session.case.post_id for session in joint} == {"FSW", "YPS"}
    assert of_activity.exclude(activity__practitioners=None).exists()
    assert Session.objects.filter(is_excused=True).exists()
    assert Session.objects.exclude(correction_reason="").exists()
    assert ContactAttempt.objects.exclude(withdrawal_reason="").exists()
    assert 1 <= Task.objects.waiting().count() < Task.objects.count()
    assert SafetyNotice.objects.filter(kind="URGENT").exists()


def test_those_who_never_came_show_the_evidence_that_they_do_not_engage():
    never = Case.objects.filter(closure_reason=Case.ClosureReason.NEVER_ENGAGED)
    complete = [evidence_of(case).is_complete for case in never]

    assert len(complete) >= 3
    assert any(complete)


def test_referrers_of_those_who_do_not_engage_are_told_in_time_or_late():
    declared = NonEngagement.objects.standing()
    told = list(Feedback.objects.sent().filter(kind="NONENG_RISK"))

    assert declared.count() >= 10
    assert declared.exclude(ended_on=None).exists(), "somebody came after all"
    assert {letter.sent_on <= letter.due_on for letter in told} == {True, False}
    assert Feedback.objects.unacknowledged().exists()
    assert Feedback.objects.overdue(TODAY).exists()
    assert AuditEvent.objects.filter(action="returned").count() == 1
    assert {each.kind for each in Feedback.objects.sent()} >= {"CLOSURE", "ENGAGED"}
    from_agencies = ~Q(referral__source__in=Referral.WITHOUT_AGENCY)
    for case in Case.objects.closed().filter(from_agencies):
        assert case.feedback.sent().exists(), "no case closes without it"


def test_some_people_come_back_for_a_second_case():
    cases = Counter(Case.objects.values_list("perpetrator", flat=True))

    assert sum(number > 1 for number in cases.values()) >= 2


def test_some_answers_are_missing_and_some_work_is_recorded_late():
    assert Referral.objects.filter(born_on=None).exists()
    assert Referral.objects.filter(residence=Residence.UNK).exists()
    assert sum(session.is_recorded_late for session in recorded()) >= 50


def test_young_people_are_referred_to_their_specialist_and_adults_to_the_others():
    for referral in Referral.objects.exclude(born_on=None).exclude(decline_reason="AGE"):
        age = calendar.age_on(referral.received_on, born_on=referral.born_on)
        assert (10 <= age <= 17) == (referral.post_id == "YPS")


def test_referrals_come_with_answers_and_with_gaps():
    flags = Counter(Referral.objects.values_list("early_flag", flat=True))
    assert min(flags[flag] for flag in ("YES", "NO", "UNKNOWN")) >= 10
    for column in ("relationship", "prior_offence", "otherwise_offered"):
        given = Counter(Referral.objects.values_list(column, flat=True))
        assert 1 <= given["NOT_ASKED"] <= 50, column
    routes = set(Referral.objects.values_list("route", flat=True))
    assert routes >= {"DIRECT", "TARGETED", "MEETING", "CAMPAIGN", "CONSULT"}
    assert Referral.objects.filter(has_urgent_risk=True).exists()
    assert Referral.objects.exclude(follows=None).count() >= 5


def test_whoever_was_accepted_fitted_the_post_on_that_day():
    accepted = Referral.objects.filter(status=Referral.Status.ACCEPTED)
    unfit = [row for row in accepted if missing_for(row, row.decided_on)]

    assert unfit == []
    waiting = Referral.objects.waiting()
    assert any(missing_for(row, TODAY) for row in waiting), "something is left to find out"


def test_each_post_hears_from_the_agencies_of_its_own_field():
    sectors = {
        post: Counter(
            Agency.Sector(agency.sector)
            for agency in Agency.objects.filter(referrals__post=post)
        )
        for post in ("CJW", "FSW", "YPS")
    }

    assert sectors["CJW"].most_common(1)[0][0] == Agency.Sector.POLICE
    assert sectors["FSW"].most_common(1)[0][0] == Agency.Sector.CHILDRENS
    assert Agency.Sector.YOS in sectors["YPS"]
    assert Agency.Sector.YOS not in sectors["CJW"]


@pytest.mark.parametrize("status", TrainingEvent.Status)
def test_every_status_of_training_occurs(status):
    assert TrainingEvent.objects.filter(status=status).exists()


def test_training_reaches_every_sector_it_should_and_every_borough():
    came = Attendance.objects.attended()

    assert 90 <= came.count() <= 140
    assert set(Agency.TARGET_SECTORS) <= set(came.values_list("sector", flat=True))
    assert {"LBHF", "RBKC", "WCC"} <= set(came.values_list("borough", flat=True))
    assert came.filter(practitioner=None).exists()
    assert Attendance.objects.filter(has_attended=False).exists()


def test_about_four_in_ten_answer_every_time_and_confidence_grows():
    everybody = results_by(Attendance.objects, "event__status")["CLOSED"]

    assert 25 <= everybody.follow_up_rate <= 50
    assert everybody.before > everybody.after > everybody.follow_up
    assert everybody.gain.mean > everybody.lasting.mean > 0
    assert everybody.gain.knowledge.pairs >= 5


def test_somebody_is_to_be_asked_again_and_a_register_to_be_taken():
    assert ConfidenceSlip.objects.follow_up_due(TODAY).exists()
    assert TrainingEvent.objects.filter(status="PLANNED", on__lt=TODAY).exists()


def test_advice_is_asked_for_all_year_most_of_all_in_childrens_services_at_home():
    given = Consultation.objects.given()
    of_sector = Counter(given.values_list("borough", "sector"))
    months = {on.month for on in given.values_list("on", flat=True)}

    assert {row.status for row in Consultation.objects.all()} == set(Consultation.Status)
    assert len(months) == 10, "from October to July"
    assert of_sector.most_common(1)[0][0] == ("RBKC", "CHILDRENS")
    assert {sector for _, sector in of_sector} >= set(Agency.TARGET_SECTORS)
    assert Counter(given.values_list("post", flat=True)).most_common(1)[0][0] == "FSW"
    assert given.exclude(referral=None).exists()
    assert given.exclude(confidence_before=None).count() < given.count()
    promised = Consultation.objects.to_follow_up().filter(follow_up_on__lte=TODAY)
    assert promised.exists(), "a promise is forgotten"
    assert {row.is_withdrawn for row in Consultation.objects.filter(is_replaced=True)} == {
        True,
        False,
    }
    assert Practitioner.objects.exclude(merged_into=None).count() == 1


def test_liaison_has_a_gap_and_the_campaign_reaches_every_borough():
    assert [due.borough.pk for due in liaison_due() if due.is_overdue] == ["WCC"]
    assert set(LiaisonMeeting.objects.last_on()) == {"LBHF", "WCC"}
    activities = CampaignActivity.objects.standing()
    assert set(activities.values_list("boroughs", flat=True)) == {"LBHF", "RBKC", "WCC"}
    assert activities.filter(reach=None).exists(), "not everything is counted"
    assert activities.filter(cost=None).exists()


def test_every_name_is_invented():
    given = set(Referral.objects.values_list("given_names", flat=True))
    surnames = set(Referral.objects.values_list("surname", flat=True))
    colleagues = {
        name.split()[-1] for name in Practitioner.objects.values_list("name", flat=True)
    }

    assert given <= set(GIVEN_NAMES)
    assert surnames <= set(SURNAMES)
    assert colleagues <= set(BIRDS)


def test_no_record_names_the_person_it_is_about():
    for session in Session.objects.select_related("case__perpetrator"):
        person = session.case.perpetrator
        assert person.given_names not in session.record
        assert person.surname not in session.record


def test_each_post_is_accounted_for_on_each_of_its_days():
    units = defaultdict(int)
    for row in WorkDay.objects.standing():
        units[row.post_id, row.on] += row.units

    days = calendar.PILOT.clipped_to(TODAY - timedelta(days=1)).days()
    working = [day for day in days if calendar.is_working_day(day)]
    for post in Post.objects.all():
        given = {day for code, day in units if code == post.pk}
        off = 2 if post.pk == "FSW" else None  # four days a week: never on Wednesdays
        assert given == {day for day in working if day.weekday() != off}
    assert set(units.values()) == {1}


def test_days_follow_the_split_of_each_post():
    boroughs = defaultdict(Counter)
    for row in WorkDay.objects.filter(borough__isnull=False):
        boroughs[row.post_id][row.borough_id] += row.units

    share = {
        post: {code: float(days / sum(given.values())) for code, days in given.items()}
        for post, given in boroughs.items()
    }
    assert share["CJW"] == pytest.approx({"LBHF": 0.4, "RBKC": 0.2, "WCC": 0.4}, abs=0.05)
    assert share["FSW"] == pytest.approx({"LBHF": 0.25, "RBKC": 0.5, "WCC": 0.25}, abs=0.05)
    assert share["YPS"] == pytest.approx(
        {"LBHF": 0.33, "RBKC": 0.33, "WCC": 0.33}, abs=0.05
    )


@pytest.mark.parametrize("activity", WorkDay.Activity)
def test_every_activity_is_in_the_diary(activity):
    assert WorkDay.objects.filter(activity=activity).exists()


def test_days_for_all_three_boroughs_belong_to_none():
    assert WorkDay.objects.delivered().filter(borough=None).exists()


@pytest.mark.parametrize("username", WORKERS)
def test_a_caseworker_s_day_has_something_in_every_list(username):
    today = home.today_of(worker(username))

    kinds = {due.kind for due in due_of(worker(username), TODAY)}
    assert {"Sessions to record", "Referrals to decide", "Decisions to tell"} <= kinds
    assert len(today.due) > 5
    assert any(due.is_late for due in today.due)
    assert sum(session.on == TODAY for session in today.appointments) >= 3
    assert sum(session.on > TODAY for session in today.appointments) >= 3
    assert all(card.value != "0" for card in today.cards)


def test_the_manager_has_something_in_every_list():
    team = home.team_of(worker("manager"))

    kinds = {due.kind for due in due_of_team(worker("manager"), TODAY)}
    assert {"Referrals without a borough", "To approve"} <= kinds
    assert all(card.value != "0" for card in team.cards)
    assert all(gap.number for gap in team.gaps)
    assert len(team.workers) == 3
    assert all(line["open"] and line["missing"] for line in team.workers)
    assert any(line["new"] for line in team.workers)


def test_a_draft_opens_on_a_page_its_writer_can_see(client):
    drafts = Draft.objects.select_related("user")

    assert {draft.user.username for draft in drafts} == set(WORKERS)
    for draft in drafts:
        client.force_login(draft.user)
        page = client.get(draft.path)
        assert page.status_code == 200
        assert draft.title in page.content.decode()


@pytest.mark.parametrize("indicator", OTHERS, ids=lambda indicator: indicator.code)
def test_each_borough_has_figures(figures, indicator):
    if indicator.code not in ("I01", "I03", "I04", "I05", "I09", "I16", "I17", "I22"):
        whole = figures.to_date(indicator, TOTAL).clear
        assert whole.denominator or whole.value, "somewhere in the year"
        return
    for place in figures.boroughs:
        assert figures.figure(indicator, place).clear.value
        assert figures.to_date(indicator, place).clear.value


@pytest.mark.parametrize("indicator", SAFETY, ids=lambda indicator: indicator.code)
def test_partner_support_has_figures_with_honest_gaps(figures, indicator):
    so_far = figures.to_date(indicator, TOTAL).clear

    assert 0 < so_far.numerator <= so_far.denominator
    if indicator.code in ("I10", "I11", "I12", "I13", "I15"):
        assert so_far.numerator < so_far.denominator


def test_partner_support_answers_across_the_wall():
    told = SafetyNotice.objects
    assert told.exclude(acknowledged_at=None).count() > 20 * (
        told.filter(acknowledged_at=None).count()
    )
    assert set(MaracDecision.objects.values_list("outcome", flat=True)) >= {
        *("HEARD", "PENDING", "REJECTED"),
    }
    assert set(CaseClearance.objects.values_list("ground", flat=True)) == {
        *("CONTACT", "NOBODY"),
    }
    reviews = IntegratedReview.objects.select_related("case__bridge")
    assert {review.level for review in reviews} >= {"HIGH", "MEDIUM"}


def test_every_borough_has_days_in_every_quarter():
    rows = WorkDay.objects.delivered().exclude(borough=None)
    given = {(calendar.quarter_of(row.on), row.borough_id) for row in rows}

    assert given == {
        (quarter, borough.pk)
        for quarter in calendar.pilot_quarters()
        for borough in Borough.objects.all()
    }


def test_only_the_people_of_the_demonstration_act():
    assert {
        row.by.username for row in AuditEvent.objects.exclude(by=None).select_related("by")
    } <= set(PEOPLE)


def test_goals_have_a_last_word_when_a_case_closes():
    closed = Case.objects.closed()

    assert not Goal.objects.current().filter(case__in=closed).exists()
    last = GoalOutcome.objects.standing().filter(review=None, goal__case__in=closed)
    assert {each.outcome for each in last} == set(GoalOutcome.Kind)


def test_people_go_on_and_some_begin_complete_it_or_have_nobody_who_asked():
    onward = OnwardReferral.objects.standing()

    with_one = Case.objects.filter(onward__in=onward)
    assert set(Case.objects.closed()) <= set(with_one)
    assert onward.to_programmes().exclude(started_on=None).exists()
    assert {"COMPLETED", "REFUSED"} <= {each.ending for each in onward}
    assert onward.news_due().exists()
    stepped = Case.objects.closed().filter(closure_reason=Case.ClosureReason.STEP_TO_DVPP)
    assert all(case.onward.to_programmes().exists() for case in stepped)


def test_concerns_stand_at_several_steps_and_name_nobody():
    concerns = PilotConcern.objects.all()
    found = Counter(concern.status for concern in concerns)

    assert found == {"CLOSED": 2, "IN_PROGRESS": 2, "RESOLVED": 1, "RAISED": 1}
    assert [each.borough_id for each in PilotConcern.objects.for_agenda()] == ["RBKC"]
    entries = ConcernEntry.objects.exclude(kind="AGREED")  # who is to do something
    assert [entry.text for entry in entries if naming_words(entry.text)] == []
    assert {each.figure_on for each in concerns if each.figure_code} <= {
        calendar.day_of(each.raised_at) for each in concerns
    }
    assert not any(each.raised_at.date() > TODAY for each in concerns)
