"""A problem small enough to solve by hand, as a folder of CSV files.

One engineer costs 40,000 a year, 10,000 a quarter, and can build one use case in one quarter. To have it in
production by the end of the second of two quarters, it is cheapest to hire in the second: 10,000.
"""

from __future__ import annotations

import csv
from pathlib import Path

COST = 10_000
SETTINGS = {
    "Company": "Tiny",
    "First quarter": "FY27 Q1",
    "Quarters": "2",
    "Target use cases": "1",
    "Random seed": "7",
}
SHEETS: dict[str, list[list[str]]] = {
    "Roles": [
        ["Role", "Family", "Wave", "Base salary", "Time to fill", "Ramp Q1"],
        ["Engineer", "builder", "1", "40000", "0", "100"],
    ],
    "Skills": [["Role", "Level", "data"], ["Engineer", "", "100"]],
    "Use cases": [["ID", "Name", "Type", "Count"], ["U1", "Forecast", "small", "1"]],
    "Use-case types": [["Type", "Capability", "Q1", "Run"], ["small", "data", "1", "0"]],
    "Budget": [["Quarter", "Budget"], ["FY27 Q1", "100000"], ["FY27 Q2", "100000"]],
    "Rules": [["Rule", "Kind", "Acts on", "Most", "Mode"], ["few", "cap", "Engineer", "5", "enforce"]],
}


def write(folder: Path, settings: dict[str, str] | None = None, **sheets: list[list[str]]) -> Path:
    """The folder with the tiny problem in it, with other settings, or with other rows in some sheets."""
    folder.mkdir()
    table = [["Setting", "Value"], *([k, v] for k, v in {**SETTINGS, **(settings or {})}.items())]
    for name, rows in {"Settings": table, **SHEETS, **sheets}.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
    return folder


def missed(folder: Path) -> Path:
    """Three use cases are wanted and there is only one idea: short by two."""
    return write(folder, {"Target use cases": "3"})


def impossible(folder: Path) -> Path:
    """The same, and the target is a must."""
    return write(folder, {"Target use cases": "3", "Target is a must": "yes"})


def broken(folder: Path) -> Path:
    """Two faults: a budget that is no number, and a type that is nowhere described."""
    budget = [["Quarter", "Budget"], ["FY27 Q1", "a lot"], ["FY27 Q2", "100000"]]
    return write(folder, None, Budget=budget, **{"Use cases": [["ID", "Type"], ["U1", "gigantic"]]})
