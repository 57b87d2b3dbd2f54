"""What the plan costs, and the budget (docs/semantics.md, section 7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from models.linear_program import Linear, total
from models.pay import RECURRING, head_cost, severance, start_cost
from models.plain.draft import Draft
from models.plain.people import People
from models.plain.portfolio import Portfolio
from models.plan import Component
from models.portfolio import unit_needs
from models.problem import Attrition, BudgetCap, Problem, Profile, UseCase
from models.rounding import MILLION, divide_half_up
from models.staffing import staff_in_seat, staff_rows, staff_survival, survival


class Money:
    """A column for the cost of each quarter."""

    def __init__(self, draft: Draft, people: People, portfolio: Portfolio) -> None:
        self.draft, self.people, self.portfolio, self.problem = draft, people, portfolio, draft.problem
        self.cost: dict[int, Linear] = {}
        for quarter in self.problem.horizon:
            self.cost[quarter] = draft.real("cost", quarter, least=min(0, self.problem.pooled[quarter - 1]))
            draft.equal(("cost", quarter), self.cost[quarter], total(self._parts(quarter)))

    def total(self) -> Linear:
        """Cost over the horizon."""
        return total(self.cost.values())

    def _parts(self, quarter: int) -> Iterator[Linear | int]:
        yield self.problem.pooled[quarter - 1]
        expected = self.problem.settings.attrition is Attrition.EXPECTED
        for profile in self.problem.profiles:
            yield from (self._expected if expected else self._whole)(profile, quarter)
            yield self._one_offs(profile, quarter)
        for use_case in self.problem.use_cases:
            yield from self._use_case(use_case, quarter)

    # -- people -----------------------------------------------------------------------------------------------

    def _whole(self, profile: Profile, quarter: int) -> Iterator[Linear]:
        """Component by component: max(0, staff - LS x average + (H - LH) x a hire's).

        The average is rounded, so all the staff together may come to a little more than there is: only then can the sum
        be below 0, and a column of at least 0 stands for it. More of that would only be dearer.
        """
        name = profile.id, quarter
        staff, of_hire = _staff_pay(self.problem, profile, quarter), head_cost(self.problem, profile, quarter)
        people = staff_in_seat(self.problem, profile.id, quarter)
        hired = self.people.hired(*name) - self.people.hire_leavers[name]
        for component in RECURRING:
            average = divide_half_up(staff[component], people) if people else 0
            pay = hired * of_hire[component] - self.people.staff_leavers[name] * average + staff[component]
            if people * average <= staff[component]:
                yield pay
            else:
                paid = self.draft.real("pay", str(component), *name)
                self.draft.at_least(("pay", str(component), *name), paid, pay)
                yield paid

    def _expected(self, profile: Profile, quarter: int) -> Iterator[Linear | int]:
        """Each cohort's heads x what is left of each head's pay, component by component, half up."""
        for row in staff_rows(self.problem, profile.id):
            if row.in_seat(quarter):
                each = head_cost(self.problem, profile, quarter, fte=row.fte, base=row.base_salary).values()
                yield row.heads * _left(each, staff_survival(profile, row, quarter))
        of_hire = head_cost(self.problem, profile, quarter).values()
        for start in range(1, quarter + 1):
            yield self.people.hires[profile.id, start] * _left(of_hire, survival(profile, quarter - start))

    def _one_offs(self, profile: Profile, quarter: int) -> Linear:
        """Of hires and accepted offers in their first quarter, and severance where a contract ends."""
        each = sum(start_cost(self.problem, profile, quarter).values())
        cost = self.people.hires[profile.id, quarter] * each
        for row in staff_rows(self.problem, profile.id):
            if row.start == quarter > 1:
                cost += row.heads * sum(start_cost(self.problem, profile, quarter, base=row.base_salary).values())
            if row.end == quarter:
                cost += row.heads * severance(profile)
        return cost

    # -- use cases --------------------------------------------------------------------------------------------

    def _use_case(self, use_case: UseCase, quarter: int) -> Iterator[Linear]:
        """Build and run cost of the units of a use case."""
        needs = unit_needs(self.problem, use_case)
        for start, units in self.portfolio.started(use_case):
            stage = quarter - start
            if stage >= 0:
                yield units * (needs.build_cost[stage] if stage < needs.build_quarters else needs.run_cost)


def _staff_pay(problem: Problem, profile: Profile, quarter: int) -> Counter[Component]:
    """What all staff in seat would cost, by component, had nobody left."""
    pay: Counter[Component] = Counter()
    for row in staff_rows(problem, profile.id):
        if row.in_seat(quarter):
            each = head_cost(problem, profile, quarter, fte=row.fte, base=row.base_salary)
            pay.update({component: row.heads * amount for component, amount in each.items()})
    return pay


def _left(amounts: Iterable[int], share: int) -> int:
    """What is left of components at a share in millionths, each half up."""
    return sum(divide_half_up(amount * share, MILLION) for amount in amounts)


# -- budget ------------------------------------------------------------------------------------------------------


def budgets(draft: Draft, money: Money) -> None:
    """Cost <= budget in each period that the cap names."""
    for quarters in _periods(draft.problem):
        spent = total(money.cost[q] for q in quarters)
        draft.at_most(("budget", quarters[-1]), spent, sum(draft.problem.budget[q - 1] for q in quarters))


def _periods(problem: Problem) -> list[list[int]]:
    match problem.settings.budget_cap:
        case BudgetCap.QUARTER:
            return [[quarter] for quarter in problem.horizon]
        case BudgetCap.FISCAL_YEAR:
            return list(problem.calendar.fiscal_years().values())
        case BudgetCap.CUMULATIVE:
            return [list(range(1, quarter + 1)) for quarter in problem.horizon]
