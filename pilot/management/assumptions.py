"""What the papers of the pilot leave open, and how the service treats it until then."""

# Code: (what the papers leave open and how the service treats it, where it comes from).
# Every one of the dictionary, section 12. A text put right here is written by the next run;
# what was decided of it stays.
ASSUMPTIONS = {
    "A-01": (
        "The three outcomes are numbered 5.5.1 to 5.5.3 though they stand under "
        "paragraph 5.6. The report’s numbers are kept as their codes.",
        "Report 5.5.1 to 5.5.3 and 5.6",
    ),
    "A-02": (
        "The report does not say how the Family Support Worker’s 4 days and the Young "
        "Perpetrator Specialist’s 5 days are shared between the boroughs. Taken as 1, 2 "
        "and 1 days, and as equal thirds, until the group agrees.",
        "Report 5.4 and 5.5 give no split; the split is our reading",
    ),
    "A-03": (
        "The boroughs pay equal shares, but Kensington and Chelsea has 1 of the "
        "Criminal Justice Worker’s 5 days. Days are shown by borough side by side and "
        "never rebalanced silently.",
        "Report 1.2 and 5.2",
    ),
    "A-04": (
        "The money is described as being for 2015/16, but the pilot ends in September "
        "2016. Each quarter carries both its pilot and its financial-year label.",
        "Report 1.2 and 8.1",
    ),
    "A-05": (
        "The terms of an extension are given for Hammersmith and Fulham alone. Each "
        "council decides for itself, at most £50,000 more and until 30 September 2017; "
        "in which role it is decided is entered with the decision.",
        "Report 2.3 names one council’s decider and limit",
    ),
    "A-06": (
        "None of the three posts supports the person harmed, though an outcome depends "
        "on it. Partner support workers of the provider do, on a side of their own, and "
        "the figures show their coverage.",
        "Report 5.5.2 names partner support and 5.1 no post for it",
    ),
    "A-07": (
        "No frequency is given for monitoring. Figures and returns are quarterly.",
        "Report 1.5 and 8.2 give none",
    ),
    "A-08": (
        "“The earliest stages” are not defined. A referral is early where an earlier "
        "offence, criminal justice and an earlier programme are all known and none is "
        "so, and not early where one is. Where nobody can say it counts in neither.",
        "Report 5.5.1 uses the words without saying what they mean",
    ),
    "A-09": (
        "“Not engaged in the criminal justice process” is not defined. Positions like "
        "released without charge or bail are told apart by a list; those that count as "
        "engaged are fixed, and the worker’s check is dated.",
        "Report 5.2 uses the words without saying what they mean",
    ),
    "A-10": (
        "No age is given for young perpetrators. The specialist takes those of P-17; "
        "nobody under 10 is referred, and an adult is referred to one of the other "
        "posts.",
        "Report 5.5 gives none",
    ),
    "A-11": (
        "Service users in partner support may be parents harmed by their child. They "
        "are counted, and told apart by their relationship.",
        "Report 5.5 and 5.5.2",
    ),
    "A-12": (
        "Who targets perpetrators, and by what rule, is not said. A referral from a "
        "list of people to approach says on which basis they stand on it.",
        "Report 5.2 speaks of targeted perpetrators",
    ),
    "A-13": (
        "No targets or baselines are given. They are left blank and shown as “no target "
        "set”.",
        "Report 5.6 names outcomes without numbers",
    ),
    "A-14": (
        "Whether there is one Youth Offending Service or three is not said. Each "
        "borough has a team of its own; only days are entered for all three at once.",
        "Report 5.5 names “the Youth Offending Service”",
    ),
    "A-15": (
        "Who the current perpetrator specialists in Hammersmith and Fulham and in "
        "Westminster are is not said, nor how often they are met. Practitioners are "
        "marked as specialists, and meetings are due every six weeks.",
        "Report 5.4 speaks of regular meetings",
    ),
    "A-16": (
        "Every case here is counted as the pilot’s own work, which is additional to the "
        "provider’s existing programmes.",
        "Report 3.2 and 5.3",
    ),
    "A-17": (
        "Who owns the awareness campaign and pays for it is not said. Activities are "
        "recorded with what the pilot paid, where it paid anything.",
        "Report 5.7 names no owner and no budget",
    ),
    "A-18": (
        "The agreements and the layout of the return to MOPAC were not supplied. The "
        "layout used is assumed.",
        "Report 8.2 refers to a funding agreement that is not among the papers",
    ),
    "A-19": (
        "The authorised officer “maintains” the monitoring. The provider enters it; the "
        "officer checks, comments and accepts, and changes no figure.",
        "Report 8.2 does not say who enters it",
    ),
    "A-20": (
        "Whether authorised officers see small numbers is not said. Counts of work are "
        "shown; small counts of people (P-01), and outcomes that rest on them, are "
        "hidden outside the provider, for every council alike.",
        "Report 1.5 asks for monitoring by borough and does not say",
    ),
    "A-21": (
        "A person who moves is counted in one borough at a time, from the date the move "
        "takes effect. Earlier periods stay as they were.",
        "The papers do not say",
    ),
    "A-22": (
        "The provider runs other services for the same people. Only the pilot’s own "
        "work is recorded here, so nothing of theirs is counted twice.",
        "Report 3.2 says that the provider works in all three boroughs",
    ),
    "A-23": (
        "Consultations may concern families whom nobody names. They are counted without "
        "a name, in the borough and sector of the team that asks.",
        "Report 5.4 asks for consultations and does not say for whom",
    ),
    "A-24": (
        "The law of the pilot’s own year has changed since. The service keeps to the "
        "law of today, and its legal texts can be changed.",
        "The papers are older than the law that applies now",
    ),
    "A-25": (
        "The pilot’s dates are in the past. The clock can be set, and whatever is "
        "demonstrated is invented; no officer whom the papers name is recorded by name.",
        "Report 1.2, 7.2 and 8.3",
    ),
}
