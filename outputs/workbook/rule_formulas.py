"""The formulas of a rule's row, by kind: its left side (empty where it asks nothing) and its limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.rule_kinds import AT_LEAST, AT_MOST, flagged_units
from models.rules import (
    Cap,
    Condition,
    Deadline,
    Flag,
    Gate,
    Milestone,
    Present,
    Ratio,
    RatioLow,
    Rule,
    RuleRow,
    TeamFirst,
    When,
)
from outputs.rows.added_demand import course_of
from outputs.rows.facts import Facts
from outputs.workbook.cells import Line
from outputs.workbook.groups import Groups
from outputs.workbook.inputs_tables import (
    RULE_AT_START,
    RULE_FREE,
    RULE_LIMIT,
    RULE_QUARTERS,
    USE_CASE_FLAGS,
)


@dataclass(frozen=True)
class Template:
    """What a row shows; no limit: it adds demand and cannot be broken."""

    name: str
    """what the left side is"""
    left: str
    relation: str = ""
    limit: str = ""


def template_of(groups: Groups, key: str, rule: Rule, row: RuleRow) -> Template:
    """The templates of a row whose lines have this key."""
    least = f"{{rule.{key}|{RULE_LIMIT}}}"
    match row:
        case TeamFirst():
            asked = "+".join(dict.fromkeys(groups.starts(r.acts_on) for r in rule.rows if isinstance(r, TeamFirst)))
            return _asked(f"{asked}>0", f"{{shown.{key}}}", "heads", AT_LEAST, key, least)
        case Present():
            return _asked(f"{groups.starts(row.acts_on)}>0", groups.heads(row.against), "heads", AT_LEAST, key, least)
        case Ratio():
            return _ratio(groups, key, row)
        case RatioLow():
            acts = groups.heads(row.acts_on)
            limit = f"ROUND({least}*{groups.heads(row.against)},Fine)"
            return _asked(f"{acts}>{{rule.{key}|{RULE_FREE}}}", acts, "heads", AT_LEAST, key, limit)
        case Gate():
            return _asked(f"{groups.starts(row.acts_on)}>0", "{live.all}", "use cases live", AT_LEAST, key, least)
        case Deadline():
            due = f"AND({{going.all}}>{{going.given}},{{prod.all}}>{{rule.{key}|{RULE_FREE}}})"
            return _asked(due, groups.heads(row.against), "heads", AT_LEAST, key, least)
        case Cap():
            return _cap(groups, key, row, least)
        case Condition():
            met = f"{{rule.{key}|{RULE_AT_START}}}"
            return _asked(f"{groups.starts(row.acts_on)}>0", met, "conditions met", AT_LEAST, key, least)
        case Milestone():
            named = next(r for r, other in enumerate(groups.facts.problem.rules) if other.id == row.rule)
            due = f"{{since.{named}}}-1={{rule.{key}|{RULE_QUARTERS}}}"
            return _asked(due, "{live.all}", "use cases live", AT_LEAST, key, least)
        case _:
            return Template("FTE added", f"={{added.{key}}}")


def _asked(when: str, left: str, name: str, relation: str, key: str, limit: str) -> Template:
    """Left and limit where something is asked, empty elsewhere."""
    return Template(name, f'=IF({when},{left},"")', relation, f'=IF({{left.{key}}}="","",{limit})')


def _ratio(groups: Groups, key: str, row: Ratio) -> Template:
    acts = groups.heads(row.acts_on)
    allowed = f"INT(ROUND({{rule.{key}|{RULE_LIMIT}}}*{groups.heads(row.against)},Fine))"
    limit = f"MAX({{rule.{key}|{RULE_FREE}}},{allowed})"
    if row.when is When.ALWAYS:
        return Template("heads", f"={acts}", AT_MOST, f"={limit}")
    return _asked(f"{groups.starts(row.acts_on)}>0", acts, "heads", AT_MOST, key, limit)


def _cap(groups: Groups, key: str, row: Cap, most: str) -> Template:
    limit = f"INT({most})" if row.per is None else f"ROUNDUP(ROUND({most}*{{{flag_key(row.per)}}},Fine),0)"
    return _asked(f"{groups.starts(row.acts_on)}>0", groups.heads(row.acts_on), "heads", AT_MOST, key, limit)


def team_lines(facts: Facts, groups: Groups, r: int, rule: Rule) -> Iterator[Line]:
    """For a rule of team-first rows: whether the team is complete by now, since when, and the heads then."""
    team = [(n, row) for n, row in enumerate(rule.rows) if isinstance(row, TeamFirst)]
    if not team:
        return
    course, horizon = course_of(facts), facts.problem.horizon
    complete = [q for q in horizon if all(course.heads_of(row.against, q) >= row.least for _, row in team)]
    first = complete[0] if complete else facts.problem.quarters + 1
    there = ",".join(f"{groups.heads(row.against)}>={{rule.{r}.{n}|{RULE_LIMIT}}}" for n, row in team)
    done = f"=IF(OR({{done.{r}|prev}}=1,AND({there})),1,0)"
    label = (rule.id, "the team has been complete")
    yield Line(f"done.{r}", (*label, "by this quarter"), "1 = yes", tuple(int(q >= first) for q in horizon), done)
    since = tuple(max(0, q - first + 1) for q in horizon)
    yield Line(f"since.{r}", (*label, "for so many quarters"), "count", since, f"=SUM({{done.{r}|todate}})")
    for n, row in team:
        values = tuple(course.heads_of(row.against, min(q, first)) for q in horizon)
        shown = f"=IF({{done.{r}|prev}}=1,{{shown.{r}.{n}|prev}},{groups.heads(row.against)})"
        yield Line(f"shown.{r}.{n}", (rule.id, row.against.text, "heads at that time"), "heads", values, shown)


def flag_key(flag: Flag) -> str:
    """The key of the line that counts the use cases with a flag."""
    return f"flag.{flag.name.lower()}"


def flag_line(facts: Facts, flag: Flag) -> Line:
    """Units with a flag that are live, in progress or started anywhere in the plan: the same in every quarter."""
    values = (flagged_units(course_of(facts), flag),) * facts.problem.quarters
    template = f"={_flagged(len(facts.problem.use_cases), flag)}" if facts.problem.use_cases else ""
    return Line(flag_key(flag), ("", f"use cases with {flag}", "in the plan"), "use cases", values, template)


def _flagged(cases: int, flag: Flag) -> str:
    case, units = f"case.0..case.{cases - 1}", f"{{units.0..units.{cases - 1}|E}}"
    return f'SUMPRODUCT(({{{case}|{USE_CASE_FLAGS[flag]}}}="yes")*{units})'
