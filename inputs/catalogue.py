"""The example catalogue: roles, their productivity, and types of use case. Example data, to be edited by the user."""

from __future__ import annotations

from dataclasses import dataclass, field

CAPABILITIES = (
    "product", "data", "modelling", "deployment", "integration", "coordination", "research", "prompting",
)  # fmt: skip


@dataclass(frozen=True)
class ExampleRole:
    """A job profile without pay: time to fill in quarters, ramp and skills in per cent."""

    role: str
    level: str
    family: str
    wave: int
    time_to_fill: int
    ramp: tuple[int, ...]
    skills: dict[str, int]
    employment: str = "employee"


@dataclass(frozen=True)
class ExampleType:
    """A type of use case: FTE in hundredths, by capability and build quarter, and per quarter once live."""

    name: str
    build: dict[str, tuple[int, ...]]
    run: dict[str, int] = field(default_factory=dict)


_USUAL = (50, 80, 100)
_LEADER = (40, 70, 100)

ROLES: tuple[ExampleRole, ...] = (
    ExampleRole("AI Product Manager", "senior", "product", 1, 1, _USUAL, {"product": 100, "coordination": 50}),
    ExampleRole("Data Engineer", "mid", "data", 1, 1, _USUAL, {"data": 100, "deployment": 40}),
    ExampleRole("Data Engineer", "senior", "data", 1, 2, _USUAL, {"data": 125, "deployment": 50}),
    ExampleRole(
        "ML Engineer", "mid", "builder", 1, 1, _USUAL,
        {"data": 50, "modelling": 100, "deployment": 40, "integration": 30},
    ),
    ExampleRole(
        "ML Engineer", "senior", "builder", 1, 2, (60, 100),
        {"data": 60, "modelling": 130, "deployment": 60, "integration": 40},
    ),
    ExampleRole("Data Scientist", "mid", "builder", 1, 1, _USUAL, {"data": 40, "modelling": 60}),
    ExampleRole("MLOps Engineer", "mid", "operations", 2, 1, _USUAL, {"data": 50, "deployment": 100}),
    ExampleRole("MLOps Engineer", "senior", "operations", 2, 2, _USUAL, {"data": 50, "deployment": 130}),
    ExampleRole(
        "AI Integration Engineer", "mid", "integration", 2, 1, _USUAL, {"deployment": 20, "integration": 100}
    ),
    ExampleRole(
        "AI Integration Engineer", "mid", "integration", 2, 0, (70, 100), {"integration": 100}, "contractor"
    ),
    ExampleRole("Head of AI", "", "leadership", 3, 2, _LEADER, {"product": 50, "coordination": 100}),
    ExampleRole("CoE Director", "", "leadership", 3, 2, _LEADER, {"coordination": 100}),
    ExampleRole("Governance Lead", "", "leadership", 3, 2, _LEADER, {"coordination": 60}),
    ExampleRole("Chief AI Officer", "", "leadership", 3, 3, _LEADER, {"coordination": 100}),
    ExampleRole("AI Research Scientist", "", "specialist", 1, 2, _USUAL, {"modelling": 110, "research": 100}),
    ExampleRole("Prompt Engineer", "", "specialist", 1, 1, (50, 100), {"modelling": 30, "prompting": 100}),
)  # fmt: skip

TYPES: tuple[ExampleType, ...] = (
    ExampleType(
        "small",
        {"product": (25, 25), "data": (60, 30), "modelling": (50, 80), "deployment": (0, 20), "integration": (0, 10)},
        {"product": 5, "data": 5, "deployment": 10},
    ),
    ExampleType(
        "medium",
        {
            "product": (40, 40, 40), "data": (100, 60, 30), "modelling": (50, 120, 80),
            "deployment": (0, 30, 60), "integration": (0, 0, 90),
        },
        {"product": 8, "data": 10, "deployment": 15},
    ),
    ExampleType(
        "large",
        {
            "product": (60, 60, 60, 60), "data": (150, 150, 80, 50), "modelling": (60, 150, 180, 120),
            "deployment": (0, 0, 50, 100), "integration": (0, 0, 60, 150),
        },
        {"product": 12, "data": 15, "deployment": 25},
    ),
)  # fmt: skip
