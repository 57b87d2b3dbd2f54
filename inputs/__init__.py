"""From spreadsheets to a Problem: the sheets declared once, the reader, the template, the examples."""
