"""Who is known already: people like somebody that is about to be referred.

It looks only at referrals, and so at everybody we work with: they all came by one. Nothing
of the partners' side is ever looked at. Of what the reader may not see it says that there
is something, and no more.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from pilot.models import Borough, User
from referrals.matching import Birth, birth, keys, likeness
from referrals.models import NameKey, Referral

MOST_COMPARED = 500  # of those that share the most keys
MOST_SHOWN = 10
ELSEWHERE = "elsewhere"  # in place of the references of those that may not be shown
EXACT = 95  # of 100: a name that may be spelt otherwise, and no other name


@dataclass(frozen=True)
class Subject:
    """The person somebody is about to refer, as far as they have said."""

    given_names: str
    surname: str
    born_on: date | None = None
    aliases: str = ""

    @property
    def names(self) -> list[str]:
        """Every name they are called by."""
        aliases = (name.strip() for name in self.aliases.split(","))
        return [f"{self.given_names} {self.surname}", *filter(None, aliases)]


@dataclass
class Known:
    """Somebody known, with the referrals about them that the reader may see."""

    name: str
    born_on: date | None
    referrals: list[Referral] = field(default_factory=list)
    is_waiting: bool = False  # the same name and birth, and still undecided: V-09


@dataclass(frozen=True)
class Found:
    """Whom the reader may know of, and whether there is anybody else."""

    people: list[Known]
    is_known_elsewhere: bool
    more: int = 0  # how many people are not shown

    def __bool__(self) -> bool:
        return bool(self.people) or self.is_known_elsewhere

    @property
    def shown(self) -> set[str]:
        """What was shown, by reference, to tell later whether there is anything new."""
        told = {referral.reference for known in self.people for referral in known.referrals}
        return told | ({ELSEWHERE} if self.is_known_elsewhere else set())


def referrals_like(
    names: Iterable[str], born_on: date | None, *, besides: int | None = None
) -> list[int]:
    """The keys of all referrals whose person may be this one, the likeliest first.

    Nobody's access is asked here: whoever shows any of them asks `visible_to`. Two
    queries, however many there are.
    """
    names = list(names)
    wanted = set().union(*(keys(name, born_on) for name in names))
    promising = (
        NameKey.objects.filter(key__in=wanted)
        .exclude(referral=besides)
        .values("referral")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "-referral")
        .values_list("referral", flat=True)[:MOST_COMPARED]
    )
    rows = Referral.objects.filter(pk__in=list(promising)).values_list(
        "pk", "born_on", "given_names", "surname", "aliases", *_PERSON
    )
    compared = [(_likeness(names, born_on, *row[1:]), row[0]) for row in rows]
    alike = [pair for pair in compared if pair[0]]
    return [pk for _, pk in sorted(alike, reverse=True)]


def find(user: User, subject: Subject) -> Found:
    """Whom like this the person may know of, and whether there is anybody else."""
    alike = referrals_like(subject.names, subject.born_on)
    seen = {
        referral.pk: referral
        for referral in Referral.objects.visible_to(user)
        .filter(pk__in=alike)
        .select_related("case__perpetrator", "case__worker")
        .for_listing()
    }
    people: dict[tuple[str, int], Known] = {}
    for referral in (seen[pk] for pk in alike if pk in seen):
        case = getattr(referral, "case", None)
        who = ("person", case.perpetrator_id) if case else ("referral", referral.pk)
        known = people.setdefault(who, Known(referral.subject_name, referral.born_on))
        known.referrals.append(referral)
        known.is_waiting |= _is_likely_the_same_referral(referral, subject)
    shown = list(people.values())[:MOST_SHOWN]
    return Found(shown, len(seen) < len(alike), len(people) - len(shown))


def waits_already(
    user: User, subject: Subject, borough: Borough | None, *, shown: Collection[str]
) -> bool:
    """Whether an undecided referral of this name, birth and borough was not shown (V-09).

    `shown` are references; of those the person may not see, only that there is something.
    """
    if subject.born_on is None:
        return False
    alike = referrals_like(subject.names, subject.born_on)
    waiting = Referral.objects.waiting().filter(pk__in=alike, borough=borough)
    same = [each for each in waiting if _is_likely_the_same_referral(each, subject)]
    visible = Referral.objects.visible_to(user).filter(pk__in=[each.pk for each in same])
    seen = set(visible.values_list("reference", flat=True))
    told = {each.reference if each.reference in seen else ELSEWHERE for each in same}
    return not told <= set(shown)


_PERSON = tuple(
    f"case__perpetrator__{name}"
    for name in ("given_names", "surname", "born_on", "aliases")
)


def _likeness(
    names, born_on, own_born_on, given_names, surname, aliases, *person
) -> tuple[bool, int] | None:
    """How likely they are one person; None if they are not. A birth found out counts."""
    own = Subject(given_names, surname, own_born_on, aliases)
    known_as = {(name, own_born_on or person[2]) for name in own.names}
    if person[1]:
        now = Subject(*person)
        known_as |= {(name, now.born_on) for name in now.names}
    best = max(
        (likeness(name, born_on, other, day), birth(born_on, day) == Birth.SAME)
        for name in names
        for other, day in known_as
    )
    return (best[1], best[0]) if best[0] else None


def _is_likely_the_same_referral(referral: Referral, subject: Subject) -> bool:
    """V-09, before the borough is known: the same name and birth, and undecided."""
    same = birth(referral.born_on, subject.born_on) == Birth.SAME
    how = likeness(referral.subject_name, None, subject.names[0], None)
    return referral.is_waiting and same and how >= EXACT
