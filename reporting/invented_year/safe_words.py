"""What partner support writes in the invented year. Nobody said any of it."""

NEVER_AT_ALL = "Never leave a message"
NEVER = (
    "Never ring after four: he is home",
    "Never say where you ring from to whoever answers",
    "Never send a letter: he opens the post",
    "Never ring at the weekend",
    "Never use the landline",
    "Never speak if a child answers",
)
SAY_YOU_ARE = "The surgery, about an appointment"
TALKS = (
    "Safe to talk. Explained who we are, what his work is and what it cannot promise.",
    "Safe to talk for ten minutes. Wants to know when he starts, and if he stops coming.",
    "Safe to talk. Things are calmer this month; the calls to work have stopped.",
    "Safe to talk. Worried about the weekend handover. Went through the plan again.",
)
JUDGEMENT = "The score leaves out how fast it has changed since the separation."
SAFETY_PLANS = (
    "A bag at a neighbour’s, a word for the children, and who rings the police.",
    "New locks, a spare key with a friend, and handovers at the contact centre.",
    "Tells two people at work, leaves by the other door, and keeps the phone charged.",
)
ENDINGS = {
    "NOT_REACHED": "Three attempts in three weeks, and nobody answered.",
    "DECLINED": "Did not want support; knows how to come back.",
    "COMPLETED": "What was agreed is done; knows how to come back.",
}

NOBODY_KNOWN = "Single for years, lives alone, and nobody harmed is known to anybody."
PRESENT = "The manager, partner support, his worker"
RATIONALES = (
    "The two accounts differ, and the graver one counts.",
    "Both sides describe the same pattern, and nothing has eased yet.",
    "Quieter for some weeks, with the same attitudes behind it.",
)
DECISIONS = (
    "Work goes on; look again in four weeks.",
    "Shorter gaps between sessions, and a call to the police officer in charge.",
    "Nothing changes on his side; the safety plan is gone through again.",
)
ALREADY = "Heard in this year already, and nothing new has happened."
LEFT_TO_US = "Ring within two days, and look at the safety plan."
