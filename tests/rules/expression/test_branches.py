"""IF as it was used: the branch that the figures take, and why; expected words by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rules.expression import Expression, in_words, parse, taken
from rules.results import Scalar

VALUES: dict[str, Scalar] = {
    "外资": False,
    "高新": True,
    "固投": Fraction(5),
    "外币": None,
    "汇率": None,
}


def told(text: str) -> tuple[str, tuple[str, ...]]:
    formula = parse(text)
    assert isinstance(formula, Expression)
    found, why = taken(formula, VALUES)
    return in_words(found, {}), why


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("=固投*2", "固投×2", ()),
        ("=IF(外资,外币*汇率,固投)", "固投", ("外资为否",)),
        ("=IF(高新,固投,外币)", "固投", ("高新为是",)),
        ("=IF(NOT(外资),固投,外币)", "固投", ("外资为否",)),
        ("=IF(固投>3,固投,3)", "固投", ("“固投>3”成立",)),
        ("=IF(AND(外资,固投>3),1,2)", "2", ("“外资且固投>3”不成立",)),
        # One inside the other, and within a product.
        ("=固投*IF(高新,IF(外资,1.5,1.2),1)", "固投×1.2", ("高新为是", "外资为否")),
        # What adds nothing goes without a word; what makes a product 0 stays.
        ("=固投+IF(外资,外币*汇率,0)", "固投", ()),
        ("=IF(外资,外币,0)+固投", "固投", ()),
        ("=固投-IF(外资,1,0)", "固投", ()),
        ("=IF(外资,1,0)-固投", "0-固投", ("外资为否",)),
        ("=固投*IF(外资,1,0)", "固投×0", ("外资为否",)),
        ("=固投+0", "固投+0", ()),
        # Told once.
        ("=IF(外资,1,2)+IF(外资,3,4)", "2+4", ("外资为否",)),
        # Not decided: it stays.
        ("=IF(外币>0,外币,固投)", "如果外币>0，则外币，否则固投", ()),
        ("=MAX(IF(外资,1,固投),3)", "较大值(固投，3)", ("外资为否",)),
        ("=-IF(外资,1,固投)", "-固投", ("外资为否",)),
    ],
)
def test_the_branch_that_was_taken(text: str, words: str, why: tuple[str, ...]) -> None:
    assert told(text) == (words, why)


def test_names_without_a_figure_keep_their_name() -> None:
    formula = parse("=外币*汇率")
    assert isinstance(formula, Expression)
    assert in_words(formula, {"外币": "3万美元", "汇率": ""}) == "3万美元×汇率"
