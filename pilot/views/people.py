"""Who has an account and what they may do: adding people, granting and ending roles."""

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pilot import actions
from pilot.forms import (
    MembershipGrantForm,
    PersonForm,
    PersonPasswordForm,
    ReasonForm,
)
from pilot.models import Membership, User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused
from pilot.web import freshly_proved, once, page_of, requires, submitted


@requires(Permission.MANAGE_PEOPLE)
def person_list(request: HttpRequest) -> HttpResponse:
    page = page_of(request, _people(request.user), size=50)
    return render(request, "pilot/person_list.html", {"page": page})


@requires(Permission.MANAGE_PEOPLE)
@once
def person_add(request: HttpRequest) -> HttpResponse:
    form = PersonForm(submitted(request))
    if form.is_valid():
        person = _try(form, actions.add_person, by=request.user, **form.cleaned_data)
        if person:
            messages.success(request, f"{person} has an account. Now grant a role.")
            return redirect("pilot:person_detail", person.pk)
    return render(request, "pilot/person_add.html", {"form": form})


@requires(Permission.MANAGE_PEOPLE)
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    person = _person(pk)
    memberships = list(
        Membership.objects.visible_to(request.user).filter(user=person).for_listing()
    )
    context = {
        "person": person,
        "current": [one for one in memberships if one.ended_at is None],
        "ended": [one for one in memberships if one.ended_at],
        "is_oneself": person == request.user,
    }
    return render(request, "pilot/person_detail.html", context)


@requires(Permission.MANAGE_PEOPLE)
@freshly_proved
def person_password(request: HttpRequest, pk: int) -> HttpResponse:
    person = _person(pk)
    form = PersonPasswordForm(submitted(request), owner=person)
    if form.is_valid() and _try(
        form, actions.change_password, person, by=request.user, **form.cleaned_data
    ):
        messages.success(request, f"{person} has a new password. Tell it to them yourself.")
        return redirect("pilot:person_detail", person.pk)
    context = {"form": form, "person": person}
    return render(request, "pilot/person_password.html", context)


@requires(Permission.MANAGE_PEOPLE)
@once
def person_deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    person, form = _person(pk), ReasonForm(submitted(request))
    if form.is_valid() and _try(
        form, actions.deactivate_person, person, by=request.user, **form.cleaned_data
    ):
        messages.success(request, f"The account of {person} is closed")
        return redirect("pilot:person_detail", person.pk)
    context = {"form": form, "person": person}
    return render(request, "pilot/person_deactivate.html", context)


@requires(Permission.MANAGE_PEOPLE)
@once
def person_reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    person, form = _person(pk), ReasonForm(submitted(request))
    if form.is_valid() and _try(
        form, actions.reactivate_person, person, by=request.user, **form.cleaned_data
    ):
        messages.success(request, f"The account of {person} is open again")
        return redirect("pilot:person_detail", person.pk)
    context = {"form": form, "person": person}
    return render(request, "pilot/person_reactivate.html", context)


@requires(Permission.MANAGE_PEOPLE)
@freshly_proved
@once
def membership_grant(request: HttpRequest, pk: int) -> HttpResponse:
    person = _person(pk)
    boroughs = request.user.boroughs_with(Permission.MANAGE_PEOPLE)
    form = MembershipGrantForm(submitted(request), boroughs=boroughs)
    if form.is_valid() and _try(
        form, actions.grant_membership, person, by=request.user, **form.cleaned_data
    ):
        messages.success(request, f"{person} is now {form.cleaned_data['role'].label}")
        return redirect("pilot:person_detail", person.pk)
    context = {"form": form, "person": person}
    return render(request, "pilot/membership_grant.html", context)


@requires(Permission.MANAGE_PEOPLE)
@once
def membership_end(request: HttpRequest, pk: int) -> HttpResponse:
    mine = Membership.objects.visible_to(request.user).for_listing()
    membership = get_object_or_404(mine, pk=pk)
    form = ReasonForm(submitted(request))
    if form.is_valid() and _try(
        form, actions.end_membership, membership, by=request.user, **form.cleaned_data
    ):
        messages.success(request, f"{membership.user} is no longer {membership}")
        return redirect("pilot:person_detail", membership.user_id)
    context = {"form": form, "membership": membership, "person": membership.user}
    return render(request, "pilot/membership_end.html", context)


def _people(reader: User) -> QuerySet[User]:
    """Everybody with an account, each with the current roles that `reader` administers.

    An account belongs to no borough, so whoever administers one borough knows of them all.
    """
    roles = Membership.objects.visible_to(reader).current().for_listing()
    return User.objects.order_by(
        "-is_active", "last_name", "first_name", "username"
    ).prefetch_related(Prefetch("memberships", roles, to_attr="current_roles"))


def _person(pk: int) -> User:
    return get_object_or_404(User, pk=pk)


def _try(form, action, *args, **kwargs):
    """What the action did; if it was refused, nothing, and the form says why."""
    try:
        return action(*args, **kwargs)
    except TransitionRefused as refused:
        form.add_error(None, str(refused))
        return None
