"""The form templates say what the design system says.

Each component of govuk-frontend publishes fixtures: what somebody asked for and the HTML
that should come of it. Here the same thing is asked for as a Django field, rendered by our
pack, and compared as a tree: the order of attributes and white space do not count.

Two things are ours on purpose and are translated before comparing: Django's ids (`name_0`
for a first answer, `name_day` for a day) and names (`name_day`).
"""

import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from crispy_forms.layout import Field, Fieldset, Layout, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.conf import settings
from django.template.loader import render_to_string

from pilot.fields import Checkboxes, DateField, DateWidget, PilotForm, Radios, TypedDate

COMPONENTS = Path(settings.BASE_DIR) / "node_modules/govuk-frontend/dist/govuk/components"
MISSING = not COMPONENTS.is_dir() and not os.environ.get("CI")
pytestmark = pytest.mark.skipif(
    MISSING, reason="node_modules is absent: `python3 manage.py build_assets` brings it"
)


class Ours(PilotForm):
    """One field, as a fixture asks for it."""

    marks_optional = False


# --- from a fixture's options to a field -------------------------------------------------


def text_input(options):
    attrs = _attrs(options, "inputmode", "autocomplete", "pattern", "autocapitalize")
    if "spellcheck" in options and options["spellcheck"] is not None:
        attrs["spellcheck"] = str(options["spellcheck"]).lower()
    for affix in ("prefix", "suffix"):
        if affix in options:
            attrs[affix] = options[affix]["text"]
    widget = forms.TextInput(attrs)
    widget.input_type = options.get("type", "text")
    return forms.CharField(widget=widget, disabled=options.get("disabled", False))


def textarea(options):
    attrs = _attrs(options, "rows", "autocomplete")
    if "spellcheck" in options:
        attrs["spellcheck"] = str(options["spellcheck"]).lower()
    return forms.CharField(
        widget=forms.Textarea(attrs), max_length=options.get("maxlength")
    )


def select(options):
    choices = [
        (item["value"], item["text"])
        for item in options["items"]
        if item and not item.get("disabled")
    ]
    return forms.ChoiceField(choices=choices, widget=forms.Select(_attrs(options)))


def radios(options):
    return forms.ChoiceField(
        choices=_choices(options), widget=Radios(_attrs(options), **_explained(options))
    )


def checkboxes(options):
    if "fieldset" not in options:
        [item] = options["items"]
        return forms.BooleanField(
            label=item["text"],
            widget=forms.CheckboxInput({"value": item["value"], **_attrs(options)}),
        )
    alone = [item["value"] for item in _items(options) if item.get("behaviour")]
    return forms.MultipleChoiceField(
        choices=_choices(options),
        widget=Checkboxes(_attrs(options), alone=alone, **_explained(options)),
    )


def date_input(options):
    return DateField(widget=DateWidget(_attrs(options)))


def file_upload(options):
    widget = forms.FileInput(_attrs(options))
    return forms.FileField(widget=widget, disabled=options.get("disabled", False))


DATES = {"date-input"}
FIELDS = {
    "input": text_input,
    "textarea": textarea,
    "character-count": textarea,
    "select": select,
    "radios": radios,
    "checkboxes": checkboxes,
    "date-input": date_input,
    "file-upload": file_upload,
}


def _attrs(options, *names):
    described = options.get("describedBy") or _fieldset(options).get("describedBy")
    return {
        **{name: options[name] for name in names if options.get(name)},
        **({"aria-describedby": described} if described else {}),
        **({"class": options["classes"]} if options.get("classes") else {}),
        **({} if "fieldset" in options else options.get("attributes", {})),
    }


def _items(options):
    return [item for item in options["items"] if item and "divider" not in item]


def _choices(options):
    return [(item["value"], item["text"]) for item in _items(options)]


def _explained(options):
    hints, dividers, reveals, word = {}, {}, {}, None
    for item in options["items"]:
        if not item:
            continue
        if (item.get("conditional") or {}).get("html"):
            reveals[item["value"]] = [f"revealed-by-{item['value']}"]
        if "divider" in item:
            word = item["divider"]
            continue
        if "hint" in item:
            hints[item["value"]] = item["hint"]["text"]
        if word:
            dividers[item["value"]], word = word, None
    return {"hints": hints, "dividers": dividers, "reveals": reveals}


def value_of(component, options):
    if component == "date-input":
        parts = (options.get("values") or {}, options)
        values = [
            (options.get(part) or {}).get("value") or (parts[0] or {}).get(part) or ""
            for part in ("day", "month", "year")
        ]
        return TypedDate(*map(str, values))
    if component == "checkboxes" and "fieldset" not in options:
        return False
    if component == "checkboxes":
        ticked = [item["value"] for item in _items(options) if item.get("checked")]
        return [*ticked, *(options.get("values") or [])]
    if component == "radios":
        ticked = [item["value"] for item in _items(options) if item.get("checked")]
        return ticked[0] if ticked else options.get("value")
    if component == "select":
        chosen = [
            item["value"]
            for item in options["items"]
            if item and (item.get("selected") or item["value"] == options.get("value"))
        ]
        return chosen[0] if chosen else None
    return options.get("value")


def rendered(component, options):
    name = options.get("name") or options.get("idPrefix") or options["id"]
    form = Ours(auto_id="%s", initial={name: value_of(component, options)})
    field = FIELDS[component](options)
    field.label = field.label or _asked(options).get("text", "")
    field.help_text = (options.get("hint") or {}).get("text", "")
    form.fields = {name: field}
    for names in getattr(field.widget, "reveals", {}).values():
        form.fields |= {inner: forms.CharField(label="More") for inner in names}
    if wrapper := (options.get("formGroup") or {}).get("classes"):
        form.helper.layout = Layout(Field(name, wrapper_class=wrapper))
    size = re.search(r"(?:__legend|label)--(\w+)", _asked(options).get("classes", ""))
    form.helper.label_size = size[1] if size else ""
    if error := (options.get("errorMessage") or {}).get("text"):
        form.full_clean()
        form._errors = forms.utils.ErrorDict()
        form.cleaned_data = {}
        items = {
            item["name"]: item for item in options.get("items", []) if component in DATES
        }
        parts = [
            part
            for part in TypedDate._fields
            if (items.get(part) or options.get(part) or {}).get("error")
        ]
        form.add_error(name, forms.ValidationError(error, params={"parts": parts}))
    return render_crispy_form(form)


def _asked(options):
    return options.get("label") or _fieldset(options).get("legend") or {}


def _fieldset(options):
    return options.get("fieldset") or {}


# --- comparing trees ----------------------------------------------------------------------

VOID = {"input", "br", "img", "hr"}


class Tree(HTMLParser):
    """HTML as nested lists: a tag, its attributes by name, what is inside."""

    def __init__(self, html):
        super().__init__()
        self.root = ["", {}, []]
        self.stack = [self.root]
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        node = [tag, {name: _attribute(name, value) for name, value in attrs}, []]
        self.stack[-1][2].append(node)
        if tag not in VOID:
            self.stack.append(node)

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.stack.pop()

    def handle_data(self, data):
        if text := " ".join(data.split()):
            self.stack[-1][2].append(text)


def _attribute(name, value):
    if name == "class":
        return " ".join(sorted((value or "").split()))
    return " ".join((value or "").split())


def tree(html):
    """What the page says, without what is inside an answer's reveal: that is any field."""
    nodes = Tree(html).root[2]
    for _tag, attrs, inside in every(nodes):
        if "__conditional" in attrs.get("class", ""):
            inside.clear()
        # An answer that cannot be chosen is not among our choices.
        inside[:] = [
            node for node in inside if node[0] != "option" or "disabled" not in node[1]
        ]
    return nodes


def every(nodes):
    for node in nodes:
        if isinstance(node, list):
            yield node
            yield from every(node[2])


def with_our_names(component, options, nodes):
    """The published HTML with Django's ids and names."""
    prefix = options.get("idPrefix") or options.get("id") or options["name"]
    name = options.get("name") or prefix
    ids = {prefix + end: name + end for end in ("", "-hint", "-error", "-info")}
    if component == "date-input":
        ids |= {f"{prefix}-{part}": f"{name}_{part}" for part in TypedDate._fields}
    many = component == "radios" or (component == "checkboxes" and "fieldset" in options)
    if many:
        order = -1
        for position, item in enumerate(options["items"], start=1):
            if not item or "divider" in item:
                continue
            order += 1
            theirs = item.get("id") or prefix + (f"-{position}" if position > 1 else "")
            ids[theirs] = f"{name}_{order}"
            ids[f"{theirs}-item-hint"] = f"{name}_{order}-item-hint"
            ids[f"conditional-{theirs}"] = f"conditional-{name}_{order}"
    for tag, attrs, _inside in every(nodes):
        for attr in ("id", "for", "aria-describedby", "data-aria-controls"):
            if attr in attrs:
                attrs[attr] = " ".join(ids.get(one, one) for one in attrs[attr].split())
        if component == "date-input" and tag == "input":
            attrs["name"] = attrs["id"]
    return nodes


def fixtures(component):
    path = COMPONENTS / component / "fixtures.json"
    if not path.exists():
        return {}
    published = json.loads(path.read_text(encoding="utf-8"))["fixtures"]
    return {fixture["name"]: fixture for fixture in published}


# --- what is compared, and what is not ours ---------------------------------------------

# Why our pack does not express a published case: everything else must be the same.
HEADINGS = "the page's heading comes from its layout, never from a field"
RAW_HTML = "our texts are text: no field carries HTML of its own"
OWN_ATTRIBUTES = "parts of a control take no attributes or classes of their own here"
NO_QUESTION = "answers always stand under a question, in a fieldset"
OWN_NAMES = "every answer of a field has the field's name and Django's id"
CHECKED_TWICE = "what is chosen comes from the field's value alone"
WORDS = "long texts count characters, always shown, in English"
WHOLE_DATES = "a date always has a day, a month and a year, named by Django"
SAID_ERRORS = "a box is marked wrong only by a message that says what to do"
ENHANCED = "one file at a time, with the browser's own control"
NO_LABEL = "the published case has no answers or values to compare"

NOT_OURS = {
    "input": {
        HEADINGS: ["with label as page heading"],
        RAW_HTML: ["with prefix with html", "with suffix with html"],
        OWN_ATTRIBUTES: [
            "with prefix with classes",
            "with prefix with attributes",
            "with suffix with classes",
            "with suffix with attributes",
            "with customised input wrapper",
        ],
    },
    "textarea": {HEADINGS: ["with label as page heading"]},
    "character-count": {
        HEADINGS: ["with label as page heading"],
        OWN_ATTRIBUTES: [
            "custom classes on countMessage",
            "with textarea maxlength attribute",
        ],
        WORDS: [
            "with maxwords",
            "with count type 'length'",
            "with count type 'characters'",
            "with count type 'characters' and value",
            "with count type 'characters' and error message",
            "with count type 'characters' and threshold",
            "with count type 'words'",
            "with count type 'words' and value",
            "with count type 'words' and error message",
            "with count type 'words' and threshold",
            "with threshold",
            "with custom textarea description",
            "to configure in JavaScript",
            "with neither maxlength nor maxwords set",
            "with neither maxlength, maxwords nor textarea description set",
            "with translations",
        ],
    },
    "select": {
        HEADINGS: ["with label as page heading"],
        OWN_ATTRIBUTES: ["attributes on items"],
        CHECKED_TWICE: ["item selected overrides value", "with falsy values"],
        NO_LABEL: ["hint", "without values", "without values with selected value"],
    },
    "radios": {
        HEADINGS: ["with legend as page heading", "with hints on items", "with disabled"],
        RAW_HTML: ["fieldset with html"],
        OWN_ATTRIBUTES: [
            "attributes",
            "items with attributes",
            "label with classes",
            "label with attributes",
            "fieldset params",
        ],
        NO_QUESTION: [
            "without fieldset",
            "with idPrefix",
            "minimal items and name",
            "with falsy items",
            "with empty conditional",
            "with error message",
            "with error message and idPrefix",
            "prechecked using value",
        ],
        CHECKED_TWICE: ["item checked overrides value"],
    },
    "checkboxes": {
        HEADINGS: ["with legend as a page heading"],
        RAW_HTML: ["fieldset html params"],
        OWN_ATTRIBUTES: [
            "attributes",
            "items with attributes",
            "with label classes",
            "label with attributes",
            "fieldset params",
            "with disabled item",
        ],
        NO_QUESTION: [
            "with idPrefix",
            "with falsy values",
            "classes",
            "with checked item",
            "multiple hints",
            "with single option (and hint) "
            "set 'aria-describedby' on input, and describedBy",
        ],
        OWN_NAMES: ["with hints on items", "with id and name"],
        CHECKED_TWICE: ["item checked overrides values"],
    },
    "date-input": {
        RAW_HTML: ["fieldset html"],
        OWN_ATTRIBUTES: [
            "attributes",
            "classes",
            "custom pattern",
            "custom inputmode",
            "with autocomplete values",
            "with input attributes",
            "items with classes",
            "items without classes",
        ],
        NO_QUESTION: [
            "with empty items",
            "with id on items",
            "suffixed id",
            "with item value",
            "with field value",
            "with field value and items",
            "with field value and item value",
            "with field value, item value and values",
            "with field value overriding values",
        ],
        WHOLE_DATES: [
            "with translations",
            "with values and name prefix",
            "with values, name prefix and custom names",
            "with nested name",
            "day and month",
            "day and month (using items)",
            "month and year",
            "month and year (using items)",
        ],
        SAID_ERRORS: [
            "with errors only",
            "with errors only (using classes)",
            "with errors only (using items)",
            "with errors only (using items and classes)",
            "with error on single field by omission",
            "with error on single field using classes",
            "with error on single item by omission",
            "with error on single item using classes",
        ],
    },
    "file-upload": {
        HEADINGS: ["with label as page heading"],
        ENHANCED: [
            "enhanced",
            "enhanced, with error message and hint",
            "enhanced, multiple files",
            "enhanced, custom wrapper classes and attributes",
            "translated, no javascript enhancement",
            "allows multiple files",
            "translated",
        ],
    },
}


def left_out(component):
    return {name for names in NOT_OURS[component].values() for name in names}


CASES = [
    pytest.param(component, fixture, id=f"{component}: {name}")
    for component in FIELDS
    for name, fixture in fixtures(component).items()
    if name not in left_out(component)
]


@pytest.mark.parametrize(("component", "fixture"), CASES)
def test_a_field_says_what_the_design_system_says(component, fixture):
    options = fixture["options"]

    ours = tree(rendered(component, options))

    assert ours == with_our_names(component, options, tree(fixture["html"]))


def test_enough_was_compared_to_mean_something():
    assert len(CASES) > 150


@pytest.mark.parametrize("component", FIELDS)
def test_every_case_that_is_left_out_is_still_published(component):
    assert left_out(component) <= fixtures(component).keys()


@pytest.mark.parametrize(
    "name",
    [
        "default",
        "without links",
        "mixed with and without links",
        "error list with html as text",
    ],
)
def test_the_error_summary_says_what_the_design_system_says(name):
    fixture = fixtures("error-summary")[name]
    form = Ours({}, auto_id="%s")
    form.fields = {}
    form.full_clean()
    for error in fixture["options"]["errorList"]:
        field = error.get("href", "").lstrip("#") or None
        if field:
            form.fields[field] = forms.CharField(required=False)
        form.add_error(field, error["text"])

    ours = tree(render_to_string("govuk/error_summary.html", {"form": form}))

    assert ours == tree(fixture["html"])


@pytest.mark.parametrize(
    ("component", "name"),
    [
        ("error-message", "default"),
        ("error-message", "html as text"),
        ("hint", "default"),
        ("hint", "html as text"),
    ],
)
def test_messages_say_what_the_design_system_says(component, name):
    fixture = fixtures(component)[name]
    text = fixture["options"]["text"]
    form = Ours({}, auto_id="%s")
    field = forms.CharField(required=False, help_text=text if component == "hint" else "")
    form.fields = {"answer": field}
    if component == "error-message":
        form.add_error("answer", text)

    ours = tree(render_to_string("govuk/fields/messages.html", {"field": form["answer"]}))
    del ours[0][1]["id"]  # ours always has one: the control is described by it

    assert ours == tree(fixture["html"])


@pytest.mark.parametrize(
    "name", ["default", "secondary", "warning", "inverse", "name", "classes"]
)
def test_a_button_says_what_the_design_system_says(name):
    options = fixtures("button")[name]["options"]
    form = Ours()
    form.helper.layout = Layout(
        Submit(
            options.get("name", "save"),
            options["text"],
            css_class=options.get("classes", ""),
        )
    )

    [[tag, ours, inside]] = tree(render_crispy_form(form))
    [[_tag, theirs, text]] = tree(fixtures("button")[name]["html"])

    # Every button of a form has a name, and sends once when it is pressed twice.
    assert ours.pop("data-prevent-double-click") == "true"
    assert (ours.pop("id"), ours.pop("value")) == (
        f"submit-id-{ours['name'].lower()}",
        options["text"],
    )
    assert (tag, inside) == ("button", text)
    assert ours == {"name": "save"} | theirs


@pytest.mark.parametrize("name", ["link", "explicit link"])
def test_a_button_link_says_what_the_design_system_says(name):
    fixture = fixtures("button")[name]

    ours = render_to_string("components/button_link.html", fixture["options"])

    assert tree(ours) == tree(fixture["html"])


def test_a_fieldset_says_what_the_design_system_says():
    fixture = fixtures("fieldset")["styled as medium text"]
    form = Ours()
    form.helper.layout = Layout(Fieldset(fixture["options"]["legend"]["text"]))

    [[_tag, attrs, _inside]] = ours = tree(render_crispy_form(form))
    attrs["class"] = attrs["class"].replace("app-fieldset ", "")  # our space below it

    assert ours == tree(fixture["html"])
