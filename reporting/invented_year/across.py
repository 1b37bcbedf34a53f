"""What goes across the wall in the invented year: notices read, levels agreed, MARACs.

Most of it in time, and some of it late or not at all, as in any year.
"""

from datetime import timedelta
from random import Random

from cases.models import Case, RiskLevel
from cases.partners import actions
from cases.partners.models import (
    PartnerCase,
    declines_told_to,
    notices_told_to,
    waiting,
)
from pilot import calendar
from reporting.invented_year import safe_words
from reporting.invented_year.chances import Deck
from reporting.invented_year.stage import Stage, at

DECIDES_AFTER = (0, 0, 1, 1, 1, 2, 2, 4, 6, None)  # working days; 2 is in time (P-12)
HEARD = (*[True] * 6, False, None)  # heard, not taken on, still waiting
REVIEWS_AFTER = (2, 3, 4, 5, 7, 9)
READ_EACH = (1, 1, 2)  # working days between two looks at what was told


class Across:
    """Partner support reads what his side tells, and answers with a level and a word."""

    def __init__(self, stage: Stage, seed: int):
        self.stage, self.rng = stage, Random(f"{seed}-across")
        self.worker, self.manager = stage.people["psw"], stage.manager
        decks = {"decides": DECIDES_AFTER, "heard": HEARD, "reviews": REVIEWS_AFTER}
        self.decks = {name: Deck(self.rng, cards) for name, cards in decks.items()}

    def clear(self, case: Case) -> None:
        """Work with him may begin: somebody was tried, is exempt, or nobody is known."""
        case.refresh_from_db()
        for partner_case in actions.not_tried(case):
            self.stage.support.try_once(partner_case)
        if not case.is_open:  # it closed before anybody asked
            return
        linked = PartnerCase.objects.linked_to(case)
        if linked.exists():
            actions.clear_case(case, by=self.worker, ground="CONTACT")
        else:
            why = safe_words.NOBODY_KNOWN
            actions.clear_case(case, by=self.manager, ground="NOBODY", reason=why)

    def expect_readings(self, day) -> None:
        """From that day on partner support reads what it was told, most days."""
        self.stage.later(at(day, 16, 15), self._read)

    def _read(self) -> None:
        for notice in list(waiting(notices_told_to(self.worker))):
            actions.acknowledge_notice(notice, by=self.worker)
        for notice in list(declines_told_to(self.worker).filter(acknowledged_at=None)):
            actions.acknowledge_decline(notice, by=self.worker)
        days = self.rng.choice(READ_EACH)
        self.expect_readings(calendar.add_working_days(calendar.today(), days))

    def after_measure(self, partner_case: PartnerCase) -> None:
        """A checklist asks for a level of the team, and sometimes for a MARAC."""
        dash = partner_case.dashes.standing().latest_first()[0]
        if dash.level in (RiskLevel.HIGH, RiskLevel.MEDIUM):
            self._later(self.decks["reviews"].draw(), self._review, partner_case)
        if dash.criteria:
            after = self.decks["decides"].draw()
            if after is not None:
                self._later(after, self._decide, partner_case, dash.criteria[0])

    def before_closing(self, case: Case) -> None:
        """A high level is looked at together before the end (dictionary 7)."""
        case.bridge.refresh_from_db()
        if case.bridge.team_risk_level == RiskLevel.HIGH:
            self._hold(case)

    def _review(self, partner_case: PartnerCase) -> None:
        open_ = Case.objects.open()
        for link in partner_case.links.standing().filter(case__in=open_):
            self._hold(link.case)

    def _hold(self, case: Case) -> None:
        his, theirs = actions.sides_of(case)
        actions.hold_review(
            case,
            by=self.manager,
            on=calendar.today(),
            present=safe_words.PRESENT,
            level=max(his, theirs, RiskLevel.STANDARD, key=actions.RANKED.index),
            rationale=self.rng.choice(safe_words.RATIONALES),
            decisions=self.rng.choice(safe_words.DECISIONS),
        )

    def _decide(self, partner_case: PartnerCase, criterion: str) -> None:
        partner_case.refresh_from_db()
        known = partner_case.maracs.standing()
        if not partner_case.is_open or known.filter(outcome="PENDING").exists():
            return
        marac = actions.decide_marac(
            partner_case,
            by=self.worker,
            on=calendar.today(),
            decision="ALREADY" if known.exists() else "REFERRED",
            criterion=criterion,
            consent="AGREES",
            reason=safe_words.ALREADY if known.exists() else "",
        )
        heard = self.decks["heard"].draw()
        if marac.is_waiting and heard is not None:
            self._later(10, self._hear, marac, heard)

    def _hear(self, marac, heard: bool) -> None:
        actions.record_marac_outcome(
            marac,
            by=self.worker,
            outcome="HEARD" if heard else "REJECTED",
            heard_on=calendar.today() if heard else None,
            actions=safe_words.LEFT_TO_US if heard else "",
        )

    def _later(self, working_days: int, deed, *args) -> None:
        on = calendar.add_working_days(calendar.today(), working_days)
        moment = at(on, 15, self.rng.randint(0, 55))
        self.stage.later(max(moment, calendar.now() + timedelta(minutes=5)), deed, *args)
