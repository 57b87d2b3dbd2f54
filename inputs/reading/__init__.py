"""From a workbook, or a folder of CSV files, to a planning problem."""

from inputs.reading.reader import Reading, read, read_scenarios

__all__ = ["Reading", "read", "read_scenarios"]
