"""The home page, composed of what each person may do: the next thing first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q
from django.urls import reverse

from cases.models import Case, Session
from pilot import calendar
from pilot.calendar import Quarter
from pilot.models import Draft
from pilot.permissions import Permission
from referrals.models import Referral
from reporting.dashboard import Card, clear_to, dashboard, exceptions, latest_cards
from reporting.figures import Figures, figures_to, quarters_begun
from reporting.indicators import Place

MOST = 20  # lines of a list before the rest is only counted
DAYS_TO_DECIDE = 5  # working days from the day of receipt: P-06, and Referral.decide_by
SOON = timedelta(days=7)


@dataclass(frozen=True)
class Task:
    """One thing that waits for somebody, and the one action that settles it."""

    since: date
    text: str
    href: str
    action: str
    tag: str
    colour: str = "blue"
    draft: Draft | None = None
    names_somebody: bool = False


@dataclass(frozen=True)
class Today:
    """A caseworker's day."""

    template = "reporting/parts/today.html"
    heading = "Today"
    cards: list[Card]
    appointments: list[Session]
    tasks: list[Task]
    more: int

    @property
    def rows_with_a_name(self) -> int:
        """How many of its lines name somebody the work is with."""
        return len(self.appointments) + sum(task.names_somebody for task in self.tasks)


@dataclass(frozen=True)
class Caseload:
    """What the service manager decides and watches."""

    template = "reporting/parts/caseload.html"
    heading = "The service today"
    cards: list[Card]
    tasks: list[Task]
    more: int
    workers: list[dict]
    gaps: list[Card]


@dataclass(frozen=True)
class BoroughGlance:
    """An authorised officer's borough in the quarter, exceptions first."""

    template = "reporting/parts/borough_glance.html"
    heading: str
    cards: list[Card]
    exceptions: list[str]
    figures: Figures
    href: str


@dataclass(frozen=True)
class GroupGlance:
    """The three boroughs side by side."""

    template = "reporting/parts/group_glance.html"
    heading = "The three boroughs side by side"
    dashboard: object
    exceptions: list[tuple[Place, list[str]]]
    href: str


@dataclass(frozen=True)
class Returns:
    """The returns to MOPAC, for those who send them."""

    template = "reporting/parts/returns_glance.html"
    heading = "Returns to MOPAC"
    rows: list[dict]
    quarters: tuple[Quarter, ...]


@dataclass(frozen=True)
class People:
    """Accounts and roles, for those who keep them."""

    template = "reporting/parts/people_glance.html"
    heading = "People and access"


@dataclass(frozen=True)
class Little:
    """An honest page for a role that opens little here."""

    template = "reporting/parts/little.html"
    heading = "Home"
    roles: list


def sections_for(user) -> list:
    """The parts of a person's home page, in order: what they may do decides."""
    sections = []
    if user.can(Permission.VIEW_OWN_WORK):
        sections.append(today_of(user))
    if user.can(Permission.VIEW_CASELOAD):
        sections.append(caseload_of(user))
    if user.can(Permission.VIEW_OWN_FIGURES):
        sections += borough_glances(user)
    if user.can(Permission.EXPORT_RETURN):
        sections.append(returns_of(user))
    if user.can(Permission.VIEW_ALL_FIGURES) and not user.can(Permission.VIEW_CASELOAD):
        sections.append(group_glance(user))
    if user.can(Permission.MANAGE_PEOPLE):
        sections.append(People())
    return sections or [Little(roles=user.roles())]


def rows_with_a_name(sections) -> int:
    """How many lines of the page name somebody the work is with."""
    return sum(part.rows_with_a_name for part in sections if isinstance(part, Today))


def current_quarter() -> Quarter:
    """The quarter of the pilot that today lies in, or the nearest one."""
    return calendar.pilot_quarter_of(calendar.today())


def today_of(user) -> Today:
    """Appointments, one list of what waits, and the numbers of one's own work."""
    today = calendar.today()
    sessions = Session.objects.visible_to(user).unrecorded()
    open_cases = Case.objects.visible_to(user).open().count()
    missed = sessions.filter(on__lt=today)
    waiting = Referral.objects.visible_to(user).waiting()
    tasks = [
        *_session_tasks(missed),
        *_referral_tasks(waiting, action="Decide"),
        *_draft_tasks(user),
    ]
    appointments = sessions.filter(on__gte=today)
    soon = appointments.filter(on__lt=today + SOON).count()
    return Today(
        cards=[
            Card("Open cases", f"{open_cases}", "", reverse("cases:case_list")),
            Card("Appointments", f"{soon}", "in the next 7 days", "#appointments"),
            Card("Sessions without a record", f"{missed.count()}", "", "#attention"),
            Card(
                "Referrals waiting",
                f"{waiting.count()}",
                "for a decision",
                reverse("referrals:referral_list"),
            ),
        ],
        appointments=list(
            appointments.select_related("case__perpetrator", "borough").order_by(
                "on", F("starts_at").asc(nulls_last=True), "pk"
            )[:MOST]
        ),
        **_oldest(tasks, missed.count() + waiting.count()),
    )


def _oldest(tasks, counted):
    """The oldest first; what does not fit is counted, never dropped silently."""
    drafts = sum(task.draft is not None for task in tasks)
    ordered = sorted(tasks, key=lambda task: task.since)[:MOST]
    return {"tasks": ordered, "more": counted + drafts - len(ordered)}


def _session_tasks(sessions):
    rows = sessions.select_related("case__perpetrator").order_by("on", "pk")[:MOST]
    for session in rows:
        yield Task(
            since=session.on,
            text=f"{session.get_kind_display()} with {session.case.perpetrator}",
            href=reverse("cases:session_record", args=[session.reference]),
            action="Record",
            tag="No record",
            colour="orange",
            names_somebody=True,
        )


def _referral_tasks(referrals, *, action):
    rows = referrals.select_related("borough", "post").order_by("received_on", "pk")[:MOST]
    for referral in rows:
        where = referral.borough or "no borough yet"
        yield Task(
            since=referral.received_on,
            text=f"Referral {referral.reference}, {referral.post}, {where}",
            href=referral.get_absolute_url(),
            action=action,
            tag="Overdue" if referral.is_overdue else "Waiting",
            colour="red" if referral.is_overdue else "blue",
        )


def _draft_tasks(user):
    for draft in Draft.objects.visible_to(user):
        answers = "1 answer" if draft.answered == 1 else f"{draft.answered} answers"
        yield Task(
            since=draft.saved_at.astimezone(calendar.LONDON).date(),
            text=f"{draft.title}: {answers} so far, not recorded",
            href=draft.path,
            action="Go on",
            tag="Draft",
            colour="grey",
            draft=draft,
        )


def caseload_of(user) -> Caseload:
    """Referrals nobody has placed or decided in time, and who carries what."""
    waiting = Referral.objects.visible_to(user).waiting()
    cases = Case.objects.visible_to(user).open()
    missed = Session.objects.visible_to(user).awaiting_a_record()
    unplaced = waiting.filter(borough=None)
    overdue = waiting.filter(received_on__lte=_last_day_overdue())
    placed = overdue.filter(borough__isnull=False)
    tasks = [
        *_referral_tasks(unplaced, action="Give it a borough"),
        *_referral_tasks(placed, action="Look"),
    ]
    return Caseload(
        cards=[
            Card("Referrals without a borough", f"{unplaced.count()}", "", "#undecided"),
            Card(
                "Decisions overdue",
                f"{overdue.count()}",
                "after 5 working days",
                "#undecided",
            ),
            Card("Sessions without a record", f"{missed.count()}", "", "#workers"),
            Card("Open cases", f"{cases.count()}", "", reverse("cases:case_list")),
        ],
        workers=_workers(cases, missed),
        gaps=_gaps(cases),
        **_oldest(tasks, unplaced.count() + placed.count()),
    )


def _last_day_overdue() -> date:
    """The latest day of receipt whose decision is overdue today (P-06)."""
    first_in_time = calendar.subtract_working_days(calendar.today(), DAYS_TO_DECIDE)
    return first_in_time - timedelta(days=1)


def _workers(cases, missed):
    """One line for each worker: cases, those nobody has contacted, records missing."""
    lines = defaultdict(lambda: {"open": 0, "new": 0, "missing": 0})
    new = Count("pk", filter=Q(status=Case.Status.OPEN))
    worker = ("worker__last_name", "worker__first_name", "worker")
    carried = cases.order_by().values_list(*worker).annotate(open=Count("pk"), new=new)
    for *key, of_worker, not_contacted in carried:
        lines[tuple(key)] |= {"open": of_worker, "new": not_contacted}
    unrecorded = missed.order_by().values_list(*worker).annotate(missing=Count("pk"))
    for *key, count in unrecorded:
        lines[tuple(key)]["missing"] = count
    return [
        {"name": f"{first} {last}".strip(), **line}
        for (last, first, _), line in sorted(lines.items())
    ]


def _gaps(cases):
    """What is missing from the records: each number opens its list."""
    listed = reverse("cases:case_list")
    return [
        Card(
            f"Open cases: {gap.label.lower()}",
            f"{number}",
            "",
            f"{listed}?gap={gap.value}",
        )
        for gap, number in cases.gap_counts().items()
    ]


def borough_glances(user) -> list[BoroughGlance]:
    """Each of the officer's own boroughs in the current quarter."""
    figures = figures_to(current_quarter())
    clear = clear_to(user, figures)
    return [
        borough_glance(figures, Place(borough.code, borough.name), clear)
        for borough in user.boroughs_with(Permission.VIEW_OWN_FIGURES)
    ]


def borough_glance(figures, place, clear) -> BoroughGlance:
    """One borough: what stands out, and four numbers."""

    def page(quarter):
        return reverse("reporting:figures_borough", args=[place.code, quarter])

    return BoroughGlance(
        heading=place.name,
        cards=latest_cards(figures, place, clear, page),
        exceptions=exceptions(figures, place, clear),
        figures=figures,
        href=page(figures.quarter),
    )


def group_glance(user) -> GroupGlance:
    """All figures of the current quarter, a column for each borough."""
    figures = figures_to(current_quarter())
    clear = clear_to(user, figures)
    return GroupGlance(
        dashboard=dashboard(figures, clear),
        exceptions=[
            (place, exceptions(figures, place, clear)) for place in figures.boroughs
        ],
        href=reverse("reporting:figures_group", args=[figures.quarter]),
    )


def returns_of(user) -> Returns:
    """For each borough the quarters that can be returned, and how far they are."""
    today = calendar.today()
    return Returns(
        quarters=quarters_begun(),
        rows=[
            {
                "borough": borough,
                "quarters": [
                    {"quarter": quarter, "is_complete": today > quarter.period.last}
                    for quarter in quarters_begun()
                ],
            }
            for borough in user.boroughs_with(Permission.EXPORT_RETURN)
        ],
    )
