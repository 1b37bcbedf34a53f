"""What no file of ours may hold, whoever writes it."""

import ast
import re

from tests.guards.inventory import PACKAGES, ROOT, named, source_files, templates, tree_of

FORBIDDEN_NAMES = {"utils", "util", "helpers", "common", "services", "managers", "misc"}
FORBIDDEN_NAMES |= {"libraries", "signals", "fixtures"}
INLINE = {
    "an inline script": r"<script(?![^>]*\bsrc=)[^>]*>",
    "an inline style": r"<style\b|\sstyle\s*=",
    "an inline handler": r"\son[a-z]+\s*=\s*[\"'{]",
    "a script address": r"javascript:",
    "something from elsewhere": r"(?:src|href|action)\s*=\s*[\"']\s*(?:https?:)?//",
}
UNESCAPED = r"\|\s*(?:safe|safeseq)\b|\{%\s*autoescape\s+off"


def test_the_guards_see_the_sources():
    assert len(source_files()) >= 60
    assert len(templates()) >= 60


def test_no_drawer_where_everything_goes():
    found = [
        str(path.relative_to(ROOT))
        for package in (*PACKAGES, "tests", "templates")
        for path in (ROOT / package).rglob("*")
        if path.stem in FORBIDDEN_NAMES and "__pycache__" not in path.parts
    ]

    assert found == []


def test_no_text_is_declared_safe():
    in_code = [
        f"{named(file)}:{node.lineno}"
        for file in source_files()
        for node in ast.walk(tree_of(file))
        if (isinstance(node, ast.Name) and node.id in ("mark_safe", "SafeString"))
        or (isinstance(node, ast.Attribute) and node.attr in ("mark_safe", "safe"))
    ]
    in_templates = [
        named(file) for file in templates() if re.search(UNESCAPED, file.read_text())
    ]

    assert in_code == []
    assert in_templates == []


def test_no_page_carries_script_style_or_handlers_inside_it():
    found = [
        f"{named(file)}: {what}: {match[0].strip()}"
        for file in templates()
        for what, pattern in INLINE.items()
        for match in re.finditer(pattern, _without_comments(file.read_text()), re.I)
    ]

    assert found == []


def _without_comments(text):
    return re.sub(
        r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", "", text, flags=re.S
    )


def test_no_markup_is_written_in_code():
    """Except where it is put together by `format_html`, which escapes."""
    markup = re.compile(r"</?(?:a|b|br|div|p|span|script|style|strong|table|td|tr)\b", re.I)
    found = [
        f"{named(file)}:{node.lineno}"
        for file in source_files()
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and markup.search(node.value)
    ]

    assert found == []


def test_no_failure_is_swallowed_whole():
    found = [
        f"{named(file)}:{node.lineno}"
        for file in source_files()
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or _is_everything(node.type))
        and not _goes_on_up(node)
    ]

    assert found == []


def _goes_on_up(handler):
    """Something is put away first, and the failure goes on its way."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def _is_everything(kind):
    kinds = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    return any(
        isinstance(each, ast.Name) and each.id in ("Exception", "BaseException")
        for each in kinds
    )


def test_no_view_takes_all_rows():
    found = [
        f"{named(file)}:{node.lineno}"
        for file in source_files("views", "home", "forms")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call) and ast.unparse(node).endswith(".objects.all()")
    ]

    assert found == []


def test_imports_are_absolute_and_stand_at_the_top():
    heavy = {"holidays", "weasyprint"}  # slow to load, and most requests never need them
    relative, inside = [], []
    for file in source_files():
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.ImportFrom) and node.level:
                relative.append(f"{named(file)}:{node.lineno}")
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                inside += [
                    f"{named(file)}:{each.lineno}"
                    for each in ast.walk(node)
                    if isinstance(each, ast.Import | ast.ImportFrom)
                    and not _packages(each) & heavy
                ]

    assert relative == []
    assert inside == []


def _packages(imported) -> set[str]:
    """The packages that an import names."""
    if isinstance(imported, ast.ImportFrom):
        return {(imported.module or "").partition(".")[0]}
    return {name.name.partition(".")[0] for name in imported.names}


def test_no_signal_and_no_manager_of_our_own():
    found = []
    for file in source_files():
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("signals"):
                found.append(f"{named(file)}:{node.lineno} signals")
            if isinstance(node, ast.ClassDef) and any(
                ast.unparse(base).endswith("Manager") for base in node.bases
            ):
                found.append(f"{named(file)}:{node.lineno} {node.name}")

    assert found == []


def test_raw_sql_stands_only_where_it_is_needed():
    # Counting asks with a cursor what Django wrote, its values still apart from the text.
    allowed = {
        "pilot/append_only.py",
        "pilot/views/access.py",
        "reporting/indicators/counting.py",
    }
    words = {"raw", "extra", "RawSQL", "cursor", "execute"}
    found = {
        named(file)
        for file in source_files()
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call)
        and (
            getattr(node.func, "attr", None) in words
            or getattr(node.func, "id", None) in words
        )
    }

    assert found - _starting_the_service() <= allowed


def _starting_the_service():
    """The files that run before there is a Django to ask."""
    return {"pilot/up/serving.py", "manage.py"}


def test_the_clock_is_asked_in_one_place():
    """Every date rule goes through the calendar, or a set day would not reach it."""
    allowed = {
        "pilot/calendar.py",
        "pilot/web.py",  # half an hour between two presses is real time
    }
    asking = re.compile(r"\b(?:date|datetime)\.today\(|datetime\.(?:utc)?now\(|timezone\.")
    found = {named(file) for file in source_files() if asking.search(file.read_text())}

    assert found <= allowed


def test_nothing_reads_the_settings_module_itself():
    found = [
        f"{named(file)}:{node.lineno}"
        for file in source_files()
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.ImportFrom | ast.Import)
        and "pilot.settings" in ast.unparse(node)
    ]

    assert found == []
