"""One self-contained page of a plan: for a phone, or to print. No script, no network, totals only, no names.

Three layers: `sections` and `charts` turn a Result into plain views, `geometry` places charts, the templates mark up.
"""
