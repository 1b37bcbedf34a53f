"""The pages of meetings with the boroughs' own perpetrator specialists."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from pilot import calendar, drafts
from pilot.permissions import Permission
from pilot.web import once, page_of, requires, seen, submitted
from referrals import actions
from referrals.forms import LiaisonCorrectionForm, LiaisonForm
from referrals.models import LIAISON_EVERY, LiaisonMeeting, liaison_due


@requires(Permission.RECORD_ADVICE)
def liaison_list(request):
    meetings = LiaisonMeeting.objects.visible_to(request.user).standing()
    page = page_of(request, meetings.for_listing())
    if page:
        seen(request, request.user, "listed liaison meetings", rows=len(page))
    context = {
        "page": page,
        "due": liaison_due(),
        "weeks": LIAISON_EVERY.days // 7,
    }
    return render(request, "referrals/liaison_list.html", context)


@requires(Permission.RECORD_ADVICE)
def liaison_detail(request, reference):
    meeting = _visible(request, reference)
    seen(request, meeting)
    context = {
        "meeting": meeting,
        "replacement": getattr(meeting, "replaced_by", None),
        "may_record": request.user.can(Permission.RECORD_ADVICE, meeting.borough),
    }
    return render(request, "referrals/liaison_detail.html", context)


@requires(Permission.RECORD_ADVICE)
@drafts.resumable("Record a liaison meeting")
@once
def liaison_record(request):
    form = LiaisonForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"on": calendar.today()},
        user=request.user,
    )
    if form.is_valid():
        meetings = actions.record_liaison(by=request.user, **form.cleaned_data)
        places = " and ".join(str(meeting.borough) for meeting in meetings)
        messages.success(request, f"The meeting is recorded for {places}")
        return redirect("referrals:liaison_list")
    context = {"form": form, "resumable": True}
    return render(request, "referrals/liaison_record.html", context)


@requires(Permission.RECORD_ADVICE)
@drafts.resumable("Put a liaison meeting right")
@once
def liaison_correct(request, reference):
    meeting = _visible(request, reference)
    actions.check_entry_stands(meeting)
    seen(request, meeting)
    form = LiaisonCorrectionForm(
        submitted(request),
        draft=drafts.kept(request),
        initial=_answers(meeting),
        user=request.user,
        meeting=meeting,
    )
    if form.is_valid():
        stands = _put_right(meeting, by=request.user, **form.cleaned_data)
        messages.success(request, "The correction is saved")
        return redirect(stands)
    context = {"meeting": meeting, "form": form, "resumable": True}
    return render(request, "referrals/liaison_correct.html", context)


def _put_right(meeting, *, by, is_withdrawn, reason, **answers):
    """The entry that stands for it now, or the one that was taken out."""
    if is_withdrawn:
        return actions.withdraw_liaison(meeting, by=by, reason=reason)
    return actions.correct_liaison(meeting, by=by, reason=reason, **answers)


def _visible(request, reference):
    meetings = LiaisonMeeting.objects.visible_to(request.user).for_listing()
    return get_object_or_404(meetings, reference=reference)


def _answers(meeting):
    names = ("on", "post", "topics", "agreed")
    answers = {name: getattr(meeting, name) for name in names}
    return answers | {"practitioners": [each.token for each in meeting.practitioners.all()]}
