"""A problem stated as a linear program for one of its levels, and a solver's values read back as a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.linear_program import Linear, LinearProgram, NotLinear
from models.plain.demand import Demand, coverage
from models.plain.draft import Draft
from models.plain.levels import LEVELS, Statement
from models.plain.money import Money, budgets
from models.plain.people import People, limits_on_heads, limits_on_hires
from models.plain.portfolio import Portfolio, counts, dependencies, starts_a_quarter, target_is_a_must
from models.plain.rules import Staffing, rules
from models.plain.time import Time
from models.plan import Plan
from models.problem import CONCESSIONS, Objective, Problem


@dataclass(frozen=True)
class Stated:
    """A problem as a linear program."""

    program: LinearProgram
    problem: Problem
    level: Objective
    hires: Mapping[tuple[str, int], str]
    """(profile ID, quarter): the column of the hires that start there"""
    starts: Mapping[tuple[str, int], str]
    """(use case ID, quarter): the column of the units that start there"""
    time: Mapping[tuple[str, str, int], str]
    """(profile ID, capability, quarter): the column of the time given, in steps of the time grain"""


def state(problem: Problem, level: Objective | None = None, keep: Mapping[Objective, int] | None = None) -> Stated:
    """The problem with one level as the objective, and rows that keep earlier ones no worse than so much.

    `level`: None: the first of the problem's levels. `keep`: values in the levels' own units, also of those that are
    maximised. A level that is maximised is the objective as its negative. Raises NotLinear where the problem has
    concessions or limits on hires set by a program, where a kept level does not come before the level, and where
    nothing bounds the hires of a job profile.
    """
    keep, levels = keep or {}, problem.settings.objectives
    level = levels[0] if level is None else level
    _refuse(problem, level, keep)
    statement = _hard_rows(problem)
    for kept, worst in keep.items():
        _keep(statement, kept, worst)
    aim = LEVELS[level](statement) * (-1 if level.maximised else 1)
    time = {key: _only(steps) for key, steps in statement.time.steps.items()}
    return Stated(
        program=statement.draft.program("hireplan", aim, _notes(statement, level, keep)),
        problem=problem,
        level=level,
        hires={key: _only(column) for key, column in statement.people.hires.items() if column.terms},
        starts={key: _only(column) for key, column in statement.portfolio.starts.items()},
        time=time,
    )


def level_called(problem: Problem, name: str) -> Objective:
    """The level of a problem by its name. Raises NotLinear where the problem has none of that name."""
    levels = problem.settings.objectives
    for level in levels:
        if level == name:
            return level
    raise NotLinear(f"The problem has no level '{name}'; its levels are {', '.join(levels)}.")


def plan_of(stated: Stated, values: Mapping[str, float]) -> Plan:
    """The decisions in a solver's values of the columns; a column that is not there is 0.

    Integer columns are rounded: solvers keep them whole within a tolerance only.
    """
    problem, grain = stated.problem, stated.problem.settings.time_grain

    def number(column: str | None) -> int:
        return 0 if column is None else round(values.get(column, 0))

    def series(names: Mapping[tuple[str, int], str], key: str) -> tuple[int, ...]:
        return tuple(number(names.get((key, quarter))) for quarter in problem.horizon)

    given: dict[str, dict[str, tuple[int, ...]]] = {}
    for profile, capability in dict.fromkeys((profile, capability) for profile, capability, _ in stated.time):
        steps = (number(stated.time.get((profile, capability, quarter))) for quarter in problem.horizon)
        given.setdefault(profile, {})[capability] = tuple(grain * n for n in steps)
    return Plan(
        hires={profile.id: series(stated.hires, profile.id) for profile in problem.profiles},
        starts={idea.id: series(stated.starts, idea.id) for idea in problem.ideas},
        allotment=given,
    )


def _hard_rows(problem: Problem) -> Statement:
    """Everything that holds whatever the level: one part of the definitions after the other."""
    draft = Draft(problem)
    people = People(draft)
    limits_on_hires(draft, people)
    limits_on_heads(draft, people)
    portfolio = Portfolio(draft)
    counts(draft, portfolio)
    starts_a_quarter(draft, portfolio)
    dependencies(draft, portfolio)
    target_is_a_must(draft, portfolio)
    demand = Demand(draft, people, portfolio)
    time = Time(draft, people, set(demand.of))
    uncovered = coverage(draft, demand, time)
    breaches = rules(Staffing(draft, people, portfolio))
    money = Money(draft, people, portfolio)
    budgets(draft, money)
    return Statement(draft, people, portfolio, time, money, uncovered, breaches)


def _keep(statement: Statement, level: Objective, worst: int) -> None:
    """A row that a level is no worse than a value."""
    name, amount = ("keep", str(level)), LEVELS[level](statement)
    if level.maximised:
        statement.draft.at_least(name, amount, worst)
    else:
        statement.draft.at_most(name, amount, worst)


def _refuse(problem: Problem, level: Objective, keep: Mapping[Objective, int]) -> None:
    levels = problem.settings.objectives
    if asked := [str(concession) for concession in CONCESSIONS if problem.concedes(concession)]:
        raise NotLinear(f"The levels {' and '.join(asked)} are not stated as a linear program; leave them out.")
    if problem.hire_caps:
        raise NotLinear("Limits on hires set by a program are not stated as a linear program; leave them out.")
    level_called(problem, level)
    earlier = levels[: levels.index(level)]
    for kept in keep:
        if kept not in earlier:
            before = f"those are {', '.join(earlier)}" if earlier else "there are none"
            raise NotLinear(f"Only levels before {level} can be kept, and {kept} is not one of them: {before}.")


def _only(column: Linear) -> str:
    [name] = column.terms
    return name


def _notes(statement: Statement, level: Objective, keep: Mapping[Objective, int]) -> tuple[str, ...]:
    """What a reader of the program should know."""
    problem, draft = statement.problem, statement.draft
    sense = f"minimise {level}"
    if level.maximised:
        sense = f"maximise {level}, written as: minimise its negative"
    quarters = ", ".join(f"q{q} = {problem.calendar.label(q)}" for q in problem.horizon)
    spelled = [f"{plain} = {text}" for plain, text in draft.respelled()]
    groups = [f"{name} = {text}" for name, text in draft.groups.values()]
    return (
        f"Objective: {sense}",
        "Levels in order: " + ", ".join(problem.settings.objectives),
        *(f"Kept: {kept} no worse than {worst}" for kept, worst in keep.items()),
        f"Quarters: {quarters}",
        *MEANINGS,
        f"One step of time is {problem.settings.time_grain} per cent of an FTE",
        f"Money: {problem.settings.currency}",
        *spelled,
        *groups,
    )


MEANINGS = (
    "Columns, by ID and quarter:",
    "hires.PROFILE.q: people who start in q; heads: in seat; leavers: who have left so far",
    "starts.USECASE.q: units that start in q",
    "time.PROFILE.CAPABILITY.q: steps of time given; uncovered.CAPABILITY.q: hundredths of an FTE",
    "cost.q: money; missing...: heads short of what is required; shortfall: use cases short of the target",
    "breach.RULE.q: 1 where a rule is broken and that counts; other binaries: conditions; one: always 1",
)
"""What the columns are."""
