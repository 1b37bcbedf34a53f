"""Where the year is acted: its clock, the pilot's people at work, and what is due."""

import heapq
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random

from pilot import actions, calendar
from pilot.demonstration import PASSWORD, PEOPLE, DemoPerson
from pilot.models import Borough, Post, User
from pilot.permissions import Role
from reporting.invented_year import chances
from reporting.invented_year.agencies import Directory
from reporting.invented_year.people import Cast
from reporting.invented_year.rota import STARTS, Rota

BEFORE_THE_PILOT = date(2015, 9, 28)
FIRST_ACCOUNT = "admin"
NINE = time(9)


def at(day: date, hour: int | time, minute: int = 0) -> datetime:
    """A moment in London."""
    moment = hour if isinstance(hour, time) else time(hour, minute)
    return datetime.combine(day, moment, tzinfo=calendar.LONDON)


class Stage:
    """Things happen in the order of their moments, and each may bring about later ones."""

    def __init__(self, rng: Random, today: date):
        self.rng, self.today = rng, today
        self.due: list[tuple[datetime, int, Callable, tuple]] = []
        self.order = count()
        self.boroughs = {borough.pk: borough for borough in Borough.objects.all()}
        self.posts = {post.pk: post for post in Post.objects.all()}
        self.cast = Cast(rng)
        self.directory = Directory(rng)
        self.sessions = self._decks(chances.SESSIONS)
        self.endings = self._decks(chances.ENDINGS)
        self.people: dict[str, User] = {}
        self._open_accounts()
        self.manager = self.people["manager"]
        self.rotas = {
            PEOPLE[name].role.value: Rota(
                rng, self.posts[PEOPLE[name].role.value], self.people[name]
            )
            for name in ("cjw", "fsw", "yps")
        }

    def later(self, moment: datetime, deed: Callable, *args) -> None:
        """At that moment this is done."""
        heapq.heappush(self.due, (moment, next(self.order), deed, args))

    def play(self) -> None:
        """Everything that is due before today has been done, in its order."""
        until = at(self.today, 0)
        while self.due and self.due[0][0] < until:
            moment, _, deed, args = heapq.heappop(self.due)
            with calendar.clock_set_to(moment):
                deed(*args)

    def pick(self, weights: dict):
        """One of the keys, as often as its weight says."""
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def last_working_day(self) -> date:
        """The last one before today."""
        day = self.today - timedelta(days=1)
        while not calendar.is_working_day(day):
            day -= timedelta(days=1)
        return day

    def on_duty(self, rota: Rota, day: date) -> User:
        """The post's worker, or the manager when the worker is away."""
        return rota.worker if rota.is_in(day) else self.manager

    def _decks(self, cards: dict[str, Sequence]) -> dict[str, chances.Deck]:
        return {course: chances.Deck(self.rng, dealt) for course, dealt in cards.items()}

    def _open_accounts(self) -> None:
        """Everybody of the demonstration has an account; roles follow when they start."""
        with calendar.clock_set_to(at(BEFORE_THE_PILOT, NINE)):
            first = self._first_administrator()
            for username, person in PEOPLE.items():
                if username != FIRST_ACCOUNT:
                    self.people[username] = self._account(username, person, by=first)
                    self._grant_on_the_first_day(username, person, by=first)
            # Not the moment at which the year is invented.
            User.objects.filter(username__in=PEOPLE).update(date_joined=calendar.now())

    def _first_administrator(self) -> User:
        person = PEOPLE[FIRST_ACCOUNT]
        first = actions.create_administrator(
            username=FIRST_ACCOUNT,
            email=f"{FIRST_ACCOUNT}@example.org",
            password=PASSWORD,
        )
        User.objects.filter(pk=first.pk).update(
            first_name=person.first_name, last_name=person.last_name
        )
        first.refresh_from_db()
        self.people[FIRST_ACCOUNT] = first
        return first

    def _account(self, username: str, person: DemoPerson, *, by: User) -> User:
        return actions.add_person(
            by=by,
            username=username,
            first_name=person.first_name,
            last_name=person.last_name,
            email=f"{username}@example.org",
            password=PASSWORD,
        )

    def _grant_on_the_first_day(
        self, username: str, person: DemoPerson, *, by: User
    ) -> None:
        starts = STARTS.get(person.role.value)
        moment = at(starts, 8, 30) if starts else at(BEFORE_THE_PILOT, 10)
        self.later(moment, self._grant, self.people[username], person, by)

    def _grant(self, user: User, person: DemoPerson, by: User) -> None:
        actions.grant_membership(
            user,
            by=by,
            role=Role(person.role),
            boroughs=[self.boroughs[code] for code in person.boroughs],
            reason="Starts in the pilot",
        )
