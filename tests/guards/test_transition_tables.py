"""Every status stands in its table, and a move that the table leaves out is refused."""

import ast
from datetime import date

import pytest

from pilot.models import AuditEvent, Extension
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused, move
from reporting.models import Return
from tests import factories
from tests.guards.inventory import named, our_models, source_files, tree_of

MOVING = [model for model in our_models() if hasattr(model, "TRANSITIONS")]
# A move that is refused reaches no constraint: of those one engine is enough.
PAIRS = [
    pytest.param(
        model,
        was,
        to,
        id=f"{model.__name__}: {was.value} to {to.value}",
        marks=() if to in model.TRANSITIONS[was] else pytest.mark.one_engine,
    )
    for model in MOVING
    for was in model.Status
    for to in model.Status
]
# What a row needs to be in a status at all: its constraints, not its history.
DETAILS = {
    ("Referral", "SCREENING"): {"screening": True},
    ("Referral", "PENDING_INFO"): {"pending": True},
    ("Referral", "ACCEPTED"): {"accepted": True},
    ("Referral", "REJECTED"): {"declined": True},
    ("Referral", "REDIRECTED"): {"declined": True},
    ("Referral", "WITHDRAWN"): {"withdrawn": True},
    ("Referral", "DUPLICATE"): {"withdrawn": True},
    ("Case", "CLOSED"): {"closed": True},
    ("TrainingEvent", "CANCELLED"): {"cancelled": True},
    ("Assessment", "STARTED"): {"completed_on": None},
    ("Assessment", "COMPLETED"): {"completed": True},
    ("Assessment", "SIGNED_OFF"): {"signed_off": True},
    ("Feedback", "DRAFT"): {"written": True},
    ("Feedback", "APPROVED"): {"approved": True},
    ("Feedback", "SENT"): {"sent": True},
    ("Feedback", "ACKNOWLEDGED"): {"acknowledged": True},
    ("Consultation", "BOOKED"): {"booked": True},
    ("Consultation", "HELD"): {"minutes": 30},
    ("Consultation", "FOLLOWED_UP"): {"followed_up": True},
    ("Consultation", "CANCELLED"): {"cancelled": True},
    ("PartnerCase", "CLOSED"): {"closed": True},
    ("Extension", "EVIDENCED"): {"evidenced": True},
    ("Extension", "AGREED"): {"agreed": True},
    ("Extension", "REFUSED"): {"agreed": True},
    ("Extension", "EXECUTED"): {"agreed": True, "executed_on": date(2016, 7, 8)},
    ("Variation", "APPROVED"): {"approved": True},
    ("Variation", "REFUSED"): {"decided": True},
    ("Variation", "WITHDRAWN"): {"decided": True},
    ("Concern", "ACKNOWLEDGED"): {"acknowledged": True},
    ("Concern", "IN_PROGRESS"): {"answered": True},
    ("Concern", "RESOLVED"): {"resolved": True},
    ("Concern", "CLOSED"): {"closed": True},
    ("FileAudit", "REVIEWED"): {"graded": True},
    ("FileAudit", "ACTIONS"): {"to_do": True},
    ("FileAudit", "CLOSED"): {"closed": True},
    ("Complaint", "ANSWERED"): {"answered": True},
    ("Complaint", "CLOSED"): {"closed": True},
    ("Case", "SUSPENDED"): {"suspension_review_on": date(2016, 8, 1)},
    ("Return", "PROVIDER_SIGNED"): {"signed_now": True},
    ("Return", "OFFICER_REVIEW"): {"in_review": True},
    ("Return", "RETURNED"): {"with_provider": True},
    ("Return", "ACCEPTED"): {"accepted_now": True},
    ("Return", "SUBMITTED"): {"submitted_now": True},
    ("Return", "RESTATED"): {"restated": True},
}
# What has ended, and goes on only by a decision with a reason: an action of its own.
REOPENED = {"Case": "CLOSED", "Concern": "CLOSED", "Return": "SUBMITTED"}
# A status that nobody moves: it is set when the row is loaded, with its source, or it is
# what the row says from a day on, and the next row says something else.
NOT_MOVED = {
    "pilot.Assumption",
    "pilot.AssumptionDecision",
    "pilot.Accreditation",
    "cases.ChildStatus",
}
# Where a status is compared and set: an assumption's is that of its latest decision.
COMPARE_AND_SET = {"pilot/transitions.py", "pilot/actions/assumption.py"}
NEEDED = ("closed_", "closure_", "suspension_", "decided_", "decline_", "screening_")
NEEDED += ("worker",)
NEEDED += ("completed_", "narrative", "rationale", "pathway", "signed_off_")
NEEDED += ("approved_", "sent_on", "sent_to", "method", "acknowledged_", "submitted_")
NEEDED += ("funding_evidence", "outcomes_evidence", "evidenced_", "executed_")
NEEDED += ("minutes", "advice", "followed_up_", "outcome")
NEEDED += ("audited_", "grade", "findings")
NEEDED += ("answered_", "resolved_", "due_on")
NEEDED += ("signed", "accepted", "submitted")


def a(model, status, **fields):
    factory = getattr(factories, f"{model.__name__}Factory")
    details = DETAILS.get((model.__name__, status.value), {})
    return factory(**{"status": status, **details, **fields})


def test_every_model_with_a_status_has_a_table_of_moves():
    with_status = {
        model._meta.label
        for model in our_models()
        if any(field.name == "status" for field in model._meta.get_fields())
    }

    assert len(MOVING) >= 2
    assert with_status == {model._meta.label for model in MOVING} | NOT_MOVED


@pytest.mark.parametrize("model", MOVING, ids=lambda model: model.__name__)
def test_every_status_stands_in_its_table_and_the_table_knows_no_other(model):
    statuses = set(model.Status)

    assert set(model.TRANSITIONS) == statuses
    assert set().union(*model.TRANSITIONS.values()) <= statuses


@pytest.mark.parametrize("model", MOVING, ids=lambda model: model.__name__)
def test_every_status_can_be_reached_and_the_work_can_end(model):
    first = model._meta.get_field("status").default
    reached, waiting = {first}, [first]
    while waiting:
        further = model.TRANSITIONS[waiting.pop()] - reached
        reached |= further
        waiting += further

    assert reached == set(model.Status)
    ends = {status for status, moves in model.TRANSITIONS.items() if not moves}
    assert ends or model.__name__ in REOPENED


@pytest.mark.parametrize(("model", "was", "to"), PAIRS)
def test_a_move_happens_if_its_table_allows_it_and_is_refused_otherwise(
    person, model, was, to
):
    thing = a(model, was)
    manager = person(Role.SERVICE_MANAGER)

    if to in model.TRANSITIONS[was]:
        move(thing, to, by=manager, **_needed(model, was, to, thing))
        assert model.objects.get(pk=thing.pk).status == to
        assert AuditEvent.objects.count() == 1
        return
    with pytest.raises(TransitionRefused) as refused:
        move(thing, to, by=manager)
    # A colleague who made the same move is another thing than a move that is not one.
    assert isinstance(refused.value, Overtaken) is (to == was)
    assert model.objects.get(pk=thing.pk).status == was
    assert not AuditEvent.objects.exists()


def _needed(model, was, to, thing):
    """The columns that go with either status, taken from a row that is in the new one."""
    if not any(DETAILS.get((model.__name__, status.value)) for status in (was, to)):
        return {}
    of_one_borough = any(field.name == "borough" for field in model._meta.fields)
    # Of an extension a borough has one, of a return one for each quarter.
    of_one_borough &= model not in (Extension, Return)
    apart = {"quarter": "2016Q1"} if model is Return else {}
    same = {"borough": thing.borough} if of_one_borough else {}
    example = a(model, to, **same, **apart)
    return {
        field.attname: getattr(example, field.attname)
        for field in model._meta.concrete_fields
        if field.name.startswith(NEEDED)
    }


def test_no_status_is_set_around_move():
    found = [
        f"{named(file)}:{node.lineno}"
        for file in source_files()
        if named(file) not in COMPARE_AND_SET
        for node in ast.walk(tree_of(file))
        if _assigns_a_status(node) or _updates_a_status(node)
    ]

    assert found == []


def _assigns_a_status(node) -> bool:
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AugAssign | ast.AnnAssign):
        targets = [node.target]
    else:
        return False
    return any(
        isinstance(each, ast.Attribute) and each.attr == "status"
        for target in targets
        for each in ast.walk(target)
    )


def _updates_a_status(node) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("update", "update_or_create", "bulk_update")
        and any(keyword.arg == "status" for keyword in node.keywords)
    )
