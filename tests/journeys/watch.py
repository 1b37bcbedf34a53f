"""What a browser notices and a reader would not: errors, broken policy, calls elsewhere."""

# A request that the page or the person gave up: a download, a second click, a page left
# while a draft was on its way.
GIVEN_UP = "net::ERR_ABORTED"
# The browser's own words about an answer that is noted with its status already.
ALREADY_NOTED = "Failed to load resource: the server responded with a status of"


class Watch:
    """Notes every fault in the windows it watches.

    An answer of 400 or above is one too, unless the journey expects it.
    """

    def __init__(self, origin: str):
        self.origin = origin
        self.faults: list[str] = []
        self.expected: set[int] = set()
        self.seen = 0

    def expect(self, *statuses: int) -> None:
        """From now on these answers are what the journey is about."""
        self.expected.update(statuses)

    def over(self, context) -> None:
        """Watch every page of this browser context."""
        context.on("console", self._said)
        context.on("weberror", lambda error: self._note(f"page error: {error.error}"))
        context.on("request", self._asked)
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def _note(self, fault: str) -> None:
        self.faults.append(fault)

    def _said(self, message) -> None:
        told = message.text
        if message.type in ("error", "warning") and not told.startswith(ALREADY_NOTED):
            self._note(f"console {message.type}: {told}")

    def _asked(self, request) -> None:
        self.seen += 1
        if not request.url.startswith((f"{self.origin}/", "data:")):
            self._note(f"left the service: {request.url}")

    def _failed(self, request) -> None:
        if request.failure != GIVEN_UP:
            self._note(f"failed: {request.method} {request.url}: {request.failure}")

    def _answered(self, response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self._note(f"{response.status}: {response.request.method} {response.url}")
