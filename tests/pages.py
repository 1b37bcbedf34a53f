"""What a test reads on a page as a person would, and what it fills in."""

from datetime import date
from html.parser import HTMLParser
from urllib.parse import urlsplit

_VOID = frozenset({"input", "br", "hr", "img", "link", "meta", "col"})


class Page(HTMLParser):
    """The title, headings, links, messages and answers of an HTML answer."""

    def __init__(self, response):
        super().__init__()
        self.title = self.heading = ""
        self.texts: dict[str, str] = {}  # by id
        self.links: list[tuple[str, str]] = []  # words, address
        self.answers: dict[str, list[str]] = {}  # what each control holds, by name
        self._open: list[dict] = []
        self._words: list[str] = []
        self.feed(response.content.decode())
        self.close()
        self.words = " ".join(" ".join(self._words).split())

    @property
    def errors(self) -> dict[str, str]:
        """The message beside each field, by the field's name."""
        return {
            name[len("id_") : -len("-error")]: text.removeprefix("Error: ")
            for name, text in self.texts.items()
            if name.startswith("id_") and name.endswith("-error")
        }

    @property
    def summary(self) -> list[tuple[str, str]]:
        """The messages on top of the page, each with the id of the field it leads to."""
        return [
            (words, address[1:])
            for words, address in self.links
            if address.startswith("#id_")
        ]

    @property
    def done(self) -> str:
        """What the green banner says was done."""
        return self.texts.get("banner", "")

    def answer(self, name: str) -> str | None:
        """The one answer a control holds."""
        held = self.answers.get(name) or [None]
        return held[-1]

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        element = {"tag": tag, "attrs": attrs, "words": []}
        if tag == "input":
            self._input(attrs)
        elif tag == "option" and "selected" in attrs:
            self._keep(self._within("select"), attrs.get("value", ""))
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_data(self, data):
        for element in self._open:
            element["words"].append(data)
        if not self._within("script") and not self._within("title"):
            self._words.append(data)

    def handle_endtag(self, tag):
        while any(element["tag"] == tag for element in self._open):
            element = self._open.pop()
            self._closed(element)
            if element["tag"] == tag:
                return

    def _closed(self, element):
        tag, attrs, raw = element["tag"], element["attrs"], "".join(element["words"])
        words = " ".join(raw.split())
        if tag == "title":
            self.title = words
        elif tag == "h1":
            self.heading = words
        elif tag == "a":
            self.links.append((words, attrs.get("href", "")))
        elif tag == "textarea":
            # A browser leaves out the newline that follows the tag.
            self._keep(attrs.get("name"), raw.removeprefix("\n"))
        if "id" in attrs:
            self.texts[attrs["id"]] = words
        if "govuk-notification-banner__heading" in attrs.get("class", ""):
            self.texts["banner"] = words

    def _input(self, attrs):
        kind = attrs.get("type", "text")
        value = attrs.get("value", "on" if kind in ("radio", "checkbox") else "")
        if kind not in ("radio", "checkbox") or "checked" in attrs:
            self._keep(attrs.get("name"), value)

    def _keep(self, name, value):
        if name:
            self.answers.setdefault(name, []).append(value or "")

    def _within(self, tag):
        for element in reversed(self._open):
            if element["tag"] == tag:
                return element["attrs"].get("name") or tag
        return None


def typed(name: str, day: date) -> dict[str, str]:
    """A date as somebody types it into the three boxes."""
    return {
        f"{name}_day": str(day.day),
        f"{name}_month": str(day.month),
        f"{name}_year": str(day.year),
    }


def picked(name: str, practitioner) -> dict[str, str]:
    """What a browser sends when somebody known was found and picked."""
    return {
        name: practitioner.name,
        f"{name}_found_for": practitioner.name,
        f"{name}_choice": practitioner.token,
    }


def entered(name: str, practitioner: str, agency, role: str = "OFFICER") -> dict[str, str]:
    """What a browser sends when somebody new was entered."""
    return {
        name: practitioner,
        f"{name}_found_for": practitioner,
        f"{name}_choice": "new",
        f"{name}_agency": str(agency.pk),
        f"{name}_role": role,
    }


def lost(page: Page, sent: dict) -> dict:
    """Of the answers that were sent, those the page does not show again."""
    return {
        name: page.answers.get(name)
        for name, value in sent.items()
        if str(value) not in page.answers.get(name, [""])
    }


def leads_to(response) -> str:
    """The path that an answer sends the browser on to."""
    assert response.status_code == 302, response.status_code
    return urlsplit(response.url).path
