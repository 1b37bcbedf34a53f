"""The pages of extensions: proposed and evidenced by an officer, decided by an approver."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pilot import actions, calendar
from pilot.forms import (
    ExtensionDecideForm,
    ExtensionEvidenceForm,
    ExtensionForm,
    ExtensionSignForm,
)
from pilot.models import Extension
from pilot.permissions import Permission
from pilot.transitions import Overtaken
from pilot.web import once, page_of, requires, submitted, tried

LIST = "pilot:contract_extension_list"
PASSED = "A colleague has taken this extension further since you opened the page."
Status = Extension.Status


@requires(Permission.VIEW_CONTRACT)
def contract_extension_list(request: HttpRequest) -> HttpResponse:
    who = request.user
    page = page_of(request, Extension.objects.visible_to(who).for_listing())
    proposes = set(who.boroughs_with(Permission.PROPOSE_EXTENSION))
    asked = Extension.objects.visible_to(who).standing().values("borough")
    decides = set(who.boroughs_with(Permission.DECIDE_EXTENSION))
    context = {
        "page": page,
        "rows": [
            (each, each.borough in proposes, each.borough in decides) for each in page
        ],
        "may_propose": who.boroughs_with(Permission.PROPOSE_EXTENSION)
        .exclude(pk__in=asked)
        .exists(),
        "sees_all": who.can(Permission.VIEW_ALL_FIGURES),
        "may_read": set(who.boroughs_with(Permission.VIEW_OWN_FIGURES)) | decides,
        "may_govern": who.can(Permission.VIEW_GOVERNANCE),
    }
    return render(request, "pilot/contract_extension_list.html", context)


@requires(Permission.PROPOSE_EXTENSION)
@once
def contract_extension_propose(request: HttpRequest) -> HttpResponse:
    boroughs = request.user.boroughs_with(Permission.PROPOSE_EXTENSION)
    form = ExtensionForm(submitted(request), boroughs=boroughs)
    if form.is_valid() and tried(
        form, actions.propose_extension, by=request.user, **form.cleaned_data
    ):
        messages.success(request, "The extension is proposed and waits for its evidence")
        return redirect(LIST)
    return render(request, "pilot/contract_extension_propose.html", {"form": form})


@requires(Permission.PROPOSE_EXTENSION)
@once
def contract_extension_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    extension = _at(request, pk, Status.PROPOSED)
    initial = {"version": extension.version}
    form = ExtensionEvidenceForm(submitted(request), initial=initial)
    if form.is_valid() and tried(
        form, actions.evidence_extension, extension, by=request.user, **form.cleaned_data
    ):
        messages.success(request, f"{extension} waits for its decision")
        return redirect(LIST)
    context = {"form": form, "extension": extension}
    return render(request, "pilot/contract_extension_evidence.html", context)


@requires(Permission.DECIDE_EXTENSION)
@once
def contract_extension_decide(request: HttpRequest, pk: int) -> HttpResponse:
    extension = _at(request, pk, Status.EVIDENCED)
    initial = {"version": extension.version, "decided_on": calendar.today()}
    form = ExtensionDecideForm(submitted(request), initial=initial)
    if form.is_valid() and tried(
        form, actions.decide_extension, extension, by=request.user, **form.cleaned_data
    ):
        messages.success(request, f"{extension}: {extension.get_status_display().lower()}")
        return redirect(LIST)
    context = {"form": form, "extension": extension}
    return render(request, "pilot/contract_extension_decide.html", context)


@requires(Permission.PROPOSE_EXTENSION)
@once
def contract_extension_sign(request: HttpRequest, pk: int) -> HttpResponse:
    extension = _at(request, pk, Status.AGREED)
    initial = {"version": extension.version}
    form = ExtensionSignForm(submitted(request), initial=initial)
    if form.is_valid() and tried(
        form, actions.execute_extension, extension, by=request.user, **form.cleaned_data
    ):
        messages.success(request, f"{extension} is signed")
        return redirect(LIST)
    context = {"form": form, "extension": extension}
    return render(request, "pilot/contract_extension_sign.html", context)


def _at(request: HttpRequest, pk: int, status: str) -> Extension:
    """One that stands where the page takes it further; one that does not answers 409."""
    extensions = Extension.objects.visible_to(request.user).for_listing()
    extension = get_object_or_404(extensions, pk=pk)
    if extension.status != status:
        raise Overtaken(PASSED)
    return extension
