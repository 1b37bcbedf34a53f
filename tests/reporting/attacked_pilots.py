"""Invented pilots released quarter by quarter, and everything their readers can add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from reporting.disclosure import BOROUGHS, PILOT, DisclosureClass, cumulative
from tests.reporting.attacker import MOST, Attacker, Sum

THRESHOLD = 5
QUARTERS = ("2015Q4", "2016Q1", "2016Q2", "2016Q3")
FIVE_PLACES = (*BOROUGHS, "PAN", "OOA")


@dataclass(frozen=True)
class Pilot:
    """One figure as it stood at each of its releases."""

    tables: Sequence[Mapping[str, Mapping[str, Any]]]
    places: tuple[str, ...] = BOROUGHS
    is_sensitive: bool = False
    disclosure_class: DisclosureClass = DisclosureClass.B
    # What a headline figure that this one is part of had at each release.
    headline: Sequence[Mapping[str, Mapping[str, int]]] = ()
    # Whether that is how many gave an answer, and printed with the answers; of a rate it is
    # the pilot's base to date that is printed, whatever the headline figure says.
    is_total_told: bool = False

    @property
    def known(self):
        """The headline figure of each release by place and period, to date as well."""
        return [
            {
                (place, period): sum(
                    table[quarter][each]
                    for quarter in quarters
                    for each in self.places
                    if place in (each, PILOT)
                )
                for newest in table
                for period, quarters in (
                    (newest, [newest]),
                    (cumulative(newest), [each for each in table if each <= newest]),
                )
                for place in (*self.places, PILOT)
            }
            for table in self.headline
        ]


def part_of_a_headline(random: Random, pilot: Pilot) -> Pilot:
    """The same pilot, most of whose rows a figure counts that everybody sees in clear."""
    others = {
        (place, quarter): random.choice([0, 0, 0, 1, 2, 6])
        for place in pilot.places
        for quarter in QUARTERS
    }
    headline = [
        {
            quarter: {
                place: base_of(value) + others[place, quarter]
                for place, value in row.items()
            }
            for quarter, row in table.items()
        }
        for table in pilot.tables
    ]
    return replace(pilot, headline=headline, disclosure_class=DisclosureClass.B)


EVERYBODY = ("ALL",)


def random_groups(random: Random, *, most_changes: int) -> Pilot:
    """Groups of a pilot whose boroughs are not told apart, and whose total is known."""
    answers = ("lower", "same", "higher")[: random.randint(2, 3)]

    def row():
        size = random.choice([2, 6, 12, 30])
        counts = {answer: _count(random, size) for answer in answers}
        if random.random() < 0.4:
            counts |= dict.fromkeys(random.sample(answers, len(answers) - 1), 0)
        return {"ALL": counts}

    quarters = QUARTERS[: random.randint(1, 4)]
    tables = _released(random, {quarter: row() for quarter in quarters}, most_changes)
    return groups(tables)


def groups(tables: Sequence[Mapping[str, Mapping[str, Any]]]) -> Pilot:
    """Protected characteristics, or reasons, and how many there are of all together."""
    return Pilot(
        tables,
        EVERYBODY,
        is_sensitive=True,
        disclosure_class=DisclosureClass.C,
        headline=[
            {quarter: {"ALL": base_of(row["ALL"])} for quarter, row in table.items()}
            for table in tables
        ],
        is_total_told=True,
    )


def base_of(value):
    """How many rows there are: of a rate the denominator, of answers all of them."""
    if isinstance(value, dict):
        return sum(value.values())
    return value[-1] if isinstance(value, tuple) else value


def random_pilot(random: Random, *, most_changes: int = 2) -> Pilot:
    """Mostly small and unlucky: ones, fours, fives, noughts and everyone in one answer."""
    places = random.choice([BOROUGHS, BOROUGHS, FIVE_PLACES])
    kind = random.choice(["count", "rate", "answers"])
    size = random.choice([2, 6, 12, 30])
    table = {
        quarter: {place: _value(random, kind, size) for place in places}
        for quarter in QUARTERS[: random.randint(1, 4)]
    }
    tables = _released(random, table, most_changes)
    return Pilot(
        tables,
        places,
        is_sensitive=random.random() < 0.5,
        disclosure_class=random.choice([DisclosureClass.B] * 4 + [DisclosureClass.C]),
    )


def _released(random, table, most_changes):
    """The table as each release found it, with what changed in between."""
    tables = []
    for newest in [*table, *random.choices([list(table)[-1]], k=random.randint(0, 1))]:
        for _ in range(random.randint(0, most_changes) if tables else 0):
            quarter = random.choice([each for each in table if each <= newest])
            place = random.choice(list(table[quarter]))
            table = {
                **table,
                quarter: {**table[quarter], place: _changed(random, table[quarter][place])},
            }
        tables.append({quarter: row for quarter, row in table.items() if quarter <= newest})
    return tables


def _value(random, kind, size):
    if kind == "answers":
        answers = {answer: _count(random, size) for answer in ("lower", "same", "higher")}
        if random.random() < 0.3:
            answers |= dict.fromkeys(random.sample(list(answers), 2), 0)
        return answers
    count = _count(random, size)
    if kind == "count":
        return count
    return (random.choice([0, count, *(random.randint(0, count) for _ in range(3))]), count)


def _count(random, size):
    return random.choice([0, 1, 4, 5, random.randint(0, size), random.randint(0, size)])


def _changed(random, value):
    by = random.choice([-6, -2, -1, 1, 1, 2, 5, 8])
    if isinstance(value, dict):
        answer = random.choice(list(value))
        return {**value, answer: max(0, value[answer] + by)}
    if isinstance(value, tuple):
        numerator, denominator = value
        denominator = max(0, denominator + by)
        return (min(max(0, numerator + random.choice([0, by])), denominator), denominator)
    return max(0, value + by)


class Everything:
    """Every number of a pilot that was printed or can be worked out, and how they add up.

    A cell is a place, what it tells, and a part. It tells of a quarter as a release found
    it; of all quarters to date as a release found them; or of how one of these differs from
    an earlier one.
    """

    def __init__(self, pilot: Pilot) -> None:
        self.pilot = pilot
        self.truth: dict[tuple[str, Any, str], int] = {}
        self.sums: list[Sum] = []
        self.rows: list[Sum] = []
        self.printed: list[Any] = []
        self.differences: dict[Any, list[Any]] = {}
        self.parts = self._parts()
        self._add_up()

    def _parts(self):
        value = self.pilot.tables[0][QUARTERS[0]][self.pilot.places[0]]
        if isinstance(value, tuple):
            return ("numerator", "rest", "denominator")
        return (*value, "all") if isinstance(value, dict) else ("value",)

    def _part(self, value, part):
        if isinstance(value, tuple):
            numerator, denominator = value
            return {"numerator": numerator, "rest": denominator - numerator}.get(
                part, denominator
            )
        if isinstance(value, dict):
            return sum(value.values()) if part == "all" else value[part]
        return value

    def _add_up(self):
        stands: dict[str, Any] = {}
        to_date: list[tuple[Any, dict[str, Any]]] = []
        for number, table in enumerate(self.pilot.tables):
            for quarter, row in table.items():
                versions = [each for each in self.printed if each[:2] == ("in", quarter)]
                if versions and self.pilot.tables[stands[quarter][2]][quarter] == row:
                    continue
                stands[quarter] = ("in", quarter, number)
                self._tell(stands[quarter], table, [quarter])
                for earlier in versions:
                    self._differ(earlier, stands[quarter], [])
            newest = max(table)
            found = {quarter: stands[quarter] for quarter in table}
            if found not in [each for _, each in to_date]:
                now = ("to", newest, number)
                self._tell(now, table, list(table))
                self._sum(now, list(found.values()))
                for earlier, stood in to_date:
                    self._differ(earlier, now, self._since(stood, found))
                to_date.append((now, found))
                first = {
                    quarter: ("in", quarter, self._first(quarter)) for quarter in table
                }
                if first != found:
                    since = self._since(first, found)
                    self._differ(("submitted", *first.values()), now, since)

    def _tell(self, what, table, quarters):
        self.printed.append(what)
        for place in self.pilot.places:
            for part in self.parts:
                self.truth[place, what, part] = sum(
                    self._part(table[quarter][place], part) for quarter in quarters
                )
        self._total(what)
        if len(self.parts) > 1:
            for place in (*self.pilot.places, PILOT):
                *answers, everyone = ((place, what, part) for part in self.parts)
                self.rows.append(Sum(everyone, tuple(answers)))

    def _total(self, what):
        for part in self.parts:
            members = tuple((place, what, part) for place in self.pilot.places)
            self.truth[PILOT, what, part] = sum(self.truth[each] for each in members)
            self.sums.append(Sum((PILOT, what, part), members))

    def _sum(self, total, members):
        for place in (*self.pilot.places, PILOT):
            for part in self.parts:
                self.sums.append(
                    Sum(
                        (place, total, part), tuple((place, each, part) for each in members)
                    )
                )

    def _rests_on_a_change(self, what):
        if what in self.differences or what[2] > self._first(what[1]):
            return True
        return what[0] == "to" and any(
            kind == "in" and quarter <= what[1] and self._first(quarter) < number <= what[2]
            for kind, quarter, number in self.printed
        )

    def _first(self, quarter):
        return min(number for _, other, number in self._told() if other == quarter)

    def _told(self):
        return [each for each in self.printed if each[0] == "in"]

    def _since(self, stood, found):
        """What has come between two figures to date: new quarters, and changes of old."""
        return [
            ("change", stood[quarter], what) if quarter in stood else what
            for quarter, what in found.items()
            if stood.get(quarter) != what
        ]

    def _differ(self, earlier, later, since):
        """`later` is an earlier number, or the sum of several, and what came since."""
        what = ("change", earlier, later)
        before = list(earlier[1:]) if earlier[0] == "submitted" else [earlier]
        self.differences[what] = since
        for place in (*self.pilot.places, PILOT):
            for part in self.parts:
                self.truth[place, what, part] = self.truth[place, later, part] - sum(
                    self.truth[place, each, part] for each in before
                )
        self._sum(later, [*before, what])

    def disclosed(self, published):
        """The cells that are small and printed, or hidden with fewer than three values."""
        told = self.attacker(published).told()
        if told and self.pilot.headline:
            told = self.told_in_spite_of_hiding(told, published)

        def is_known(cell):
            return published[cell] is not None or len(told.get(cell, ())) == 1

        def is_small(cell):
            return 0 < abs(self.truth[cell]) < THRESHOLD

        def adds_up(cell):
            """Whether a small difference comes to that from numbers that may be known."""
            place, what, part = cell
            since = [(place, each, part) for each in self.differences.get(what, [])]
            return bool(since) and all(is_known(c) and not is_small(c) for c in since)

        def is_told(cell):
            if self._is_known_total(cell):
                return False
            if published[cell] is not None:
                return is_small(cell)
            if cell[1] in self.differences or self._is_protected:
                return cell in told and is_small(cell) and not adds_up(cell)
            return cell in told

        return {cell: told.get(cell) for cell in self.truth if is_told(cell)}

    def told_in_spite_of_hiding(self, told, published):
        """Without what follows from the headline figure and earlier releases alone: one of
        one, whatever is hidden now. What two numbers to date differ by where no quarter has
        changed is no number of its own."""
        found = {}
        told = {
            cell: values
            for cell, values in told.items()
            if cell[1] not in self.differences
            or any(since in self.differences for since in self.differences[cell[1]])
        }
        for release in {self._release_of(cell) for cell in told}:
            hidden = {
                cell: None
                if self._release_of(cell) >= release
                and not self._is_known_total(cell)
                and (value or self._rests_on_a_change(cell[1]))
                else published[cell]
                for cell, value in self.truth.items()
            }
            anyway = self.attacker(hidden).told()
            found |= {
                cell: values
                for cell, values in told.items()
                if self._release_of(cell) == release and cell not in anyway
            }
        return found

    def _release_of(self, cell):
        what = cell[1]
        return what[2][2] if what in self.differences else what[2]

    @property
    def _is_protected(self):
        return self.pilot.disclosure_class is DisclosureClass.C

    def _is_known_total(self, cell):
        place, what, part = cell
        is_base = self.pilot.is_total_told and part == self.parts[-1]
        is_to_date = place == PILOT and what in self.printed and what[0] == "to"
        return is_base and (self._is_protected or is_to_date)

    def period_of(self, what):
        """What the code under test calls the number."""
        kind, quarter, number = what
        first = min(each[2] for each in self.printed if each[:2] == (kind, quarter))
        if kind == "in":
            return quarter if number == first else ("restated", quarter, str(number))
        again = () if number == first else (str(number),)
        return ("cumulative", quarter, *again)

    def shown(self, decisions):
        """Each cell's number, or None where it was hidden."""

        def is_shown(place, what, part):
            if what not in self.printed:
                return False
            parts = {part}
            if place == PILOT and self._is_known_total((place, what, part)):
                return True
            if place == PILOT and self.pilot.is_total_told and self._is_protected:
                parts.add(self.parts[-1])  # no group stands where its total may not
            period = self.period_of(what)
            return all(decisions.shows((place, period, each)) for each in parts)

        return {
            cell: number if is_shown(*cell) else None for cell, number in self.truth.items()
        }

    def attacker(self, published, ratios=()):
        """The readers, with what they know of the smallest that a hidden count can be."""
        masks = [
            row
            for row in self.rows
            if self.pilot.is_sensitive
            and all(published[cell] is None for cell in row.members)
        ]
        none = {cell for row in masks for cell in row.members}
        least = {
            cell: -MOST if cell[1] in self.differences else 0
            for cell in self.truth
            if cell in none or self._is_protected or self._rests_on_a_change(cell[1])
        }
        return Attacker(
            published,
            [*self.sums, *self.rows],
            truth=self.truth,
            least=least,
            most=self.most_known(),
            ratios=ratios,
        )

    def most_known(self):
        """The headline number of the release that told each number."""
        known = self.pilot.known
        return {
            (place, what, part): known[what[2]][place, of]
            for place, what, part in self.truth
            if known and what in self.printed and part == self.parts[-1]
            for of in [what[1] if what[0] == "in" else cumulative(what[1])]
        }
