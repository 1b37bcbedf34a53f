"""What workers write: no names, and nothing that a partner said."""

from cases.models import Case, ContactAttempt, Session

Kind = Session.Kind
Outcome = Session.Outcome
Ended = Case.ClosureReason

RECORDS = {  # what a session was for: what was done
    Kind.ENGAGE: (
        "First meeting. Went through what the service is, the limits of confidentiality "
        "and what happens if there is a risk to anybody.",
        "Explained why they were referred and what was and was not known about it. Agreed"
        " to meet twice before deciding.",
        "Met at the agreed place. Talked mostly about work and housing. The reason for "
        "the referral was named and not avoided.",
        "Introduced the service. They asked who would see the notes, and this was "
        "answered.",
    ),
    Kind.ASSESS: (
        "Took a history of relationships and of the incidents known. Their account and "
        "the referral differ on two points, noted for supervision.",
        "Looked at triggers, alcohol and sleep. They describe three incidents, one of "
        "which was not in the referral.",
        "Completed the motivation part of the assessment. They see the harm to the "
        "children more clearly than to anybody else.",
        "Went back over the most recent incident minute by minute. Some minimising, less "
        "than last time.",
        "Talked about family of origin and what was normal at home when they grew up.",
    ),
    Kind.MOTIV: (
        "Worked on reasons for change. They named two of their own without prompting.",
        "Looked at what it has cost so far and what carrying on would cost.",
        "Scaled readiness: moved up by two since the first meeting, and could say why.",
        "Explored the difference between being sorry and doing something differently.",
        "Talked through what a full programme asks of people. Interested, worried about "
        "the evenings.",
    ),
    Kind.INTERVENTION: (
        "Worked on early warning signs and a time-out that is agreed beforehand and not "
        "used to walk away from the subject.",
        "Used the cycle exercise. They placed their own behaviour on it and stayed with "
        "it.",
        "Looked at checking and jealousy, and at what trust would look like in a week.",
        "Went through beliefs about who decides at home, with two examples of their own.",
        "Practised saying something difficult without raising the voice or leaving.",
        "Looked at the effect on children of what they hear from another room.",
        "Reviewed the week. One argument, which they left early and came back to calmly.",
        "Talked about messages and social media after separation, and what to leave alone.",
    ),
    Kind.REVIEW: (
        "Reviewed the plan together. Two of three aims are under way; alcohol is not.",
        "Looked back over the sessions so far. They could describe what is different and "
        "what is not.",
        "Review with the referrer’s questions in hand. Agreed what would be fed back.",
    ),
    Kind.JOINT_PROF: (
        "Joint visit with the referring practitioner. Roles were explained. The "
        "practitioner left after twenty minutes as agreed.",
        "Seen together with the lead professional, who set out the concerns plainly. They"
        " listened and asked for time to think.",
    ),
    Kind.PARENT: (
        "Met the parent alone. Explained what the young person is working on and what the"
        " parent can expect from the service.",
        "Talked about keeping calm boundaries and when to ring the police.",
        "Heard how the fortnight has been at home. Agreed two small rules to hold to.",
        "Gave the parent details of support of their own.",
    ),
    Kind.CLOSING: (
        "Last session. Went over what they will keep doing and who to call if it slips.",
        "Closing meeting. They wrote their own plan for the hard days and took it with "
        "them.",
        "Ended as planned. Agreed that the referrer will be told what was covered.",
    ),
}
YOUNG_RECORDS = {  # the same, where the work with young people differs
    Kind.ENGAGE: (
        "First meeting. Explained the service and who hears what. Talked mostly about "
        "school and music.",
        "Met at the youth centre. Quiet at first. Agreed to come again and to choose the "
        "place.",
        "Said why they thought they were there. Most of it was right.",
    ),
    Kind.ASSESS: (
        "Drew a map of who is at home and who matters. Talked about the last two fights.",
        "Looked at school, friends and sleep. They spoke about anger at home with some "
        "shame.",
        "Went through the incident with cards. They could say what they had wanted and "
        "what came of it.",
    ),
    Kind.MOTIV: (
        "Talked about the kind of partner, son or daughter they want to be.",
        "Looked at good and less good things about how they get their way.",
        "Set one aim of their own for the next two weeks.",
    ),
    Kind.INTERVENTION: (
        "Worked on what a fair relationship looks like, with examples from a series they "
        "follow.",
        "Looked at messages, pictures and passwords, and what pressure means.",
        "Practised walking away and coming back, with a parent’s agreement on how.",
        "Talked about friends who cheer it on, and what it would take to say no to them.",
        "Looked at what a younger child at home learns from watching.",
        "Used the body map: where anger starts, and what can be done in the first minute.",
    ),
}
FIRST_VIEWS = (  # what the worker made of a first meeting
    "Wary, and stayed to the end.",
    "Polite and distant.",
    "More willing than expected.",
    "Agreed to come again.",
    "No new concern.",
)
VIEWS = (  # and of a later one
    "Engaged well.",
    "Some resistance at the start, less by the end.",
    "Calm throughout. No new concern.",
    "Risk unchanged in my view.",
    "Finds it hard to stay with other people’s feelings, and tries.",
    "Tired and short at first.",
    "More open than last time.",
    "Took responsibility for two of the three things discussed.",
    "Still looks for the cause outside.",
    "Will be taken to supervision.",
    "Did the task agreed last week.",
    "Had not done the task agreed last week, and said so.",
    "Asked good questions.",
    "No sign of alcohol.",
)
PLANS = (
    "Go over the week and the time-out diary.",
    "Start from the incident they did not want to finish.",
    "Bring the drawing of the warning signs.",
    "Look at contact and handover days.",
    "Talk about alcohol, as agreed.",
    "Ask what changed since we last met.",
    "Look at what the children hear.",
    "Go through the full programme’s leaflet.",
    "Practise one difficult conversation.",
    "Review the aims and tick off what is done.",
)
MISSED = {  # what is noted when they did not meet
    Outcome.DNA: ("Waited half an hour. No message.", "Did not come. Phone off.", ""),
    Outcome.CANC_SHORT: (
        "Text an hour before: called in to work.",
        "Rang in the morning, unwell.",
        "Message on the way: trains.",
    ),
    Outcome.CANC_NOTICE: (
        "Rang two days before, medical appointment.",
        "Let us know last week that they would be away.",
    ),
    Outcome.CANC_SERVICE: (
        "Worker unwell. They were told by phone.",
        "Called to an urgent meeting. They were told the day before.",
    ),
}
RANG_OUT = "Rang at the time agreed. No answer, and none later."
WORKER_ILL = "Worker off sick. They were told by phone in the morning."

TRIED = {  # what is noted about a try at reaching somebody
    ContactAttempt.Outcome.REACHED: (
        "Agreed a day to meet.",
        "Will come, asked for a text.",
        "",
    ),
    ContactAttempt.Outcome.NO_ANSWER: (
        "Rang out twice.",
        "Went to voicemail, no message left.",
        "",
    ),
    ContactAttempt.Outcome.DECLINED: ("Not now, they said. Asked us not to ring at work.",),
    ContactAttempt.Outcome.WRONG_DETAILS: (
        "Number not in use. Asked the referrer for another.",
    ),
    ContactAttempt.Outcome.THIRD_ANSWERED: (
        "Somebody else answered. Said nothing, rang off.",
    ),
}
LETTER_SENT = "Agreed letter sent."

OUTCOMES = {  # how the work ended: what came of it
    Ended.COMPLETED: (
        "Finished the sessions planned. Can name what leads up to it and has used the "
        "time-out at home. Risk lower in my view, told to the referrer.",
        "Completed. Takes responsibility for most of what happened. Some blaming remains."
        " The referrer has the summary.",
        "Did what was planned. Calmer at handovers, according to the professionals around"
        " the family. Knows how to come back.",
    ),
    Ended.STEP_TO_DVPP: (
        "Assessed as suitable for the full programme and has a place on the next intake.",
        "Moved on to the full programme. Goes with clear aims and a summary.",
    ),
    Ended.STEP_TO_OTHER: (
        "Now works with the drug and alcohol service, which comes first. Agreed with them.",
        "Goes on to parenting work with the children’s centre.",
    ),
    Ended.RISK_LOWERED: (
        "No incident known since the work began, and the referrer agrees that it can end.",
    ),
    Ended.DISENGAGED: (
        "Stopped coming after a good start. Two appointments missed and no answer to "
        "three tries. Risk as at referral. The referrer has been told.",
        "Did not come back. The reasons are not known. Advice on risk was sent to the "
        "referrer.",
        "Missed three appointments running. Said work had changed. Closed after a letter.",
    ),
    Ended.NEVER_ENGAGED: (
        "Never met. Tries by phone, text and letter over several weeks. The referrer has "
        "a risk summary and advice.",
        "No meeting took place. The risk stands as it was at referral, and the referrer "
        "knows it.",
    ),
    Ended.DECLINED: (
        "Said plainly that they do not want this. Left the door open. The referrer knows.",
    ),
    Ended.MOVED: ("Moved out of London. The new area’s service has been told, as agreed.",),
    Ended.ENTERED_CJ: (
        "Charged with a new offence. The manager and the police agreed that this work "
        "stops.",
    ),
    Ended.CUSTODY: ("Remanded in custody. The prison’s own service has been told.",),
    Ended.UNSAFE: (
        "Continuing would raise the risk. Decided with the manager and the referrer.",
    ),
    Ended.OTHER: ("Started a similar programme through work and does not want both.",),
}

YOUNG_OUTCOMES = {
    Ended.STEP_TO_OTHER: (
        "Goes on to mentoring at school, agreed with the youth offending team.",
        "Continues with the clinic, which now leads. The parent has support of their own.",
    ),
}

MOVED_TO = "Has moved to {borough}. Confirmed by the person themselves."


def done(kind: str, young: bool) -> tuple[str, ...]:
    """What may have been done in a session of a kind."""
    return YOUNG_RECORDS.get(kind, RECORDS[kind]) if young else RECORDS[kind]


def views(kind: str) -> tuple[str, ...]:
    """What the worker may have made of it; some meetings speak for themselves."""
    if kind in (Kind.PARENT, Kind.CLOSING):
        return ()
    return FIRST_VIEWS if kind in (Kind.ENGAGE, Kind.JOINT_PROF) else VIEWS


def came_of(rng, ended: str, young: bool) -> str:
    """How a case ended, in a sentence or two."""
    pool = YOUNG_OUTCOMES.get(ended, OUTCOMES[ended]) if young else OUTCOMES[ended]
    return rng.choice(pool)
