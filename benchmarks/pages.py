"""How long the pages take at the server, and how many queries each runs.

    python3 manage.py demo --no-serve && PILOT_DEMO=1 .venv/bin/python benchmarks/pages.py

Reads the demonstration's invented year in this process: what a network or a web server
adds is not in it. Prints the fastest and the median of the rounds in milliseconds of
the processor, so that a busy machine tells nearly the same as an idle one.
"""

import gc
import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pilot.settings")

import django  # the path and the settings come first

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from pilot.models import User  # noqa: E402

ROUNDS = 15
PAGES = (
    ("cjw", "/"),
    ("cjw", "/cases/"),
    ("cjw", "/referrals/"),
    ("cjw", "/referrals/search/"),
    ("manager", "/"),
    ("manager", "/cases/?tab=closed"),
    ("manager", "/trail/"),
    ("officer.wcc", "/"),
    ("officer.wcc", "/figures/WCC/2016Q2/"),
    ("manager", "/figures/WCC/2016Q2/"),
    ("group", "/figures/all/2016Q2/"),
    ("manager", "/figures/all/2016Q2/"),
    ("manager", "/targets/WCC/"),
    ("manager", "/due/"),
    ("manager", "/returns/"),
    ("manager", "/returns/WCC/2016Q2/"),
    ("manager", "/returns/WCC/2016Q2/?tab=outcomes"),
    ("manager", "/returns/WCC/2016Q2/sign/"),
    ("officer.wcc", "/returns/WCC/2016Q1/"),
    ("group", "/"),
    ("group", "/packs/2016Q2/"),
    ("group", "/packs/2016Q2/boroughs/"),
    ("group", "/packs/2016Q2/borough-wcc/"),
    ("group", "/packs/2016Q2/finance/"),
    ("group", "/packs/2016Q2/definitions/"),
    ("group", "/extensions/1/"),
    ("admin", "/people/"),
    ("admin", "/contract/"),
)


def main() -> None:
    write = sys.stdout.write
    write(f"{'':44} queries  fastest   median\n")
    for username, address in PAGES:
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(User.objects.get(username=username))
        queries = []
        with connection.execute_wrapper(counting(queries)):
            status = client.get(address).status_code
        if status != 200:
            sys.exit(f"{address} answered {status} to {username}")
        gc.collect()
        gc.freeze()  # as the server does
        gc.set_threshold(20_000)
        taken = sorted(milliseconds(client, address) for _ in range(ROUNDS))
        write(
            f"{username + '  ' + address:44} {len(queries):7}"
            f"  {taken[0]:6.1f}  {statistics.median(taken):7.1f}\n"
        )


def counting(queries: list):
    """A wrapper of the database's calls that notes each query and runs it."""

    def note(execute, sql, *rest):
        queries.append(sql)
        return execute(sql, *rest)

    return note


def milliseconds(client: Client, address: str) -> float:
    started = time.process_time()
    client.get(address)
    return (time.process_time() - started) * 1000


if __name__ == "__main__":
    main()
