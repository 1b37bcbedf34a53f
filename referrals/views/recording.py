"""Recording a referral: who it is about, whether they are known, and what was told."""

from django.contrib import messages
from django.shortcuts import redirect, render

from pilot import audit, drafts
from pilot.permissions import Permission
from pilot.references import as_reference
from pilot.web import once, requires, seen, submitted
from referrals import actions, known, searches
from referrals.defaults import defaults_for
from referrals.eligibility import post_for
from referrals.forms import ReferralForm, ReferralSearchForm
from referrals.models import Consultation, Referral, Route, own_post
from referrals.views.referral import back_to


@requires(Permission.RECORD_REFERRAL)
def referral_search(request):
    form = ReferralSearchForm(submitted(request), own_post=own_post(request.user))
    if form.is_valid():
        answers = form.cleaned_data
        found = known.find(request.user, searches.subject_of(answers))
        audit.record(
            request.user, "searched people", by=request.user, rows=len(found.people)
        )
        answers |= {"consultation": as_reference(request.GET.get("consultation", ""))}
        page = "referral_known" if found else "referral_record"
        return redirect(f"referrals:{page}", searches.keep(request, answers))
    return render(request, "referrals/referral_search.html", {"form": form})


@requires(Permission.RECORD_REFERRAL)
def referral_known(request, search):
    begun = searches.kept(request, search)
    if begun is None:
        return redirect("referrals:referral_search")
    found = known.find(request.user, searches.subject_of(begun))
    seen(request, request.user, "saw who is known", rows=len(found.people))
    context = {"search": search, "begun": begun, "found": found}
    return render(request, "referrals/referral_known.html", context)


@requires(Permission.RECORD_REFERRAL)
@drafts.resumable("Record a referral")
@once
def referral_record(request, search):
    begun, draft = searches.kept(request, search), drafts.kept(request)
    if begun is None and draft is None and not _is_sent(request):
        return redirect("referrals:referral_search")
    form = ReferralForm(
        submitted(request),
        draft=draft,
        initial=_begin(request, begun) if begun and not draft else {},
        user=request.user,
    )
    found = None
    if form.is_valid():
        found = known.find(request.user, searches.subject_of(form.cleaned_data))
        if not form.news(found.shown):
            return _record(request, form, found.shown)
    context = {"form": form, "resumable": True, "found": found, "search": search}
    return render(request, "referrals/referral_record.html", context)


def _is_sent(request):
    """Whether the page itself says what it is about, recorded or saved for later."""
    return request.method == "POST" or drafts.is_for_later(request)


def _record(request, form, shown):
    answers = form.cleaned_data | {"shown": shown}
    referral = actions.record_referral(by=request.user, **answers)
    messages.success(
        request, f"Referral {referral.reference} is recorded for the {referral.post}"
    )
    return back_to(request, referral)


def _begin(request, begun):
    """What a new form starts with: the search, the rota, and the referral it follows."""
    post = begun["post"]
    if own_post(request.user):  # the manager has said which
        post = post_for(post, begun["born_on"])
    shown = known.find(request.user, searches.subject_of(begun)).shown
    answers = defaults_for(request.user, post) | begun
    answers |= {"post": post, "shown": " ".join(sorted(shown))}
    answers |= _from_consultation(request, begun)
    about = as_reference(request.GET.get("about", ""))
    earlier = Referral.objects.visible_to(request.user).filter(reference=about).first()
    if earlier:
        answers |= {
            "follows": earlier.reference,
            "born_on": begun["born_on"] or earlier.born_on,
            "residence": earlier.residence,
        }
    return answers


def _from_consultation(request, begun):
    """What the consultation says that it comes from, if it comes from one."""
    consultations = Consultation.objects.visible_to(request.user)
    consultation = consultations.to_lead_on(begun.get("consultation"))
    if consultation is None:
        return {"consultation": ""}
    return {"practitioner": consultation.practitioner, "route": Route.CONSULT}
