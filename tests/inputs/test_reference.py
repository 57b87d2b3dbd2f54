"""The reference page is what the declarations say."""

from __future__ import annotations

from pathlib import Path

from inputs.reference import reference_markdown
from inputs.rule_columns import RULE_KINDS
from inputs.settings import SETTINGS
from inputs.sheets import SHEETS

PAGE = Path(__file__).parents[2] / "docs" / "input-reference.md"


def test_the_page_is_made_from_the_declarations() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference_markdown(), (
        "python -m inputs.reference > docs/input-reference.md"
    )


def test_everything_declared_is_on_the_page() -> None:
    page = reference_markdown()
    for sheet in SHEETS:
        section = page.split(f"\n## {sheet.name}\n")[1].split("\n## ")[0]
        for column in sheet.columns:
            assert f"| {column.name} |" in section or sheet.name == "Settings", f"{sheet.name} {column.name}"
    for setting in SETTINGS:
        assert f"| {setting.name}" in page
    for kind in RULE_KINDS:
        assert f"| {kind} |" in page
