"""Linear expressions over a model's variables, with exact integer coefficients.

CP-SAT has expressions of its own, but they can be neither measured nor rounded nor evaluated. Ours are plain data:
every row can be divided by its common divisor, held against the bound on its size, coarsened, and read back exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable


class Linear:
    """sum of coefficient x variable, plus a constant; variables are numbered as in the model."""

    __slots__ = ("const", "terms")

    def __init__(self, terms: dict[int, int] | None = None, const: int = 0) -> None:
        self.terms = terms if terms is not None else {}
        self.const = const

    def __add__(self, other: Linear | int) -> Linear:
        return total((self, other))

    __radd__ = __add__

    def __sub__(self, other: Linear | int) -> Linear:
        return total((self, other * -1))

    def __rsub__(self, other: int) -> Linear:
        return total((other, self * -1))

    def __mul__(self, factor: int) -> Linear:
        if factor == 0:
            return Linear()
        return Linear({v: c * factor for v, c in self.terms.items()}, self.const * factor)

    __rmul__ = __mul__

    def __neg__(self) -> Linear:
        return self * -1

    @property
    def is_constant(self) -> bool:
        return not self.terms

    def value(self, of: Callable[[int], int]) -> int:
        """The expression's value where variable v has the value of(v)."""
        return self.const + sum(c * of(v) for v, c in self.terms.items())


def total(parts: Iterable[Linear | int]) -> Linear:
    """The sum of expressions and numbers."""
    terms: dict[int, int] = {}
    const = 0
    for part in parts:
        if isinstance(part, int):
            const += part
            continue
        const += part.const
        for v, c in part.terms.items():
            terms[v] = terms.get(v, 0) + c
    return Linear({v: c for v, c in terms.items() if c}, const)
