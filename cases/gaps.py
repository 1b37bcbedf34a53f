"""What is missing from the record of a case, each with a link to where it is put right.

`Gap` and what each gap means stand in `cases.models.gap`: the case list is filtered, the
manager's numbers counted and this panel filled by the same definitions.
"""

from dataclasses import dataclass

from django.urls import reverse

from cases.models import Case, Gap

# The page of each gap, and the field in it that a link goes straight to.
PUT_RIGHT = {
    Gap.QUIET: ("session_log", ""),
    Gap.ASSESSMENT: ("case_assessment_start", ""),
    Gap.RISK: ("case_risk_rate", ""),
    Gap.BIRTH_DATE: ("case_person_edit", "id_born_on_day"),
    Gap.CONTACT: ("case_person_edit", "id_address"),
    Gap.INTERPRETER: ("case_person_edit", "id_interpreter_0"),
    Gap.CHILDREN: ("case_person_edit", "id_children_known_0"),
    Gap.CHILD_STATUS: ("case_people", "children"),
    Gap.YOUTH: ("case_youth_edit", "id_holders_0"),
    Gap.EQUALITY: ("case_equality_edit", ""),
}


@dataclass(frozen=True)
class Missing:
    """One thing that is missing, and the address of the field it belongs in."""

    gap: Gap
    href: str

    @property
    def label(self) -> str:
        return self.gap.label


def gaps_of(case: Case) -> list[Missing]:
    """What is missing from an open case, in one query; nothing of one that has closed."""
    asked = [f"lacks_{gap.value}" for gap in Gap]
    itself = Case.objects.open().filter(pk=case.pk)
    found = itself.with_gaps().values(*asked).first() or {}
    return [
        Missing(gap, _href(case, gap)) for gap in Gap if found.get(f"lacks_{gap.value}")
    ]


def _href(case: Case, gap: Gap) -> str:
    page, field = PUT_RIGHT[gap]
    address = reverse(f"cases:{page}", args=[case.reference])
    return f"{address}#{field}" if field else address
