"""How long the whole table of figures takes over a year with a million sessions.

    .venv/bin/python benchmarks/figures.py [sessions]

Makes its rows in a database of its own (DATABASE_URL, or a file that is removed), straight
into the tables, and prints the size, the queries and the fastest and the median of rounds.
The sessions of the first cases are made by chance; those of the others are copies of them.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pilot.settings")
os.environ.setdefault("PILOT_DEMO", "1")
PLACE = tempfile.TemporaryDirectory()
os.environ.setdefault("DATABASE_URL", f"sqlite:///{PLACE.name}/figures.sqlite3")

import django  # noqa: E402  (the path and the settings come first)

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from cases.models import Case, CaseBorough, EqualityRecord, Perpetrator, Session  # noqa: E402
from cases.models.answers import CORE  # noqa: E402
from pilot import calendar  # noqa: E402
from pilot.models import Borough, Post, User  # noqa: E402
from referrals.models import Referral  # noqa: E402
from reporting.figures import figures_to  # noqa: E402

ROUNDS = 5
SESSIONS_A_CASE = 20
MADE_BY_CHANCE = 2_500  # cases; the others repeat their days, boroughs and sessions
BATCH = 5_000
FIRST = calendar.PILOT.start
REFERENCES = (f"{number:09}" for number in count())  # random ones would meet


def main(sessions: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("seed_pilot", verbosity=0)
    if not Session.objects.exists():
        fill(sessions)
    with connection.cursor() as cursor:  # what a server does by itself after a while
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    queries: list[tuple[float, str]] = []
    with calendar.clock_set_to(date(2016, 12, 1)):
        quarter = calendar.pilot_quarters()[-1]
        with connection.execute_wrapper(timing(queries)):
            figures_to(quarter)
        taken = []
        for _ in range(ROUNDS):
            started = time.perf_counter()
            figures_to(quarter)
            taken.append(1000 * (time.perf_counter() - started))
    counts = f"{Session.objects.count():,} sessions, {Case.objects.count():,} cases"
    sys.stdout.write(
        f"{connection.vendor}: {counts}; {len(queries)} queries, the slowest "
        f"{max(queries)[0]:.0f} ms; the table {min(taken):.0f} ms at best, "
        f"{statistics.median(taken):.0f} ms in the median\n"
    )


def timing(queries: list):
    """A wrapper of the database's calls that notes how long each query took."""

    def note(execute, sql, *rest):
        started = time.perf_counter()
        try:
            return execute(sql, *rest)
        finally:
            queries.append((1000 * (time.perf_counter() - started), sql))

    return note


@transaction.atomic
def fill(sessions: int) -> None:
    chance = random.Random(1)
    worker = User.objects.create_user("benchmark")
    boroughs, posts = list(Borough.objects.all()), list(Post.objects.all())
    at = calendar.now()
    outcomes = ["ATT"] * 12 + ["LATE", "DNA", "DNA", "CANC_SHORT", "CANC_NOTICE", "NOT_REC"]

    by_chance = [
        (
            FIRST + timedelta(days=chance.randrange(300)),
            chance.choice(boroughs),
            chance.choice(posts),
        )
        for _ in range(min(MADE_BY_CHANCE, sessions // SESSIONS_A_CASE))
    ]
    copies = sessions // SESSIONS_A_CASE // len(by_chance)
    made = [(number, *case) for number, case in enumerate(by_chance * copies)]
    referrals = Referral.objects.bulk_create(
        (
            Referral(
                reference=next(REFERENCES),
                received_on=opened_on,
                decided_on=opened_on,
                decided_by=worker,
                worker=worker,
                screening_by=worker,
                screening_at=at,
                status="ACCEPTED",
                post=post,
                source="OTHER",
                borough=borough,
                residence=borough.pk,
                basis="RESIDENCE",
                given_names=f"A{number}",
                surname="Benchmark",
                reason="Made up",
                awareness="YES",
                early_flag=chance.choice(["YES", "NO", "UNKNOWN"]),
                first_tried_on=opened_on + timedelta(days=3),
                tried_after=chance.randrange(9),
                held_for=0,
                recorded_at=at,
                recorded_by=worker,
            )
            for number, opened_on, borough, post in made
        ),
        batch_size=BATCH,
    )
    people = Perpetrator.objects.bulk_create(
        (
            Perpetrator(
                reference=next(REFERENCES),
                given_names=f"A{number}",
                surname="Benchmark",
                supported_on=opened_on + timedelta(days=60),
                supported_borough=borough,
            )
            for number, opened_on, borough, _ in made
        ),
        batch_size=BATCH,
    )
    EqualityRecord.objects.bulk_create(
        (
            EqualityRecord(
                perpetrator=person,
                asked_on=FIRST,
                asked_by=worker,
                **dict.fromkeys(CORE, "DECLINED"),
            )
            for person in people
        ),
        batch_size=BATCH,
    )
    opened = Case.objects.bulk_create(
        (
            Case(
                reference=next(REFERENCES),
                referral=referral,
                perpetrator=person,
                borough=borough,
                accepted_borough=borough,
                post=post,
                worker=worker,
                opened_on=opened_on,
                is_first=True,
                engaged_on=opened_on + timedelta(days=9),
                engaged_after=9,
                engaged_borough=borough,
                **(ended(opened_on, chance) if number % 2 else {}),
            )
            for (number, opened_on, borough, post), referral, person in zip(
                made, referrals, people, strict=True
            )
        ),
        batch_size=BATCH,
    )
    CaseBorough.objects.bulk_create(
        (
            CaseBorough(
                case=case,
                borough=case.borough,
                starts_on=case.opened_on,
                recorded_at=at,
                recorded_by=worker,
            )
            for case in opened
        ),
        batch_size=BATCH,
    )
    Session.objects.bulk_create(
        (
            session(case, chance, outcomes, worker, at)
            for case in opened[: len(by_chance)]
            for _ in range(SESSIONS_A_CASE)
        ),
        batch_size=BATCH,
    )
    copy_sessions(copies - 1, cases=len(by_chance))


def ended(opened_on: date, chance: random.Random) -> dict:
    """How the work came to its end."""
    return {
        "status": "CLOSED",
        "closed_on": opened_on + timedelta(days=chance.randrange(60, 200)),
        "closure_reason": chance.choice(["COMPLETED", "DISENGAGED", "MOVED"]),
        "closure_outcome": "Made up",
        "first_stage": 2,
        "last_stage": chance.choice([None, 1, 3]),
    }


def copy_sessions(times: int, *, cases: int) -> None:
    """The sessions are there again for as many further cases, each time with the next."""
    columns = [field.column for field in Session._meta.concrete_fields]
    columns.remove("id")
    copied = {column: f'"{column}"' for column in columns} | {
        "case_id": "case_id + %s",
        "reference": "substr(cast(1000000000 + cast(reference as bigint) + %s as text), 2)",
    }
    names = ", ".join(f'"{column}"' for column in columns)
    many = cases * SESSIONS_A_CASE
    last = Session.objects.latest("pk").pk
    with connection.cursor() as cursor:
        for number in range(1, times + 1):
            cursor.execute(
                f"INSERT INTO cases_session ({names}) SELECT {', '.join(copied.values())} "
                f"FROM cases_session WHERE id <= {last}",
                [
                    {"reference": number * many, "case_id": number * cases}[column]
                    for column in columns
                    if column in ("reference", "case_id")
                ],
            )


def session(case, chance, outcomes, worker, at) -> Session:
    outcome = chance.choice(outcomes)
    came, recorded = outcome in ("ATT", "LATE"), outcome != "NOT_REC"
    return Session(
        reference=next(REFERENCES),
        case=case,
        borough=case.borough,
        worker=worker,
        on=case.opened_on + timedelta(days=chance.randrange(60)),
        kind="INTERVENTION",
        method="VISIT",
        outcome=outcome,
        minutes=50 if came else None,
        record="They came." if came else "",
        booked_at=at,
        recorded_at=at if recorded else None,
        recorded_by=worker if recorded else None,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
