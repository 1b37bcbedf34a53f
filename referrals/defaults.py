"""What a new referral starts with: who records it, and where the rota puts them today."""

from collections import Counter
from datetime import timedelta

from pilot import calendar
from pilot.models import Borough, DayAllocation, User
from pilot.rota import where_today
from referrals.eligibility import CJW, FSW, YPS
from referrals.models import Agency, InformationSource, Referral, own_post

# Whom each post hears from first, and their sector (seed 5.2, 5.4, 5.5).
FIRST = {
    CJW: (Referral.Source.POL_CSU, Agency.Sector.POLICE),
    FSW: (Referral.Source.CS_CP, Agency.Sector.CHILDRENS),
    YPS: (Referral.Source.YOS_CM, Agency.Sector.YOS),
}
LOOKED_BACK = 12  # referrals


def borough_today(user: User, post: str) -> Borough | None:
    """The borough the rota puts them in today, else the one their post is most in."""
    today = calendar.Period(calendar.today(), calendar.today() + timedelta(days=1))
    where = where_today(user)
    if where and where.borough:
        return where.borough
    shares = DayAllocation.objects.standing().during(today).filter(post=post)
    most = list(shares.select_related("borough").order_by("-days_per_week")[:2])
    is_clear = most and (len(most) == 1 or most[0].days_per_week > most[1].days_per_week)
    return most[0].borough if is_clear else None


def defaults_for(user: User, post: str) -> dict:
    """The answers a form for this post starts with; each can be changed.

    Of whom the person hears from most where they are today, else whom the post hears from
    first. Where the person referred lives is never among them: it decides the borough.
    """
    source, sector = FIRST[post]
    answers = {
        "received_on": calendar.today(),
        "source": source,
        "checked_on": calendar.today(),
        "check_source": InformationSource.POLICE,
    }
    own = own_post(user)
    borough = borough_today(user, post) if own and own.pk == post else None
    if borough is None:
        return answers
    here = Agency.objects.for_choosing().filter(borough=borough)
    heard = (
        Referral.objects.filter(recorded_by=user, post=post, agency__in=here)
        .order_by("-recorded_at", "-pk")
        .values_list("source", "agency")[:LOOKED_BACK]
    )
    [often] = Counter(heard).most_common(1) or [None]
    if often and often[1] > 1:
        source, agency = often[0]
        return answers | {"source": source, "agency": agency}
    of_sector = list(here.filter(sector=sector)[:2])
    return answers | ({"agency": of_sector[0].pk} if len(of_sector) == 1 else {})
