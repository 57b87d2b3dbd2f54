"""A plan workbook that comes back: its record, what was edited in it, and how the plan now stands.

Nothing here opens a file: the cells of the sheets are handed in.
"""
