"""The marks of a chart: a page has thousands, and a template's loop is far slower."""

from django import template
from django.utils.html import format_html, format_html_join

from pilot.charts import BAR, TRACK, Chart

register = template.Library()

HEADING = '<text y="{}" font-weight="bold" fill="#0b0c0c">{}</text>'
NAME = (
    '<text y="{}" fill="#0b0c0c">{} '
    '<tspan dx="4" font-weight="bold" fill="{}">{}</tspan></text>'
)
ROOM = f'<line x2="100%" y1="{{0}}" y2="{{0}}" stroke="{TRACK}" stroke-width="{BAR}" />'
LONG = f'<rect y="{{}}" width="{{}}%" height="{BAR}" fill="{{}}" />'


@register.simple_tag
def bars(chart: Chart) -> str:
    """Headings of groups, and every bar on its track under its name and number."""
    return format_html(
        "{}{}{}{}",
        format_html_join("", HEADING, ((each.y, each.name) for each in chart.headings)),
        format_html_join(
            "",
            NAME,
            ((bar.words_y, bar.name, bar.words_colour, bar.words) for bar in chart.bars),
        ),
        format_html_join("", ROOM, ((bar.middle,) for bar in chart.bars if bar.is_shown)),
        format_html_join(
            "",
            LONG,
            ((bar.top, bar.length, bar.colour) for bar in chart.bars if bar.length),
        ),
    )
