"""The kept tables are those that today's migrations make, and no others."""

import ast

import pytest

from tests import tables

MIGRATIONS = [
    file
    for pattern in ("*/migrations/0*.py", "*/*/migrations/0*.py")
    for file in tables.BASE_DIR.glob(pattern)
]


def test_whatever_goes_into_them_changes_their_version(tmp_path, monkeypatch):
    migration = tmp_path / "cases" / "migrations" / "0001_initial.py"
    migration.parent.mkdir(parents=True)
    migration.write_text("one")
    monkeypatch.setattr(tables, "BASE_DIR", tmp_path)
    version = tables.version.__wrapped__
    was = version()

    migration.write_text("another")
    changed = version()
    migration.rename(migration.with_name("0002_next.py"))

    assert len({was, changed, version()}) == 3


@pytest.mark.parametrize("file", MIGRATIONS, ids=lambda file: "/".join(file.parts[-3:]))
def test_whatever_of_ours_a_migration_uses_goes_into_them(file):
    ours = {path.name for path in tables.BASE_DIR.iterdir() if path.is_dir()}
    named = tables.ALL_THAT_GOES_IN
    counted = {path for pattern in named for path in tables.BASE_DIR.glob(pattern)}
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom):
            names = [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
        elif isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        else:
            continue
        for name in names:
            used = tables.BASE_DIR.joinpath(*name.split(".")).with_suffix(".py")
            if name.partition(".")[0] in ours and used.exists():
                assert used in counted, f"{name} is not among ALL_THAT_GOES_IN"
