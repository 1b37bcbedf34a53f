"""The manager's questions: each a page of tables whose numbers open their list."""

from django.db.models import Count
from django.shortcuts import render
from django.urls import reverse

from pilot import calendar
from pilot.permissions import Permission
from pilot.web import chosen, page_of, requires, seen, tabs_of
from referrals.models import Agency, CampaignActivity, Referral, TrainingEvent
from reporting.forms import DeclinedForm, SourcesForm, TeamsForm, WaitingForm
from reporting.questions.declined import BY, declined_by
from reporting.questions.narrowing import narrowed, working_day
from reporting.questions.sources import sources
from reporting.questions.teams import Heard, heard, with_last_help
from reporting.questions.waiting import waiting_tables

QUESTIONS = {
    "reporting:question_waiting": "Who waits",
    "reporting:question_sources": "Where referrals come from",
    "reporting:question_declined": "Why people are declined",
    "reporting:question_teams": "Teams without help",
}


@requires(Permission.VIEW_CASELOAD)
def question_waiting(request):
    filters = WaitingForm(request.GET)
    asked = chosen(filters)
    waiting = narrowed(Referral.objects.visible_to(request.user).waiting(), asked)
    page = _list_of(request, waiting.order_by("received_on", "pk"))
    context = {
        "questions": _questions(request),
        "filter_form": filters,
        "tables": waiting_tables(waiting, asked),
        "page": page,
        "rows": [(each, working_day(each.received_on)) for each in page],
    }
    return render(request, "reporting/question_waiting.html", context)


@requires(Permission.VIEW_CASELOAD)
def question_declined(request):
    filters = DeclinedForm(request.GET)
    asked = chosen(filters)
    tabs, by = tabs_of(request, BY, dict.fromkeys(BY))
    everybody = Referral.objects.visible_to(request.user).exclude(decline_reason="")
    declined = narrowed(everybody, asked, by_day="decided_on")
    context = {
        "questions": _questions(request),
        "filter_form": filters,
        "kept": [("tab", by)],
        "tabs": tabs,
        "table": declined_by(by, declined, {**asked, "tab": by}),
        "page": _list_of(request, declined.order_by("-decided_on", "-pk")),
    }
    return render(request, "reporting/question_declined.html", context)


@requires(Permission.VIEW_CASELOAD)
def question_sources(request):
    filters = SourcesForm(request.GET)
    asked = chosen(filters)
    everybody = Referral.objects.visible_to(request.user)
    counted = everybody.exclude(status=Referral.Status.DUPLICATE)
    referrals = narrowed(counted, asked)
    training = TrainingEvent.objects.visible_to(request.user)
    campaign = CampaignActivity.objects.visible_to(request.user)
    context = {
        "questions": _questions(request),
        "filter_form": filters,
        "sources": sources(referrals, training, campaign, asked),
        "agency": Agency.objects.filter(pk=asked.get("agency")).first(),
        "page": _list_of(request, referrals.order_by("-received_on", "-pk")),
    }
    return render(request, "reporting/question_sources.html", context)


@requires(Permission.VIEW_CASELOAD)
def question_teams(request):
    filters = TeamsForm(request.GET)
    teams = with_last_help(Agency.objects.for_choosing(), **chosen(filters))
    counts = teams.order_by().aggregate(
        **{each.name.lower(): Count("pk", filter=heard(each)) for each in Heard}
    )
    names = {each.name.lower(): each.label for each in Heard}
    tabs, tab = tabs_of(request, names, counts)
    page = page_of(request, teams.filter(heard(Heard[tab.upper()])))
    context = {
        "questions": _questions(request),
        "filter_form": filters,
        "kept": [("tab", tab)],
        "tabs": tabs,
        "tab": tab,
        "page": page,
        "rows": [(team, _days_since(team.helped_on)) for team in page],
    }
    return render(request, "reporting/question_teams.html", context)


def _list_of(request, referrals):
    """A page of the referrals behind the numbers. It names nobody; opening one does."""
    page = page_of(
        request,
        referrals.select_related("post", "borough", "agency"),
    )
    if page:
        seen(request, request.user, "listed referrals", rows=len(page))
    return page


def _days_since(day):
    return (calendar.today() - day).days if day else None


def _questions(request):
    here = request.resolver_match.view_name
    return [
        {"text": text, "href": reverse(name), "is_current": name == here}
        for name, text in QUESTIONS.items()
    ]
