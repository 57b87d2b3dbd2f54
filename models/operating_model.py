"""The problem divided among business units, for operating models in which people belong to them.

In `embedded` and `federated` a job profile becomes one profile for each unit, and what a unit needs of a capability
becomes a capability of that unit. Everything else in this layer then plans people by unit without knowing of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models.problem import (
    Family,
    HireCap,
    OperatingModel,
    Problem,
    Profile,
    Requirement,
    StaffRow,
    UseCase,
    UseCaseType,
)
from models.rules import Group, PerActive, Rework, Rule, RuleRow

NO_UNIT = "no unit"
"""The unit of use cases and people that name none."""


def by_unit(problem: Problem) -> Problem:
    """The problem with people and work by business unit, where its operating model asks for it; else as it is.

    A problem that is divided already comes back as it is.
    """
    divided = bool(problem.capability_units) or any(profile.business_unit for profile in problem.profiles)
    if divided or not problem.settings.operating_model.by_unit:
        return problem
    return _Division(problem).problem()


def is_shared(model: OperatingModel, family: Family) -> bool:
    """Whether people of a family belong to all units: platform roles in a federated organisation."""
    return model is OperatingModel.FEDERATED and family is Family.OPERATIONS


class _Division:
    """One problem's units, and its parts by unit."""

    def __init__(self, problem: Problem) -> None:
        self.whole = problem
        self.shared = {p.id for p in problem.profiles if is_shared(problem.settings.operating_model, p.family)}
        self.spelled = _spelled(self._named())
        self.units = tuple(self.spelled.values())
        self.types = {(self.whole.type_of[u.id].name, self.unit(u.business_unit)): u for u in problem.use_cases}
        self.capability_units = {
            _of(c, unit): unit for c in problem.capabilities for unit in self.units if self._needs(unit, c)
        }
        self.everybodys = [c for c in problem.capabilities if c in set(self._unowned())]

    def _named(self) -> Iterable[str]:
        """Units in order of mention; blank ones last."""
        named = [u.business_unit for u in self.whole.use_cases]
        named += [row.business_unit for row in self.whole.staff if row.profile not in self.shared]
        named += [row.business_unit for row in self.whole.requirements if row.business_unit]
        return [*filter(None, named), *([] if named and all(named) else [NO_UNIT])]

    def unit(self, name: str) -> str:
        """A unit as it is spelled where it is mentioned first."""
        return self.spelled[(name or NO_UNIT).casefold()]

    def _needs(self, unit: str, capability: str) -> bool:
        """Whether use cases or requirement rows of a unit need a capability."""
        types = {t.name: t for t in self.whole.use_case_types}
        of_unit = (types[name] for name, whose in self.types if whose == unit)
        rows = (r for r in self.whole.requirements if r.business_unit and self.unit(r.business_unit) == unit)
        return any(capability in t.build or capability in t.run for t in of_unit) or any(
            row.capability == capability for row in rows
        )

    def _unowned(self) -> Iterable[str]:
        """Capabilities that rules and requirement rows without a unit need."""
        rows = (row for rule in self.whole.rules for row in rule.rows)
        yield from (row.capability for row in rows if isinstance(row, Rework | PerActive))
        yield from (r.capability for r in self.whole.requirements if r.capability and not r.business_unit)

    # -- the parts ---------------------------------------------------------------------------------------------

    def problem(self) -> Problem:
        whole = self.whole
        return whole.changed(
            capabilities=tuple(self._capabilities()),
            capability_units=self.capability_units,
            profiles=tuple(part for profile in whole.profiles for part in self._profiles(profile)),
            staff=tuple(map(self._staff_row, whole.staff)),
            use_case_types=tuple(self._types()),
            use_cases=tuple(map(self._use_case, whole.use_cases)),
            requirements=tuple(map(self._requirement, whole.requirements)),
            rules=tuple(map(self._rule, whole.rules)),
            hire_caps=tuple(map(self._hire_cap, whole.hire_caps)),
        )

    def _capabilities(self) -> Iterable[str]:
        for capability in self.whole.capabilities:
            yield from (c for c in (_of(capability, unit) for unit in self.units) if c in self.capability_units)
            yield from [capability] if capability in self.everybodys else []

    def _profiles(self, profile: Profile) -> Iterable[Profile]:
        """One for each unit; a shared one stays whole."""
        skills = {name: skill for c, skill in profile.skills.items() for name in self._names(c)}
        if profile.id in self.shared:
            return [profile.changed(skills=skills)]
        return [
            profile.changed(id=_of(profile.id, unit), base=profile.id, business_unit=unit, skills=skills)
            for unit in self.units
        ]

    def _names(self, capability: str) -> Iterable[str]:
        """What a capability is called in the units that need it, and in all of them together."""
        yield from (name for name in (_of(capability, unit) for unit in self.units) if name in self.capability_units)
        yield from [capability] if capability in self.everybodys else []

    def _staff_row(self, row: StaffRow) -> StaffRow:
        if row.profile in self.shared:
            return row
        unit = self.unit(row.business_unit)
        return row.changed(profile=_of(row.profile, unit), business_unit=unit)

    def _types(self) -> Iterable[UseCaseType]:
        """Each type once for each unit that has use cases of it."""
        for kind in self.whole.use_case_types:
            for unit in self.units:
                if (kind.name, unit) in self.types:
                    build = {_of(c, unit): cells for c, cells in kind.build.items()}
                    run = {_of(c, unit): cell for c, cell in kind.run.items()}
                    yield kind.changed(name=_of(kind.name, unit), build=build, run=run)

    def _use_case(self, use_case: UseCase) -> UseCase:
        unit = self.unit(use_case.business_unit)
        return use_case.changed(type=_of(use_case.type, unit), business_unit=unit if use_case.business_unit else "")

    def _requirement(self, row: Requirement) -> Requirement:
        if not row.business_unit:
            return row
        unit = self.unit(row.business_unit)
        capability = row.capability and _of(row.capability, unit)
        return row.changed(capability=capability, business_unit=unit)

    def _hire_cap(self, cap: HireCap) -> HireCap:
        return cap.changed(profiles=tuple(part for p in cap.profiles for part in self._parts(p)))

    def _rule(self, rule: Rule) -> Rule:
        return rule.changed(rows=tuple(map(self._rule_row, rule.rows)))

    def _rule_row(self, row: RuleRow) -> RuleRow:
        """The row about all parts of the profiles in its groups."""
        groups: dict[str, Any] = {
            side: group.changed(profiles=tuple(part for p in group.profiles for part in self._parts(p)))
            for side in ("acts_on", "against")
            if isinstance(group := getattr(row, side, None), Group)
        }
        return row.changed(**groups)

    def _parts(self, profile: str) -> Iterable[str]:
        return [profile] if profile in self.shared else [_of(profile, unit) for unit in self.units]


def _of(name: str, unit: str) -> str:
    """A unit's part of what has a name."""
    return f"{name}@{unit}"


def _spelled(names: Iterable[str]) -> dict[str, str]:
    """Each name as it is spelled first, whatever its case."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.casefold(), name)
    return found
