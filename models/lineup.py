"""Who works for what: the heads of a profile stand in line by seniority, and beside them those who need their time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from models.course import follow
from models.demand import added_demand, use_case_demand
from models.plan import Plan, Series
from models.portfolio import unit_starts
from models.problem import Problem, Requirement
from models.rule_names import rule_name
from models.rules import Mode, PerActive, Rework, Rule


@dataclass(frozen=True)
class Demander:
    """A use case, a rule that adds demand, or a requirement row."""

    name: str
    """ID of the use case; 'rule ...' or 'requirement ...' with the ID of the rule or the capability that is required"""
    business_unit: str | None
    """None: no single one"""
    needs: tuple[tuple[str, Series], ...]
    """capabilities, and the demand for each in quarters 1..T; one may be named twice"""


@dataclass(frozen=True)
class Line:
    """Those who need a capability in a quarter, one behind the other, each as long as its demand."""

    who: tuple[int, ...]
    """numbers of the demanders"""
    ends: tuple[int, ...]
    """where each of them ends, in hundredths of an FTE from the front; they rise"""

    def beside(self, place: int, heads: int) -> tuple[int, ...]:
        """Whom the head at a place (1 is the first) stands beside, where so many share the whole line equally."""
        length = self.ends[-1]
        first = bisect_right(self.ends, length * (place - 1) // heads)
        last = bisect_left(self.ends, -(-length * place // heads))
        return self.who[first : last + 1]


class Lineup:
    """All the lines of a plan."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.demanders = tuple(_demanders(problem, plan))
        self.lines = _lines(self.demanders)
        self.given = {
            profile: [tuple(c for c, times in shares.items() if times[q - 1] > 0) for q in problem.horizon]
            for profile, shares in plan.allotment.items()
        }

    def served(self, profile: str, quarter: int, place: int, heads: int) -> set[int]:
        """Numbers of the demanders whom the head at a place works for, among all heads of its profile in a quarter."""
        capabilities = self.given[profile][quarter - 1] if profile in self.given else ()
        lines = [self.lines[c, quarter] for c in capabilities if (c, quarter) in self.lines]
        return {number for line in lines for number in line.beside(place, heads)}


def _lines(demanders: tuple[Demander, ...]) -> dict[tuple[str, int], Line]:
    """Capability and quarter: the line, where anything is needed."""
    amounts: dict[tuple[str, int], dict[int, int]] = {}
    for number, demander in enumerate(demanders):
        for capability, needed in demander.needs:
            for quarter, amount in enumerate(needed, 1):
                if amount > 0:
                    line = amounts.setdefault((capability, quarter), {})
                    line[number] = line.get(number, 0) + amount
    return {key: _line(by_number) for key, by_number in amounts.items()}


def _line(amounts: dict[int, int]) -> Line:
    return Line(tuple(amounts), tuple(accumulate(amounts.values())))


def _demanders(problem: Problem, plan: Plan) -> Iterator[Demander]:
    """First the use cases, in order of their first start, then the rules that add demand by ID, then requirements."""
    yield from _use_cases(problem, plan)
    yield from _rules(problem, plan)
    for requirement in problem.requirements:
        yield from _requirement(requirement)


def _use_cases(problem: Problem, plan: Plan) -> Iterator[Demander]:
    starts = {u.id: min(unit_starts(problem, u, plan.starts), default=None) for u in problem.use_cases}
    first = {name: start for name, start in starts.items() if start is not None}
    started = [use_case for use_case in problem.use_cases if use_case.id in first]
    for use_case in sorted(started, key=lambda u: first[u.id]):
        needs = use_case_demand(problem, use_case, plan.starts)
        yield Demander(use_case.id, use_case.business_unit or None, tuple(needs.items()))


def _rules(problem: Problem, plan: Plan) -> Iterator[Demander]:
    course = follow(problem, plan.hires, plan.starts)
    enforced = [rule for rule in problem.rules if rule.mode is Mode.ENFORCE and _adding(rule)]
    for rule in sorted(enforced, key=lambda rule: rule.id):
        yield Demander(
            rule_name(problem, rule), None, tuple((row.capability, added_demand(course, row)) for row in _adding(rule))
        )


def _adding(rule: Rule) -> list[Rework | PerActive]:
    return [row for row in rule.rows if isinstance(row, Rework | PerActive)]


def _requirement(requirement: Requirement) -> Iterator[Demander]:
    capability = requirement.capability
    if capability is not None:
        yield Demander(
            f"requirement {capability}", requirement.business_unit or None, ((capability, requirement.need),)
        )
