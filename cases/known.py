"""Whether a referral names somebody we work with already, or have worked with."""

from dataclasses import dataclass

from django.db.models import Prefetch

from cases.models import Case, Perpetrator
from pilot.models import User
from referrals.known import referrals_like
from referrals.models import Referral


@dataclass(frozen=True)
class Alike:
    """People like the one a referral names, as far as the reader may know of them."""

    people: list[Perpetrator]  # each with `cases_seen`
    suggested: Perpetrator | None  # who it most probably is, seen or not
    is_known_elsewhere: bool

    @property
    def hidden(self) -> Perpetrator | None:
        """The one suggested, where the reader may know no more than that there is one."""
        return None if self.suggested in self.people else self.suggested


def people_like(referral: Referral, user: User) -> Alike:
    """Whom the referral may be about, the likeliest first.

    Suggested is whoever the referral says it follows, else the same name and birth.
    """
    alike = referrals_like(referral.names, referral.born_on, besides=referral.pk)
    place = {pk: number for number, pk in enumerate(alike)}
    cases = Case.objects.visible_to(user).select_related("worker", "post", "borough")
    everybody = {
        case["perpetrator"]: place[case["referral"]]
        for case in Case.objects.filter(referral__in=alike)
        .order_by("pk")
        .values("perpetrator", "referral")
    }
    followed = _followed(referral)
    if followed:
        everybody[followed.pk] = -1
    seen = (
        Perpetrator.objects.visible_to(user)
        .filter(pk__in=everybody)
        .prefetch_related(Prefetch("cases", cases, to_attr="cases_seen"))
    )
    people = sorted(seen, key=lambda person: everybody[person.pk])
    suggested = followed or Perpetrator.objects.same_as_subject_of(referral).first()
    return Alike(people, suggested, len(people) < len(everybody))


def _followed(referral: Referral) -> Perpetrator | None:
    """The person of the referral that this one is said to follow, if there is a case."""
    return Perpetrator.objects.filter(cases__referral=referral.follows_id).first()
