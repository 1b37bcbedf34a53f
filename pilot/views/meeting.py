"""The pages of the group's meetings and what stands on their agendas."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pilot import actions
from pilot.forms import (
    ItemCorrectForm,
    ItemDecideForm,
    ItemForm,
    MeetingChangeForm,
    MeetingForm,
)
from pilot.models import AgendaItem, Concern, ContractAction, GroupMeeting
from pilot.permissions import Permission
from pilot.transitions import STANDS_NO_LONGER, Overtaken
from pilot.web import clash, once, page_of, requires, submitted, tried


@requires(Permission.VIEW_GOVERNANCE)
def contract_meeting_list(request: HttpRequest) -> HttpResponse:
    meetings = GroupMeeting.objects.visible_to(request.user).for_listing()
    context = {
        "page": page_of(request, meetings),
        "may_keep": request.user.can(Permission.KEEP_CONTRACT),
    }
    return render(request, "pilot/contract_meeting_list.html", context)


@requires(Permission.KEEP_CONTRACT)
@once
def contract_meeting_record(request: HttpRequest) -> HttpResponse:
    form = MeetingForm(submitted(request))
    if form.is_valid():
        told = dict(form.cleaned_data)
        told["items"] = told.pop("agenda")
        if meeting := tried(form, actions.record_meeting, by=request.user, **told):
            messages.success(request, "The meeting is recorded")
            return redirect(meeting)
    return render(request, "pilot/contract_meeting_record.html", {"form": form})


@requires(Permission.VIEW_GOVERNANCE)
def contract_meeting_detail(request: HttpRequest, reference: str) -> HttpResponse:
    meeting, who = _meeting(request, reference), request.user
    items = AgendaItem.objects.visible_to(who).filter(meeting=meeting).for_listing()
    actions_of = ContractAction.objects.visible_to(who).filter(meeting=meeting)
    context = {
        "meeting": meeting,
        "items": [item for item in items if not item.is_replaced],
        "earlier": [item for item in items if item.is_replaced],
        "concerns": Concern.objects.visible_to(who).for_listing().for_agenda(),
        "actions": actions_of.for_listing(),
        "may_keep": who.can(Permission.KEEP_CONTRACT),
        "may_read_pack": who.can(Permission.VIEW_ALL_FIGURES),
    }
    return render(request, "pilot/contract_meeting_detail.html", context)


@requires(Permission.KEEP_CONTRACT)
@once
def contract_meeting_change(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = _meeting(request, reference)
    form = MeetingChangeForm(submitted(request), initial=_answers(meeting))
    if form.is_valid():
        try:
            _change(meeting, by=request.user, **form.cleaned_data)
        except Overtaken:
            theirs = _meeting(request, reference)
            return clash(request, form, theirs, theirs=_answers(theirs))
        messages.success(request, "The change is saved")
        return redirect(meeting)
    context = {"form": form, "meeting": meeting}
    return render(request, "pilot/contract_meeting_change.html", context)


def _change(meeting, *, by, version, because, is_cancelled, **facts):
    told = {"by": by, "version": version, "because": because}
    if is_cancelled:
        actions.cancel_meeting(meeting, **told)
    else:
        actions.change_meeting(meeting, **told, **facts)


@requires(Permission.KEEP_CONTRACT)
@once
def contract_item_add(request: HttpRequest, reference: str) -> HttpResponse:
    meeting, form = _meeting(request, reference), ItemForm(submitted(request))
    if form.is_valid() and tried(
        form, actions.add_item, meeting, by=request.user, **form.cleaned_data
    ):
        messages.success(request, "It is on the agenda")
        return redirect(meeting)
    context = {"form": form, "meeting": meeting}
    return render(request, "pilot/contract_item_add.html", context)


@requires(Permission.KEEP_CONTRACT)
@once
def contract_item_decide(request: HttpRequest, pk: int) -> HttpResponse:
    item, form = _item(request, pk), ItemDecideForm(submitted(request))
    if form.is_valid() and tried(
        form, actions.decide_item, item, by=request.user, **form.cleaned_data
    ):
        messages.success(request, "The decision is recorded")
        return redirect(item.meeting)
    return render(request, "pilot/contract_item_decide.html", {"form": form, "item": item})


@requires(Permission.KEEP_CONTRACT)
@once
def contract_item_correct(request: HttpRequest, pk: int) -> HttpResponse:
    item = _item(request, pk)
    initial = {name: getattr(item, name) for name in ("title", "paper", "decision")}
    form = ItemCorrectForm(submitted(request), initial=initial)
    if form.is_valid() and tried(
        form, _put_right, item, by=request.user, **form.cleaned_data
    ):
        messages.success(request, "The change is saved")
        return redirect(item.meeting)
    return render(request, "pilot/contract_item_correct.html", {"form": form, "item": item})


def _put_right(item, *, by, because, is_withdrawn, **facts):
    if is_withdrawn:
        return actions.withdraw_item(item, by=by, because=because)
    return actions.correct_item(item, by=by, because=because, **facts)


def _meeting(request: HttpRequest, reference: str) -> GroupMeeting:
    meetings = GroupMeeting.objects.visible_to(request.user)
    return get_object_or_404(meetings, reference=reference)


def _item(request: HttpRequest, pk: int) -> AgendaItem:
    """A point that stands; one that was corrected or taken out answers 409."""
    items = AgendaItem.objects.visible_to(request.user).for_listing()
    item = get_object_or_404(items, pk=pk)
    if item.is_replaced:
        raise Overtaken(STANDS_NO_LONGER)
    return item


def _answers(meeting: GroupMeeting) -> dict:
    return {name: getattr(meeting, name) for name in ("on", "attended", "version")}
