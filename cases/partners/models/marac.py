from collections import defaultdict
from collections.abc import Iterable
from typing import TypeAlias

from django.db import models
from django.db.models import F, Prefetch, Q

from cases.models import Bridge, Case, RiskLevel
from cases.partners import marac_rules
from cases.partners.marac_rules import Decided, Met
from cases.partners.models.dash import DashAssessment, MaracCriterion
from cases.partners.models.entry import PartnerEntry
from cases.partners.models.link import CaseLink
from cases.partners.models.partner_case import PartnerCase


class MaracKind(models.TextChoices):
    """What was decided once a criterion was met."""

    REFERRED = marac_rules.REFERRED, "Referred to the MARAC"
    ALREADY = marac_rules.ALREADY, "Before the MARAC already, by another agency"
    NOT_REFERRED = marac_rules.NOT_REFERRED, "Not referred"


class MaracConsent(models.TextChoices):
    """Whether they know of it, and agree (domain 1.6)."""

    AGREES = "AGREES", "They know, and agree"
    DISAGREES = "DISAGREES", "They know, and do not agree"
    NOT_TOLD = "NOT_TOLD", "They have not been told: it would not be safe"
    NOT_ASKED = "NOT_ASKED", "Not asked yet"


class MaracOutcome(models.TextChoices):
    """What the MARAC made of it: CL-20."""

    PENDING = "PENDING", "Waiting to be heard"
    HEARD = "HEARD", "Heard"
    REJECTED = marac_rules.REJECTED, "Not taken on"


class MaracDecision(PartnerEntry):
    """Whether somebody was referred to a MARAC, and what came of it (dictionary 4.5).

    That a meeting considered them, when, and what was left to us: never its minutes.
    """

    Decision: TypeAlias = MaracKind
    Criterion: TypeAlias = MaracCriterion
    Consent: TypeAlias = MaracConsent
    Outcome: TypeAlias = MaracOutcome

    partner_case = models.ForeignKey(PartnerCase, models.PROTECT, related_name="maracs")
    decision = models.CharField(max_length=12, choices=MaracKind)
    criterion = models.CharField(max_length=10, choices=MaracCriterion)
    consent = models.CharField(
        max_length=9, choices=MaracConsent, default=Consent.NOT_ASKED
    )
    reason = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=8, choices=MaracOutcome, blank=True)
    heard_on = models.DateField(null=True)
    actions = models.TextField(blank=True)

    class Meta(PartnerEntry.Meta):
        verbose_name = "MARAC decision"
        constraints = [
            *PartnerEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(decision__in=MaracKind.values),
                name="marac_decision_is_a_known_one",
            ),
            models.CheckConstraint(
                condition=Q(criterion__in=MaracCriterion.values),
                name="marac_decision_names_a_criterion",
            ),
            models.CheckConstraint(
                condition=Q(consent__in=MaracConsent.values),
                name="marac_decision_says_whether_they_agree",
            ),
            models.CheckConstraint(
                condition=Q(decision="REFERRED") & Q(outcome__in=MaracOutcome.values)
                | ~Q(decision="REFERRED") & Q(outcome=""),
                name="marac_decision_has_an_outcome_only_if_referred",
            ),
            models.CheckConstraint(
                condition=Q(decision="REFERRED") | ~Q(reason=""),
                name="marac_decision_says_why_not_referred",
                violation_error_message="Enter why",
            ),
            models.CheckConstraint(
                condition=~Q(decision="REFERRED", consent="DISAGREES") | ~Q(reason=""),
                name="marac_decision_says_why_without_agreement",
                violation_error_message="Enter why it goes ahead without their agreement",
            ),
            models.CheckConstraint(
                condition=Q(outcome="HEARD", heard_on__isnull=False, heard_on__gte=F("on"))
                | ~Q(outcome="HEARD") & Q(heard_on=None),
                name="marac_decision_is_heard_on_a_day_after_the_referral",
                violation_error_message="It cannot be heard before the referral",
            ),
            models.CheckConstraint(
                condition=Q(actions="") | Q(outcome="HEARD"),
                name="marac_decision_has_actions_only_once_heard",
            ),
        ]

    def __str__(self):
        return self.get_decision_display()

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be heard."""
        return self.outcome == self.Outcome.PENDING and not self.is_replaced


def with_marac(partner_cases):
    """Partner cases with all that their MARAC clock asks: four queries, however many."""
    return partner_cases.prefetch_related(
        Prefetch("dashes", DashAssessment.objects.standing(), "standing_dashes"),
        Prefetch("maracs", MaracDecision.objects.standing(), "standing_maracs"),
        Prefetch(
            "links",
            CaseLink.objects.standing().select_related("case__bridge"),
            "standing_links",
        ),
    )


def marac_waiting(partner_case: PartnerCase) -> Met | None:
    """The criterion that waits for a decision, of a partner case read `with_marac`."""
    met = [
        Met(dash.on, frozenset(dash.criteria))
        for dash in partner_case.standing_dashes
        if dash.criteria
    ]
    bridges = (link.case.bridge for link in partner_case.standing_links)
    met += [Met(bridge.level_set_on) for bridge in bridges if _is_high(bridge)]
    return marac_rules.waiting(met, decided_of(partner_case.standing_maracs))


def levels_alone(cases: Iterable[Case]) -> list[tuple[Case, Met]]:
    """Of `unsupported_cases` those at a high level of the team about which nobody decided
    a MARAC: no partner case's clock asks there (V-20). What was decided before support
    ended counts; one query at most.
    """
    high = [case for case in cases if _is_high(case.bridge)]
    decided = defaultdict(list)
    decisions = MaracDecision.objects.standing().filter(
        partner_case__links__in=CaseLink.objects.standing().filter(case__in=high)
    )
    told = ("partner_case__links__case", "on", "decision", "outcome")
    for case, *row in decisions.values_list(*told):
        decided[case].append(Decided(*row))
    met = [(case, Met(case.bridge.level_set_on)) for case in high]
    return [pair for pair in met if marac_rules.waiting(pair[1:], decided[pair[0].pk])]


def decided_of(decisions) -> list[Decided]:
    """The decisions as the rules know them."""
    return [Decided(each.on, each.decision, each.outcome) for each in decisions]


def _is_high(bridge: Bridge) -> bool:
    return bridge.team_risk_level == RiskLevel.HIGH
