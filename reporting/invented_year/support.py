"""Partner support in the invented year, with its gaps: not tried, not reached, declined.

It has a chance of its own, so that nothing on the other side hangs on it. Six people in
ten accept; of those some are never measured again, as in any year.
"""

from datetime import timedelta
from random import Random

from cases.models import Case
from cases.partners import actions
from cases.partners.models import (
    DASH_ITEMS,
    GRID_DOMAINS,
    MIRABAL,
    ContactDetail,
    PartnerCase,
    PartnerOutcome,
    SafeContactPlan,
    SafetyPlan,
    SeverityGrid,
    SupportOffer,
)
from pilot import calendar
from reporting.invented_year import safe_words
from reporting.invented_year.chances import Deck
from reporting.invented_year.people import GIVEN_NAMES, SURNAMES
from reporting.invented_year.rota import YPS
from reporting.invented_year.stage import Stage, at

NOBODY, NOT_TRIED, UNSAFE, NO_DETAILS = "nobody", "not tried", "UNSAFE", "NO_DETAILS"
NOT_REACHED, DECLINES, INFORMATION, OTHER_LEAD, ACCEPTS = (
    *("NOT_REACHED", "DECLINES", "INFORMATION_ONLY", "OTHER_LEAD", "ACCEPTS"),
)
FATES = (
    *[ACCEPTS] * 14,
    *[DECLINES] * 3,
    *[INFORMATION] * 3,
    *[NOT_REACHED] * 4,
    *(OTHER_LEAD, UNSAFE, NO_DETAILS, NOT_TRIED, NOT_TRIED, NOBODY, NOBODY),
)
OUT_OF_SCOPE = (UNSAFE, NO_DETAILS)
ADULT = (*["EX_PARTNER"] * 4, *["PARTNER"] * 4, "NEW_PARTNER")
YOUNG = (*["PARENT"] * 4, "SIBLING", "PEER", "PEER")
PROVIDERS = (*["DVIP_ISS"] * 5, *["ANGELOU"] * 3, "OTHER", "")
FIRST_TRY_AFTER = (1, 1, 2, 2, 3, 3, 4, 5, 8, 12)  # working days; 5 is in time (P-07)
TRIES = (1, 1, 1, 2, 2, 3)
STARTS_AT = (4, 6, 8, 9, 10, 11, 11, 12, 13, 14, 15, 16, 18)  # answers of "yes"
CHANGES = (-6, -5, -4, -4, -3, -2, -1, 0, 1, 3)  # by the review
MEASURED = (True, True, True, False)  # again at a review
OFFERS = ("EMOTIONAL", "IDVA", "HOUSING", "LEGAL", "COUNSELLING", "CHILDREN")
UPTAKES = (*["TAKEN_UP"] * 5, *["NOT_TAKEN_UP"] * 2, "NOT_AVAILABLE", "AWAITED")
FEELS = (*["SAFER"] * 4, *["MUCH_SAFER"] * 3, *["SAME"] * 2, "LESS_SAFE", "DK")
WEEKS_TO_REVIEW, WEEKS_TO_EXIT = (8, 12), (20, 28)
PLANS_RENEWED = 0.9
# What is asked again, and answered as before.
ASKED_OF_CONTACT = ("methods", "times", "voicemail", "letters", "say_you_are", "never")
RENEWED = {
    SafeContactPlan: (*ASKED_OF_CONTACT, "knows"),
    SafetyPlan: ("state", "plan"),
}


class Support:
    """Whoever is harmed is identified, tried, and supported if they want it."""

    def __init__(self, stage: Stage, seed: int):
        self.stage, self.rng = stage, Random(f"{seed}-support")
        self.renewals = Random(f"{seed}-renewals")
        self.worker = stage.people["psw"]
        self.open: dict[int, PartnerCase] = {}  # by the person who harms
        decks = {"fate": FATES, "adult": ADULT, "young": YOUNG, "provider": PROVIDERS}
        decks |= {"first_try": FIRST_TRY_AFTER, "tries": TRIES, "yes": STARTS_AT}
        decks |= {"change": CHANGES, "measured": MEASURED, "offer": OFFERS}
        decks |= {"uptake": UPTAKES, "feels": FEELS, "never": safe_words.NEVER}
        decks |= {"given": GIVEN_NAMES, "surname": SURNAMES}
        self.decks = {name: Deck(self.rng, cards) for name, cards in decks.items()}

    def begin(self, case: Case) -> None:
        """What will become of whoever this person harmed, from the day they come to us."""
        fate = self.decks["fate"].draw()
        if fate != NOBODY:
            self._later(self.rng.choice((0, 1, 1, 2)), 10, self._identify, case, fate)

    def _identify(self, case: Case, fate: str) -> None:
        known = self.open.get(case.perpetrator_id)
        if known and PartnerCase.objects.open().filter(pk=known.pk).exists():
            self._link(known, case)
            return
        is_young = case.post_id == YPS
        scope = {"scope": "NOT_KNOWN" if fate == NOT_TRIED else "YES"}
        if fate in OUT_OF_SCOPE:
            scope = {"scope": "NO", "out_of_scope": fate}
        partner_case = actions.open_partner_case(
            case,
            by=self.worker,
            worker=self.worker,
            opened_on=calendar.today(),
            given_names=self.decks["given"].draw(),
            surname=self.decks["surname"].draw(),
            relationship=self.decks["young" if is_young else "adult"].draw(),
            lives_together=self.rng.choice(("YES", "NO", "NO", "NOT_KNOWN")),
            delivered_by=self.decks["provider"].draw(),
            **scope,
        )
        self.open[case.perpetrator_id] = partner_case
        if fate in OUT_OF_SCOPE or fate == NOT_TRIED:
            return
        self._plan(partner_case, "Not known yet")
        after = self.decks["first_try"].draw()
        self._working_days_later(after, self._try, partner_case, fate, self._tries(fate))

    def _link(self, partner_case: PartnerCase, case: Case) -> None:
        actions.link_case(
            partner_case,
            by=self.worker,
            case=case,
            on=calendar.today(),
            relationship=partner_case.links.standing().latest_first()[0].relationship,
            lives_together="NOT_ASKED",
        )

    def _plan(self, partner_case: PartnerCase, times: str, knows: str = "NOT_KNOWN"):
        is_known = knows != "NOT_KNOWN"
        plan = actions.record_entry(
            partner_case,
            by=self.worker,
            of=SafeContactPlan,
            on=calendar.today(),
            methods=["PHONE", "TEXT"] if is_known else ["PHONE"],
            times=times,
            voicemail="NO",
            letters="NO" if is_known else "NOT_ASKED",
            say_you_are=safe_words.SAY_YOU_ARE,
            never="\n".join((safe_words.NEVER_AT_ALL, self.decks["never"].draw())),
            knows=knows,
            review_on=calendar.today() + timedelta(weeks=self.rng.choice((8, 12, 16))),
        )
        self._renew_in_time(plan)
        return plan

    def _tries(self, fate: str) -> int:
        return 3 if fate == NOT_REACHED else self.decks["tries"].draw()

    def _try(self, partner_case: PartnerCase, fate: str, left: int) -> None:
        """One more attempt; the last one reaches them, or nobody does."""
        is_last = left == 1
        outcome = "NO_ANSWER"
        if is_last and fate != NOT_REACHED:
            outcome = "REACHED"
        self._contact(partner_case, outcome)
        if not is_last:
            self._working_days_later(3, self._try, partner_case, fate, left - 1)
            return
        self._answer(partner_case, fate)

    def try_once(self, partner_case: PartnerCase) -> None:
        """A first attempt, late: before work with him begins somebody has tried (V-13)."""
        if actions.plan_of(partner_case) is None:
            self._plan(partner_case, "Not known yet")
        self._contact(partner_case, "NO_ANSWER")

    def _contact(self, partner_case: PartnerCase, outcome: str) -> None:
        actions.acknowledge_plan(actions.plan_of(partner_case), by=self.worker)
        talked = outcome == "REACHED"
        actions.log_contact(
            partner_case,
            by=self.worker,
            on=calendar.today(),
            method="PHONE",
            outcome=outcome,
            content=self.rng.choice(safe_words.TALKS) if talked else "",
        )

    def _answer(self, partner_case: PartnerCase, fate: str) -> None:
        wants = {DECLINES: "YES", ACCEPTS: "YES", INFORMATION: "YES"}.get(fate, "NOT_ASKED")
        actions.record_response(
            partner_case,
            by=self.worker,
            on=calendar.today(),
            response=fate,
            wants_notices=wants,
        )
        if fate == ACCEPTS:
            self._later(self.rng.randint(3, 10), 11, self._start, partner_case)
        elif fate == NOT_REACHED:
            self._later(42, 11, self._close, partner_case, "NOT_REACHED")
        elif fate == DECLINES and self.rng.random() < 0.5:
            self._later(70, 11, self._close, partner_case, "DECLINED")

    def _start(self, partner_case: PartnerCase) -> None:
        """The first visit: how to reach them, how safe they are, what they want."""
        self._plan(partner_case, "Weekdays from ten to two", knows="YES")
        self._contact(partner_case, "REACHED")
        self._keep_number(partner_case)
        actions.record_notification(
            partner_case,
            by=self.worker,
            on=calendar.today(),
            event="REFERRED",
            method="PHONE",
        )
        yes = self.decks["yes"].draw()
        self._measure(partner_case, "START", yes, step=0)
        self._offer(partner_case)
        if self.rng.random() < 0.8:
            self._safety_plan(partner_case)
        if self.decks["measured"].draw():
            days = 7 * self.rng.randint(*WEEKS_TO_REVIEW)
            self._later(days, 14, self._review, partner_case, yes)
        else:
            self._later(90, 14, self._offer, partner_case)

    def _review(self, partner_case: PartnerCase, yes: int) -> None:
        yes = min(24, max(0, yes + self.decks["change"].draw()))
        self._contact(partner_case, "REACHED")
        self._measure(partner_case, "REVIEW", yes, step=1)
        self._offer(partner_case)
        if self.rng.random() < 0.5:
            days = 7 * self.rng.randint(*WEEKS_TO_EXIT) - 70
            self._later(days, 15, self._leave, partner_case, yes)

    def _leave(self, partner_case: PartnerCase, yes: int) -> None:
        self._measure(partner_case, "EXIT", max(0, yes - 2), step=2)
        self._close(partner_case, "COMPLETED")

    def _measure(self, partner_case: PartnerCase, point: str, yes: int, step: int) -> None:
        day = {"by": self.worker, "on": calendar.today(), "point": point}
        places = self.rng.sample(list(DASH_ITEMS), yes)
        unknown = self.rng.choice((0, 0, 1, 3))
        rest = [item for item in DASH_ITEMS if item not in places]
        answers = dict.fromkeys(places, "Y") | dict.fromkeys(rest, "N")
        answers |= dict.fromkeys(rest[:unknown], "DK")
        worried = yes in (11, 12) and step == 0
        actions.record_dash(
            partner_case,
            checklist="SAFELIVES_24",
            completed_with="PERSON",
            answers=answers,
            judgement="HIGH" if worried else "",
            judgement_reason=safe_words.JUDGEMENT if worried else "",
            criteria=["ESCALATION"] if yes > 12 and self.rng.random() < 0.3 else [],
            **day,
        )
        self.stage.across.after_measure(partner_case)
        severe = min(3, yes // 5)
        ratings = {
            name: max(0, severe - place % 2 - self.rng.choice((0, 0, step)))
            for place, name in enumerate(GRID_DOMAINS)
        }
        trend = "REDUCED" if step else "SAME"
        actions.record_entry(
            partner_case,
            of=SeverityGrid,
            rater="PERSON",
            severity_trend=trend,
            frequency_trend=trend,
            **ratings,
            **day,
        )
        if self.rng.random() < 0.85:
            self._ask(partner_case, step, day)

    def _ask(self, partner_case: PartnerCase, step: int, day: dict) -> None:
        """Six measures, each answered or not, and whether they feel safer."""
        better = self.rng.choice((0, 1, 1, 2)) if step else 0
        scales = {
            name: str(min(5, self.rng.choice((1, 2, 2, 3)) + better))
            if self.rng.random() < 0.85
            else self.rng.choice(("NOT_ASKED", "NOT_APPLICABLE", "DECLINED"))
            for name in MIRABAL
        }
        feels = self.decks["feels"].draw() if step else "NOT_ASKED"
        actions.record_entry(
            partner_case, of=PartnerOutcome, feels_safer=feels, **scales, **day
        )

    def _keep_number(self, partner_case: PartnerCase) -> None:
        actions.record_entry(
            partner_case,
            by=self.worker,
            of=ContactDetail,
            on=calendar.today(),
            kind="PHONE",
            whose="Their own mobile",
            value=f"07700 900{self.rng.randint(0, 999):03}",
            is_safe="YES",
        )

    def _offer(self, partner_case: PartnerCase) -> None:
        uptake = self.decks["uptake"].draw()
        actions.record_entry(
            partner_case,
            by=self.worker,
            of=SupportOffer,
            on=calendar.today(),
            kind=self.decks["offer"].draw(),
            uptake=uptake,
            answered_on=None if uptake == "AWAITED" else calendar.today(),
        )

    def _safety_plan(self, partner_case: PartnerCase) -> None:
        plan = actions.record_entry(
            partner_case,
            by=self.worker,
            of=SafetyPlan,
            on=calendar.today(),
            state="IN_PLACE",
            plan=self.rng.choice(safe_words.SAFETY_PLANS),
            review_on=calendar.today() + timedelta(weeks=12),
        )
        self._renew_in_time(plan)

    def _renew_in_time(self, plan: SafeContactPlan | SafetyPlan) -> None:
        """Most plans are looked at again before their day."""
        if self.renewals.random() < PLANS_RENEWED:
            on = calendar.subtract_working_days(plan.review_on, self.renewals.randint(1, 4))
            self.stage.later(at(on, 10, 40), self._renew, plan)

    def _renew(self, plan: SafeContactPlan | SafetyPlan) -> None:
        partner_case = PartnerCase.objects.get(pk=plan.partner_case_id)
        entries = type(plan).objects.standing().filter(partner_case=partner_case)
        if not partner_case.is_open or entries.latest_first()[0] != plan:
            return
        asked = {name: getattr(plan, name) for name in RENEWED[type(plan)]}
        renewed = actions.record_entry(
            partner_case,
            by=self.worker,
            of=type(plan),
            on=calendar.today(),
            review_on=calendar.today() + timedelta(weeks=12),
            **asked,
        )
        self._renew_in_time(renewed)

    def _close(self, partner_case: PartnerCase, reason: str) -> None:
        actions.close_partner_case(
            partner_case,
            by=self.worker,
            closed_on=calendar.today(),
            reason=reason,
            note=safe_words.ENDINGS[reason],
        )

    def _later(self, days: int, hour: int, deed, *args) -> None:
        day = calendar.today() + timedelta(days=days)
        while not calendar.is_working_day(day):
            day += timedelta(days=1)
        moment = at(day, hour, self.rng.randint(0, 55))
        self.stage.later(max(moment, calendar.now() + timedelta(minutes=5)), deed, *args)

    def _working_days_later(self, days: int, deed, *args) -> None:
        on = calendar.add_working_days(calendar.today(), days)
        self._later((on - calendar.today()).days, 11, deed, *args)
