"""Referrals: they come, are recorded, placed in a borough, and decided."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from cases.actions import open_case
from pilot import calendar
from referrals.actions import attribute_referral, decline_referral, record_referral
from referrals.models import Answer, Referral, Residence
from reporting.invented_year import reasons
from reporting.invented_year.agencies import FROM_NOWHERE, HEARD_FROM
from reporting.invented_year.answers import Answers
from reporting.invented_year.background import Background
from reporting.invented_year.casework import Course
from reporting.invented_year.chances import Deck
from reporting.invented_year.fates import LONG, Fate
from reporting.invented_year.people import Person
from reporting.invented_year.rota import CJW, FSW, YPS
from reporting.invented_year.screening import Screening
from reporting.invented_year.stage import Stage, at
from reporting.invented_year.turns import Turns

Declined = Referral.DeclineReason
Status = Referral.Status

AGES = {CJW: (19, 58), FSW: (18, 49), YPS: (10, 17)}  # P-17
TURNED_18 = (18, 18)
BOROUGHS = (*["LBHF"] * 9, *["RBKC"] * 7, *["WCC"] * 9)
ELSEWHERE = {Residence.OLON: 6, Residence.UNK: 5, Residence.NFA: 3, None: 86}
UNPLACED = (Residence.UNK, Residence.NFA, Residence.OLON)
BORN_NOBODY_KNOWS_WHEN = {CJW: 0.12, FSW: 0.06, YPS: 0.0}
DAYS_TO_RECORD = {0: 70, 1: 22, 3: 8}  # working days after it came
DAYS_TO_DECIDE = {1: 14, 2: 22, 3: 24, 4: 18, 5: 12, 7: 6, 10: 4}  # 5 is in time (P-06)
WEEKS_UNTIL_BACK = (3, 8)


@dataclass(frozen=True)
class Letter:
    """What a referrer says: who, from where, about whom."""

    fate: Fate
    source: str
    residence: str
    near: str  # the borough of the team that writes, when it has one
    person: Person
    follows: Referral | None = None  # the earlier one about the same person


class Arrivals:
    """Everything that happens to a referral until it is decided."""

    def __init__(
        self,
        stage: Stage,
        turns: Turns,
        screening: Screening,
        answers: Answers,
        background: Background,
    ):
        self.stage, self.rng, self.turns = stage, stage.rng, turns
        self.screening, self.answers = screening, answers
        self.background = background
        self.written = {
            post: Deck(self.rng, texts) for post, texts in reasons.REASONS.items()
        }
        self.boroughs = {post: Deck(self.rng, BOROUGHS) for post in reasons.REASONS}
        self.withdrawn = Deck(self.rng, reasons.WITHDRAWN)
        self.courses: list[Course] = []

    def expect(self, fate: Fate) -> None:
        """The referral will come on its day."""
        self._announce(fate, self._letter(fate))

    def _announce(self, fate: Fate, letter: Letter) -> None:
        day = self._working_day(fate.received_on, self.stage.pick(DAYS_TO_RECORD))
        latest = fate.decided_on or self.stage.last_working_day()
        day = max(fate.received_on, min(day, latest))
        self.stage.later(at(day, 9, self.rng.randrange(60)), self._record, letter)

    def _letter(self, fate: Fate) -> Letter:
        post = fate.post
        near = self.boroughs[post].draw()
        elsewhere = self.stage.pick(ELSEWHERE)
        source = self.stage.pick(HEARD_FROM[post])
        residence = elsewhere or near
        if fate.has_no_borough:
            source = self.rng.choice(FROM_NOWHERE[post])
            residence = self.rng.choice(UNPLACED)
        elif fate.reason == Declined.OUT_AREA:
            source, residence = self.rng.choice(FROM_NOWHERE[post]), Residence.OENG
        elif not self.stage.directory.places(source):
            residence = near  # else nobody could place it, and that is dealt out apart
        return Letter(fate, source, residence, near, self._somebody(fate))

    def _somebody(self, fate: Fate) -> Person:
        ages = TURNED_18 if fate.reason == Declined.AGE else AGES[fate.post]
        person = self.stage.cast.somebody(fate.received_on, *ages)
        unknown = self.rng.random() < BORN_NOBODY_KNOWS_WHEN[fate.post]
        # Their age came out later: it is why they are declined.
        unknown = unknown or fate.reason == Declined.AGE
        if unknown and not (fate.comes_again or fate.is_sent_twice):
            return replace(person, born_on=None)
        return person

    def _record(self, letter: Letter) -> None:
        fate = letter.fate
        practitioner = self.stage.directory.referrer(letter.source, letter.near)
        referral = record_referral(
            by=self._on_duty(fate.post),
            received_on=fate.received_on,
            post=self.stage.posts[fate.post],
            source=letter.source,
            agency=None,
            practitioner=practitioner,
            given_names=letter.person.given_names,
            surname=letter.person.surname,
            born_on=letter.person.born_on,
            residence=letter.residence,
            follows=letter.follows,
            aliases=self.answers.alias(letter.person.given_names, letter.person.surname),
            **self.answers.of(
                fate, letter.source, self._awareness(letter), self._reason(letter)
            ),
        )
        if fate.decision == Status.RECEIVED:
            self.screening.wait(referral, fate)
            return
        day = fate.decided_on or self._working_day(
            fate.received_on, self.stage.pick(DAYS_TO_DECIDE)
        )
        day = max(day, calendar.today())
        if fate.has_no_borough:
            self.stage.later(at(day, 11), self._place, referral, letter)
        moment = at(day, 12, self.rng.randrange(60))
        self.screening.follow(referral, fate, moment)
        self.stage.later(moment, self._decide, referral, letter)
        if fate.is_sent_twice:
            day = self._working_day(day, 5)
            self._expect_again(letter, referral, day, Status.DUPLICATE)

    def _awareness(self, letter: Letter) -> str:
        if letter.fate.so_far:
            return Answer.NO  # so that somebody has to be asked
        return self.screening.awareness(letter.fate.post, letter.source)

    def _reason(self, letter: Letter) -> str:
        if own := reasons.ASKED_FOR_HELP.get(letter.source):
            return self.rng.choice(own)
        return self.written[letter.fate.post].draw()

    def _place(self, referral: Referral, letter: Letter) -> None:
        attribute_referral(
            referral,
            by=self.stage.manager,
            version=referral.version,
            borough=self.stage.boroughs[letter.near],
            reason=self.rng.choice(reasons.ATTRIBUTED),
        )

    def _decide(self, referral: Referral, letter: Letter) -> None:
        fate = letter.fate
        if fate.decision == Status.ACCEPTED:
            self._accept(referral, letter)
            return
        decline_referral(
            referral,
            by=self._on_duty(fate.post),
            decision=fate.decision,
            decided_on=calendar.today(),
            reason=fate.reason,
            note=self._note(fate),
        )
        self.screening.decided(referral, fate)

    def _note(self, fate: Fate) -> str:
        match fate.decision:
            case Status.WITHDRAWN:
                return self.withdrawn.draw()
            case Status.DUPLICATE:
                return reasons.DUPLICATE
            case Status.REDIRECTED:
                return reasons.SENT_ON[fate.reason]
            case _:
                return reasons.NOTES[fate.reason]

    def _accept(self, referral: Referral, letter: Letter) -> None:
        rota = self.stage.rotas[letter.fate.post]
        by = self._on_duty(letter.fate.post)
        self.answers.make_fit(referral, by=by, manager=self.stage.manager)
        follows = letter.follows
        case = open_case(
            referral,
            by=by,
            worker=rota.worker,
            accepted_on=calendar.today(),
            perpetrator=follows.case.perpetrator if follows else None,
        )
        course = Course(
            self.stage,
            self.turns,
            rota,
            case,
            letter.fate,
            when_closed=lambda: self._again(letter, referral),
        )
        course.before_closing = lambda: self.background.before_closing(case, rota)
        self.courses.append(course)
        self.screening.decided(referral, letter.fate)
        self.screening.when_safe(referral, letter.fate, course.begin)
        self.background.begin(case, rota)
        self.stage.events.begin(case, rota)
        self.stage.support.begin(case)

    def _again(self, letter: Letter, referral: Referral) -> None:
        """Some weeks after the case closed, somebody else refers the same person."""
        if letter.fate.comes_again:
            weeks = self.rng.randint(*WEEKS_UNTIL_BACK)
            day = self._working_day(calendar.today() + timedelta(weeks=weeks), 1)
            self._expect_again(letter, referral, day, Status.ACCEPTED)

    def _expect_again(
        self, letter: Letter, earlier: Referral, day: date, decision: str
    ) -> None:
        fate = Fate(letter.fate.post, day, decision, course=LONG)
        others = {
            source: often
            for source, often in HEARD_FROM[fate.post].items()
            if source != letter.source and source not in Referral.WITHOUT_AGENCY
        }
        source = self.stage.pick(others)
        again = replace(
            letter, fate=fate, source=source, residence=letter.near, follows=earlier
        )
        self._announce(fate, again)

    def _on_duty(self, post: str):
        return self.stage.on_duty(self.stage.rotas[post], calendar.today())

    def _working_day(self, day: date, after: int) -> date:
        return calendar.add_working_days(day, after)
