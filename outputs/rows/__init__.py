"""Plain figures made from a Result: no spreadsheet, no solver."""
