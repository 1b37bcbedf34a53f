"""Follows every link that a signed-in person is shown, by GET only."""

from collections import Counter, defaultdict
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import resolve

OF_EACH = 4
ALIKE = 2
TAKES_LONG = dict.fromkeys(  # a PDF: one is like another
    (
        "reporting:pack_pdf",
        "reporting:extension_pack_pdf",
        "cases:feedback_pdf",
        "cases:case_summary_pdf",
    ),
    1,
)


class Links(HTMLParser):
    """The addresses and the title of one page."""

    def __init__(self, text: str):
        super().__init__()
        self.links: list[str] = []
        self.addresses: list[str] = []  # whatever else a browser would ask for or send to
        self.title = ""
        self._in_title = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        # A chart inside the page has titles too: the first one is the page's.
        self._in_title = self._in_title or (tag == "title" and not self.title)
        if tag == "a" and attrs.get("href"):
            self.links.append(attrs["href"])
        for name in ("src", "action", "formaction", "data-draft-url", "data-stay-url"):
            if attrs.get(name):
                self.addresses.append(attrs[name])

    def handle_endtag(self, tag):
        if tag == "title":
            self._in_title = False

    def handle_data(self, data):
        if self._in_title:
            self.title += data


def crawl(client, starts=("/",), *, also=(), of_each=OF_EACH) -> dict:
    """The pages that can be reached by links from `starts`, by address.

    Of one view at most so many addresses are opened: its hundredth record, page or order
    is like its fourth. And no more once two of them led only where others of the view had
    led already: a record in another state shows other ways on. Every view to which any
    page that was opened leads is opened itself.

    What stands in `also` is opened in any case, in the end: what has a life of its own is
    to be seen at each of its stages.

    Each page that was found carries what was read of it, as `page`.
    """
    waiting, in_the_end = list(starts), list(also)
    found, opened, alike = {}, Counter(), Counter()
    led = defaultdict(set)
    while waiting or in_the_end:
        address = (waiting or in_the_end).pop(0)
        view = _view_of(address)
        is_enough = opened[view] >= TAKES_LONG.get(view, of_each) or alike[view] >= ALIKE
        if view is None or address in found or (is_enough and address not in also):
            continue
        opened[view] += 1
        found[address] = response = client.get(address)
        if response.status_code in (301, 302):
            waiting.insert(0, urljoin(address, response.url))
        elif is_a_page(response):
            response.page = Links(response.text)
            targets = [
                target
                for link in response.page.links
                if (target := urljoin(address, link).partition("#")[0]).startswith("/")
                and not urlsplit(target).netloc
            ]
            leads = set(map(_view_of, targets))
            alike[view] += leads <= led[view]
            led[view] |= leads
            waiting += targets
    return found


def _view_of(address: str) -> str | None:
    """The page that answers at this address; none for a file."""
    path = urlsplit(address).path
    return None if path.startswith("/static/") else _view_at(path)


@cache
def _view_at(path: str) -> str:
    return resolve(path).view_name


def is_a_page(response) -> bool:
    """Whether it is something to read, rather than a file to keep."""
    return response.headers.get("Content-Type", "").startswith("text/html")
