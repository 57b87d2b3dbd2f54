"""One self-contained page of a plan: for a phone, or to print. No script, no network, nobody's name or pay.

Three layers: `sections` and `charts` turn a Result into plain views, `geometry` places charts, the templates mark up.
"""
