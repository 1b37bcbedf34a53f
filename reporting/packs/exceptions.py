"""What a meeting looks at first: everything that is not as it should be, in sentences.

Each source says what stands out and which part of the pack tells more. A source that has
nothing to say has no heading; what is suppressed is in no sentence.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

from pilot import calendar
from pilot.accounts import Account, Rag
from pilot.models import Extension
from pilot.rota import weeks_missing
from pilot.templatetags.pilot import pounds
from reporting.dashboard import stands_out
from reporting.indicators import SPENDING, Place
from reporting.models import Return
from reporting.packs.records import IN_CLEAR, Records
from reporting.returns.reading import deadline_in_words, is_late

TO_ACCEPT = (Return.Status.PROVIDER_SIGNED, Return.Status.OFFICER_REVIEW)
EVERYWHERE = "All three boroughs"
FORECAST_LASTS = timedelta(days=92)  # a quarter: an older one says little


class Matter(NamedTuple):
    """One thing that stands out: where, in a sentence, and the part that tells more."""

    where: str
    sentence: str
    part: str


class Heading(NamedTuple):
    """The things of one kind that stand out."""

    text: str
    matters: list[Matter]


def what_stands_out(records: Records) -> list[Heading]:
    """Everything that stands out, under its headings, those without any left out."""
    found = ((text, list(find(records))) for text, find in SOURCES.items())
    return [Heading(text, matters) for text, matters in found if matters]


def _decisions(records: Records) -> Iterator[Matter]:
    """What waits for the group or for a council, the agenda before all."""
    if meeting := records.meeting:
        open_ = [str(each) for each in records.agenda if not each.decision]
        if open_:
            on = calendar.in_words(meeting.on)
            told = f"On the agenda of {on}" if meeting.is_ahead else "No decision recorded"
            yield Matter("", f"{told}: {'; '.join(open_)}.", "decisions")
    for each in records.concerns_with_the_group:
        concern, since = each.concern, calendar.in_words(each.concern.escalated_on)
        told = f"{concern} is with the group since {since}."
        yield Matter(concern.borough.name, told, "decisions")
    for each in records.extensions:
        is_evidenced = each.status == Extension.Status.EVIDENCED
        stands = "is on record" if is_evidenced else "is still to come"
        told = f"An extension for {pounds(each.cost)} is proposed; the evidence {stands}."
        yield Matter(each.borough.name, told, "decisions")
    for each in records.variations:
        told = f"Variation {each.number}, from {calendar.in_words(each.starts_on)}: "
        yield Matter(each.borough.name, told + _ended(each.what), "decisions")
    for each in records.returns_not_submitted:
        if each.status in TO_ACCEPT:
            told = f"The return of {each.of_quarter.label} waits for its officer."
            yield Matter(each.borough.name, told, "decisions")


def _ended(text: object) -> str:
    """What somebody wrote, with the full stop that a sentence has."""
    return f"{str(text).rstrip(' .')}."


def _figures(records: Records) -> Iterator[Matter]:
    for borough in records.boroughs:
        place = Place(borough.pk, borough.name)
        for each in stands_out(records.figures, place, IN_CLEAR, records.targets):
            if each.code != SPENDING.code:  # money has a heading of its own
                yield Matter(borough.name, each.in_words, part_of(borough))


def part_of(borough) -> str:
    """The key of the part about one borough."""
    return f"borough-{borough.pk.lower()}"


def _concerns(records: Records) -> Iterator[Matter]:
    for each in records.concerns:
        concern = each.concern
        for clock in each.late:
            yield Matter(concern.borough.name, f"{concern}. {clock.in_words}.", "concerns")


def _money(records: Records) -> Iterator[Matter]:
    for account in records.accounts:
        for sentence in _of_account(account, records):
            yield Matter(account.borough.name, sentence, "finance")


def _of_account(account: Account, records: Records) -> Iterator[str]:
    award = pounds(account.award)
    if account.forecast is None:
        yield "Nobody has forecast what it will cost in the end."
    elif account.outturn_rag in (Rag.AMBER, Rag.RED):
        beyond = account.outturn - account.award
        way = "more" if beyond > 0 else "less"
        yield (
            f"{account.outturn_rag.in_words}: it is expected to cost "
            f"{pounds(account.outturn)} of the {award} awarded, "
            f"{pounds(abs(beyond))} {way}."
        )
    if account.is_nearly_spent:
        yield f"{account.used}% of the {award} awarded are spent."
    for of_quarter in account.quarters:
        if of_quarter.quarter <= records.quarter and of_quarter.needs_comment:
            yield (
                f"{of_quarter.quarter.label} cost {pounds(of_quarter.spent.total)} where "
                f"{pounds(of_quarter.profile)} was planned, and nobody has said why."
            )
    year_end = account.year_end
    if year_end.is_at_risk:
        year = calendar.financial_year_in_words(year_end.financial_year)
        yield (
            f"{pounds(year_end.unspent - year_end.approved)} of {year} was not spent, and "
            "no approval to carry it forward is on record."
        )


def _absences(records: Records) -> Iterator[Matter]:
    for absence, without in records.absences:
        named = ", ".join(borough.name for borough in without)
        where = EVERYWHERE if len(without) == len(records.boroughs) else named
        told = f"{absence.told_to_councils}. {absence.cover_in_words}"
        yield Matter(where, told, "workforce")


def _returns(records: Records) -> Iterator[Matter]:
    """Those past their day, sent back, or of an earlier quarter: none to be accepted."""
    for each in records.returns_not_submitted:
        is_waiting = each.of_quarter < records.quarter and each.status not in TO_ACCEPT
        is_sent_back = each.status == Return.Status.RETURNED
        if is_waiting or is_sent_back or is_late(each):
            status = each.get_status_display().lower()
            told = f"The return of {each.of_quarter.label} is not submitted yet ({status})."
            if is_late(each):
                told += f" {deadline_in_words(each)}."
            yield Matter(each.borough.name, told, "decisions")


def _accreditation(records: Records) -> Iterator[Matter]:
    for each in records.accreditations:
        word = "ran out" if each.is_over else "runs out"
        yield Matter(
            "", f"{each} {word} on {calendar.in_words(each.valid_to)}.", "decisions"
        )


def _risks(records: Records) -> Iterator[Matter]:
    for risk in records.risks:
        where = risk.borough.name if risk.borough else EVERYWHERE
        if risk.latest and risk.latest.level == "High":
            told = f"High, {risk.latest.score} of 25, {risk.trend.lower()}: "
            yield Matter(where, told + _ended(risk), "risks")
        if risk.is_overdue:
            due = calendar.in_words(risk.review_on)
            told = f"Not looked at again by {due}: {_ended(risk)}"
            yield Matter(where, told, "risks")


def _actions(records: Records) -> Iterator[Matter]:
    for action in records.actions:
        if action.is_late:
            due = calendar.in_words(action.due_on)
            told = f"Was due {due}, {action.owner}: {_ended(action)}"
            yield Matter("", told, "actions")


def _records(records: Records) -> Iterator[Matter]:
    """What the figures lack because somebody has still to enter it."""
    posts = {post.code: post.title for post in records.figures.days.posts}
    for code, weeks in weeks_missing(posts, records.rota).items():
        if weeks:
            count = "1 week" if len(weeks) == 1 else f"{len(weeks)} weeks"
            told = f"{posts[code]}: the days of {count} are not entered in full."
            yield Matter("", told, "workforce")
    for account in records.accounts:
        if account.forecast:
            made_on = calendar.day_of(account.forecast.made_at)
            if records.on - made_on > FORECAST_LASTS:
                told = f"The forecast is of {calendar.in_words(made_on)}."
                yield Matter(account.borough.name, told, "finance")


SOURCES: dict[str, Callable[[Records], Iterable[Matter]]] = {
    "To be decided": _decisions,
    "Beside targets and plans": _figures,
    "Concerns past their day": _concerns,
    "Money": _money,
    "Posts without their worker": _absences,
    "Returns to MOPAC": _returns,
    "Accreditation": _accreditation,
    "Risks": _risks,
    "Actions past their day": _actions,
    "Records that are behind": _records,
}
