"""The rooms of the house, and the arrows between them that must not exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from inputs.catalogue import ROLES

ROOT = Path(__file__).parent.parent
ROOMS = ("bounding", "inputs", "models", "optimizer", "outputs", "hireplan")
MAY_IMPORT = {
    "bounding": {"bounding"},
    "models": {"models"},
    "inputs": {"inputs", "models"},
    "optimizer": {"optimizer", "models", "bounding"},
    "outputs": {"outputs", "models"},
    "hireplan": set(ROOMS),
}
SPREADSHEETS = {"openpyxl", "python_calamine", "xlsxwriter"}
MARKUP = {"jinja2", "markupsafe"}
FOREIGN = {
    "bounding": {*SPREADSHEETS, *MARKUP, "ortools", "pandas", "click", "rich"},
    "models": {*SPREADSHEETS, *MARKUP, "ortools", "pandas", "click", "rich"},
    "inputs": {*MARKUP, "ortools", "click", "rich"},
    "optimizer": {*SPREADSHEETS, *MARKUP, "highspy", "pandas", "click", "rich"},
    "outputs": {"ortools", "openpyxl", "python_calamine", "click", "rich"},
    "hireplan": {*SPREADSHEETS, *MARKUP, "ortools"},
}
"""What a room must not know of the world outside."""

SHEETS = {"xlsxwriter"}
FOREIGN_CORNERS = {
    "outputs/page": SHEETS,
    "outputs/rows": MARKUP | SHEETS,
    "outputs/verification": MARKUP | SHEETS,
    "outputs/workbook": MARKUP,
}
"""The same within outputs: only the page marks up, only the workbook writes cells."""

INTERFACE = {"sheet", "write"}
"""Functions that several modules have on purpose, so that callers can use any of them alike."""

ROLE_NAMES = {role.role.removeprefix("AI ") for role in ROLES}
ROLE_WORDS = re.compile("|".join(sorted(name.replace(" ", "[ _-]?") for name in ROLE_NAMES)), re.IGNORECASE)
LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imported(tree: ast.AST) -> set[str]:
    """The top-level packages that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their package in full"
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_knows_only_what_it_may(room: str) -> None:
    assert files(room), f"{room}/ is empty"
    for file in files(room):
        names = imported(ast.parse(file.read_text(encoding="utf-8")))
        assert names & set(ROOMS) <= MAY_IMPORT[room], f"{file} imports another room"
        assert not names & FOREIGN[room], f"{file} imports what {room}/ must not know"
        assert "tests" not in names


@pytest.mark.parametrize("corner", FOREIGN_CORNERS)
def test_a_corner_of_outputs_knows_only_its_own_kind_of_file(corner: str) -> None:
    assert files(corner), f"{corner}/ is empty"
    for file in files(corner):
        names = imported(ast.parse(file.read_text(encoding="utf-8")))
        assert not names & FOREIGN_CORNERS[corner], f"{file} imports what {corner}/ must not know"


def test_nothing_that_loads_highs_is_imported_beside_ortools() -> None:
    """Loaded in one process, each breaks the other: of bounding/ the optimizer imports data only."""
    for file in files("optimizer"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert {name for name in modules if name.startswith("bounding")} <= {"bounding.found", "bounding.program"}, file
    for name in ("found", "program"):
        assert "highspy" not in imported(ast.parse((ROOT / "bounding" / f"{name}.py").read_text(encoding="utf-8")))


CONSEQUENCES = {"accounts", "course", "demand", "judge", "money", "objectives", "overrun", "rule_checks", "violations"}
"""The judge's modules on what follows from decisions."""


def test_the_plain_program_states_for_itself_what_follows_from_decisions() -> None:
    for file in (ROOT / "models" / "plain").glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not modules & {f"models.{name}" for name in CONSEQUENCES}, file


def test_outside_its_corners_outputs_writes_no_file_format_of_its_own() -> None:
    for file in (ROOT / "outputs").glob("*.py"):
        assert not imported(ast.parse(file.read_text(encoding="utf-8"))) & (MARKUP | SHEETS), file


def test_a_public_name_of_outputs_means_one_thing() -> None:
    places: dict[str, list[Path]] = {}
    for file in files("outputs"):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(file)
    assert {name: where for name, where in places.items() if len(where) > 1 and name not in INTERFACE} == {}


@pytest.mark.parametrize("room", ["models", "optimizer"])
def test_rules_are_data_so_no_role_stands_in_the_engine(room: str) -> None:
    for file in files(room):
        found = ROLE_WORDS.search(file.read_text(encoding="utf-8"))
        assert found is None, f"{file} names a role: {found and found.group()}"


@pytest.mark.parametrize("room", ROOMS)
def test_files_and_functions_can_be_read_in_one_go(room: str) -> None:
    for file in files(room):
        text = file.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= LONGEST_FILE, file
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                assert lines <= LONGEST_FUNCTION, f"{file}: {node.name} has {lines} lines"


@pytest.mark.parametrize("room", ROOMS)
def test_every_folder_of_code_is_a_package(room: str) -> None:
    for folder in {file.parent for file in files(room)}:
        assert (folder / "__init__.py").is_file(), f"{folder} would be left out by an importer"


def test_no_failure_is_swallowed() -> None:
    """A broad `except` stands nowhere but at the boundary where a stranger's file is opened."""
    for room in ROOMS:
        for file in files(room):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ExceptHandler):
                    caught = "everything" if node.type is None else ast.unparse(node.type)
                    broad = caught in ("everything", "Exception", "BaseException")
                    assert not broad or room == "inputs", f"{file}:{node.lineno} catches {caught}"
