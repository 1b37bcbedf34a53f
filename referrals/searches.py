"""What somebody has typed of a person before recording a referral, kept on the server.

In the session, under a reference that says nothing: so no name stands in an address, the
browser's Back works, and two tabs never mix two people up. It goes with the session.
"""

from datetime import date

from pilot.references import new_reference
from referrals.known import Subject

MOST_KEPT = 8
_KEPT_AS = "referral_searches"


def keep(request, answers: dict) -> str:
    """What was typed is kept; its reference is returned."""
    born_on = answers["born_on"]
    reference = new_reference()
    kept = request.session.get(_KEPT_AS, {})
    newest = dict(list(kept.items())[1 - MOST_KEPT :])
    begun = {**answers, "born_on": born_on.isoformat() if born_on else ""}
    request.session[_KEPT_AS] = {**newest, reference: begun}
    return reference


def kept(request, reference: str) -> dict | None:
    """What this person typed under the reference, in this session, or None."""
    begun = request.session.get(_KEPT_AS, {}).get(reference)
    if begun is None:
        return None
    born_on = begun["born_on"]
    return {**begun, "born_on": date.fromisoformat(born_on) if born_on else None}


def subject_of(answers: dict) -> Subject:
    """The person that answers are about."""
    return Subject(
        answers["given_names"],
        answers["surname"],
        answers["born_on"],
        answers["aliases"],
    )
