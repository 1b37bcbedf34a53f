"""What templates ask of a form’s field, and the numbers that a page prints.

The words of a page stay in its template.
"""

from django import forms, template
from django.utils.html import conditional_escape, format_html_join

from pilot import parameters
from pilot.fields import DateWidget

register = template.Library()

GAP = "\0"  # where a word goes: what no text holds


@register.simple_tag
def parameter(code: str, place: int | None = None) -> str:
    """What is in force of a parameter, in words: "5 working days"."""
    return parameters.in_words(code, place)


@register.filter
def in_force(text: str) -> str:
    """A text with the numbers in force where it names a parameter: "within {P-07}"."""
    return parameters.filled(text)


@register.filter
def kind(field) -> str:
    """Which of the design system's controls shows this field."""
    widget = field.field.widget
    if own := getattr(widget, "pack_template", ""):
        return own
    # A group of checkboxes is a subclass of radios in Django: it is looked for first.
    kinds = (
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.CheckboxInput, "checkbox"),
        (DateWidget, "date"),
        (forms.Select, "select"),
        (forms.Textarea, "textarea"),
        (forms.FileInput, "file"),
    )
    return next((name for widgets, name in kinds if isinstance(widget, widgets)), "input")


@register.filter
def field_template(field) -> str:
    return f"govuk/fields/{kind(field)}.html"


@register.filter
def label_text(field) -> str:
    """The question; one that may be left unanswered says so."""
    form = field.form
    is_optional = (
        getattr(form, "marks_optional", False)
        and not field.field.required
        and field.name not in form.sometimes_required
        and kind(field) != "checkbox"
    )
    return f"{field.label} (optional)" if is_optional else field.label


@register.filter
def character_limit(field) -> int | None:
    """How many characters a long text may have, if it has a limit."""
    return getattr(field.field, "max_length", None) if kind(field) == "textarea" else None


@register.filter
def described_by(field) -> str:
    """The ids of the texts that explain a field, in the design system's order."""
    parts = [field.field.widget.attrs.get("aria-describedby", "")]
    if character_limit(field):
        parts.append(f"{field.auto_id}-info")
    if field.help_text:
        parts.append(f"{field.auto_id}-hint")
    if field.errors:
        parts.append(f"{field.auto_id}-error")
    return " ".join(part for part in parts if part)


_CLASSES = {
    "input": "govuk-input",
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
    "picker": "govuk-input",
}


@register.simple_tag
def control(field):
    """The input itself, with the classes and descriptions that its state asks for."""
    widget, its_kind = field.field.widget, kind(field)
    attrs = {
        "aria-describedby": described_by(field) or False,
        # A browser cuts a pasted text at these without a word; the server says it aloud.
        "maxlength": False,
        "minlength": False,
        "prefix": False,
        "suffix": False,
    }
    if its_kind == "date":
        return _rendered(field, {"data-wrong": _wrong_parts(field)})
    if its_kind == "checkbox":
        return _rendered(field, {**attrs, "class": "govuk-checkboxes__input"})
    name = _CLASSES[its_kind]
    classes = [name]
    if field.errors:
        classes.append(f"{name}--error")
    if character_limit(field):
        classes.append("govuk-js-character-count")
    if own := widget.attrs.get("class"):
        classes.append(own)
    attrs["class"] = " ".join(classes)
    if its_kind == "textarea":
        rows = widget.attrs.get("rows", "10")
        attrs |= {"cols": False, "rows": "5" if rows == "10" else rows}
    return _rendered(field, attrs)


def _rendered(field, attrs):
    """The widget without what Django adds: the pack says what is wrong in words."""
    widget = field.field.widget
    if field.auto_id and "id" not in widget.attrs:
        attrs["id"] = field.auto_id
    if field.field.disabled:
        attrs["disabled"] = True
    return widget.render(
        field.html_name, field.value(), attrs=attrs, renderer=field.form.renderer
    )


def _wrong_parts(field) -> tuple[str, ...]:
    """The boxes of a date that its messages are about; all, when they do not say."""
    if not field.errors:
        return ()
    return _named_parts(field) or ("day", "month", "year")


def _named_parts(field) -> tuple[str, ...]:
    """The parts of a field that its messages say they are about."""
    return tuple(
        part
        for error in field.errors.as_data()
        for part in (error.params or {}).get("parts", ())
    )


@register.filter
def error_href(field) -> str:
    """Where a message leads: the first box or answer that can be put right."""
    its_kind = kind(field)
    if field.is_hidden or not field.auto_id:
        return ""
    if its_kind in ("radios", "checkboxes"):
        first = next(iter(field.subwidgets), None)
        return f"#{first.id_for_label}" if first else f"#{field.auto_id}"
    if its_kind == "date":
        return f"#{field.auto_id}_{_wrong_parts(field)[0]}"
    if its_kind == "picker":
        return f"#{'_'.join([field.auto_id, *_named_parts(field)[:1]])}"
    return f"#{field.id_for_label}"


@register.filter
def error_links(form) -> list[dict]:
    """Every message of a form in the order of its fields, with the address of its field."""
    links = [{"text": text, "href": ""} for text in form.non_field_errors()]
    for field in form:
        links += [{"text": text, "href": error_href(field)} for text in field.errors]
    return links


@register.filter
def unrevealed(form) -> list:
    """The fields to show by themselves: those that no answer reveals."""
    hidden = form.revealed() if hasattr(form, "revealed") else {}
    return [field for field in form if field.name not in hidden]


@register.simple_tag
def revealed_by(field, option) -> list:
    """The fields that choosing this answer opens."""
    form = field.form
    return [form[name] for name in option.data.get("reveals", ()) if name in form.fields]


@register.filter
def page_numbers(page):
    """The page numbers to offer: the first, the last and those around this one."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def pounds(amount) -> str:
    """An amount of money as people write it: "£1,250.00", "−£85.50"."""
    sign = "−" if amount < 0 else ""
    return f"{sign}£{abs(amount):,.2f}"


@register.tag
def each(parser, token):
    """Repeats what is inside for each line of words, in which every `{% word %}` is one.

    What is inside is rendered once, so that a table of a thousand cells costs little.
    """
    _, lines = token.split_contents()
    inside = parser.parse(("endeach",))
    parser.delete_first_token()
    return EachNode(parser.compile_filter(lines), inside)


@register.tag
def word(parser, token):
    """The next word of a line: see `each`."""
    return WordNode()


class WordNode(template.Node):
    def render(self, context):
        return GAP


class EachNode(template.Node):
    def __init__(self, lines, nodelist):
        self.lines = lines
        self.nodelist = nodelist

    def render(self, context):
        inside = self.nodelist.render(context)
        pattern = inside.replace("{", "{{").replace("}", "}}").replace(GAP, "{}")
        escaped = {}  # the same words stand in a table again and again
        lines = [
            [
                escaped.get(word) or escaped.setdefault(word, conditional_escape(word))
                for word in line
            ]
            for line in self.lines.resolve(context)
        ]
        return format_html_join("", pattern, lines)
