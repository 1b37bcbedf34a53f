"""Numbers and bars by the thousand: see `pilot.templatetags.charts`."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html

from reporting.dashboard import Words
from reporting.over_time import TimeChart

register = template.Library()


@register.simple_tag
def number(words: Words, href: str = "") -> str:
    """A number as it is written, its parts, and why it is hidden.

    `href` leads those who may to the list of what was counted. A page has hundreds and few
    kinds of them: the template is rendered once for each kind.
    """
    has_parts = bool(words.parts) and words.parts != words.value
    flags = (words.is_suppressed, words.is_marked, words.is_waiting)
    filled = {"value": words.value}
    if href:
        filled["href"] = href
    if has_parts:
        filled["parts"] = words.parts
    return format_html(_pattern(flags, bool(href), has_parts), **filled)


@cache
def _pattern(flags: tuple[bool, ...], has_href: bool, has_parts: bool) -> str:
    words = Words("{value}", "{parts}" if has_parts else "", "", *flags)
    context = {"words": words, "href": "{href}" if has_href else ""}
    return render_to_string("reporting/parts/number.html", context).strip()


@register.simple_tag
def month_bands(chart: TimeChart) -> str:
    """Each band: its name, how many there are together, and a bar a month on its foot."""
    pattern, words = [], []
    for band in chart.bands:
        pattern.append(
            f'<text y="{band.name_y}" fill="#0b0c0c">{{}}</text>'
            f'<text y="{band.count_y}" fill="{chart.quiet}">{{}} together</text>'
            f'<line x2="100%" y1="{band.foot}" y2="{band.foot}" stroke="#cecece" />'
            f'<g fill="{chart.bar_colour}" font-size="12" text-anchor="middle">'
        )
        words += [band.name, band.count]
        for bar in band.bars:
            pattern.append(
                f'<rect x="{bar.x}%" y="{bar.y}" width="{bar.width}%"'
                f' height="{bar.height}" />'
                f'<text x="{bar.words_x}%" y="{bar.words_y}">{{}}</text>'
            )
            words.append(bar.words)
        pattern.append("</g>")
    return format_html("".join(pattern), *words) if words else ""


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
