"""A page as a PDF, tagged for screen readers.

WeasyPrint needs Pango, which is the machine's and no package: it is loaded only when
somebody asks, and without it they are told to print the page instead.
"""

from pathlib import Path


class NoPdf(Exception):
    """This machine cannot make one. The page itself can still be printed."""


def pdf_of(html: str, stylesheet: Path, *, identifier: str = "") -> bytes:
    """The page as a file. Nothing is fetched from anywhere, whatever it names.

    With an identifier, the same page is the same file to the byte, whenever it is made.
    """
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as missing:
        raise NoPdf from missing
    nowhere = URLFetcher(allowed_protocols=())
    style = CSS(string=stylesheet.read_text(), url_fetcher=nowhere)
    document = HTML(string=html, url_fetcher=nowhere)
    return document.write_pdf(
        stylesheets=[style],
        pdf_variant="pdf/ua-1",
        pdf_identifier=identifier.encode() or None,
    )
