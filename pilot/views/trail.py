"""Who did what, and who saw what."""

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pilot import audit
from pilot.forms import TrailFilterForm
from pilot.models import AuditEvent
from pilot.permissions import Permission, Role
from pilot.web import page_of, requires


@requires(Permission.READ_TRAIL)
def trail(request: HttpRequest) -> HttpResponse:
    """Reading the trail is a reading too, and stands in it before the page is made."""
    events = AuditEvent.objects.visible_to(request.user)
    form = TrailFilterForm(request.GET, **_choices(events))
    lookups = form.lookups()
    reference = form.cleaned_data.get("reference")
    narrowed_by = {name: str(value) for name, value in lookups.items()}
    if reference:
        narrowed_by["reference"] = reference
    audit.record(request.user, "read the trail", by=request.user, filters=narrowed_by)
    narrowed = events.filter(**lookups)
    if reference:
        narrowed = narrowed.naming(reference)
    page = page_of(request, narrowed.for_listing(), size=50)
    rows = [{"event": event, "roles": _in_words(event.roles)} for event in page]
    context = {"filter_form": form, "page": page, "rows": rows}
    return render(request, "pilot/trail.html", context)


def _choices(events) -> dict:
    """The people, kinds and actions that these events have, in three queries."""
    events = events.order_by()
    people = events.exclude(by=None).values_list(
        "by", "by__first_name", "by__last_name", "by__username"
    )
    return {
        "people": [
            (pk, f"{first} {last}".strip() or username)
            for pk, first, last, username in people.distinct().order_by(
                "by__last_name", "by__first_name", "by__username"
            )
        ],
        "kinds": sorted(
            (
                (label, _kind(label))
                for label in events.values_list("target_type", flat=True).distinct()
            ),
            key=lambda kind: kind[1],
        ),
        "actions": [
            (action, action[:1].upper() + action[1:])
            for action in events.values_list("action", flat=True)
            .distinct()
            .order_by("action")
        ],
    }


def _kind(label: str) -> str:
    """A kind of record in words; one that is no longer kept, by its label."""
    try:
        words = str(apps.get_model(label)._meta.verbose_name)
    except LookupError:
        return label
    return words[:1].upper() + words[1:]


def _in_words(codes: str) -> str:
    """The roles somebody held at the time; a code that has gone stays a code."""
    known = dict(Role.choices)
    return ", ".join(known.get(code, code) for code in codes.split())
