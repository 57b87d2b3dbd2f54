"""The page in a real browser: on a phone and a desktop, in light and dark, without an error or a serious obstacle."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import outputs
from models.calendar import Calendar
from models.plan import Result
from models.problem import UseCase
from outputs import Scenario
from tests.builders import make_plan, make_problem, make_profile, make_use_case
from tests.golden import kept
from tests.outputs.big import big_result
from tests.outputs.browser import DESKTOP, PHONE, View, faults, seen
from tests.outputs.explained import ASSESSMENTS, EXPLANATIONS
from tests.outputs.plans import bank, plan, result_of
from tests.outputs.scenarios import alike, scenario, three
from tests.outputs.test_page import Page, crowded
from tests.outputs.test_pictures import text

pytestmark = pytest.mark.slow

HOSTILE = '"><img src=x onerror=alert(1)><script>alert(1)</script>'


def hostile() -> list[Scenario]:
    cases = (UseCase(id=HOSTILE, name=HOSTILE * 3, business_unit=HOSTILE, type="small"), *bank().use_cases)
    problem = bank(use_cases=cases, settings={"company": HOSTILE * 3})
    starts = {HOSTILE: (0, 0, 1, 0, 0, 0, 0, 0)} | plan().starts
    return [scenario(HOSTILE, result_of(problem, plan().model_copy(update={"starts": starts})))] * 2


def billions() -> Result:
    """Ten digits and more, so that no figure fits beside another on a phone."""
    problem = make_problem(8, profiles=(make_profile(base_salary=4_000_000_000),), budget=123_456_789_012)
    return result_of(problem, make_plan(problem, hires={"DE": (9, 0, 2, 0, 0, 0, 0, 0)}))


def lasting(quarters: int, first: int) -> Result:
    """A plan from a quarter of FY27 on, with use cases in production from its middle on."""
    cases = (make_use_case(count=3, value_per_quarter=1_000),)
    calendar = Calendar(fiscal_year=2027, fiscal_quarter=first, quarters=quarters)
    problem = make_problem(quarters, calendar=calendar, use_cases=cases, settings={"target_use_cases": 3})
    starts = tuple(3 if q == quarters // 2 else 0 for q in range(quarters))
    hires = tuple(int(q % 9 == 0) for q in range(quarters))
    return result_of(problem, make_plan(problem, hires={"DE": hires}, starts={"U1": starts}))


PAGES: dict[str, Callable[[], list[Scenario]]] = {
    "a plan": lambda: [Scenario("retail-bank", *kept("retail-bank"))],
    "three scenarios, one without a plan": three,
    "scenarios with bridges and changes": alike,
    "60 job profiles, 24 quarters, 200 use cases": lambda: [scenario("big", big_result())],
    "hostile text": hostile,
    "billions": lambda: [scenario("billions", billions())],
    "28 quarters, as many as have labels": lambda: [scenario("long", lasting(28, 2))] * 2,
    "24 quarters from a year's last on": lambda: [scenario("last", lasting(24, 4))],
    "1 quarter": lambda: [scenario("one", lasting(1, 4))] * 2,
    "24 scenarios, their names and money long": lambda: [
        scenario(f"{n} {'scenario' * 12}", billions()) for n in range(24)
    ],
    "long rows": lambda: [scenario("crowded", crowded())],
    "120 quarters, the last of them a year's first": lambda: [scenario("longest", lasting(120, 2))] * 2,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound_on_phone_and_desktop_in_light_and_dark(name: str, tmp_path: Path) -> None:
    outputs.write_page(PAGES[name](), tmp_path / "page.html")
    assert (tmp_path / "page.html").stat().st_size < 200_000
    assert faults(tmp_path / "page.html") == []


@pytest.mark.parametrize("name", ["feasible", "infeasible", "nothing", "many"])
def test_an_explanation_is_sound_on_phone_and_desktop(name: str, tmp_path: Path) -> None:
    explanation = EXPLANATIONS[name]()
    outputs.write_page([scenario(name, explanation.base)], tmp_path / "page.html", explanation=explanation)
    assert faults(tmp_path / "page.html") == []


@pytest.mark.parametrize("name", ["assessed", "no plan", "crowd"])
def test_an_assessment_is_sound_on_phone_and_desktop(name: str, tmp_path: Path) -> None:
    assessment = ASSESSMENTS[name]()
    outputs.write_page([scenario(name, assessment.base)], tmp_path / "page.html", assessment=assessment)
    assert faults(tmp_path / "page.html") == []


def test_no_chart_is_empty_and_dark_is_dark(tmp_path: Path) -> None:
    outputs.write_page(three(), tmp_path / "page.html")
    light, dark = seen(tmp_path / "page.html", [View(*DESKTOP, "light"), View(*DESKTOP, "dark")])
    assert len(light["charts"]) == 6
    assert min(light["charts"]) > 1_000  # square units of the drawing, which has 140,000
    assert light["background"] == "rgb(255, 255, 255)"
    assert max(int(part) for part in dark["background"].strip("rgb()").split(",")) < 64


def test_in_print_every_table_of_numbers_is_there_in_full(tmp_path: Path) -> None:
    """On the screen they are folded away, which no paper can undo."""
    outputs.write_page(three(), tmp_path / "page.html")
    seen(tmp_path / "page.html", [View(*DESKTOP, "light", printed=str(tmp_path / "page.pdf"))])
    printed = text(tmp_path / "page.pdf", "-layout")
    shown = Counter(" ".join(part.split()) for line in printed.splitlines() for part in re.split(r"(?=FY\d\d Q)", line))
    page = Page((tmp_path / "page.html").read_text())
    tables = [rows for rows in page.tables.values() if rows and rows[0][0] == "Quarter"]
    wanted = Counter(" ".join(" ".join(row).split()) for rows in tables for row in rows[1:])
    assert len(tables) == 6
    assert wanted.total() == 3 * 8 + 3 * 9
    assert wanted - shown == Counter()


QUARTERS = re.compile(r"(?:Q\d){2,}$")
TABLES = ("When use cases are built", "People to start", "Demand over the time allotted")


@pytest.mark.parametrize("quarters", [8, 24, 120])
def test_in_print_no_quarter_no_row_and_no_sum_is_lost(quarters: int, tmp_path: Path) -> None:
    """Row by row: what the table of a stretch says stands in one line of the print, its name perhaps in several."""
    outputs.write_page([scenario("long", lasting(quarters, 3))], tmp_path / "page.html")
    seen(tmp_path / "page.html", [View(*DESKTOP, "light", printed=str(tmp_path / "page.pdf"))])
    printed = ["".join(line.split()) for line in text(tmp_path / "page.pdf", "-layout").splitlines()]
    lines = Counter(printed) + Counter(found[0] for line in printed if (found := QUARTERS.search(line)))
    page = Page((tmp_path / "page.html").read_text())
    labels = Calendar(fiscal_year=2027, fiscal_quarter=3, quarters=quarters).labels()
    for caption in TABLES:
        stretches = page.stretches(caption)
        assert max(len(rows[0]) for rows in stretches) <= 12 + 3
        wanted = Counter("".join("".join(row).split()) for rows in stretches for row in _printed(caption, rows))
        assert wanted - lines == Counter(), caption
        if caption != TABLES[0]:
            assert [cell for rows in stretches for cell in rows[0] if re.match(r"FY\d\d Q\d", cell)] == labels
            assert len(stretches) == {8: 1, 24: 3, 120: 11}[quarters]
    [*_, last] = page.stretches(TABLES[1])
    assert last[0][-1] == "All"
    assert [row[-1] for row in last[1:]] == [str(-(-quarters // 9))]
    assert _off_paper(tmp_path / "page.pdf") == []


def _printed(caption: str, rows: list[list[str]]) -> list[list[str]]:
    """The lines that a table should have; of the roadmap, the quarters above its bars."""
    if caption != TABLES[0]:
        return rows
    quarters = QUARTERS.search(rows[0][-1])
    assert quarters
    return [[quarters[0]]]


def _off_paper(pdf: Path) -> list[str]:
    """Words that cross the right edge of their sheet, less half its margin."""
    found, width = [], 0.0
    for line in text(pdf, "-bbox").splitlines():
        if page := re.search(r'<page width="([\d.]+)"', line):
            width = float(page[1])
        elif (word := re.search(r'xMax="([\d.]+)".*?>(.*)</word>', line)) and float(word[1]) > width - 17:
            found.append(word[2])
    return found


@pytest.mark.parametrize("name", ["retail-bank", "portfolio"])
def test_on_a_phone_the_roadmap_shows_its_bars(name: str, tmp_path: Path) -> None:
    outputs.write_page([Scenario(name, *kept(name))], tmp_path / "page.html")
    [found] = seen(tmp_path / "page.html", [View(*PHONE, "light")])
    assert found["cut"] == []
    bars = found["bars"]
    assert len(bars) > 10
    assert all(100 < left < left + 180 < right <= 360 for left, right in bars)


FAULTY = """<!DOCTYPE html><html lang="en"><head><title>Faults</title><meta charset="utf-8">
<meta name="viewport" content="width=device-width">{policy}</head>
<body><main><h1>Faults</h1>{fault}</main></body></html>"""
POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">"""
TABLE = '<table><tr><th id="h">Heads</th></tr><tr><td headers="{header}">1</td></tr></table>'
TWO_LABELS = """<svg role="img" aria-label="Labels" viewBox="0 0 100 30" style="width:100px">
<text y="20" style="font-size:11px">FY27</text><text x="{x}" y="20" style="font-size:11px">FY28</text></svg>"""
FAULTS = {
    "a script that runs": ("<script>alert(1)</script>", "error: a dialog: 1"),
    "an error": ("<script>nowhere()</script>", "error: ReferenceError"),
    "a request": ('<img alt="x" src="http://localhost:9/x.png">', "asks for http://localhost:9/x.png"),
    "a block too wide": ('<div style="width:2000px">x</div>', "scrolls sideways by"),
    "grey on grey": ('<p style="color:#aaa;background:#bbb">can you read this?</p>', "serious: color-contrast"),
    "an image without words": ('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', "critical: image-alt"),
    "a table header that is nowhere": (TABLE.format(header="none"), "serious: td-headers-attr"),
    "a drawing without words": ('<svg role="img"><path d="M0 0h9"/></svg>', "serious: svg-img-alt"),
    "a number too wide": ('<p style="width:3em;overflow-wrap:anywhere">123,456,789 EUR</p>', "number 123,456,789"),
    "labels that overlap": (TWO_LABELS.format(x=20), "no room for the label FY27 and FY28"),
    "a label at the edge": (TWO_LABELS.format(x=95), "no room for the label FY28"),
    "a label cut off": (
        '<p class="years"><span style="display:block;width:1em;overflow:hidden">FY27</span></p>',
        "no room for the label FY27",
    ),
    "a drawing that goes on": (
        '<div style="overflow-x:auto"><svg role="img" aria-label="x" style="width:600px"/></div>',
        "cuts off a drawing",
    ),
    "a table that goes on without a word": (
        '<div class="wide" role="region" aria-label="Money" tabindex="0" style="overflow-x:auto">'
        '<p style="width:600px">x</p></div>',
        "cuts off Money",
    ),
    "a column that no sheet has room for": (
        '<div style="overflow-x:auto"><p style="padding-left:1100px">All</p></div>',
        "does not print p All",
    ),
    "two landmarks of one name": ('<section aria-label="a"></section>' * 2, "moderate: landmark-unique"),
    "a label that is nowhere": ('<button aria-labelledby="none"></button>', "critical: button-name"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_browser_sees_planted_faults(name: str, tmp_path: Path) -> None:
    """Else the tests above could not fail."""
    fault, told = FAULTS[name]
    (tmp_path / "page.html").write_text(FAULTY.format(policy="", fault=fault))
    assert any(told in sentence for sentence in faults(tmp_path / "page.html", [View(*PHONE, "light")]))


def test_a_number_that_wraps_at_blanks_and_labels_apart_are_no_faults(tmp_path: Path) -> None:
    sound = '<p style="width:7em;overflow-wrap:anywhere">123,456,789 EUR of 987,654,321</p>' + TWO_LABELS.format(x=50)
    (tmp_path / "page.html").write_text(FAULTY.format(policy="", fault=sound))
    assert faults(tmp_path / "page.html", [View(*PHONE, "light")]) == []


def test_the_policy_of_a_page_stays_in_force(tmp_path: Path) -> None:
    """Else a script that the page let through would go unseen; and the checker works all the same."""
    grey, _ = FAULTS["grey on grey"]
    fault = f"<script>alert(1)</script>{grey}"
    (tmp_path / "page.html").write_text(FAULTY.format(policy=POLICY, fault=fault))
    told = " ".join(faults(tmp_path / "page.html", [View(*PHONE, "light")]))
    assert "Content Security Policy" in told
    assert "a dialog" not in told
    assert "serious: color-contrast" in told


def test_a_page_without_faults_has_none(tmp_path: Path) -> None:
    """And is kept as a picture and in print, where one asks for it."""
    (tmp_path / "page.html").write_text(FAULTY.format(policy=POLICY, fault=TABLE.format(header="h")))
    picture, printed = tmp_path / "page.png", tmp_path / "page.pdf"
    assert faults(tmp_path / "page.html", [View(*PHONE, "light", str(picture), str(printed))]) == []
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert printed.read_bytes().startswith(b"%PDF")
