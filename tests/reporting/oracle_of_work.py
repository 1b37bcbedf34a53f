"""The figures of casework and of help to practitioners, counted slowly, row by row."""

from collections import defaultdict, namedtuple
from datetime import date, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from cases.models import (
    Case,
    CaseBorough,
    CaseMove,
    Child,
    ChildStatus,
    ContactAttempt,
    EqualityRecord,
    Feedback,
    FileAudit,
    Involvement,
    JusticeCheck,
    NonEngagement,
    OnwardReferral,
    SafetyNotice,
    Session,
    StageRating,
)
from pilot.models import Complaint, Concern
from referrals.models import (
    Attendance,
    CampaignActivity,
    ConfidenceResponse,
    Consultation,
    ContactSafetyCheck,
    LiaisonMeeting,
    Referral,
)

# Hit is nothing where nobody knows; beside are the labels of what it also counts as.
Fact = namedtuple(
    "Fact", "where day hit answer value beside weight", defaults=(True, None, None, (), 1)
)
DAY = timedelta(days=1)
BANK_HOLIDAYS = {
    *(date(2015, 12, 25), date(2015, 12, 28), date(2016, 1, 1), date(2016, 3, 25)),
    *(date(2016, 3, 28), date(2016, 5, 2), date(2016, 5, 30), date(2016, 8, 29)),
    *(date(2016, 12, 26), date(2016, 12, 27), date(2017, 1, 2)),
}
ITEMS = ("recognising", "talking", "judging", "planning", "referring")
CORE = (
    *("ethnicity", "sex", "gender_identity", "orientation"),
    *("condition", "effect", "religion"),
)


def work_facts():
    """Code: rows of borough, day, whether the numerator is met (None: unknown), answer."""
    cases = {case.pk: case for case in Case.objects.all()}
    referrals = [row for row in Referral.objects.all() if row.status != "DUPLICATE"]
    first_case = {}
    for case in sorted(cases.values(), key=lambda case: (case.opened_on, case.pk)):
        first_case.setdefault(case.perpetrator_id, case)
    facts = defaultdict(list)
    _early(facts, referrals, cases, first_case)
    _endings(facts, cases)
    _onward(facts)
    _help(facts, referrals)
    _not_engaging(facts, cases)
    _first_tries(facts, cases)
    _around(facts, referrals, cases, first_case)
    _losses(facts, referrals, cases)
    _concerns(facts)
    _governance(facts)
    return facts


def _standing(model):
    return [row for row in model.objects.all() if not row.is_replaced]


def _works(day):
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def _working_days(after, until):
    """How many working days later `until` is, counting up to the first not before it."""
    count = 0
    while after < until:
        after += DAY
        while not _works(after):
            after += DAY
        count += 1
    return count


def _early(facts, referrals, cases, first_case):
    person_of = {case.referral_id: case.perpetrator_id for case in cases.values()}
    own_first = {case.referral_id for case in first_case.values()}
    for row in referrals:
        is_second = row.pk in person_of and row.pk not in own_first
        if row.follows_id is None and not is_second:
            hit = {"YES": True, "NO": False, "UNKNOWN": None}[row.early_flag]
            facts["I02"].append((row.borough_id, row.received_on, hit))


def _endings(facts, cases):
    came = {
        row.case_id
        for row in _standing(Session)
        if row.outcome in ("ATT", "LATE") and row.kind != "PARENT"
    }
    ratings = defaultdict(list)
    for row in sorted(_standing(StageRating), key=lambda r: (r.on, r.recorded_at, r.pk)):
        ratings[row.case_id].append(row)
    for case in cases.values():
        if case.closed_on and case.pk in came:
            rated = ratings[case.pk]
            hit = None
            if rated and (rated[-1].on - rated[0].on).days >= 28:
                hit = rated[-1].stage > rated[0].stage
            facts["I06"].append((case.borough_id, case.closed_on, hit))


def _onward(facts):
    for row in _standing(OnwardReferral):
        if row.destination in ("DVPP_DVIP", "DVPP_OTHER"):
            began = row.started_on
            facts["I08"].append((row.start_borough_id, began, True))
            hit = began is not None and (began - row.made_on).days <= 90
            facts["I08b"].append((row.borough_id, row.made_on, hit))


def _who_came():
    """Attendances, one for each person and event."""
    came = [row for row in Attendance.objects.all() if row.has_attended]
    there = {(row.event_id, row.practitioner_id) for row in came}
    return [
        row
        for row in came
        if row.practitioner is None
        or row.practitioner.merged_into_id is None
        or (row.event_id, row.practitioner.merged_into_id) not in there
    ]


def _help(facts, referrals):
    given = [
        row for row in _standing(Consultation) if row.status in ("HELD", "FOLLOWED_UP")
    ]
    came = _who_came()
    for row in given:
        facts["I16"].append((row.borough_id, row.on, True, row.sector))
    said = defaultdict(dict)
    for answer in ConfidenceResponse.objects.all():
        items = [getattr(answer, item) for item in ITEMS]
        items = [item for item in items if item is not None]
        if len(items) >= 4:
            of = said[answer.slip.attendance_id]
            of[answer.point] = Fraction(sum(items), len(items))
    for row in came:
        facts["I17"].append((row.borough_id, row.on, True, row.sector))
        both = said[row.pk]
        gain = None
        if "BEFORE" in both and "AFTER" in both:
            gain = both["AFTER"] - both["BEFORE"]
        hit = None if gain is None else gain > 0
        facts["I18"].append((row.borough_id, row.on, hit, None, gain))
    helped = [(row.practitioner_id, row.on) for row in (*given, *came)]
    for row in referrals:
        sector = row.sector
        if sector in ("POLICE", "CHILDRENS", "YOS"):
            hit = row.practitioner_id is not None and any(
                who == row.practitioner_id and 0 <= (row.received_on - on).days <= 180
                for who, on in helped
            )
            facts["I20"].append((row.borough_id, row.received_on, hit, sector))


def _not_engaging(facts, cases):
    letters = {
        row.non_engagement_id: row.sent_on
        for row in _standing(Feedback)
        if row.kind == "NONENG_RISK" and row.status in ("SENT", "ACKNOWLEDGED")
    }
    for row in _standing(NonEngagement):
        facts["C03"].append((row.borough_id, row.declared_on))
        if cases[row.case_id].referral.source in ("SELF", "FAMILY", "PARENT"):
            continue
        sent_on = letters.get(row.pk)
        told = [
            notice.sent_at.astimezone(ZoneInfo("Europe/London")).date()
            for notice in SafetyNotice.objects.filter(case=row.case_id)
            if notice.kind == "NOT_ENGAGING" and notice.sent_at >= row.recorded_at
        ]
        hit = (
            sent_on is not None
            and _working_days(row.declared_on, sent_on) <= 5
            and any(day <= sent_on for day in told)
        )
        facts["I19"].append((row.borough_id, row.declared_on, hit))


def _first_tries(facts, cases):
    tried = defaultdict(list)
    for row in _standing(ContactAttempt):
        tried[row.case_id].append(row.on)
    for row in _standing(Session):
        if row.outcome in ("ATT", "LATE") and row.kind != "PARENT":
            tried[row.case_id].append(row.on)
    checks = defaultdict(list)
    for row in _standing(ContactSafetyCheck):
        checks[row.referral_id].append(row)
    case_of = {case.referral_id: case.pk for case in cases.values()}
    for row in Referral.objects.filter(status="ACCEPTED"):
        days = tried[case_of[row.pk]]
        took = None
        if days:
            first, held, day = min(days), 0, row.received_on
            while day < first:
                held += _works(day) and not _may_be_called(row, checks[row.pk], day)
                day += DAY
            took = max(_working_days(row.received_on, first) - held, 0)
        hit = took is not None and took <= 5
        held_first = ("on hold for a time before the first try",) if days and held else ()
        facts["I21"].append((row.borough_id, row.received_on, hit, None, took, held_first))


def _may_be_called(referral, checks, day):
    if referral.awareness == "YES" and (not referral.aware_on or referral.aware_on <= day):
        return True
    known = [
        check
        for check in checks
        if check.on <= day
        and (
            check.result != "SAFE"
            or (check.approved_at and check.approved_at.date() <= day)
        )
    ]
    last = max(known, key=lambda check: (check.on, check.pk), default=None)
    return bool(last and last.result == "SAFE" and last.valid_to >= day)


def _around(facts, referrals, cases, first_case):
    answered = {
        row.perpetrator_id
        for row in EqualityRecord.objects.all()
        if all(getattr(row, each) not in ("NOT_ASKED", "NOT_KNOWN") for each in CORE)
    }
    for person, case in first_case.items():
        where = case.accepted_borough_id
        facts["I25"].append((where, case.opened_on, person in answered))
    statuses = defaultdict(list)
    for row in sorted(_standing(ChildStatus), key=lambda r: (r.starts_on, r.pk)):
        statuses[row.child_id].append(row.status)
    for child in Child.objects.filter(withdrawal_reason=""):
        case = first_case[child.perpetrator_id]
        last = statuses[child.pk][-1] if statuses[child.pk] else None
        kept = last if last in ("CPP", "CIN", "LAC_S20", "LAC_CO") else None
        facts["C02"].append((case.accepted_borough_id, case.opened_on, True, kept))
    found = set()
    checks = sorted(_standing(JusticeCheck), key=lambda r: (r.on, r.recorded_at, r.pk))
    for row in checks:
        in_process = row.found in ("RUI_BAIL", "CHARGED", "ON_ORDER", "CUSTODY")
        if in_process and row.case_id not in found:
            found.add(row.case_id)
            facts["C04"].append((row.borough_id, row.on))
    for row in _standing(Involvement):
        if row.kind in ("CSE", "SYV") and row.level in ("SUSPECTED", "CONFIRMED"):
            facts["C05"].append((row.borough_id, row.on, True, row.kind))
    for row in _standing(CampaignActivity):
        codes = [borough.pk for borough in row.boroughs.all()]
        where = codes[0] if len(codes) == 1 else None
        measure = row.measure if row.reach is not None else None
        facts["C06"].append((where, row.starts_on, True, measure, None, (), row.reach))
    for row in referrals:
        seen = row.campaign not in ("NONE", "NOT_KNOWN", "NOT_ASKED")
        if seen or row.route == "CAMPAIGN":
            facts["C07"].append((row.borough_id, row.received_on))
    for row in _standing(LiaisonMeeting):
        facts["C08"].append((row.borough_id, row.on))


def _concerns(facts):
    for row in Concern.objects.all():
        on = row.raised_at.astimezone(ZoneInfo("Europe/London")).date()
        facts["C11"].append((row.borough_id, on, True, row.status))
        ended_at = row.resolved_at or row.closed_at
        if ended_at is not None:
            ended_on = ended_at.astimezone(ZoneInfo("Europe/London")).date()
            took = _days_of(row, ended_on)
            facts["C12"].append((row.borough_id, ended_on, True, None, took))


def _days_of(concern, ended_on):
    """Working days since its clocks began, without those between a pause and its end."""
    paused, since = set(), None
    entries = sorted(concern.entries.all(), key=lambda row: (row.written_at, row.pk))
    for entry in entries:
        on = entry.written_at.astimezone(ZoneInfo("Europe/London")).date()
        if entry.kind == "PAUSED":
            since = on
        elif since and entry.kind in ("RESUMED", "RESOLVED", "CLOSED"):
            while since < on:
                paused.add(since)
                since += DAY
            since = None
    took, day = 0, concern.clocks_start_on
    while day < ended_on:
        day += DAY
        took += _works(day) and day not in paused and day < ended_on
    return took + (concern.clocks_start_on < ended_on)


def _governance(facts):
    for row in FileAudit.objects.all():
        if row.audited_on:
            good = row.grade in ("GOOD", "OUTSTANDING")
            facts["I25b"].append((row.borough_id, row.audited_on, good))
    for row in Complaint.objects.all():
        if row.outcome != "MISTAKE":
            code = "C09" if row.kind == "COMPLAINT" else "C10"
            facts[code].append((row.borough_id, row.received_on))


def _losses(facts, referrals, cases):
    planned = ("COMPLETED", "STEP_TO_DVPP", "STEP_TO_OTHER", "RISK_LOWERED")
    case_of = {case.referral_id: case for case in cases.values()}
    came, of_person, tried = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in _standing(Session):
        if row.outcome in ("ATT", "LATE") and row.kind != "PARENT":
            came[row.case_id].append(row.on)
            of_person[cases[row.case_id].perpetrator_id].append(row.on)
    for row in _standing(ContactAttempt):
        tried[row.case_id].append(row.on)
    for row in referrals:
        case = case_of.get(row.pk)
        why = None
        if row.status == "WITHDRAWN":
            why = "withdrawn"
        elif row.status in ("REJECTED", "REDIRECTED"):
            why = f"before {row.decline_reason}"
        elif case and case.closed_on and case.closure_reason not in planned:
            why = f"after {case.closure_reason}"
        so_far = {
            "decided": row.decided_on is not None,
            "accepted": row.status == "ACCEPTED",
        }
        if case:
            third = sorted(of_person[case.perpetrator_id])[2:3]
            is_engaged = bool(came[case.pk])
            so_far |= {
                "tried or seen": bool(came[case.pk] or tried[case.pk]),
                "engaged": is_engaged,
                "supported": is_engaged and bool(third) and third[0] >= case.opened_on,
                "ended as planned": case.closure_reason in planned,
            }
        stages = tuple(stage for stage, reached in so_far.items() if reached)
        facts["F01"].append((row.borough_id, row.received_on, True, why, None, stages))


def levels_on(day):
    """Code: what there is on that day, a row for each with its borough and answer."""
    rows = []
    for case in Case.objects.all():
        boroughs = CaseBorough.objects.filter(case=case, starts_on__lte=day)
        moves = CaseMove.objects.filter(case=case, effective_on__lte=day)
        last = max(moves, key=lambda move: (move.effective_on, move.pk), default=None)
        if last and last.to != "CLOSED":
            where = max(boroughs, key=lambda row: row.starts_on).borough_id
            rows.append(Fact(where, day, True, case.post_id))
    return {"C01": rows}
