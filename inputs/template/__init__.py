"""Writing an input workbook: blank, or with a worked example."""

from __future__ import annotations

import os

from models.files import atomic_write


def write_template(path: str | os.PathLike[str], example: str | None = None) -> None:
    """Writes an input workbook with every declared sheet to `path`; the same code writes the same bytes.

    Raises HireplanError where there is no such example, or where nothing can be written there.
    """
    from inputs.template.assemble import workbook_bytes
    from inputs.worked_examples import example_called

    content = workbook_bytes(example_called(example))
    with atomic_write(path) as temporary:
        temporary.write_bytes(content)
