"""What the report says of the contract itself: approvals, papers, register, risks.

Roles only: the names and telephone numbers of officers that the report gives are kept
nowhere (checklist row 65). Each fact names its paragraph. Text is ours, not the report's.
"""

from datetime import date, timedelta
from decimal import Decimal

from pilot import calendar
from pilot.models import (
    Agreement,
    Approval,
    ContractDocument,
    ContractRisk,
    EqualityAssessment,
    RegisterEntry,
    RiskScore,
)

FUNDING_SOURCE = "Underspend of the 2014/15 London Crime Prevention Fund"  # seed 1.1, 8.1
PARTNERSHIP = "Shared Services VAWG Strategic Partnership"  # seed 4.1

WHY_WAIVED = (
    "MOPAC requires a provider that Respect accredits, and the provider is the only one "
    "accredited locally: of 13 in the country the other 12 work elsewhere. Other local "
    "organisations are small and lack the capacity. The provider already works in all "
    "three boroughs and has specialist local knowledge. The bid’s timetable left too "
    "little time for a procurement. The service was investigated, and a departure from the "
    "standing orders shown to be justifiable."
)
WHY_WAIVED_IN_SHORT = (
    "Respect accreditation is required by the funder, and the provider is the only local "
    "holder; a specialist service on grant terms, too urgent to procure."
)
Decision, Kind = Approval.Decision, ContractDocument.Kind

# Borough or None for all three, decision, role, clause, reasons, conditions, paragraphs.
APPROVALS = (
    (
        None, Decision.WAIVER, "Head of Procurement (interim)",
        "Contract Standing Order 3 (provisions of 3.1), in place of 11.2: to advertise and "
        "seek three quotations",
        WHY_WAIVED, "", "Report 1.3, 2.1, 3.1 to 3.4 and 10.1",
    ),
    (
        "LBHF", Decision.AWARD, "Cabinet Member, on the advice of the Client Director",
        "Delegated for a contract of £50,000",
        "The provider, registered charity 1083549, is appointed by direct award to deliver "
        "the pilot. MOPAC pays the whole £50,000: nothing is added by the council.",
        "", "Report 1.4, 2.1, 2.2, 3.4 and 10.1",
    ),
    (
        "LBHF", Decision.DELEGATION, "Cabinet Member", "Extension of up to 12 months",
        "Whether the pilot is extended is left to the Director of Safer Neighbourhoods.",
        "It costs no more than a further £50,000, funding becomes available after "
        "September 2016, and the outcomes of section 5 have been delivered.",
        "Report 2.3",
    ),
    (
        None, Decision.IMPLICATIONS, "Officer for legal implications", "",
        "The grounds of the waiver are supported: a specialist service, terms of a grant, "
        "urgency, and a very low risk of challenge.",
        "", "Report 7.1 and 7.2",
    ),
    (
        None, Decision.IMPLICATIONS, "Officer for financial implications", "",
        "£150,000 of the 2014/15 underspend is used, £50,000 in each borough, with no "
        "financial implication for the council.",
        "The authorised officer maintains performance and financial monitoring in "
        "accordance with the funding agreement.",
        "Report 8.1 to 8.3",
    ),
    (
        None, Decision.IMPLICATIONS, "Officer for risk management", "",
        "There are no strategic risk management implications. A register of risks is kept "
        "all the same.",
        "", "Report 9.1 and 9.2",
    ),
    (
        None, Decision.IMPLICATIONS, "Officer for procurement implications", "",
        "The waiver and the direct award are agreed. Three agreements are executed at the "
        "same time. The award could be challenged by judicial review only, and the risk of "
        "that is low.",
        "", "Report 10.1 to 10.3",
    ),
)  # fmt: skip

# Kind, title, where it is kept, note.
DOCUMENTS = (
    (
        Kind.BID, "Bid to MOPAC of the three councils", "CapitalEsourcing",
        "MOPAC invited bids for an underspend, and the bid succeeded (report 1.1, 3.5).",
    ),
    (
        Kind.REPORT, "Report that approved the pilot", "With each council",
        "To increase the identification of, and interventions with, perpetrators of "
        "domestic abuse, within the services that were there before (report 1.1, 4.3).",
    ),
    (
        Kind.FUNDING, "Funding agreement with MOPAC", "With each council",
        "Monitoring follows it (report 8.2). It is not among the papers supplied: A-18.",
    ),
    (
        Kind.REVIEW, "Review in three parts", "With the strategic partnership",
        "The criminal justice, the specialist and the mainstream response to domestic "
        "abuse (report 4.2). The baseline of the pilot.",
    ),
    (
        Kind.REVIEW, "Violence against women and girls: three-year strategy",
        "With the strategic partnership",
        "Perpetrators are one of its seven priorities. An Integrated Support Service was "
        "commissioned under it (report 4.1).",
    ),
    (
        Kind.EQUALITY, "Completed equality impact assessment",
        "Appendix to the report that approved the pilot", "Report 6.1.",
    ),
)  # fmt: skip

EQUALITY = {
    "edition": "appendix to the report",
    "document": "Appendix to the report that approved the pilot (6.1)",
    "findings": "Completed before the award. Its text is not among the papers supplied: "
    "what it found is to be recorded here.",
}

REGISTER = {
    "title": "Domestic abuse perpetrator pilot",
    "description": "Three posts that increase the identification of, and interventions "
    "with, perpetrators of domestic abuse, in three boroughs.",
    "supplier_kind": RegisterEntry.SupplierKind.VOLUNTARY,
    "route": RegisterEntry.Route.WAIVER,
    "waiver_reason": WHY_WAIVED_IN_SHORT,
}

CHALLENGE = {
    "kind": ContractRisk.Kind.REPUTATION,
    "what": "The direct award is challenged by judicial review",
    "mitigation": "The waiver’s reasons are on record, and the award is published on each "
    "council’s contract register.",
    "owner": "Head of Procurement (interim)",
}
CHALLENGE_SCORE = (1, 3, "Report 10.2: by judicial review only, and the risk is low")


def load_contract_facts(starts_on: date) -> None:
    """The report's facts are on record. What people put right or took out since stays."""
    told = {"recorded_at": calendar.end_of(starts_on - timedelta(days=1))}
    for agreement in Agreement.objects.all():
        _load_agreement(agreement, told)
    for borough, decision, approver, clause, reasons, conditions, evidence in APPROVALS:
        Approval.objects.get_or_create(
            borough_id=borough,
            decision=decision,
            approver=approver,
            recorded_by=None,
            defaults={
                **told,
                "clause": clause,
                "reasons": reasons,
                "conditions": conditions,
                "evidence": evidence,
            },
        )
    for kind, title, kept, note in DOCUMENTS:
        ContractDocument.objects.get_or_create(
            kind=kind,
            title=title,
            recorded_by=None,
            defaults={**told, "kept": kept, "note": note},
        )
    EqualityAssessment.objects.get_or_create(
        edition=EQUALITY["edition"], recorded_by=None, defaults={**told, **EQUALITY}
    )
    _load_challenge(starts_on, told)


def _load_agreement(agreement: Agreement, told: dict) -> None:
    """Where the money comes from, and the entry on the council's register."""
    blank = Agreement.objects.filter(pk=agreement.pk, funding_source="", version=1)
    blank.update(funding_source=FUNDING_SOURCE, partnership=PARTNERSHIP)
    RegisterEntry.objects.get_or_create(
        borough=agreement.borough,
        recorded_by=None,
        defaults={
            **told,
            **REGISTER,
            "supplier": agreement.provider,
            "registration_number": agreement.charity_number,
            "value": Decimal(agreement.value),
            "starts_on": agreement.starts_on,
            "ends_on": agreement.ends_on,
        },
    )


def _load_challenge(starts_on: date, told: dict) -> None:
    risk, is_new = ContractRisk.objects.get_or_create(
        recorded_by=None, what=CHALLENGE["what"], defaults={**told, **CHALLENGE}
    )
    if is_new:
        likelihood, impact, note = CHALLENGE_SCORE
        RiskScore.objects.create(
            risk=risk,
            on=starts_on,
            likelihood=likelihood,
            impact=impact,
            note=note,
            scored_at=told["recorded_at"],
        )
