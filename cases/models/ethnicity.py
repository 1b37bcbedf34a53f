"""Ethnic groups by code set, and what one set says in the words of another (section 5).

The set stands in each code: "E11-04" is answer 04 of the census of 2011. An answer stays in
the set it was given in; the maps only translate it, and say where they might be wrong.
"""

from dataclasses import dataclass

GROUPS_2011 = {
    "White": {
        "E11-01": "English, Welsh, Scottish, Northern Irish or British",
        "E11-02": "Irish",
        "E11-03": "Gypsy or Irish Traveller",
        "E11-04": "Any other White background",
    },
    "Mixed or multiple ethnic groups": {
        "E11-05": "White and Black Caribbean",
        "E11-06": "White and Black African",
        "E11-07": "White and Asian",
        "E11-08": "Any other mixed or multiple background",
    },
    "Asian or Asian British": {
        "E11-09": "Indian",
        "E11-10": "Pakistani",
        "E11-11": "Bangladeshi",
        "E11-12": "Chinese",
        "E11-13": "Any other Asian background",
    },
    "Black, African, Caribbean or Black British": {
        "E11-14": "African",
        "E11-15": "Caribbean",
        "E11-16": "Any other Black, African or Caribbean background",
    },
    "Other ethnic group": {
        "E11-17": "Arab",
        "E11-18": "Any other ethnic group",
    },
}
REPORTED_AS = dict(
    zip(GROUPS_2011, ("White", "Mixed", "Asian", "Black", "Other"), strict=True)
)
NOT_STATED = "Not stated"

ETHNICITIES = [
    (code, words) for answers in GROUPS_2011.values() for code, words in answers.items()
]
ETHNICITIES_IN_GROUPS = [
    (group, list(answers.items())) for group, answers in GROUPS_2011.items()
]


@dataclass(frozen=True)
class Mapped:
    """The same group in another set. Ambiguous: the answer may hide another group there."""

    code: str
    is_ambiguous: bool = False


# The police’s 16+1 (domain 3): no Gypsy or Traveller and no Arab, and Chinese under Other.
POLICE_16_1 = {
    "W1": ("White British", Mapped("E11-01")),
    "W2": ("White Irish", Mapped("E11-02")),
    "W9": ("Any other White background", Mapped("E11-04", is_ambiguous=True)),
    "M1": ("White and Black Caribbean", Mapped("E11-05")),
    "M2": ("White and Black African", Mapped("E11-06")),
    "M3": ("White and Asian", Mapped("E11-07")),
    "M9": ("Any other mixed background", Mapped("E11-08")),
    "A1": ("Indian", Mapped("E11-09")),
    "A2": ("Pakistani", Mapped("E11-10")),
    "A3": ("Bangladeshi", Mapped("E11-11")),
    "A9": ("Any other Asian background", Mapped("E11-13")),
    "B1": ("Caribbean", Mapped("E11-15")),
    "B2": ("African", Mapped("E11-14")),
    "B9": ("Any other Black background", Mapped("E11-16")),
    "O1": ("Chinese", Mapped("E11-12")),
    "O9": ("Any other ethnic group", Mapped("E11-18", is_ambiguous=True)),
    "NS": ("Not stated", Mapped("DECLINED")),
}
OBSERVED = [(code, f"{code} {words}") for code, (words, _) in POLICE_16_1.items()]

# The census of 2021 added Roma (03R) under White; before, they were asked to say 04.
TO_2021 = {
    code: Mapped(code.replace("E11", "E21"), is_ambiguous=code == "E11-04")
    for code, _ in ETHNICITIES
}


def group_of(code: str) -> str:
    """The group a self-defined answer is reported in; "Not stated" for a non-answer."""
    for group, answers in GROUPS_2011.items():
        if code in answers:
            return REPORTED_AS[group]
    return NOT_STATED
