"""The planning problem: everything that is known before a plan is made. Frozen; invalid data cannot be constructed."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from pydantic import Field, model_validator

from models.base import Frozen
from models.calendar import Calendar
from models.rules import Rule


class Employment(StrEnum):
    EMPLOYEE = "employee"
    CONTRACTOR = "contractor"


class Family(StrEnum):
    PRODUCT = "product"
    DATA = "data"
    BUILDER = "builder"
    OPERATIONS = "operations"
    INTEGRATION = "integration"
    LEADERSHIP = "leadership"
    SPECIALIST = "specialist"


class UseCaseStatus(StrEnum):
    IDEA = "idea"
    IN_PROGRESS = "in progress"
    LIVE = "live"


class Attrition(StrEnum):
    WHOLE = "whole"  # whole people leave when the expected leavers pass a whole number
    EXPECTED = "expected"  # every cohort shrinks by its survival curve


class BudgetCap(StrEnum):
    QUARTER = "quarter"
    FISCAL_YEAR = "fiscal-year"
    CUMULATIVE = "cumulative"


class OperatingModel(StrEnum):
    POOL = "pool"  # one shared pool
    CENTRALIZED = "centralized"  # one pool, and only so many use cases start in a quarter
    EMBEDDED = "embedded"  # people belong to a business unit and work for it alone
    FEDERATED = "federated"  # people belong to a business unit and give others a share of their time

    @property
    def by_unit(self) -> bool:
        """Whether people belong to business units."""
        return self in (OperatingModel.EMBEDDED, OperatingModel.FEDERATED)


class Objective(StrEnum):
    """A level of the ordered objective list. Those of ALWAYS_FIRST are always there, after CONCESSIONS alone."""

    INHERITED = "inherited"
    TARGET = "target"
    PREFER = "prefer"
    PRIORITY = "priority"
    COST = "cost"
    VALUE = "value"
    NET = "net"
    EARLIEST = "earliest"
    PEAK = "peak"
    SMOOTH = "smooth"
    UNDONE = "must-do"
    OVERRUN = "overrun"

    @property
    def maximised(self) -> bool:
        return self in (Objective.PRIORITY, Objective.VALUE, Objective.NET)


ALWAYS_FIRST = (Objective.INHERITED, Objective.TARGET, Objective.PREFER)
"""Every problem has these first: one that is read from an input in this order, a point of a frontier in another."""
CONCESSIONS = (Objective.UNDONE, Objective.OVERRUN)
"""Levels that only programs ask for: what they count is hard in every plan without them."""
PLANNERS_OBJECTIVES = tuple(objective for objective in Objective if objective not in CONCESSIONS)


class Profile(Frozen):
    """A job profile: role, level, location and employment. Money is in the location's currency."""

    id: str = Field(description="short code, such as DE-MID; positions are numbered under it")
    role: str
    level: str = ""
    location: str = ""
    employment: Employment = Employment.EMPLOYEE
    family: Family
    wave: int = Field(ge=1, le=3)
    base_salary: int = Field(0, ge=0, description="per year, full time; 0 for contractors")
    day_rate: int = Field(0, ge=0, description="contractors only")
    days_per_quarter: int = Field(60, ge=0, description="contractors only")
    bonus_pct: Decimal = Field(Decimal(0), ge=0, description="per cent of annual base")
    employer_tax_pct: Decimal = Field(
        Decimal(0), ge=0, description="per cent of the lesser of base + bonus and the cap"
    )
    tax_cap: int | None = Field(None, ge=0, description="annual; none: no cap")
    benefits_pct: Decimal = Field(Decimal(0), ge=0, description="per cent of annual base")
    equity: int = Field(0, ge=0, description="per year")
    training: int = Field(0, ge=0, description="per year in seat")
    recruiting_fee_pct: Decimal = Field(Decimal(0), ge=0, description="per cent of annual base, in the start quarter")
    sign_on: int = Field(0, ge=0, description="in the start quarter")
    equipment: int = Field(0, ge=0, description="in the start quarter")
    severance: int = Field(0, ge=0, description="in the quarter that holds a staff row's End")
    exchange_rate: Decimal = Field(Decimal(1), gt=0, description="reporting currency for one unit of the location's")
    time_to_fill: int = Field(0, ge=0, description="quarters from opening the requisition to the start")
    ramp: tuple[int, ...] = Field(
        (100,), min_length=1, description="per cent by quarter since start; the last one holds"
    )
    attrition_pct: Decimal = Field(Decimal(0), ge=0, le=100, description="per cent a year")
    first_year_attrition_pct: Decimal | None = Field(None, ge=0, le=100, description="none: as later; `expected` only")
    most_hires_per_quarter: int | None = Field(None, ge=0)
    least_heads: int = Field(0, ge=0, description="heads wanted in every quarter; a shortfall counts as inherited")
    most_heads: int | None = Field(None, ge=0)
    skills: dict[str, int] = Field(default_factory=dict, description="productivity in per cent by capability")
    notes: str = ""
    business_unit: str = Field("", description="the unit whose people these are; blank: everybody's")
    base: str = Field("", description="ID of the job profile that this is a unit's part of; blank: its own")

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def title(self) -> str:
        """How a reader knows the profile, such as 'Analyst, mid (Berlin, contractor, Retail)'."""
        return self._called(self.business_unit)

    @property
    def job(self) -> str:
        """The title of the job, whatever the unit."""
        return self._called("")

    def _called(self, unit: str) -> str:
        contractor = "contractor" if self.employment is Employment.CONTRACTOR else ""
        where = [part for part in (self.location, contractor, unit) if part]
        return self.role + (f", {self.level}" if self.level else "") + (f" ({', '.join(where)})" if where else "")


class StaffRow(Frozen):
    """A person in seat or on the way, or several alike. Start 1: in seat at the start; later: an accepted offer."""

    id: str = Field(description="employee ID, or the row's own")
    name: str = ""
    profile: str
    business_unit: str = ""
    heads: int = Field(1, ge=1)
    fte: int = Field(100, ge=0, description="hundredths of an FTE, per head")
    start: int = Field(1, ge=1, description="first quarter in seat")
    end: int | None = Field(None, ge=1, description="last quarter in seat; none: open")
    base_salary: int | None = Field(None, ge=0, description="per year, full time; none: the profile's")

    def in_seat(self, quarter: int) -> bool:
        return self.start <= quarter and (self.end is None or quarter <= self.end)


class UseCaseType(Frozen):
    """What one use case of the type needs: FTE in hundredths, money in whole currency units."""

    name: str
    build: dict[str, tuple[int, ...]] = Field(description="FTE hundredths by capability, per build quarter")
    run: dict[str, int] = Field(default_factory=dict, description="FTE hundredths by capability, per quarter once live")
    build_cost: tuple[int, ...] = Field((), description="money per build quarter; shorter: nothing in the rest")
    run_cost: int = Field(0, ge=0, description="money per quarter once live")
    build_quarters: int = Field(ge=1, description="d, the build length")


class UseCase(Frozen):
    """A use case, or several alike (count). Quarters are numbers on the time line."""

    id: str
    name: str = ""
    business_unit: str = ""
    type: str
    count: int = Field(1, ge=1)
    size: Decimal = Field(Decimal(1), gt=0, description="scales FTE and money, not value")
    value_per_quarter: int = Field(0, ge=0, description="per unit, in every quarter in production")
    priority: int | None = Field(None, ge=1, description="1 is the highest")
    earliest_start: int = Field(1, ge=1)
    live_by: int | None = Field(None, description="in production by the end of this quarter, if the plan starts it")
    depends_on: tuple[str, ...] = ()
    status: UseCaseStatus = UseCaseStatus.IDEA
    quarters_done: int = Field(0, ge=0, description="build quarters behind it, where in progress")
    must_do: bool = False
    novel_research: bool = False
    high_stakes_generative: bool = False


class BudgetRow(Frozen):
    """Money for one quarter; rows of units and cost centres add up."""

    quarter: int = Field(ge=1)
    amount: int = Field(ge=0)
    business_unit: str = ""
    cost_centre: str = ""


class Requirement(Frozen):
    """Demand that is there whatever the use cases do: FTE of a capability, or heads of a role."""

    capability: str | None = None
    role: str | None = None
    business_unit: str = ""
    need: tuple[int, ...] = Field(
        description="per quarter 1..T: FTE hundredths of the capability, or heads of the role"
    )

    def counts(self, profile: Profile) -> bool:
        """Whether heads of a job profile count: of the role, and where the row has a unit, its own or everybody's."""
        units = ("", self.business_unit) if self.business_unit else (profile.business_unit,)
        return profile.role == self.role and profile.business_unit in units


class HireCap(Frozen):
    """A limit on hires of several profiles together, from the start to a quarter; set by programs only."""

    profiles: tuple[str, ...] = Field(description="IDs")
    by: int = Field(description="quarter; hires that start in quarters 1..by count")
    most: int = Field(ge=0, description="hires")


class Settings(Frozen):
    """What holds for the whole plan."""

    company: str = ""
    currency: str = "USD"
    target_use_cases: int | None = Field(None, ge=0, description="none: no target")
    target_by: int = Field(ge=1, description="in production by the end of this quarter")
    target_is_a_must: bool = False
    objectives: tuple[Objective, ...] = Field(
        description="all levels, in order, after concessions the three that there always are"
    )
    operating_model: OperatingModel = OperatingModel.POOL
    starts_per_quarter: int = Field(2, ge=0, description="centralized: most units that the plan starts in a quarter")
    shared_time_pct: int = Field(30, ge=0, le=100, description="federated: most of capacity given to other units")
    community_time_pct: int = Field(
        5, ge=0, le=100, description="federated: of capacity, for the community of practice"
    )
    one_team_up_to: int = Field(10, ge=0, description="embedded, federated: heads up to which all are one team")
    attrition: Attrition = Attrition.WHOLE
    budget_cap: BudgetCap = BudgetCap.CUMULATIVE
    recruiting_capacity: int | None = Field(None, ge=0, description="hires a quarter over all profiles")
    merit_pct: Decimal = Field(Decimal(0), ge=0, description="per cent a year")
    merit_month: int = Field(1, ge=1, le=12)
    board_level_priority: bool = False
    time_grain: int = Field(1, ge=1, le=100, description="step in which time is divided, per cent of an FTE")
    random_seed: int = 1
    time_limit: float = Field(50.0, gt=0, description="seconds of search")


class Problem(Frozen):
    """One planning problem. Raises ValueError naming every fault at once if its parts do not fit together."""

    settings: Settings
    calendar: Calendar
    capabilities: tuple[str, ...]
    profiles: tuple[Profile, ...]
    staff: tuple[StaffRow, ...] = ()
    use_case_types: tuple[UseCaseType, ...]
    use_cases: tuple[UseCase, ...]
    budget_rows: tuple[BudgetRow, ...]
    requirements: tuple[Requirement, ...] = ()
    rules: tuple[Rule, ...] = ()
    pooled_pay: tuple[int, ...] = Field(
        (),
        description="where salaries of single people were taken out: what all of them together cost above (below 0: "
        "under) the rates of their job profiles, spread over quarters 1..T; empty: nothing",
    )
    hire_caps: tuple[HireCap, ...] = ()
    capability_units: dict[str, str] = Field(
        default_factory=dict,
        description="capability: the business unit whose work it is; a capability that is not there is everybody's",
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Problem:
        from models.consistency import faults

        found = faults(self)
        if found:
            raise ValueError("; ".join(found))
        return self

    @property
    def horizon(self) -> range:
        """Quarters 1..T."""
        return self.calendar.horizon()

    @property
    def quarters(self) -> int:
        """T."""
        return self.calendar.quarters

    @cached_property
    def profile(self) -> dict[str, Profile]:
        return {profile.id: profile for profile in self.profiles}

    @cached_property
    def jobs(self) -> tuple[tuple[Profile, ...], ...]:
        """The job profiles, those together that stand for one: limits on hires and heads are for all of them."""
        found: dict[str, list[Profile]] = {}
        for profile in self.profiles:
            found.setdefault(profile.base or profile.id, []).append(profile)
        return tuple(map(tuple, found.values()))

    @cached_property
    def type_of(self) -> dict[str, UseCaseType]:
        """The type of each use case, by the use case's ID."""
        types = {t.name: t for t in self.use_case_types}
        return {u.id: types[u.type] for u in self.use_cases}

    @cached_property
    def budget(self) -> tuple[int, ...]:
        """Money for quarters 1..T, all units together."""
        totals = [0] * self.quarters
        for row in self.budget_rows:
            totals[row.quarter - 1] += row.amount
        return tuple(totals)

    def start_window(self, use_case: UseCase) -> range:
        """The quarters in which a unit of an idea may start: not too early, and live by its date or the end of T."""
        by = self.quarters if use_case.live_by is None else min(self.quarters, use_case.live_by)
        return range(use_case.earliest_start, by - self.type_of[use_case.id].build_quarters + 2)

    @cached_property
    def pooled(self) -> tuple[int, ...]:
        """Pooled pay, money per quarter 1..T, also where there is none."""
        return self.pooled_pay or (0,) * self.quarters

    @cached_property
    def ideas(self) -> tuple[UseCase, ...]:
        """The use cases that the plan decides on."""
        return tuple(u for u in self.use_cases if u.status is UseCaseStatus.IDEA)

    @cached_property
    def must_dos(self) -> tuple[UseCase, ...]:
        """The ideas that must be done."""
        return tuple(u for u in self.ideas if u.must_do)

    def concedes(self, concession: Objective) -> bool:
        """Whether what this level counts is made as little as can be, instead of being forbidden."""
        return concession in self.settings.objectives

    @cached_property
    def inherited_use_cases(self) -> tuple[UseCase, ...]:
        """The use cases in progress or live at the start."""
        return tuple(u for u in self.use_cases if u.status is not UseCaseStatus.IDEA)
