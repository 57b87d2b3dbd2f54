"""The documents say what the program does: their commands run, nothing is undocumented, every link leads somewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from hireplan.cli import main
from hireplan.terminal import Exit
from inputs.default_rules import DEFAULT_RULES
from inputs.rule_columns import RULE_KINDS
from models.plan import Component
from models.problem import PLANNERS_OBJECTIVES
from models.rules import Mode

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
RULES = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def blocks(language: str, text: str = README) -> list[str]:
    """The fenced blocks of the README, or of another text, in a language, without their indentation."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    return ["\n".join(line.removeprefix(indent) for line in body.splitlines()) for indent, body in found]


def shown_commands(text: str = README) -> list[list[str]]:
    lines = [line for block in blocks("sh", text) for line in block.splitlines()]
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("hireplan ")]


MANY_SOLVES = ("explain", "assess")
"""Commands whose time limit is for very many solves together."""


def run_shown(commands: list[list[str]], seconds: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shown is what is run, with less time to search."""
    monkeypatch.setenv("HIREPLAN_TIME_LIMIT", seconds)
    for words in commands:
        outcome = CliRunner().invoke(main, words)
        assert outcome.exit_code == 0, f"hireplan {shlex.join(words)}: {outcome.output}"


@pytest.mark.slow
def test_the_readme_explains_and_assesses_what_it_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    commands = shown_commands()
    run_shown(commands[:1], "4", monkeypatch)
    run_shown([words for words in commands if words[0] in MANY_SOLVES], "30", monkeypatch)
    assert (tmp_path / "why.xlsx").exists()
    assert (tmp_path / "team.xlsx").exists()


def test_the_readme_runs_from_its_first_command_to_its_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    commands = shown_commands()
    names = [words[0] for words in commands]
    assert names == ["init", "check", "solve", "verify", "compare", "frontier", *MANY_SOLVES]
    run_shown([words for words in commands if words[0] not in MANY_SOLVES], "4", monkeypatch)
    plan = tmp_path / "hiring.xlsx"
    assert plan.exists()
    plan.unlink()
    [script] = blocks("python")
    assert "time_limit=60" in script
    exec(compile(script.replace("time_limit=60", "time_limit=4"), "README.md", "exec"), {})
    assert plan.exists()


def test_the_commands_on_export_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    commands = shown_commands((ROOT / "docs" / "export.md").read_text(encoding="utf-8"))
    assert [words[0] for words in commands] == ["init", "export", "export"]
    run_shown(commands, "4", monkeypatch)
    assert {path.name for path in tmp_path.glob("*.mps")} == {"target.mps", "cost.mps"}


def test_every_command_and_option_is_in_the_readme() -> None:
    context = click.Context(main)
    for name, command in main.commands.items():
        assert f"hireplan {name}" in README
        for option in command.get_params(context):
            for spelling in option.opts if isinstance(option, click.Option) else []:
                assert re.search(rf"`[^`\n]*(?<![\w-]){re.escape(spelling)}(?![\w-])", README), f"{name} {spelling}"
            variable = getattr(option, "envvar", None)
            assert variable is None or f"`{variable}`" in README


def test_every_command_and_option_has_a_help_text() -> None:
    context = click.Context(main)
    for name, command in main.commands.items():
        assert command.help, name
        assert all(option.help for option in command.params if isinstance(option, click.Option)), name
        assert command.get_help(context)


def test_every_exit_code_is_in_the_readme_and_the_help() -> None:
    for code in (*Exit, 2):
        assert f"\n| {int(code)} | " in README
        assert re.search(rf"\b{int(code)}\b", main.help or "")


def test_every_make_target_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"^ {4}make ([a-z-]+)", README, re.MULTILINE))
    assert {"demo", "test"} <= named
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_example_is_in_the_readme_and_the_help() -> None:
    import inputs

    [option] = [option for option in main.commands["init"].params if option.name == "example"]
    for name in inputs.EXAMPLES:
        assert f"`{name}`" in README
        assert name in (getattr(option, "help", "") or "")


@pytest.mark.parametrize("rule", sorted({row["Rule"] for row in DEFAULT_RULES}))
def test_every_rule_is_explained_with_its_mode_and_source(rule: str) -> None:
    [row, *_] = [row for row in DEFAULT_RULES if row["Rule"] == rule]
    [paragraph] = [text for text in RULES.split("\n\n") if text.startswith(f"**`{rule}`**")]
    assert f"({row['Mode']})" in paragraph
    assert "§" in paragraph
    assert "**" in paragraph.split("§", 1)[1], "says how to change it"


def test_every_kind_and_mode_is_explained() -> None:
    for word in (*RULE_KINDS, *Mode):
        assert f"\n| `{word}` | " in RULES
    for kind, columns in RULE_KINDS.items():
        [row] = re.findall(rf"^\| `{kind}` \|.*\| (.*) \|$", RULES, re.MULTILINE)
        needed, _, optional = row.partition("; ")
        shown = set(filter(None, [*needed.split(", "), *optional.split(", ")]))
        assert shown == {*columns.needs, *columns.may}, kind


def test_every_objective_is_explained() -> None:
    text = (ROOT / "docs" / "how-it-plans.md").read_text(encoding="utf-8")
    for objective in PLANNERS_OBJECTIVES:
        assert f"\n| `{objective}` | {'large' if objective.maximised else 'small'}" in text


def test_the_definitions_name_every_cost_component() -> None:
    text = (ROOT / "docs" / "semantics.md").read_text(encoding="utf-8")
    for component in Component:
        assert component.value in text, component


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings make."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        linked = page.parent / path if path else page
        assert linked.exists(), f"{page.name} links to {target}"
        assert not anchor or anchor in anchors(linked), f"{page.name} links to {target}"
