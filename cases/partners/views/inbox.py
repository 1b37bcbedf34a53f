"""What partner support was told from his side, and that somebody has taken it on."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from cases.partners import actions
from cases.partners.models import acknowledged, declines_told_to, notices_told_to, waiting
from pilot.permissions import Permission
from pilot.web import page_of, requires, seen, tabs_of

TABS = {"waiting": "Waiting", "declined": "Declined referrals", "done": "Acknowledged"}


@requires(Permission.SUPPORT_PARTNERS)
def partner_notice_list(request):
    told = notices_told_to(request.user)
    found = {
        "waiting": waiting(told),
        "declined": declines_told_to(request.user).filter(acknowledged_at=None),
        "done": acknowledged(told),
    }
    counts = {name: rows.count() for name, rows in found.items()}
    tabs, tab = tabs_of(request, TABS, counts)
    related = ("referral__borough",) if tab == "declined" else ("case__perpetrator",)
    page = page_of(request, found[tab].select_related("sent_by", *related))
    if page:
        seen(request, request.user, "read what partner support was told", rows=len(page))
    context = {"tabs": tabs, "tab": tab, "page": page}
    return render(request, "partners/partner_notice_list.html", context)


@requires(Permission.SUPPORT_PARTNERS)
@require_POST
def partner_notice_acknowledge(request, pk):
    notice = get_object_or_404(notices_told_to(request.user), pk=pk)
    actions.acknowledge_notice(notice, by=request.user)
    messages.success(request, "You have taken it on")
    return redirect("partners:partner_notice_list")


@requires(Permission.SUPPORT_PARTNERS)
@require_POST
def partner_decline_acknowledge(request, pk):
    notice = get_object_or_404(declines_told_to(request.user), pk=pk)
    actions.acknowledge_decline(notice, by=request.user)
    messages.success(request, "You have taken it on")
    return redirect("partners:partner_notice_list")
