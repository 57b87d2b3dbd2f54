"""Heads and starts of the groups on which rules act: one line each, to which the rules refer."""

from __future__ import annotations

from collections.abc import Iterator

from models.rules import Group
from outputs.rows.facts import Facts, added
from outputs.workbook.cells import Heading, Item, Line
from outputs.workbook.parts import runs


class Groups:
    """The different groups of a problem's rules, numbered in order of appearance."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.numbers: dict[tuple[str, ...], int] = {}
        self.texts: list[str] = []
        for group in _mentioned(facts):
            if group.profiles not in self.numbers:
                self.numbers[group.profiles] = len(self.numbers)
                self.texts.append(group.text)

    def heads(self, group: Group) -> str:
        """The reference, for a template, to the heads of a group."""
        return f"{{group.heads.{self.numbers[group.profiles]}}}"

    def starts(self, group: Group) -> str:
        """The reference, for a template, to the hires of a group."""
        return f"{{group.starts.{self.numbers[group.profiles]}}}"

    def items(self) -> list[Item]:
        """The lines."""
        lines = [line for profiles in self.numbers for line in self._lines(profiles)]
        return [Heading("Workings: heads and hires of the groups that rules name"), *lines]

    def _lines(self, profiles: tuple[str, ...]) -> Iterator[Line]:
        number, quarters = self.numbers[profiles], self.facts.problem.quarters
        index = [i for i, p in enumerate(self.facts.problem.profiles) if p.id in profiles]
        for what, prefix, source in (
            ("heads", "heads", self.facts.accounts.heads),
            ("starts", "hire", self.facts.plan.hires),
        ):
            values = added([source[p] for p in profiles], quarters)
            template = f"=SUM({runs(prefix, index)})"
            label = "in seat" if what == "heads" else "hires"
            yield Line(f"group.{what}.{number}", ("", self.texts[number], label), "heads", values, template)


def _mentioned(facts: Facts) -> Iterator[Group]:
    for rule in facts.problem.rules:
        for row in rule.rows:
            for name in ("acts_on", "against"):
                group = getattr(row, name, None)
                if isinstance(group, Group):
                    yield group
