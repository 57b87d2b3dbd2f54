"""What LibreOffice prints: no sheet is missing, no cell shows an error or ####, no chart is empty."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from inputs import EXAMPLES
from outputs.workbook import charts
from tests.golden import kept
from tests.outputs.books import written
from tests.outputs.office import printed, tool
from tests.outputs.plans import bank_result

DPI = 72
"""So that a pixel of a picture is a point of the page."""

BAD = re.compile(r"###|#REF|#NAME|#VALUE|#DIV|#N/A|Err:|#NUM")


@dataclass(frozen=True)
class Picture:
    """Pixels of a page, three bytes each, row by row."""

    width: int
    height: int
    data: bytes

    def colours(self, left: float, top: float, right: float, bottom: float) -> Counter[str]:
        """How often each colour, written #RRGGBB, stands in an area."""
        found: Counter[str] = Counter()
        for y in range(max(0, int(top)), min(self.height, int(bottom))):
            for x in range(max(0, int(left)), min(self.width, int(right))):
                at = 3 * (y * self.width + x)
                found["#" + self.data[at : at + 3].hex().upper()] += 1
        return found


def picture(pdf: Path) -> Picture:
    """The first page, by way of a PPM: a line each for kind, size and depth, then the pixels."""
    stem = pdf.with_name("page")
    subprocess.run([tool("pdftoppm"), "-r", str(DPI), "-singlefile", str(pdf), str(stem)], check=True, timeout=120)
    kind, size, _, data = stem.with_suffix(".ppm").read_bytes().split(b"\n", 3)
    assert kind == b"P6"
    width, height = map(int, size.split())
    return Picture(width, height, data)


def text(pdf: Path, *options: str) -> str:
    return subprocess.run(
        [tool("pdftotext"), *options, str(pdf), "-"], check=True, capture_output=True, text=True, timeout=120
    ).stdout


def titles(pdf: Path) -> list[tuple[float, float]]:
    """The middle (from the left) and the top of the title of each chart of the first page, in points."""
    word = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)</word>'
    words = [(float(a), float(b), float(c), w) for a, b, c, w in re.findall(word, text(pdf, "-bbox", "-l", "1"))]
    [(_, line, _, _)] = [found for found in words if found[3] == "Charts"]
    ends = {"Head": "wave", "Cost": "far", "Use": "quarter"}
    found = []
    for first, last in ends.items():
        left, top, _, _ = next(w for w in words if w[3] == first and w[1] > line)
        right = next(w[2] for w in words if w[3] == last and abs(w[1] - top) < 2 and w[0] >= left)
        found.append(((left + right) / 2, top))
    return found


@pytest.fixture(scope="module", params=[*EXAMPLES, "bank"])
def plan(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A workbook, and what is printed of it."""
    folder = tmp_path_factory.mktemp(request.param)
    path = written(bank_result() if request.param == "bank" else kept(request.param)[0], folder)
    return path, printed(path, folder)


@pytest.mark.slow
def test_every_sheet_is_printed_and_shows_no_error(plan: tuple[Path, Path]) -> None:
    path, pdf = plan
    pages = text(pdf, "-layout").split("\f")[:-1]
    assert [line for page in pages for line in page.splitlines() if BAD.search(line)] == []
    footers = [re.split(r"\s{3,}", page.rstrip().splitlines()[-1].strip())[0] for page in pages]
    assert list(dict.fromkeys(footers)) == openpyxl.load_workbook(path).sheetnames
    assert footers.count("Summary") == 1, "the answer stands on one page"


@pytest.mark.slow
def test_every_chart_shows_something(plan: tuple[Path, Path]) -> None:
    """Each chart is looked at around its title: half way to its neighbours, and down to the end of the page."""
    _, pdf = plan
    page, found = picture(pdf), titles(pdf)
    wide = found[1][0] - found[0][0]
    for (middle, top), colour in zip(found, (charts.WAVE_COLOURS[1], charts.COST, charts.LIVE), strict=True):
        seen = page.colours(middle - wide / 2, top, middle + wide / 2, page.height * 0.95)
        assert len(seen) > 30, f"{len(seen)} colours are a blank chart"
        assert seen[colour] > 20, f"{colour} is hardly there"


def test_a_blank_area_would_be_seen() -> None:
    blank = Picture(4, 2, b"\xff\xff\xff" * 7 + b"\x1f\x38\x64")
    assert blank.colours(0, 0, 4, 1) == {"#FFFFFF": 4}
    assert blank.colours(0, 0, 9, 9) == {"#FFFFFF": 7, "#1F3864": 1}
