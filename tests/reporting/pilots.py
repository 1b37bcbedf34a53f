"""Invented pilots, made by chance: rows with everything that can go wrong.

The chances are those of a seed, or of a source of chance that a test gives, so that the
smallest pilot that breaks a rule can be looked for.
"""

import random
from datetime import date, time, timedelta
from decimal import Decimal

from cases.actions import keep_engagement, keep_first_case
from cases.models import Case, Method, Perpetrator, Session
from pilot.models import Borough, Post, WorkDay
from pilot.references import new_reference
from referrals.models import Referral, Residence
from tests.factories import ReferralFactory, UserFactory, at
from tests.reporting.pilots_of_work import Work

FIRST_DAY = date(2015, 10, 1)
LAST_DAY = date(2016, 9, 30)
DECIDED = [status for status in Referral.Status if status not in Referral.UNDECIDED]


def chances_of(seed, of=""):
    """Chances of their own for each part of a pilot made from a seed; else those given."""
    if isinstance(seed, random.Random):
        return seed
    return random.Random(f"{of} {seed}" if of else seed)


class RandomPilot:
    """A year of work up to `today`, with some rows that are dated after it.

    People come back and move between boroughs in the middle of their work; some referrals
    belong to no borough; some sessions are unrecorded, late, cancelled or with a parent.
    """

    def __init__(self, seed, *, today, referrals=60, days=150):
        self.chance = chances_of(seed)
        self.today = today
        self.boroughs = list(Borough.objects.all())
        self.posts = list(Post.objects.all())
        self.worker = UserFactory()
        self.people = []
        self.names = chances_of(seed, "names")
        self.named = []
        self.mistakes = chances_of(seed, "mistakes")
        self.work = Work(self, seed)
        for _ in range(referrals):
            self.add_referral()
        self.add_days(days)
        self.work.help_practitioners(referrals // 4)

    def day(self, first=FIRST_DAY, last=LAST_DAY):
        return first + timedelta(days=self.chance.randrange((last - first).days + 1))

    def add_referral(self):
        received_on = self.day()
        borough = self.chance.choice([*self.boroughs, *self.boroughs, None])
        referral = ReferralFactory.build(
            received_on=received_on,
            post=self.chance.choice(self.posts),
            agency=None,
            borough=borough,
            residence=borough.pk if borough else Residence.OLON,
            basis=Referral.Basis.RESIDENCE if borough else "",
            recorded_by=self.worker,
            recorded_at=at(received_on),
        )
        self.name(referral)
        self.work.refer(referral)
        if self.chance.random() < 0.85:
            self.decide(referral)
        referral.save()
        if referral.status == Referral.Status.ACCEPTED:
            self.add_case(referral)

    def name(self, referral):
        """Some are referred again, anywhere, in capitals or without a date of birth."""
        if self.named and self.names.random() < 0.4:
            again = self.names.choice(self.named)
            referral.follows = self.names.choice([again, None])
            referral.given_names = again.given_names
            referral.surname = self.names.choice([again.surname, again.surname.upper()])
            referral.born_on = self.names.choice([again.born_on, again.born_on, None])
        else:
            self.named.append(referral)

    def decide(self, referral):
        referral.status = self.chance.choice([Referral.Status.ACCEPTED] * 8 + DECIDED)
        if referral.borough is None and referral.status == Referral.Status.ACCEPTED:
            referral.status = Referral.Status.REDIRECTED
        referral.decided_on = referral.received_on + timedelta(self.chance.randrange(20))
        referral.decided_by = self.worker
        if referral.status in (Referral.Status.REJECTED, Referral.Status.REDIRECTED):
            referral.decline_reason = Referral.DeclineReason.OUT_AREA
        if referral.status == Referral.Status.ACCEPTED:
            referral.worker = self.worker

    def add_case(self, referral):
        if not self.people or self.chance.random() < 0.8:
            self.people.append(Perpetrator.objects.create(given_names="A", surname="B"))
        case = Case.objects.create(
            referral=referral,
            perpetrator=self.chance.choice(self.people[-6:]),
            borough=referral.borough,
            accepted_borough=referral.borough,
            post=referral.post,
            worker=self.worker,
            opened_on=referral.decided_on,
        )
        keep_first_case(case)
        moves_on = self.day(case.opened_on, case.opened_on + timedelta(days=200))
        moves_to = self.chance.choice(self.boroughs)
        self.work.begin(case, moves_on, moves_to)
        days = sorted(
            self.day(case.opened_on, case.opened_on + timedelta(days=100))
            for _ in range(self.chance.randrange(9))
        )
        for on in days:
            self.add_session(case, on, moves_to if on >= moves_on else case.borough)
        if case.opened_on < moves_on <= self.today:
            Case.objects.filter(pk=case.pk).update(borough=moves_to)
        keep_engagement(case)
        self.work.go_on(case)
        if self.chance.random() < 0.6:
            self.close(case, after=days[-1] if days else case.opened_on)
        self.work.end(case)

    def add_session(self, case, on, borough):
        outcome = Session.Outcome.NOT_REC
        if on <= self.today:
            outcome = self.chance.choice([Session.Outcome.ATT] * 4 + list(Session.Outcome))
        attended = outcome in Session.ATTENDED
        recorded = outcome != Session.Outcome.NOT_REC
        entry = Session(
            case=case,
            borough=borough,
            worker=self.worker,
            on=on,
            starts_at=time(14),
            kind=self.chance.choice(list(Session.Kind)),
            method=Method.VISIT,
            outcome=outcome,
            minutes=50 if attended else None,
            record="They came." if attended else "",
            booked_at=at(case.opened_on),
            recorded_at=at(on + timedelta(self.chance.randrange(30))) if recorded else None,
            recorded_by=self.worker if recorded else None,
        )
        entry.save()
        if self.mistakes.random() < 0.15:  # once more, and taken out
            entry.pk, entry.reference = None, new_reference()
            entry.is_replaced, entry.withdrawal_reason = True, "Entered twice"
            entry.save(force_insert=True)

    def close(self, case, after):
        reasons = list(Case.ClosureReason)
        if case.engaged_on:
            reasons.remove(Case.ClosureReason.NEVER_ENGAGED)
        Case.objects.filter(pk=case.pk).update(
            status=Case.Status.CLOSED,
            closed_on=self.day(after, after + timedelta(days=60)),
            closure_reason=self.chance.choice(reasons),
            closure_outcome="It ended.",
        )

    def add_days(self, number=150):
        days = []
        for _ in range(number):
            activity = self.chance.choice(
                [WorkDay.Activity.CASEWORK] * 5 + list(WorkDay.Activity)
            )
            days.append(
                WorkDay(
                    post=self.chance.choice(self.posts),
                    user=None if activity == WorkDay.Activity.VACANT else self.worker,
                    borough=self.chance.choice([*self.boroughs, *self.boroughs, None]),
                    on=self.day(),
                    units=Decimal(self.chance.choice(["0.25", "0.5", "0.75", "1"])),
                    activity=activity,
                )
            )
        WorkDay.objects.bulk_create(days)
