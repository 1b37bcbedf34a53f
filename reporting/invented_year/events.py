"""What happens around a case: incidents, orders, meetings, warnings, the law.

Dealt from decks, so that every year has every kind, and by a chance of its own.
"""

from datetime import date, timedelta
from random import Random

from cases import actions
from cases.models import Case, EligibilityQuery, Involvement, Order
from pilot import calendar
from reporting.invented_year import reports
from reporting.invented_year.chances import Deck
from reporting.invented_year.judgement import Judgement
from reporting.invented_year.on_cases import OnCases
from reporting.invented_year.rota import CJW, FSW, YPS, Rota
from reporting.invented_year.stage import Stage

Kind = Involvement.Kind
Ended = Case.ClosureReason

MEETINGS = {  # post: which meeting considers a case; most are considered by none
    CJW: (Kind.MARAC, Kind.MARAC, Kind.DVDS, Kind.MAPPA, Kind.MASH, Kind.IOM, *[None] * 9),
    FSW: (
        *[Kind.CHILD_PROTECTION] * 3,
        *(Kind.MARAC, Kind.MASH, Kind.DVDS),
        *[None] * 5,
    ),
    YPS: (Kind.CSE, Kind.SYV, Kind.SYV, Kind.MASH, Kind.CHILD_PROTECTION, *[None] * 4),
}
ORDERS = (*reports.ORDERS, *[None] * 7)
WARNINGS = (*reports.WARNINGS, *[None] * 14)
INCIDENTS = {
    False: (*reports.INCIDENTS, *[None] * 16),
    True: (*reports.YOUNG_INCIDENTS, *[None] * 8),
}
MEETING_AFTER, ORDER_AFTER, WARNING_AFTER = (2, 30), (1, 25), (3, 45)
INCIDENT_AFTER, CHECK_AFTER = (12, 70), (30, 60)
WEEKS_TO_A_WARNING = (4, 6, 8)
KEEPS_A_WARNING, ENDS_A_WARNING = 0.5, 0.4  # else nobody looks at it again
A_MEETING_ENDS = 0.3
OF_THE_LAW = ("NONE", "NFA", "VICTIM_NOT_SUPPORTING", "NONE", "INVESTIGATION_OPEN", "NONE")
ENTERED = {Ended.ENTERED_CJ: "CHARGED", Ended.CUSTODY: "CUSTODY"}
YOUNG_ORDERS = {"REF_ORDER": Order.Kind.REF_ORDER, "YRO": Order.Kind.YRO}


class Events(OnCases):
    """What others did, and what came to be known of the person."""

    def __init__(self, stage: Stage, seed: int, judgement: Judgement):
        super().__init__(stage, Random(f"{seed}-events"))
        self.judgement = judgement
        self.meetings = {post: Deck(self.rng, kinds) for post, kinds in MEETINGS.items()}
        self.incidents = {
            young: Deck(self.rng, known) for young, known in INCIDENTS.items()
        }
        self.orders, self.warnings = Deck(self.rng, ORDERS), Deck(self.rng, WARNINGS)
        self.of_the_law = Deck(self.rng, OF_THE_LAW)
        self.links = Deck(self.rng, reports.LINKS)

    def begin(self, case: Case, rota: Rota) -> None:
        """What will come to be known of this case, in its time."""
        post = rota.post.pk
        is_young = post == YPS
        if is_young:
            self._later(case, rota, (13, 20), self._young_order)
        elif order := self.orders.draw():
            self._later(case, rota, ORDER_AFTER, self._order, *order)
        if meeting := self.meetings[post].draw():
            self._later(case, rota, MEETING_AFTER, self._meeting, meeting)
        if warning := self.warnings.draw():
            self._later(case, rota, WARNING_AFTER, self._warning, *warning)
        if incident := self.incidents[is_young].draw():
            self._later(case, rota, INCIDENT_AFTER, self._incident, *incident)
        if post == CJW:
            self._later(case, rota, CHECK_AFTER, self._check)

    def before_closing(self, case: Case, rota: Rota, reason: str) -> None:
        """Who entered the criminal justice process: that is known first, and decided.

        Of anybody else the manager answers what was asked: no case closes unanswered.
        """
        if found := ENTERED.get(reason):
            self._found(case, rota, found)
            self._decide(case, EligibilityQuery.Decision.CLOSE)
        else:
            self._goes_on(case, rota)

    # From outside

    def _order(
        self, case: Case, rota: Rota, kind: str, months: int | None, says: str, whom: str
    ) -> None:
        starts_on = calendar.today() - timedelta(days=self.rng.randint(3, 60))
        actions.record_order(
            case,
            by=rota.worker,
            kind=kind,
            starts_on=starts_on,
            ends_on=months and starts_on + timedelta(days=30 * months),
            conditions=says,
            protects=whom,
        )

    def _young_order(self, case: Case, rota: Rota) -> None:
        """The order that the young person’s details speak of."""
        if kind := YOUNG_ORDERS.get(case.youth.order):
            months = self.rng.choice(reports.MONTHS_OF_A_YOUNG_ORDER)
            terms = reports.YOUNG_TERMS
            self._order(case, rota, kind, months, terms, "NOT_KNOWN")

    def _meeting(self, case: Case, rota: Rota, kind: Kind) -> None:
        held_by, source, left_to_us = reports.MEETINGS[kind]
        details = {}
        if kind in (Kind.CSE, Kind.SYV):
            level, role = self.links.draw()
            details = {"level": level, "role": role}
        elif kind == Kind.MAPPA:
            details = {"mappa_category": "CAT2", "mappa_level": 1}
        involvement = actions.record_involvement(
            case,
            by=rota.worker,
            kind=kind,
            on=self._lately(case),
            source=source,
            held_by=held_by,
            actions=left_to_us,
            **details,
        )
        if kind == Kind.MAPPA:
            self._later(case, rota, (1, 3), self._goes_on)
        elif self.rng.random() < A_MEETING_ENDS:
            self._later(case, rota, (30, 50), self._meeting_ends, involvement)

    def _meeting_ends(self, case: Case, rota: Rota, involvement: Involvement) -> None:
        actions.end_involvement(
            involvement,
            by=rota.worker,
            version=involvement.version,
            ended_on=calendar.today(),
        )

    def _incident(
        self, case: Case, rota: Rota, kind: str, source: str, reported: str, what: str
    ) -> None:
        harmed = case.referral.relationship
        actions.record_incident(
            case,
            by=rota.worker,
            known_on=calendar.today(),
            kind=kind,
            relationship=harmed if harmed != "NOT_ASKED" else "UNK",
            source=source,
            police_reported=reported,
            what=what,
            action=self.rng.choice(reports.DONE_ABOUT_IT),
        )
        self.judgement.after_incident(case, rota)

    # Warnings

    def _warning(self, case: Case, rota: Rota, kind: str, evidence: str) -> None:
        today = calendar.today()
        weeks = self.rng.choice(WEEKS_TO_A_WARNING)
        warning = actions.raise_warning(
            case,
            by=rota.worker,
            kind=kind,
            evidence=evidence,
            raised_on=today,
            review_on=today + timedelta(weeks=weeks),
        )
        self._look_again(case, rota, warning)

    def _look_again(self, case: Case, rota: Rota, warning) -> None:
        day = rota.next_in(warning.review_on - timedelta(days=4))
        self._at(day, 15, case, rota, self._review, warning)

    def _review(self, case: Case, rota: Rota, warning) -> None:
        luck = self.rng.random()
        if luck > KEEPS_A_WARNING + ENDS_A_WARNING:
            return  # nobody looks at it, and it says so from then on
        keeps = luck < KEEPS_A_WARNING
        weeks = timedelta(weeks=self.rng.choice(WEEKS_TO_A_WARNING))
        actions.review_warning(
            warning,
            by=rota.worker,
            version=warning.version,
            reason=self.rng.choice(reports.STILL if keeps else reports.OVER),
            next_on=calendar.today() + weeks if keeps else None,
        )
        if keeps:
            self._look_again(case, rota, warning)

    # The criminal justice process

    def _check(self, case: Case, rota: Rota) -> None:
        """Whether he has entered it is asked again while the work goes on (V-05)."""
        found = self.of_the_law.draw()
        self._found(case, rota, found)
        if found == "INVESTIGATION_OPEN":
            self._later(case, rota, (2, 4), self._goes_on)
        else:
            self._later(case, rota, CHECK_AFTER, self._check)

    def _found(self, case: Case, rota: Rota, found: str) -> None:
        actions.record_justice(
            case, by=rota.worker, on=calendar.today(), found=found, source="POLICE"
        )

    def _goes_on(self, case: Case, rota: Rota) -> None:
        self._decide(case, EligibilityQuery.Decision.CONTINUE)

    def _decide(self, case: Case, decision: str) -> None:
        if query := case.eligibility_queries.waiting().first():
            because = reports.BELONGS[decision]
            actions.decide_eligibility(
                query, by=self.stage.manager, decision=decision, because=because
            )

    def _lately(self, case: Case) -> date:
        """Within the last fortnight, and not before the pilot."""
        day = calendar.today() - timedelta(days=self.rng.randint(1, 14))
        return max(day, calendar.PILOT.start)

    # What today finds

    def leave(self, courses) -> None:
        """Yesterday the police had something open again: the manager has yet to decide."""
        for course in courses:
            if course.rota.post.pk == CJW and course.is_under_way:
                self._found(course.case, course.rota, "INVESTIGATION_OPEN")
                return
