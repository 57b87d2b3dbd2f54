"""A linear program while it is written: columns with readable names, rows, and rows that a condition lifts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.linear_program import Column, Linear, LinearProgram, Relation, Row
from models.problem import Problem
from models.rules import Group

ONE = "one"
"""The name of a column that is always 1: what carries constants, so that no solver can misread them."""

Name = tuple[str | int, ...]
"""What a column or row is called: words, IDs of the problem, and quarters as numbers."""


class Draft:
    """Columns and rows so far. Everything else in this folder writes into one.

    The M of a row that a condition lifts is never chosen: it is the most by which the bounds of the columns let the
    row be broken, so it is finite, and a lifted row asks nothing at all.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.columns: dict[str, Column] = {ONE: Column(ONE, False, 1, 1)}
        self.rows: dict[str, Row] = {}
        self.groups: dict[tuple[str, ...], tuple[str, str]] = {}
        """the job profiles of each group that was named: its name here, and the planner's words"""
        self._spelled: dict[str, str] = {}

    # -- columns ----------------------------------------------------------------------------------------------

    def integer(self, *name: str | int, least: int = 0, most: int) -> Linear:
        return self._column(name, True, least, most)

    def binary(self, *name: str | int) -> Linear:
        return self._column(name, True, 0, 1)

    def real(self, *name: str | int, least: int | None = 0, most: int | None = None) -> Linear:
        return self._column(name, False, least, most)

    def _column(self, name: Name, integer: bool, least: int | None, most: int | None) -> Linear:
        called = self.called(name)
        assert called not in self.columns, f"{called} is there already"
        self.columns[called] = Column(called, integer, least, most)
        return Linear({called: 1})

    # -- rows -------------------------------------------------------------------------------------------------

    def at_most(
        self, name: Name, left: Linear | int, right: Linear | int, unless: Linear | int = 0, *, scale: int = 1
    ) -> None:
        """left <= right, lifted where `unless` (a sum of binaries, never below 0) is 1 or more.

        `scale`: a power of ten by which the row is divided where it is written.
        """
        excess = Linear() + left - right
        lifts = Linear() + unless
        if lifts.terms or lifts.constant:
            by = self.most(excess)
            if by <= 0 or self.least(lifts) >= 1:
                return
            excess = excess - lifts * by
        self._row(name, excess, Relation.AT_MOST, scale)

    def at_least(self, name: Name, left: Linear | int, right: Linear | int, unless: Linear | int = 0) -> None:
        """left >= right, lifted where `unless` is 1 or more."""
        self.at_most(name, right, left, unless)

    def equal(self, name: Name, left: Linear | int, right: Linear | int) -> None:
        self._row(name, Linear() + left - right, Relation.EQUAL)

    def _row(self, name: Name, excess: Linear, relation: Relation, scale: int = 1) -> None:
        """excess <= 0 or = 0. Where nothing is decided a row that holds is left out, and one that cannot stays."""
        terms, limit = {column: n for column, n in excess.terms.items() if n}, -excess.constant
        if not terms:
            if limit == 0 or (limit > 0 and relation is Relation.AT_MOST):
                return
            terms, limit = {ONE: excess.constant}, 0
        called = self.called(name)
        assert called not in self.rows, f"{called} is there already"
        self.rows[called] = Row(called, terms, relation, limit, scale)

    # -- what bounds say --------------------------------------------------------------------------------------

    def most(self, sum_of: Linear) -> int:
        """The most that a sum can be by the bounds of its columns, all of which must be bounded."""
        return sum_of.constant + sum(self._extreme(column, n) for column, n in sum_of.terms.items() if n)

    def least(self, sum_of: Linear) -> int:
        return -self.most(-sum_of)

    def _extreme(self, name: str, n: int) -> int:
        bound = self.columns[name].most if n > 0 else self.columns[name].least
        assert bound is not None, f"{name} has no bound"
        return n * bound

    # -- names ------------------------------------------------------------------------------------------------

    def called(self, name: Name) -> str:
        """Such as hires.DE-MID.q3: words and IDs without blanks, and quarters, joined by dots."""
        return ".".join(f"q{part}" if isinstance(part, int) else self._plain(part) for part in name)

    def _plain(self, text: str) -> str:
        """A text as a part of a name, always the same and no other text's."""
        if text not in self._spelled:
            plain = re.sub(r"[^A-Za-z0-9_@-]", "_", text)
            taken, count, found = set(self._spelled.values()), 1, plain
            while found in taken:
                count += 1
                found = f"{plain}_{count}"
            self._spelled[text] = found
        return self._spelled[text]

    def respelled(self) -> Iterator[tuple[str, str]]:
        """The texts that are spelled otherwise in names, and how."""
        return ((plain, text) for text, plain in self._spelled.items() if plain != text)

    def group(self, group: Group) -> str:
        """What a group of job profiles is called in names."""
        named = self.groups.setdefault(group.profiles, (f"group{len(self.groups) + 1}", group.text))
        return named[0]

    # -- the end ----------------------------------------------------------------------------------------------

    def program(self, name: str, objective: Linear, notes: tuple[str, ...]) -> LinearProgram:
        """What was written, with an objective to minimise."""
        aim = (objective + Linear({ONE: objective.constant})).terms
        return LinearProgram(
            name=name,
            columns=tuple(self.columns.values()),
            rows=tuple(self.rows.values()),
            objective={column: n for column, n in aim.items() if n},
            notes=notes,
        )
