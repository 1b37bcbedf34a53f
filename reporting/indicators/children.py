"""Context counts of children, and of young people drawn into exploitation."""

from django.db.models import OuterRef, Q, QuerySet, Subquery

from cases.models import Case, Child, ChildStatus, Involvement
from cases.models.involvement import LINKS
from reporting.disclosure import DisclosureClass
from reporting.indicators.context import Context
from reporting.indicators.indicator import Spread


def _children() -> QuerySet[Child]:
    """Children of people accepted, each once, with the person's first case and the latest
    status that stands."""
    first = Case.objects.filter(perpetrator=OuterRef("perpetrator"))
    first = first.order_by("opened_on", "pk")
    status = ChildStatus.objects.standing().filter(child=OuterRef("pk"))
    status = status.order_by("-starts_on", "-pk")
    children = Child.objects.filter(withdrawal_reason="").order_by()
    return children.annotate(
        accepted_on=Subquery(first.values("opened_on")[:1]),
        accepted_for=Subquery(first.values("accepted_borough")[:1]),
        latest_status=Subquery(status.values("status")[:1]),
    )


_STATUSES = {
    ChildStatus.Status.CPP.value: ChildStatus.Status.CPP.label,
    ChildStatus.Status.CIN.value: ChildStatus.Status.CIN.label,
    ChildStatus.Status.LAC_S20.value: ChildStatus.Status.LAC_S20.label,
    ChildStatus.Status.LAC_CO.value: ChildStatus.Status.LAC_CO.label,
}

CHILDREN = Context(
    code="C02",
    label="Children of the people accepted",
    unit="children",
    numerator_words="children linked to somebody accepted, each once for that person",
    period_words="by the day the person was first accepted",
    borough_words="the borough their first case was accepted for",
    unknowns_words="children of whom nobody knows are not counted",
    assumptions=("A-16",),
    rows=_children,
    counted_on="accepted_on",
    borough_path="accepted_for",
    spread=Spread(
        label="Of these, known to Children’s Services now as",
        field="latest_status",
        labels=_STATUSES,
        where=Q(latest_status__in=list(_STATUSES)),
        disclosure=DisclosureClass.B,
    ),
)

YOUTH_LINKS = Context(
    code="C05",
    label="Links to exploitation and serious youth violence",
    unit="links",
    numerator_words="links suspected or confirmed",
    period_words="by the day the link was made",
    borough_words="the borough of the case on that day",
    unknowns_words="looked at without a link, or not known, is not counted",
    assumptions=("A-16", "A-21"),
    rows=lambda: Involvement.objects.links(),
    counted_on="on",
    borough_path="borough",
    spread=Spread(
        label="By kind",
        field="kind",
        labels={kind.value: kind.label for kind in LINKS},
        disclosure=DisclosureClass.B,
    ),
)
