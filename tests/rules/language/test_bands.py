"""分档: ends said once, gaps named, nothing covered twice; the band of a figure, or a refusal."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.engine.bands import Band, band_of
from rules.explain import explain
from rules.language.build import Builder
from rules.language.figures import SCALARS, Wrong
from rules.language.source import read
from rules.model.bands import Bands, Range
from rules.model.scalars import Figure
from rules.results import Reason, Refusal
from tests.rules.samples import Change, told

YI = 10**8


def bands(text: str) -> Bands[Figure]:
    root, faults = read(text, "b.yaml")
    assert root is not None
    assert not faults
    builder = Builder("b.yaml")
    found = builder._value(Bands[Figure], root)
    assert not builder.faults
    assert isinstance(found, Bands)
    return found


def tiers(written: str) -> Change:
    """The sample's flat rate replaced by bands."""
    return ("比例: 1‰}", f"分档: {{{written}}}}}")


PRINTED = """\
含: 下限
各档: {1亿元..10亿元: 1万元, 10亿元..30亿元: 2万元, ≥50亿元: 5万元}
空档: [<1亿元, 30亿元..50亿元]"""


class TestFinding:
    # By hand: lower ends belong, upper ends do not.
    @pytest.mark.parametrize(
        ("yi", "wan"), [("1", 1), ("9.9999", 1), ("10", 2), ("29.9999", 2), ("50", 5), ("999", 5)]
    )
    def test_the_band(self, yi: str, wan: int) -> None:
        found = band_of(bands(PRINTED), Fraction(yi) * YI, "总投资")
        assert isinstance(found, Band)
        assert found.value.value == wan * 10_000

    @pytest.mark.parametrize("ends", ["下限", "上限", "两端", "都不含"])
    def test_which_end_belongs(self, ends: str) -> None:
        found = bands(f"含: {ends}\n各档: {{1..2: 1}}")
        inside = [isinstance(band_of(found, Fraction(at), "数"), Band) for at in (1, 2)]
        assert inside == [ends in ("下限", "两端"), ends in ("上限", "两端")]

    def test_a_gap_is_told_with_its_sentence(self) -> None:
        found = band_of(bands(PRINTED), Fraction(40 * YI), "总投资")
        assert isinstance(found, Refusal)
        assert found.reason is Reason.NO_BAND
        assert explain(found) == (
            "总投资40亿元不在任何一档：文件没有规定30亿元～50亿元怎样计算；"
            "印出的各档是 1亿元～10亿元、10亿元～30亿元、≥50亿元；"
            "请核对所填的数，或请制定文件的单位解释。"
        )

    def test_the_reading_is_told_only_on_an_end(self) -> None:
        found = bands(f"{PRINTED}\n口径: {{含: 含下限}}")
        on, beside = (band_of(found, Fraction(yi) * YI, "总投资") for yi in (10, 11))
        assert isinstance(on, Band)
        assert isinstance(beside, Band)
        assert (on.readings, beside.readings) == (("含：含下限",), ())

    @given(st.fractions(min_value=-10, max_value=10**10))
    def test_never_two_and_none_only_in_a_gap(self, value: Fraction) -> None:
        found = bands(PRINTED)
        holding = [place for place in found.ranges if place.holds(value)]
        assert len(holding) <= 1
        in_gap = value < YI or 30 * YI <= value < 50 * YI
        assert (not holding) == in_gap
        assert isinstance(band_of(found, value, "总投资"), Refusal) == in_gap


class TestReading:
    @pytest.mark.parametrize(
        ("text", "low", "high", "has_low", "has_high"),
        [
            ("1亿元..10亿元", YI, 10 * YI, None, None),
            ("0..1000万元", 0, 10**7, None, None),
            ("≥50亿元", 50 * YI, None, True, False),
            (">=50亿元", 50 * YI, None, True, False),
            ("＞30%", Fraction(3, 10), None, False, False),
            ("<60%", None, Fraction(3, 5), False, False),
            ("≤0", None, 0, False, True),
            ("3", 3, 3, True, True),
        ],
    )
    def test_range(
        self, text: str, low: int, high: int, has_low: bool | None, has_high: bool | None
    ) -> None:
        found = SCALARS[Range].read(text)
        assert isinstance(found, Range), found
        assert (found.low, found.high) == (low, high)
        assert (found.has_low, found.has_high) == (has_low, has_high)

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("1..10亿元", "两端的单位不同"),
            ("10亿元..1亿元", "下限不小于上限"),
            ("≥1亿元..2亿元", "不是一档的范围"),
            ("很多", "不是一档的范围"),
            ("", "不是一档的范围"),
        ],
    )
    def test_no_range(self, text: str, says: str) -> None:
        found = SCALARS[Range].read(text)
        assert isinstance(found, Wrong)
        assert says in found.message


class TestProof:
    @pytest.mark.parametrize(
        ("written", "says"),
        [
            ("方式: 全额, 各档: {0..1亿元: 1‰, ≥1亿元: 2‰}", "没有写“含”哪一端"),
            (
                "方式: 全额, 含: 下限, 各档: {0..1亿元: 1‰, ≥2亿元: 2‰}",
                "“1亿元～2亿元”没有哪一档包括",
            ),
            ("方式: 全额, 含: 下限, 各档: {0..2亿元: 1‰, ≥1亿元: 2‰}", "“0..2亿元”与“≥1亿元”重叠"),
            ("方式: 全额, 含: 两端, 各档: {0..1亿元: 1‰, ≥1亿元: 2‰}", "“0..1亿元”与“≥1亿元”重叠"),
            ("方式: 全额, 含: 下限, 各档: {0..1亿元: 1‰, '>1亿元': 2‰}", "“1亿元”没有哪一档包括"),
            ("方式: 全额, 含: 下限, 各档: {0..1亿元: 1‰}", "空档: [≥1亿元]；"),
            ("方式: 全额, 含: 上限, 各档: {0..1亿元: 1‰, '>1亿元': 2‰}", "空档: [≤0元]；"),
            ("方式: 全额, 含: 下限, 各档: {1亿元..2亿元: 1‰, ≥2亿元: 2‰}", "空档: [<1亿元]；"),
            (
                "方式: 全额, 含: 下限, 各档: {0..1亿元: 1‰, ≥1亿元: 2‰}, 空档: [≥1亿元]",
                "与各档对不上",
            ),
            ("方式: 全额, 含: 下限, 各档: {0..50%: 1‰, ≥1亿元: 2‰}", "单位与其他各档不同"),
            ("方式: 全额, 按: 签约, 含: 下限, 各档: {0..1亿元: 1‰, ≥1亿元: 2‰}", "这里要数"),
        ],
    )
    def test_what_is_wrong(self, written: str, says: str) -> None:
        found = told(tiers(written))
        assert any(says in line for line in found), found

    def test_a_declared_gap_is_in_order(self) -> None:
        assert (
            told(
                tiers(
                    "方式: 全额, 含: 下限, 各档: {1亿元..2亿元: 1‰, ≥3亿元: 2‰}, 空档: [<1亿元, 2亿元..3亿元]"
                )
            )
            == []
        )
