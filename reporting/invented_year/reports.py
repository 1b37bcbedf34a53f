"""What becomes known of cases from outside: incidents, orders, meetings, warnings."""

from cases.models import CaseWarning, Incident, InformationSource, Involvement, Order

Kind, Source = Involvement.Kind, InformationSource
Abuse, Level, Role = Incident.Abuse, Involvement.Level, Involvement.Role

INCIDENTS = (  # what kind, from whom, whether the police know, what happened
    (Abuse.THREATS, Source.POLICE, "YES", "Shouted threats at the door in the evening."),
    (Abuse.DIGITAL, Source.SELF, "NO", "Sent forty messages in a night, and says so."),
    (Abuse.PROPERTY, Source.POLICE, "YES", "Broke a window. Neighbours rang."),
    (Abuse.COERCIVE_CONTROL, Source.CHILDRENS, "NOT_KNOWN", "Kept the child’s passport."),
    (Abuse.PHYSICAL, Source.POLICE, "YES", "Pushed somebody on the stairs."),
    (Abuse.EMOTIONAL, Source.CHILDRENS, "NO", "Shouted in front of the school."),
    (Abuse.STALK_HARASS, Source.POLICE, "YES", "Waited outside a workplace twice."),
    (Abuse.CHILD_CONTACT, Source.CHILDRENS, "NO", "Kept the children two hours too long."),
)
YOUNG_INCIDENTS = (
    (Abuse.PHYSICAL, Source.YOS, "NO", "Kicked a parent when the console was taken."),
    (Abuse.PROPERTY, Source.SELF, "NO", "Broke a door, and says so."),
    (Abuse.DIGITAL, Source.THIRD_PARTY, "NOT_KNOWN", "Posted a picture in a group chat."),
    (Abuse.THREATS, Source.CHILDRENS, "NO", "Threatened to hurt a younger sibling."),
)
DONE_ABOUT_IT = (
    "Told the manager and the referrer the same day.",
    "Gone through in the next session, minute by minute.",
    "",
)

ORDERS = (  # kind, months it runs (none: no end), what it says, whom it protects
    (
        Order.Kind.NMO,
        12,
        "No contact and no violence. Not within 100 metres.",
        "EX_PARTNER",
    ),
    (Order.Kind.CAO, None, "Contact on Saturdays, supervised.", "CHILD"),
    (Order.Kind.DVPO, 1, "Not to come to the address.", "PARTNER"),
    (Order.Kind.PROHIB_STEPS, None, "The children stay in the country.", "CHILD"),
    (Order.Kind.OCC, 6, "Out of the home until the hearing.", "EX_PARTNER"),
)
YOUNG_TERMS = "Weekly meetings with the case manager. Reparation on Saturdays."
MONTHS_OF_A_YOUNG_ORDER = (4, 6, 9)

MEETINGS = {  # who considered the case, and what it left to us
    Kind.MARAC: (
        "MARAC coordinator",
        Source.POLICE,
        "Attendance, before the next one.",
    ),
    Kind.MAPPA: ("MAPPA coordinator", Source.POLICE, "None for us yet."),
    Kind.CHILD_PROTECTION: (
        "Conference chair",
        Source.CHILDRENS,
        "A summary of attendance for the core group.",
    ),
    Kind.CSE: ("MASE panel", Source.CHILDRENS, "Say if other young people are named."),
    Kind.SYV: ("Gangs unit", Source.YOS, "No meeting with others from the list."),
    Kind.MASH: ("MASH", Source.CHILDRENS, ""),
    Kind.DVDS: ("Police", Source.POLICE, "None."),
    Kind.IOM: ("IOM team", Source.POLICE, "Weekly word on attendance."),
}
LINKS = (
    (Level.SUSPECTED, Role.AT_RISK),
    (Level.CONFIRMED, Role.HARMING),
    (Level.SUSPECTED, Role.BOTH),
    (Level.NONE, Role.NOT_KNOWN),
    (Level.CONFIRMED, Role.HARMED),
)

WARNED_OF = CaseWarning.Kind
WARNINGS = (
    (WARNED_OF.ALONE, "Stood in the doorway and would not let the worker pass. Two of us."),
    (WARNED_OF.CONTACT, "Somebody else reads the post and the messages. Ring only."),
    (WARNED_OF.SELF_HARM, "Spoke of ending it after the hearing. GP and manager know."),
    (WARNED_OF.STAFF, "Followed a worker to the bus after a conference. Police told."),
    (WARNED_OF.CHILD, "The baby is at home. Any incident goes to the duty team at once."),
    (WARNED_OF.WEAPON, "A knife was found at the last call. Meet at the station only."),
    (WARNED_OF.OTHER, "A dog that is not kept in. Ask before a visit."),
)
STILL = ("Asked the team: it still holds.", "Nothing to say it is over.")
OVER = ("Nothing since, and the team agrees.", "The one it was about has moved away.")

BELONGS = {  # what the manager says about a case that may not simply go on
    "CONTINUE": "Police advice is on record: the work may go on beside it.",
    "CLOSE": "In the process now: probation takes over.",
}
