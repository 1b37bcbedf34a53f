"""What stands around the figures: the agreement, risks, equality, texts and parameters."""

from collections.abc import Mapping

from django.db.models import Q

from pilot import parameters
from pilot.calendar import Quarter
from pilot.models import Assumption, Borough, ContractRisk
from pilot.parameters import PARAMETERS
from reporting.equality import equality_to
from reporting.figures import Figures
from reporting.returns.tables import Cell, Table
from reporting.returns.template import Template

GRANT = "London Crime Prevention Fund, MOPAC"
NOT_WRITTEN = "Nothing is said"


def header(borough: Borough, figures: Figures, template: Template) -> Table:
    """What the return is: whose, of which quarter, as at which day."""
    agreement = getattr(borough, "agreement", None)
    quarter: Quarter = figures.quarter
    cells: dict[str, Cell] = {
        "Grant": GRANT,
        "Grant reference": agreement.funding_reference or None if agreement else None,
        "Provider": agreement.provider if agreement else "No agreement is recorded",
        "Borough": borough.name,
        "Borough code": borough.pk,
        "Quarter": f"{quarter} ({quarter.label})",
        "Quarter of the pilot": quarter.pilot_label,
        "Quarter of the financial year": quarter.finance_label,
        "First day": quarter.period.start,
        "Last day": quarter.period.last,
        "As at": figures.as_at,
        "Layout": str(template),
    }
    return Table(
        code="header",
        tab="summary",
        title="Summary",
        columns=("Item", "Value"),
        rows=tuple(cells.items()),
    )


def equality(figures: Figures) -> Table:
    """People accepted by protected characteristic: pilot-wide, to date, in fixed groups."""
    return Table(
        code="equality",
        tab="equality",
        title="Equality",
        columns=("Characteristic", "Group", "People accepted to date", "Note"),
        keys=2,
        rows=tuple(
            (table.characteristic.label, row.group, row.latest, table.note)
            for table in equality_to(figures)
            for row in table.rows
        ),
        note=(
            "Of the pilot as a whole, from its start, in collapsed groups: by borough or "
            "quarter they would name people."
        ),
    )


def risks(borough: Borough) -> Table:
    """The contract's open risks of the borough and of all three, as last scored."""
    found = (
        ContractRisk.objects.open()
        .filter(Q(borough=borough) | Q(borough=None))
        .for_listing()
    )
    rows = []
    for risk in found:
        score = risk.latest
        rows.append(
            (
                *(risk.what, risk.get_kind_display(), score and score.likelihood),
                *(score and score.impact, score.level if score else "", risk.trend),
                *(risk.mitigation, risk.owner, risk.review_on),
            )
        )
    return Table(
        code="risks",
        tab="comments",
        title="Risks",
        columns=(
            *("Risk", "Kind", "Likelihood", "Impact", "Level", "Trend"),
            *("Mitigation", "Owner", "Review on"),
        ),
        rows=tuple(rows),
        note="Likelihood and impact are each from 1 to 5.",
    )


def narrative(template: Template, said: Mapping[str, str]) -> Table:
    """What the provider says in words, question by question."""
    return Table(
        code="narrative",
        tab="comments",
        title="Narrative",
        columns=("Heading", "Question", "Answer"),
        rows=tuple(
            (each.title, each.question, said.get(each.code) or NOT_WRITTEN)
            for each in template.questions
        ),
    )


def in_force() -> Table:
    """The numbers that the figures were reckoned with, and what is assumed."""
    return Table(
        code="parameters",
        tab="history",
        title="Parameters and assumptions",
        columns=("Code", "What", "Value"),
        rows=(
            *(
                (code, each.meaning, parameters.in_words(code))
                for code, each in PARAMETERS.items()
            ),
            *(
                (each.code, each.text, each.get_status_display())
                for each in Assumption.objects.order_by("code")
            ),
        ),
    )
