"""Money in the model: every cost component by itself, under its one name, and the budget caps over their sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from itertools import chain

from models.pay import ONE_OFF, RECURRING, head_cost, severance, start_cost
from models.plan import Component
from models.portfolio import unit_needs
from models.problem import Attrition, Problem, Profile, StaffRow
from models.rounding import MILLION, half_up
from models.staffing import Cohort, cohort_survival, cohorts, staff_in_seat, staff_rows
from optimizer.linear import Linear, total
from optimizer.portfolio import Portfolio
from optimizer.rows import Rows
from optimizer.team import Team, hires_of


class Cost:
    """What a plan costs, by component and quarter, in whole units of the reporting currency."""

    def __init__(self, problem: Problem, rows: Rows, team: Team, portfolio: Portfolio) -> None:
        self.problem, self.rows, self.team, self.portfolio = problem, rows, team, portfolio
        self.component: dict[tuple[Component, int], Linear] = {}
        self.parts: dict[int, list[Linear]] = {}
        """by quarter: pooled pay, then what each profile and the use cases cost; only the first is ever below 0"""
        for quarter in problem.horizon:
            self._price(quarter)

    def _price(self, quarter: int) -> None:
        terms: list[list[tuple[Component, Linear | int]]] = [[(Component.BASE, self.problem.pooled[quarter - 1])]]
        terms += [list(self._of_profile(profile, quarter)) for profile in self.problem.profiles]
        terms.append(list(self._use_cases(quarter)))
        self.parts[quarter] = [total(amount for _, amount in part) for part in terms]
        amounts: dict[Component, list[Linear | int]] = defaultdict(list)
        for component, amount in chain.from_iterable(terms):
            amounts[component].append(amount)
        for component in Component:
            self.component[component, quarter] = total(amounts[component])

    def _of_profile(self, profile: Profile, quarter: int) -> Iterator[tuple[Component, Linear | int]]:
        yield from self._recurring(profile, quarter)
        yield from self._one_offs(profile, quarter)
        yield Component.SEVERANCE, self._severance(profile, quarter)

    # -- people ------------------------------------------------------------------------------------------------

    def _recurring(self, profile: Profile, quarter: int) -> Iterator[tuple[Component, Linear]]:
        if self.problem.settings.attrition is Attrition.EXPECTED:
            return self._recurring_expected(profile, quarter)
        return self._recurring_whole(profile, quarter)

    def _recurring_whole(self, profile: Profile, quarter: int) -> Iterator[tuple[Component, Linear]]:
        """Staff at their own cost, less those who left at the average; hires in seat at the profile's."""
        staff = staff_in_seat(self.problem, profile.id, quarter)
        hire_leavers = self.team.hire_leavers(profile.id, quarter)
        staff_leavers = self.team.leavers(profile.id, quarter) - hire_leavers
        hires = self.team.hired(profile.id, quarter) - hire_leavers
        each = head_cost(self.problem, profile, quarter)
        for component in RECURRING:
            sum_of_staff = self._staff_cost(profile, component, quarter)
            average = half_up(Fraction(sum_of_staff, staff)) if staff else 0
            cost = sum_of_staff - staff_leavers * average + hires * each[component]
            if sum_of_staff < average * min(staff, self.rows.high(staff_leavers)):
                # only the rounding of the average can take it below 0: there are never more hire leavers than hires
                cost = self.rows.above_zero(cost, f"{component}[{profile.id},{quarter}]")
            yield component, cost

    def _staff_cost(self, profile: Profile, component: Component, quarter: int) -> int:
        return sum(
            row.heads * head_cost(self.problem, profile, quarter, fte=row.fte, base=row.base_salary)[component]
            for row in staff_rows(self.problem, profile.id)
            if row.in_seat(quarter)
        )

    def _recurring_expected(self, profile: Profile, quarter: int) -> Iterator[tuple[Component, Linear]]:
        staff = list(cohorts(self.problem, profile.id, (), quarter))
        for component in RECURRING:
            of_staff = sum(c.heads * self._shrunk(profile, component, quarter, c) for c in staff)
            each = partial(self._shrunk_hire, profile, component, quarter)
            yield component, self.team.by_cohort(profile.id, quarter, each) + of_staff

    def _shrunk_hire(self, profile: Profile, component: Component, quarter: int, start: int) -> int:
        return self._shrunk(profile, component, quarter, hires_of(start))

    def _shrunk(self, profile: Profile, component: Component, quarter: int, cohort: Cohort) -> int:
        """What one head of a cohort costs in a quarter by the share of it that is still there."""
        each = head_cost(self.problem, profile, quarter, fte=cohort.fte, base=cohort.base)[component]
        return half_up(Fraction(each * cohort_survival(profile, cohort, quarter), MILLION))

    def _one_offs(self, profile: Profile, quarter: int) -> Iterator[tuple[Component, Linear]]:
        offers = [row for row in staff_rows(self.problem, profile.id) if row.start == quarter > 1]
        each = start_cost(self.problem, profile, quarter)
        for component in ONE_OFF:
            own = sum(row.heads * self._offer_cost(profile, row, component) for row in offers)
            yield component, self.team.starts(profile.id, quarter) * each[component] + own

    def _offer_cost(self, profile: Profile, offer: StaffRow, component: Component) -> int:
        return start_cost(self.problem, profile, offer.start, base=offer.base_salary)[component]

    def _severance(self, profile: Profile, quarter: int) -> int:
        ending = sum(row.heads for row in staff_rows(self.problem, profile.id) if row.end == quarter)
        return ending * severance(profile)

    # -- use cases ---------------------------------------------------------------------------------------------

    def _use_cases(self, quarter: int) -> Iterator[tuple[Component, Linear]]:
        for use_case in self.problem.use_cases:
            needs = unit_needs(self.problem, use_case)
            if any(needs.build_cost):
                yield Component.BUILD, self.portfolio.work(use_case, quarter, partial(_at_age, needs.build_cost))
            if needs.run_cost:
                yield Component.RUN, self.portfolio.live_units(use_case, quarter) * needs.run_cost


def _at_age(cells: tuple[int, ...], age: int) -> int:
    return cells[age] if age < len(cells) else 0
