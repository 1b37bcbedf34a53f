"""The pages of advice given to practitioners."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render

from pilot import calendar, drafts
from pilot.permissions import Permission
from pilot.web import chosen, once, page_of, requires, seen, submitted, tabs_of
from referrals import actions
from referrals.forms import (
    ConsultationBookForm,
    ConsultationCancelForm,
    ConsultationCorrectionForm,
    ConsultationFilterForm,
    ConsultationFollowUpForm,
    ConsultationForm,
    ConsultationHoldForm,
)
from referrals.models import Consultation, Referral

Status = Consultation.Status
TABS = {"given": "Held", "to_follow_up": "To follow up", "booked": "Booked"}
OF_TAB = {
    "given": Q(status__in=Consultation.GIVEN),
    "to_follow_up": Q(status=Status.HELD, follow_up_on__isnull=False),
    "booked": Q(status=Status.BOOKED),
}
ORDER = {
    "given": ("-on", "-pk"),
    "to_follow_up": ("follow_up_on", "pk"),
    "booked": ("on", "pk"),
}
USUAL_MINUTES = 30


@requires(Permission.RECORD_ADVICE)
def consultation_list(request):
    filters = ConsultationFilterForm(request.GET)
    standing = Consultation.objects.visible_to(request.user).standing()
    rows = standing.filter(**chosen(filters))
    counts = rows.aggregate(
        **{tab: Count("pk", filter=those) for tab, those in OF_TAB.items()}
    )
    tabs, tab = tabs_of(request, TABS, counts)
    page = page_of(request, rows.filter(OF_TAB[tab]).for_listing().order_by(*ORDER[tab]))
    if page:
        seen(request, request.user, "listed consultations", rows=len(page))
    context = {"filter_form": filters, "kept": [("tab", tab)], "tabs": tabs, "tab": tab}
    context["page"] = page
    return render(request, "referrals/consultation_list.html", context)


@requires(Permission.RECORD_ADVICE)
def consultation_detail(request, reference):
    consultation = _visible(request, reference)
    seen(request, consultation)
    referrals = Referral.objects.visible_to(request.user)
    context = {
        "consultation": consultation,
        "referral": referrals.filter(pk=consultation.referral_id).first(),
        "replacement": getattr(consultation, "replaced_by", None),
        "may_record": request.user.can(Permission.RECORD_ADVICE, consultation.borough),
    }
    return render(request, "referrals/consultation_detail.html", context)


@requires(Permission.RECORD_ADVICE)
@drafts.resumable("Record a consultation")
@once
def consultation_record(request):
    form = ConsultationForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"on": calendar.today(), "minutes": USUAL_MINUTES},
        user=request.user,
    )
    if form.is_valid():
        consultation = actions.record_consultation(by=request.user, **form.cleaned_data)
        messages.success(request, f"{consultation} is recorded")
        return redirect(consultation)
    context = {"form": form, "resumable": True}
    return render(request, "referrals/consultation_record.html", context)


@requires(Permission.RECORD_ADVICE)
@drafts.resumable("Book a consultation")
@once
def consultation_book(request):
    form = ConsultationBookForm(
        submitted(request), draft=drafts.kept(request), user=request.user
    )
    if form.is_valid():
        consultation = actions.book_consultation(by=request.user, **form.cleaned_data)
        day = calendar.in_words(consultation.on)
        messages.success(request, f"{consultation} is booked for {day}")
        return redirect(consultation)
    context = {"form": form, "resumable": True}
    return render(request, "referrals/consultation_book.html", context)


@requires(Permission.RECORD_ADVICE)
@drafts.resumable("Record a booked consultation")
@once
def consultation_hold(request, reference):
    consultation = _at(request, reference, Status.BOOKED)
    seen(request, consultation)
    form = ConsultationHoldForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={
            "on": min(consultation.on, calendar.today()),
            "minutes": USUAL_MINUTES,
            "question": consultation.question,
        },
    )
    if form.is_valid():
        actions.hold_consultation(consultation, by=request.user, **form.cleaned_data)
        messages.success(request, f"{consultation} is recorded")
        return redirect(consultation)
    context = {"consultation": consultation, "form": form, "resumable": True}
    return render(request, "referrals/consultation_hold.html", context)


@requires(Permission.RECORD_ADVICE)
@drafts.resumable("Follow up a consultation")
@once
def consultation_follow_up(request, reference):
    consultation = _at(request, reference, Status.HELD)
    seen(request, consultation)
    form = ConsultationFollowUpForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"on": calendar.today()},
        consultation=consultation,
    )
    if form.is_valid():
        actions.follow_up_consultation(consultation, by=request.user, **form.cleaned_data)
        messages.success(request, f"{consultation} is followed up")
        return redirect(consultation)
    context = {"consultation": consultation, "form": form, "resumable": True}
    return render(request, "referrals/consultation_follow_up.html", context)


@requires(Permission.RECORD_ADVICE)
@once
def consultation_cancel(request, reference):
    consultation = _at(request, reference, Status.BOOKED)
    form = ConsultationCancelForm(submitted(request))
    if form.is_valid():
        actions.cancel_consultation(consultation, by=request.user, **form.cleaned_data)
        messages.success(request, f"{consultation} is cancelled")
        return redirect(consultation)
    context = {"consultation": consultation, "form": form}
    return render(request, "referrals/consultation_cancel.html", context)


@requires(Permission.RECORD_ADVICE)
@drafts.resumable("Put a consultation right")
@once
def consultation_correct(request, reference):
    consultation = _visible(request, reference)
    actions.check_given(consultation)
    seen(request, consultation)
    form = ConsultationCorrectionForm(
        submitted(request),
        draft=drafts.kept(request),
        initial=_answers(consultation),
        user=request.user,
    )
    if form.is_valid():
        stands = _put_right(consultation, by=request.user, **form.cleaned_data)
        done = "taken out" if stands == consultation else "put right"
        messages.success(request, f"{consultation} is {done}")
        return redirect(stands)
    context = {"consultation": consultation, "form": form, "resumable": True}
    return render(request, "referrals/consultation_correct.html", context)


def _put_right(consultation, *, by, is_withdrawn, reason, **answers):
    """The entry that stands for it now, or the one that was taken out."""
    if is_withdrawn:
        return actions.withdraw_consultation(consultation, by=by, reason=reason)
    return actions.correct_consultation(consultation, by=by, reason=reason, **answers)


def _visible(request, reference):
    consultations = Consultation.objects.visible_to(request.user).for_listing()
    return get_object_or_404(consultations, reference=reference)


def _at(request, reference, status):
    """One that is at this point; any other answers 409 in plain words."""
    consultation = _visible(request, reference)
    actions.check_at(consultation, status)
    return consultation


def _answers(consultation):
    """What is saved of a consultation, by the names of the form's fields."""
    names = ("post", "on", "minutes", "topics", "question", "advice", "follow_up_on")
    names += ("safeguarding_action", "confidence_before", "confidence_after")
    answers = {name: getattr(consultation, name) for name in names}
    for name in ("has_named_family", "has_safeguarding_advice"):
        answers[name] = "yes" if getattr(consultation, name) else ""
    follows = "OTHER" if consultation.follow_up_on else ""
    return answers | {"who": consultation.practitioner, "follow_up": follows}
