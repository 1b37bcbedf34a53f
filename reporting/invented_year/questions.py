"""What practitioners ask and are told. Nobody is named, and nothing is hers to tell."""

from dataclasses import dataclass

from referrals.models import Consultation
from reporting.invented_year.rota import CJW, FSW, YPS

Outcome = Consultation.Outcome


@dataclass(frozen=True)
class Question:
    """A question with its topics, what was advised, and safeguarding if it came to that."""

    topics: tuple[str, ...]
    question: str
    advice: str
    safeguarding: str = ""


QUESTIONS = {
    FSW: (
        Question(
            ("ENGAGING",),
            "He says it was one argument and will not talk about it. How do we begin?",
            "Begin with one incident and what the children saw. Ask what he did, not why. "
            "The social worker sees him alone on Thursday.",
        ),
        Question(
            ("CHILD_CONTACT", "RISK"),
            "Contact at weekends is to start again. Is it too early?",
            "Not before the review. Somewhere supervised first; the social worker writes "
            "down what has to change, and tells him.",
        ),
        Question(
            ("REPORT",),
            "The conference is next week and the report says nothing of him.",
            "Went through what belongs in it: pattern, dates, what was tried. A paragraph "
            "is sent on Monday.",
        ),
        Question(
            ("COERCIVE_CONTROL", "IDENTIFICATION"),
            "No violence that anybody knows of, but money, phone and visits are watched.",
            "It is coercive control, and an offence since December. How to ask each of "
            "them separately was gone through.",
        ),
        Question(
            ("OVERLAP",),
            "Everybody talks about the drinking. Is the abuse only that?",
            "Two problems, two plans. The drug and alcohol service is asked, and neither "
            "waits for the other.",
        ),
        Question(
            ("RISK", "SAFETY_PLANNING"),
            "Since the letter he has been turning up at school. What now?",
            "A new risk. The school is told today who may collect the children.",
            "Strategy meeting today: the team manager calls it, police are asked",
        ),
        Question(
            ("CULTURE",),
            "The family’s elders want to settle it among themselves. What do we say?",
            "Thank them, and do not leave it there. Each adult is seen alone, with an "
            "interpreter from outside the community.",
        ),
        Question(
            ("PATHWAYS",),
            "He asks for help himself. Where does he go?",
            "How to refer, what happens then, and what we tell whom. He is to hear that "
            "before the form is sent.",
        ),
        Question(
            ("ENGAGING", "RISK"),
            "He keeps appointments and says all the right things. Do we close?",
            "Look at what has changed at home, not at attendance. A joint visit first.",
        ),
        Question(
            ("LEGAL", "CHILD_CONTACT"),
            "His solicitor asks for our notes on contact. Can we advise?",
            "No court report from us. Legal planning is asked, and the notes stay as "
            "they are.",
        ),
        Question(
            ("IDENTIFICATION", "SAFETY_PLANNING"),
            "The baby is four months old and he answers every question for both of them.",
            "A way to see each of them alone was agreed with the health visitor.",
        ),
    ),
    CJW: (
        Question(
            ("PATHWAYS",),
            "No further action, third call this year. Can anybody speak to him?",
            "Yes, if he is not on bail or charged. What we need to know before a first "
            "meeting was gone through.",
        ),
        Question(
            ("ENGAGING",),
            "He came to the counter and said he was afraid of what he might do next.",
            "Take it seriously and do not send him away with a leaflet alone. Seen "
            "together with the officer the same week.",
        ),
        Question(
            ("COERCIVE_CONTROL", "LEGAL"),
            "Is this enough for the new offence?",
            "For the investigator to say. What to record each time was gone through.",
        ),
        Question(
            ("RISK",),
            "Calls come closer together, and the last one was withdrawn.",
            "Escalation. The officer raises it at the daily meeting.",
            "MARAC referral by the officer today",
        ),
        Question(
            ("IDENTIFICATION",),
            "Both say the other began. Who is who?",
            "Look at who is afraid of whom and at the history. Nothing is decided on one "
            "report.",
        ),
    ),
    YPS: (
        Question(
            ("CPV", "ENGAGING"),
            "A parent is hit and says it is only a phase.",
            "Take the parent seriously and the young person too. A plan for the evenings "
            "was gone through.",
        ),
        Question(
            ("YOUNG_PEOPLE", "IDENTIFICATION"),
            "Is a row between two sixteen-year-olds anything for you?",
            "Ask about messages, passwords and friends: control shows there first.",
        ),
        Question(
            ("CSE_SYV", "RISK"),
            "Older friends, new trainers, and now threats to a girl.",
            "It belongs to the panel too. The case manager brings both sides of it.",
            "Taken to the exploitation panel by the case manager",
        ),
        Question(
            ("REPORT", "YOUNG_PEOPLE"),
            "The panel wants something on relationships in the contract. What?",
            "Six sessions with us, and work with the parent beside it. A sentence for the "
            "contract was sent.",
        ),
        Question(
            ("CPV", "SAFETY_PLANNING"),
            "The school wants to exclude after the third incident at the gate.",
            "A plan for the gate first. Exclusion leaves the parent alone with it.",
        ),
    ),
}

CAME_OF_IT = {
    Outcome.NO_ACTION: ("They managed with what was agreed.", "It has calmed down.", ""),
    Outcome.FURTHER: ("They will come back after the conference.", "Asked us again."),
    Outcome.JOINT_VISIT: ("A joint visit is agreed.", "Seen together last week."),
    Outcome.SAFEGUARDING: ("The strategy meeting was held.", "Passed to the hub."),
    Outcome.REFERRAL: ("The referral has come.",),
}

LIAISON = (  # about what, and who does what next
    (
        "Who works with which family, so that nobody is asked twice.",
        "Each sends the list of new families by Friday.",
    ),
    (
        "Waiting lists, and what we tell people who wait.",
        "The same letter is used in both places from next month.",
    ),
    (
        "What a full programme needs to know from us.",
        "They comment on the form; we change it.",
    ),
    ("Training: who gives what to whom this term.", "One calendar, kept by us."),
    ("Two families that have moved between the boroughs.", ""),
)
