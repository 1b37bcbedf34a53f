"""A return as one person may read it: which version, in clear or not, and what is next."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from pilot import calendar
from pilot.calendar import Quarter
from pilot.models import Borough, User
from pilot.permissions import Permission
from reporting.figures import quarters_begun
from reporting.models import Return, ReturnStep, ReturnText, ReturnVersion
from reporting.returns.blockers import blockers_of, not_released_by_another, shown_to
from reporting.returns.content import (
    COUNTED,
    TAB_OF,
    changed_since,
    restated_in,
    tables_in,
    tables_of,
)
from reporting.returns.draft import Draft
from reporting.returns.tables import Difference, Table
from reporting.returns.template import Question, template_for, templates

Status = Return.Status
TABS = {
    "summary": "Summary",
    "activity": "Activity",
    "outcomes": "Outcomes",
    "equality": "Equality",
    "finance": "Finance",
    "forecast": "Forecast and variance",
    "comments": "Comments",
    "history": "History",
}
COLOURS = {
    Status.OPEN: "grey",
    Status.DRAFT: "yellow",
    Status.RETURNED: "orange",
    Status.RESTATED: "orange",
    Status.ACCEPTED: "turquoise",
    Status.SUBMITTED: "green",
}


def due_on(of: Return) -> date | None:
    """The last day it is in time; None where council and provider agreed none (P-14)."""
    agreement = getattr(of.borough, "agreement", None)
    return agreement.return_due_on(of.of_quarter) if agreement else None


def deadline_in_words(of: Return) -> str:
    """By when it is due, and whether that day has passed without it."""
    on = due_on(of)
    if on is None:
        return "No day is agreed (P-14)"
    said = f"Due {calendar.in_words(on)}"
    late = not of.submitted and on < calendar.today()
    return f"{said}: overdue" if late else said


def is_late(of: Return) -> bool:
    """Whether the day it was due on has passed and nothing is submitted."""
    on = due_on(of)
    return on is not None and not of.submitted and on < calendar.today()


def returns_in(boroughs: Iterable[Borough], found: Iterable[Return]) -> list[Return]:
    """A return for each borough and quarter begun; those not on record are not begun."""
    kept = {(each.borough_id, each.quarter): each for each in found}
    return [
        kept.get((borough.pk, str(quarter))) or not_begun(borough, quarter)
        for borough in boroughs
        for quarter in quarters_begun()
    ]


def not_begun(borough: Borough, quarter: Quarter) -> Return:
    """The return of a quarter that nobody has begun to write."""
    return Return(
        borough=borough, quarter=str(quarter), template=template_for(quarter).number
    )


@dataclass(frozen=True)
class Written:
    """A question with what is written so far, who wrote it, and whether it is released."""

    question: Question
    text: ReturnText | None


@dataclass(frozen=True)
class Reading:
    """What one person sees of a return on one of its tabs."""

    of: Return
    tab: str
    version: ReturnVersion | None  # None: as it stands now, not signed yet
    versions: list[ReturnVersion]
    tables: list[Table]
    writes: bool
    is_in_clear: bool
    steps: list[ReturnStep] = field(default_factory=list)
    buttons: list[tuple[str, str, bool]] = field(default_factory=list)
    blockers: list[tuple[str, str]] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    changes: list[Difference] = field(default_factory=list)
    before: ReturnVersion | None = None  # the submitted one that this version states again
    restated: list[Difference] = field(default_factory=list)

    @property
    def colour(self) -> str:
        """The colour of its status, beside the word."""
        return COLOURS.get(Status(self.of.status), "blue")

    @property
    def deadline(self) -> str:
        """By when it is due."""
        return deadline_in_words(self.of)

    @property
    def is_late(self) -> bool:
        """Whether it should have been submitted by now."""
        return is_late(self.of)

    @property
    def restated_heading(self) -> str:
        """Which version says again what which said."""
        assert self.version
        assert self.before
        return f"Restated in version {self.version.number}"

    @property
    def restated_told(self) -> str:
        """What the table of it is."""
        assert self.before
        return (
            f"What it says beside what version {self.before.number} said as submitted. "
            "All else is as it was."
        )

    @property
    def changes_told(self) -> str:
        """Which version what is counted now is compared with."""
        compared = self.version or self.versions[0]
        return (
            "What was recorded late or put right, beside what version "
            f"{compared.number} says. The version stays as it is."
        )

    @property
    def template(self):
        """The layout it is written in."""
        return templates()[self.of.template]


def versions_open_to(reader: User, of: Return) -> list[ReturnVersion]:
    """The signed versions that a person may read, the latest first.

    The provider, the borough's officer and whoever submits read every one; the group
    reads those that the officer accepted.
    """
    if of.pk is None:
        return []
    found = ReturnVersion.objects.visible_to(reader).filter(of_return=of).for_listing()
    rights = (
        Permission.DRAFT_RETURN,
        Permission.REVIEW_RETURN,
        Permission.SUBMIT_RETURN,
    )
    if not any(reader.can(each, of.borough) for each in rights):
        found = found.filter(number__lte=of.accepted)
    return list(found)


def reading_of(of: Return, reader: User, *, tab: str, number: str = "") -> Reading:
    """The return as this person may read it, on one tab."""
    tab = tab if tab in TABS else next(iter(TABS))
    writes = reader.can(Permission.DRAFT_RETURN, of.borough)
    in_clear = reader.can(Permission.VIEW_CLEAR_FIGURES, of.borough)
    versions = versions_open_to(reader, of)
    named = {str(each.number): each for each in versions}
    version = named.get(number)
    is_live = version is None and writes and (of.pk is None or of.is_written_in)
    if version is None and versions and not is_live:
        version = versions[0]
    draft = Draft(of)
    compared = version or (versions[0] if versions else None)
    before, restated = (
        restated_in(version, in_clear=in_clear)
        if version and tab == "summary"
        else (None, [])
    )
    return Reading(
        of=of,
        tab=tab,
        version=version,
        versions=versions,
        tables=_tables(draft, version, tab, in_clear) if version or is_live else [],
        writes=writes and of.pk is not None and of.is_written_in,
        is_in_clear=in_clear,
        steps=_steps(of) if tab == "history" else [],
        buttons=steps_open_to(reader, of) if tab == "summary" else [],
        blockers=_blockers(draft, reader) if tab == "summary" else [],
        written=_written(draft, tab) if is_live else [],
        changes=_changes(draft, compared, in_clear)
        if tab == "summary" and compared
        else [],
        before=before,
        restated=restated,
    )


def _tables(
    draft: Draft, version: ReturnVersion | None, tab: str, in_clear: bool
) -> list[Table]:
    """The tables of a tab, as they were signed or as they stand now."""
    if version:
        signed = tables_in(version, in_clear=in_clear)
        return [table for table in signed if table.tab == tab]
    codes = [code for code, of_tab in TAB_OF.items() if of_tab == tab]
    return tables_of(draft, in_clear=in_clear, codes=codes)


def _changes(draft: Draft, version: ReturnVersion, in_clear: bool) -> list[Difference]:
    """What differs now from what was signed."""
    now = tables_of(draft, in_clear=in_clear, codes=COUNTED)
    return changed_since(tables_in(version, in_clear=in_clear), now)


def _steps(of: Return) -> list[ReturnStep]:
    return list(of.steps.select_related("by").order_by("-pk")) if of.pk else []


def _written(draft: Draft, tab: str) -> list[Written]:
    return [
        Written(question, draft.texts.get(question.code))
        for question in draft.template.questions
        if question.tab == tab
    ]


def _blockers(draft: Draft, reader: User) -> list[tuple[str, str]]:
    """What stops it, for those who mend it or wait for it; nothing once it has gone."""
    of = draft.of
    rights = (Permission.DRAFT_RETURN, Permission.SUBMIT_RETURN)
    goes_on = of.is_written_in or of.status == Status.ACCEPTED
    if of.pk is None or not goes_on or not any(reader.can(r, of.borough) for r in rights):
        return []
    if of.is_written_in and reader.can(Permission.SIGN_RETURN, of.borough):
        return signing_blockers(draft, reader)
    return shown_to(reader, blockers_of(of, draft), of)


def signing_blockers(draft: Draft, signer: User) -> list[tuple[str, str]]:
    """What stops this person from signing it."""
    of = draft.of
    found = [*blockers_of(of, draft), *not_released_by_another(draft, signer)]
    return shown_to(signer, found, of)


STEPS = (
    (Status.OPEN, "Begin this return", "return_start", Permission.DRAFT_RETURN),
    (Status.DRAFT, "Sign it", "return_sign", Permission.SIGN_RETURN),
    (Status.RETURNED, "Sign it again", "return_sign", Permission.SIGN_RETURN),
    (Status.RESTATED, "Sign it again", "return_sign", Permission.SIGN_RETURN),
    (
        Status.PROVIDER_SIGNED,
        "Take it into review",
        "return_review",
        Permission.REVIEW_RETURN,
    ),
    (Status.OFFICER_REVIEW, "Accept it", "return_accept", Permission.REVIEW_RETURN),
    (Status.OFFICER_REVIEW, "Send it back", "return_send_back", Permission.REVIEW_RETURN),
    (Status.ACCEPTED, "Send it back", "return_send_back", Permission.REVIEW_RETURN),
    (Status.ACCEPTED, "Submit it to MOPAC", "return_submit", Permission.SUBMIT_RETURN),
    (Status.SUBMITTED, "State it again", "return_restate", Permission.SIGN_RETURN),
)
POSTED = ("return_start", "return_review")  # a button does it, without a page of its own


def steps_open_to(reader: User, of: Return) -> list[tuple[str, str, bool]]:
    """What this person can do with it now: words, address, and whether a button does it."""
    return [
        (
            text,
            reverse(f"reporting:{name}", args=[of.borough_id, of.quarter]),
            name in POSTED,
        )
        for status, text, name, right in STEPS
        if of.status == status and reader.can(right, of.borough)
    ]
