"""How many examples a test looks for by chance."""

from django.db import connection


def examples(number: int) -> int:
    """So many on SQLite; on the other database a fifth.

    Where a rule goes wrong is looked for on one. The other has to understand the same
    questions and to give the same answers, which a few examples ask as well as many do.
    """
    return number if connection.vendor == "sqlite" else max(2, number // 5)
