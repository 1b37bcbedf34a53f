"""What becomes of a return: begun, written, signed, reviewed, submitted, restated.

Signing freezes everything it says and releases the quarter's figures. Whoever signs has
not written its texts alone, and whoever accepts it stands on the other side (V-29, V-31).
"""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from pilot import audit, calendar, parameters
from pilot.calendar import Quarter
from pilot.mail import say_something_waits
from pilot.models import Borough, Membership, User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, amend, move
from reporting.actions.release import release_quarter
from reporting.figures import quarters_begun
from reporting.models import Return, ReturnStep, ReturnText, ReturnVersion
from reporting.models.return_version import canonical, sealed
from reporting.returns.blockers import blockers_of, not_released_by_another
from reporting.returns.content import frozen
from reporting.returns.draft import Draft
from reporting.returns.evidence import evidence_of
from reporting.returns.template import template_for

Status = Return.Status
BLOCKED = "Something still stops this return: mend what is listed first."


@transaction.atomic
def start_return(borough: Borough, quarter: Quarter, *, by: User) -> Return:
    """The provider has begun to write the return of a quarter that has begun."""
    by.require(Permission.DRAFT_RETURN, borough)
    if quarter not in quarters_begun():
        raise TransitionRefused(f"{quarter.label} has not begun.")
    try:
        with transaction.atomic():
            begun = Return.objects.create(
                borough=borough,
                quarter=str(quarter),
                template=template_for(quarter).number,
            )
    except IntegrityError as there:
        raise Overtaken("A colleague has begun this return already.") from there
    return _moved(begun, Status.DRAFT, by=by, saying="began", version=begun.version)


@transaction.atomic
def write_return_text(
    of: Return, code: str, *, by: User, version: int, text: str
) -> ReturnText:
    """An answer of the return says this now, and nobody has released it yet.

    `version` is that of the text as its writer read it, 0 where there was none.
    """
    by.require(Permission.DRAFT_RETURN, of.borough)
    _check_written_in(of)
    now = calendar.now()
    said: dict[str, Any] = {"text": text, "written_at": now, "written_by": by}
    if version:
        written = of.texts.get(code=code)
        nobody: dict[str, Any] = {"released_at": None, "released_by": None}
        return amend(
            written,
            by=by,
            version=version,
            saying="wrote",
            trace=_trace(of),
            **said,
            **nobody,
        )
    try:
        with transaction.atomic():
            written = of.texts.create(code=code, **said)
    except IntegrityError as there:
        raise Overtaken("A colleague has written this meanwhile.") from there
    audit.record(written, "wrote", by=by, **_trace(of))
    return written


def _trace(of: Return) -> dict[str, Any]:
    return {"borough": of.borough}


@transaction.atomic
def release_return_text(written: ReturnText, *, by: User, version: int) -> ReturnText:
    """A second person has read it: nobody can be recognised by it (V-31)."""
    of = written.of_return
    by.require(Permission.DRAFT_RETURN, of.borough)
    _check_written_in(of)
    if by == written.written_by:
        raise TransitionRefused("Somebody else releases what you wrote.")
    if written.is_released:
        raise Overtaken("A colleague has released this meanwhile.")
    return amend(
        written,
        by=by,
        version=version,
        saying="released",
        trace=_trace(of),
        released_at=calendar.now(),
        released_by=by,
    )


def _check_written_in(of: Return) -> None:
    if not of.is_written_in:
        raise Overtaken(
            f"The return is {of.get_status_display().lower()}: its texts stay as they are."
        )


@parameters.read_once()
@transaction.atomic
def sign_return(of: Return, *, by: User, version: int) -> ReturnVersion:
    """The provider stands by it: everything it says is frozen, sealed and released.

    Refused while anything of V-29 stops it, and for the texts that only the signer has
    read. The quarter's figures are released with it, for all boroughs at once.
    """
    by.require(Permission.SIGN_RETURN, of.borough)
    # Whoever signs the same return waits: a quarter is released and frozen once.
    held = Return.objects.select_for_update(of=("self",))
    of = held.select_related("borough").get(pk=of.pk)
    _check_written_in(of)
    draft = Draft(of)
    if blockers_of(of, draft) or not_released_by_another(draft, by):
        raise TransitionRefused(BLOCKED)
    number = of.signed + 1
    unread = of.texts.filter(released_at=None).exclude(written_by=by)
    unread.update(released_at=calendar.now(), released_by=by)
    released = release_quarter(of.of_quarter, by=by)
    content = canonical(frozen(Draft(of), number=number, signer=str(by), release=released))
    evidence = canonical(evidence_of(of.borough, of.of_quarter))
    _moved(
        of, Status.PROVIDER_SIGNED, by=by, saying="signed", version=version, signed=number
    )
    signed = ReturnVersion.objects.create(
        of_return=of,
        number=number,
        signed_at=calendar.now(),
        signed_by=by,
        release=released,
        content=content,
        evidence=evidence,
        seal=sealed(content, evidence),
    )
    audit.record(signed, "sealed", by=by, borough=of.borough, seal=signed.seal)
    _tell(of, Permission.REVIEW_RETURN)
    return signed


@transaction.atomic
def review_return(of: Return, *, by: User, version: int) -> Return:
    """The borough's officer has taken it up."""
    by.require(Permission.REVIEW_RETURN, of.borough)
    return _moved(of, Status.OFFICER_REVIEW, by=by, saying="took up", version=version)


@transaction.atomic
def send_back_return(of: Return, *, by: User, version: int, text: str) -> Return:
    """The officer asks the provider to put something right, and says what."""
    by.require(Permission.REVIEW_RETURN, of.borough)
    moved = _moved(
        of, Status.RETURNED, by=by, saying="sent back", version=version, text=text
    )
    _tell(of, Permission.DRAFT_RETURN)
    return moved


@transaction.atomic
def accept_return(of: Return, *, by: User, version: int, text: str = "") -> Return:
    """The officer holds it to be what the agreement asks for; a remark may go with it."""
    by.require(Permission.REVIEW_RETURN, of.borough)
    moved = _moved(
        of,
        Status.ACCEPTED,
        by=by,
        saying="accepted",
        version=version,
        text=text,
        accepted=of.signed,
    )
    _tell(of, Permission.SUBMIT_RETURN)
    return moved


@transaction.atomic
def submit_return(of: Return, *, by: User, version: int) -> Return:
    """The accepted version has gone to MOPAC. Refused while anything of V-29 stops it."""
    by.require(Permission.SUBMIT_RETURN, of.borough)
    if blockers_of(of):
        raise TransitionRefused(BLOCKED)
    return _moved(
        of,
        Status.SUBMITTED,
        by=by,
        saying="submitted",
        version=version,
        submitted=of.accepted,
    )


@transaction.atomic
def restate_return(of: Return, *, by: User, version: int, text: str) -> Return:
    """What was submitted is to be said again, and why; the submitted version stays."""
    by.require(Permission.SIGN_RETURN, of.borough)
    moved = _moved(
        of, Status.RESTATED, by=by, saying="restated", version=version, text=text
    )
    _tell(of, Permission.REVIEW_RETURN)
    return moved


def _moved(
    of: Return,
    to: Return.Status,
    *,
    by: User,
    saying: str,
    version: int,
    text: str = "",
    **changes: Any,
) -> Return:
    """It has the status, and its history says who took it there and what they said."""
    moved = move(of, to, by=by, saying=saying, version=version, **changes)
    ReturnStep.objects.create(
        of_return=moved, to=to, number=moved.signed, text=text, at=calendar.now(), by=by
    )
    return moved


def _tell(of: Return, right: Permission) -> None:
    say_something_waits(_people(right, of.borough), of.get_absolute_url())


def _people(right: Permission, borough: Borough) -> QuerySet[User]:
    return Membership.objects.giving(right).filter(borough=borough).people()
