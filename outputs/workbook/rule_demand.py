"""The demand that rules add, step by step, for the workings of Capacity."""

from __future__ import annotations

from collections.abc import Iterator

from models.rules import Mode, PerActive, Rework, Rule
from outputs.rows.added_demand import added_fte, unattended
from outputs.rows.facts import Facts
from outputs.workbook.cells import Line
from outputs.workbook.groups import Groups
from outputs.workbook.inputs_tables import RULE_AT_START, RULE_FREE, RULE_FTE
from outputs.workbook.parts import formula


def demand_rows(facts: Facts) -> Iterator[tuple[Rule, Rework | PerActive, str]]:
    """The rows that add demand or would: their rule, and the key under which their numbers stand."""
    for r, rule in enumerate(facts.problem.rules):
        for n, row in enumerate(rule.rows):
            if isinstance(row, Rework | PerActive) and rule.mode is not Mode.OFF:
                yield rule, row, f"{r}.{n}"


def adding(facts: Facts, capability: str) -> list[str]:
    """The keys of the lines that add to the demand of a capability."""
    return [
        f"added.{key}"
        for rule, row, key in demand_rows(facts)
        if rule.mode is Mode.ENFORCE and row.capability == capability
    ]


def demand_lines(facts: Facts) -> list[Line]:
    """The steps of every such row."""
    groups = Groups(facts)
    lines: list[Line] = []
    for rule, row, key in demand_rows(facts):
        lines += (
            _rework(facts, groups, rule, row, key) if isinstance(row, Rework) else _per_active(facts, rule, row, key)
        )
    return lines


def _per_active(facts: Facts, rule: Rule, row: PerActive, key: str) -> list[Line]:
    template = f"={{rule.{key}|{RULE_FTE}}}*MAX(0,{{built.all}}+{{live.all}}-{{rule.{key}|{RULE_FREE}}})"
    return [Line(f"added.{key}", (rule.id, row.capability, "added demand"), "FTE", added_fte(facts, row), template)]


def _rework(facts: Facts, groups: Groups, rule: Rule, row: Rework, key: str) -> list[Line]:
    steps = unattended(facts, row)
    labels = (rule.id, row.capability)
    free = f"{{rule.{key}|{RULE_FREE}}}"
    beyond_start = formula(steps.beyond_at_start, f"=MAX(0,{{sofar.{key}|F}}-{free})", "use cases")
    triangle_at_start = steps.beyond_at_start * (steps.beyond_at_start + 1) // 2
    tri = f"={{beyond.{key}}}*({{beyond.{key}}}+1)/2"
    return [
        Line(
            f"alone.{key}",
            (*labels, "unattended go-lives"),
            "use cases",
            steps.alone,
            f"=IF({groups.heads(row.against)}=0,{{going.all}},0)",
        ),
        Line(
            f"sofar.{key}",
            (*labels, "so far"),
            "use cases",
            steps.so_far,
            f"={{sofar.{key}|prev}}+{{alone.{key}}}",
            start=formula(steps.at_start, f"={{rule.{key}|{RULE_AT_START}}}", "use cases"),
        ),
        Line(
            f"beyond.{key}",
            (*labels, "beyond the free ones"),
            "use cases",
            steps.beyond,
            f"=MAX(0,{{sofar.{key}}}-{free})",
            start=beyond_start,
        ),
        Line(
            f"tri.{key}",
            (*labels, "1 + 2 + ... + those"),
            "count",
            steps.triangle,
            tri,
            start=formula(triangle_at_start, tri, "count"),
        ),
        Line(
            f"added.{key}",
            (*labels, "added demand"),
            "FTE",
            added_fte(facts, row),
            f"={{rule.{key}|{RULE_FTE}}}*({{tri.{key}}}-{{tri.{key}|prev}})",
        ),
    ]
