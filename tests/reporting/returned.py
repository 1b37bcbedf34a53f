"""A return on its way, for tests: who takes part, what is written, and how far it is."""

from dataclasses import dataclass

from cases.models import Session
from pilot import calendar
from pilot.models import Borough, User, VarianceComment
from pilot.permissions import Role
from referrals.models import Referral
from reporting import actions
from reporting.models import Return, ReturnVersion
from reporting.returns.template import templates

Q1, Q2, Q3, Q4 = calendar.pilot_quarters()
WORDS = {
    "achievements": "Two teams were trained.",
    "delays": "Nothing was late.",
    "next_quarter": "More teams are trained.",
}


@dataclass(frozen=True)
class People:
    """Who writes, signs, accepts and submits."""

    writer: User
    signer: User
    officer: User
    sender: User


def people(person, code: str = "LBHF") -> People:
    """Somebody for each part, the officer in one borough."""
    return People(
        writer=person(Role.DATA_AND_FINANCE_OFFICER),
        signer=person(Role.SERVICE_MANAGER),
        officer=person(Role.AUTHORISED_OFFICER, code),
        sender=person(Role.SYSTEM_ADMINISTRATOR),
    )


def drafted(who: People, code: str = "LBHF", quarter=Q1, **words: str) -> Return:
    """A return in which everything asked for is written, and nothing stops it."""
    borough = Borough.objects.get(pk=code)
    of = actions.start_return(borough, quarter, by=who.writer)
    VarianceComment.objects.create(
        borough=borough,
        quarter=str(quarter),
        text="Nothing was bought yet.",
        recorded_at=calendar.now(),
        recorded_by=who.writer,
    )
    for name, text in {**WORDS, **words}.items():
        actions.write_return_text(of, name, by=who.writer, version=0, text=text)
    of.refresh_from_db()
    return of


def unblocked() -> None:
    """What a random pilot leaves open is gone: no session waits for its outcome,
    and no referral for its borough."""
    Session.objects.filter(outcome=Session.Outcome.NOT_REC).delete()
    waiting = Referral.objects.filter(borough=None, status__in=Referral.UNDECIDED)
    waiting.update(borough="WCC", basis="RESIDENCE", residence="WCC")


def signed(who: People, code: str = "LBHF", quarter=Q1, **words: str) -> ReturnVersion:
    of = drafted(who, code, quarter, **words)
    version = actions.sign_return(of, by=who.signer, version=of.version)
    return version


def accepted(who: People, code: str = "LBHF", quarter=Q1, **words: str) -> Return:
    of = signed(who, code, quarter, **words).of_return
    actions.review_return(of, by=who.officer, version=of.version)
    return actions.accept_return(of, by=who.officer, version=of.version)


def submitted(who: People, code: str = "LBHF", quarter=Q1, **words: str) -> Return:
    of = accepted(who, code, quarter, **words)
    return actions.submit_return(of, by=who.sender, version=of.version)


assert set(WORDS) == {each.code for each in templates()[1].questions if each.is_required}, (
    "the first layout asks for something else"
)
