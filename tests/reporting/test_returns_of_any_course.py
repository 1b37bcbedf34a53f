"""Whatever is done with a return: what was signed stays, and only a change restates it.

Courses of a return are looked for by chance and made smaller: anybody tries any step at any
time, and a session is recorded late in between.
"""

from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pilot.models import Borough
from pilot.transitions import TransitionRefused
from reporting import actions
from reporting.exports import FORMATS, export_return
from reporting.models import Return, ReturnVersion
from reporting.returns.content import changed_since, restated_in, tables_in, tables_of
from reporting.returns.draft import Draft
from tests.examples import examples
from tests.factories import SessionFactory
from tests.reporting.returned import Q1, drafted, people

pytestmark = pytest.mark.django_db
Status = Return.Status
LATE, WRITE, SIGN = "record a session late", "write", "sign"
REVIEW, SEND_BACK, ACCEPT = "review", "send back", "accept"
SUBMIT, RESTATE = "submit", "restate"
# What each step needs; whatever is tried elsewhere is refused and changes nothing.
ALLOWED = {
    WRITE: Return.WRITTEN_IN,
    SIGN: Return.WRITTEN_IN,
    REVIEW: (Status.PROVIDER_SIGNED,),
    SEND_BACK: (Status.OFFICER_REVIEW, Status.ACCEPTED),
    ACCEPT: (Status.OFFICER_REVIEW,),
    SUBMIT: (Status.ACCEPTED,),
    RESTATE: (Status.SUBMITTED,),
}
TO_SUBMITTED = (SIGN, REVIEW, ACCEPT, SUBMIT)
STEPS = st.lists(st.sampled_from([LATE, *ALLOWED]), max_size=4)
# Most courses by chance are refused at once, so some begin further on.
COURSES = st.tuples(
    st.sampled_from([(), TO_SUBMITTED, (*TO_SUBMITTED, LATE, RESTATE)]), STEPS
)


@dataclass
class Course:
    """One return on its way, and what was said each time it was signed."""

    who: object
    of: Return
    sessions: int = 0
    words: int = 0
    signed: list = field(default_factory=list)  # of each: content, files, sessions, words
    submitted: list = field(default_factory=list)

    def take(self, step: str) -> None:
        self.of.refresh_from_db()
        if step == LATE:
            here = Borough.objects.get(pk="LBHF")
            more = {"on": Q1.period.last, "attended": True}
            SessionFactory(case__borough=here, borough=here, **more)
            self.sessions += 1
            return
        before = (self.of.status, self.of.version, self.of.signed)
        is_allowed = self.of.status in ALLOWED[step]
        try:
            with transaction.atomic():
                self.do(step)
        except TransitionRefused:
            assert not is_allowed, (step, before)
            self.of.refresh_from_db()
            assert (self.of.status, self.of.version, self.of.signed) == before
            return
        assert is_allowed, (step, before)
        self.of.refresh_from_db()

    def do(self, step: str) -> None:
        who, of = self.who, self.of
        as_read = {"version": of.version}
        if step == WRITE:
            written = of.texts.get(code="achievements")
            words = f"Two teams were trained, {self.words + 1} times."
            actions.write_return_text(
                of, written.code, by=who.writer, version=written.version, text=words
            )
            self.words += 1
        elif step == SIGN:
            version = actions.sign_return(of, by=who.signer, **as_read)
            said = version.content, files(version), self.sessions, self.words
            self.signed.append(said)
        elif step == REVIEW:
            actions.review_return(of, by=who.officer, **as_read)
        elif step == SEND_BACK:
            actions.send_back_return(of, by=who.officer, text="Look again.", **as_read)
        elif step == ACCEPT:
            actions.accept_return(of, by=who.officer, **as_read)
        elif step == SUBMIT:
            actions.submit_return(of, by=who.sender, **as_read)
            self.submitted.append(of.signed)
        else:
            actions.restate_return(of, by=who.signer, text="It came late.", **as_read)

    def holds(self) -> None:
        """What was signed is as it was, and what is told beside it is what changed."""
        versions = list(ReturnVersion.objects.filter(of_return=self.of).order_by("number"))
        assert len(versions) == len(self.signed) == self.of.signed
        now = tables_of(Draft(self.of), in_clear=True)
        for version, (content, made, sessions, words) in zip(
            versions, self.signed, strict=True
        ):
            assert version.content == content
            assert version.is_unbroken
            assert files(version) == made
            changed = changed_since(tables_in(version, in_clear=True), now)
            assert bool(changed) == (self.sessions != sessions)
            before, restated = restated_in(version)
            earlier = [number for number in self.submitted if number < version.number]
            assert (before.number if before else None) == (max(earlier, default=None))
            if before:
                was = self.signed[before.number - 1]
                assert bool(restated) == ((sessions, words) != was[2:])


def files(version: ReturnVersion) -> dict[str, bytes]:
    """Every file of a version but the paper, which takes as long as all the others."""
    again = ReturnVersion.objects.get(pk=version.pk)
    return {
        name: export_return(again, by=None, file_format=name).content
        for name in FORMATS
        if name != "pdf"
    }


@settings(
    max_examples=examples(12), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(course=COURSES)
def test_what_was_signed_stays_and_only_a_change_restates_it(person, facts, course):
    first, steps = course
    with transaction.atomic():
        course = Course(who := people(person), drafted(who))
        for step in (*first, *steps):
            course.take(step)
        course.holds()
        transaction.set_rollback(True)


def test_a_course_to_the_end_and_stated_again(person, facts):
    course = Course(who := people(person), drafted(who))

    for step in (*TO_SUBMITTED, LATE, RESTATE, WRITE, *TO_SUBMITTED):
        course.take(step)

    course.holds()
    assert (course.submitted, len(course.signed)) == ([1, 2], 2)
    assert course.of.status == Status.SUBMITTED
