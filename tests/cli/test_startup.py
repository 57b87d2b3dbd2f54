"""What is not asked for is not loaded."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {"pandas", "numpy", "ortools", "openpyxl", "xlsxwriter", "python_calamine", "pydantic", "rich"}


def loaded_modules(code: str) -> set[str]:
    """The modules that a fresh Python has loaded after the code."""
    report = "import json, sys; print(); print(json.dumps(sorted(sys.modules)))"
    outcome = subprocess.run([sys.executable, "-c", f"{code}\n{report}"], capture_output=True, text=True, check=True)
    return set(json.loads(outcome.stdout.splitlines()[-1]))


def loaded_by(code: str) -> set[str]:
    """The top-level packages among them."""
    return {name.split(".")[0] for name in loaded_modules(code)}


@pytest.mark.parametrize("arguments", [["--help"], ["solve", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    names = loaded_by(f"from hireplan.cli import main; main({arguments!r}, standalone_mode=False)")
    assert "click" in names
    assert not names & HEAVY


def test_importing_the_public_api_loads_nothing() -> None:
    names = loaded_by("import hireplan; dir(hireplan)")
    assert "hireplan" in names
    assert not names & {*HEAVY, "click", "inputs", "models", "optimizer", "outputs"}


def test_every_public_name_is_there() -> None:
    import hireplan

    assert set(hireplan._HOMES) | {"__version__"} == set(hireplan.__all__)
    for name in hireplan.__all__:
        assert getattr(hireplan, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'sovle'"):
        _ = hireplan.sovle


def test_the_declared_sheets_come_without_the_reader() -> None:
    modules = loaded_modules("import inputs.sheets")
    assert "inputs.sheets" in modules
    heavy = {"inputs.reading", "inputs.worked_examples", "openpyxl", "xlsxwriter", "pandas", "ortools"}
    assert not modules & heavy
