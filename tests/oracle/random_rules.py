"""Random rules of every kind, with random groups, parameters and modes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random

from models.problem import Profile
from models.rules import (
    DEMAND_KINDS,
    Cap,
    Condition,
    Deadline,
    Flag,
    Gate,
    Group,
    Milestone,
    Mode,
    PerActive,
    Present,
    Ratio,
    RatioLow,
    Rework,
    Rule,
    RuleRow,
    TeamFirst,
    When,
)

MODES = (Mode.ENFORCE,) * 6 + (Mode.PREFER,) * 4 + (Mode.REPORT, Mode.OFF)


class _Draw:
    """Rows of each kind for the profiles and capabilities of a problem."""

    def __init__(self, rng: Random, profiles: Sequence[Profile], capabilities: Sequence[str], quarters: int) -> None:
        self.rng, self.quarters = rng, quarters
        self.ids, self.capabilities = [p.id for p in profiles], list(capabilities)

    def group(self) -> Group:
        chosen = tuple(p for p in self.ids if self.rng.random() < 0.5)
        if not chosen and self.rng.random() < 0.8:
            chosen = (self.rng.choice(self.ids),)
        return Group(text=" or ".join(chosen) or "nobody", profiles=chosen)

    def team_first(self) -> RuleRow:
        return TeamFirst(acts_on=self.group(), against=self.group(), least=self.rng.randint(1, 2))

    def present(self) -> RuleRow:
        return Present(acts_on=self.group(), against=self.group(), least=self.rng.randint(1, 2))

    def ratio(self) -> RuleRow:
        most = self.rng.choice((Decimal(0), Decimal("0.5"), Decimal(1), Decimal("1.5"), Decimal(2)))
        when, free = self.rng.choice(list(When)), self.rng.choice((0, 0, 1, 2))
        return Ratio(acts_on=self.group(), against=self.group(), most=most, free=free, when=when)

    def ratio_low(self) -> RuleRow:
        least = self.rng.choice((Decimal("0.5"), Decimal(1), Decimal("1.5"), Decimal(2)))
        return RatioLow(acts_on=self.group(), against=self.group(), least=least, free=self.rng.choice((0, 0, 1)))

    def gate(self) -> RuleRow:
        return Gate(acts_on=self.group(), least=self.rng.choice((0, 1, 1, 1, 2)))

    def deadline(self) -> RuleRow:
        return Deadline(against=self.group(), free=self.rng.choice((0, 0, 1, 2)))

    def rework(self) -> RuleRow:
        fte, capability = self.rng.choice((25, 50, 100)), self.rng.choice(self.capabilities)
        return Rework(against=self.group(), free=self.rng.choice((0, 0, 0, 1)), fte=fte, capability=capability)

    def per_active(self) -> RuleRow:
        fte, capability = self.rng.choice((10, 25, 50)), self.rng.choice(self.capabilities)
        return PerActive(free=self.rng.randint(0, 2), fte=fte, capability=capability)

    def cap(self) -> RuleRow:
        per = self.rng.choice((None, *Flag))
        most = self.rng.choice((Decimal(0), Decimal("0.5"), Decimal(1), Decimal("1.5"), Decimal(2)))
        return Cap(acts_on=self.group(), most=most, per=per)

    def condition(self) -> RuleRow:
        return Condition(
            acts_on=self.group(),
            board_level_priority=self.rng.random() < 0.4,
            business_units=self.rng.randint(0, 2),
            budget=self.rng.choice((0, 400_000, 2_000_000)),
        )

    def milestone(self) -> RuleRow:
        """Of the team of the rule named 'team'."""
        return Milestone(rule="team", quarters=self.rng.randint(0, self.quarters - 1), least=self.rng.randint(1, 2))

    def makers(self) -> dict[str, Callable[[], RuleRow]]:
        return {
            "team-first": self.team_first,
            "present": self.present,
            "ratio": self.ratio,
            "ratio-low": self.ratio_low,
            "gate": self.gate,
            "deadline": self.deadline,
            "rework": self.rework,
            "per-active": self.per_active,
            "cap": self.cap,
            "condition": self.condition,
            "milestone": self.milestone,
        }


def draw_rules(
    rng: Random, profiles: Sequence[Profile], capabilities: Sequence[str], quarters: int
) -> tuple[Rule, ...]:
    """None to four rules of one to three rows; a milestone brings the rule whose team it names."""
    draw = _Draw(rng, profiles, capabilities, quarters)
    makers = draw.makers()
    rules = [_rule(rng, makers, f"rule {number}") for number in range(rng.choice((0, 1, 2, 3, 4, 4)))]
    if any(row.kind == "milestone" for rule in rules for row in rule.rows):
        rows = tuple(draw.team_first() for _ in range(rng.randint(1, 2)))
        rules.append(Rule(id="team", rows=rows, mode=rng.choice(MODES)))
    return tuple(rules)


def _rule(rng: Random, makers: dict[str, Callable[[], RuleRow]], name: str) -> Rule:
    kinds = [rng.choice((*makers, "gate", "deadline", "rework"))] * rng.choice((1, 1, 1, 2, 3))
    if rng.random() < 0.1:
        kinds.append(rng.choice(list(makers)))
    mode = rng.choice(MODES)
    if mode is Mode.PREFER and any(kind in DEMAND_KINDS for kind in kinds):
        mode = Mode.ENFORCE
    return Rule(id=name, rows=tuple(makers[kind]() for kind in kinds), mode=mode)
