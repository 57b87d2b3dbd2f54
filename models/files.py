"""Writing a file so that a reader finds the old one or the new one, never half of one."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import HireplanError


@contextmanager
def atomic_write(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Yields the path of an empty temporary file beside `path`; when the block ends well it takes the place of `path`.

    A new file can be read by its owner only (it may hold pay); one that is replaced keeps its mode, a link its target.
    Where the block fails, or the disk does, `path` stays as it was and nothing is left behind.
    Raises HireplanError where nothing can be written there.
    """
    target = Path(path).resolve()
    try:
        temporary = _beside(target)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        yield temporary
        _keep_mode(target, temporary)
        _flush(temporary)
        temporary.replace(target)
        _flush(target.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def _beside(target: Path) -> Path:
    """A new private file in the folder of `target`, which must not be a folder itself."""
    if target.exists() and not target.is_file():
        raise OSError("this is not a regular file; name a file")
    handle, name = tempfile.mkstemp(prefix=f".{target.stem[:100]}.", suffix=target.suffix[:20], dir=target.parent)
    os.close(handle)
    return Path(name)


def _keep_mode(target: Path, temporary: Path) -> None:
    if target.exists():
        temporary.chmod(stat.S_IMODE(target.stat().st_mode))


def _flush(path: Path) -> None:
    """Onto the disk: without this a crash of the machine may leave an empty file under the new name."""
    if path.is_dir() and os.name == "nt":  # Windows cannot open a folder
        return
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unwritable(path: str | os.PathLike[str], error: OSError) -> HireplanError:
    return HireplanError(f"{os.fspath(path)}  cannot be written: {error.strerror or error}; nothing was changed")
