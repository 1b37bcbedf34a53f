"""The page of a person's own answers about themselves, and the form they are asked with."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from cases import actions
from cases.forms import EqualityForm
from cases.models import EqualityRecord, Impairment
from cases.models.answers import ANSWERS, QUESTIONS
from cases.models.ethnicity import ETHNICITIES, ETHNICITIES_IN_GROUPS, POLICE_16_1
from cases.views.case import VIEW_CASES, case_at, open_case_at
from pilot import drafts
from pilot.permissions import Permission
from pilot.transitions import Overtaken
from pilot.web import clash, once, requires, seen, submitted

BESIDES = (
    *("gender_words", "impairments", "observed_ethnicity", "asked_on"),
    *("not_asked_because", "version"),
)


DISABLED = {True: "Yes", False: "No", None: "The answers do not say"}
READ = "read the equality answers of"


@requires(*VIEW_CASES)
def case_equality(request, reference):
    case = case_at(request, reference)
    record = _record(request, case)
    seen(request, record.perpetrator, READ, **actions.trace_of(case))
    context = {
        "case": case,
        "record": record,
        "may_keep": case.is_open and request.user.can(Permission.KEEP_RECORD, case.borough),
        "answers": _in_words(record),
        "observed": _observed(record),
    }
    return render(request, "cases/case_equality.html", context)


@requires(Permission.KEEP_RECORD)
@drafts.resumable("Ask about equality")
@once
def case_equality_edit(request, reference):
    case = open_case_at(request, reference)
    record = _record(request, case)
    seen(request, record.perpetrator, READ, **actions.trace_of(case))
    form = EqualityForm(
        submitted(request),
        draft=drafts.kept(request),
        initial=_answers(record),
        is_under_16=case.perpetrator.is_under_16,
    )
    if form.is_valid():
        try:
            actions.keep_equality(case, by=request.user, **form.cleaned_data)
        except Overtaken:
            return _overtaken(request, form, case)
        messages.success(request, f"The answers on case {case.reference} are saved")
        return redirect("cases:case_equality", case.reference)
    context = {"case": case, "form": form, "resumable": True}
    return render(request, "cases/case_equality_edit.html", context)


@requires(*VIEW_CASES)
def equality_form(request):
    """The same questions on paper, for whoever would rather write than be asked."""
    questions = {
        name: [label for _, label in choices]
        for name, choices in ANSWERS.items()
        if name != "ethnicity"
    }
    context = questions | {
        "ethnicities": [
            (group, [label for _, label in answers])
            for group, answers in ETHNICITIES_IN_GROUPS
        ],
        "impairments": Impairment.labels,
    }
    return render(request, "cases/equality_form.html", context)


def _record(request, case):
    """The person's record, or an empty one before the first answer."""
    records = EqualityRecord.objects.visible_to(request.user)
    found = records.select_related("asked_by").filter(perpetrator=case.perpetrator)
    return found.first() or EqualityRecord(perpetrator=case.perpetrator, version=0)


def _answers(record):
    return {name: getattr(record, name) for name in (*ANSWERS, *BESIDES)}


def _in_words(record):
    """Each question with its answer as it is said, and whatever was added to it."""
    added = {
        "gender_identity": record.gender_words,
        "condition": ", ".join(
            each.label for each in Impairment if each.value in record.impairments
        ),
    }
    for name, label in QUESTIONS.items():
        said = getattr(record, f"get_{name}_display")()
        yield {"label": label, "answer": said, "added": added.get(name, "")}
        if name == "effect":  # derived from this answer and the one before it
            yield {
                "label": "Disabled, as the law defines it",
                "answer": DISABLED[record.is_disabled],
            }


def _observed(record):
    """What the police noted, what it would be called here, and whether that is sure."""
    if not record.observed_ethnicity:
        return None
    words, mapped = POLICE_16_1[record.observed_ethnicity]
    return {
        "words": f"{record.observed_ethnicity} {words}",
        "called": dict(ETHNICITIES).get(mapped.code, "Not stated"),
        "is_ambiguous": mapped.is_ambiguous,
    }


def _overtaken(request, form, case):
    theirs = _record(request, case)
    back = reverse("cases:case_equality", args=[case.reference])
    trace = actions.trace_of(case)
    return clash(request, form, theirs, theirs=_answers(theirs), back=back, **trace)
