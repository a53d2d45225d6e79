"""Lines of Chinese text: nothing lost, figures whole, no stop at the beginning."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from addin.cli.wrapping import wrapped

TEXT = "年度进出口总额3.2亿元×0.5‰=16万元；国内500强上浮15%，为18.4万元；奖励额18.4万元。"
#: What sentences are made of, without spaces, which a line's end swallows.
SENTENCES = st.text(alphabet="万元上浮，。；）（“”0123456789.%‰×=≥AZ", max_size=80)


def test_a_line_is_broken_between_characters_two_columns_wide():
    assert wrapped("甲乙丙丁", 4) == "甲乙\n丙丁"
    assert wrapped("甲乙丙丁", 5) == "甲乙\n丙丁"
    assert wrapped("甲乙丙丁", 8) == "甲乙丙丁"
    assert wrapped("", 8) == ""


def test_a_figure_stays_whole_with_its_sign():
    assert wrapped("上浮15.25%后", 8) == "上浮\n15.25%后"
    assert wrapped("按0.5‰计", 5) == "按\n0.5‰\n计"


@given(SENTENCES, st.integers(20, 60))
def test_nothing_is_lost(text, width):
    assert wrapped(text, width).replace("\n", "") == text


@given(st.integers(20, 60))
def test_lines_fit_and_figures_are_never_cut(width):
    lines = wrapped(TEXT, width).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert not any(line[0] in "，。；）”%‰" for line in lines)
    figures = re.findall(r"[\d.]+[%‰]?", TEXT)
    assert [one for line in lines for one in re.findall(r"[\d.]+[%‰]?", line)] == figures
