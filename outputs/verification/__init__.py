"""A plan workbook that comes back: its record, what was edited in it, and how the plan now stands.

Nothing here opens a file: the cells of the sheets are handed in.
"""

from outputs.verification.report import lines, record
from outputs.verification.returned import Returned, ReturnedCell
from outputs.verification.verification import Verification, verified

__all__ = ["Returned", "ReturnedCell", "Verification", "lines", "record", "verified"]
