"""What the command line says of a plan by operating model."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from hireplan.cli import main
from tests.inputs.books import good, put, write


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("pool", ""),
        ("centralized", "Model       centralized, at most 2 starts of use cases a quarter\n"),
        ("embedded", "Model       embedded, 2 business units: Sales, Risk\n"),
        ("federated", "Model       federated, 2 business units: Sales, Risk\n"),
    ],
)
def test_check_says_how_people_are_shared(model: str, said: str, tmp_path: Path) -> None:
    sheets = good()
    sheets["Settings"].append(["Operating model", model])
    for row, unit in enumerate(("Business unit", "Sales", "Risk"), 1):
        put(sheets, "Staff", f"J{row}", unit)
    outcome = CliRunner().invoke(main, ["check", str(write(tmp_path / "plan.xlsx", sheets))])
    assert outcome.exit_code == 0, outcome.output
    assert said in outcome.output
    assert ("Model" in outcome.output) is bool(said)
