"""Advice to practitioners, meetings with the boroughs' own specialists, the campaign.

Most questions reach the Family Support Worker, and most of them from Children's Services
of the borough the post is at home in. Not everything is done: a promise is forgotten, the
specialists of one borough are not met for too long, and some teams never ask.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from pilot import calendar
from pilot.models import Borough
from referrals import actions
from referrals.models import (
    Agency,
    CampaignActivity,
    Consultation,
    NewPractitioner,
    Practitioner,
    Referral,
    Route,
)
from reporting.invented_year import questions
from reporting.invented_year.agencies import LONDON, Source, role_of
from reporting.invented_year.chances import Deck
from reporting.invented_year.people import BIRDS
from reporting.invented_year.rota import CJW, FSW, YPS
from reporting.invented_year.stage import Stage, at

Channel = CampaignActivity.Channel
Measure = CampaignActivity.Measure
Outcome = Consultation.Outcome

A_DAY = timedelta(days=1)
SHARE_OF_DAYS = {FSW: 0.42, CJW: 0.12, YPS: 0.14}  # with a question, of those at work
ASKED_BY = {
    FSW: {
        Source.CS_CP: 28, Source.CS_EARLY: 24, Source.CS_ASSESS: 22, Source.CS_CIN: 12,
        Source.HEALTH_HV: 6, Source.CS_PLO: 4, Source.CS_LAC: 2, Source.CAFCASS: 2,
    },
    CJW: {Source.POL_CSU: 62, Source.POL_NEIGH: 20, Source.HOUSING: 10, Source.MARAC: 8},
    YPS: {Source.YOS_CM: 56, Source.SCHOOL_PRU: 18, Source.YOS_OOCD: 14, Source.CAMHS: 12},
}  # fmt: skip
AT_HOME = {FSW: ("RBKC", 0.3)}  # also asked there on days spent elsewhere
NEVER_ASKS = {(Source.CS_CIN, "WCC"), (Source.POL_NEIGH, "RBKC"), (Source.CS_LAC, "LBHF")}
MINUTES = (15, 20, 20, 25, 30, 30, 40, 45, 60)
BOOKED_AHEAD, WRITTEN_UP_NEXT_DAY, CALLED_AWAY = 0.25, 0.2, 0.2
NAMED, HOW_SURE = 0.34, 0.55
BEFORE, RISE = (1, 2, 2, 3, 3, 4), (0, 0, 1, 1, 1, 2)
PROMISED, FORGOTTEN = 0.3, 0.12
WEEKS_UNTIL_FOLLOWED_UP = (1, 2, 2, 4)
CAME_OF_IT = {
    Outcome.NO_ACTION: 44,
    Outcome.FURTHER: 26,
    Outcome.JOINT_VISIT: 20,
    Outcome.SAFEGUARDING: 10,
}
DAYS_BEFORE_THE_REFERRAL = (2, 3, 4, 6)

SPECIALISTS = {"LBHF": 2, "WCC": 1}
SPECIALIST_TEAM = "Perpetrator specialists, {borough}"
LIAISON = (  # about when, and with whose specialists; one borough goes without for long
    (date(2015, 10, 15), ("LBHF", "WCC")),
    (date(2015, 11, 19), ("LBHF",)),
    (date(2015, 11, 27), ("WCC",)),
    (date(2016, 1, 7), ("LBHF", "WCC")),
    (date(2016, 2, 11), ("LBHF",)),
    (date(2016, 2, 12), ("WCC",)),
    (date(2016, 3, 17), ("LBHF",)),
    (date(2016, 4, 21), ("LBHF",)),
    (date(2016, 5, 26), ("LBHF", "WCC")),
    (date(2016, 6, 30), ("LBHF",)),
    (date(2016, 7, 29), ("WCC",)),
    (date(2016, 8, 4), ("LBHF",)),
    (date(2016, 9, 8), ("LBHF", "WCC")),
)
ENTERED_TWICE, FOUND_OUT = date(2016, 2, 9), date(2016, 3, 1)
PUT_RIGHT, TAKEN_OUT = date(2016, 4, 14), date(2016, 6, 2)


@dataclass(frozen=True)
class Drive:
    """Something done for the campaign, and what was counted of it."""

    title: str
    channel: str
    boroughs: tuple[str, ...]
    starts_on: date
    ends_on: date
    audience: str
    reach: int | None = None
    measure: str = ""
    cost: str | None = None
    contacts: int | None = None


EVERYWHERE = ("LBHF", "RBKC", "WCC")
DRIVES = (
    Drive(
        "A page with a way to get in touch", Channel.WEB, EVERYWHERE,
        date(2015, 11, 2), date(2016, 9, 30), "Anybody worried about how they behave",
    ),
    Drive(
        "Posters in GP surgeries and walk-in centres", Channel.POSTER, ("LBHF", "RBKC"),
        date(2015, 11, 16), date(2016, 1, 31), "Men who see a doctor about stress",
        85, Measure.COPIES, "212.40", 2,
    ),
    Drive(
        "Cards in custody suites and at front counters", Channel.LEAFLET, EVERYWHERE,
        date(2015, 12, 7), date(2016, 2, 28), "People released without charge",
        600, Measure.COPIES, "148.00", 1,
    ),
    Drive(
        "Before the holidays: messages on two networks", Channel.SOCIAL, EVERYWHERE,
        date(2015, 12, 14), date(2015, 12, 23), "Men of 18 to 45 in the three boroughs",
        21400, Measure.SEEN, "300.00",
    ),
    Drive(
        "A letter to all social workers about how to refer", Channel.STAFF_COMMS,
        ("RBKC", "WCC"), date(2016, 1, 18), date(2016, 1, 18), "Children’s Services staff",
        340, Measure.STAFF,
    ),
    Drive(
        "Talk about jealousy on the local station", Channel.RADIO, ("WCC",),
        date(2016, 2, 12), date(2016, 2, 12), "Evening listeners",
        9000, Measure.LISTENERS, None, 3,
    ),
    Drive(
        "Posters in leisure centres and barbers’ shops", Channel.POSTER, EVERYWHERE,
        date(2016, 3, 7), date(2016, 5, 29), "Men who would not see a doctor",
        140, Measure.COPIES, "366.75", 5,
    ),
    Drive(
        "Stall at the spring fair of a housing estate", Channel.EVENT, ("LBHF",),
        date(2016, 5, 14), date(2016, 5, 14), "Tenants and their families",
        46, Measure.PEOPLE, "60.00", 1,
    ),
    Drive(
        "Before the tournament: advertisement in a free paper", Channel.PRESS, EVERYWHERE,
        date(2016, 6, 6), date(2016, 6, 10), "Commuters",
        52000, Measure.PRINT_RUN, "480.00", 0,
    ),
    Drive(
        "Youth workers speak with young people in parks", Channel.OUTREACH, ("RBKC",),
        date(2016, 7, 4), date(2016, 8, 26), "Young people from 14",
    ),
)  # fmt: skip


class Advice:
    """What reaches the posts between referrals. Its chances are its own."""

    def __init__(self, stage: Stage, seed: int):
        self.stage = stage
        self.rng = Random(f"{seed}-advice")
        self.asked = {
            post: Deck(self.rng, texts) for post, texts in questions.QUESTIONS.items()
        }
        self.specialists: dict[str, list[Practitioner]] = {}
        for post in SHARE_OF_DAYS:
            self._expect_questions(post)
        for on, boroughs in LIAISON:
            day = self.stage.rotas[FSW].next_in(on)
            self.stage.later(at(day, 15, 30), self._meet, boroughs)
        for drive in DRIVES:
            known_on = drive.ends_on if drive.reach else drive.starts_on
            day = calendar.add_working_days(known_on - A_DAY, 1)
            self.stage.later(at(day, 9, 45), self._run, drive)
        self.stage.later(at(ENTERED_TWICE, 11), self._enter_twice)
        self.stage.later(at(PUT_RIGHT, 16, 20), self._put_right)
        self.stage.later(at(TAKEN_OUT, 16, 25), self._take_out)

    def leave_bookings(self) -> None:
        """Somebody has booked a time with each of two posts, for one of the days ahead."""
        for post, days in ((FSW, 1), (YPS, 3)):
            rota = self.stage.rotas[post]
            on = rota.next_in(self.stage.today, days)
            if rota.starts < self.stage.today and on in calendar.PILOT:
                actions.book_consultation(
                    by=rota.worker,
                    who=self._somebody(post, on),
                    on=on,
                    question=self.asked[post].draw().question,
                )

    # Questions

    def _expect_questions(self, post: str) -> None:
        rota = self.stage.rotas[post]
        for day in calendar.PILOT.days():
            if not rota.is_in(day):
                continue
            if post == FSW:
                self.stage.later(at(day, 17, 5), self._write_up_before_referrals)
            if self.rng.random() < SHARE_OF_DAYS[post]:
                self._expect_question(post, day)

    def _expect_question(self, post: str, day: date) -> None:
        """Who asks what on the day; whoever books does so some days before."""
        who, text = self._somebody(post, day), self.asked[post].draw()
        rota = self.stage.rotas[post]
        ahead = rota.next_in(day - timedelta(days=self.rng.randrange(3, 9)))
        moment = at(day, self.rng.randrange(10, 17), self.rng.randrange(60))
        if ahead < day and self.rng.random() < BOOKED_AHEAD:
            self.stage.later(at(ahead, 9, 50), self._book, post, who, text, moment)
        else:
            if self.rng.random() < WRITTEN_UP_NEXT_DAY:
                moment = at(rota.next_in(day + A_DAY), 9, 5)
            self.stage.later(moment, self._note, post, who, text, day)

    def _somebody(self, post: str, day: date) -> NewPractitioner:
        borough = self.stage.rotas[post].borough(day)
        home, share = AT_HOME.get(post, (borough, 0))
        if self.rng.random() < share:
            borough = home
        teams = self.stage.directory.teams
        sources = {
            source: often
            for source, often in ASKED_BY[post].items()
            if (source, borough) not in NEVER_ASKS
        }
        [source] = self.rng.choices(list(sources), list(sources.values()))
        team = teams.get((source, borough)) or teams[source, LONDON]
        return self._member(source, team)

    def _member(self, source: str, team: Agency) -> NewPractitioner:
        name = self.rng.choice(self.stage.directory.staff[team.pk])
        return NewPractitioner(name, team, role_of(name, source, team.sector))

    def _note(self, post, who, text, on: date) -> None:
        """The consultation is recorded, today or with the day it was on."""
        consultation = actions.record_consultation(
            by=self.stage.rotas[post].worker,
            who=who,
            on=on,
            question=text.question,
            **self._answered(text),
        )
        self._promise(consultation)

    def _book(self, post, who, text, moment) -> None:
        booked = actions.book_consultation(
            by=self.stage.rotas[post].worker,
            who=who,
            on=calendar.day_of(moment),
            question=text.question,
        )
        if self.rng.random() < CALLED_AWAY:
            before = calendar.subtract_working_days(calendar.day_of(moment), 1)
            if before > calendar.today():
                self.stage.later(at(before, 16, 50), self._cancel, booked)
                return
        self.stage.later(moment, self._hold, booked, text)

    def _cancel(self, booked: Consultation) -> None:
        actions.cancel_consultation(
            booked, by=booked.worker, reason="They were called to court"
        )

    def _hold(self, booked: Consultation, text) -> None:
        actions.hold_consultation(
            booked,
            by=booked.worker,
            on=booked.on,
            question=text.question,
            **self._answered(text),
        )
        self._promise(booked)

    def _answered(self, text) -> dict:
        """What was advised, and whatever else somebody asked or noted."""
        before = self.rng.choice(BEFORE) if self.rng.random() < HOW_SURE else None
        after = min(5, before + self.rng.choice(RISE)) if before else None
        weeks = None
        if self.rng.random() < PROMISED:
            weeks = timedelta(weeks=self.rng.choice(WEEKS_UNTIL_FOLLOWED_UP))
        return {
            "minutes": self.rng.choice(MINUTES),
            "topics": text.topics,
            "advice": text.advice,
            "has_named_family": self.rng.random() < NAMED,
            "has_safeguarding_advice": bool(text.safeguarding),
            "safeguarding_action": text.safeguarding,
            "confidence_before": before,
            "confidence_after": after,
            "follow_up_on": calendar.today() + weeks if weeks else None,
        }

    def _promise(self, consultation: Consultation) -> None:
        """Most promises are kept, on the day or a little later."""
        if not consultation.follow_up_on or self.rng.random() < FORGOTTEN:
            return
        rota = self.stage.rotas[consultation.post_id]
        day = rota.next_in(consultation.follow_up_on, self.rng.choice((0, 0, 0, 1, 3)))
        self.stage.later(at(day, 12, 40), self._follow_up, consultation)

    def _follow_up(self, consultation: Consultation) -> None:
        consultation.refresh_from_db()
        if consultation.is_replaced:
            return
        outcome = Outcome.REFERRAL if consultation.referral_id else None
        [outcome] = (
            [outcome]
            if outcome
            else self.rng.choices(list(CAME_OF_IT), list(CAME_OF_IT.values()))
        )
        actions.follow_up_consultation(
            consultation,
            by=consultation.worker,
            on=calendar.today(),
            outcome=outcome,
            note=self.rng.choice(questions.CAME_OF_IT[outcome]),
        )

    def _write_up_before_referrals(self) -> None:
        """A referral that came of a question has its consultation, and they are linked."""
        came = Referral.objects.filter(
            route=Route.CONSULT,
            consultations=None,
            practitioner__isnull=False,
            recorded_at__gte=at(calendar.today(), 0),
        ).order_by("pk")
        rota = self.stage.rotas[FSW]
        for referral in came:
            days = self.rng.choice(DAYS_BEFORE_THE_REFERRAL)
            on = calendar.subtract_working_days(referral.received_on, days)
            if on not in calendar.PILOT:
                continue
            text = self.asked[FSW].draw()
            answered = self._answered(text) | {"has_named_family": True}
            consultation = actions.record_consultation(
                by=rota.worker,
                who=referral.practitioner,
                on=on,
                question=text.question,
                **answered,
            )
            actions.link_consultation(consultation, by=rota.worker, referral=referral)
            self._promise(consultation)

    # Mistakes, and how they are mended

    def _enter_twice(self) -> None:
        """Somebody known is entered again, without their title, which is noticed later."""
        team = self.stage.directory.teams[Source.POL_CSU, "LBHF"]
        known = self._member(Source.POL_CSU, team)
        again = known._replace(name=known.name.partition(" ")[2], role="OTHER")
        self._note(CJW, again, self.asked[CJW].draw(), calendar.today())
        self.stage.later(at(FOUND_OUT, 10, 40), self._merge, again, known)

    def _merge(self, again: NewPractitioner, known: NewPractitioner) -> None:
        manager = self.stage.manager
        entry, into = (
            actions.enter_practitioner(by=manager, who=who) for who in (again, known)
        )
        actions.merge_practitioners(
            entry,
            by=manager,
            version=entry.version,
            into=into,
            reason="The same shoulder number",
        )

    def _put_right(self) -> None:
        latest = self._latest_of(FSW)
        actions.correct_consultation(
            latest,
            by=latest.worker,
            reason="It took twice as long as I had noted",
            who=latest.practitioner,
            on=latest.on,
            minutes=min(120, latest.minutes * 2),
            topics=latest.topics,
            question=latest.question,
            advice=latest.advice,
            follow_up_on=latest.follow_up_on,
            has_named_family=latest.has_named_family,
            has_safeguarding_advice=latest.has_safeguarding_advice,
            safeguarding_action=latest.safeguarding_action,
            confidence_before=latest.confidence_before,
            confidence_after=latest.confidence_after,
        )

    def _take_out(self) -> None:
        who = self._somebody(FSW, calendar.today())
        self._note(FSW, who, self.asked[FSW].draw(), calendar.today())
        latest = self._latest_of(FSW)
        actions.withdraw_consultation(
            latest, by=latest.worker, reason="Entered twice: the first entry stands"
        )

    def _latest_of(self, post: str) -> Consultation:
        given = Consultation.objects.given().filter(post=post, referral=None)
        return given.order_by("-on", "-pk")[0]

    # Liaison and campaign

    def _meet(self, boroughs: tuple[str, ...]) -> None:
        worker = self.stage.rotas[FSW].worker
        people = [person for code in boroughs for person in self._specialists(code)]
        topics, agreed = self.rng.choice(questions.LIAISON)
        actions.record_liaison(
            by=worker,
            on=calendar.today(),
            practitioners=people,
            topics=topics,
            agreed=agreed,
        )

    def _specialists(self, code: str) -> list[Practitioner]:
        """A borough's own, entered when they are first met."""
        if code not in self.specialists:
            worker = self.stage.rotas[FSW].worker
            borough: Borough = self.stage.boroughs[code]
            team = actions.add_agency(
                by=worker,
                name=SPECIALIST_TEAM.format(borough=borough),
                sector=Agency.Sector.CHILDRENS,
                borough=borough,
            )
            names = self.rng.sample(BIRDS, SPECIALISTS[code])
            self.specialists[code] = [
                actions.add_practitioner(
                    by=worker,
                    name=f"{self.rng.choice(('Ms', 'Mr'))} {name}",
                    agency=team,
                    role=Practitioner.Role.SOCIAL_WORKER,
                    is_specialist=True,
                )
                for name in names
            ]
        return self.specialists[code]

    def _run(self, drive: Drive) -> None:
        actions.record_campaign(
            by=self.stage.manager,
            title=drive.title,
            channel=drive.channel,
            boroughs=[self.stage.boroughs[code] for code in drive.boroughs],
            starts_on=drive.starts_on,
            ends_on=drive.ends_on,
            audience=drive.audience,
            reach=drive.reach,
            measure=drive.measure,
            cost=Decimal(drive.cost) if drive.cost else None,
            contacts=drive.contacts,
        )
