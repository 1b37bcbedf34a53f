"""What becomes known of each person besides the work: details, children, notes, answers.

Acted by the case's worker over the weeks after it opened, with a chance of its own, so that
it shifts nothing else of the year. Some of it is never found out, and says so.
"""

from datetime import date, timedelta
from random import Random

from cases import actions
from cases.models import Case, Child, ChildStatus, EqualityRecord
from cases.models.answers import ANSWERS, CORE
from pilot import calendar
from referrals.models import Agency, NewPractitioner, Practitioner, Residence
from reporting.invented_year import remarks
from reporting.invented_year.chances import Deck
from reporting.invented_year.on_cases import OnCases
from reporting.invented_year.people import BIRDS
from reporting.invented_year.rota import YPS, Rota
from reporting.invented_year.stage import Stage

DETAILS_AFTER = (1, 8)  # working days after the case opened
CHILDREN_AFTER = (6, 15)
AGENCIES_AFTER = (5, 20)
YOUTH_AFTER = (3, 12)
NOTES_EVERY = (9, 25)
ASKED_AFTER = (20, 40)
SAYS_AFTER = (40, 70)
SAYS_THE_BIRTH_DATE, NO_CHILDREN, NOBODY_ASKED = 0.5, 0.25, 0.08
IS_ASKED, ANSWERS_NOTHING = 0.85, 0.06
CHANGES_A_NOTE, ADDS_TO_A_NOTE = 0.12, 0.2
HELD_WITH = (Agency.Sector.CHILDRENS, Agency.Sector.HEALTH, Agency.Sector.HOUSING)


class Background(OnCases):
    """Everything about people that is neither a session nor an attempt."""

    def __init__(self, stage: Stage, rng: Random):
        super().__init__(stage, rng)
        self.streets = Deck(rng, remarks.STREETS)
        self.names = Deck(rng, remarks.CHILDREN)
        self.courses = Deck(rng, remarks.STATUSES)
        self.unborn = Deck(rng, remarks.UNBORN)
        self.notes = {kind: Deck(rng, texts) for kind, texts in remarks.NOTES.items()}
        self.birds = Deck(rng, BIRDS)
        self.agencies: dict[tuple[str, str | None], list[Agency]] = {}

    def begin(self, case: Case, rota: Rota) -> None:
        """The case has opened: what there is to find out is found out in its time."""
        is_young = rota.post.pk == YPS
        self._later(case, rota, DETAILS_AFTER, self._details)
        self._later(case, rota, CHILDREN_AFTER, self._children)
        self._later(case, rota, AGENCIES_AFTER, self._agencies)
        self._later(case, rota, ASKED_AFTER, self._ask)
        self._later(case, rota, SAYS_AFTER, self._birth_date)
        self._later(case, rota, NOTES_EVERY, self._note)
        if is_young:
            self._later(case, rota, YOUTH_AFTER, self._youth)

    def before_closing(self, case: Case, rota: Rota) -> None:
        """What nobody has asked by then is asked, or it is said why it cannot be (V-18)."""
        record = EqualityRecord.objects.filter(perpetrator=case.perpetrator).first()
        if record and record.is_enough_to_close:
            return
        if case.engaged_on:
            self._keep_answers(case, rota, record)
        else:
            self._keep(case, rota, record, {}, because="NEVER_MET")

    # His details

    def _details(self, case: Case, rota: Rota) -> None:
        person, rng = case.perpetrator, self.rng
        is_young = rota.post.pk == YPS
        known = person.residence != Residence.NFA and rng.random() < 0.9
        language = rng.choice(remarks.LANGUAGES)
        actions.correct_person(
            case,
            by=rota.worker,
            version=person.version,
            born_on=person.born_on,
            aliases=rng.choice(remarks.ALIASES),
            address=self.streets.draw() if known else "",
            postcode=rng.choice(remarks.DISTRICTS[case.borough_id]) if known else "",
            phone=f"07700 900{rng.randrange(1000):03}" if rng.random() < 0.92 else "",
            contact_ways=sorted(rng.sample(remarks.WAYS, rng.randint(1, 3))),
            contact_times=rng.choice(remarks.YOUNG_TIMES if is_young else remarks.TIMES),
            contact_warning=rng.choice(remarks.WARNINGS),
            language=language,
            interpreter=self._interpreter(language),
            needs=rng.choice(remarks.NEEDS),
        )

    def _birth_date(self, case: Case, rota: Rota) -> None:
        """Some say when they were born once they know us."""
        if case.perpetrator.born_on is None and self.rng.random() < SAYS_THE_BIRTH_DATE:
            days = self.rng.randint(21 * 365, 45 * 365)
            actions.correct_person(
                case,
                by=rota.worker,
                version=case.perpetrator.version,
                born_on=calendar.today() - timedelta(days=days),
            )

    def _interpreter(self, language: str) -> str:
        if self.rng.random() < 0.06:
            return "NOT_ASKED"
        foreign = language not in ("", "English")
        return "NEEDED" if foreign and self.rng.random() < 0.5 else "NOT_NEEDED"

    # Children

    def _children(self, case: Case, rota: Rota) -> None:
        luck = self.rng.random()
        if luck < NOBODY_ASKED or case.perpetrator.children.exists():
            return
        if luck < NOBODY_ASKED + NO_CHILDREN:
            person = case.perpetrator
            actions.correct_person(
                case,
                by=rota.worker,
                version=person.version,
                born_on=person.born_on,
                children_known="NO",
            )
            return
        for _ in range(self.rng.choice((1, 1, 2, 2, 3))):
            self._child(case, rota)

    def _child(self, case: Case, rota: Rota) -> None:
        rng, today = self.rng, calendar.today()
        is_young = rota.post.pk == YPS
        is_unborn = not is_young and rng.random() < 0.05
        is_about = not is_unborn and rng.random() < 0.12
        age = rng.randint(30, 5800)
        lives_with = rng.choice(("YES", "NO", "NO", "PART"))
        child = actions.record_child(
            case,
            by=rota.worker,
            first_name=self.names.draw(),
            born_on=None if is_unborn else today - timedelta(days=age),
            is_birth_estimated=is_about,
            is_unborn=is_unborn,
            relationship="SIBLING" if is_young else rng.choice(remarks.WHOSE),
            lives_with="NO" if is_unborn else "YES" if is_young else lives_with,
            responsibility="NO" if is_young else rng.choice(("YES", "YES", "NOT_KNOWN")),
            contact="LIVING" if lives_with == "YES" or is_young else self._contact(),
        )
        self._statuses(case, rota, child)

    def _contact(self) -> str:
        return self.rng.choice(("SUPERVISED", "UNSUPERVISED", "INDIRECT", "NONE"))

    def _statuses(self, case: Case, rota: Rota, child: Child) -> None:
        """What Children’s Services did before we heard of it, and now and then after."""
        course = (self.courses if child.born_on else self.unborn).draw()
        if not course:
            return  # nobody has found out yet
        known_since = calendar.today() - timedelta(days=self.rng.randint(10, 200))
        if child.born_on:
            known_since = max(known_since, child.born_on)
        self._start(child, rota, case, course[0], known_since)
        days = 0
        for status in course[1:]:
            days += self.rng.randint(30, 90)
            day = rota.next_in(calendar.today() + timedelta(days=days))
            self._at(day, 15, case, rota, self._next_status, child, status)

    def _next_status(self, case: Case, rota: Rota, child: Child, status: str) -> None:
        began = calendar.today() - timedelta(days=self.rng.randint(0, 6))
        self._start(child, rota, case, status, began)

    def _start(self, child: Child, rota: Rota, case: Case, status: str, on: date) -> None:
        is_plan = status == ChildStatus.Status.CPP
        actions.start_child_status(
            child,
            by=rota.worker,
            case=case,
            status=status,
            category=self.rng.choice(("EMOTIONAL", "EMOTIONAL", "NEGLECT"))
            if is_plan
            else "",
            starts_on=on,
            authority=case.borough_id if child.lives_with == "YES" else "NOT_HELD",
            source=self.rng.choice(("CHILDRENS", "CHILDRENS", "REFERRER")),
        )

    # Who else works with him

    def _agencies(self, case: Case, rota: Rota) -> None:
        for sector in self.rng.sample(HELD_WITH, self.rng.choice((0, 1, 1, 2))):
            role, title, kind = self.rng.choice(remarks.ROLES[sector])
            team = self.rng.choice(self._teams(sector, case.borough_id))
            name = f"{title} {self.birds.draw()}"
            actions.record_agency(
                case,
                by=rota.worker,
                agency=team,
                who=self._known(team, name, kind) if title else None,
                role=role,
                contact=f"020 7946 0{self.rng.randrange(1000):03}",
                starts_on=None if self.rng.random() < 0.4 else case.opened_on,
                ends_on=None,
            )

    def _known(self, team: Agency, name: str, kind: str) -> Practitioner | NewPractitioner:
        known = Practitioner.objects.filter(agency=team, name=name).first()
        return known or NewPractitioner(name, team, kind)

    def _teams(self, sector: str, borough: str) -> list[Agency]:
        if (sector, borough) not in self.agencies:
            teams = Agency.objects.filter(sector=sector, borough=borough)
            self.agencies[sector, borough] = list(teams.order_by("name"))
        return self.agencies[sector, borough]

    # Young people

    def _youth(self, case: Case, rota: Rota) -> None:
        rng = self.rng
        order = rng.choice(("NONE", "NONE", "REF_ORDER", "YRO", "OUT_OF_COURT"))
        is_required = order in ("REF_ORDER", "YRO")
        judged = rng.random() < 0.8
        actions.keep_youth_detail(
            case,
            by=rota.worker,
            version=case.youth.version,
            holders=sorted(rng.choice(remarks.HOLDERS)),
            consent="NOT_REQUIRED" if is_required else "YES",
            parental_consent=rng.choice(("YES", "YES", "YES", "NOT_SAFE", "NOT_ASKED")),
            competence="COMPETENT" if judged else "NOT_JUDGED",
            competence_reasons=rng.choice(remarks.COMPETENT) if judged else "",
            school=rng.choice(("MAINSTREAM", "MAINSTREAM", "ALTERNATIVE", "COLLEGE")),
            send=rng.choice(("NONE", "NONE", "SUPPORT", "PLAN", "NOT_KNOWN")),
            looked_after=rng.choice(("NO", "NO", "NO", "S20")),
            order=order,
            attendance="REQUIRED" if is_required else "VOLUNTARY",
        )
        if order != "NONE":
            self._asset(case, rota, "START")
            self._later(case, rota, (60, 80), self._asset, "REVIEW")

    def _asset(self, case: Case, rota: Rota, stage: str) -> None:
        is_new = calendar.today() >= remarks.ASSETPLUS_ARRIVED
        levels = ("LOW", "MEDIUM", "MEDIUM", "HIGH")
        actions.record_asset(
            case,
            by=rota.worker,
            tool="ASSET_PLUS" if is_new else "ASSET",
            stage=stage,
            done_on=calendar.today() - timedelta(days=self.rng.randint(1, 12)),
            reoffending=self.rng.choice(levels),
            serious_harm=self.rng.choice(levels),
            safety=self.rng.choice((*levels, "VERY_HIGH", "NOT_KNOWN")),
        )

    # What they say of themselves

    def _ask(self, case: Case, rota: Rota) -> None:
        record = EqualityRecord.objects.filter(perpetrator=case.perpetrator).first()
        if record is None and case.engaged_on and self.rng.random() < IS_ASKED:
            self._keep_answers(case, rota, record)

    def _keep_answers(self, case: Case, rota: Rota, record: EqualityRecord | None) -> None:
        if self.rng.random() < ANSWERS_NOTHING:
            answers = dict.fromkeys(ANSWERS, "DECLINED")
        else:
            answers = {question: self._answer(question) for question in ANSWERS}
        self._keep(case, rota, record, answers)

    def _answer(self, question: str) -> str:
        luck = self.rng.random()
        if luck < 0.07:
            return "DECLINED"
        if luck < 0.09 and question not in CORE:
            return "NOT_ASKED"
        weights = remarks.SAID[question]
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def _keep(self, case, rota, record, answers: dict[str, str], because="") -> None:
        unasked = dict.fromkeys(ANSWERS, "NOT_ASKED")
        is_ill = answers.get("condition") == "YES"
        actions.keep_equality(
            case,
            by=rota.worker,
            version=record.version if record else 0,
            asked_on=calendar.today() if answers else None,
            not_asked_because=because,
            impairments=[self.rng.choice(remarks.IMPAIRED)] if is_ill else [],
            observed_ethnicity=self.rng.choice(remarks.OBSERVED),
            **unasked | answers,
        )

    # Notes

    def _note(self, case: Case, rota: Rota) -> None:
        category, source = self.rng.choice(remarks.ABOUT)
        note = actions.write_note(
            case,
            by=rota.worker,
            on=max(
                case.opened_on,
                calendar.today() - timedelta(days=self.rng.choice((0, 0, 1, 3))),
            ),
            category=category,
            source=source,
            sensitivity=self.rng.choice(remarks.SENSITIVE),
            text=self.notes[category].draw(),
        )
        luck = self.rng.random()
        if luck < CHANGES_A_NOTE:
            moment = calendar.now() + timedelta(minutes=self.rng.randrange(5, 50))
            self._when(moment, case, rota, self._change, note)
        elif luck < CHANGES_A_NOTE + ADDS_TO_A_NOTE:
            self._later(case, rota, (3, 15), self._add, note)
        self._later(case, rota, NOTES_EVERY, self._note)

    def _change(self, case: Case, rota: Rota, note) -> None:
        text = f"{note.text} {self.rng.choice(remarks.ON_SECOND_THOUGHT)}"
        kept = {
            name: getattr(note, name)
            for name in ("on", "category", "source", "sensitivity")
        }
        actions.change_note(note, by=rota.worker, version=note.version, text=text, **kept)

    def _add(self, case: Case, rota: Rota, note) -> None:
        text = self.rng.choice(remarks.ADDED)
        actions.add_to_note(note, by=rota.worker, source=note.source, text=text)
