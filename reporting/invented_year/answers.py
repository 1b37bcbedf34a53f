"""What referrers could answer about a person, and what was found out before acceptance."""

from random import Random
from typing import Any

from pilot import calendar
from pilot.models import User
from referrals.actions import allow_referral, check_referral, correct_referral
from referrals.eligibility import Missing, exceptions_for, missing_for
from referrals.models import EligibilityCheck, Referral
from reporting.invented_year.fates import Fate
from reporting.invented_year.rota import CJW, FSW, YPS

Source = Referral.Source
Declined = Referral.DeclineReason

# Weights, each draw a fresh one. What nobody asked or knew is among them: so it is.
AGREEMENT = {"AGREED": 66, "NOT_ASKED": 22, "NOT_REQUIRED": 8, "REFUSED": 4}
UNAWARE = {"NOT_ASKED": 85, "NOT_REQUIRED": 15}
RELATIONSHIP = {
    CJW: {"PARTNER": 46, "EX_PARTNER": 42, "OTHER_FAMILY": 5, "UNK": 2, "NOT_ASKED": 5},
    FSW: {"PARTNER": 54, "EX_PARTNER": 38, "OTHER_FAMILY": 2, "NOT_ASKED": 6},
    YPS: {
        "PARENT": 46, "PEER_INTIMATE": 28, "SIBLING": 8, "PEER_NON_INTIMATE": 9,
        "CARER": 3, "UNK": 2, "NOT_ASKED": 4,
    },
}  # fmt: skip
SAYS = {  # of what the referrers of young people write
    "towards a parent": "PARENT",
    "threatened a parent": "PARENT",
    "parent who is afraid": "PARENT",
    "A parent ": "PARENT",
    "by a parent": "PARENT",
    "brother or sister": "SIBLING",
    "they were seeing": "PEER_INTIMATE",
    "they are seeing": "PEER_INTIMATE",
    "ex-partner": "PEER_INTIMATE",
}
HARMED_AGED_16 = {
    CJW: {"YES": 82, "NOT_ASKED": 14, "NOT_KNOWN": 4},
    FSW: {"YES": 80, "NOT_ASKED": 18, "NOT_KNOWN": 2},
    YPS: {"YES": 30, "NO": 28, "NOT_ASKED": 34, "NOT_KNOWN": 8},
}
ABUSE = {
    CJW: (
        "PHYSICAL",
        "EMOTIONAL",
        "COERCIVE_CONTROL",
        "STALK_HARASS",
        "THREATS",
        "DIGITAL",
    ),
    FSW: ("EMOTIONAL", "COERCIVE_CONTROL", "PHYSICAL", "ECONOMIC", "CHILD_CONTACT"),
    YPS: ("PHYSICAL", "THREATS", "PROPERTY", "DIGITAL", "EMOTIONAL", "SEXUAL"),
}
HOW_MANY_KINDS = {0: 8, 1: 32, 2: 38, 3: 22}
CJ_STATUS = {
    CJW: {
        "NONE": 24, "NFA": 40, "VICTIM_NOT_SUPPORTING": 22, "DVPO_CIVIL": 6,
        "CAUTION": 4, "INVESTIGATION_OPEN": 4,
    },
    FSW: {"NONE": 42, "NFA": 14, "ON_ORDER": 5, "UNK": 11, "NOT_ASKED": 28},
    YPS: {"NONE": 28, "CAUTION": 12, "ON_ORDER": 24, "UNK": 8, "NOT_ASKED": 28},
}  # fmt: skip
ENGAGED = {"RUI_BAIL": 60, "CHARGED": 25, "ON_ORDER": 15}
PRIOR_OFFENCE = {"NO": 64, "YES": 12, "NOT_KNOWN": 13, "NOT_ASKED": 11}
PRIOR_PROGRAMME = {"NO": 78, "YES": 5, "NOT_KNOWN": 9, "NOT_ASKED": 8}
OTHERWISE_OFFERED = {"NO": 62, "YES": 10, "NOT_KNOWN": 14, "NOT_ASKED": 14}
CAMPAIGN = {"NOT_ASKED": 70, "NONE": 18, "NOT_KNOWN": 12}
SAW_IT = {"POSTER": 40, "WEB": 25, "LEAFLET": 20, "RADIO": 15}
ON_A_LIST = {
    "REPEAT": 30, "FREQUENCY": 24, "FIRST": 22, "SERIAL": 14, "GRAVITY": 6, "OTHER": 4,
}  # fmt: skip
YOUTH_ORDER = {"NONE": 52, "REF_ORDER": 18, "YRO": 10, "NOT_KNOWN": 8, "NOT_ASKED": 12}
PARENT = {"AGREES": 62, "NOT_ASKED": 20, "DISAGREES": 8, "NOT_TOLD": 5, "NOBODY": 5}
FOUND_OUT = {"AGREES": 84, "DISAGREES": 10, "NOBODY": 6}

POLICE = (Source.POL_CSU, Source.POL_NEIGH, Source.POL_OTHER)
PANELS = (Source.MARAC, Source.MASH, Source.MASE, Source.YOS_OOCD, Source.YOS_RO)
THEMSELVES = (Source.SELF, Source.FAMILY, Source.PARENT)
SEEN_ON_A_POSTER = 0.6
ON_THE_LIST = 0.45
AFTER_A_CONSULTATION = 0.25
URGENT = 0.06
ALSO_CALLED = 0.06
ADVICE = "The officer in the case sees no obstacle to a first meeting."
OF_AGE = "Everybody who has met them says so. We ask for the date of birth when we meet."
WITHOUT_CHILDRENS = (
    "Children’s Services know the family and agree with the referral.",
    "Came through the programme’s own worker. Agreed with the head of service.",
    "They asked for help themselves, and there are children in the home.",
)


class Answers:
    """The coded answers of each referral, and what had to be found out afterwards."""

    def __init__(self, rng: Random):
        self.rng = rng

    def of(self, fate: Fate, source: str, awareness: str, reason: str) -> dict[str, Any]:
        """What the form of its post would have come with."""
        post = fate.post
        relationship = self._told_in(post, reason) or self._one(RELATIONSHIP[post])
        unknown = relationship in ("UNK", "NOT_ASKED")
        answers = {
            "relationship": relationship,
            "harmed_aged_16": ("NOT_ASKED" if unknown else self._one(HARMED_AGED_16[post])),
            "reason": reason,
            "abuse_types": self._some(ABUSE[post]),
            "has_urgent_risk": self.rng.random() < URGENT,
            "awareness": awareness,
            "agreement": self._one(AGREEMENT if awareness == "YES" else UNAWARE),
            "cj_status": self._one(CJ_STATUS[post]),
            "prior_offence": self._one(PRIOR_OFFENCE),
            "prior_programme": self._one(PRIOR_PROGRAMME),
            "otherwise_offered": self._one(OTHERWISE_OFFERED),
            **self._way(post, source),
        }
        if post == YPS:
            answers["youth_order"] = self._one(YOUTH_ORDER)
            answers["parent_position"] = self._one(PARENT)
        answers |= self._as_declined(fate.reason)
        if answers["cj_status"] == "CAUTION":
            answers["prior_offence"] = "YES"
        if post == CJW:
            answers |= {"checked_on": calendar.today(), "check_source": "POLICE"}
            is_open = answers["cj_status"] == "INVESTIGATION_OPEN"
            answers["advice"] = ADVICE if is_open else ""
        return answers

    def _told_in(self, post: str, reason: str) -> str:
        """Who was harmed, where the referrer's own words say so."""
        said = [code for words, code in SAYS.items() if post == YPS and words in reason]
        return said[0] if said else ""

    def alias(self, given_names: str, surname: str) -> str:
        """Another name, of the few who use one."""
        if self.rng.random() >= ALSO_CALLED:
            return ""
        return f"{given_names[:4]} {surname}"

    def make_fit(self, referral: Referral, *, by: User, manager: User) -> None:
        """What stood in the way of acceptance has been found out, or allowed."""
        for criterion in exceptions_for(referral):
            is_age = criterion == EligibilityCheck.Criterion.AGE
            reason = OF_AGE if is_age else self.rng.choice(WITHOUT_CHILDRENS)
            allow_referral(referral, by=manager, criterion=criterion, reason=reason)
        if not self._missing(referral):
            return
        if referral.post_id == CJW:
            self._check_again(referral, by)
        else:
            self._ask_again(referral, by)

    def _missing(self, referral: Referral) -> list[Missing]:
        return missing_for(referral, calendar.today())

    def _check_again(self, referral: Referral, by: User) -> None:
        check_referral(
            referral,
            by=by,
            cj_status="NFA",
            checked_on=calendar.today(),
            source="POLICE",
        )

    def _ask_again(self, referral: Referral, by: User) -> None:
        found = {}
        if any(missing.anchor == "agreement" for missing in self._missing(referral)):
            found = {"agreement": "AGREED"}
        if referral.parent_position == "NOT_ASKED":
            found["parent_position"] = self._one(FOUND_OUT)
        if referral.youth_team in ("NOT_ASKED", "NOT_KNOWN"):
            found["youth_team"] = referral.borough_id
        correct_referral(
            referral,
            by=by,
            version=referral.version,
            agency=referral.agency,
            practitioner=referral.practitioner,
            residence=referral.residence,
            **found,
        )

    def _way(self, post: str, source: str) -> dict[str, str]:
        """How it reached us, and whether the campaign had to do with it."""
        if source in THEMSELVES:
            if self.rng.random() < SEEN_ON_A_POSTER:
                return {"route": "CAMPAIGN", "campaign": self._one(SAW_IT)}
            return {"route": "WALKIN", "campaign": "NONE"}
        campaign = self._one(CAMPAIGN)
        if source in PANELS:
            return {"route": "MEETING", "campaign": campaign}
        if post == CJW and source in POLICE and self.rng.random() < ON_THE_LIST:
            listed = {"route": "TARGETED", "targeting": self._one(ON_A_LIST)}
            return listed | {"campaign": campaign}
        if post == FSW and self.rng.random() < AFTER_A_CONSULTATION:
            return {"route": "CONSULT", "campaign": campaign}
        return {"route": "DIRECT", "campaign": campaign}

    def _as_declined(self, reason: str) -> dict[str, str]:
        """What it was declined for already stood in the answers."""
        match reason:
            case Declined.IN_CJ:
                return {"cj_status": self._one(ENGAGED)}
            case Declined.NO_AGREEMENT:
                return {"agreement": "REFUSED"}
            case Declined.ALREADY_PROG | Declined.RECENT_PROG:
                return {"prior_programme": "YES"}
            case Declined.NOT_DA:
                return {
                    "relationship": "UNK",
                    "harmed_aged_16": "NOT_ASKED",
                    "abuse_types": ["THREATS"],
                }
            case _:
                return {}

    def _one(self, weights: dict[str, int]) -> str:
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def _some(self, kinds: tuple[str, ...]) -> list[str]:
        number = int(self._one({str(n): often for n, often in HOW_MANY_KINDS.items()}))
        return self.rng.sample(kinds, number)
