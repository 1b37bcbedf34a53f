"""The pages on which a session that was entered wrongly is put right or taken out."""

from django.contrib import messages
from django.shortcuts import redirect, render

from cases import actions
from cases.forms import SessionCorrectForm, WithdrawForm
from cases.views.session import session_at
from pilot import drafts
from pilot.permissions import Permission
from pilot.web import beside, once, requires, seen, submitted


@requires(Permission.LOG_WORK)
@drafts.resumable("Correct a session")
@once
def session_correct(request, reference):
    session = session_at(request, reference)
    actions.check_stands(session)
    seen(request, session, case=session.case.reference)
    form = SessionCorrectForm(
        submitted(request),
        draft=drafts.kept(request),
        initial=SessionCorrectForm.said_of(session),
        session=session,
        user=request.user,
    )
    if form.is_valid():
        with beside(form, "because"):
            actions.correct_session(session, by=request.user, **form.answers())
            told = f"The session on case {session.case.reference} is put right"
            messages.success(request, told)
            return redirect("cases:case_contacts", session.case.reference)
    context = {"session": session, "case": session.case, "form": form, "resumable": True}
    return render(request, "cases/session_correct.html", context)


@requires(Permission.LOG_WORK)
@once
def session_withdraw(request, reference):
    session = session_at(request, reference)
    actions.check_stands(session)
    seen(request, session, case=session.case.reference)
    form = WithdrawForm(submitted(request), case=session.case)
    if form.is_valid():
        with beside(form, "because"):
            actions.withdraw_session(session, by=request.user, **form.cleaned_data)
            told = f"The session is taken out of case {session.case.reference}"
            messages.success(request, told)
            return redirect("cases:case_contacts", session.case.reference)
    context = {"session": session, "case": session.case, "form": form}
    return render(request, "cases/session_withdraw.html", context)
