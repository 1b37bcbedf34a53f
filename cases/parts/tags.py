from typing import NamedTuple

from cases.models import Case, Involvement
from pilot import calendar
from pilot.models import User
from referrals.models import ENGAGED, CjStatus


class Tag(NamedTuple):
    """A word or two beside the name of a case."""

    text: str
    colour: str


def tags(case: Case, user: User) -> list[Tag]:
    """What anybody who opens the case should see of it at a glance."""
    shown = []
    if case.is_with_a_young_person:
        shown.append(Tag("Young person", "purple"))
    if case.non_engagement_declared_on:
        shown.append(Tag("Not engaging", "red"))
    covers = case.allocations.to_come_or_current().select_related("worker")
    shown += [
        Tag(f"Covered by {cover.worker} until {calendar.in_words(cover.ends_on)}", "grey")
        for cover in covers.order_by("ends_on", "pk")
        if cover.is_current
    ]
    if case.is_open and case.risk_review.is_overdue:
        shown.append(Tag("Risk review overdue", "yellow"))
    if case.found_last in ENGAGED:
        shown.append(Tag("In the criminal justice process", "red"))
    elif case.found_last == CjStatus.INVESTIGATION_OPEN:
        shown.append(Tag("Investigation open", "orange"))
    under = [kind for kind in Involvement.Kind if getattr(case, kind.flag)]
    return shown + [Tag(kind.label, "purple") for kind in under]
