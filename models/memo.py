"""Facts derived from a problem, kept for as long as that very problem lives."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, TypeVar

from models.problem import Problem

Rest = ParamSpec("Rest")
Fact = TypeVar("Fact")


def remembered(
    derive: Callable[Concatenate[Problem, Rest], Fact],
) -> Callable[Concatenate[Problem, Rest], Fact]:
    """Derive each fact once per problem. The further arguments must be hashable; what is returned must not be changed.

    A problem is told by identity, since comparing two would cost more than deriving the fact again.
    """
    known: dict[int, dict[Hashable, Fact]] = {}

    def fact(problem: Problem, /, *args: Rest.args, **kwargs: Rest.kwargs) -> Fact:
        if id(problem) not in known:
            known[id(problem)] = {}
            weakref.finalize(problem, known.pop, id(problem), None)
        facts, key = known[id(problem)], (args, tuple(kwargs.items()))
        if key not in facts:
            facts[key] = derive(problem, *args, **kwargs)
        return facts[key]

    update_wrapper(fact, derive)
    return fact
