"""The pages of the contract's facts, of every kind alike, and of a council's agreement."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pilot import actions, forms
from pilot.models import (
    Agreement,
    ContractAction,
    OfficerAppointment,
    Record,
    Variation,
)
from pilot.permissions import Permission
from pilot.records import KINDS, Kind
from pilot.transitions import STANDS_NO_LONGER, Overtaken
from pilot.web import clash, once, page_of, requires, submitted, tried

FORMS: dict[str, type[forms.RecordForm]] = {
    "approvals": forms.ApprovalForm,
    "documents": forms.DocumentForm,
    "register": forms.RegisterEntryForm,
    "accreditations": forms.AccreditationForm,
    "equality": forms.EqualityAssessmentForm,
}
OF_A_COUNCIL = ("approvals", "documents", "register")
_AGREEMENT = (
    *("executed_on", "funding_source", "funding_reference", "partnership"),
    *("e_sourcing_reference", "e_sourcing_uploaded_on", "return_due_days"),
    "version",
)


@requires(Permission.VIEW_CONTRACT)
def contract_agreement(request: HttpRequest, code: str) -> HttpResponse:
    agreement, who = _agreement(request, code), request.user
    of_council = {"borough": agreement.borough}
    appointed = OfficerAppointment.objects.visible_to(who).filter(**of_council)
    context = {
        "agreement": agreement,
        "appointments": appointed.for_listing(),
        "variations": Variation.objects.visible_to(who).filter(**of_council).for_listing(),
        "records": [
            (key, KINDS[key], _of(request, agreement, key)) for key in OF_A_COUNCIL
        ],
        "may_keep": who.can(Permission.KEEP_CONTRACT, agreement.borough),
    }
    return render(request, "pilot/contract_agreement.html", context)


def _of(request, agreement, key):
    rows = KINDS[key].model.objects.visible_to(request.user).standing().for_listing()
    return [row for row in rows if row.borough_id in (None, agreement.borough_id)]


@requires(Permission.KEEP_CONTRACT)
@once
def contract_agreement_edit(request: HttpRequest, code: str) -> HttpResponse:
    agreement = _agreement(request, code, Permission.KEEP_CONTRACT)
    form = forms.AgreementForm(submitted(request), initial=_answers(agreement))
    if form.is_valid():
        try:
            actions.complete_agreement(agreement, by=request.user, **form.cleaned_data)
        except Overtaken:
            theirs = _agreement(request, code)
            return clash(request, form, theirs, theirs=_answers(theirs))
        messages.success(request, f"The agreement of {agreement.borough} is saved")
        return redirect(agreement)
    context = {"form": form, "agreement": agreement}
    return render(request, "pilot/contract_agreement_edit.html", context)


@requires(Permission.VIEW_CONTRACT)
def contract_record_list(request: HttpRequest, kind: str) -> HttpResponse:
    known = _kind(kind)
    records = known.model.objects.visible_to(request.user).standing().for_listing()
    page = page_of(request, records)
    context = {
        "kind": known,
        "key": kind,
        "page": page,
        "rows": [(record, known.listed_of(record)) for record in page],
        "may_keep": request.user.can(Permission.KEEP_CONTRACT),
        "may_govern": request.user.can(Permission.VIEW_GOVERNANCE),
    }
    return render(request, "pilot/contract_record_list.html", context)


@requires(Permission.KEEP_CONTRACT)
@once
def contract_record_add(request: HttpRequest, kind: str) -> HttpResponse:
    known = _kind(kind)
    boroughs = request.user.boroughs_with(Permission.KEEP_CONTRACT)
    form = FORMS[kind](submitted(request), boroughs=boroughs)
    if form.is_valid() and (
        record := tried(
            form, actions.add_record, known.model, by=request.user, **form.cleaned_data
        )
    ):
        messages.success(request, f"The {known.noun} is recorded")
        return redirect("pilot:contract_record_detail", kind, record.pk)
    context = {"form": form, "kind": known, "key": kind}
    return render(request, "pilot/contract_record_add.html", context)


@requires(Permission.VIEW_CONTRACT)
def contract_record_detail(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    known, record = _kind(kind), _record(request, kind, pk)
    follows = ContractAction.objects.visible_to(request.user).for_listing()
    borough = getattr(record, "borough", None)
    context = {
        "kind": known,
        "key": kind,
        "record": record,
        "facts": known.facts_of(record),
        "later": getattr(record, "replaced_by", None),
        "actions": follows.filter(assessment=pk) if kind == "equality" else None,
        "may_govern": request.user.can(Permission.VIEW_GOVERNANCE),
        "may_keep": request.user.can(Permission.KEEP_CONTRACT, borough),
    }
    return render(request, "pilot/contract_record_detail.html", context)


@requires(Permission.KEEP_CONTRACT)
@once
def contract_record_correct(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    known, record = _kind(kind), _record(request, kind, pk)
    if record.is_replaced:
        raise Overtaken(STANDS_NO_LONGER)
    boroughs = request.user.boroughs_with(Permission.KEEP_CONTRACT)
    form = FORMS[kind](submitted(request), boroughs=boroughs, record=record)
    if form.is_valid() and (
        new := tried(form, _put_right, record, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The change is saved")
        return redirect("pilot:contract_record_detail", kind, new.pk)
    context = {"form": form, "kind": known, "key": kind, "record": record}
    return render(request, "pilot/contract_record_correct.html", context)


def _put_right(record, *, by, because, is_withdrawn, **facts) -> Record:
    if is_withdrawn:
        return actions.withdraw_record(record, by=by, because=because)
    return actions.correct_record(record, by=by, because=because, **facts)


def _kind(key: str) -> Kind:
    if key not in KINDS:
        raise Http404
    return KINDS[key]


def _record(request: HttpRequest, kind: str, pk: int) -> Record:
    model = _kind(kind).model
    # Every kind of record is scoped; their common class cannot say so.
    rows = model.objects.visible_to(request.user)  # type: ignore[attr-defined]
    return get_object_or_404(rows.with_who_recorded_it(), pk=pk)


def _agreement(request, code: str, permission=Permission.VIEW_CONTRACT) -> Agreement:
    kept = request.user.boroughs_with(permission)
    rows = Agreement.objects.visible_to(request.user).for_listing()
    return get_object_or_404(rows.filter(borough__in=kept), borough=code)


def _answers(agreement: Agreement) -> dict:
    return {name: getattr(agreement, name) for name in _AGREEMENT}
