"""Where a post works from a day on, and with it the days that each borough gets."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from pilot import audit, calendar
from pilot.actions.variation import variations_for
from pilot.models import (
    MOST_WEEKS,
    WEEKDAYS,
    Borough,
    DayAllocation,
    Pattern,
    PatternDay,
    Post,
    Site,
    User,
    Variation,
)
from pilot.permissions import Permission
from pilot.rota import split_of
from pilot.shares import in_steps
from pilot.transitions import TransitionRefused, put_right, withdraw

MILLIONTH = Decimal("0.000001")  # a third of a week has six decimals

Weeks = Sequence[Sequence[Site | None]]  # for each week the place of each weekday


@dataclass(frozen=True)
class Planned:
    """What a change of a post's days would do, before anybody makes it."""

    was: Mapping[str, Decimal]  # the days a week of each borough, by its code
    becomes: Mapping[str, Decimal]
    rows: Sequence[DayAllocation]  # the split that holds now
    variations: Mapping[str, Variation]  # approved, of boroughs that get other days

    @property
    def changes_the_split(self) -> bool:
        """Whether a borough gets more or fewer days, not only other ones."""
        return dict(self.was) != dict(self.becomes)

    @property
    def needs_a_variation(self) -> bool:
        """Whether it touches a split that the agreements fix (V-30)."""
        return self.changes_the_split and any(row.is_locked for row in self.rows)

    @property
    def lacking(self) -> list[str]:
        """Of a locked split, the boroughs that have not approved the days they get."""
        if not self.needs_a_variation:
            return []
        return sorted(changed(self.was, self.becomes) - self.variations.keys())

    @property
    def variation(self) -> str:
        """On which variations it rests; nothing, if the split needs none."""
        if not self.needs_a_variation:
            return ""
        return ", ".join(f"{each.number} of {each.borough_id}" for each in self._in_order())

    def _in_order(self) -> list[Variation]:
        return sorted(self.variations.values(), key=lambda each: each.borough.place)


def changed(was: Mapping[str, Decimal], becomes: Mapping[str, Decimal]) -> set[str]:
    """The boroughs that get more or fewer days than they had."""
    both = {*was, *becomes}
    return {code for code in both if was.get(code, 0) != becomes.get(code, 0)}


def plan_pattern(post: Post, *, starts_on: date, weeks: Weeks) -> Planned:
    """What it would do; refused, in plain words, if it cannot be (V-30)."""
    latest = latest_pattern(post)
    if latest and starts_on < latest.starts_on:
        raise TransitionRefused(
            f"The present days hold since {calendar.in_words(latest.starts_on)}: choose "
            "that day, to put them right, or a later one."
        )
    if not 1 <= len(weeks) <= MOST_WEEKS:
        raise TransitionRefused(f"A pattern has between 1 and {MOST_WEEKS} weeks.")
    sites = [site for week in weeks for site in week if site]
    if len(sites) != post.days_per_week * len(weeks):
        given = Decimal(len(sites)) / len(weeks)
        raise TransitionRefused(
            f"The {post} works {post.days_per_week.normalize():f} days a week, and this "
            f"makes {given.quantize(Decimal('0.01')).normalize():f}."
        )
    rows = list(
        DayAllocation.objects.open_ended().filter(post=post).select_related("assumption")
    )
    was, becomes = split_of(rows), _split(sites, len(weeks))
    approved = variations_for(post, becomes, changed(was, becomes), starts_on)
    return Planned(was=was, becomes=becomes, rows=rows, variations=approved)


def not_approved(planned: Planned) -> str:
    """What is said where a borough has not approved its days of a locked post."""
    names = Borough.objects.filter(pk__in=planned.lacking).order_by("place")
    listed = ", ".join(
        f"{borough} {planned.becomes.get(borough.pk, Decimal(0)).normalize():f}"
        for borough in names
    )
    return (
        "The agreements fix these days. Each council whose days change has to approve a "
        f"variation first, of exactly what it then gets. Days a week without one: {listed}."
    )


def latest_pattern(post: Post) -> Pattern | None:
    """The pattern that nothing has ended yet."""
    return Pattern.objects.standing().filter(post=post).order_by("-starts_on").first()


def _split(sites: Sequence[Site], weeks: int) -> dict[str, Decimal]:
    """The days a week of each borough, which make up the post's own exactly."""
    given = Counter(site.borough for site in sites)
    in_order = sorted(given, key=lambda borough: borough.place)
    exact = {borough.pk: Decimal(given[borough]) / weeks for borough in in_order}
    return in_steps(exact, MILLIONTH)


@transaction.atomic
def change_pattern(
    post: Post,
    *,
    by: User,
    starts_on: date,
    weeks: Weeks,
    reason: str,
    is_agreed: bool = False,
    source: str = "",
) -> Pattern:
    """From a day on the post works here on these days, until a later change.

    From the day on which the present pattern began it stands in its place. Where a borough
    gets more or fewer days, the split changes with it: a locked one only with a variation
    that each of these councils approved, any other as agreed, with its source, or still as
    an assumption.
    """
    planned = plan_pattern(post, starts_on=starts_on, weeks=weeks)
    for code in {*planned.was, *planned.becomes}:
        by.require(Permission.KEEP_ROTA, Borough(pk=code))
    if planned.lacking:
        raise TransitionRefused(not_approved(planned))
    pattern = _pattern(
        post,
        by=by,
        starts_on=starts_on,
        weeks=len(weeks),
        reason=reason,
        variation=planned.variation,
    )
    PatternDay.objects.bulk_create(
        PatternDay(pattern=pattern, week=week, weekday=weekday, site=site)
        for week, places in enumerate(weeks, start=1)
        for weekday, site in zip(range(len(WEEKDAYS)), places, strict=True)
        if site
    )
    if planned.changes_the_split:
        terms = _terms(planned, is_agreed, source)
        _share_out(post, planned, by=by, starts_on=starts_on, reason=reason, terms=terms)
    return pattern


def _pattern(post: Post, *, by: User, starts_on: date, reason: str, **told: Any) -> Pattern:
    latest = latest_pattern(post)
    kept = {**told, "reason": reason, "recorded_at": calendar.now(), "recorded_by": by}
    if latest and latest.starts_on == starts_on:
        return put_right(latest, by=by, because=reason, **kept)
    pattern = Pattern.objects.create(post=post, starts_on=starts_on, **kept)
    audit.record(pattern, "changed", by=by, reason=reason, starts_on=starts_on)
    return pattern


def _terms(planned: Planned, is_agreed: bool, source: str) -> dict[str, Any]:
    """On what the new split rests."""
    if planned.needs_a_variation:
        said = f"Variation {planned.variation}"
        return {"is_locked": True, "assumption": None, "source": said}
    assumption = next((row.assumption for row in planned.rows if row.assumption), None)
    if not is_agreed and assumption:
        source = source or f"Assumed ({assumption.pk})"
        return {"is_locked": False, "assumption": assumption, "source": source}
    if not source:
        raise TransitionRefused("Say who agreed that the boroughs get these days.")
    return {"is_locked": False, "assumption": None, "source": source}


def _share_out(
    post: Post,
    planned: Planned,
    *,
    by: User,
    starts_on: date,
    reason: str,
    terms: dict[str, Any],
) -> None:
    """The old split ends where the new one begins, or is put right from its first day."""
    new = dict(planned.becomes)
    for row in planned.rows:
        if row.starts_on < starts_on:
            current = DayAllocation.objects.filter(pk=row.pk)
            current.update(ends_on=starts_on - timedelta(days=1))
        elif row.borough_id in new:
            share = new.pop(row.borough_id)
            put_right(row, by=by, because=reason, days_per_week=share, **terms)
        else:
            withdraw(row, by=by, because=reason)
    DayAllocation.objects.bulk_create(
        DayAllocation(
            post=post, borough_id=code, days_per_week=share, starts_on=starts_on, **terms
        )
        for code, share in new.items()
    )
