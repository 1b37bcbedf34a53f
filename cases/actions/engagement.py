"""Whether somebody engages, and was supported, kept from the sessions that say so."""

from itertools import pairwise

from cases.models import Case, NonEngagement, Perpetrator, Session

SUPPORTED_AFTER = 3  # sessions attended: P-10


def keep_engagement(case: Case) -> None:
    """The case knows when its person engaged, and the person when they were supported.

    Engaged: the first session attended on this case. Supported: the third over all the
    person's cases, in the borough it counted for (8.1, P-10). Sessions with a parent
    alone are not theirs. Safe to run again: it says the same from the same sessions.
    """
    Perpetrator.objects.select_for_update().get(pk=case.perpetrator_id)  # one at a time
    attended = Session.objects.attended().with_the_person().order_by("on", "pk")
    first = attended.filter(case=case).first()
    Case.objects.filter(pk=case.pk).update(engaged_on=first.on if first else None)
    of_person = attended.filter(case__perpetrator=case.perpetrator_id)
    third = next(iter(of_person[SUPPORTED_AFTER - 1 : SUPPORTED_AFTER]), None)
    Perpetrator.objects.filter(pk=case.perpetrator_id).update(
        supported_on=third.on if third else None,
        supported_borough=third.borough_id if third else None,
    )
    case.refresh_from_db(fields=["engaged_on"])
    keep_non_engagement(case)


def keep_non_engagement(case: Case) -> None:
    """Each declaration ends with the first session they come to; the case knows the last.

    An earlier one has ended at the latest when the next was made. Safe to run again.
    """
    declared = case.non_engagements.standing().order_by("declared_on", "pk")
    standing: list[NonEngagement | None] = [*declared]
    came = case.sessions.attended().with_the_person()
    for each, later in pairwise([*standing, None]):
        assert each is not None  # only the last one is followed by nothing
        first = came.filter(on__gte=each.declared_on).order_by("on").first()
        ends = [first and first.on, later and later.declared_on]
        each.ended_on = min(filter(None, ends), default=None)
        NonEngagement.objects.filter(pk=each.pk).update(ended_on=each.ended_on)
    current = standing[-1] if standing else None
    since = current.declared_on if current and current.ended_on is None else None
    case.non_engagement_declared_on = since
    Case.objects.filter(pk=case.pk).update(non_engagement_declared_on=since)
