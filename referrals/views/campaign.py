"""The pages of the awareness campaign."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render

from pilot import calendar, drafts
from pilot.permissions import Permission
from pilot.web import chosen, once, page_of, requires, submitted, tabs_of
from referrals import actions
from referrals.forms import CampaignCorrectionForm, CampaignFilterForm, CampaignForm
from referrals.models import CampaignActivity

TABS = {"all": "All", "now": "Under way", "to_come": "To come", "over": "Over"}


@requires(Permission.RECORD_ADVICE)
def campaign_list(request):
    filters = CampaignFilterForm(request.GET)
    standing = CampaignActivity.objects.visible_to(request.user).standing()
    rows = standing.narrowed(**chosen(filters))
    of_tab = _of_tab(calendar.today())
    counts = rows.aggregate(
        **{tab: Count("pk", filter=those) for tab, those in of_tab.items()}
    )
    tabs, tab = tabs_of(request, TABS, counts)
    context = {
        "filter_form": filters,
        "kept": [("tab", tab)],
        "tabs": tabs,
        "page": page_of(request, rows.filter(of_tab[tab]).for_listing()),
    }
    return render(request, "referrals/campaign_list.html", context)


@requires(Permission.RECORD_ADVICE)
def campaign_detail(request, reference):
    activity = _visible(request, reference)
    boroughs = list(activity.boroughs.all())
    context = {
        "activity": activity,
        "boroughs": boroughs,
        "replacement": getattr(activity, "replaced_by", None),
        "may_record": all(
            request.user.can(Permission.RECORD_ADVICE, borough) for borough in boroughs
        ),
    }
    return render(request, "referrals/campaign_detail.html", context)


@requires(Permission.RECORD_ADVICE)
@drafts.resumable("Record a campaign activity")
@once
def campaign_record(request):
    own = request.user.boroughs_with(Permission.RECORD_ADVICE)
    form = CampaignForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"starts_on": calendar.today(), "boroughs": own},
    )
    if form.is_valid():
        activity = actions.record_campaign(by=request.user, **form.cleaned_data)
        messages.success(request, f"“{activity}” is recorded")
        return redirect(activity)
    context = {"form": form, "resumable": True}
    return render(request, "referrals/campaign_record.html", context)


@requires(Permission.RECORD_ADVICE)
@drafts.resumable("Put a campaign activity right")
@once
def campaign_correct(request, reference):
    activity = _visible(request, reference)
    actions.check_entry_stands(activity)
    form = CampaignCorrectionForm(
        submitted(request), draft=drafts.kept(request), initial=_answers(activity)
    )
    if form.is_valid():
        stands = _put_right(activity, by=request.user, **form.cleaned_data)
        messages.success(request, "The correction is saved")
        return redirect(stands)
    context = {"activity": activity, "form": form, "resumable": True}
    return render(request, "referrals/campaign_correct.html", context)


def _of_tab(today):
    return {
        "all": Q(),
        "now": Q(starts_on__lte=today, ends_on__gte=today),
        "to_come": Q(starts_on__gt=today),
        "over": Q(ends_on__lt=today),
    }


def _put_right(activity, *, by, is_withdrawn, reason, **answers):
    """The entry that stands for it now, or the one that was taken out."""
    if is_withdrawn:
        return actions.withdraw_campaign(activity, by=by, reason=reason)
    return actions.correct_campaign(activity, by=by, reason=reason, **answers)


def _visible(request, reference):
    activities = CampaignActivity.objects.visible_to(request.user).for_listing()
    return get_object_or_404(activities, reference=reference)


def _answers(activity):
    names = ("title", "channel", "audience", "starts_on", "ends_on", "reach", "measure")
    names += ("cost", "contacts")
    answers = {name: getattr(activity, name) for name in names}
    return answers | {"boroughs": [each.pk for each in activity.boroughs.all()]}
