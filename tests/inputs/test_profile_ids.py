"""IDs of job profiles are short, readable, unique, and do not depend on the order of the rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from inputs.reading.profile_ids import Title, profile_ids


def test_short_codes() -> None:
    titles = [
        Title("Data Engineer", "mid", "", False),
        Title("AI Product Manager", "senior", "", False),
        Title("ML Engineer", "senior", "", False),
        Title("MLOps Engineer", "mid", "", False),
        Title("Head of AI", "", "", False),
        Title("Data Engineer", "mid", "Berlin", True),
    ]
    assert profile_ids(titles) == ["DE-MID", "AIPM-SEN", "MLE-SEN", "MLOE-MID", "HAI", "DE-MID-BER-CON"]


def test_clashes_take_more_letters() -> None:
    titles = [Title("Data Engineer", "mid", "", False), Title("Design Engineer", "mid", "", False)]
    assert profile_ids(titles) == ["DAEN-MID", "DEEN-MID"]


WORDS = st.sampled_from(["Data", "Design", "Engineer", "Expert", "MLOps", "ML", "AI", "of", "é"])
TITLES = st.lists(
    st.builds(
        Title,
        st.lists(WORDS, min_size=1, max_size=3).map(" ".join),
        st.sampled_from(["", "mid", "middle", "senior"]),
        st.sampled_from(["", "Berlin", "Bern"]),
        st.booleans(),
    ),
    unique=True,
    max_size=12,
)


@given(TITLES, st.randoms())
def test_unique_whatever_the_order(titles: list[Title], random: object) -> None:
    codes = dict(zip(titles, profile_ids(titles), strict=True))
    assert len(set(codes.values())) == len(titles)
    shuffled = titles[::-1]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert dict(zip(shuffled, profile_ids(shuffled), strict=True)) == codes
