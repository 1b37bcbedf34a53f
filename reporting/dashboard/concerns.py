"""Where a concern is raised about a number, quoted as the page shows it."""

from pilot.shown_figures import ShownFigure, raise_href


def href_about(figures, definition, place, quarter, value) -> str:
    """Where a concern is raised about a number as this page shows it."""
    return raise_href(
        ShownFigure(
            borough=place.code,
            code=definition.code,
            label=definition.label,
            period=quarter.label,
            value=value,
            on=figures.as_at,
        )
    )
