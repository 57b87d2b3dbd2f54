"""A file is replaced whole or not at all."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from models.errors import HireplanError
from models.files import atomic_write


def write(path: Path, text: str) -> None:
    with atomic_write(path) as temporary:
        temporary.write_text(text)


def fail_half_way(path: Path, failure: BaseException) -> None:
    with atomic_write(path) as temporary:
        temporary.write_text("half")
        raise failure


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_new_file_is_whole_and_private(tmp_path: Path) -> None:
    write(tmp_path / "plan.xlsx", "new")
    assert (tmp_path / "plan.xlsx").read_text() == "new"
    assert stat.S_IMODE((tmp_path / "plan.xlsx").stat().st_mode) == 0o600
    assert names(tmp_path) == ["plan.xlsx"]


def test_a_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    old = tmp_path / "plan.xlsx"
    old.write_text("old")
    old.chmod(0o640)
    write(old, "new")
    assert old.read_text() == "new"
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt])
def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, failure: type[BaseException]) -> None:
    old = tmp_path / "plan.xlsx"
    old.write_text("old")
    with pytest.raises(failure):
        fail_half_way(old, failure())
    assert old.read_text() == "old"
    assert names(tmp_path) == ["plan.xlsx"]


def test_the_old_file_stands_until_the_new_one_is_complete(tmp_path: Path) -> None:
    old = tmp_path / "plan.xlsx"
    old.write_text("old")
    with atomic_write(old) as temporary:
        temporary.write_text("new")
        assert old.read_text() == "old"
        assert temporary.parent == old.parent
    assert old.read_text() == "new"


def test_a_full_disk_is_said_and_changes_nothing(tmp_path: Path) -> None:
    old = tmp_path / "plan.xlsx"
    old.write_text("old")
    with pytest.raises(HireplanError, match=r"plan\.xlsx  cannot be written: No space left on device"):
        fail_half_way(old, OSError(28, "No space left on device"))
    assert old.read_text() == "old"
    assert names(tmp_path) == ["plan.xlsx"]


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    with pytest.raises(HireplanError, match="not a regular file"):
        write(tmp_path / "plans", "new")
    assert names(tmp_path) == ["plans"]


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(HireplanError, match="No such file or directory"):
        write(tmp_path / "nowhere" / "plan.xlsx", "new")


def test_a_link_is_followed(tmp_path: Path) -> None:
    target = tmp_path / "real.xlsx"
    target.write_text("old")
    (tmp_path / "link.xlsx").symlink_to(target)
    write(tmp_path / "link.xlsx", "new")
    assert target.read_text() == "new"
    assert (tmp_path / "link.xlsx").is_symlink()
