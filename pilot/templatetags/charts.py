"""The marks of a chart: a page has thousands, and a template's loop is far slower.

Numbers of our own reckoning are put into a pattern, words are escaped into it.
"""

from django import template
from django.utils.html import format_html

from pilot.charts import BAR, TRACK, Chart

register = template.Library()


@register.simple_tag
def bars(chart: Chart) -> str:
    """Headings of groups, and every bar on its track under its name and number."""
    pattern = [
        f'<text y="{each.y}" font-weight="bold" fill="#0b0c0c">{{}}</text>'
        for each in chart.headings
    ]
    words = [each.name for each in chart.headings]
    for bar in chart.bars:
        pattern.append(
            f'<text y="{bar.words_y}" fill="#0b0c0c">{{}} <tspan dx="4" font-weight="bold"'
            f' fill="{bar.words_colour}">{{}}</tspan></text>'
        )
        words += [bar.name, bar.words]
        if bar.is_shown:
            pattern.append(
                f'<line x2="100%" y1="{bar.middle}" y2="{bar.middle}" stroke="{TRACK}"'
                f' stroke-width="{BAR}" />'
            )
        if bar.length:
            pattern.append(
                f'<rect y="{bar.top}" width="{bar.length}%" height="{BAR}"'
                f' fill="{bar.colour}" />'
            )
    return format_html("".join(pattern), *words) if words else ""
