"""The answer as tables for notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.plan import Result
from outputs.json_report import report
from outputs.rows.answer import heads
from outputs.rows.facts import Facts, facts_of

if TYPE_CHECKING:
    import pandas as pd


def frames(result: Result) -> dict[str, pd.DataFrame]:
    """Tables by name. Raises ValueError if the result holds no plan.

    hires: a row a position; headcount: profile x quarter, the last row all of them; cost: component and owner
    (a profile or use case) x quarter, whole currency units; rules: a row for each row of a rule and quarter;
    use_cases: a row a unit.
    """
    import pandas as pd

    facts = facts_of(result)
    told = report(result)
    return {
        "hires": pd.DataFrame(told["hires"]),
        "headcount": _headcount(facts),
        "cost": _cost(facts),
        "rules": _rules(facts),
        "use_cases": pd.DataFrame(told["go_live"]),
    }


def _headcount(facts: Facts) -> pd.DataFrame:
    import pandas as pd

    rows = {**facts.accounts.heads, "all": heads(facts)}
    return pd.DataFrame.from_dict(rows, orient="index", columns=facts.labels).rename_axis("profile")


def _cost(facts: Facts) -> pd.DataFrame:
    import pandas as pd

    ledger = facts.accounts.people_cost | facts.accounts.use_case_cost
    rows = [
        {"component": str(component), "owner": owner} | dict(zip(facts.labels, series, strict=True))
        for component, owners in ledger.items()
        for owner, series in owners.items()
    ]
    return pd.DataFrame(rows, columns=["component", "owner", *facts.labels])


def _rules(facts: Facts) -> pd.DataFrame:
    import pandas as pd

    rows = [
        {
            "rule": check.rule,
            "row": check.row + 1,
            "kind": check.kind,
            "mode": str(check.mode),
            "quarter": facts.labels[check.quarter - 1],
            "left": check.left,
            "relation": check.relation,
            "limit": check.limit,
            "slack": check.slack,
            "state": str(check.state),
        }
        for check in facts.accounts.rules
    ]
    columns = ["rule", "row", "kind", "mode", "quarter", "left", "relation", "limit", "slack", "state"]
    return pd.DataFrame(rows, columns=columns)
