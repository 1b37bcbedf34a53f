"""Numbers and bars by the thousand: see `pilot.templatetags.charts`."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html

from reporting.dashboard import Words
from reporting.over_time import Band, TimeChart

register = template.Library()


@register.simple_tag
def number(words: Words, href: str = "") -> str:
    """A number as it is written, its parts, and why it is hidden.

    `href` leads those who may to the list of what was counted. A page has hundreds and few
    kinds of them: the template is rendered once for each kind.
    """
    has_parts = bool(words.parts) and words.parts != words.value
    flags = (words.is_suppressed, words.is_marked, words.is_waiting)
    return format_html(
        _pattern(flags, bool(href), has_parts),
        value=words.value,
        href=href,
        parts=words.parts,
    )


@cache
def _pattern(flags: tuple[bool, ...], has_href: bool, has_parts: bool) -> str:
    words = Words("{value}", "{parts}" if has_parts else "", "", *flags)
    context = {"words": words, "href": "{href}" if has_href else ""}
    return render_to_string("reporting/parts/number.html", context).strip()


@register.simple_tag
def month_bars(band: Band) -> str:
    """The bars of a band, each with its number above it."""
    drawn = [
        f'<rect x="{bar.x}%" y="{bar.y}" width="{bar.width}%" height="{bar.height}" />'
        for bar in band.bars
    ]
    counts = [
        f'<text x="{bar.words_x}%" y="{bar.words_y}">{{}}</text>' for bar in band.bars
    ]
    return format_html(
        f'{"".join(drawn)}<g font-size="12" text-anchor="middle">{"".join(counts)}</g>',
        *(bar.words for bar in band.bars),
    )


@register.simple_tag
def month_names(chart: TimeChart) -> str:
    """The axis: each month, and the year under its first."""
    months = [
        f'<text x="{month.x}%" y="{chart.month_y}">{{}}</text>' for month in chart.months
    ]
    years = [month for month in chart.months if month.year]
    under = [f'<text x="{month.x}%" y="{chart.year_y}">{{}}</text>' for month in years]
    return format_html(
        "".join(months + under),
        *(month.name for month in chart.months),
        *(month.year for month in years),
    )
