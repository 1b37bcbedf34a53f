from typing import Any

from cases.models import Case, YouthDetail
from pilot.models import User


def youth(case: Case, user: User) -> dict[str, Any] | None:
    """What the work with young people keeps; nothing on any other case."""
    if not case.is_with_a_young_person:
        return None
    return {
        "detail": YouthDetail.objects.visible_to(user).filter(case=case).first(),
        "summaries": case.asset_summaries.select_related("replaced_by"),
    }
