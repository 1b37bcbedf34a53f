"""Whether somebody engages, and was supported, kept from the sessions that say so."""

from datetime import date
from itertools import pairwise

from django.db.models import Min

from cases.engagement_rules import evidence_of
from cases.models import Case, NonEngagement, Perpetrator, Session
from pilot import calendar, parameters
from referrals.actions import keep_first_try

NEVER = (None, None)  # on no day, in no borough


def keep_engagement(case: Case) -> None:
    """The case knows when its person engaged, and the person when they were supported.

    Engaged: the first session attended on this case. Supported: the third over all the
    person's cases. Each in the borough that session counted for (8.1; P-10 says how many).
    Sessions with a parent alone are not theirs. Safe to run again: the same sessions say
    the same.
    """
    person = Perpetrator.objects.filter(pk=case.perpetrator_id)
    support = ("supported_on", "supported_borough")
    known = person.select_for_update().values_list(*support).get()  # one at a time
    attended = Session.objects.attended().with_the_person().order_by("on", "pk")
    of_person = attended.filter(case__perpetrator=case.perpetrator_id)
    came = list(of_person.values_list("case", "on", "borough"))
    engaged_after, supported_after = parameters.values("P-10")
    here = [session for of, *session in came if of == case.pk]
    on, borough = here[engaged_after - 1] if len(here) >= engaged_after else NEVER
    third = came[supported_after - 1][1:] if len(came) >= supported_after else NEVER
    if third != known:
        person.update(**dict(zip(support, third, strict=True)))
    case.engaged_on, case.engaged_borough_id = on, borough
    case.engaged_after = (on - case.opened_on).days if on else None
    keep_non_engagement(
        case,
        engaged_on=on,
        engaged_after=case.engaged_after,
        engaged_borough=borough,
    )
    keep_first_attempt(case)


def keep_first_attempt(case: Case) -> None:
    """Its referral knows when somebody first tried to reach the person, or saw them (I21).

    Safe to run again.
    """
    tried = case.attempts.standing().aggregate(on=Min("on"))["on"]
    came = case.sessions.attended().with_the_person().aggregate(on=Min("on"))["on"]
    keep_first_try(case.referral, on=min(filter(None, [tried, came]), default=None))


def keep_non_engagement(case: Case, **known: date | int | str | None) -> None:
    """Each declaration ends with the first session they come to; the case knows the last.

    An earlier one has ended at the latest when the next was made, and each knows whether
    there is still enough for it. Safe to run again. `known` is what else the case has come
    to know, kept with it.
    """
    declared = case.non_engagements.standing().order_by("declared_on", "pk")
    standing: list[NonEngagement | None] = [*declared]
    came = case.sessions.attended().with_the_person()
    for each, later in pairwise([*standing, None]):
        assert each is not None  # only the last one is followed by nothing
        first = came.filter(on__gte=each.declared_on).order_by("on").first()
        ends = [first and first.on, later and later.declared_on]
        each.ended_on = min(filter(None, ends), default=None)
        each.evidence_lost_on = _evidence_lost_on(case, each)
        NonEngagement.objects.filter(pk=each.pk).update(
            ended_on=each.ended_on, evidence_lost_on=each.evidence_lost_on
        )
    current = standing[-1] if standing else None
    since = current.declared_on if current and current.ended_on is None else None
    case.non_engagement_declared_on = since
    Case.objects.filter(pk=case.pk).update(non_engagement_declared_on=since, **known)


def _evidence_lost_on(case: Case, declaration: NonEngagement) -> date | None:
    """Since when the declaration rests on too little (V-17); nothing while it does not."""
    evidence = evidence_of(case, on=declaration.declared_on)
    if evidence.on_ground(declaration.ground).complete_on:
        return None
    return declaration.evidence_lost_on or calendar.today()
