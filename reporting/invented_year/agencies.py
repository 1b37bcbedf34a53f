"""Who refers people to the pilot: invented teams, and what each post hears from whom."""

from dataclasses import dataclass
from random import Random

from pilot.models import Borough
from referrals.models import Agency, NewPractitioner, Practitioner, Referral
from reporting.invented_year.chances import Deck
from reporting.invented_year.people import BIRDS

Sector = Agency.Sector
Source = Referral.Source
Role = Practitioner.Role
LONDON = "London"  # a team that serves all of it, and so attributes nothing (1.3)


@dataclass(frozen=True)
class Kind:
    """A kind of team: what it is called, its sector, and how its people are addressed."""

    name: str
    sector: str
    titles: tuple[str, ...] = ("Ms", "Mr", "Mx")
    is_london_wide: bool = False


POLICE = ("PC", "DC", "PS", "DS")

KINDS = {
    Source.POL_CSU: Kind("Community safety unit", Sector.POLICE, POLICE),
    Source.POL_NEIGH: Kind("Neighbourhood policing team", Sector.POLICE, ("PC", "PS")),
    Source.POL_OTHER: Kind("Police youth engagement team", Sector.POLICE, ("PC", "PS")),
    Source.MARAC: Kind("MARAC co-ordination", Sector.OTHER),
    Source.MASH: Kind("Multi-agency safeguarding hub", Sector.CHILDRENS),
    Source.IDVA_VS: Kind("Victim support project", Sector.VICTIM_SVC, is_london_wide=True),
    Source.CS_ASSESS: Kind("Children’s Services assessment team", Sector.CHILDRENS),
    Source.CS_CP: Kind("Child protection team", Sector.CHILDRENS),
    Source.CS_CIN: Kind("Children in need team", Sector.CHILDRENS),
    Source.CS_LAC: Kind("Looked-after children team", Sector.CHILDRENS),
    Source.CS_EARLY: Kind("Early help and children’s centres", Sector.CHILDRENS),
    Source.CS_PLO: Kind("Care planning team", Sector.CHILDRENS),
    Source.YOS_CM: Kind("Youth offending team", Sector.YOS),
    Source.YOS_OOCD: Kind("Youth out-of-court panel", Sector.YOS),
    Source.YOS_RO: Kind("Referral order panel", Sector.YOS),
    Source.MASE: Kind("Sexual exploitation panel", Sector.CHILDRENS),
    Source.GANGS_SYV: Kind("Serious youth violence unit", Sector.OTHER),
    Source.SCHOOL_PRU: Kind("Alternative provision academy", Sector.EDUCATION),
    Source.HEALTH_GP: Kind("GP federation", Sector.HEALTH, ("Dr",)),
    Source.HEALTH_HV: Kind("Health visiting team", Sector.HEALTH),
    Source.CAMHS: Kind("CAMHS clinic", Sector.HEALTH, ("Dr", "Ms", "Mr")),
    Source.MH_ADULT: Kind("Adult mental health team", Sector.HEALTH, ("Dr", "Ms", "Mr")),
    Source.SUBST: Kind("Drug and alcohol service", Sector.HEALTH),
    Source.HOUSING: Kind("Housing options team", Sector.HOUSING),
    Source.PROB: Kind("Probation liaison desk", Sector.OTHER, is_london_wide=True),
    Source.CAFCASS: Kind(
        "Family court advisory team", Sector.CHILDRENS, is_london_wide=True
    ),
    Source.DVIP_INT: Kind("DVIP, existing programmes", Sector.OTHER, is_london_wide=True),
}

# post: {source: how often it refers}. Domain 5.1 to 5.3.
HEARD_FROM = {
    "CJW": {
        Source.POL_CSU: 38, Source.POL_NEIGH: 10, Source.MARAC: 9, Source.MASH: 6,
        Source.IDVA_VS: 7, Source.HOUSING: 7, Source.SUBST: 6, Source.HEALTH_GP: 4,
        Source.MH_ADULT: 3, Source.PROB: 2, Source.SELF: 8,
    },
    "FSW": {
        Source.CS_ASSESS: 24, Source.CS_CP: 22, Source.CS_CIN: 14, Source.CS_EARLY: 12,
        Source.HEALTH_HV: 7, Source.CS_PLO: 5, Source.CS_LAC: 4, Source.CAFCASS: 4,
        Source.DVIP_INT: 4, Source.SELF: 3, Source.FAMILY: 1,
    },
    "YPS": {
        Source.YOS_CM: 22, Source.YOS_OOCD: 14, Source.SCHOOL_PRU: 12, Source.YOS_RO: 9,
        Source.CS_CIN: 8, Source.PARENT: 8, Source.CAMHS: 7, Source.POL_OTHER: 6,
        Source.MASE: 5, Source.GANGS_SYV: 5, Source.IDVA_VS: 4,
    },
}  # fmt: skip
# Those that leave a referral without a borough when nobody knows where the person lives.
FROM_NOWHERE = {
    "CJW": (Source.SELF, Source.IDVA_VS),
    "FSW": (Source.CAFCASS, Source.DVIP_INT),
    "YPS": (Source.PARENT, Source.IDVA_VS),
}
PEOPLE_PER_TEAM = 3
ROLES = {  # by title, by source, by sector
    "PC": Role.OFFICER,
    "DC": Role.DETECTIVE,
    "DS": Role.DETECTIVE,
    "PS": Role.SERGEANT,
    Source.HEALTH_HV: Role.HEALTH_VISITOR,
    Source.CS_EARLY: Role.FAMILY_SUPPORT,
    Sector.CHILDRENS: Role.SOCIAL_WORKER,
    Sector.YOS: Role.YOS_OFFICER,
    Sector.EDUCATION: Role.TEACHER,
    **dict.fromkeys(
        (Sector.HEALTH, Sector.HOUSING, Sector.VICTIM_SVC, Sector.OTHER), Role.OTHER
    ),
}


def role_of(name: str, source: str, sector: str) -> str:
    """What somebody is, by how they are addressed and where they work."""
    return ROLES.get(name.partition(" ")[0]) or ROLES.get(source) or ROLES[sector]


class Directory:
    """The teams that refer, and the practitioners in each."""

    def __init__(self, rng: Random):
        self.rng = rng
        self.birds = Deck(rng, BIRDS)
        self.teams: dict[tuple[str, str], Agency] = {}
        self.staff: dict[int, list[str]] = {}
        boroughs = list(Borough.objects.all())
        for source, kind in KINDS.items():
            for borough in [None] if kind.is_london_wide else boroughs:
                self._enter(source, kind, borough)

    def _enter(self, source: str, kind: Kind, borough: Borough | None) -> None:
        team = Agency.objects.create(
            name=f"{kind.name}, {borough.name if borough else LONDON}",
            sector=kind.sector,
            borough=borough,
        )
        self.teams[source, borough.pk if borough else LONDON] = team
        self.staff[team.pk] = [
            f"{self.rng.choice(kind.titles)} {self.birds.draw()}"
            for _ in range(PEOPLE_PER_TEAM)
        ]

    def places(self, source: str) -> bool:
        """Whether a team of this kind has a borough, which the referral then counts for."""
        return source in KINDS and not KINDS[source].is_london_wide

    def referrer(self, source: str, borough: str) -> NewPractitioner | None:
        """Somebody in a team of this kind, the borough's own if it has one."""
        if source in Referral.WITHOUT_AGENCY:
            return None
        team = self.teams.get((source, borough)) or self.teams[source, LONDON]
        name = self.rng.choice(self.staff[team.pk])
        return NewPractitioner(name, team, role_of(name, source, team.sector))
