"""The pages of a case: progress, people and risk, contacts, notes, history.

Every page of a case is `layouts/case.html` around parts. To put something on one:

1. `cases/parts/NOUN.py`: `def NOUN(case, user)` reads what the part shows;
2. its name in `cases.parts.PARTS`, in the tuple of the page;
3. `templates/cases/parts/NOUN.html` shows it, and the page's template includes it:
   `{% include "cases/parts/NOUN.html" with NOUN=NOUN case=case may=may only %}`.

The same for what stands above every page: a word beside the name goes into
`cases.parts.tags`, an active warning into `cases.parts.warnings`, the main button is
`cases.next_step`. What somebody may do here is `may`: add the permission to `MAY` and hide
the link by it (the page behind it asks again). A case is found with `case_at`, and with
`open_case_at` by a page that changes something.
"""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from cases import actions
from cases.models import Case
from cases.next_step import next_step
from cases.parts import parts_of
from cases.timeline import KINDS, Timeline
from pilot.permissions import Permission
from pilot.web import page_of, requires, seen

VIEW_CASES = (Permission.VIEW_OWN_WORK, Permission.VIEW_CASELOAD)
READ_CASES = (*VIEW_CASES, Permission.AUDIT_FILES)  # an auditor the files of their sample

SUB_NAVIGATION = {
    "case_detail": "Progress",
    "case_plan": "Assessment and plan",
    "case_people": "People and risk",
    "case_contacts": "Contacts and sessions",
    "case_notes": "Notes and documents",
    "case_history": "History",
}

MAY = {
    "log": Permission.LOG_WORK,
    "keep": Permission.KEEP_RECORD,
    "move": Permission.MOVE_CASE,
    "close": Permission.CLOSE_CASE,
    "reopen": Permission.REOPEN_CASE,
    "allocate": Permission.ALLOCATE_CASE,
    "change_borough": Permission.CHANGE_CASE_BOROUGH,
    "sign_off": Permission.SIGN_OFF_ASSESSMENT,
    "decide": Permission.DECIDE_ELIGIBILITY,
}


@requires(*READ_CASES)
def case_detail(request, reference):
    case = case_at(request, reference)
    seen(request, case)
    context = composed(request, case, "case_detail")
    return render(request, "cases/case_detail.html", context)


@requires(*READ_CASES)
def case_plan(request, reference):
    case = case_at(request, reference)
    seen(request, case, "read the assessment and plan of")
    context = composed(request, case, "case_plan")
    return render(request, "cases/case_plan.html", context)


@requires(*READ_CASES)
def case_people(request, reference):
    case = case_at(request, reference)
    seen(request, case, "read the people and risk of")
    context = composed(request, case, "case_people")
    return render(request, "cases/case_people.html", context)


@requires(*READ_CASES)
def case_contacts(request, reference):
    case = case_at(request, reference)
    seen(request, case, "read the contacts of")
    kind = request.GET.get("kind") if request.GET.get("kind") in KINDS else ""
    context = composed(request, case, "case_contacts") | {
        "kinds": KINDS.items(),
        "kind": kind,
        "page": page_of(request, Timeline(case, kind=kind)),
    }
    return render(request, "cases/case_contacts.html", context)


@requires(*READ_CASES)
def case_notes(request, reference):
    case = case_at(request, reference)
    seen(request, case, "read the notes of")
    context = composed(request, case, "case_notes") | {
        "page": page_of(request, case.notes.for_listing(), size=20)
    }
    return render(request, "cases/case_notes.html", context)


@requires(*READ_CASES)
def case_history(request, reference):
    case = case_at(request, reference)
    seen(request, case, "read the history of")
    context = composed(request, case, "case_history")
    return render(request, "cases/case_history.html", context)


def case_at(request, reference):
    """The case at this address, if the person may know that it exists."""
    cases = Case.objects.visible_to(request.user)
    related = cases.select_related(
        "perpetrator", "borough", "post", "worker", "referral", "bridge"
    )
    known = related.with_risk().with_standing()
    case = get_object_or_404(known, reference=reference)
    request.back_to = case.get_absolute_url()  # whatever is refused from here on
    return case


def entry_at(request, entries, reference):
    """The entry of a case at this address, of those that the person may know of."""
    entry = get_object_or_404(entries, reference=reference)
    request.back_to = entry.case.get_absolute_url()
    return entry


def open_case_at(request, reference):
    """A case that can still be worked on; a closed one answers 409 in plain words."""
    case = case_at(request, reference)
    actions.check_open(case)
    return case


def people_and_risk(case, anchor):
    """Where a case shows what was just entered."""
    return f"{reverse('cases:case_people', args=[case.reference])}#{anchor}"


def assessment_and_plan(case, anchor):
    """Where a case shows its assessment, its goals and the stage of change."""
    return f"{reverse('cases:case_plan', args=[case.reference])}#{anchor}"


def composed(request, case, page):
    """What a page of a case shows: its parts, and what stands above every page."""
    of_parts = parts_of(page, case, request.user)
    return of_parts | {
        "case": case,
        "may": {
            "follow": any(map(request.user.can, VIEW_CASES)),
        }
        | {
            word: request.user.can(permission, case.borough)
            for word, permission in MAY.items()
        },
        "next_step": next_step(case, request.user),
        "sub_navigation": [
            {
                "text": text,
                "href": reverse(f"cases:{name}", args=[case.reference]),
                "is_current": name == page,
            }
            for name, text in SUB_NAVIGATION.items()
        ],
    }
