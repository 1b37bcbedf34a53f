"""How far the evidence has come that somebody does not engage: P-02 and P-03.

Pure functions over days and outcomes, and `evidence_of` that reads them from a case. What
was put right or withdrawn is no evidence. A declaration is made by a person, elsewhere:
this module only says what there is to make it on.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from cases.models import Case, ContactAttempt, NonEngagement, Session
from pilot import calendar, parameters
from pilot.calendar import Period


@dataclass(frozen=True)
class Rules:
    """The limits: P-02 and then P-03, as their defaults are."""

    attempts: int = 3  # P-02
    methods: int = 2
    working_days: int = 10
    missed_in_a_row: int = 2  # P-03
    missed: int = 3
    of_the_last: int = 6


DEFAULTS = Rules()


def rules_in_force() -> Rules:
    """The limits of today."""
    return Rules(*parameters.values("P-02"), *parameters.values("P-03"))


class Try(NamedTuple):
    """An attempt that did not reach them."""

    on: date
    method: str


class Appointment(NamedTuple):
    """A time at which they were expected: they came, or were missed, or called it off late.

    An absence that was accepted is not missed.
    """

    on: date
    came: bool = False
    missed: bool = False


@dataclass(frozen=True)
class Progress:
    """A count on its way to a limit."""

    have: int
    need: int
    of_what: str

    @property
    def is_there(self) -> bool:
        """Whether it has reached its limit."""
        return self.have >= self.need

    @property
    def in_words(self) -> str:
        """The count as somebody would say it: "2 of 3 attempts", then "3 attempts"."""
        short = "" if self.is_there else f" of {self.need}"
        return f"{self.have}{short} {self.of_what}"


@dataclass(frozen=True)
class NoContact:
    """P-02: so many attempts, in several ways, over enough days, and none reached them.

    Attempts count from the last day on which they were in touch.
    """

    attempts: Progress
    methods: Progress
    working_days: Progress
    complete_on: date | None

    @property
    def in_words(self) -> str:
        """How far it has come: "2 of 3 attempts, 1 of 2 methods, 6 of 10 working days"."""
        steps = (self.attempts, self.methods, self.working_days)
        return ", ".join(step.in_words for step in steps)

    @property
    def has_begun(self) -> bool:
        """Whether there is anything to show."""
        return self.attempts.have > 0


@dataclass(frozen=True)
class Absences:
    """P-03: appointments missed one after the other, or many of the last ones.

    Whoever came to the latest appointment is engaging, whatever went before.
    """

    in_a_row: Progress
    of_the_last: Progress
    came_to_the_latest: bool
    complete_on: date | None

    @property
    def in_words(self) -> str:
        """How far it has come: "1 of 2 missed in a row, 2 of 3 missed of the last 6"."""
        return f"{self.in_a_row.in_words}, {self.of_the_last.in_words}"

    @property
    def has_begun(self) -> bool:
        """Whether there is anything to show: nothing of whoever came to the latest."""
        return self.of_the_last.have > 0 and not self.came_to_the_latest


@dataclass(frozen=True)
class Evidence:
    """What a declaration of non-engagement could be made on today."""

    no_contact: NoContact
    absences: Absences

    def on_ground(self, ground: str) -> NoContact | Absences:
        """The rule that a declaration on this ground rests on."""
        if ground == NonEngagement.Ground.NO_CONTACT:
            return self.no_contact
        return self.absences

    @property
    def complete_on(self) -> date | None:
        """The day since which there is enough of it, by one of the rules."""
        days = (self.no_contact.complete_on, self.absences.complete_on)
        return min(filter(None, days), default=None)

    @property
    def is_complete(self) -> bool:
        """Whether somebody may declare that they do not engage (V-17)."""
        return self.complete_on is not None

    @property
    def has_begun(self) -> bool:
        """Whether there is anything to show."""
        return self.no_contact.has_begun or self.absences.has_begun

    @property
    def in_words(self) -> list[str]:
        """How far each rule has come, of those that have begun."""
        rules = (self.no_contact, self.absences)
        return [rule.in_words for rule in rules if rule.has_begun]


def no_contact(
    tries: Collection[Try], in_touch_on: Collection[date], rules: Rules = DEFAULTS
) -> NoContact:
    """P-02 from the attempts that failed and the days on which they were in touch."""
    last = max(in_touch_on, default=date.min)
    run = sorted(each for each in tries if each.on > last)
    complete_on = None
    methods: set[str] = set()
    days = 0
    for number, each in enumerate(run, start=1):
        methods.add(each.method)
        days = _working_days_between(run[0].on, each.on)
        enough = (
            number >= rules.attempts
            and len(methods) >= rules.methods
            and days >= rules.working_days
        )
        complete_on = complete_on or (each.on if enough else None)
    return NoContact(
        Progress(len(run), rules.attempts, "attempts"),
        Progress(len(methods), rules.methods, "methods"),
        Progress(days, rules.working_days, "working days"),
        complete_on,
    )


def absences(expected: Sequence[Appointment], rules: Rules = DEFAULTS) -> Absences:
    """P-03 from the appointments at which they were expected, in the order of time."""
    in_a_row = longest = most = 0
    complete_on = None
    for place, each in enumerate(expected):
        window = expected[max(0, place + 1 - rules.of_the_last) : place + 1]
        missed = sum(other.missed for other in window)
        if each.came:
            in_a_row = longest = most = 0
            complete_on = None
        else:
            in_a_row = in_a_row + 1 if each.missed else 0
            longest = max(longest, in_a_row)
            enough = in_a_row >= rules.missed_in_a_row or missed >= rules.missed
            complete_on = complete_on or (each.on if each.missed and enough else None)
        most = max(most, missed)
    return Absences(
        Progress(longest, rules.missed_in_a_row, "missed in a row"),
        Progress(most, rules.missed, f"missed of the last {rules.of_the_last}"),
        bool(expected) and expected[-1].came,
        complete_on,
    )


def evidence_of(case: Case, *, on: date | None = None) -> Evidence:
    """What the attempts and sessions of a case say, in two queries.

    With a day: what they said by the end of it.
    """
    on = on or date.max
    attempts = list(case.attempts.standing().filter(on__lte=on))
    recorded = list(
        case.sessions.recorded().with_the_person().order_by("on", "starts_at", "pk")
    )
    sessions = [each for each in recorded if each.on <= on]
    reached = [each.on for each in attempts if each.outcome == _REACHED]
    called_off = [_heard_from_on(each) for each in recorded if each.outcome in _IN_TOUCH]
    heard_from = [day for day in called_off if day <= on]
    rules = rules_in_force()
    return Evidence(
        no_contact(
            [Try(each.on, each.method) for each in attempts if each.outcome != _REACHED],
            [*reached, *heard_from],
            rules,
        ),
        absences(
            [
                Appointment(
                    each.on,
                    came=each.is_attended,
                    missed=each.outcome == Session.Outcome.DNA and not each.is_excused,
                )
                for each in sessions
                if each.outcome in Session.COUNTED
            ],
            rules,
        ),
    )


_REACHED = ContactAttempt.Outcome.REACHED
_IN_TOUCH = (
    *Session.ATTENDED,
    Session.Outcome.CANC_SHORT,  # whoever calls it off is in touch
    Session.Outcome.CANC_NOTICE,
)


def _heard_from_on(session: Session) -> date:
    """The day itself, or the earlier one on which they called it off."""
    assert session.recorded_at is not None  # it is recorded
    return min(session.on, calendar.day_of(session.recorded_at))


def _working_days_between(first: date, last: date) -> int:
    """The working days after the first day, up to and including the last."""
    return calendar.working_days(
        Period(first + timedelta(days=1), max(last, first) + timedelta(days=1))
    )
