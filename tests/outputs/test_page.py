"""The page: true to the accounts, whole in itself, free of markup from the input, and small."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

import outputs
from models.calendar import Calendar
from models.errors import HireplanError
from models.plan import Result, Status
from models.problem import UseCase
from models.redaction import redacted
from models.rules import Gate
from outputs import Scenario
from outputs.clean import legible, storable
from outputs.page.geometry import Chart, Series, drawn, nice_ticks, tick_label
from outputs.page.rendering import rendered
from outputs.page.sections import Bar, RoadmapRow, heat_map
from outputs.page.stretches import roadmap_tables, stretches
from outputs.rows.facts import facts_of
from tests.builders import (
    make_group,
    make_plan,
    make_problem,
    make_profile,
    make_requirement,
    make_rule,
    make_type,
    make_use_case,
)
from tests.golden import kept
from tests.outputs.plans import SOURCE, bank, bank_result, expected_result, plan, result_of
from tests.outputs.scenarios import COMPARISONS, alike, scenario, three


class Page(HTMLParser):
    """What a browser would make of the page, as far as the tests ask."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.tables: dict[str, list[list[str]]] = {}
        self.paths: dict[str, list[str]] = {}
        self.words: list[str] = []
        self._caption = self._svg = ""
        self._inside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag not in ("meta", "path", "br"):
            self._inside.append(tag)
        if tag == "svg":
            self._svg = found.get("aria-labelledby") or ""
        if tag == "tr":
            self.tables.setdefault(self._caption, []).append([])
        if tag in ("td", "th") and self._caption:
            self.tables[self._caption][-1].append("")
        if tag == "table":
            self._caption = ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "path" and self._svg:
            self.paths.setdefault(self._svg.split("-t ")[0], []).append(dict(attrs).get("d") or "")

    def handle_endtag(self, tag: str) -> None:
        assert self._inside.pop() == tag, f"</{tag}> closes what was not open"

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if "caption" in self._inside:
            self._caption += data
        elif {"td", "th"} & {*self._inside} and self.tables.get(self._caption, [[]])[-1]:
            self.tables[self._caption][-1][-1] += data.strip("\n")

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def table(self, caption: str) -> list[list[str]]:
        """The rows of the one table whose caption begins so, header first."""
        [rows] = self.stretches(caption)
        return rows

    def stretches(self, caption: str) -> list[list[list[str]]]:
        """The same of every table whose caption begins so."""
        return [rows for name, rows in self.tables.items() if name.startswith(caption)]


def page_of(*results: Result) -> Page:
    return Page(rendered([Scenario(f"S{n}", result, SOURCE) for n, result in enumerate(results)]).decode())


# True to the accounts


def test_the_charts_numbers_are_those_of_the_accounts() -> None:
    """Of those that everybody may see."""
    result = bank_result()
    accounts = redacted(result).accounts
    assert accounts is not None
    page = page_of(result)
    money = page.table("Cost against budget, and headroom so far")
    assert money[0] == ["Quarter", "Budget", "Cost", "Headroom so far"]
    assert [row[2] for row in money[1:]] == [f"{cost:,}" for cost in accounts.cost]
    left = [sum(bank().budget[:q]) - sum(accounts.cost[:q]) for q in range(1, 9)]
    assert [row[3] for row in money[1:]] == [f"{money:,}" for money in left]
    heads = page.table("Head count by wave")
    total = [sum(series[q] for series in accounts.heads.values()) for q in range(8)]
    assert [sum(int(cell) for cell in row[1:]) for row in heads[1:]] == total
    live = page.table("Use cases in production")
    assert [(row[1], row[2]) for row in live[1:]] == [(str(n), "5") for n in accounts.live[1:]]


def test_the_roadmap_by_hand() -> None:
    """U3 starts one unit in quarter 3 (FY28 Q1) and two in quarter 5 (FY28 Q3), and takes two quarters."""
    rows = {row[0].split()[0]: row[1:3] for row in page_of(bank_result()).table("When use cases are built")[1:]}
    assert rows["Fraud"] == ["earlier", "live already"]
    assert rows["Churn"] == ["under way", "FY27 Q4"]
    assert rows["=Credit"] == ["1 × FY28 Q1, 2 × FY28 Q3", "1 × FY28 Q2, 2 × FY28 Q4"]
    assert rows["Collections"] == ["FY28 Q2", "FY28 Q4"]


def test_utilisation_is_demand_over_supply_in_per_cent() -> None:
    result = bank_result()
    assert result.accounts is not None
    rows = page_of(result).table("Demand over the time allotted")
    [data] = [row[1:] for row in rows if row[0] == "data"]
    for shown, needed, given in zip(data, result.accounts.demand["data"], result.accounts.supply["data"], strict=True):
        assert shown == f"{(needed / 100) / (given / 10_000):.0%}"


def test_hires_and_rules_are_those_of_the_plan() -> None:
    page = page_of(bank_result())
    rows = {row[0]: row[1:] for row in page.table("People to start")[1:]}
    assert rows["Data Engineer, mid (Berlin)"] == ["1", "", "2", "1", "", "", "", "", "", "3"]
    states = {row[0]: row[2:] for row in page.table("How every rule stands")[1:]}
    assert len(states) == 14  # fifteen rules, one of them off
    assert states["ratio"][0] == "inherited"
    assert states["gate"] == ["kept", ""]


def test_scenarios_by_hand() -> None:
    """The first costs 1,000 in each of two quarters, the second 1,000 in one: half."""
    problem = make_problem(quarters=2)
    base = result_of(problem, make_plan(problem), notes=())
    assert base.accounts is not None
    cheap = replace(base, accounts=replace(base.accounts, cost=(1_000, 0)))
    dear = replace(base, accounts=replace(base.accounts, cost=(1_000, 1_000)))
    none = Result(problem=problem, status=Status.INFEASIBLE, conflict=("the budget",))
    page = page_of(dear, cheap, none)
    rows = {row[0].strip(): row[1:] for row in page.table("Every measure in every scenario")}
    assert rows["Measure"] == ["S0", "S1", "S2"]
    assert [" ".join(cell.split()) for cell in rows["Total cost USD"]] == ["2,000", "1,000 −1,000 (−50.0%)", ""]
    assert rows["Status"] == ["optimal", "optimal", "infeasible"]
    assert "has no plan: infeasible. the budget." in " ".join(page.text.split())
    numbers = page.table("Cost by quarter")
    assert numbers[1:] == [["FY27 Q1", "1,000", "1,000"], ["FY27 Q2", "1,000", "0"]]


WATERFALLS = {"alike": 2, "unlike": 1}
"""Comparison: its scenarios on the time line of the first and in its currency."""


@pytest.mark.parametrize("name", [name for name, make in COMPARISONS.items() if make()[0].result.plan is not None])
def test_any_comparison_makes_a_sound_page(name: str) -> None:
    page = Page(rendered(COMPARISONS[name]()).decode())
    charts = {key: marks for key, marks in page.paths.items() if key}
    mixed = "unlike" in name  # money of two currencies has no axis in common
    assert len(charts) == (3 if name == "one" else 5 if mixed else 6) + WATERFALLS.get(name, 0)
    assert ("compared-cost" in charts) is not (name == "one" or mixed)
    assert all(any(marks) for marks in charts.values())


# Whole in itself, and sound


PAGES = {
    "bank": bank_result,
    "expected": expected_result,
    "retail-bank": lambda: kept("retail-bank")[0],
    "nothing": lambda: result_of(make_problem(quarters=1), make_plan(make_problem(quarters=1)), notes=()),
    "120 quarters": lambda: result_of(make_problem(quarters=120), make_plan(make_problem(quarters=120))),
}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_loaded_and_nothing_runs(name: str) -> None:
    page = page_of(PAGES[name]())
    assert not {tag for tag, _ in page.tags} & {"script", "img", "link", "iframe", "object", "embed", "form", "base"}
    for tag, attributes in page.tags:
        for attribute, value in attributes.items():
            assert not attribute.startswith("on"), tag
            assert attribute not in ("src", "href", "style", "action") or (attribute, tag) == ("style", "span")
            assert "://" not in (value or "")
    [css] = re.findall(r"<style>(.*?)</style>", rendered([scenario("x", PAGES[name]())]).decode(), re.DOTALL)
    assert "url(" not in css
    assert "@import" not in css


@pytest.mark.parametrize("name", PAGES)
def test_headings_tables_and_labels_are_in_order(name: str) -> None:
    page = page_of(PAGES[name]())
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in page.tags:
        assert set((attributes.get("aria-labelledby") or "").split()) <= set(ids)
    assert all("scope" in attributes for tag, attributes in page.tags if tag == "th")
    count = [sum(tag == wanted for tag, _ in page.tags) for wanted in ("table", "caption")]
    assert count[0] == count[1] > 0


def test_both_colour_schemes_and_print_are_there() -> None:
    page = rendered(three()).decode()
    assert "prefers-color-scheme:dark" in page
    assert "@media print" in page


def test_nobody_is_named_and_no_pay_is_shown() -> None:
    text = rendered([scenario("x", bank_result())]).decode()
    for secret in ("Ada", "E1", "151,003", "151003", "140,001", "144,901", "49,231", "95,000"):
        assert not re.search(rf"\b{re.escape(secret)}\b", text), secret


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></style><b>",
    "{{ 7 * 7 }}",
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\tx",
    "\rx",
    "a\x00b\x1b\ud800",
    "a\u202eb\u2067",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_the_input_is_never_markup(text: str) -> None:
    cases = (UseCase(id=text, name=text, business_unit=text, type="small"), *bank().use_cases)
    problem = bank(use_cases=cases, settings={"company": text, "currency": text})
    starts = {text: (0, 0, 1, 0, 0, 0, 0, 0)} | plan().starts
    result = result_of(problem, plan().model_copy(update={"starts": starts}), notes=(text,))
    source = replace(SOURCE, file=text, scenario=text)
    html = rendered([Scenario(text, result, source), Scenario(text, result, source)]).decode()
    page = Page(html)
    usual = {tag for tag, _ in Page(rendered(alike()).decode()).tags}
    assert {tag for tag, _ in page.tags} <= usual
    assert not [a for _, attributes in page.tags for a in attributes if a.startswith("on")]
    assert re.sub("[\x00\x1b\ud800\u202e\u2067]", "\ufffd", text).strip() in page.text
    assert not re.search("[\x00\x1b]", html)


def test_text_that_may_come_back_keeps_what_a_cell_can_hold() -> None:
    """A page is only read: there nothing may show as nothing, or turn the direction of text."""
    text = "a\x00\x1b\ud800\uffff\t\n\u00e9b\x85\u200e\u202e\u2067c"
    assert storable(text) == "a\ufffd\ufffd\ufffd\ufffd\t\n\u00e9b\x85\u200e\u202e\u2067c"
    assert legible(text) == "a\ufffd\ufffd\ufffd\ufffd\t\n\u00e9b\ufffd\ufffd\ufffd\ufffdc"


# Small, whatever the plan


def many(use_cases: int, length: int) -> Result:
    problem = make_problem(
        quarters=40,
        use_cases=tuple(UseCase(id=f"U{n}", name=f"{n} " + "n" * length, type="small") for n in range(use_cases)),
        use_case_types=bank().use_case_types,
        capabilities=bank().capabilities,
    )
    starts = {u.id: tuple(int(q == n % 30) for q in range(40)) for n, u in enumerate(problem.ideas)}
    return result_of(problem, make_plan(problem, starts=starts))


@pytest.mark.parametrize(("use_cases", "length"), [(200, 20), (1_000, 20), (1_000, 5_000)])
def test_a_page_has_less_than_200_kilobytes_whatever_the_plan(use_cases: int, length: int) -> None:
    html = rendered([scenario("big", many(use_cases, length))])
    assert len(html) < 200_000
    tables = Page(html.decode()).stretches("When use cases are built")
    rows = len({row[0].split()[0] for rows in tables for row in rows[1:] if "throughout" not in row[0]})
    assert rows == 200 if use_cases == 200 else 50 <= rows < use_cases
    if rows < use_cases:
        assert f"And {use_cases - rows:,} more" in html.decode()


def test_so_has_a_page_with_many_scenarios_of_120_quarters() -> None:
    problem = make_problem(quarters=120)
    one = result_of(problem, make_plan(problem), notes=("n" * 5_000,) * 900)
    html = rendered([scenario(f"{n} " + "&" * 150, one) for n in range(30)])
    assert len(html) < 200_000
    shown = sum(len(rows[0]) - 1 for rows in Page(html.decode()).stretches("Every measure in every scenario"))
    assert 2 <= shown < 30
    assert f"And {30 - shown} more scenarios" in html.decode()


def crowded() -> Result:
    """As much of everything as can be thought of, under names that take five bytes a letter."""
    name, quarters = "&" * 120, 120
    capabilities = tuple(f"{n}{name}" for n in range(10))
    profiles = tuple(
        make_profile(f"{n}{name}", wave=n % 3 + 1, location=name, base_salary=40_000_000) for n in range(20)
    )
    kind = make_type(f"t{name}", 3, build={capabilities[0]: (100, 100, 100)})
    cases = tuple(
        make_use_case(f"{n}{name}", name=name, business_unit=name, type=kind.name, count=40, value_per_quarter=10**9)
        for n in range(20)
    )
    problem = make_problem(
        quarters,
        capabilities=capabilities,
        profiles=profiles,
        use_case_types=(kind,),
        use_cases=cases,
        rules=tuple(make_rule(Gate(acts_on=make_group(profiles[0].id), least=5), id=f"{n}{name}") for n in range(20)),
        requirements=tuple(make_requirement(*(123,) * quarters, capability=one) for one in capabilities),
        settings={"company": name, "target_use_cases": 1_000},
    )
    starts = {use_case.id: tuple(int(3 < q < 44) for q in range(quarters)) for use_case in cases}
    return result_of(
        problem, make_plan(problem, {p.id: (11,) * quarters for p in profiles}, starts), notes=(name * 9,) * 99
    )


@pytest.mark.slow
def test_so_has_a_page_with_as_much_of_everything_as_can_be_thought_of() -> None:
    html = rendered([scenario("&" * 120, crowded())] * 12)
    assert 150_000 < len(html) < 200_000
    assert "And 8 more: all of them stand in the workbook." in html.decode()


def test_a_page_that_no_cutting_makes_small_enough_is_refused(tmp_path: Path) -> None:
    """A currency is no name that is cut short: it stands at every sum."""
    problem = make_problem(1, settings={"currency": "E" * 40_000})
    with pytest.raises(HireplanError, match=r"the page would have [\d,]+ bytes, more than the 195,000"):
        outputs.write_page([scenario("x", result_of(problem, make_plan(problem)))], tmp_path / "page.html")
    assert list(tmp_path.iterdir()) == []


# Charts, by hand


def test_ticks_are_round_and_hold_every_value() -> None:
    assert nice_ticks(0, 9) == [0, 2, 4, 6, 8, 10]
    assert nice_ticks(0, 1) == [0, 1]
    assert nice_ticks(-300, 1_000) == [-500, 0, 500, 1_000]
    assert nice_ticks(0, 1_234_567) == [0, 500_000, 1_000_000, 1_500_000]


def test_ticks_are_short() -> None:
    assert [tick_label(n) for n in (0, 999, 1_500, 2_500_000, -500_000, 10**10, 10**12)] == [
        "0",
        "999",
        "1.5k",
        "2.5M",
        "−500k",
        "10bn",
        "1tn",
    ]


def test_columns_stack_and_lines_break() -> None:
    """Two quarters of (560 - 62 - 10) / 2 = 244 each; the plot is 258 - 42 - 12 = 204 high for 0 to 4."""
    chart = Chart(
        key="k",
        title="t",
        summary="s",
        unit="u",
        labels=("FY27 Q4", "FY28 Q1"),
        columns=((Series("low", (1, 2), "a"), Series("high", (3, 0), "b")),),
        lines=(Series("line", (4, None), "c"),),
    )
    drawing = drawn(chart)
    low, high = drawing.columns
    # 1 of 4 is 51 high: from 216 up to 165; the stack goes on from there to 12
    assert low.d == "M96.2 216.0V165.0h175.7V216.0zM340.2 216.0V114.0h175.7V216.0z"
    assert high.d == "M96.2 165.0V12.0h175.7V165.0z"
    assert drawing.lines[0].d == "M179.0 12.0h10"
    assert [(tick.label, tick.at) for tick in drawing.years] == [("FY27", 184.0), ("FY28", 428.0)]


def test_stretches_are_whole_fiscal_years_of_at_most_twelve_quarters() -> None:
    calendar = Calendar(fiscal_year=2027, fiscal_quarter=4, quarters=24)
    found = stretches(calendar.labels())
    assert [(part.first, part.end, part.part, part.last) for part in found] == [
        (0, 9, ", FY27 Q4 to FY29 Q4", False),
        (9, 21, ", FY30 Q1 to FY32 Q4", False),
        (21, 24, ", FY33 Q1 to FY33 Q3", True),
    ]
    assert found[0].years == [("FY27", 1), ("FY28", 4), ("FY29", 4)]
    assert found[2].quarters == ["Q1", "Q2", "Q3"]
    assert {part.room for part in found} == {12}
    [whole] = stretches(calendar.labels()[1:13])
    assert (whole.part, whole.span, whole.last) == ("", "FY28 Q1 to FY30 Q4", True)


def test_a_use_case_stands_where_it_is_built_and_is_counted_where_it_only_runs() -> None:
    """A is built across the end of the first stretch of 12 quarters, B in the second, C never."""
    rows = [
        RoadmapRow("A", "a", "x", bars=(Bar("b", 11, 1), Bar("g", 12, 1), Bar("l", 13, 23))),
        RoadmapRow("B", "b", "x", bars=(Bar("b", 20, 1), Bar("g", 21, 1), Bar("l", 22, 14))),
        RoadmapRow("C", "c", "x"),
    ]
    parts = stretches(Calendar(fiscal_year=2027, fiscal_quarter=1, quarters=48).labels())
    first, second, third, fourth = [found for _, found in roadmap_tables(rows, parts)]
    assert [(row.id, row.bars, row.again) for row in first] == [("A", (Bar("b", 11, 1),), False), ("C", (), False)]
    assert [(row.id, row.bars, row.again) for row in second] == [
        ("A", (Bar("g", 0, 1), Bar("l", 1, 11)), True),
        ("B", (Bar("b", 8, 1), Bar("g", 9, 1), Bar("l", 10, 2)), False),
    ]
    assert [(row.name, row.bars) for row in third] == [("2, in production throughout", (Bar("l", 0, 12),))]
    assert [(row.name, row.bars) for row in fourth] == [("Nothing is built", ())]


@pytest.mark.parametrize("first", [1, 2, 3, 4])
def test_labels_of_fiscal_years_have_room_whatever_the_horizon(first: int) -> None:
    """A label of four letters is 30 wide, and 34 apart is enough; the drawing ends at 560."""
    for quarters in range(1, 121):
        calendar = Calendar(fiscal_year=2027, fiscal_quarter=first, quarters=quarters)
        drawing = drawn(Chart("k", "t", "s", "u", tuple(calendar.labels())))
        at = [tick.at for tick in drawing.years]
        assert at[0] >= 15
        assert at[-1] <= 560 - 15
        assert all(after - before >= 34 for before, after in pairwise(at))
        large = [tick.at for tick in drawing.years if not tick.spare]
        assert large[0] == at[0]
        assert large[-1] <= 560 - 27
        assert all(after - before >= 54 for before, after in pairwise(large))


PLOT = {"key": "k", "title": "t", "summary": "s", "unit": "u"}


def test_three_series_stand_one_upon_the_other() -> None:
    """The higher quarter is 10, so that one unit is 20.4 high; a series that has nothing in a quarter has no box."""
    stack = (Series("a", (1, 4), "w1"), Series("b", (2, 0), "w2"), Series("c", (3, 6), "w3"))
    low, middle, high = drawn(Chart(**PLOT, labels=("FY27 Q1", "FY27 Q2"), columns=(stack,))).columns
    assert low.d == "M96.2 216.0V195.6h175.7V216.0zM340.2 216.0V134.4h175.7V216.0z"
    assert middle.d == "M96.2 195.6V154.8h175.7V195.6z"
    assert high.d == "M96.2 154.8V93.6h175.7V154.8zM340.2 134.4V12.0h175.7V134.4z"
    assert [path.look for path in (low, middle, high)] == ["w1", "w2", "w3"]


def test_two_stacks_share_the_room_of_a_quarter() -> None:
    """One quarter of 488, of which 0.72 are used: 351.4, from 130.3 on, half of it each. 3 of 4 are 153 high."""
    stacks = ((Series("Budget", (4,), "budget"),), (Series("Cost", (3,), "cost"),))
    budget, cost = drawn(Chart(**PLOT, labels=("FY27 Q1",), columns=stacks)).columns
    assert budget.d == "M130.3 216.0V12.0h175.7V216.0z"
    assert cost.d == "M306.0 216.0V63.0h175.7V216.0z"


def test_columns_stand_on_zero_where_a_line_goes_below() -> None:
    """From -2 to 2, zero is at half the height of 204: 114."""
    chart = Chart(
        **PLOT,
        labels=("FY27 Q1", "FY27 Q2"),
        columns=((Series("a", (2, 1), "w1"),),),
        lines=(Series("b", (-2, 1), "left"),),
    )
    drawing = drawn(chart)
    assert drawing.zero == 114.0
    assert drawing.columns[0].d == "M96.2 114.0V12.0h175.7V114.0zM340.2 114.0V63.0h175.7V114.0z"
    assert drawing.lines[0].d == "M184.0 216.0L428.0 63.0"
    assert [(tick.label, tick.at) for tick in drawing.values] == [
        ("−2", 216.0),
        ("−1", 165.0),
        ("0", 114.0),
        ("1", 63.0),
        ("2", 12.0),
    ]


def test_bands_of_the_heat_map_end_at_a_half_at_85_per_cent_and_at_the_whole() -> None:
    """Demand in hundredths of an FTE, supply in ten-thousandths. 0.17 of 0.20 is a bit above 0.85 as a fraction."""
    pairs = (
        (0, 10_000, "0%", "idle"),
        (50, 10_000, "50%", "idle"),
        (51, 10_000, "51%", "easy"),
        (85, 10_000, "85%", "easy"),
        (17, 2_000, "85%", "easy"),
        (86, 10_000, "86%", "full"),
        (100, 10_000, "100%", "full"),
        (101, 10_000, "101%", "over"),
        (1, 0, "∞", "over"),
        (0, 0, "", "none"),
    )
    demand, supply, texts, looks = zip(*pairs, strict=True)
    problem = make_problem(len(pairs))
    result = result_of(problem, make_plan(problem))
    assert result.accounts is not None
    accounts = replace(result.accounts, demand={"data": demand}, supply={"data": supply})
    [(name, cells)] = heat_map(facts_of(replace(result, accounts=accounts)))
    assert name == "data"
    assert [(cell.text, cell.look) for cell in cells] == list(zip(texts, looks, strict=True))


# Written whole or not at all


def test_a_page_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    outputs.write_page(three(), tmp_path / "page.html")
    assert (tmp_path / "page.html").read_bytes() == rendered(three())
    with pytest.raises(ValueError, match="holds no plan"):
        outputs.write_page(list(reversed(three())), tmp_path / "none.html")
    assert [file.name for file in tmp_path.iterdir()] == ["page.html"]
