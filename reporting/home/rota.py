"""Where somebody is today, which posts are without their worker, and weeks not entered."""

from dataclasses import dataclass

from django.urls import reverse

from pilot.models import Absence, Post, User, posts_of
from pilot.permissions import Permission
from pilot.rota import Rota, Whereabouts, weeks_missing, where_today


@dataclass(frozen=True)
class Notice:
    """That a post is without its worker, in as many words as the reader may know."""

    text: str
    places: str
    cover: str
    href: str = ""


@dataclass(frozen=True)
class OwnDays:
    """Where the rota puts somebody today, and the weeks they have not entered."""

    template = "reporting/parts/own_days.html"
    where: Whereabouts | None
    missing: int


@dataclass(frozen=True)
class TeamDays:
    """Each post's weeks that nobody has entered."""

    template = "reporting/parts/team_days.html"
    lines: list[tuple[Post, int]]


def rota_for(user: User) -> tuple[list[Notice], OwnDays | TeamDays | None]:
    """Who is away, and what there is to say of days, from one reading of the rota."""
    is_provider = user.can(Permission.ENTER_DAYS)
    may_read = (Permission.VIEW_OWN_FIGURES, Permission.VIEW_ALL_FIGURES)
    if not is_provider and not any(map(user.can, may_read)):
        return [], None
    absences = list(Absence.objects.to_tell().for_listing().order_by("starts_on", "pk"))
    if not is_provider and not absences:
        return [], None
    rota = Rota.read()
    notices = _notices(user, absences, rota, is_provider)
    return notices, _days(user, absences, rota) if is_provider else None


def _notices(user, absences, rota, is_provider) -> list[Notice]:
    """The absences that last or begin soon, and concern somebody.

    The provider reads what it is and who answers for the post; a council only that the
    post is without its worker, and whether somebody answers for it.
    """
    own = set()
    knows_all = is_provider or user.can(Permission.VIEW_ALL_FIGURES)
    if absences and not knows_all:
        boroughs = user.boroughs_with(Permission.VIEW_OWN_FIGURES)
        own = set(boroughs.values_list("pk", flat=True))
    found = []
    for absence in absences:
        without = rota.boroughs_without(absence)
        if without and (knows_all or own & {borough.pk for borough in without}):
            found.append(_notice(absence, without, is_provider))
    return found


def _notice(absence, boroughs, is_provider) -> Notice:
    places = ", ".join(borough.name for borough in boroughs)
    if is_provider:
        who = f"{absence.cover} answers" if absence.cover else "Nobody answers"
        return Notice(
            text=f"{absence.post}: {absence.get_kind_display().lower()} {absence.in_words}",
            places=places,
            cover=f"{who} for the post.",
            href=reverse("pilot:absence_list"),
        )
    return Notice(
        text=absence.told_to_councils,
        places=places,
        cover=absence.cover_in_words,
    )


def _days(user, absences, rota) -> OwnDays | TeamDays | None:
    """What the home page says of days, by what somebody may do."""
    if user.can(Permission.KEEP_ROTA):
        weeks = weeks_missing(rota.posts, rota)
        lines = [(post, len(weeks[code])) for code, post in rota.posts.items()]
        return TeamDays(lines=lines)
    weeks = weeks_missing(posts_of(user), rota)
    where = where_today(user, rota)
    return OwnDays(where=where, missing=sum(map(len, weeks.values())))
