"""What happens as somebody signs in and works: refusals, news, drafts of their own."""

from dataclasses import dataclass

from django.db.models.options import Options

from pilot import audit
from pilot.models import Draft, User


def record_refused_sign_in(username: str, *, is_held_back: bool) -> None:
    """Somebody tried to sign in and could not: with this name, if anybody has it.

    A name that nobody has is not kept: it may be a password typed in the wrong box.
    """
    thing = User.objects.filter(username=username).first() or NO_ACCOUNT
    said = "held back a sign-in to" if is_held_back else "refused a sign-in to"
    audit.record(thing, said, by=None)


def dismiss_news(person: User, *, edition: str) -> None:
    """The person has seen this edition of what is new, and is not shown it again."""
    User.objects.filter(pk=person.pk).update(last_news_seen=edition)


def discard_draft(draft: Draft) -> None:
    """What its writer had half written is gone."""
    draft.delete()


@dataclass(frozen=True)
class _NoRow:
    """What an event is about when no row stands for it."""

    _meta: Options
    audit_name: str
    pk: str = ""


NO_ACCOUNT = _NoRow(User._meta, "an account that does not exist")
