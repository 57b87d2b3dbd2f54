"""Everything that follows from a plan, computed afresh from the plan alone."""

from __future__ import annotations

from models.course import Course, follow
from models.demand import demand
from models.idle import idle_course
from models.money import people_cost, total_cost, use_case_cost
from models.objectives import OBJECTIVES, Outcome
from models.plan import Accounts, Plan, Series
from models.problem import Attrition, Problem
from models.rounding import MILLION
from models.rule_checks import check_rules, counted_breaches
from models.staffing import capacity, cohort_survival, cohorts


def settle(problem: Problem, plan: Plan) -> tuple[Course, Accounts]:
    """The course of a well-formed plan, and its accounts."""
    course = follow(problem, plan.hires, plan.starts)
    needed, supplied = demand(course), supply(problem, plan)
    uncovered = {c: tuple(map(_uncovered, needed[c], supplied[c])) for c in problem.capabilities}
    people, use_cases = people_cost(course), use_case_cost(course)
    cost = total_cost(problem, people, use_cases)
    missing = tuple(_missing_heads(course, quarter) for quarter in problem.horizon)
    checks = tuple(check_rules(course, idle_course(problem)))
    outcome = Outcome(course, uncovered, missing, cost, counted_breaches(checks))
    return course, Accounts(
        heads=course.heads,
        staff=course.staff,
        leavers=course.leavers,
        expected_heads={profile.id: _expected_heads(course, profile.id) for profile in problem.profiles},
        capacity={profile.id: capacity(problem, profile.id, plan.hires[profile.id]) for profile in problem.profiles},
        live=course.live,
        demand=needed,
        supply=supplied,
        uncovered=uncovered,
        missing_heads=missing,
        people_cost=people,
        use_case_cost=use_cases,
        cost=cost,
        rules=checks,
        objectives={objective: value(outcome) for objective, value in OBJECTIVES.items()},
    )


def supply(problem: Problem, plan: Plan) -> dict[str, Series]:
    """Capability: allotted time weighted by skill in each quarter, in ten-thousandths of an FTE."""
    total = {capability: [0] * problem.quarters for capability in problem.capabilities}
    for profile, shares in plan.allotment.items():
        for capability, given in shares.items():
            skill = problem.profile[profile].skills.get(capability, 0)
            for index, time in enumerate(given):
                total[capability][index] += time * skill
    return {capability: tuple(series) for capability, series in total.items()}


def _uncovered(needed: int, supplied: int) -> int:
    """Hundredths of an FTE short: the least u with supply >= 100 x (demand - u)."""
    return max(0, needed - supplied // 100)


def _missing_heads(course: Course, quarter: int) -> int:
    """Heads short of the requirement rows that name a role and of the profiles' least heads, each row for itself."""
    problem = course.problem
    missing = 0
    for parts in problem.jobs:
        missing += max(0, parts[0].least_heads - sum(course.heads[p.id][quarter - 1] for p in parts))
    for requirement in problem.requirements:
        if requirement.role is not None:
            there = sum(course.heads[p.id][quarter - 1] for p in problem.profiles if requirement.counts(p))
            missing += max(0, requirement.need[quarter - 1] - there)
    return missing


def _expected_heads(course: Course, profile_id: str) -> Series:
    """Heads in millionths of a person; with whole leavers a million each."""
    problem = course.problem
    if problem.settings.attrition is Attrition.WHOLE:
        return tuple(MILLION * heads for heads in course.heads[profile_id])
    profile, hires = problem.profile[profile_id], course.hires[profile_id]
    return tuple(
        sum(c.heads * cohort_survival(profile, c, quarter) for c in cohorts(problem, profile_id, hires, quarter))
        for quarter in problem.horizon
    )
