"""A concern from its raising to its end: who may, what the clocks say, who is told."""

import threading
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from pilot import actions, calendar
from pilot.models import AuditEvent, Concern, ConcernAction, ConcernEntry, Side
from pilot.permissions import Role
from pilot.shown_figures import ShownFigure
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import (
    ConcernActionFactory,
    ConcernEntryFactory,
    ConcernFactory,
    MembershipFactory,
)

OFFICER, MANAGER = Role.AUTHORISED_OFFICER, Role.SERVICE_MANAGER
SHOWN = ShownFigure(
    "WCC", "I04", "Engaged", "July to September 2016", "suppressed", date(2016, 7, 15)
)
SAID = {
    "kind": "DELIVERY",
    "severity": "RED",
    "direction": "WORSE",
    "settled_when": "Eight people a month begin",
    "text": "Fewer people begin than in spring.",
}
MESSAGES = (
    actions.reply_to_concern,
    actions.pause_concern,
    actions.escalate_concern,
)


@pytest.fixture
def officer(person):
    return person(OFFICER, "WCC", username="officer")


@pytest.fixture
def manager(person):
    return person(MANAGER, username="manager")


@pytest.fixture
def westminster(facts):
    return facts.boroughs["WCC"]


@pytest.fixture
def concern(officer, manager, westminster):
    """Raised today, Friday 15 July 2016."""
    return actions.raise_concern(westminster, by=officer, **SAID)


@pytest.fixture
def told(facts, mailoutbox, django_capture_on_commit_callbacks):
    """Does something and says whom it wrote to."""

    def do(deed):
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            deed()
        return {address for message in mailoutbox for address in message.to}

    return do


def kinds(concern):
    entries = concern.entries.order_by("pk")
    return [(entry.kind, entry.side, entry.text) for entry in entries]


def on(day):
    return calendar.clock_set_to(day)


def test_a_concern_carries_the_figure_as_it_was_shown(officer, westminster):
    concern = actions.raise_concern(westminster, by=officer, figure=SHOWN, **SAID)

    kept = Concern.objects.get(pk=concern.pk)
    assert (kept.figure_code, kept.figure_value) == ("I04", "suppressed")
    assert (kept.figure_label, kept.figure_period) == ("Engaged", "July to September 2016")
    assert kept.figure_on == date(2016, 7, 15)
    assert kept.due_on == date(2016, 7, 19)
    assert kinds(concern) == [("RAISED", "COUNCIL", SAID["text"])]
    assert AuditEvent.objects.get(action="raised").detail == {
        "kind": "DELIVERY",
        "severity": "RED",
    }


def test_mails_say_that_something_waits_and_nothing_of_it(
    told, officer, manager, westminster, mailoutbox
):
    raised = told(lambda: actions.raise_concern(westminster, by=officer, **SAID))

    assert raised == {manager.email}
    [message] = mailoutbox
    concern = Concern.objects.get()
    assert concern.get_absolute_url() in message.body
    said = (message.subject + message.body).lower()
    assert not any(word in said for word in ("delivery", "westminster", "spring", "high"))
    answered = told(lambda: actions.answer_concern(concern, by=manager, text="We hire."))
    assert answered == {officer.email}


def test_each_step_stops_its_clock_and_the_next_one_counts(concern, manager, officer):
    with on(date(2016, 7, 18)):
        concern = actions.acknowledge_concern(concern, by=manager)
    assert (concern.status, concern.due_on) == ("ACKNOWLEDGED", date(2016, 7, 29))
    with on(date(2016, 7, 20)):
        concern = actions.answer_concern(concern, by=manager, text="We hire.")
    assert (concern.status, concern.due_on) == ("IN_PROGRESS", date(2016, 8, 26))
    with on(date(2016, 8, 1)):
        concern = actions.resolve_concern(concern, by=manager, text="We hired.")
    assert (concern.status, concern.due_on) == ("RESOLVED", None)
    with on(date(2016, 8, 2)):
        concern = actions.close_concern(concern, by=officer, text="Hire sooner.")
    assert (concern.status, concern.due_on) == ("CLOSED", None)
    assert [kind for kind, *_ in kinds(concern)] == [
        *("RAISED", "ACKNOWLEDGED", "ANSWERED", "RESOLVED", "CLOSED"),
    ]
    assert calendar.day_of(concern.acknowledged_at) == date(2016, 7, 18)


def test_an_answer_acknowledges_what_nobody_had_acknowledged(concern, manager):
    concern = actions.answer_concern(concern, by=manager, text="We hire.")

    assert concern.status == "IN_PROGRESS"
    assert concern.acknowledged_at == concern.answered_at


def test_an_answer_leaves_the_acknowledgement_on_its_day(concern, manager):
    acknowledged_at = actions.acknowledge_concern(concern, by=manager).acknowledged_at

    with on(date(2016, 7, 18)):
        concern = actions.answer_concern(concern, by=manager, text="We hire.")

    assert concern.acknowledged_at == acknowledged_at


@pytest.mark.parametrize("ended", ["resolved", "closed"])
def test_reopening_begins_all_clocks_again_and_keeps_the_thread(
    ended, officer, manager, westminster
):
    concern = ConcernFactory(borough=westminster, raised_by=officer, **{ended: True})

    concern = actions.reopen_concern(concern, by=officer, text="It came back.")

    assert (concern.status, concern.due_on) == ("RAISED", date(2016, 7, 19))
    assert concern.clocks_start_on == date(2016, 7, 15)
    times = (concern.acknowledged_at, concern.answered_at, concern.resolved_at)
    assert (*times, concern.closed_at) == (None,) * 4
    assert kinds(concern) == [("REOPENED", "COUNCIL", "It came back.")]


def test_a_pause_moves_the_next_day_by_as_many_working_days(concern, manager, officer):
    with on(date(2016, 7, 18)):
        concern = actions.pause_concern(concern, by=manager, text="Waits for the figures.")
    assert (concern.paused_on, concern.due_on) == (date(2016, 7, 18), None)
    with on(date(2016, 7, 20)):
        concern = actions.resume_concern(concern, by=officer)
    assert (concern.paused_on, concern.due_on) == (None, date(2016, 7, 21))
    assert kinds(concern)[1:] == [
        ("PAUSED", "PROVIDER", "Waits for the figures."),
        ("RESUMED", "COUNCIL", ""),
    ]


def test_what_is_late_stays_late_though_it_is_paused(concern, officer):
    with on(date(2016, 7, 25)):
        concern = actions.pause_concern(concern, by=officer, text="On leave.")
        assert concern.is_late
        assert concern.due_on == date(2016, 7, 19)


def test_resolving_ends_a_pause(concern, manager):
    concern = actions.answer_concern(concern, by=manager, text="We hire.")
    concern = actions.pause_concern(concern, by=manager, text="Waits.")

    concern = actions.resolve_concern(concern, by=manager, text="We hired.")

    assert concern.paused_on is None


def test_pausing_twice_running_twice_and_pausing_what_is_settled_are_refused(
    concern, manager, westminster
):
    with pytest.raises(Overtaken, match="run already"):
        actions.resume_concern(concern, by=manager)
    paused = actions.pause_concern(concern, by=manager, text="Waits.")
    with pytest.raises(Overtaken, match="paused already"):
        actions.pause_concern(paused, by=manager, text="Waits.")
    settled = ConcernFactory(borough=westminster, resolved=True)
    with pytest.raises(TransitionRefused, match="is resolved: no clock runs"):
        actions.pause_concern(settled, by=manager, text="Waits.")


def test_both_sides_write_and_each_line_says_whose_it_is(concern, manager, officer):
    actions.reply_to_concern(concern, by=manager, text="Which Tuesday?")
    actions.reply_to_concern(concern, by=officer, text="The second.")

    assert kinds(concern)[1:] == [
        ("MESSAGE", "PROVIDER", "Which Tuesday?"),
        ("MESSAGE", "COUNCIL", "The second."),
    ]


def test_an_assessment_says_what_it_was_before(concern, officer):
    changed = {"severity": "AMBER", "direction": "BETTER", "settled_when": "Six begin"}

    concern = actions.assess_concern(
        concern, by=officer, version=1, text="Two began.", **changed
    )

    kept = Concern.objects.get(pk=concern.pk)
    assert (kept.severity, kept.direction, kept.settled_when) == tuple(changed.values())
    said = "Medium (was high), getting better (was getting worse).\n\nTwo began."
    assert kinds(concern)[1:] == [("ASSESSED", "COUNCIL", said)]


def test_an_escalated_concern_is_on_the_agenda_once_until_it_is_closed(
    concern, officer, manager
):
    ConcernFactory(borough=concern.borough)
    concern = actions.escalate_concern(concern, by=officer, text="Two quarters long.")

    assert list(Concern.objects.for_agenda()) == [concern]
    assert concern.escalated_on == date(2016, 7, 15)
    with pytest.raises(Overtaken, match="agenda already"):
        actions.escalate_concern(concern, by=officer, text="Again.")
    actions.close_concern(concern, by=officer, text="Settled.")
    assert not Concern.objects.for_agenda().exists()


def test_a_concern_is_shared_once_and_the_other_officers_are_told(
    concern, officer, person, told
):
    others = {person(OFFICER, code).email for code in ("LBHF", "RBKC")}
    manager = "manager@"

    addresses = told(lambda: actions.share_concern(concern, by=officer, text="Same here?"))

    assert others < addresses
    assert officer.email not in addresses
    assert len(addresses - others) == 1, manager
    with pytest.raises(Overtaken, match="can read it already"):
        actions.share_concern(Concern.objects.get(), by=officer, text="Again.")


@pytest.mark.parametrize("deed", MESSAGES)
def test_nothing_more_is_written_of_a_closed_concern(deed, officer, westminster):
    concern = ConcernFactory(borough=westminster, closed=True)

    with pytest.raises(TransitionRefused):
        deed(concern, by=officer, text="One more thing.")
    assert not ConcernEntry.objects.exists()


@pytest.mark.parametrize("closed_first", [True, False])
@pytest.mark.django_db(transaction=True)
def test_of_a_message_and_a_closing_at_the_same_moment_nothing_follows_the_closing(
    concern, manager, officer, closed_first
):
    """Whoever comes second waits at the row: a message never stands after the end."""

    def close(theirs):
        actions.close_concern(theirs, by=officer, text="Settled.")

    def reply(theirs):
        actions.reply_to_concern(theirs, by=manager, text="One more thing.")

    first, second = (close, reply) if closed_first else (reply, close)
    is_waiting, refusals = threading.Event(), []

    def do_the_second():
        try:
            theirs = Concern.objects.get(pk=concern.pk)
            is_waiting.set()
            second(theirs)
        except TransitionRefused as refusal:  # told in the test's own thread
            refusals.append(str(refusal))
        finally:
            connection.close()

    thread = threading.Thread(target=do_the_second)
    with transaction.atomic():
        first(concern)
        thread.start()
        is_waiting.wait(10)
        thread.join(0.3)  # it stands at the row, or at the door, until we are done
    thread.join(30)

    said = [kind for kind, _, _ in kinds(concern)[1:]]
    assert said == (["CLOSED"] if closed_first else ["MESSAGE", "CLOSED"])
    assert len(refusals) == (1 if closed_first else 0)


def test_the_successor_of_the_officer_closes_and_who_left_does_not(
    concern, officer, person
):
    officer.memberships.update(
        ended_at=calendar.now(), ended_by=officer, end_reason="They left"
    )
    officer.refresh_from_db()
    successor = person(OFFICER, "WCC")

    with pytest.raises(PermissionDenied):
        actions.close_concern(concern, by=officer, text="Settled.")
    concern = actions.close_concern(concern, by=successor, text="Settled.")
    assert (concern.status, concern.raised_by) == ("CLOSED", officer)


def test_of_two_who_act_at_once_one_is_refused(concern, manager, officer):
    stale = Concern.objects.get(pk=concern.pk)
    actions.answer_concern(concern, by=manager, text="We hire.")

    with pytest.raises(Overtaken):
        actions.answer_concern(stale, by=manager, text="We do not.")
    with pytest.raises(Overtaken):
        actions.escalate_concern(stale, by=officer, text="No answer.")
    assert kinds(concern)[-1] == ("ANSWERED", "PROVIDER", "We hire.")


@pytest.mark.parametrize(
    "deed", [actions.acknowledge_concern, actions.answer_concern, actions.resolve_concern]
)
def test_the_officer_does_not_answer_for_the_provider(deed, concern, officer):
    with pytest.raises(PermissionDenied):
        deed(concern, by=officer, text="-")


@pytest.mark.parametrize(
    "deed",
    [
        actions.close_concern,
        actions.reopen_concern,
        actions.escalate_concern,
        actions.share_concern,
    ],
)
def test_the_provider_does_not_end_share_or_escalate(deed, concern, manager):
    with pytest.raises(PermissionDenied):
        deed(concern, by=manager, text="-")


def test_another_boroughs_officer_reads_what_is_shared_and_writes_nothing(
    person, westminster
):
    concern = ConcernFactory(borough=westminster, shared=True)

    with pytest.raises(PermissionDenied):
        actions.reply_to_concern(concern, by=person(OFFICER, "RBKC"), text="Here too.")


# What is to be done


def add(concern, by, owner, **more):
    told = {"what": "Send the dates", "due_on": date(2016, 7, 20), **more}
    return actions.add_concern_action(concern, by=by, owner=owner, **told)


def test_an_action_has_an_owner_who_says_when_it_is_done(concern, officer, manager):
    action = add(concern, officer, manager)
    assert (action.side, action.is_late) == (Side.PROVIDER, False)

    with pytest.raises(PermissionDenied):
        actions.finish_concern_action(action, by=officer)
    actions.finish_concern_action(action, by=manager, text="Sent this morning.")

    action.refresh_from_db()
    assert (action.done_by, calendar.day_of(action.done_at)) == (
        manager,
        date(2016, 7, 15),
    )
    assert kinds(concern)[1:] == [
        ("AGREED", "COUNCIL", f"Send the dates\n\n{manager}, by 20 July 2016"),
        ("DONE", "PROVIDER", "Send the dates\n\nSent this morning."),
    ]
    with pytest.raises(Overtaken, match="done already"):
        actions.finish_concern_action(action, by=manager)


def test_a_colleague_does_not_do_it_until_its_owner_has_left(
    concern, officer, manager, person
):
    action, colleague = add(concern, officer, manager), person(MANAGER)
    with pytest.raises(TransitionRefused, match="says when this is done"):
        actions.finish_concern_action(action, by=colleague)

    manager.memberships.update(
        ended_at=calendar.now(), ended_by=colleague, end_reason="They left"
    )
    action = ConcernAction.objects.get()
    actions.finish_concern_action(action, by=colleague)

    assert ConcernAction.objects.get().done_by == colleague


def test_nobody_who_takes_no_part_is_given_an_action(concern, officer, person):
    for stranger in (person(OFFICER, "RBKC"), person(Role.CRIMINAL_JUSTICE_WORKER)):
        with pytest.raises(TransitionRefused, match="takes no part"):
            add(concern, officer, stranger)


def test_no_action_is_added_to_or_done_on_a_closed_concern(officer, manager, westminster):
    concern = ConcernFactory(borough=westminster, closed=True)
    action = ConcernActionFactory(concern=concern, owner=manager)

    with pytest.raises(TransitionRefused, match="closed"):
        add(concern, officer, manager)
    with pytest.raises(TransitionRefused, match="closed"):
        actions.finish_concern_action(action, by=manager)
    assert not ConcernAction.objects.to_do().exists()


# Who sees what


def test_who_knows_of_a_concern_and_who_reads_its_thread(person, westminster):
    entry = ConcernEntryFactory(concern__borough=westminster)
    action = ConcernActionFactory(concern=entry.concern)
    shared = ConcernEntryFactory(concern__borough=westminster, concern__shared=True)

    def seen_by(role, *codes):
        reader = person(role, *codes)
        return (
            set(Concern.objects.visible_to(reader)),
            set(ConcernEntry.objects.visible_to(reader)),
            set(ConcernAction.objects.visible_to(reader)),
        )

    both, threads = {entry.concern, shared.concern}, {entry, shared}
    assert seen_by(OFFICER, "WCC") == (both, threads, {action})
    assert seen_by(OFFICER, "RBKC") == ({shared.concern}, {shared}, set())
    assert seen_by(MANAGER) == (both, threads, {action})
    assert seen_by(MANAGER, "LBHF") == (set(), set(), set())
    assert seen_by(Role.CONTRACT_GROUP_MEMBER) == (both, set(), set())
    for role in (Role.CRIMINAL_JUSTICE_WORKER, Role.DATA_AND_FINANCE_OFFICER):
        assert seen_by(role) == (set(), set(), set())


def test_a_group_member_who_is_also_an_officer_reads_their_own_thread(person, westminster):
    entry = ConcernEntryFactory(concern__borough=westminster)
    ConcernEntryFactory(concern__borough__code="LBHF")
    both = person(OFFICER, "WCC")
    MembershipFactory(user=both, role=Role.CONTRACT_GROUP_MEMBER, borough=westminster)

    assert Concern.objects.visible_to(both).count() == 2
    assert list(ConcernEntry.objects.visible_to(both)) == [entry]


# What the database refuses


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda entry: ConcernEntry.objects.filter(pk=entry.pk).update(text="Other words"),
        lambda entry: entry.delete(),
        lambda entry: entry.save(),
    ],
)
def test_nothing_of_the_thread_is_changed_or_taken_out(change):
    entry = ConcernEntryFactory()

    with (
        pytest.raises(DatabaseError, match="pilot_concernentry is append-only"),
        transaction.atomic(),
    ):
        change(entry)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "columns",
    [
        {"figure_value": ""},
        {"figure_on": None},
        {"settled_when": ""},
        {"status": "ACKNOWLEDGED"},
        {"status": "RESOLVED", "due_on": None},
        {"status": "CLOSED", "due_on": None},
        {"acknowledged": True, "status": "RAISED"},
        {"resolved": True, "due_on": date(2016, 7, 20)},
        {"severity": "GREY"},
    ],
)
def test_the_database_refuses_a_concern_that_is_not_true(columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        ConcernFactory(**columns)


@pytest.mark.django_db
def test_an_entry_says_something_and_has_a_side():
    for columns in ({"text": ""}, {"side": "PRESS"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ConcernEntryFactory(**columns)
    ConcernEntryFactory(kind="ACKNOWLEDGED", text="")
