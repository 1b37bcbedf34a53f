"""Copy the design system's compiled files from node_modules into static/vendor.

The two packages are meant for services on GOV.UK, and this one is not. So what is copied
has no Transport typeface, no crest, crown or favicon; every address in it is relative;
and no source map is named, because the manifest storage stops on a map it cannot find.
Nothing is compiled or bundled: apart from these cuts the files are as npm brought them.

When one of these rules cannot be held, static/vendor stays as it was and the command says
which file broke which rule. That is to be expected after an upgrade of the packages.
"""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


@dataclass(frozen=True)
class Package:
    """Where one package keeps the compiled files that we serve."""

    folder: str
    stylesheet: str
    module: str
    images: str = "assets/images"


PACKAGES = (
    Package("govuk-frontend/dist/govuk", "govuk-frontend.min.css", "govuk-frontend.min.js"),
    Package(
        "@ministryofjustice/frontend/moj", "moj-frontend.min.css", "moj-frontend.min.js"
    ),
)

FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
TRANSPORT = re.compile(r"""["']?GDS Transport["']?\s*,\s*""")
CSS_SOURCE_MAP = re.compile(r"\s*/\*[#@] sourceMappingURL=.*?\*/")
JS_SOURCE_MAP = re.compile(r"\s*//[#@] sourceMappingURL=\S*")
ROOTED_ADDRESS = re.compile(r"""url\(\s*(["']?)/assets/""")
ADDRESS = re.compile(r"""url\(\s*["']?([^"')]*)["']?\s*\)""")
IMAGE = re.compile(r"images/([\w.-]+\.(?:svg|png))")
IMPORT = re.compile(r"""\b(?:from|import)\s*\(?\s*["']([^"']+)["']""")

# Signs of the Crown, and marks of other services, that only they may show.
NOT_OURS = re.compile(r"crest|crown|favicon|logotype|govuk-icon|touch-icon|opengraph")
RULE_WITH_A_SIGN = re.compile(
    r"[^{}]+\{[^{}]*url\([^)]*(?:" + NOT_OURS.pattern + r")[^)]*\)[^{}]*\}"
)


class RuleBroken(Exception):
    """What a package holds cannot be made fit to serve here."""


def build(node_modules: Path, vendor: Path) -> list[str]:
    """Fill `vendor` afresh and return the names of what is in it, or leave it alone."""
    files: dict[str, bytes] = {}
    for package in PACKAGES:
        folder = node_modules / package.folder
        css = cleaned_css(text_of(folder / package.stylesheet), package.stylesheet)
        js = cleaned_js(text_of(folder / package.module), package.module)
        files[package.stylesheet] = css.encode()
        files[package.module] = js.encode()
        for name in images_named_in(css, package.stylesheet):
            files[f"images/{name}"] = content_of(folder / package.images / name)

    shutil.rmtree(vendor, ignore_errors=True)
    for name, content in files.items():
        path = vendor / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return sorted(files)


def cleaned_css(css: str, name: str) -> str:
    """The stylesheet without typeface, crest and map, and with relative addresses."""
    css = CSS_SOURCE_MAP.sub("", css)
    css = FONT_FACE.sub("", css)
    css = TRANSPORT.sub("", css)
    css = RULE_WITH_A_SIGN.sub("", css)
    css = ROOTED_ADDRESS.sub(r"url(\1", css)

    if "@font-face" in css or "GDS Transport" in css:
        raise RuleBroken(f"{name} still names a typeface that only GOV.UK may use")
    if "sourceMappingURL" in css:
        raise RuleBroken(f"{name} still names a source map, and maps are not served")
    if re.search(r"""url\(\s*["']?/""", css):
        raise RuleBroken(f"{name} still holds an address that begins with a slash")
    return css


def cleaned_js(js: str, name: str) -> str:
    """The module without its map, if the browser can load it by itself."""
    js = JS_SOURCE_MAP.sub("", js)

    if "sourceMappingURL" in js:
        raise RuleBroken(f"{name} still names a source map, and maps are not served")
    if wanted := IMPORT.search(js):
        raise RuleBroken(f"{name} imports {wanted[1]}, which is not copied with it")
    return js


def images_named_in(css: str, name: str) -> list[str]:
    """The images that the stylesheet asks for, none of them a sign that is not ours."""
    names = set()
    for address in ADDRESS.findall(css):
        wanted = IMAGE.fullmatch(address)
        if not wanted or NOT_OURS.search(address):
            raise RuleBroken(f"{name} asks for {address}, which may not be copied")
        names.add(wanted[1])
    return sorted(names)


def content_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise RuleBroken(f"{path} is missing: run `npm ci` first") from None


def text_of(path: Path) -> str:
    return content_of(path).decode()


class Command(BaseCommand):
    help = "Copy the design system's compiled files from node_modules into static/vendor."
    requires_system_checks = ()  # runs before there is a database or anything to serve

    def handle(self, *args, **options):
        vendor = settings.BASE_DIR / "static" / "vendor"
        try:
            names = build(settings.BASE_DIR / "node_modules", vendor)
        except RuleBroken as broken:
            raise CommandError(f"The assets are not built: {broken}.") from None
        self.stdout.write(self.style.SUCCESS(f"{len(names)} files are in {vendor}."))
