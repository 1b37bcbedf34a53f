"""What training changed in practitioners' confidence: I18.

Only answers of the same person at two points are compared, and how many of those who came
that is always stands beside it (domain 1.14). Averages of people who answered only once
say nothing of a change, and are never made.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, QuerySet

from referrals.models import ITEMS, AnswerPoint, ConfidenceResponse

ENOUGH = 4  # of the five items, at both points: I18
FEWEST_SHOWN = 3  # pairs: a mean of fewer would tell what one person answered


@dataclass(frozen=True)
class Answer:
    """What one person, known only by their slip, said at one point."""

    slip: int
    point: str
    items: Sequence[int | None]
    knowledge: int | None = None

    @property
    def given(self) -> list[int]:
        """The items that were answered."""
        return [item for item in self.items if item is not None]

    @property
    def is_enough(self) -> bool:
        """Whether enough was answered to be compared."""
        return len(self.given) >= ENOUGH

    @property
    def mean(self) -> Decimal:
        """How confident they said they were, all items together."""
        return Decimal(sum(self.given)) / len(self.given)


@dataclass(frozen=True)
class Step:
    """One measure before and later, of the same people."""

    name: str
    pairs: int
    before: Decimal | None
    later: Decimal | None
    change: Decimal | None

    @property
    def change_in_words(self) -> str:
        """The change with its sign: "+1.20"."""
        return "None" if self.change is None else f"{self.change:+}"


@dataclass(frozen=True)
class Change:
    """What changed from before to a later point, for those who answered at both."""

    pairs: int
    improved: int
    mean: Decimal | None
    items: tuple[Step, ...]
    knowledge: Step

    @property
    def mean_in_words(self) -> str:
        """The change with its sign: "+1.20"."""
        return "None" if self.mean is None else f"{self.mean:+}"

    @property
    def improved_share(self) -> Decimal | None:
        """How many of the pairs were more confident later, in percent."""
        return percent(self.improved, self.pairs)

    @property
    def is_shown(self) -> bool:
        """Whether there are so many that no single person's answers can be read."""
        return self.pairs >= FEWEST_SHOWN

    @property
    def shows_knowledge(self) -> bool:
        """The same of the knowledge questions, which fewer people answer."""
        return self.knowledge.pairs >= FEWEST_SHOWN


@dataclass(frozen=True)
class Result:
    """Who came, who answered, and what changed."""

    attendances: int
    before: int
    after: int
    follow_up: int
    gain: Change
    lasting: Change

    @property
    def response_rate(self) -> Decimal | None:
        """Pairs of those who came, in percent: always printed (I18)."""
        return percent(self.gain.pairs, self.attendances)

    @property
    def follow_up_rate(self) -> Decimal | None:
        """The same for those asked again two to four months later."""
        return percent(self.lasting.pairs, self.attendances)


def matched_pairs(attendances: int, answers: Iterable[Answer]) -> Result:
    """The answers of those who came, matched by their slips."""
    at: dict[str, dict[int, Answer]] = {point: {} for point in AnswerPoint}
    for answer in answers:
        at[answer.point][answer.slip] = answer
    before = at[AnswerPoint.BEFORE]
    return Result(
        attendances=attendances,
        before=len(before),
        after=len(at[AnswerPoint.AFTER]),
        follow_up=len(at[AnswerPoint.FOLLOW_UP]),
        gain=_change(before, at[AnswerPoint.AFTER]),
        lasting=_change(before, at[AnswerPoint.FOLLOW_UP]),
    )


def results_by(attendances: QuerySet, key: str = "event") -> dict[object, Result]:
    """The result of each event, borough or sector of these attendances: two queries.

    `key` names a column of the attendance. One in which nobody has come yet has none.
    """
    came = attendances.attended()
    counted = came.order_by().values_list(key).annotate(Count("pk"))
    responses = ConfidenceResponse.objects.filter(slip__attendance__in=came)
    answers = defaultdict(list)
    rows = responses.values_list(
        f"slip__attendance__{key}", "slip", "point", "knowledge", *ITEMS
    )
    for group, slip, point, knowledge, *items in rows:
        answers[group].append(Answer(slip, point, items, knowledge))
    return {group: matched_pairs(count, answers[group]) for group, count in counted}


def percent(part: int, whole: int) -> Decimal | None:
    """The part of the whole in percent, rounded half up; of nothing there is none."""
    if not whole:
        return None
    return (100 * Decimal(part) / whole).quantize(Decimal("1"), ROUND_HALF_UP)


def _change(before: dict[int, Answer], later: dict[int, Answer]) -> Change:
    both = [(before[slip], later[slip]) for slip in before if slip in later]
    pairs = [(was, now) for was, now in both if was.is_enough and now.is_enough]
    return Change(
        pairs=len(pairs),
        improved=sum(now.mean > was.mean for was, now in pairs),
        mean=_rounded([now.mean - was.mean for was, now in pairs]),
        items=tuple(
            _step(name, [(was.items[n], now.items[n]) for was, now in pairs])
            for n, name in enumerate(ITEMS.values())
        ),
        knowledge=_step("Knowledge", [(was.knowledge, now.knowledge) for was, now in both]),
    )


def _step(name: str, pairs: list[tuple[int | None, int | None]]) -> Step:
    whole = [(was, now) for was, now in pairs if was is not None and now is not None]
    return Step(
        name=name,
        pairs=len(whole),
        before=_rounded([was for was, _ in whole]),
        later=_rounded([now for _, now in whole]),
        change=_rounded([now - was for was, now in whole]),
    )


def _rounded(numbers: Sequence[int | Decimal]) -> Decimal | None:
    """Their mean, rounded half away from nothing to two decimals."""
    if not numbers:
        return None
    return (Decimal(sum(numbers)) / len(numbers)).quantize(Decimal("0.01"), ROUND_HALF_UP)
