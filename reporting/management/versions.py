"""Which signed return a command is about."""

from argparse import ArgumentParser

from django.core.management.base import CommandError

from pilot.models import Borough
from reporting.figures import pilot_quarter
from reporting.models import ReturnVersion


def one_of(parser: ArgumentParser) -> None:
    """The command asks for a borough, a quarter and, if not the latest, a version."""
    parser.add_argument("borough", help="LBHF, RBKC or WCC")
    parser.add_argument("quarter", help="a quarter of the pilot, like 2015Q4")
    parser.add_argument(
        "--number", type=int, help="the version's number; the latest when it is not given"
    )


def version_named(borough: str, quarter: str, number: int | None) -> ReturnVersion:
    """The version asked for, or in one line what is wrong with the question."""
    boroughs = list(Borough.objects.order_by("place").values_list("pk", flat=True))
    if borough.upper() not in boroughs:
        known = f"Choose {', '.join(boroughs)}." if boroughs else "Run seed_pilot first."
        raise CommandError(f"There is no borough {borough!r}. {known}")
    try:
        of_quarter = pilot_quarter(quarter)
    except ValueError as problem:
        raise CommandError(str(problem)) from None
    versions = ReturnVersion.objects.for_listing().filter(
        of_return__borough=borough.upper(), of_return__quarter=str(of_quarter)
    )
    signed = {each.number: each for each in versions}
    if not signed:
        raise CommandError(
            f"Nobody has signed the return of {borough.upper()} for {of_quarter.label}."
        )
    if number is not None and number not in signed:
        known = ", ".join(map(str, sorted(signed)))
        raise CommandError(f"There is no version {number}. Signed are: {known}.")
    return signed[number or max(signed)]
