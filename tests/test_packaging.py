"""What is installed: the code, nothing else, and it works next to a stranger's files."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PACKAGES = ("bounding", "hireplan", "inputs", "models", "optimizer", "outputs")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def wanted() -> list[Requirement]:
    """Every package that the project asks for by itself, to run, to be tested, or to be built."""
    project = PROJECT["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    return [Requirement(line) for line in [*project["dependencies"], *extras, *PROJECT["build-system"]["requires"]]]


def pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9-]+==[\w.]+", pin) for pin in pins), "names and versions, no addresses, no hashes"
    return dict(pin.split("==") for pin in pins)


def test_every_package_is_pinned_within_what_the_project_allows() -> None:
    pins = pinned()
    for requirement in wanted():
        name = canonicalize_name(requirement.name)
        assert name in pins, f"{name} is not pinned"
        assert requirement.specifier.contains(pins[name]), f"{requirement} excludes the pinned {pins[name]}"


def test_what_is_tested_is_what_is_pinned() -> None:
    pins = pinned()
    asked = {canonicalize_name(requirement.name) for requirement in wanted()}
    assert {name: version(name) for name in asked} == {name: pins[name] for name in asked}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout as it stands."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT]
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode:
        pytest.skip("this Python has no pip")
    subprocess.run([sys.executable, "-m", "pip", "--quiet", *build], check=True, timeout=300)
    [built] = folder.glob("*.whl")
    return built


@pytest.mark.slow
def test_the_wheel_holds_the_code_and_templates_of_the_six_packages_and_nothing_else(wheel: Path) -> None:
    code = {
        file.relative_to(ROOT).as_posix()
        for name in PACKAGES
        for pattern in ("*.py", "*.j2", "*.css")
        for file in (ROOT / name).rglob(pattern)
        if "__pycache__" not in file.parts
    }
    held = set(zipfile.ZipFile(wheel).namelist())
    info = {name for name in held if name.split("/")[0].endswith(".dist-info")}
    assert held - info == code
    assert {Path(name).name for name in info} >= {"METADATA", "RECORD", "entry_points.txt", "LICENSE"}


@pytest.mark.slow
def test_an_installed_hireplan_works_in_a_folder_with_packages_of_the_same_names(wheel: Path, tmp_path: Path) -> None:
    scripts = installed(wheel, tmp_path / "venv")
    mine = tmp_path / "mine"
    for name in PACKAGES:
        (mine / name).mkdir(parents=True)
        (mine / name / "__init__.py").write_text("raise RuntimeError('a stranger was imported')\n")
    called = [str(scripts / "hireplan"), "init", "book.xlsx", "--example", "first-team"]
    for command in (called, [called[0], "check", "book.xlsx"]):
        outcome = subprocess.run(command, cwd=mine, capture_output=True, text=True, check=False, timeout=120)
        assert outcome.returncode == 0, outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert (mine / "book.xlsx").exists()


def installed(wheel: Path, venv: Path) -> Path:
    """The scripts of a new environment that has the wheel; its dependencies are borrowed from this Python's own."""
    subprocess.run([sys.executable, "-m", "venv", venv], check=True, timeout=300)
    scripts = venv / ("Scripts" if sys.platform == "win32" else "bin")
    install = [scripts / "python", "-m", "pip", "--quiet", "install", "--no-deps", "--no-index", wheel]
    subprocess.run(install, check=True, timeout=300)
    [site] = venv.glob("[Ll]ib/**/site-packages")
    borrowed = [path for path in sys.path if path.endswith("site-packages")]
    (site / "borrowed.pth").write_text("\n".join(borrowed) + "\n")
    return scripts
