"""What is on record of the contract: papers found, meetings, risks, what is to be done."""

from datetime import date, timedelta
from decimal import Decimal

from pilot import actions, calendar
from pilot.models import (
    Accreditation,
    AgendaItem,
    Agreement,
    Approval,
    ContractAction,
    ContractRisk,
    EqualityAssessment,
    GroupMeeting,
    RegisterEntry,
)
from reporting.invented_year.stage import Stage, at

EXECUTED_ON, UPLOADED_ON = date(2015, 9, 28), date(2015, 8, 3)
FILED_ON, PUBLISHED_ON = date(2015, 10, 5), date(2015, 10, 19)
ACCREDITED = {"valid_from": date(2013, 9, 30), "valid_to": date(2016, 9, 29)}
DEPARTMENTS = {
    "LBHF": "Safer Neighbourhoods",
    "RBKC": "Community Safety",
    "WCC": "Public Protection",
}
AWARDS = ("RBKC", "WCC")  # the report gives the third
AWARDED_ON = date(2015, 9, 14)
EVERYBODY = "Authorised officers of the three boroughs, group member, service manager"

# Day, what each point is about with its paper, and what was decided of it.
MEETINGS = (
    (
        date(2015, 11, 6),
        (
            (
                "The first month", "Paper 1: posts filled and referrals received",
                "Noted. The third post was filled on 12 October.",
            ),
            (
                "Cost lines", "Paper 2: budget of each borough by cost line",
                "Agreed as tabled, in equal halves for the two financial years.",
            ),
            (
                "What the papers leave open", "Paper 3: assumptions",
                "Left as assumed until there are two quarters of figures.",
            ),
        ),
    ),
    (
        date(2016, 2, 2),
        (
            (
                "October to December", "Paper 1: figures by borough",
                "Noted. Few referrals come from the police in Hammersmith and Fulham.",
            ),
            (
                "Interpreting", "Paper 2: languages asked for and offered",
                "The equality assessment is looked at again before April.",
            ),
            ("Risks", "Paper 3: register of risks", "Agreed, with one risk added."),
        ),
    ),
    (
        date(2016, 4, 19),
        (
            ("January to March", "Paper 1: figures by borough", "Noted."),
            (
                "Money at the end of the year", "Paper 2: spending and what is left",
                "Two boroughs have an approval to carry money forward. The third asks.",
            ),
            (
                "Equality assessment", "Paper 3: second edition",
                "Accepted. Its actions are reported at each meeting.",
            ),
        ),
    ),
    (
        date(2016, 7, 12),
        (
            (
                "April to June", "Paper 1: figures by borough",
                "Noted. More people start one-to-one work than a year’s plan expected.",
            ),
            (
                "What comes after September", "Paper 2: the case for an extension",
                "Each council brings its decision by the end of August.",
            ),
            ("Accreditation", "", ""),
        ),
    ),
)  # fmt: skip

# Which meeting (from 0), what, whose, days until due, and days until done with its outcome.
TO_DO = (
    (0, "Name a contact in each community safety unit", "officer.lbhf", 28, 25,
     "Three units named somebody."),
    (0, "Send the agreed cost lines to MOPAC", "finance", 14, 6, "Sent with the letter."),
    (1, "Take the pilot to the borough’s police leads meeting", "officer.lbhf", 42, 36,
     "Two briefings follow in April."),
    (1, "Look at the equality assessment again", "manager", 50, 48, "A second edition."),
    (2, "Ask for approval to carry money forward", "officer.rbkc", 30, None, ""),
    (2, "Print the leaflet in the three languages most asked for", "manager", 45, 40,
     "Printed and sent to the units."),
    (3, "Say by when the council decides on an extension", "officer.wcc", 3, None, ""),
    (3, "Bring Respect’s dates for the renewal", "manager", 21, None, ""),
)  # fmt: skip

# Kind, borough, what, mitigation, and at each meeting how likely and bad it was, and why.
RISKS = (
    (
        "STAFFING", None, "A post stays empty for more than a month",
        "Colleagues answer for the post, and the manager covers its cases.",
        ((4, 3, "One post is not filled yet"), (2, 3, "All three are filled"),
         (2, 3, "All three are filled"), (3, 4, "Contracts end in September")),
    ),
    (
        "REFERRAL_FLOW", "LBHF", "Too few referrals come from the police",
        "Briefings in the community safety unit, and a named contact there.",
        ((2, 3, "It is early"), (4, 3, "A quarter with few"),
         (3, 3, "Briefings have begun"), (2, 3, "More came from April on")),
    ),
    (
        "DATA", None, "Somebody is known by a small number in a table",
        "Counts of people from 1 to 4 are hidden outside the provider.",
        ((2, 5, "Tables are small"), (1, 5, "The rule hides them"),
         (1, 5, "As before"), (1, 5, "As before")),
    ),
    (
        "EXTENSION", None, "Work stops in September for people in the middle of it",
        "Cases are closed or handed on by a plan from July, unless the pilot is extended.",
        (None, None, (3, 4, "No funding is named"), (4, 4, "Still none is named")),
    ),
)  # fmt: skip

ASSESSED_ON = date(2016, 3, 22)
FINDINGS = (
    "Men whose first language is not English are reached later, and more of them are "
    "lost before a first session. Sessions fall in working hours. Young people and their "
    "parents find the letters hard to read."
)
AFTER_THE_ASSESSMENT = (  # what, whose, days until due, days until done, what came of it
    ("Book an interpreter before the first attempt", "manager", 30, 21, "It is the rule."),
    ("Offer sessions on one evening a week", "manager", 60, 57, "Tuesdays, since May."),
    ("Write the letters to young people anew", "manager", 110, None, ""),
)
TERMS_ASKED, TERMS_DECIDED = date(2015, 11, 9), date(2015, 11, 20)
DAYS_ASKED, DAYS_FROM = date(2016, 7, 13), date(2016, 8, 1)


class Governance:
    """The manager keeps the contract's records; the councils decide and do their part."""

    def __init__(self, stage: Stage):
        self.stage, self.manager = stage, stage.manager
        self.risks: dict[str, ContractRisk] = {}
        stage.later(at(FILED_ON, 14), self._file_the_papers)
        stage.later(at(PUBLISHED_ON, 11), self._publish)
        for number, (day, points) in enumerate(MEETINGS):
            called_on = day - timedelta(days=11)
            stage.later(at(called_on, 16), self._call, number, day, points)
            stage.later(at(day, 16), self._score, number)
        stage.later(at(ASSESSED_ON, 15), self._assess)
        stage.later(at(TERMS_ASKED, 10), self._ask_for_terms)
        stage.later(at(DAYS_ASKED, 10), self._ask_for_days)
        stage.later(at(DAYS_ASKED, 15), self._ask_to_go_on)

    # Papers

    def _file_the_papers(self) -> None:
        for agreement in Agreement.objects.for_listing():
            actions.complete_agreement(
                agreement,
                by=self.manager,
                version=agreement.version,
                because="The executed copies came",
                executed_on=EXECUTED_ON,
                e_sourcing_uploaded_on=UPLOADED_ON,
                e_sourcing_reference=f"CE-2015-{140 + agreement.borough.place}",
            )
        for code in AWARDS:
            actions.add_record(
                Approval,
                by=self.manager,
                borough=self.stage.boroughs[code],
                decision=Approval.Decision.AWARD,
                approver="Cabinet Member",
                decided_on=AWARDED_ON,
                reasons="A direct award under the same waiver: MOPAC pays the whole of it.",
                evidence=f"Decision notice of {calendar.in_words(AWARDED_ON)}",
            )
        actions.correct_record(
            Accreditation.objects.standing().get(),
            by=self.manager,
            because="The certificate came",
            source="Respect’s certificate",
            **ACCREDITED,
        )

    def _publish(self) -> None:
        for entry in RegisterEntry.objects.standing().for_listing():
            actions.correct_record(
                entry,
                by=self.manager,
                because="It was published",
                published_on=PUBLISHED_ON,
                department=DEPARTMENTS[entry.borough_id],
                register_reference=f"{entry.borough_id}-15-{300 + entry.borough.place}",
            )

    # Meetings

    def _call(self, number: int, day: date, points) -> None:
        meeting = actions.record_meeting(
            by=self.manager, on=day, items=[(about, paper) for about, paper, _ in points]
        )
        self.stage.later(at(day, 17), self._minute, number, meeting, points)

    def _minute(self, number: int, meeting: GroupMeeting, points) -> None:
        actions.change_meeting(
            meeting,
            by=self.manager,
            version=meeting.version,
            because="Who was there",
            attended=EVERYBODY,
        )
        items = AgendaItem.objects.standing().filter(meeting=meeting).for_listing()
        for item, (_, _, decision) in zip(items, points, strict=True):
            if decision:
                actions.decide_item(item, by=self.manager, decision=decision)
        for of_meeting, *to_do in TO_DO:
            if of_meeting == number:
                self._give(meeting, *to_do)

    def _give(self, follows, what, whose, due_in, done_in, outcome) -> None:
        today = calendar.today()
        action = actions.add_action(
            follows,
            by=self.manager,
            what=what,
            owner=self.stage.people[whose],
            due_on=today + timedelta(days=due_in),
        )
        if done_in is not None:
            done_on = calendar.add_working_days(today + timedelta(days=done_in - 1), 1)
            self.stage.later(at(done_on, 12), self._finish, action, outcome)

    def _finish(self, action: ContractAction, outcome: str) -> None:
        actions.finish_action(
            ContractAction.objects.get(pk=action.pk),
            by=action.owner,
            done_on=calendar.today(),
            outcome=outcome,
        )

    # Risks

    def _score(self, number: int) -> None:
        last = number + 1 == len(MEETINGS)
        next_look = None if last else MEETINGS[number + 1][0]
        review_on = next_look or calendar.today() + timedelta(days=60)
        for kind, borough, what, mitigation, scores in RISKS:
            if scores[number]:
                likelihood, impact, note = scores[number]
                told = {"likelihood": likelihood, "impact": impact, "note": note}
                told["review_on"] = review_on
                self._score_one(kind, borough, what, mitigation, told)

    def _score_one(self, kind, borough, what, mitigation, told) -> None:
        if what in self.risks:
            risk = ContractRisk.objects.get(pk=self.risks[what].pk)
            actions.score_risk(risk, by=self.manager, version=risk.version, **told)
            return
        self.risks[what] = actions.add_risk(
            by=self.manager,
            borough=self.stage.boroughs.get(borough),
            kind=kind,
            what=what,
            mitigation=mitigation,
            owner="Service manager",
            **told,
        )

    # Equality and variations

    def _assess(self) -> None:
        assessment = actions.add_record(
            EqualityAssessment,
            by=self.manager,
            edition="second edition",
            assessed_on=ASSESSED_ON,
            document="Paper 3 of the group’s meeting of 19 April 2016",
            findings=FINDINGS,
        )
        for to_do in AFTER_THE_ASSESSMENT:
            self._give(assessment, *to_do)

    def _ask_for_terms(self) -> None:
        for code, borough in self.stage.boroughs.items():
            variation = actions.propose_variation(
                borough,
                by=self.manager,
                kind="TERMS",
                what="The group’s pack stands in the place of a separate monthly letter",
                reasons="The agreement asks for a letter that says less than the pack.",
                starts_on=date(2015, 12, 1),
            )
            officer = self.stage.people[f"officer.{code.lower()}"]
            self.stage.later(at(TERMS_DECIDED, 11), self._decide, variation, officer)

    def _decide(self, variation, officer) -> None:
        actions.decide_variation(
            variation,
            by=officer,
            is_approved=True,
            decided_on=TERMS_DECIDED,
            decided_as="Authorised officer",
            because="The group asked for one document.",
        )

    def _ask_for_days(self) -> None:
        """It waits for Westminster: nothing changes until the council has decided."""
        actions.propose_variation(
            self.stage.boroughs["WCC"],
            by=self.manager,
            kind="DAYS",
            what="Half a day less of the Criminal Justice Worker, until September",
            reasons="Fewer referrals wait in Westminster than in Kensington and Chelsea.",
            starts_on=DAYS_FROM,
            post=self.stage.posts["CJW"],
            days_per_week=Decimal("1.5"),
        )

    def _ask_to_go_on(self) -> None:
        """It waits for its evidence: one council asks, in the last quarter."""
        actions.propose_extension(
            self.stage.boroughs["LBHF"],
            by=self.stage.people["officer.lbhf"],
            ends_on=date(2017, 9, 30),
            cost=Decimal("48500.00"),
            reasons=(
                "Referrals from Children’s Services still rise, and who is in work now "
                "would have nobody after September."
            ),
        )
