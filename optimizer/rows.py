"""The one way into the CP-SAT model: variables and rows, none above the safe size.

CP-SAT's presolve has returned wrong optima for rows whose coefficients add up past 2^31, so every row is divided by its
common divisor and its span (the sum of |coefficient| x range) is held under 2^29.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import gcd

from ortools.sat.python import cp_model

from bounding.program import Program
from optimizer.linear import Linear, total

SAFE_SPAN = 2**29
"""No row's sum of |coefficient| x range reaches this."""

TRUE = Linear(const=1)
FALSE = Linear(const=0)


class RowTooLarge(Exception):
    """A row that cannot be stated exactly under the bound; money is coarsened until none is left."""


class Rows:
    """Variables and rows of one model."""

    def __init__(self) -> None:
        self.model = cp_model.CpModel()
        self.variables: list[cp_model.IntVar] = []
        self._bounds: list[tuple[int, int]] = []
        self._linear: list[tuple[dict[int, int], int]] = []
        """Every row as coefficients and a limit, without conditions: where one does not hold, the row says nothing."""

    # -- variables ---------------------------------------------------------------------------------------------

    def integer(self, low: int, high: int, name: str) -> Linear:
        """A whole number in low..high; a constant where they are equal."""
        if low == high:
            return Linear(const=low)
        variable = self.model.new_int_var(low, high, name)
        self.variables.append(variable)
        self._bounds.append((low, high))
        assert variable.index == len(self.variables) - 1
        return Linear({variable.index: 1})

    def literal(self, name: str) -> Linear:
        """A yes or no."""
        return self.integer(0, 1, name)

    def low(self, expression: Linear) -> int:
        """The least value that the bounds of the variables allow."""
        return expression.const + sum(c * self._bounds[v][c < 0] for v, c in expression.terms.items())

    def high(self, expression: Linear) -> int:
        """The greatest value that the bounds of the variables allow."""
        return expression.const + sum(c * self._bounds[v][c > 0] for v, c in expression.terms.items())

    def span(self, expression: Linear) -> int:
        """The sum of |coefficient| x range."""
        return sum(abs(c) * (self._bounds[v][1] - self._bounds[v][0]) for v, c in expression.terms.items())

    # -- rows --------------------------------------------------------------------------------------------------

    def at_most(self, left: Linear, right: Linear | int, when: Iterable[Linear] = ()) -> None:
        """left <= right, wherever all of `when` hold."""
        row = left - right
        conditions = [c for c in when if c.const != 1 or c.terms]
        if any(self.high(c) == 0 for c in conditions) or self.high(row) <= 0:
            return
        divisor = gcd(*row.terms.values()) or 1
        terms = {v: c // divisor for v, c in row.terms.items()}
        limit = -row.const // divisor
        span = self.span(Linear(terms))
        if span >= SAFE_SPAN:
            raise RowTooLarge
        if terms:
            constraint = self.model.add_linear_constraint(self._expression(terms), cp_model.INT_MIN, limit)
        else:
            constraint = self.model.add_bool_or([])
        if conditions:
            constraint.only_enforce_if([self._as_literal(c) for c in conditions])
        self._state_linear(Linear(terms, -limit), conditions)

    def _state_linear(self, row: Linear, conditions: list[Linear]) -> None:
        """row <= 0 where the conditions hold; for each that fails as much more as the row can ever be."""
        loose = row + total(condition - 1 for condition in conditions) * self.high(row)
        self._linear.append((loose.terms, -loose.const))

    def at_least(self, left: Linear, right: Linear | int, when: Iterable[Linear] = ()) -> None:
        """left >= right, wherever all of `when` hold."""
        self.at_most(right if isinstance(right, Linear) else Linear(const=right), left, when)

    def equal(self, left: Linear, right: Linear | int) -> None:
        """left = right."""
        self.at_most(left, right)
        self.at_least(left, right)

    def any_of(self, literals: Iterable[Linear]) -> None:
        """At least one of the literals holds."""
        self.at_least(total(literals), 1)

    def largest(self, parts: list[Linear], name: str) -> Linear:
        """The largest of the expressions, exactly."""
        high = max(self.high(p) for p in parts)
        low = max(self.low(p) for p in parts)
        if low == high:
            return Linear(const=low)
        result = self.integer(low, high, name)
        self.model.add_max_equality(self._expression(result.terms), [self._with_constant(p) for p in parts])
        for part in parts:
            self._state_linear(part - result, [])
        return result

    def smallest(self, parts: list[Linear], name: str) -> Linear:
        """The smallest of the expressions, exactly."""
        return -self.largest([-p for p in parts], name)

    def above_zero(self, expression: Linear, name: str) -> Linear:
        """max(0, expression); the expression itself where its bounds say that it cannot be negative."""
        return expression if self.low(expression) >= 0 else self.largest([expression, Linear()], name)

    def unary(self, number: Linear, before: list[Linear], name: str) -> list[Linear]:
        """Literals of which the first `number` hold; none of them gives up what `before`, the same earlier, held."""
        steps: list[Linear] = []
        for n, held in enumerate(before, 1):
            step = TRUE if self.low(held) else self.integer(0, int(self.high(number) >= n), f"{name} >= {n}")
            self.at_least(step, held)
            if steps:
                self.at_most(step, steps[-1])
            steps.append(step)
        self.equal(total(steps), number)
        return steps

    # -- solving -----------------------------------------------------------------------------------------------

    def minimise(self, expression: Linear) -> int:
        """Set the objective; its terms are divided by their common divisor, which is returned."""
        divisor = gcd(*expression.terms.values()) or 1
        self.model.minimize(self._expression({v: c // divisor for v, c in expression.terms.items()}))
        return divisor

    def program(self, expression: Linear, later: Iterable[int]) -> tuple[Program, int]:
        """What every assignment keeps to, as an integer program that makes the expression small; and its divisor.

        The cost is the expression without its constant, divided by the common divisor. That an expression is no larger
        than the largest of several is left out: the program has all assignments, and more.
        """
        divisor = gcd(*expression.terms.values()) or 1
        cost = {v: c // divisor for v, c in expression.terms.items()}
        return Program.of(self._bounds, cost, self._linear, list(later)), divisor

    def has_room_for(self, values: Mapping[int, int]) -> bool:
        """Whether these variables may have these values, as far as each by itself goes."""
        return all(self._bounds[v][0] <= value <= self._bounds[v][1] for v, value in values.items())

    def fixed_at(self, values: Mapping[int, int]) -> cp_model.CpModel:
        """A copy of the model in which these variables have these values."""
        copy = self.model.clone()
        for variable, value in values.items():
            domain = copy.proto.variables[variable].domain
            domain[0] = domain[1] = value
        return copy

    def hint(self, value: Callable[[int], int]) -> None:
        """Offer an assignment of every variable as the place to start from."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for variable in self.variables:
            self.model.add_hint(variable, value(variable.index))

    def _expression(self, terms: dict[int, int]) -> cp_model.LinearExprT:
        return cp_model.LinearExpr.weighted_sum([self.variables[v] for v in terms], list(terms.values()))

    def _with_constant(self, expression: Linear) -> cp_model.LinearExprT:
        return self._expression(expression.terms) + expression.const

    def _as_literal(self, expression: Linear) -> cp_model.LiteralT:
        ((index, sign),) = expression.terms.items()
        variable = self.variables[index]
        assert (sign, expression.const) in ((1, 0), (-1, 1)), "not a literal"
        return variable if sign == 1 else variable.negated()


def negation(literal: Linear) -> Linear:
    """The literal that holds where the other does not."""
    return 1 - literal
