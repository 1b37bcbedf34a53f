"""The Dash checklist: what it comes to, and that judgement never lowers it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from cases.partners import dash_rules
from cases.partners.actions.entry import correct_entry, record_entry
from cases.partners.models import DASH_ITEMS, DashAnswer, DashAssessment, PartnerCase
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused

CRITERION = DashAssessment.Criterion


@transaction.atomic
def record_dash(
    partner_case: PartnerCase,
    *,
    by: User,
    on: date,
    checklist: str,
    answers: Mapping[str, str],
    judgement: str = "",
    criteria: list[str] | tuple[str, ...] = (),
    **said: Any,
) -> DashAssessment:
    """A checklist is on the record, with the level it comes to (V-11)."""
    by.require(Permission.SUPPORT_PARTNERS, partner_case.borough)
    return record_entry(
        partner_case,
        by=by,
        of=DashAssessment,
        on=on,
        **what_it_comes_to(checklist, answers, judgement, criteria),
        **said,
    )


@transaction.atomic
def correct_dash(
    dash: DashAssessment,
    *,
    by: User,
    because: str,
    checklist: str,
    answers: Mapping[str, str],
    judgement: str = "",
    criteria: list[str] | tuple[str, ...] = (),
    **said: Any,
) -> DashAssessment:
    """Another checklist stands for this one, with the level that one comes to."""
    by.require(Permission.SUPPORT_PARTNERS, dash.borough)
    comes_to = what_it_comes_to(checklist, answers, judgement, criteria)
    return correct_entry(dash, by=by, because=because, **comes_to, **said)


def what_it_comes_to(
    checklist: str,
    answers: Mapping[str, str],
    judgement: str,
    criteria: list[str] | tuple[str, ...],
) -> dict[str, Any]:
    """The columns that follow from the answers: count, band, level, criteria.

    Of a checklist that is not ours to keep no item is kept, and there is no band.
    """
    is_ours = checklist == DashAssessment.Version.SAFELIVES_24
    kept = _checked(answers) if is_ours else {}
    rules = dash_rules.thresholds()
    band = dash_rules.band(kept, rules)
    if dash_rules.is_lowered(band, judgement):
        raise TransitionRefused(
            "Judgement can raise the level that the score comes to, and never lower it."
        )
    yes = dash_rules.yes_count(kept)
    met = set(criteria) - {CRITERION.SCORE, CRITERION.JUDGEMENT}
    met |= {CRITERION.SCORE} if yes >= rules.high_from else set()
    met |= {CRITERION.JUDGEMENT} if judgement == dash_rules.HIGH else set()
    return {
        "checklist": checklist,
        "answers": kept,
        "yes_count": yes if is_ours else None,
        "band": band,
        "judgement": judgement,
        "level": dash_rules.level(band, judgement),
        "criteria": sorted(str(each) for each in met),
    }


def _checked(answers: Mapping[str, str]) -> dict[str, str]:
    """Every item has an answer of the three, and there is no other item (V-11)."""
    if answers.keys() != DASH_ITEMS.keys() or set(answers.values()) - set(
        DashAnswer.values
    ):
        raise TransitionRefused("Answer every item with yes, no or don’t know.")
    return {item: str(answers[item]) for item in DASH_ITEMS}
