"""A spreadsheet of costs: sent, checked row by row, and imported whole."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pilot import actions, audit
from pilot.forms import COLUMNS, SheetForm, SheetRow, read_sheet
from pilot.models import ApportionmentKey, CostSheet
from pilot.permissions import Permission
from pilot.spreadsheets import written
from pilot.web import freshly_proved, once, requires, submitted, tried


@requires(Permission.IMPORT_COSTS)
def sheet_upload(request: HttpRequest) -> HttpResponse:
    form = SheetForm(submitted(request), request.FILES or None)
    if form.is_valid() and (
        sheet := tried(form, actions.upload_sheet, by=request.user, rows=form.rows)
    ):
        return redirect(sheet)
    context = {"form": form, "columns": COLUMNS}
    return render(request, "pilot/sheet_upload.html", context)


@requires(Permission.IMPORT_COSTS)
@freshly_proved
@once
def sheet_check(request: HttpRequest, reference: str) -> HttpResponse:
    sheet = _sheet(request, reference)
    rows = [] if sheet.imported_at else checked(request, sheet)
    refused = [row for row in rows if row.refusals]
    if request.method == "POST" and rows and not refused:
        actions.import_sheet(sheet, by=request.user, costs=[row.cost for row in rows])
        messages.success(request, f"{len(rows)} costs are in the ledger")
        return redirect("pilot:cost_list")
    context = {"sheet": sheet, "rows": rows, "refused": refused, "columns": COLUMNS}
    return render(request, "pilot/sheet_check.html", context)


@requires(Permission.IMPORT_COSTS)
def sheet_refused(request: HttpRequest, reference: str) -> HttpResponse:
    """The rows that are refused, each with its reasons, to be put right and sent again."""
    sheet = _sheet(request, reference)
    rows = [] if sheet.imported_at else checked(request, sheet)
    refused = [[*row.cells, " ".join(row.refusals)] for row in rows if row.refusals]
    audit.record(sheet, "downloaded", by=request.user, rows=len(refused))
    return HttpResponse(
        written([[*COLUMNS, "Why it is refused"], *refused]).encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="refused-rows.csv"',
            "Cache-Control": "no-store",
        },
    )


def _sheet(request: HttpRequest, reference: str) -> CostSheet:
    sheets = CostSheet.objects.visible_to(request.user)
    return get_object_or_404(sheets, reference=reference)


def checked(request: HttpRequest, sheet: CostSheet) -> list[SheetRow]:
    """Each row with what the form and then the ledger say of it."""
    rows = read_sheet(
        sheet.rows,
        boroughs=request.user.boroughs_with(Permission.KEEP_MONEY),
        keys=ApportionmentKey.objects.latest_of_each(),
    )
    refused = actions.try_costs([row.cost for row in rows], by=request.user)
    for place, why in refused.items():
        rows[place].refusals.append(why)
    return rows
