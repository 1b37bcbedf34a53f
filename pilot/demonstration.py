"""The invented people of the demonstration. They exist only under PILOT_DEMO."""

from dataclasses import dataclass

from pilot.permissions import Role

PASSWORD = "pilot-demo-2016"  # printed by the demonstration on purpose
EVERYWHERE = ("LBHF", "RBKC", "WCC")


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to sign in as."""

    first_name: str
    last_name: str
    role: Role
    boroughs: tuple[str, ...] = EVERYWHERE

    @property
    def label(self) -> str:
        """What the person does, for the list of sign-ins."""
        where = "" if len(self.boroughs) > 1 else f", {self.boroughs[0]}"
        return f"{self.role.label}{where}"


PEOPLE = {
    "cjw": DemoPerson("Cara", "Juniper", Role.CRIMINAL_JUSTICE_WORKER),
    "fsw": DemoPerson("Fern", "Sorrel", Role.FAMILY_SUPPORT_WORKER),
    "yps": DemoPerson("Yarrow", "Pine", Role.YOUNG_PERPETRATOR_SPECIALIST),
    "psw": DemoPerson("Posy", "Willow", Role.PARTNER_SUPPORT_WORKER),
    "manager": DemoPerson("Marigold", "Ash", Role.SERVICE_MANAGER),
    "governance": DemoPerson("Iris", "Hornbeam", Role.GOVERNANCE_LEAD),
    "auditor": DemoPerson("Hazel", "Spindle", Role.CASE_FILE_AUDITOR),
    "finance": DemoPerson("Flax", "Hawthorn", Role.DATA_AND_FINANCE_OFFICER),
    "admin": DemoPerson("Aster", "Linden", Role.SYSTEM_ADMINISTRATOR),
    "officer.lbhf": DemoPerson("Olive", "Larch", Role.AUTHORISED_OFFICER, ("LBHF",)),
    "officer.rbkc": DemoPerson("Oakley", "Rowan", Role.AUTHORISED_OFFICER, ("RBKC",)),
    "officer.wcc": DemoPerson("Oxlip", "Whitebeam", Role.AUTHORISED_OFFICER, ("WCC",)),
    "approver": DemoPerson("Aspen", "Alder", Role.APPROVER, ("LBHF",)),
    "group": DemoPerson("Gorse", "Maple", Role.CONTRACT_GROUP_MEMBER),
}
