"""From spreadsheets to a Problem: the sheets declared once, the reader, the template, the examples."""

from inputs.reading.reader import Reading, read
from inputs.template import write_template
from inputs.worked_examples import EXAMPLES

__all__ = ["EXAMPLES", "Reading", "read", "write_template"]
