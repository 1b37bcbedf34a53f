"""Follows every link that a signed-in person is shown, by GET only."""

from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import resolve

OF_EACH = 4
TAKES_SECONDS = dict.fromkeys(  # a PDF of many pages: one is like another
    ("reporting:pack_pdf", "reporting:extension_pack_pdf"), 1
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


def crawl(client, starts=("/",), *, of_each=OF_EACH) -> dict:
    """The pages that can be reached by links from `starts`, by address.

    Of one view at most so many addresses are opened: its hundredth record, page or order
    is like its fourth.
    """
    waiting, found, opened = list(starts), {}, Counter()
    while waiting:
        address = waiting.pop(0)
        view = _view_of(address)
        if (
            address in found
            or view is None
            or opened[view] >= TAKES_SECONDS.get(view, of_each)
        ):
            continue
        opened[view] += 1
        found[address] = response = client.get(address)
        if response.status_code in (301, 302):
            waiting.insert(0, urljoin(address, response.url))
        elif is_a_page(response):
            for link in Links(response.text).links:
                target = urljoin(address, link).partition("#")[0]
                if not urlsplit(target).netloc and target.startswith("/"):
                    waiting.append(target)
    return found


def _view_of(address: str) -> str | None:
    """The page that answers at this address; none for a file."""
    if address.startswith("/static/"):
        return None
    return resolve(urlsplit(address).path).view_name


def is_a_page(response) -> bool:
    """Whether it is something to read, rather than a file to keep."""
    return response.headers.get("Content-Type", "").startswith("text/html")
