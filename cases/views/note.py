"""The pages on which notes are written, changed while open, and added to."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from cases import actions
from cases.forms import NoteAddendumForm, NoteEditForm, NoteForm
from cases.models import CaseNote
from cases.views.case import open_case_at
from pilot import calendar, drafts
from pilot.permissions import Permission
from pilot.transitions import Overtaken
from pilot.web import clash, once, requires, seen, submitted

ANSWERS = ("on", "category", "source", "sensitivity", "text", "version")


@requires(Permission.KEEP_RECORD)
@drafts.resumable("Write a note")
@once
def case_note_add(request, reference):
    case = open_case_at(request, reference)
    form = NoteForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"on": calendar.today(), "sensitivity": CaseNote.Sensitivity.NORMAL},
        case=case,
    )
    if form.is_valid():
        note = actions.write_note(case, by=request.user, **form.cleaned_data)
        messages.success(request, f"The note is on case {case.reference}")
        return redirect(note)
    context = {"case": case, "form": form, "resumable": True}
    return render(request, "cases/case_note_add.html", context)


@requires(Permission.KEEP_RECORD)
@drafts.resumable("Change a note")
@once
def case_note_edit(request, reference, note):
    note = _note(request, reference, note)
    actions.check_unlocked(note, request.user)
    seen(request, note, **actions.trace_of(note.case))
    form = NoteEditForm(
        submitted(request),
        draft=drafts.kept(request),
        initial=_answers(note),
        case=note.case,
    )
    if form.is_valid():
        try:
            actions.change_note(note, by=request.user, **form.cleaned_data)
        except Overtaken:
            note.refresh_from_db()
            trace = actions.trace_of(note.case)
            return clash(request, form, note, theirs=_answers(note), **trace)
        messages.success(request, f"The note on case {note.case.reference} is changed")
        return redirect(note)
    context = {"case": note.case, "note": note, "form": form, "resumable": True}
    return render(request, "cases/case_note_edit.html", context)


@requires(Permission.KEEP_RECORD)
@drafts.resumable("Add to a note")
@once
def case_note_addendum(request, reference, note):
    note = _note(request, reference, note)
    seen(request, note, **actions.trace_of(note.case))
    form = NoteAddendumForm(
        submitted(request), draft=drafts.kept(request), initial={"source": note.source}
    )
    if form.is_valid():
        actions.add_to_note(note, by=request.user, **form.cleaned_data)
        messages.success(request, f"The note on case {note.case.reference} is added to")
        return redirect(note)
    context = {"case": note.case, "note": note, "form": form, "resumable": True}
    return render(request, "cases/case_note_addendum.html", context)


def _note(request, reference, note):
    """A note on an open case."""
    case = open_case_at(request, reference)
    return get_object_or_404(case.notes.for_listing(), reference=note)


def _answers(note):
    return {name: getattr(note, name) for name in ANSWERS}
