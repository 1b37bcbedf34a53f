"""The front-end assets, built from a small invented node_modules."""

import pytest

from pilot.management.commands.build_assets import RuleBroken, build

GOVUK = "govuk-frontend/dist/govuk"
MOJ = "@ministryofjustice/frontend/moj"

GOVUK_CSS = (
    '@charset "UTF-8";:root{--brand:#1d70b8}'
    "@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}"
    ".body{font-family:GDS Transport,arial,sans-serif}"
    ".logo:before{background-image:url(/assets/images/govuk-crest.svg)}"
    "@supports (mask-size:0){.logo:before{mask:url(/assets/images/govuk-crest.svg)}}"
    ".last{width:25%}\n/*# sourceMappingURL=govuk-frontend.min.css.map */\n"
)
MOJ_CSS = '.done{background:url("/assets/images/icon-tick.svg")}'
MODULE = "function initAll(){}export{initAll};//# sourceMappingURL=one.min.js.map\n"


@pytest.fixture
def vendor(tmp_path):
    return tmp_path / "static" / "vendor"


@pytest.fixture
def node_modules(tmp_path):
    """Both packages, with images that may be copied and images that may not."""
    folder = tmp_path / "node_modules"
    content = {
        f"{GOVUK}/govuk-frontend.min.css": GOVUK_CSS,
        f"{GOVUK}/govuk-frontend.min.js": MODULE,
        f"{GOVUK}/assets/images/govuk-crest.svg": "<svg/>",
        f"{GOVUK}/assets/images/favicon.svg": "<svg/>",
        f"{GOVUK}/assets/fonts/light.woff2": "a font",
        f"{MOJ}/moj-frontend.min.css": MOJ_CSS,
        f"{MOJ}/moj-frontend.min.js": MODULE,
        f"{MOJ}/assets/images/icon-tick.svg": "<svg/>",
        f"{MOJ}/assets/images/icon-nobody-names.svg": "<svg/>",
        f"{MOJ}/assets/images/govuk-logotype-crown.png": "a crown",
    }
    for name, text in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def names_in(folder):
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def test_only_the_compiled_files_and_the_images_they_name_are_copied(node_modules, vendor):
    names = build(node_modules, vendor)

    assert names_in(vendor) == [
        "govuk-frontend.min.css",
        "govuk-frontend.min.js",
        "images/icon-tick.svg",
        "moj-frontend.min.css",
        "moj-frontend.min.js",
    ]
    assert names == names_in(vendor)


def test_the_stylesheet_loses_the_typeface_the_crest_and_the_map(node_modules, vendor):
    build(node_modules, vendor)

    assert (vendor / "govuk-frontend.min.css").read_text() == (
        '@charset "UTF-8";:root{--brand:#1d70b8}'
        ".body{font-family:arial,sans-serif}"
        "@supports (mask-size:0){}"
        ".last{width:25%}\n"
    )


def test_addresses_in_the_stylesheet_become_relative(node_modules, vendor):
    build(node_modules, vendor)

    css = (vendor / "moj-frontend.min.css").read_text()
    assert css == '.done{background:url("images/icon-tick.svg")}'


def test_the_module_loses_its_map_and_nothing_else(node_modules, vendor):
    build(node_modules, vendor)

    js = (vendor / "moj-frontend.min.js").read_text()
    assert js == "function initAll(){}export{initAll};\n"


def test_what_an_older_build_left_behind_is_gone(node_modules, vendor):
    vendor.mkdir(parents=True)
    (vendor / "old.css").write_text("")

    build(node_modules, vendor)

    assert "old.css" not in names_in(vendor)


@pytest.mark.parametrize(
    ("css", "complaint"),
    [
        (".a{src:url(/fonts/a.woff)}", "an address that begins with a slash"),
        (".a{src:url('//elsewhere.example/a.svg')}", "an address that begins with a slash"),
        (".a{font-family:arial,GDS Transport}", "a typeface that only GOV.UK may use"),
        ("@font-face{src:local(x)", "a typeface that only GOV.UK may use"),
        ("/*# sourceMappingURL=a.map", "still names a source map"),
        (".a{src:url(/assets/fonts/a.woff2)}", "asks for fonts/a.woff2"),
        (".a{src:url(https://elsewhere.example/a.svg)}", "asks for https://elsewhere"),
        (".a{src:url(data:image/png;base64,AAAA)}", "asks for data:image/png"),
        (".a{src:url(images/../../a.svg)}", "asks for images/../../a.svg"),
        (".a{src:url(/assets/images/icon-lost.svg)}", "icon-lost.svg is missing"),
    ],
)
def test_a_stylesheet_that_cannot_be_made_fit_stops_the_build(
    node_modules, vendor, css, complaint
):
    build(node_modules, vendor)
    before = names_in(vendor)
    (node_modules / MOJ / "moj-frontend.min.css").write_text(css)

    with pytest.raises(RuleBroken) as refusal:
        build(node_modules, vendor)

    assert complaint in str(refusal.value)
    assert names_in(vendor) == before


@pytest.mark.parametrize(
    "statement",
    [
        'import{initAll}from"govuk-frontend";',
        "import 'govuk-frontend';",
        'await import("./part.mjs");',
    ],
)
def test_a_module_that_needs_another_file_stops_the_build(node_modules, vendor, statement):
    (node_modules / MOJ / "moj-frontend.min.js").write_text(statement)

    with pytest.raises(RuleBroken, match=r"imports .*, which is not copied with it"):
        build(node_modules, vendor)


def test_without_the_packages_the_command_says_how_to_get_them(tmp_path, vendor):
    with pytest.raises(RuleBroken, match="css is missing: run `npm ci`"):
        build(tmp_path / "node_modules", vendor)
