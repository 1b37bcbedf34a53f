"""The log of what is to be done about the contract, by whom and by when."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pilot import actions, calendar
from pilot.forms import (
    ContractActionChangeForm,
    ContractActionFilterForm,
    ContractActionFinishForm,
    ContractActionForm,
)
from pilot.models import ContractAction, EqualityAssessment, GroupMeeting
from pilot.permissions import Permission
from pilot.transitions import Overtaken
from pilot.web import chosen, clash, once, page_of, requires, submitted, tabs_of, tried

TABS = {"open": "To do", "done": "Done"}
SOURCES = {"meeting": GroupMeeting, "assessment": EqualityAssessment}


@requires(Permission.VIEW_GOVERNANCE)
def contract_action_list(request: HttpRequest) -> HttpResponse:
    filters = ContractActionFilterForm(request.GET)
    rows = ContractAction.objects.visible_to(request.user)
    if "whose" in chosen(filters):
        rows = rows.filter(owner=request.user)
    lists = {"open": rows.open(), "done": rows.done()}
    counts = {name: each.count() for name, each in lists.items()}
    tabs, current = tabs_of(request, TABS, counts)
    context = {
        "filter_form": filters,
        "tabs": tabs,
        "page": page_of(request, lists[current].for_listing()),
        "may_keep": request.user.can(Permission.KEEP_CONTRACT),
    }
    return render(request, "pilot/contract_action_list.html", context)


@requires(Permission.KEEP_CONTRACT)
@once
def contract_action_add(request: HttpRequest, source: str, pk: int) -> HttpResponse:
    follows = _source(request, source, pk)
    form = ContractActionForm(submitted(request))
    if form.is_valid() and tried(
        form, actions.add_action, follows, by=request.user, **form.cleaned_data
    ):
        messages.success(
            request,
            "It is in the log, and on its owner’s list when it is due",
        )
        return redirect(follows)
    context = {"form": form, "follows": follows}
    return render(request, "pilot/contract_action_add.html", context)


@requires(Permission.KEEP_CONTRACT)
@once
def contract_action_change(request: HttpRequest, pk: int) -> HttpResponse:
    action = _action(request, pk)
    form = ContractActionChangeForm(submitted(request), initial=_answers(action))
    if form.is_valid():
        try:
            actions.change_action(action, by=request.user, **form.cleaned_data)
        except Overtaken:
            theirs = _action(request, pk)
            return clash(request, form, theirs, theirs=_answers(theirs))
        messages.success(request, "The change is saved")
        return redirect(action.follows)
    context = {"form": form, "action": action}
    return render(request, "pilot/contract_action_change.html", context)


@requires(Permission.VIEW_GOVERNANCE)
@once
def contract_action_finish(request: HttpRequest, pk: int) -> HttpResponse:
    action = _action(request, pk)
    may = action.owner == request.user or request.user.can(Permission.KEEP_CONTRACT)
    form = ContractActionFinishForm(
        submitted(request), initial={"done_on": calendar.today()}
    )
    if form.is_valid() and tried(
        form, actions.finish_action, action, by=request.user, **form.cleaned_data
    ):
        messages.success(request, "It is done, and on record")
        return redirect(action.follows)
    context = {"form": form, "action": action, "may_finish": may and not action.done_on}
    return render(request, "pilot/contract_action_finish.html", context)


def _source(request: HttpRequest, source: str, pk: int):
    if source not in SOURCES:
        raise Http404
    return get_object_or_404(SOURCES[source].objects.visible_to(request.user), pk=pk)


def _action(request: HttpRequest, pk: int) -> ContractAction:
    rows = ContractAction.objects.visible_to(request.user).for_listing()
    return get_object_or_404(rows, pk=pk)


def _answers(action: ContractAction) -> dict:
    names = ("what", "owner", "due_on", "version")
    return {name: getattr(action, name) for name in names}
