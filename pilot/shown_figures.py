"""A figure as somebody was shown it, carried to the page on which they ask about it.

A link holds it signed, so that what arrives is word for word what the page showed: what
was suppressed there stays suppressed.
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core import signing
from django.urls import reverse

# Without the moment of signing: the same figure has the same link, whatever lies behind it.
_SIGNER = signing.Signer(salt="pilot.shown_figures")


@dataclass(frozen=True)
class ShownFigure:
    """A figure word for word, of a borough (its code) and a period, and the day it was."""

    borough: str
    code: str
    label: str
    period: str
    value: str
    on: date


def raise_href(figure: ShownFigure) -> str:
    """Where a concern is raised about the figure."""
    told = {**vars(figure), "on": figure.on.isoformat()}
    token = _SIGNER.sign_object(told, compress=True)
    return f"{reverse('pilot:concern_raise')}?{urlencode({'figure': token})}"


def shown_figure(token: str) -> ShownFigure | None:
    """The figure of a link; none if it is not one of ours."""
    try:
        told = _SIGNER.unsign_object(token)
    except signing.BadSignature:
        return None
    return ShownFigure(**{**told, "on": date.fromisoformat(told["on"])})
