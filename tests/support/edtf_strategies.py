"""EDTF strings for property tests, drawn from the grammar by level."""

from __future__ import annotations

from hypothesis import strategies as st

years = st.integers(1, 9999).map("{:04}".format)
months = st.integers(1, 12).map("{:02}".format)
days = st.dates().map(str)
plain = st.one_of(days, days.map(lambda day: day[:7]), years)
seasons = st.builds("{}-{}".format, years, st.integers(21, 41))
qualified = st.builds("{}{}".format, plain, st.sampled_from("?~%"))


def _masked(text: str, chosen: int) -> str:
    digits = [index for index, char in enumerate(text) if char.isdigit()]
    return "".join("X" if index in digits and chosen >> digits.index(index) & 1 else char for index, char in enumerate(text))


masked = st.builds(_masked, plain, st.integers(1, 255)).filter(lambda text: "X" in text)
"""Dates with any digits masked; each fits at least the day that it was made from."""


def _ordered(pair: tuple[str, str]) -> str:
    return "/".join(sorted(pair))


intervals = st.tuples(plain, plain).map(_ordered).filter(lambda text: text[: text.index("/")] <= text[text.index("/") + 1 :])
open_intervals = st.one_of(plain.map("../{}".format), plain.map("{}/..".format), plain.map("/{}".format), plain.map("{}/".format))
long_years = st.builds(
    "Y{}{}{}".format,
    st.sampled_from(["", "-"]),
    st.integers(10_000, 10**12),
    st.sampled_from(["", "S1", "S3"]),
)
exponential = st.builds("Y{}{}E{}".format, st.sampled_from(["", "-"]), st.integers(1, 9999), st.integers(1, 12))
sets = st.builds("{}{}{}".format, st.just("["), st.lists(plain, min_size=2, max_size=4).map(",".join), st.just("]"))
any_edtf = st.one_of(plain, seasons, qualified, masked, intervals, open_intervals, long_years, exponential, sets)
