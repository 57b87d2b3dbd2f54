"""Rules: how each one stands in every quarter, and why: left side, limit and slack of every row."""

from __future__ import annotations

from collections.abc import Iterator

from models.idle import idle_course
from models.plan import RuleCheck, State
from models.rules import Flag, Milestone, Mode, Ratio, RatioLow, Rule, RuleRow
from outputs.rows.facts import Facts
from outputs.rows.figures import breach_words
from outputs.rows.rules import checks_of, judged, states, wording, worst
from outputs.workbook.cells import Cell, Heading, Ink, Item, Line, Row, Sheet, Table
from outputs.workbook.groups import Groups
from outputs.workbook.parts import formula, text
from outputs.workbook.rule_formulas import Template, flag_line, team_lines, template_of

NAME = "Rules"


def sheet(facts: Facts) -> Sheet:
    groups, checks = Groups(facts), checks_of(facts)
    rows = [
        line
        for r, rule in judged(facts)
        for n, row in enumerate(rule.rows)
        for line in _row(facts, groups, f"{r}.{n}", rule, row, checks[rule.id, n])
    ]
    return Sheet(
        NAME,
        "Rules",
        "How every rule stands in every quarter: kept, broken, or inherited (broken by today's course, made no worse).",
        (
            Heading("How the rules stand"),
            *(_standing(facts, r, rule) for r, rule in judged(facts)),
            *_breaches(facts),
            Heading("Every row of every rule", "empty where nothing is asked; slack is how far the limit is away"),
            *rows,
            *groups.items(),
            *_workings(facts, groups),
        ),
        heads=("Rule", "What it says, mode, source", "Line", "Unit", "Not kept", ""),
        most=(24, 56, 28, 14),
    )


def _standing(facts: Facts, r: int, rule: Rule) -> Line:
    values = [str(state) for state in states(facts)[rule.id]]
    cells = [f"{{state.{r}.{n}}}" for n in range(len(rule.rows))]
    if len(cells) == 1:
        template = f"={cells[0]}"
    else:
        either = {state: ",".join(f'{cell}="{state}"' for cell in cells) for state in (State.BROKEN, State.INHERITED)}
        template = f'=IF(OR({either[State.BROKEN]}),"broken",IF(OR({either[State.INHERITED]}),"inherited","kept"))'
    key = f"standing.{r}"
    count = sum(value != State.KEPT for value in values)
    total = formula(count, f'=COUNTIF({{{key}|row}},"broken")+COUNTIF({{{key}|row}},"inherited")', "count")
    return Line(key, (rule.id, rule.source, rule.mode), "text", values, template, total=total, style="state")


def _breaches(facts: Facts) -> Iterator[Line]:
    """Broken enforced rules (there must be none), and the breaches that `prefer` counts."""
    found = states(facts)
    for key, label, wanted, counted in (
        ("breach.enforced", "Enforced rules broken", {Mode.ENFORCE: ("broken",)}, {(Mode.ENFORCE, State.BROKEN)}),
        (
            "breach.counted",
            "Breaches counted under prefer",
            {Mode.PREFER: ("broken", "inherited"), Mode.ENFORCE: ("inherited",)},
            {(Mode.PREFER, State.BROKEN), (Mode.PREFER, State.INHERITED), (Mode.ENFORCE, State.INHERITED)},
        ),
    ):
        values = tuple(
            sum((rule.mode, found[rule.id][q - 1]) in counted for _, rule in judged(facts))
            for q in facts.problem.horizon
        )
        parts = [
            f'COUNTIF({block},"{state}")'
            for mode, words in wanted.items()
            if (block := _block(facts, mode))
            for state in words
        ]
        total = formula(sum(values), f"=SUM({{{key}|row}})", "count")
        yield Line(
            key, ("", label, ""), "count", values, f"={'+'.join(parts)}" if parts else "", total=total, bold=True
        )


def _block(facts: Facts, mode: Mode) -> str:
    """The lines of the rules of a mode, which are neighbours."""
    numbers = [r for r, rule in judged(facts) if rule.mode is mode]
    return f"{{standing.{numbers[0]}..standing.{numbers[-1]}}}" if numbers else ""


def _row(facts: Facts, groups: Groups, key: str, rule: Rule, row: RuleRow, checks: list[RuleCheck]) -> list[Line]:
    template = template_of(groups, key, rule, row)
    left = ["" if c.left is None else _whole(c.left) for c in checks]
    words = (wording(row), f"mode: {rule.mode}; kind: {row.kind}", rule.source, "")
    lines = [Line(f"left.{key}", (rule.id, words[0], template.name), "number", left, template.left)]
    if template.limit:
        limit = [_limit(c, template, facts, row) for c in checks]
        slack = ["" if c.slack is None else _whole(c.slack) for c in checks]
        lines.append(
            Line(f"limit.{key}", (rule.id, words[1], f"limit: {template.relation}"), "number", limit, template.limit)
        )
        away = f"{{limit.{key}}}-{{left.{key}}}" if template.relation == "<=" else f"{{left.{key}}}-{{limit.{key}}}"
        lines.append(
            Line(f"slack.{key}", (rule.id, words[2], "slack"), "number", slack, f'=IF({{left.{key}}}="","",{away})')
        )
        lines += _idle(facts, key, rule, row)
    state = [str(c.state) for c in checks]
    lines.append(
        Line(
            f"state.{key}",
            (rule.id, "", "state"),
            "text",
            state,
            _state(facts, groups, key, rule, row, template),
            ink=Ink.NOTED,
            style="state",
        )
    )
    return lines


def _whole(number: float) -> int | float:
    return int(number) if number == int(number) else number


def _limit(check: RuleCheck, template: Template, facts: Facts, row: RuleRow) -> int | float | str:
    return "" if check.limit is None else _whole(check.limit)


def _idle(facts: Facts, key: str, rule: Rule, row: RuleRow) -> list[Line]:
    """What today's course reaches where it breaks the row: the plan may not go beyond. Known before planning."""
    idle = idle_course(facts.problem)
    broken = idle.rule_broken.get((rule.id, int(key.split(".")[1])), frozenset())
    if not broken:
        return []

    def reached(quarter: int) -> int | None:
        if quarter not in broken:
            return None
        match row:
            case Ratio():
                return idle.heads_of(row.acts_on, quarter)
            case RatioLow():
                return idle.heads_of(row.against, quarter)
            case _:
                return 1

    values = [reached(q) for q in facts.problem.horizon]
    return [
        Line(
            f"idle.{key}", (rule.id, "where today's course breaks the row: as far as it", "inherited"), "number", values
        )
    ]


def _state(facts: Facts, groups: Groups, key: str, rule: Rule, row: RuleRow, template: Template) -> str:
    if not template.limit:
        return ""
    left, limit = f"{{left.{key}}}", f"{{limit.{key}}}"
    otherwise = '"broken"'
    if idle_course(facts.problem).rule_broken.get((rule.id, int(key.split(".")[1]))):
        worse = {
            Ratio: f"{left}<={{idle.{key}}}",
            RatioLow: f"{groups.heads(row.against)}<={{idle.{key}}}" if isinstance(row, RatioLow) else "",
            Milestone: f"{{idle.{key}}}=1",
        }
        otherwise = f'IF({worse[type(row)]},"inherited","broken")'
    return f'=IF({left}="","kept",IF({left}{template.relation}{limit},"kept",{otherwise}))'


def _workings(facts: Facts, groups: Groups) -> list[Item]:
    teams = [line for r, rule in enumerate(facts.problem.rules) for line in team_lines(facts, groups, r, rule)]
    flags = [flag_line(facts, flag) for flag in Flag]
    return [
        Heading("Workings: teams complete, and flagged use cases"),
        *teams,
        *flags,
        Heading("Workings: what is not kept, in words"),
        Table(("", ""), tuple(_words(facts, r, rule) for r, rule in told(facts))),
    ]


def told(facts: Facts) -> list[tuple[int, Rule]]:
    """The rules whose breaches the Summary names, with their numbers."""
    return [(r, rule) for r, rule in judged(facts) if rule.mode is not Mode.REPORT]


def _words(facts: Facts, r: int, rule: Rule) -> Row:
    """Whether and how a rule is not kept."""
    by_quarter = states(facts)[rule.id]
    quarters_broken = sum(state is not State.KEPT for state in by_quarter)
    words = breach_words(rule.id, worst(by_quarter), quarters_broken) if quarters_broken else ""
    count = f"{{standing.{r}|E}}"
    how = f'IF(COUNTIF({{standing.{r}|row}},"broken")>0," broken in "," inherited in ")'
    quarters = f'IF({count}=1," quarter."," quarters.")'
    template = f'=IF({count}=0,"",{{standing.{r}|A}}&{how}&{count}&{quarters})'
    return Row(f"words.{r}", (text(rule.id), Cell(words, template)))
