"""Whether a checklist that meets a criterion was followed by a MARAC referral in time."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, StrIndex

from cases.partners import marac_rules
from cases.partners.figures.told import is_so, told, within
from cases.partners.models import DashAssessment, MaracDecision

IN_ORDER = ("on", "recorded_at", "pk")


def marac_on_time() -> QuerySet[Any]:
    """I15: referred to a MARAC within P-12 of a checklist that meets a criterion."""
    decisions = MaracDecision.objects.standing().filter(
        partner_case=OuterRef("partner_case")
    )
    first = decisions.filter(on__gte=OuterRef("on")).order_by(*IN_ORDER)
    heard = decisions.filter(
        decision__in=(marac_rules.REFERRED, marac_rules.ALREADY),
        on__lt=OuterRef("on"),
        on__gte=OuterRef("on") - marac_rules.A_YEAR,
    ).exclude(outcome=marac_rules.REJECTED)
    dashes = DashAssessment.objects.standing().annotate(
        # Where it stands: SQLite would write the plan of the whole question anew for LIKE.
        repeat_at=StrIndex(Cast("criteria", TextField()), Value(f'"{marac_rules.REPEAT}"')),
        decision=Subquery(first.values("decision")[:1]),
        decided_on=Subquery(first.values("on")[:1]),
    )
    is_repeat = Q(repeat_at__gt=0)
    is_open = Q(decision=None) | ~Q(decision=marac_rules.ALREADY)
    return told(
        dashes.exclude(criteria=[]).filter(is_repeat | ~Exists(heard), is_open),
        on=F("on"),
        is_met=is_so(
            Q(decision=marac_rules.REFERRED, decided_on__lte=within("on", "P-12"))
        ),
    )
