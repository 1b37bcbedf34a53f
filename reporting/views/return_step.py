"""What somebody does with a return: a page for each step."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from pilot import drafts
from pilot.permissions import Permission
from pilot.transitions import Overtaken
from pilot.web import beside, clash, once, requires, submitted
from reporting import actions, forms
from reporting.indicators import INDICATORS
from reporting.models import Return, ReturnText
from reporting.returns.blockers import blockers_of, shown_to
from reporting.returns.content import tables_of
from reporting.returns.draft import Draft
from reporting.returns.measures import WHAT_WAS_DONE
from reporting.returns.reading import signing_blockers
from reporting.returns.template import Question, templates
from reporting.views.returns import one_return

PASSED = "A colleague has taken this return further since you opened the page."
Status = Return.Status


@requires(Permission.DRAFT_RETURN)
@require_POST
def return_start(request: HttpRequest, code: str, quarter) -> HttpResponse:
    of = one_return(request, code, quarter)
    if of.pk is not None:
        raise Overtaken(PASSED)
    begun = actions.start_return(of.borough, quarter, by=request.user)
    messages.success(request, "The return is begun")
    return redirect(begun)


@requires(Permission.DRAFT_RETURN)
@drafts.resumable("Text of a return")
@once
def return_text_edit(request: HttpRequest, code: str, quarter, text: str) -> HttpResponse:
    of = _in(request, code, quarter, *Return.WRITTEN_IN)
    question = _question(of, text)
    written = _texts(request, of).filter(code=text).first()
    form = forms.ReturnTextForm(
        submitted(request),
        draft=drafts.kept(request),
        initial=_answers(written),
        question=question.question,
        hint=question.hint,
        is_required=question.is_required,
    )
    if form.is_valid():
        try:
            actions.write_return_text(of, text, by=request.user, **form.cleaned_data)
        except Overtaken:
            theirs = get_object_or_404(_texts(request, of), code=text)
            return clash(request, form, theirs, theirs=_answers(theirs))
        messages.success(request, f"“{question.title}” is saved")
        return redirect(f"{of.get_absolute_url()}?tab={question.tab}")
    context = {"form": form, "of": of, "question": question, "resumable": True}
    context["before"] = _before(request, of, text)
    return render(request, "reporting/return_text_edit.html", context)


@requires(Permission.DRAFT_RETURN)
@once
def return_text_release(
    request: HttpRequest, code: str, quarter, text: str
) -> HttpResponse:
    of = _in(request, code, quarter, *Return.WRITTEN_IN)
    question = _question(of, text)
    written = get_object_or_404(_texts(request, of), code=text)
    initial = {"version": written.version}
    form = forms.ReturnTextReleaseForm(submitted(request), initial=initial)
    said = f"“{question.title}” is released"
    if _taken(request, form, actions.release_return_text, written, said):
        return redirect(of)
    context = {"form": form, "of": of, "question": question, "written": written}
    return render(request, "reporting/return_text_release.html", context)


@requires(Permission.SIGN_RETURN)
@once
def return_sign(request: HttpRequest, code: str, quarter) -> HttpResponse:
    of = _in(request, code, quarter, *Return.WRITTEN_IN)
    form = forms.ReturnSignForm(submitted(request), initial={"version": of.version})
    said = "The return is signed, and its figures are released"
    if _taken(request, form, actions.sign_return, of, said):
        return redirect(of)
    draft = Draft(of)
    context = {"form": form, "of": of, "blockers": signing_blockers(draft, request.user)}
    context["tables"] = tables_of(draft, in_clear=False)
    return render(request, "reporting/return_sign.html", context)


@requires(Permission.REVIEW_RETURN)
@require_POST
def return_review(request: HttpRequest, code: str, quarter) -> HttpResponse:
    of = _in(request, code, quarter, Status.PROVIDER_SIGNED)
    actions.review_return(of, by=request.user, version=of.version)
    messages.success(request, "The return is with you")
    return redirect(of)


@requires(Permission.REVIEW_RETURN)
@once
def return_send_back(request: HttpRequest, code: str, quarter) -> HttpResponse:
    of = _in(request, code, quarter, Status.OFFICER_REVIEW, Status.ACCEPTED)
    form = forms.ReturnSendBackForm(submitted(request), initial={"version": of.version})
    said = "The provider is asked to put it right"
    if _taken(request, form, actions.send_back_return, of, said):
        return redirect(of)
    return render(request, "reporting/return_send_back.html", {"form": form, "of": of})


@requires(Permission.REVIEW_RETURN)
@once
def return_accept(request: HttpRequest, code: str, quarter) -> HttpResponse:
    of = _in(request, code, quarter, Status.OFFICER_REVIEW)
    form = forms.ReturnAcceptForm(submitted(request), initial={"version": of.version})
    if _taken(request, form, actions.accept_return, of, "The return is accepted"):
        return redirect(of)
    return render(request, "reporting/return_accept.html", {"form": form, "of": of})


@requires(Permission.SUBMIT_RETURN)
@once
def return_submit(request: HttpRequest, code: str, quarter) -> HttpResponse:
    of = _in(request, code, quarter, Status.ACCEPTED)
    form = forms.ReturnSubmitForm(submitted(request), initial={"version": of.version})
    if _taken(request, form, actions.submit_return, of, "The return is submitted"):
        return redirect(of)
    context = {"form": form, "of": of}
    context["blockers"] = shown_to(request.user, blockers_of(of), of)
    return render(request, "reporting/return_submit.html", context)


@requires(Permission.SIGN_RETURN)
@once
def return_restate(request: HttpRequest, code: str, quarter) -> HttpResponse:
    of = _in(request, code, quarter, Status.SUBMITTED)
    form = forms.ReturnRestateForm(submitted(request), initial={"version": of.version})
    said = "The return can be written and signed again"
    if _taken(request, form, actions.restate_return, of, said):
        return redirect(of)
    return render(request, "reporting/return_restate.html", {"form": form, "of": of})


def _in(request: HttpRequest, code: str, quarter, *statuses: str) -> Return:
    """The return while it is where the page takes it further; otherwise 409."""
    of = one_return(request, code, quarter)
    if of.status not in statuses:
        raise Overtaken(PASSED)
    return of


def _taken(request: HttpRequest, form, action, thing, said: str) -> bool:
    """Whether the step is taken, and said so; what is refused stands on the page."""
    if form.is_valid():
        with beside(form, form.blames):
            action(thing, by=request.user, **form.cleaned_data)
            messages.success(request, said)
    return form.is_valid()


def _question(of: Return, code: str) -> Question:
    """What is asked: by the layout, or about one of the figures."""
    question = templates()[of.template].question(code)
    if question:
        return question
    figure = next((each for each in INDICATORS if each.code == code), None)
    if figure is None:
        raise Http404
    return Question(
        code=code,
        tab="activity" if figure.outcome in WHAT_WAS_DONE else "outcomes",
        title=f"{figure.code} {figure.label}",
        question=f"What is there to say about “{figure.label}”?",
        hint="Why it is as it is, and what is done about it.",
    )


def _texts(request: HttpRequest, of: Return):
    return ReturnText.objects.visible_to(request.user).filter(of_return=of).for_listing()


def _answers(written: ReturnText | None) -> dict:
    if written is None:
        return {"text": "", "version": 0}
    return {"text": written.text, "version": written.version}


def _before(request: HttpRequest, of: Return, code: str) -> ReturnText | None:
    """What the return of the quarter before said to the same question, to read beside."""
    earlier = ReturnText.objects.visible_to(request.user).exclude(text="")
    found = earlier.filter(
        code=code, of_return__borough=of.borough, of_return__quarter__lt=of.quarter
    )
    return found.select_related("of_return").order_by("-of_return__quarter").first()
