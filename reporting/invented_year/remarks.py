"""What is found out about people: invented streets, plain facts, and what they answered."""

from datetime import date

from referrals.models import Agency

Sector = Agency.Sector
ASSETPLUS_ARRIVED = date(2016, 1, 18)  # when the three services had all moved over

STREETS = (
    "Flat 3, 12 Millpond Court", "8 Hedgerow Street", "Flat 21, Larkspur House",
    "40 Riverbank Road", "Flat 7, Bilberry Buildings", "115 Spinney Lane",
    "Room 9, Foxglove Hostel", "Flat 2, 63 Chalkpit Road", "19 Windbreak Gardens",
    "Flat 14, Samphire Point", "5 Teasel Mews", "Flat 30, Meadow Tower",
    "77 Coppice Avenue", "Flat 1, 4 Medlar Square", "Basement, 26 Quarry Terrace",
)  # fmt: skip
DISTRICTS = {  # districts only: a whole postcode would be somebody's
    "LBHF": ("W6", "W12", "W14", "SW6"),
    "RBKC": ("W8", "W10", "W11", "SW10"),
    "WCC": ("W2", "W9", "NW8", "SW1"),
}
ALIASES = (*[""] * 8, "Goes by a middle name", "A shortened first name")
WAYS = ("CALL", "TEXT", "VOICEMAIL", "LETTER", "EMAIL")
TIMES = (
    "", "", "Weekdays after six", "Mornings before work", "Not on Fridays",
    "Any time, a text first",
)  # fmt: skip
YOUNG_TIMES = ("After school", "After four, not Wednesdays", "", "Through the case manager")
WARNINGS = (
    *[""] * 9, "Never ring the landline", "Never leave a message with anybody else",
    "No letters: the post is shared", "Never at work",
)  # fmt: skip
LANGUAGES = (
    *["English"] * 14, "Arabic", "Portuguese", "Polish", "Somali", "Spanish", "",
)  # fmt: skip
NEEDS = (
    *[""] * 10, "Large print", "Reads little: talk letters through", "Ground floor rooms",
    "Short sessions with a break", "Hard of hearing in one ear",
)  # fmt: skip

CHILDREN = (
    "Ash", "Aspen", "Elder", "Hazel", "Holly", "Ivy", "Juniper", "Laurel", "Linden",
    "Maple", "Olive", "Rowan", "Willow", "Cedar", "Bryony", "Fern", "Poppy", "Basil",
    "Clem", "Daisy", "R.", "T.", "M.",
)  # fmt: skip
WHOSE = ("CHILD", "CHILD", "CHILD", "STEPCHILD")
STATUSES = (
    (), (), ("NONE",), ("NONE",), ("CIN",), ("CIN", "NONE"), ("S47", "CPP"), ("CPP",),
    ("CPP", "CIN"), ("S47", "CIN"), ("EARLY_HELP",), ("EARLY_HELP", "CIN"), ("LAC_S20",),
    ("PLO",), ("CIN", "CPP", "CIN"), ("UNK",),
)  # fmt: skip
UNBORN = ((), ("UNBORN",), ("UNBORN", "CPP"))

ROLES = {  # sector: what they do for him, how they are addressed, what they are (CL-30)
    Sector.CHILDRENS: (
        ("Children’s social worker", "Ms", "SOCIAL_WORKER"),
        ("Children’s social worker", "Mr", "SOCIAL_WORKER"),
        ("Early help worker", "Ms", "FAMILY_SUPPORT"), ("Conference chair", "", ""),
    ),
    Sector.HEALTH: (
        ("GP", "Dr", "OTHER"), ("Drug and alcohol worker", "Mx", "OTHER"),
        ("Mental health nurse", "Mr", "OTHER"),
    ),
    Sector.HOUSING: (("Housing officer", "Ms", "OTHER"), ("Tenancy support", "", "")),
}  # fmt: skip

HOLDERS = (
    ("MOTHER",), ("MOTHER", "FATHER"), ("MOTHER", "STEP_PARENT"), ("GRANDPARENT",),
    ("LOCAL_AUTHORITY", "MOTHER"),
)  # fmt: skip
COMPETENT = (
    "Explained back in their own words what the sessions are and who would be told what.",
    "Weighed up coming against not coming, and asked good questions about the notes.",
    "Understands that it is a choice and what refusing would mean.",
)

SAID = {
    "ethnicity": {
        "E11-01": 30, "E11-02": 4, "E11-03": 1, "E11-04": 14, "E11-05": 4, "E11-07": 2,
        "E11-08": 3, "E11-09": 3, "E11-10": 3, "E11-11": 3, "E11-13": 3, "E11-14": 9,
        "E11-15": 9, "E11-16": 3, "E11-17": 6, "E11-18": 4,
    },
    "sex": {"M": 94, "F": 6},
    "gender_identity": {"SAME": 98, "DIFFERENT": 1, "NOT_KNOWN": 1},
    "orientation": {"HET": 90, "GAY_LESBIAN": 4, "BI": 3, "OTHER": 1, "NOT_KNOWN": 2},
    "condition": {"NO": 68, "YES": 28, "NOT_KNOWN": 4},
    "effect": {"LOT": 25, "LITTLE": 50, "NONE": 25},
    "religion": {
        "NONE": 36, "CHR": 34, "MUS": 20, "HIN": 2, "JEW": 1, "SIK": 1, "OTH": 3,
        "NOT_KNOWN": 3,
    },
    "marital_status": {"SINGLE": 55, "MARRIED": 20, "SEPARATED": 15, "DIVORCED": 10},
    "maternity": {"NOT_APPLICABLE": 97, "NO": 3},
}  # fmt: skip
IMPAIRED = ("MENTAL_HEALTH", "MENTAL_HEALTH", "PHYSICAL", "ILLNESS", "LEARNING")
OBSERVED = (*[""] * 7, "W1", "W9", "B1", "B2", "O9", "A9")

SENSITIVE = (*["NORMAL"] * 7, "THIRD_PARTY", "THIRD_PARTY", "WITHHOLD")
ABOUT = (  # what a note is about, and where it comes from
    ("CALL", "CHILDRENS"), ("CALL", "CHILDRENS"), ("CALL", "POLICE"), ("CALL", "HEALTH"),
    ("INFORMATION", "REFERRER"), ("INFORMATION", "SELF"), ("INFORMATION", "POLICE"),
    ("MEETING", "CHILDRENS"), ("DECISION", "PROFESSIONAL_JUDGEMENT"),
    ("OBSERVATION", "PROFESSIONAL_JUDGEMENT"),
)  # fmt: skip
NOTES = {
    "CALL": (
        "The professional rang to ask how attendance is going. Said that two of three "
        "sessions were kept, and what that does and does not tell.",
        "Rang the allocated worker about the next review. They will send the date; nothing "
        "has changed on their side.",
        "Agreed who tells them what before the visit on Thursday.",
        "Asked for the outcome of the last check. None recorded, they will look again.",
        "The professional is leaving. A new one is to be allocated within a fortnight.",
    ),
    "INFORMATION": (
        "A change of phone number came in. The details are corrected.",
        "Starts work on nights next week; sessions move to the afternoon.",
        "A letter about the tenancy. Would like help with it; sent to tenancy support.",
        "No further calls to the address since the referral, as far as the team can see.",
    ),
    "MEETING": (
        "Core group. We were asked to say how the work goes by the next one, in writing.",
        "Review conference. The plan stays. Our action: a summary of attendance.",
        "Network meeting. Next one in six weeks; we bring a view on risk.",
    ),
    "DECISION": (
        "Decided with the manager to move the sessions to the station, because the centre "
        "is used by families at that hour.",
        "Decided to go on by phone for two weeks until well again, then to meet.",
        "Decided against a joint visit: it would look like an inspection.",
    ),
    "OBSERVATION": (
        "Quieter than usual in the waiting room. Will ask about sleep next time.",
        "Came straight from work, smelled of alcohol but was steady. Raised it.",
        "Brought the worksheet without being asked, for the first time.",
    ),
}
ON_SECOND_THOUGHT = ("To be looked at again in supervision.", "Told the manager today.")
ADDED = (
    "The date given was wrong: it is a week later.",
    "Done. Nothing further needed from us.",
    "They rang back and confirmed it.",
)
