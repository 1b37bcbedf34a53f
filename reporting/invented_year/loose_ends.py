"""What today finds unfinished, so that no list on any home page is empty."""

from datetime import date, timedelta

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from cases.models import Session
from pilot import drafts
from pilot.models import User
from pilot.references import new_reference
from reporting.invented_year.casework import Course
from reporting.invented_year.diary import enter_week
from reporting.invented_year.rota import CJW, FSW, YPS, Rota
from reporting.invented_year.stage import Stage

TODAY_AT_LEAST = 3
EACH_COMING_DAY_AT_LEAST = 1
COMING_DAYS = 4

REFERRAL_BEGUN = {
    "post": CJW,
    "source": "POL_CSU",
    "given_names": "Lovage",
    "reason": "Second call to the address this month. The officer will send the rest.",
}
SESSION_BEGUN = {
    "outcome": Session.Outcome.ATT,
    "minutes": "50",
    "record": "Met at the children’s centre. Went over the last fortnight",
}
ATTEMPT_BEGUN = {"method": "PHONE", "outcome": "NO_ANSWER", "note": "Rang at four"}


def leave_loose_ends(stage: Stage, courses: list[Course]) -> None:
    """At the end of the last working day, tomorrow's desk is as it would be."""
    for rota in stage.rotas.values():
        caseload = [
            course for course in courses if course.rota is rota and course.is_under_way
        ]
        _something_to_write_up(stage, rota, caseload)
        _appointments(rota, caseload, stage.today, TODAY_AT_LEAST)
        for day in _coming_days(rota, stage.today):
            _appointments(rota, caseload, day, EACH_COMING_DAY_AT_LEAST)
        stage.changes.book_together(rota, caseload)
    for username, page, title, answers in _begun(stage, courses):
        _keep_draft(stage.people[username], page, title, answers)
    for rota in stage.rotas.values():
        enter_week(stage, rota, stage.last_working_day())


def _appointments(rota: Rota, caseload: list[Course], day: date, at_least: int) -> None:
    """The worker's day has so many appointments, with the people who have none soon."""
    of_worker = Session.objects.taking_up_time().filter(worker=rota.worker)
    missing = at_least - of_worker.filter(on=day).count()
    expected = set(of_worker.filter(on__gte=day).values_list("case", flat=True))
    nearest_first = sorted(
        caseload,
        key=lambda course: (
            course.case.pk in expected,
            course.case.borough_id != rota.borough(day),
        ),
    )
    for course in nearest_first[: max(0, missing)]:
        course.appoint(day)


def _something_to_write_up(stage: Stage, rota: Rota, caseload: list[Course]) -> None:
    """At least one session of the last days still says nothing about what came of it."""
    waiting = Session.objects.unrecorded().filter(worker=rota.worker, on__lt=stage.today)
    day = stage.last_working_day()
    if not waiting.exists() and caseload:
        caseload[0].appoint(day)


def _coming_days(rota: Rota, today: date) -> list[date]:
    days, day = [], today
    while len(days) < COMING_DAYS:
        day = rota.next_in(day + timedelta(days=1))
        days.append(day)
    return days


def _begun(stage: Stage, courses: list[Course]):
    """Forms that somebody was called away from."""
    day = stage.last_working_day()
    received = {
        "received_on_day": f"{day.day}",
        "received_on_month": f"{day.month}",
        "received_on_year": f"{day.year}",
    }
    page = reverse("referrals:referral_record", args=[new_reference()])
    yield "cjw", page, "Record a referral", REFERRAL_BEGUN | received
    for username, post, page, title, answers in (
        ("fsw", FSW, "cases:session_log", "Log an intervention", SESSION_BEGUN),
        ("yps", YPS, "cases:attempt_log", "Log a failed attempt", ATTEMPT_BEGUN),
    ):
        cases = [
            course.case
            for course in courses
            if course.rota is stage.rotas[post] and course.is_under_way
        ]
        if cases:
            yield username, reverse(page, args=[cases[-1].reference]), title, answers


def _keep_draft(user: User, path: str, title: str, answers: dict) -> None:
    """What was typed is kept exactly as the page itself would keep it."""
    request = HttpRequest()
    request.user, request.path, request.draft_title = user, path, title
    request.POST = QueryDict(mutable=True)
    request.POST.update(answers)
    drafts.keep(request, request.POST)
