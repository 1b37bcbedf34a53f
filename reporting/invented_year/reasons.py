"""What referrers write, and what is noted when a referral is decided. No names."""

from referrals.models import Referral
from reporting.invented_year.rota import CJW, FSW, YPS

Source = Referral.Source
Declined = Referral.DeclineReason

REASONS = {  # post: why people are referred
    CJW: (
        "Three calls to the address since the summer, all closed without a charge. Agrees"
        " to be contacted. No order and no bail.",
        "First report to the police. Verbal abuse and a door kicked in. No further action"
        " was taken, and the officer thinks this is the moment to offer something.",
        "Investigation closed because the prosecution was not supported. The officer has "
        "told the person about this service and they did not refuse.",
        "Non-crime incidents at two addresses with two different partners in eight months.",
        "The meeting asked for somebody to approach the person who causes the harm. "
        "Contact by letter was agreed as safe.",
        "Repeated unwanted messages after separation. Warned, no further action. Wants "
        "help to stop, according to the officer.",
        "Police called by a neighbour. Shouting and damage to property. Alcohol was noted.",
        "Jealous and checking a phone, by their own account to the officer. Nobody has "
        "offered them anything before.",
        "A protection notice has run out. No charge followed. Lives apart for now.",
        "Spoken to after a call by a neighbour, upset about their own behaviour at home, "
        "and accepted a leaflet.",
    ),
    FSW: (
        "Children are on a plan because of what they see at home. The parent who causes "
        "the harm has never been spoken to about it. Joint visit requested.",
        "Arguments in front of a baby of four months. The parent minimises. The team asks"
        " for an assessment and a view on a full programme.",
        "A parent who has left the home wants more contact. The social worker needs a "
        "view on risk before the next conference.",
        "Raised by the health visitor: controlling behaviour over money and visits. The "
        "parent has agreed to one meeting.",
        "The plan says “address domestic abuse” and nobody has said how. The parent "
        "agrees to be seen at the children’s centre.",
        "Second assessment in a year. The parent attends meetings but blames everybody "
        "else. Motivation to be explored.",
        "Pre-proceedings. Solicitors are involved. The parent has been told that meeting "
        "the worker is part of the agreement.",
        "Came up in a consultation last week. The practitioner would like a first meeting"
        " together with the family support team.",
        "An older child said they were frightened. The parent wants help, and says so.",
        "An earlier referral elsewhere was never followed up. The children’s centre knows"
        " the family well.",
    ),
    YPS: (
        "Has pushed and threatened a parent several times this term. The parent does not "
        "want the police involved again.",
        "Controlling towards another pupil they were seeing: messages at night, "
        "passwords, threats to share pictures.",
        "Damage at home and threats to a younger brother or sister. Out-of-court disposal"
        " agreed with work on relationships as part of it.",
        "On a referral order for something else. The case manager has noticed how they "
        "speak about and to the person they are seeing.",
        "Excluded twice. The school reports aggression towards a parent at the gate.",
        "The panel is worried about older friends as well as about violence at home.",
        "Money taken and doors broken at home, and a parent who is afraid of saying no.",
        "Discussed at the youth panel after a fight outside a school over an ex-partner.",
        "The clinic has finished its own work. Anger at home remains and is not explained"
        " by it.",
        "Violence towards a parent who is also their carer. The social worker asks for "
        "joint work.",
    ),
}

ASKED_FOR_HELP = {  # the same, when nobody at an agency stands behind it
    Source.SELF: (
        "Rang after seeing the poster. Frightened of what they might do next, and wants to "
        "talk to somebody who knows about it.",
        "Wrote to ask whether there is anything for people who shout and break things. Has "
        "never had help.",
        "Came in person and asked for help with jealousy before more is lost.",
    ),
    Source.FAMILY: (
        "A relative rang, worried about the children, with the person’s knowledge. The "
        "person agrees to one meeting.",
    ),
    Source.PARENT: (
        "A parent rang to ask for help: pushed twice this month, and does not want the "
        "police involved.",
        "A parent asks for help. Threats over money and a phone, worse since the summer.",
        "Asked for by a parent who locks the bedroom door at night.",
    ),
}

NOTES = {  # why a referral was declined or sent on: what is added
    Declined.OUT_AREA: "Lives outside London now. Passed to the service there.",
    Declined.AGE: "Turned 18 in the spring. The adult worker has been asked.",
    Declined.IN_CJ: "On bail with conditions. To be sent again if that ends.",
    Declined.FAM_PROC: "The court has asked for its own report.",
    Declined.NOT_DA: "A dispute between neighbours.",
    Declined.PRIMARY_VICTIM: "Counter-allegation. Passed to the victim service.",
    Declined.UNSAFE: "Contact now would raise the risk, the officer and we agree.",
    Declined.ALREADY_PROG: "Half-way through a full programme.",
    Declined.RECENT_PROG: "Finished a programme in the spring. Follow-on support offered.",
    Declined.NO_AGREEMENT: "Does not agree, and there is no ground to go ahead without.",
    Declined.NO_CONTACT: "No address and no number that works.",
    Declined.HIGH_COMPLEX: "Another service leads. Advice given to the referrer.",
    Declined.NOT_OFFERED: "A court report was wanted. We do not write them.",
    Declined.NEED_STABLE: "Detoxification first. To be sent again in three months.",
    Declined.LANG_ACCESS: "No interpreter could be found for one-to-one work.",
    Declined.NO_CAPACITY: "The post had no space for six weeks.",
    Declined.INFO_INCOMPLETE: "Asked the referrer three times for what was missing.",
    Declined.OTHER: "Leaves the country next week for a year.",
}
SENT_ON = {
    Declined.OUT_AREA: "Sent on to the service in the borough where they live.",
    Declined.AGE: "Sent on to the adult worker’s waiting list for men’s groups.",
    Declined.HIGH_COMPLEX: "Sent on to the specialist service for harmful behaviour.",
    Declined.NOT_OFFERED: "Sent on to couple counselling’s own triage, with advice.",
    Declined.NEED_STABLE: "Sent on to the drug and alcohol service.",
}
WITHDRAWN = (
    "The referrer took it back: the family has moved.",
    "Withdrawn by the team after their own review.",
    "Changed their mind before anybody had called.",
)
DUPLICATE = "Already with us through another team."
ATTRIBUTED = (
    "The referrer’s work with the family is in this borough.",
    "No fixed address. Stays mostly in this borough.",
    "Registered with a GP in this borough.",
)
