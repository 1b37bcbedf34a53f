"""One name finds the view, the address and the template; rows come through one door."""

import ast
import inspect
import textwrap

import pytest

from pilot.scoping import ScopedQuerySet
from tests.guards.inventory import (
    ROOT,
    named,
    our_models,
    our_pages,
    source_files,
    tree_of,
)

PAGES = our_pages()
# They answer without a template of their own: they lead on, hand out a file or say a word.
WITHOUT_TEMPLATE = {
    "referrals:referral_screen",
    "pilot:demo_sign_in",
    "pilot:draft_discard",
    "pilot:favicon",
    "pilot:health",
    "pilot:money",
    "pilot:session_stay",
    "pilot:sign_out",
    "pilot:whats_new_dismiss",
    "cases:feed_end",
    "cases:file_audit_close",
    "cases:feed_read",
    "cases:supervision_acknowledge",
    "cases:task_finish",
    "partners:contact_plan_read",
    "partners:partner_decline_acknowledge",
    "partners:partner_notice_acknowledge",
    "reporting:figures",
    "pilot:sheet_refused",
    "reporting:register_download",
    "reporting:return_download",
    "reporting:return_pilot_download",
    "reporting:return_review",
    "reporting:return_start",
}
# Everything that answers a request or writes a page, whatever its file is called.
CONVERSING = ("views", "home", "nav", "context_processors", "timeline", "parts")
CONVERSING += ("next_step", "due", "admin")
SCOPED = {
    model.__name__
    for model in our_models()
    if isinstance(model._default_manager.get_queryset(), ScopedQuerySet)
}
# Rows that belong to no borough: whoever may open the page may see all of them.
OPEN_TO_PAGES = {
    "Accreditation": "a fact of the contract",
    "ApportionmentKey": "a fact of the contract",
    "Assumption": "a fact of the contract",
    "Agency": "a public fact",
    "Borough": "a fact of the contract",
    "User": "an account belongs to no borough; people pages ask for the permission",
}
# Rows that are reached through another gate.
ANOTHER_DOOR = {
    ("cases/due/work.py", "Absence.on"): "who is away, for whoever answers for them",
    ("reporting/home/rota.py", "Absence.to_tell"): "told to the boroughs concerned",
    ("cases/timeline.py", "NoteAddendum.filter"): "what was added to notes of such a case",
    ("cases/timeline.py", "AuditEvent.naming"): "who put right what is on such a case",
    ("referrals/timeline.py", "AuditEvent.about"): "the trail of one they may see",
    ("cases/views/diary.py", "DiaryFeed.of_secret"): "whoever has the secret may read it",
    ("cases/partners/parts.py", "Case.filter"): "his, by a link of hers that one may see",
    ("cases/forms/case.py", "Membership.current"): "whom a case can be given to",
    ("referrals/forms/training.py", "Membership.giving"): "who may give training",
    ("cases/forms/word.py", "Membership.giving"): "who can be asked to do something",
}


def source_of(page) -> ast.FunctionDef:
    view = inspect.unwrap(page.view)
    return ast.parse(textwrap.dedent(inspect.getsource(view))).body[0]


def calls_of(tree, name):
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == name
    ]


def test_the_guards_see_the_pages():
    assert len(PAGES) >= 30
    assert len({page.name for page in PAGES}) == len(PAGES), "a name used twice"


@pytest.mark.parametrize("listed", PAGES, ids=lambda listed: listed.name)
def test_view_and_address_share_their_name_and_live_in_their_app(listed):
    view = inspect.unwrap(listed.view)

    assert view.__name__ == listed.noun
    assert view.__module__.startswith(f"{listed.package}.views")


@pytest.mark.parametrize("listed", PAGES, ids=lambda listed: listed.name)
def test_a_view_renders_the_template_of_its_name_and_no_other(listed):
    rendered = {
        call.args[1].value
        for call in calls_of(source_of(listed), "render")
        if isinstance(call.args[1], ast.Constant)
    }
    own = f"{listed.app}/{listed.noun}.html"

    if listed.name in WITHOUT_TEMPLATE:
        assert rendered == set()
    else:
        assert rendered == {own}
        assert (ROOT / "templates" / own).exists()


@pytest.mark.parametrize("listed", PAGES, ids=lambda listed: listed.name)
def test_a_page_has_a_test_file_of_its_name(listed):
    assert (ROOT / "tests" / listed.app / f"test_{listed.noun}.py").exists()


def test_every_template_of_a_page_has_its_page():
    apps = {page.app for page in PAGES}
    ours = {f"{page.app}/{page.noun}.html" for page in PAGES}
    of_words = {
        "pilot/csrf_failure.html",
        "pilot/edit_clash.html",
        "pilot/saved_before.html",
    }
    found = {
        str(file.relative_to(ROOT / "templates"))
        for app in apps
        for file in (ROOT / "templates" / app).glob("*.html")
    }

    assert found - of_words <= ours


@pytest.mark.parametrize("listed", PAGES, ids=lambda listed: listed.name)
def test_a_view_is_short(listed):
    body = source_of(listed)
    lines = body.end_lineno - body.body[0].lineno + 1

    assert lines <= 26, f"{listed.name} has {lines} lines: about 15 is the aim"


def uses_in(*kinds):
    """Each use of a manager in these kinds of files: the file, its line, and the use."""
    return [
        (file, *use) for file in source_files(*kinds) for use in manager_uses(tree_of(file))
    ]


def test_a_page_finds_scoped_rows_only_through_visible_to():
    uses = uses_in(*CONVERSING)
    assert len(uses) >= 15, "the guard sees nothing"

    around = [
        f"{named(file)}:{line} {model}.objects.{method}"
        for file, line, model, method in uses
        if method != "visible_to" and model not in OPEN_TO_PAGES
        if (named(file), f"{model}.{method}") not in ANOTHER_DOOR
    ]
    assert around == []


def test_every_other_door_is_still_gone_through():
    uses = uses_in(*CONVERSING, "forms")

    assert ANOTHER_DOOR.keys() <= {
        (named(file), f"{model}.{method}") for file, _, model, method in uses
    }
    assert OPEN_TO_PAGES.keys() <= {model for _, _, model, _ in uses}


def manager_uses(tree):
    """Each `Model.objects.method`, and each bare model handed to `get_object_or_404`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
            inner = node.value
            if inner.attr in ("objects", "_default_manager", "_base_manager"):
                yield node.lineno, ast.unparse(inner.value), node.attr
    for name in ("get_object_or_404", "get_list_or_404"):
        for call in calls_of(tree, name):
            if isinstance(call.args[0], ast.Name) and call.args[0].id[:1].isupper():
                yield call.lineno, call.args[0].id, name


def test_forms_offer_no_scoped_rows_but_those_they_are_given():
    offered = [
        f"{named(file)}:{line} {model}.objects.{method}"
        for file, line, model, method in uses_in("forms")
        if model in SCOPED and method not in ("none", "visible_to")
        if (named(file), f"{model}.{method}") not in ANOTHER_DOOR
    ]

    assert offered == []


def test_no_page_decides_by_role():
    """What somebody may do is asked of permissions: a role is data, never a branch."""
    deciding = [
        f"{named(file)}:{node.lineno}"
        for file in source_files("views", "home")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Attribute)
        and node.attr in ("role", "is_superuser", "is_staff")
        and ast.unparse(node).startswith(("request.user.", "user."))
    ]

    assert deciding == []


def test_a_page_writes_nothing_itself():
    writing = {"save", "delete", "create", "update", "update_or_create", "bulk_create"}
    writing |= {"get_or_create", "bulk_update"}
    found = [
        f"{named(file)}:{node.lineno} .{node.func.attr}("
        for file in source_files("views", "home", "forms")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in writing
        and not _is_a_plain_dictionary(node)
    ]

    assert found == []


def _is_a_plain_dictionary(node):
    """`context.update(…)` and the like change a dictionary, not a row."""
    return isinstance(node.func.value, ast.Name) and node.func.attr == "update"
