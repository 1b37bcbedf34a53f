"""How somebody is seen over the work: assessed, rated, and what they want to change.

The sessions lead: each that was written up may bring a rating, a goal or a look back.
What nobody looks at goes stale, and is seen to.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from cases import actions
from cases.models import Assessment, Case, Concern, Domain, RiskTrigger
from cases.models.levels import RANKED
from pilot import calendar
from reporting.invented_year import findings
from reporting.invented_year.chances import Deck
from reporting.invented_year.fates import LONG
from reporting.invented_year.on_cases import OnCases
from reporting.invented_year.rota import Rota
from reporting.invented_year.stage import Stage, at

BEGINS, COMPLETES, PLANS = 2, 3, 4  # after so many sessions written up
LOOKS_BACK = (8, 13)
RATES_RISK = (9, 15)
RATES_STAGE_EVERY = 3
FORGETS = 0.15  # to look again
LEVELS = ("STANDARD", "MEDIUM", "MEDIUM", "MEDIUM", "HIGH")
CONCERNS = (
    *[Concern.LITTLE] * 3,
    *[Concern.SOME] * 6,
    *[Concern.SERIOUS] * 4,
    *(Concern.NOT_ASKED, Concern.NOT_KNOWN),
)
PATTERNS = (*["REPEAT"] * 5, "FIRST", "FIRST", "SERIAL", "BOTH", "NOT_KNOWN")
RESTS_ON = (("REFERRER", "SELF"), ("POLICE", "SELF"), ("CHILDRENS", "REFERRER", "SELF"))
YOUNG_RESTS_ON = (("REFERRER", "SELF", "YOS"), ("CHILDRENS", "SELF"))
GOES_BACK = (*[False] * 11, True)
SIGNED_AFTER = (0, 1, 1, 2, 2, 3, 4)
HOW_MANY_GOALS = (1, 2, 2, 2, 3, 3)
WEEKS_TO_LOOK_BACK = (5, 6, 6, 8)
CAME_OF = {"PARTLY": 42, "ACHIEVED": 28, "NOT": 12, "SET_ASIDE": 6, "": 12}
STEPS = {  # of risk, along its levels
    "better": (0, 0, -1, -1, 1),
    "worse": (0, 1, 1),
    "unknown": (0, 0, 0, 0, 1),
}
RATED_AFTER_A_MISS = 0.75


@dataclass
class View:
    """How one person is seen so far."""

    young: bool
    latest: date  # what was said last was said of this day
    met: int = 0
    level: str = ""
    stage: int | None = None
    assessment: Assessment | None = None


class Judgement(OnCases):
    """What a worker thinks of how it goes, and what the two of them agree."""

    def __init__(self, stage: Stage, seed: int):
        super().__init__(stage, Random(f"{seed}-judgement"))
        deck = self._deck
        self.levels, self.goes_back = deck(LEVELS), deck(GOES_BACK)
        self.how_many, self.rests_on = deck(HOW_MANY_GOALS), deck(RESTS_ON)
        self.narratives, self.goals, self.ways = (
            {False: deck(adult), True: deck(young)}
            for adult, young in (
                (findings.NARRATIVES, findings.YOUNG_NARRATIVES),
                (findings.GOALS, findings.YOUNG_GOALS),
                (findings.ADULT_WAYS, findings.YOUNG_WAYS),
            )
        )
        self.views: dict[int, View] = {}

    def _deck(self, cards) -> Deck:
        return Deck(self.rng, cards)

    def after_session(self, course, on: date) -> None:
        """What this session, now written up, showed."""
        case, rota = course.case, course.rota
        view = self._view(course)
        view.met += 1
        view.latest = on = max(on, view.latest)
        if view.met % RATES_STAGE_EVERY == 1:
            self._rate_stage(case, rota, view, on)
        if view.met == BEGINS:
            view.assessment = self._start(case, rota, Assessment.Kind.INITIAL, on)
        elif view.met == COMPLETES:
            self._complete(case, rota, view, on)
        elif view.met == PLANS:
            self._plan(case, rota, view, on)
        elif view.met in LOOKS_BACK and self.rng.random() > FORGETS:
            self._look_back(case, rota, view, on)
        elif view.met in RATES_RISK and self.rng.random() > FORGETS:
            self._rate_risk(case, rota, on, RiskTrigger.PLANNED, "better")
        if course.fate.course == LONG and view.met == course.target:
            self._assess_at_the_end(case, rota, view, on)

    def after_miss(self, course, on: date) -> None:
        """Somebody stayed away: risk is looked at again, mostly within days (P-09)."""
        case, rota = course.case, course.rota
        if self._view(course).level and self.rng.random() < RATED_AFTER_A_MISS:
            why = RiskTrigger.NOT_ENGAGING if course.is_ending else RiskTrigger.MISSED
            days = self.rng.choice((0, 0, 1, 2))
            day = rota.next_in(calendar.today(), after=days)
            later = max(16, calendar.now().astimezone(calendar.LONDON).hour + 1)
            self._at(day, later, case, rota, self._rate_again, why)

    def after_incident(self, case: Case, rota: Rota) -> None:
        """Something happened: whoever hears of it looks at risk again, in most cases."""
        if self._of(case).level and self.rng.random() > FORGETS:
            self._later(case, rota, (1, 2), self._rate_again, RiskTrigger.INCIDENT)

    # Assessments

    def _start(self, case: Case, rota: Rota, kind: str, on: date) -> Assessment:
        return actions.start_assessment(case, by=rota.worker, kind=kind, started_on=on)

    def _complete(self, case: Case, rota: Rota, view: View, on: date) -> None:
        if view.assessment is None:
            return
        view.level = view.level or self.levels.draw()
        actions.complete_assessment(
            view.assessment,
            by=rota.worker,
            version=view.assessment.version,
            completed_on=on,
            ratings=self._ratings(view),
            pattern=self.rng.choice(PATTERNS),
            sources=list(
                self.rng.choice(YOUNG_RESTS_ON) if view.young else self.rests_on.draw()
            ),
            narrative=self.narratives[view.young].draw(),
            risk_level=view.level,
            rationale=self.rng.choice(findings.RATIONALES[view.level]),
            pathway=self.ways[view.young].draw(),
        )
        back = self.goes_back.draw()
        after = self.rng.choice(SIGNED_AFTER)
        day = calendar.add_working_days(calendar.today(), after + 1)
        self.stage.later(at(day, 17), self._read, view.assessment, rota, back)

    def _ratings(self, view: View) -> dict[str, tuple[str, str]]:
        lines = findings.YOUNG_EVIDENCE if view.young else findings.EVIDENCE
        ratings = {}
        for domain in Domain:
            concern = self.rng.choice(CONCERNS)
            if view.young and domain == Domain.PARENTING:
                concern = Concern.NOT_ASKED
            ratings[domain.value] = (concern.value, lines[domain].get(concern, ""))
        return ratings

    def _read(self, assessment: Assessment, rota: Rota, back: bool) -> None:
        """The manager reads it, also after the case closed: signs it off, or asks more."""
        by, case = self.stage.manager, assessment.case
        case.refresh_from_db()
        if not (back and case.is_open):
            actions.sign_off_assessment(assessment, by=by, version=assessment.version)
            return
        because = self.rng.choice(findings.SENT_BACK)
        actions.send_back_assessment(
            assessment, by=by, version=assessment.version, because=because
        )
        self._later(case, rota, (1, 3), self._complete_again, self._of(case))

    def _complete_again(self, case: Case, rota: Rota, view: View) -> None:
        self._complete(case, rota, view, calendar.today())

    def _assess_at_the_end(self, case: Case, rota: Rota, view: View, on: date) -> None:
        standing = view.assessment
        if standing is None or standing.status == Assessment.Status.STARTED:
            return
        view.level = self._step(view.level, "better")
        view.assessment = self._start(case, rota, Assessment.Kind.EXIT, on)
        self._complete(case, rota, view, on)

    # Risk

    def _rate_again(self, case: Case, rota: Rota, why: RiskTrigger) -> None:
        way = "worse" if why == RiskTrigger.INCIDENT else "unknown"
        self._rate_risk(case, rota, calendar.today(), why, way)

    def _rate_risk(
        self, case: Case, rota: Rota, on: date, why: RiskTrigger, way: str
    ) -> None:
        view = self._of(case)
        if not view.level:
            return
        view.level = self._step(view.level, way)
        actions.update_risk(
            case,
            by=rota.worker,
            on=on,
            trigger=why,
            level=view.level,
            rationale=f"{findings.WHY[why]} "
            f"{self.rng.choice(findings.RATIONALES[view.level])}",
            action=self.rng.choice(findings.DONE[view.level]),
        )

    def _step(self, level: str, way: str) -> str:
        place = RANKED.index(level) + self.rng.choice(STEPS[way])
        return RANKED[min(max(place, 0), len(RANKED) - 1)].value

    # Stages of change

    def _rate_stage(self, case: Case, rota: Rota, view: View, on: date) -> None:
        if view.stage is None:
            stage = self.rng.choice((1, 1, 2))
        elif view.stage == 0:
            stage = 2
        else:
            stage = 0 if self.rng.random() < 0.05 else view.stage + self._moved()
        view.stage = min(max(stage, 0), 5)
        shown = self.rng.choice(findings.SHOWN[view.stage])
        actions.rate_stage(case, by=rota.worker, on=on, stage=view.stage, evidence=shown)

    def _moved(self) -> int:
        return self.rng.choice((1, 1, 1, 0, 0))

    # Plans

    def _plan(self, case: Case, rota: Rota, view: View, on: date) -> None:
        for _ in range(self.how_many.draw()):
            self._agree(case, rota, view, on)

    def _agree(self, case: Case, rota: Rota, view: View, on: date) -> None:
        words, steps = self.goals[view.young].draw()
        weeks = self.rng.choice(WEEKS_TO_LOOK_BACK)
        actions.agree_goal(
            case,
            by=rota.worker,
            agreed_on=on,
            words=words,
            steps=steps,
            review_on=on + timedelta(weeks=weeks),
        )

    def _look_back(self, case: Case, rota: Rota, view: View, on: date) -> None:
        outcomes = {}
        for goal in case.goals.current().order_by("place"):
            weights = list(CAME_OF.values())
            if outcome := self.rng.choices(list(CAME_OF), weights)[0]:
                outcomes[goal] = (outcome, findings.CAME_OF[outcome])
        actions.review_plan(
            case,
            by=rota.worker,
            on=on,
            changed=self.rng.choice(findings.CHANGED),
            next_on=on + timedelta(weeks=self.rng.choice(WEEKS_TO_LOOK_BACK)),
            outcomes=outcomes,
        )
        if any(outcome == "ACHIEVED" for outcome, _ in outcomes.values()):
            self._agree(case, rota, view, on)

    # Whom

    def _view(self, course) -> View:
        case = course.case
        known = View(young=course.is_young, latest=case.opened_on)
        return self.views.setdefault(case.pk, known)

    def _of(self, case: Case) -> View:
        return self.views.setdefault(case.pk, View(young=False, latest=case.opened_on))
