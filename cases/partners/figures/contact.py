"""Whether people harmed were tried, talked with and offered support in time."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from cases.partners.figures.told import is_so, told, within
from cases.partners.models import CaseLink, PartnerCase

ACCEPTED_WITHIN = timedelta(days=28)  # of the first talk: I11
EXEMPTIONS = dict(PartnerCase.OutOfScope.choices)


def contact_on_time() -> QuerySet[Any]:
    """I10: a first attempt within P-07 of his acceptance; the answer is the exemption.

    Each partner case once, by the first of his cases that it is linked to. Exempt ones
    neither meet it nor fail to.
    """
    earlier = CaseLink.objects.standing().filter(
        Q(case__opened_on__lt=OuterRef("case__opened_on"))
        | Q(case__opened_on=OuterRef("case__opened_on"), pk__lt=OuterRef("pk")),
        partner_case=OuterRef("partner_case"),
    )
    in_time = Q(
        partner_case__scope=PartnerCase.Scope.YES,
        partner_case__first_attempt_on__lte=within("case__opened_on", "P-07"),
    )
    return told(
        CaseLink.objects.standing().filter(~Exists(earlier)),
        on=F("case__opened_on"),
        is_met=is_so(in_time, known=~Q(partner_case__scope=PartnerCase.Scope.NO)),
        answer=F("partner_case__out_of_scope"),
    )


def take_up() -> QuerySet[Any]:
    """I11: support accepted within 28 days of the first talk, of those talked with."""
    return told(
        PartnerCase.objects.filter(first_contact_on__isnull=False),
        on=F("first_contact_on"),
        is_met=is_so(Q(accepted_on__lte=F("first_contact_on") + ACCEPTED_WITHIN)),
        via="",
    )


def reached() -> QuerySet[Any]:
    """I11b: talked with at all, of those not exempt, by the day support opened."""
    return told(
        PartnerCase.objects.exclude(scope=PartnerCase.Scope.NO),
        on=F("opened_on"),
        is_met=is_so(Q(first_contact_on__isnull=False)),
        via="",
    )
