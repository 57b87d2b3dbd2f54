"""What each role of the catalogue owns, and how it usually fails: the notes of the Roles sheet."""

from __future__ import annotations

OWNS_AND_FAILS: dict[str, tuple[str, str]] = {
    "AI Product Manager": (
        "the way from a business problem to a use case worth building: the outcome, requirements that builders can "
        "work from, the business unit's patience while there is nothing to see",
        "by coming last: builders arrive first and solve the wrong problem well",
    ),
    "Data Engineer": (
        "pipelines, data quality and access, from the source systems to what a model can use; on the critical path of "
        "every use case",
        "by being outnumbered: without one for every two or three builders, the builders prepare data instead",
    ),
    "ML Engineer": (
        "models that hold up on production data, to the standard that the product manager set",
        "where it is filled like a research post, or where nothing leads from the notebook to production",
    ),
    "Data Scientist": (
        "exploration: whether there is a signal and which known method would do",
        "by numbers: more people explore than build, though few use cases need new research",
    ),
    "MLOps Engineer": (
        "the road to production and what runs there: delivery, serving, monitoring, retraining",
        "in its timing: before the first go-live there is nothing to automate, after the third every deployment has "
        "been built by hand once more",
    ),
    "AI Integration Engineer": (
        "putting the model where people work: interfaces, screens and tests inside the applications they use already",
        "when it is handed to outsiders who do not answer for whether anybody uses the result",
    ),
    "Head of AI": (
        "coordination of a running portfolio, with a direct line to the CTO and the business units",
        "by coming first: nobody builds yet, and there is no delivery to stand on",
    ),
    "CoE Director": (
        "shared standards, platforms and the community of practice",
        "by setting standards before there are patterns to set, or by becoming the queue in which every unit waits",
    ),
    "Governance Lead": (
        "the inventory of models, their risk tiers and approvals",
        "as a gate without knowledge of delivery; before there is a portfolio there is nothing to govern",
    ),
    "Chief AI Officer": (
        "AI at the board table, across business units and with large money",
        "as a title for the first five to ten systems, where a Head of AI does the same with less machinery",
    ),
    "AI Research Scientist": (
        "methods that do not exist yet",
        "as a dearer ML engineer: most portfolios apply methods that are known",
    ),
    "Prompt Engineer": (
        "the quality of generated output where volume and stakes are both high",
        "as a seat of its own elsewhere: it is a skill for ML engineers and product managers to learn",
    ),
}


def note(role: str) -> str:
    """Two sentences on a role."""
    owns, fails = OWNS_AND_FAILS[role]
    return f"Owns {owns}. Usually fails {fails}."
