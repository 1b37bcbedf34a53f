"""Which of two workers runs what: the longest first, and together what shares a start."""

from xdist.scheduler import LoadScopeScheduling

# Each of these takes as long as many files; begun last, one would keep a core waiting.
FIRST = (
    "tests/guards/test_permission_matrix.py",
    "tests/guards/test_crawl.py",
    "tests/reporting/test_invented_year.py",
    "tests/guards/test_leak_hunt.py",
    "tests/guards/test_actions.py",
    "tests/reporting/test_seed_demo.py",
    "tests/reporting/test_lists.py",
    "tests/journeys/test_every_page.py",
    "tests/guards/",
    "tests/reporting/",
    "tests/journeys/",
)
TOGETHER = {  # files that look at the same tours, which are made once in a worker
    "tests/guards/test_headers.py": "tests/guards/test_crawl.py",
}
ONE_BY_ONE = "tests/journeys/"  # each begins with a pilot of its own


class ByLength(LoadScopeScheduling):
    """Shares out whole files, except that a journey may be taken by whoever is free."""

    def __init__(self, config, log=None):
        super().__init__(config, log)
        config.option.loadscopereorder = False  # that is by the number of tests

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return nodeid if file.startswith(ONE_BY_ONE) else TOGETHER.get(file, file)


def in_turn(item) -> int:
    """Where a test stands in the order in which work is handed out."""
    file = item.nodeid.partition("::")[0]
    return next((n for n, name in enumerate(FIRST) if file.startswith(name)), len(FIRST))
