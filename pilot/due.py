"""What waits for somebody: the one noun that every application's `due.py` speaks of.

An application lists in its own `SOURCES` one function for each kind of thing it knows to
be due. Each takes the reader and a day, asks one query, and yields what that person should
have done by then. `reporting.due` puts all of them in one order.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from pilot import calendar
from pilot.actions import owners
from pilot.concern_sides import theirs_to_do
from pilot.models import (
    Accreditation,
    Complaint,
    Concern,
    ContractAction,
    ContractRisk,
    Extension,
    User,
    Variation,
)
from pilot.permissions import Permission

CLOSED_WITHIN = 5  # working days after the provider said that a concern is resolved


@dataclass(frozen=True)
class Due:
    """One thing to do: what, by when, where it is done, and whose it is.

    `what` is a plain sentence with a reference at most. The name of whoever the work is
    with stands apart, in `who`, and is given only where the reader may see their record.
    """

    kind: str  # what it is counted with: "Risk reviews"
    what: str
    on: date  # the last day that is in time
    href: str
    action: str  # the word of its link or button
    whose: User | None = None
    who: str = ""
    is_done_by_a_button: bool = False  # `href` is posted to, and it is done
    discard_href: str = ""  # a draft, which may also be thrown away

    @property
    def is_late(self) -> bool:
        """Whether its last day has passed."""
        return self.on < calendar.today()

    @property
    def is_today(self) -> bool:
        """Whether today is its last day."""
        return self.on == calendar.today()


Source = Callable[[User, date], Iterable[Due]]


def actions_to_do(user: User, until: date) -> Iterator[Due]:
    """What a meeting or an equality assessment left somebody to do.

    One's own; whoever keeps the contract's records has those of people who have left too.
    """
    if not user.can(Permission.VIEW_GOVERNANCE):
        return
    theirs = Q(owner=user)
    if user.can(Permission.KEEP_CONTRACT):
        theirs |= ~Q(owner__in=owners())
    due = ContractAction.objects.visible_to(user).due(until).filter(theirs)
    for action in due.for_listing():
        yield Due(
            kind="Actions of the contract",
            what=action.what,
            on=action.due_on,
            href=action.get_absolute_url(),
            action="Say that it is done",
            whose=user,
        )


def accreditations_to_renew(user: User, until: date) -> Iterator[Due]:
    """The provider's accreditation that runs out, for the manager and the councils."""
    if not user.can(Permission.VIEW_GOVERNANCE):
        return
    for each in Accreditation.objects.visible_to(user).running_out(until).for_listing():
        yield Due(
            kind="Accreditations",
            what=f"The accreditation by {each.body} runs out",
            on=each.valid_to,
            href=each.get_absolute_url(),
            action="See it",
            whose=user,
        )


def risks_to_score(user: User, until: date) -> Iterator[Due]:
    """Risks of the contract that whoever keeps them is to look at again."""
    if not user.can(Permission.KEEP_CONTRACT):
        return
    risks = ContractRisk.objects.visible_to(user).open().filter(review_on__lte=until)
    for risk in risks.order_by("review_on", "pk"):
        yield Due(
            kind="Risks of the contract",
            what=f"Look again at the risk: {risk}",
            on=risk.review_on,
            href=reverse("pilot:contract_risk_score", args=[risk.pk]),
            action="Score it",
            whose=user,
        )


def variations_to_decide(user: User, until: date) -> Iterator[Due]:
    """Changes of an agreement that the provider asks a council for."""
    if not user.can(Permission.DECIDE_VARIATION):
        return
    asked = Variation.objects.visible_to(user).waiting().select_related("borough")
    for variation in asked.order_by("starts_on", "pk"):
        yield Due(
            kind="Variations",
            what=f"{variation} waits for a decision: {variation.what}",
            on=variation.starts_on,
            href=variation.get_absolute_url(),
            action="Decide it",
            whose=user,
        )


# How far an extension has come: who takes it further, on which page, and what they do.
_EXTENSIONS = {
    Extension.Status.EVIDENCED: (Permission.DECIDE_EXTENSION, "decide", "Decide it"),
    Extension.Status.AGREED: (Permission.PROPOSE_EXTENSION, "sign", "Record it"),
}
_WAITS_FOR = {
    Extension.Status.EVIDENCED: "waits for a decision",
    Extension.Status.AGREED: "is agreed and waits to be signed",
}


def extensions_to_take_further(user: User, until: date) -> Iterator[Due]:
    """A council that is asked to go on waits for its approver, then for its officer."""
    for status, (right, verb, action) in _EXTENSIONS.items():
        if not user.can(right):
            continue
        rows = Extension.objects.visible_to(user).filter(
            status=status, borough__in=user.codes_with(right)
        )
        for extension in rows.for_listing():
            yield Due(
                kind="Extensions",
                what=f"{extension} {_WAITS_FOR[status]}",
                on=extension.starts_on,
                href=reverse(f"pilot:contract_extension_{verb}", args=[extension.pk]),
                action=action,
                whose=user,
            )


def concerns_to_move_on(user: User, until: date) -> Iterator[Due]:
    """What the provider owes an officer, and what an officer has to close: one query."""
    if not (user.can(Permission.ANSWER_CONCERN) or user.can(Permission.RAISE_CONCERN)):
        return
    concerns = Concern.objects.visible_to(user).theirs(user).open()
    for concern in concerns.select_related("borough"):
        if not user.can(Permission.ANSWER_CONCERN, concern.borough):
            if concern.status == Concern.Status.RESOLVED:
                yield _to_close(concern, user)
        elif concern.due_on and (_is_unanswered(concern) or concern.due_on <= until):
            yield _to_answer(concern, user)


def _is_unanswered(concern: Concern) -> bool:
    """What nobody has answered is told of from its first day on."""
    return concern.awaits_provider and concern.status != Concern.Status.IN_PROGRESS


_NEXT = {
    Concern.Status.RAISED: "Acknowledge",
    Concern.Status.ACKNOWLEDGED: "Answer",
    Concern.Status.IN_PROGRESS: "Resolve",
}


def _to_answer(concern: Concern, user: User) -> Due:
    return Due(
        kind="Concerns to answer",
        what=f"{concern}, {concern.borough}",
        on=concern.due_on,
        href=concern.get_absolute_url(),
        action=_NEXT[concern.status],
        whose=user,
    )


def _to_close(concern: Concern, user: User) -> Due:
    resolved_on = calendar.day_of(concern.resolved_at)
    return Due(
        kind="Concerns to close",
        what=f"{concern} is resolved, says the provider",
        on=calendar.add_working_days(resolved_on, CLOSED_WITHIN),
        href=concern.get_absolute_url(),
        action="Close or reopen",
        whose=user,
    )


def concern_actions_to_do(user: User, until: date) -> Iterator[Due]:
    """What somebody is to do about a concern, or whoever was in their place before."""
    if not (user.can(Permission.ANSWER_CONCERN) or user.can(Permission.RAISE_CONCERN)):
        return
    todo = theirs_to_do(user).filter(due_on__lte=until)
    for action in todo.select_related("concern").order_by("due_on", "pk"):
        reference = action.concern.reference
        yield Due(
            kind="Actions of concerns",
            what=f"An action of concern {reference}",
            on=action.due_on,
            href=reverse("pilot:concern_action_finish", args=[reference, action.pk]),
            action="It is done",
            whose=user,
        )


def complaints_to_answer(user: User, until: date) -> Iterator[Due]:
    """What waits for the provider's answer; an officer is told of incidents not settled."""
    may_keep = user.can(Permission.KEEP_COMPLAINTS)
    if not (may_keep or user.can(Permission.VIEW_INCIDENT_SUMMARIES)):
        return
    found = Complaint.objects.visible_to(user)
    found = found.waiting().filter(due_on__lte=until) if may_keep else found.open()
    for complaint in found.select_related("borough").order_by("due_on", "pk"):
        yield Due(
            kind="Complaints and incidents",
            what=f"{complaint}, {complaint.borough}",
            on=complaint.due_on,
            href=complaint.get_absolute_url(),
            action="Answer" if may_keep else "See it",
            whose=user,
        )


SOURCES: tuple[Source, ...] = (
    actions_to_do,
    accreditations_to_renew,
    risks_to_score,
    variations_to_decide,
    extensions_to_take_further,
    concerns_to_move_on,
    concern_actions_to_do,
    complaints_to_answer,
)
