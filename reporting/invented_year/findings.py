"""What assessments, plans and ratings say: no names, and nothing that a partner said."""

from cases.models import Concern, Domain, Pathway, RiskTrigger, Stage

LITTLE, SOME, SERIOUS = Concern.LITTLE, Concern.SOME, Concern.SERIOUS

EVIDENCE = {  # what shows how concerning a domain is
    Domain.HISTORY: {
        LITTLE: "One call, and nothing known before it.",
        SOME: "Three calls in eighteen months, each after an argument about money.",
        SERIOUS: "Calls to two addresses over four years. The gaps are getting shorter.",
    },
    Domain.DENIAL: {
        LITTLE: "Told the last incident as the referral tells it.",
        SOME: "Owns the shouting, not the door that was broken.",
        SERIOUS: "Says nothing happened, and that the neighbours make things up.",
    },
    Domain.ACCOUNTABILITY: {
        LITTLE: "Used the word abuse first, without being led to it.",
        SOME: "Takes the blame for what was said, and shares it for what was done.",
        SERIOUS: "Every sentence about it begins with what somebody else did.",
    },
    Domain.EMPATHY: {
        LITTLE: "Described what a child hears on the stairs, and stopped.",
        SOME: "Sees what it does to the children more clearly than to anybody else.",
        SERIOUS: "Laughed when the exercise came to fear.",
    },
    Domain.MOTIVATION: {
        LITTLE: "Asked for more sessions than were offered.",
        SOME: "Comes because it looks good, and has begun to say so.",
        SERIOUS: "Comes because a professional said so, and says so each time.",
    },
    Domain.SUBSTANCE: {
        LITTLE: "Drinks at weekends, and none of what is known happened then.",
        SOME: "Two of three incidents after drinking. Does not call it the cause.",
        SERIOUS: "Daily use, and worse incidents when it runs out.",
    },
    Domain.MENTAL_HEALTH: {
        LITTLE: "Sleeps, works, sees friends. Nothing diagnosed.",
        SOME: "Low for months. Has seen the GP, and has not been back.",
        SERIOUS: "Spoke of not being here any more. GP told the same day.",
    },
    Domain.ATTITUDES: {
        LITTLE: "Argues against his uncle’s view of who decides at home.",
        SOME: "Thinks a wage earner decides about money. Can hear another view.",
        SERIOUS: "Speaks of permission: who may go where, and with whom.",
    },
    Domain.PARENTING: {
        LITTLE: "Knows the school run, the teachers and what frightens them.",
        SOME: "Fun at weekends, absent when it is hard. Sees that.",
        SERIOUS: "Used the children to carry messages after the last incident.",
    },
    Domain.TRIGGERS: {
        LITTLE: "Names three, and what to do before each.",
        SOME: "Names the phone, and not the jealousy behind it.",
        SERIOUS: "Says it comes out of nowhere.",
    },
    Domain.STRENGTHS: {
        LITTLE: "A steady job, a sponsor, and a brother who challenges him.",
        SOME: "A few friends who know, and one who would help.",
        SERIOUS: "Nobody knows about this, and nobody is to know.",
    },
}
YOUNG_EVIDENCE = {
    **EVIDENCE,
    Domain.ATTITUDES: {
        LITTLE: "Corrected a friend’s joke in the group, and told of it.",
        SOME: "Repeats what is said online, and can laugh at it.",
        SERIOUS: "Thinks checking a girlfriend’s phone is what everybody does.",
    },
    Domain.STRENGTHS: {
        LITTLE: "Plays in a team, and the coach knows.",
        SOME: "A grandparent to go to when it gets loud.",
        SERIOUS: "Out of school, and nobody at home in the day.",
    },
}

NARRATIVES = (
    "Two calls in a year. Owns some of it, and plays down the rest. What keeps it going is "
    "that nobody outside the home knows.",
    "A pattern of checking and of arguments about money, over some years. Has begun to see "
    "the pattern; still calls each time a one-off.",
    "The last incident is described much as it was referred. Frightened of losing contact "
    "with the children, which is where the motivation comes from.",
    "Came with a prepared speech, and dropped it in the second session. Drinking is part "
    "of it and not the cause.",
    "Says what professionals want to hear. Between the lines there is more control than "
    "the referral knew of; the rating takes that into account.",
)
YOUNG_NARRATIVES = (
    "Hits out at home when a phone or a console is taken away, and is sorry within the "
    "hour. Has lived with violence between adults until two years ago.",
    "Controls a relationship of some months by messages, day and night. Thinks that this "
    "is what care looks like.",
    "Arguments at home that end with broken doors. Calm at school. Wants it to stop, and "
    "does not know what else to do.",
    "Pushed away from friends, and now runs the home by shouting. The adults have given up "
    "saying no.",
)
RATIONALES = {
    "STANDARD": (
        "Nothing since the referral, and what is known was not repeated.",
        "Stays away when it gets heated, and the team sees it too.",
    ),
    "MEDIUM": (
        "More often than a year ago, and no worse.",
        "Contact with the children is in dispute, which has set things off before.",
    ),
    "HIGH": (
        "Strangling is on record, and separation is recent.",
        "Worse and more often, with threats that name a day.",
    ),
}
SENT_BACK = (
    "The line about alcohol does not say who saw it.",
    "Say what the level rests on besides their own account.",
)

ADULT_WAYS = (
    *[Pathway.DVPP_DVIP] * 6,
    *(Pathway.DVPP_OTHER, Pathway.PARENTING, Pathway.SUBST, Pathway.MH),
    *(Pathway.NONE_NEEDED, Pathway.DECLINED, Pathway.CS_UP),
)
YOUNG_WAYS = (*[Pathway.RYPP] * 4, Pathway.YOS_MAIN, Pathway.MH, Pathway.HELPLINE)

SHOWN = {  # what shows a stage of change
    Stage.RELAPSE: (
        "Rang at night after weeks of keeping away, and says it was only once.",
        "Back to checking the phone, and found reasons for it.",
    ),
    Stage.PRECONTEMPLATION: (
        "Says the others need this course.",
        "Came because the letter said so. Sees nothing to change.",
    ),
    Stage.CONTEMPLATION: (
        "Said: half of me knows it was me.",
        "Listed what it costs, and then what would be lost by changing.",
    ),
    Stage.PREPARATION: (
        "Wrote down the three moments at which to leave the room.",
        "Asked a friend to be the one to ring.",
    ),
    Stage.ACTION: (
        "Left an argument twice this week, and came back to finish it calmly.",
        "Handed over the passwords without being asked.",
    ),
    Stage.MAINTENANCE: (
        "Three months of doing what was agreed, with one bad week told openly.",
        "Talked a workmate through a time-out.",
    ),
}

GOALS = (  # in their own words, and what they will do first
    ("I want the kids not to be scared when I come in.", "Ring before coming. Ask them."),
    ("I walk away before I shout.", "Practise the time-out three times this week."),
    ("I stop looking through phones.", "Passwords changed, and told to nobody."),
    ("I drink on Saturdays only.", "Appointment with the alcohol service on Monday."),
    ("I say sorry without a but.", "Write it down first, read it out in the session."),
    ("I sort out the money fairly.", "A list of what comes in and who pays what."),
    (
        "I keep to the contact that was agreed.",
        "Dates on the fridge, handover at school.",
    ),
    ("I find out about the full programme.", "Go to the open evening."),
)
YOUNG_GOALS = (
    ("I don’t hit when they take my phone.", "Give it over at nine and go to my room."),
    ("I answer back without breaking stuff.", "Count, then the garden, then talk."),
    ("I stop messaging when I hear no.", "One message, then the phone off till morning."),
    ("I go to school every day this month.", "Mentor meets me at the gate."),
    ("I tell my nan when it is getting bad.", "One ring on nan’s phone means: come over."),
)
CHANGED = (
    "Two of what was agreed is being done, and can be described. The rest has not begun.",
    "A hard month, told openly. What was agreed still makes sense to them.",
    "Less of it, and shorter. They are surprised by how tiring it is.",
    "Nothing much. We made the steps smaller.",
)
CAME_OF = {  # a goal, at a review: what shows what has become of it
    "ACHIEVED": "Six weeks without it, and the team sees it too.",
    "PARTLY": "Done most weeks. The hard one is Sunday evening.",
    "NOT": "Tried twice and gave up. We made it smaller.",
    "SET_ASIDE": "Does not fit any more since the move.",
}

WHY = {  # what a new rating rests on
    RiskTrigger.PLANNED: "Twelve weeks on: what is known now, from them and from the team.",
    RiskTrigger.INCIDENT: "The incident of this week, and what they say about it.",
    RiskTrigger.MISSED: "Missed without a word. Rang the team: nothing new is known.",
    RiskTrigger.JUSTICE: "The police have something open again. Advice taken.",
    RiskTrigger.NEWS: "The referrer wrote: a move, and a new baby.",
    RiskTrigger.NOT_ENGAGING: "Has stopped coming, so less is known than before.",
}
DONE = {
    "STANDARD": ("", "", "Told the referrer."),
    "MEDIUM": ("Told the referrer the same day.", "Raised in supervision.", ""),
    "HIGH": (
        "Told the manager and the team within the hour.",
        "Referral to MARAC discussed with the manager.",
    ),
}
