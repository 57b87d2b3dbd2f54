"""Where faults and notices are gathered, so that all are told at once."""

from __future__ import annotations

from models.errors import Fault


class Findings:
    """Faults make the input unusable; notices say how it was understood."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.notices: list[Fault] = []


class Reporter:
    """Writes findings on one sheet."""

    def __init__(self, findings: Findings, file: str, sheet: str = "") -> None:
        self.findings, self.file, self.sheet = findings, file, sheet

    def on(self, sheet: str, file: str = "") -> Reporter:
        """A reporter for another sheet."""
        return Reporter(self.findings, file or self.file, sheet)

    def fault(self, message: str, cell: str = "") -> None:
        self._add(self.findings.faults, message, cell)

    def notice(self, message: str, cell: str = "") -> None:
        self._add(self.findings.notices, message, cell)

    def _add(self, to: list[Fault], message: str, cell: str) -> None:
        fault = Fault(self.file, self.sheet, cell, message)
        if fault not in to[-50:]:
            to.append(fault)
