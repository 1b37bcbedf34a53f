"""What the frame of every page shows."""

from django.conf import settings
from django.urls import reverse

from pilot import calendar, nav
from pilot.demonstration import PASSWORD, PEOPLE
from pilot.permissions import Permission
from pilot.web import fresh_token

NEWS = ("2016-07", "Log a failed attempt in one line, from any case.")
WARN_SECONDS = 120


def shell(request) -> dict:
    """Navigation, boroughs, banners and session limits, for a person who is signed in."""
    frame = {
        "once_token": fresh_token(),
        "request_id": getattr(request, "reference", ""),
        "draft": getattr(request, "kept_draft", None),
        "demo": _demonstration() if settings.PILOT_DEMO else None,
    }
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return frame
    roles = user.roles()
    return {
        **frame,
        "nav": nav.items_for(request),
        "nav_boroughs": user.boroughs_in_words(),
        "person_roles": ", ".join(role.label for role in roles),
        "whats_new": _news(user),
        "idle_seconds": settings.SESSION_COOKIE_AGE,
        "warn_seconds": WARN_SECONDS,
        "stay_url": reverse("pilot:session_stay"),
    }


def _news(user) -> str | None:
    """What is new for those who log work, until they have put it away."""
    is_new = user.last_news_seen < NEWS[0] and user.can(Permission.LOG_WORK)
    return NEWS[1] if is_new else None


def _demonstration() -> dict:
    return {
        "today": calendar.today(),
        "password": PASSWORD,
        "people": [
            {"username": username, "label": person.label}
            for username, person in PEOPLE.items()
        ],
    }
