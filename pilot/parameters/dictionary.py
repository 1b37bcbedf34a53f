"""Every parameter of the dictionary, with its default and its bounds."""

from pilot.parameters.parameter import Number, Parameter

_DAY, _WORKING_DAY, _SESSION = "day", "working day", "session"
_AS_RAISED = "A concern keeps the days it was given when it was raised or reopened."


def _working_days(label: str, default: int, highest: int = 60) -> tuple[Number, ...]:
    return (Number(label, default, 1, highest, _WORKING_DAY),)


PARAMETERS: dict[str, Parameter] = {
    parameter.code: parameter
    for parameter in (
        Parameter(
            "P-01",
            "Counts of people below this are hidden outside the provider",
            "Every figure about people that leaves the provider",
            (Number("Hide counts of people below", 5, 3, 20),),
            leaves="What an earlier return showed or hid stays so in that return.",
        ),
        Parameter(
            "P-02",
            "No contact that counts as not engaging",
            "What a declaration that somebody does not engage rests on",
            (
                Number("How many attempts?", 3, 2, 20, "attempt"),
                Number("In at least how many ways?", 2, 1, 4, "way"),
                Number("Over at least how many working days?", 10, 1, 60, _WORKING_DAY),
            ),
            said="{}, in at least {}, over at least {}",
            leaves="Declarations already made stand.",
        ),
        Parameter(
            "P-03",
            "Missed appointments that count as not engaging",
            "What a declaration that somebody does not engage rests on",
            (
                Number("How many missed in a row?", 2, 1, 10),
                Number("Or how many missed in all?", 3, 2, 20),
                Number("Of how many of the last appointments?", 6, 3, 30),
            ),
            said="{} in a row, or {} of the last {}",
            is_ascending=True,
            leaves="Declarations already made stand.",
        ),
        Parameter(
            "P-04",
            "The referrer is told that somebody does not engage within",
            "Feedback that is due, and whether it went in time",
            _working_days("Within how many working days?", 5),
            leaves="Feedback that has gone keeps the day it was due on.",
        ),
        Parameter(
            "P-05",
            "The first attempt to reach somebody, after the referral, within",
            "First attempts that are due",
            _working_days("Within how many working days?", 5),
        ),
        Parameter(
            "P-06",
            "A referral is decided within",
            "Decisions that are due and overdue",
            _working_days("Within how many working days?", 5),
        ),
        Parameter(
            "P-07",
            "The partner is first tried, after acceptance, within",
            "First attempts of partner support that are due",
            _working_days("Within how many working days?", 5),
        ),
        Parameter(
            "P-08",
            "The assessment is complete, after acceptance, within",
            "Assessments that are due and overdue, and the first rating of risk",
            _working_days("Within how many working days?", 30, 120),
        ),
        Parameter(
            "P-09",
            "Risk is looked at again after",
            "Risk reviews that are due, and risk shown as out of date",
            (Number("After how many weeks?", 12, 1, 52, "week"),),
        ),
        Parameter(
            "P-10",
            "Sessions attended that make somebody engaged, and supported",
            "Who counts as engaged and as supported, also in quarters that have ended",
            (
                Number("Engaged after how many sessions?", 1, 1, 10, _SESSION),
                Number("Supported after how many sessions?", 3, 2, 30, _SESSION),
            ),
            said="Engaged after {}, supported after {}",
            is_ascending=True,
        ),
        Parameter(
            "P-11",
            "The least time between a first and a later measure",
            "Which stages, levels of risk and answers are compared",
            (Number("How many days apart?", 28, 1, 180, _DAY),),
        ),
        Parameter(
            "P-12",
            "A MARAC referral is made, after its criteria are met, within",
            "MARAC decisions that are due",
            _working_days("Within how many working days?", 2, 20),
        ),
        Parameter(
            "P-13",
            "Practitioners answer after training within, and again between",
            "When answers about a training are taken, and who is to be asked again",
            (
                Number("Afterwards, within how many days?", 14, 1, 60, _DAY),
                Number("Again, from how many days after?", 60, 2, 200, _DAY),
                Number("Until how many days after?", 120, 3, 365, _DAY),
            ),
            said="{}; {} to {}",
            is_ascending=True,
            leaves="Answers already given count.",
        ),
        Parameter(
            "P-15",
            "How much of a target is amber, and how much is green",
            "The colour beside every figure that has a target, and the days worked",
            (
                Number("Amber from what percent of the target?", 80, 1, 99, "%"),
                Number("Green from what percent of the target?", 95, 2, 100, "%"),
            ),
            source="The colours of the data dictionary, 8.3, mirrored where less is better",
            said="Amber from {}, green from {} of the target",
            is_ascending=True,
            leaves="What an earlier return called red or green stays so in that return.",
        ),
        Parameter(
            "P-16",
            "The smallest base of a percentage shown outside the provider",
            "Every rate, mean and unit cost",
            (Number("No percentage on a base below", 10, 5, 100),),
        ),
        Parameter(
            "P-17",
            "Ages of the Young Perpetrator Specialist’s referrals",
            "Who may be referred to the post",
            (
                Number("From what age?", 10, 10, 16),
                Number("Up to what age?", 17, 11, 17),
            ),
            source="Nothing in the papers (A-10): a default of this service",
            said="{} to {}",
            is_ascending=True,
            leaves="Referrals already accepted stay with their post.",
        ),
        Parameter(
            "P-18",
            "The coverage below which an outcome is marked as low coverage",
            "The mark beside every rate",
            (Number("Low coverage below how many percent?", 60, 1, 100, "%"),),
        ),
        Parameter(
            "P-19",
            "“Yes” answers of a Dash checklist that make the risk high",
            "The level a checklist comes to, and whether it meets a MARAC criterion",
            (Number("High from how many?", 14, 12, 24),),
            source="SafeLives",
            leaves="Checklists already completed keep their level.",
        ),
        Parameter(
            "P-20",
            "“Yes” answers of a Dash checklist that make the risk medium",
            "The level a checklist comes to",
            (Number("Medium from how many?", 10, 1, 11),),
            source="A local convention: some areas have another",
            leaves="Checklists already completed keep their level.",
        ),
        Parameter(
            "P-21",
            "How far back the question about earlier offences looks",
            "The question a referral is asked, and early identification",
            (Number("How many months?", 24, 6, 60, "month"),),
            leaves="Answers already given were given to the question as it was.",
        ),
        Parameter(
            "P-25",
            "Items of a Dash checklist that need a yes or a no before its score counts",
            "The level a checklist comes to",
            (Number("How many of the 24?", 12, 1, 24),),
            leaves="Checklists already completed keep their level.",
        ),
        Parameter(
            "P-26",
            "The provider acknowledges a concern within",
            "The first clock of a concern",
            _working_days("Within how many working days?", 2, 20),
            leaves=_AS_RAISED,
        ),
        Parameter(
            "P-27",
            "The provider answers a concern within",
            "The second clock of a concern",
            _working_days("Within how many working days?", 10),
            leaves=_AS_RAISED,
        ),
        Parameter(
            "P-28",
            "The provider resolves a concern within",
            "The third clock of a concern",
            _working_days("Within how many working days?", 30, 120),
            leaves=_AS_RAISED,
        ),
        Parameter(
            "P-29",
            "How far a forecast, or what a quarter cost, may lie from the budget",
            "The colour beside the money of each borough, and what needs a comment",
            (
                Number("Amber from what percent of the budget?", 90, 1, 97, "%"),
                Number("Green from what percent?", 95, 2, 98, "%"),
                Number("Green up to what percent?", 100, 3, 150, "%"),
                Number("Amber up to what percent?", 102, 4, 200, "%"),
            ),
            source="The colours of the data dictionary, 8.3",
            said="Amber from {}, green from {} to {}, amber up to {} of the budget",
            is_ascending=True,
            leaves="What an earlier return called red or green stays so in that return.",
        ),
    )
}
