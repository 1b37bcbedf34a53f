"""What stops a return from being signed or submitted: V-29, each with where it is mended.

That a consultation names its sector is the database's to hold. Everything else is asked
again each time, so that a list is never older than the page it stands on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum, Window
from django.urls import reverse

from cases.models import Session
from pilot import calendar
from pilot.models import Cost, User
from pilot.permissions import Permission, roles_granting
from referrals.models import Referral
from reporting.models import Return
from reporting.returns.draft import Draft
from reporting.returns.measures import red_without_words
from reporting.returns.template import templates

SHOWN = 20  # of a kind, before the rest is only counted
HALF_A_PENNY = Decimal("0.005")


@dataclass(frozen=True)
class Blocker:
    """One thing to mend, in words, and its page for whoever may open it."""

    text: str
    href: str
    needs: Permission


def shown_to(reader: User, found: Iterable[Blocker], of: Return) -> list[tuple[str, str]]:
    """The blockers in words; the address only for somebody who can open it now.

    Anybody else reads whose it is to mend. What was signed is not written in until it is
    sent back or stated again.
    """
    needed = list(found)
    texts = set() if of.is_written_in else {Permission.DRAFT_RETURN}
    may = {
        each: reader.can(each, of.borough) for each in {blocker.needs for blocker in needed}
    }
    return [
        (
            each.text if may[each.needs] else f"{each.text} ({_whose(each.needs)})",
            each.href if may[each.needs] and each.needs not in texts else "",
        )
        for each in needed
    ]


def _whose(right: Permission) -> str:
    """Who can mend what needs this right."""
    roles = [str(role.label).lower() for role in roles_granting(right)]
    return f"for the {' or the '.join(roles)}"


def blockers_of(of: Return, draft: Draft | None = None) -> list[Blocker]:
    """Everything that stops it now, the same for signing and for submitting.

    Whoever has read the `draft` of the same page lends it.
    """
    draft = draft or Draft(of)
    return [
        *_quarter_runs(of),
        *_sessions(of),
        *_unattributed(of),
        *_undivided(of),
        *_unexplained(draft),
        *_red(draft),
        *_texts(draft),
    ]


def _quarter_runs(of: Return) -> Iterator[Blocker]:
    last = of.of_quarter.period.last
    if calendar.today() <= last:
        yield Blocker(
            f"The quarter runs until {calendar.in_words(last)}",
            reverse("reporting:figures_borough", args=[of.borough_id, of.quarter]),
            Permission.VIEW_CLEAR_FIGURES,
        )


def _sessions(of: Return) -> Iterator[Blocker]:
    """Sessions of the quarter of which nobody has said what came of them."""
    period = of.of_quarter.period
    found = (
        Session.objects.unrecorded()
        .filter(borough=of.borough, on__gte=period.start, on__lt=period.end)
        .filter(on__lte=calendar.today())
    )
    sessions, beyond = _first(found.order_by("on", "pk"))
    for session in sessions:
        yield Blocker(
            f"A session on {calendar.in_words(session.on)} has no outcome",
            session.get_absolute_url(),
            Permission.VIEW_CASELOAD,
        )
    yield from _more(beyond, "sessions have no outcome", Permission.VIEW_CASELOAD)


def _unattributed(of: Return) -> Iterator[Blocker]:
    """Referrals of the quarter that wait for a borough and may get this one.

    Neither where they live nor who referred them says which, so only the council whose
    agreement does not cover the day is left out: it cannot be that one (V-03).
    """
    agreement = getattr(of.borough, "agreement", None)
    period = of.of_quarter.period
    found = Referral.objects.filter(
        borough=None,
        status__in=Referral.UNDECIDED,
        received_on__gte=period.start,
        received_on__lt=period.end,
    )
    if agreement:
        days = (agreement.starts_on, agreement.ends_on)
        found = found.filter(received_on__range=days)
    referrals, beyond = _first(found.order_by("received_on", "pk"))
    for referral in referrals:
        yield Blocker(
            f"A referral received on {calendar.in_words(referral.received_on)} has no "
            f"borough yet, and may be one of {of.borough}",
            reverse("referrals:referral_attribute", args=[referral.reference]),
            Permission.ATTRIBUTE_REFERRAL,
        )
    yield from _more(beyond, "referrals have no borough yet", Permission.ATTRIBUTE_REFERRAL)


def _undivided(of: Return) -> Iterator[Blocker]:
    """Costs of the quarter whose parts do not make up the whole (I24)."""
    period = of.of_quarter.period
    found = (
        Cost.objects.filter(on__gte=period.start, on__lt=period.end)
        .annotate(apart=Sum("shares__amount") - F("amount"))
        .filter(Q(apart=None) | Q(apart__gt=HALF_A_PENNY) | Q(apart__lt=-HALF_A_PENNY))
    )
    costs, beyond = _first(found.order_by("on", "pk"))
    for cost in costs:
        yield Blocker(
            f"Cost {cost.reference} is not divided between the boroughs",
            cost.get_absolute_url(),
            Permission.KEEP_MONEY,
        )
    yield from _more(beyond, "costs are not divided", Permission.KEEP_MONEY)


def _unexplained(draft: Draft) -> Iterator[Blocker]:
    """Spending off its profile without a comment in the ledger."""
    of = draft.of
    for quarter in draft.account.quarters:
        if quarter.quarter == of.of_quarter and quarter.needs_comment:
            yield Blocker(
                "Spending is not as planned, and nobody has said why",
                reverse("pilot:variance_explain", args=[of.borough_id, of.quarter]),
                Permission.KEEP_MONEY,
            )


def _red(draft: Draft) -> Iterator[Blocker]:
    """Figures that are red beside a target that somebody set, without a word about them."""
    of, targets = draft.of, draft.targets
    if not targets.standing:
        return
    for figure in red_without_words(draft.figures, draft.place, targets, draft.said):
        yield Blocker(
            f"{figure.code} {figure.label} is red, and nothing is said about it",
            reverse(
                "reporting:return_text_edit", args=[of.borough_id, of.quarter, figure.code]
            ),
            Permission.DRAFT_RETURN,
        )


def _texts(draft: Draft) -> Iterator[Blocker]:
    of = draft.of
    for question in draft.template.questions:
        written = draft.texts.get(question.code)
        said = written.text if written else ""
        href = reverse(
            "reporting:return_text_edit", args=[of.borough_id, of.quarter, question.code]
        )
        if question.is_required and not said:
            yield Blocker(
                f"{question.title}: nothing is written", href, Permission.DRAFT_RETURN
            )
        if written and said and question.is_read_by_another and not written.is_released:
            yield Blocker(
                f"{question.title}: a second person has not released it",
                reverse(
                    "reporting:return_text_release",
                    args=[of.borough_id, of.quarter, question.code],
                ),
                Permission.DRAFT_RETURN,
            )


def not_released_by_another(draft: Draft, signer: User) -> list[Blocker]:
    """The texts that this person wrote and nobody else has read: V-31.

    Signing releases what others wrote, so that no text leaves on its writer's word alone.
    """
    of = draft.of
    return [
        Blocker(
            f"You wrote “{_title(of, each.code)}”: somebody else releases it",
            reverse(
                "reporting:return_text_release",
                args=[of.borough_id, of.quarter, each.code],
            ),
            Permission.DRAFT_RETURN,
        )
        for _, each in sorted(draft.texts.items())
        if each.text and each.written_by == signer and not each.is_released
    ]


def _title(of: Return, code: str) -> str:
    question = templates()[of.template].question(code)
    return question.title if question else code


def _first(found: QuerySet) -> tuple[list, int]:
    """As many as are shown, and how many there are beyond them."""
    rows = list(found.annotate(together=Window(Count("*")))[:SHOWN])
    return rows, rows[0].together - len(rows) if rows else 0


def _more(beyond: int, what: str, needs: Permission) -> Iterator[Blocker]:
    if beyond:
        yield Blocker(f"{beyond} more {what}", reverse("reporting:due_list"), needs)
