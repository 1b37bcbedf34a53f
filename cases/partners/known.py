"""Who is supported already: people like somebody about to be entered, on this side alone.

Of whom the reader may not see it says that there is somebody, and no more; and nothing at
all of another borough's (S-24), or of a person harmed by one they work with (V-23).
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch

from cases.partners.models import PartnerCase, SupportedNameKey, SupportedPerson
from pilot.models import User
from referrals.matching import keys, likeness

MOST_COMPARED = 200  # of those that share the most keys
MOST_SHOWN = 10


@dataclass(frozen=True)
class Alike:
    """People like one about to be entered, as far as the reader may know of them."""

    people: list[SupportedPerson]  # each with `open_cases`
    is_known_elsewhere: bool

    @property
    def shown(self) -> set[str]:
        """What was shown, to tell later whether there is anything new."""
        told = {person.reference for person in self.people}
        return told | ({"elsewhere"} if self.is_known_elsewhere else set())


def people_like(user: User, name: str, born_on: date | None) -> Alike:
    """Whom it may be, the likeliest first: three queries, however many there are."""
    told_of = SupportedPerson.objects.told_to(user).order_by()
    promising = (
        SupportedNameKey.objects.filter(key__in=keys(name, born_on), person__in=told_of)
        .values("person")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "-person")
        .values_list("person", flat=True)[:MOST_COMPARED]
    )
    compared = {
        person.pk: likeness(name, born_on, str(person), person.born_on)
        for person in SupportedPerson.objects.filter(pk__in=list(promising))
    }
    alike = [pk for pk in compared if compared[pk]]
    open_cases = PartnerCase.objects.visible_to(user).open()
    seen = (
        SupportedPerson.objects.visible_to(user)
        .filter(pk__in=alike)
        .prefetch_related(Prefetch("cases", open_cases, "open_cases"))
    )
    people = sorted(seen, key=lambda person: (-compared[person.pk], person.pk))
    return Alike(people[:MOST_SHOWN], len(people) < len(alike))
