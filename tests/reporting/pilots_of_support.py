"""More of an invented pilot: the people harmed, what was measured, and what was decided."""

from datetime import date, timedelta

from cases.actions import keep_engagement, keep_first_attempt
from referrals.actions import keep_clock
from tests.factories import (
    CaseFactory,
    CaseLinkFactory,
    CaseMoveFactory,
    DashAssessmentFactory,
    MaracDecisionFactory,
    PartnerCaseFactory,
    PartnerOutcomeFactory,
    SessionFactory,
    SeverityGridFactory,
)
from tests.reporting.pilots import chances_of
from tests.reporting.pilots_of_work import REPLACED

SCALES = ("respect", "space", "safety", "parenting", "awareness", "childhood")
FEELINGS = ("MUCH_SAFER", "SAFER", "SAME", "LESS_SAFE", "DK", "DECLINED", "NOT_ASKED")


def his_case(dice, borough, opened):
    """His case: open or closed, with somebody who came to it or not."""
    case = {"borough__code": borough, "opened_on": opened}
    if dice.random() < 0.7:
        case |= {
            "closed": True,
            "closed_on": opened + timedelta(days=dice.randint(60, 200)),
        }
    case = CaseFactory(**case)
    if case.closed_on:
        CaseMoveFactory(case=case, was="CLOSING", to="CLOSED", effective_on=case.closed_on)
    if dice.random() < 0.8:
        SessionFactory(case=case, attended=True, on=opened)
        keep_engagement(case)
        keep_first_attempt(case)
        keep_clock(case.referral)
    return case


def some_support(seed, *, each=6):
    """So many partner cases of each borough, of every kind, inside the pilot year."""
    dice = chances_of(seed, "support")

    def sometimes(start, most, chance=0.7):
        if dice.random() > chance:
            return None
        return start + timedelta(days=dice.randint(0, most))

    def stands():
        return REPLACED if dice.random() < 0.1 else {}

    for borough in ("LBHF", "RBKC", "WCC") * each:
        opened = date(2015, 10, 5) + timedelta(days=dice.randint(0, 260))
        tried = sometimes(opened, 12)
        talked = tried and sometimes(tried, 10)
        scope = dice.choice(("YES", "YES", "NOT_KNOWN", "NO"))
        closed = sometimes(opened + timedelta(days=40), 100, 0.3)
        ended = {"closed": True, "closed_on": closed} if closed else {}
        his = his_case(dice, borough, opened)
        case = PartnerCaseFactory(
            his=his,
            opened_on=opened,
            link__case=his,
            scope=scope,
            out_of_scope="UNSAFE" if scope == "NO" else "",
            first_attempt_on=tried,
            first_contact_on=talked,
            accepted_on=talked and sometimes(talked, 40),
            **ended,
        )
        if dice.random() < 0.2:  # supported because of another case too
            CaseLinkFactory(
                partner_case=case,
                case=his_case(dice, borough, opened + timedelta(days=dice.randint(0, 30))),
                **stands(),
            )
        exits = dice.sample(["REVIEW", "REVIEW", "EXIT", "FOLLOW_UP"], 4)
        points = ["START"] * (dice.random() < 0.8) + exits
        on = opened
        for point in points[: dice.randint(0, 5)]:
            on += timedelta(days=dice.randint(0, 45))
            day = {"partner_case": case, "on": on, "point": point, **stands()}
            criteria = dice.choice(([], ["REPEAT"], ["SCORE"]))
            DashAssessmentFactory(yes=dice.randint(0, 24), criteria=criteria, **day)
            groups = ("physical", "sexual", "stalking", "controlling")
            grid = {group: dice.choice((0, 1, 2, 3, 9)) for group in groups}
            SeverityGridFactory(**grid, **day)
            answers = {name: dice.choice(("1", "2", "5", "DECLINED")) for name in SCALES}
            PartnerOutcomeFactory(feels_safer=dice.choice(FEELINGS), **answers, **day)
            if dice.random() < 0.6:
                days = timedelta(days=dice.randint(0, 5))
                kind = dice.choice(("REFERRED", "REFERRED", "ALREADY", "NOT_REFERRED"))
                day = {"partner_case": case, "on": on + days, **stands()}
                MaracDecisionFactory(decision=kind, **day)
