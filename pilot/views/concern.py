"""Concerns: raised by officers, answered by the provider, in one thread that both read."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from pilot import actions, forms
from pilot.concern_rules import in_brief, pauses_of, readings
from pilot.concern_sides import is_theirs, side_of
from pilot.models import Borough, Concern, ConcernAction, ConcernEntry, Side
from pilot.permissions import Permission
from pilot.shown_figures import ShownFigure, shown_figure
from pilot.web import chosen, once, page_of, requires, submitted, tabs_of

OFFICER, PROVIDER = Permission.RAISE_CONCERN, Permission.ANSWER_CONCERN
TAKES_PART = (OFFICER, PROVIDER)
KNOWS = (*TAKES_PART, Permission.VIEW_CONCERN_SUMMARIES)
TABS = {"open": "Open", "agenda": "On the group’s agenda", "closed": "Closed"}


@requires(*KNOWS)
def concern_list(request: HttpRequest) -> HttpResponse:
    known = Concern.objects.visible_to(request.user)
    boroughs = Borough.objects.filter(pk__in=known.values("borough"))
    filters = forms.ConcernFilterForm(request.GET, boroughs=boroughs)
    concerns = known.narrowed(**chosen(filters))
    rows = {
        "open": concerns.open(),
        "agenda": concerns.for_agenda(),
        "closed": concerns.closed(),
    }
    counts = {name: found.count() for name, found in rows.items()}
    tabs, current = tabs_of(request, TABS, counts)
    page = page_of(request, rows[current].for_listing())
    context = {
        "filter_form": filters,
        "tabs": tabs,
        "page": page,
        "rows": [(concern, in_brief(concern)) for concern in page],
        "may_raise": request.user.can(OFFICER),
    }
    return render(request, "pilot/concern_list.html", context)


@requires(OFFICER)
@once
def concern_raise(request: HttpRequest) -> HttpResponse:
    boroughs = request.user.boroughs_with(OFFICER)
    if figure := _figure_of(request):
        boroughs = boroughs.filter(pk=figure.borough)
    form = forms.ConcernForm(submitted(request), boroughs=boroughs)
    if form.is_valid():
        concern = actions.raise_concern(by=request.user, figure=figure, **form.concern())
        messages.success(request, f"The concern is raised: {concern}")
        return redirect(concern)
    context = {"form": form, "figure": figure}
    return render(request, "pilot/concern_raise.html", context)


def _figure_of(request) -> ShownFigure | None:
    """The figure that the link was beside, if there was one."""
    if not (token := request.GET.get("figure")):
        return None
    figure = shown_figure(token)
    if figure is None or not request.user.can(OFFICER, Borough(pk=figure.borough)):
        raise Http404
    return figure


@requires(*KNOWS)
def concern_detail(request: HttpRequest, reference: str) -> HttpResponse:
    concern = get_object_or_404(_seen_by(request), reference=reference)
    of_it = {"concern": concern}
    todo = ConcernAction.objects.visible_to(request.user).filter(**of_it).for_listing()
    thread = ConcernEntry.objects.visible_to(request.user).filter(**of_it).for_listing()
    theirs = side_of(concern, request.user)
    context = {
        "concern": concern,
        "clocks": readings(concern, pauses_of(concern)),
        "items": [_as_item(entry) for entry in thread],
        "actions": [
            (action, concern.is_open and is_theirs(action, request.user)) for action in todo
        ],
        "steps": _steps(concern, theirs) if theirs else [],
        "reads_thread": request.user.can(OFFICER, concern.borough)
        or request.user.can(PROVIDER, concern.borough)
        or (request.user.can(OFFICER) and concern.shared_on is not None),
    }
    return render(request, "pilot/concern_detail.html", context)


def _seen_by(request):
    return Concern.objects.visible_to(request.user).select_related("borough", "raised_by")


def _as_item(entry: ConcernEntry) -> dict:
    """A line of the thread as the timeline shows it."""
    return {
        "title": entry.get_kind_display(),
        "byline": f"{entry.written_by}, {entry.get_side_display().lower()}",
        "at": entry.written_at,
        "text": entry.text,
        "is_minor": not entry.is_message,
    }


def _steps(concern: Concern, side: Side) -> list[tuple[str, str]]:
    """What somebody of this side may do next, the most likely first: words and address."""
    status, stage = concern.status, Concern.Status
    is_open, waits = concern.is_open, concern.awaits_provider
    may_escalate = is_open and not concern.escalated_on
    is_settled = status in (stage.RESOLVED, stage.CLOSED)
    of_side = {
        Side.PROVIDER: [
            ("acknowledge", "Acknowledge", status == stage.RAISED),
            ("answer", "Answer", status in (stage.RAISED, stage.ACKNOWLEDGED)),
            ("reply", "Write a message", is_open),
            ("resolve", "Say that it is resolved", status == stage.IN_PROGRESS),
        ],
        Side.COUNCIL: [
            ("close", "Close this concern", status == stage.RESOLVED),
            ("reply", "Write a message", is_open),
            ("assess", "Assess it again", is_open),
            ("escalate", "Put it on the group’s agenda", may_escalate),
            ("share", "Share with the other boroughs", not concern.shared_on),
            ("reopen", "Reopen this concern", is_settled),
            ("close", "Close this concern", waits),
        ],
    }
    of_both = [
        ("action_add", "Add an action", is_open),
        ("pause", "Pause the clocks", waits and not concern.paused_on),
        ("resume", "Let the clocks run again", concern.paused_on is not None),
    ]
    return [
        (text, reverse(f"pilot:concern_{verb}", args=[concern.reference]))
        for verb, text, is_offered in (*of_side[side], *of_both)
        if is_offered
    ]
