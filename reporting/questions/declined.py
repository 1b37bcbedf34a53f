"""Why people are declined or sent elsewhere."""

from collections import Counter
from collections.abc import Mapping

from django.db.models import Count, QuerySet

from pilot.calendar import quarter_of
from referrals.models import Referral
from reporting.questions.narrowing import NONE, boroughs, posts, quarters
from reporting.questions.table import Choice, Table, Tally, choices, table_of

Reason = Referral.DeclineReason
# A need we do not meet and work we have no room for are never out of sight (CL-06).
ALWAYS = (Reason.LANG_ACCESS, Reason.NO_CAPACITY)


BY = {"post": "By post", "borough": "By borough", "quarter": "By quarter"}


def declined_by(by: str, declined: QuerySet[Referral], asked: Mapping[str, str]) -> Table:
    """The reasons by post, by borough or by the quarter of the decision: one query."""
    tallies = _tallies(declined)
    named = {"post": posts, "borough": boroughs, "quarter": quarters}[by]
    return table_of(
        f"Reasons {BY[by].lower()}",
        "Reason",
        rows=_reasons(tallies),
        columns=choices(by, named()),
        tallies=tallies,
        asked=asked,
    )


def _tallies(declined) -> list[Tally]:
    found: Counter = Counter()
    columns = ("decline_reason", "post", "borough", "decided_on")
    for reason, post, borough, day, count in (
        declined.order_by().values_list(*columns).annotate(Count("pk"))
    ):
        found[reason, post, borough or NONE, str(quarter_of(day))] += count
    names = ("reason", "post", "borough", "quarter")
    return [
        Tally(dict(zip(names, values, strict=True)), count)
        for values, count in found.items()
    ]


def _reasons(tallies) -> list[Choice]:
    """The two that always stand there, then those that occur, the most frequent first."""
    often: Counter = Counter()
    for tally in tallies:
        often[tally.of["reason"]] += tally.count
    place = {reason: number for number, reason in enumerate(Reason)}
    others = sorted(
        (Reason(reason) for reason in often if reason not in ALWAYS),
        key=lambda reason: (-often[reason], place[reason]),
    )
    return choices("reason", [(reason, reason.label) for reason in (*ALWAYS, *others)])
