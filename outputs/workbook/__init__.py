"""Sheets made of lines and tables, laid out first and written second, so that any cell can refer to any other."""
